from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.sentences.search_words import (
    PASSED_OVER,
    asked_words,
    found_by,
    found_order,
    own_words,
    search_words,
    standing_of,
)

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
    found = search_words(ROWS, own_words(ROWS, subjects={}), families=NAMED)
    assert sorted(ROWS["measure"][found_by(found, asked)]) == measures


def test_own_words_for_people_and_own_measures_are_searched() -> None:
    wells = rc.Measure("wells", "wells", "wells", synonyms=("boreholes",))
    claims = pd.DataFrame({"measure": "wells", "party": "Russia", "source": "A", "best": [4]})
    rows = rc.reconcile(claims).estimates
    own = own_words(rows, subjects={"Russia": "contract sergeants"}, measures={"wells": wells})
    found = search_words(rows, own, families={})
    assert found_by(found, "boreholes sergeants").tolist() == [True]


def test_words_are_those_that_a_page_can_cut_by_itself() -> None:
    assert asked_words("Über_1,000 “İzmir” ﬁres") == ["uber", "1", "000", "izmir", "fires"]
    assert {"of", "the"} <= PASSED_OVER
    assert search_words(ROWS.iloc[:0], own_words(ROWS.iloc[:0], subjects={}), families={}).tolist() == []
    own = own_words(ROWS, subjects={})
    for words in (own, search_words(ROWS, own, families={})):
        assert all(text == " ".join(sorted(set(text.split()))) for text in words)
    assert found_by(np.array(["kursk"], dtype=object), "KURSK kur").tolist() == [True]


SEVERAL = pd.DataFrame(
    {
        "measure": ["casualties", "casualties", "killed", "killed", "losses"],
        "party": ["North Korea", "North Korea", "North Korea", "Ukraine", "Ukraine"],
        "place": ["Kursk"] * 4 + ["Kyiv"],
        "temporal": ["period", "cumulative", "cumulative", "cumulative", "cumulative"],
        "period_start": ["2024-12-20", None, None, None, None],
        "period_end": ["2024-12-27", None, None, None, None],
        "family": ["nk_casualties"] * 3 + ["ua_losses"] * 2,
        "source": ["White House", "UK MoD", "Zelensky", "UAlosses", "Zelensky"],
        "best": [1000, 6000, 600, 70, 5],
    }
)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        # a total before a week of it, what has the word itself before what only its family has
        ("nk casualties", [("casualties", "cumulative"), ("casualties", "period"), ("killed", "cumulative")]),
        # who says it before the country that it stands for, too
        ("zelensky", [("killed", "cumulative"), ("losses", "cumulative"), ("killed", "cumulative")]),
        ("kyiv", [("losses", "cumulative"), ("killed", "cumulative")]),
    ],
)  # fmt: skip
def test_what_is_meant_is_listed_first(asked: str, listed: list[tuple[str, str]]) -> None:
    result = rc.reconcile(SEVERAL)
    rows = result.by_words(asked)
    assert list(zip(rows["measure"], rows["temporal"], strict=True)) == listed
    own = own_words(result.estimates, subjects={}, claims=result.claims)
    found = search_words(result.estimates, own, families={})
    order = found_order(found, own, standing_of(result.estimates), asked)
    assert result.estimates["quantity"].iloc[order].tolist() == rows["quantity"].tolist()
