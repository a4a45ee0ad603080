"""Rows of a table as lines of text: each different cell once, joined by Arrow, which holds no lock of Python's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Coded", "arrow_texts", "joined_rows", "whole_bytes"]

# for every row the place of its text, -1 for the last one, and the texts, an Arrow array
Coded = tuple[npt.NDArray[np.integer[Any]], Any]

# rows that are put into text at once: enough that Python's share is small, few enough to hold in memory
CHUNK = 50_000

# texts of neighbouring columns that are joined beforehand, at most, however many rows there are
MERGED = 1_000


def arrow_texts(texts: Sequence[str] | npt.NDArray[np.object_]) -> Any:
    """Return texts as an Arrow array, of which rows may hold more than two gigabytes.

    Examples
    --------
    >>> arrow_texts(["a", "b"]).to_pylist()
    ['a', 'b']
    """
    arrow = import_module("pyarrow")
    return arrow.array(texts, type=arrow.large_string())


def joined_rows(columns: Iterable[Coded], end: str = "") -> Iterator[Any]:
    """Yield rows with their cells joined by commas, some rows at a time, as Arrow arrays.

    Parameters
    ----------
    columns : iterable of (codes, texts)
        For every row the place of its text, -1 for the last one; one column at least, all of one length.
    end : str
        Stands behind every row.

    Examples
    --------
    >>> texts = arrow_texts(["a", "b", ""])
    >>> [rows.to_pylist() for rows in joined_rows([(np.array([0, 1]), texts), (np.array([1, -1]), texts)])]
    [['a,b', 'b,']]
    """
    arrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    comma, behind, nothing = (arrow.scalar(text, arrow.large_string()) for text in (",", end, ""))
    *merged, (last, texts) = _merged(columns)
    columns = [*merged, (last, compute.binary_join_element_wise(texts, behind, nothing))]
    for start in range(0, len(last), CHUNK):
        rows = slice(start, start + CHUNK)
        cells = [texts.take(arrow.array(_places(codes[rows], len(texts)))) for codes, texts in columns]
        yield compute.binary_join_element_wise(*cells, comma)


def whole_bytes(rows: Any) -> memoryview:
    """Return the texts of an Arrow array, one after the other, in UTF-8.

    Examples
    --------
    >>> bytes(whole_bytes(arrow_texts(["a", "b"])))
    b'ab'
    """
    _, offsets, data = rows.buffers()
    first, last = np.frombuffer(offsets, dtype=np.int64)[[rows.offset, rows.offset + len(rows)]]
    return memoryview(data or b"")[first:last]


def _places(codes: npt.NDArray[np.integer[Any]], count: int) -> npt.NDArray[np.integer[Any]]:
    """Return places in an array that counts from the start alone."""
    return np.where(codes < 0, count - 1, codes)


def _merged(columns: Iterable[Coded]) -> list[Coded]:
    """Return columns with neighbours of fewer texts than rows joined into one, so that less is joined row by row."""
    merged: list[Coded] = []
    for column in columns:
        if merged and len(merged[-1][1]) * len(column[1]) <= min(MERGED, len(column[0])):
            merged.append(_pair(merged.pop(), column))
        else:
            merged.append(column)
    return merged


def _pair(left: Coded, right: Coded) -> Coded:
    (before, first), (after, second) = left, right
    texts = [f"{head},{tail}" for head in first.to_pylist() for tail in second.to_pylist()]
    return before % len(first) * len(second) + after % len(second), arrow_texts(texts)
