"""A chart on a page: the picture at two widths, its values as a table, and the ways to take it away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup, escape

from reconcile.arrays import Floats
from reconcile.report.charts.chart import Chart
from reconcile.report.charts.chart_table import filled_columns, plain_number
from reconcile.report.charts.svg_charts import svg_alone, svgs_inline
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import write_numbers

__all__ = ["chart_figure", "chart_figures", "small_figure"]

# buttons of every chart by what the script does; the words are those of `[charts]`
_BUTTONS = ("csv", "svg", "png", "png_dark", "embed")


def chart_figures(charts: Sequence[Chart]) -> list[Markup]:
    """Return charts as figures of a page.

    Examples
    --------
    >>> chart_figures([])
    []
    """
    return [chart_figure(chart) for chart in charts]


def chart_figure(chart: Chart) -> Markup:
    """Return a chart as a figure of a page; its buttons are shown by the script, which they need.

    Examples
    --------
    >>> data = {"source": ["A"], "value": np.array([4000.0])}
    >>> chart = Chart(name="dead", title="Dead", subtitle="", description="", note="", data=data, scales=(False,),
    ...               draw=lambda pen, top, log: top)
    >>> '<td class="n" data-v="4000">4,000</td>' in chart_figure(chart)
    True
    """
    table, phrases = f"data-{chart.name}", words().charts
    buttons = Markup("").join(_button(action, phrases[action]) for action in _BUTTONS)
    return Markup(
        '<figure class="chart" id="chart-{name}" data-name="{name}">{svgs}{switch}'
        '<details class="chart-data"><summary>{summary}</summary><p class="chart-tools" hidden>{buttons}</p>'
        '<div class="scroll" role="region" aria-label="{summary}: {title}">{table}</div></details></figure>'
    ).format(
        name=chart.name, title=chart.title, summary=phrases["values"], table=_table(chart, table), buttons=buttons,
        svgs=svgs_inline(chart, table),
        switch=_switch(log=chart.scales[0]) if len(chart.scales) > 1 else "",
    )  # fmt: skip


def small_figure(chart: Chart) -> Markup:
    """Return a chart as a narrow figure beside a sentence, with its values, without buttons.

    Examples
    --------
    >>> data = {"source": ["A"], "value": np.array([4000.0])}
    >>> chart = Chart(name="dead", title="Dead", subtitle="", description="", note="", data=data, scales=(False,),
    ...               draw=lambda pen, top, log: top)
    >>> small_figure(chart).startswith('<figure class="chart beside">')
    True
    """
    name, table = f"lead-{chart.name}", f"data-lead-{chart.name}"
    return Markup(
        '<figure class="chart beside">{svg}<details class="chart-data"><summary>{summary}</summary>'
        '<div class="scroll" role="region" aria-label="{summary}: {title}">{table}</div></details></figure>'
    ).format(
        svg=svg_alone(chart, name, table), summary=words().charts["only_values"], title=chart.title,
        table=_table(chart, table),
    )  # fmt: skip


def _button(action: str, text: str) -> Markup:
    done = Markup(' data-done="{}"').format(words().charts["copied"]) if action == "embed" else ""
    return Markup('<button type="button" data-chart="{}"{}>{}</button>').format(action, done, text)


def _switch(*, log: bool) -> Markup:
    linear, other = words().charts["to_linear"], words().charts["to_log"]
    return Markup(
        '<p class="chart-tools" hidden><button type="button" data-chart="scale" data-linear="{}" data-log="{}">{}'
        "</button></p>"
    ).format(linear, other, linear if log else other)


def _table(chart: Chart, name: str) -> Markup:
    """Return everything that is drawn as a table; cells have the plain number beside the written one."""
    kept = filled_columns(chart.data)
    heads = "".join(
        f'<th scope="col"{_kind(values)} data-v="{column}">{escape(words().charts[f"head_{column}"])}</th>'
        for column, values in kept.items()
    )
    cells = zip(*(_cells(values) for values in kept.values()), strict=True)
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    return Markup(  # noqa: S704  every text is escaped
        f'<table id="{name}"><caption>{escape(chart.title)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _kind(values: Sequence[str] | Floats) -> str:
    return ' class="n"' if isinstance(values, np.ndarray) else ""


def _cells(values: Sequence[str] | Floats) -> list[str]:
    if not isinstance(values, np.ndarray):
        return [f"<td>{escape(text)}</td>" for text in values]
    plain = [plain_number(value) for value in values.tolist()]
    written = write_numbers(values).tolist()
    return [f'<td class="n" data-v="{value}">{text}</td>' for value, text in zip(plain, written, strict=True)]
