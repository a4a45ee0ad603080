from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.sentences.search_words import PASSED_OVER, asked_words, found_by, search_words

CLAIMS = pd.DataFrame(
    {
        "measure": ["killed", "casualties", "area_gained", "killed"],
        "party": ["North Korea", "North Korea", "Russia", "Côte d'Ivoire"],
        "place": ["Kursk", "Kursk", "Ukraine", "Tokmak"],
        "population": ["military", "military", "", "civilian"],
        "family": ["nk_casualties", "nk_casualties", "gains", ""],
        "source": "A",
        "best": [300, 400, 30, 5],
    }
)
ROWS = rc.reconcile(CLAIMS).estimates
NAMED = {"gains": "Ground taken by the Russian army"}


@pytest.mark.parametrize(
    ("asked", "measures"),
    [
        ("North Korean", ["casualties", "killed"]),
        ("nk casualties", ["casualties", "killed"]),
        ("NK dead", ["killed"]),
        ("dprk troops killed in the Kursk", ["casualties", "killed"]),
        ("deaths, North Korea", ["killed"]),
        ("casualties 2024", []),
        ("russian army", ["area_gained"]),
        ("Moscow ground", ["area_gained"]),
        ("cote civilians", ["killed"]),
        ("rth korea", []),
        ("", []),
        ("of the", []),
        ("(*", []),
    ],
)  # fmt: skip
def test_quantities_are_found_by_words(asked: str, measures: list[str]) -> None:
    found = search_words(ROWS, subjects={}, families=NAMED)
    assert sorted(ROWS["measure"][found_by(found, asked)]) == measures


def test_own_words_for_people_and_own_measures_are_searched() -> None:
    wells = rc.Measure("wells", "wells", "wells", synonyms=("boreholes",))
    claims = pd.DataFrame({"measure": "wells", "party": "Russia", "source": "A", "best": [4]})
    found = search_words(
        rc.reconcile(claims).estimates, subjects={"Russia": "contract sergeants"}, families={},
        measures={"wells": wells},
    )  # fmt: skip
    assert found_by(found, "boreholes sergeants").tolist() == [True]


def test_words_are_those_that_a_page_can_cut_by_itself() -> None:
    assert asked_words("Über_1,000 “İzmir” ﬁres") == ["uber", "1", "000", "izmir", "fires"]
    assert {"of", "the"} <= PASSED_OVER
    assert search_words(ROWS.iloc[:0], subjects={}, families={}).tolist() == []
    own = search_words(ROWS, subjects={}, families={})
    assert all(text == " ".join(sorted(set(text.split()))) for text in own)
    assert found_by(np.array(["kursk"], dtype=object), "KURSK kur").tolist() == [True]
