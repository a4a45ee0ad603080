"""Small builders of kernels for the tests of the pool."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reconcile.pool.kernels import Bounds, Kernels

LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def kernels(
    centres: Sequence[float],
    deviations: Sequence[float] | float = 0.1,
    *,
    weights: Sequence[float] | None = None,
    cells: Sequence[int] | None = None,
    voices: Sequence[int] | None = None,
) -> Kernels:
    """Symmetric kernels, one voice each, all in one cell unless told otherwise."""
    count = len(centres)
    sd = np.broadcast_to(np.asarray(deviations, dtype=float), count).copy()
    cell = np.zeros(count, dtype=np.int64) if cells is None else np.asarray(cells, dtype=np.int64)
    voice = np.arange(count) if voices is None else np.asarray(voices, dtype=np.int64)
    weight = np.ones(count) if weights is None else np.asarray(weights, dtype=float)
    return Kernels(int(cell.max()) + 1, cell, voice, weight, np.asarray(centres, dtype=float), sd, sd.copy())


def bounds(at: Sequence[float], *, floors: Sequence[bool] | None = None, leak: float = 0.1) -> Bounds:
    """Floors (or ceilings) of the first cell."""
    is_floor = np.ones(len(at), dtype=bool) if floors is None else np.asarray(floors)
    return Bounds(
        np.zeros(len(at), dtype=np.int64),
        np.asarray(at, dtype=float),
        is_floor,
        np.full(len(at), leak),
        np.ones(len(at)),
        np.zeros(len(at)),
        np.zeros(len(at)),
    )
