"""Claims that have to do with one another, found before any of them is heard: parts of a run keep them together.

Two claims are connected where one may change what is made or told of the other: by their quantity, label or family, by
ids that one names and another has, by a definition that competes or adds up, by a series or a list of one file. What
connects claims is found too often rather than too seldom: it costs the size of a part, and no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from reconcile.arrays import Flags, Ints, Strings, strings
from reconcile.claims.event_lists import EVENT_ROWS, event_lists
from reconcile.claims.measures import measure_of
from reconcile.claims.people import POPULATIONS
from reconcile.claims.quantities import quantity_keys
from reconcile.claims.text import group_rows, map_unique
from reconcile.columns import DATED, DEFINING
from reconcile.days import NO_DAY, days_of
from reconcile.engine.competing_definitions import defined_things
from reconcile.engine.known_to_all import KnownToAll
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.event_like import LEAST_ASKED
from reconcile.sources.republished_series import COUNTED
from reconcile.sources.timeless_series import LEAST_DAYS, LEAST_DECLARED, SERIES_ROWS
from reconcile.spellings import name_key

__all__ = ["connected_claims"]

# columns in which a claim names others by their ids
_NAMED = ("revises", "parent", "part_of", "edition_of")

# when a quantity is, as its definition has it
_TIMES = ("temporal", "period_start", "period_end")

# what a series of days counts, its days aside
_OF_SERIES = ("measure", "party", "place", "scope", "population")

Links = tuple[Ints, Ints]


def connected_claims(claims: pd.DataFrame, rules: Sequence[Identity], known: KnownToAll) -> Ints:
    """Return the group of every claim: no claim of one has to do with any of another.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Checked claims.
    rules : sequence of Identity
        Sums that are checked.
    known : KnownToAll

    Returns
    -------
    ndarray of int, shape (claims,)
        Numbered in the order of their first claims.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": ["dead", "hurt", "tents"], "family": ["flood", "flood", ""], "source": "A",
    ...                      "best": [3, 5, 9]})
    >>> claims = check_claims(rows).claims
    >>> connected_claims(claims, [], known_to_all([facts_of(claims)], registry_of(None))).tolist()
    [0, 0, 1]
    """
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    others = np.flatnonzero(~events)
    some = claims.iloc[others].reset_index(drop=True)
    quantities = quantity_keys(some)
    node = np.zeros(len(claims), dtype=np.int64)
    # all events are one group: sums are told to have taken none of any list
    node[others] = quantities.code + 1
    found = [
        *_of_definitions(quantities.table, rules, _without_family(some, quantities.code)),
        *_of_claims(some, quantities.code, known),
    ]  # fmt: skip
    links = [(one + 1, other + 1) for one, other in found] + [_of_ids(claims, node), *_of_makers(claims, events, node)]
    one, other = (np.concatenate([pair[end] for pair in links]) for end in (0, 1))
    size = len(quantities.table) + 1
    group = connected_components(coo_array((np.ones(len(one), dtype=bool), (one, other)), shape=(size, size)))[1]
    return pd.factorize(group[node])[0].astype(np.int64)


def _alike(rows: Ints, columns: Sequence[pd.Series], node: Ints) -> Links:
    """Return links between the nodes of rows that are equal in all columns: each to that of the first such row."""
    if not len(rows):
        return rows, rows
    group, first = group_rows([column.iloc[rows].reset_index(drop=True) for column in columns])
    return node[rows], node[rows[first[group]]]


def _without_family(claims: pd.DataFrame, code: Ints) -> Flags:
    """Return True for quantities of which a claim names no family, shape (quantities,)."""
    free = np.zeros(int(code.max(initial=-1)) + 1, dtype=bool)
    free[code[(claims["family"] == "").to_numpy()]] = True
    return free


def _of_definitions(table: pd.DataFrame, rules: Sequence[Identity], free: Flags) -> Iterator[Links]:
    """Give the links between quantities by what they are: their label, family, and what adds up or competes."""
    node, labels, families = np.arange(len(table)), strings(table["label"]), strings(table["family"])
    yield _alike(np.flatnonzero(labels != ""), [table["label"]], node)
    yield _alike(np.flatnonzero(families != ""), [table["family"]], node)
    yield _of_equal_keys(table, labels)
    # of a family, all stand together already
    thing, _ = defined_things(table)
    yield _alike(np.flatnonzero(free & (thing >= 0)), [pd.Series(thing)], node)
    yield _of_people(table, free)
    for rule in rules:
        yield from _of_rule(table, rule, free)
    yield _of_places(table, free)


def _of_equal_keys(table: pd.DataFrame, labels: Strings) -> Links:
    """Return links between labels and quantities without a label whose key begins with the same word."""
    bare = np.flatnonzero(labels == "")
    words = [strings(table[name])[bare] for name in ("measure", "party")]
    word = np.where(words[0] == "", words[1], words[0])
    first = pd.Series(np.arange(len(table)), index=labels)
    first = first[~first.index.duplicated() & (first.index != "")]
    place = first.reindex(word).fillna(-1).to_numpy(np.int64)
    return bare[place >= 0], place[place >= 0]


def _same_but(table: pd.DataFrame, rows: Flags, with_one: Flags, *apart: str) -> Links:
    """Return links between quantities of one definition but for some columns, where a certain one is among them."""
    chosen = np.flatnonzero(rows)
    if not with_one[chosen].any():
        return chosen[:0], chosen[:0]
    columns = [table[name].iloc[chosen].reset_index(drop=True) for name in DEFINING if name not in apart]
    group, first = group_rows(columns)
    there = (np.bincount(group, weights=with_one[chosen]) > 0)[group]
    return chosen[there], chosen[first[group[there]]]


def _of_people(table: pd.DataFrame, free: Flags) -> Links:
    """Return links between people and those who are among them, where any are named."""
    words = map_unique(table["population"], lambda names: names.str.casefold())
    some, whole = (free & words.isin(known).to_numpy(dtype=bool) for known in ([*POPULATIONS], ["", "all"]))
    return _same_but(table, some | whole, some, "population")


def _of_rule(table: pd.DataFrame, rule: Identity, free: Flags) -> Iterator[Links]:
    """Give the links between quantities that a rule adds up."""
    measure = map_unique(table["measure"], lambda words: words.map(measure_of).astype("str"))
    if rule.over == "period":
        wanted = free & (table["temporal"] == "period").to_numpy()
        if rule.total:
            wanted &= (measure == measure_of(rule.total)).to_numpy()
        yield _same_but(table, wanted, wanted, *_TIMES)
    elif rule.over == "place" and rule.parts:
        named = table["place"].isin([rule.total, *rule.parts]).to_numpy()
        yield _same_but(table, free & named, (table["place"] == rule.total).to_numpy(), "place")
    elif not rule.over:
        wanted = measure.isin([measure_of(name) for name in (rule.total, *rule.parts)]).to_numpy()
        yield _same_but(table, free & wanted, (measure == measure_of(rule.total)).to_numpy(), "measure")


def _of_places(table: pd.DataFrame, free: Flags) -> Links:
    """Return links between places and those that they are written as within: "Kharkiv, Ukraine" and "Ukraine"."""
    place = strings(table["place"])
    within = free & np.array(["," in name for name in place], dtype=bool)
    around = np.array([name.partition(",")[2].strip() for name in place[within]], dtype=object)
    rows = np.r_[np.flatnonzero(within), np.flatnonzero(free & np.isin(place, around))]
    name = pd.Series(np.r_[around, place[rows[len(around) :]]], dtype="str")
    if not len(rows):
        return rows, rows
    same = [table[column].iloc[rows].reset_index(drop=True) for column in DEFINING if column != "place"]
    group, first = group_rows([name, *same])
    return rows, rows[first[group]]


def _of_claims(claims: pd.DataFrame, code: Ints, known: KnownToAll) -> Iterator[Links]:
    """Give the links between quantities by their claims: families, series, lists that do not say that they are."""
    rows = np.arange(len(claims))
    yield _alike(np.flatnonzero(claims["family"] != ""), [claims["family"]], code)
    series = np.flatnonzero(claims["rows"] == SERIES_ROWS)
    yield _alike(series, [claims[name] for name in COUNTED], code)
    start, end, day = (days_of(claims[name]) for name in ("period_start", "period_end", "count_date"))
    daily = (claims["temporal"] == "period").to_numpy() & (start == end) & (start != NO_DAY)
    yield _alike(rows[daily], [claims[name] for name in _OF_SERIES], code)
    source = known.names.of(claims["source"])
    stated = np.where(day == NO_DAY, end, day)
    timeless = (claims["temporal"] == "").to_numpy() & (stated != NO_DAY)
    yield _files_of_series(claims, source, code, timeless, stated)
    undated = ~claims["temporal"].isin(DATED).to_numpy() | (stated == NO_DAY)
    yield _files_of_lists(claims, source, code, undated, np.where(timeless, stated, NO_DAY))


def _files_of_series(claims: pd.DataFrame, source: pd.Series, code: Ints, rows: Flags, day: Ints) -> Links:
    """Return links between the series of a file and source: figures of so many days that nobody says what they are."""
    chosen = np.flatnonzero(rows)
    group, _ = group_rows([pd.Series(code[chosen]), source.iloc[chosen].reset_index(drop=True)])
    days = pd.Series(day[chosen]).groupby(group).transform("nunique").to_numpy(np.int64)
    declared = pd.Series((claims["rows"] == SERIES_ROWS).to_numpy()[chosen]).groupby(group).transform("any")
    series = days >= np.where(declared.to_numpy(dtype=bool), LEAST_DECLARED, LEAST_DAYS)
    return _alike(chosen[series], [claims["file"], source], code)


def _files_of_lists(claims: pd.DataFrame, source: pd.Series, code: Ints, rows: Flags, day: Ints) -> Links:
    """Return links between the quantities of a file and source that may look like a list of events."""
    chosen = np.flatnonzero(rows)
    said = [column.iloc[chosen].reset_index(drop=True) for column in (source, claims["published"])]
    group, _ = group_rows([pd.Series(code[chosen]), pd.Series(day[chosen]), *said])
    again = chosen[(np.bincount(group, minlength=1)[group] > 1)] if len(chosen) else chosen
    whose, _ = group_rows([claims["file"], source])
    pairs = np.unique(np.stack([whose[again], code[again]]), axis=1)[0]
    lists = np.flatnonzero(np.bincount(pairs, minlength=1) >= LEAST_ASKED)
    return _alike(np.flatnonzero(np.isin(whose, lists)), [claims["file"], source], code)


def _of_ids(claims: pd.DataFrame, node: Ints) -> Links:
    """Return links between claims and those that they name; earlier editions of one claim stand together."""
    ids = pd.Index(claims["claim_id"].to_numpy(dtype=object))
    one, other = [], []
    for name in _NAMED:
        named = claims[name]
        rows = np.flatnonzero(named != "")
        words = named.iloc[rows].astype(object).to_numpy()
        place = ids.get_indexer(pd.Index(words, dtype=object)) if len(rows) else rows
        one += [node[rows[place >= 0]], _alike(rows, [named], node)[0]]
        other += [node[place[place >= 0]], _alike(rows, [named], node)[1]]
    return np.concatenate(one), np.concatenate(other)


def _of_makers(claims: pd.DataFrame, events: Flags, node: Ints) -> Iterator[Links]:
    """Give links between events and what the makers of their lists say themselves."""
    if events.any():
        lists = {name_key(name) for name in pd.unique(event_lists(claims[events]))}
        own = map_unique(claims["source"], lambda names: names.map(name_key).isin(lists)).to_numpy(dtype=bool)
        yield node[own], np.zeros(int(own.sum()), dtype=np.int64)
