"""`reconcile explain`: one quantity, its claims, their weights and what was left out."""

from __future__ import annotations

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.terminal import echo_json, progress_shown
from reconcile.plurals import counted

__all__ = ["command"]


@click.command("explain", short_help="Explain one quantity.")
@click.argument("quantity")
@project_option
@click.option("--check", is_flag=True, help="Foretell the newest figures from those before, and compare.")
@quiet_option
@json_option
def command(quantity: str, root: str, check: bool, quiet: bool, as_json: bool) -> None:
    """Explain QUANTITY: a key, a label, a family, a pattern such as 'killed*', or words such as 'nk casualties'.

    Prints the estimate with its draft sentence, every claim with weight and reason, what was left out,
    and the methods side by side. Several quantities that words find are listed, each with its draft sentence.
    """
    from reconcile.run.inspect import explain_project

    with progress_shown(wanted=not (quiet or as_json)) as progress:
        explained = explain_project(quantity, root, check=check, progress=progress)
    if as_json:
        echo_json([
            {
                "quantity": item.quantity, "estimates": item.estimates, "claims": item.claims, "methods": item.methods,
                **({"foretold": item.foretold, "revisions": item.revisions} if check else {}),
            }
            for item in explained
        ])  # fmt: skip
    else:
        click.echo("\n\n".join(item.text for item in explained))
        if explained[0].in_brief and not quiet:
            click.echo(
                f"\n{counted(len(explained), 'quantity', 'quantities')}; name the key of one to see why", err=True
            )
