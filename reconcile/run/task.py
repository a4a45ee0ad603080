"""What a run is asked for, checked. Light: a run that finds nothing changed needs no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from reconcile.defaults import AUTO_MEMORY
from reconcile.engine.parts.engines import Engine
from reconcile.errors import ConfigError
from reconcile.folder.config import Config, load_config
from reconcile.run.progress import Progress, silent
from reconcile.run.thresholds import Thresholds, thresholds_of

__all__ = ["Task", "task_of"]


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a run is asked for.

    Attributes
    ----------
    root : str
        The project's folder, as it was named.
    config : Config
        The config of the project, with the method and level asked for.
    overridden : bool
        Whether a method or a level was asked for.
    as_of : date or None
    quantity : str
    dry_run, force, offline : bool
    thresholds : Thresholds
    engine : Engine
    progress : callable
    """

    root: str
    config: Config
    overridden: bool
    as_of: date | None
    quantity: str
    dry_run: bool
    force: bool
    offline: bool
    thresholds: Thresholds
    engine: Engine
    progress: Progress

    @property
    def printed_on(self) -> date | None:
        """Day whose print is asked for; None with `force`, and with another method or level than the config's."""
        return None if self.force or self.overridden else self.as_of


def task_of(
    root: str | Path, *, as_of: date | str | None = None, quantity: str | None = None, method: str | None = None,
    level: float | None = None, dry_run: bool = False, force: bool = False, strict: bool = False,
    fail_on: Sequence[str] = (), offline: bool = False, engine: str | None = None,
    scheduler: str = "", memory: str = AUTO_MEMORY, progress: Progress | None = None,
) -> Task:  # fmt: skip
    """Check what a run is asked for, by the parameters of `run_project`.

    Raises
    ------
    ConfigError
        The config, the date, a threshold or the engine is not understood.

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
        root=str(root), config=replace(config, keys=config.keys.model_copy(update=given)), overridden=bool(given),
        as_of=_day(as_of), quantity=quantity or "", dry_run=dry_run, force=force, offline=offline,
        thresholds=thresholds_of(fail_on, strict=strict),
        engine=Engine(name=engine or config.keys.run.engine, scheduler=scheduler, memory=memory),
        progress=progress or silent,
    )  # fmt: skip


def _day(as_of: date | str | None) -> date | None:
    if isinstance(as_of, datetime):
        return as_of.date()
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise ConfigError(f"as-of '{as_of}' is not a date", hint="write it as 2025-01-31") from error
