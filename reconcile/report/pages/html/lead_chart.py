"""The one chart of the lead page: what stands behind its first sentence, beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from reconcile.report.charts.chart import NARROW, Chart
from reconcile.report.charts.report_charts import ReportCharts
from reconcile.report.pages.html.chart_figures import small_figure

__all__ = ["lead_chart"]

# pixels: a picture higher than this ends below the first screen of a desk of 900, under a head of 250
HIGHEST = 600.0


def lead_chart(lead: Mapping[str, Any], charts: ReportCharts) -> Markup | str:
    """Return the chart of the first family that can be printed, "" where it has none that fits beside a sentence.

    Parameters
    ----------
    lead : mapping
        As `lead_of` returns it.
    charts : ReportCharts

    Examples
    --------
    >>> from reconcile.report.charts.report_charts import NO_CHARTS
    >>> lead_chart({"stories": []}, NO_CHARTS)
    ''
    """
    first = next((family for family in lead["stories"] if family["printed"]), None)
    if first is None:
        return ""
    own = charts.of_quantity.get(str(first["printed"][0]["leading"]), [])
    fitting = (chart for chart in (*own, *charts.of_family.get(first["anchor"], [])) if _height(chart) <= HIGHEST)
    return next((small_figure(chart) for chart in fitting), "")


def _height(chart: Chart) -> float:
    return chart.drawn(NARROW, log=chart.scales[0], alone=True)[1]
