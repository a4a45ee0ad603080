"""The two fitted numbers of the rule for two and three voices, fitted without the study that is scored.

Usage: python benchmarks/fit_few_voices.py [REFERENCE]   (default: ../shared/reference beside the checkout)

Every pair of the prior's factor and the share of two voices is scored on expert judgement and polls with two and three
sources (draws as in `few_voices.py`). The fit is the pair of the least weighted interval score, both sets and numbers
alike, among those that hold 87% to 94% in each of the four cells; without such a pair, the one that misses by least.
One row for each study left out: its fit and what is held, and the score beside the plain mixture's, in that study.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from calibration import draw, load
from few_voices import DRAWS, SETS, Drawn, drawn_of, hierarchical, mixture, pooled, scores

from reconcile.pool import few_voices
from reconcile.pool.calibration import as_stated, effective_voices

FACTORS = np.round(np.arange(1.5, 2.41, 0.1), 1)
SHARES = np.round(np.arange(0.3, 0.81, 0.1), 1)
CHOSEN = (few_voices.PRIOR_FACTOR, few_voices.SHARE_OF_TWO)
FEWEST, MOST = 0.87, 0.94


class Case(NamedTuple):
    """A set, a number of sources and one draw."""

    name: str
    size: int
    drawn: Drawn


def cases(folder: Path) -> list[Case]:
    """Return all draws of two and three sources."""
    found = []
    for name, seed in itertools.product(SETS, DRAWS):
        table, random = load(folder / "pooling" / f"calib_{name}.csv"), np.random.default_rng(seed)
        found += [Case(name, size, drawn_of(draw(table, size, random))) for size in (2, 3)]
    return found


def told_of(case: Case, factor: float, shares: np.ndarray) -> list[pd.DataFrame]:
    """Return for each share of two voices what every question scores and whether it holds."""
    drawn, base = case.drawn, mixture(case.drawn)
    model = hierarchical(factor)(drawn)
    of_two = few_voices.share_of_model(effective_voices(drawn.run))[:, None] / few_voices.SHARE_OF_TWO
    plain = scores(drawn, pooled(as_stated(drawn.run, drawn.scale)))
    frames = []
    for share in shares:
        made = base + share * of_two * (model - base)
        held = (made[:, 0] <= drawn.truth) & (drawn.truth <= made[:, -1])
        frames.append(pd.DataFrame({"set": case.name, "size": case.size, "study": drawn.study, "held": held,
                                    "wis": scores(drawn, made), "plain": plain}))  # fmt: skip
    return frames


def by_study(found: list[Case]) -> dict[tuple[float, float], pd.DataFrame]:
    """Return by pair the sums of every set, size and study: questions, held, scores."""
    summed = {}
    for factor in FACTORS:
        told = [told_of(case, factor, SHARES) for case in found]
        for place, share in enumerate(SHARES):
            rows = pd.concat([frames[place] for frames in told], ignore_index=True).assign(n=1)
            summed[float(factor), float(share)] = rows.groupby(["set", "size", "study"]).sum()
    return summed


def cells_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Return coverage and the ratio of scores (geometric mean over studies) of every set and size."""
    ratio = np.log(rows["wis"] / rows["plain"]).groupby(["set", "size"]).mean()
    total = rows.groupby(["set", "size"])[["held", "n"]].sum()
    return pd.DataFrame({"held": total["held"] / total["n"], "wis": np.exp(ratio)})


def fit(summed: dict[tuple[float, float], pd.DataFrame], without: tuple[str, str] | None) -> tuple[float, float]:
    """Return the pair that is chosen without a study of a set."""
    best: dict[tuple[float, float], tuple[float, float]] = {}
    for pair, rows in summed.items():
        left_out = (rows.index.get_level_values(0) == (without or ("", ""))[0]) & (
            rows.index.get_level_values(2) == (without or ("", ""))[1]
        )
        told = cells_of(rows[~left_out])
        missed = np.maximum(FEWEST - told["held"], told["held"] - MOST).clip(lower=0).sum()
        best[pair] = (round(float(missed), 6), float(np.log(told["wis"]).mean()))
    return min(best, key=lambda pair: best[pair])


def main() -> None:
    """Print the fit, the table of studies left out, and what is held and scored in all of them together."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    summed = by_study(cases(Path(sys.argv[1]) if len(sys.argv) > 1 else beside))
    whole = fit(summed, None)
    studies = summed[whole].reset_index()[["set", "study"]].drop_duplicates()
    print(f"fit to all: factor {whole[0]}, share {whole[1]}\n")
    print("| set | study left out | factor | share | 2 sources | 3 sources |\n|---|---|---|---|---|---|")
    unseen = []
    for name, study in studies.itertuples(index=False):
        pair = fit(summed, (name, study))
        rows = summed[pair].xs((name, study), level=("set", "study"), drop_level=False)
        unseen.append(rows)
        told = [f"{row.held / row.n:.0%}, {row.wis / row.plain:.3f}" for row in rows.itertuples()]
        print(f"| {name} | {study} | {pair[0]} | {pair[1]} | " + " | ".join([*told, ""][:2]) + " |")
    print("\n| parameters | set | sources | 90% holds | WIS, plain = 1 |\n|---|---|---|---|---|")
    for words, rows in (("fitted without the study", pd.concat(unseen)), (f"{CHOSEN}", summed[CHOSEN])):
        for (name, size), row in cells_of(rows).iterrows():
            print(f"| {words} | {name} | {size} | {row['held']:.1%} | {row['wis']:.3f} |")


if __name__ == "__main__":
    main()
