"""What the pages of a list hold: their rows, and what their envelopes say of the list; and one file made of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from reconcile.claims.formats.json_lines import lists_within
from reconcile.errors import FetchError

__all__ = ["JOINED_KINDS", "Page", "check_envelope", "joined", "page_of"]

# formats whose pages can be joined
JOINED_KINDS = ("csv", "tsv", "json", "jsonl")

# keys of envelopes that name the next page and the one before: where one is there and empty, no page follows or none
# comes before (UCDP's API; `next` and `previous` in those of the Django REST framework)
_NEXT, _BEFORE = ("NextPageUrl", "next"), ("PreviousPageUrl", "previous")

# keys of envelopes with the rows of the whole list; `count` is that of the page in some, and only then not compared
_TOTALS = ("TotalCount", "total_count", "totalCount", "total", "count")

# share of a page's rows that stand on the page before, too, where what was counted up is no number of a page
_OVERLAP = 0.5

# keys of envelopes that tell a fault, though the status of the answer is 200 (ACLED's API)
_SUCCESS, _FAULTS, _STATUS, _LEAST_FAULT = "success", ("error", "errors"), "status", 400


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a list.

    Attributes
    ----------
    head : tuple of bytes
        Lines above the rows; none in JSON.
    rows : sequence
        Records, or lines that are not blank.
    whole : Any
        The parsed page; None where it is no JSON.
    """

    head: tuple[bytes, ...] = ()
    rows: Sequence[Any] = ()
    whole: Any = None

    @property
    def is_last(self) -> bool:
        """Whether an envelope says that no page follows."""
        return any(name in self._envelope and not self._envelope[name] for name in _NEXT)

    @property
    def has_before(self) -> bool:
        """Whether an envelope says that a page comes before."""
        return any(self._envelope.get(name) for name in _BEFORE)

    @property
    def total(self) -> int | None:
        """Rows of the whole list as its envelope says; None where it does not."""
        given = next((self._envelope[name] for name in _TOTALS if name in self._envelope), None)
        known = isinstance(given, int) and not isinstance(given, bool) and given != len(self.rows)
        return given if known else None

    @property
    def digest(self) -> bytes:
        """What two pages with the same rows have in common, whatever their envelopes say."""
        return sha256(_written(self.rows) if self.whole is not None else b"\n".join(self.rows)).digest()

    def repeats_most_of(self, before: Page) -> bool:
        """Return True where half of its rows stand on another page, too."""
        known = set(map(self._row, before.rows))
        return sum(self._row(row) in known for row in self.rows) >= _OVERLAP * len(self.rows)

    def _row(self, row: Any) -> bytes:
        return _written(row) if self.whole is not None else row

    @property
    def _envelope(self) -> dict[str, Any]:
        return self.whole if isinstance(self.whole, dict) else {}


def check_envelope(content: bytes) -> None:
    """Raise where an answer is no JSON, or its envelope tells a fault though its status does not.

    Raises
    ------
    FetchError

    Examples
    --------
    >>> check_envelope(b'{"status": 200, "success": true, "data": []}')
    """
    _parsed(content)


def page_of(content: bytes, kind: str, records: str = "", head: int = 1) -> Page:
    """Return what a page holds.

    Parameters
    ----------
    content : bytes
    kind : str
        One of `JOINED_KINDS`.
    records : str
        Way to the list of records within JSON; "" for the only one.
    head : int
        Lines of a table up to the last one of its header.

    Raises
    ------
    FetchError
        It cannot be read, tells a fault, or has no list of records.

    Examples
    --------
    >>> page_of(b'{"messages": [], "data": [{"id": 1}], "count": 9}', "json").total
    9
    >>> page_of(b'{"success": false, "data": []}', "json")
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: the answer says that it failed
    """
    if kind == "json":
        whole = _parsed(content)
        return Page(rows=_records(whole, records), whole=whole)
    if b"\x00" in content:
        raise FetchError("its pages are not in an encoding that ASCII is part of")
    lines = [line for line in content.split(b"\n") if line.strip()]
    above = head if kind in ("csv", "tsv") else 0
    return Page(head=tuple(line.strip() for line in lines[:above]), rows=lines[above:])


def _parsed(content: bytes) -> Any:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        raise FetchError("the answer is not JSON") from None
    if isinstance(whole, dict) and _tells_a_fault(whole):
        raise FetchError("the answer says that it failed")
    return whole


def _tells_a_fault(whole: dict[str, Any]) -> bool:
    status = whole.get(_STATUS)
    failed = isinstance(status, int) and status >= _LEAST_FAULT
    return failed or whole.get(_SUCCESS) is False or any(whole.get(name) for name in _FAULTS)


def _records(whole: Any, records: str) -> list[Any]:
    """Return the records of a page: those that `records` names, else the page itself or its only list."""
    if isinstance(whole, list) and not records:
        return whole
    lists = lists_within(whole)
    held = {way: items for way, items in lists.items() if not items or isinstance(items[0], dict)}
    filled = {way: items for way, items in held.items() if items}
    if records or not lists:
        found = lists.get(records)
    else:
        # messages and the like beside the rows are empty or texts; of an empty page, all lists are
        found = next(iter(filled.values())) if len(filled) == 1 else [] if not filled else None
    if found is None:
        raise FetchError("one of its pages has no list of records; see records")
    return found


def joined(pages: Sequence[Page], kind: str) -> bytes:
    r"""Return pages as one file of the same format; JSON keeps the envelope of its first page.

    Examples
    --------
    >>> joined([page_of(b"a,b\n1,2\n", "csv"), page_of(b"a,b\n3,4", "csv")], "csv")
    b'a,b\n1,2\n3,4\n'
    """
    if kind != "json":
        return b"\n".join([*pages[0].head, *(line for page in pages for line in page.rows), b""])
    first = pages[0].rows
    # the list is that of the envelope, which grows with it for as long as it is written
    own = len(first)
    first.extend(record for page in pages[1:] for record in page.rows)  # type: ignore[attr-defined]
    written = _written(pages[0].whole)
    del first[own:]  # type: ignore[attr-defined]
    return written


def _written(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
