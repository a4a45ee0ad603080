"""Whether the pace of a voice's own counts foretells its next ones, and how far it is off.

Usage: python benchmarks/pace.py REFERENCE   (the folder that holds conflict/)

Series: every source's cumulative reports of losses in Ukraine, six or more days of them, and 30 samples of 4 to 24
counts from each of four real curves. After every count from the third, all counts of the next 60 days are foretold.
Printed for the pace in use and for others: the median of log(growth / growth foretold) and its deviation (1.48 times
the median absolute one), and the median error of the level 30 to 60 days on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.pool.cells import MOST_GROWTH

MOST_DAYS = 60
LEAST = 0.002  # growth below this is rounding
SAMPLES, SEED = 30, 1

Series = tuple[np.ndarray, np.ndarray]


def reports(folder: Path) -> Iterator[Series]:
    """Return what each source reported of each loss, day by day."""
    rows = pd.read_csv(folder / "radford_pnas_reports_days001_180.csv.gz")
    rows = rows[(rows["loss_count"] > 0) & (rows["time_frame"] == "Cumulative")].drop_duplicates()
    for _, group in rows.groupby(["claim_source", "category", "loss_country"]):
        last = group.groupby("days")["loss_count"].last()
        if len(last) >= 6:
            yield last.index.to_numpy(float), last.to_numpy(float)


def curves(folder: Path) -> Iterator[Series]:
    """Return samples of real curves: dead and injured in Gaza, Russian losses by Ukraine's count, by Meduza."""
    gaza = pd.read_csv(folder / "gaza_daily_to_2024-06-30.csv.gz", parse_dates=["report_date"], index_col="report_date")
    count = pd.read_csv(folder / "ua_general_staff_personnel_daily.csv.gz", parse_dates=["date"], index_col="date")
    weekly = pd.read_csv(folder / "meduza_2025_weekly.csv", encoding="utf-8-sig").dropna(subset=["Date"])
    dead = weekly["Estimate based on probate data"].cumsum().set_axis(pd.to_datetime(weekly["Date"], dayfirst=True))
    personnel = count["personnel"][count["personnel"] >= 0.9 * count["personnel"].cummax()]
    random = np.random.default_rng(SEED)
    for curve in (gaza["ext_killed_cum"], gaza["ext_injured_cum"], personnel, dead):
        known = pd.to_numeric(curve, errors="coerce").dropna().sort_index()
        known = known[~known.index.duplicated()].cummax()
        known = known[known > 20]
        days, values = (known.index - known.index[0]).days.to_numpy(float), known.to_numpy(float)
        for _ in range(SAMPLES):
            chosen = np.sort(random.choice(len(days), random.integers(4, 25), replace=False))
            yield days[chosen], values[chosen]


def weighed(half_life: float) -> Callable[[np.ndarray, np.ndarray], float]:
    """Return the pace as the product reads it, with a half-life of steps."""

    def pace(days: np.ndarray, values: np.ndarray) -> float:
        rise = np.clip(np.diff(values), 0, MOST_GROWTH * values[:-1])
        fresh = 0.5 ** ((days[-1] - days[1:]) / half_life)
        return float((fresh * rise).sum() / ((fresh * np.diff(days)).sum() * values[-1]))

    return pace


def since(window: float) -> Callable[[np.ndarray, np.ndarray], float]:
    """Return the pace as the growth of the last days."""

    def pace(days: np.ndarray, values: np.ndarray) -> float:
        start = max(days[0], days[-1] - window)
        return float((values[-1] - np.interp(start, days, values)) / ((days[-1] - start) * values[-1]))

    return pace


RULES = {
    "half-life 60, fading in 60": (weighed(60), 60.0), "half-life 60, not fading": (weighed(60), np.inf),
    "half-life 60, fading in 30": (weighed(60), 30.0), "half-life 15, fading in 60": (weighed(15), 60.0),
    "last 30 days, fading in 60": (since(30), 60.0), "none": (lambda days, values: 0.0, 60.0),
}  # fmt: skip


def foretold(
    series: Series, pace: Callable[[np.ndarray, np.ndarray], float], fades: float
) -> Iterator[tuple[float, float, float]]:
    """Return days on, log growth and log growth foretold; counts above a later one are taken back."""
    days, values = series
    for place in range(3, len(days) - 1):
        stands = np.minimum.accumulate(values[:place][::-1])[::-1]
        seen = pace(days[:place], stands)
        for later in range(place, len(days)):
            ahead = days[later] - days[place - 1]
            if 0 < ahead <= MOST_DAYS:
                reach = ahead if np.isinf(fades) else -fades * np.expm1(-ahead / fades)
                yield ahead, float(np.log(values[later] / stands[-1])), float(np.log1p(seen * reach))


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) / "conflict"
    print("| series | pace | pairs | median | deviation | level after 30-60 days |\n|---|---|---|---|---|---|")
    for name, every in (("reports", list(reports(folder))), ("curves", list(curves(folder)))):
        for rule, (pace, fades) in RULES.items():
            ahead, grown, told = np.array([row for series in every for row in foretold(series, pace, fades)]).T
            off = np.log(np.expm1(np.fmax(grown, LEAST)) / np.expm1(np.fmax(told, LEAST)))[
                (grown > LEAST) & (told > 10 * LEAST)
            ]
            middle = np.median(off) if len(off) else np.nan
            spread = 1.48 * np.median(np.abs(off - middle)) if len(off) else np.nan
            level = np.median((grown - told)[ahead > MOST_DAYS / 2])
            print(f"| {name} | {rule} | {len(ahead)} | {middle:+.2f} | {spread:.2f} | {level:+.3f} |")


if __name__ == "__main__":
    main()
