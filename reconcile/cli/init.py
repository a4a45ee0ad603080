"""`reconcile init`: a new project folder, with a small example that runs, or with a file of a known layout."""

from __future__ import annotations

from collections.abc import Iterable

import click

from reconcile.cli.common_options import json_option, quiet_option
from reconcile.cli.terminal import echo_json

__all__ = ["command"]

# those of `folder.example`, which is loaded where the command runs
_EXAMPLES = ("claims", "events")


@click.command("init", short_help="Make a project with a small example, or from a file.")
@click.argument("folder", metavar="DIR")
@click.option("--from", "file", metavar="FILE", default="", help="Make it from a file of a known layout instead.")
@click.option("--layout", metavar="NAME", default="", help="Layout of that file; else the one that its headers show.")
@click.option(
    "--example", type=click.Choice(_EXAMPLES), default="claims", show_default=True, help="What the example is made of."
)
@quiet_option
@json_option
def command(folder: str, file: str, layout: str, example: str, quiet: bool, as_json: bool) -> None:
    """Make a project in DIR: all folders, a config, and a small example that runs.

    With --from, a copy of FILE and a config that reads it by its layout stand in place of the example. Files that are
    there already are kept as they are.
    """
    if layout and not file:
        raise click.UsageError("--layout is that of the file that --from names")
    if file:
        _from_file(folder, file, layout, quiet=quiet, as_json=as_json)
        return
    from reconcile.folder.example import copy_example

    made = copy_example(folder, example)
    if as_json:
        echo_json({"folder": folder, "written": made.written, "kept": made.kept})
    elif not quiet:
        _tell_files(folder, made.written, made.kept)


def _from_file(folder: str, file: str, layout: str, *, quiet: bool, as_json: bool) -> None:
    """Make a project from a file, and say what is known of its layout."""
    from dataclasses import asdict

    from reconcile.inputs.from_file import project_from_file

    made = project_from_file(folder, file, layout=layout)
    if as_json:
        echo_json({"folder": folder, **asdict(made)})
    elif not quiet:
        click.echo(f"{made.layout}: {made.title}; its rows are {made.rows}", err=True)
        for quirk in made.quirks:
            click.echo(f"  {quirk}", err=True)
        click.echo(f"licence: {made.licence}", err=True)
        for point in made.open_points:
            click.echo(f"to say in reconcile.toml: {point}", err=True)
        _tell_files(folder, made.written, made.kept)


def _tell_files(folder: str, written: Iterable[str], kept: Iterable[str]) -> None:
    for name in written:
        click.echo(f"wrote  {name}", err=True)
    for name in kept:
        click.echo(f"kept   {name}", err=True)
    click.echo(f"Next: reconcile run --project {folder}", err=True)
