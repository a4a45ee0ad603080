"""How fast, and how it grows: the pool alone, `rc.reconcile`, and a whole run, beside loops over other packages.

Usage: python benchmarks/scale.py [CLAIMS ...]   (default: 10000 100000)

Makes N claims on N/5 quantities from a fixed seed: 2 to 12 claims each, 400 sources, a third of the claims from 60
shared origins, a tenth floors. Times are of one run on the machine it runs on: compare within one table. The loops over
statsmodels and PyMARE (the extra `bench`) take a sample of the same quantities; without them they are left out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.engine.claims_table import claims_table
from reconcile.engine.estimates_table import estimates_table
from reconcile.engine.hear import hear
from reconcile.engine.pooled import pool
from reconcile.notebook.options import Options
from reconcile.pool.calibration import Stake
from reconcile.pool.estimate import pool_run
from reconcile.pool.kernels import Kernels
from reconcile.pool.methods.random_effects import meta
from reconcile.ranges.scale import LOG
from reconcile.report.sentences.wording import sentences
from reconcile.sources.registry import registry_of

SEED = 20250131
# times a command and tells its memory at the peak, in seconds and GB; a small process between, as a command that is
# started from a large one is counted with the memory of that one
WATCH = """
import resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6)
"""
SOURCES, ORIGINS, SHARED, FLOORS = 400, 60, 0.3, 0.1
CLAIMS_A_QUANTITY = 5
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
# calls of which the quickest counts, where one takes less than a tenth of a second
REPEATS = 5
# quantities that the loops over other packages are timed on
SAMPLE = 300


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return a result and the seconds it took."""
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def layout(count: int) -> tuple[np.random.Generator, np.ndarray, np.ndarray]:
    """Return a generator, the quantity of every claim, and the log of its value."""
    random = np.random.default_rng(SEED)
    quantities = count // CLAIMS_A_QUANTITY
    sizes = np.clip(random.poisson(CLAIMS_A_QUANTITY - 2, quantities) + 2, 2, 12)
    cell = np.repeat(np.arange(quantities), sizes)
    return random, cell, random.normal(6, 2, quantities)[cell] + random.normal(0, 0.3, len(cell))


def kernels_of(count: int) -> tuple[Kernels, np.ndarray, np.ndarray, Stake]:
    """Make a run of arrays: kernels, bounds, where they stand, stakes."""
    random, cell, value = layout(count)
    size = len(cell)
    below, above = random.uniform(0.02, 0.2, (2, size))
    claims = Kernels(int(cell[-1]) + 1, cell, np.arange(size), random.uniform(0.2, 1, size), value, below, above)
    bound = np.where(random.random(size) < FLOORS, "floor", "").astype(object)
    nobody = np.zeros(size, dtype=bool)
    return claims, bound, value - 0.2, Stake(nobody, nobody)


def frame_of(count: int, *, phrases: bool) -> pd.DataFrame:
    """Make a table of claims, with numbers or with phrases and numbers mixed."""
    random, cell, value = layout(count)
    size, best = len(cell), np.round(np.exp(value)) + 1
    origin = np.where(random.random(size) < SHARED, random.integers(0, ORIGINS, size), -1)
    table = pd.DataFrame({
        "quantity": pd.Series(cell).map("q{}".format),
        "source": pd.Series(random.integers(0, SOURCES, size)).map("s{}".format),
        "origin": pd.Series(origin).map(lambda code: "" if code < 0 else f"s{code}"), "low": np.round(0.9 * best),
        "best": best, "high": np.round(1.1 * best),
    })  # fmt: skip
    if phrases:
        hedges = np.array(["about", "more than", "at least", "as many as", "nearly"])[random.integers(0, 5, size)]
        rounded = [f"{hedge} {float(f'{number:.2g}'):,.0f}" for hedge, number in zip(hedges, best, strict=True)]
        said = random.random(size) < 0.5
        table["phrase"] = np.where(said, rounded, "")
        table.loc[said, ["low", "best", "high"]] = np.nan
    return table


def pool_rows(count: int) -> list[tuple[str, float]]:
    """Time the default with diagnostics and leave-one-out, and random effects, arrays in and out."""
    claims, bound, at, stake = kernels_of(count)
    lag, scale = np.zeros(len(claims.cell), dtype=np.int64), np.full(claims.cells, LOG)
    default = timed(lambda: pool_run(claims, bound, at, stake, lag=lag, scale=scale, levels=LEVELS, method="linear"))[1]
    variance = ((claims.below + claims.above) / 2) ** 2
    # a twentieth of a second: the first of several calls would time the machine's memory
    effects = min(timed(lambda: meta(claims.centre, variance, claims.starts, "dl", "wald"))[1] for _ in range(REPEATS))
    return [("pool, with diagnostics", default), ("random effects (DL) alone", effects)]


def peer_rows(count: int) -> list[tuple[str, float]]:
    """Time loops over other packages on a sample, as seconds for all quantities of the run."""
    claims, *_ = kernels_of(count)
    variance, edges = ((claims.below + claims.above) / 2) ** 2, np.r_[claims.starts, len(claims.cell)]
    parts = [slice(edges[cell], edges[cell + 1]) for cell in range(min(SAMPLE, claims.cells))]
    rows = []
    for name, one in (("statsmodels combine_effects (DL)", _statsmodels), ("PyMARE DerSimonianLaird", _pymare)):
        try:
            loop = one()
        except ImportError:
            print(f"{name}: not installed (pip install 'reconcile-estimates[bench]')", file=sys.stderr)
            continue
        with warnings.catch_warnings():
            # statsmodels does not cut tau2 at 0 and warns of the roots
            warnings.simplefilter("ignore")
            taken = timed(lambda loop=loop: [loop(claims.centre[part], variance[part]) for part in parts])[1]
        rows.append((f"loop over {name}", taken / len(parts) * claims.cells))
    return rows


def _statsmodels() -> Callable[[np.ndarray, np.ndarray], Any]:
    from statsmodels.stats.meta_analysis import combine_effects

    return lambda y, v: combine_effects(y, v, method_re="dl")


def _pymare() -> Callable[[np.ndarray, np.ndarray], Any]:
    from pymare.estimators import DerSimonianLaird

    return lambda y, v: DerSimonianLaird().fit(y=y[:, None], v=v[:, None], X=np.ones((len(y), 1))).summary()


def stage_rows(count: int) -> list[tuple[str, float]]:
    """Time the stages of `rc.reconcile` on a table with numbers."""
    options, registry = Options(), registry_of(None)
    claims = frame_of(count, phrases=False)
    checked, check = timed(lambda: check_claims(claims, options.claims))
    heard, hearing = timed(lambda: hear(checked.claims, registry, {}, {}, None))
    pooled, pooling = timed(lambda: pool(heard, "latest", 0.9, "linear"))
    (estimates, behind), estimating = timed(lambda: estimates_table(heard, pooled, 0.9, "linear"))
    used, listing = timed(lambda: claims_table(heard, pooled))
    words = timed(lambda: sentences(estimates, used, behind=behind))[1]
    whole = timed(lambda: rc.reconcile(claims))[1]
    return [
        ("check", check), ("quantities, voices, ranges, weights", hearing), ("pool", pooling),
        ("tables", estimating + listing), ("sentences", words), ("rc.reconcile", whole),
    ]  # fmt: skip


def run_rows(count: int) -> list[tuple[str, float]]:
    """Time `reconcile run` in a process of its own, one quantity shown, beside reading and writing the same files."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "data/raw").mkdir(parents=True)
        (home / "reconcile.toml").write_text("")
        frame_of(count, phrases=True).to_csv(home / "data/raw/claims.csv", index=False)
        command = [sys.executable, "-m", "reconcile", "run", "--project", folder, "--quantity", "q7", "--quiet"]
        told = subprocess.run([sys.executable, "-c", WATCH, *command], check=True, capture_output=True, text=True)
        whole, memory = map(float, told.stdout.split())
        files = [home / "data/raw/claims.csv", *(home / "data/processed").glob("*.csv")]
        plain = timed(lambda: [pd.read_csv(file).to_csv(home / "again.csv", index=False) for file in files])[1]
    return [("reconcile run", whole), ("… GB at its peak", memory), ("plain pandas, same files in and out", plain)]


def main() -> None:
    """Print the table."""
    counts = [int(text) for text in sys.argv[1:]] or [10_000, 100_000]
    rc.reconcile(frame_of(1000, phrases=True))
    columns = [{**dict(pool_rows(n)), **dict(peer_rows(n)), **dict(stage_rows(n)), **dict(run_rows(n))} for n in counts]
    print("| seconds | " + " | ".join(f"{n:,} claims" for n in counts) + " |\n|---|" + "---:|" * len(counts))
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(f"{column.get(name, float('nan')):.3f}" for column in columns) + " |")


if __name__ == "__main__":
    main()
