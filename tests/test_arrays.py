"""What is asked of a column is the same however its text is held."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.arrays import each_once, each_pair_once, numbers_of, unsaid

TEXTS = ["a", None, "b", "", "a"]


@pytest.mark.parametrize("held", ["str", "category", object])
def test_a_row_without_a_text_is_empty_or_null(held: str) -> None:
    assert np.flatnonzero(unsaid(pd.Series(TEXTS, dtype=held))).tolist() == [1, 3]


@pytest.mark.parametrize("held", ["str", "category", object])
def test_rows_of_one_text_share_a_number(held: str) -> None:
    number = numbers_of(pd.Series(TEXTS, dtype=held))
    assert number.dtype == np.int64
    assert number.min() >= 0
    assert (number[0], len(set(number.tolist()))) == (number[4], 4)


def test_no_rows() -> None:
    none = pd.Series([], dtype="category")
    assert unsaid(none).tolist() == numbers_of(none).tolist() == []


def shown(value: object) -> str:
    return "null" if pd.isna(value) else str(value)


def test_a_null_among_objects_is_a_value_of_its_own() -> None:
    values = np.array(["a", None, "b"], dtype=object)
    assert each_once(values, shown).tolist() == ["a", "null", "b"]
    pairs = each_pair_once(values, values[::-1], lambda left, right: f"{shown(left)} {shown(right)}")
    assert pairs.tolist() == ["a b", "null null", "b a"]
