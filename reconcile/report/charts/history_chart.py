"""The history of an estimate: what it was at each date of knowledge, as a band."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, strings
from reconcile.days import days_of
from reconcile.report.charts.chart import Chart
from reconcile.report.charts.dates_chart import DatesShown, dates_data, draw_dates
from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.synthesis import ENDS, SynthesisOverTime
from reconcile.report.sections import Section
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display import interval_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten

__all__ = ["history_chart"]

# characters of what is counted
_TITLE = 160


def history_chart(section: Section, vintages: pd.DataFrame) -> Chart:
    """Return the chart of what was known when.

    Parameters
    ----------
    section : Section
    vintages : DataFrame
        `as_of`, `low`, `best`, `high` of its quantity, by date, one best at least.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.sections import families_of
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> known = pd.to_datetime(["2025-01-31", "2025-02-28"])
    >>> vintages = pd.DataFrame({"as_of": known, "low": [90.0, 95.0], "best": 100.0, "high": 110.0})
    >>> history_chart(families_of(result.tables())[0].sections[0], vintages).title
    '“dead”: 95 – 110 as known by 28 February 2025'
    """
    ends = np.stack([_end(vintages, name) for name in ENDS])
    day = days_of(vintages["as_of"]).astype(np.float64)
    known = vintages[vintages["best"].notna()]
    newest, ranged = section.estimates.iloc[-1], ends[:, np.isfinite(ends[2])]
    figure = str(interval_words(ranged[0, -1:], ranged[-1, -1:], strings([newest["unit"]]), np.array([np.nan]))[0])
    shown = DatesShown(HeardFigures.nobody(), SynthesisOverTime(day, ends, np.zeros(0), np.zeros((3, 0)), figure))
    first, last = date_words(known["as_of"].iloc[[0, -1]])
    return Chart(
        name=f"{section.anchor}-history", subtitle=str(full_unit_words(strings([newest["unit"]]))[0]), note="",
        title=words().charts["history"].format(title=shorten(section.title, _TITLE), figure=figure, date=last),
        description=words().pictures["remembered"].format(count=len(known), first=first, last=last),
        data=dates_data(shown), scales=(False,), draw=partial(draw_dates, shown=shown),
    )  # fmt: skip


def _end(vintages: pd.DataFrame, name: str) -> Floats:
    return np.asarray(vintages.get(name, np.full(len(vintages), np.nan)), dtype=np.float64)
