"""Quantities in plain text: one explained with each claim, its weight and what was left out, or several listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.plurals import counted
from reconcile.report.pages.methods_appendix import NOTHING
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.display import display_figures
from reconcile.report.sentences.display_claims import display_claims
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.reasons_said import said_reasons
from reconcile.report.sentences.rounding import rounding_step, write_numbers

__all__ = ["explain", "listed"]

# what is printed of a quantity: its sentence, our range, and the note under them
_PRINTED = ("wording", "range_wording", "note")

# widest name or phrase of a line, in characters: two of them and the numbers fit a terminal of 120
WIDEST = 44


def explain(
    estimates: pd.DataFrame, claims: pd.DataFrame, sensitivity: pd.DataFrame | None = None,
    *, subjects: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Return estimates, their claims and the methods side by side as plain text.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, sorted by quantity and date.
    claims : DataFrame
        Rows of `claims.csv` of the same quantities.
    sensitivity : DataFrame, optional
        `quantity`, `count_date`, `method`, `best`, `low`, `high` of the same quantities; the newest date is shown.
    subjects : mapping of party to words, optional

    Returns
    -------
    str
        Lines without a trailing newline; control characters of the input are taken out. Numbers are rounded as in
        sentences.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> for line in explain(result.estimates, result.claims).splitlines()[-2:]:
    ...     print(line)
      + A: 300 (row:1)
          read as 285 – 300 – 315; weight 100%: grade F6 (not judged)
    """
    headings = titles(estimates, subjects=subjects)
    parts = []
    for quantity, rows in estimates.groupby("quantity", sort=False):
        own_claims = claims[claims["quantity"] == quantity]
        methods = [] if sensitivity is None else _method_lines(sensitivity[sensitivity["quantity"] == quantity], rows)
        head = [str(quantity), f"  {headings.loc[rows.index[-1]]}"]
        parts.append("\n".join([*head, "", *_estimate_lines(rows), "", *_claim_lines(own_claims), *methods]))
    return _clean("\n\n".join(parts))


def listed(estimates: pd.DataFrame, *, subjects: Mapping[str, str] | None = None) -> str:
    """Return quantities in brief: heading, draft sentence at the newest date and key of each.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, sorted by quantity and date.
    subjects : mapping of party to words, optional

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded"], "source": "A", "best": [300, 400]})
    >>> listed(rc.reconcile(claims).estimates).splitlines()[::4]
    ['People killed', 'People wounded']
    """
    newest = estimates.drop_duplicates("quantity", keep="last")
    rows = zip(titles(newest, subjects=subjects), strings(newest["wording"]), newest["quantity"], strict=True)
    return _clean("\n\n".join(f"{title}\n  {sentence}\n  {key}" for title, sentence, key in rows))


def _estimate_lines(rows: pd.DataFrame) -> list[str]:
    newest = rows.iloc[-1]
    printed = [f"  {newest[name]}" for name in _PRINTED if newest.get(name)]
    lines = [*printed, f"  verdict: {newest['publish']} ({said_reasons(strings(rows['publish_reason'].iloc[-1:]))[0]})"]
    ranges = _ranges(rows)
    for row, numbers, said in zip(_each(rows), ranges, display_figures(rows), strict=True):
        date = row.count_date.strftime("%Y-%m-%d") if pd.notna(row.count_date) else "no date"
        heard = [counted(row.claims, "claim"), _voices(row.voices), row.agreement or "no agreement", row.publish]
        lines.append(f"  {date}  {numbers or said or 'no numbers'}  ({', '.join(heard)})")
    return lines


def _ranges(rows: pd.DataFrame) -> list[str]:
    """Return low, best and high of every estimate, rounded to their width; "" for no numbers."""
    unit = strings(rows["unit"])
    words = full_unit_words(unit)
    texts = _three(rows, unit)
    return [
        f"{text} {unit}".rstrip().replace(" %", "%") if text else "" for text, unit in zip(texts, words, strict=True)
    ]


def _three(rows: pd.DataFrame, unit: np.ndarray) -> list[str]:
    low, best, high = (rows[name].to_numpy(np.float64) for name in ("low", "best", "high"))
    step = rounding_step(low, high, unit)
    ends = zip(*(write_numbers(values, step).tolist() for values in (low, best, high)), strict=True)
    return [" - ".join(dict.fromkeys(texts)) for texts in ends]


def _voices(number: float) -> str:
    """Return how many voices there are in effect: one that leans on another counts in part."""
    return "1 voice" if number == 1 else f"{number:.2g} voices"


def _claim_lines(claims: pd.DataFrame) -> list[str]:
    lines = []
    shown = display_claims(claims)
    for row in _each(shown.sort_values("used", ascending=False, kind="stable")):
        by = f"{row.voice}, reported by {row.said_by}" if row.said_by else row.voice
        lines.append(f"  {'+' if row.used else '-'} {_short(by)}: {_short(row.said)} ({row.claim})")
        moves = f"; without it the middle moves by {row.moves}" if row.moves else ""
        read = f"read as {row.read}; " if row.read else ""
        lines.append(f"      {read}weight {row.weight}: {row.why}{moves}")
    return lines


def _method_lines(methods: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Return the methods side by side at the newest date, the run's own first; no lines where one voice is heard."""
    date = rows["count_date"].iloc[-1]
    at_date = methods[methods["count_date"].eq(date) | (methods["count_date"].isna() & pd.isna(date))]
    lines = ["", f"  methods side by side ({at_date['method'].iloc[0]} is used)"] if len(at_date) else []
    unit = np.full(len(at_date), rows["unit"].iloc[-1], dtype=object)
    for method, numbers in zip(at_date["method"], _three(at_date, unit), strict=True):
        lines.append(f"    {method}  {numbers or NOTHING}")
    return lines


def _each(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows; a row's fields have the types of the table's columns, which no checker can know."""
    return iter(table.itertuples())


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())
