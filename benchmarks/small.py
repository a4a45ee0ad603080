"""What small calls take, in CPU seconds: three rows, one phrase, the help; each in a process that has imported pandas.

A notebook asks for one quantity, then for the next. `first` has the imports that are left to the first call, `later` is
another question of the same kind, `repeated` the same one again.

    python benchmarks/small.py
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from time import process_time

import pandas as pd

import reconcile as rc

# processes of each kind, and calls of each within one; the quickest counts, as others use the machine
STARTS, CALLS = 3, 20

FIRST = "around 4,000 soldiers"
PHRASES = (
    "at least 20,000 killed", "about 3 million displaced", "dozens of people", "between 100 and 200 soldiers",
    "some 1,200 troops", "81 out of 112 wounded", "more than 5 km", "10-12 thousand wounded", "6,000 dead",
    "no fewer than 47",
)  # fmt: skip


def seconds(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    begin = process_time()
    call()
    return process_time() - begin


def rows(more: int) -> pd.DataFrame:
    """Return three claims, other ones for every number."""
    return pd.DataFrame({"quantity": "dead", "source": ["A", "B", "C"], "best": [100 + more, 120 + more, 150 + more]})


def reconciled() -> list[float]:
    """Return what the first and the quickest later call of `rc.reconcile` take."""
    tables = [rows(more) for more in range(CALLS)]
    first, *later = [seconds(lambda table=table: rc.reconcile(table)) for table in tables]  # type: ignore[misc]
    return [first, min(later)]


def phrased() -> list[float]:
    """Return what the first phrase takes, a later one on average, and the first again."""
    first = seconds(lambda: rc.parse_phrase(FIRST))
    later = seconds(lambda: [rc.parse_phrase(phrase) for phrase in PHRASES]) / len(PHRASES)
    repeated = seconds(lambda: [rc.parse_phrase(FIRST) for _ in range(1000)]) / 1000
    return [first, later, repeated]


KINDS = {"reconcile": (reconciled, ("first", "later")), "phrase": (phrased, ("first", "later", "repeated"))}


def main() -> None:
    """Print the quickest of several processes."""
    if len(sys.argv) > 1:
        print(*KINDS[sys.argv[1]][0]())
        return
    for kind, (_, told) in KINDS.items():
        lines = [
            subprocess.run([sys.executable, __file__, kind], capture_output=True, text=True, check=True).stdout
            for _ in range(STARTS)
        ]
        best = [min(map(float, column)) for column in zip(*(line.split() for line in lines), strict=True)]
        print(f"{kind:10}", *(f"{name} {value * 1e3:.4g} ms" for name, value in zip(told, best, strict=True)))


if __name__ == "__main__":
    main()
