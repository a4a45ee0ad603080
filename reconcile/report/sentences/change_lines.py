"""What changed since the previous run, in words: one line per quantity, for the report and the screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, strings
from reconcile.columns import CHANGES, names
from reconcile.plain_numbers import write_number
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display import interval_words
from reconcile.report.sentences.rounding import write_numbers, write_percentages

__all__ = ["CAUSES", "change_lines", "no_changes", "previous_date_words"]

# what the report calls each cause
CAUSES = {
    "new claim": "new claim", "correction": "correction", "method": "method or settings", "ageing": "passing of time",
}  # fmt: skip

# what a changed sum of events is made of
_OF_EVENTS = ("new events", "revised events", "dropped events")

# what the report calls each cause of a changed sum of events
_CAUSES_OF_SUMS = {"new claim": "new events", "correction": "revised or dropped events"}

# what the report calls each kind of change
_WHAT = {
    "disappeared": "no longer estimated", "appeared": "new", "verdict": "verdict changed",
    "agreement": "agreement changed",
}  # fmt: skip


def no_changes() -> pd.DataFrame:
    """Return the table of `changes.csv` without a row.

    Examples
    --------
    >>> no_changes().empty
    True
    """
    return _no_row().copy()


@cache
def _no_row() -> pd.DataFrame:
    return pd.DataFrame(columns=names(CHANGES), dtype=object)


def previous_date_words(changes: pd.DataFrame) -> str:
    """Return the as-of date of the previous run in words, "" where nothing changed.

    Examples
    --------
    >>> previous_date_words(pd.DataFrame({"previous_as_of": [pd.Timestamp("2025-01-31")]}))
    '31 January 2025'
    """
    return str(date_words(changes["previous_as_of"].iloc[:1])[0]) if len(changes) else ""


def change_lines(changes: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """Return the first changes as text, one dict a change.

    Parameters
    ----------
    changes : DataFrame
        Rows of `changes.csv`, the most important first.
    most : int
        Rows returned at most.

    Returns
    -------
    list of dict
        `quantity, date, what, before, now, why, parts`, and the columns that they are made of.

    Examples
    --------
    >>> change_lines(no_changes(), 10)
    []
    """
    if changes.empty:
        return []
    rows = changes.iloc[:most].reset_index(drop=True)
    share = write_percentages(rows["change"].to_numpy(np.float64), signed=True)
    table = pd.DataFrame({name: strings(rows[name]) for name in ("quantity", "unit", "cause_claim", "cause_source",
                                                                 "cause_phrase")})  # fmt: skip
    table["date"] = date_words(rows["count_date"])
    table["what"] = [_WHAT.get(what, moved or "moved") for what, moved in zip(rows["what"], share, strict=True)]
    # a total that runs on has no parts on its newest day, and has them on others
    summed = rows["by_new_events"].notna().groupby(rows["quantity"]).transform("any").to_numpy()
    table["before"], table["now"] = _state(rows, "previous_", summed), _state(rows, "", summed)
    whole = rows.assign(**table).to_dict("records")
    table["why"] = [_why(row, _CAUSES_OF_SUMS if is_sum else {}) for row, is_sum in zip(whole, summed, strict=True)]
    table["parts"] = [_parts(row) for row in rows.to_dict("records")]
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _state(rows: pd.DataFrame, prefix: str, summed: Flags) -> list[str]:
    """Return range, verdict and agreement of one side, "—" where there is none; only intervals have a range.

    Of a sum of events it is the total.
    """
    low, high = (rows[f"{prefix}{name}"].to_numpy(np.float64) for name in ("low", "high"))
    verdict, agreement = (strings(rows[f"{prefix}{name}"]) for name in ("publish", "agreement"))
    figure = np.where(verdict == "interval", interval_words(low, high, strings(rows["unit"])), "")
    figure = np.where(summed, write_numbers(rows[f"{prefix}best"].to_numpy(np.float64)), figure)
    verdict, agreement = (np.where(summed, "", words) for words in (verdict, agreement))
    parts = zip(figure.tolist(), verdict.tolist(), agreement.tolist(), strict=True)
    return [", ".join(filter(None, state)) or "—" for state in parts]


def _why(row: Mapping[Any, Any], of_sums: Mapping[str, str]) -> str:
    claim = f" {row['cause_claim']} ({row['cause_source']}: {row['cause_phrase']})" if row["cause_claim"] else ""
    cause = str(row["cause"])
    if cause in of_sums:
        return f"{of_sums[cause]}{', foremost' if claim else ''}{claim}"
    return f"{CAUSES[cause]}{claim}"


def _parts(row: Mapping[Any, Any]) -> str:
    """Return the shares that are not zero, in the unit of the row."""
    shares = {word: row[f"by_{cause.replace(' ', '_')}"] for cause, word in CAUSES.items()}
    of_events = {word: row.get(f"by_{word.replace(' ', '_')}") for word in _OF_EVENTS}
    shares = shares if all(pd.isna(share) for share in of_events.values()) else of_events
    return ", ".join(
        f"{word} {'+' if share > 0 else '-'}{write_number(abs(share), 3)}"
        for word, share in shares.items()
        if not pd.isna(share) and share != 0
    )
