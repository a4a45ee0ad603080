"""Whether floors and ceilings do what they are for: narrower intervals that hold as often as before.

Usage: python benchmarks/bounds.py [DRAWS]   (default: 4000 quantities a row)

Two-sided sources err so much that they alone hold the truth in about nine of ten quantities (the size of the error
that they share is found first). Then come none to four bounds, each right nine times in ten: a right floor stands below
the truth by a half-normal distance, a wrong one above it. Printed for every number of sources, kind and distance of
bounds: how often the 90% interval holds, and its mean width as a share of the mean width without the bounds.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from reconcile.pool.calibration import Stake
from reconcile.pool.estimate import pool_run
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LOG

SOURCES = (2, 3, 5)
KINDS = ("floor", "ceiling", "both")
# typical distance of a bound from the truth, on the log scale: counts of "at least" stand 10% to a factor of 2 below
DISTANCES = (0.1, 0.3, 0.7)
MOST_BOUNDS = 4
RIGHT = 0.9  # share of bounds that hold
STATED = 0.12  # stated deviation of a source: "about", a fifth up or down at 90%
OWN = 0.2  # deviation of a source's own error: a third up or down at 90%
AIM, HALVINGS = 0.90, 8  # share that sources alone must hold; steps in which the error for it is found
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
SEED = 20250131


@dataclass(frozen=True)
class Row:
    """One cell of the table: how the interval did with bounds and without them."""

    sources: int
    kind: str
    distance: float
    bounds: int
    held: float
    alone: float
    width: float  # mean width with / without bounds


def draw_sources(quantities: int, sources: int, shared: float, random: np.random.Generator) -> np.ndarray:
    """Draw what sources say of a truth that is 0 on the log scale, shape (quantities, sources).

    An error of their own and one they share: disagreement alone would widen the pool until it holds.
    """
    return shared * random.standard_normal((quantities, 1)) + OWN * random.standard_normal((quantities, sources))


def draw_bounds(quantities: int, kind: str, distance: float, count: int, random: np.random.Generator) -> tuple:
    """Draw bounds and whether each is a floor, shape (quantities, count)."""
    away = distance * np.abs(random.standard_normal((quantities, count)))
    right = random.random((quantities, count)) < RIGHT
    floor = np.broadcast_to(np.arange(count) % 2 == 0 if kind == "both" else kind == "floor", (quantities, count))
    return np.where(floor == right, -away, away), floor


def pool(said: np.ndarray, at: np.ndarray, floor: np.ndarray) -> np.ndarray:
    """Pool all quantities at once; every source and every bound is a voice. Returns quantiles."""
    quantities, sources = said.shape
    voices = sources + at.shape[1]
    # a floor as the hedge "at least" is read: its own best a little beyond it
    centre = np.concatenate([said, at + np.where(floor, STATED, -STATED)], axis=1).ravel()
    cell, voice = np.divmod(np.arange(quantities * voices), voices)
    sd = np.full(len(cell), STATED)
    kernels = Kernels(quantities, cell, voice, np.ones(len(cell)), centre, sd, sd.copy())
    words = np.full((quantities, voices), "", dtype=object)
    words[:, sources:] = np.where(floor, "floor", "ceiling")
    stands = np.concatenate([said, at], axis=1).ravel()
    none, kind = np.zeros(len(cell), dtype=bool), np.full(quantities, LOG)
    return pool_run(
        kernels,
        words.ravel(),
        stands,
        Stake(none, none),
        lag=np.zeros(len(cell), dtype=int),
        scale=kind,
        levels=LEVELS,
        method="linear",
    ).quantiles


def holds(quantiles: np.ndarray) -> float:
    """Return the share of intervals that hold the truth, 0."""
    return float(((quantiles[:, 0] <= 0) & (quantiles[:, -1] >= 0)).mean())


def fitting_error(quantities: int, sources: int) -> float:
    """Find the size of the shared error at which sources alone hold nine times in ten."""
    low, high, none = 0.0, 2.0, np.zeros((quantities, 0))
    for _ in range(HALVINGS):
        shared = (low + high) / 2
        held = holds(pool(draw_sources(quantities, sources, shared, np.random.default_rng(SEED)), none, none > 0))
        low, high = (shared, high) if held > AIM else (low, shared)
    return shared


def simulate(quantities: int, sources: int, kind: str, distance: float, shared: float) -> list[Row]:
    """Pool with none to four bounds, the same sources each time."""
    random = np.random.default_rng(SEED)
    said = draw_sources(quantities, sources, shared, random)
    at, floor = draw_bounds(quantities, kind, distance, MOST_BOUNDS, random)
    alone = pool(said, at[:, :0], floor[:, :0])
    rows = []
    for count in range(MOST_BOUNDS + 1):
        cut = pool(said, at[:, :count], floor[:, :count]) if count else alone
        ratio = np.mean(cut[:, -1] - cut[:, 0]) / np.mean(alone[:, -1] - alone[:, 0])
        rows.append(Row(sources, kind, distance, count, holds(cut), holds(alone), float(ratio)))
    return rows


def table(quantities: int) -> list[Row]:
    """Simulate every row of the table."""
    errors = {sources: fitting_error(quantities, sources) for sources in SOURCES}
    return [
        row for sources in SOURCES for kind in KINDS for distance in DISTANCES
        for row in simulate(quantities, sources, kind, distance, errors[sources])
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    quantities = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    rows = table(quantities)
    print("| sources | bounds | distance | 0 | 1 | 2 | 3 | 4 | width with 1 | 2 | 3 | 4 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for first in range(0, len(rows), MOST_BOUNDS + 1):
        part = rows[first : first + MOST_BOUNDS + 1]
        held, width = " | ".join(f"{row.held:.1%}" for row in part), " | ".join(f"{row.width:.2f}" for row in part[1:])
        print(f"| {part[0].sources} | {part[0].kind} | {part[0].distance} | {held} | {width} |")
    bad = [row for row in rows if not 0.85 <= row.held <= 0.96 or (row.bounds and row.width >= 1)]
    print(f"\n{len(bad)} of {len(rows)} rows outside 85% to 96%, or not narrower: {bad[:20]}")


if __name__ == "__main__":
    main()
