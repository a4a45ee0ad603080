"""What a run in parts lays aside on the disk: in a folder of its own, which ends with the run."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple, ParamSpec, TypeVar

from reconcile.errors import EngineError, OutputError

__all__ = ["Piece", "aside", "keep", "keep_pieces", "kept", "kept_piece", "saying_what_failed"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

# the newest of Python 3.8 and later, which lays down arrays as they are
_PROTOCOL = 5


class Piece(NamedTuple):
    """Where a piece lies: its file, and the bytes of it."""

    path: Path
    start: int
    size: int


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Yield a folder beside the outputs for what is laid aside; it is deleted at the end, however that comes.

    What an earlier run left that was killed is deleted, too.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home, aside(Path(home, "out")) as folder:
    ...     folder.is_dir()
    True
    """
    folder = target.with_name(f".{target.name}.parts")
    rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def keep(path: Path, value: Any) -> None:
    """Lay a value aside.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     keep(Path(home, "a"), [3])
    ...     kept(Path(home, "a"))
    [3]
    """
    with path.open("wb") as file:
        pickle.dump(value, file, protocol=_PROTOCOL)


def kept(path: Path) -> Any:
    """Return a value that was laid aside by the same run.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     keep(Path(home, "a"), {"rows": 3})
    ...     kept(Path(home, "a"))["rows"]
    3
    """
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301  written by this run, in a folder of its own


def keep_pieces(path: Path, pieces: dict[int, Any]) -> dict[int, Piece]:
    """Lay several values aside in one file, and return where each lies.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     kept_piece(keep_pieces(Path(home, "a"), {7: "x", 9: "y"})[9])
    'y'
    """
    found, start = {}, 0
    with path.open("wb") as file:
        for name, value in pieces.items():
            pickle.dump(value, file, protocol=_PROTOCOL)
            found[name] = Piece(path, start, file.tell() - start)
            start = file.tell()
    return found


def kept_piece(piece: Piece) -> Any:
    """Return one of the values of a file.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     kept_piece(keep_pieces(Path(home, "a"), {1: [3, 5]})[1])
    [3, 5]
    """
    with piece.path.open("rb") as file:
        file.seek(piece.start)
        return pickle.load(file)  # noqa: S301  written by this run, in a folder of its own


def saying_what_failed(work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return work whose errors of the disk are told as such: an engine would take them for those of a worker.

    Raises
    ------
    OutputError
        There is no room, or no permission.
    EngineError
        What another worker has laid aside is not there.

    Examples
    --------
    >>> saying_what_failed(abs)(-3)
    3
    """

    @wraps(work)
    def told(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        try:
            return work(*args, **named)
        except FileNotFoundError as error:
            raise EngineError(
                f"a worker does not see {Path(error.filename or '').name}",
                hint="all workers need the folders of claims and outputs, under the same paths",
            ) from error
        except OSError as error:
            raise OutputError.of_disk("a part", error, stands="the outputs are as they were") from error

    return told
