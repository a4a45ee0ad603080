"""How a claim is attributed: its figure with the hedge it was said with, who said it, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, at_rows, each_once, each_pair_once, each_text, strings
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.counted import COUNTED
from reconcile.report.sentences.caveats import caveats_of
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import fill, fill_where, words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import rounding_step
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["Attributions", "attributions_of", "between_words", "quoted_claims"]


# columns of claims that are put into words
_SPOKEN = (
    "voice", "source", "temporal", "kind", "unit", "range_low", "range_high", "count_date", "published", "bound",
    "phrase", "basis", "read_why",
)  # fmt: skip

# how the reading of a number without a hedge is told (language/reasons.py, ranges/claimed.py)
_BARE = ("no hedge word", "read as 'bare'")


@dataclass(frozen=True)
class Attributions:
    """Claims in words, one entry for each claim asked for; all "" for a claim of -1.

    Attributes
    ----------
    voice : ndarray of str, shape (wanted,)
    who : ndarray of str, shape (wanted,)
        The voice, and the outlet that reported it where it is another.
    when : ndarray of str, shape (wanted,)
        The day that a total runs to, the day of a stock, otherwise the day of publication.
    hedge : ndarray of str, shape (wanted,)
        Words before the figure, with a trailing space.
    step : ndarray of float, shape (wanted,)
        Step to which the figure is rounded: a third is not 33.33%; nan where it is printed as it was said.
    caveat : ndarray of str, shape (wanted,)
        What changes the meaning of the figure: who denied it, what it counts beside.
    """

    voice: Strings
    who: Strings
    when: Strings
    hedge: Strings
    step: Floats
    caveat: Strings

    def who_and_when(self) -> Strings:
        """Return who said it and when, joined; who alone where no day is known, and what changes its meaning."""
        parts = {"who": self.who, "when": self.when}
        signed = fill_where(self.when != "", words().fragments["who"], parts, self.who)
        return fill_where(self.caveat != "", words().fragments["caveat"], {"who": signed, "what": self.caveat}, signed)


def quoted_claims(verdicts: pd.Series, behind: ClaimsBehind) -> Ints:
    """Return the claim that is quoted for each row of one figure: the lowest; of a floor the one that counts it.

    Parameters
    ----------
    verdicts : Series of str, shape (estimates,)
        Column `publish` of `estimates.csv`.
    behind : ClaimsBehind

    Returns
    -------
    ndarray of int, shape (estimates,)
        Rows of the table of claims, -1 for none.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> result = rc.reconcile(pd.DataFrame({"quantity": ["dead", "hurt"], "source": ["A", "B"], "best": [300, 320]}))
    >>> quoted_claims(result.estimates["publish"], claims_behind(result.estimates, result.claims)).tolist()
    [0, 1]
    """
    # a table of another make may not say who counted: the highest floor implies all the others
    counted = np.where(behind.floor >= 0, behind.floor, behind.highest)
    return np.where(verdicts == "floor", counted, behind.lowest)


def attributions_of(claims: pd.DataFrame, positions: Ints) -> Attributions:
    """Put claims into words.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    positions : ndarray of int, shape (wanted,)
        Rows, -1 for none.

    Returns
    -------
    Attributions

    Examples
    --------
    >>> claim = pd.DataFrame({"voice": ["NIS"], "source": ["KBS"], "temporal": ["stock"], "kind": ["approx"],
    ...                       "unit": ["persons"], "range_low": [540.0], "range_high": [660.0],
    ...                       "count_date": [pd.NaT], "published": [pd.Timestamp("2025-01-13")], "bound": [""]})
    >>> quoted = attributions_of(claim, np.array([0]))
    >>> quoted.who_and_when().tolist(), quoted.hedge.tolist()
    (['NIS, reported by KBS, published 13 January 2025'], ['about '])
    """
    known = np.flatnonzero(positions >= 0) if len(claims) else np.empty(0, dtype=np.intp)
    rows = claims[[name for name in _SPOKEN if name in claims]].iloc[positions[known]]
    said_by = each_text(rows["voice"], shorten)
    texts = (said_by, _who(rows, said_by), _when(rows), _hedge(rows))
    voice, who, when, hedge = (at_rows(text, known, len(positions), "") for text in texts)
    step = at_rows(_step(rows), known, len(positions), np.nan)
    return Attributions(voice, who, when, hedge, step, caveats_of(claims, positions).joined())


def _who(rows: pd.DataFrame, voice: Strings) -> Strings:
    source = each_text(rows["source"], shorten)
    passed_on = (voice != source) & (source != "")
    return fill_where(passed_on, words().fragments["reported"], {"voice": voice, "source": source}, voice)


def _when(rows: pd.DataFrame) -> Strings:
    counted, published = date_words(rows["count_date"]), date_words(rows["published"])
    temporal = strings(rows["temporal"])
    fragment = np.select([temporal == "cumulative", temporal == "stock"], ["to", "on"], "published")
    dated = (counted != "") & (fragment != "published")
    date = np.where(dated, counted, published)
    return each_pair_once(
        np.where(dated, fragment, "published").astype(object), date.astype(object),
        lambda name, date: words().fragments[name].format(date=date) if date else "",
    )  # fmt: skip


def _step(rows: pd.DataFrame) -> Floats:
    low, high = (rows[name].to_numpy(np.float64) for name in ("range_low", "range_high"))
    return np.where(strings(rows["kind"]) == "fraction", rounding_step(low, high, strings(rows["unit"])), np.nan)


def _hedge(rows: pd.DataFrame) -> Strings:
    bound, kind = strings(rows["bound"]), strings(rows["kind"])
    hedge = each_once(np.where(bound != "", bound, kind).astype(object), lambda key: words().hedges.get(key, ""))
    if "phrase" in rows and (kind == "magnitude").any():
        # "several hundred" is not "about 450": the words are the source's, the number is our reading
        phrase = each_text(rows["phrase"], shorten)
        as_words = fill(words().fragments["as_words"], {"phrase": phrase}, len(rows))
        hedge = np.where((kind == "magnitude") & (phrase != ""), as_words, hedge).astype(object)
    counted = rows["basis"].isin(COUNTED).to_numpy(bool) if "basis" in rows else np.zeros(len(rows), dtype=bool)
    if counted.any() and "read_why" in rows:
        # a round number alone is read with its rounding; of what was named or seen it is a count
        alone = each_text(rows["read_why"], lambda why: "yes" if any(word in why for word in _BARE) else "") == "yes"
        hedge = np.where(alone & counted, "", hedge).astype(object)
    return np.where(hedge == "", "", hedge + " ").astype(object)


def between_words(low: Floats, high: Floats, units: Strings, printed: Strings, floor: Floats | None = None) -> Strings:
    """Return ranges of ours in words, with their units; one number where both ends read alike.

    Parameters
    ----------
    low, high : ndarray of float, shape (rows,)
    units : ndarray of str, shape (rows,)
        As in the tables.
    printed : ndarray of str, shape (rows,)
        What stands behind the figures of them, with a leading space.
    floor : ndarray of float, shape (rows,), optional
        Hard floors, as in `round_above`: a range that begins at one begins at a count, not about it.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> between_words(np.array([2834.0]), np.array([4312.0]), *np.array([["km2"], [" sq km"]], dtype=object)).tolist()
    ['about 2,800 to 4,300 sq km']
    """
    step = rounding_step(low, high, units)
    unit = printed
    sign = np.where(unit == "%", "%", "")
    ends = {name: sentence_numbers(end, step, units, floor) + sign for name, end in (("low", low), ("high", high))}
    between = fill(words().fragments["between_about"], ends, len(low))
    single = words().hedges["approx"] + " " + ends["low"]
    if floor is not None:
        between = np.where(low <= floor, fill(words().fragments["between_from"], ends, len(low)), between)
    number = np.where(ends["low"] == ends["high"], single, between)
    texts: Strings = np.where(unit == "%", number, number + unit).astype(object)
    return texts
