"""Which numerals of a sentence are figures."""

from __future__ import annotations

import pytest

from reconcile.language.not_figures import (
    MONTHS,
    counts_after_month,
    figures_among,
    is_date,
    is_multiple,
    is_not_figure,
    looks_like_year,
    may_be_label,
)
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import tokens_of


def figures(text: str) -> list[float]:
    tokens = tokens_of(text)
    return [numeral.value for numeral in figures_among(text, tokens, find_numerals(tokens))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("465 sq km in the first 30 days, by 24 May 2024", [465]),
        ("40 men on 3 May 2024", [40]), ("40 men on May 3, 2024", [40]), ("40 men on Oct. 3", [40]),
        ("40 men may 3 times", [40]), ("may 20 men", [20]), ("40 men, 3 may", [40, 3]),
        ("On 31 May 40 men", [40]), ("On 32 May 40 men", [32, 40]), ("On 0 May 40 men", [0, 40]),
        ("In June 15 sailors died", [15]), ("During June 15 sailors died", [15]), ("On June 15 sailors died", []),
        ("In June 15 of them died", []),
        ("40 men since 2022", [40]), ("40 men in mid-2022", [40]), ("40 men in winter 2022", [40]),
        ("40 men in March 2022", [40]), ("40 men in Feb. 2022", [40]), ("in 2022 men", []),
        ("2022 men", [2022]), ("by 2022", [2022]), ("40 men by 2022", [40]), ("40 men from 1899", [40, 1899]),
        ("40 men from 1900", [40]), ("40 men from 2099", [40]), ("40 men from 2100", [40, 2100]),
        ("40 men from 2,022", [40, 2022]),
        ("40 men, phase 2", [40]), ("phase 2", [2]), ("No. 5: 40 men", [40]), ("table 3: 40 men", [40]),
        ("40 men aged 20", [40]), ("week 14: 40 men", [40]), ("last week 14 of 40 men", [14, 40]),
        ("40 men in three days", [40]), ("a 3-hour raid, 40 men", [40]), ("two centuries, 40 men", [40]),
        ("40 men at 5 pm", [40]),
        ("dozens of hours, 40 men", [40]), ("dozens of men", [12]), ("three times that", []), ("a 3-fold rise", []),
        ("3x as many", []), ("30 x 40 km", [30, 40]),
        ("one of the fastest", []), ("one of 12 boats", [1, 12]), ("no one", []), ("one another", []),
        ("the one boat", []),
        ("one boat", [1]), ("1 of the fastest", [1]), ("one of the three boats", [3]), ("every one", []),
        ("one hundred of the men", [100]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[float]) -> None:
    assert figures(text) == expected


def first(text: str) -> tuple[list, object]:  # type: ignore[type-arg]
    tokens = tokens_of(text)
    return tokens, find_numerals(tokens)[0]


def test_each_question_alone() -> None:
    assert is_multiple(*first("three times that"))  # type: ignore[arg-type]
    assert is_multiple(*first("a 3-fold rise"))  # type: ignore[arg-type]
    assert not is_multiple(*first("30 x 40 km"))  # type: ignore[arg-type]
    assert is_multiple(*first("30 x more"))  # type: ignore[arg-type]
    assert may_be_label(*first("phase 2"))  # type: ignore[arg-type]
    assert may_be_label(*first("No. 2"))  # type: ignore[arg-type]
    assert may_be_label(*first("by 2024"))  # type: ignore[arg-type]
    assert not may_be_label(*first("by 24"))  # type: ignore[arg-type]
    assert [looks_like_year(*first(text)) for text in ("1900", "2099", "1899", "2100", "2,024", "2 thousand")] == [  # type: ignore[arg-type]
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert counts_after_month(tokens_of("In June 15 sailors"), 1, 3)
    assert not counts_after_month(tokens_of("On June 15 sailors"), 1, 3)
    assert not counts_after_month(tokens_of("In June 15 of"), 1, 3)
    text = "in 2024"
    assert is_date(text, *first(text))  # type: ignore[arg-type]
    assert is_not_figure(text, *first(text))  # type: ignore[arg-type]


def test_months_are_numbered() -> None:
    names = ("january", "feb", "mar", "april", "may", "jun", "july", "aug", "sep", "october", "nov", "december")
    assert [MONTHS[name] for name in names] == list(range(1, 13))
    assert MONTHS["sept"] == MONTHS["september"] == 9
