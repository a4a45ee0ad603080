"""Paths of a project, which never lead out of its folder."""

from __future__ import annotations

from pathlib import Path

from reconcile.errors import ConfigError

__all__ = ["folder_at", "inside", "is_printable", "kind_of_file", "relative", "shown_path"]

# characters of a path that a message shows; nobody writes longer ones
_LONGEST_SHOWN = 200


def inside(root: Path, path: str | Path, *, key: str = "") -> Path:
    """Resolve a path of the project, and make sure that it does not lead out of it.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    path : str or Path
        Relative to `root`, or absolute.
    key : str
        The config key that names it, for the message.

    Returns
    -------
    Path
        Absolute, symbolic links resolved.

    Raises
    ------
    ConfigError
        The path leads out of the project, perhaps by a symbolic link, or is not a path at all.

    Examples
    --------
    >>> inside(Path("/desk"), "data/../../etc")
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: 'data/../../etc' leads out of the project (keep it inside the project's folder)
    """
    shown = shown_path(path)
    named = f"{key} = '{shown}'" if key else f"'{shown}'"
    try:
        resolved = (root / path).resolve()
        resolved.exists()
    except (ValueError, OSError, RuntimeError) as error:
        raise ConfigError(f"{named} is not a path", hint="write a path relative to the project") from error
    if not resolved.is_relative_to(root):
        raise ConfigError(f"{named} leads out of the project", hint="keep it inside the project's folder")
    return resolved


def shown_path(path: str | Path) -> str:
    r"""Return a path as a message shows it: its beginning, without signs that cannot be printed.

    Examples
    --------
    >>> shown_path("claims\udcff\n.csv"), len(shown_path("x/" * 3000))
    ('claims�\\n.csv', 201)
    """
    text = _printable(str(path))
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _printable(path: str) -> str:
    whole = path.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in whole)


def is_printable(path: str) -> bool:
    r"""Return True where a path can stand in a table and on a screen as it is.

    Examples
    --------
    >>> is_printable("data/raw/claims.csv"), is_printable("data/raw/claims-\udce9.csv")
    (True, False)
    """
    return _printable(path) == path


def kind_of_file(path: Path) -> str:
    """Return what is at a path that is no regular file, in words.

    Examples
    --------
    >>> kind_of_file(Path(".")), kind_of_file(Path("/dev/null"))
    ('a folder', 'a pipe or a device')
    """
    if path.is_dir():
        return "a folder"
    return "a pipe or a device" if path.exists() else "a link that leads nowhere"


def folder_at(path: str | Path) -> Path:
    """Return the folder at a path, resolved; one that is missing is an error in words, as is what is no path at all.

    Raises
    ------
    ConfigError
        There is no such folder.

    Examples
    --------
    >>> folder_at("x/" * 3000)
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: x/x/...: there is no such project folder ...
    """
    try:
        home = Path(path).resolve()
        if home.is_dir():
            return home
    except (OSError, ValueError, RuntimeError):
        # too long, with a NUL, or links that lead in a circle
        pass
    shown = shown_path(path)
    raise ConfigError("there is no such project folder", value=shown, file=shown, hint="see `reconcile init`")


def relative(root: Path, path: Path) -> str:
    """Return a path relative to the project, with forward slashes, as tables show it.

    Examples
    --------
    >>> relative(Path("/desk"), Path("/desk/data/raw/claims.csv"))
    'data/raw/claims.csv'
    """
    return path.relative_to(root).as_posix()
