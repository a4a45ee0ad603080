"""The rows of a forest plot: which claims, in what order, under what names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, strings
from reconcile.columns import DATED
from reconcile.engine.claims_behind import count_days
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["MOST_ROWS", "ForestRows", "date_heading", "forest_rows", "row_dates", "row_names"]

# rows that a forest plot shows at most: what fits on a printed page
MOST_ROWS = 25


@dataclass(frozen=True)
class ForestRows:
    """Claims in the order in which they are drawn, from the top.

    Attributes
    ----------
    claims : DataFrame
    active : ndarray of bool, shape (rows,)
        Whether a claim has weight at the newest date; the others are drawn in grey.
    not_drawn : int
        How many claims are not drawn.
    """

    claims: pd.DataFrame
    active: Flags
    not_drawn: int


def forest_rows(claims: pd.DataFrame, most: int = MOST_ROWS) -> ForestRows:
    """Return claims in the order in which they are drawn: voices by their newest used count, in each the used first.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv` of one quantity.
    most : int
        Rows kept: used claims before others, then those of most weight, then the newest.

    Returns
    -------
    ForestRows
        Within a voice, used claims come first, then newer ones; claims of the same day are ordered by id.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["B", "A"], "best": [300, 320]}))
    >>> forest_rows(result.claims).claims["voice"].tolist()
    ['A', 'B']
    """
    weight = claims["weight"].fillna(0.0).to_numpy(np.float64)
    active = claims["used"].to_numpy(bool) & (weight > 0)
    day, name = -count_days(claims).astype(np.float64), strings(claims["claim_id"]).astype(str)
    voices, voice = np.unique(strings(claims["voice"]).astype(str), return_inverse=True)
    kept = np.lexsort((name, day, -weight, ~active))[:most]
    newest = np.full((2, len(voices)), np.inf)
    np.minimum.at(newest[0], voice[kept], np.where(active, day, np.inf)[kept])
    np.minimum.at(newest[1], voice[kept], day[kept])
    silent = np.isinf(newest[0])
    voice_day = np.where(silent, newest[1], newest[0])[voice]
    order = np.lexsort((name, day, ~active, voice, voice_day, silent[voice]))
    place = order[np.isin(order, kept)]
    return ForestRows(claims.iloc[place], active[place], len(claims) - len(place))


def row_dates(claims: pd.DataFrame) -> Strings:
    """Return the date beside every row: the count date of totals and stocks, otherwise the day of publication.

    Examples
    --------
    >>> day = pd.Timestamp("2025-01-31")
    >>> row_dates(pd.DataFrame({"temporal": ["stock"], "count_date": [day], "published": [day]})).tolist()
    ['31 January 2025']
    """
    dated = claims["temporal"].isin(DATED)
    return date_words(claims["count_date"].where(dated).fillna(claims["published"]))


def date_heading(claims: pd.DataFrame) -> str:
    """Return the key of the heading above the dates of the rows: "count_date" or "published".

    Examples
    --------
    >>> date_heading(pd.DataFrame({"temporal": ["period"]}))
    'published'
    """
    return "count_date" if claims["temporal"].isin(DATED).any() else "published"


def row_names(claims: pd.DataFrame, active: Flags) -> Strings:
    """Return the name of every row: the voice; in later rows of a voice the outlet that relays it.

    Examples
    --------
    >>> rows = pd.DataFrame({"voice": ["BBC", "BBC"], "source": ["BBC", "KBS"]})
    >>> row_names(rows, np.array([True, False])).tolist()
    ['BBC', '↳ KBS']
    """
    voice, source = strings(claims["voice"]), strings(claims["source"])
    named = np.r_[False, voice[1:] == voice[:-1]] & ~active if len(voice) else np.zeros(0, dtype=bool)
    names = np.empty(len(voice), dtype=object)
    names[:] = [
        _under(who, outlet) if below else who for below, who, outlet in zip(named.tolist(), voice, source, strict=True)
    ]
    return names


def _under(voice: str, source: str) -> str:
    """Return the name of a row below another of its voice."""
    return words().pictures["other_count"] if source in (voice, "") else words().pictures["relay"].format(source=source)
