"""What claims cost: the pool alone, `rc.reconcile`, and a whole run, beside other packages and the limits of files.

Usage: python benchmarks/scale.py [--plain] [CLAIMS ...]   (default: 10000 100000)

Makes N claims on N/5 quantities from a fixed seed: 2 to 12 claims each, 400 sources, a third of the claims from 60
shared origins, a tenth floors; quantities in families of ten, a fifth of them totals that are counted on 500 days, a
note in quotes on every tenth claim. `--plain` leaves out days, totals, families and notes. All figures are CPU seconds
of all threads, of one run on the machine it runs on: compare within one table. The loops over statsmodels and PyMARE
(the extra `bench`) and over R's metafor (Debian: r-cran-metafor) take a sample of the same quantities; one that is not
there is left out, and said. A run stands beside pandas and pyarrow reading and writing the same files, each in a
process of its own, one after the other; behind it the next run with one claim more, and one in which nothing changed.
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
# runs a command and tells its CPU seconds and its memory at the peak in GB; a small process between, as a command that
# is started from a large one is counted with the memory of that one
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6)
"""
# the same files in and out: the target, then the files
PANDAS = """
import sys, pandas as pd
for file in sys.argv[2:]: pd.read_csv(file, low_memory=False).to_csv(sys.argv[1], index=False)
"""
ARROW = """
import sys
from pyarrow import csv
quoted = csv.ParseOptions(newlines_in_values=True)
for file in sys.argv[2:]: csv.write_csv(csv.read_csv(file, parse_options=quoted), sys.argv[1])
"""
# of a file of `cell`, `y` and `v` the seconds that metafor takes for each cell by itself: as ours, without each of them
METAFOR = """
suppressMessages(library(metafor))
parts <- split(read.csv(commandArgs(TRUE)[1]), ~ cell)
whole <- function(part) leave1out(rma(yi = part$y, vi = part$v, method = "REML", test = "knha"))
invisible(try(whole(parts[[1]]), silent = TRUE))
taken <- system.time(for (part in parts) try(whole(part), silent = TRUE))
cat(sum(taken[c("user.self", "sys.self")]))
"""
# of the shape that newsrooms have: quantities of a family, days on which totals are counted, shares of totals and notes
FAMILY, DAYS, TOTALS, NOTES = 10, 500, 0.2, 0.1
FIRST_DAY = np.datetime64("2024-01-01")
SOURCES, ORIGINS, SHARED, FLOORS = 400, 60, 0.3, 0.1
CLAIMS_A_QUANTITY = 5
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
# calls of which the quickest counts, where one takes less than a tenth of a second
REPEATS = 5
# quantities that the loops over other packages are timed on
SAMPLE = 300


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return a result and the CPU seconds it took, of all threads."""
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


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


def frame_of(count: int, *, phrases: bool, plain: bool) -> pd.DataFrame:
    """Make a table of claims, with numbers or with phrases and numbers mixed; plain ones have no day and no family."""
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
    return table if plain else with_days(table, random, cell)


def with_days(table: pd.DataFrame, random: np.random.Generator, cell: np.ndarray) -> pd.DataFrame:
    """Give claims days, families, totals and notes, and an order that says nothing."""
    size = len(cell)
    day = random.integers(0, DAYS, size)
    total = (cell % round(1 / TOTALS)) == 0
    counted = (FIRST_DAY + np.maximum(day - random.integers(0, 9, size), 0)).astype(str)
    dated = table.assign(
        claim_id=[f"K{number:07d}" for number in range(size)], family=[f"area {number // FAMILY}" for number in cell],
        published=(FIRST_DAY + day).astype(str), temporal=np.where(total, "cumulative", ""),
        count_date=np.where(total, counted, ""),
        note=np.where(random.random(size) < NOTES, 'seen by the desk, "as told"', ""),
    )  # fmt: skip
    return dated.iloc[random.permutation(size)].reset_index(drop=True)


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
    seconds = _metafor(claims.centre, variance, parts)
    if seconds is not None:
        rows.append(("loop over metafor rma, leave1out (REML)", seconds / len(parts) * claims.cells))
    return rows


def _metafor(centre: np.ndarray, variance: np.ndarray, parts: list[slice]) -> float | None:
    """Return the CPU seconds of R's metafor on parts, None where it is not there."""
    sample = pd.DataFrame({"cell": np.repeat(np.arange(len(parts)), [part.stop - part.start for part in parts])})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.csv"
        sample.assign(y=centre[: len(sample)], v=variance[: len(sample)]).to_csv(file, index=False)
        command = ["Rscript", "-e", METAFOR, str(file)]
        try:
            told = subprocess.run(command, check=True, capture_output=True, text=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            print("metafor: not installed (R, and its package metafor)", file=sys.stderr)
            return None
    return float(told.stdout)


def _statsmodels() -> Callable[[np.ndarray, np.ndarray], Any]:
    from statsmodels.stats.meta_analysis import combine_effects

    return lambda y, v: combine_effects(y, v, method_re="dl")


def _pymare() -> Callable[[np.ndarray, np.ndarray], Any]:
    from pymare.estimators import DerSimonianLaird

    return lambda y, v: DerSimonianLaird().fit(y=y[:, None], v=v[:, None], X=np.ones((len(y), 1))).summary()


def stage_rows(count: int, *, plain: bool) -> list[tuple[str, float]]:
    """Time the stages of `rc.reconcile` on a table with numbers."""
    options, registry = Options(), registry_of(None)
    claims = frame_of(count, phrases=False, plain=plain)
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


def run_rows(count: int, *, plain: bool) -> list[tuple[str, float]]:
    """Time `reconcile run`, the first of a project, one quantity shown, and the limits: its files in and out."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "data/raw").mkdir(parents=True)
        (home / "reconcile.toml").write_text("")
        claims = frame_of(count, phrases=True, plain=plain)
        claims.to_csv(home / "data/raw/claims.csv", index=False)
        command = ("-m", "reconcile", "run", "--project", folder, "--quantity", "q7", "--quiet")
        whole, memory = watched(*command)
        tables = sorted((home / "data/processed").glob("*.csv"))
        files = [str(file) for file in (home / "again.csv", home / "data/raw/claims.csv", *tables)]
        limits = [(name, watched("-c", code, *files)[0]) for name, code in (("pandas", PANDAS), ("pyarrow", ARROW))]
        more = claims.tail(1).assign(source="one more", **({} if plain else {"claim_id": "one more"}))
        more.to_csv(home / "data/raw/claims.csv", mode="a", header=False, index=False)
        later = [watched(*command)[0] for _ in range(2)]
    return [
        ("reconcile run", whole), ("… GB at its peak", memory),
        ("… the next, with one claim more", later[0]), ("… the next, with nothing changed", later[1]),
        *((f"{name}, the same files in and out", seconds) for name, seconds in limits),
        *((f"run, times {name}", whole / seconds) for name, seconds in limits),
    ]  # fmt: skip


def watched(*arguments: str) -> tuple[float, float]:
    """Return the CPU seconds of Python with arguments, in a process of its own, and its memory at the peak in GB."""
    command = [sys.executable, "-c", WATCH, sys.executable, *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, memory = map(float, told.stdout.split())
    return seconds, memory


def main() -> None:
    """Print the table."""
    plain = "--plain" in sys.argv
    counts = [int(text) for text in sys.argv[1:] if text != "--plain"] or [10_000, 100_000]
    rc.reconcile(frame_of(1000, phrases=True, plain=plain))
    columns = [
        dict([*pool_rows(n), *peer_rows(n), *stage_rows(n, plain=plain), *run_rows(n, plain=plain)]) for n in counts
    ]
    print("| CPU seconds | " + " | ".join(f"{n:,} claims" for n in counts) + " |\n|---|" + "---:|" * len(counts))
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(f"{column.get(name, float('nan')):.3f}" for column in columns) + " |")


if __name__ == "__main__":
    main()
