"""Whether old totals of other voices do harm: totals that grew, counted by voices with lasting biases.

Usage: python benchmarks/old_totals.py [DRAWS]   (default: 4000 quantities a row)

Every voice counts all of a total but for a bias that it keeps (deviation b on the log scale) and an error of its own.
Some have counted today, others 120 days ago, when the total stood at nine tenths of today's. Printed for every b and
number of old voices: how often the 90% interval holds today's total, and its mean width as a share of that without the
old voices, under the rule in use (carried forward, with a quarter of the weight) and under another one: an old total as
a floor on its own voice's scale, blurred by sqrt(own^2 + 2 b^2), old ones combined as the mean of their logarithms.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.special import log_ndtr

from reconcile.pool.calibration import Stake, widened
from reconcile.pool.cells import recency
from reconcile.pool.estimate import pool_run
from reconcile.pool.grid import kernel_cdf
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LOG

NEW = (2, 4)
OLD = (0, 2, 5)
BIASES = (0.2, 0.4, 0.7)
OWN, STATED = 0.1, 0.06  # a voice's own error, and the deviation that it states: a tenth up or down at 90%
AGE, THEN = 120.0, np.log(0.9)  # days, and where the total stood
LEVELS = np.array([0.05, 0.5, 0.95])
NODES = np.linspace(-6.0, 6.0, 2401)
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


def carried(said: np.ndarray, new: int) -> np.ndarray:
    """Return quantiles under the rule in use."""
    run = kernels_of(said, new)
    none = np.zeros(len(run.cell), dtype=bool)
    free = np.full(len(run.cell), "", dtype=object)
    lag = np.where(run.voice >= new, int(AGE), 0)
    return pool_run(run, free, np.zeros(len(free)), Stake(none, none), lag=lag,
                    scale=np.full(run.cells, LOG), levels=LEVELS, method="linear").quantiles  # fmt: skip


def floors(said: np.ndarray, new: int, bias: float) -> np.ndarray:
    """Return quantiles where old totals are blurred floors, and no kernels."""
    run = kernels_of(said[:, :new], new)
    wide = widened(run, np.full(run.cells, LOG))
    nodes = np.broadcast_to(NODES, (run.cells, len(NODES)))
    mass = np.diff(wide.weighted_sum(kernel_cdf(wide, nodes)), axis=1)
    old = said[:, new:]
    if old.shape[1]:
        blur = np.sqrt(OWN**2 + 2 * bias**2)
        middle = (NODES[1:] + NODES[:-1]) / 2
        mass = mass * np.exp(log_ndtr((middle - old[:, :, None]) / blur).mean(axis=1))
    share = np.cumsum(mass, axis=1) / mass.sum(axis=1, keepdims=True)
    return np.column_stack([NODES[1:][(share < level).sum(axis=1)] for level in LEVELS])


def main() -> None:
    """Print the table."""
    quantities = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print("| new | b | old | carried: holds | width | blurred floors: holds | width |\n|---|---|---|---|---|---|---|")
    for new in NEW:
        for bias in BIASES:
            alone = None
            for old in OLD:
                said = draw(quantities, new, max(OLD), bias)[:, : new + old]
                both = [carried(said, new), floors(said, new, bias)]
                held = [float(((ends[:, 0] <= 0) & (ends[:, -1] >= 0)).mean()) for ends in both]
                width = [float((ends[:, -1] - ends[:, 0]).mean()) for ends in both]
                alone = alone or width
                cells = [
                    f"{share:.0%} | {wide / first:.2f}" for share, wide, first in zip(held, width, alone, strict=True)
                ]
                print(f"| {new} | {bias} | {old} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
