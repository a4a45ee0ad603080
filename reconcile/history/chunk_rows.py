"""Rows in parts: which part a row belongs to, what distinguishes the content of a part, and its body.

The part is that of the family, or of the label where there is none, so that what is pooled together lies together. The
content of a part does not depend on the order of its rows, nor on which text is held how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints
from reconcile.history.row_hashes import Halves, text_halves

__all__ = ["PartedRows", "number_of_parts", "parted", "rows_of_body"]

# rows of a part, about: a chunk of so many takes 100 kB and 2 ms, which is what one claim more costs
PART = 4096

# most parts of a table: the list of them is written anew wherever all of them change
MOST_PARTS = 1024

# a key is half of the hash of the family and half of that of the label
_HALF, _LAST_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, kw_only=True)
class PartedRows:
    """A table in parts.

    Attributes
    ----------
    table : DataFrame
    order : ndarray of int, shape (rows,)
        Positions of the rows, part after part.
    starts : ndarray of int, shape (parts + 1,)
        Where each part begins in `order`.
    contents : tuple of str
        For each part the hash of what it holds, "" where it holds nothing.
    """

    table: pd.DataFrame
    order: npt.NDArray[np.intp]
    starts: Ints
    contents: tuple[str, ...]

    def rows_of(self, parts: Sequence[int]) -> npt.NDArray[np.intp]:
        """Return the positions of the rows of parts, part after part.

        Examples
        --------
        >>> table = pd.DataFrame({"quantity": ["a"]})
        >>> rows = PartedRows(table=table, order=np.array([0]), starts=np.array([0, 0, 1]), contents=("", "ab"))
        >>> rows.rows_of([1]).tolist(), rows.rows_of([]).tolist()
        ([0], [])
        """
        rows = [self.order[self.starts[part] : self.starts[part + 1]] for part in parts]
        return np.concatenate([np.empty(0, dtype=np.intp), *rows])

    def bodies(self, parts: Sequence[int]) -> Iterator[bytes]:
        """Yield parts as Arrow streams, without columns that are empty in all of their rows.

        Examples
        --------
        >>> table = pd.DataFrame({"quantity": ["a"], "note": [""]})
        >>> rows = PartedRows(table=table, order=np.array([0]), starts=np.array([0, 1]), contents=("ab",))
        >>> [rows_of_body(body).columns.tolist() for body in rows.bodies([0])]
        [['quantity']]
        """
        if not parts:
            return
        table = self.table.iloc[self.rows_of(parts)].reset_index(drop=True)
        filled = import_module("pyarrow").table(
            {str(name): import_module("pyarrow").array(cells) for name, cells in table.items() if _is_filled(cells)}
        )
        sizes = np.diff(self.starts)[list(parts)]
        starts = np.cumsum(sizes) - sizes
        for start, size in zip(starts, sizes, strict=True):
            yield _stream(filled.slice(start, size))


def number_of_parts(rows: int) -> int:
    """Return into how many parts a table goes: a power of two, so that few numbers of rows lie at a border.

    Examples
    --------
    >>> number_of_parts(60_000), number_of_parts(1_000_000), number_of_parts(0)
    (16, 256, 1)
    """
    return int(min(MOST_PARTS, 1 << max(0, int(np.ceil(np.log2(max(rows, 1) / PART))))))


def parted(table: pd.DataFrame, family: pd.Series, label: pd.Series, halves: Halves) -> PartedRows:
    """Return a table in parts.

    Parameters
    ----------
    table : DataFrame
    family, label : Series of text
        What decides about the part: the family, or the label where it is empty.
    halves : ndarray, shape (rows, 2)
        Hash of each row.

    Examples
    --------
    >>> from reconcile.history.row_hashes import row_halves
    >>> table = pd.DataFrame({"quantity": ["a", "b"], "best": [1.0, 2.0]})
    >>> none = pd.Series(["", ""])
    >>> rows = parted(table, none, table["quantity"], row_halves(table))
    >>> turned = parted(table[::-1], none, table["quantity"][::-1], row_halves(table[::-1]))
    >>> len(rows.contents), rows.contents == turned.contents, [*rows.bodies([0])] == [*turned.bodies([0])]
    (1, True, True)
    """
    parts = number_of_parts(len(table))
    name = text_halves(label)[:, 0]
    group = np.where((family.fillna("") != "").to_numpy(), text_halves(family)[:, 0], name)
    # what belongs together stands together, where it is compressed best, and parts follow from the first digits
    key = (group & ~_LAST_HALF) | (name >> _HALF)
    # rows of one quantity and one hash are so unlikely that their order may be any
    order = np.lexsort((halves[:, 0], key))
    borders = np.array([(part << 64) // parts for part in range(parts)], dtype=np.uint64)
    starts = np.append(np.searchsorted(key[order], borders), len(table))
    return PartedRows(table=table, order=order, starts=starts, contents=tuple(_contents(halves[order], starts)))


def _contents(halves: Halves, starts: Ints) -> list[str]:
    rows = halves.astype(">u8", copy=False)
    return [
        hashlib.sha256(rows[start:end].tobytes()).hexdigest() if end > start else "" for start, end in pairwise(starts)
    ]


def rows_of_body(body: bytes) -> pd.DataFrame:
    """Return the rows of an Arrow stream.

    Examples
    --------
    >>> from reconcile.history.row_hashes import row_halves
    >>> table = pd.DataFrame({"quantity": ["a"], "note": [""]})
    >>> rows = parted(table, table["note"], table["quantity"], row_halves(table))
    >>> [rows_of_body(body).to_dict("list") for body in rows.bodies([0])]
    [{'quantity': ['a']}]
    """
    frame: pd.DataFrame = import_module("pyarrow.ipc").open_stream(body).read_all().to_pandas()
    return frame


def _is_filled(cells: pd.Series) -> bool:
    if isinstance(cells.dtype, pd.CategoricalDtype) and len(cells.cat.categories) > 1:
        return True
    return bool(cells.notna().any() and (cells != "").any())


def _stream(rows: Any) -> bytes:
    """Return rows as an Arrow stream, text as text."""
    arrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    columns = {}
    for name, cells in zip(rows.column_names, rows.columns, strict=True):
        is_text = not arrow.types.is_primitive(cells.type)
        plain = cells.cast(arrow.string()) if is_text else cells
        if plain.null_count < len(plain) and not (is_text and compute.max(compute.binary_length(plain)).as_py() == 0):
            columns[name] = plain
    table = arrow.table(columns)
    sink = arrow.BufferOutputStream()
    with import_module("pyarrow.ipc").new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())
