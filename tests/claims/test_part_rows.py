"""A part is a quantity of its own, and never an account of its whole."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.claims.part_rows import words_of_part

USUAL = {"measure": "killed", "place": "Karsk", "source": "Ministry", "published": "2024-03-01"}
WHOLE = {**USUAL, "claim_id": "W", "phrase": "97"}
PART = {**USUAL, "claim_id": "P", "phrase": "including 12 children", "role": "part", "part_of": "W"}


def reconciled(*rows: dict[str, Any]) -> rc.Reconciliation:
    return rc.reconcile(pd.DataFrame(list(rows)).fillna(""))


def rules(result: rc.Reconciliation) -> list[str]:
    return [rule for rule in result.findings["rule"] if rule not in ("source-unknown", "label-split")]


@pytest.mark.parametrize(
    ("phrase", "population", "scope"),
    [
        ("including 12 children", "children", ""),
        ("of whom at least 40 were women", "women", ""),
        ("70 women and children", "children and women", ""),
        ("70 children and women", "children and women", ""),
        ("3 Journalists", "journalists", ""),
        ("twelve soldiers", "military", ""),
        ("45 of the dead lived in the camp", "", "lived in the camp"),
        ("among them 1,200 from the north", "", "from the north"),
        ("12 people", "", ""),
        ("12", "", ""),
        ("", "", ""),
    ],
)
def test_what_the_words_of_a_part_name(phrase: str, population: str, scope: str) -> None:
    assert words_of_part(phrase) == (population, scope)


@pytest.mark.long
def test_a_part_neither_is_the_whole_nor_supersedes_it() -> None:
    for temporal in ("", "cumulative", "stock", "period"):
        later = {**PART, "temporal": temporal, "published": "2024-03-09"}
        result = reconciled({**WHOLE, "temporal": temporal}, later)
        assert result.claims["used"].tolist() == [True, True]
        assert sorted(result.estimates["claims_high"]) == [12, 97]
        assert rules(result) == []


def test_the_part_of_one_and_the_total_of_another_are_one_quantity_where_the_words_agree() -> None:
    other = {**USUAL, "claim_id": "C", "source": "Children's fund", "best": "14", "population": "children"}
    result = reconciled(WHOLE, PART, other)
    children = result.estimates[result.estimates["population"] == "children"]
    assert children["claims"].tolist() == [2]


@pytest.mark.parametrize(
    ("part", "definition"),
    [
        ({"phrase": "", "best": "12"}, {"population": "", "scope": "part of W"}),
        ({"phrase": "12 people"}, {"population": "", "scope": "part of W"}),
        ({"phrase": "", "best": "12", "part_of": ""}, {"population": "", "scope": "part of Ministry"}),
        ({"population": "women"}, {"population": "women", "scope": ""}),
        ({"scope": "in the camp"}, {"population": "", "scope": "in the camp"}),
        ({"role": ""}, {"population": "children"}),
        ({"role": "total"}, {"population": "children"}),
        ({"phrase": "", "best": "12", "measure": "wounded"}, {"population": "", "scope": ""}),
    ],
)
def test_what_keeps_a_part_apart(part: dict[str, str], definition: dict[str, str]) -> None:
    checked = check_claims(pd.DataFrame([WHOLE, {**PART, **part}]).fillna("")).claims
    assert checked.loc[1, ["role", *definition]].to_dict() == {"role": "part", **definition}
    assert len(reconciled(WHOLE, {**PART, **part}).estimates) == 2


@pytest.mark.long
def test_a_part_that_is_defined_as_its_whole_is_still_apart() -> None:
    same = {"population": "civilian", "scope": "in the city"}
    result = reconciled({**WHOLE, **same}, {**PART, **same})
    assert result.claims["scope"].tolist() == ["in the city", "in the city, part of W"]
    unnamed = reconciled({**WHOLE, **same}, {**PART, **same, "part_of": ""})
    assert unnamed.claims["scope"].tolist() == ["in the city", "in the city, part of Ministry"]


def test_checking_again_changes_nothing() -> None:
    once = check_claims(pd.DataFrame([WHOLE, PART, {**PART, "claim_id": "Q", "phrase": "5"}])).claims
    pd.testing.assert_frame_equal(check_claims(once).claims, once)


@pytest.mark.parametrize(("part_of", "rule"), [("nowhere", "whole-missing"), ("P", "part-of-itself")])
def test_a_whole_that_is_none_is_found(part_of: str, rule: str) -> None:
    result = reconciled(WHOLE, {**PART, "part_of": part_of})
    assert rules(result) == [rule]
    assert len(result.estimates) == 2


def test_a_part_above_its_whole_is_found() -> None:
    assert rules(reconciled(WHOLE, {**PART, "phrase": "112 children"})) == ["part-above-whole"]
    assert rules(reconciled({**WHOLE, "phrase": "at least 97"}, {**PART, "phrase": "112 children"})) == [
        "part-above-whole"
    ]


def test_a_part_that_comes_out_above_its_whole_is_found() -> None:
    others = [
        {**USUAL, "claim_id": f"C{n}", "source": f"S{n}", "best": "130", "population": "children"} for n in range(4)
    ]
    result = reconciled(WHOLE, PART, *others)
    found = result.findings[result.findings["rule"] == "part-above-whole"]
    assert found["message"].tolist() == ["a part comes out above its whole, killed/place=Karsk"]


def test_a_part_above_what_its_whole_was_corrected_to_is_found() -> None:
    corrected = {**WHOLE, "claim_id": "N", "phrase": "9", "published": "2024-04-01", "revises": "W",
                 "revision": "correction"}  # fmt: skip
    assert "part-above-whole" in rules(reconciled(WHOLE, PART, corrected))


def test_parts_are_not_added() -> None:
    result = reconciled(WHOLE, PART, {**PART, "claim_id": "Q", "phrase": "30 women"})
    assert sorted(result.estimates["claims_high"]) == [12, 30, 97]
