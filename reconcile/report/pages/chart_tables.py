"""Tables that chart tools read as they are: one row per range, or one row per day of a line with its band.

Figures are rounded as in the sentences, since a tool prints them when a reader points at a bar. What may not be printed
is not there.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_text, strings
from reconcile.columns import CHART, LINE_BAND, RANGE_PLOT, names
from reconcile.engine.claims_behind import claims_behind
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import round_above, rounding_step
from reconcile.report.sentences.series import SHORTEST, series_of

__all__ = ["chart_rows", "line_band", "range_plot"]

_NUMBERS = ("low", "best", "high")


def chart_rows(
    estimates: pd.DataFrame, claims: pd.DataFrame | None = None, *, subjects: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return a row of numbers to chart for each estimate: of an interval its own, else what the voices said.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, with `counted_voices` where a reconciliation made them.
    claims : DataFrame, optional
        Rows of `claims.csv`, to count the voices; without count and claims the effective number is rounded.
    subjects : mapping of party to words, optional

    Returns
    -------
    DataFrame, one row an estimate, columns of `chart.csv`

    Examples
    --------
    >>> chart_rows(pd.DataFrame({column: [] for column in ("quantity", "family")})).columns.tolist()[:2]
    ['family', 'quantity']
    """
    if estimates.empty:
        return _none(names(CHART))
    rows = estimates.reset_index(drop=True)
    interval, withheld = rows["publish"] == "interval", rows["publish"] == "withheld"
    one_figure = rows["claims_low"] == rows["claims_high"]
    voices = rows["voices"].fillna(0).round().astype(np.int64)
    if "counted_voices" in rows:
        voices = rows["counted_voices"]
    elif claims is not None:
        voices = pd.Series(claims_behind(rows, claims).voices)
    table = rows.assign(
        label=titles(rows, subjects=subjects), date=rows["count_date"].fillna(rows["period_end"]), voices=voices,
        low=rows["low"].where(interval, rows["claims_low"]).mask(withheld),
        high=rows["high"].where(interval, rows["claims_high"]).mask(withheld),
        best=rows["best"].where(interval, rows["claims_low"].where(one_figure)).mask(withheld),
    )  # fmt: skip
    return table[names(CHART)]


def range_plot(
    estimates: pd.DataFrame, *, subjects: Mapping[str, str] | None = None, families: Mapping[str, str] | None = None,
    charted: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return one bar for each quantity, at its newest date.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, those of a quantity by date; what is withheld has no bar.
    subjects, families : mapping, optional
        As in `sentences`.
    charted : DataFrame, optional
        What `chart_rows` returns for these estimates, where it has been made already: its labels are most of the work.

    Returns
    -------
    DataFrame, columns of `range-plot.csv`

    Examples
    --------
    >>> range_plot(pd.DataFrame({"quantity": [], "family": []})).columns.tolist()[:4]
    ['label', 'low', 'high', 'best']
    """
    if estimates.empty:
        return _none(names(RANGE_PLOT))
    newest = ~estimates["quantity"].duplicated(keep="last").to_numpy()
    rows = estimates[newest].reset_index(drop=True)
    bars = chart_rows(rows, subjects=subjects) if charted is None else charted[newest].reset_index(drop=True)
    table = _rounded(rows, bars)
    group = each_text(rows["family"], lambda family: shorten((families or {}).get(family, family)))
    table = table.assign(group=group, unit=_units(rows), verdict=strings(rows["publish"]))
    return table.loc[rows["publish"] != "withheld", names(RANGE_PLOT)].reset_index(drop=True)


def line_band(
    estimates: pd.DataFrame, *, subjects: Mapping[str, str] | None = None, charted: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the points of every series, by series and day.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; what is withheld has no point.
    subjects : mapping of party to words, optional
    charted : DataFrame, optional
        As in `range_plot`.

    Returns
    -------
    DataFrame, columns of `line-band.csv`
        A line needs two points: shorter series are left out.

    Examples
    --------
    >>> line_band(pd.DataFrame({"quantity": [], "family": []})).columns.tolist()[:5]
    ['series', 'date', 'best', 'low', 'high']
    """
    if estimates.empty:
        return _none(names(LINE_BAND))
    shown = (estimates["publish"] != "withheld").to_numpy()
    points = series_of(estimates[shown], subjects=subjects)
    place = np.flatnonzero(shown)[points["row"].to_numpy(np.int64)]
    rows = estimates.iloc[place].reset_index(drop=True)
    if len(rows) < SHORTEST:
        return _none(names(LINE_BAND))
    bars = chart_rows(rows, subjects=subjects) if charted is None else charted.iloc[place].reset_index(drop=True)
    table = _rounded(rows, bars).assign(
        series=points["title"], date=points["day"], unit=_units(rows), verdict=strings(rows["publish"])
    )  # fmt: skip
    return table[names(LINE_BAND)]


def _none(columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


def _rounded(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return pooled ranges rounded to their width, as sentences round them; what voices said is kept."""
    low, high = (rows[name].to_numpy(np.float64) for name in ("low", "high"))
    step = np.where(rows["publish"] == "interval", rounding_step(low, high, strings(rows["unit"])), np.nan)
    floor = np.where(np.isnan(step), np.nan, rows["floor"].to_numpy(np.float64))
    return table.assign(**{name: round_above(table[name].to_numpy(np.float64), step, floor) for name in _NUMBERS})


def _units(rows: pd.DataFrame) -> Strings:
    return full_unit_words(strings(rows["unit"]))
