"""`reconcile sources`: who speaks, with which grade, stake and weight, and how often; and who may copy from whom."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.editor import editor_named
from reconcile.cli.terminal import echo_json, printable, progress_shown, text_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["command"]


@click.command("sources", short_help="List sources, grades, weights.")
@click.option("--suspects", is_flag=True, help="List pairs of sources that may copy from one another.")
@click.option(
    "--confirm",
    type=(str, str),
    default=None,
    metavar="SOURCE ORIGIN",
    help="Write into sources.csv that SOURCE, a suspect, may only repeat ORIGIN.",
)
@project_option
@quiet_option
@json_option
def command(root: str, quiet: bool, as_json: bool, suspects: bool, confirm: tuple[str, str] | None) -> None:
    """List the sources: grade, stake, weight, claims published, claims that go back to each.

    A source to which no claim goes back has no weight of its own: it relays, or is not used.
    """
    from reconcile.run.inspect import source_table, suspect_table

    if confirm:
        _confirm(root, *confirm, quiet=quiet, as_json=as_json)
        return
    read: Callable[..., pd.DataFrame] = suspect_table if suspects else source_table
    with progress_shown(wanted=not (quiet or as_json)) as progress:
        table = read(root, progress=progress)
    if as_json:
        echo_json(table)
    else:
        click.echo("\n".join(_suspect_lines(table) if suspects else _table_lines(table)))


def _confirm(root: str, source: str, origin: str, *, quiet: bool, as_json: bool) -> None:
    """Write the line of a suspect: it must be one, by the figures as they are now."""
    from reconcile.desk.suspected_origin import suspect_origin
    from reconcile.run.inspect import suspect_table

    with progress_shown(wanted=not (quiet or as_json)) as progress:
        pairs = suspect_table(root, progress=progress)
    line = suspect_origin(root, pairs, source, origin, who=editor_named())
    if as_json:
        echo_json({"line": line})
    elif not quiet:
        click.echo(printable(f"Written into sources.csv: {line}"), err=True)


def _table_lines(table: pd.DataFrame) -> list[str]:
    header = list(table.columns)
    rows = [[_shown(value) for value in row] for row in table.itertuples(index=False)]
    return list(text_table(header, rows, right=[at for at, kind in enumerate(table.dtypes) if kind.kind in "if"]))


def _suspect_lines(table: pd.DataFrame) -> list[str]:
    """Return the pairs, what the words beside them mean, and the lines that the desk may paste."""
    from reconcile.run.inspect import rows_of_suspects

    if table.empty:
        return ["No two sources have three figures in common."]
    meanings = [f"{word}: {meaning}" for word, meaning in _MEANINGS.items() if (table["told"] == word).any()]
    rows = rows_of_suspects(table)
    lines = [*_table_lines(table), "", *_COLUMNS, *(meanings or [_NOBODY])]
    return [*lines, "", _TO_PASTE, "", "source,origin,origin_basis", *rows] if rows else lines


# what the columns say
_COLUMNS = (
    "figures: figures of both for one thing and day; equal: how many of them are the same to the unit",
    "score: how much likelier they are if source_b took them from source_a, in powers of ten; above limit is suspect",
    "kind: the way of copying that would fit best, if any did",
    "others, spread: how many figures further sources have of these things, and how far they lie apart",
)

_NOBODY = "No pair is suspected."

# what is told of pairs, in words
_MEANINGS = {
    "copy": "source_b may have its figures from source_a; ask it. No weight changes",
    "both_exact": "one copies the other, or both count exactly: no third source shows how far counts scatter",
    "abstained": "other sources scatter so little that a copy looks like an exact count; nothing is told",
}

_TO_PASTE = (
    "For sources.csv, if the desk suspects so (--confirm SOURCE ORIGIN writes it); "
    "a source that has a row there gets origin and origin_basis in it:"
)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.3g}"
    return str(value)
