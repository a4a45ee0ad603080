"""How many ranges of ours are printed of totals that grow, and how many hold, where voices have lasting biases.

Usage: python benchmarks/printed_totals.py [TOTALS] [SEED]   (default: 600 totals a bias)

Totals grow by a lognormal flow for twelve days to three years. Two to eight voices count them now and then, each with
a bias that it keeps (deviation .2, .4 or .7 on the log scale), rounded and hedged, in ranges too; of every other total
each voice counts once, within the last 150 days. What is printed is what the product prints (`range_wording`), of the
date of the newest count. First by bias and number of voices; then what other rules would print, `range_widths` with
other numbers: counts of so many days license a width, and a range must reach such a share of how far voices lie apart.
Ends with 1 where fewer than 86% of the printed ranges of a bias hold.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

import reconcile as rc
from reconcile.arrays import strings
from reconcile.engine import range_widths
from reconcile.engine.claims_behind import claims_behind

BIASES = (0.2, 0.4, 0.7)
VOICES = (2, 8)
DAYS = (12, 60, 180, 400, 900, 1200)
LATEST = 150  # days in which voices that count once do
FLOW, MEMORY, OWN = 0.8, 60.0, 0.06  # deviation of the log flow, days in which it fades, a voice's own error
SIZE = (2.5, 5.5)  # powers of ten between which a total ends
HEDGES = (("{}", 0.0), ("about {}", 0.0), ("more than {}", -0.06), ("over {}", -0.06), ("nearly {}", 0.05))
RANGES = 0.15  # share of figures that are ranges, and how far their ends may lie off
BEGIN = np.datetime64("2022-03-01")
SEED = 20250131
GROUPS = {"2, 3": (2, 3), "4, 5": (4, 5), "6 to 8": (6, 8), "all": VOICES}

# share of printed ranges that must hold at every bias
LEAST_HELD = 0.86

# days whose counts license a width; share of how far voices lie apart that a range must reach
TRIED = ((10**6, 0.0), (60, 0.0), (120, 0.0), (60, 0.75), (120, 0.5), (120, 0.6), (120, 0.7), (120, 0.75), (120, 0.8),
         (120, 0.9), (180, 0.75), (365, 0.75))  # fmt: skip


def total(random: np.random.Generator, days: int) -> np.ndarray:
    """Draw how a total stands at the end of every day."""
    fading, flow = np.exp(-1 / MEMORY), np.zeros(days + 1)
    steps = FLOW * random.standard_normal(days + 1)
    for day in range(1, days + 1):
        flow[day] = fading * flow[day - 1] + np.sqrt(1 - fading**2) * steps[day]
    grown: np.ndarray = np.cumsum(np.exp(flow))
    return np.asarray(grown / grown[-1] * 10 ** random.uniform(*SIZE))


def phrase(random: np.random.Generator, value: float) -> str:
    """Return a figure as a voice says it: rounded to two or three digits, hedged, or a range."""
    digits = int(random.integers(2, 4))
    if random.random() < RANGES:
        off = random.uniform(0.05, RANGES)
        return f"{rounded(value * (1 - off), digits):,.0f} to {rounded(value * (1 + off), digits):,.0f}"
    words, moved = HEDGES[random.integers(len(HEDGES))]
    return words.format(f"{rounded(value * np.exp(moved), digits):,.0f}")


def rounded(value: float, digits: int) -> float:
    """Return a value with so many digits, at least 1."""
    step = 10.0 ** (np.floor(np.log10(value)) + 1 - digits)
    return float(max(np.round(value / step) * step, 1))


def told(quantities: int, bias: float, seed: int) -> tuple[pd.DataFrame, list[np.ndarray]]:
    """Draw the claims on totals, and the totals."""
    random = np.random.default_rng([seed, int(100 * bias)])
    rows, totals = [], []
    for number in range(quantities):
        days = int(random.choice(DAYS))
        totals.append(total(random, days))
        for voice in range(int(random.integers(VOICES[0], VOICES[1] + 1))):
            own, often = bias * random.standard_normal(), int(random.integers(1, 6))
            once = [days - int(random.integers(0, min(LATEST, days) + 1))]
            for day in once if number % 2 else np.sort(random.random(often) * days).astype(int):
                said = totals[-1][day] * np.exp(own + OWN * random.standard_normal())
                date = str(BEGIN + np.timedelta64(int(day), "D"))
                rows.append((f"q{number:04d}", f"Voice {voice}", date, date, phrase(random, said)))
    table = pd.DataFrame(rows, columns=["quantity", "source", "count_date", "published", "phrase"])
    return table.assign(measure="killed", temporal="cumulative"), totals


def scored(quantities: int, bias: float, seed: int) -> pd.DataFrame:
    """Estimate drawn totals at their newest count; whether each is printed, by each rule, and holds."""
    table, totals = told(quantities, bias, seed)
    result = rc.reconcile(table)
    rows = result.estimates.reset_index(drop=True)
    day = (rows["count_date"].to_numpy().astype("datetime64[D]") - BEGIN).astype(int)
    known = np.array([totals[int(name[1:])][when] for name, when in zip(rows["quantity"], day, strict=True)])
    held = (rows["low"] <= known) & (known <= rows["high"])
    facts = pd.DataFrame({"bias": bias, "interval": rows["publish"] == "interval", "held": held,
                          "voices": rows["sources"], "printed": strings(rows["range_wording"]) != ""})  # fmt: skip
    behind = claims_behind(rows, result.claims)
    ends = [result.claims[name].to_numpy(float) for name in ("range_low", "range_high")]
    now = behind.pairs[~behind.pairs["older"]]
    facts["unpassed"] = facts["interval"] & ~ruled(rows, now, ends, 10**6, 0.0)
    for days, share in TRIED:
        facts[f"{days} {share}"] = facts["interval"] & ~ruled(rows, behind.pairs, ends, days, share)
    return facts


def ruled(rows: pd.DataFrame, pairs: pd.DataFrame, ends: list[np.ndarray], days: int, share: float) -> np.ndarray:
    """Return where the product's rule, with other numbers, prints no range."""
    kept = range_widths.STILL_SAID, range_widths.LEAST_SHARE
    range_widths.STILL_SAID, range_widths.LEAST_SHARE = days, share
    try:
        wider, narrower = range_widths.range_widths(rows, strings(rows["unit"]), pairs, *ends)
    finally:
        range_widths.STILL_SAID, range_widths.LEAST_SHARE = kept
    return wider | narrower


def shares(facts: pd.DataFrame, rule: str) -> str:
    """Return how many are printed by a rule, and how many of those hold."""
    shown = facts[facts[rule]]
    return f"{len(shown) / len(facts):.1%} | " + (f"{shown['held'].mean():.0%}" if len(shown) else "")


def main() -> None:
    """Print both tables, and end with 1 where too few of a bias hold."""
    quantities, seed = (int(sys.argv[place]) if len(sys.argv) > place else usual
                        for place, usual in ((1, 600), (2, SEED)))  # fmt: skip
    facts = pd.concat([scored(quantities, bias, seed) for bias in BIASES], ignore_index=True)
    print("| bias | voices | totals | intervals | hold | printed | hold |\n|---|---|---|---|---|---|---|")
    for bias, some in facts.groupby("bias"):
        for name, (least, most) in GROUPS.items():
            rows = some[some["voices"].between(least, most)]
            print(f"| {bias} | {name} | {len(rows)} | {shares(rows, 'interval')} | {shares(rows, 'printed')} |")
    print("\n| days, share | " + " | ".join(f"{bias}: printed | hold" for bias in BIASES) + " |\n|---|" + "---|" * 6)
    for rule in ("unpassed", *(f"{days} {share}" for days, share in TRIED)):
        print(f"| {rule} | " + " | ".join(shares(some, rule) for _, some in facts.groupby("bias")) + " |")
    sys.exit(int((facts[facts["printed"]].groupby("bias")["held"].mean() < LEAST_HELD).any()))


if __name__ == "__main__":
    main()
