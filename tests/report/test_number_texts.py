"""Numbers are written as C writes them with 6 digits, whole ones in full."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile import arrays
from reconcile.columns import Column
from reconcile.plain_numbers import EXPONENT_FROM
from reconcile.report.pages import csv_text
from reconcile.report.pages.number_texts import number_texts


def as_c_writes_it(value: float) -> str:
    if math.isfinite(value) and abs(value) < EXPONENT_FROM and (value == round(value) or abs(value) >= 1e5):
        return str(int(value)) if value == round(value) else str(int(float(f"{value:.6g}")))
    return f"{value:.6g}"


EDGES = [
    0.0, -0.0, 0.5, 1e-4, 9.99999e-5, 9.9999949e-5, 9.9999951e-5, 0.000999999, 0.0009999995, 0.1234565, 0.1234575,
    99999.95, 99999.94999, 999999.4, 999999.5, 1e6 - 0.25, 1234567.8, 2.0**53, 2.0**53 + 2, 1e22, 5e-324, 1.7e308,
    -0.1, -123456.5, -1e-7, math.inf, -math.inf, 2.5, 1000000.5, 0.30000000000000004, 1 / 3,
]  # fmt: skip


@pytest.mark.parametrize("value", EDGES)
def test_every_number_beside_others_and_alone(value: float) -> None:
    beside = np.array([value, 0.123456789, 7.0, 1e-9])
    assert number_texts(beside).to_pylist() == [as_c_writes_it(one) for one in beside.tolist()]
    assert number_texts(beside[:1]).to_pylist() == [as_c_writes_it(value)]


@given(
    st.lists(st.floats(allow_nan=False) | st.floats(1e-4, 1e6) | st.integers(-(10**7), 10**7).map(lambda n: n / 2e4))
)
def test_any_numbers(values: list[float]) -> None:
    assert number_texts(np.array(values, dtype=np.float64)).to_pylist() == [as_c_writes_it(one) for one in values]


def test_numbers_that_hardly_repeat_are_written_as_those_that_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "SAMPLE", 4)
    table = pd.DataFrame({"n": [0.25, None, 1 / 3, 7.0, 1e-9]})
    columns = (Column("n", "number", "a number"),)
    assert csv_text.csv_text(table, columns) == "n\n0.25\n\n0.333333\n7\n1e-09\n"
    assert csv_text.csv_text(pd.concat([table] * 3), columns) == "n\n" + "0.25\n\n0.333333\n7\n1e-09\n" * 3
