"""Series of which nobody says what each figure is: a total up to its day, what happened on it, or a level.

Claims without a temporal describe one value. A source that gives a figure for every day does not: read so, "between
2,800 and 1,020,010" would be printed of a total that rose. Nothing of such a series is used, and the desk is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, says
from reconcile.claims.text import group_rows
from reconcile.days import NO_DAY
from reconcile.plurals import counted
from reconcile.records import findings

__all__ = ["LEAST_DAYS", "LEAST_DECLARED", "SERIES_ROWS", "TimelessSeries", "timeless_series"]

# what the rows of an input are called that are one voice over time
SERIES_ROWS = "series"

# days with figures from which a source gives a series though nothing declares one: fewer may be versions of one figure,
# such as a toll that was corrected through a week; as for labels of one counter (`one_counter`)
LEAST_DAYS = 8

# days with figures that differ in what is declared to be a series
LEAST_DECLARED = 2

_REASON = "withheld: nothing says whether totals, days or levels"
_MESSAGE = ", and nothing says whether they are totals, of each day, or levels: none is used"
_HINT = (
    'constants = {{ temporal = "{}" }} of its input says so: "cumulative" for totals up to each day, "period" for what '
    'happened on it, "stock" for levels'
)


@dataclass(frozen=True, kw_only=True)
class TimelessSeries:
    """Why claims of such series are not heard, "" for all others; and a finding for every source and file."""

    reason: Strings
    findings: pd.DataFrame


def timeless_series(claims: pd.DataFrame) -> TimelessSeries:
    """Find the series without a temporal.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `file`, `source`, `rows`, `temporal`, `quantity_code`, `day`, `day_stated`, `figure_low`, `figure_high`, and
        `reason`, why a claim is not heard so far.

    Examples
    --------
    >>> claims = pd.DataFrame({"file": "list.csv", "source": "List", "rows": "series", "temporal": "",
    ...                        "quantity_code": 0, "day": [7, 8], "day_stated": True, "figure_low": [3.0, 5.0],
    ...                        "figure_high": [3.0, 5.0], "reason": ""})
    >>> timeless_series(claims).findings["message"].str[:34].tolist()
    ['List gives figures of 2 days, and ']
    """
    reason = np.full(len(claims), "", dtype=object)
    rows = np.flatnonzero(_timeless(claims))
    if not len(rows):
        return TimelessSeries(reason=reason, findings=findings("series-undeclared", []))
    found = rows[_in_series(claims.iloc[rows])]
    reason[found] = _REASON
    return TimelessSeries(reason=reason, findings=_report(claims.iloc[found]))


def _timeless(claims: pd.DataFrame) -> Flags:
    dated = claims["day_stated"].to_numpy(dtype=bool) & (claims["day"] != NO_DAY).to_numpy()
    asked: Flags = dated & says(claims["temporal"], "") & says(claims["reason"], "")
    return asked


def _in_series(claims: pd.DataFrame) -> Flags:
    """Return True for claims of a source that gives different figures of one quantity for enough days."""
    group, heads = group_rows([claims["quantity_code"], claims["source"]])
    code = pd.DataFrame({"group": group, "day": claims["day"].to_numpy()})
    days = code.groupby("group")["day"].nunique().to_numpy()
    figures = pd.DataFrame({name: claims[name].to_numpy() for name in ("figure_low", "figure_high")}).groupby(group)
    differ = (figures.max() != figures.min()).any(axis=1).to_numpy()
    declared = np.zeros(len(heads), dtype=bool)
    declared[group[(claims["rows"] == SERIES_ROWS).to_numpy()]] = True
    series: Flags = (differ & (days >= np.where(declared, LEAST_DECLARED, LEAST_DAYS)))[group]
    return series


def _report(claims: pd.DataFrame) -> pd.DataFrame:
    """Return a finding for every source of a file, with the temporal that its figures look like."""
    whose, heads = group_rows([claims["file"], claims["source"]])
    days = claims["day"].groupby(whose).nunique()
    order = np.lexsort((claims["day"], claims["quantity_code"], whose))
    group, quantity, figure = (array[order] for array in (whose, *claims[["quantity_code", "figure_low"]].to_numpy().T))
    falls = (np.diff(figure) < 0) & (np.diff(group) == 0) & (np.diff(quantity) == 0)
    falling = np.bincount(group[1:][falls], minlength=len(heads)) > 0
    named = claims.iloc[heads]
    message = [f"{source} gives figures of {counted(count, 'day')}{_MESSAGE}"
               for source, count in zip(named["source"], days.tolist(), strict=True)]  # fmt: skip
    hint = [_HINT.format("period" if fall else "cumulative") for fall in falling.tolist()]
    found = findings("series-undeclared", message, file=named["file"], column="temporal", hint=hint)
    return found.sort_values(["file", "message"], kind="stable", ignore_index=True)
