"""The exchange of outputs, folder by folder: a reader finds a whole old folder or a whole new one.

1. *Build*: a new folder is filled for each: the outputs of the run, synced, and links to the files that stand there
   and are not the tool's own (a desk's notes, `history.sqlite`).
2. *Commit*: a journal that names the folders is synced. From then on, this run or the next completes the exchange.
3. *Exchange*: each folder is renamed aside, and the new one to its name.
4. *Settle*: the journal and the old folders are removed.

A failure before step 2 leaves everything as it was, and so does one in step 3 that the run survives. A process that
dies in step 3 or 4 leaves the journal behind, by which the next run completes the exchange (`recover`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reconcile.errors import OutputError
from reconcile.folder.file_records import file_records
from reconcile.folder.hashed_files import Content, HashedFile
from reconcile.folder.known_hashes import Mark, mark_of
from reconcile.folder.paths import inside
from reconcile.folder.whole_files import sync_file, sync_folder, write_synced

__all__ = ["exchange", "is_cut_short", "recover"]

_STAGING, _JOURNAL = "exchange", "journal.json"
_NEW, _OLD = "new", "old"


def exchange(
    root: Path, state: Path, folders: Sequence[str], files: Mapping[str, Content], own: Collection[str] = ()
) -> Mark:
    """Replace folders of outputs, all of them or none.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    state : Path
        The folder that the tool keeps for itself, on the same file system.
    folders : sequence of str
        Paths in the project that hold all outputs; none lies in another.
    files : mapping of str to content
        Path in the project to its bytes, or to a file on the same file system, which is moved.
    own : collection of str
        Paths of outputs of earlier runs: those that are not among `files` are dropped; all other files are kept.

    Returns
    -------
    Mark
        Set when all of `files` were written and none stood in its place yet: what changes later is not what was
        given.

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
    ...     exchange(root, root / ".reconcile", ["reports"], {"reports/report.md": b"all is well"}) > (0, 0)
    ...     (root / "reports/report.md").read_text()
    True
    'all is well'
    """
    targets = [inside(root, folder) for folder in folders]
    for name in files:
        inside(root, (root / name).parent)
    recover(root, state)
    staging = state / _STAGING
    try:
        for number, (folder, target) in enumerate(zip(folders, targets, strict=True)):
            _build(staging / _NEW / str(number), target, _below(folder, files), _below(folder, dict.fromkeys(own)))
        _commit(staging, targets)
        mark = mark_of(staging / _JOURNAL)
        _swap(staging, targets)
        _settle(staging)
    except OSError as error:
        _undo(staging, targets)
        where = Path(error.filename).name if isinstance(error.filename, str) else "an output"
        raise OutputError.of_disk(where, error) from error
    except BaseException:
        _undo(staging, targets)
        raise
    return mark


def recover(root: Path, state: Path) -> bool:
    """Complete an exchange that was cut short.

    Returns
    -------
    bool
        True where there was one.

    Raises
    ------
    OutputError
        It cannot be completed now; what is needed for it stays.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     recover(Path(folder), Path(folder) / ".reconcile")
    False
    """
    staging = state / _STAGING
    try:
        cut_short = is_cut_short(state)
        if cut_short:
            journal = json.loads((staging / _JOURNAL).read_text("utf-8"))
            _swap(staging, [inside(root, folder) for folder in journal["folders"]])
        if staging.exists():
            _settle(staging)
    except OSError as error:
        raise OutputError(
            f"the outputs of a run that was cut short cannot be completed: {error.strerror or error}",
            hint=f"check space and permissions; they are kept in {state.name}/{_STAGING}",
        ) from error
    return cut_short


def is_cut_short(state: Path) -> bool:
    """Return True where an exchange was begun and not completed.

    Examples
    --------
    >>> is_cut_short(Path("nowhere"))
    False
    """
    return (state / _STAGING / _JOURNAL).exists()


def _below(folder: str, files: Mapping[str, Content | None]) -> dict[str, Content | None]:
    """Return the files below a folder, by their paths in it."""
    start = f"{folder}/"
    return {name.removeprefix(start): content for name, content in files.items() if name.startswith(start)}


def _build(new: Path, target: Path, files: Mapping[str, Content | None], own: Collection[str]) -> None:
    """Fill a new folder with outputs, and with what stands beside outputs in the old one."""
    new.mkdir(parents=True)
    for name, content in files.items():
        _place(new / name, target / name, content or b"")
    if target.is_dir():
        for name in _others(target, {*files, *own}):
            _keep(new / name, target / name)
        shutil.copymode(target, new)
    for folder, _, _ in os.walk(new):
        sync_folder(Path(folder))


def _place(new: Path, old: Path, content: Content) -> None:
    """Write an output, or link the old one where its content is the same."""
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_file() and not old.is_symlink() and _holds(old, content):
        with suppress(OSError):
            os.link(old, new)
            return
    if isinstance(content, HashedFile):
        sync_file(content.path)
        os.replace(content.path, new)
    else:
        write_synced(new, content)


def _holds(file: Path, content: Content) -> bool:
    """Return True where a file has some content."""
    size = file.stat().st_size
    if isinstance(content, HashedFile):
        return size == content.size and file_records(file.parent, [file])[0]["sha256"] == content.sha256
    return size == len(content) and file.read_bytes() == content


def _others(target: Path, outputs: Collection[str]) -> list[str]:
    """Return what stands in a folder and is not an output: folders, files and links, by their paths in it."""
    others: list[str] = []
    for folder, folders, files in os.walk(target):
        place = Path(folder).relative_to(target)
        others += [(place / name).as_posix() for name in folders]
        others += [name for name in ((place / file).as_posix() for file in files) if name not in outputs]
    return others


def _keep(new: Path, old: Path) -> None:
    """Put a file or folder of the desk's into the new folder: the same file, not a copy, where that is possible."""
    if old.is_dir() and not old.is_symlink():
        new.mkdir(parents=True, exist_ok=True)
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _commit(staging: Path, targets: Sequence[Path]) -> None:
    (staging / _OLD).mkdir()
    sync_folder(staging / _NEW)
    # written under another name first: a journal that exists is complete
    write_synced(staging / "journal.part", json.dumps({"folders": [str(target) for target in targets]}).encode())
    os.replace(staging / "journal.part", staging / _JOURNAL)
    sync_folder(staging)


def _swap(staging: Path, targets: Sequence[Path]) -> None:
    """Put the new folders in place of the old ones; what has been done is not done again."""
    for number, target in enumerate(targets):
        new, old = staging / _NEW / str(number), staging / _OLD / str(number)
        if not new.exists():
            continue
        if target.exists():
            os.rename(target, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(new, target)
        sync_folder(target.parent)


def _settle(staging: Path) -> None:
    """Remove the journal; only now are the old folders gone for good."""
    (staging / _JOURNAL).unlink(missing_ok=True)
    sync_folder(staging)
    shutil.rmtree(staging, ignore_errors=True)


def _undo(staging: Path, targets: Sequence[Path]) -> None:
    """Put the old folders back; where that fails as well, the journal stays and the next run completes the exchange."""
    with suppress(OSError):
        if (staging / _JOURNAL).exists():
            for number, target in enumerate(targets):
                new, old = staging / _NEW / str(number), staging / _OLD / str(number)
                if old.exists():
                    if target.exists():
                        os.rename(target, new)
                    os.rename(old, target)
                elif target.exists() and not new.exists():
                    # there was no folder before
                    os.rename(target, new)
            (staging / _JOURNAL).unlink()
        if staging.exists():
            shutil.rmtree(staging, ignore_errors=True)
