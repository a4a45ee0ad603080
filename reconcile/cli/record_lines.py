"""Rejected rows and findings as lines: those of one rule together, those that say the same as one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reconcile.cli.terminal import printable
from reconcile.plurals import counted

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FEW", "LINES", "RULES", "record_lines"]

# lines shown of a rule: what is wrong is seen from the first ones, and the files have all
LINES = 10

# rules shown, of rejections and of findings, the most frequent ones: with ten lines each they fill two screens
RULES = 12

# alike records that are shown one by one
FEW = 3

# characters of a line; a row of a file that is one long cell would fill the screen
_LONGEST = 400


def record_lines(rejected: pd.DataFrame, findings: pd.DataFrame) -> list[str]:
    """Return rejected rows and then findings as lines, grouped by rule; what is alike is one line with its number.

    Examples
    --------
    >>> from reconcile.records import findings, rejections
    >>> bad = rejections("not-a-date", value=["1/2/17"] * 4, file="claims.csv", row=[7, 8, 9, 12],
    ...                  column="count_date", hint="mend it")
    >>> for line in record_lines(bad, findings("no-row", ["BBC has no row"])):
    ...     print(line)
    4 rows rejected
      not-a-date (4)
        claims.csv count_date: 4 rows like '1/2/17', the first is row 7: mend it
    1 finding
      no-row (1)
        BBC has no row
    """
    return [
        *_grouped(_rejected_title(rejected), rejected, _rejected_lines),
        *_grouped(counted(len(findings), "finding"), findings, _found_lines),
    ]


def _rejected_title(rejected: pd.DataFrame) -> str:
    from reconcile.run.summary import count_rejected_rows

    rows = count_rejected_rows(rejected)
    reasons = f" for {len(rejected):,} reasons" if len(rejected) > rows else ""
    return f"{counted(rows, 'row')} rejected{reasons}"


def _grouped(title: str, table: pd.DataFrame, lines_of: Callable[[pd.DataFrame], list[str]]) -> list[str]:
    """Return the records of every rule in the order of their first ones, with a note on what is not shown."""
    if table.empty:
        return []
    counts = table["rule"].value_counts()
    rules = [rule for rule in dict.fromkeys(table["rule"]) if rule in set(counts.index[:RULES])]
    lines = [title]
    for rule in rules:
        shown = lines_of(table[table["rule"] == rule])
        lines.append(f"  {rule} ({counts[rule]:,})")
        lines += [f"    {printable(line)[:_LONGEST]}" for line in shown[:LINES]]
        if len(shown) > LINES:
            lines.append(f"    and {len(shown) - LINES:,} more; --json gives all of them")
    if len(counts) > RULES:
        rest = ", ".join(f"{rule} ({count:,})" for rule, count in counts.iloc[RULES:].items())
        lines.append(f"  also {rest}; --json gives all of them")
    return lines


def _rejected_lines(rows: pd.DataFrame) -> list[str]:
    """Return a line for every row, but one for many that are alike in place and advice."""
    lines: list[str] = []
    for group in _alike_rows(rows, ["file", "column", "hint"]):
        lines += [_alike(group)] if len(group) > FEW else [_rejected_line(row) for row in group.itertuples()]
    return lines


def _rejected_line(row: Any) -> str:
    return f"{_place(row)} {_quoted(row.value)}: {row.hint}".strip()


def _alike(group: pd.DataFrame) -> str:
    """Return many rows as one line, with the first of their values."""
    first, values = next(group.itertuples()), group["value"].nunique()
    like = f" like {_quoted(first.value)}" if str(first.value) else ""
    kinds = f", {values:,} different ones" if values > 1 else ""
    numbered = f", the first is row {first.row}" if _number(first) else ""
    place = " ".join(str(part) for part in (first.file, first.column) if part)
    return f"{place}: {counted(len(group), 'row')}{like}{kinds}{numbered}: {first.hint}".removeprefix(": ")


def _alike_rows(rows: pd.DataFrame, columns: list[str]) -> list[pd.DataFrame]:
    """Return records that are equal in some columns, as tables, in the order of their first ones."""
    groups = rows.astype(dict.fromkeys(columns, "str")).groupby(columns, sort=False)
    return [rows.loc[group.index] for _, group in groups]


def _found_lines(rows: pd.DataFrame) -> list[str]:
    """Return a line for every file, column and message: one finding in full, several with the first of them."""
    lines = []
    for group in _alike_rows(rows, ["file", "column", "message", "hint"]):
        first = next(group.itertuples())
        more = f" (and {counted(len(group) - 1, 'more like it', 'more like it')})" if len(group) > 1 else ""
        lines.append(_found_line(first) + more)
    return lines


def _found_line(row: Any) -> str:
    about = row.quantity or row.family
    place = " ".join(filter(None, (_place(row), row.claim_id, f"[{about}]" if about else "")))
    hint = f" ({row.hint})" if row.hint else ""
    value = f": {_quoted(row.value)}" if str(row.value) and str(row.value) not in row.message else ""
    return f"{place}: {row.message}{value}{hint}" if place else f"{row.message}{value}{hint}"


def _place(row: Any) -> str:
    return " ".join(filter(None, (row.file, f"row {row.row}" if _number(row) else "", row.column)))


def _number(row: Any) -> str:
    return "" if str(row.row) in ("", "nan", "<NA>") else str(row.row)


def _quoted(value: Any) -> str:
    return f"'{value}'" if str(value) else ""
