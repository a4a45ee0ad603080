"""The report as HTML: one page, or a set of pages that lead to one another.

The layouts are `templates/*.html.j2`, style and script are beside them and stand in every page. Nothing on a page asks
for anything: a content security policy allows the page's own style and script, by their hashes, and forbids all else.
Every field is escaped by the templates.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reconcile.report.charts.chart_style import page_style, script_styles
from reconcile.report.charts.report_charts import NO_CHARTS, ReportCharts, report_charts
from reconcile.report.pages.content import MOST_SECTIONS, content_of
from reconcile.report.pages.escaping import CELL_LENGTH, link_target
from reconcile.report.pages.html.html_multiples import with_multiples
from reconcile.report.pages.html.html_pictures import with_pictures
from reconcile.report.pages.html.html_shares import with_share_pictures
from reconcile.report.pages.html.lead_chart import lead_chart
from reconcile.report.pages.places import APPENDIX, INDEX, LEAD, SUMS, Places, family_page, leaves, places_of
from reconcile.report.sections import Family, ReportTables, families_of
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.search_words import PASSED_OVER

__all__ = ["render_page", "render_pages"]

# claims that are left out, named at most for one quantity
MOST_LEFT_OUT = 40

# rows of a table of sums that is open from the start: a year of months
MOST_OPEN = 12

# changes that the lead page shows unfolded, and sentences that a page of a family does: a screen of each
MOST_CHANGES_OPEN, MOST_STORIES = 5, 30

# sentences that stand unfolded under the first of the lead page, beside its chart: what fits beside a picture
MOST_BESIDE = 2

# characters of a field that the page shows at most, as in the Markdown
LONGEST = 10 * CELL_LENGTH

_ENDING = ".html"

# pages with charts, and with buttons for them: the others do without their style and their script
_CHARTED = ("whole", "family_page")
_STYLED = ("report", *_CHARTED)


def render_page(
    tables: ReportTables, *, pictures: bool = True, most_sections: int = MOST_SECTIONS,
    families: tuple[Family, ...] | None = None, content: Mapping[str, Any] | None = None,
    charts: ReportCharts | None = None,
) -> str:  # fmt: skip
    """Return the report as one HTML page.

    Parameters
    ----------
    tables : ReportTables
    pictures : bool
        Whether pictures are drawn.
    most_sections : int
        Quantities shown at most; how many are left out is announced.
    families : tuple of Family, optional
        What `families_of` returns for these tables, where it has been made already.
    content : mapping, optional
        What `content_of` returns for these tables, where it has been made already.
    charts : ReportCharts, optional
        What `report_charts` returns for these tables, where it has been made already.

    Returns
    -------
    str
        HTML, lines ended by a line feed.

    Examples
    --------
    >>> import pandas as pd
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> render_page(ReportTables(estimates=none, claims=none)).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return _rendered("whole", _pictured(tables, pictures, most_sections, families, content, charts), Places(), "")


def render_pages(
    tables: ReportTables, *, pictures: bool = True, most_sections: int = MOST_SECTIONS,
    families: tuple[Family, ...] | None = None, content: Mapping[str, Any] | None = None,
    charts: ReportCharts | None = None, feeds: bool = False,
) -> dict[str, str]:  # fmt: skip
    """Return the report as HTML pages: the lead page, the index, the families, sums of events, how it was made.

    Parameters
    ----------
    tables, pictures, most_sections, families, content, charts
        As in `render_page`.
    feeds : bool
        Whether feeds stand beside the pages, which then say where.

    Returns
    -------
    dict of file to HTML
        Files as seen from the folder of reports.

    Examples
    --------
    >>> import pandas as pd
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> list(render_pages(ReportTables(estimates=none, claims=none)))
    ['report.html', 'index.html', 'appendix.html']
    """
    parts = _pictured(tables, pictures, most_sections, families, content, charts)
    parts |= {"lead_chart": lead_chart(parts["lead"], parts["charts"]), "feeds": feeds}
    places = places_of(parts)
    pages = {LEAD: _rendered("report", parts, places, LEAD), INDEX: _rendered("index", parts, places, INDEX)}
    for family in parts["families"]:
        shown = leaves(family["sections"])
        for number, leaf in enumerate(shown, start=1):
            here = family_page(family["key"], number)
            more = {"family": family, "leaf": leaf, "page_number": number, "page_count": len(shown)}
            pages[here] = _rendered("family_page", {**parts, **more}, places, here)
    if parts["sums"] or parts["named"]:
        pages[SUMS] = _rendered("sums_page", parts, places, SUMS)
    pages[APPENDIX] = _rendered("appendix_page", parts, places, APPENDIX)
    return {f"{name}{_ENDING}": text for name, text in pages.items()}


def _pictured(
    tables: ReportTables, pictures: bool, most_sections: int, families: tuple[Family, ...] | None,
    content: Mapping[str, Any] | None, charts: ReportCharts | None,
) -> dict[str, Any]:  # fmt: skip
    """Return the content of a report with its pictures."""
    tables = replace(tables, claims=tables.claims.reset_index(drop=True))
    families = families_of(tables, most_sections) if families is None else families
    parts = content_of(tables, families) if content is None else content
    if not pictures:
        charts = NO_CHARTS
    elif charts is None:
        charts = report_charts(families, tables)
    return {
        **parts,
        "families": with_pictures(parts["families"], families, tables, drawn=pictures, charts=charts),
        "lead_chart": "",
        "feeds": False,
        "charts": charts,
        "sums": with_multiples(parts["sums"], drawn=pictures),
        "named": with_share_pictures(parts["named"], drawn=pictures),
    }


def _rendered(name: str, parts: Mapping[str, Any], places: Places, here: str) -> str:
    style, script = _assets(name)
    page = _environment().get_template(f"{name}.html.j2").render(
        parts, here=here, up="../" * here.count("/"), way=partial(places.way, here=here, ending=_ENDING),
        pages=_pages(parts), level=1,
        passed=" ".join(sorted({*PASSED_OVER, *words().prepositions})),
        style=Markup(style), script=Markup(script), style_hash=_hash(style), script_hash=_hash(script),  # noqa: S704
        most_left_out=MOST_LEFT_OUT, most_open=MOST_OPEN, most_changes=MOST_CHANGES_OPEN, most_stories=MOST_STORIES,
        most_beside=MOST_BESIDE,
    )  # fmt: skip
    return _without_blank_lines(page)


def _pages(parts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the pages that every page leads to, and their names."""
    summed = [(SUMS, "Sums of events" if parts["sums"] else "Named so far")] if parts["sums"] or parts["named"] else []
    return [(LEAD, "Lead page"), (INDEX, "All quantities"), *summed, (APPENDIX, "How it was made")]


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reconcile.report.pages"), trim_blocks=True, lstrip_blocks=True, finalize=_printable,
        undefined=StrictUndefined, autoescape=True,
    )  # fmt: skip
    environment.filters |= {"web": _web_address, "typed": _typed}
    return environment


def _printable(field: Any) -> Any:
    """Return a field on one line without control characters, cut where it is endless."""
    return shorten(field, LONGEST) if isinstance(field, str) and not isinstance(field, Markup) else field


def _typed(text: str) -> Markup:
    """Return a text of ours in which what stands in backticks is typed."""
    parts = [
        Markup("<code>{}</code>").format(part) if place % 2 else part for place, part in enumerate(text.split("`"))
    ]
    return Markup("").join(parts)


def _web_address(address: str) -> str:
    """Return an address that a link may lead to: http or https, else ""."""
    target = link_target(address.strip())
    return target if target.lower().startswith(("http://", "https://")) else ""


def _assets(name: str) -> tuple[str, str]:
    """Return the style and the script of a page, by the name of its layout."""
    style, script = _asset("report.css"), _asset("report.js")
    if name in _STYLED:
        style += _asset("charts.css") + page_style()
    return style, script + _chart_script() if name in _CHARTED else script


@cache
def _chart_script() -> str:
    return _asset("charts.js").replace("CHART_STYLE", json.dumps(script_styles()))


@cache
def _asset(name: str) -> str:
    """Return style or script as it stands on the page, so that its hash is the one that a browser takes."""
    return _without_blank_lines(
        files("reconcile.report.pages").joinpath(f"templates/{name}").read_text(encoding="utf-8")
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
