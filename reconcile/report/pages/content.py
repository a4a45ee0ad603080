"""The content of a report as plain text: the sections of families and quantities, and the tables behind them.

The renderers (Markdown and HTML) escape every field in their own way; nothing here is marked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.engine.sums.edition_changes import CAME_LATE, REVISED
from reconcile.engine.sums.event_findings import GONE
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.plurals import counted
from reconcile.report.pages.appendices import appendix_rows, identity_rows, record_rows, source_rows
from reconcile.report.pages.approval_marks import DRAFT, marks_of
from reconcile.report.pages.both_sides import both_sides
from reconcile.report.pages.index_rows import index_of
from reconcile.report.pages.lead import lead_of
from reconcile.report.pages.methods_appendix import methods_beside, other_methods
from reconcile.report.pages.name_shares import name_shares, name_tables
from reconcile.report.pages.stories import NO_STORIES, stories_of, without_known
from reconcile.report.pages.sum_tables import sum_tables
from reconcile.report.sections import Family, ReportTables, Section, families_of
from reconcile.report.sentences.change_lines import change_lines, previous_date_words
from reconcile.report.sentences.comparisons import STATED, series_sentences
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display import display_estimates
from reconcile.report.sentences.display_claims import display_claims
from reconcile.report.sentences.estimate_history import history_rows
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.neighbours import definitions_beside
from reconcile.report.sentences.printable import shorten

__all__ = ["MOST_CHANGES", "MOST_CLAIMS", "MOST_RECORDS", "MOST_SECTIONS", "content_of", "front_of"]

# quantities that pages tell of at most: a run of a minute, and a family of 500 is whole; the rest are in the index
MOST_SECTIONS = 600

# claims of one quantity that its table shows at most
MOST_CLAIMS = 40

# rows of the tables of findings and rejected rows; what is cut is announced
MOST_RECORDS = 100

# changes that the report shows, the largest ones; the rest are in `changes.csv`
MOST_CHANGES = 30

# heading of the report where the settings give none
TITLE = "Conflicting figures, reconciled"

Rows = list[dict[str, Any]]


def content_of(
    tables: ReportTables, families: tuple[Family, ...] | None = None, most_sections: int = MOST_SECTIONS
) -> dict[str, Any]:
    """Return the content of a report.

    Parameters
    ----------
    tables : ReportTables
    families : tuple of Family, optional
        As `families_of` returns them, where they are known already.
    most_sections : int
        Quantities shown at most; `counts` has how many are left out.

    Returns
    -------
    dict
        `title, known, known_day, summary, counts, lead, index, families, identities, sums, editions, named, settings,
        sources, findings, rejected, proposed, appendix, changes, since, compared_before, more_changes, comparisons,
        most_records`. A family has
        `title, key, anchor, claims` (how many), `find` (words), `printed, not_yet` (as in `stories_of`), `sides` and
        `sections`; a section `quantity, title, anchor, mark, newest, range_sentence, note, dates, used, more_used,
        left_out, beside, others, methods, history`.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> content_of(ReportTables(estimates=none, claims=none))["title"]
    'Conflicting figures, reconciled'
    """
    families = families_of(tables, most_sections) if families is None else families
    rows = _rows(families)
    compared = _compared(tables, rows)
    sums, links = sum_tables(tables.estimates), _links(families)
    shown, counts = _families(families, rows, tables, compared), _counts(tables, families)
    index = index_of(tables, shown)
    shown = [{**family, "find": index["found"][family["key"]]} for family in shown]
    return {
        **_front(tables, shown, counts, {**_links_of_sums(tables, sums), **links}),
        "index": index,
        "summary": _summary(counts),
        "families": shown,
        "counts": counts,
        "known_day": _known_day(tables.estimates),
        "identities": identity_rows(tables.identities),
        "sums": sums,
        "editions": _of_editions(tables.findings),
        "named": name_tables(name_shares(tables.estimates, tables.claims, subjects=tables.subjects)),
        "settings": [{"name": name, "value": value} for name, value in tables.settings.items() if name != "title"],
        "sources": source_rows(tables),
        "findings": record_rows(tables.findings, MOST_RECORDS),
        "rejected": record_rows(tables.rejected, MOST_RECORDS),
        "proposed": record_rows(tables.proposed, MOST_RECORDS),
        "most_records": MOST_RECORDS,
        "appendix": appendix_rows(links, compared),
        "compared_before": tables.compared_before,
        "more_changes": f"{max(len(tables.changes) - MOST_CHANGES, 0):,}",
        "comparisons": [] if rows is None else _comparisons(rows, tables),
    }


def front_of(tables: ReportTables, families: tuple[Family, ...]) -> dict[str, Any]:
    """Return what the content of a report begins with, without what is behind it: `title, known, lead, changes, since`.

    Parameters
    ----------
    tables : ReportTables
    families : tuple of Family
        As of `content_of`, which gives the same but for the words (`find`) by which families are found.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> front_of(ReportTables(estimates=none, claims=none), ())["lead"]["stories"]
    []
    """
    rows = _rows(families)
    shown = _families(families, rows, tables, _compared(tables, rows))
    links = {**_links_of_sums(tables, sum_tables(tables.estimates)), **_links(families)}
    return _front(tables, shown, _counts(tables, families), links)


def _front(
    tables: ReportTables, families: Rows, counts: Mapping[str, str], links: Mapping[str, dict[str, str]]
) -> dict[str, Any]:
    return {
        "title": tables.settings.get("title", TITLE),
        "known": _known(tables.estimates),
        "lead": lead_of(tables, families, counts),
        "changes": _changes(tables, links),
        "since": previous_date_words(tables.changes),
    }


def _rows(families: tuple[Family, ...]) -> pd.DataFrame | None:
    """Return the estimates that are shown, None where there are none."""
    return pd.concat([section.estimates for family in families for section in family.sections]) if families else None


def _compared(tables: ReportTables, rows: pd.DataFrame | None) -> pd.DataFrame:
    """Return the methods beside each estimate that is shown."""
    return pd.DataFrame() if rows is None else methods_beside(tables.sensitivity, rows)


def _changes(tables: ReportTables, links: Mapping[str, dict[str, str]]) -> Rows:
    return [{**row, "place": links.get(row["quantity"])} for row in change_lines(tables.changes, MOST_CHANGES)]


def _links_of_sums(tables: ReportTables, sums: Rows) -> dict[str, dict[str, str]]:
    """Return the heading of every changed sum of events, and the anchor of the table that it is in."""
    if not sums or tables.changes.empty:
        return {}
    anchors = {quantity: f"sums-{number}" for number, table in reversed([*enumerate(sums, start=1)])
               for quantity in table["quantities"]}  # fmt: skip
    changed = tables.changes["quantity"].iloc[:MOST_CHANGES]
    rows = tables.estimates[tables.estimates["quantity"].isin(changed)].drop_duplicates("quantity")
    rows = rows[rows["quantity"].isin(anchors.keys())]
    named = zip(rows["quantity"], rows["event_list"], titles(rows, subjects=tables.subjects), strict=True)
    return {quantity: {"title": f"{shorten(name)}: {title}", "anchor": anchors[quantity]}
            for quantity, name, title in named}  # fmt: skip


def _of_editions(findings: pd.DataFrame) -> list[str]:
    """Return what later editions of lists changed: events that came late, have another figure, or are gone."""
    if findings.empty:
        return []
    told = [findings.loc[findings["rule"] == rule, "message"] for rule in (CAME_LATE, REVISED, GONE)]
    return [str(message) for message in pd.concat(told)][:MOST_CHANGES]


def _comparisons(rows: pd.DataFrame, tables: ReportTables) -> list[str]:
    """Return a sentence on every period that differs from the one before by the count of all who speak of both."""
    named = zip(tables.sources["source"], tables.sources["name"], strict=True) if len(tables.sources) else ()
    compared = series_sentences(
        rows, tables.claims, subjects=tables.subjects, sources={source: name for source, name in named if name}
    )
    return [str(sentence) for sentence in compared.loc[compared["comparison"].isin(STATED), "sentence"]]


def _counts(tables: ReportTables, families: tuple[Family, ...]) -> dict[str, str]:
    shown = sum(len(family.sections) for family in families)
    estimates = tables.estimates
    summed = estimates[estimates["method"] == METHOD] if "method" in estimates else estimates.iloc[:0]
    quantities = estimates["quantity"].nunique() - summed["quantity"].nunique()
    used = int(tables.claims["used"].sum()) if len(tables.claims) else 0
    counts = {
        "quantities": quantities, "claims": len(tables.claims), "used": used, "rejected": len(tables.rejected),
        "findings": len(tables.findings), "proposed": len(tables.proposed),
        "unshown": max(quantities - shown, 0), "sums": len(summed),
    }  # fmt: skip
    return {name: f"{count:,}" for name, count in counts.items()}


def _summary(counts: Mapping[str, str]) -> str:
    """Return how much went into a report, in one line."""
    number = {name: int(count.replace(",", "")) for name, count in counts.items()}
    parts = [
        counted(number["quantities"], "quantity", "quantities") if number["quantities"] or not number["sums"] else "",
        counted(number["sums"], "sum of events", "sums of events") if number["sums"] else "",
        f"{counts['used']} of {counted(number['claims'], 'claim')} used",
    ]
    return ", ".join(filter(None, parts)) + "."


def _known(estimates: pd.DataFrame) -> str:
    if estimates.empty or estimates["as_of"].isna().all():
        return ""
    return str(date_words(estimates["as_of"].dropna().iloc[:1])[0])


def _known_day(estimates: pd.DataFrame) -> str:
    """Return the day at which the report stands, for programs; "" where none is known."""
    if estimates.empty or estimates["as_of"].isna().all():
        return ""
    return str(pd.Timestamp(estimates["as_of"].dropna().iloc[0]).date())


def _families(
    families: tuple[Family, ...], rows: pd.DataFrame | None, tables: ReportTables, compared: pd.DataFrame
) -> Rows:
    if rows is None:
        return []
    estimates = display_estimates(rows, tables.claims, subjects=tables.subjects, families=tables.families)
    claims = display_claims(tables.claims[tables.claims["quantity"].isin(rows["quantity"])])
    units = dict(zip(rows["quantity"], strings(rows["unit"]), strict=True))
    known = _known(tables.estimates)
    notes = _notes(rows, known)
    by_table = {
        "dates": by_quantity(estimates),
        "claims": by_quantity(claims),
        "methods": by_quantity(compared),
        "history": history_rows(tables.history, units),
    }
    beside, others, marks = _beside(rows, _links(families)), other_methods(compared), marks_of(tables.approvals)
    stories, sides = stories_of(tables, by_table["dates"], known), both_sides(rows, tables.claims, tables.measures)
    return [
        {
            "title": family.title, "key": family.key, "anchor": family.anchor, **stories.get(family.key, NO_STORIES),
            "claims": sum(len(section.claims) for section in family.sections),
            "sides": [{"title": section.title, "anchor": section.anchor, **sides[section.quantity]}
                      for section in family.sections if section.quantity in sides],
            "sections": [{**_section(section, by_table, beside), "others": others.get(section.quantity, ""),
                          **notes[section.quantity],
                          "mark": marks.get(section.quantity, DRAFT)} for section in family.sections],
        }
        for family in families
    ]  # fmt: skip


def _notes(rows: pd.DataFrame, known: str) -> dict[str, dict[str, str]]:
    """Return what stands under the sentence of every quantity: our range, where it may be printed, and the note."""
    newest = rows.drop_duplicates("quantity", keep="last")
    texts = (strings(newest[name]) if name in newest else [""] * len(newest) for name in ("range_wording", "note"))
    columns = zip(newest["quantity"], *texts, strict=True)
    return {str(key): {"range_sentence": ours, "note": without_known(note, known)} for key, ours, note in columns}


def by_quantity(table: pd.DataFrame) -> dict[str, Rows]:
    """Return the rows of a table as dicts, by quantity."""
    grouped: dict[str, Rows] = {}
    for row in table.to_dict("records"):
        grouped.setdefault(row["quantity"], []).append({str(name): value for name, value in row.items()})
    return grouped


def _links(families: tuple[Family, ...]) -> dict[str, dict[str, str]]:
    """Return the heading and the anchor of every quantity that has a section."""
    sections = (section for family in families for section in family.sections)
    return {section.quantity: {"title": section.title, "anchor": section.anchor} for section in sections}


def _beside(rows: pd.DataFrame, links: Mapping[str, dict[str, str]]) -> dict[str, Rows]:
    """Return links from each quantity to the other definitions at its newest date."""
    newest = rows.drop_duplicates("quantity", keep="last").reset_index(drop=True)
    pairs = definitions_beside(newest)
    quantity = strings(newest["quantity"])
    linked: dict[str, Rows] = {}
    for row, other in pairs.to_numpy(np.int64).tolist():
        linked.setdefault(str(quantity[row]), []).append(links[str(quantity[other])])
    return linked


def _section(section: Section, by_table: Mapping[str, dict[str, Rows]], beside: Mapping[str, Rows]) -> dict[str, Any]:
    dates, claims = by_table["dates"][section.quantity], by_table["claims"].get(section.quantity, [])
    used = [claim for claim in claims if claim["used"]]
    return {
        "quantity": section.quantity, "title": section.title, "anchor": section.anchor,
        "newest": dates[-1], "dates": dates if len(dates) > 1 else [],
        "used": used[:MOST_CLAIMS], "more_used": f"{len(used) - MOST_CLAIMS:,}" if len(used) > MOST_CLAIMS else "",
        "left_out": [claim for claim in claims if not claim["used"]],
        "beside": beside.get(section.quantity, []), "methods": by_table["methods"].get(section.quantity, []),
        "history": by_table["history"].get(section.quantity, []),
    }  # fmt: skip
