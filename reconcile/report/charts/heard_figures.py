"""The figures that charts show: what every voice said of a quantity at every date, one figure a voice and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, strings
from reconcile.days import NO_DAY
from reconcile.engine.claims_behind import UNDER_A_FLOOR, count_days
from reconcile.engine.claims_table import NEWER_COUNT
from reconcile.engine.figures_behind import figures_of
from reconcile.report.sentences.clauses import unit_words
from reconcile.report.sentences.printable import clean
from reconcile.report.sentences.said_amounts import said_amounts

__all__ = ["HeardFigures", "figure_words", "heard_figures", "joined_figures"]


@dataclass(frozen=True)
class HeardFigures:
    """Figures of one quantity, by voice and day; all arrays have shape (figures,).

    Attributes
    ----------
    voice : ndarray of str
    day : ndarray of int
        Days since 1970 of which the figure speaks; `NO_DAY` where none is known.
    low, best, high : ndarray of float
        The range that the figure was read as.
    open_low, open_high : ndarray of bool
    bound : ndarray of str
        "floor", "ceiling" or "".
    weight : ndarray of float
    active : ndarray of bool
        Whether the newest estimate rests on it.
    given_low, given_high : ndarray of float
        The figure as its source gave it; two ends of a range.
    claim : ndarray of int
        Row of the claim in the table.
    said : ndarray of str
        The same in words: "more than 6,000".
    fact : ndarray of str
        What is known of the claim.
    """

    voice: Strings
    day: Ints
    low: Floats
    best: Floats
    high: Floats
    open_low: Flags
    open_high: Flags
    bound: Strings
    weight: Floats
    active: Flags
    given_low: Floats
    given_high: Floats
    claim: Ints
    said: Strings
    fact: Strings

    def __len__(self) -> int:
        return len(self.day)

    def at(self, rows: Ints | Flags) -> HeardFigures:
        """Return some of the figures, in the order given."""
        return HeardFigures(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @classmethod
    def nobody(cls) -> HeardFigures:
        """Return no figures."""
        kinds = {"Strings": object, "Ints": np.int64, "Floats": np.float64, "Flags": np.bool_}
        return cls(**{field.name: np.zeros(0, dtype=kinds[str(field.type)]) for field in fields(cls)})

    def of_period(self, day: int, line: str) -> HeardFigures:
        """Return the figures that carry weight, at one day, the name of a line behind the names of their voices."""
        own = self.at(self.active)
        voice = np.array([f"{name} ({line})" if line else name for name in own.voice], dtype=object)
        return replace(own, voice=voice, day=np.full(len(own), day, dtype=np.int64))


def heard_figures(claims: pd.DataFrame, facts: pd.Series) -> Mapping[str, HeardFigures]:
    """Return what is shown of claims, by quantity.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`: used ones and earlier counts of their voices are shown, but no relays, suspected or
        dropped ones, and none without a number.
    facts : Series of str
        What is known of each claim, in words, by the index of the claims.

    Returns
    -------
    mapping of quantity to HeardFigures
        Of several figures of one voice and day the one of most weight, then the first by id; voices by name, each by
        day.

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["B", "A"], "phrase": ["over 300", "320"]})
    >>> result = rc.reconcile(claims)
    >>> heard = heard_figures(result.claims, pd.Series(["first", "second"]))["dead"]
    >>> heard.voice.tolist(), heard.said.tolist()
    (['A', 'B'], ['320', 'more than 300'])
    """
    why = strings(claims["left_out_reason"])
    used, best = claims["used"].to_numpy(bool), claims["range_best"].to_numpy(np.float64)
    shown = np.flatnonzero((used | np.isin(why, (NEWER_COUNT, UNDER_A_FLOOR))) & ~np.isnan(best))
    rows = claims.iloc[shown]
    weight, day = rows["weight"].fillna(0.0).to_numpy(np.float64), count_days(rows)
    quantity, voice = strings(rows["quantity"]).astype(str), strings(rows["voice"]).astype(str)
    ids = strings(rows["claim_id"]).astype(str)
    order = np.lexsort((ids, -weight, ~used[shown], day, voice, quantity))
    keys = pd.DataFrame({"quantity": quantity, "voice": voice, "day": day}).iloc[order]
    # figures without a day are not at one day
    order = order[~(keys.duplicated().to_numpy() & (keys["day"] != NO_DAY).to_numpy())]
    rows, quantity, weight = rows.iloc[order], quantity[order], weight[order]
    names = np.array([clean(name) for name in voice[order]], dtype=object)
    low, best, high = (rows[f"range_{end}"].to_numpy(np.float64) for end in ("low", "best", "high"))
    given = figures_of(rows)
    table = HeardFigures(
        voice=names, day=day[order], low=low, best=best, high=high,
        open_low=rows["open_low"].to_numpy(bool), open_high=rows["open_high"].to_numpy(bool),
        bound=strings(rows["bound"]), weight=weight, active=rows["used"].to_numpy(bool) & (weight > 0),
        given_low=given[0], given_high=given[1], claim=shown[order], said=figure_words(rows),
        fact=strings(facts.loc[rows.index]),
    )  # fmt: skip
    starts = np.flatnonzero(np.r_[True, quantity[1:] != quantity[:-1]]) if len(quantity) else np.zeros(0, np.int64)
    ends = np.r_[starts[1:], len(quantity)]
    return {
        str(quantity[start]): table.at(np.arange(start, end))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=False)
    }


def joined_figures(parts: Sequence[HeardFigures]) -> HeardFigures:
    """Return the figures of several quantities in one, by voice and day; one part at least.

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"quantity": ["a", "b"], "source": "A", "best": [300, 320]})
    >>> result = rc.reconcile(claims)
    >>> heard = heard_figures(result.claims, pd.Series(["", ""]))
    >>> joined_figures([heard["b"].of_period(2, ""), heard["a"].of_period(1, "")]).day.tolist()
    [1, 2]
    """
    joined = HeardFigures(**{
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(HeardFigures)
    })  # fmt: skip
    return joined.at(np.lexsort((joined.day, joined.voice.astype(str))))


def figure_words(claims: pd.DataFrame) -> Strings:
    """Return the figure of every claim in words, as its source gave it, without its unit but with its sign.

    Doubts ("highly likely") are left to sentences: a label is as wide as a phone, and has to keep its number.

    Examples
    --------
    >>> claim = {"kind": "lower", "phrase": "over 700", "low": np.nan, "best": np.nan, "high": np.nan, "unit": "km2",
    ...          "range_low": 700.0, "range_best": 715.0, "range_high": 750.0, "bound": "", "voice": "A", "source": "A",
    ...          "temporal": "period", "count_date": pd.NaT, "published": pd.NaT}
    >>> figure_words(pd.DataFrame([claim])).tolist()
    ['more than 700']
    """
    units = strings(claims["unit"])
    said = said_amounts(claims, np.arange(len(claims)), units)
    bare = said.quoted | said.fraction | (said.number == "")
    sign = np.where((unit_words(units) == "%") & ~bare, "%", "")
    words: Strings = np.where(said.number == "", "", said.hedge + said.number + sign).astype(object)
    return words
