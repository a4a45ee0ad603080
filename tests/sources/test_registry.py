from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.sources.grades import ITEM_FACTORS, SOURCE_FACTORS, item_digits, source_letters
from reconcile.sources.registry import lookup, registry_of
from reconcile.sources.stake import stake_sides

SIDES = {"Ukraine": ["Ukraine"], "Russia": ["Russia", "North Korea"]}


def test_spelling_is_folded_and_unknown_names_stand_for_themselves() -> None:
    registry = registry_of(pd.DataFrame({"source": ["UK MoD"], "aliases": ["UK Ministry of Defence ;MoD"]}))
    names = pd.Series(["uk mod", " UK  Ministry of defence", "Somebody  else", ""])
    assert registry.canonical(names).tolist() == ["UK MoD", "UK MoD", "Somebody else", ""]


def test_a_second_row_of_a_source_is_a_finding() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "a "], "grade": ["B", "D"]}))
    assert registry.table["grade"].tolist() == ["B"]
    assert registry.findings["rule"].tolist() == ["source-twice"]


def test_an_alias_of_two_sources_is_a_finding() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B"], "aliases": ["X", "x"]}))
    assert registry.canonical(pd.Series(["X"])).tolist() == ["A"]
    assert registry.findings["rule"].tolist() == ["alias-clash"]


def test_weights_default_to_one_and_are_never_negative() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B", "C"], "weight": ["", "-3", "0.5"]}))
    voices = pd.Series(["A", "B", "C", "unknown"])
    assert lookup(registry, "weight", voices, 1.0).tolist() == [1.0, 0.0, 0.5, 1.0]


def test_missing_columns_and_missing_values_are_empty() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", None], "grade": [np.nan, "B"]}))
    assert registry.table[["source", "grade", "stake"]].values.tolist() == [["A", "", ""]]


def test_f_and_6_weigh_as_the_middle_of_the_scale_not_as_bad() -> None:
    assert SOURCE_FACTORS["F"] == SOURCE_FACTORS["C"] > SOURCE_FACTORS["D"]
    assert ITEM_FACTORS["6"] == ITEM_FACTORS["3"] > ITEM_FACTORS["4"]
    assert list(SOURCE_FACTORS) == list("ABCDEF")


def test_a_claims_own_grade_goes_before_its_voices() -> None:
    own, voice = pd.Series(["b2", "3", "D", ""]), pd.Series(["C4", "C4", "C4", "C4"])
    assert source_letters(own, voice).tolist() == ["B", "C", "D", "C"]
    assert item_digits(own, voice).tolist() == ["2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("party", "counter", "bears", "stake", "side"),
    [
        ("Russia", "", "loss", "Russia", "high"),  # own losses are put low
        ("Russia", "", "loss", "Ukraine", "low"),  # the enemy's are put high
        ("Russia", "", "gain", "Russia", "low"),  # own gains are put high
        ("Russia", "", "gain", "Ukraine", "high"),  # the enemy's are put low
        ("North Korea", "", "loss", "Ukraine", "low"),  # allies of the enemy
        ("North Korea", "", "loss", "Russia", "high"),
        ("Russia", "", "neither", "Ukraine", ""),  # a deployment is no loss and no gain
        ("Russia", "", "loss", "", ""),
        ("Russia", "", "loss", "Brazil", ""),  # not an enemy, not a friend
        ("Russia", "Georgia", "loss", "Georgia", "low"),  # the counterparty is an enemy without sides declared
        ("Georgia", "", "loss", "Georgia", "high"),
        ("Russia", "", "loss", "Ukraine; Russia", ""),  # a stake in both
        ("", "", "loss", "Ukraine", ""),
    ],
)
def test_a_stake_widens_the_side_that_it_hides(party: str, counter: str, bears: str, stake: str, side: str) -> None:
    told = stake_sides(*(pd.Series([text]) for text in (party, counter, bears, stake)), SIDES)
    assert told.tolist() == [side]
