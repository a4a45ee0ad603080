"""How often intervals hold what was accepted later, on real events with conflicting figures.

Usage: python benchmarks/events.py [REFERENCE]   (default: ../shared/reference beside the checkout)

Reads `conflict/truth_events_dev.csv`: 8 events, 7 with an accepted value. The claims go through `rc.reconcile` as a
desk would give them, with definition, origin and date. Claims of another definition than most of an event's are kept
apart, as always; beside it, all claims of an event as one quantity. So few events say little: exact binomial intervals
(Clopper-Pearson, 90%) stand beside what was held, and a bootstrap over events beside widths and scores. These are on
the log scale, as a ratio to a plain mixture of the same claims: the median of widths, the geometric mean of the
weighted interval score.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest

import reconcile as rc
from reconcile.pool.calibration import as_stated
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import METHODS, VARIANTS, find_method
from reconcile.pool.scoring_rules import wis
from reconcile.ranges.scale import LOG, deviations

RESAMPLES = 10_000
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def claims_of(folder: Path) -> pd.DataFrame:
    """Read the events as claims; words without a number are left out."""
    table = pd.read_csv(folder / "conflict" / "truth_events_dev.csv")
    usable = table["modifier"] != "vague"
    renamed = table[usable].rename(columns={"origin_source": "origin", "as_of": "published"})
    return renamed.assign(family=renamed["event_id"], quantity=renamed["event_id"], url=renamed["url_or_origin"])


def main_definition(claims: pd.DataFrame) -> pd.DataFrame:
    """Keep the claims of each event that are given in the measure most of them are given in."""
    main = claims.groupby("event_id")["measure"].agg(lambda measures: measures.value_counts().index[0])
    return claims[claims["measure"] == claims["event_id"].map(main)]


def one_label(claims: pd.DataFrame) -> pd.DataFrame:
    """Take all claims of an event for figures of one quantity, as the collection labels them."""
    return claims.assign(measure="")


def pooled(claims: pd.DataFrame, method: str) -> rc.Reconciliation:
    """Reconcile every event."""
    columns = ["quantity", "measure", "published", "phrase", "low", "best", "high", "source", "origin"]
    return rc.reconcile(claims[columns], method=method)


def by_event(table: pd.DataFrame) -> pd.Series:
    """Return the event of each row: the label in front of its quantity's key."""
    return table["quantity"].str.partition("/")[0]


def plain(result: rc.Reconciliation) -> pd.DataFrame:
    """Return log quantiles of the plain equal-weight mixture of the claims used, by event."""
    used = result.claims[result.claims["used"]].assign(event=by_event)
    used = used.sort_values(["event", "voice"], kind="stable")
    cell, events = pd.factorize(used["event"])
    ends = [np.log(used[f"range_{end}"].to_numpy(float)) for end in ("low", "best", "high")]
    below, above = deviations(*ends, *np.full((2, len(used)), [[0.05], [0.95]]))
    run = Kernels(len(events), cell, pd.factorize(used["voice"])[0], np.ones(len(used)), ends[1], below, above)
    sharp = as_stated(run, np.full(len(events), LOG))
    return pd.DataFrame(find_method("linear").pool(sharp, Bounds.none(), LEVELS), index=events)


def accepted(claims: pd.DataFrame) -> pd.Series:
    """Return what was accepted later, by event."""
    return claims.groupby("event_id")["accepted_best"].first().dropna()


def spread(values: np.ndarray, fold: Callable[..., np.ndarray], random: np.random.Generator) -> str:
    """Return a mean or median with its bootstrap interval over events."""
    picks = random.integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.quantile(fold(values[picks], axis=1), [0.05, 0.95])
    return f"{fold(values):.2f} ({low:.2f}-{high:.2f})"


def row(result: rc.Reconciliation, truth: pd.Series, random: np.random.Generator) -> str:
    """Return what one method held, by number of voices, its width and its score; what is withheld has none."""
    told = result.estimates.assign(event=by_event).set_index("event").reindex(truth.index).dropna(subset="best")
    truth = truth[told.index]
    quantiles = np.log(told[["low", "low50", "best", "high50", "high"]].to_numpy(float))
    base, known = plain(result).reindex(truth.index).to_numpy(), np.log(truth.to_numpy(float))
    held = (quantiles[:, 0] <= known) & (known <= quantiles[:, -1])
    several = told["counted_voices"].to_numpy() > 1
    sure = binomtest(int(held.sum()), len(held)).proportion_ci(0.9, "exact")
    widths = (quantiles[:, -1] - quantiles[:, 0]) / (base[:, -1] - base[:, 0])
    scores = np.log(wis(LEVELS, quantiles, known) / wis(LEVELS, base, known))
    score = spread(np.exp(scores), lambda x, axis=None: np.exp(np.log(x).mean(axis=axis)), random)
    parts = [f"{held[part].sum()} of {part.sum()}" for part in (np.ones(len(held), dtype=bool), ~several, several)]
    parts[0] += f" ({sure.low:.0%}-{sure.high:.0%})"
    return " | ".join([*parts, spread(widths, np.median, random), score])


def tables(folder: Path) -> None:
    """Print what was held by method, then every event."""
    claims = claims_of(folder)
    truth, random = accepted(claims), np.random.default_rng(20250131)
    print("| claims | method | accepted value held | with one voice | with more | width | score |")
    print("|---|---|---|---|---|---|---|")
    sets = {"of the main definition": main_definition, "all of an event": one_label}
    for name, choose in sets.items():
        for method in (*METHODS, *VARIANTS):
            print(f"| {name} | {method} | {row(pooled(choose(claims), method), truth, random)} |", flush=True)
    for name, choose in sets.items():
        told = pooled(choose(claims), "linear").estimates.assign(event=by_event).set_index("event").reindex(truth.index)
        print(f"\n{name}\n\n| event | interval | accepted | verdict | agreement |\n|---|---|---|---|---|")
        for event, one in told.iterrows():
            span = "" if np.isnan(one["low"]) else f"{one['low']:,.0f}-{one['high']:,.0f}"
            print(f"| {event} | {span} | {truth[event]:,.0f} | {one['publish']} | {one['agreement']} |")


def main() -> None:
    """Print the tables."""
    beside = Path(__file__).parents[1].parent / "shared" / "reference"
    tables(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)


if __name__ == "__main__":
    main()
