"""Small projects to start from, one of claims and one of events; their files lie beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from reconcile.errors import OutputError
from reconcile.folder.config import CONFIG_FILE
from reconcile.folder.layout import PROCESSED, RAW, REPORTS, SOURCES_FILE
from reconcile.folder.paths import shown_path

__all__ = ["EXAMPLES", "CopiedExample", "copy_example"]

# the files of every example, and the folder beside this module that they lie in
_FILES = {
    "claims": ("README.md", "article.txt", f"{RAW}/claims.csv", f"{RAW}/{SOURCES_FILE}", "gitignore", CONFIG_FILE),
    "events": ("README.md", "lists/register-2023.csv", "lists/register-2024.csv", "gitignore", CONFIG_FILE),
}
_FOLDERS = {"claims": "", "events": "events"}
EXAMPLES = tuple(_FILES)

# names under which files are kept here, where their own would hide them from packaging
_RENAMED = {"gitignore": ".gitignore"}

# files about the flood of the example: they stay out of a project that has claims of its own
_OF_THE_EXAMPLE = (f"{RAW}/", "article.txt")


@dataclass(frozen=True)
class CopiedExample:
    """Files of the example that were written, and those that were there already, by path in the project."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def copy_example(folder: str | Path, example: str = "claims") -> CopiedExample:
    """Make a project folder with the example in it, without overwriting a file.

    Parameters
    ----------
    folder : str or Path
        Made where it is missing. Where its raw folder has claims already, those of the example and its article stay
        out.
    example : str
        One of `EXAMPLES`.

    Raises
    ------
    OutputError
        The folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     copy_example(folder).written[-1], copy_example(folder).written
    ('reconcile.toml', ())
    """
    root = Path(folder)
    try:
        for name in (RAW, PROCESSED, REPORTS):
            (root / name).mkdir(parents=True, exist_ok=True)
        has_claims = any((root / RAW).glob("claims*"))
        offered = dict(_example_files(example))
        wanted = [name for name in offered if not (has_claims and name.startswith(_OF_THE_EXAMPLE))]
        written = tuple(name for name in wanted if _written(root / name, offered[name].read_bytes()))
    except (OSError, ValueError) as error:
        where = shown_path(getattr(error, "filename", None) or folder)
        reason = getattr(error, "strerror", None) or "this is not a path"
        raise OutputError(f"{where} cannot be written: {reason}", hint="choose another folder") from error
    return CopiedExample(written, tuple(name for name in offered if (root / name).exists() and name not in written))


def _example_files(example: str) -> Iterator[tuple[str, Traversable]]:
    for name in _FILES[example]:
        yield _RENAMED.get(name, name), files(__package__).joinpath(_FOLDERS[example], name)


def _written(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; return False where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
