"""A claim on the screen of a terminal: its sentence in the article, how it is read, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reconcile.cli.terminal import printable
from reconcile.plain_numbers import write_number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["marked", "show_claim"]

# the basis of what the figure's own sentence says, which needs no word
_STATED = "stated"

# fields shown beside each other: what it counts, and when and by whom
_SHOWN = (
    ("measure", "measure"), ("party", "party"), ("against", "counterparty"), ("place", "place"), ("scope", "scope"),
    ("population", "population"), ("it is", "beside"), ("origin", "origin"), ("source", "source"),
    ("published", "published"),
    ("note", "note"),
)  # fmt: skip


def show_claim(row: dict[str, Any], heading: str, around: tuple[str, str], console: Console) -> None:
    """Print a claim: its sentence between what stands before and behind it, how it is read, and its cells.

    Parameters
    ----------
    row : dict
        A row of `Waiting.claims`.
    heading : str
        Which claim of how many.
    around : tuple of str
        As of `article_around`.
    console : Console

    Examples
    --------
    >>> from rich.console import Console
    >>> row = dict.fromkeys(("quote", "phrase", "why", "whole", "temporal", "period_start", "period_end",
    ...                      "count_date", *(name for _, name in _SHOWN)), "")
    >>> row |= {"file": "a/raid.csv", "claim_id": "E1", "confidence": "low", "quote": "It hit 3.", "at": -1}
    >>> show_claim(row, "1 of 1", ("", "All left."), Console(width=60, highlight=False))  # doctest: +ELLIPSIS
    ──...1 of 1 · raid · E1 · sure: low...──
    It hit 3.
    All left.
    <BLANKLINE>
      read as    not understood
      no measure: edit it before you accept
    """
    from rich.text import Text

    from reconcile.desk.article_claims import article_name

    article = article_name(str(row["file"]))
    title = printable(f"{heading} · {article} · {row['claim_id']} · sure: {row['confidence']}")
    console.rule(Text(title), style="dim")
    before, behind = (printable(text) for text in around)
    if before:
        console.print(Text(before, style="dim"))
    console.print(_sentence(row, console), soft_wrap=False)
    if behind:
        console.print(Text(behind, style="dim"))
    console.print()
    shown = ((label, _with_basis(str(row[name]), row, f"{name}_basis")) for label, name in _SHOWN)
    fields = [("read as", _reading(row)), *shown, ("when", _with_basis(_when(row), row, "date_basis"))]
    for label, value in fields:
        if value:
            console.print(f"  {label:<11}{printable(value)}")
    if not row["measure"]:
        console.print("  no measure: edit it before you accept")


def _sentence(row: dict[str, Any], console: Console) -> Text:
    from rich.text import Text

    quote, at, phrase = printable(str(row["quote"])), int(row["at"]), str(row["phrase"])
    if console.color_system is None or console.no_color:
        return Text(marked(quote, at, len(phrase)))
    text = Text(quote)
    if at >= 0:
        text.stylize("bold reverse", at, at + len(phrase))
    return text


def marked(quote: str, at: int, length: int) -> str:
    """Return a sentence with its figure between signs, or as it is where `at` is negative.

    Examples
    --------
    >>> marked("Some 40 people died.", 0, 14)
    '>>Some 40 people<< died.'
    """
    return quote if at < 0 else f"{quote[:at]}>>{quote[at : at + length]}<<{quote[at + length :]}"


def _reading(row: dict[str, Any]) -> str:
    if not row["why"]:
        return "not understood"
    low, best, high = (write_number(row[f"range_{name}"]) for name in ("low", "best", "high"))
    ends = best if low == high else f"{low} - {best} - {high}"
    whole = f"; its whole is a claim of its own: {row['whole']}" if row["whole"] else ""
    return f"{ends} {row['unit']} ({row['kind']}: {row['why']}){whole}"


def _with_basis(shown: str, row: dict[str, Any], column: str) -> str:
    """Return a place or a time with whence it is, where its own sentence does not state it."""
    basis = str(row.get(column, ""))
    return f"{shown} ({basis})" if shown and basis not in ("", _STATED) else shown


def _when(row: dict[str, Any]) -> str:
    period = " to ".join(str(row[name]) for name in ("period_start", "period_end") if row[name])
    counted_at = f"count date {row['count_date']}" if row["count_date"] else ""
    return ", ".join(filter(None, (str(row["temporal"]), period, counted_at)))
