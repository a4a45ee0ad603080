"""How often 90% intervals hold the truth, by method and number of sources, on sets whose truth is known.

Usage: python benchmarks/calibration.py [REFERENCE]   (default: ../shared/reference beside the checkout)

First the conflict events (`events.py`), then `pooling/calib_{sej,polls,covidhub}.csv`. Sources are drawn from each
question (k = 2, 3, 5: five draws, fixed seed; all). Scores as in the reference folder's README: coverage at 90% and
50%, and the weighted interval score as a ratio to the plain equal-weight mixture of two-piece normals, geometric mean
over studies; each with a bootstrap interval over studies (90%). "mixture" is the default without what few voices
change (`few_voices.py`). How many are printed, `printed_ranges.py` says.
"""

from __future__ import annotations

import sys
from pathlib import Path

import events
import numpy as np
import pandas as pd

from reconcile.pool.by_method import pool_by_methods
from reconcile.pool.calibration import Stake, as_stated, widened
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import METHODS, VARIANTS, find_method
from reconcile.ranges.scale import LINEAR, LOG, deviations

SETS = ("sej", "polls", "covidhub")
SIZES = (2, 3, 5, 0)  # 0: all sources of a question
DRAWS = 5
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
RESAMPLES = 1000


def load(path: Path) -> pd.DataFrame:
    """Read a calibration set; natural log where everything is positive, else units of the median range."""
    table = pd.read_csv(path)
    table = table[(table["p_low"] == 0.05) & (table["p_high"] == 0.95)].dropna(subset=["low", "mid", "high", "truth"])
    lowest = table.groupby("question_id")["low"].transform("min")
    table["log"] = (lowest > 0) & (table["truth"] > 0)
    unit = (table["high"] - table["low"]).groupby(table["question_id"]).transform("median")
    for name in ("low", "mid", "high", "truth"):
        logged = np.log(table[name].where(table["log"], 1.0))
        table[name] = logged.where(table["log"], table[name] / unit.where(unit > 0, 1.0))
    return table


def draw(table: pd.DataFrame, size: int, random: np.random.Generator) -> pd.DataFrame:
    """Draw `size` sources a question, several times; 0 takes all."""
    parts = []
    for question, rows in table.groupby("question_id"):
        if size == 0 and len(rows) >= SIZES[0]:
            parts.append(rows.assign(cell=question))
        elif 0 < size <= len(rows):
            parts += [rows.iloc[random.choice(len(rows), size, replace=False)].assign(cell=f"{question}#{number}")
                      for number in range(DRAWS)]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def score(drawn: pd.DataFrame, method: str) -> pd.DataFrame:
    """Pool every drawn question by a method and score it.

    "plain" is the mixture without added spread, "mixture" the one with it, whatever the number of voices.
    """
    cell = pd.factorize(drawn["cell"], sort=True)[0]
    drawn, cell = drawn.iloc[np.argsort(cell, kind="stable")], np.sort(cell)
    centre, ends = drawn["mid"].to_numpy(), np.full((2, len(drawn)), [[0.05], [0.95]])
    below, above = deviations(drawn["low"].to_numpy(), centre, drawn["high"].to_numpy(), *ends)
    run = Kernels(int(cell.max()) + 1, cell, np.arange(len(cell)), np.ones(len(cell)), centre, below, above)
    by_cell = drawn.groupby(cell)
    scale = np.where(by_cell["log"].first(), LOG, LINEAR)
    q = quantiles(run, scale, method)
    truth = by_cell["truth"].first().to_numpy()
    outer, inner = (interval_score(q[:, i], q[:, -1 - i], truth, share) for i, share in ((0, 0.1), (1, 0.5)))
    wis = (0.5 * np.abs(truth - q[:, 2]) + 0.05 * outer + 0.25 * inner) / 2.5
    held = {name: (q[:, i] <= truth) & (truth <= q[:, -1 - i]) for name, i in (("held90", 0), ("held50", 1))}
    return pd.DataFrame({"study": by_cell["study"].first(), "wis": wis, **held})


def quantiles(run: Kernels, scale: np.ndarray, method: str) -> np.ndarray:
    """Return the quantiles of drawn questions by a method, as the product pools them."""
    if method in ("plain", "mixture"):
        ready = as_stated(run, scale) if method == "plain" else widened(run, scale)
        return find_method("linear").pool(ready, Bounds.none(), LEVELS)
    none, free = np.zeros(len(run.cell), dtype=bool), np.full(len(run.cell), "", dtype=object)
    return pool_by_methods(
        run, free, np.zeros(len(free)), Stake(none, none), lag=np.zeros(len(free), dtype=np.int64), scale=scale,
        levels=LEVELS, methods=[method],
    )[0]  # fmt: skip


def interval_score(low: np.ndarray, high: np.ndarray, truth: np.ndarray, share: float) -> np.ndarray:
    """Return the interval score of Gneiting and Raftery 2007."""
    return (high - low) + 2 / share * (np.maximum(low - truth, 0) + np.maximum(truth - high, 0))


def summary(scores: pd.DataFrame, plain: pd.DataFrame, random: np.random.Generator) -> str:
    """Return coverage at 90% and 50% and the ratio of scores, each with a bootstrap interval over studies."""
    means, base = scores.groupby("study")[["held90", "held50", "wis"]].mean(), plain.groupby("study")["wis"].mean()
    sizes, logs = scores.groupby("study").size().to_numpy(), np.log(means["wis"] / base).to_numpy()
    picks = random.integers(0, len(means), (RESAMPLES, len(means)))
    told = [f"{np.exp(logs.mean()):5.2f} ({'-'.join(f'{end:.2f}' for end in ends(np.exp(logs[picks].mean(axis=1))))})"]
    for name in ("held50", "held90"):
        held = (means[name].to_numpy() * sizes)[picks].sum(axis=1) / sizes[picks].sum(axis=1)
        told.insert(0, f"{scores[name].mean():5.0%} ({'-'.join(f'{end:.0%}' for end in ends(held))})")
    return " | ".join(told)


def ends(resampled: np.ndarray) -> np.ndarray:
    """Return the ends of a bootstrap interval."""
    return np.quantile(resampled, [0.05, 0.95])


def main() -> None:
    """Print a table for every set."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    print("### Conflict and disaster events\n")
    events.tables(folder)
    for name in SETS:
        random = np.random.default_rng(20250131)
        table = load(folder / "pooling" / f"calib_{name}.csv")
        print(f"\n### {name}: {table['question_id'].nunique()} questions, {table['study'].nunique()} studies\n")
        print("| sources | method | 90% holds | 50% holds | WIS, plain = 1 |\n|---|---|---|---|---|")
        for size in SIZES:
            if size > table.groupby("question_id").size().max():
                continue
            drawn = draw(table, size, random)
            plain = score(drawn, "plain")
            for method in ("plain", "mixture", *METHODS, *VARIANTS):
                told = summary(score(drawn, method), plain, random)
                print(f"| {size or 'all'} | {method} | {told} |", flush=True)


if __name__ == "__main__":
    main()
