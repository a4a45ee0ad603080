"""A suspicion that a desk confirms: `sources.csv` says that a source may only repeat another one.

It is what `reconcile sources --suspects` prints to paste, written into the table, with a line of the journal. The
journal is written first: what stands in the table is always told there, and what was cut short can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd

from reconcile.desk.decision_journal import Cell, Decision, journal_name, with_decision
from reconcile.desk.sources_text import lines_of, with_origin
from reconcile.engine.dependence.copy_findings import origin_row
from reconcile.errors import ChangedError, ConfigError, InputError, OutputError
from reconcile.folder.config import Config, load_config
from reconcile.folder.exchange import recover
from reconcile.folder.layout import SOURCES_FILE
from reconcile.folder.lock import locked
from reconcile.folder.paths import inside, relative
from reconcile.folder.whole_files import replace_file
from reconcile.report.pages.csv_text import FORMULA_STARTS
from reconcile.sources.registry import read_sources, registry_of

__all__ = ["SUSPECTED", "suspect_origin", "take_back_origin"]

# how the origin is known: the word of `origin_basis`
SUSPECTED = "suspected"

# what the journal calls a line of the table
_LINE = "line"


def suspect_origin(
    root: str | Path, pairs: pd.DataFrame, source: str, origin: str, *, who: str = "", wait: float = 0.0
) -> str:  # fmt: skip
    """Write into `sources.csv` that a source may only repeat another one.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    pairs : DataFrame
        `dependence` of the project as it was seen.
    source, origin : str
        A pair of it that looks like a copy: `source_b`, and `source_a`.
    who : str
        Who confirms, for the journal.
    wait : float
        Seconds to wait for another run to end.

    Returns
    -------
    str
        The line, as source, origin, basis.

    Raises
    ------
    ConfigError
        Nothing of the kind is suspected, or the table says something else of the source.
    InputError
        The table cannot be read, or is written in a way that cannot be changed here.
    OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> pairs = pd.DataFrame({"source_a": ["A"], "source_b": ["B"], "told": ["copy"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     suspect_origin(folder, pairs, "B", "A")
    'B,A,suspected'
    """
    copies = pairs[pairs["told"] == "copy"]
    if not ((copies["source_b"] == source) & (copies["source_a"] == origin)).any():
        hint = "`reconcile sources --suspects` lists who is"
        raise ConfigError(f"'{source}' is not suspected to have its figures from '{origin}'", hint=hint)
    line = origin_row(source, origin)
    if source.startswith(FORMULA_STARTS) or origin.startswith(FORMULA_STARTS):
        raise ConfigError("a spreadsheet would take the name for a formula", hint=f"write the line by hand: {line}")
    config = load_config(root)
    with locked(config.root, wait=wait) as state:
        recover(config.root, state)
        path = _path(config)
        before = _text(path)
        _check_free(path, source, origin)
        changes = with_origin(before, source, origin, SUSPECTED)
        after = "".join(new for _, new in changes)
        _check_written(state, path, after, source, origin)
        cells = [Cell(_name(config), source, _LINE, old, new) for old, new in changes if old != new]
        _write(config, with_decision(config, cells, who=who), after)
    return line


def take_back_origin(config: Config, decision: Decision, *, who: str) -> bool:
    """Take back a decision on the table of sources, under the lock; return False for decisions on claims.

    Raises
    ------
    ChangedError
        One of its lines was changed since.
    OutputError, InputError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     take_back_origin(load_config(folder), Decision(number=1, time="", who=""), who="")
    False
    """
    name = _name(config)
    if not any(cell.file == name for cell in decision.cells):
        return False
    lines = [line.text for line in lines_of(_text(_path(config)))]
    for cell in decision.cells if not _is_as_before(lines, decision.cells) else ():
        if lines.count(cell.after) != 1:
            raise ChangedError(
                f"{SOURCES_FILE} has changed since: its line is not '{cell.after.strip()}' any more",
                hint="look at the table, and set it by hand",
            )
        lines[lines.index(cell.after)] = cell.before
    back = [Cell(cell.file, cell.claim_id, cell.column, cell.after, cell.before) for cell in decision.cells]
    _write(config, with_decision(config, back, who=who, undoes=decision.number), "".join(lines))
    return True


def _is_as_before(lines: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Return True where the table was never written: the machine stopped between the journal and it."""
    return all(cell.after not in lines and (not cell.before or cell.before in lines) for cell in cells)


def _path(config: Config) -> Path:
    return inside(config.root, config.raw) / SOURCES_FILE


def _name(config: Config) -> str:
    return relative(config.root, config.raw / SOURCES_FILE)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", file=SOURCES_FILE, hint="save it as CSV in UTF-8") from error
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", file=SOURCES_FILE, hint="check permissions"
        ) from error


def _check_free(path: Path, source: str, origin: str) -> None:
    """Raise where the table cannot be read, or has an origin of the source already."""
    if not path.exists():
        return
    table = registry_of(read_sources(path)).table
    said = str(table.loc[source, "origin"]) if source in table.index else ""
    if said:
        raise ConfigError(
            f"{SOURCES_FILE} says already that '{source}' has its figures from '{said}'",
            hint=f"if it is from '{origin}', change the line by hand",
        )


def _check_written(state: Path, path: Path, text: str, source: str, origin: str) -> None:
    """Raise where the new text would not be read as the old table with the origin in it."""
    trial = state / SOURCES_FILE
    try:
        trial.write_bytes(text.encode())
        now = registry_of(read_sources(trial)).table
    finally:
        trial.unlink(missing_ok=True)
    old = registry_of(read_sources(path) if path.exists() else None).table
    meant = old.reindex([*old.index, *([] if source in old.index else [source])])
    meant.loc[source, ["source", "origin", "origin_basis"]] = [source, origin, SUSPECTED]
    told = [name for name in now.columns if name != "weight"]
    if not meant[told].fillna("").astype(str).equals(now[told].fillna("").astype(str)):
        raise InputError(
            "its rows cannot be changed here", file=SOURCES_FILE,
            hint=f"write the line by hand: {origin_row(source, origin)}",
        )  # fmt: skip


def _write(config: Config, journal: dict[str, bytes], text: str) -> None:
    """Write the journal, then the table; where the table cannot be written, the journal is as it was."""
    told = config.root / journal_name(config)
    before = told.read_bytes() if told.exists() else None
    inside(config.root, told.parent).mkdir(parents=True, exist_ok=True)
    for name, content in journal.items():
        replace_file(config.root, name, content)
    try:
        if text:
            replace_file(config.root, _name(config), text.encode())
        else:
            _path(config).unlink(missing_ok=True)
    except (OSError, OutputError) as error:
        with suppress(OSError, OutputError):
            if before is None:
                told.unlink(missing_ok=True)
            else:
                replace_file(config.root, journal_name(config), before)
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{SOURCES_FILE} cannot be written: {error.strerror or error}") from error
