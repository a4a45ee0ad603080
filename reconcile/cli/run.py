"""`reconcile run`: claims in, tables and report out."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.group import EXIT_FOUND, EXIT_STALE
from reconcile.cli.terminal import echo_json, progress_shown
from reconcile.defaults import AUTO_MEMORY, ENGINES

__all__ = ["command"]

# setting of glibc's allocator (malloc.h, M_ARENA_MAX): heaps that threads take memory from. With one for each, what one
# thread gives back no other takes: 200,000 claims took 0.79 GB, with one heap for all of them 0.74 GB
_HEAPS = -8


@click.command("run", short_help="Write tables and report.")
@project_option
@click.option("--as-of", metavar="DATE", help="Date of knowledge, as 2025-01-31.  [default: newest date of the inputs]")
@click.option("--quantity", metavar="GLOB", help="Sections and figures of these only; tables stay whole.")
@click.option("--method", metavar="NAME", help="Pooling method; `reconcile methods` lists them.")
@click.option("--level", type=float, help="Share of cases in which low to high is built to hold.")
@click.option("--dry-run", is_flag=True, help="Compute and write nothing.")
@click.option("--force", is_flag=True, help="Run although nothing has changed.")
@click.option("--offline", is_flag=True, help="Ask no server; read the newest copies of inputs with a url.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is a rejected row or a finding.")
@click.option(
    "--fail-on", multiple=True, metavar="WHAT", help="Exit with 1 on conflict, rejected or change=20%.  [repeatable]"
)
@click.option(
    "--engine", type=click.Choice(ENGINES), default=None, show_default="[run] engine of the config, else local",
    help="Where claims are reconciled: here, in a process a core, or on Dask.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", default="", help="With dask: a cluster that runs, tcp://host:8786.")
@click.option("--memory", metavar="SIZE", default=AUTO_MEMORY, help="With dask: memory of each worker, as 2GB.")
@click.option(
    "--wait", type=click.FloatRange(min=0), default=0.0, metavar="SECONDS", help="Wait for another run to end."
)
@quiet_option
@json_option
def command(
    root: str, as_of: str | None, quantity: str | None, method: str | None, level: float | None, dry_run: bool,
    force: bool, offline: bool, strict: bool, fail_on: tuple[str, ...], engine: str | None, scheduler: str, memory: str,
    wait: float, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Reconcile the claims of a project and write tables and report.

    Outputs are exchanged as a whole: a run that fails leaves the last good ones. With unchanged inputs, config and
    outputs there is nothing to do.
    """
    from reconcile.cli.screen import show_summary
    from reconcile.run.task import task_of
    from reconcile.run.unchanged import unchanged_run

    asked: dict[str, Any] = {
        "as_of": as_of, "quantity": quantity, "method": method, "level": level, "dry_run": dry_run, "force": force,
        "strict": strict, "fail_on": fail_on, "offline": offline,
        "engine": engine, "scheduler": scheduler, "memory": memory,
    }  # fmt: skip
    summary = unchanged_run(task_of(root, **asked), wait=wait)
    if summary is None:
        # before what starts threads is loaded
        _with_one_heap()
        from reconcile.run.pipeline import run_project

        with progress_shown(wanted=not (quiet or as_json)) as progress:
            summary = run_project(root, **asked, wait=wait, progress=progress)
    if as_json:
        echo_json(summary.to_dict(), one_line=True)
    elif not quiet:
        show_summary(summary)
    for sentence in () if quiet else summary.notes:
        click.echo(f"Note: {sentence}", err=True)
    for sentence in summary.crossed:
        click.echo(f"Crossed: {sentence}", err=True)
    for sentence in summary.stale:
        click.echo(f"Stale: {sentence}", err=True)
    # that figures are old says more than thresholds that rest on them
    if summary.stale:
        raise click.exceptions.Exit(EXIT_STALE)
    if summary.crossed:
        raise click.exceptions.Exit(EXIT_FOUND)


def _with_one_heap() -> None:
    """Let all threads take memory from one heap, where the system's allocator knows how; who sets it is heard."""
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        # other allocators have no such setting
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_HEAPS, 1)
