"""How many ranges of ours are printed beside the figures, and how many of those hold, over two sets together.

Usage: python benchmarks/printed_ranges.py [REFERENCE]   (default: ../shared/reference beside the checkout)

What `range_wording` prints: intervals of the default method that are no wider, on their working scale, than all that
the sources said. Sources are drawn as in `calibration.py` (k = 2, 3, 5: five draws, fixed seed) from expert judgement
and election polls. To be run again whenever the pool changes; the last line must not fall below 86%.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from calibration import draw, load, score

SETS = ("sej", "polls")
SIZES = (2, 3, 5)
SEED = 20250131

# share of printed ranges that must hold, over all rows of both sets
LEAST_HELD = 0.86


def scored(folder: Path) -> pd.DataFrame:
    """Score every drawn question of both sets."""
    parts = []
    for name in SETS:
        table, random = load(folder / "pooling" / f"calib_{name}.csv"), np.random.default_rng(SEED)
        parts += [score(draw(table, size, random), "linear").assign(set=name, k=size) for size in SIZES]
    return pd.concat(parts, ignore_index=True)


def line(label: str, rows: pd.DataFrame) -> str:
    """Return a row of the table: how many questions, how many are printed, how many of those hold."""
    shown = rows[rows["printed"]]
    held = f"{shown['held90'].mean():.0%}" if len(shown) else ""
    return f"| {label} | {len(rows):,} | {rows['printed'].mean():.0%} | {held} |"


def main() -> None:
    """Print the table, and end with 1 where too few of the printed ranges hold."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    rows = scored(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
    print("| sources | rows | printed | of these, 90% holds |\n|---|---|---|---|")
    for (name, size), some in rows.groupby(["set", "k"], sort=False):
        print(line(f"{name}, {size}", some))
    for size, some in rows.groupby("k"):
        print(line(f"both, {size}", some))
    print(line("both, all", rows))
    sys.exit(int(rows.loc[rows["printed"], "held90"].mean() < LEAST_HELD))


if __name__ == "__main__":
    main()
