"""How many ranges of ours are printed beside the figures, and how many of those hold, over two sets together.

Usage: python benchmarks/printed_ranges.py [REFERENCE]   (default: ../shared/reference beside the checkout)

Every drawn question is a quantity of `rc.reconcile`, each of its sources a claim with low, best and high; it is printed
where the product prints it (`range_wording`). Sources are drawn as in `calibration.py` (k = 2, 3, 5: five draws, fixed
seed; all) from expert judgement and election polls. To be run again whenever the pool or the rule changes: ends with 1
where fewer than 86% of the printed ranges of both sets hold, k = 2, 3, 5 together.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from calibration import SIZES, draw

import reconcile as rc

SETS = ("sej", "polls")
SEED = 20250131
NUMBERS = ["low", "mid", "high", "truth"]

# share of printed ranges that must hold, over all rows of both sets
LEAST_HELD = 0.86


def questions(folder: Path, name: str) -> pd.DataFrame:
    """Read the ranges of a set that are meant to hold nine times in ten, and what became known."""
    table = pd.read_csv(folder / "pooling" / f"calib_{name}.csv")
    return table[(table["p_low"] == 0.05) & (table["p_high"] == 0.95)].dropna(subset=NUMBERS)


def scored(drawn: pd.DataFrame) -> pd.DataFrame:
    """Reconcile every drawn question: whether a range is printed, and whether it holds."""
    columns = {"cell": "quantity", "source_id": "source", "mid": "best"}
    claims = drawn.rename(columns=columns)[["quantity", "source", "low", "best", "high"]]
    rows = rc.reconcile(claims).estimates.set_index("quantity")
    known = drawn.groupby("cell")["truth"].first().reindex(rows.index)
    return pd.DataFrame({
        "interval": rows["publish"] == "interval", "printed": rows["range_wording"] != "",
        "held": (rows["low"] <= known) & (known <= rows["high"]),
    })  # fmt: skip


def all_scored(folder: Path) -> pd.DataFrame:
    """Score every set with every number of sources; k is 0 for all of them."""
    parts = []
    for name in SETS:
        table, random = questions(folder, name), np.random.default_rng(SEED)
        parts += [scored(draw(table, size, random)).assign(set=name, k=size) for size in SIZES]
    return pd.concat(parts, ignore_index=True)


def line(label: str, rows: pd.DataFrame) -> str:
    """Return a row of the table: how many questions, how many are printed, how many of those hold."""
    shown = rows[rows["printed"]]
    held = f"{shown['held'].mean():.0%}" if len(shown) else ""
    return f"| {label} | {len(rows):,} | {rows['interval'].mean():.0%} | {rows['printed'].mean():.0%} | {held} |"


def main() -> None:
    """Print the table, and end with 1 where too few of the printed ranges hold."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    rows = all_scored(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
    print("| sources | rows | intervals | printed | of these, 90% holds |\n|---|---|---|---|---|")
    for (name, size), some in rows.groupby(["set", "k"], sort=False):
        print(line(f"{name!s}, {size or 'all'}", some))
    few = rows[rows["k"] > 0]
    for size, some in few.groupby("k"):
        print(line(f"both, {size}", some))
    print(line("both, 2 to 5", few))
    sys.exit(int(few.loc[few["printed"], "held"].mean() < LEAST_HELD))


if __name__ == "__main__":
    main()
