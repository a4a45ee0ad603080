"""Labels before figures: what they count, and that a label is no speaker."""

from __future__ import annotations

import pytest

import reconcile as rc
from reconcile.articles.measure.label_measures import counted_under, label_end
from reconcile.language.tokens import tokens_of


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Killed", "killed"), ("No. of deaths", "killed"), ("Injured (2)", "wounded"), ("Missing*", "missing"),
        ("Death toll", "killed"), ("Captured", "captured"), ("Houses damaged", "buildings_damaged"),
        ("Estimated casualties", "casualties"), ("Town", ""), ("Date", ""), ("Killed, %", ""), ("Deaths per day", ""),
        ("Cost of losses ($)", ""), ("", ""), ("x" * 200, ""),
    ],
)  # fmt: skip
def test_what_is_counted_under_a_label(label: str, measure: str) -> None:
    counted = counted_under(label)
    assert (counted.measure if counted else "") == measure


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Wounded: 12", 2), ("Number of people missing: 4", 5), ("- Dead: 12", 3), ("Killed - 31", 2),
        ("Police: 12 dead", 0), ("Army: 12 killed", 0), ("Wounded:", 0), ("The dead - 40 men - lay there", 0),
        ("Rescue services: 40 dead", 0), ("The dead lay there: 40 men", 0),
    ],
)  # fmt: skip
def test_where_a_label_ends(text: str, end: int) -> None:
    assert label_end(tokens_of(text)) == end


def test_a_list_of_labels() -> None:
    text = "Buildings destroyed: At least 700, the county said.\nHurt: 31 in cars, and 14 at home.\nDead: two"
    claims = rc.extract_claims(text)
    assert claims[["n1", "measure", "origin"]].values.tolist() == [
        [700.0, "buildings_destroyed", "county"], [31.0, "wounded", ""], [14.0, "wounded", ""], [2.0, "killed", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Killed: 12, injured: 30, missing: 4", ["killed", "wounded", "missing"]),
        ("Killed - 12, wounded - 30.", ["killed", "wounded"]),
        ("Dead: 12; injured: 30", ["killed", "wounded"]),
    ],
)
def test_each_label_is_that_of_the_figure_behind_it(text: str, measures: list[str]) -> None:
    assert rc.extract_claims(text)["measure"].tolist() == measures
