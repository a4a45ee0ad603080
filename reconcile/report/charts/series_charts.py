"""The charts of a family: quantities that differ in their period, each voice's figures by month or year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from reconcile.days import days_of
from reconcile.report.charts.chart import Chart, scales_of
from reconcile.report.charts.chart_titles import periods_title
from reconcile.report.charts.heard_figures import joined_figures
from reconcile.report.charts.period_series import PeriodSeries, period_series
from reconcile.report.charts.periods_chart import PeriodsShown, draw_periods, periods_data
from reconcile.report.charts.quantity_charts import QuantityShown
from reconcile.report.sections import Family
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.date_words import span_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import capitalised, clean

__all__ = ["series_charts"]


def series_charts(
    family: Family, newest: pd.DataFrame, shown: Mapping[str, QuantityShown], subjects: Mapping[str, str]
) -> list[Chart]:
    """Return the charts of a family: one a series of three periods or more.

    Parameters
    ----------
    family : Family
    newest : DataFrame
        The newest estimate of each of its sections.
    shown : mapping of quantity to QuantityShown
    subjects : mapping of party to words

    Examples
    --------
    >>> series_charts(Family("", "family", ()), pd.DataFrame(), {}, {})
    []
    """
    found = period_series(family.sections, newest)
    rows = dict(zip((section.quantity for section in family.sections), range(len(newest)), strict=True))
    charts = []
    for number, series in enumerate(found, start=1):
        own = newest.iloc[[rows[section.quantity] for section in series.sections]].reset_index(drop=True)
        told = [shown.get(section.quantity) for section in series.sections]
        if any(one is not None and one.heard.active.any() for one in told):
            charts.append(_chart(f"{family.anchor}-{number}", series, own, told, subjects))
    return charts


def _chart(
    name: str, series: PeriodSeries, rows: pd.DataFrame, told: Sequence[QuantityShown | None],
    subjects: Mapping[str, str],
) -> Chart:  # fmt: skip
    middle = (days_of(rows["period_start"]) + days_of(rows["period_end"])) // 2
    spans = [span.strip() for span in span_words(rows["period_start"], rows["period_end"])]
    columns = list(zip(middle.tolist(), series.lines, told, strict=True))
    figures = joined_figures(
        [one.heard.of_period(day, series.names[line]) for day, line, one in columns if one is not None]
    )
    ours = [(day, one.rows.ends[[0, 2, 4], -1]) for day, line, one in columns if line == 0 and one is not None]
    ours = [(day, ends) for day, ends in ours if np.isfinite(ends).all()]
    drawn = PeriodsShown(
        figures, np.array([day for day, _ in ours], dtype=np.float64),
        np.column_stack([ends for _, ends in ours]) if ours else np.zeros((3, 0)),
        dict(zip(middle.tolist(), spans, strict=True)),
    )  # fmt: skip
    peak = figures.at(figures.day == figures.day[np.nanargmax(figures.given_high)])
    what = clean(str(capitalised(clauses_of(rows.head(1), subjects).fill("title"))[0]))
    unit = next(one.unit for one in told if one is not None)
    return Chart(
        name=name, title=periods_title(what, peak, drawn.names[int(peak.day[0])], unit), subtitle=_subtitle(rows, told),
        note=words().charts["periods_note_ours" if ours else "periods_note"], data=periods_data(drawn),
        description=words().charts["periods_described"].format(count=len(figures), first=spans[0], last=spans[-1]),
        scales=scales_of(drawn.values(), first_log=False), draw=partial(draw_periods, shown=drawn),
    )  # fmt: skip


def _subtitle(rows: pd.DataFrame, told: Sequence[QuantityShown | None]) -> str:
    """Return the unit, the span of all periods, and when they were known."""
    parts = next(one.subtitle_parts for one in told if one is not None)
    whole = span_words(rows["period_start"].head(1), rows["period_end"].tail(1))[0].strip()
    return " · ".join(filter(None, (parts[0], whole, parts[2])))
