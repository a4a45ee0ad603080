"""The screen shown after a run: coloured on a terminal, plain text elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reconcile.cli.terminal import printable
from reconcile.plurals import counted

if TYPE_CHECKING:
    from reconcile.run.summary import RunSummary

__all__ = ["show_summary", "summary_lines"]

# most rules named in the summary, so that it stays one screen; the tables have all of them
_RULES_NAMED = 4

# measures named whose figures were lost with rejected rows
_MEASURES_NAMED = 3

# what the verdicts let a desk print, in its words
_MEANING = {
    "interval": "a range of our own may be printed",
    "range": "only the lowest and highest count, with who says so",
    "list": "figures that do not count the same thing, one by one",
    "attributed": "one voice, in its name",
    "floor": "at least so many",
    "withheld": "no figure",
}


def show_summary(summary: RunSummary) -> None:
    """Write the summary to standard output.

    Examples
    --------
    >>> from reconcile.run.summary import RunSummary
    >>> show_summary(RunSummary(root=".", run_id="ab", unchanged=True))
    Nothing to do: inputs, config and outputs are unchanged (--force runs all the same)
    <BLANKLINE>
    Nothing was written
    """
    lines = summary_lines(summary)
    if not sys.stdout.isatty():
        click.echo("\n".join(lines))
        return
    from rich.console import Console
    from rich.text import Text

    styled = [Text(line, style=_style(line)) for line in lines]
    Console().print(*styled, sep="\n", soft_wrap=True)


def _style(line: str) -> str:
    if line.startswith(("Reconciled", "Nothing to do")):
        return "bold"
    return "yellow" if line.startswith(("Rejected", "Findings")) else ""


def summary_lines(summary: RunSummary) -> list[str]:
    """Return the summary as lines of text, at most a screen.

    Examples
    --------
    >>> from reconcile.run.summary import RunSummary
    >>> lines = summary_lines(RunSummary(
    ...     root=".", run_id="ab12", as_of="2025-01-31", quantities=1, claims=9, used=8, sources=4, written=("a.csv",)
    ... ))
    >>> lines[0]
    'Reconciled 8 of 9 claims by 4 sources into 1 quantity, known by 2025-01-31'
    """
    verdicts = [f"  {word:<11}{count:>5}  {_MEANING[word]}" for word, count in summary.publish.items()]
    agreement = ", ".join(f"{count} {word}" for word, count in summary.agreement.items())
    notes = [
        f"Agreement: {agreement}" if agreement else "",
        _rejected(summary),
        f"Findings: {_named(summary.findings)}" if summary.findings else "",
        f"Proposed, not yet reviewed: {counted(summary.proposed, 'claim')} (see `reconcile review`)"
        if summary.proposed
        else "",
        _set_aside(summary),
        _closing(summary),
    ]
    blocks = [[_headline(summary)], verdicts, list(filter(None, notes))]
    lines = [line for block in blocks if block for line in ("", *block)]
    return [printable(line) for line in lines[1:]]


def _rejected(summary: RunSummary) -> str:
    """Return how many rows were rejected, the figures that stood in them, and why."""
    if not summary.rejected:
        return ""
    most = sorted(summary.lost.items(), key=lambda item: (-item[1], item[0]))
    figures = [f"{figure:,.0f} {measure.replace('_', ' ')}" for measure, figure in most[:_MEASURES_NAMED]]
    more = ["…"] if len(most) > _MEASURES_NAMED else []
    told = f" with {', '.join([*figures, *more])}" if figures else ""
    return f"Rejected {counted(summary.rejected_rows, 'row')}{told}: {_named(summary.rejected)}"


def _set_aside(summary: RunSummary) -> str:
    """Return the rows that are in no output because of a date, or of the desk."""
    parts = (
        (summary.rows.get("later", summary.later), "from after that date"),
        (summary.rows.get("embargoed", 0), "under embargo"),
        (summary.rows.get("refused", 0), "rejected by the desk"),
    )  # fmt: skip
    told = [f"{counted(count, 'claim')} {why}" for count, why in parts if count]
    return f"Set aside: {', '.join(told)}" if told else ""


def _headline(summary: RunSummary) -> str:
    known = f", known by {summary.as_of}" if summary.as_of else ""
    if summary.unchanged:
        return f"Nothing to do: inputs, config and outputs are unchanged{known} (--force runs all the same)"
    claims, sources = counted(summary.claims, "claim"), counted(summary.sources, "source")
    quantities = counted(summary.quantities, "quantity", "quantities")
    return f"Reconciled {summary.used} of {claims} by {sources} into {quantities}{known}"


def _named(counts: dict[str, int]) -> str:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{rule} ({count})" for rule, count in most[:_RULES_NAMED]]
    return ", ".join([*named, "…"] if len(most) > _RULES_NAMED else named)


def _closing(summary: RunSummary) -> str:
    if summary.unchanged:
        return "Nothing was written"
    if summary.dry_run:
        return f"Nothing was written (dry run); a run would write {counted(len(summary.written), 'file')}"
    report = next((name for name in summary.written if name.endswith("report.md")), "")
    return f"Wrote {counted(len(summary.written), 'file')}; read {report}"
