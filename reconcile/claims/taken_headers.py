"""Which headers of a file are taken as columns of claims, where its input declares what they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from reconcile.claims.settings import ClaimSettings
from reconcile.columns import RAW_CLAIMS, names
from reconcile.records import findings

__all__ = ["NEEDED", "contract_name", "undeclared"]

# groups of columns, one of which a file needs, and what the group says
NEEDED = {
    ("source",): "who published a claim",
    ("phrase", "low", "best", "high"): "a figure",
    ("quantity", "measure"): "what is counted",
}


def contract_name(header: str) -> str:
    """Return the contract's name of a header if only case and spaces differ, else the header.

    Examples
    --------
    >>> contract_name("Count  Date"), contract_name("Country")
    ('count_date', 'Country')
    """
    plain = "_".join(header.lower().replace("_", " ").split())
    return plain if plain in names(RAW_CLAIMS) else header


def undeclared(headers: Sequence[str], file: str, settings: ClaimSettings) -> tuple[dict[str, str], pd.DataFrame]:
    """Return what each header of a file is read as, and a finding on those that only look like columns of claims.

    An input that declares its columns takes what it declares. Headers that are spelt like a column of claims may mean
    something else there ("Origin": of a flood), so they are kept under another name; only where nothing is declared for
    what every claim needs is such a header taken all the same.

    Examples
    --------
    >>> settings = ClaimSettings(columns={"Deaths": "best"}, constants={"source": "List"}, only_declared=True)
    >>> undeclared(["Deaths", "Origin", "measure"], "list.csv", settings)[0]
    {'Deaths': 'best', 'Origin': 'given_origin', 'measure': 'measure'}
    """
    read = {header: settings.columns.get(header, contract_name(header)) for header in headers}
    known = [header for header in headers if header not in settings.columns and read[header] in names(RAW_CLAIMS)]
    if not (settings.only_declared and known):
        return read, findings("header-not-declared", [])
    declared = {settings.columns[header] for header in headers if header in settings.columns} | {*settings.constants}
    open_ones = {name for group in NEEDED if not declared & set(group) for name in group}
    left = {header: f"given_{read[header]}" for header in known if read[header] not in open_ones}
    read |= left
    known = [header for header in known if header not in settings.kept]
    if not known:
        return read, findings("header-not-declared", [])
    left = {header: name for header, name in left.items() if header in known}
    taken = [header for header in known if header not in left]
    note = findings(
        "header-not-declared", [_message(taken, left)], file=file, column=", ".join(known),
        hint=f'say what is meant, as in columns = {{ "{known[0]}" = "{contract_name(known[0])}" }}',
    )  # fmt: skip
    return read, note


def _message(taken: Sequence[str], left: Mapping[str, str]) -> str:
    """Return what happened to headers that look like columns of claims and are not declared."""
    parts = []
    if left:
        kept = f"{_were(list(left))} not taken, as the input declares its columns, and kept as"
        parts.append(f"{kept} {', '.join(left.values())}")
    if taken:
        parts.append(f"{_were(taken)} taken, as nothing else fills {'it' if len(taken) == 1 else 'them'}")
    return "headers that look like columns of claims: " + "; ".join(parts)


def _were(headers: Sequence[str]) -> str:
    return f"{', '.join(map(repr, headers))} {'was' if len(headers) == 1 else 'were'}"
