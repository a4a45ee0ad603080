"""JSON (a list of records, or {"claims": [...]}) and JSON lines."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.errors import InputError

__all__ = ["read"]


def read(text: str, name: str) -> RawTable:
    """Read JSON text.

    Returns
    -------
    RawTable
        A key that a record lacks is empty; a value that is itself a list or an object is kept as JSON text. A line
        of JSON lines that is no object is in `broken`.

    Raises
    ------
    InputError
        Not JSON, or not a list of objects.

    Examples
    --------
    >>> read('[{"source": "A", "best": 3}, {"source": "B"}]', "claims.json").table["best"].tolist()
    ['3', '']
    """
    if name.endswith(".jsonl"):
        return _lines(text)
    try:
        records = _loads(text)
    except ValueError as error:
        raise InputError(
            f"is not JSON: {str(error)[:200]}", file=name, hint="one list of objects, one object a claim"
        ) from error
    if isinstance(records, dict):
        records = records.get("claims")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise InputError("holds no list of claims", file=name, hint='write [{...}] or {"claims": [{...}]}')
    return RawTable(_table(records), list(range(1, len(records) + 1)))


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _lines(text: str) -> RawTable:
    records, rows, broken = [], [], []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = _loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            records.append(record)
            rows.append(row)
        else:
            broken.append((row, f"not an object: {line}"))
    return RawTable(_table(records), rows, broken)


def _table(records: list[dict[str, Any]]) -> pd.DataFrame:
    columns = list(dict.fromkeys(key for record in records for key in record))
    return pd.DataFrame(
        {key: pd.Series([_text(record.get(key)) for record in records], dtype="str") for key in columns}
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
