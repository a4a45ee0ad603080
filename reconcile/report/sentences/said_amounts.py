"""Figures as their sources said them: with their hedge, both ends of a range, a third as a third."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, at_rows, each_once, each_text, strings
from reconcile.columns import DATED
from reconcile.engine.counted import COUNTED
from reconcile.engine.figures_behind import figures_of
from reconcile.language.stands_alone import stands_alone
from reconcile.report.sentences.doubts_said import doubts_said
from reconcile.report.sentences.own_units import in_own_units
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.printable import few_words
from reconcile.report.sentences.rounding import counted_whole
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["BARE", "SaidAmounts", "said_amounts", "spelled"]

# how the reading of a number without a hedge is told (language/reasons.py, ranges/claimed.py)
BARE = ("no hedge word", "read as 'bare'")

# how the reading of "fewer than" and its like is told (language/reasons.py)
_BELOW = ": less than the number;"

# words of a bound that holds the number itself
_OR_MORE = re.compile(r"(?i)\d\S*(?: \S+){0,3} or (?:more|above|over|higher)\b(?! less)")

# words that add a figure to an earlier one; "more than 500" and "500 or more" are bounds
_MORE = re.compile(r"\b(?:another|additional|a further)\b|(?<!or )(?<!and )\bmore\b(?! than| or less)")

# how far a share may lie from a simple fraction and still be that fraction, in percent: "33" and "33.33" are a third
NEAR_FRACTION = 0.5

# leading digits of a round number: 48,200 may be one, 48,240 is none
ROUND_DIGITS = 3

# columns of claims that are read, where they are there
_READ = (
    "low", "best", "high", "range_low", "range_best", "range_high", "kind", "bound", "phrase", "basis", "read_why",
    "temporal", "quote",
)  # fmt: skip


@dataclass(frozen=True)
class SaidAmounts:
    """Figures in words, one entry for each claim asked for; "" and nan for a claim of -1.

    Attributes
    ----------
    hedge : ndarray of str, shape (wanted,)
        Words before the figure, with a trailing space: "more than ".
    number : ndarray of str, shape (wanted,)
        The figure without them: "1,000", "191,000 to 269,000", "a third", "“several hundred”".
    low, high : ndarray of float, shape (wanted,)
        Its ends as numbers.
    quoted : ndarray of bool, shape (wanted,)
        The source gave no number, and its words are quoted.
    fraction : ndarray of bool, shape (wanted,)
        The number is a share in words, or has its unit with it: it takes no percent sign and no unit.
    doubt : ndarray of str, shape (wanted,)
        Words that doubt it, before the hedge, with a trailing space: "highly likely ".
    """

    hedge: Strings
    number: Strings
    low: Floats
    high: Floats
    quoted: Flags
    fraction: Flags
    doubt: Strings

    def at(self, rows: Ints) -> SaidAmounts:
        """Return the figures of some of the claims, in the order given."""
        return SaidAmounts(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def text(self) -> Strings:
        """Return the figures with their doubts and hedges, without units.

        Examples
        --------
        >>> one = np.array([1.0])
        >>> said = np.array(["about "], dtype=object), np.array(["1"], dtype=object)
        >>> SaidAmounts(*said, one, one, one > 1, one > 1, np.array(["likely "], dtype=object)).text().tolist()
        ['likely about 1']
        """
        texts: Strings = (self.doubt + self.hedge + self.number).astype(object)
        return texts


def said_amounts(
    claims: pd.DataFrame, positions: Ints, units: Strings, floor: Floats | None = None, parts: Flags | None = None
) -> SaidAmounts:
    """Put the figures of claims into words.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    positions : ndarray of int, shape (wanted,)
        Rows, -1 for none.
    units : ndarray of str, shape (wanted,)
        Units of the tables in which the figures stand.
    floor : ndarray of float, shape (wanted,), optional
        Hard floors, nan for none: of a range that begins under one only the upper end is said.
    parts : ndarray of bool, shape (wanted,), optional
        Figures told as parts of a total: "another 3" beside the other parts adds to them, not to a total.

    Returns
    -------
    SaidAmounts

    Examples
    --------
    >>> import reconcile as rc
    >>> said = {"quantity": "dead", "source": list("ABC"), "phrase": ["about 300", "up to 400", "310 to 350"]}
    >>> claims = rc.reconcile(pd.DataFrame(said)).claims
    >>> said_amounts(claims, np.arange(3), np.full(3, "persons", dtype=object)).text().tolist()
    ['about 300', 'as many as 400', '310 to 350']
    """
    count = len(positions)
    known = np.flatnonzero(positions >= 0) if len(claims) else np.empty(0, dtype=np.int64)
    rows = claims[[name for name in _READ if name in claims]].iloc[positions[known]]
    added = _more(rows) if parts is None else _more(rows) & ~parts[known]
    some = _of_rows(rows, units[known], np.full(len(known), np.nan) if floor is None else floor[known], added)
    hedge, number, doubt = (at_rows(texts, known, count, "") for texts in (some.hedge, some.number, some.doubt))
    low, high = (at_rows(ends, known, count, np.nan) for ends in (some.low, some.high))
    quoted, fraction = (at_rows(flags, known, count, False) for flags in (some.quoted, some.fraction))
    return SaidAmounts(hedge, number, low, high, quoted, fraction, doubt)


def _of_rows(rows: pd.DataFrame, units: Strings, floor: Floats, more: Flags) -> SaidAmounts:
    low, high = figures_of(rows)
    crosses = (low < floor) & (low < high)
    low = np.where(crosses, high, low)
    hedge = np.where(crosses, words().hedges["upper"] + " ", _hedges(rows, units)).astype(object)
    whole = counted_whole(units)
    entered = low, high
    low, high = (np.where(whole, np.round(ends), _of_conversions(ends)) for ends in entered)
    ranged = low < high
    phrase = each_text(rows["phrase"], few_words) if "phrase" in rows else np.full(len(rows), "", dtype=object)
    quoted = (strings(rows["kind"]) == "magnitude") & (phrase != "") & ~ranged
    said_so = (units == "percent") & ((strings(rows["kind"]) == "fraction") | _in_words(phrase))
    share = each_once(np.where(said_so, low, np.nan), _fraction)
    share = np.where(ranged | crosses, "", share)
    number = np.where(share == "", sentence_numbers(low, None, units), share).astype(object)
    number[quoted] = fill(words().fragments["quoted"], {"phrase": phrase[quoted]}, int(quoted.sum()))
    ends = sentence_numbers(high[ranged], None, units[ranged])
    number[ranged] = fill(words().fragments["own_range"], {"low": number[ranged], "high": ends}, int(ranged.sum()))
    hedge = np.where(quoted | ranged, "", hedge).astype(object)
    doubt = np.where(quoted, "", doubts_said(rows, low, high)).astype(object)
    number, own = in_own_units(number, rows, units, *entered)
    number[more] = fill(words().fragments["more"], {"number": number[more]}, int(more.sum()))
    return SaidAmounts(hedge, number, low, high, quoted, (share != "") | own, doubt)


def _of_conversions(values: Floats) -> Floats:
    """Return figures with three digits where they have more decimals than anybody says: 15,000 acres are 60.7 sq km."""
    size = np.where(np.isfinite(values) & (values != 0), np.abs(values), 1.0)
    step = 10.0 ** (np.floor(np.log10(size)) - (ROUND_DIGITS - 1))
    # far from any hundredth: no source gives so many decimals
    converted = np.abs(values * 100 - np.round(values * 100)) > 1e-6 * np.maximum(size * 100, 1)
    return np.where(
        converted & (step < 1), np.round(values / step) * step, np.where(converted, np.round(values), values)
    )


def _more(rows: pd.DataFrame) -> Flags:
    """Return True for totals that are said as more than an earlier one; what a period counts is that by itself."""
    if not {"phrase", "temporal"} <= {*rows.columns}:
        return np.zeros(len(rows), dtype=bool)
    total = np.isin(strings(rows["temporal"]), DATED)
    added: Flags = total & (each_text(rows["phrase"], _added) == "yes")
    return added


def _added(phrase: str) -> str:
    """Return "yes" for phrases that add their figure to another one: "3,000 more", "another 500"; not "more than"."""
    return "yes" if _MORE.search(phrase.lower()) and any(sign.isdigit() for sign in phrase) else ""


def _hedges(rows: pd.DataFrame, units: Strings) -> Strings:
    """Return the words before every figure: a number without a hedge word, in words that were read, has none.

    Of what was counted one by one a number that was entered without any words is that number, however it is read.
    """
    empty = np.full(len(rows), "", dtype=object)
    bound, why = (strings(rows[name]) if name in rows else empty for name in ("bound", "read_why"))
    kind = strings(rows["kind"])
    key = np.where(bound != "", bound, kind).astype(object)
    below = each_once(why, lambda text: "yes" if _BELOW in text else "") == "yes"
    key = np.where(below, np.where(counted_whole(units), "below", "below_amount"), key).astype(object)
    # "500 or more" may be 500
    if "phrase" in rows:
        key[each_text(rows["phrase"], lambda text: "yes" if _OR_MORE.search(text) else "") == "yes"] = "floor"
    hedge = each_once(key, lambda name: words().hedges.get(name, ""))
    bare = each_once(why, lambda text: "yes" if any(word in text for word in BARE) else "") == "yes"
    phrase = rows["phrase"] if "phrase" in rows else pd.Series("", index=rows.index)
    unread = each_text(phrase, lambda text: "yes" if _only_words(text) else "") == "yes"
    counted = rows["basis"].isin(COUNTED).to_numpy(bool) if "basis" in rows else np.zeros(len(rows), dtype=bool)
    entered = each_text(phrase, lambda text: "" if text.strip() else "yes") == "yes"
    low, _ = figures_of(rows)
    exact = each_once(np.nan_to_num(low), lambda value: "yes" if _many_digits(value) else "") == "yes"
    plain = (bare & (kind == "approx") & (exact | ~unread)) | (
        counted & (bare | (entered & (bound == "") & (kind != "upper")))
    )
    hedge = np.where(plain | _unhedged_fractions(rows, kind), "", hedge)
    return np.where(hedge == "", "", hedge + " ").astype(object)


def _many_digits(value: float) -> bool:
    """Return True for figures that nobody rounds to: 48,240 is no round number, whatever words stand beside it."""
    return float(f"{value:.{ROUND_DIGITS - 1}e}") != value


def _only_words(phrase: str) -> bool:
    """Return True for phrases that may hold a hedge: in words that are not read, or without a digit."""
    words_only = not phrase.isascii() or (phrase.strip() != "" and not any(sign.isdigit() for sign in phrase))
    return words_only and not stands_alone(phrase)


def _unhedged_fractions(rows: pd.DataFrame, kind: Strings) -> Flags:
    """Return True for shares whose words begin with the share itself: "two-thirds have died", not "about a third"."""
    if "phrase" not in rows:
        return np.zeros(len(rows), dtype=bool)
    starts = (*words().shares["starts"], *words().fractions)
    plain = each_text(rows["phrase"], lambda text: "yes" if text.lower().startswith(starts) else "") == "yes"
    unhedged: Flags = (kind == "fraction") & plain
    return unhedged


def _in_words(phrase: Strings) -> Flags:
    """Return True for phrases without a digit."""
    words_only: Flags = (
        each_once(phrase, lambda text: "yes" if text and not any(map(str.isdigit, text)) else "") == "yes"
    )
    return words_only


def _fraction(share: float) -> str:
    """Return a share as people say it: "a third"; "" where it is no simple one."""
    near = [name for name, size in words().fractions.items() if abs(size - share) <= NEAR_FRACTION]
    return near[0] if near else ""


def spelled(amounts: SaidAmounts, units: Strings) -> Strings:
    """Return the numbers for the beginning of a sentence: small counts in words, none at all as "no".

    Parameters
    ----------
    amounts : SaidAmounts
    units : ndarray of str, shape (wanted,)

    Returns
    -------
    ndarray of str, shape (wanted,)
        As they are where they have a hedge or a doubt, are ranges, or are larger than the words of the language go.

    Examples
    --------
    >>> three = np.array([3.0])
    >>> said = np.array([""], dtype=object), np.array(["3"], dtype=object)
    >>> amounts = SaidAmounts(*said, three, three, three > 3, three > 3, said[0])
    >>> spelled(amounts, np.array(["persons"], dtype=object)).tolist()
    ['three']
    """
    cardinals = words().cardinals
    alone = (amounts.hedge == "") & (amounts.doubt == "") & counted_whole(units) & (amounts.low == amounts.high)
    small = alone & (amounts.low >= 0) & (amounts.low < len(cardinals)) & (amounts.low == np.round(amounts.low))
    # "3 more"
    small &= each_once(amounts.number, lambda number: "" if " " in number else "yes") == "yes"
    texts = amounts.text()
    texts[small] = [cardinals[int(value)] for value in amounts.low[small].tolist()]
    return texts
