"""The order of the report: its tables, families and quantities, and the rows of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from reconcile.arrays import each_once, strings
from reconcile.claims.measures import Measure
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.printable import shorten

__all__ = ["DRAWN_OF_CLAIMS", "Family", "ReportTables", "Section", "anchor", "families_of", "section_quantities"]

# longest part of an anchor that is taken from the quantity; the hash after it keeps anchors apart
_ANCHOR_LENGTH = 60

# digits of that hash: 16^8 anchors, ample for the quantities of one project
_HASH_DIGITS = 8


# columns of claims that a picture shows, or is laid out by
DRAWN_OF_CLAIMS = (
    "quantity", "claim_id", "voice", "source", "phrase", "low", "best", "high", "range_low", "range_best", "range_high",
    "open_low", "open_high", "bound", "weight", "used", "temporal", "count_date", "period_end", "published", "unit",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReportTables:
    """Everything that a report shows.

    Attributes
    ----------
    estimates, claims, rejected, findings, sources : DataFrame
        Columns as in `reconcile.columns`; estimates have one row per quantity and count date. The last three may be
        empty.
    identities : DataFrame
        `identity`, `family`, `voice`, `date`, `equation`, `holds`, `total`, `sum`, `difference`, `claim_ids`;
        may be empty.
    settings : mapping of str to str
        What the method section states; `title` is the heading of the report.
    subjects : mapping of party to words
    families : mapping of family to title
    proposed : DataFrame
        `claim`, `article`, `said`, `read`, `quote`: claims that nobody has reviewed; may be empty.
    sensitivity : DataFrame
        `quantity`, `count_date`, `method`, `best`, `low`, `high`, the run's own method first; may be empty.
    changes : DataFrame
        Columns of `changes.csv`, most important first; may be empty.
    compared_before : bool
        Whether there is an earlier run that `changes` compares with.
    approvals : DataFrame
        `quantity`, `count_date`, `status` (approved, void, draft), `editor`, `day`, in the order of the estimates; may
        be empty.
    history : DataFrame
        `quantity`, `as_of`, `low`, `best`, `high`: estimates of runs of earlier dates of knowledge and of this one; may
        be empty.
    curves : DataFrame
        Columns of `curves.csv`; may be empty.
    printed : DataFrame
        Columns of `printed.csv`, by family and rank; may be empty.
    corrections : DataFrame
        `quantity`, `count_date`, `editor`, `approved`, `old`, `new`, `line`: approved sentences that no longer hold;
        may be empty.
    measures : mapping of name to Measure
        Measures of the project's own.
    """

    estimates: pd.DataFrame
    claims: pd.DataFrame
    rejected: pd.DataFrame = field(default_factory=pd.DataFrame)
    findings: pd.DataFrame = field(default_factory=pd.DataFrame)
    sources: pd.DataFrame = field(default_factory=pd.DataFrame)
    identities: pd.DataFrame = field(default_factory=pd.DataFrame)
    settings: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    proposed: pd.DataFrame = field(default_factory=pd.DataFrame)
    sensitivity: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    compared_before: bool = False
    approvals: pd.DataFrame = field(default_factory=pd.DataFrame)
    history: pd.DataFrame = field(default_factory=pd.DataFrame)
    curves: pd.DataFrame = field(default_factory=pd.DataFrame)
    printed: pd.DataFrame = field(default_factory=pd.DataFrame)
    corrections: pd.DataFrame = field(default_factory=pd.DataFrame)
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """One quantity in the report.

    Attributes
    ----------
    quantity : str
    title : str
        Its heading.
    anchor : str
        The name of its place in the report.
    estimates : DataFrame
        Its rows of `estimates.csv` by date, one at least.
    claims : DataFrame
        `DRAWN_OF_CLAIMS` of all of its claims; may be empty.
    """

    quantity: str
    title: str
    anchor: str
    estimates: pd.DataFrame
    claims: pd.DataFrame


@dataclass(frozen=True)
class Family:
    """One family and its sections; `title` and `key`, its name in the tables, are "" for those that stand alone."""

    title: str
    anchor: str
    sections: tuple[Section, ...]
    key: str = ""


def anchor(quantity: str) -> str:
    """Return the name of a quantity's place in the report: readable, and no other quantity has it.

    Examples
    --------
    >>> anchor("gain/scope=with Kursk")
    'gain-scope-with-kursk-e97bfe77'
    """
    readable = re.sub(r"[^a-z0-9]+", "-", quantity[:_ANCHOR_LENGTH].lower()).strip("-")
    digest = hashlib.sha256(quantity.encode("utf-8", "replace")).hexdigest()[:_HASH_DIGITS]
    return f"{readable}-{digest}" if readable else f"q-{digest}"


def families_of(tables: ReportTables, most: int | None = None) -> tuple[Family, ...]:
    """Return the estimates in families and sections.

    Parameters
    ----------
    tables : ReportTables
    most : int, optional
        Sections to make at most; the rest of the order is left out.

    Returns
    -------
    tuple of Family
        By title, quantities that stand alone last; in a family periods in the order of time, the rest by quantity;
        those of which nothing may be printed come last.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> families_of(ReportTables(estimates=none, claims=none))
    ()
    """
    rows = _ordered(tables)
    if rows.empty:
        return ()
    rows = rows[rows["quantity"].isin(_first(rows, most))]
    rows["heading"] = titles(rows, subjects=tables.subjects)
    claims = _drawn(tables.claims[tables.claims["quantity"].isin(rows["quantity"])])
    by_quantity = {str(quantity): group for quantity, group in claims.groupby("quantity", sort=False)}
    none = claims.iloc[:0]
    return tuple(
        Family(str(title), anchor(f"family {family}"), _sections(group, by_quantity, none), str(family))
        for (title, family), group in rows.groupby(["family_title", "family"], sort=False)
    )


def _drawn(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that pictures need, text as objects: cutting into sections takes a third of the time then."""
    kept = claims[[name for name in DRAWN_OF_CLAIMS if name in claims]]
    text = [name for name in kept if isinstance(kept[name].dtype, pd.StringDtype)]
    return kept.astype(dict.fromkeys(text, object))


def section_quantities(tables: ReportTables, most: int | None = None) -> list[str]:
    """Return the quantities that have a section, in the order of the report; arguments as in `families_of`.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> section_quantities(ReportTables(estimates=none, claims=none))
    []
    """
    return _first(_ordered(tables), most)


def _first(rows: pd.DataFrame, most: int | None) -> list[str]:
    return [str(key) for key in rows["quantity"].drop_duplicates().iloc[:most]]


def _ordered(tables: ReportTables) -> pd.DataFrame:
    """Return the estimates in the order of the report, with the titles of their families; sums have tables instead."""
    estimates = tables.estimates
    if estimates.empty:
        return estimates
    estimates = estimates[estimates["method"] != METHOD] if "method" in estimates else estimates
    family = strings(estimates["family"])
    title = each_once(family, lambda name: shorten(tables.families.get(name, name)))
    periods = estimates["temporal"].isin(["period", "rate"])
    rows = estimates.assign(
        family=family, family_title=title, alone=family == "", start=estimates["period_start"].where(periods)
    )
    order = ["alone", "family_title", "family", "unprinted", "start", "period_end", "quantity", "count_date"]
    newest = rows.sort_values("count_date", kind="stable").drop_duplicates("quantity", keep="last")
    withheld = set(newest.loc[newest["publish"] == "withheld", "quantity"])
    rows["unprinted"] = rows["quantity"].isin(withheld)
    return rows.sort_values(order, kind="stable").drop(columns=["alone", "start", "unprinted"])


def _sections(rows: pd.DataFrame, claims: Mapping[str, pd.DataFrame], none: pd.DataFrame) -> tuple[Section, ...]:
    return tuple(
        Section(str(key), str(group["heading"].iloc[-1]), anchor(str(key)), group, claims.get(str(key), none))
        for key, group in rows.groupby("quantity", sort=False)
    )
