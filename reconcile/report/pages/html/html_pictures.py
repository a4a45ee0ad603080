"""The inline pictures of every section and family, each with the table that has the same facts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
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

# characters of a quoted sentence that a picture gives at most; the table beside it has more
QUOTE = 180


def with_pictures(
    content: list[dict[str, Any]], families: tuple[Family, ...], tables: ReportTables, *, drawn: bool
) -> list[dict[str, Any]]:
    """Return the content of families and sections with the pictures that the page shows beside their words.

    Parameters
    ----------
    content : list of dict
        Families as `content_of` returns them; it is left as it is.
    families : tuple of Family
        The same families.
    tables : ReportTables
    drawn : bool
        Whether pictures are drawn.

    Returns
    -------
    list of dict
        A family has `series` besides, a section `forest`, `curve` and `history_picture`; a picture is "" where there
        is none.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> with_pictures([], (), ReportTables(estimates=none, claims=none), drawn=True)
    []
    """
    sections = [section for family in families for section in family.sections]
    # of claims without a section, as a million events are, nothing is shown
    pictured_claims = [section.claims.index for section in sections] if drawn else []
    shown_claims = pd.Index([]).append(pictured_claims) if pictured_claims else pd.Index([])
    facts, vintages = claim_facts(tables.claims.loc[shown_claims]), vintages_of(tables.history)
    described = dict(zip((section.quantity for section in sections), descriptions_of(sections), strict=True))
    pictured = []
    for family, shown in zip(families, content, strict=True):
        pairs = list(zip(family.sections, shown["sections"], strict=True))
        rows = [
            {**row, **_pictures(section, row, facts, described[section.quantity], drawn=drawn),
             "history_picture": _history(section, row, vintages.get(section.quantity)) if drawn else ""}
            for section, row in pairs
        ]  # fmt: skip
        pictured.append({**shown, "sections": rows, "series": _series(family, shown["sections"], drawn=drawn)})
    return pictured


def claim_facts(claims: pd.DataFrame) -> pd.Series:
    """Return what is known of each claim, in words: voice, figure, reading, weight and why, source, sentence quoted."""
    if claims.empty:
        return pd.Series(dtype=object)
    rows = display_claims(claims)
    return pd.Series([_fact(row) for row in rows.to_dict("records")], index=rows.index, dtype=object)


def _fact(row: Mapping[Hashable, str]) -> str:
    who = f"{row['voice']}, reported by {row['said_by']}" if row["said_by"] else row["voice"]
    lines = [
        f"{who}: {row['said']}",
        f"Read as {row['read']}" if row["read"] else "",
        f"Count date {row['date']}" if row["date"] else "",
        f"Weight {row['weight']}: {row['why']}" if row["used"] else f"Left out: {row['left_out'] or 'not used'}",
        f"“{shorten(row['quote'], QUOTE)}”" if row["quote"] else "",
        f"Claim {row['claim']}",
    ]
    return "\n".join(clean(line[: 4 * QUOTE]) for line in lines if line)


def _pictures(
    section: Section, shown: dict[str, Any], facts: pd.Series, description: str, *, drawn: bool
) -> dict[str, Markup | str]:
    """Return the forest plot of a section, and the curve where it has several count dates."""
    if not drawn or section.claims.empty:
        return {"forest": "", "curve": ""}
    several = int(section.estimates["count_date"].notna().sum()) > 1
    claims_table = f"claims-{section.anchor}" if shown["used"] else f"left-{section.anchor}"
    words_of = (clean(section.title), description)
    return {
        "forest": forest_picture(section, facts, words_of, claims_table),
        "curve": curve_picture(section, facts, words_of, f"dates-{section.anchor}") if several else "",
    }


def _history(section: Section, shown: dict[str, Any], vintages: pd.DataFrame | None) -> Markup | str:
    """Return the picture of a quantity's history, "" where the report shows none or no vintage has a best value."""
    if not shown["history"] or vintages is None or vintages["best"].isna().all():
        return ""
    words_of = (clean(section.title), describe_dates("remembered", vintages["as_of"]))
    table = f"history-{section.anchor}"
    return history_picture(f"h-{section.anchor}", vintages, unit_of(section.estimates), words_of, table)


def _series(family: Family, shown: list[dict[str, Any]], *, drawn: bool) -> list[dict[str, Any]]:
    """Return the series of a family: name, title, rows of the table, and the picture."""
    by_quantity = {section["quantity"]: section for section in shown}
    pictured = []
    for number, series in enumerate(period_series(family.sections)):
        name, points = f"s{number}-{family.anchor}", [by_quantity[section.quantity] for section in series.sections]
        newest = [point["newest"] for point in points]
        starts = pd.concat([section.estimates["period_start"].tail(1) for section in series.sections])
        title = clean(family.title) or series.sections[0].title
        words_of = (title, describe_dates("periods", starts))
        pictured.append({
            "name": name, "title": title, "names": series.names,
            "rows": [{**point["newest"], "anchor": point["anchor"], "line": series.names[line]}
                     for point, line in zip(points, series.lines, strict=True)],
            "picture": series_picture(name, series, newest, words_of, f"table-{name}") if drawn else "",
        })  # fmt: skip
    return pictured
