"""`reconcile diff`: what changed since the run before, largest first, and because of what."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json, text_table
from reconcile.plurals import counted

__all__ = ["command"]

# changes shown on a screen; --all shows the rest
_SHOWN = 20

# characters of a quantity's key that a line shows
_KEY = 60


@click.command("diff", short_help="Show what changed, and why.")
@project_option
@click.option("--all", "everything", is_flag=True, help="Every change, not the largest twenty.")
@quiet_option
@json_option
def command(root: str, everything: bool, quiet: bool, as_json: bool) -> None:
    """Rank what moved, appeared, disappeared or changed agreement since the last run of an earlier as-of date.

    The same stands in `changes.csv`. Each change names the claim behind it, and is split into ageing, method,
    correction and new claim.
    """
    from reconcile.history.project_history import changes_as_text, read_changes, why_no_changes

    changes = read_changes(root)
    if as_json:
        echo_json(changes)
        return
    rows = changes_as_text(changes if everything else changes.iloc[:_SHOWN])
    header = ["quantity", "count date", "what", "before", "now", "because of", "parts"]
    cells = [[row["quantity"][:_KEY], *(row[name] for name in ("date", "what", "before", "now", "why", "parts"))]
             for row in rows]  # fmt: skip
    if cells:
        click.echo("\n".join(text_table(header, cells)))
    elif not quiet:
        click.echo(why_no_changes(root), err=True)
    if len(changes) > len(cells) and not quiet:
        click.echo(f"{counted(len(changes) - len(cells), 'more change')}; --all shows every change", err=True)
