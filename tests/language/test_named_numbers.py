"""Digits that are part of a name."""

from __future__ import annotations

import pytest

from reconcile.language.named_numbers import in_name
from reconcile.language.tokens import DIGITS, tokens_of


def named(text: str, *, sizes: bool = False) -> bool:
    tokens = tokens_of(text)
    place = next(place for place, token in enumerate(tokens) if token.kind == DIGITS)
    return in_name(tokens, place, sizes=sizes)


@pytest.mark.parametrize(
    "text",
    [
        "Su-35",
        "T72",
        "#3",
        "_7",
        "v2.5",
        "No.5",
        "Su‑35",
        "47th",
        "1st",
        "1990s",
        "155mm",
        "2S19",
        "5-G",
        "30x",
        "M-5",
        "300ft",
    ],
)
def test_names(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize(
    "text",
    ["35 men", "Su 35", "- 35", "-35", "c.500", "ca.500", "approx.500", "circa.500", "million-35", "12k", "1.4bn",
     "300ish", "300odd",
     "143sq km", "5km", "5-km", "5-day", "(35", "Su - 35", "5 th"],
)  # fmt: skip
def test_numbers(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize("text", ["155mm", "50mph", "RM300", "5ft", "300kwh"])
def test_sizes_are_numbers_where_they_are_asked_for(text: str) -> None:
    assert named(text)
    assert not named(text, sizes=True)


def test_a_size_stands_right_behind_its_digits() -> None:
    assert named("T72 mm", sizes=True)
    assert named("47th", sizes=True)
    assert named("XY300", sizes=True)
