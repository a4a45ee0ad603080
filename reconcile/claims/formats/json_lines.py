"""JSON (a list of records, alone or within an envelope) and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from reconcile.claims.formats import MOST_COLUMNS, RawTable, check_width
from reconcile.claims.settings import TableAt
from reconcile.columns import RAW_CLAIMS, names
from reconcile.errors import InputError
from reconcile.nearest import nearest_of

__all__ = ["lists_within", "read"]

# digits of the longest integer that is read as a number; longer ones stay text, as Python limits their conversion
_MOST_DIGITS = 30

# objects within objects whose keys become columns; interfaces of the field have one or two
_DEEPEST = 4

# between the names on the way to a key that lies within another
_WITHIN = "."

# an object in place of a cell of claims is no set of columns; its row is rejected for it
_CLAIM_COLUMNS = frozenset(names(RAW_CLAIMS))


def read(text: str, name: str, at: TableAt | None = None, *, lines: bool = False) -> RawTable:
    """Read JSON text.

    Parameters
    ----------
    text : str
        The decoded file.
    name : str
        The file's name, for errors.
    at : TableAt, optional
        Its `records` name the list within the file.
    lines : bool
        One object a line.

    Returns
    -------
    RawTable
        Numbers are numbers, lists are what they are, all else is text. A key that a record lacks is empty. The keys of
        an object within a record are columns, "verified.killed", unless it stands where a column of claims does.
        Records that are no object, or name a key twice, are in `broken`.

    Raises
    ------
    InputError
        Not JSON, no list of records, or several of which none is named.

    Examples
    --------
    >>> read('[{"source": "A", "best": 3}, {"source": "B"}]', "claims.json").table["best"].tolist()
    [3, '']
    >>> read('{"count": 1, "data": [{"who": "A", "verified": {"killed": 6}}]}', "answer.json").table.columns.tolist()
    ['who', 'verified.killed']
    """
    if lines:
        # lines end only at line feeds: JSON text may hold U+2028 and the like
        numbered = enumerate(text.split("\n"), start=1)
        return _table([(row, *_parsed(line)) for row, line in numbered if line.strip()], name)
    records, fault = _parsed(text)
    if fault:
        raise InputError(f"is not JSON: {fault}", file=name, hint="one list of objects, one object a claim")
    found = _list_of(records, (at or TableAt()).records, name)
    return _table([(row, record, "") for row, record in enumerate(found, start=1)], name)


def _list_of(content: Any, wanted: str, name: str) -> list[Any]:
    """Return the list of records of a file: itself, the one that is named, or the only one in its envelope."""
    if isinstance(content, list) and not wanted:
        return content
    lists = dict(_lists(content))
    if wanted in lists:
        return lists[wanted]
    if wanted:
        hint = f"the nearest one is '{nearest_of(wanted, lists)}'" if lists else "it holds none"
        raise InputError(f"holds no list of records '{wanted}'", file=name, hint=hint)
    if "claims" in lists or len(lists) == 1:
        return lists["claims"] if "claims" in lists else next(iter(lists.values()))
    if not lists:
        raise InputError("holds no list of claims", file=name, hint='write [{...}] or {"claims": [{...}]}')
    hint = f'name one, as in records = "{next(iter(lists))}"'
    raise InputError(f"holds several lists of records: {', '.join(lists)[:200]}", file=name, hint=hint)


def lists_within(content: Any) -> dict[str, list[Any]]:
    """Return the lists in an envelope, of whatever and empty ones, too, by the way to each.

    Examples
    --------
    >>> lists_within({"messages": [], "answer": {"rows": [{"id": 1}]}})
    {'messages': [], 'answer.rows': [{'id': 1}]}
    """
    return dict(_all_lists(content, ""))


def _all_lists(content: Any, way: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(content, dict) and way.count(_WITHIN) < _DEEPEST:
        for key, value in content.items():
            yield from _all_lists(value, f"{way}{_WITHIN}{key}" if way else key)
    elif isinstance(content, list):
        yield way, content


def _lists(content: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects in an envelope, with the way to each; within a record none is looked for."""
    for path, items in lists_within(content).items():
        if path and (path == "claims" or any(isinstance(item, dict) for item in items)):
            yield path, items


def _parsed(text: str) -> tuple[Any, str]:
    """Return the content of a JSON text, and its fault, "" if there is none."""
    try:
        return json.loads(text, object_pairs_hook=_record, parse_int=_integer, parse_constant=str), ""
    except RecursionError:
        return None, "it is nested too deeply"
    except ValueError as error:
        return None, str(error)[:200]


class _Twice(dict[str, Any]):
    """A record that names a key twice; its class marks it."""


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    return record if len(record) == len(pairs) else _Twice(record)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _table(parsed: list[tuple[int, Any, str]], name: str) -> RawTable:
    broken = [(row, fault) for row, record, unread in parsed if (fault := unread or _fault(record))]
    bad = {row for row, _ in broken}
    good = [(row, record) for row, record, _ in parsed if row not in bad]
    good = _flat(good)
    keys = dict.fromkeys(key for _, record in good for key in record)
    check_width(len(keys), name)
    columns = {key: ["" if (cell := record.get(key)) is None else cell for _, record in good] for key in keys}
    return RawTable(pd.DataFrame(columns, dtype=object), [row for row, _ in good], broken)


def _flat(records: list[tuple[int, dict[str, Any]]]) -> list[tuple[int, dict[str, Any]]]:
    """Return records with the keys of objects in them as their own; as they are where that makes too wide a table."""
    if not any(isinstance(value, dict) for _, record in records for value in record.values()):
        return records
    flat = [(row, dict(_leaves(record, ""))) for row, record in records]
    return flat if len({key for _, record in flat for key in record}) <= MOST_COLUMNS else records


def _leaves(record: dict[str, Any], way: str) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        inner = f"{way}{_WITHIN}{key}" if way else key
        if isinstance(value, dict) and value and inner not in _CLAIM_COLUMNS and inner.count(_WITHIN) < _DEEPEST:
            yield from _leaves(value, inner)
        else:
            yield inner, value


def _fault(record: Any) -> str:
    if isinstance(record, _Twice):
        return f"a key stands twice in it: {json.dumps(record, ensure_ascii=False)}"
    return "" if isinstance(record, dict) else f"not an object: {json.dumps(record, ensure_ascii=False)}"
