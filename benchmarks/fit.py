"""The two factors of the spread, fitted on expert judgement and polls, with standard errors.

Usage: python benchmarks/fit.py [REFERENCE]   (default: ../shared/reference beside the checkout)

For every pair of factors the weighted interval score of the widened mixture is taken against the plain one, study by
study (geometric mean over the numbers of sources), and averaged over studies, both sets alike. The fit is the pair with
the least score; leaving out one study (or election cycle) after another gives standard errors by the jackknife (Efron
and Stein 1981), and the score and coverage of studies that the fit has not seen.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from calibration import SIZES, draw, load, score

from reconcile.pool import calibration as spread

SETS = ("sej", "polls")
STATED = np.round(np.arange(0.6, 2.01, 0.1), 1)
BETWEEN = np.round(np.arange(0.2, 1.61, 0.1), 1)
CHOSEN = (spread.STATED_FACTOR, spread.BETWEEN_FACTOR)


def drawn_sets(folder: Path) -> list[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Return the questions of every set and size, and the plain mixture's scores."""
    found = []
    for name in SETS:
        random, table = np.random.default_rng(20250131), load(folder / "pooling" / f"calib_{name}.csv")
        for size in SIZES:
            drawn = draw(table, size, random)
            found.append((name, drawn, score(drawn, "plain")))
    return found


def by_study(sets: list[tuple[str, pd.DataFrame, pd.DataFrame]], factors: tuple[float, float]) -> pd.DataFrame:
    """Return log ratio of scores and coverage at 90%, by set and study."""
    spread.STATED_FACTOR, spread.BETWEEN_FACTOR = factors
    parts = []
    for name, drawn, plain in sets:
        told = score(drawn, "mixture").groupby("study")[["wis", "held90"]].mean()
        ratio = np.log(told["wis"] / plain.groupby("study")["wis"].mean())
        parts.append(pd.DataFrame({"set": name, "study": ratio.index, "ratio": ratio, "held": told["held90"]}))
    spread.STATED_FACTOR, spread.BETWEEN_FACTOR = CHOSEN
    return pd.concat(parts, ignore_index=True).groupby(["set", "study"]).mean()


def best_pair(losses: pd.DataFrame, without: tuple[str, str] | None = None) -> tuple[float, float]:
    """Return the pair with the least loss, both sets weighing alike."""
    kept = losses.drop(index=[without]) if without else losses
    return tuple(kept.groupby("set").mean().mean().idxmin())


def main() -> None:
    """Print the fit, its standard errors, and what it does to studies that it has not seen."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    sets = drawn_sets(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
    told = {pair: by_study(sets, pair) for pair in itertools.product(STATED, BETWEEN)}
    losses = pd.DataFrame({pair: table["ratio"] for pair, table in told.items()})
    held = pd.DataFrame({pair: table["held"] for pair, table in told.items()})
    fit = best_pair(losses)
    left_out = {study: best_pair(losses, study) for study in losses.index}
    pairs = np.array(list(left_out.values()))
    count = len(pairs)
    error = np.sqrt((count - 1) / count * ((pairs - pairs.mean(axis=0)) ** 2).sum(axis=0))
    print(
        f"fit: stated {fit[0]:.1f} (s.e. {error[0]:.2f}), between {fit[1]:.1f} (s.e. {error[1]:.2f}), {count} studies"
    )
    unseen = pd.DataFrame({
        "ratio": [losses.loc[study, pair] for study, pair in left_out.items()],
        "held": [held.loc[study, pair] for study, pair in left_out.items()],
    }, index=losses.index).groupby("set").mean()  # fmt: skip
    print("\n| factors | set | WIS, plain = 1 | 90% holds |\n|---|---|---|---|")
    for name in SETS:
        ratio, share = unseen.loc[name, ["ratio", "held"]]
        print(f"| fitted without the study | {name} | {np.exp(ratio):.3f} | {share:.0%} |")
        for label, pair in (("fit", fit), ("default", CHOSEN)):
            means = losses[pair].groupby("set").mean()[name], held[pair].groupby("set").mean()[name]
            print(f"| {label} {pair[0]:.1f}, {pair[1]:.1f} | {name} | {np.exp(means[0]):.3f} | {means[1]:.0%} |")


if __name__ == "__main__":
    main()
