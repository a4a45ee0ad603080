"""Charts as SVG: inside a page at two widths, and as a file that carries its own paper, colours and words."""

from __future__ import annotations

from markupsafe import Markup, escape

from reconcile.report.charts.chart import NARROW, WIDE, Chart
from reconcile.report.charts.chart_style import file_style

__all__ = ["svg_alone", "svg_file", "svgs_inline"]

# pixels around a chart in a file of its own
MARGIN = 20.0

# what a scale is called, by whether it is logarithmic
_SCALES = {False: "linear", True: "log"}


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


def svg_alone(chart: Chart, name: str, table: str) -> Markup:
    """Return a chart for a page as one narrow picture on its first scale, which has the facts of its rows itself.

    Parameters
    ----------
    chart : Chart
    name : str
        Unique in the page.
    table : str
        Id of the table that has the same facts.

    Examples
    --------
    >>> empty = Chart(name="a", title="Nothing", subtitle="", description="", note="", data={},
    ...               scales=(False,), draw=lambda pen, top, log: top)
    >>> svg_alone(empty, "lead-a", "table-a").startswith('<svg class="chart small" id="lead-a"')
    True
    """
    drawn = chart.drawn(NARROW, log=chart.scales[0], alone=True)
    return _svg(chart, drawn, ("small", _SCALES[chart.scales[0]]), (name, table, NARROW))


def _inline(chart: Chart, table: str, width: float, *, log: bool, first: bool) -> Markup:
    kind, scale = "desk" if width == WIDE else "phone", _SCALES[log]
    name = f"{chart.name}-{kind}-{scale}"
    return _svg(chart, chart.drawn(width, log=log), (kind, scale), (name, table, width), "" if first else " hidden")


def _svg(
    chart: Chart, drawn: tuple[str, float], look: tuple[str, str], facts: tuple[str, str, float], hidden: str = ""
) -> Markup:
    (body, height), (kind, scale), (name, table, width) = drawn, look, facts
    return Markup(  # noqa: S704  the body is escaped piece by piece
        f'<svg class="chart {kind}" id="{name}" data-scale="{scale}" role="img" tabindex="0" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" aria-labelledby="{name}-t {name}-d" aria-details="{table}"'
        f'{hidden}><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{body}</svg>'
    )
