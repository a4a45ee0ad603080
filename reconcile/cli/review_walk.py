"""The walk through proposed claims in a terminal: a screen for each claim, a key for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.editor import editor_named
from reconcile.cli.terminal import printable
from reconcile.errors import ConfigError, InputError
from reconcile.plain_numbers import write_number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from reconcile.desk.waiting_claims import Waiting

__all__ = ["marked", "walk"]

_KEYS = "[a]ccept  [e]dit  [r]eject  [s]kip  [q]uit"

# fields that an edit asks for, in the order in which a sentence is read; --set can set other columns
_FIELDS = (
    "measure", "party", "counterparty", "place", "scope", "population", "temporal", "period_start", "period_end",
    "count_date", "published", "phrase", "unit", "source", "origin", "note",
)  # fmt: skip

# what is typed to empty a field; typing nothing keeps it
_EMPTY = "-"

# the basis of what the figure's own sentence says, which needs no word
_STATED = "stated"

# fields shown beside each other: what it counts, and when and by whom
_SHOWN = (
    ("measure", "measure"), ("party", "party"), ("against", "counterparty"), ("place", "place"), ("scope", "scope"),
    ("population", "population"), ("it is", "beside"), ("origin", "origin"), ("source", "source"),
    ("published", "published"),
    ("note", "note"),
)  # fmt: skip


def walk(waiting: Waiting, root: str, *, quiet: bool) -> None:
    """Ask for a decision on every proposed claim; each is written at once, so that leaving loses none.

    Examples
    --------
    >>> from reconcile.desk.waiting_claims import waiting_claims
    >>> walk(waiting_claims("."), ".", quiet=True)
    """
    from rich.console import Console

    console, decided = Console(highlight=False, markup=False, emoji=False), Counter[str]()
    rows = waiting.claims.to_dict("records")
    try:
        for place, row in enumerate(rows, start=1):
            heading = f"{place} of {len(rows)}"
            if not _decided({str(name): cell for name, cell in row.items()}, heading, root, console, decided):
                break
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
    if not quiet:
        left = len(rows) - decided["accepted"] - decided["rejected"]
        counts = f"{decided['accepted']} accepted, {decided['rejected']} rejected, {left} still proposed"
        click.echo(counts if rows else "No claim is proposed", err=True)


def _decided(row: dict[str, Any], heading: str, root: str, console: Console, decided: Counter[str]) -> bool:
    """Show a claim until it is decided or skipped; return False where the desk wants to quit."""
    _show(row, heading, console)
    while True:
        key = _key()
        if key in ("q", ""):
            return False
        if key == "s":
            return True
        if key in ("a", "r"):
            status = "accepted" if key == "a" else "rejected"
            if _tried(partial(_write, row, {"status": status}, root)):
                decided[status] += 1
                return True
        elif key == "e":
            row = _edited(row, root)
            _show(row, heading, console)


def _key() -> str:
    click.echo(f"{_KEYS} ", nl=False)
    key = click.getchar().lower()
    click.echo(key if key.isprintable() else "")
    return key


def _tried(action: Callable[[], None]) -> bool:
    """Do something that the desk may have to mend; return True where it was done."""
    try:
        action()
    except (ConfigError, InputError) as error:
        click.echo(printable(f"Not done: {error}").replace("(--set", "(press e, or --set"))
        return False
    return True


def _write(row: dict[str, Any], cells: dict[str, str], root: str) -> None:
    from reconcile.desk.review_claims import Change, decide

    changes = [Change(str(row["claim_id"]), column, value, str(row["file"])) for column, value in cells.items()]
    for finding in decide(root, changes, who=editor_named()).itertuples() if changes else ():
        click.echo(printable(f"Finding: {finding.message} ({finding.hint})"))


def _edited(row: dict[str, Any], root: str) -> dict[str, Any]:
    """Ask for every field until all of them can be used, and return the row as it is then."""
    from reconcile.desk.waiting_claims import waiting_claims

    given = {name: printable(str(row[name])) for name in _FIELDS}
    click.echo(f"Enter keeps a value, {_EMPTY} empties it")
    while True:
        for name in _FIELDS:
            answer = click.prompt(f"  {name}", default=given[name], type=str).strip()
            given[name] = "" if answer == _EMPTY else answer
        cells = {name: value for name, value in given.items() if value != printable(str(row[name]))}
        if _tried(partial(_write, row, cells, root)):
            break
    claims = waiting_claims(root).claims
    same = claims[(claims["file"] == row["file"]) & (claims["claim_id"] == row["claim_id"])]
    return {str(name): cell for name, cell in same.iloc[0].items()} if len(same) else row


def _show(row: dict[str, Any], heading: str, console: Console) -> None:
    from rich.text import Text

    from reconcile.desk.article_claims import article_name

    article = article_name(str(row["file"]))
    title = printable(f"{heading} · {article} · {row['claim_id']} · sure: {row['confidence']}")
    console.rule(Text(title), style="dim")
    console.print(_sentence(row, console), soft_wrap=False)
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
