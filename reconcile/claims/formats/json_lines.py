"""JSON (a list of records, or {"claims": [...]}) and JSON lines."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from reconcile.claims.formats import RawTable, check_width
from reconcile.errors import InputError

__all__ = ["read"]

# digits of the longest integer that is read as a number; longer ones stay text, as Python limits their conversion
_MOST_DIGITS = 30


def read(text: str, name: str, *, lines: bool = False) -> RawTable:
    """Read JSON text.

    Parameters
    ----------
    text : str
        The decoded file.
    name : str
        The file's name, for errors.
    lines : bool
        One object a line.

    Returns
    -------
    RawTable
        Numbers are numbers, lists and objects are what they are, all else is text. A key that a record lacks is empty.
        Records that are no object, or name a key twice, are in `broken`.

    Raises
    ------
    InputError
        Not JSON, or not a list.

    Examples
    --------
    >>> read('[{"source": "A", "best": 3}, {"source": "B"}]', "claims.json").table["best"].tolist()
    [3, '']
    """
    if lines:
        # lines end only at line feeds: JSON text may hold U+2028 and the like
        numbered = enumerate(text.split("\n"), start=1)
        return _table([(row, *_parsed(line)) for row, line in numbered if line.strip()], name)
    records, fault = _parsed(text)
    if fault:
        raise InputError(f"is not JSON: {fault}", file=name, hint="one list of objects, one object a claim")
    if isinstance(records, dict):
        records = records.get("claims")
    if not isinstance(records, list):
        raise InputError("holds no list of claims", file=name, hint='write [{...}] or {"claims": [{...}]}')
    return _table([(row, record, "") for row, record in enumerate(records, start=1)], name)


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
    keys = dict.fromkeys(key for _, record in good for key in record)
    check_width(len(keys), name)
    columns = {key: ["" if (cell := record.get(key)) is None else cell for _, record in good] for key in keys}
    return RawTable(pd.DataFrame(columns, dtype=object), [row for row, _ in good], broken)


def _fault(record: Any) -> str:
    if isinstance(record, _Twice):
        return f"a key stands twice in it: {json.dumps(record, ensure_ascii=False)}"
    return "" if isinstance(record, dict) else f"not an object: {json.dumps(record, ensure_ascii=False)}"
