"""How far voices were off a value that became known, by their newest figure before that.

A voice that corrected itself is judged by its correction alone. Nobody is judged by its own figure, nor by that of
somebody who has it from the same origin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.claims.measures import attribute_of
from reconcile.claims.text import group_rows
from reconcile.columns import DATED, RECORD_SCALES, RESOLVED, names
from reconcile.days import NO_DAY
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pairs import cells_of, pairs_of
from reconcile.engine.pooled import scales_of
from reconcile.pool.cells import Cells
from reconcile.ranges.scale import LOG, SCALES
from reconcile.sources.past_of_claims import losses_counted
from reconcile.sources.registry import Registry
from reconcile.spellings import members_of, set_key

__all__ = ["MOST_ERROR", "resolved_errors"]

# furthest error that is counted, in log or logit units: a factor of twenty, beyond which an interval is no interval
# either (docs/model.md, 9); one slip of a thousandfold says no more of a source than that
MOST_ERROR = 3.0

# days by which a count may be older than the value it is compared with: a total of a month before was not wrong when
# it was given (forecasts of curves.md: totals grow by some percent a month, tolls of disasters by more)
MOST_DAYS = 7


class _Judged(NamedTuple):
    """Claims beside truths, one a pair: row of the truth, row of the claim, weight, error, scale."""

    truth: Ints
    claim: Ints
    weight: Floats
    error: Floats
    scale: Strings


def resolved_errors(heard: HeardClaims, registry: Registry, truths: pd.DataFrame) -> pd.DataFrame:
    """Return how far every voice was off the values that became known.

    Parameters
    ----------
    heard : HeardClaims
        Claims that were known before the values.
    registry : Registry
    truths : DataFrame
        Columns of `TRUTHS`.

    Returns
    -------
    DataFrame
        Columns of `RESOLVED`. Left out are floors and ceilings, claims without a day of publication, counts of more
        than a week before, quantities without a measure or on a linear scale, which has no unit of its own, values that
        a log scale does not hold, and voices that the value goes back to.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [30, 60], "published": "2024-05-01"})
    >>> heard, registry = hear(check_claims(rows).claims, registry_of(None), {}, {}, None), registry_of(None)
    >>> truths = pd.DataFrame({"quantity": ["killed"], "day": [NO_DAY], "value": [30.0], "published_day": [20_000],
    ...                        "source": ["B"], "origin": [""]})
    >>> resolved_errors(heard, registry, truths)[["voice", "error"]].values.tolist()
    [['A', 0.0]]
    """
    code = pd.Index(heard.quantities.table["quantity"]).get_indexer(truths["quantity"])
    truths, code = truths[code >= 0].reset_index(drop=True), code[code >= 0].astype(np.int64)
    judged = _judged(heard, truths, code)
    losses = losses_counted(
        heard.table["stake_side"].to_numpy(dtype=object)[judged.claim],
        attribute_of(heard.claims["measure"], "bears", "neither", heard.measures).iloc[judged.claim],
    )
    rows = pd.DataFrame({
        "voice": heard.table["voice"].astype(object).to_numpy()[judged.claim], "losses": losses,
        "measure": heard.quantities.table["measure"].to_numpy(dtype=object)[code[judged.truth]], "scale": judged.scale,
        "quantity": truths["quantity"].to_numpy(dtype=object)[judged.truth],
        "known_by": truths["source"].to_numpy(dtype=object)[judged.truth],
        "published_day": truths["published_day"].to_numpy(np.int64)[judged.truth], "day": code[judged.truth],
        "weight": judged.weight, "error": judged.error * judged.weight, "row": judged.truth,
    })[~_own(heard, registry, truths, judged)]  # fmt: skip
    key = ["voice", "measure", "losses", "scale", "quantity", "known_by", "published_day", "row"]
    summed = rows[rows["measure"] != ""].groupby(key, sort=True)[["weight", "error"]].sum().reset_index()
    return summed.assign(error=summed["error"] / summed["weight"])[names(RESOLVED)]


def _judged(heard: HeardClaims, truths: pd.DataFrame, code: Ints) -> _Judged:
    """Return the claims that speak of each truth's time and say where the value is, with their errors."""
    usable = np.flatnonzero((heard.table["reason"] == "").to_numpy())
    latest = cells_of(heard, usable, "latest")
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()[code]
    newest = latest.day[np.searchsorted(latest.quantity, code)]
    day = np.where(dated & (truths["day"] != NO_DAY).to_numpy(), truths["day"], newest)
    order = np.lexsort((day, code))
    pairs = pairs_of(heard, Cells(code[order], day[order]), usable)
    truth, claim = order[pairs["cell"].to_numpy(np.int64)], pairs["claim"].to_numpy(np.int64)
    scale = scales_of(heard).take(code[truth])
    value = truths["value"].to_numpy(np.float64)[truth]
    off = scale.to_working(pairs["range_best"].to_numpy(np.float64)) - scale.to_working(value)
    counts = _comparable(heard, pairs, claim, np.where(dated, day, NO_DAY)[truth])
    counts &= np.isin(scale.kind, [SCALES[word] for word in RECORD_SCALES])
    counts &= (scale.kind != LOG) | (value > 0)
    words = np.array(list(SCALES), dtype=object)[scale.kind]
    weight = pairs["weight"].to_numpy(np.float64)
    return _Judged(
        truth[counts], claim[counts], weight[counts], np.clip(off, -MOST_ERROR, MOST_ERROR)[counts], words[counts]
    )


def _comparable(heard: HeardClaims, pairs: pd.DataFrame, claim: Ints, day: Ints) -> Flags:
    """Return True for claims that say where the value is, when they were said, and are not of long before its day."""
    published, own_day = (heard.table[name].to_numpy(np.int64)[claim] for name in ("published_day", "day"))
    several = heard.table["several"].to_numpy(dtype=bool)[claim]
    near = (day == NO_DAY) | (day - own_day <= MOST_DAYS)
    comparable: Flags = (pairs["bound"] == "").to_numpy() & near & (published != NO_DAY) & ~several
    return comparable


def _own(heard: HeardClaims, registry: Registry, truths: pd.DataFrame, judged: _Judged) -> Flags:
    """Return True where a value goes back to the voice that it would judge, by either's origins."""
    said = [heard.voices.source, heard.voices.origin, heard.voices.voice]
    _, first = group_rows(said)
    keys = [
        {set_key(one) for name in names_of for one in members_of(str(name)) if one}
        for names_of in zip(*(names.iloc[first] for names in said), strict=True)
    ]
    voices = heard.table["voice_code"].to_numpy(np.int64)
    whose = voices[first]
    own = np.zeros((len(truths), int(voices.max(initial=-1)) + 1), dtype=bool)
    for row, (source, origin) in enumerate(zip(truths["source"], truths["origin"], strict=True)):
        known = _chain(registry, source, origin)
        own[row, whose[[bool(known & names_of) for names_of in keys]]] = True
    mine: Flags = own[judged.truth, voices[judged.claim]]
    return mine


def _chain(registry: Registry, source: str, origin: str) -> set[str]:
    """Return what is compared of all names that a value may go back to: its source, its origin, and their origins."""
    cited = registry.table["origin"].to_dict()
    names_of, waiting = set[str](), [source, origin]
    while waiting:
        for one in members_of(registry.canonical(pd.Series([waiting.pop()])).iloc[0]):
            if one and set_key(one) not in names_of:
                names_of.add(set_key(one))
                waiting.append(cited.get(one, ""))
    return names_of
