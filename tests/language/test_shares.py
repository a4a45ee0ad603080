"""Shares in words, and the ordinals and times that look like them."""

from __future__ import annotations

import pytest

from reconcile.language.shares import read_share
from reconcile.language.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "share", "last"),
    [
        ("half of them", 1 / 2, 1), ("a half", 1 / 2, 2), ("one half", 1 / 2, 2), ("half the men", 1 / 2, 1),
        ("a third of them", 1 / 3, 2), ("a third died", 1 / 3, 2), ("a third", 1 / 3, 2),
        ("a third, they said", 1 / 3, 2),
        ("one third attack", 1 / 3, 2), ("a quarter million", 1 / 4, 2), ("an eighth", 1 / 8, 2),
        ("a twentieth of", 1 / 20, 2),
        ("two-thirds of them", 2 / 3, 3), ("two thirds", 2 / 3, 2), ("three quarters", 3 / 4, 2),
        ("nine tenths", 9 / 10, 2), ("two fifths attack", 2 / 5, 2),
    ],
)  # fmt: skip
def test_shares(text: str, share: float, last: int) -> None:
    assert read_share(tokens_of(text), 0) == (pytest.approx(share), last)


@pytest.mark.parametrize(
    "text",
    ["a third attack", "an eighth day", "half an hour", "half a century", "half-way", "a quarter century",
     "three thirds",
     "four quarters", "five quarters", "two third", "a thirds", "one thirds", "zero thirds", "five men", "a man",
     "third"],
)  # fmt: skip
def test_what_is_no_share(text: str) -> None:
    assert read_share(tokens_of(text), 0) is None


@pytest.mark.parametrize("named", ["first", "second", "other", "latter", "past"])
def test_a_half_that_is_named_is_not_measured(named: str) -> None:
    assert read_share(tokens_of(f"the {named} half"), 2) is None
    assert read_share(tokens_of("the whole half"), 2) == (0.5, 3)
