"""Tables as Parquet: the values that the same table has as CSV, typed, and a tenth of the bytes."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

import numpy as np
import pandas as pd

from reconcile.columns import Column
from reconcile.report.pages.csv_text import FORBIDDEN
from reconcile.report.pages.number_texts import number_texts

__all__ = ["ARROW_TYPES", "Sink", "parquet_table", "write_arrow", "write_parquet"]

# zstd, level 3: read by every Parquet reader since 2019, and smaller than Snappy at the same speed
# (facebook.github.io/zstd, benchmarks)
COMPRESSION, COMPRESSION_LEVEL = "zstd", 3

# the type of a column of Arrow by the type of a column of the contract
ARROW_TYPES = {"number": "float64", "integer": "int64", "boolean": "bool", "date": "date32"}


class Sink(Protocol):
    """A file that is open for writing."""

    def write(self, data: Any, /) -> Any:
        """Write bytes."""


def write_parquet(frame: pd.DataFrame, table_columns: tuple[Column, ...], sink: Sink) -> None:
    """Write a table as Parquet; parameters of `parquet_table`, and a file that is open for writing.

    Examples
    --------
    >>> from io import BytesIO
    >>> write_parquet(pd.DataFrame({"n": [1]}), (Column("n", "integer", "count"),), file := BytesIO())
    >>> pd.read_parquet(file)["n"].tolist()
    [1]
    """
    write_arrow(parquet_table(frame, table_columns), sink)


def write_arrow(table: Any, sink: Sink) -> None:
    """Write a table of Arrow as Parquet, packed as all of ours are.

    Examples
    --------
    >>> from io import BytesIO
    >>> write_arrow(import_module("pyarrow").table({"n": [1]}), file := BytesIO())
    >>> pd.read_parquet(file)["n"].tolist()
    [1]
    """
    import_module("pyarrow.parquet").write_table(
        table, sink, compression=COMPRESSION, compression_level=COMPRESSION_LEVEL
    )


def parquet_table(frame: pd.DataFrame, table_columns: tuple[Column, ...]) -> Any:
    """Return a table as Arrow has it.

    Parameters
    ----------
    frame : DataFrame
        Holds `table_columns`; its other columns follow them in their order, as text.
    table_columns : tuple of Column
        Their types: numbers are doubles of 6 significant digits, integers whole numbers of 64 bits, dates days.

    Returns
    -------
    pyarrow.Table
        Text as it is, without the marks that make it safe in a spreadsheet; NUL and broken characters become U+FFFD.
        Nulls and empty texts are null. A column of numbers that holds anything else is text.

    Raises
    ------
    KeyError
        The frame lacks one of the columns.

    Examples
    --------
    >>> table = pd.DataFrame({"n": [1e6, 0.123456789], "said": ["=1+1", ""]})
    >>> parquet_table(table, (Column("n", "number", "count"), Column("said", "string", "words"))).to_pylist()
    [{'n': 1000000.0, 'said': '=1+1'}, {'n': 0.123457, 'said': None}]
    """
    types = {column.name: column.type for column in table_columns}
    order = [*types, *(name for name in frame.columns if name not in types)]
    return import_module("pyarrow").table(
        {str(name): _column(frame[name], types.get(name, "string")) for name in order}
    )


def _column(column: pd.Series, kind: str) -> Any:
    arrow = import_module("pyarrow")
    codes, unique = pd.factorize(column, use_na_sentinel=True)
    places = arrow.array(codes.astype(np.int32), mask=codes < 0)
    return _values(unique, kind).take(places)


def _values(unique: pd.Index, kind: str) -> Any:
    """Return the different values of a column."""
    arrow = import_module("pyarrow")
    if kind in ("number", "integer"):
        return _numbers(unique, kind)
    if kind == "date":
        days: list[Any] = pd.to_datetime(unique).to_numpy().astype("datetime64[D]").tolist()
        return arrow.array(days, ARROW_TYPES[kind])
    if kind == "boolean":
        return arrow.array([bool(value) for value in unique], ARROW_TYPES[kind])
    texts = [value if isinstance(value, str) else str(value) for value in unique.tolist()]
    # one look at all of them is enough for most columns
    if FORBIDDEN.search("".join(texts)):
        texts = [FORBIDDEN.sub("\ufffd", text) for text in texts]
    return arrow.array([text or None for text in texts], arrow.string())


def _numbers(unique: pd.Index, kind: str) -> Any:
    """Return numbers as the numbers that their texts say; what is no number as text."""
    arrow = import_module("pyarrow")
    try:
        numbers = number_texts(np.asarray(unique, dtype=np.float64))
    except (TypeError, ValueError):
        return arrow.array([str(value) for value in unique.tolist()], arrow.string())
    try:
        return numbers.cast(arrow.float64()).cast(ARROW_TYPES[kind])
    except arrow.ArrowInvalid:
        return numbers.cast(arrow.string())
