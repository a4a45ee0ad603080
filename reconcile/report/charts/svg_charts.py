"""Charts as SVG: inside a page at two widths, and as a file that carries its own paper, colours and words."""

from __future__ import annotations

from markupsafe import Markup, escape

from reconcile.report.charts.chart import NARROW, WIDE, Chart
from reconcile.report.charts.chart_style import file_style

__all__ = ["svg_file", "svgs_inline"]

# pixels around a chart in a file of its own
MARGIN = 20.0


def svg_file(chart: Chart) -> str:
    """Return a chart as a file: the same bytes every time, without scripts, links or fonts of its own.

    Examples
    --------
    >>> empty = Chart(name="a", title="Nothing", subtitle="", description="", note="", data={},
    ...               scales=(False,), draw=lambda pen, top, log: top)
    >>> svg_file(empty).startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 900 ')
    True
    """
    body, height = chart.drawn(WIDE, log=chart.scales[0])
    wide, high = WIDE + 2 * MARGIN, round(height + 2 * MARGIN)
    frame = f"{-MARGIN:.0f} {-MARGIN:.0f} {wide:.0f} {high}"
    paper = f'<rect x="{-MARGIN:.0f}" y="{-MARGIN:.0f}" width="{wide:.0f}" height="{high}" class="paper"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{wide:.0f}" height="{high}" role="img">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
        f"<style>{file_style()}</style>{paper}{body}</svg>\n"
    )


def svgs_inline(chart: Chart, table: str) -> Markup:
    """Return a chart for a page: wide and narrow, on every scale that a reader may choose, all but the first hidden.

    Parameters
    ----------
    chart : Chart
    table : str
        Id of the table that has the same facts.

    Examples
    --------
    >>> empty = Chart(name="a", title="Nothing", subtitle="", description="", note="", data={},
    ...               scales=(False,), draw=lambda pen, top, log: top)
    >>> svgs_inline(empty, "table-a").count("<svg")
    2
    """
    return Markup("").join(
        _inline(chart, table, width, log=log, first=place == 0)
        for place, log in enumerate(chart.scales)
        for width in (WIDE, NARROW)
    )


def _inline(chart: Chart, table: str, width: float, *, log: bool, first: bool) -> Markup:
    body, height = chart.drawn(width, log=log)
    kind, scale = "desk" if width == WIDE else "phone", "log" if log else "linear"
    name = f"{chart.name}-{kind}-{scale}"
    return Markup(  # noqa: S704  the body is escaped piece by piece
        f'<svg class="chart {kind}" id="{name}" data-scale="{scale}" role="img" tabindex="0" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" aria-labelledby="{name}-t {name}-d" aria-details="{table}"'
        f'{"" if first else " hidden"}><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{body}</svg>'
    )
