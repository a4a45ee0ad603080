"""How often counts that differ as the model expects are said to agree, to be in tension, or to conflict.

Usage: python benchmarks/agreement.py [SETS]   (default: 400)

Sets of 2 to 100 voices, each a count with the range it states, that scatter around one value. The mark of an honest
rule: usual scatter is hardly ever a conflict, however many voices there are, and far more than usual is at least a
tension.
"""

from __future__ import annotations

import sys

import numpy as np

from reconcile.pool.agreement import scattered, tail_probabilities, words_of_agreement
from reconcile.pool.calibration import widened
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.ranges.scale import LOG

SEED = 20250131
VOICES = (2, 3, 5, 12, 50, 100)
# standard deviation between voices and stated by each, log scale: bare counts, honest ranges, and far more than usual
CASES = ((0.3, 0.02), (0.3, 0.1), (0.15, 0.15), (0.6, 0.05), (1.0, 0.05))


def rates(sets: int, voices: int, between: float, stated: float) -> tuple[float, float]:
    """Return the shares of sets in tension and in conflict."""
    random = np.random.default_rng(SEED)
    cell, width = np.repeat(np.arange(sets), voices), np.full(sets * voices, stated)
    centre = random.normal(6, 2, sets)[cell] + random.normal(0, between, len(cell))
    run = Kernels(sets, cell, np.tile(np.arange(voices), sets), np.ones(len(cell)), centre, width, width)
    scale = np.full(sets, LOG)
    p = tail_probabilities(widened(run, scale, between="voice"), Bounds.none())[1]
    wild = scattered(run, scale, np.ones(len(cell), dtype=bool))
    words = words_of_agreement(p, np.full(sets, voices), wild, np.zeros(sets, dtype=bool))
    return float(np.mean(words == "tension")), float(np.mean(words == "conflict"))


def main() -> None:
    """Print the table."""
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print("| scatter | stated | " + " | ".join(f"{voices} voices" for voices in VOICES) + " |")
    print("|---|---|" + "---|" * len(VOICES))
    for between, stated in CASES:
        told = [rates(sets, voices, between, stated) for voices in VOICES]
        cells = " | ".join(f"{tension:.0%}, {conflict:.0%}" for tension, conflict in told)
        print(f"| {between:g} | {stated:g} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
