"""How often a date's interval, from what was known by then, holds the figure the same source gives for that date later.

Usage: python benchmarks/curves.py [REFERENCE]   (default: ../shared/reference beside the checkout)

A desk sees a series through relays: four outlets, each reporting now and then, days late, rounded or hedged, at times
without a count date, a digit lost here and there. On some 40 dates of each series the desk estimates that date from the
relays published by then. *Named*: the outlets say whose count it is, so that all of them are one voice. *Unnamed*: they
do not, and are taken for four voices that agree too well. For `reports`, the relays are real: the reports of Ukraine's
count collected by Radford et al. (2023), with their slips.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import reconcile as rc

SEED = 20250131
DATES = 40
RELAYS = 80
OUTLETS = ("Herald", "Wire", "Gazette", "Radio")
MOST_DELAY = 7
UNDATED = 0.3
DIGIT_LOST = 0.02
LATER_FALL = 0.9  # below this share of the level, a figure of the series itself is a slip, not what is known later
PHRASES = ("{}", "about {}", "nearly {}", "more than {}", "over {}", "some {}")


@dataclass(frozen=True)
class Series:
    """One source's figures by date, and the relays of them if they are real."""

    name: str
    temporal: str
    figures: pd.Series
    reports: pd.DataFrame | None = None


def general_staff(folder: Path) -> pd.Series:
    """Return Ukraine's daily count of Russian personnel losses."""
    table = pd.read_csv(folder / "ua_general_staff_personnel_daily.csv.gz", parse_dates=["date"])
    return table.set_index("date")["personnel"].astype(float)


def reports(folder: Path) -> Series:
    """Return Ukraine's count with the reports of it collected from the news."""
    table = pd.read_csv(folder / "radford_pnas_reports_days001_180.csv.gz")
    told = table["source_target"].eq("UA Source-Russia") & table["time_frame"].eq("Cumulative")
    table = table[told & table["category"].eq("Military Deaths")]
    day = (pd.Timestamp("2022-02-23") + pd.to_timedelta(table["days"], unit="D")).dt.strftime("%Y-%m-%d")
    hedge = np.select([table["minimum"] == 1, table["maximum"] == 1], ["more than ", "up to "], "")
    phrase = hedge + table["loss_count"].map("{:,.0f}".format)
    # which outlet each report is from is not in the table: those of one day are from as many
    outlet = "News " + (day.groupby(day).cumcount() + 1).astype(str)
    claims = pd.DataFrame({"outlet": outlet, "count_date": day, "published": day, "phrase": phrase})
    figures = general_staff(folder)
    return Series("reports of Ukraine's count", "cumulative", figures[: day.max()], claims)


def oryx(folder: Path) -> pd.Series:
    """Return the equipment that Oryx has seen lost by Russia."""
    table = pd.read_csv(folder / "oryx_daily_count.csv.gz", parse_dates=["date_recorded"])
    table = table[(table["equipment_type"] == "All Types") & (table["country"] == "Russia") & (table["type_total"] > 0)]
    return table.set_index("date_recorded")["type_total"].astype(float)


def meduza(folder: Path) -> pd.Series:
    """Return the running sum of the weekly estimate of Russian dead from probate records."""
    table = pd.read_csv(folder / "meduza_2025_weekly.csv", encoding="utf-8-sig").dropna(subset=["Date"])
    weekly = table.set_index(pd.to_datetime(table["Date"], dayfirst=True))["Estimate based on probate data"]
    return weekly.astype(float).dropna().sort_index().cumsum().round()


def area(folder: Path, name: str) -> pd.Series:
    """Return one series of the area that Russia holds."""
    table = pd.read_csv(folder / "ru_controlled_area_daily.csv.gz", parse_dates=["date"])
    return table[table["series"].str.startswith(name)].set_index("date")["area_km2"].astype(float)


def gaza(folder: Path) -> pd.Series:
    """Return the health ministry's count of people killed in Gaza, gaps filled in."""
    table = pd.read_csv(folder / "gaza_daily_to_2024-06-30.csv.gz", parse_dates=["report_date"])
    return table.set_index("report_date")["ext_killed_cum"].astype(float)


def all_series(folder: Path) -> list[Series]:
    """Read every series."""
    return [
        Series("Russian losses, Ukraine's count", "cumulative", general_staff(folder)),
        Series("killed in Gaza", "cumulative", gaza(folder)),
        Series("Russian equipment, Oryx", "cumulative", oryx(folder)),
        Series("Russian dead, Meduza", "cumulative", meduza(folder)),
        Series("area held, DeepState", "stock", area(folder, "deepstate")),
        Series("area held, ISW", "stock", area(folder, "isw")),
        reports(folder),
    ]


def later_known(series: Series) -> pd.Series:
    """Return the series without figures far below its level, which are slips of its copy."""
    figures = series.figures
    return figures[figures >= LATER_FALL * figures.cummax()] if series.temporal == "cumulative" else figures


def relays(series: Series, random: np.random.Generator) -> pd.DataFrame:
    """Relay a series: outlet, count date (or none), day of publication, phrase."""
    figures = later_known(series)
    # the first weeks move most, so the press reports them more often
    place = np.unique(np.floor(len(figures) * random.random(RELAYS) ** 1.5).astype(int))
    told, days = figures.to_numpy()[place], figures.index[place]
    digits = random.integers(2, 6, len(place))
    step = 10.0 ** (np.floor(np.log10(told)) + 1 - np.minimum(digits, np.floor(np.log10(told)) + 1))
    words = random.integers(0, len(PHRASES), len(place))
    up, down = words == 2, (words == 3) | (words == 4)
    number = np.select([up, down], [np.ceil(told / step), np.floor(told / step)], np.round(told / step)) * step
    lost = random.random(len(place)) < DIGIT_LOST
    text = [
        PHRASES[word].format(f"{(value // 10 if slip else value):,.0f}")
        for word, value, slip in zip(words, number, lost, strict=True)
    ]
    published = days + pd.to_timedelta(random.integers(0, MOST_DELAY + 1, len(place)), unit="D")
    stated = np.where(random.random(len(place)) < UNDATED, "", days.strftime("%Y-%m-%d"))
    outlet = random.choice(OUTLETS, len(place))
    return pd.DataFrame(
        {"outlet": outlet, "count_date": stated, "published": published.strftime("%Y-%m-%d"), "phrase": text}
    )


def claims_of(series: Series, told: pd.DataFrame, *, named: bool) -> pd.DataFrame:
    """Return relays as claims; where the series is named, as relays of one voice."""
    claims = told.rename(columns={"outlet": "source"}).assign(quantity="total", temporal=series.temporal)
    return claims.assign(
        origin="the counter" if named else "", claim_id=[f"R{place:04d}" for place in range(len(told))]
    )


def vintages(series: Series, claims: pd.DataFrame, dates: int = DATES) -> pd.DataFrame:
    """Estimate some dates of the series, each from the claims published by then, beside the figure known later."""
    figures = later_known(series)
    figures = figures[figures.index >= claims["published"].min()]
    rows = []
    for place in np.unique(np.linspace(0, len(figures) - 1, dates).astype(int)):
        day = figures.index[place].strftime("%Y-%m-%d")
        known = claims[claims["published"] <= day]
        row = rc.reconcile(known, as_of=day, at=[day]).estimates.iloc[-1]
        rows.append({"day": day, "truth": figures.iloc[place], "low": row["low"], "best": row["best"],
                     "high": row["high"], "publish": row["publish"]})  # fmt: skip
    return pd.DataFrame(rows)


def falls(series: Series, claims: pd.DataFrame, days: pd.Series) -> int:
    """Count the steps down of low, best or high on the curve drawn in one run at the end."""
    curve = rc.reconcile(claims, at=list(days)).estimates
    return int((curve[["low", "best", "high"]].diff() < 0).any(axis=1).sum())


def summary(series: Series, told: pd.DataFrame, *, named: bool, dates: int = DATES) -> dict[str, object]:
    """Score one series under one desk."""
    claims = claims_of(series, told, named=named)
    made = vintages(series, claims, dates)
    held = (made["low"] <= made["truth"]) & (made["truth"] <= made["high"])
    missed = made[~held]
    return {
        "series": series.name, "desk": "named" if named else "unnamed", "relays": len(claims), "dates": len(made),
        "held": held.mean(), "width": ((made["high"] - made["low"]) / made["truth"]).mean(),
        "off": (made["best"] / made["truth"] - 1).median(),
        "falls": falls(series, claims, made["day"]) if series.temporal == "cumulative" else -1,
        "missed": ", ".join(missed["day"]),
    }  # fmt: skip


def scores(folder: Path, wanted: Callable[[Series], bool] = lambda series: True, dates: int = DATES) -> pd.DataFrame:
    """Score every series under both desks; the real reports name whose count they give."""
    rows = []
    for place, series in enumerate(all_series(folder)):
        if not wanted(series):
            continue
        told = relays(series, np.random.default_rng([SEED, place])) if series.reports is None else series.reports
        rows += [summary(series, told, named=named, dates=dates)
                 for named in ((True, False) if series.reports is None else (True,))]  # fmt: skip
    return pd.DataFrame(rows)


def main() -> None:
    """Print the table."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    print("| series | desk | relays | dates | held | mean width | median of best | falls | dates not held |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---|")
    for row in scores(folder / "conflict").itertuples():
        down = "may fall" if row.falls < 0 else row.falls
        print(f"| {row.series} | {row.desk} | {row.relays} | {row.dates} | {row.held:.0%} | {row.width:.0%} "
              f"| {row.off:+.1%} | {down} | {row.missed} |")  # fmt: skip


if __name__ == "__main__":
    main()
