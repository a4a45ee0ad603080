"""Fit the weights of `reconcile/articles/confidence.toml`, and measure what high confidence means.

usage: python benchmarks/confidence.py [FOLDER ...] [--write]

The rows of each passage are judged by weights fitted without it, so that no passage speaks for itself.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from passages import FOLDER, Reading, passages_in, readings_of, share
from scipy.optimize import minimize
from scipy.special import expit

from reconcile.articles.confidence import HIGH, signs_of
from reconcile.articles.figure_rows import figures_beside, table_of
from reconcile.articles.figures_said import figures_of

WEIGHTS = Path(__file__).resolve().parents[1] / "reconcile/articles/confidence.toml"
# pull of every weight to zero, in squared log odds: a sign that a handful of rows has says little
RIDGE = 0.5
# rows that a sign must have to get a weight of its own
FEWEST = 8
DIGITS = 2

Floats = npt.NDArray[np.float64]


def read_with_signs(text: str, source: str, published: str | None) -> pd.DataFrame:
    """Return the claims of a text with the signs of each reading."""
    day = date.fromisoformat(published) if published else None
    figures = figures_of(text, day)
    signs = [signs_of(figure, among) for figure, among in zip(figures, figures_beside(figures), strict=True)]
    return table_of(figures, source, day).assign(signs=pd.Series(signs, dtype=object))


def rows_in(folder: Path) -> list[Reading]:
    """Return what was read in the passages of a folder: rows only, right or wrong."""
    readings = [one for passage in passages_in(folder) for one in readings_of(passage, read_with_signs)]
    return [one for one in readings if one.row is not None]


def signs_in(one: Reading) -> list[str]:
    """Return the signs of a row."""
    return list((one.row or {})["signs"])


def design_of(rows: list[Reading], names: list[str]) -> Floats:
    """Return rows by signs, 1.0 where a row has the sign; the first column is always 1."""
    return np.array([[1.0, *(float(name in signs_in(one)) for name in names)] for one in rows])


def fitted(design: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge on all but the first."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = design @ weights
        pull = RIDGE * np.r_[0.0, weights[1:]]
        value = np.logaddexp(0, score).sum() - right @ score + weights @ pull / 2
        return float(value), design.T @ (expit(score) - right) + pull

    found: Floats = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def names_in(rows: list[Reading]) -> list[str]:
    """Return the signs that enough rows have, in order."""
    counts = Counter(sign for one in rows for sign in signs_in(one))
    return sorted(sign for sign, count in counts.items() if count >= FEWEST)


def judged_without_itself(rows: list[Reading]) -> Floats:
    """Return the probability of each row by weights that its passage had no part in."""
    names, right = names_in(rows), np.array([float(one.whole) for one in rows])
    design, passage = design_of(rows, names), np.array([one.passage.name for one in rows])
    judged = np.empty(len(rows))
    for name in dict.fromkeys(passage):
        left = passage == name
        judged[left] = expit(design[left] @ fitted(design[~left], right[~left]))
    return judged


def groups_of(rows: list[Reading]) -> dict[str, npt.NDArray[np.bool_]]:
    """Return which rows are of the groups of which a share is to be high."""
    stated = [
        bool(one.gold) and all((one.gold or {})[name][:1] not in ("", "~") for name in ("party", "origin"))
        for one in rows
    ]
    odd = [bool(one.gold and (one.gold["subset"] or one.gold["superseded"])) for one in rows]
    return {"those with party and origin": np.array(stated), "parts and earlier ones": np.array(odd)}


def main() -> None:
    """Print what high confidence means, and write the weights if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER])
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows = [one for folder in asked.folders for one in rows_in(folder)]
    judged, right = judged_without_itself(rows), np.array([one.whole for one in rows])
    high = judged >= HIGH
    print(f"{len(rows)} rows of {len({one.passage.name for one in rows})} passages, judged without their own passage")
    print(f"high and right: {share(right[high].tolist())}; high, of all: {share(high.tolist())}")
    for group, flags in groups_of(rows).items():
        print(f"high, of {group}: {share(high[flags].tolist())}")
    log_score = -np.log(np.where(right, judged, 1 - judged)).mean()
    print(f"log score {log_score:.3f}, Brier {((judged - right) ** 2).mean():.3f}")
    for lower in (0.0, 0.25, 0.5, 0.75, 0.9, HIGH):
        inside = judged >= lower
        expected = judged[inside].mean() if inside.any() else 0
        print(f"  p >= {lower:.2f}: {share(right[inside].tolist())}, mean p {expected:.3f}")
    names = names_in(rows)
    weights = fitted(design_of(rows, names), right.astype(float))
    lines = [f'"{name}" = {weight:.{DIGITS}f}' for name, weight in zip(["always", *names], weights, strict=True)]
    for line in lines:
        print(line)
    if asked.write:
        head = "# Weights of the signs of a reading, in log odds; written by benchmarks/confidence.py.\n[weights]\n"
        WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
