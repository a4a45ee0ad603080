"""The rows of the tables behind the sections: identities, sources, records, methods side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.defaults import DEFAULT_METHOD
from reconcile.plurals import counted
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.date_words import date_words

__all__ = ["appendix_rows", "identity_rows", "record_rows", "source_rows"]

# findings of one kind that are shown before they are only counted: enough to see what they have in common
MOST_OF_A_KIND = 3

# findings that only say how something was taken, and ask nobody for anything; docs/findings.md
ASKS_NOTHING = ("family-mixed", "sources-not-compared", "record-later", "header-again", "tag-row")

Rows = list[dict[str, Any]]


def appendix_rows(links: Mapping[str, Mapping[str, str]], compared: pd.DataFrame) -> Rows:
    """Return the rows of the methods side by side; a quantity is named on the first of its rows.

    Parameters
    ----------
    links : mapping of quantity to its `title` and `anchor`
    compared : DataFrame
        As `methods_beside` returns it; may be empty.

    Returns
    -------
    list of dict
        Columns of `compared`, and `link`: title and anchor, None below the first row of a quantity.

    Examples
    --------
    >>> appendix_rows({}, pd.DataFrame())
    []
    """
    if compared.empty:
        return []
    first = ~compared.duplicated("quantity").to_numpy()
    named = [links[key] if at else None for key, at in zip(compared["quantity"], first, strict=True)]
    usual = (compared["method"] == DEFAULT_METHOD).to_numpy()
    marks = np.select(
        [first & usual, first, usual], [" (default, this report's)", " (this report's)", " (default)"], ""
    )
    return _rows(compared.assign(link=pd.Series(named, dtype=object), method=compared["method"] + marks))


def identity_rows(identities: pd.DataFrame) -> Rows:
    """Return the rows of the checked identities: equation, whether it holds, voice, date, claims.

    Examples
    --------
    >>> identity_rows(pd.DataFrame())
    []
    """
    if identities.empty:
        return []
    table = pd.DataFrame({name: strings(identities[name]) for name in ("identity", "voice", "equation", "claim_ids")})
    date = "date" if "date" in identities else "period"
    table["date"] = date_words(identities[date]) if date == "date" else strings(identities[date])
    table["holds"] = np.where(identities["holds"].astype(bool), "holds", "does not hold")
    return _rows(table)


def source_rows(tables: ReportTables) -> Rows:
    """Return the rows of the sources that the shown claims name, by name, and how many claims go back to each.

    Those to which none goes back only pass on what others say, and share the last row.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> source_rows(ReportTables(estimates=none, claims=none))
    []
    """
    if tables.sources.empty or tables.claims.empty:
        return []
    sources = tables.sources
    named = pd.concat([tables.claims["source"], tables.claims["voice"]])
    of_voice = tables.claims["voice"].value_counts()
    rows = sources[sources["source"].isin(named)]
    table = pd.DataFrame({name: strings(rows[name]) for name in ("source", "name", "kind", "stake", "grade", "url")})
    table["claims"] = [f"{of_voice.get(source, 0):,}" for source in table["source"]]
    table = table.sort_values(["name", "source"], kind="stable")
    return _rows(table[table["claims"] != "0"]) + _passed_on(table[table["claims"] == "0"])


def _passed_on(relays: pd.DataFrame) -> Rows:
    """Return the outlets to which no claim goes back as one row: they weigh nothing of their own."""
    if relays.empty:
        return []
    named = ", ".join(np.where(relays["name"] == "", relays["source"], relays["name"]))
    text = f"{counted(len(relays), 'outlet')} that only pass on what others say: {named}"
    return [{**dict.fromkeys(relays.columns, ""), "name": text, "source": text, "claims": "0"}]


def record_rows(records: pd.DataFrame, most: int) -> Rows:
    """Return the first findings or rejected rows as text, nulls as "".

    Of findings of one rule that ask for the same, the first three are shown, and how many more there are; those that
    ask for nothing come last.

    Examples
    --------
    >>> record_rows(pd.DataFrame({"row": [3, 4]}), 1)
    [{'row': '3'}]
    >>> alike = pd.DataFrame({"rule": "source-unknown", "message": [f"{name} has no row" for name in "ABCDE"],
    ...                       "hint": "add a row"})
    >>> [row["message"] for row in record_rows(alike, 9)]
    ['A has no row', 'B has no row', 'C has no row, and 2 more like this']
    """
    if records.empty:
        return []
    table = pd.DataFrame({name: strings(records[name]) for name in records.columns})
    return _rows((_in_brief(table) if "message" in table else table).iloc[:most])


def _in_brief(findings: pd.DataFrame) -> pd.DataFrame:
    """Return findings in which those of one kind are shown a few times, and then counted."""
    kinds = findings.groupby(["rule", "hint"], sort=False)
    place, of_kind = kinds.cumcount().to_numpy(), kinds["rule"].transform("size").to_numpy()
    more = np.where(place == MOST_OF_A_KIND - 1, of_kind - MOST_OF_A_KIND, 0)
    told = [f", and {count:,} more like this" if count else "" for count in more.tolist()]
    shown = findings.assign(message=findings["message"] + told)[place < MOST_OF_A_KIND]
    return shown.sort_values("rule", key=lambda rules: rules.isin(ASKS_NOTHING), kind="stable")


def _rows(table: pd.DataFrame) -> Rows:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
