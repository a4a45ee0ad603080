"""Curves against series whose later figures are known: `benchmarks/curves.py` on fewer dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.curves import all_series, claims_of, reports, scores
from reconcile.notebook.reconciliation import reconcile
from tests.examples import long_ones

# dates a series here; the benchmark takes more
DATES = 8


@pytest.mark.parametrize("name", ["reports of Ukraine's count", *long_ones(["killed in Gaza", "area held, DeepState"])])
def test_intervals_of_the_time_hold_what_is_known_later(shared: Path, name: str) -> None:
    told = scores(shared / "reference" / "conflict", lambda series: series.name == name, DATES)
    # nine in ten, and no more than one date of eight below it
    assert (told["held"] >= 0.83).all()
    assert (told["width"] < 1).all()
    assert (told["falls"] <= 0).all()


def test_a_day_told_as_a_total_is_found_among_the_reports(shared: Path) -> None:
    series = reports(shared / "reference" / "conflict")
    assert series.reports is not None
    result = reconcile(claims_of(series, series.reports, named=True))
    assert {"digit-lost", "total-dips"} & set(result.findings["rule"])
    slips = result.claims[result.claims["left_out_reason"].str.contains("ten times|far below")]
    assert slips["range_best"].max() < 0.2 * result.estimates["best"].iloc[-1]


def test_every_series_is_read(shared: Path) -> None:
    told = all_series(shared / "reference" / "conflict")
    assert len(told) == 7
    assert all(series.figures.index.is_monotonic_increasing for series in told)
