"""What a folder of claims costs in parts: CPU, time and memory of `rc.reconcile_parquet`, by engine.

Usage: python benchmarks/folders.py CLAIMS ENGINE [WORKERS] [CLAIMS OF A FILE]   (default: 1000000 processes 2 125000)

Claims are totals of families over time and other figures, five a quantity, of a hundred sources. CPU seconds are those
of this process and of those that it started; memory is that of the largest process of each kind. Claims are written by
a process of their own, whose memory is not that of the run.
"""

from __future__ import annotations

import resource
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from parts import many_claims

import reconcile as rc

# bytes of a kilobyte of `ru_maxrss`, in GB
KB = 1e-6


def write(folder: Path, claims: int, each: int) -> None:
    """Write claims as files of so many each, drawn anew for every file, so that files share no quantity."""
    folder.mkdir()
    for place, start in enumerate(range(0, claims, each)):
        table = many_claims(min(each, claims - start))
        named = table.assign(quantity=f"{place}-" + table["quantity"], family=f"{place}-" + table["family"])
        pq.write_table(pa.Table.from_pandas(named, preserve_index=False), folder / f"part-{place:05d}.parquet")


def main(claims: int, engine: str, workers: int, each: int) -> None:
    """Time one folder."""
    with TemporaryDirectory() as home:
        writer = get_context("spawn").Process(target=write, args=(Path(home, "claims.parquet"), claims, each))
        writer.start()
        writer.join()
        before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        written = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = rc.reconcile_parquet(Path(home, "claims.parquet"), Path(home, "out"), engine=engine, workers=workers)
        seconds = time.perf_counter() - start
    own, started = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime
    workers_used = started.ru_utime + started.ru_stime - written.ru_utime - written.ru_stime
    print(
        f"{engine}: {done.claims:,} claims, {done.estimates:,} estimates, "
        f"{len(done.parts)} parts of up to {max(done.parts):,}"
    )
    print(
        f"CPU s: {used:.1f} here, {workers_used:.1f} in workers, {(used + workers_used) / claims * 1e6:.1f} a million"
    )
    print(f"{seconds:.0f} s; GB: {own.ru_maxrss * KB:.2f} here, {started.ru_maxrss * KB:.2f} the largest worker")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("1000000", "processes", "2", "125000")[len(sys.argv) - 1 :]]
    main(int(given[0]), given[1], int(given[2]), int(given[3]))
