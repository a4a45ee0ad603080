"""`reconcile review`: the desk's decisions on proposed claims, in a terminal or by options."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.editor import editor_named
from reconcile.cli.group import EXIT_UNUSABLE
from reconcile.cli.terminal import echo_json, printable, text_table
from reconcile.plain_numbers import write_number
from reconcile.plurals import counted

if TYPE_CHECKING:
    from reconcile.desk.review_claims import Change
    from reconcile.desk.waiting_claims import Waiting

__all__ = ["command"]

# options that take all ids that follow them: `--accept E1 E2 E3`
_TAKE_ALL = ("--accept", "--reject")

# characters of a sentence that a line of the list shows; with the other columns it fits a wide terminal
_SENTENCE = 60


class _ManyIds(click.Command):
    """A command whose `--accept` and `--reject` take several ids."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_spread(args)))


def _spread(args: Iterable[str]) -> Iterable[str]:
    """Yield arguments with an option that takes several values repeated before each of them, as click expects it."""
    option, waiting = "", False
    for word in args:
        if word.startswith("-"):
            if waiting:
                yield option
            option, waiting = (word, True) if word in _TAKE_ALL else ("", False)
            if not option:
                yield word
        elif option:
            yield from (option, word)
            waiting = False
        else:
            yield word
    if waiting:
        yield option


@click.command("review", short_help="Accept or reject proposed claims.", cls=_ManyIds)
@click.option("--list", "as_list", is_flag=True, help="List what is proposed.")
@click.option("--accept", multiple=True, metavar="ID...", help="Accept these claims.")
@click.option("--reject", multiple=True, metavar="ID...", help="Reject these claims.")
@click.option("--accept-high", is_flag=True, help="Accept all claims that are read with high confidence.")
@click.option(
    "--set", "cells", multiple=True, nargs=2, metavar="ID COLUMN=VALUE", help="Set a cell of a claim.  [repeatable]"
)
@click.option("--undo", "take_back", is_flag=True, help="Take back your last decision.  [env: RECONCILE_EDITOR]")
@project_option
@quiet_option
@json_option
def command(
    as_list: bool, accept: tuple[str, ...], reject: tuple[str, ...], accept_high: bool,
    cells: tuple[tuple[str, str], ...], take_back: bool, root: str, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Go through the claims that were extracted from articles and are proposed, one after the other.

    Every decision is written at once; what is left comes next time. With options, nothing is asked: cells are set
    first, then claims accepted and rejected, all of them or none.
    """
    if both := sorted(set(accept) & set(reject)):
        raise click.UsageError(f"{both[0]} is to be both accepted and rejected")
    decides = bool(accept or reject or cells or accept_high)
    if take_back and (decides or as_list):
        raise click.UsageError("--undo stands alone")
    if take_back:
        _undo(root, quiet=quiet, as_json=as_json)
        return
    if decides:
        _decide(root, _changes(accept, reject, cells), accept_high=accept_high, quiet=quiet, as_json=as_json)
        return
    from reconcile.desk.waiting_claims import waiting_claims

    waiting = waiting_claims(root)
    for fault in waiting.faults:
        click.echo(f"Error: {fault}", err=True)
    if as_list or as_json or not _is_terminal():
        _list(waiting, asked=as_list, quiet=quiet, as_json=as_json)
        return
    from reconcile.cli.review_walk import walk

    walk(waiting, root, quiet=quiet)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _changes(accept: tuple[str, ...], reject: tuple[str, ...], cells: tuple[tuple[str, str], ...]) -> list[Change]:
    from reconcile.desk.review_claims import Change

    changes = []
    for claim, cell in cells:
        column, is_cell, value = cell.partition("=")
        if not is_cell:
            raise click.UsageError(f"--set takes an id and COLUMN=VALUE, not '{cell}'")
        changes.append(Change(claim, column.strip(), value))
    changes += [Change(claim, "status", "accepted") for claim in accept]
    return changes + [Change(claim, "status", "rejected") for claim in reject]


def _decide(root: str, changes: list[Change], *, accept_high: bool, quiet: bool, as_json: bool) -> None:
    import pandas as pd

    from reconcile.cli.record_lines import record_lines
    from reconcile.desk.review_claims import decide
    from reconcile.desk.sure_claims import sure_claims

    named = {change.claim_id for change in changes if change.column == "status"}
    sure = sure_claims(root, leaving_out=named) if accept_high else None
    changes = [*changes, *(sure.changes if sure else ())]
    findings = decide(root, changes, who=editor_named())
    findings = pd.concat([findings, sure.findings], ignore_index=True) if sure else findings
    decided = [change.value for change in changes if change.column == "status"]
    counts = {word: decided.count(word) for word in ("accepted", "rejected")}
    if as_json:
        echo_json({**counts, "set": len(changes) - sum(counts.values()), "findings": findings})
    elif not quiet:
        for line in record_lines(findings.iloc[:0], findings):
            click.echo(line, err=True)
        decisions = [f"{count} {word}" for word, count in counts.items() if count]
        cells = len(changes) - sum(counts.values())
        done = [*([f"{counted(cells, 'cell')} set"] if cells else []), *decisions]
        click.echo(", ".join(done) or "No claim of high confidence is proposed", err=True)


def _undo(root: str, *, quiet: bool, as_json: bool) -> None:
    from reconcile.desk.undo_decision import undo_decision, what_it_set

    undone = undo_decision(root, who=editor_named())
    claims = list(dict.fromkeys(cell.claim_id for cell in undone.cells))
    if as_json:
        echo_json({"undone": undone.number, "claims": claims, "cells": len(undone.cells)})
    elif not quiet:
        click.echo(f"Taken back: {what_it_set(undone)}", err=True)


def _list(waiting: Waiting, *, asked: bool, quiet: bool, as_json: bool) -> None:
    claims = waiting.claims
    if as_json:
        echo_json(claims.drop(columns="at"))
    elif len(claims):
        header = ["claim", "article", "measure", "party", "place", "said", "read as", "it is", "sure", "sentence"]
        click.echo("\n".join(text_table(header, [_row(row) for row in claims.to_dict("records")])))
    if not (quiet or as_json):
        hint = "" if asked or claims.empty else "; in a terminal, `reconcile review` goes through them"
        click.echo(f"{counted(len(claims), 'claim')} proposed, {waiting.reviewed:,} reviewed{hint}", err=True)
    if waiting.faults:
        raise click.exceptions.Exit(EXIT_UNUSABLE)


def _row(row: dict[Any, Any]) -> list[str]:
    from reconcile.desk.article_claims import article_name

    article = article_name(str(row["file"]))
    read = f"{write_number(row['range_low'])} - {write_number(row['range_high'])}" if row["why"] else ""
    cells = [row["claim_id"], article, *(row[name] for name in ("measure", "party", "place", "phrase"))]
    return [*map(str, cells), read, str(row["beside"]), str(row["confidence"]), _shortened(str(row["quote"]))]


def _shortened(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _SENTENCE else text[: _SENTENCE - 1] + "…"
