"""The charts of one quantity: over time where somebody counted twice, and who says what at its newest date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY, dates_of
from reconcile.report.charts.chart import LOG_FROM, Chart, can_be_log, scales_of
from reconcile.report.charts.chart_titles import dates_title, rows_title
from reconcile.report.charts.dates_chart import DatesShown, dates_data, draw_dates
from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.rows_chart import RowsShown, draw_rows, rows_data, rows_shown
from reconcile.report.charts.synthesis import EstimateRows, synthesis_over_time
from reconcile.report.sections import Section
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["QuantityShown", "quantity_charts"]

# figures from which a quantity has a chart: one number is a sentence
FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class QuantityShown:
    """What the charts of a quantity are made from.

    Attributes
    ----------
    section : Section
    heard : HeardFigures
    rows : EstimateRows
    verdict, temporal : str
        Of its newest estimate.
    subtitle_parts : tuple of str
        Its unit, when it is counted, and when that was known.
    unit : str
        Behind a figure in a title, with a leading space.
    lead : int
        Row of the claim that leads its sentence.
    curve : DataFrame or None
        Rows of `curves.csv` that have a projection.
    """

    section: Section
    heard: HeardFigures
    rows: EstimateRows
    verdict: str
    temporal: str
    subtitle_parts: tuple[str, str, str]
    unit: str
    lead: int
    curve: pd.DataFrame | None

    @property
    def subtitle(self) -> str:
        """The parts that are known, on one line."""
        return " · ".join(filter(None, self.subtitle_parts))


def quantity_charts(shown: QuantityShown) -> list[Chart]:
    """Return the charts of a quantity: none of what may not be printed, none of a single number.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> from reconcile.report.charts.synthesis import estimate_rows
    >>> from reconcile.report.sections import families_of
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> heard = heard_figures(result.claims, pd.Series(["", ""]))["dead"]
    >>> shown = QuantityShown(section=families_of(result.tables())[0].sections[0], heard=heard, temporal="unspecified",
    ...                       rows=estimate_rows(result.estimates, np.array([False])), verdict="range", unit="",
    ...                       subtitle_parts=("", "", ""), lead=0, curve=None)
    >>> [chart.title for chart in quantity_charts(shown)]
    ['“dead”: figures run from 300 to 320']
    """
    if shown.verdict == "withheld":
        return []
    charts = []
    dated = shown.heard.at(shown.heard.day != NO_DAY)
    if shown.temporal in DATED and len(set(dated.day.tolist())) >= FEWEST:
        charts.append(_over_time(shown, dated))
    figures = rows_shown(shown.heard)
    if len(figures) >= FEWEST:
        charts.append(_rows(shown, figures, f"{shown.section.anchor}-rows" if charts else shown.section.anchor))
    return charts


def _over_time(shown: QuantityShown, figures: HeardFigures) -> Chart:
    ours = synthesis_over_time(shown.rows, figures.day.astype(np.float64), shown.curve)
    drawn = DatesShown(figures, ours)
    values, title = drawn.values(), shown.section.title
    note = words().charts["dates_note_ours" if np.isfinite(ours.ends).any() else "dates_note"]
    if len(ours.ahead_day):
        note += " " + words().charts["projection_note"]
    first, last = _dates(np.array([figures.day.min(), figures.day.max()]))
    return Chart(
        name=shown.section.anchor, subtitle=shown.subtitle, note=note, data=dates_data(drawn),
        title=dates_title(title, figures, shown.unit, shown.lead, grows=shown.temporal == "cumulative"),
        description=words().charts["dates"].format(count=len(figures), first=first, last=last),
        scales=scales_of(values, first_log=can_be_log(values, LOG_FROM)), draw=partial(draw_dates, shown=drawn),
    )  # fmt: skip


def _rows(shown: QuantityShown, figures: HeardFigures, name: str) -> Chart:
    ours = shown.rows.newest()
    drawn = RowsShown(figures, _dates(figures.day), int(shown.heard.active.sum()) - len(figures))
    values = np.concatenate([figures.low, figures.high])
    note = words().charts["rows_note"]
    if drawn.left_out:
        note += " " + words().charts["more"].format(count=f"{drawn.left_out:,}")
    return Chart(
        name=name, subtitle=shown.subtitle, note=note, data=rows_data(drawn, ours),
        title=rows_title(shown.section.title, figures, shown.unit, ours),
        description=words().charts["rows"].format(count=len(figures)),
        scales=scales_of(values, first_log=can_be_log(values, LOG_FROM)),
        draw=partial(draw_rows, shown=drawn, ours=ours),
    )  # fmt: skip


def _dates(days: np.ndarray) -> Strings:
    """Return days in words, "" where none is known."""
    known = days != NO_DAY
    texts = np.full(len(days), "", dtype=object)
    texts[known] = date_words(pd.Series(dates_of(days[known])))
    return texts
