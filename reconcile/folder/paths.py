"""Paths of a project, which never lead out of its folder."""

from __future__ import annotations

from pathlib import Path

from reconcile.errors import ConfigError

__all__ = ["inside", "relative"]

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
    shown = str(path).encode("unicode_escape").decode()[:_LONGEST_SHOWN]
    named = f"{key} = '{shown}'" if key else f"'{shown}'"
    try:
        resolved = (root / path).resolve()
        resolved.exists()
    except (ValueError, OSError, RuntimeError) as error:
        raise ConfigError(f"{named} is not a path", hint="write a path relative to the project") from error
    if not resolved.is_relative_to(root):
        raise ConfigError(f"{named} leads out of the project", hint="keep it inside the project's folder")
    return resolved


def relative(root: Path, path: Path) -> str:
    """Return a path relative to the project, with forward slashes, as tables show it.

    Examples
    --------
    >>> relative(Path("/desk"), Path("/desk/data/raw/claims.csv"))
    'data/raw/claims.csv'
    """
    return path.relative_to(root).as_posix()
