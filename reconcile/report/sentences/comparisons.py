"""Whether two periods of a series may be compared, and the sentence that states it, or why they may not.

A *difference* is stated only where voices speak of both periods and every one that does, by its own figures, puts the
later period on the same side of the earlier one. Who speaks of one of them alone says nothing of a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, strings
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.series import series_of

__all__ = ["STATED", "compare", "series_sentences"]

# comparisons that state a difference; of the others a report says nothing
STATED = ("higher", "lower")

# verdicts whose figures may be laid beside one another; a list is of figures that count different things, a floor has
# no upper end
_COMPARED = ("interval", "range", "attributed")

# columns of claims that are read: a table is cut into quantities
_READ = ("quantity", "voice", "range_low", "range_high", "used", "basis")

# voices that a sentence names
NAMED = 5


@dataclass(frozen=True)
class _VoiceRanges:
    """The ends of each voice's range for one period, by voice."""

    low: Mapping[str, float]
    high: Mapping[str, float]


def compare(earlier: pd.DataFrame, later: pd.DataFrame) -> str:
    """Return whether a difference between two periods may be printed, and which way it goes.

    Parameters
    ----------
    earlier, later : DataFrame
        Rows of `claims.csv` of each period; only used claims are looked at.

    Returns
    -------
    str
        "higher" or "lower" where voices cover both periods and the own ranges of each that does lie apart on that side;
        "other_voices" where no voice covers both; "not_alike" where they do not differ the same way; "within"
        where a voice's own ranges overlap, so that the difference may be one of wording; "names" where both periods
        have counts of names alone. Such counts compare nothing: names are found long after people died.

    Examples
    --------
    >>> january = pd.DataFrame({"voice": ["A"], "range_low": [90.0], "range_high": [110.0], "used": True})
    >>> compare(january, january.assign(range_low=190.0, range_high=210.0))
    'higher'
    >>> compare(january, january.assign(voice="B"))
    'other_voices'
    """
    first, second = _voice_ranges(earlier), _voice_ranges(later)
    if not (first.low or second.low) and earlier["used"].any() and later["used"].any():
        return "names"
    shared = first.low.keys() & second.low.keys()
    if not shared:
        return "other_voices"
    above = [second.low[voice] > first.high[voice] for voice in shared]
    below = [second.high[voice] < first.low[voice] for voice in shared]
    if all(above):
        return "higher"
    if all(below):
        return "lower"
    return "not_alike" if any(above) or any(below) else "within"


def _voice_ranges(claims: pd.DataFrame) -> _VoiceRanges:
    """Return the range of every voice; of several accounts by one voice, from the lowest to the highest end."""
    used = _compared_claims(claims)
    code, voices = pd.factorize(strings(claims["voice"])[used])
    low, high = np.full((2, len(voices)), np.nan)
    # an end that nobody knows is passed over
    np.fmin.at(low, code, claims["range_low"].to_numpy(np.float64)[used])
    np.fmax.at(high, code, claims["range_high"].to_numpy(np.float64)[used])
    return _VoiceRanges(*(dict(zip(voices, ends.tolist(), strict=True)) for ends in (low, high)))


def _compared_claims(claims: pd.DataFrame) -> Flags:
    """Return True for claims that are used, and are no counts of names."""
    used = claims["used"].to_numpy(bool)
    return used & (strings(claims["basis"]) != "named") if "basis" in claims else used


def series_sentences(
    estimates: pd.DataFrame, claims: pd.DataFrame, *, subjects: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return a sentence on every period of every series: how it compares with the one before.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`. Series of one quantity over its count dates have no sentence: a total
        that grows says nothing of a pace.
    subjects : mapping of party to words, optional
    sources : mapping of voice to the name to print, optional

    Returns
    -------
    DataFrame
        `series` (its title), `earlier`, `later` (days), `comparison` (as of `compare`, or "unprinted"), `sentence`.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "publish": []})
    >>> series_sentences(none, none).columns.tolist()
    ['series', 'earlier', 'later', 'comparison', 'sentence']
    """
    columns = ["series", "earlier", "later", "comparison", "sentence"]
    rows = estimates.reset_index(drop=True)
    points = series_of(rows, subjects=subjects) if len(rows) else pd.DataFrame()
    if points.empty:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    points = points[rows["temporal"].isin(["period", "rate"]).to_numpy()[points["row"]]].reset_index(drop=True)
    claims = claims.loc[claims["quantity"].isin(rows["quantity"]), [name for name in _READ if name in claims]]
    by_quantity = dict(list(claims.groupby("quantity", sort=False)))
    rows = rows.iloc[points["row"].to_numpy()].reset_index(drop=True)
    clauses, lines = clauses_of(rows, subjects or {}), []
    for place in np.flatnonzero(points["series"].eq(points["series"].shift())).tolist():
        compared = [by_quantity.get(rows["quantity"].iloc[at], claims.iloc[:0]) for at in (place - 1, place)]
        printed = rows["publish"].iloc[[place - 1, place]].isin(_COMPARED).all()
        comparison = compare(*compared) if printed else "unprinted"
        days = points["day"].iloc[[place - 1, place]].tolist()
        sentence = _sentence(comparison, clauses, place, compared, sources or {})
        lines.append((points["title"].iloc[place], *days, comparison, sentence))
    return pd.DataFrame(lines, columns=columns)


def _sentence(
    comparison: str, clauses: Clauses, place: int, compared: Sequence[pd.DataFrame], sources: Mapping[str, str]
) -> str:  # fmt: skip
    """Fill the sentence of one comparison, of the point at a place and the one before; it names who speaks of both."""
    when = {"earlier": clauses.parts["when"][place - 1].strip(), "later": clauses.parts["when"][place].strip()}
    noun = clauses.at(np.array([place])).fill("noun", when="")[0]
    earlier, later = (dict.fromkeys(strings(claims.loc[_compared_claims(claims), "voice"])) for claims in compared)
    voices = [voice for voice in later if voice in earlier]
    who = _joined_names([sources.get(voice, voice) for voice in voices])
    sentence = words().comparing[comparison].format(noun=noun, who=who, **when)
    return str(capitalised(np.array([sentence], dtype=object))[0])


def _joined_names(names: list[str]) -> str:
    """Return names as one text: "A, B and C", or "A, B, C, D, E and 2 others"."""
    shown = [shorten(name) for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(words().fragments["others"].format(count=len(names) - NAMED))
    return ", ".join(shown[:-1]) + words().fragments["and"] + shown[-1] if len(shown) > 1 else "".join(shown)
