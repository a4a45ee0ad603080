"""Files that can be read: regular ones with a name that can be shown, and the parts of a folder of Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reconcile.errors import InputError
from reconcile.folder.paths import is_printable, kind_of_file, relative, shown_path

__all__ = ["PARQUET", "part_files", "regular"]

PARQUET = ".parquet"


def regular(root: Path, files: Iterable[Path]) -> list[Path]:
    """Return files in alphabetical order.

    Parameters
    ----------
    root : Path
        Folder to which names in messages are relative.
    files : iterable of Path

    Raises
    ------
    InputError
        One is no regular file, but a folder, a pipe, a device or a link that leads nowhere, or has a name that is not
        UTF-8: it must not be left out without a word.

    Examples
    --------
    >>> regular(Path("/"), [])
    []
    """
    found = sorted(files)
    for file in found:
        name = shown_path(relative(root, file))
        if not file.is_file():
            raise InputError(f"is {kind_of_file(file)}, not a file", file=name, hint="move it away, or rename it")
        if not is_printable(relative(root, file)):
            raise InputError("has a name that is not UTF-8, or cannot be printed", file=name, hint="rename it")
    return found


def part_files(root: Path, folder: Path) -> list[Path]:
    """Return the parts of a folder of Parquet files, in no order.

    Other programs keep notes of their own in such a folder, under names that begin with "_" or a dot.

    Raises
    ------
    InputError
        The folder holds no part, or a file of another kind: claims must not be left out without a word.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     for name in ("_SUCCESS", "part-0.parquet"):
    ...         Path(home, name).touch()
    ...     [part.name for part in part_files(Path(home), Path(home))]
    ['part-0.parquet']
    """
    parts = [part for part in folder.iterdir() if not part.name.startswith((".", "_"))]
    others = sorted(part.name for part in parts if not part.name.lower().endswith(PARQUET))
    if others or not parts:
        name = relative(root, folder) if folder != root else folder.name
        raise InputError(
            f"holds {shown_path(others[0])}, which is no Parquet file" if others else "holds no Parquet file",
            file=shown_path(name), hint="a folder of claims holds parts, part-0.parquet, alone",
        )  # fmt: skip
    return parts
