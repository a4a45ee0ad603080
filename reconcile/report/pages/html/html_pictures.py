"""The charts and inline pictures of every section and family, each with the table that has the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from reconcile.report.charts.history_chart import history_chart
from reconcile.report.charts.report_charts import NO_CHARTS, ReportCharts, report_charts
from reconcile.report.pages.html.chart_figures import chart_figure, chart_figures
from reconcile.report.pages.places import leaves
from reconcile.report.sections import Family, ReportTables, Section
from reconcile.report.sentences.estimate_history import vintages_of

__all__ = ["with_pictures"]


def with_pictures(
    content: list[dict[str, Any]], families: tuple[Family, ...], tables: ReportTables, *, drawn: bool,
    charts: ReportCharts | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the content of families and sections with the pictures that the page shows beside their words.

    Parameters
    ----------
    content : list of dict
        Families as `content_of` returns them; it is left as it is.
    families : tuple of Family
        The same families.
    tables : ReportTables
    drawn : bool
        Whether pictures are drawn.
    charts : ReportCharts, optional
        The charts of these families, where they have been made already.

    Returns
    -------
    list of dict
        A family and a section have `charts` besides, a list of figures; a section `history_picture`, "" where there is
        none. A family without a series has the first chart of the quantity that its first sentence leads with; there
        `chart_above` of the section is its name.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> with_pictures([], (), ReportTables(estimates=none, claims=none), drawn=True)
    []
    """
    if not drawn:
        charts = NO_CHARTS
    elif charts is None:
        charts = report_charts(families, tables)
    vintages = vintages_of(tables.history)
    pictured = []
    for family, shown in zip(families, content, strict=True):
        own = charts.of_family.get(family.anchor, [])
        raised = "" if own else _leading(shown)
        first, last = (charts.of_quantity.get(raised, [])[part] for part in (slice(1), slice(1, None)))
        rows = [
            {**row, "charts": chart_figures(last if section.quantity == raised else
                                            charts.of_quantity.get(section.quantity, [])),
             "chart_above": first[0].name if section.quantity == raised and first else "",
             "history_picture": _history(section, row, vintages.get(section.quantity)) if drawn else ""}
            for section, row in zip(family.sections, shown["sections"], strict=True)
        ]  # fmt: skip
        pictured.append({**shown, "sections": rows, "charts": chart_figures(own or first)})
    return pictured


def _leading(shown: Mapping[str, Any]) -> str:
    """Return the quantity of the first sentence of a family, "" where its section is not on the first page."""
    leading = next((str(row["leading"]) for row in shown.get("printed", [])), "")
    return leading if any(section["quantity"] == leading for section in leaves(shown["sections"])[0]) else ""


def _history(section: Section, shown: dict[str, Any], vintages: pd.DataFrame | None) -> Markup | str:
    """Return the chart of a quantity's history, "" where the report shows none or no vintage has a best value."""
    if not shown["history"] or vintages is None or vintages["best"].isna().all():
        return ""
    return chart_figure(history_chart(section, vintages))
