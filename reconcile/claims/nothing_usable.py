"""The error where no claim is left: it names the first rows that were rejected, and what to do."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reconcile.errors import NothingUsableError
from reconcile.plurals import counted

__all__ = ["first_rejected", "nothing_usable"]

# rejected rows that the message names; the error holds all of them
NAMED = 3

# characters of a value that the message shows
_VALUE = 40


def nothing_usable(
    rejected: pd.DataFrame, findings: pd.DataFrame, *, later: int = 0, held: int = 0, hint: str = "", **where: Any
) -> NothingUsableError:
    """Return the error where no claim can be used.

    Parameters
    ----------
    rejected, findings : DataFrame
    later, held : int
        Number of rows that were not known yet, and of those under embargo.
    hint : str
        What to do; by default what the first rejection advises.
    **where
        Other arguments of the error.

    Examples
    --------
    >>> from reconcile.records import findings, rejections
    >>> bad = rejections("no-source", value=[""], row=[3], column="source", hint="name who published it")
    >>> str(nothing_usable(bad, findings("x", [])))
    "no claim can be used: row 3, source '': no-source (name who published it)"
    """
    told, aside = first_rejected(rejected), _set_aside(later, held)
    reasons = "; ".join(filter(None, [told, f"{'' if told else 'all are '}{aside}" if aside else ""]))
    reasons = reasons or "there is no row"
    advice = hint or next((str(row["hint"]) for row in _first_reasons(rejected).to_dict("records")), "")
    return NothingUsableError(
        f"no claim can be used: {reasons}", hint=advice, rejected=rejected, findings=findings, **where
    )


def _set_aside(later: int, held: int) -> str:
    rows = {"later than the as-of date": later, "under embargo": held}
    parts = [f"{why} ({counted(count, 'row')})" for why, count in rows.items() if count]
    return " or ".join(parts)


def first_rejected(rejected: pd.DataFrame) -> str:
    """Return the first rejected rows in words, each with its first reason; "" where there is none.

    Examples
    --------
    >>> from reconcile.records import rejections
    >>> first_rejected(rejections("no-figure", value=[""] * 5, row=[1, 2, 3, 4, 5], file="a.csv"))
    'a.csv row 1: no-figure; a.csv row 2: no-figure; a.csv row 3: no-figure; 2 more rows'
    """
    rows = _first_reasons(rejected)
    named = [_in_words(row) for row in rows.head(NAMED).to_dict("records")]
    return "; ".join([*named, f"{counted(len(rows) - NAMED, 'more row')}"] if len(rows) > NAMED else named)


def _first_reasons(rejected: pd.DataFrame) -> pd.DataFrame:
    """Return one rejection for every row; that it has no figure often follows from a cell that cannot be read."""
    told = rejected.assign(last=rejected["rule"] == "no-figure").sort_values("last", kind="stable")
    return told.drop_duplicates(["file", "row"]).sort_index()


def _in_words(row: dict[Any, Any]) -> str:
    value = str(row["value"])
    shown = f", {row['column']} '{value[:_VALUE]}{'…' if len(value) > _VALUE else ''}'" if row["column"] else ""
    numbered = f"row {row['row']}" if str(row["row"]) else ""
    return f"{' '.join(filter(None, (str(row['file']), numbered)))}{shown}: {row['rule']}"
