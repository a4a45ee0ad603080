"""One quantity explained in plain text: the estimate, each claim with its weight and reason, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from reconcile.plurals import counted
from reconcile.report.pages.methods_appendix import NOTHING

__all__ = ["explain"]

# widest column of the plain table, in characters: two of them and the numbers fit a terminal of 120
WIDEST = 44


def explain(estimates: pd.DataFrame, claims: pd.DataFrame, sensitivity: pd.DataFrame | None = None) -> str:
    """Return estimates, their claims and the methods side by side as plain text.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, sorted by quantity and date.
    claims : DataFrame
        Rows of `claims.csv` of the same quantities.
    sensitivity : DataFrame, optional
        `quantity`, `count_date`, `method`, `best`, `low`, `high` of the same quantities; the newest date is shown.

    Returns
    -------
    str
        Lines without a trailing newline; control characters of the input are taken out.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> print(explain(result.estimates, result.claims).splitlines()[1])
      The figure for “dead” is about 300, according to A. No count date is given.
    """
    parts = []
    for quantity, rows in estimates.groupby("quantity", sort=False):
        own_claims = claims[claims["quantity"] == quantity]
        methods = [] if sensitivity is None else _method_lines(sensitivity[sensitivity["quantity"] == quantity], rows)
        parts.append("\n".join([str(quantity), *_estimate_lines(rows), "", *_claim_lines(own_claims), *methods]))
    return _clean("\n\n".join(parts))


def _estimate_lines(rows: pd.DataFrame) -> list[str]:
    newest = rows.iloc[-1]
    lines = [f"  {newest['wording']}", f"  verdict: {newest['publish']} ({newest['publish_reason']})"]
    for row in _each(rows):
        date = row.count_date.strftime("%Y-%m-%d") if pd.notna(row.count_date) else "no date"
        numbers = f"{_number(row.low)} - {_number(row.best)} - {_number(row.high)} {row.unit}".rstrip()
        verdict = ", ".join(
            [counted(row.claims, "claim"), _voices(row.voices), row.agreement or "no agreement", row.publish]
        )
        lines.append(f"  {date}  {numbers if pd.notna(row.best) else 'no numbers'}  ({verdict})")
    return lines


def _voices(number: float) -> str:
    return "1 voice" if number == 1 else f"{number:.2g} voices"


def _claim_lines(claims: pd.DataFrame) -> list[str]:
    lines = []
    for row in _each(claims.sort_values(["used", "weight", "claim_id"], ascending=[False, False, True])):
        said = row.phrase or f"{_number(row.range_low)} - {_number(row.range_high)}"
        read = f"{_number(row.range_low)} - {_number(row.range_best)} - {_number(row.range_high)}"
        by = row.voice if row.voice == row.source else f"{row.voice}, reported by {row.source}"
        lines.append(
            f"  {'+' if row.used else '-'} {row.claim_id}  {_short(by)}: {_short(said)!s} read as {read} ({row.kind})"
        )
        moves = f", moves best by {-row.influence:+.1%}" if pd.notna(row.influence) else ""
        if moves and pd.notna(row.influence_width):
            moves += f", the width by {-row.influence_width:+.0%}".replace("-0%", "+0%")
        lines.append(f"      weight {row.weight:.3g}: {row.weight_reason}{moves}")
    return lines


def _method_lines(methods: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Return the methods side by side at the newest date, the run's own first; no lines where one voice is heard."""
    date = rows["count_date"].iloc[-1]
    at_date = methods[methods["count_date"].eq(date) | (methods["count_date"].isna() & pd.isna(date))]
    lines = ["", f"  methods side by side ({at_date['method'].iloc[0]} is used)"] if len(at_date) else []
    for row in _each(at_date):
        numbers = f"{_number(row.low)} - {_number(row.best)} - {_number(row.high)}" if pd.notna(row.best) else NOTHING
        lines.append(f"    {row.method}  {numbers}")
    return lines


def _each(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows; a row's fields have the types of the table's columns, which no checker can know."""
    return iter(table.itertuples())


def _number(value: float) -> str:
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 or value == round(value) else f"{value:,.3g}"  # noqa: PLR2004  digits


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())
