"""`reconcile history`: the recorded runs, `history export` and `history prune`."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json, text_table
from reconcile.plurals import counted

__all__ = ["command"]


@click.command("history", short_help="List recorded runs; export or prune them.")
@click.argument("action", required=False, type=click.Choice(["export", "prune"]))
@click.argument("run", required=False, type=click.IntRange(min=1))
@project_option
@click.option("--keep", metavar="AGE", help="With `prune`: age up to which runs stay, as 90d, 12w, 6m or 2y.")
@click.option("--table", type=click.Choice(["claims", "estimates"]), help="With `export`: which rows (claims).")
@click.option("--output", metavar="FILE", help="With `export`: a new .csv, .parquet or .sqlite, in place of CSV.")
@quiet_option
@json_option
def command(
    action: str | None, run: int | None, root: str, keep: str | None, table: str | None, output: str | None,
    quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """List the recorded runs, newest first, print the rows of one, or forget old ones.

    They stand in `history.sqlite` beside the tables, which sqlite3 and Datasette open. `history export RUN` gives the
    claims or estimates of a run as rows, also those of large runs, which lie there in chunks. `history prune --keep
    90d` forgets runs recorded longer ago; the newest stays, and the one that it was compared with.
    """
    if (action == "prune") != (keep is not None):
        raise click.UsageError("prune and --keep go together: `reconcile history prune --keep 90d`")
    if (action == "export") != (run is not None):
        raise click.UsageError("export and the number of a run go together: `reconcile history export 12`")
    if action != "export" and (table or output):
        raise click.UsageError("--table and --output go with `reconcile history export RUN`")
    if run is not None:
        _export(root, run, table or "claims", output, quiet=quiet, as_json=as_json)
    elif keep is not None:
        _prune(root, keep, quiet=quiet, as_json=as_json)
    else:
        _list(root, quiet=quiet, as_json=as_json)


def _export(root: str, run: int, table: str, output: str | None, *, quiet: bool, as_json: bool) -> None:
    from reconcile.history.export_run import write_rows
    from reconcile.history.project_history import rows_of_run

    rows = rows_of_run(root, run, table)
    if output is not None:
        write_rows(rows, output, table)
        if not quiet:
            click.echo(f"{counted(len(rows), 'row')} of run {run} in {output}", err=True)
    elif as_json:
        echo_json(rows)
    else:
        click.echo(rows.to_csv(index=False, lineterminator="\n"), nl=False)


def _list(root: str, *, quiet: bool, as_json: bool) -> None:
    from reconcile.folder.run_facts import SHORT_ID
    from reconcile.history.project_history import list_runs

    runs = list_runs(root)
    if as_json:
        echo_json(runs)
        return
    header = ["run", "recorded", "as of", "id", "method", "quantities", "claims", "used", "rejected", "moved", ""]
    cells = [
        [str(row["run"]), row["recorded_at"], row["as_of"] or "-", row["run_id"][:SHORT_ID], row["method"],
         *(f"{row[name]:,}" for name in ("quantities", "claims", "used", "rejected", "moved")),
         "looks back" if row["looks_back"] else ""]
        for row in runs.to_dict("records")
    ]  # fmt: skip
    if cells:
        click.echo("\n".join(text_table(header, cells, right=(0, 5, 6, 7, 8, 9))))
    elif not quiet:
        click.echo("No run is recorded yet.", err=True)


def _prune(root: str, keep: str, *, quiet: bool, as_json: bool) -> None:
    from reconcile.history.project_history import forget_runs
    from reconcile.history.prune import days_to_keep

    forgotten = forget_runs(root, days_to_keep(keep))
    if as_json:
        echo_json({"forgotten": forgotten})
    elif not quiet:
        click.echo(f"Removed {counted(forgotten, 'run')} from the history", err=True)
