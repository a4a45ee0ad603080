"""One voice's figures of which one holds the others: its months and its year, its towns and all of them together."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, strings
from reconcile.days import dates_of
from reconcile.report.sentences.date_words import span_words
from reconcile.report.sentences.phrasebook import words
from reconcile.sources.own_sums import NO_SUMS, own_sums

__all__ = ["NESTED", "nested_sums"]

# units of figures that do not add up: shares, and what happens in a day
_NO_SUM = ("percent", "")
_RATE = "/day"

# between the names of places that are counted together: "Alder and Birch", "Alder, Birch and Corton"
_TOGETHER = re.compile(r"\s*(?:,|&|\+|;|\band\b)\s*")
_SEVERAL = re.compile(r"&|\+|;|\band\b")

# names of the two rules, as a reader of the findings would know them
NESTED = _PERIODS, _PLACES = "parts by period", "parts by place"

# what the parts of a sum by period, and by place, are alike in beside their voice
_LINE = ["family", "measure", "place", "scope", "line", "voice"]
_THERE = ["measure", "scope", "same", "voice", "day"]


def nested_sums(facts: pd.DataFrame, said: pd.DataFrame, rows: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Compare what each voice says of wholes and of parts that lie within them.

    Parameters
    ----------
    facts, said : DataFrame
        From `facts_told` and `sayings`.
    rows : DataFrame
        Rows of `estimates.csv` that `facts` are of.
    claims : DataFrame
        Rows of `claims.csv`.

    Returns
    -------
    DataFrame, columns of `IDENTITY_CHECKS`
        A whole may be more than its parts. Periods within it that overlap are not added up; of those that do not, the
        shortest are.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> said = pd.DataFrame({"measure": "killed", "source": "A", "best": [9, 5, 7], "family": "f",
    ...                      "place": ["X and Y", "X", "Y"]})
    >>> result = rc.reconcile(said)
    >>> rows, facts = result.estimates, facts_told(result.estimates)
    >>> told = sayings(facts, result.claims, claims_behind(rows, result.claims))
    >>> nested_sums(facts, told, rows, result.claims)[["equation", "holds"]].values.tolist()
    [['5 in X + 7 in Y > 9', False]]
    """
    adding = ~rows["unit"].isin(_NO_SUM) & ~rows["unit"].str.endswith(_RATE) & (rows["temporal"] != "stock")
    known = adding.to_numpy(bool)[said["row"].to_numpy(np.int64)]
    if not known.any():
        return NO_SUMS
    table = said[known].join(facts, on="row").reset_index(drop=True)
    found = [_checked(table, claims, *_over_periods(table)), _checked(table, claims, *_over_places(table))]
    filled = [checks for checks in found if len(checks)]
    return pd.concat(filled, ignore_index=True) if filled else NO_SUMS


def _checked(
    table: pd.DataFrame, claims: pd.DataFrame, whole: Ints, part: Ints, text: Strings, name: str
) -> pd.DataFrame:
    """Check pairs of a whole and one of its parts, sorted by the whole; rows of `table`."""
    total, system = np.unique(whole, return_inverse=True)
    claim = table["claim"].to_numpy(np.int64)
    rows = pd.DataFrame({
        "claim_id": strings(claims["claim_id"])[claim], "family": table["family"],
        "voice": strings(claims["voice"])[claim], "date": dates_of(table["last"].to_numpy(np.int64)), "statement": 0,
        "figure_low": table["figure"], "range_low": table["least"], "range_high": table["most"],
    })  # fmt: skip
    return own_sums(rows, total, system.astype(np.int64), part, np.zeros(len(total), dtype=bool), name, text)


def _over_periods(table: pd.DataFrame) -> tuple[Ints, Ints, Strings, str]:
    """Return periods and those within them that do not overlap; where one alone is more than the whole, that one."""
    first, last = (table[name].to_numpy(np.int64) for name in ("first", "last"))
    least, most = (table[name].to_numpy(np.float64) for name in ("least", "most"))
    whole, part = _within(table, first, last)
    more = np.flatnonzero(least[part] > most[whole])
    more = more[np.lexsort((-least[part[more]], whole[more]))]
    more = more[np.diff(whole[more], prepend=-1) != 0]
    rest = np.flatnonzero(~np.isin(whole, whole[more]))
    kept = np.concatenate([more, rest[_apart(whole[rest], first[part[rest]], last[part[rest]])]])
    kept = kept[np.lexsort((first[part[kept]], whole[kept]))]
    whole, part = whole[kept], part[kept]
    start, end = (pd.Series(dates_of(days[part])) for days in (first, last))
    return whole, part, span_words(start, end), _PERIODS


def _within(table: pd.DataFrame, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return rows of periods and of those within them, of one line and voice; of each those that end first come first.

    Of those that end on one day the shortest comes first.
    """
    spans = table[table["spans"]]
    periods = pd.DataFrame({"key": spans.groupby(_LINE).ngroup(), "total": spans.index})
    days = (last - first)[spans.index]
    # most series have one length, and nothing within anything
    longer = periods[days > pd.Series(days, index=periods.index).groupby(periods["key"]).transform("min")]
    pairs = longer.merge(periods.rename(columns={"total": "part"}), on="key")
    whole, part = (pairs[name].to_numpy(np.int64) for name in ("total", "part"))
    inner = (first[part] >= first[whole]) & (last[part] <= last[whole]) & (whole != part)
    whole, part = whole[inner], part[inner]
    order = np.lexsort((part, -first[part], last[part], whole))
    return whole[order], part[order]


def _apart(whole: Ints, first: Ints, last: Ints) -> Flags:
    """Return True for periods that do not overlap: of each whole the first to end, again and again."""
    kept, left = np.zeros(len(whole), dtype=bool), np.arange(len(whole))
    end = np.full(whole.max(initial=-1) + 1, np.iinfo(np.int64).min)
    while len(left):
        left = left[first[left] > end[whole[left]]]
        chosen = left[np.diff(whole[left], prepend=-1) != 0]
        kept[chosen] = True
        end[whole[chosen]] = last[chosen]
    return kept


def _over_places(table: pd.DataFrame) -> tuple[Ints, Ints, Strings, str]:
    """Return figures for several places together and those for those of them that are given."""
    several = [place for place in table["place"].unique() if _SEVERAL.search(place)]
    names = {place: [name for name in _TOGETHER.split(place) if name] for place in several}
    together = table[table["place"].map(lambda place: len(names.get(place, ())) > 1)].index
    if not len(together):
        none = np.empty(0, dtype=np.int64)
        return none, none, none.astype(object), _PLACES
    key = table.groupby(_THERE).ngroup()
    row_of = dict(zip(zip(key, table["place"], strict=True), table.index, strict=True))
    found = [(whole, [row_of.get((key[whole], name)) for name in names[table["place"][whole]]]) for whole in together]
    pairs = [(whole, part) for whole, parts in found for part in parts if part is not None]
    whole, part = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    places = table["place"].to_numpy(dtype=object)[part]
    return whole, part, np.array([*map(_there, places), None], dtype=object)[:-1], _PLACES


def _there(place: str) -> str:
    return words().fragments["in"].format(place=place)
