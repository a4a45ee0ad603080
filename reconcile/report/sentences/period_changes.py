"""Whole periods compared by a voice that has both: which pairs may be, and by what factor they differ.

Periods are calendar months or years of one measure, place, force and unit. No pair leads across a break, from or to a
range, or from a figure that is open at an end: "more than 100" says nothing of how many times 300 is more.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, strings
from reconcile.claims.text import group_rows
from reconcile.engine.claims_behind import ClaimsBehind

__all__ = ["LEAST_FACTOR", "period_changes"]

# factor from which two periods are compared in a sentence: below it hedges and rounding of the two figures matter, and
# no reader calls it "times as much"
LEAST_FACTOR = 1.5

# months of a year
MONTHS = 12

# lengths of periods, and how many of them one lies behind another that it is compared with: the year before; the month
# before, and that of the year before
STEPS = (("year", 1), ("month", 1), ("month", MONTHS))

# what the two periods are alike in
_LINE = ["family", "measure", "place", "scope", "line", "length"]


def period_changes(
    facts: pd.DataFrame, said: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind, eras: Ints | None = None
) -> pd.DataFrame:  # fmt: skip
    """Find the pairs of periods that a sentence may compare.

    Parameters
    ----------
    facts, said : DataFrame
        From `facts_told` and `sayings`.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind
    eras : ndarray of int, shape (claims,), optional
        Breaks of its voice behind each claim; two claims of different eras are not compared.

    Returns
    -------
    DataFrame, columns of `PERIOD_CHANGES`
        Of every two years that follow one another; of months the newest with the one before, and with that of the year
        before. All voices that have both differ by the factor in the same direction; the weightiest is named.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> days = pd.to_datetime(pd.Series(["2024-01-01", "2024-02-01"]))
    >>> table = pd.DataFrame({"measure": "area_gained", "source": "A", "best": [5, 9], "family": "f",
    ...                       "temporal": "period", "period_start": days, "period_end": days + pd.offsets.MonthEnd(0)})
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> period_changes(facts, said, result.claims, behind)["factor"].tolist()
    [1.8]
    """
    points = facts[facts["printable"] & facts["length"].isin(["month", "year"])]
    own = said.merge(points[[*_LINE, "first", "last"]], left_on="row", right_index=True)
    own["series"] = group_rows([own[name] for name in _LINE])[0]
    claim = own["claim"].to_numpy(np.int64)
    own["high"], own["open"] = behind.figure_high[claim], _open(claims)[claim]
    own["era"] = 0 if eras is None else eras[claim]
    for name in ("range_low", "range_high"):
        own[name] = claims[name].to_numpy(np.float64)[claim]
    own = own[(own["figure"] > 0) & (own["figure"] == own["high"])]
    found = [_agreed(_newest(_pairs(own, length, step), length)) for length, step in STEPS]
    return pd.concat(found, ignore_index=True)


def _open(claims: pd.DataFrame) -> Flags:
    """Return True for figures that are open at an end: "more than", "as many as", "nearly"."""
    opened: Flags = np.isin(strings(claims["kind"]), ("lower", "upper", "approx_below")) | (
        strings(claims["bound"]) != ""
    )
    return opened


def _pairs(own: pd.DataFrame, length: str, step: int) -> pd.DataFrame:
    """Pair what a voice says of a period with what it says of the one so many periods before."""
    own = own[own["length"] == length]
    month = own["first"].to_numpy(np.int64).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    number = month // (MONTHS if length == "year" else 1)
    keys = ["series", "voice", "era", "number"]
    pairs = own.assign(number=number - step).merge(own.assign(number=number), on=keys, suffixes=("", "_earlier"))
    return pairs[~pairs["open_earlier"].astype(bool)]


def _newest(pairs: pd.DataFrame, length: str) -> pd.DataFrame:
    """Return the pairs that may be printed: of months those of the newest period of a line alone."""
    if length == "year" or pairs.empty:
        return pairs
    return pairs[pairs["last"] == pairs.groupby("series")["last"].transform("max")]


def _agreed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that all voices of both tell alike, by their weightiest voice."""
    factor = pairs["figure"] / pairs["figure_earlier"]
    above = (factor >= LEAST_FACTOR) & (pairs["range_low"] > pairs["range_high_earlier"])
    below = (factor <= 1 / LEAST_FACTOR) & (pairs["range_high"] < pairs["range_low_earlier"])
    pairs = pairs.assign(factor=factor, above=above, below=below)
    both = pairs.groupby(["row", "row_earlier"])
    pairs = pairs[both["above"].transform("all") | both["below"].transform("all")]
    pairs = pairs.sort_values(["row", "row_earlier", "share", "voice"], ascending=[True, True, False, True])
    pairs = pairs.drop_duplicates(["row", "row_earlier"])
    return pairs[["row", "row_earlier", "claim", "claim_earlier", "factor", "open"]]
