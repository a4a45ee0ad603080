"""`reconcile init`: a new project folder with a small example that runs."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, quiet_option
from reconcile.cli.terminal import echo_json

__all__ = ["command"]


@click.command("init", short_help="Make a project with a small example.")
@click.argument("folder", metavar="DIR")
@quiet_option
@json_option
def command(folder: str, quiet: bool, as_json: bool) -> None:
    """Make a project in DIR: all folders, a config, and a small example that runs.

    Files that are there already are kept as they are.
    """
    from reconcile.folder.example import copy_example

    made = copy_example(folder)
    if as_json:
        echo_json({"folder": folder, "written": made.written, "kept": made.kept})
    elif not quiet:
        for name in made.written:
            click.echo(f"wrote  {name}", err=True)
        for name in made.kept:
            click.echo(f"kept   {name}", err=True)
        click.echo(f"Next: reconcile run --project {folder}", err=True)
