"""The report as GitHub Markdown: one page, or a set of pages that lead to one another.

The layouts are `templates/*.md.j2`; every field that they print is escaped, unless it is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from posixpath import dirname, relpath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from reconcile.report.pages.content import MOST_SECTIONS, content_of
from reconcile.report.pages.escaping import Markdown, escape, escape_cell, link_target
from reconcile.report.pages.places import APPENDIX, INDEX, LEAD, SUMS, Places, family_page, leaves, places_of
from reconcile.report.sections import ReportTables

__all__ = ["render_markdown", "render_markdown_pages"]

_ENDING = ".md"

# further sentences of a family that the lead page lists: as many as are read before the next family
MOST_FURTHER = 5

# claims named for one reason of being left out
MOST_LEFT_OUT = 12

Rows = list[dict[str, Any]]


def render_markdown(
    tables: ReportTables, pictures: Mapping[str, str], *, most_sections: int = MOST_SECTIONS,
    content: Mapping[str, Any] | None = None,
) -> str:  # fmt: skip
    """Return the report as GitHub Markdown, in one page.

    Parameters
    ----------
    tables : ReportTables
    pictures : mapping of quantity, or of a family's anchor, to path
        Where the picture of a quantity is, seen from the report; a quantity that is not in it has none.
    most_sections : int
        Quantities shown at most; how many are left out is announced.
    content : mapping, optional
        What `content_of` returns for these tables, where it has been made already.

    Returns
    -------
    str
        GitHub Markdown, lines ended by a line feed.

    Examples
    --------
    >>> import pandas as pd
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> render_markdown(ReportTables(estimates=none, claims=none), {}).splitlines()[0]
    '# Conflicting figures, reconciled'
    """
    parts = content_of(tables, most_sections=most_sections) if content is None else content
    return _rendered("whole", {**parts, "pictures": pictures}, Places(), "")


def render_markdown_pages(
    tables: ReportTables, pictures: Mapping[str, str], *, most_sections: int = MOST_SECTIONS,
    content: Mapping[str, Any] | None = None,
) -> dict[str, str]:  # fmt: skip
    """Return the report as pages in GitHub Markdown: those of `render_pages`, but for the index.

    Parameters
    ----------
    tables, pictures, most_sections, content
        As in `render_markdown`; pictures are seen from the folder of reports.

    Returns
    -------
    dict of file to Markdown
        Files as seen from the folder of reports.

    Examples
    --------
    >>> import pandas as pd
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> list(render_markdown_pages(ReportTables(estimates=none, claims=none), {}))
    ['report.md', 'appendix.md']
    """
    parts = content_of(tables, most_sections=most_sections) if content is None else content
    parts, places = {**parts, "pictures": pictures}, places_of(parts, {INDEX: LEAD})
    pages = {LEAD: _rendered("report", parts, places, LEAD)}
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


def _rendered(name: str, parts: Mapping[str, Any], places: Places, here: str) -> str:
    way = partial(places.way, here=here, ending=_ENDING)
    text = _environment().get_template(f"{name}.md.j2").render(
        parts, here=here, level=1, way=way, from_here=partial(_seen_from, here), most_further=MOST_FURTHER,
    )  # fmt: skip
    # sections that are left out leave blank lines
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _seen_from(here: str, file: str) -> Markdown:
    """Return the target of a link to a file of the folder of reports."""
    return Markdown(link_target(relpath(file, dirname(here) or ".") if file else ""))


@cache
def _environment() -> Environment:
    # fields are escaped by `finalize`: escaping for HTML would not do for Markdown
    environment = Environment(
        loader=PackageLoader("reconcile.report.pages"), trim_blocks=True, lstrip_blocks=True, finalize=escape,
        undefined=StrictUndefined, autoescape=False,  # noqa: S701
    )  # fmt: skip
    environment.filters |= {
        "cell": escape_cell, "link": _link, "article": _article, "figures": _figures, "source_link": _source_link,
        "by_reason": _by_reason, "typed": Markdown,
    }  # fmt: skip
    environment.globals |= {"row": _row, "heading": _heading}
    return environment


def _heading(level: int) -> Markdown:
    return Markdown("#" * level)


def _row(*fields: object) -> Markdown:
    return Markdown("| " + " | ".join(escape_cell(field) for field in fields) + " |")


@pass_context
def _link(context: Context, place: Mapping[str, str] | None, unit: str | None = None) -> Markdown:
    """Return a link to a place of the report, followed by a unit where one is given; "" for no place."""
    if place is None:
        return Markdown("")
    link = f"[{escape_cell(place['title'])}]({context['way'](place['anchor'])})"
    return Markdown(link if unit is None else link + escape_cell(unit and f",{unit}"))


def _article(article: Mapping[str, str]) -> Markdown:
    """Return who said something and when, linked to where it can be read."""
    named = escape_cell(", ".join(filter(None, (article["who"], article["day"]))))
    target = link_target(article["url"])
    return Markdown(f"[{named}]({target})") if target else named


def _figures(cell: list[Mapping[str, str]]) -> Markdown:
    """Return the figures of one side in a cell."""
    texts = [escape_cell(one["more"] or f"{one['said']} ({', '.join(filter(None, (one['who'], one['day'])))})")
             for one in cell]  # fmt: skip
    return Markdown("<br>".join(texts) or "–")


def _source_link(source: Mapping[str, str]) -> Markdown:
    named, target = escape_cell(source["name"] or source["source"]), link_target(source["url"])
    return Markdown(f"[{named}]({target})") if target else named


def _by_reason(claims: Rows) -> Rows:
    """Return the claims that were left out, by reason; what is beyond the most is counted."""
    reasons: dict[str, list[Markdown]] = {}
    for claim in claims:
        reasons.setdefault(claim["left_out"] or "not used", []).append(_claim_in_brief(claim))
    return [
        {
            "reason": reason, "claims": Markdown(" · ".join(named[:MOST_LEFT_OUT])),
            "more": f"{len(named) - MOST_LEFT_OUT:,}" if len(named) > MOST_LEFT_OUT else "",
        }
        for reason, named in reasons.items()
    ]  # fmt: skip


def _claim_in_brief(claim: Mapping[str, str]) -> Markdown:
    """Return a claim's id, who said it and what."""
    claim_id, figure = escape_cell(claim["claim"], 40), escape_cell(claim["said"], 60)
    return Markdown(f"{claim_id} ({escape_cell(claim['said_by'] or claim['voice'], 60)}: {figure})")
