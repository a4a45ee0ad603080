"""The command `reconcile`: commands loaded when asked for, errors turned into a message and an exit code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from reconcile.cli.standard_streams import unfailing_streams
from reconcile.cli.terminal import printable
from reconcile.errors import LockedError, NothingUsableError, ReconcileError
from reconcile.garbage import seldom_collected
from reconcile.version import __version__

__all__ = ["EXIT_FOUND", "EXIT_LOCKED", "EXIT_STALE", "EXIT_UNUSABLE", "main", "reconcile"]

# exit codes of the contract; 0 is success, 3 is for inputs that are older than they may be
EXIT_FOUND, EXIT_UNUSABLE, EXIT_STALE, EXIT_LOCKED = 1, 2, 3, 4

# threads of linear algebra, which numpy asks for as it loads: our matrices are small, and on two cores its threads took
# six times the CPU seconds that one takes (tests of curves, scipy's OpenBLAS). Who sets them is heard
_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

# where Arrow takes memory from, which it asks for as it loads: the mimalloc that it brings gives pages back and asks
# for them anew, which took half of a run's time in the system, 7% of its CPU seconds on 200,000 claims
_MEMORY_OF_ARROW = ("ARROW_DEFAULT_MEMORY_POOL", "system")

# in the order in which a desk comes to use them
_COMMANDS = (
    "init",
    "run",
    "check",
    "parse",
    "extract",
    "review",
    "desk",
    "explain",
    "diff",
    "history",
    "approve",
    "corrections",
    "score",
    "sources",
    "methods",
)


class _Commands(click.Group):
    """A group that imports the module of a command only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"reconcile.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        for name, value in (*((name, "1") for name in _THREADS), _MEMORY_OF_ARROW):
            os.environ.setdefault(name, value)
        with _errors_as_exit_codes(debug=ctx.params["debug"]):
            return super().invoke(ctx)


@contextmanager
def _errors_as_exit_codes(*, debug: bool) -> Iterator[None]:
    try:
        yield
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except ReconcileError as error:
        if debug:
            raise
        _show(error)
        raise click.exceptions.Exit(EXIT_LOCKED if isinstance(error, LockedError) else EXIT_UNUSABLE) from error
    except Exception as error:
        if debug:
            raise
        what = " ".join(str(error).split()) or "no message"
        click.echo(f"Error: unexpected {type(error).__name__}: {what} (`reconcile --debug …` shows where)", err=True)
        raise click.exceptions.Exit(EXIT_UNUSABLE) from error


def _show(error: ReconcileError) -> None:
    """Write an error to standard error, below the rejections and findings that it holds."""
    if isinstance(error, NothingUsableError) and error.rejected is not None:
        from reconcile.cli.record_lines import record_lines

        for line in record_lines(error.rejected, error.findings):
            click.echo(line, err=True)
    click.echo(f"Error: {printable(str(error))}", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reconcile")
@click.option("--debug", is_flag=True, envvar="RECONCILE_DEBUG", help="Show where an error comes from.")
def reconcile(debug: bool) -> None:
    """Reconcile conflicting figures: hedged claims in, honest intervals, a CSV and a report out.

    Exit codes: 0 done, 1 something was found or a threshold crossed, 2 nothing usable, 3 an input is older
    than its max_age, 4 another run is at work.
    """


def main() -> None:
    """Run the command line.

    Examples
    --------
    >>> import sys
    >>> sys.argv = ["reconcile", "--version"]
    >>> main()
    Traceback (most recent call last):
        ...
    SystemExit: 0
    """
    with unfailing_streams(), seldom_collected():
        reconcile()
