"""Hidden copies: how many are found, and how many who count for themselves are called copies.

Usage: python benchmarks/copies.py experts CALIB_SEJ.csv [SEEDS]    (tidy rows: study, question_id, source_id, mid)
       python benchmarks/copies.py fields CALIB_SEJ.csv             (all pairs of every study at once)
       python benchmarks/copies.py pollsters CALIB_POLLS.csv [SEEDS]
       python benchmarks/copies.py narrow                           (simulated fields in which everybody agrees)

`experts` and `pollsters` draw pairs with m common questions; copies are made of the first expert's figures by the
mechanisms that the score knows, so that what is found of them is an upper bound.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd

from reconcile.engine.dependence.stated_figures import StatedFigures, rounding_steps
from reconcile.engine.dependence.suspects import dependence

SIZES = (3, 5, 10)
MOST_PAIRS = 400
SIMULATED = 500
HOW = ("relay", "rounded", "recomputed", "share")


def told(figures: np.ndarray) -> pd.DataFrame:
    """Return the pairs of sources, one a column, from figures of shape (questions, sources); nan where none."""
    question, source = np.nonzero(np.isfinite(figures))
    values, none = figures[question, source], np.zeros(len(question), dtype=np.int64)
    key = np.unique(question, return_inverse=True)[1]
    stated = StatedFigures(
        key=key, quantity=key, source=source.astype(np.int64), figure=values, step=rounding_steps(values),
        published=np.where(source == 1, 1, 0), day=none, era=none, follows=np.zeros(len(question), dtype=bool),
    )  # fmt: skip
    return dependence(stated, pd.Index([f"s{number:03d}" for number in range(figures.shape[1])])).table


def judged(cases: list[np.ndarray]) -> pd.DataFrame:
    """Return score and verdict of the first two sources of every case."""
    rows = [table[(table["source_a"] == "s000") & (table["source_b"] == "s001")] for table in map(told, cases)]
    return pd.concat(rows, ignore_index=True)


def drawn(wide: pd.DataFrame, size: int, random: np.random.Generator) -> list[np.ndarray]:
    """Return cases of two columns with common rows, the other columns behind them."""
    cases = []
    for pair in itertools.combinations(wide.columns, 2):
        common = wide.index[wide[list(pair)].notna().all(axis=1)]
        if len(common) >= size:
            rows = random.choice(len(common), size, replace=False)
            others = [name for name in wide.columns if name not in pair]
            cases.append(wide.loc[common[np.sort(rows)], [*pair, *others]].to_numpy(np.float64))
    return cases


def copied(case: np.ndarray, how: str, random: np.random.Generator) -> np.ndarray:
    """Return a case whose second source has its figures from the first."""
    share, digits = np.exp(random.normal(0, 0.6)), random.integers(1, 3, len(case))
    first = case[:, 0]
    made = {
        "relay": first, "rounded": np.array([float(f"{x:.{d}g}") for x, d in zip(first, digits, strict=True)]),
        "recomputed": np.array([float(f"{x:.3g}") for x in first * np.exp(random.normal(0, 0.015, len(first)))]),
        "share": np.array([float(f"{x:.2g}") for x in share * first]),
    }  # fmt: skip
    return np.column_stack([first, made[how], case[:, 2:]])


def row(name: str, pairs: pd.DataFrame) -> None:
    """Print how many pairs are told what."""
    shares = [(pairs["told"] == word).mean() for word in ("copy", "both_exact", "abstained")]
    print(f"| {name} | {len(pairs)} | " + " | ".join(f"{share:.2%}" for share in shares) + " |", flush=True)


def positive(file: str) -> pd.DataFrame:
    """Return the rows of a calibration set whose figure is above 0."""
    table = pd.read_csv(file)
    return table[table["mid"] > 0]


def wide_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return figures by question and source."""
    return table.pivot_table(index="question_id", columns="source_id", values="mid")


def experts(file: str, seeds: int = 3) -> None:
    """Print what is told of independent experts, and of copies of them."""
    studies = [wide_of(table) for _, table in positive(file).groupby("study")]
    for size, seed in itertools.product(SIZES, range(seeds)):
        random = np.random.default_rng(seed)
        cases = [case for wide in studies for case in drawn(wide, size, random)]
        chosen = [cases[place] for place in random.permutation(len(cases))[:MOST_PAIRS]]
        apart = judged(chosen)
        at = np.quantile(apart["score"], 0.99)
        row(f"m = {size}, seed {seed}: independent, 99% at {at:.2f}", apart)
        for how in HOW:
            copies = judged([copied(case, how, random) for case in chosen[: MOST_PAIRS // 4]])
            row(f"… {how}, {(copies['score'] > at).mean():.0%} above that", copies)


def fields(file: str) -> None:
    """Print the studies in which two experts are called copies when all pairs are looked at."""
    tables = {study: told(wide_of(table).to_numpy()) for study, table in positive(file).groupby("study")}
    called = {study: int((table["told"] == "copy").sum()) for study, table in tables.items()}
    print({study: number for study, number in called.items() if number})
    print(f"{sum(map(len, tables.values()))} pairs in {len(tables)} studies; {sum(called.values())} called copies")


def pollsters(file: str, seeds: int = 3) -> None:
    """Print what is told of pollsters of the same races."""
    wide = wide_of(positive(file))
    wide = wide[wide.columns[wide.notna().sum() >= min(SIZES)]]
    for size, seed in itertools.product(SIZES, range(seeds)):
        random = np.random.default_rng(seed)
        cases = drawn(wide, size, random)
        row(f"m = {size}, seed {seed}", judged([cases[place] for place in random.permutation(len(cases))[:MOST_PAIRS]]))


def narrow() -> None:
    """Print what is told of simulated sources that scatter little: whole numbers about 30 to 60."""
    random = np.random.default_rng(1)
    for scatter, others, size in itertools.product((0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15), (1, 3), SIZES):
        true = np.exp(random.uniform(np.log(30), np.log(60), (SIMULATED, size, 1)))
        made = np.round(true * np.exp(random.normal(0, scatter, (SIMULATED, size, 2 + others))))
        row(f"scatter {scatter:g}, {others} others, m = {size}", judged(list(made)))


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["narrow"]
    tasks: dict[str, Callable[..., None]] = {
        "experts": experts, "fields": fields, "pollsters": pollsters, "narrow": narrow,
    }  # fmt: skip
    tasks[what](*rest[:1], *map(int, rest[1:]))
