"""Paths of a project: relative names that never lead out of its folder."""

from __future__ import annotations

from pathlib import Path

from reconcile.errors import ConfigError

__all__ = ["inside", "relative"]

# characters of a path that a message shows; longer ones are no paths that anybody wrote
_LONGEST_TOLD = 200


def inside(root: Path, path: str | Path, *, key: str = "") -> Path:
    """Return a path of the project, symbolic links resolved, or refuse it.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    path : str or Path
        Relative to `root`, or absolute.
    key : str
        The config key that named it, for the message.

    Raises
    ------
    ConfigError
        The path leads out of the project, also by a symbolic link, or is no path.

    Examples
    --------
    >>> inside(Path("/desk"), "data/../../etc")
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: 'data/../../etc' leads out of the project (keep it inside the project's folder)
    """
    told = str(path).encode("unicode_escape").decode()[:_LONGEST_TOLD]
    named = f"{key} = '{told}'" if key else f"'{told}'"
    try:
        resolved = (root / path).resolve()
        resolved.exists()
    except (ValueError, OSError, RuntimeError) as error:
        raise ConfigError(f"{named} is not a path", hint="write a path relative to the project") from error
    if not resolved.is_relative_to(root):
        raise ConfigError(f"{named} leads out of the project", hint="keep it inside the project's folder")
    return resolved


def relative(root: Path, path: Path) -> str:
    """Return a path of the project as it is written in tables: relative, with forward slashes.

    Examples
    --------
    >>> relative(Path("/desk"), Path("/desk/data/raw/claims.csv"))
    'data/raw/claims.csv'
    """
    return path.relative_to(root).as_posix()
