"""`reconcile score`: how often the estimates held what became known later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json

if TYPE_CHECKING:
    from reconcile.run.learn_track_record import LearnedRecord

__all__ = ["command"]


@click.command("score", short_help="Score estimates against known values.")
@click.argument("truth", metavar="TRUTH.csv")
@click.option("--csv", "as_csv", is_flag=True, help="Write the scores as CSV to standard output.")
@click.option("--learn", is_flag=True, help="Write how far each source was off to track_record.csv.")
@project_option
@quiet_option
@json_option
def command(truth: str, as_csv: bool, learn: bool, root: str, quiet: bool, as_json: bool) -> None:
    """Score the estimates of the last run against values that became known.

    TRUTH.csv has the columns quantity and value, and perhaps count_date; without a date the newest estimate is meant.

    With --learn it also has source (who gives the value) and published (when it became known).
    """
    from reconcile.cli.record_lines import record_lines
    from reconcile.columns import FINDINGS, names
    from reconcile.records import join_records
    from reconcile.run.score_estimates import score_project

    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    result = score_project(truth, root)
    learned = _learned(truth, root) if learn else None
    if as_json:
        told = {"scores": result.table, "given": result.given, "scored": result.scored, "rejected": result.rejected}
        echo_json(told | ({"track_record": learned.table, "taught_nothing": learned.rejected} if learned else {}))
    elif as_csv:
        click.echo(result.table.to_csv(index=False, float_format="%.6g", lineterminator="\n"), nl=False)
    else:
        click.echo(result.to_markdown(), nl=False)
    if not quiet:
        rejected = learned.rejected if learned else result.rejected
        for line in record_lines(rejected, join_records([], names(FINDINGS))):
            click.echo(line, err=True)
        if learned:
            click.echo(_summary(learned), err=True)


def _learned(truth: str, root: str) -> LearnedRecord:
    from reconcile.run.learn_track_record import learn_project

    return learn_project(truth, root)


def _summary(learned: LearnedRecord) -> str:
    """Return what was written, what it says of each source, and what uses it."""
    from reconcile.run.learned_lines import learned_lines

    if learned.table.empty:
        return f"{learned.file}: nothing was learned, as no value judges a source"
    return "\n".join([f"{learned.file}: how far sources were off", *learned_lines(learned.table), _USED])


_USED = (
    "What they are taken for lies between that and what is usual, the nearer to it the more values are known; below 5\n"
    "values it only widens ranges. [weights] track_record = true in reconcile.toml uses it"
)
