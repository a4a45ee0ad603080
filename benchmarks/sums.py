"""Sums of events: how fast, how exact, and how often the interval beside a total holds the later edition's.

Usage: python benchmarks/sums.py speed [EVENTS]          (default: 1000000)
       python benchmarks/sums.py simulated [PAIRS]       (default: 1000)
       python benchmarks/sums.py editions EARLIER.csv LATER.csv   (UCDP GED, columns of the HXL files of HDX)
       python benchmarks/sums.py exact LIST.csv ...      (lists with the columns low, best, high)

`simulated` makes pairs of editions with known additions: an earlier pair, from which the desk learns, and a later
one, on which it is judged. 36 months of 2 regions with 5 to 40 events each; sizes are geometric about lognormal
means; three events in ten have ends of their own, skewed upward; all events of an edition share an error (sd 0.08 on
the log scale); of the later edition 12% of the events are new, 4% are gone, 6% are revised, all clustered by region
and month (gamma, shape 4). `editions` judges each fold of the months by the others, and all by the prior.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.engine.sums.events import events_of
from reconcile.engine.sums.interval import PRIOR, Revision, ends_of
from reconcile.engine.sums.own_error import own_error
from reconcile.engine.sums.pairs_of_editions import revision_of

SEED = 20240531
ENDS = ["low", "best", "high"]
LEVEL = np.array([0.05, 0.95])
# totals below are too small for a share of them to say much: a late event doubles them
LEAST_TOTAL = 25
# totals that are judged: periods, and whether by place
UNITS = {
    "month by region": ("M", True), "month": ("M", False), "quarter": ("Q", False), "year by region": ("Y", True),
    "year": ("Y", False),
}  # fmt: skip
# parts into which months are cut, each judged by the others
FOLDS = (2, 3, 5)
MONTHS, REGIONS = 36, ("North", "South")
# pairs that are checked as one table: checking has a price a table, whatever its size
BATCH = 50


def made_list(count: int) -> pd.DataFrame:
    """Return a list of events like UCDP GED: 33 years, 400 regions, most events small, few with ends of their own."""
    random = np.random.default_rng(SEED)
    first = np.datetime64("1990-01-01") + random.integers(0, 33 * 365, count)
    last = first + np.where(random.random(count) < 0.1, random.integers(1, 30, count), 0)
    best = np.floor(np.exp(random.normal(0.8, 1.2, count)))
    own = random.random(count) < 0.2
    region = random.integers(0, 400, count)
    return pd.DataFrame({
        "id": np.arange(count), "date_start": first.astype(str), "date_end": last.astype(str),
        "country": [f"Country {number % 90}" for number in region],
        "adm_1": [f"Region {number}" if number else "" for number in region],
        "low": np.where(own, np.floor(best / 2), best), "best": best, "high": np.where(own, best * 2 + 1, best),
        "source_office": random.choice(["Wire", "Radio", "Wire;Radio"], count),
    })  # fmt: skip


def speed(count: int) -> None:
    """Print the CPU seconds of a run over a made list, by month and region, and its memory at the peak."""
    import resource
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made_list(count).to_csv(Path(folder, "events.csv"), index=False)
        columns = 'id = "claim_id", date_start = "period_start", date_end = "period_end", adm_1 = "place", low = "low"'
        Path(folder, "reconcile.toml").write_text(
            f'[[inputs]]\npath = "events.csv"\nrows = "events"\nlist = "Made list"\n'
            f'constants = {{ measure = "killed" }}\n'
            f'columns = {{ {columns}, best = "best", high = "high" }}\n\n[[sums]]\nby = ["month", "adm_1"]\n\n'
            f"[report]\nfigures = false\n"
        )  # fmt: skip
        started = time.process_time()
        summary = rc.run_project(folder)
        spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{summary.claims:,} events, {summary.estimates:,} totals: {spent:.1f} CPU s, {peak:.2f} GB at the peak")


def exact(files: list[str]) -> None:
    """Print of every list whether its totals are the sums of its columns."""
    for file in files:
        table = pd.read_csv(file)
        table = table[pd.to_numeric(table["best"], errors="coerce").notna()]
        ends = table[ENDS].apply(pd.to_numeric).assign(measure="killed", source="List", rows="events")
        row = rc.reconcile(ends, options=rc.Options(sums=[rc.Sum()])).estimates.iloc[0]
        wanted = [ends[ENDS].min(axis=1).sum(), ends["best"].sum(), ends[ENDS].max(axis=1).sum()]
        holds = [row["sum_low"], row["sum_best"], row["sum_high"]] == wanted
        print(f"{Path(file).name}: {len(ends):,} events, {wanted}, exact: {holds}")


def ged(file: str) -> pd.DataFrame:
    """Return a file of UCDP GED as events."""
    table = pd.read_csv(file)
    table = table[pd.to_numeric(table["best"], errors="coerce").notna()]
    return pd.DataFrame({
        "claim_id": table["id"].astype(str), "period_start": table["date_start"].astype(str).str[:10],
        "period_end": table["date_end"].astype(str).str[:10], "place": table["adm_1"].fillna(""),
        **{end: pd.to_numeric(table[end]) for end in ENDS}, "measure": "killed", "source": "UCDP GED",
        "rows": "events",
    })  # fmt: skip


def judged(name: str, mean: np.ndarray, ends: np.ndarray, makers: np.ndarray, later: np.ndarray) -> None:
    """Print how often intervals and the makers' ends hold the later totals, and how wide they are."""
    wide = ends[:, 1] - ends[:, 0]
    held = (ends[:, 0] <= later) & (later <= ends[:, 1])
    own = (makers[:, 0] <= later) & (later <= makers[:, 1])
    print(
        f"{name}: n {len(later)}, held {held.mean():.0%}, median width {np.median(wide):.0f} "
        f"({np.median(wide / np.maximum(mean, 1)):.2f} of the total); makers' ends {own.mean():.0%}, "
        f"median width {np.median(makers[:, 1] - makers[:, 0]):.0f}"
    )


def cells(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the cells of a list by unit, see `UNITS`: sums of ends, what events let expect, and of what squares."""
    ends = table[ENDS].to_numpy(np.float64)
    low, best, high = ends.min(axis=1), ends[:, 1], ends.max(axis=1)
    mean, variance = own_error(low, best, high)
    month = pd.to_datetime(table["period_start"]).dt.to_period("M")
    place = table["place"].str.casefold()
    frame = pd.DataFrame({
        "low": low, "best": best, "high": high, "mean": mean, "variance": variance, "month": month, "place": place,
    }, index=table.index)  # fmt: skip
    usual = frame.groupby(["month", "place"]).sum().reset_index()
    period, by_place = UNITS[unit]
    keys = [usual["month"].dt.asfreq(period).rename("time"), *([usual["place"]] if by_place else [])]
    usual["squares"] = usual["mean"] ** 2
    return usual.drop(columns=["month", "place"]).groupby(keys).sum()


def joined(earlier: pd.DataFrame, later: pd.DataFrame, unit: str, least: float = LEAST_TOTAL) -> pd.DataFrame:
    """Return the cells of an edition with more than `least`, with the totals of a later one."""
    table = cells(earlier, unit)
    table = table.join(cells(later, unit)["best"].rename("later"), how="left").fillna({"later": 0.0})
    return table[table["best"] > least]


def interval(table: pd.DataFrame, revision: Revision) -> np.ndarray:
    """Return low and high of totals."""
    return ends_of(*(table[name].to_numpy() for name in ("mean", "variance", "squares")), revision, LEVEL)


def told(name: str, table: pd.DataFrame, ends: np.ndarray) -> None:
    """Print how often intervals hold the later totals of a table of cells."""
    judged(name, table["best"].to_numpy(), ends, table[["low", "high"]].to_numpy(), table["later"].to_numpy())


def editions(files: list[str]) -> None:
    """Judge the totals of one edition by a later one: all months by all, and each fold by the other months."""
    earlier, later = (ged(file) for file in files)
    both = pd.concat([earlier.assign(edition="1"), later.assign(edition="2")], ignore_index=True)
    events = events_of(check_claims(both).claims)
    learned = revision_of(events, np.arange(len(both)), "place")
    print(f"learned from all: {learned}")
    usual = replace(PRIOR, size=max(float(earlier["best"].median()), 1.0))
    for unit in UNITS:
        table = joined(earlier, later, unit)
        for name, revision in (("prior", usual), ("learned, in sample", learned)):
            told(f"{unit}, {name}", table, interval(table, revision))
    months = [pd.to_datetime(table["period_start"]).dt.to_period("M").map(lambda one: one.ordinal)
              for table in (earlier, later, both)]  # fmt: skip
    for folds in FOLDS:
        for unit in ("month by region", "month"):
            left_out = []
            for fold in range(folds):
                known = revision_of(events, np.flatnonzero(months[2] % folds != fold), "place")
                table = joined(earlier[months[0] % folds == fold], later[months[1] % folds == fold], unit)
                left_out.append((table, interval(table, known)))
            told(f"{unit}, learned from the other months, {folds} folds", pd.concat([table for table, _ in left_out]),
                 np.concatenate([ends for _, ends in left_out]))  # fmt: skip


def edition_pair(random: np.random.Generator, start: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return an edition and a later one of the same months."""
    cell = np.repeat(np.arange(MONTHS * len(REGIONS)), random.integers(5, 41, MONTHS * len(REGIONS)))
    true = random.geometric(1 / np.exp(random.normal(1.2, 0.5, len(cell)).clip(0.05)))
    shared, ranged = random.normal(0, 0.08), random.random(len(cell)) < 0.3
    best = np.maximum(np.rint(true * np.exp(shared)), 1)
    low = np.where(ranged, np.floor(best * random.uniform(0.5, 1, len(cell))), best)
    high = np.where(ranged, np.ceil(best * random.uniform(1, 2, len(cell))), best)
    clustered = random.gamma(4, 1 / 4, MONTHS * len(REGIONS))[cell]
    gone, revised, new = (random.random(len(cell)) < share * clustered for share in (0.04, 0.06, 0.12))
    again = np.where(revised, np.maximum(np.rint(best * np.exp(random.normal(0, 0.5, len(cell)))), 0), best)
    month = np.datetime64(start, "M") + cell // len(REGIONS)
    frame = pd.DataFrame({
        "period_start": (month.astype("datetime64[D]") + random.integers(0, 28, len(cell))).astype(str),
        "place": np.array(REGIONS)[cell % len(REGIONS)], "low": low, "best": best, "high": high,
    })  # fmt: skip
    added = frame[new].assign(best=random.geometric(1 / 3, int(new.sum())))
    later = pd.concat([frame.assign(best=again)[~gone], added])
    later = later.assign(low=later[["low", "best"]].min(axis=1), high=later[["high", "best"]].max(axis=1))
    return frame, later


def simulated(count: int) -> None:
    """Judge totals by month and region of simulated pairs, each by what is learned from the pair before it."""
    random = np.random.default_rng(SEED)
    rows: dict[str, list[pd.DataFrame]] = {"month by region": [], "year": []}
    for _ in range(0, count, BATCH):
        pairs = [(edition_pair(random, "2016-01"), edition_pair(random, "2020-01")) for _ in range(BATCH)]
        learned = [table.assign(edition=str(number), pair=place)
                   for place, (known, _) in enumerate(pairs) for number, table in enumerate(known)]  # fmt: skip
        both = pd.concat(learned, ignore_index=True).assign(measure="killed", source="List", rows="events")
        events = events_of(check_claims(both).claims)
        for place, (_, (earlier, later)) in enumerate(pairs):
            revision = revision_of(events, np.flatnonzero(both["pair"] == place), "place")
            for unit, made in rows.items():
                table = joined(earlier, later, unit, 0)
                ends = interval(table, revision)
                made.append(table.assign(begins=ends[:, 0], ends=ends[:, 1]))
    for unit, made in rows.items():
        table = pd.concat(made)
        told(f"{count} simulated pairs, {unit}", table, table[["begins", "ends"]].to_numpy())


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["speed"]
    if what in ("speed", "simulated"):
        {"speed": speed, "simulated": simulated}[what](
            int(rest[0]) if rest else {"speed": 1_000_000, "simulated": 1000}[what]
        )
    else:
        {"editions": editions, "exact": exact}[what](rest)
