"""Inputs that a server gives in pages: asked for one after the other, and joined into one copy, or none at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reconcile.errors import FetchError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.client import Answer, ask
from reconcile.inputs.fetch.fetched_content import ending_of
from reconcile.inputs.fetch.page_contents import JOINED_KINDS, Page, check_envelope, joined, page_of
from reconcile.inputs.fetch.tokens import Token

__all__ = ["fetch_input", "page_address"]

# status of an answer to a token that has run out
_UNAUTHORISED = 401


def fetch_input(keys: Input, cache: Path, *, check: bool = False, may_be_empty: bool = False) -> Answer:
    """Ask for an input, page by page where it has pages, with a token where its server wants one.

    Parameters
    ----------
    keys, cache, check
        As of `ask`.
    may_be_empty : bool
        Whether a list in pages may have no row at all, as one of deleted ids.

    Raises
    ------
    FetchError
        A page cannot be had, or fits the others not; then nothing of the others is used.

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
        answer = _asked(keys, cache, token, check=check)
        if ending_of(keys, answer.headers.get("content-type", "")) == "json":
            check_envelope(answer.content)
        return answer
    for checked in (check, True):
        listed = _listed(keys, cache, token, check=checked)
        if listed.is_of_one_moment:
            return listed.answer(keys, may_be_empty=may_be_empty)
    raise FetchError("its number of rows changed while its pages were asked for", passing=True)


@dataclass(frozen=True)
class _Listed:
    """The pages of a list in their order; the last ones may be empty."""

    pages: list[Page]
    asked: list[bool]
    headers: dict[str, str]
    kind: str

    @property
    def is_of_one_moment(self) -> bool:
        """Whether all pages were asked for now, or none was, and all name one number of rows."""
        totals = {page.total for page in self.pages if page.rows and page.total is not None}
        return len(totals) <= 1 and len(set(self.asked)) <= 1

    def answer(self, keys: Input, *, may_be_empty: bool) -> Answer:
        """Return the pages as one answer."""
        rows = sum(len(page.rows) for page in self.pages)
        if self.pages[0].has_before:
            raise FetchError(f"pages come before its first one: the url has to say which, as in {keys.pages}=0")
        if not rows and not may_be_empty:
            raise FetchError("its first page has no rows")
        total = next((page.total for page in self.pages if page.rows and page.total is not None), rows)
        if total != rows:
            raise FetchError(f"it has {total:,} rows as it says, and its pages have {rows:,}")
        return Answer(joined(self.pages, self.kind), self.headers, any(self.asked))


def _listed(keys: Input, cache: Path, token: Token, *, check: bool) -> _Listed:
    """Ask for one page after the other until one is empty or says that it is the last."""
    pages: list[Page] = []
    asked: list[bool] = []
    seen: dict[bytes, int] = {}
    headers: dict[str, str] = {}
    size = 0
    for number in range(keys.most_pages + 1):
        address = page_address(keys.url, keys.pages, number)
        answer = _asked(keys.model_copy(update={"url": address}), cache, token, check=check)
        headers = headers or answer.headers
        kind, size = _kind(keys, answer), size + len(answer.content)
        if size > keys.max_bytes:
            raise FetchError(f"its pages have more than {keys.max_bytes:,} bytes")
        page = page_of(answer.content, kind, keys.records, head=max(keys.header, default=1))
        _check_follows(page, pages, seen, keys.pages)
        pages.append(page)
        asked.append(answer.asked)
        if not page.rows or page.is_last:
            return _Listed(pages, asked, headers, kind)
    raise FetchError(f"it has more than {keys.most_pages:,} pages")


def _kind(keys: Input, answer: Answer) -> str:
    kind = ending_of(keys, answer.headers.get("content-type", ""))
    if kind not in JOINED_KINDS:
        raise FetchError(f"pages of {kind} cannot be joined")
    return kind


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
        return ask(wanted, cache, check=check, environment=token.environment, secrets=token.secrets)
    except FetchError as fault:
        if fault.status != _UNAUTHORISED or not token.renewed():
            raise
        return ask(wanted, cache, check=check, environment=token.environment, secrets=token.secrets)


def _check_follows(page: Page, before: list[Page], seen: dict[bytes, int], parameter: str) -> None:
    """Raise where a page is an earlier one again, shifted by less than a page, or has other columns."""
    if not page.rows:
        return
    own = seen.setdefault(page.digest, len(before))
    if own != len(before):
        alike = own + 1 == len(before) == 1
        raise FetchError(
            f"its pages are all alike: it does not know the parameter {parameter}" if alike
            else f"its page {len(before) + 1:,} is its page {own + 1:,} again"
        )  # fmt: skip
    if before and page.head != before[0].head:
        raise FetchError("one of its pages has other columns than the first")
    if before and page.repeats_most_of(before[-1]):
        raise FetchError(f"its pages overlap: {parameter} does not number pages")
