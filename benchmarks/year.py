"""A year of daily refreshes: how large the history grows, how long it takes, whether every day can be printed again.

Usage: python benchmarks/year.py [DAYS] [REFERENCE]   (default: 365 ../shared/reference beside the checkout)

The claims are real series: Russian losses as Ukraine's General Staff counts them, with two outlets that relay them; the
area that Russia holds after DeepState and after the Institute for the Study of War; Oryx's confirmed tanks as a floor.
A day's file holds what had come in by then. Some figures come in days late, dated as they were said; every tenth day
one of the last month is revised in place, every fourteenth one is taken back and its row is gone. Each day is one
`run`. At the end every day is asked for again by its as-of date, and each table and the report are compared byte for
byte with what was printed on it. Figures are not drawn.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import reconcile as rc

SEED = 20250131
LAST = "2025-06-30"
MOST_DELAY = 6
LATE = 0.15
REVISED_EVERY, TAKEN_BACK_EVERY = 10, 14
REVISION = 0.02

Row = dict[str, str]

HEADER = ("claim_id", "measure", "party", "place", "temporal", "count_date", "published", "phrase", "unit", "source",
          "origin")  # fmt: skip
CONFIG = '[report]\nfigures = false\ntitle = "A year"\n'


def series(folder: Path, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Return one row a claim: its columns, and the day on which it comes in."""
    staff = pd.read_csv(folder / "ua_general_staff_personnel_daily.csv.gz", parse_dates=["date"]).set_index("date")
    area = pd.read_csv(folder / "ru_controlled_area_daily.csv.gz", parse_dates=["date"])
    oryx = pd.read_csv(folder / "oryx_daily_count.csv.gz", parse_dates=["date_recorded"])
    tanks = oryx[(oryx["country"] == "Russia") & (oryx["equipment_type"] == "Tanks")].set_index("date_recorded")
    losses = {"measure": "casualties", "party": "Russia", "place": "Ukraine", "temporal": "cumulative",
              "unit": "persons"}  # fmt: skip
    held = {"measure": "area_held", "party": "Russia", "place": "Ukraine", "temporal": "stock", "unit": "km2"}
    lost = {"measure": "equipment_lost", "party": "Russia", "place": "Ukraine", "temporal": "cumulative"}
    rows = [
        *_told(staff["personnel"], days, losses, "General Staff", "about {:,.0f}"),
        *_told(staff["personnel"].round(-3), days[::3], losses, "Herald", "some {:,.0f}", "General Staff"),
        *_told(staff["personnel"].round(-4), days[::7], losses, "Wire", "more than {:,.0f}", "General Staff"),
        *_told(area[area["series"].str.startswith("deepstate")].set_index("date")["area_km2"], days, held, "DeepState",
               "{:,.0f}"),
        *_told(area[area["series"].str.startswith("isw")].set_index("date")["area_km2"], days, held, "ISW", "{:,.0f}"),
        *_told(tanks["type_total"], days[::7], lost, "Oryx", "at least {:,.0f} tanks"),
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _told(
    figures: pd.Series, days: pd.DatetimeIndex, what: Row, source: str, phrase: str, origin: str = ""
) -> Iterator[dict[str, object]]:
    random_source = np.random.default_rng([SEED, *source.encode()])
    for day in days.intersection(figures.index):
        delay = int(random_source.integers(1, MOST_DELAY, endpoint=True)) if random_source.random() < LATE else 0
        said = str(day.date())
        yield {
            **what, "claim_id": f"{source} {said}", "count_date": said, "published": said, "source": source,
            "phrase": phrase.format(figures[day]), "origin": origin, "comes": day + pd.Timedelta(days=delay),
        }  # fmt: skip


def files(rows: pd.DataFrame, days: pd.DatetimeIndex) -> Iterator[tuple[str, str]]:
    """Give each day's as-of date and the text of its file of claims."""
    random_source = np.random.default_rng(SEED)
    stands: dict[str, Row] = {}
    for number, day in enumerate(days, start=1):
        come = rows[rows["comes"] == day]
        stands |= {
            row["claim_id"]: {name: str(row.get(name, "")) for name in HEADER} for row in come.to_dict("records")
        }
        recent = [name for name in stands if 0 < (day - pd.Timestamp(stands[name]["published"])).days < 30]
        if number % REVISED_EVERY == 0 and recent:
            chosen = stands[random_source.choice(recent)]
            chosen["phrase"] = _revised(chosen["phrase"], random_source.choice((-1, 1)) * REVISION)
        if number % TAKEN_BACK_EVERY == 0 and recent:
            del stands[random_source.choice(recent)]
        table = pd.DataFrame(stands.values(), columns=list(HEADER)).replace("nan", "")
        yield str(day.date()), table.to_csv(index=False)


def _revised(phrase: str, share: float) -> str:
    words = [f"{float(word.replace(',', '')) * (1 + share):,.0f}" if word[0].isdigit() else word
             for word in phrase.split()]  # fmt: skip
    return " ".join(words)


def printed(home: Path) -> dict[str, str]:
    """Return the hash of every table and of the report."""
    made = [*sorted((home / "data/processed").glob("*.csv")), *sorted((home / "reports").rglob("*.*"))]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in made}


def main(count: int, reference: Path) -> None:
    """Run the year and print a table."""
    days = pd.date_range(end=LAST, periods=count)
    rows = series(reference / "conflict", days)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "data/raw").mkdir(parents=True)
        (home / "reconcile.toml").write_text(CONFIG)
        shown: dict[str, dict[str, str]] = {}
        spent = []
        for as_of, text in files(rows, days):
            (home / "data/raw/claims.csv").write_text(text)
            started = time.perf_counter()
            rc.run_project(home, as_of=as_of)
            spent.append(time.perf_counter() - started)
            shown[as_of] = printed(home)
        history = home / "data/processed/history.sqlite"
        size = history.stat().st_size
        started = time.perf_counter()
        alike = 0
        for as_of, before in shown.items():
            rc.run_project(home, as_of=as_of)
            alike += printed(home) == before
        again = time.perf_counter() - started
        claims = len(text.splitlines()) - 1
    print("| what | |\n|---|---:|")
    print(f"| daily refreshes | {count} |\n| claims at the end | {claims:,} |")
    print(f"| history at the end | {size / 1e6:.1f} MB |")
    print(f"| all refreshes | {sum(spent):.0f} s |\n| first, last refresh | {spent[0]:.2f} s, {spent[-1]:.2f} s |")
    print(f"| vintages printed again, byte for byte | {alike} of {count} |\n| that took | {again:.0f} s |")


if __name__ == "__main__":
    default = Path(__file__).parents[2] / "shared" / "reference"
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365, Path(sys.argv[2]) if len(sys.argv) > 2 else default)
