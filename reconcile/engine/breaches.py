"""Figures that cannot both hold: a part that comes out above what includes it, or people lost above all there were."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.claims.measures import OUT_OF, WIDER
from reconcile.claims.text import group_rows
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.plain_numbers import write_number
from reconcile.records import findings, join_records
from reconcile.same_time import SAME_TIME_DAYS

__all__ = ["breaches"]

# columns that a measure and what it is a part of may differ in beside the measure: a total stands beside a stock
_IN_TIME = ("temporal", "period_start", "period_end")


def breaches(cells: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Report narrower measures that come out above wider ones, and people lost above all that there were at the time.

    Parameters
    ----------
    cells : DataFrame
        `quantity_code`, `day`, `best` of `CELLS`.
    quantities : DataFrame
        Columns of `QUANTITIES`.

    Returns
    -------
    DataFrame
        Findings `definition-breach`: of a wider measure at the same day or a later one; of a strength within 60 days,
        the newest.

    Examples
    --------
    >>> quantities = pd.DataFrame({name: ["", ""] for name in DEFINING} | {"family": "", "quantity": ["a", "b"]})
    >>> quantities = quantities.assign(measure=["captured", "strength"])
    >>> cells = pd.DataFrame({"quantity_code": [0, 1], "day": [0, 0], "best": [5000.0, 1000.0]})
    >>> breaches(cells, quantities)["message"].tolist()
    ['captured (5,000) comes out above strength (1,000), of which it can only be a part']
    """
    present = set(quantities["measure"].unique())
    if not any(present.issuperset(pair) for pair in (*WIDER, *OUT_OF)):
        return findings("definition-breach", [])
    keys = [name for name in DEFINING if name != "measure"]
    rows = cells.dropna(subset=["best"]).join(quantities[["quantity", "family", "measure", *keys]], on="quantity_code")
    alike = _alike(rows, keys)
    found = [_wider(alike, *pair) for pair in WIDER if present.issuperset(pair)]
    if any(present.issuperset(pair) for pair in OUT_OF):
        at_any_time = _alike(rows, [name for name in keys if name not in _IN_TIME])
        found += [_out_of(at_any_time, *pair) for pair in OUT_OF if present.issuperset(pair)]
    return join_records(found, names(FINDINGS)) if found else findings("definition-breach", [])


def _alike(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return what is compared of estimates, with a number for those that are of one family and agree in the keys."""
    number, _ = group_rows([rows[name].reset_index(drop=True) for name in ("family", *keys)])
    return rows[["quantity", "family", "measure", "day", "best"]].assign(thing=number)


def _wider(rows: pd.DataFrame, narrow: str, wide: str) -> pd.DataFrame:
    """Report a measure above one that counts everybody it counts, at the same day or a later one."""
    pairs = _beside(rows, narrow, wide)
    bad = pairs[(pairs["day_wide"] >= pairs["day"]) & (pairs["best"] > pairs["best_wide"])]
    return _report(bad, narrow, wide, "which includes it")


def _out_of(rows: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    """Report a measure above the number it is out of, said of about the same time."""
    pairs = _beside(rows, part, whole)
    near = np.abs(pairs["day_wide"].to_numpy(np.int64) - pairs["day"].to_numpy(np.int64)) <= SAME_TIME_DAYS
    bad = pairs[near & (pairs["best"] > pairs["best_wide"]).to_numpy(bool)]
    newest = bad.sort_values(["quantity", "quantity_wide", "day", "day_wide"])
    newest = newest.drop_duplicates(["quantity", "quantity_wide"], keep="last")
    return _report(newest, part, whole, "of which it can only be a part")


def _beside(rows: pd.DataFrame, narrow: str, wide: str) -> pd.DataFrame:
    """Return every estimate of one measure beside those of another that it is alike with."""
    left, right = (rows[rows["measure"] == measure] for measure in (narrow, wide))
    return left.merge(right, on="thing", suffixes=("", "_wide"))


def _report(bad: pd.DataFrame, narrow: str, wide: str, why: str) -> pd.DataFrame:
    return findings(
        "definition-breach",
        [f"{narrow} ({write_number(low, 3)}) comes out above {wide} ({write_number(high, 3)}), {why}"
         for low, high in zip(bad["best"], bad["best_wide"], strict=True)],
        family=bad["family"], quantity=bad["quantity"], hint="one of the two rests on another definition or date",
    )  # fmt: skip
