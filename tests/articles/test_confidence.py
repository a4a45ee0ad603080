"""How sure a reading is: signs, their weights, and the word for a probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.confidence import HIGH, MEDIUM, confidence_of, p_right, signs_of
from reconcile.articles.figures_said import figures_of


def test_from_where_on_a_reading_is_called_high_or_medium() -> None:
    assert (HIGH, MEDIUM) == (0.95, 0.5)
    assert [confidence_of(share) for share in (1.0, 0.95, 0.949, 0.5, 0.499, 0.0)] == [
        "high", "high", "medium", "medium", "low", "low",
    ]  # fmt: skip


def test_a_measure_beside_the_figure_is_surer_than_none() -> None:
    assert p_right(["measure beside"]) > p_right(["measure unknown"])


def test_a_sign_that_has_no_weight_says_nothing() -> None:
    assert p_right(["measure beside", "a sign of another time"]) == p_right(["measure beside"])


@given(st.lists(st.text(max_size=20), max_size=8))
def test_whatever_the_signs_it_is_a_probability(signs: list[str]) -> None:
    assert 0 <= p_right(signs) <= 1


@pytest.mark.parametrize(
    ("text", "among", "sign"),
    [
        ("Police said 12 rebels died.", 1, "speaker"),
        ("Some 12 rebels died.", 1, "no speaker"),
        ("Some 12 rebels died.", 4, "list"),
        ("Some 12 rebels died.", 1, "hedged"),
        ("They had 12 of something.", 1, "measure unknown"),
    ],
)
def test_signs_say_how_a_figure_was_read(text: str, among: int, sign: str) -> None:
    figures = figures_of(text, None)
    assert all(sign in signs_of(figure, among) for figure in figures)


def test_every_row_says_how_sure_it_is() -> None:
    table = rc.extract_claims("Police said 12 men died and 40 were hurt. Some 300 things were there.")
    assert table["p_right"].between(0, 1).all()
    assert table["confidence"].tolist() == [confidence_of(share) for share in table["p_right"]]
