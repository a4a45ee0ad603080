"""What a chart shows as a table: texts and numbers, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reconcile.arrays import Floats

__all__ = ["ChartTable", "filled_columns", "plain_number"]

# columns of equal length by name: texts, or numbers that may be nan
ChartTable = Mapping[str, Sequence[str] | Floats]


def filled_columns(data: ChartTable) -> ChartTable:
    """Return the columns in which something stands.

    Examples
    --------
    >>> list(filled_columns({"source": ["A"], "date": [""], "low": np.array([np.nan])}))
    ['source']
    """
    return {name: values for name, values in data.items() if not _empty(values)}


def plain_number(value: float) -> str:
    """Return a number as programs read it, "" for nan.

    Examples
    --------
    >>> plain_number(4000.0), plain_number(float("nan"))
    ('4000', '')
    """
    return "" if np.isnan(value) else f"{value:.12g}"


def _empty(values: Sequence[str] | Floats) -> bool:
    return bool(np.isnan(values).all()) if isinstance(values, np.ndarray) else not any(values)
