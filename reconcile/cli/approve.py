"""`reconcile approve`: an editor stands by a sentence."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json, printable
from reconcile.plurals import counted

__all__ = ["command"]


@click.command("approve", short_help="Approve the sentence of a quantity.")
@click.argument("quantity", required=False, default="")
@project_option
@click.option(
    "--editor", envvar="RECONCILE_EDITOR", default="", metavar="NAME", help="Who approves.  [env: RECONCILE_EDITOR]"
)
@click.option(
    "--count-date", default="", metavar="DATE", help="This date alone.  [default: the newest of each quantity]"
)
@click.option("--time", default="", metavar="TIME", help="When it was approved.  [default: now]")
@click.option("--list", "listing", is_flag=True, help="Show what is approved, and whether it still holds.")
@quiet_option
@json_option
def command(
    quantity: str, root: str, editor: str, count_date: str, time: str, listing: bool, quiet: bool, as_json: bool
) -> None:  # fmt: skip
    """Approve the sentence of QUANTITY (a key, label, family or pattern) as it stands in the outputs.

    The approval is kept in approvals.csv and holds until the sentence, its definition or its verdict is another one.
    The next run marks it in the report; all else is marked DRAFT.
    """
    if listing:
        _show(root, as_json=as_json)
        return
    if not quantity:
        raise click.UsageError("name a quantity, or --list")
    from reconcile.desk.approve_estimate import approve

    added = approve(root, quantity, editor=editor, count_date=count_date, time=time)
    if as_json:
        echo_json(added)
    elif not quiet:
        for sentence in added["sentence"]:
            click.echo(f"Approved: {printable(sentence)}")
        click.echo(f"{counted(len(added), 'approval')} added" if len(added) else "Approved already")


def _show(root: str, *, as_json: bool) -> None:
    from reconcile.desk.approvals_list import list_approvals

    table = list_approvals(root)
    if as_json:
        echo_json(table)
        return
    for row in table.to_dict("records"):
        cells = (row["status"], row["day"], row["editor"], row["quantity"], row["count_date"])
        click.echo("  ".join(printable(str(cell)) for cell in cells if cell))
