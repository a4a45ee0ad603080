from __future__ import annotations

from io import BytesIO

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import ParquetFile

from reconcile.columns import CLAIMS, ESTIMATES, Column
from reconcile.report.pages.csv_text import csv_text
from reconcile.report.pages.parquet_table import COMPRESSION, parquet_table, write_parquet

COLUMNS = (
    Column("said", "string", "words"), Column("n", "number", "a number"), Column("i", "integer", "a whole one"),
    Column("d", "date", "a day"), Column("b", "boolean", "yes or no"),
)  # fmt: skip


@given(
    said=st.lists(st.one_of(st.none(), st.text(max_size=9)), min_size=1, max_size=6),
    number=st.floats(allow_nan=True, allow_infinity=True), day=st.dates(),
)  # fmt: skip
def test_parquet_and_csv_hold_the_same(said: list[str | None], number: float, day: object) -> None:
    frame = pd.DataFrame({
        "said": pd.Series(said, dtype=object), "n": number, "i": pd.Series([3] * len(said), dtype="Int64"),
        "d": pd.Series([pd.NaT, *[day] * (len(said) - 1)], dtype="datetime64[s]"), "b": True, "extra": "x",
    })  # fmt: skip
    write_parquet(frame, COLUMNS, file := BytesIO())
    again = pd.read_parquet(file)
    assert csv_text(again, COLUMNS) == csv_text(frame, COLUMNS)


def test_types_are_those_of_the_contract_also_of_an_empty_table() -> None:
    for rows in (0, 1):
        frame = pd.DataFrame({"said": ["a"], "n": [0.5], "i": [1], "d": [pd.Timestamp("2025-01-31")], "b": [True]})
        types = parquet_table(frame.head(rows), COLUMNS).schema.types
        assert types == [pa.string(), pa.float64(), pa.int64(), pa.date32(), pa.bool_()]


def test_text_stands_as_it_is_and_what_is_empty_is_null() -> None:
    frame = pd.DataFrame({"said": ["=1+1", "", "a\x00", None]}, dtype=object)
    assert parquet_table(frame, COLUMNS[:1])["said"].to_pylist() == ["=1+1", None, "a�", None]


def test_a_column_of_numbers_that_holds_text_is_text() -> None:
    assert parquet_table(pd.DataFrame({"n": ["x", 3]}, dtype=object), COLUMNS[1:2])["n"].to_pylist() == ["x", "3"]


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match="said"):
        parquet_table(pd.DataFrame({"n": [1.0]}), COLUMNS)


def test_tables_of_a_report_come_back(claims: pd.DataFrame, estimates: pd.DataFrame) -> None:
    for frame, columns in ((claims, CLAIMS), (estimates, ESTIMATES)):
        write_parquet(frame, columns, file := BytesIO())
        assert ParquetFile(file).metadata.row_group(0).column(0).compression.lower() == COMPRESSION
        assert csv_text(pd.read_parquet(file), columns) == csv_text(frame, columns)
