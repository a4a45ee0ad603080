"""The cells of the report's tables as text, for all estimates and all claims at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.report.clauses import clauses_of, rate_words, unit_words
from reconcile.report.dates import date_words
from reconcile.report.mentions import mention
from reconcile.report.rounding import Floats, figures, quantum
from reconcile.report.text import each_once, strings
from reconcile.report.witnesses import heard_at
from reconcile.report.words import Strings
from reconcile.report.wording import sentences

__all__ = ["interval_words", "percent", "said_words", "shown_claims", "shown_estimates", "shown_figures"]

# digits behind the point of a weight or a probability: sources cannot be told apart more finely
SHARE_PLACES = 2


def shown_estimates(
    estimates: pd.DataFrame, claims: pd.DataFrame, *, subjects: Mapping[str, str], families: Mapping[str, str]
) -> pd.DataFrame:
    """Return the cells of every estimate.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`.
    subjects, families : mapping
        As in `sentences`.

    Returns
    -------
    DataFrame of str, index as `estimates`
        `quantity, date, when, known, verdict, figure, best, central, whole, heard, sources, agreement, tail, top, change,
        sentence, reason`.
    """
    heard = heard_at(estimates.reset_index(drop=True), claims)
    witness = np.where(estimates["publish"] == "floor", heard.highest, heard.lowest)
    number = {name: estimates[name].to_numpy(np.float64) for name in ("best", "low50", "high50", "low", "high")}
    step = quantum(number["low"], number["high"], strings(estimates["unit"]))
    withheld = (estimates["publish"] == "withheld").to_numpy()
    cells = {
        "quantity": strings(estimates["quantity"]),
        "date": date_words(estimates["count_date"].fillna(estimates["period_end"])),
        "when": _when(estimates),
        "known": date_words(estimates["as_of"]),
        "verdict": strings(estimates["publish"]),
        "figure": shown_figures(estimates, mention(claims, witness).hedge),
        "best": figures(number["best"], step),
        "central": _dashed(number["low50"], number["high50"], step),
        "whole": _dashed(number["low"], number["high"], step),
        "heard": figures(heard.voices.astype(np.float64)),
        "sources": figures(estimates["sources"].to_numpy(np.float64)),
        "agreement": strings(estimates["agreement"]),
        "tail": _shares(estimates["conflict_p"].to_numpy(np.float64)),
        "top": strings(estimates["top_claim"]),
        "top_share": percent(estimates["top_claim_share"].to_numpy(np.float64)),
        "change": percent(estimates["change"].to_numpy(np.float64), signed=True),
        "sentence": _sentences(estimates, claims, subjects, families),
        "reason": strings(estimates["publish_reason"]),
    }
    for name in ("best", "central", "whole"):
        cells[name] = np.where(withheld, "", cells[name]).astype(object)
    return pd.DataFrame(cells, index=estimates.index, dtype=object)


def _when(estimates: pd.DataFrame) -> Strings:
    """Return the date or span a row speaks of: "by 31 January 2025", "in January 2025"."""
    told = clauses_of(estimates, {}).parts["when"]
    return each_once(told, lambda when: when.strip(" ()"))


def _sentences(
    estimates: pd.DataFrame, claims: pd.DataFrame, subjects: Mapping[str, str], families: Mapping[str, str]
) -> Strings:
    if "wording" in estimates and (strings(estimates["wording"]) != "").all():
        return strings(estimates["wording"])
    return strings(sentences(estimates, claims, subjects=subjects, families=families))


def shown_figures(estimates: pd.DataFrame, hedges: Strings | str = "") -> Strings:
    """Write what may be printed of every estimate as briefly as a table needs it.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    hedges : ndarray of str, shape (estimates,), or str
        Words before the figure where it is one voice's.

    Returns
    -------
    ndarray of str, shape (estimates,)
        "" where nothing may be printed.

    Examples
    --------
    >>> row = {"publish": "interval", "low": 2834.0, "high": 4312.0, "unit": "km2", "claims_low": 3000.0,
    ...        "claims_high": 4000.0}
    >>> shown_figures(pd.DataFrame([row])).tolist()
    ['2,800 – 4,300 sq km']
    """
    verdict = strings(estimates["publish"])
    low, high = (estimates[name].to_numpy(np.float64) for name in ("low", "high"))
    claimed = [estimates[name].to_numpy(np.float64) for name in ("claims_low", "claims_high")]
    lowest = np.where(verdict == "floor", claimed[1], claimed[0])
    single = (lowest == claimed[1]) | np.isnan(claimed[1])
    said = np.where(single, hedges + figures(lowest), _dashed(lowest, claimed[1], np.full(len(lowest), np.nan)))
    units = strings(estimates["unit"])
    named = said + unit_words(units) + rate_words(units)
    told = np.where(verdict == "interval", interval_words(low, high, units), np.where(said == "", "", named))
    return np.where(verdict == "withheld", "", told).astype(object)


def interval_words(low: Floats, high: Floats, units: Strings) -> Strings:
    """Write intervals with their units, rounded to their widths.

    Examples
    --------
    >>> interval_words(np.array([2834.0]), np.array([4312.0]), np.array(["km2"], dtype=object)).tolist()
    ['2,800 – 4,300 sq km']
    """
    return _dashed(low, high, quantum(low, high, units)) + unit_words(units) + rate_words(units)


def _dashed(low: Floats, high: Floats, step: Floats) -> Strings:
    first, last = figures(low, step), figures(high, step)
    return np.where(first == last, first, first + " – " + last).astype(object)


def percent(shares: Floats, *, signed: bool = False) -> Strings:
    """Write shares as whole percentages, "" for nan; a share that is not nothing is never written as 0%.

    Examples
    --------
    >>> percent(np.array([0.36, 0.001, np.nan])).tolist(), percent(np.array([-0.041]), signed=True).tolist()
    (['36%', 'under 1%', ''], ['-4%'])
    """

    def told(share: float) -> str:
        if np.isnan(share):
            return ""
        if 0 < abs(share) < 0.005:  # noqa: PLR2004  half a percent, which would round to none
            return "under 1%"
        return f"{share:+.0%}" if signed and share else f"{share:.0%}"

    return each_once(np.asarray(shares, dtype=np.float64), told)


def _shares(shares: Floats) -> Strings:
    return each_once(shares, lambda share: "" if np.isnan(share) else f"{share:.{SHARE_PLACES}g}")


def shown_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of every claim.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.

    Returns
    -------
    DataFrame of str, index as `claims`, sorted by quantity, used first, voices with most weight first
        `quantity, claim, voice, said_by, said, read, date, weight, why, moves, used, left_out, url`.
    """
    voice, source = strings(claims["voice"]), strings(claims["source"])
    cells = {
        "quantity": strings(claims["quantity"]),
        "claim": strings(claims["claim_id"]),
        "voice": voice,
        "said_by": np.where(voice == source, "", source).astype(object),
        "said": said_words(claims),
        "read": _read(claims),
        "date": _dates(claims),
        "weight": _shares(claims["weight"].to_numpy(np.float64)),
        "why": strings(claims["weight_reason"]),
        "moves": percent(claims["influence"].to_numpy(np.float64), signed=True),
        "used": np.where(claims["used"].to_numpy(bool), "yes", "").astype(object),
        "left_out": strings(claims["left_out_reason"]),
        "url": strings(claims["url"]),
    }
    table = pd.DataFrame(cells, index=claims.index, dtype=object)
    weight = claims["weight"].fillna(0.0)
    most = weight.groupby([cells["quantity"], voice]).transform("max")
    order = table.assign(most=-most, weight_number=-weight)
    return order.sort_values(["quantity", "most", "voice", "weight_number", "claim"], kind="stable")[list(cells)]


def said_words(claims: pd.DataFrame) -> Strings:
    """Return the phrase of every claim in quotes, else the numbers that its source gave.

    Examples
    --------
    >>> said_words(pd.DataFrame({"phrase": ["over 700", ""], "low": [np.nan, 3.0], "best": np.nan, "high": [np.nan, 5.0]}))
    array(['“over 700”', '3 – 5'], dtype=object)
    """
    phrase = strings(claims["phrase"])
    low, best, high = (figures(claims[name].to_numpy(np.float64)) for name in ("low", "best", "high"))
    ends = np.where((low != "") & (high != ""), low + " – " + high, low + high)
    numbers = np.where(best == "", ends, np.where(ends == "", best, best + " (" + ends + ")"))
    return np.where(phrase != "", "“" + phrase + "”", numbers).astype(object)


def _read(claims: pd.DataFrame) -> Strings:
    """Return the range a claim was read as: low – best – high, open ends marked."""
    low, best, high = (claims[f"range_{name}"].to_numpy(np.float64) for name in ("low", "best", "high"))
    step = quantum(low, high, strings(claims["unit"]))
    first, middle, last = (figures(value, step) for value in (low, best, high))
    below = np.where(claims["open_low"].to_numpy(bool), "below ", "")
    above = np.where(claims["open_high"].to_numpy(bool), " and above", "")
    told = np.where(low == high, middle, below + first + " – " + middle + " – " + last + above)
    bound = strings(claims["bound"])
    said = np.where(bound == "floor", "not below " + first, np.where(bound == "ceiling", "not above " + last, told))
    return np.where(np.isnan(best), "", said).astype(object)


def _dates(claims: pd.DataFrame) -> Strings:
    """Return the count date, else the end of the period; publication is named as such."""
    counted = date_words(claims["count_date"].fillna(claims["period_end"]))
    published = date_words(claims["published"])
    return np.where(counted != "", counted, np.where(published == "", "", "published " + published)).astype(object)
