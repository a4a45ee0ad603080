"""Rejected rows and findings as lines, grouped by rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reconcile.cli.terminal import printable
from reconcile.plurals import counted

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CAP", "record_lines"]

# records shown at once; more would scroll the first ones, which matter most, off the screen
CAP = 100


def record_lines(rejected: pd.DataFrame, findings: pd.DataFrame) -> list[str]:
    """Return rejected rows and then findings, as lines grouped by rule, with a note where a cap leaves some out.

    Examples
    --------
    >>> from reconcile.records import findings, rejections
    >>> bad = rejections("negative-count", value=["-3"], file="claims.csv", row=[7], column="best", hint="mend it")
    >>> for line in record_lines(bad, findings("no-row", ["BBC has no row"])):
    ...     print(line)
    1 row rejected
      negative-count (1)
        claims.csv row 7 best '-3': mend it
    1 finding
      no-row (1)
        BBC has no row
    """
    shown, rest = rejected.head(CAP), findings.head(max(CAP - len(rejected), 0))
    lines = [
        *_grouped(_rejected_title(rejected), rejected, shown, _rejected_line),
        *_grouped(counted(len(findings), "finding"), findings, rest, _found_line),
    ]
    hidden = len(rejected) + len(findings) - len(shown) - len(rest)
    if hidden:
        lines.append(f"{counted(hidden, 'more record')} not shown; --json gives all of them")
    return lines


def _rejected_title(rejected: pd.DataFrame) -> str:
    from reconcile.run.summary import count_rejected_rows

    rows = count_rejected_rows(rejected)
    reasons = f" for {len(rejected)} reasons" if len(rejected) > rows else ""
    return f"{counted(rows, 'row')} rejected{reasons}"


def _grouped(title: str, table: pd.DataFrame, shown: pd.DataFrame, line: Callable[[Any], str]) -> list[str]:
    if table.empty:
        return []
    counts = table["rule"].value_counts()
    some = f", the first {len(shown)} shown" if len(shown) else ", none of them shown"
    lines = [title + (some if len(shown) < len(table) else "")]
    for rule, rows in shown.groupby("rule", sort=False):
        lines.append(f"  {rule} ({counts[rule]})")
        lines += [f"    {printable(line(row))}" for row in rows.itertuples()]
    return lines


def _rejected_line(row: Any) -> str:
    return f"{_place(row)} {_quoted(row.value)}: {row.hint}".strip()


def _found_line(row: Any) -> str:
    about = row.quantity or row.family
    place = " ".join(filter(None, (_place(row), row.claim_id, f"[{about}]" if about else "")))
    hint = f" ({row.hint})" if row.hint else ""
    value = f": {_quoted(row.value)}" if str(row.value) and str(row.value) not in row.message else ""
    return f"{place}: {row.message}{value}{hint}" if place else f"{row.message}{value}{hint}"


def _place(row: Any) -> str:
    numbered = f"row {row.row}" if str(row.row) not in ("", "nan", "<NA>") else ""
    return " ".join(filter(None, (row.file, numbered, row.column)))


def _quoted(value: Any) -> str:
    return f"'{value}'" if str(value) else ""
