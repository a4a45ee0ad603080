"""Sums that must hold: what enforcing them does to coverage and score, and how often the wrong claim is named.

Usage: python benchmarks/coherence.py [SEED ...]   (default: 7 8 9)

Truths with exact sums are drawn: killed + wounded, the months of a quarter, of a year, and 2 to 8 months. Each figure
is told by some of two to five voices, each with a bias of 0.2 and an error of 0.2 (log sd), rounded to two or three
digits, with a range of up to a fifth; of a whole that a voice gives with all its parts, seven in ten give the sum of
what they said. Each seed makes a table of 206 right systems, and one in half of whose systems one claim is wrong by a
factor of 3 or 10. Printed are the figures of docs/methods/sums.md: coverage of low to high at 0.9 and of the central
half, before and after, the weighted interval score after over before, with the 90% range over systems drawn anew, and
what was named. The error model is assumed, and it favours the method.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np
import pandas as pd

import reconcile as rc

VOICE_SD = ERROR_SD = 0.2
OWN_SUM, TWO_DIGITS = 0.7, 0.6
GIVES_PART, GIVES_TOTAL = 0.6, 0.8
FACTORS = (0.1, 1 / 3, 3.0, 10.0)
RANGES = (0.0, 0.05, 0.1, 0.2)
KINDS = {"pair": 70, "quarter": 50, "year": 16, "months": 70}
RESAMPLED = 400
START = pd.Timestamp("2023-01-01")
ENDS = ["low", "low50", "best", "high50", "high"]
RULES = (
    rc.Identity("casualties", "casualties", ("killed", "wounded"), complete=True, enforce=True),
    rc.Identity("months", over="period", complete=True, enforce=True),
)


class System(NamedTuple):
    """Parts and their total, the last; which claim is wrong: place of its figure and its voice, -1 for none."""

    place: str
    pair: bool
    figures: np.ndarray
    wrong: tuple[int, int]


def parts_of(kind: str, rng: np.random.Generator) -> np.ndarray:
    """Return parts whose sum is the whole."""
    if kind == "pair":
        killed = np.exp(rng.normal(6, 1.5))
        return np.maximum(np.round([killed, killed * np.exp(rng.normal(0.9, 0.5))]), 10)
    months = {"quarter": 3, "year": 12}.get(kind) or int(rng.integers(2, 9))
    return np.maximum(np.round(np.exp(rng.normal(6, 1.2) + rng.normal(0, 0.5, months))), 10)


def told_of(figures: np.ndarray, rng: np.random.Generator) -> list[tuple[int, int, float]]:
    """Return what voices say: place of the figure, voice, value. Every figure is told by somebody."""
    last, told = len(figures) - 1, []
    for voice in range(int(rng.integers(2, 6))):
        said = figures * np.exp(rng.normal(0, VOICE_SD) + rng.normal(0, ERROR_SD, len(figures)))
        given = rng.random(len(figures)) < np.append(np.full(last, GIVES_PART), GIVES_TOTAL)
        if given[:last].all() and rng.random() < OWN_SUM:
            said[last] = said[:last].sum()
        told += [(int(place), voice, float(said[place])) for place in np.flatnonzero(given)]
    silent = set(range(len(figures))) - {place for place, *_ in told}
    spread = np.hypot(VOICE_SD, ERROR_SD)
    return told + [(place, 0, float(figures[place] * np.exp(rng.normal(0, spread)))) for place in sorted(silent)]


def drawn(seed: int, share_wrong: float) -> tuple[pd.DataFrame, list[System]]:
    """Return the claims of one table, and its systems."""
    rng, rows, systems = np.random.default_rng([seed, round(10 * share_wrong)]), [], []
    for kind in (kind for kind, many in KINDS.items() for _ in range(many)):
        parts = parts_of(kind, rng)
        figures, place = np.append(parts, parts.sum()), f"Place {len(systems)}"
        told, wrong = told_of(figures, rng), (-1, -1)
        if rng.random() < share_wrong:
            at = int(rng.integers(len(told)))
            figure, voice, value = told[at]
            told[at], wrong = (figure, voice, value * float(rng.choice(FACTORS))), (figure, voice)
        system = System(place, kind == "pair", figures, wrong)
        rows += [row_of(system, *one, rng) for one in told]
        systems.append(system)
    return pd.DataFrame(rows), systems


def row_of(system: System, figure: int, voice: int, value: float, rng: np.random.Generator) -> dict[str, object]:
    """Return a claim; sources of different systems are different voices."""
    parts = len(system.figures) - 1
    digits, share = 2 if rng.random() < TWO_DIGITS else 3, float(rng.choice(RANGES))
    best = max(round(float(f"{value:.{digits}g}")), 1)
    begin = START if system.pair or figure == parts else START + pd.DateOffset(months=figure)
    months = 1 if system.pair or figure < parts else parts
    return {
        "claim_id": f"{system.place}|{figure}|{voice}", "place": system.place, "source": f"{system.place} v{voice}",
        "measure": ("killed", "wounded", "casualties")[figure] if system.pair else "killed", "party": "X",
        "temporal": "period", "period_start": str(begin.date()), "best": best,
        "period_end": str((begin + pd.DateOffset(months=months) - pd.Timedelta(days=1)).date()),
        "low": round(best * (1 - share)) if share else None, "high": round(best * (1 + share)) if share else None,
    }  # fmt: skip


def interval_score(logs: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return the weighted interval score (Bracher et al. 2021) of two intervals and the median."""
    low, low50, best, high50, high = logs.T

    def score(lower: np.ndarray, upper: np.ndarray, outside: float) -> np.ndarray:
        missed = np.maximum(lower - truth, 0) + np.maximum(truth - upper, 0)
        return outside / 2 * (upper - lower + 2 / outside * missed)

    return (np.abs(best - truth) / 2 + score(low50, high50, 0.5) + score(low, high, 0.1)) / 2.5


def figures_of(seed: int, share_wrong: float) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return every figure before and after, and what was named."""
    claims, systems = drawn(seed, share_wrong)
    result = rc.reconcile(claims, options=rc.Options(identities=RULES))
    key = result.claims.assign(figure=result.claims["claim_id"].str.rpartition("|")[0]).drop_duplicates("figure")
    truth = {f"{one.place}|{at}": value for one in systems for at, value in enumerate(one.figures)}
    wrong = {f"{one.place}|{one.wrong[0]}" for one in systems if one.wrong[0] >= 0}
    table = key[["figure", "quantity"]].merge(result.estimates, on="quantity")
    table = table.assign(truth=table["figure"].map(truth), system=f"{seed} " + table["place"].astype(str))
    table["enforced"] = table["coherent_best"].notna()
    able = table["publish"].eq("interval").groupby(table["system"]).transform("all")
    bad = {one.split("|")[0] for one in wrong}
    table["kind"] = np.where(
        table["figure"].isin(wrong), "wrong", np.where(table["place"].isin(bad), "beside", "clean")
    )
    return scored(table.assign(able=able)), named_of(result.findings, systems)


def scored(table: pd.DataFrame) -> pd.DataFrame:
    """Return figures with what held and how it scores, before and after."""
    truth = np.log(table["truth"].to_numpy(np.float64))
    after = table[[f"coherent_{name}" for name in ENDS]].to_numpy(np.float64)
    plain = table[ENDS].to_numpy(np.float64)
    for name, ends in (("before", plain), ("after", np.where(np.isfinite(after), after, plain))):
        logs = np.log(np.maximum(ends, 1e-9))
        table = table.assign(**{
            f"held_{name}": (logs[:, 0] <= truth) & (truth <= logs[:, 4]),
            f"half_{name}": (logs[:, 1] <= truth) & (truth <= logs[:, 3]),
            f"score_{name}": interval_score(logs, truth),
        })  # fmt: skip
    return table


def named_of(findings: pd.DataFrame, systems: list[System]) -> dict[str, int]:
    """Return how many systems have a claim named, in how many it is the wrong one, and how many of them are clean."""
    told = findings[(findings["rule"] == "sum-incoherent") & (findings["claim_id"] != "")]["claim_id"]
    ids = {place: set(group) for place, group in told.groupby(told.str.split("|").str[0])}
    wrong = {one.place: f"{one.place}|{one.wrong[0]}|{one.wrong[1]}" for one in systems if one.wrong[0] >= 0}
    clean = len(systems) - len(wrong)
    return {
        "named": len(ids), "right": sum(wrong.get(place) in group for place, group in ids.items()),
        "clean named": sum(place not in wrong for place in ids), "wrong": len(wrong), "clean": clean,
    }  # fmt: skip


def line_of(name: str, rows: pd.DataFrame) -> str:
    """Return the line of some figures."""
    if rows.empty:
        return f"| {name} | 0 | – | – | – |"
    sums = rows.groupby("system")[["score_after", "score_before"]].sum().to_numpy()
    anew = np.random.default_rng(0).integers(0, len(sums), (RESAMPLED, len(sums)))
    low, high = np.quantile(np.divide(*sums[anew].sum(axis=1).T), [0.05, 0.95])
    mean = rows.select_dtypes(["bool", "number"]).mean()
    held, half = (f"{mean[f'{of}_before']:.3f}, {mean[f'{of}_after']:.3f}" for of in ("held", "half"))
    ratio = f"{mean['score_after'] / mean['score_before']:.3f} ({low:.3f}–{high:.3f})"
    return f"| {name} | {len(rows):,} | {held} | {half} | {ratio} |"


def main(seeds: list[int]) -> None:
    """Print the table."""
    told = {share: [figures_of(seed, share) for seed in seeds] for share in (0.0, 0.5)}
    clean, mixed = (pd.concat([table for table, _ in told[share]]) for share in (0.0, 0.5))
    beside, wrong = (mixed[mixed["kind"] == kind] for kind in ("beside", "wrong"))
    print(f"Seeds {', '.join(map(str, seeds))}\n")
    print("| figures | number | coverage before, after | of the central half | WIS after / before |")
    print("|---|---|---|---|---|")
    names = ("all of clean systems", "right ones beside a wrong one", "wrong ones")
    for name, rows in zip(names, (clean, beside, wrong), strict=True):
        print(line_of(name, rows))
        print(line_of("of these, enforced", rows[rows["enforced"]]))
    able, counts = clean[clean["able"]], pd.DataFrame([found for _, found in told[0.5]]).sum()
    print(f"\nEnforced of systems of intervals alone ({len(able) / len(clean):.0%}): {able['enforced'].mean():.0%}")
    print(
        f"A claim was named in {counts['named'] - counts['clean named']} of {counts['wrong']} systems with a wrong one"
        f" and in {counts['clean named']} of {counts['clean']} others; {counts['right']} were the wrong one"
    )


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [7, 8, 9])
