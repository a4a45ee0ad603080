"""`reconcile score`: how often the estimates held what became known later."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

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
    """Return what was written and what it says of each source, and what uses it."""
    if learned.table.empty:
        return f"{learned.file}: nothing was learned, as no value judges a source"
    rows = learned.table.to_dict("records")
    return "\n".join([f"{learned.file}: how far sources were off", *map(_record_line, rows), _USED])


_USED = (
    "What they are taken for lies between that and what is usual, the nearer to it the more values are known; below 5\n"
    "values it only widens ranges. [weights] track_record = true in reconcile.toml uses it"
)

# whose losses a source counted, in words
_LOSSES = {"own": " of its own side", "enemy": " of the enemy", "neutral": ""}


def _record_line(row: Mapping[Hashable, Any]) -> str:
    """Return "  ISW, area gained: 2 known values, 19% too high on average; taken for off by 34%, 3% too high"."""
    from reconcile.engine.learned_record import PRIOR_QUANTITIES
    from reconcile.plurals import counted

    many = int(row["n"])
    what = f"  {row['source']}, {str(row['measure']).replace('_', ' ')}{_LOSSES.get(row['losses'], '')}"
    known = f"{what}: {counted(many, 'known value')}"
    mean = row["bias"] * (many + PRIOR_QUANTITIES) / many
    if row["scale"] != "log":
        return f"{known}, off by {mean:+.2g} in log odds on average; taken for off by {row['error_sd']:.2g}"
    average = _way(mean) + (" on average" if many > 1 else "")
    return f"{known}, {average}; taken for off by {math.expm1(row['error_sd']):.0%}, {_way(row['bias'])}"


def _way(error: float) -> str:
    share = math.expm1(error)
    return f"{abs(share):.0%} too {'high' if share > 0 else 'low'}" if abs(share) >= _LEAST_SHARE else "right"


# share below which a figure is called right: half of one percent prints as none
_LEAST_SHARE = 0.005
