"""`reconcile score`: how often the estimates held what became known later."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json

__all__ = ["command"]


@click.command("score", short_help="Score estimates against known values.")
@click.argument("truth", metavar="TRUTH.csv")
@click.option("--csv", "as_csv", is_flag=True, help="Write the scores as CSV to standard output.")
@project_option
@quiet_option
@json_option
def command(truth: str, as_csv: bool, root: str, quiet: bool, as_json: bool) -> None:
    """Score the estimates of the last run against values that became known.

    TRUTH.csv has the columns quantity and value, and perhaps count_date; without a date the newest estimate is meant.
    """
    from reconcile.cli.record_lines import record_lines
    from reconcile.columns import FINDINGS, names
    from reconcile.records import join_records
    from reconcile.run.score_estimates import score_project

    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    result = score_project(truth, root)
    if as_json:
        echo_json({"scores": result.table, "given": result.given, "scored": result.scored, "rejected": result.rejected})
    elif as_csv:
        click.echo(result.table.to_csv(index=False, float_format="%.6g", lineterminator="\n"), nl=False)
    else:
        click.echo(result.to_markdown(), nl=False)
    if not quiet:
        for line in record_lines(result.rejected, join_records([], names(FINDINGS))):
            click.echo(line, err=True)
