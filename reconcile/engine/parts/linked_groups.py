"""Groups of claims that are connected, whichever tables they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from reconcile.arrays import Flags, Ints
from reconcile.engine.parts.claim_links import ALWAYS, LINK, Hashes, once
from reconcile.sources.event_like import LEAST_ASKED
from reconcile.sources.timeless_series import LEAST_DAYS, LEAST_DECLARED

__all__ = ["TableLinks", "holding_links", "linked_groups"]

Rows = npt.NDArray[np.void]

# bits of keys by which they are taken in turn: 64 times as many links as are looked at fit into memory
_TURN_BITS = 6


class TableLinks(NamedTuple):
    """What connects the claims of a table: `Links`, each sorted by key, and its nodes, each once and sorted."""

    nodes: Hashes
    links: Rows
    days: Rows
    twice: Rows


def linked_groups(tables: Sequence[TableLinks]) -> tuple[Hashes, Ints]:
    """Return the nodes of all tables, sorted, and the group of each: nodes of two groups share no key.

    Parameters
    ----------
    tables : sequence of TableLinks
        May lie on the disk: each is read in turns by its keys.

    Examples
    --------
    >>> from reconcile.engine.parts.claim_links import DAYS, TWICE
    >>> node = np.array([3, 5, 9], dtype=np.uint64)
    >>> links = np.array([(1, 3, ALWAYS), (1, 9, ALWAYS), (2, 5, 0)], LINK)
    >>> nodes, group = linked_groups([TableLinks(node, links, np.empty(0, DAYS), np.empty(0, TWICE))])
    >>> nodes.tolist(), group.tolist()
    ([3, 5, 9], [0, 1, 0])
    """
    nodes = _union(table.nodes for table in tables)
    lists = _lists([table.twice for table in tables])
    of_series = (_series(rows) for rows in _in_turns([table.days for table in tables]))
    of_keys = (_holding(rows, lists) for rows in _in_turns([table.links for table in tables]))
    links = np.concatenate([np.empty(0, LINK), *of_series, *of_keys])
    keys, key = np.unique(links["key"], return_inverse=True)
    node = np.searchsorted(nodes, links["node"])
    size = len(nodes) + len(keys)
    graph = coo_array((np.ones(len(links), dtype=bool), (node, len(nodes) + key)), shape=(size, size))
    return nodes, connected_components(graph, directed=False)[1][: len(nodes)].astype(np.int64)


def holding_links(tables: Sequence[Rows]) -> Rows:
    """Return the links of all tables whose key connects.

    Examples
    --------
    >>> tables = [np.array([(1, 3, 7), (2, 5, 0)], LINK), np.array([(1, 9, 8)], LINK)]
    >>> holding_links(tables)["key"].tolist()
    [1, 1]
    """
    none = np.empty(0, dtype=np.uint64)
    return np.concatenate([np.empty(0, LINK), *(_holding(rows, none) for rows in _in_turns(tables))])


def _union(tables: Iterable[Hashes]) -> Hashes:
    found = np.empty(0, dtype=np.uint64)
    for nodes in tables:
        found = np.union1d(found, nodes)
    return found


def _in_turns(tables: Sequence[Rows]) -> Iterator[Rows]:
    """Give the rows of all tables, those of one key at once."""
    borders = np.arange(1, 2**_TURN_BITS, dtype=np.uint64) << np.uint64(64 - _TURN_BITS)
    cuts = [np.r_[0, np.searchsorted(table["key"], borders), len(table)] for table in tables]
    whole = sum(len(table) for table in tables)
    if whole < _WORTH_TURNS:
        cuts = [np.r_[0, len(table)] for table in tables]
    for turn in range(max((len(cut) - 1 for cut in cuts), default=0)):
        yield np.concatenate([table[cut[turn] : cut[turn + 1]] for table, cut in zip(tables, cuts, strict=True)])


# links that are looked at at once whatever their keys: 24 MB
_WORTH_TURNS = 1_000_000


def _holding(rows: Rows, lists: Hashes) -> Rows:
    """Return the links whose key connects: something is always so, or two say different things, or it is a list."""
    rows = rows[np.argsort(rows["key"])]
    first = np.flatnonzero(_is_new(rows["key"]))
    if not len(first):
        return rows
    most, least = (end.reduceat(rows["says"], first) for end in (np.maximum, np.minimum))
    holds = (most == ALWAYS) | (most != least) | np.isin(rows["key"][first], lists)
    holding: Rows = rows[np.repeat(holds, np.diff(np.r_[first, len(rows)]))]
    return holding


def _is_new(sorted_keys: npt.NDArray[Any]) -> Flags:
    new = np.ones(len(sorted_keys), dtype=bool)
    new[1:] = sorted_keys[1:] != sorted_keys[:-1]
    return new


def _series(rows: Rows) -> Rows:
    """Return the links between series of one file and source: figures of many days that nobody says what they are."""
    rows = rows[np.lexsort((rows["day"], rows["key"]))]
    first = np.flatnonzero(_is_new(rows["key"]))
    if not len(first):
        return np.empty(0, LINK)
    days = np.add.reduceat((_is_new(rows["key"]) | _is_new(rows["day"])).astype(np.int64), first)
    declared = np.logical_or.reduceat(rows["declared"], first)
    series = np.repeat(days >= np.where(declared, LEAST_DECLARED, LEAST_DAYS), np.diff(np.r_[first, len(rows)]))
    return _always(rows["whose"][series], rows["node"][series])


def _always(key: Hashes, node: Hashes) -> Rows:
    links = np.empty(len(key), LINK)
    links["key"], links["node"], links["says"] = key, node, ALWAYS
    return once(links)


def _lists(tables: Sequence[Rows]) -> Hashes:
    """Return the files and sources that give several figures for so many quantities that they look like a list."""
    again = [_several(rows) for rows in _in_turns(tables)]
    pairs = once(np.concatenate([np.empty(0, LINK), *again]))
    whose, quantities = np.unique(pairs["key"], return_counts=True)
    return whose[quantities >= LEAST_ASKED]


def _several(rows: Rows) -> Rows:
    if not len(rows):
        return np.empty(0, LINK)
    rows = rows[np.argsort(rows["key"])]
    first = np.flatnonzero(_is_new(rows["key"]))
    count = np.diff(np.r_[first, len(rows)])
    chosen = rows[np.repeat(count > 1, count)]
    return _always(chosen["whose"], chosen["node"])
