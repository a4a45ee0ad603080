"""A run in blocks of whole cells, which fit into the cache of a core and are worked on side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from reconcile.cores import on_all_cores
from reconcile.pool.kernels import Bounds, Kernels

__all__ = ["blocks", "each_block"]

# kernels a block; 8,192 kernels x 41 nodes x 8 bytes = 2.7 MB, about what a core's cache holds: 4,096 and 16,384 were
# slower by a tenth
BLOCK = 8192


def blocks(kernels: Kernels, bounds: Bounds) -> Iterator[tuple[slice, slice, Kernels, Bounds]]:
    """Yield a run in blocks of whole cells that fit into the cache of a core.

    Yields
    ------
    cells, rows : slice
        The place of the block in the run.
    Kernels, Bounds
        Those of the block, its cells numbered from 0.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> kernels = Kernels(1, zeros, np.array([0, 1]), ones, ones, ones, ones)
    >>> [rows for _, rows, _, _ in blocks(kernels, Bounds.none())]
    [slice(0, 2, None)]
    """
    edges = np.r_[kernels.starts, len(kernels.cell)]
    order = np.argsort(bounds.cell, kind="stable")
    bounds = bounds.take(order)
    first = 0
    while first < kernels.cells:
        last = max(int(np.searchsorted(edges, edges[first] + BLOCK, side="right")) - 1, first + 1)
        rows = slice(int(edges[first]), int(edges[last]))
        some = slice(*np.searchsorted(bounds.cell, [first, last]).tolist())
        yield (
            slice(first, last), rows,
            Kernels(last - first, kernels.cell[rows] - first, kernels.voice[rows], kernels.weight[rows],
                    kernels.centre[rows], kernels.below[rows], kernels.above[rows]),
            replace(bounds.take(some), cell=bounds.cell[some] - first),
        )  # fmt: skip
        first = last


def each_block(kernels: Kernels, bounds: Bounds, work: Callable[[slice, slice, Kernels, Bounds], None]) -> None:
    """Call a function with every block of a run, on all cores.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
    work : callable
        Takes what `blocks` yields; writes to the places of its block alone.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> kernels = Kernels(1, zeros, np.array([0, 1]), ones, ones, ones, ones)
    >>> each_block(kernels, Bounds.none(), lambda _, rows, kernels, bounds: print(rows))
    slice(0, 2, None)
    """
    on_all_cores(lambda block: work(*block), list(blocks(kernels, bounds)))
