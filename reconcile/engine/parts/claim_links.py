"""What connects claims, said of each table of them by itself: keys that claims of any table share.

Two claims are connected where one may change what is made or told of the other: by their quantity, label or family, by
ids that one names and another has, by a definition that competes or adds up, by a series or a list of one file. What
connects claims is found too often rather than too seldom: it costs the size of a part, and no number.

Texts and columns stand as hashes of 64 bits, so that links of many tables fit into memory, and are equal in any
process. Two that meet by chance connect claims that have nothing to do with one another, which changes no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, strings
from reconcile.claims.editions import EDITION
from reconcile.claims.event_lists import EVENT_ROWS, WITHIN, event_lists
from reconcile.claims.measures import measure_of
from reconcile.claims.people import POPULATIONS
from reconcile.claims.quantities import definitions
from reconcile.claims.text import group_rows, map_unique, plain
from reconcile.columns import DATED, DEFINING
from reconcile.days import NO_DAY, days_of
from reconcile.engine.competing_definitions import definition_words
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.heard_names import HeardNames
from reconcile.sources.republished_series import COUNTED
from reconcile.sources.timeless_series import SERIES_ROWS
from reconcile.spellings import name_key

__all__ = ["ALWAYS", "DAYS", "LINK", "TWICE", "Hashes", "Links", "links_of", "once"]

Hashes = npt.NDArray[np.uint64]

# what a claim says of a key that connects whatever else is said of it; else two claims must say different things
ALWAYS = np.uint64(2**64 - 1)
_NOTHING = np.uint64(0)

# a claim and a key; a figure of a source on a day; a figure that may be one of several
LINK = np.dtype([("key", "u8"), ("node", "u8"), ("says", "u8")])
DAYS = np.dtype([("key", "u8"), ("node", "u8"), ("whose", "u8"), ("day", "i8"), ("declared", "?")])
TWICE = np.dtype([("key", "u8"), ("node", "u8"), ("whose", "u8"), ("row", "u8")])

# columns in which a claim names others by their ids
_NAMED = ("revises", "parent", "part_of", "edition_of")

# what an id may have been before it was told apart: that of an edition, of an event of a list, of a figure of an event
_GIVEN: tuple[Callable[[str], str], ...] = (
    str, lambda name: name.rpartition(EDITION)[0], lambda name: name.partition(WITHIN)[2],
    lambda name: name.rpartition(WITHIN)[0],
)  # fmt: skip

# when a quantity is, as its definition has it
_TIMES = ("temporal", "period_start", "period_end")

# what a series of days counts, its days aside
_OF_SERIES = ("measure", "party", "place", "scope", "population")

# an odd number whose bits are about half ones (FNV-1a of 64 bits, Fowler, Noll and Vo)
_PRIME = np.uint64(1099511628211)


class Links(NamedTuple):
    """What connects the claims of a table.

    Attributes
    ----------
    node : ndarray of uint64, shape (claims,)
        What a claim is a claim of: claims of one node are connected, in any table.
    links : ndarray of LINK
        Keys of nodes, sorted by key. A key connects its nodes where they say different things of it, or `ALWAYS`.
    days : ndarray of DAYS
        Figures that nobody says what they are of, by quantity and source, with their days: so many of them are a
        series, and series of one file and source are connected.
    twice : ndarray of TWICE
        Figures without a date of their own by quantity, day, source and day of publication: where a file and source
        have several for so many quantities, they look like a list, and all of it is connected.
    """

    node: Hashes
    links: npt.NDArray[np.void]
    days: npt.NDArray[np.void]
    twice: npt.NDArray[np.void]


def links_of(
    claims: pd.DataFrame, rules: Sequence[Identity], names: HeardNames, *, events_elsewhere: bool = False
) -> Links:
    """Return what connects the claims of a table with one another and with those of other tables.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Checked claims, or rows as they are read.
    rules : sequence of Identity
        Sums that are checked.
    names : HeardNames
        Under which name every source of the run is heard.
    events_elsewhere : bool
        Whether other tables have events.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.heard_names import heard_names
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": ["dead", "dead", "tents"], "source": "A", "best": [3, 5, 9]})
    >>> found = links_of(check_claims(rows).claims, [], heard_names([], registry_of(None)))
    >>> pd.factorize(found.node)[0].tolist()
    [0, 0, 1]
    """
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    node, things = _things(claims, events)
    source = names.of(claims["source"])
    whose = _hashed("whose", claims["file"], source)
    found = [
        *_of_definitions(things, rules), *_of_claims(claims, node), *_of_ids(claims, node),
        *_of_makers(claims, events, node, asked=events_elsewhere or bool(events.any())),
        _links(whose, node, _NOTHING),
    ]  # fmt: skip
    links = np.concatenate(found)
    links = links[np.argsort(links["key"])]
    days, twice = _of_files(claims, source, node, whose, ~events)
    return Links(node, links, days, twice)


def _hashed(tag: str, *columns: pd.Series) -> Hashes:
    """Return a number for every row, equal for rows that are equal in all columns."""
    start = pd.util.hash_array(np.array([tag], dtype=object), categorize=False)[0]
    found = np.full(len(columns[0]), start, dtype=np.uint64)
    for cells in columns:
        found = (found ^ _cells(cells)) * _PRIME
        found ^= found >> np.uint64(29)
    return found


def _cells(cells: pd.Series) -> Hashes:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        held = cells.array
        codes, texts = held.codes, strings(held.categories)
    elif cells.dtype.kind in "iufbM":
        values = cells.to_numpy()
        values = values.astype("datetime64[s]").astype(np.int64) if values.dtype.kind == "M" else values
        return np.asarray(pd.util.hash_array(values), dtype=np.uint64)
    else:
        codes, distinct = pd.factorize(cells, use_na_sentinel=True)
        texts = strings(distinct)
    of_texts = pd.util.hash_array(np.append(texts, "").astype(object), categorize=False)
    return np.asarray(of_texts[codes], dtype=np.uint64)


def _links(key: Hashes, node: Hashes, says: Hashes | np.uint64 = ALWAYS) -> npt.NDArray[np.void]:
    found = np.empty(len(key), LINK)
    found["key"], found["node"], found["says"] = key, node, says
    return once(found)


def once(rows: npt.NDArray[np.void]) -> npt.NDArray[np.void]:
    """Return rows each once, sorted by key.

    Examples
    --------
    >>> once(np.array([(2, 3, 0), (1, 3, 0), (2, 3, 0)], LINK))["key"].tolist()
    [1, 2]
    """
    # numbers are sorted ten times as fast as records
    number = np.zeros(len(rows), dtype=np.uint64)
    for name in rows.dtype.names or ():
        number = (number ^ rows[name].astype(np.uint64)) * _PRIME
        number ^= number >> np.uint64(29)
    some = rows[np.unique(number, return_index=True)[1]]
    return some[np.argsort(some["key"])]


class _Things(NamedTuple):
    """What claims are of, each once: `free` where a claim names no family, `part` where one is a part of another."""

    table: pd.DataFrame
    node: Hashes
    free: Flags
    part: Flags


def _things(claims: pd.DataFrame, events: Flags) -> tuple[Hashes, _Things]:
    """Return what every claim is of, and a table of these: labels and definitions, all events as one."""
    definition = definitions(claims)
    group, first = group_rows([*(cells for _, cells in definition.items()), pd.Series(events)])
    table = plain(definition.iloc[first]).reset_index(drop=True)
    labels = (table["label"] != "").to_numpy()
    node = np.where(labels, _labels(table["label"]), _hashed("definition", *(table[name] for name in DEFINING)))
    node[events[first]] = _EVENTS
    free, part = np.zeros((2, len(table)), dtype=bool)
    free[group[(claims["family"] == "").to_numpy()]] = True
    part[group[((claims["part_of"] != "") | (claims["role"] == "part")).to_numpy()]] = True
    own = ~events[first]
    return node[group], _Things(table[own].reset_index(drop=True), node[own], free[own], part[own])


def _labels(labels: pd.Series) -> Hashes:
    return _hashed("label", labels)


_EVENTS = _hashed("events", pd.Series([""]))[0]


def _of_definitions(things: _Things, rules: Sequence[Identity]) -> Iterator[npt.NDArray[np.void]]:
    """Give the links of quantities by what they are: equal words, what competes, and what adds up."""
    table, node = things.table, things.node
    bare = (table["label"] == "").to_numpy()
    # a label and a quantity without one whose key begins with the same word
    word = table["measure"].where(table["measure"] != "", table["party"])[bare]
    yield _links(_labels(word), node[bare], _NOTHING)
    yield _links(node[~bare], node[~bare])
    # a part of a figure is kept apart from it only where the figure is known
    yield _same_but(things, bare, things.part, *_TIMES, "scope", "population")
    # of a family, all stand together already
    yield _of_competing(table[things.free], node[things.free])
    yield from _of_people(things)
    for rule in rules:
        yield from _of_rule(things, rule)
    yield from _of_places(things)


def _of_competing(table: pd.DataFrame, node: Hashes) -> npt.NDArray[np.void]:
    """Return links between definitions of one thing, where there are several."""
    words = definition_words(table)
    return _links(
        _hashed("thing", *(words[name] for name in words.columns)), node,
        _hashed("says", table["measure"], table["scope"]),
    )  # fmt: skip


def _same_but(things: _Things, rows: Flags, with_one: Flags, *apart: str, tag: str = "") -> npt.NDArray[np.void]:
    """Return links between quantities of one definition but for some columns, where a certain one is among them."""
    chosen = things.table[rows]
    key = _hashed(f"but {tag} {' '.join(apart)}", *(chosen[name] for name in DEFINING if name not in apart))
    return _links(key, things.node[rows], np.where(with_one[rows], ALWAYS, _NOTHING))


def _of_people(things: _Things) -> Iterator[npt.NDArray[np.void]]:
    """Give the links between people and those who are among them, where any are named."""
    words = map_unique(things.table["population"], lambda names: names.str.casefold())
    some, whole = (words.isin(known).to_numpy(dtype=bool) for known in ([*POPULATIONS], ["", "all"]))
    yield _same_but(things, things.free & (some | whole), some, "population")


def _of_rule(things: _Things, rule: Identity) -> Iterator[npt.NDArray[np.void]]:
    """Give the links between quantities that a rule adds up."""
    table, free = things.table, things.free
    measure = map_unique(table["measure"], lambda words: words.map(measure_of).astype("str"))
    total = (measure == measure_of(rule.total)).to_numpy()
    if rule.over == "period":
        wanted = free & (table["temporal"] == "period").to_numpy()
        if rule.total:
            wanted &= total
        yield _same_but(things, wanted, wanted, *_TIMES, tag=rule.name)
    elif rule.over == "place" and rule.parts:
        named = table["place"].isin([rule.total, *rule.parts]).to_numpy()
        yield _same_but(things, free & named, (table["place"] == rule.total).to_numpy(), "place", tag=rule.name)
    elif not rule.over:
        wanted = measure.isin([measure_of(name) for name in (rule.total, *rule.parts)]).to_numpy()
        yield _same_but(things, free & wanted, total, "measure", tag=rule.name)


def _of_places(things: _Things) -> Iterator[npt.NDArray[np.void]]:
    """Give the links between places and those that they are written as within: "Kharkiv, Ukraine" and "Ukraine"."""
    table, place = things.table, strings(things.table["place"])
    within = things.free & np.array(["," in name for name in place], dtype=bool)
    around = pd.Series([name.partition(",")[2].strip() for name in place[within]], dtype="str")
    for rows, name, says in ((within, around, ALWAYS), (things.free, table["place"][things.free], _NOTHING)):
        same = [table[column][rows] for column in DEFINING if column != "place"]
        yield _links(_hashed("places", name, *same), things.node[rows], says)


def _of_claims(claims: pd.DataFrame, node: Hashes) -> Iterator[npt.NDArray[np.void]]:
    """Give the links between quantities by their claims: families, series, days of a series."""
    named = (claims["family"] != "").to_numpy()
    yield _links(_hashed("family", claims["family"][named]), node[named])
    series = (claims["rows"] == SERIES_ROWS).to_numpy()
    yield _links(_hashed("series", *(claims[name][series] for name in COUNTED)), node[series])
    start, end = (days_of(claims[name]) for name in ("period_start", "period_end"))
    daily = (claims["temporal"] == "period").to_numpy() & (start == end) & (start != NO_DAY)
    yield _links(_hashed("daily", *(claims[name][daily] for name in _OF_SERIES)), node[daily])


def _of_files(
    claims: pd.DataFrame, source: pd.Series, node: Hashes, whose: Hashes, asked: Flags
) -> tuple[npt.NDArray[np.void], npt.NDArray[np.void]]:
    """Return what may be series and lists that do not say so."""
    day, end = (days_of(claims[name]) for name in ("count_date", "period_end"))
    stated = np.where(day == NO_DAY, end, day)
    timeless = (claims["temporal"] == "").to_numpy() & (stated != NO_DAY) & asked
    days = np.empty(int(timeless.sum()), DAYS)
    days["key"] = _hashed("series of", pd.Series(node[timeless]), source[timeless])
    days["node"], days["whose"], days["day"] = node[timeless], whose[timeless], stated[timeless]
    days["declared"] = (claims["rows"] == SERIES_ROWS).to_numpy()[timeless]
    undated = (~claims["temporal"].isin(DATED).to_numpy() | (stated == NO_DAY)) & asked
    twice = np.empty(int(undated.sum()), TWICE)
    of_day = pd.Series(np.where(timeless, stated, NO_DAY)[undated])
    twice["key"] = _hashed("list", pd.Series(node[undated]), of_day, source[undated], claims["published"][undated])
    twice["node"], twice["whose"] = node[undated], whose[undated]
    twice["row"] = _hashed("row", claims["file"][undated], claims["row"][undated])
    return once(days), twice[np.argsort(twice["key"])]


def _of_ids(claims: pd.DataFrame, node: Hashes) -> Iterator[npt.NDArray[np.void]]:
    """Give the links of claims by their ids, which connect where they are repeated, and by the ids that they name."""
    yield _links(_hashed("id", claims["claim_id"]), node, _hashed("row", claims["file"], claims["row"]))
    for name in _NAMED:
        rows = (claims[name] != "").to_numpy()
        if not rows.any():
            continue
        named = claims[name][rows]
        for own in _GIVEN:
            called = map_unique(named, partial(_mapped, own=own))
            some = (called != "").to_numpy()
            yield _links(_hashed("id", called[some]), node[rows][some])


def _mapped(words: pd.Series, own: Callable[[str], str]) -> pd.Series:
    return words.map(own).astype("str")


def _of_makers(
    claims: pd.DataFrame, events: Flags, node: Hashes, *, asked: bool
) -> Iterator[npt.NDArray[np.void]]:  # fmt: skip
    """Give the links between events and what the makers of their lists say themselves."""
    if not asked:
        return
    if events.any():
        lists = pd.Series(sorted({name_key(name) for name in pd.unique(event_lists(claims[events]))}), dtype="str")
        yield _links(_hashed("maker", lists), np.full(len(lists), _EVENTS))
    makers = map_unique(claims["source"], lambda names: names.map(name_key).astype("str"))
    yield _links(_hashed("maker", makers), node, np.where(node == _EVENTS, ALWAYS, _NOTHING))
