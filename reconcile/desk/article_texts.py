"""The text of an article, kept beside its claims: what a desk reads while it decides."""

from __future__ import annotations

from pathlib import Path

from reconcile.folder.config import Config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.folder.paths import inside

__all__ = ["kept_text", "text_file"]

# beside the file of claims, under its name
_ENDING = ".txt"


def text_file(claims: str) -> str:
    """Return the path of the text whose claims are in a file.

    Examples
    --------
    >>> text_file("data/raw/extracted/raid.csv")
    'data/raw/extracted/raid.txt'
    """
    return claims.removesuffix(".csv") + _ENDING


def kept_text(config: Config, article: str) -> str:
    """Return the text that was read, "" where none is kept.

    Places of claims (`start`, `end`) are characters of it.

    Parameters
    ----------
    config : Config
    article : str
        Name of its file of claims, without ending.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept_text(load_config(folder), "raid")
    ''
    """
    path: Path = inside(config.root, config.raw / EXTRACTED_FOLDER) / f"{article}{_ENDING}"
    try:
        return inside(config.root, path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
