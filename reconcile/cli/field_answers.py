"""Answers of the desk for fields of a claim, asked for in a terminal with the present values as defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from reconcile.cli.terminal import printable

__all__ = ["EMPTY", "FIELDS", "answers", "some_answers"]

# fields that may be asked for, in the order in which a sentence is read; --set can set other columns
FIELDS = (
    "measure", "party", "counterparty", "place", "scope", "population", "temporal", "period_start", "period_end",
    "count_date", "published", "phrase", "unit", "source", "origin", "note",
)  # fmt: skip

# what is typed to empty a field; typing nothing keeps it
EMPTY = "-"


def answers(given: Mapping[str, str]) -> dict[str, str]:
    """Ask for the value of every field; typing nothing keeps the one that is given.

    Examples
    --------
    >>> answers({})
    {}
    """
    return {name: _answer(name, value) for name, value in given.items()}


def some_answers(row: Mapping[str, Any]) -> dict[str, str]:
    r"""Ask which fields are to be set, and to what; nothing where none is named, or one that cannot be set.

    Parameters
    ----------
    row : mapping of column to cell
        The claim whose values are the defaults.

    Examples
    --------
    >>> import io, sys
    >>> sys.stdin, kept = io.StringIO("\n"), sys.stdin
    >>> some_answers({})  # doctest: +ELLIPSIS
    Fields, such as place, ...
      fields: {}
    >>> sys.stdin = kept
    """
    click.echo(f"Fields, such as place, or period_start period_end; Enter leaves all as it is, {EMPTY} empties a field")
    fields = click.prompt("  fields", default="", show_default=False, type=str).split()
    if unknown := [name for name in fields if name not in FIELDS]:
        click.echo(printable(f"Not done: '{unknown[0]}' is none of {', '.join(FIELDS)}"))
        return {}
    return answers({name: printable(str(row[name])) for name in fields})


def _answer(name: str, default: str) -> str:
    answer: str = click.prompt(f"  {name}", default=default, type=str).strip()
    return "" if answer == EMPTY else answer
