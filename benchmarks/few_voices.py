"""Rules for the spread of two and three voices that were tried: how often they hold, what would be printed.

Usage: python benchmarks/few_voices.py [REFERENCE]   (default: ../shared/reference beside the checkout)

Each rule on expert judgement and polls, five draws of sources a question (`calibration.py`): the share of 90% intervals
that hold, the weighted interval score as a ratio to the plain mixture's (geometric mean over studies), and the share of
intervals that are no wider than all that was said, which alone are printed. `hierarchical` is a normal model: voices
scatter about their mean with a half-normal prior for the spread, a factor times their mean stated deviation; what is
given is the prediction of one more voice. `default` is the product's rule, `mixture` what it does with many voices.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from calibration import LEVELS, SIZES, draw, interval_score, load, quantiles

from reconcile.pool.calibration import (
    BETWEEN_FACTOR,
    as_stated,
    common_spread,
    effective_voices,
    shrunk_between,
    spread_variance,
    variance_between,
)
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import find_method
from reconcile.pool.one_more_voice import one_more_voice
from reconcile.ranges.scale import LINEAR, LOG, deviations

SETS = ("sej", "polls")
DRAWS = (20250131, 1, 2, 3, 4)


class Drawn(NamedTuple):
    """Questions with some of their sources, and what became known."""

    run: Kernels
    scale: np.ndarray
    truth: np.ndarray
    study: np.ndarray
    said: np.ndarray


Rule = Callable[[Drawn], np.ndarray]


def drawn_of(table: pd.DataFrame) -> Drawn:
    """Return drawn rows as kernels."""
    cell = pd.factorize(table["cell"], sort=True)[0]
    table, cell = table.iloc[np.argsort(cell, kind="stable")], np.sort(cell)
    centre, ends = table["mid"].to_numpy(), np.full((2, len(table)), [[0.05], [0.95]])
    below, above = deviations(table["low"].to_numpy(), centre, table["high"].to_numpy(), *ends)
    run = Kernels(int(cell.max()) + 1, cell, np.arange(len(cell)), np.ones(len(cell)), centre, below, above)
    by_cell = table.groupby(cell)
    return Drawn(
        run, np.where(by_cell["log"].first(), LOG, LINEAR), by_cell["truth"].first().to_numpy(),
        by_cell["study"].first().to_numpy(), (by_cell["high"].max() - by_cell["low"].min()).to_numpy(),
    )  # fmt: skip


def pooled(run: Kernels) -> np.ndarray:
    """Return the quantiles of the mixture of kernels."""
    return find_method("linear").pool(run, Bounds.none(), LEVELS)


def default(drawn: Drawn) -> np.ndarray:
    """Return the quantiles of the product."""
    return quantiles(drawn.run, drawn.scale, "linear")


def mixture(drawn: Drawn) -> np.ndarray:
    """Return the quantiles of the mixture with added spread."""
    added = spread_variance(drawn.run, drawn.scale)[drawn.run.cell]
    return pooled(drawn.run.with_sides(np.sqrt(drawn.run.below**2 + added), np.sqrt(drawn.run.above**2 + added)))


def stated_by_power(factor: float, power: float, *, own: bool = False, apart: float = 0.8, common: float = 2.0) -> Rule:
    """Return the rule that divides the stated variance by a power of the number of voices.

    `own` widens every kernel by its own deviation in place of the mean; `common` is the weight of the common spread.
    """

    def rule(drawn: Drawn) -> np.ndarray:
        run, voices, usual = drawn.run, effective_voices(drawn.run), common_spread(drawn.run, drawn.scale)
        variance = ((voices - 1) * variance_between(run) + common * usual**2) / (voices - 1 + common)
        added = (apart**2 * variance / voices)[run.cell]
        mean = (np.bincount(run.cell, (run.below + run.above) / 2) / np.bincount(run.cell))[run.cell]
        shared = voices[run.cell] ** power
        sides = [
            np.sqrt(side**2 + (factor * (side if own else mean)) ** 2 / shared + added)
            for side in (run.below, run.above)
        ]
        return pooled(run.with_sides(sides[0], sides[1]))

    return rule


def hierarchical(factor: float) -> Rule:
    """Return the rule of the hierarchical normal model."""

    def rule(drawn: Drawn) -> np.ndarray:
        run = drawn.run
        mean = np.bincount(run.cell, (run.below + run.above) / 2) / np.bincount(run.cell)
        prior = np.maximum(factor * mean, BETWEEN_FACTOR * np.sqrt(shrunk_between(run, drawn.scale)))
        return one_more_voice(run, prior).quantiles(LEVELS)

    return rule


def between(share: Callable[[np.ndarray], np.ndarray]) -> Rule:
    """Return the rule of quantiles between the mixture's and the hierarchical model's (2), whose share is given."""

    def rule(drawn: Drawn) -> np.ndarray:
        of_model = share(effective_voices(drawn.run))[:, None]
        return (1 - of_model) * mixture(drawn) + of_model * hierarchical(2.0)(drawn)

    return rule


def scores(drawn: Drawn, told: np.ndarray) -> np.ndarray:
    """Return the weighted interval score of every question."""
    outer, inner = (interval_score(told[:, i], told[:, -1 - i], drawn.truth, s) for i, s in ((0, 0.1), (1, 0.5)))
    return (0.5 * np.abs(drawn.truth - told[:, 2]) + 0.05 * outer + 0.25 * inner) / 2.5


def measured(drawn: Drawn, rule: Rule) -> tuple[float, float, float]:
    """Return how often a rule holds, its score beside the plain mixture's, and how much of it would be printed."""
    made = rule(drawn)
    plain = scores(drawn, pooled(as_stated(drawn.run, drawn.scale)))
    means = pd.DataFrame({"rule": scores(drawn, made), "plain": plain}).groupby(drawn.study).mean()
    held = (made[:, 0] <= drawn.truth) & (drawn.truth <= made[:, -1])
    ratio = np.exp(np.log(means["rule"] / means["plain"]).mean())
    return float(held.mean()), float(ratio), float((made[:, -1] - made[:, 0] <= drawn.said).mean())


RULES: dict[str, Rule] = {
    "default": default,
    "mixture": mixture,
    "(1.6 s)² / k^1.5": stated_by_power(1.6, 1.5),
    "(2.2 d)² / k²": stated_by_power(2.2, 2.0, own=True),
    "(0.9 s)² / k, (1.2 b)² / k": stated_by_power(0.9, 1.0, apart=1.2),
    "(1.2 s)² / k, (1.2 b)² / k, common spread as six voices": stated_by_power(1.2, 1.0, apart=1.2, common=6.0),
    "hierarchical, 1.5": hierarchical(1.5),
    "hierarchical, 2": hierarchical(2.0),
    "quantiles between mixture and hierarchical, 2; share 1 / k": between(lambda voices: 1 / voices),
    "the same, share 0.4 (5 - k) / 3": between(lambda voices: 0.4 * np.clip((5 - voices) / 3, 0, 1)),
}


def main() -> None:
    """Print a table for each set."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    for name in SETS:
        table = load(folder / "pooling" / f"calib_{name}.csv")
        print(f"\n| {name} | " + " | ".join(f"{size or 'all'} sources" for size in SIZES) + " |")
        draws: list[list[Drawn]] = []
        for seed in DRAWS:
            random = np.random.default_rng(seed)
            draws.append([drawn_of(draw(table, size, random)) for size in SIZES])
        for words, rule in RULES.items():
            told = np.array([[measured(drawn, rule) for drawn in sizes] for sizes in draws]).mean(axis=0)
            cells = [f"{held:.1%}, {ratio:.3f}, {printed:.0%}" for held, ratio, printed in told]
            print(f"| {words} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
