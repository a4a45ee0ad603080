from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from reconcile.as_much import as_much
from reconcile.plain_numbers import DIGITS, write_number
from reconcile.report.pages.appendices import ASKS_NOTHING, MOST_OF_A_KIND, record_rows

ROOT = Path(__file__).parents[1]
TABLES = sorted([*ROOT.glob("data/processed/*.csv"), *ROOT.glob("tests/golden/*/expected/data/processed/*.csv")])
WORDED = ("publish_reason", "weight_reason", "left_out_reason", "message", "hint")

# what an editor does not say: exponents, long fractions, factors, one of many, words of statistics
JARGON = re.compile(
    r"\de[+-]\d|\d\.\d{4}|\bx \d|\b1 (days|claims|voices|figures|quantities|values)\b|\bpool\b|improbable"
    r"|\bbest (would|holds|hangs|moves)|tail prob|heard through|carried forward|weighs 0"
)


def test_what_tables_say_in_words_is_said_as_an_editor_says_it() -> None:
    told: list[str] = []
    for file in TABLES:
        table = pd.read_csv(file, dtype=str, keep_default_na=False)
        told += [text for name in WORDED if name in table for text in table[name].unique()]
    assert len(set(told)) > 100
    assert [text for text in set(told) if JARGON.search(text)] == []


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (1.0, "as much"),
        (0.97, "nearly as much"),
        (0.5, "half as much"),
        (0.45, "half as much"),
        (0.34, "a third as much"),
        (0.06, "a twentieth as much"),
        (0.0069, "next to nothing"),
        (0.0, "next to nothing"),
        (2.0, "twice as much"),
        (2.53, "2.5 times as much"),
    ],
)
def test_factors_in_words(factor: float, words: str) -> None:
    assert as_much(factor) == words


def test_numbers_have_six_digits_or_fewer_and_no_exponent() -> None:
    assert DIGITS == 6
    numbers = (999.96, 1000.0, 1234567.8, 0.1234567)
    assert [write_number(number) for number in numbers] == ["999.96", "1,000", "1,234,568", "0.123457"]
    assert [write_number(number, 3) for number in numbers] == ["1,000", "1,000", "1,230,000", "0.123"]


def test_findings_of_a_kind_are_counted_and_those_that_ask_nothing_come_last() -> None:
    assert (MOST_OF_A_KIND, ASKS_NOTHING[0]) == (3, "family-mixed")
    rules = ["family-mixed", *["source-unknown"] * 3, *["names-alike"] * 5]
    table = pd.DataFrame(
        {"rule": rules, "message": [f"{rule} {row}" for row, rule in enumerate(rules)], "hint": "look"}
    )
    shown = [row["message"] for row in record_rows(table, 99)]
    assert shown == [
        *(f"source-unknown {row}" for row in (1, 2, 3)),
        "names-alike 4", "names-alike 5", "names-alike 6, and 2 more like this", "family-mixed 0",
    ]  # fmt: skip
    assert len(record_rows(table, 2)) == 2
