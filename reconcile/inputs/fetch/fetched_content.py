"""Whether an answer is claims at all: an error page with the status of success must not replace the last good copy."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from reconcile.claims.claim_files import read_files
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import FetchError, InputError
from reconcile.folder.input_keys import Input

__all__ = ["check_content", "ending_of"]

_TYPES = {
    "text/csv": "csv", "application/csv": "csv", "text/tab-separated-values": "tsv", "application/json": "json",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/jsonlines": "jsonl",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.apache.parquet": "parquet",
}  # fmt: skip
# characters of a reader's complaint that are told; it may quote the answer
_TOLD = 200
# a web page within the first bytes, after a mark and comments at most
_PAGE = re.compile(rb"(?i)^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.S)
_PAGE_HEAD = 2_000


def ending_of(keys: Input, content_type: str) -> str:
    """Return the format of an answer: as declared, as the address ends, or as the server says.

    Raises
    ------
    FetchError
        Nothing tells it.

    Examples
    --------
    >>> ending_of(Input(name="wires", url="https://example.org/export"), "text/csv; charset=utf-8")
    'csv'
    """
    ending = PurePosixPath(urlsplit(keys.url).path).suffix.lower().removeprefix(".")
    told = _TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    found = keys.format or (ending if ending in _TYPES.values() else told)
    if not found:
        raise FetchError("the format of the answer is not known; set format")
    return found


def check_content(content: bytes, ending: str, settings: ClaimSettings) -> None:
    """Refuse an answer that cannot be read as claims.

    Parameters
    ----------
    content : bytes
    ending : str
        Format.
    settings : ClaimSettings
        Those by which the input is read.

    Raises
    ------
    FetchError
        It cannot.

    Examples
    --------
    >>> check_content(b"<!doctype html><p>Try again later", "csv", ClaimSettings())
    Traceback (most recent call last):
        ...
    reconcile.inputs.fetch.fetch_error.FetchError: the answer is a web page, not csv
    """
    if _PAGE.match(content[:_PAGE_HEAD]):
        raise FetchError(f"the answer is a web page, not {ending}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder).resolve() / f"answer.{ending}"
        file.write_bytes(content)
        try:
            read_files([file], settings, root=file.parent)
        except InputError as error:
            told = "".join(sign if sign.isprintable() else " " for sign in error.message)[:_TOLD]
            raise FetchError(f"the answer cannot be read as {ending}: {told}") from None
