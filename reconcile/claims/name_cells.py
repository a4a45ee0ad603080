"""Names in claims: whatever their spelling, one is shown, and nothing depends on which.

The spelling that the desk uses in its config is shown; else the most frequent one, of equally frequent ones the
alphabetically first. The order of the rows does not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import is_blank, map_unique
from reconcile.look_alikes import look_key, mixes_scripts
from reconcile.records import findings
from reconcile.spellings import clean_name, list_of, name_key, shown_signs

__all__ = ["NAMES", "SpelledNames", "name_counts", "read_names"]

# columns of names; those that name the same things share one spelling, and sources and origins may be lists
NAMES = (
    ("source", "origin", "denied_by"), ("party", "counterparty"), ("place",), ("scope",), ("population",), ("family",),
    ("quantity",),
)  # fmt: skip

# rows of every spelling, by the first of the columns whose names share one
SpelledNames = Mapping[str, Mapping[str, int]]

# what `clean_name` changes of names of ASCII, one a line: blanks at an end, several, and others than the plain one
_UNCLEAN = re.compile(r"[^\S \n]|  |^ | $", re.MULTILINE)

# spellings of one name that a finding shows
MOST_SHOWN = 5


def read_names(
    claims: pd.DataFrame, faults: Faults, settings: ClaimSettings, counts: SpelledNames | None = None
) -> None:
    """Give every name one spelling, in place; a name with several gets a finding.

    `counts` are those of all claims of the run where these are some of them, as `name_counts` has them.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"place": ["kharkiv", "Kharkiv", "Kharkiv"], "source": ["b;A", "A; B", "B"]}))
    >>> read_names(claims, faults := Faults(claims), ClaimSettings())
    >>> claims[["place", "source"]].values.tolist()
    [['Kharkiv', 'A; B'], ['Kharkiv', 'A; B'], ['Kharkiv', 'B']]
    """
    desk = {name_key(name): clean_name(name) for name in reversed(list(settings.spellings))}
    for columns in NAMES:
        there = _counts([claims[name] for name in columns])
        everywhere = there if counts is None else {**there, **counts.get(columns[0], {})}
        if "source" not in columns:
            faults.tell(_look_alikes(columns[0], everywhere))
        lists = "source" in columns and any(";" in text for text in everywhere)
        if not lists and _settled(everywhere, desk):
            continue
        ways = _ways(everywhere, lists=lists)
        chosen = {key: desk.get(key) or _shown(spellings) for key, spellings in ways.items()}
        _spell(claims, columns, {text: _spelled(text, chosen, lists=lists) for text in there})
        faults.tell(_told(columns[0], ways, chosen))


def name_counts(claims: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many cells have each name as it is spelled, by the first column of each of `NAMES`.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> dict(name_counts(framed(pd.DataFrame({"place": ["kharkiv", "Kharkiv", "Kharkiv"]})))["place"])
    {'kharkiv': 1, 'Kharkiv': 2}
    """
    return {columns[0]: _counts([claims[name] for name in columns]) for columns in NAMES}


def _counts(columns: Iterable[pd.Series]) -> dict[str, int]:
    """Return how many rows have each text of some columns."""
    counts: Counter[str] = Counter()
    for cells in columns:
        if is_blank(cells):
            continue
        held = cells.array
        rows = np.bincount(held.codes + 1, minlength=len(held.categories) + 1)[1:]
        counts.update(dict(zip(held.categories.tolist(), rows.tolist(), strict=True)))
    counts.pop("", None)
    return counts


def _settled(texts: Collection[str], desk: Mapping[str, str]) -> bool:
    """Return True where every name is spelled in one way, the one to show: the usual case, seen at a glance."""
    joined = "\n".join(texts)
    if joined.isascii() and not _UNCLEAN.search(joined) and joined.count("\n") == len(texts) - 1:
        # what is clean and ASCII differs from its key in case alone, so that all are read at once
        keys = set(joined.casefold().split("\n"))
        return len(keys) == len(texts) and desk.keys().isdisjoint(keys)
    keys = {name_key(text) for text in texts}
    return len(keys) == len(texts) and desk.keys().isdisjoint(keys) and all(clean_name(text) == text for text in texts)


def _ways(counts: Mapping[str, int], *, lists: bool) -> dict[str, Counter[str]]:
    """Return the spellings of every name, by its key, with the rows of each."""
    ways: dict[str, Counter[str]] = {}
    for text, rows in counts.items():
        for name in text.split(";") if lists else [text]:
            ways.setdefault(name_key(name), Counter())[name.strip()] += rows
    return ways


def _shown(spellings: Mapping[str, int]) -> str:
    """Return the clean spelling that most rows have, the first of several."""
    clean: Counter[str] = Counter()
    for spelling, rows in spellings.items():
        clean[clean_name(spelling)] += rows
    return min(clean, key=lambda spelling: (-clean[spelling], spelling))


def _spelled(text: str, chosen: Mapping[str, str], *, lists: bool) -> str:
    """Return a cell with every name in its chosen spelling."""
    return list_of(chosen[name_key(name)] for name in text.split(";")) if lists else chosen[name_key(text)]


def _spell(claims: pd.DataFrame, columns: Iterable[str], spelled: Mapping[str, str]) -> None:
    """Write spellings into columns, in place."""
    changed = {text: name for text, name in spelled.items() if text != name}
    for column in columns if changed else ():
        claims[column] = map_unique(
            claims[column], lambda texts: texts.map(lambda text: changed.get(text, text)).astype("str")
        )


def _look_alikes(column: str, texts: Collection[str]) -> pd.DataFrame:
    """Return a finding for names that look like another one, or mix scripts: they stay names of their own.

    Those of sources are looked at where the table of sources is known.
    """
    if "".join(texts).isascii():
        return findings("names-alike", [])
    seen: dict[str, set[str]] = {}
    for text in texts:
        seen.setdefault(look_key(text), set()).add(clean_name(text))
    alike = [sorted(same, key=name_key) for same in seen.values() if len({name_key(name) for name in same}) > 1]
    mixed = sorted({clean_name(text) for text in texts if mixes_scripts(text)} - set().union(*alike))
    told = [(same[0], f"{' and '.join(same)} are written alike in letters of two scripts") for same in sorted(alike)]
    told += [(name, "the name mixes letters of two scripts") for name in mixed]
    return findings(
        "names-alike", [message for _, message in told], column=column, value=[name for name, _ in told],
        hint="write it in letters of one script: until then they are kept apart",
    )  # fmt: skip


def _told(column: str, ways: Mapping[str, Counter[str]], chosen: Mapping[str, str]) -> pd.DataFrame:
    """Return a finding for every name that is spelled in several ways."""
    several = sorted(key for key, spellings in ways.items() if key and len(spellings) > 1)
    shown = ["; ".join(map(shown_signs, sorted(ways[key])[:MOST_SHOWN])) for key in several]
    return findings(
        "spelling-folded",
        [f"one name in {len(ways[key])} spellings, read as {chosen[key]}: {texts}"
         for key, texts in zip(several, shown, strict=True)],
        column=column, value=[chosen[key] for key in several], hint="write it in one way where it is typed",
    )  # fmt: skip
