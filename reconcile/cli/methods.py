"""`reconcile methods`: the ways to pool, and what each takes for granted."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, unused_project_option, unused_quiet_option
from reconcile.cli.terminal import echo_json

__all__ = ["command"]


@click.command("methods", short_help="List the pooling methods.")
@unused_project_option
@unused_quiet_option
@json_option
def command(as_json: bool) -> None:
    """List the pooling methods: what each does, assumes, where it misleads, and what was measured."""
    from reconcile.run.method_table import method_table

    table = method_table()
    if as_json:
        echo_json(table)
    else:
        for row in table.itertuples():
            click.echo(f"{row.method}\n  does       {row.summary}\n  assumes    {row.assumptions}")
            click.echo(f"  misleads   {row.misleads}\n  measured   {row.measured}\n  reference  {row.reference}\n")
