"""What each voice says of each quantity: the rows from which sentences of a family are put together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, each_once, each_pair_once, each_text, says, strings
from reconcile.claims.measures import measure_of
from reconcile.days import NO_DAY, days_of
from reconcile.engine.claims_behind import ClaimsBehind, count_days
from reconcile.report.sentences.caveats import caveats_of
from reconcile.report.sentences.date_words import calendar_span
from reconcile.report.sentences.said_amounts import BARE

__all__ = ["BETWEEN_KEYS", "facts_told", "sayings"]

# between the keys of a row that tells of several quantities
BETWEEN_KEYS = "; "

# columns that say where, of whom and of when a quantity is; beside its measure, place and scope
_SAME = ("family", "party", "population", "temporal", "period_start", "period_end", "unit")

# kinds of claims whose figure is a number as it stands, where no hedge stands beside it
_NUMBERS = ("", "exact", "approx")

# columns in which the periods of a line are alike, beside its measure, place and scope
_LINE = ("party", "population", "temporal", "unit")


def facts_told(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what tells quantities of a family apart, as numbers.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, one a quantity.

    Returns
    -------
    DataFrame, columns of `TOLD_FACTS`, index as `rows`

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> facts_told(result.estimates)[["alone", "first"]].values.tolist()
    [[False, -10000000]]
    """
    first, last, day = (days_of(rows[name]) for name in ("period_start", "period_end", "count_date"))
    spans = (first != NO_DAY) & (last != NO_DAY) & (strings(rows["temporal"]) != "cumulative")
    table = pd.DataFrame(
        {"family": strings(rows["family"]), "measure": each_once(strings(rows["measure"]), measure_of)}
    )
    table["same"] = rows.groupby(list(_SAME), dropna=False).ngroup().to_numpy()
    table["line"] = rows.groupby(list(_LINE), dropna=False).ngroup().to_numpy()
    table["place"], table["scope"] = strings(rows["place"]), strings(rows["scope"])
    table["spans"] = spans
    table["first"], table["last"] = np.where(spans, first, day), np.where(spans, last, day)
    table["length"] = _lengths(table)
    table["alone"] = _alone(rows) & (table["family"] != "")
    table["printable"] = ~rows["publish"].isin(["list", "withheld"]).to_numpy() & (table["family"] != "")
    return table.set_index(rows.index)


def _lengths(facts: pd.DataFrame) -> Strings:
    """Return the length of every period: "month", "year" or a number of days; "" for none."""
    lengths = np.full(len(facts), "", dtype=object)
    spans = facts["spans"].to_numpy(bool)
    first, last = (facts[name].to_numpy(np.int64)[spans] for name in ("first", "last"))
    lengths[spans] = each_pair_once(first, last, lambda start, end: calendar_span(start, end) or str(end - start + 1))
    return lengths


def _alone(rows: pd.DataFrame) -> Flags:
    """Return True for quantities that one voice gives, and whose key can stand among others."""
    joined = each_text(rows["quantity"], lambda key: "yes" if BETWEEN_KEYS in key else "") == "yes"
    alone: Flags = (rows["publish"] == "attributed").to_numpy() & ~joined
    return alone


def sayings(facts: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind) -> pd.DataFrame:
    """Return what each voice says of each quantity, its newest figure.

    Parameters
    ----------
    facts : DataFrame
        From `facts_told`.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind
        The claims behind the rows of `facts`.

    Returns
    -------
    DataFrame, columns of `SAYINGS`
        Of quantities with a family that can be printed; by row, weightiest first, each voice once. Figures that may
        not be told without a denial, or without what they count beside, are left to sentences of their own.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> said = pd.DataFrame({"quantity": "dead", "family": "f", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(said)
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> sayings(facts_told(result.estimates), result.claims, behind)["figure"].tolist()
    [300.0, 320.0]
    """
    pairs = behind.pairs[facts["printable"].to_numpy()[behind.pairs["estimate"].to_numpy(np.int64)]]
    claim = pairs["claim"].to_numpy(np.int64)
    voice = pd.factorize(claims["voice"], sort=True)[0] if len(claims) else np.empty(0, dtype=np.int64)
    day = count_days(claims) if len(claims) else np.empty(0, dtype=np.int64)
    table = pd.DataFrame({"row": pairs["estimate"].to_numpy(np.int64), "claim": claim, "voice": voice[claim]})
    table["day"], table["figure"], table["share"] = day[claim], behind.figure_low[claim], pairs["share"].to_numpy()
    least, most = _could_be(claims, behind)
    table["least"], table["most"] = least[claim], most[claim]
    return table[_plain(claims, claim)].drop_duplicates(["row", "voice"]).reset_index(drop=True)


def _could_be(claims: pd.DataFrame, behind: ClaimsBehind) -> tuple[Floats, Floats]:
    """Return the least and the most that each claim can mean: a number that stands alone means itself."""
    if not len(claims):
        return np.empty(0), np.empty(0)
    alone = each_text(claims["read_why"], lambda text: "yes" if any(word in text for word in BARE) else "")
    entered = each_text(claims["phrase"], lambda text: "" if text.strip() else "yes") == "yes"
    bare = ((alone == "yes") | entered) & says(claims["kind"], *_NUMBERS)
    low, high = (claims[name].to_numpy(np.float64) for name in ("range_low", "range_high"))
    low = np.where(claims["open_low"].to_numpy(bool), 0.0, low)
    high = np.where(claims["open_high"].to_numpy(bool), np.inf, high)
    return np.where(bare, behind.figure_low, low), np.where(bare, behind.figure_high, high)


def _plain(claims: pd.DataFrame, claim: Ints) -> Flags:
    """Return True for figures that can be told in passing: nobody denied them, and they count nothing beside."""
    caveats = caveats_of(claims, claim)
    plain: Flags = (caveats.wider == "") & (caveats.denied == "")
    return plain
