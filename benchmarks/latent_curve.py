"""What the method `curve` costs: seconds and memory by number of reports, and what it adds to a run of 15 claims.

Usage: python benchmarks/latent_curve.py [REPORTS ...]   (default: 1000 4609 20000)

Reports are those of 9 voices on 26 growing totals over a year, with biases, drifts, errors and slips. To be reached:
4,609 reports in 60 s and 1 GB, 15 claims in 0.3 s. Each size runs in a process of its own, so that its memory is its
own. Seconds are those of the processor: other work on the machine does not count.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time

import numpy as np
import pandas as pd

from reconcile.claims.checked import check_claims
from reconcile.engine.hear import HeardClaims, hear
from reconcile.engine.latent.curved_cells import curved_cells, latent_curves
from reconcile.engine.pooled import pool
from reconcile.sources.registry import registry_of

SEED = 20220224
VOICES, SERIES, DAYS = 9, 26, 365
MOST_SECONDS, MOST_MEGABYTES, FEW, MOST_SECONDS_OF_FEW = 60, 1000, 15, 0.3


def reported(count: int, series: int) -> HeardClaims:
    """Return that many reports, heard."""
    rng = np.random.default_rng(SEED)
    of, voice, day = rng.integers(0, series, count), rng.integers(0, VOICES, count), rng.integers(0, DAYS, count)
    bias = rng.normal(0, 0.4, VOICES)[voice] + rng.normal(0, 0.3, (series, VOICES))[of, voice]
    drift = rng.normal(0, 0.3, (series, VOICES))[of, voice] * day / DAYS
    total = np.exp(rng.normal(6, 1.5, series))[of] * (5 + day) ** 0.8
    slip = np.where(rng.random(count) < 0.01, 10.0, 1.0)
    said = np.maximum(total * np.exp(bias + drift + rng.normal(0, 0.1, count)) * slip, 1).round()
    date = (pd.Timestamp("2024-01-01") + pd.to_timedelta(day, "D")).astype(str)
    table = pd.DataFrame({
        "quantity": [f"total {place}" for place in of], "best": said,
        "source": [f"Voice {chr(65 + place)} of many" for place in voice],
        "temporal": "cumulative", "count_date": date, "published": date,
    })  # fmt: skip
    sources = pd.DataFrame({"source": sorted(table["source"].unique()), "grade": "B"})
    return hear(check_claims(table).claims, registry_of(sources), {}, {}, None)


def measured(count: int, series: int = SERIES) -> tuple[int, float, float, float]:
    """Return reports that are heard, seconds of the pool and of the curves (gates and other priors too), megabytes."""
    heard = reported(count, series)
    began = time.process_time()
    pooled = pool(heard, "month-end", 0.9, "linear")
    middle = time.process_time()
    curves = latent_curves(heard, heard.as_of, gate=True)
    curved_cells(heard, pooled, curves, 0.9, gate=True)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = sum(len(group.reports.day) for group in curves.groups)
    return rows, middle - began, time.process_time() - middle, used


def apart(*arguments: int) -> tuple[int, float, float, float]:
    """Measure in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as process:
        return process.apply(measured, arguments)


def main() -> None:
    """Print seconds and megabytes by number of reports, and what is missed."""
    missed = []
    print("| reports | heard | pool, s | curve, s | MB |\n|---:|---:|---:|---:|---:|")
    for count in [int(word) for word in sys.argv[1:]] or [1000, 4609, 20000]:
        rows, pooled, curved, used = apart(count)
        print(f"| {count:,} | {rows:,} | {pooled:.1f} | {curved:.1f} | {used:.0f} |")
        if count <= 4609 and (curved > MOST_SECONDS or used > MOST_MEGABYTES):
            missed.append(str(count))
    measured(FEW, 1)
    rows, _, curved, _ = measured(FEW, 1)
    print(f"{FEW} claims: the curve adds {curved:.2f} s ({rows} heard)")
    sys.exit(f"missed: {', '.join(missed)}" if missed or curved > MOST_SECONDS_OF_FEW else 0)


if __name__ == "__main__":
    main()
