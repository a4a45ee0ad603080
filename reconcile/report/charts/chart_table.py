"""What a chart shows as a table: texts and numbers, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.arrays import Floats

__all__ = ["ChartTable"]

# columns of equal length by name: texts, or numbers that may be nan
ChartTable = Mapping[str, Sequence[str] | Floats]
