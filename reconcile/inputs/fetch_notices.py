"""Fetched inputs in the outputs: findings, records of the manifest, a line of the report. Dates, never ages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from reconcile.columns import FINDINGS, names
from reconcile.folder.address import masked_address
from reconcile.folder.paths import relative
from reconcile.records import findings, join_records

if TYPE_CHECKING:
    from reconcile.inputs.declared_inputs import DeclaredInput

__all__ = ["fetch_findings", "fetch_line", "records_of_fetches", "unfetched_sentence"]


def unfetched_sentence(item: DeclaredInput, failure: str) -> str:
    """Return a sentence on what is used in place of an input that was not fetched.

    Examples
    --------
    >>> from reconcile.inputs.declared_inputs import DeclaredInput
    >>> from reconcile.folder.input_keys import Input
    >>> keys = Input(name="wires", url="https://example.org/claims.csv")
    >>> unfetched_sentence(DeclaredInput(keys=keys, shown="fetched/wires", file=None), "the address answered 404")
    'wires: there is no copy of it; the address answered 404'
    """
    name = item.keys.name or item.keys.path
    kept = f"copy of {item.copy.day} used" if item.copy else "there is no copy of it"
    return f"{name}: {kept}; {failure or 'it was not fetched'}"


def fetch_findings(declared: Sequence[DeclaredInput], failures: Mapping[str, str]) -> pd.DataFrame:
    """Return a finding for each input that could not be fetched, or of which there is no copy.

    Examples
    --------
    >>> len(fetch_findings([], {}))
    0
    """
    failed = [item for item in declared if failures.get(item.keys.name)]
    missing = [item for item in declared if item.file is None and item not in failed]
    return join_records(
        [
            findings(
                "input-failed", [unfetched_sentence(item, failures[item.keys.name]) for item in failed],
                file=[item.shown for item in failed], value=[item.keys.name for item in failed],
                hint="check the address; the next run tries again",
            ),
            findings(
                "input-missing", [unfetched_sentence(item, "") for item in missing],
                file=[item.shown for item in missing], value=[item.keys.name for item in missing],
                hint="`reconcile run` fetches it",
            ),
        ],
        names(FINDINGS),
    )  # fmt: skip


def records_of_fetches(
    records: Sequence[Mapping[str, Any]],
    declared: Sequence[DeclaredInput],
    failures: Mapping[str, str],
    root: Path,
) -> list[dict[str, Any]]:
    """Return records of input files that also say where fetched ones come from, and which could not be fetched.

    The run id is made of these records: what the report says about fetching is part of what it depends on.

    Examples
    --------
    >>> records_of_fetches([{"path": "data/raw/claims.csv"}], [], {}, Path("."))
    [{'path': 'data/raw/claims.csv'}]
    """
    fetched = [item for item in declared if item.keys.url]
    facts = {relative(root, item.file): _facts(item, failures) for item in fetched if item.file is not None}
    without_copy = [
        {"path": item.shown, "sha256": "", "bytes": 0, **_facts(item, failures)}
        for item in fetched
        if item.file is None
    ]
    known = [{**record, **facts.get(str(record["path"]), {})} for record in records]
    return sorted([*known, *without_copy], key=lambda record: str(record["path"]))


def _facts(item: DeclaredInput, failures: Mapping[str, str]) -> dict[str, str]:
    facts = {
        "name": item.keys.name, "url": masked_address(item.keys.url),
        "retrieved": item.copy.retrieved if item.copy else "", "failed": failures.get(item.keys.name, ""),
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value}


def fetch_line(records: Sequence[Mapping[str, Any]]) -> str:
    """Return the line of the report on fetched inputs; "" where there are none.

    Examples
    --------
    >>> fetch_line([{"name": "wires", "url": "https://…", "retrieved": "2025-01-31T06:00:00+00:00"}])
    'wires: copy of 2025-01-31'
    """
    return "; ".join(_copy_used(record) for record in records if "url" in record)


def _copy_used(record: Mapping[str, Any]) -> str:
    day = str(record.get("retrieved", ""))[:10]
    failed = record.get("failed", "")
    kept = f"copy of {day}{' used' if failed else ''}" if day else "no copy"
    return f"{record['name']}: {kept}{f', as {failed}' if failed else ''}"
