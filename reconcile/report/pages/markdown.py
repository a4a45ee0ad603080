"""The report as GitHub Markdown: overview, one section per quantity, identities, method, sources, findings.

The layout is `templates/report.md.j2`; every field that the template prints is escaped, unless it is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reconcile.report.pages.content import MOST_SECTIONS, content_of
from reconcile.report.pages.escaping import Markdown, escape, escape_cell, link_target
from reconcile.report.sections import ReportTables

__all__ = ["render_markdown"]

# claims named for one reason of being left out
MOST_LEFT_OUT = 12

Rows = list[dict[str, Any]]


def render_markdown(
    tables: ReportTables, pictures: Mapping[str, str], *, most_sections: int = MOST_SECTIONS,
    content: Mapping[str, Any] | None = None,
) -> str:  # fmt: skip
    """Return the report as GitHub Markdown.

    Parameters
    ----------
    tables : ReportTables
    pictures : mapping of quantity to path
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
    targets = {quantity: Markdown(link_target(path)) for quantity, path in pictures.items()}
    text = _environment().get_template("report.md.j2").render(parts, pictures=targets)
    # sections that are left out leave blank lines
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


@cache
def _environment() -> Environment:
    # fields are escaped by `finalize`: escaping for HTML would not do for Markdown
    environment = Environment(
        loader=PackageLoader("reconcile.report.pages"), trim_blocks=True, lstrip_blocks=True, finalize=escape,
        undefined=StrictUndefined, autoescape=False,  # noqa: S701
    )  # fmt: skip
    environment.filters |= {
        "cell": escape_cell, "link": _link, "source_link": _source_link, "by_reason": _by_reason, "typed": Markdown,
    }  # fmt: skip
    environment.globals["row"] = _row
    return environment


def _row(*fields: object) -> Markdown:
    return Markdown("| " + " | ".join(escape_cell(field) for field in fields) + " |")


def _link(place: Mapping[str, str] | None, unit: str | None = None) -> Markdown:
    """Return a link to a section, followed by a unit where one is given; "" for no place."""
    if place is None:
        return Markdown("")
    link = f"[{escape_cell(place['title'])}](#{place['anchor']})"
    return Markdown(link if unit is None else link + escape_cell(unit and f",{unit}"))


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
