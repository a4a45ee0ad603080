"""Names of sources that are likely one, though nobody has said so: a finding asks, with the row that answers it.

Letters of another script that look alike make one voice until the desk says otherwise. Abbreviations stay voices of
their own, and are an open *doubt*: no interval rests on two voices that may be one. A row of its own for each of two
names in `sources.csv` says that they are two; the one among the aliases of the other, that they are one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from reconcile.claims.likely_names import likely_pairs
from reconcile.columns import FINDINGS, names
from reconcile.look_alikes import look_key, mixes_scripts
from reconcile.records import findings, join_records
from reconcile.sources.registry import Registry
from reconcile.sources.sentence_like_names import sentence_like_names
from reconcile.spellings import csv_row, name_key

__all__ = ["AlikeNames", "alike_names"]


class AlikeNames(NamedTuple):
    """Which names are read as another, which may be one, and the findings that ask.

    Attributes
    ----------
    read_as : mapping of name to name
        Look-alikes, and the name as which each is read.
    doubtful : mapping of name to name
        The first of the names that may be one with it, for every name of which there is a doubt.
    findings : DataFrame
    """

    read_as: Mapping[str, str]
    doubtful: Mapping[str, str]
    findings: pd.DataFrame


def alike_names(spelled: Collection[str], registry: Registry) -> AlikeNames:
    """Find names that are likely one.

    Parameters
    ----------
    spelled : collection of str
        Canonical names of sources and origins, none of them a list.
    registry : Registry

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> alike = alike_names(["BBC", "ВВС", "MoD", "Ministry of Defence"], registry_of(None))
    >>> alike.read_as, alike.findings["value"].tolist()
    ({'ВВС': 'BBC'}, ['ВВС', 'MoD'])
    """
    known = set(registry.table.index)
    read_as = _look_alikes(spelled, known)
    settled = sorted({*spelled, *known} - read_as.keys())
    pairs = [pair for pair in likely_pairs(settled) if not known.issuperset(pair) and set(pair) <= {*spelled, *known}]
    mixed = [name for name in sorted(spelled) if mixes_scripts(name) and name not in known and name not in read_as]
    records = [
        _asked(sorted(read_as.items()), "{0} is written like {1} in letters of another script; both are read as one",
               known),
        _asked([_with_row_last(pair, known) for pair in pairs], "{0} and {1} may be one; no interval rests on both",
               known),
        findings("names-alike", "the name mixes letters of two scripts", value=mixed, column="source",
                 hint="write it in letters of one script"),
        sentence_like_names({*spelled} - known - read_as.keys()),
    ]  # fmt: skip
    return AlikeNames(read_as, _first_of(pairs), join_records(records, names(FINDINGS)))


def _look_alikes(spelled: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return the name as which each look-alike is read: one of the table of sources, else the plainest."""
    groups: dict[str, set[str]] = {}
    if not all(name.isascii() for name in spelled):
        for name in {*spelled, *known}:
            groups.setdefault(look_key(name), set()).add(name)
    read_as: dict[str, str] = {}
    for alike in groups.values():
        first = min(alike, key=lambda name: (name not in known, not name.isascii(), name_key(name)))
        read_as |= {name: first for name in alike if name != first and name not in known}
    return read_as


def _with_row_last(pair: tuple[str, str], known: Collection[str]) -> tuple[str, str]:
    """Return a pair with the name that may become an alias first: the shorter, unless it alone has a row."""
    longer, shorter = pair
    return (longer, shorter) if shorter in known else (shorter, longer)


def _asked(pairs: Collection[tuple[str, str]], message: str, known: Collection[str]) -> pd.DataFrame:
    """Return a finding for every name that may be an alias of another, with the row that says so."""
    hints = [
        f"if they are one, add {name} to the aliases of {other} in sources.csv; if not, give {name} a row of its own"
        if other in known
        else f"if they are one, add to sources.csv (source,name,aliases): {csv_row(other, '', name)}; "
        f"if not, add a row for each: {csv_row(name)} and {csv_row(other)}"
        for name, other in pairs
    ]
    return findings(
        "names-alike", [message.format(*pair) for pair in pairs], value=[name for name, _ in pairs], column="source",
        hint=hints,
    )  # fmt: skip


def _first_of(pairs: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return the first name of everything that pairs join, for each name in them."""
    first: dict[str, str] = {}
    for pair in pairs:
        joined = {first.get(name, name) for name in pair}
        members = {name for name, group in first.items() if group in joined} | {*pair}
        first |= dict.fromkeys(members, min(joined))
    return first
