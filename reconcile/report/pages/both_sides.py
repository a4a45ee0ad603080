"""Who says what of the losses and gains of a side: itself, its enemy, others, and those who count by name."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_text, strings
from reconcile.claims.measures import MEASURES, Measure
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display_claims import said_words
from reconcile.report.sentences.printable import shorten

__all__ = ["SIDES", "both_sides"]

# columns of the table: who is counted says so itself, who stands against it or backs that side, others, lists of names
SIDES = ("own", "enemy", "neutral", "named")

# figures in one cell, the newest of as many voices: what fits into a row that is read at a glance
MOST_IN_CELL = 3

# who a voice is to the party that is counted, by what a high figure means to that party and the end its stake widens
_WHO = {("loss", "high"): "own", ("loss", "low"): "enemy", ("gain", "low"): "own", ("gain", "high"): "enemy"}


def both_sides(
    estimates: pd.DataFrame, claims: pd.DataFrame, measures: Mapping[str, Measure] | None = None
) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return what each side says of every quantity that is the loss or the gain of a party.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    claims : DataFrame
        Rows of `claims.csv`.
    measures : mapping of name to Measure, optional
        Measures of the project's own.

    Returns
    -------
    dict of quantity to dict
        By the names of `SIDES`; a cell is a list of `said`, `who`, `day` and `url`, the newest figure of each voice,
        newest first; one more entry with `more` alone where there are others. A quantity of which no side speaks, and
        that nobody counts by name, is not there.

    Examples
    --------
    >>> import reconcile as rc
    >>> rows = {"measure": "killed", "party": "Russia", "source": ["Kyiv", "Moscow"], "best": [900, 300]}
    >>> sources = pd.DataFrame({"source": ["Kyiv", "Moscow"], "stake": ["Ukraine", "Russia"]})
    >>> sides = rc.Options(sides={"a": ["Ukraine"], "b": ["Russia"]})
    >>> result = rc.reconcile(pd.DataFrame(rows), sources, options=sides)
    >>> (cells,) = both_sides(result.estimates, result.claims).values()
    >>> cells["own"][0]["who"], cells["enemy"][0]["said"], cells["neutral"]
    ('Moscow', '900', [])
    """
    known = {**MEASURES, **(measures or {})}
    bears = each_text(estimates["measure"], lambda name: known[name].bears if name in known else "neither")
    sided = (bears != "neither") & (strings(estimates["party"]) != "")
    meaning = dict(zip(strings(estimates["quantity"])[sided], bears[sided], strict=True))
    rows = _told(claims, meaning)
    cells: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in rows.to_dict("records"):
        quantity = cells.setdefault(row["quantity"], {name: [] for name in SIDES})
        quantity[row["side"]].append(_figure(row))
    told = {key: sides for key, sides in cells.items() if any(sides[name] for name in SIDES if name != "neutral")}
    return {key: {name: _cut(found) for name, found in sides.items()} for key, sides in told.items()}


def _told(claims: pd.DataFrame, meaning: Mapping[str, str]) -> pd.DataFrame:
    """Return the newest figure of every voice of every quantity, newest first, with the side that it is on."""
    used = claims["used"].to_numpy(bool) if len(claims) else np.zeros(0, dtype=bool)
    said = claims[used & claims["quantity"].isin(meaning.keys()).to_numpy()]
    table = pd.DataFrame({name: strings(said[name]) for name in ("quantity", "voice", "source", "url", "claim_id")})
    table["day"] = said["count_date"].fillna(said["period_end"]).fillna(said["published"]).to_numpy()
    table["said"], table["side"] = said_words(said), _sides(said, meaning)
    rows = table.sort_values(["quantity", "day", "claim_id"], ascending=[True, False, True], kind="stable")
    rows = rows.drop_duplicates(["quantity", "voice", "side"])
    return rows.assign(day=date_words(rows["day"]))


def _sides(claims: pd.DataFrame, meaning: Mapping[str, str]) -> Strings:
    pairs = zip(strings(claims["quantity"]), strings(claims["stake_side"]), strict=True)
    sides = [_WHO.get((meaning[quantity], stake), "neutral") for quantity, stake in pairs]
    named = strings(claims["basis"]) == "named"
    return np.where(named, "named", np.array(sides, dtype=object)).astype(object)


def _figure(row: Mapping[Hashable, Any]) -> dict[str, str]:
    return {"said": row["said"], "who": shorten(row["voice"]), "day": row["day"], "url": row["url"], "more": ""}


def _cut(found: list[dict[str, str]]) -> list[dict[str, str]]:
    more = len(found) - MOST_IN_CELL
    rest = {"said": "", "who": "", "day": "", "url": "", "more": f"{more:,} more"}
    return [*found[:MOST_IN_CELL], *([rest] if more > 0 else [])]
