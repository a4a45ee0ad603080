"""The table of a chart as CSV: the bytes that its button on a page gives, as a file for scripts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.charts.chart_table import ChartTable, filled_columns, plain_number
from reconcile.report.pages.csv_text import cell_text

__all__ = ["chart_csv"]


def chart_csv(data: ChartTable) -> str:
    r"""Return everything that a chart draws as CSV, a row a mark; `csv` in `charts.js` does the same.

    Parameters
    ----------
    data : mapping of str to sequence of str or ndarray of float
        As a chart has it; columns in which nothing stands are left out.

    Examples
    --------
    >>> chart_csv({"source": ["A, B", "=C"], "value": np.array([4000.0, np.nan]), "date": ["", ""]})
    'source,value\n"A, B",4000\n\'=C,\n'
    """
    kept = filled_columns(data)
    rows = zip(*(_cells(values) for values in kept.values()), strict=True)
    return "\n".join([",".join(kept), *(",".join(row) for row in rows), ""])


def _cells(values: Sequence[str] | Floats) -> list[str]:
    if isinstance(values, np.ndarray):
        return [plain_number(value) for value in values.tolist()]
    return [cell_text(text) for text in values]
