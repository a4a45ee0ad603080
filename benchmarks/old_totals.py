"""Whether old totals of other voices do harm: totals that grew, counted by voices with lasting biases.

Usage: python benchmarks/old_totals.py [DRAWS]   (default: 4000 quantities a row)

Every voice counts all of a total but for a bias that it keeps (deviation b on the log scale) and an error of its own.
Some have counted today, others 120 days ago, when the total stood at nine tenths of today's. Printed for every b and
number of old voices: how often the 90% interval holds today's total, and its mean width as a share of that without the
old voices, under the rule in use (passed by two newer counts, an old total is a blurred floor on its own voice's scale)
and under the one before it: every old total as a kernel, carried forward, with a quarter of the weight.
"""

from __future__ import annotations

import sys

import numpy as np

from reconcile.pool.calibration import Stake
from reconcile.pool.cells import recency
from reconcile.pool.estimate import pool_run
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LOG

NEW = (2, 4)
OLD = (0, 2, 5)
BIASES = (0.2, 0.4, 0.7)
OWN, STATED = 0.1, 0.06  # a voice's own error, and the deviation that it states: a tenth up or down at 90%
AGE, THEN = 120.0, np.log(0.9)  # days, and where the total stood
LEVELS = np.array([0.05, 0.5, 0.95])
SEED = 20250131


def draw(quantities: int, new: int, old: int, bias: float) -> np.ndarray:
    """Draw what voices say of a total that is 0 on the log scale today, the new ones first."""
    random = np.random.default_rng(SEED)
    said = bias * random.standard_normal((quantities, new + old)) + OWN * random.standard_normal(
        (quantities, new + old)
    )
    return said + np.r_[np.zeros(new), np.full(old, THEN)]


def kernels_of(said: np.ndarray, new: int) -> Kernels:
    """Return kernels of all counts; the upper side of an old one is carried to today."""
    quantities, voices = said.shape
    cell, voice = np.divmod(np.arange(said.size), voices)
    old = voice >= new
    sd = np.full(said.size, STATED)
    above = np.where(old, sd - THEN / 1.645, sd)
    return Kernels(quantities, cell, voice, np.where(old, recency(np.array([AGE])), 1.0), said.ravel(), sd, above)


def pooled(said: np.ndarray, new: int, *, aged: bool) -> np.ndarray:
    """Return quantiles: with ages, old totals that were passed are floors; without, all are kernels."""
    run = kernels_of(said, new)
    none = np.zeros(len(run.cell), dtype=bool)
    free = np.full(len(run.cell), "", dtype=object)
    lag = np.where(run.voice >= new, int(AGE), 0) * aged
    return pool_run(run, free, np.zeros(len(free)), Stake(none, none), lag=lag,
                    moving=np.full(run.cells, said.shape[1] > new),
                    scale=np.full(run.cells, LOG), levels=LEVELS, method="linear").quantiles  # fmt: skip


def main() -> None:
    """Print the table."""
    quantities = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print("| new | b | old | floors: holds | width | kernels: holds | width |\n|---|---|---|---|---|---|---|")
    for new in NEW:
        for bias in BIASES:
            alone = None
            for old in OLD:
                said = draw(quantities, new, max(OLD), bias)[:, : new + old]
                both = [pooled(said, new, aged=aged) for aged in (True, False)]
                held = [float(((ends[:, 0] <= 0) & (ends[:, -1] >= 0)).mean()) for ends in both]
                width = [float((ends[:, -1] - ends[:, 0]).mean()) for ends in both]
                alone = alone or width
                cells = [
                    f"{share:.0%} | {wide / first:.2f}" for share, wide, first in zip(held, width, alone, strict=True)
                ]
                print(f"| {new} | {bias} | {old} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
