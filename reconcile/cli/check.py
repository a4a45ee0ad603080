"""`reconcile check`: what is wrong with the claims, without a run."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.group import EXIT_FOUND
from reconcile.cli.terminal import echo_json, progress_shown
from reconcile.plurals import counted

__all__ = ["command"]


@click.command("check", short_help="Show what is wrong with the claims.")
@project_option
@click.option("--outputs", is_flag=True, help="Check instead that the outputs are those of one whole run.")
@quiet_option
@json_option
def command(root: str, outputs: bool, quiet: bool, as_json: bool) -> None:
    """Read and check the claims, find quantities and voices, and write nothing.

    The first rows of declared inputs are shown as they were read.

    Exit code 1 if a row was rejected or something was found.
    """
    if outputs:
        _check_outputs(root, quiet=quiet, as_json=as_json)
        return
    from reconcile.cli.first_row_lines import first_row_lines
    from reconcile.cli.record_lines import record_lines
    from reconcile.run.inspect import check_project
    from reconcile.run.summary import count_rejected_rows

    with progress_shown(wanted=not (quiet or as_json)) as progress:
        result = check_project(root, progress=progress)
    if as_json:
        counts = {"claims": result.claims, "proposed": result.proposed, "rows": result.rows}
        shown = [row._asdict() for row in result.first_rows]
        echo_json({**counts, "rejected": result.rejected, "findings": result.findings, "first_rows": shown})
    else:
        for line in [*record_lines(result.rejected, result.findings), *first_row_lines(result.first_rows)]:
            click.echo(line)
    if not (quiet or as_json):
        claims, rows = counted(result.claims, "claim"), counted(count_rejected_rows(result.rejected), "row")
        found = counted(len(result.findings), "finding")
        proposed = f", {result.proposed:,} proposed (see `reconcile review`)" if result.proposed else ""
        click.echo(f"{claims} can be used, {rows} rejected, {found}{proposed}")
    if len(result.rejected) or len(result.findings):
        raise click.exceptions.Exit(EXIT_FOUND)


def _check_outputs(root: str, *, quiet: bool, as_json: bool) -> None:
    """Check that both folders are of one run, and that every file is what that run wrote."""
    from reconcile.folder.output_faults import faults_of_outputs

    faults = faults_of_outputs(root)
    if as_json:
        echo_json({"whole": not faults, "faults": faults})
    else:
        for fault in faults:
            click.echo(fault)
        if not (faults or quiet):
            click.echo("The outputs are those of one whole run")
    if faults:
        raise click.exceptions.Exit(EXIT_FOUND)
