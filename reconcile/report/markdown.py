"""The report as GitHub Markdown: overview, one section a quantity, identities, method, sources, findings.

The layout is `templates/report.md.j2`; every field that the template prints is escaped, unless it is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from reconcile.pool.methods import DEFAULT_METHOD
from reconcile.report.beside import definitions_beside
from reconcile.report.changes import shown_changes, since
from reconcile.report.comparing import series_sentences
from reconcile.report.dates import date_words
from reconcile.report.display import shown_estimates
from reconcile.report.display_claims import shown_claims
from reconcile.report.escaping import Markdown, cell, escape, link_target
from reconcile.report.sections import Family, ReportTables, Section, families_of
from reconcile.report.sensitivity import methods_beside, other_methods
from reconcile.report.text import strings

__all__ = ["MOST_SECTIONS", "render"]

# sections that a report holds at most: ten screens of overview, and a page that still opens at once
MOST_SECTIONS = 200

# claims of one quantity that its table shows at most
MOST_CLAIMS = 40

# claims named for one reason of being left out
MOST_LEFT_OUT = 12

# rows of the tables of findings and rejected rows; what is cut is announced
MOST_RECORDS = 100

# changes that the report shows, the largest ones; the rest are in `changes.csv`
MOST_CHANGES = 30

# heading of the report where the settings give none
TITLE = "Conflicting figures, reconciled"

Rows = list[dict[str, Any]]


def render(tables: ReportTables, figures: Mapping[str, str], *, most_sections: int = MOST_SECTIONS) -> str:
    """Write the report.

    Parameters
    ----------
    tables : ReportTables
    figures : mapping of quantity to path
        Where the figure of a quantity is, seen from the report; quantities without one have a section without one.
    most_sections : int
        Quantities shown at most; how many are left out is announced.

    Returns
    -------
    str
        GitHub Markdown, lines ended by a line feed.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> render(ReportTables(none, none, none, none, none, none), {}).splitlines()[0]
    '# Conflicting figures, reconciled'
    """
    families = families_of(tables, most_sections)
    rows = pd.concat([section.estimates for family in families for section in family.sections]) if families else None
    compared = methods_beside(tables.sensitivity, rows) if rows is not None else pd.DataFrame()
    parts = {
        "title": tables.settings.get("title", TITLE),
        "families": _families(families, rows, tables, figures, compared),
        "counts": _counts(tables, families),
        "known": _known(tables.estimates),
        "identities": _identities(tables.identities),
        "settings": [{"name": name, "value": value} for name, value in tables.settings.items() if name != "title"],
        "sources": _sources(tables),
        "findings": _records(tables.findings),
        "rejected": _records(tables.rejected),
        "proposed": _records(tables.proposed),
        "changes": _changes(tables.changes, families),
        "since": since(tables.changes),
        "more_changes": f"{max(len(tables.changes) - MOST_CHANGES, 0):,}",
        "most_records": MOST_RECORDS,
        "appendix": _appendix(families, compared),
        "comparisons": [] if rows is None else _comparisons(rows, tables),
    }
    told = _environment().get_template("report.md.j2").render(parts)
    # sections that are left out leave their blank lines behind
    return re.sub(r"\n{3,}", "\n\n", told).rstrip("\n") + "\n"


@cache
def _environment() -> Environment:
    # fields are escaped by `finalize`: escaping for HTML would not do for Markdown
    environment = Environment(
        loader=PackageLoader("reconcile.report"), trim_blocks=True, lstrip_blocks=True, finalize=escape,
        undefined=StrictUndefined, autoescape=False,  # noqa: S701
    )  # fmt: skip
    environment.filters["cell"], environment.globals["row"] = cell, _row
    return environment


def _row(*cells: object) -> Markdown:
    return Markdown("| " + " | ".join(cell(one) for one in cells) + " |")


def _counts(tables: ReportTables, families: tuple[Family, ...]) -> dict[str, str]:
    shown = sum(len(family.sections) for family in families)
    quantities = tables.estimates["quantity"].nunique()
    used = int(tables.claims["used"].sum()) if len(tables.claims) else 0
    counts = {
        "quantities": quantities, "claims": len(tables.claims), "used": used, "rejected": len(tables.rejected),
        "findings": len(tables.findings), "proposed": len(tables.proposed), "unshown": quantities - shown,
    }  # fmt: skip
    return {name: f"{count:,}" for name, count in counts.items()}


def _known(estimates: pd.DataFrame) -> str:
    if estimates.empty or estimates["as_of"].isna().all():
        return ""
    return str(date_words(estimates["as_of"].dropna().iloc[:1])[0])


def _comparisons(rows: pd.DataFrame, tables: ReportTables) -> list[str]:
    """Return what may be said of every period beside the one before."""
    named = zip(tables.sources["source"], tables.sources["name"], strict=True) if len(tables.sources) else ()
    told = series_sentences(
        rows, tables.claims, subjects=tables.subjects, sources={source: name for source, name in named if name}
    )
    return [str(sentence) for sentence in told["sentence"]]


def _families(
    families: tuple[Family, ...], rows: pd.DataFrame | None, tables: ReportTables, figures: Mapping[str, str],
    compared: pd.DataFrame,
) -> Rows:  # fmt: skip
    if rows is None:
        return []
    estimates = shown_estimates(rows, tables.claims, subjects=tables.subjects, families=tables.families)
    claims = shown_claims(tables.claims[tables.claims["quantity"].isin(rows["quantity"])])
    told = {name: _by_quantity(table) for name, table in (("dates", estimates), ("claims", claims))}
    links = {section.quantity: _link(section) for family in families for section in family.sections}
    beside, others = _beside(rows, links), other_methods(compared)
    return [
        {
            "title": family.title, "anchor": Markdown(family.anchor),
            "sections": [{**_section(section, told, figures, links, beside), "others": others.get(section.quantity, "")}
                         for section in family.sections],
        }
        for family in families
    ]  # fmt: skip


def _changes(changes: pd.DataFrame, families: tuple[Family, ...]) -> Rows:
    links = {section.quantity: _link(section) for family in families for section in family.sections}
    rows = shown_changes(changes, MOST_CHANGES)
    return [{**row, "link": links.get(row["quantity"], row["quantity"])} for row in rows]


def _by_quantity(table: pd.DataFrame) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in table.to_dict("records"):
        found.setdefault(row["quantity"], []).append({str(name): value for name, value in row.items()})
    return found


def _link(section: Section) -> Markdown:
    return Markdown(f"[{cell(section.title)}](#{section.anchor})")


def _beside(rows: pd.DataFrame, links: Mapping[str, Markdown]) -> dict[str, list[Markdown]]:
    """Return links to the definitions that stand beside each quantity at its newest date."""
    newest = rows.drop_duplicates("quantity", keep="last").reset_index(drop=True)
    pairs = definitions_beside(newest)
    quantity = strings(newest["quantity"])
    found: dict[str, list[Markdown]] = {}
    for row, other in pairs.to_numpy(np.int64).tolist():
        found.setdefault(str(quantity[row]), []).append(links[str(quantity[other])])
    return found


def _section(
    section: Section, told: Mapping[str, dict[str, Rows]], figures: Mapping[str, str],
    links: Mapping[str, Markdown], beside: Mapping[str, list[Markdown]],
) -> dict[str, Any]:  # fmt: skip
    dates, claims = told["dates"][section.quantity], told["claims"].get(section.quantity, [])
    used = [claim for claim in claims if claim["used"]]
    return {
        "title": section.title, "anchor": Markdown(section.anchor), "link": links[section.quantity],
        "newest": dates[-1], "dates": dates if len(dates) > 1 else [],
        "figure": Markdown(link_target(figures.get(section.quantity, ""))),
        "used": used[:MOST_CLAIMS], "more_used": f"{len(used) - MOST_CLAIMS:,}" if len(used) > MOST_CLAIMS else "",
        "left_out": _left_out([claim for claim in claims if not claim["used"]]),
        "beside": beside.get(section.quantity, []),
    }  # fmt: skip


def _appendix(families: tuple[Family, ...], compared: pd.DataFrame) -> Rows:
    """Return the rows of the methods side by side; a quantity is named on the first of its rows."""
    if compared.empty:
        return []
    links = {section.quantity: _link(section) for family in families for section in family.sections}
    first = ~compared.duplicated("quantity").to_numpy()
    named = [
        Markdown(links[key] + cell(unit and f",{unit}")) if at else Markdown("")
        for key, unit, at in zip(compared["quantity"], compared["unit"], first, strict=True)
    ]
    usual = (compared["method"] == DEFAULT_METHOD).to_numpy()
    marks = np.select(
        [first & usual, first, usual], [" (default, this report's)", " (this report's)", " (default)"], ""
    )
    return _records_of(compared.assign(link=pd.Series(named, dtype=object), method=compared["method"] + marks))


def _left_out(claims: Rows) -> Rows:
    """Group the claims that were left out by reason."""
    reasons: dict[str, list[Markdown]] = {}
    for claim in claims:
        told = f"{cell(claim['claim'], 40)} ({cell(claim['said_by'] or claim['voice'], 60)}: {cell(claim['said'], 60)})"
        reasons.setdefault(claim["left_out"] or "not used", []).append(Markdown(told))
    return [
        {
            "reason": reason, "claims": Markdown(" · ".join(names[:MOST_LEFT_OUT])),
            "more": f"{len(names) - MOST_LEFT_OUT:,}" if len(names) > MOST_LEFT_OUT else "",
        }
        for reason, names in reasons.items()
    ]  # fmt: skip


def _identities(identities: pd.DataFrame) -> Rows:
    if identities.empty:
        return []
    table = pd.DataFrame({name: strings(identities[name]) for name in ("identity", "voice", "equation", "claim_ids")})
    date = "date" if "date" in identities else "period"
    table["date"] = date_words(identities[date]) if date == "date" else strings(identities[date])
    table["holds"] = np.where(identities["holds"].astype(bool), "holds", "does not hold")
    return _records_of(table)


def _sources(tables: ReportTables) -> Rows:
    """Return the sources that the shown claims name, by name, with how many claims each has."""
    if tables.sources.empty or tables.claims.empty:
        return []
    sources = tables.sources
    named = pd.concat([tables.claims["source"], tables.claims["voice"]])
    counted = tables.claims["voice"].value_counts()
    rows = sources[sources["source"].isin(named)]
    told = pd.DataFrame({name: strings(rows[name]) for name in ("source", "name", "kind", "stake", "grade", "url")})
    told["claims"] = [f"{counted.get(source, 0):,}" for source in told["source"]]
    links = [
        Markdown(f"[{cell(name or source)}]({link_target(url)})") if link_target(url) and url else cell(name or source)
        for source, name, url in told[["source", "name", "url"]].to_numpy().tolist()
    ]
    # as objects: pandas would make plain text of them, which would be escaped again
    told["link"] = pd.Series(links, dtype=object)
    return _records_of(told.sort_values(["name", "source"], kind="stable"))


def _records(records: pd.DataFrame) -> Rows:
    if records.empty:
        return []
    first = records.iloc[:MOST_RECORDS]
    return _records_of(pd.DataFrame({name: strings(first[name]) for name in first.columns}))


def _records_of(table: pd.DataFrame) -> Rows:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
