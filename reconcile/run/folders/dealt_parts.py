"""Which claims of a folder go into which part, found on what every file says of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.name_cells import SpelledNames
from reconcile.engine.parts.claim_links import Hashes
from reconcile.engine.parts.linked_groups import TableLinks, holding_links, linked_groups
from reconcile.look_alikes import look_key
from reconcile.run.folders.file_claims import LABELS, InFolder
from reconcile.run.folders.pieces import kept, saying_what_failed

__all__ = ["deal_parts", "labels_in_several_ways", "parts_in_turn"]


@saying_what_failed
def labels_in_several_ways(files: Sequence[InFolder]) -> SpelledNames:
    """Return the labels that files spell in several ways, with the rows of every spelling, by column.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from reconcile.claims.settings import ClaimSettings
    >>> from reconcile.run.folders.file_claims import read_file
    >>> with tempfile.TemporaryDirectory() as home:
    ...     files = []
    ...     for number, label in enumerate(("Toll", "toll")):
    ...         path = Path(home, f"{number}.parquet")
    ...         pd.DataFrame({"quantity": [label, "x"], "source": "A", "best": 3}).to_parquet(path)
    ...         files.append(InFolder(path=path, number=number, home=Path(home)))
    ...         read = read_file(ClaimSettings(), None, Path(home), files[-1])
    ...     {name: dict(told) for name, told in labels_in_several_ways(files).items()}
    {'family': {}, 'quantity': {'Toll': 1, 'toll': 1}}
    """
    spellings = [np.load(file.beside("spellings.npy"), mmap_mode="r") for file in files]
    several = holding_links(spellings)
    found: dict[str, Counter[str]] = {name: Counter() for name in LABELS}
    if not len(several):
        return found
    wanted = np.unique(several["says"])
    keys = np.unique(several["key"])
    for file in files:
        for column, told in kept(file.beside("labels")).items():
            texts = np.array([*told], dtype=object)
            some = texts[np.isin(_hashes(texts), wanted)] if len(texts) else texts
            looks = np.array([f"{column}/{look_key(text)}" for text in some], dtype=object)
            again = some[np.isin(_hashes(looks), keys)] if len(some) else some
            found[column].update({text: told[text] for text in again})
    return found


def _hashes(texts: np.ndarray) -> Hashes:
    return np.asarray(pd.util.hash_array(texts, categorize=False), dtype=np.uint64)


@saying_what_failed
def deal_parts(count: int, files: Sequence[InFolder]) -> tuple[int, ...]:
    """Lay aside into which part the claims of every node go, and return how many claims each part has.

    Parameters
    ----------
    count : int
        Parts that are wanted.
    files : sequence of InFolder
        In their order.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from reconcile.engine.parts.claim_links import DAYS, LINK, TWICE
    >>> with tempfile.TemporaryDirectory() as home:
    ...     file = InFolder(path=Path(), number=0, home=Path(home))
    ...     for name, kind in (("links", LINK), ("days", DAYS), ("twice", TWICE)):
    ...         np.save(file.beside(f"{name}.npy"), np.empty(0, kind))
    ...     np.save(file.beside("node.npy"), np.array([5, 7, 7], dtype=np.uint64))
    ...     sorted(deal_parts(3, [file]))
    [1, 2]
    """
    tables = [TableLinks(*_loaded(file)) for file in files]
    nodes, group = linked_groups(tables)
    claims = np.zeros(len(nodes), dtype=np.int64)
    first = np.full(len(nodes), len(files), dtype=np.int64)
    for number, file in enumerate(files):
        own, rows = np.unique(np.load(file.beside("node.npy"), mmap_mode="r"), return_counts=True)
        place = np.searchsorted(nodes, own)
        claims[place] += rows
        first[place] = np.minimum(first[place], number)
    part = parts_in_turn(group, claims, first, count)
    home = files[0].home
    np.save(home / "nodes.npy", nodes)
    np.save(home / "parts.npy", part)
    return tuple(np.bincount(part, weights=claims).astype(np.int64).tolist())


def _loaded(file: InFolder) -> list[np.ndarray]:
    nodes = np.unique(np.load(file.beside("node.npy"), mmap_mode="r"))
    return [nodes, *(np.load(file.beside(f"{name}.npy"), mmap_mode="r") for name in ("links", "days", "twice"))]


def parts_in_turn(group: Ints, claims: Ints, first: Ints, count: int) -> Ints:
    """Return the part of every node: groups one after the other, so that a part has claims of few files.

    Parameters
    ----------
    group, claims, first : ndarray of int, shape (nodes,)
        Group of every node, how many claims it has, and the first file that has one.
    count : int
        Parts that are wanted; there are fewer where groups are larger than a part.

    Examples
    --------
    >>> parts_in_turn(np.array([0, 1, 0, 2]), np.array([3, 2, 1, 4]), np.array([0, 0, 1, 1]), 2).tolist()
    [0, 0, 0, 1]
    """
    size = np.bincount(group, weights=claims).astype(np.int64)
    start = np.full(len(size), first.max(initial=0))
    np.minimum.at(start, group, first)
    order = np.lexsort((np.arange(len(size)), start))
    before = np.cumsum(size[order]) - size[order]
    part = np.empty(len(size), dtype=np.int64)
    part[order] = pd.factorize(before * count // max(int(size.sum()), 1))[0]
    return part[group]
