"""Inputs that a server gives in pages: asked for one after the other, and joined into one copy, or none at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reconcile.errors import FetchError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.client import Answer, ask
from reconcile.inputs.fetch.fetched_content import ending_of
from reconcile.inputs.fetch.tokens import Token

__all__ = ["fetch_input", "page_address"]

# status of an answer to a token that has run out
_UNAUTHORISED = 401
# keys of envelopes that name the next page: where one is there and empty, no page follows (UCDP's API)
_NEXT = ("NextPageUrl", "next")


def fetch_input(keys: Input, cache: Path, *, check: bool = False) -> Answer:
    """Ask for an input, page by page where it has pages, with a token where its server wants one.

    Parameters
    ----------
    keys, cache, check
        As of `ask`.

    Raises
    ------
    FetchError
        A page cannot be had, or fits the first one not; then nothing of the others is used.

    Examples
    --------
    >>> import tempfile
    >>> keys = Input(name="wires", url="http://127.0.0.1/claims.csv", pages="page")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fetch_input(keys, Path(folder) / "wires.sqlite")
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: its host has a private address
    """
    token = Token(keys)
    if not keys.pages:
        return _asked(keys, cache, token, check=check)
    answers: list[Answer] = []
    size = 0
    for number in range(keys.most_pages + 1):
        address = page_address(keys.url, keys.pages, number)
        answer = _asked(keys.model_copy(update={"url": address}), cache, token, check=check)
        kind, size = ending_of(keys, answer.headers.get("content-type", "")), size + len(answer.content)
        if size > keys.max_bytes:
            raise FetchError(f"its pages have more than {keys.max_bytes:,} bytes")
        if answers:
            _check_follows(answer.content, answers[-1].content, kind, keys.pages)
        if not _holds_rows(answer.content, kind, keys.records):
            break
        answers.append(answer)
        if _is_last(answer.content, kind):
            break
    else:
        raise FetchError(f"it has more than {keys.most_pages:,} pages")
    first = answers[0] if answers else answer
    joined = _joined([one.content for one in answers], kind, keys.records) if answers else answer.content
    return Answer(joined, first.headers, any(one.asked for one in (*answers, answer)))


def page_address(url: str, parameter: str, number: int) -> str:
    """Return the address of a page: the first has the number that the url gives, else 1.

    Examples
    --------
    >>> page_address("https://example.org/list?page=0&size=9", "page", 2), page_address("https://example.org", "p", 0)
    ('https://example.org/list?page=2&size=9', 'https://example.org?p=1')
    """
    written = re.search(rf"([?&]{re.escape(parameter)}=)(\d+)", url)
    if written:
        return url[: written.start()] + written[1] + str(int(written[2]) + number) + url[written.end() :]
    return f"{url}{'&' if '?' in url else '?'}{parameter}={number + 1}"


def _asked(keys: Input, cache: Path, token: Token, *, check: bool) -> Answer:
    """Ask once, and once more with a new token where the old one has run out."""
    wanted = keys.model_copy(update={"header_env": token.header_env})
    try:
        return ask(wanted, cache, check=check, environment=token.environment)
    except FetchError as fault:
        if fault.status != _UNAUTHORISED or not token.renewed():
            raise
        return ask(wanted, cache, check=check, environment=token.environment)


def _check_follows(page: bytes, before: bytes, kind: str, parameter: str) -> None:
    """Raise where a page is the one before again, or has other columns."""
    if page == before:
        raise FetchError(f"its pages are all alike: it does not know the parameter {parameter}")
    if kind not in ("json", "jsonl") and page.strip() and _header(page) != _header(before):
        raise FetchError("one of its pages has other columns than the first")


def _header(page: bytes) -> bytes:
    return page.split(b"\n", 1)[0].strip()


def _holds_rows(content: bytes, kind: str, records: str) -> bool:
    if kind == "json":
        return bool(_records(_parsed(content), records))
    lines = content.split(b"\n")
    return any(line.strip() for line in (lines if kind == "jsonl" else lines[1:]))


def _is_last(content: bytes, kind: str) -> bool:
    """Return True where an envelope says that no page follows."""
    whole = _parsed(content) if kind == "json" else None
    return isinstance(whole, dict) and any(name in whole and not whole[name] for name in _NEXT)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise FetchError("one of its pages is not JSON") from None


def _records(whole: Any, records: str) -> list[Any]:
    """Return the records of a page: those that `records` names, else the page itself or its only list."""
    for name in filter(None, records.split(".")):
        whole = whole.get(name) if isinstance(whole, dict) else None
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = lists[0] if len(lists) == 1 else None
    if not isinstance(whole, list):
        raise FetchError("one of its pages has no list of records; see records")
    return whole


def _joined(pages: list[bytes], kind: str, records: str) -> bytes:
    """Return pages as one file of the same kind; JSON keeps the envelope of its first page."""
    if kind == "json":
        whole = _parsed(pages[0])
        kept = _records(whole, records)
        for page in pages[1:]:
            # the list is that of the envelope, which grows with it
            kept.extend(_records(_parsed(page), records))
        return json.dumps(whole, ensure_ascii=False).encode()
    if kind not in ("csv", "tsv", "jsonl"):
        raise FetchError(f"pages of {kind} cannot be joined")
    return b"".join(_lines(pages, header=kind != "jsonl"))


def _lines(pages: list[bytes], *, header: bool) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        text = page.partition(b"\n")[2] if header and number else page
        yield text if text.endswith(b"\n") else text + b"\n"
