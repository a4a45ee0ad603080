"""All charts of a report, made from its tables at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, each_once, strings
from reconcile.engine.claims_behind import claims_behind
from reconcile.report.charts.chart import Chart
from reconcile.report.charts.claim_facts import claim_facts
from reconcile.report.charts.heard_figures import heard_figures
from reconcile.report.charts.quantity_charts import QuantityShown, quantity_charts
from reconcile.report.charts.series_charts import series_charts
from reconcile.report.charts.synthesis import AHEAD, estimate_rows
from reconcile.report.sections import Family, ReportTables, Section
from reconcile.report.sentences.clauses import clauses_of, full_unit_words, unit_words
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.spoken_voices import spoken_voices

__all__ = ["NO_CHARTS", "ReportCharts", "report_charts"]

# units that titles do not tell: the heading says who is counted
_NO_UNIT = ("persons", "percent")


@dataclass(frozen=True)
class ReportCharts:
    """Charts by what they are of.

    Attributes
    ----------
    of_quantity : mapping of quantity to list of Chart
        The first is the one that stands for the quantity.
    of_family : mapping of str to list of Chart
        By the anchor of the family.
    """

    of_quantity: Mapping[str, list[Chart]]
    of_family: Mapping[str, list[Chart]]

    def by_key(self) -> dict[str, list[Chart]]:
        """Return all charts by quantity or by the anchor of their family."""
        return {**self.of_family, **self.of_quantity}

    def all(self) -> Iterator[Chart]:
        """Return every chart, families first."""
        return chain.from_iterable([*self.of_family.values(), *self.of_quantity.values()])


NO_CHARTS = ReportCharts({}, {})


def report_charts(families: Sequence[Family], tables: ReportTables) -> ReportCharts:
    """Return the charts of a report: none of what may not be printed, none of a single number.

    Parameters
    ----------
    families : sequence of Family
        What the report shows.
    tables : ReportTables

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.sections import families_of
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> tables = result.tables()
    >>> charts = report_charts(families_of(tables), tables)
    >>> [chart.title for chart in charts.of_quantity["dead"]]
    ['“dead”: figures run from 300 to 320']
    """
    sections = [section for family in families for section in family.sections]
    if not sections or tables.claims.empty:
        return NO_CHARTS
    estimates = pd.concat([section.estimates for section in sections], ignore_index=True)
    stops = np.cumsum([len(section.estimates) for section in sections])
    newest = estimates.iloc[stops - 1].reset_index(drop=True)
    shown = _shown(sections, estimates, stops, newest, tables)
    of_quantity = {quantity: quantity_charts(one) for quantity, one in shown.items()}
    ends = np.cumsum([len(family.sections) for family in families]).tolist()
    of_family = {
        family.anchor: series_charts(family, newest.iloc[end - len(family.sections) : end], shown, tables.subjects)
        for family, end in zip(families, ends, strict=True)
    }
    return ReportCharts(of_quantity, of_family)


def _shown(
    sections: Sequence[Section], estimates: pd.DataFrame, stops: Ints, newest: pd.DataFrame, tables: ReportTables
) -> dict[str, QuantityShown]:
    """Return what each quantity's charts are made from, of those that have figures."""
    claims = tables.claims[tables.claims["quantity"].isin(newest["quantity"])].reset_index(drop=True)
    heard = heard_figures(claims, claim_facts(claims))
    printed, leads = _behind(estimates, claims)
    rows = estimate_rows(estimates, printed)
    curves = _projections(tables.curves)
    columns = (
        sections, np.r_[0, stops[:-1]].tolist(), stops.tolist(), strings(newest["publish"]),
        strings(newest["temporal"]),
        _subtitles(newest), _units_behind(newest), leads[stops - 1].tolist(),
    )  # fmt: skip
    return {
        section.quantity: QuantityShown(
            section=section, heard=heard[section.quantity], rows=rows.at(start, stop), verdict=verdict,
            temporal=temporal, subtitle_parts=subtitle, unit=unit, lead=lead, curve=curves.get(section.quantity),
        )
        for section, start, stop, verdict, temporal, subtitle, unit, lead in zip(*columns, strict=True)
        if section.quantity in heard
    }  # fmt: skip


def _behind(estimates: pd.DataFrame, claims: pd.DataFrame) -> tuple[Flags, Ints]:
    """Return where our range may be printed, and the claims that lead sentences.

    Nowhere is a range of ours drawn that is not in the sentences; where there are none yet, none that is wider or
    much narrower than what was said.
    """
    behind = claims_behind(estimates, claims)
    printed: Flags = (estimates["publish"] == "interval").to_numpy() & ~behind.not_ours
    if "wording" in estimates and (strings(estimates["wording"]) != "").any():
        printed = (estimates["publish"] == "interval").to_numpy() & (strings(estimates["range_wording"]) != "")
    return printed, spoken_voices(estimates, claims, behind).first


def _projections(curves: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """Return the rows of curves that are led on, by quantity."""
    if curves.empty:
        return {}
    led = curves[curves[AHEAD[0]].notna().to_numpy()]
    return {str(quantity): rows for quantity, rows in led.groupby("quantity", sort=False)}


def _subtitles(newest: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return the unit of every quantity, when it is counted, and when that was known."""
    when = [span.strip(" ()") for span in clauses_of(newest, {}).parts["when"]]
    phrase = words().charts["known"]
    known = each_once(date_words(newest["as_of"]), lambda date: phrase.format(date=date) if date else "")
    return list(zip(full_unit_words(strings(newest["unit"])).tolist(), when, known.tolist(), strict=True))


def _units_behind(newest: pd.DataFrame) -> list[str]:
    """Return the unit behind a figure in a title, with a leading space."""
    unit = strings(newest["unit"])
    return [str(text) for text in np.where(np.isin(unit, _NO_UNIT), "", unit_words(unit))]
