"""Checks that an answer is claims at all: an error page sent with status 200 must not replace the last good copy."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from reconcile.claims.claim_files import read_files
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import FetchError, InputError
from reconcile.folder.input_keys import Input

__all__ = ["check_content", "check_read", "ending_of"]

_TYPES = {
    "text/csv": "csv", "application/csv": "csv", "text/tab-separated-values": "tsv", "application/json": "json",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/jsonlines": "jsonl",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.apache.parquet": "parquet",
}  # fmt: skip
# characters that are repeated of a reader's complaint, which may quote the answer
_LONGEST_REASON = 200
# a web page begins so, after a byte order mark and comments at most
_PAGE = re.compile(rb"(?i)^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.S)
_PAGE_HEAD = 2_000


def ending_of(keys: Input, content_type: str) -> str:
    """Return the format of an answer: the declared one, else that of the address's ending, else that of the server.

    Raises
    ------
    FetchError
        The format cannot be known.

    Examples
    --------
    >>> ending_of(Input(name="wires", url="https://example.org/export"), "text/csv; charset=utf-8")
    'csv'
    """
    ending = PurePosixPath(urlsplit(keys.url).path).suffix.lower().removeprefix(".")
    by_server = _TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    known = keys.format or (ending if ending in _TYPES.values() else by_server)
    if not known:
        raise FetchError("the format of the answer is not known; set format")
    return known


def check_content(content: bytes, ending: str, settings: ClaimSettings) -> None:
    """Raise where an answer cannot be read as claims.

    Parameters
    ----------
    content : bytes
    ending : str
        Format.
    settings : ClaimSettings
        How the input is read.

    Raises
    ------
    FetchError
        The answer is a web page, or cannot be read.

    Examples
    --------
    >>> check_content(b"<!doctype html><p>Try again later", "csv", ClaimSettings())
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: the answer is a web page, not csv
    """
    check_read(content, ending, lambda file: read_files([file], settings, root=file.parent))


def check_read(content: bytes, ending: str, read: Callable[[Path], object]) -> None:
    """Raise where an answer is a web page, or a reader of files cannot read it.

    Raises
    ------
    FetchError

    Examples
    --------
    >>> check_read(b"a,b", "csv", lambda file: file.read_bytes())
    """
    if _PAGE.match(content[:_PAGE_HEAD]):
        raise FetchError(f"the answer is a web page, not {ending}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder).resolve() / f"answer.{ending}"
        file.write_bytes(content)
        try:
            read(file)
        except InputError as error:
            reason = "".join(sign if sign.isprintable() else " " for sign in error.message)[:_LONGEST_REASON]
            raise FetchError(f"the answer cannot be read as {ending}: {reason}") from None
