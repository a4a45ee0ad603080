from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.language.digits import LARGEST_NUMBER

CONTINENTAL = ClaimSettings(decimal=",", thousands=".")
COMMA = ClaimSettings(decimal=",")
SPACED = ClaimSettings(decimal=",", thousands=" ")


def read(cell: object, settings: ClaimSettings | None = None) -> float | str:
    """The number that a cell is read as, or the rule that it breaks; nothing is not a number and breaks none."""
    parsed = parse_numbers(pd.Series([cell], dtype=object), settings or ClaimSettings())
    return parsed.faults.iloc[0] or float(parsed.values.iloc[0])


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1234.5", 1234.5), ("1,234", 1234), ("1,234,567.5", 1234567.5), ("48 240", 48240), ("48\u00a0240", 48240),
        ("48\u202f240", 48240), (" 7 ", 7), ("+7", 7), ("-7", -7), ("−7", -7), (".5", 0.5), ("7.", 7), ("1e3", 1000),
        ("0", 0), ("007", 7), ("0.125", 0.125), ("1e18", 1e18),
    ],
)  # fmt: skip
def test_numbers_as_they_are_written(cell: str, number: float) -> None:
    assert read(cell) == number


@pytest.mark.parametrize(
    "cell",
    ["12,5", "0,123", "1,23,456", "12,34", "1 23", "1,234 567", "1.234.567", "about 5", "5 to 7", "45%", "5 km", "--5",
     "1e", "e5", "0x10", "1_000", "=1+1", "½", "five", "-", ".", "5-7", "5;7"],
)  # fmt: skip
def test_what_is_not_one_number_is_never_guessed(cell: str) -> None:
    assert read(cell) == "not-a-number"


@pytest.mark.parametrize(
    ("cell", "settings", "number"),
    [
        ("39.684,5", CONTINENTAL, 39684.5), ("160.000", CONTINENTAL, 160000), ("148,6", CONTINENTAL, 148.6),
        ("1.234.567", CONTINENTAL, 1234567), ("148,6", COMMA, 148.6), ("160.000", COMMA, 160000),
        ("48 240,5", COMMA, 48240.5), ("48\u00a0240", SPACED, 48240), ("48 240", SPACED, 48240),
        ("1'234.5", ClaimSettings(thousands="'"), 1234.5),
    ],
)  # fmt: skip
def test_declared_signs(cell: str, settings: ClaimSettings, number: float) -> None:
    assert read(cell, settings) == number


@pytest.mark.parametrize(
    ("cell", "settings"),
    [("1.5", CONTINENTAL), ("1.23", CONTINENTAL), ("1,234,567", CONTINENTAL), ("12.34,5", CONTINENTAL), ("1.5", COMMA),
     ("0.123", CONTINENTAL), ("1,234", ClaimSettings(thousands="'"))],
)  # fmt: skip
def test_a_number_against_the_declared_signs_is_refused_not_made_ten_times_larger(
    cell: str, settings: ClaimSettings
) -> None:
    assert read(cell, settings) == "not-a-number"


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-inf", "+Infinity", float("inf"), float("-inf")])
def test_what_is_not_finite(cell: object) -> None:
    assert read(cell) == "not-finite"


@pytest.mark.parametrize("cell", ["1e308", "1e999", "1e19", "9" * 400, "-" + "9" * 400, 10**400, "1" * 39 + ".5"])
def test_what_is_too_large(cell: object) -> None:
    assert read(cell) == "too-large"


@pytest.mark.parametrize("cell", ["", "  ", None, np.nan, pd.NA, pd.NaT])
def test_nothing_is_no_number_and_no_fault(cell: object) -> None:
    assert np.isnan(read(cell))


@pytest.mark.parametrize("cell", [5, 5.0, np.int64(5), np.float32(5), Decimal(5)])
@pytest.mark.parametrize("settings", [ClaimSettings(), CONTINENTAL])
def test_typed_numbers_are_read_whatever_signs_are_declared_for_text(cell: object, settings: ClaimSettings) -> None:
    assert read(cell, settings) == 5


def test_truth_is_no_number() -> None:
    assert read(True) == "not-a-number"
    assert parse_numbers(pd.Series([True]), ClaimSettings()).faults.tolist() == ["not-a-number"]


@pytest.mark.parametrize("dtype", ["int64", "float32", "Int64", "Float64"])
def test_columns_of_numbers(dtype: str) -> None:
    parsed = parse_numbers(pd.Series([1, 2], dtype=dtype), ClaimSettings())
    assert parsed.values.tolist() == [1, 2]
    assert parsed.faults.tolist() == ["", ""]


def test_columns_of_numbers_with_holes_and_monsters() -> None:
    parsed = parse_numbers(pd.Series([1.0, np.nan, np.inf, 1e308]), ClaimSettings())
    assert parsed.faults.tolist() == ["", "", "not-finite", "too-large"]
    assert parsed.values.notna().tolist() == [True, False, False, False]
    holes = parse_numbers(pd.Series([1, None], dtype="Int64"), ClaimSettings())
    assert holes.values.isna().tolist() == [False, True]


def test_an_empty_column() -> None:
    assert parse_numbers(pd.Series([], dtype=object), ClaimSettings()).values.empty


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_grouped_and_plain_integers_read_the_same(number: int) -> None:
    assert read(f"{number:,}") == read(str(number)) == number
    assert read(f"{number:,}".replace(",", "."), CONTINENTAL) == number


@given(st.floats(min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER, allow_nan=False))
def test_a_float_survives_as_text(number: float) -> None:
    assert read(repr(number)) == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_named_fault(text: str) -> None:
    told = read(text)
    assert isinstance(told, float) or told in ("not-a-number", "not-finite", "too-large")
