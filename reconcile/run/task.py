"""What a run was asked for, checked: light, as a run that finds nothing changed needs no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from reconcile.errors import ConfigError
from reconcile.folder.config import Config, load_config
from reconcile.run.thresholds import Thresholds, thresholds_of

__all__ = ["Progress", "Task", "task_of"]

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Task:
    """What a run was asked for.

    Attributes
    ----------
    root : str
        The project's folder, as it was named.
    config : Config
        Of today, with the method and level asked for; `overridden` says whether there were any.
    as_of : date or None
    quantity : str
    dry_run, force, offline : bool
    thresholds : Thresholds
    progress : callable
    """

    root: str
    config: Config
    as_of: date | None
    quantity: str
    dry_run: bool
    force: bool
    thresholds: Thresholds
    progress: Progress
    overridden: bool
    offline: bool

    @property
    def printed_on(self) -> date | None:
        """The day whose print is asked for; with `force`, or another method or level than the config's, none is."""
        return None if self.force or self.overridden else self.as_of


def task_of(
    root: str | Path, *, as_of: date | str | None = None, quantity: str | None = None, method: str | None = None,
    level: float | None = None, dry_run: bool = False, force: bool = False, strict: bool = False,
    fail_on: Sequence[str] = (), offline: bool = False, progress: Progress | None = None,
) -> Task:  # fmt: skip
    """Check what a run is asked for; parameters as in `run_project`.

    Raises
    ------
    ConfigError
        The config, the date or a threshold is not understood.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     task_of(folder, as_of="2025-01-31").as_of
    datetime.date(2025, 1, 31)
    """
    given = {name: value for name, value in (("method", method), ("level", level)) if value is not None}
    config = load_config(root)
    return Task(
        str(root), replace(config, keys=config.keys.model_copy(update=given)), _day(as_of), quantity or "", dry_run,
        force, thresholds_of(fail_on, strict=strict), progress or _silent, bool(given), offline,
    )  # fmt: skip


def _silent(stage: str) -> None:
    """Say nothing; a library does not print."""


def _day(as_of: date | str | None) -> date | None:
    if isinstance(as_of, datetime):
        return as_of.date()
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise ConfigError(f"as-of '{as_of}' is not a date", hint="write it as 2025-01-31") from error
