"""The claims as the report's tables show them: every field as text, for all of them at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, strings
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.reasons_said import said_reasons
from reconcile.report.sentences.rounding import rounding_step, write_numbers, write_percentages

__all__ = ["display_claims", "range_ends", "said_words"]


def display_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return every claim as text.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.

    Returns
    -------
    DataFrame of str, index as `claims`, sorted by quantity, used first, voices with most weight first
        `quantity, claim, voice, said_by, said, read, date, weight, why, moves, used, left_out, url, quote`; nulls
        are "", `used` is "yes" or "". Claims of equal weight are ordered by id.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> display_claims(result.claims)[["voice", "said", "used"]].values.tolist()
    [['A', '300', 'yes'], ['B', '320', 'yes']]
    """
    voice, source = strings(claims["voice"]), strings(claims["source"])
    columns = {
        "quantity": strings(claims["quantity"]),
        "claim": strings(claims["claim_id"]),
        "voice": voice,
        "said_by": np.where(voice == source, "", source).astype(object),
        "said": said_words(claims),
        "read": _read(claims),
        "date": _dates(claims),
        "weight": write_percentages(claims["weight"].to_numpy(np.float64)),
        "why": said_reasons(strings(claims["weight_reason"])),
        "moves": write_percentages(claims["influence"].to_numpy(np.float64), signed=True),
        "used": np.where(claims["used"].to_numpy(bool), "yes", "").astype(object),
        "left_out": said_reasons(strings(claims["left_out_reason"])),
        "url": strings(claims["url"]),
        "quote": strings(claims["quote"]),
    }
    table = pd.DataFrame(columns, index=claims.index, dtype=object)
    weight = claims["weight"].fillna(0.0)
    most = weight.groupby([columns["quantity"], voice]).transform("max")
    order = table.assign(most=-most, weight_number=-weight)
    return order.sort_values(["quantity", "most", "voice", "weight_number", "claim"], kind="stable")[list(columns)]


def range_ends(claims: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Return low, best and high of the range that every claim was read as.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.

    Returns
    -------
    low, best, high : ndarray of float, shape (claims,)
        nan where a claim gives no number.

    Examples
    --------
    >>> low, best, high = range_ends(pd.DataFrame({"range_low": [90.0], "range_best": [100.0], "range_high": [None]}))
    >>> low.tolist(), best.tolist(), high.tolist()
    ([90.0], [100.0], [nan])
    """
    low, best, high = (claims[f"range_{name}"].to_numpy(np.float64) for name in ("low", "best", "high"))
    return low, best, high


def said_words(claims: pd.DataFrame) -> Strings:
    """Return what every claim says: its phrase in quotes, else the numbers that its source gave.

    Examples
    --------
    >>> ends = {"low": [np.nan, 3.0], "best": np.nan, "high": [np.nan, 5.0]}
    >>> said_words(pd.DataFrame({"phrase": ["over 700", ""], **ends}))
    array(['“over 700”', '3 – 5'], dtype=object)
    """
    phrase = strings(claims["phrase"])
    low, best, high = (write_numbers(claims[name].to_numpy(np.float64)) for name in ("low", "best", "high"))
    ends = np.where((low != "") & (high != ""), low + " – " + high, low + high)
    numbers = np.where(best == "", ends, np.where(ends == "", best, best + " (" + ends + ")"))
    return np.where(phrase != "", "“" + phrase + "”", numbers).astype(object)


def _read(claims: pd.DataFrame) -> Strings:
    """Return the range that every claim was read as: low – best – high, open ends marked; "" for no numbers."""
    low, best, high = range_ends(claims)
    step = rounding_step(low, high, strings(claims["unit"]))
    first, middle, last = (write_numbers(value, step) for value in (low, best, high))
    below = np.where(claims["open_low"].to_numpy(bool), "below ", "")
    above = np.where(claims["open_high"].to_numpy(bool), " and above", "")
    spread = np.where(low == high, middle, below + first + " – " + middle + " – " + last + above)
    bound = strings(claims["bound"])
    reading = np.where(
        bound == "floor", "not below " + first, np.where(bound == "ceiling", "not above " + last, spread)
    )
    return np.where(np.isnan(best), "", reading).astype(object)


def _dates(claims: pd.DataFrame) -> Strings:
    """Return the count date of every claim, else the end of its period, else "published" and that day."""
    counted = date_words(claims["count_date"].fillna(claims["period_end"]))
    published = date_words(claims["published"])
    return np.where(counted != "", counted, np.where(published == "", "", "published " + published)).astype(object)
