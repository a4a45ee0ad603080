"""What a track record is worth on expert judgement: learned on the other questions of a study, scored on this one.

Usage: python benchmarks/track_record.py [REFERENCE]   (default: ../shared/reference beside the checkout)

Two and three sources are drawn from each question of `pooling/calib_sej.csv` (twenty draws, fixed seed). The record of
each source is learned from all other questions of its study by `learned_record`; then the question is pooled by the
default method with it and without. The ratio of weighted interval scores is the geometric mean over studies, with a
bootstrap interval over studies (90%); coverage and the median width stand beside. It says nothing of war: experts in a
study have one kind of question, no side and no reason to mislead.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from calibration import LEVELS, RESAMPLES, draw, ends, interval_score, load

from reconcile.engine.learned_record import learned_record
from reconcile.pool.calibration import widened
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods.linear import pool
from reconcile.pool.past_errors import PastErrors
from reconcile.ranges.scale import LINEAR, LOG, deviations
from reconcile.sources.past_of_claims import past_of_claims
from reconcile.sources.track_record import TrackRecord

SIZES = (2, 3)
SEED = 20250131
# times that the draws of `calibration` are repeated: with five draws a question the ratio moves by .014
REPEATS = 4
# largest error that is counted, as of `resolved_errors`
MOST = 3.0


def with_records(table: pd.DataFrame) -> pd.DataFrame:
    """Add to every answer what the record of its source says, learned on the other questions of the study."""
    errors = pd.DataFrame({
        "voice": table["source_id"], "measure": table["study"], "losses": "neutral", "scale": "log",
        "quantity": table["question_id"], "error": (table["mid"] - table["truth"]).clip(-MOST, MOST), "known_by": "",
        "published_day": 0,
    })  # fmt: skip
    parts = []
    for question, rows in table.groupby("question_id"):
        others = errors[(errors["measure"] == rows["study"].iloc[0]) & (errors["quantity"] != question)]
        record = learned_record(others).assign(file="", row=0)
        losses = np.full(len(rows), "neutral", dtype=object)
        said = (rows[name].reset_index(drop=True) for name in ("source_id", "study"))
        past = past_of_claims(TrackRecord(table=record), *said, losses)
        parts.append(rows.assign(factor=past.factor, past=past.deviation, sure=past.sure))
    return pd.concat(parts)


def score(drawn: pd.DataFrame, *, recorded: bool) -> pd.DataFrame:
    """Pool every drawn question and score it, with the records of its sources or without."""
    cell = pd.factorize(drawn["cell"], sort=True)[0]
    drawn, cell = drawn.iloc[np.argsort(cell, kind="stable")], np.sort(cell)
    centre, tails = drawn["mid"].to_numpy(), np.full((2, len(drawn)), [[0.05], [0.95]])
    below, above = deviations(drawn["low"].to_numpy(), centre, drawn["high"].to_numpy(), *tails)
    run = Kernels(int(cell.max()) + 1, cell, np.arange(len(cell)), np.ones(len(cell)), centre, below, above)
    if recorded:
        past = PastErrors(drawn["past"].to_numpy(), drawn["sure"].to_numpy(dtype=bool))
        run = replace(run, weight=drawn["factor"].to_numpy(), past=past)
    by_cell = drawn.groupby(cell)
    q = pool(widened(run, np.where(by_cell["log"].first(), LOG, LINEAR)), Bounds.none(), LEVELS)
    truth = by_cell["truth"].first().to_numpy()
    outer, inner = (interval_score(q[:, i], q[:, -1 - i], truth, share) for i, share in ((0, 0.1), (1, 0.5)))
    wis = (0.5 * np.abs(truth - q[:, 2]) + 0.05 * outer + 0.25 * inner) / 2.5
    held = {name: (q[:, i] <= truth) & (truth <= q[:, -1 - i]) for name, i in (("held90", 0), ("held50", 1))}
    return pd.DataFrame({"study": by_cell["study"].first(), "wis": wis, "width": q[:, -1] - q[:, 0], **held})


def compared(with_it: pd.DataFrame, without: pd.DataFrame, random: np.random.Generator) -> str:
    """Return the ratio of scores with its bootstrap interval, and widths and coverage with and without."""
    means = (scores.groupby("study")["wis"].mean() for scores in (with_it, without))
    logs = np.log(np.divide(*means)).to_numpy()
    low, high = ends(np.exp(logs[random.integers(0, len(logs), (RESAMPLES, len(logs)))].mean(axis=1)))
    width = with_it["width"].median() / without["width"].median()
    held = " | ".join(f"{without[name].mean():.1%} -> {with_it[name].mean():.1%}" for name in ("held90", "held50"))
    return f"{np.exp(logs.mean()):.3f} ({low:.3f}-{high:.3f}) | {held} | {width:.2f}"


def main() -> None:
    """Print one row a number of sources."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    table = with_records(load(folder / "pooling" / "calib_sej.csv"))
    random = np.random.default_rng(SEED)
    print("| sources | WIS, without = 1 | 90% holds | 50% holds | width |\n|---|---|---|---|---|")
    for size in SIZES:
        draws = [draw(table, size, random) for _ in range(REPEATS)]
        drawn = pd.concat([one.assign(cell=one["cell"] + f"/{at}") for at, one in enumerate(draws)], ignore_index=True)
        told = compared(score(drawn, recorded=True), score(drawn, recorded=False), random)
        print(f"| {size} | {told} |", flush=True)


if __name__ == "__main__":
    main()
