"""`reconcile sources`: who speaks, with which grade, stake and weight, and how often."""

from __future__ import annotations

import math
from typing import Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json, progress_shown, text_table

__all__ = ["command"]


@click.command("sources", short_help="List sources, grades, weights.")
@project_option
@quiet_option
@json_option
def command(root: str, quiet: bool, as_json: bool) -> None:
    """List the sources: grade, stake, weight, claims published, claims that go back to each.

    A source to which no claim goes back has no weight of its own: it relays, or is not used.
    """
    from reconcile.run.inspect import source_table

    with progress_shown(wanted=not (quiet or as_json)) as progress:
        table = source_table(root, progress=progress)
    if as_json:
        echo_json(table)
    else:
        header = list(table.columns)
        rows = [[_shown(value) for value in row] for row in table.itertuples(index=False)]
        numeric = [header.index(name) for name in ("weight", "published", "voice_of", "used")]
        click.echo("\n".join(text_table(header, rows, right=numeric)))


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.3g}"
    return str(value)
