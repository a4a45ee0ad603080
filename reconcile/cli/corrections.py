"""`reconcile corrections`: approved sentences that have changed since."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.group import EXIT_FOUND
from reconcile.cli.terminal import echo_json, printable

__all__ = ["command"]


@click.command("corrections", short_help="List approved sentences that have changed since.")
@project_option
@quiet_option
@json_option
def command(root: str, quiet: bool, as_json: bool) -> None:
    """List, as Markdown, every approved sentence whose number, definition or source has changed since it was approved.

    Old and new stand side by side, with a line that a reader may be told; a change by method is announced apart from
    one by new evidence. Exit code 1 if there is any.
    """
    from reconcile.desk.public_corrections import changed_approvals, corrections_as_markdown

    table = changed_approvals(root)
    if as_json:
        echo_json(table)
    elif len(table):
        for line in corrections_as_markdown(table).splitlines():
            click.echo(printable(line))
    elif not quiet:
        click.echo("No approved sentence has changed")
    if len(table):
        raise click.exceptions.Exit(EXIT_FOUND)
