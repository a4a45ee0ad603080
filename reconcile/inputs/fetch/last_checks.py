"""When inputs were checked last. These times stand in the tool's own folder, and in no output."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reconcile.folder.config import Config
from reconcile.folder.input_keys import Input
from reconcile.folder.lock import STATE_FOLDER
from reconcile.folder.max_age import parse_max_age
from reconcile.folder.whole_files import write_whole
from reconcile.inputs.fetch.copies import newest_copy

__all__ = ["note_checks", "stale_inputs"]

_FILE = "fetched.json"


def note_checks(state: Path, checked: Mapping[str, datetime]) -> None:
    """Note when inputs were found up to date; a note that cannot be written does not fail the run.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_checks(Path(folder), {"wires": datetime(2025, 1, 31, tzinfo=UTC)})
    ...     _read(Path(folder))["wires"].day
    31
    """
    times = {**_read(state), **checked}
    record = {name: time.isoformat(timespec="seconds") for name, time in sorted(times.items())}
    with suppress(OSError):
        write_whole(state / _FILE, (json.dumps(record, indent=2) + "\n").encode())


def _read(state: Path) -> dict[str, datetime]:
    try:
        record = json.loads((state / _FILE).read_text("utf-8"))
        return {str(name): datetime.fromisoformat(time).astimezone(UTC) for name, time in record.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def stale_inputs(config: Config, now: datetime) -> tuple[str, ...]:
    """Find inputs that were last known to be good longer ago than their `max_age`, and return a sentence for each.

    A fetched input was good when its server last answered, or when its newest copy was received; a file when it was
    last written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stale_inputs(load_config(folder), datetime.now(UTC))
    ()
    """
    checked = _read(config.root / STATE_FOLDER)
    sentences = (_staleness(config, keys, checked.get(keys.name), now) for keys in config.keys.inputs if keys.max_age)
    return tuple(sentence for sentence in sentences if sentence)


def _staleness(config: Config, keys: Input, checked: datetime | None, now: datetime) -> str:
    """Return a sentence on an input that is too old; "" where it is not."""
    good = _last_fetched(config, keys, checked) if keys.url else _last_written(config.root / keys.path)
    if good is None:
        return f"{keys.name or keys.path} was never fetched"
    # a time in the future, of a clock that was wrong once, must not make a copy good for ever
    if abs(now - good) <= parse_max_age(keys.max_age):
        return ""
    word = "last fetched or found unchanged" if keys.url else "last written"
    return f"{keys.name or keys.path} was {word} on {good.date()}, longer ago than {keys.max_age}"


def _last_fetched(config: Config, keys: Input, checked: datetime | None) -> datetime | None:
    copy = newest_copy(config, keys.name)
    if copy is None:
        return None
    received = datetime.fromisoformat(copy.retrieved).astimezone(UTC)
    return max(received, checked) if checked else received


def _last_written(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
