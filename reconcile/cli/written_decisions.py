"""Decisions of the review in a terminal, each written at once or told why it was not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.editor import editor_named
from reconcile.cli.field_answers import EMPTY, FIELDS, answers
from reconcile.cli.terminal import printable
from reconcile.errors import ConfigError, InputError, LockedError, OutputError

if TYPE_CHECKING:
    from reconcile.desk.review_claims import Change

__all__ = ["WAIT", "Row", "tried", "write_cells", "write_edited", "written"]

# seconds that a decision waits for another one, or for a run, before it says that somebody is at work
WAIT = 3.0

# a row of `Waiting.claims`, with its seal
Row = dict[str, Any]


def tried(action: Callable[[], None]) -> bool:
    """Do something that the desk may have to mend or to do again; return True where it was done.

    Examples
    --------
    >>> tried(lambda: None)
    True
    """
    try:
        action()
    except (ConfigError, InputError, LockedError, OutputError) as error:
        click.echo(printable(f"Not done: {error}").replace("(--set", "(press e, or --set"))
        return False
    return True


def write_cells(row: Row, cells: dict[str, str], root: str) -> None:
    """Set cells of a claim that was seen; the row must be as it was then.

    Examples
    --------
    >>> write_cells({"claim_id": "E1", "seal": ""}, {}, ".")
    """
    from reconcile.desk.review_claims import Change

    written(row, [Change(str(row["claim_id"]), name, value, str(row["file"])) for name, value in cells.items()], root)


def written(row: Row, changes: list[Change], root: str) -> None:
    """Make changes that were decided on while a row was seen; the row must be as it was then.

    Raises
    ------
    ChangedError
        Somebody else has changed the claim since.
    ConfigError, InputError, LockedError, OutputError
        Nothing was written.

    Examples
    --------
    >>> written({"claim_id": "E1", "seal": ""}, [], ".")
    """
    from reconcile.desk.review_claims import decide

    made_on = {str(row["claim_id"]): str(row["seal"])}
    found = decide(root, changes, who=editor_named(), made_on=made_on, wait=WAIT) if changes else None
    for finding in found.itertuples() if found is not None else ():
        click.echo(printable(f"Finding: {finding.message} ({finding.hint})"))


def write_edited(row: Row, root: str) -> None:
    r"""Ask for every field until all of them can be used.

    Examples
    --------
    >>> import io, sys
    >>> sys.stdin, kept = io.StringIO("\n" * len(FIELDS)), sys.stdin
    >>> write_edited(dict.fromkeys(FIELDS, "") | {"claim_id": "E1", "seal": ""}, ".")  # doctest: +ELLIPSIS
    Enter keeps a value, - empties it
    ...
    >>> sys.stdin = kept
    """
    given = {name: printable(str(row[name])) for name in FIELDS}
    click.echo(f"Enter keeps a value, {EMPTY} empties it")
    while True:
        given = answers(given)
        cells = {name: value for name, value in given.items() if value != printable(str(row[name]))}
        if tried(partial(write_cells, row, cells, root)):
            break
