"""Ten thousand random rows through every door: files, frames, corrections, sources, config, articles, command line.

Usage: python benchmarks/fuzz.py [DOOR ...] [--rows 10000] [--seed 0]

Needs the extra `test`. What comes out of a door has to be documented: an error of `reconcile.errors`, an exit code of
the contract, outputs that can be read. Everything else is printed with the seed that gave it, and the exit code is 1.
`tests/fuzz` sends a hundred rows through every door.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzz.doors import BATCH, DOORS


def faults(door: str, rows: int, seed: int) -> list[str]:
    """Send rows through a door, and return what was not documented."""
    found = []
    for batch in range(-(-rows // BATCH)):
        name = f"{door} {batch + seed}"
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                DOORS[door](random.Random(name), BATCH, Path(folder))  # noqa: S311  no secret
            except Exception:
                found.append(f"{name}\n{traceback.format_exc()[-3000:]}")
    return found


def main() -> None:
    """Send rows through the doors that are asked for, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*", choices=[[], *DOORS])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    failed = 0
    for door in asked.doors or DOORS:
        start, found = time.perf_counter(), faults(door, asked.rows, asked.seed)
        print(
            f"{door:<12} {asked.rows:>7,} rows  {len(found):>3} faults  {time.perf_counter() - start:6.1f} s",
            flush=True,
        )
        print("\n".join(found))
        failed += len(found)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
