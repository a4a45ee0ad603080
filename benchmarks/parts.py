"""A run in parts beside one core: equal on random tables, and what parts and processes cost.

Usage: python benchmarks/parts.py [TABLES] [CLAIMS]   (default: 8 100000)

Random tables draw labels, families, places, sources, ids that others name, series and events from short lists,
so that claims have to do with one another in ways that nobody thought of. Times are CPU seconds of one run, of this
process and of those that it started: compare within one table.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.in_processes import in_processes
from reconcile.engine.parts.reconciled_parts import ReconciledParts, reconcile_parts
from reconcile.engine.reconcile import Reconciled, reconcile_tables
from reconcile.sources.breaks import Break
from reconcile.sources.registry import Registry, registry_of

ROWS = 160
PARTS = 6
CLAIMS_A_QUANTITY = 5
SOURCES = (
    "UN",
    "U.N.",
    "Ministry",
    "Desk",
    "Wire",
    "Post",
    "MoD",
    "Ministry of Defence",
    "Aland hospital",
    "Wire; Post",
)
TABLES = ("estimates", "sums", "claims", "identities", "diagnostics", "dependence", "curves")
RULES = [{"name": "months", "over": "period"}, {"name": "land", "over": "place", "total": "Uland", "complete": True}]


def registry() -> Registry:
    """Return a table of sources with grades, an alias, an origin and a stake."""
    return registry_of(pd.DataFrame({
        "source": ["UN", "Ministry", "Desk"], "grade": ["A", "B", "C"], "origin": ["", "", "UN"],
        "stake": ["Aland", "", ""], "aliases": ["U.N.", "", ""],
    }))  # fmt: skip


def random_claims(seed: int) -> pd.DataFrame:
    """Return a table of claims that have more to do with one another than any desk's."""
    rng = np.random.default_rng(seed)
    ids = np.array([f"C{number}" for number in range(ROWS)])

    def some(usual: str, share: float, *others: str) -> np.ndarray:
        return np.where(rng.random(ROWS) < share, rng.choice(others, ROWS), usual)

    def days(share: float) -> np.ndarray:
        drawn = np.datetime64("2024-01-01") + rng.integers(0, 200, ROWS)
        return np.where(rng.random(ROWS) < share, drawn.astype(str), "")

    temporal = rng.choice(["cumulative", "stock", "", "period"], ROWS, p=[0.4, 0.15, 0.25, 0.2])
    period = temporal == "period"
    daily, month = rng.random(ROWS) < 0.5, rng.integers(2, 5, ROWS)
    start = np.where(
        daily, [f"2024-03-{day:02d}" for day in rng.integers(1, 13, ROWS)], [f"2024-{m:02d}-01" for m in month]
    )
    end = np.where(daily, start, [f"2024-{m:02d}-{28 + (m > 2):02d}" for m in month])
    return pd.DataFrame({
        "claim_id": ids, "quantity": some("", 0.6, "killed", "wounded", *(f"q{n}" for n in range(30))),
        "family": some("", 0.1, *(f"F{n}" for n in range(12))),
        "measure": rng.choice(["killed", "wounded", "casualties", "missing", "killed_or_missing"], ROWS),
        "party": some("", 0.5, "Aland", "Beland"),
        "place": some("", 0.9, "Sumy, Uland", "Uland", *(f"P{n}" for n in range(25))),
        "scope": some("", 0.2, "with North", "north front"), "population": some("", 0.1, "children", "women", "men"),
        "source": rng.choice(SOURCES, ROWS), "origin": some("", 0.3, "UN", "Ministry", "officials"),
        "temporal": temporal, "period_start": np.where(period, start, ""), "period_end": np.where(period, end, ""),
        "count_date": np.where(period, "", days(0.7)), "published": days(0.5),
        "best": np.exp(rng.normal(5, 1, ROWS)).round(), "basis": some("", 0.2, "bodies", "named"),
        "revises": some("", 0.02, *ids), "parent": some("", 0.02, *ids), "part_of": some("", 0.02, *ids),
        "role": some("", 0.1, "earlier", "total"), "denied_by": some("", 0.05, "UN", "Ministry"),
        "rows": some("", 0.05, "series", "events"), "file": rng.choice([f"f{n}.csv" for n in range(6)], ROWS),
    })  # fmt: skip


def many_claims(count: int) -> pd.DataFrame:
    """Return totals of families over time, five claims a quantity, of a hundred sources."""
    rng = np.random.default_rng(20251128)
    quantity = rng.integers(0, max(count // CLAIMS_A_QUANTITY, 1), count)
    day = np.datetime64("2024-01-01") + rng.integers(0, 300, count)
    return pd.DataFrame({
        "quantity": np.char.add("q", quantity.astype(str)), "family": np.char.add("f", (quantity // 4).astype(str)),
        "measure": "killed", "temporal": np.where(quantity % 2, "cumulative", ""),
        "source": np.char.add("source ", rng.integers(0, 100, count).astype(str)),
        "count_date": day.astype(str), "best": np.exp(rng.normal(5, 1, count)).round(),
    })  # fmt: skip


def different(one: Reconciled, several: ReconciledParts) -> list[str]:
    """Return the tables in which the two are not equal."""
    found = []
    for name in TABLES:
        tables = [_comparable(getattr(result, name)) for result in (one, several)]
        try:
            pd.testing.assert_frame_equal(*tables, check_dtype=False, rtol=1e-12, atol=0)
        except AssertionError:
            found.append(name)
    told = [sorted(result.findings.astype(str).to_numpy().tolist()) for result in (one, several)]
    return [*found, *(["findings"] if told[0] != told[1] else [])]


def _comparable(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.apply(lambda cells: cells if cells.dtype.kind in "iufbM" else cells.astype(object))
    # checks of sums have no order of their own
    return (
        texts.sort_values(["family", "voice", "date", "claim_ids"], ignore_index=True)
        if "claim_ids" in table
        else texts
    )


def used() -> float:
    """Return the CPU seconds of this process and of those that it started and that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def measured(name: str, claims: int, work: Callable[[], Any]) -> None:
    """Print the CPU seconds of some work."""
    before = used()
    work()
    seconds = used() - before
    print(f"{name:<28} {seconds:8.1f} CPU s {seconds / claims * 1e6:8.1f} a million")


def in_two_processes(checked: Checked, count: int) -> ReconciledParts:
    """Return the tables of parts that two processes reconcile."""
    with in_processes(2) as each:
        return reconcile_parts(checked, registry(), EngineOptions(), count, each)


def main(tables: int = 8, claims: int = 100_000) -> None:
    """Compare random tables, then time a large one; 0 claims leave that out."""
    for seed in range(tables):
        checked = check_claims(random_claims(seed))
        options = EngineOptions(at=["latest", "month-end"][seed % 2], identities=RULES,
                                breaks=[Break("UN", "killed", "2024-03-15")])  # fmt: skip
        several = reconcile_parts(checked, registry(), options, PARTS)
        wrong = different(reconcile_tables(checked, registry(), options), several)
        print(f"table {seed}: {len(checked.claims)} claims in parts of {several.sizes}: {', '.join(wrong) or 'equal'}")
    if not claims:
        return
    checked = check_claims(many_claims(claims))
    empty = registry()
    measured("one core", claims, lambda: reconcile_tables(checked, empty, EngineOptions()))
    for count in (1, 8):
        measured(f"parts: {count}", claims, lambda count=count: reconcile_parts(checked, empty, EngineOptions(), count))
    measured("parts: 8, two processes", claims, lambda: in_two_processes(checked, 8))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{'':<28} {largest / 1e6:8.2f} GB, the larger of the two processes")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
