"""Outputs are exchanged as a whole: all of them are new, or all of them are the last good ones.

1. *Stage*: every new file is written and synced beside the project's own state.
2. *Keep*: the files that will be replaced or removed are copied; a journal that names them all is synced last.
3. *Exchange*: each staged file is renamed over its target, stale ones are removed.
4. *Settle*: the journal is removed; only now do the old files count as gone.

A failure in 1 to 3 puts the kept files back. A process that dies in 3 leaves the journal behind, from which the
next run puts them back (`recover`).
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reconcile.errors import OutputError
from reconcile.project.paths import inside

__all__ = ["exchange", "recover"]

_NEW, _OLD, _JOURNAL = "new", "old", "journal.json"
_STAGING = "staging"


def exchange(root: Path, state: Path, files: Mapping[str, bytes], stale: Iterable[str] = ()) -> None:
    """Replace outputs, all or none.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    state : Path
        The folder that the tool keeps for itself, on the same file system.
    files : mapping of str to bytes
        Path in the project to content.
    stale : iterable of str
        Paths of outputs to remove; missing ones do not matter.

    Raises
    ------
    OutputError
        Something could not be written; every output is what it was before.
    ConfigError
        A path leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     root = Path(folder).resolve()
    ...     exchange(root, root / ".reconcile", {"reports/report.md": b"all is well"})
    ...     (root / "reports/report.md").read_text()
    'all is well'
    """
    targets = {name: _target(root, name) for name in files}
    leaving = {name: _target(root, name) for name in stale if name not in files}
    staging = state / _STAGING
    try:
        recover(root, state)
        _stage(staging / _NEW, files)
        _keep(staging, {**targets, **leaving})
        _move(staging / _NEW, targets, leaving)
        _settle(staging)
    except OSError as error:
        _undo(root, staging)
        where = Path(error.filename).name if isinstance(error.filename, str) else "an output"
        raise OutputError(
            f"{where} cannot be written: {error.strerror or error}",
            hint="check space and permissions; the last good outputs stand",
        ) from error
    except BaseException:
        _undo(root, staging)
        raise


def recover(root: Path, state: Path) -> bool:
    """Put back the outputs of before an exchange that was cut short; say whether there was one.

    Raises
    ------
    OutputError
        They cannot be put back now; what is needed for it stays.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     recover(Path(folder), Path(folder) / ".reconcile")
    False
    """
    try:
        return _recover(root, state / _STAGING)
    except OSError as error:
        raise OutputError(
            f"the outputs of a run that was cut short cannot be put back: {error.strerror or error}",
            hint=f"check space and permissions; they are kept in {state.name}/{_STAGING}",
        ) from error


def _recover(root: Path, staging: Path) -> bool:
    journal = staging / _JOURNAL
    if cut_short := journal.exists():
        for name, existed in json.loads(journal.read_text("utf-8")).items():
            _put_back(staging / _OLD / name, _target(root, name), existed=existed)
        journal.unlink()
    if staging.exists():
        shutil.rmtree(staging)
    return cut_short


def _target(root: Path, name: str) -> Path:
    """Return where an output goes; its folder must lie in the project, also if it is a symbolic link."""
    path = root / name
    return inside(root, path.parent) / path.name


def _stage(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        _write(folder / name, content)


def _keep(staging: Path, targets: Mapping[str, Path]) -> None:
    journal = {name: path.exists() for name, path in targets.items()}
    for name, path in targets.items():
        if journal[name]:
            _write(staging / _OLD / name, path.read_bytes())
    # written under another name first: a journal that exists is complete
    _write(staging / "journal.part", json.dumps(journal).encode())
    os.replace(staging / "journal.part", staging / _JOURNAL)
    _sync(staging)


def _move(new: Path, targets: Mapping[str, Path], leaving: Mapping[str, Path]) -> None:
    for name, path in targets.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(new / name, path)
    for path in leaving.values():
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in (*targets.values(), *leaving.values()) if path.parent.exists()}:
        _sync(folder)


def _settle(staging: Path) -> None:
    (staging / _JOURNAL).unlink()
    shutil.rmtree(staging, ignore_errors=True)


def _undo(root: Path, staging: Path) -> None:
    """Put back what was exchanged; where that fails too, the journal stays for the next run."""
    with suppress(OSError):
        _recover(root, staging)


def _put_back(kept: Path, target: Path, *, existed: bool) -> None:
    if not existed:
        target.unlink(missing_ok=True)
    elif not target.exists() or not filecmp.cmp(kept, target, shallow=False):
        # a copy, not a rename: recovery that is cut short itself can be done again
        shutil.copyfile(kept, target)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
