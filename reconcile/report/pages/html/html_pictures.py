"""The inline figures of every section and family, each with the table that has the same facts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from reconcile.report.pages.html.html_forest import forest_picture
from reconcile.report.pages.html.html_series import period_series, series_picture
from reconcile.report.pages.html.over_time import curve_picture, history_picture, unit_of
from reconcile.report.pictures.descriptions import describe_dates, descriptions_of
from reconcile.report.sections import Family, ReportTables, Section
from reconcile.report.sentences.display_claims import display_claims
from reconcile.report.sentences.estimate_history import vintages_of
from reconcile.report.sentences.printable import clean, shorten

__all__ = ["with_pictures"]

# characters of a quoted sentence that a figure tells at most; the table beside it has more
QUOTE = 180


def with_pictures(
    told: list[dict[str, Any]], families: tuple[Family, ...], tables: ReportTables, *, drawn: bool
) -> None:
    """Add to the content of families and sections what the page shows beside their words.

    Parameters
    ----------
    told : list of dict
        Families as `content_of` gives them; a family gets `series`, a section `forest`, `curve` and
        `history_picture`; a figure is "" where there is none.
    families : tuple of Family
    tables : ReportTables
    drawn : bool
        Whether figures are drawn.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> with_pictures([], (), ReportTables(estimates=none, claims=none), drawn=True)
    """
    sections = [section for family in families for section in family.sections]
    facts, words_of = claim_facts(tables.claims), descriptions_of(sections)
    cells = [cell for family in told for cell in family["sections"]]
    vintages = vintages_of(tables.history)
    for section, cell, description in zip(sections, cells, words_of, strict=True):
        _add_figures(section, cell, facts, description, drawn=drawn)
        known = vintages.get(section.quantity, tables.history)
        cell["history_figure"] = _history(section, cell, known) if drawn else ""
    for family, family_told in zip(families, told, strict=True):
        family_told["series"] = _series(family, family_told, drawn=drawn)


def claim_facts(claims: pd.DataFrame) -> pd.Series:
    """Return what is known of each claim, in words: voice, figure, reading, weight and why, source, sentence quoted."""
    if claims.empty:
        return pd.Series(dtype=object)
    cells = display_claims(claims)
    rows = zip(*(cells[name] for name in ("claim", "voice", "said_by", "said", "read", "date", "used", "weight", "why",
                                          "left_out", "quote")), strict=True)  # fmt: skip
    return pd.Series([_fact(*row) for row in rows], index=cells.index, dtype=object)


def _fact(
    claim: str, voice: str, said_by: str, said: str, read: str, date: str, used: str, weight: str, why: str,
    left_out: str, quote: str,
) -> str:  # fmt: skip
    who = f"{voice}, reported by {said_by}" if said_by else voice
    lines = [f"{who}: {said}", f"Read as {read}" if read else "", f"Count date {date}" if date else ""]
    lines.append(f"Weight {weight}: {why}" if used else f"Left out: {left_out or 'not used'}")
    lines += [f"“{shorten(quote, QUOTE)}”" if quote else "", f"Claim {claim}"]
    return "\n".join(clean(line[: 4 * QUOTE]) for line in lines if line)


def _add_figures(section: Section, cell: dict[str, Any], facts: pd.Series, description: str, *, drawn: bool) -> None:
    several = int(section.estimates["count_date"].notna().sum()) > 1
    has_claims = drawn and len(section.claims) > 0
    claims_table = f"claims-{section.anchor}" if cell["used"] else f"left-{section.anchor}"
    words_of = (clean(section.title), description)
    cell["forest"] = forest_picture(section, facts, words_of, claims_table) if has_claims else ""
    cell["curve"] = curve_picture(section, facts, words_of, f"dates-{section.anchor}") if has_claims and several else ""


def _history(section: Section, cell: dict[str, Any], vintages: pd.DataFrame) -> Markup | str:
    if not cell["history"] or vintages["best"].isna().all():
        return ""
    words_of = (clean(section.title), describe_dates("remembered", vintages["as_of"]))
    table = f"history-{section.anchor}"
    return history_picture(f"h-{section.anchor}", vintages, unit_of(section.estimates), words_of, table)


def _series(family: Family, told: dict[str, Any], *, drawn: bool) -> list[dict[str, Any]]:
    """Return the series of a family: name, title, rows of the table, and the figure."""
    cells = {cell["quantity"]: cell for cell in told["sections"]}
    found = []
    for number, series in enumerate(period_series(family.sections)):
        name, mine = f"s{number}-{family.anchor}", [cells[section.quantity] for section in series.sections]
        newest = [cell["newest"] for cell in mine]
        starts = pd.concat([section.estimates["period_start"].tail(1) for section in series.sections])
        title = clean(family.title) or series.sections[0].title
        words_of = (title, describe_dates("periods", starts))
        found.append({
            "name": name, "title": title, "names": series.names,
            "rows": [{**cell["newest"], "anchor": cell["anchor"], "line": series.names[line]}
                     for cell, line in zip(mine, series.lines, strict=True)],
            "figure": series_picture(name, series, newest, words_of, f"table-{name}") if drawn else "",
        })  # fmt: skip
    return found
