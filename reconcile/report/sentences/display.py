"""The estimates as the report's tables show them: every field as text, for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, each_once, strings
from reconcile.engine.claims_behind import claims_behind
from reconcile.report.sentences.attributions import attributions_of, quoted_claims
from reconcile.report.sentences.clauses import clauses_of, rate_words, unit_words
from reconcile.report.sentences.date_words import counted_dates, date_words
from reconcile.report.sentences.named_alone import named_alone
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.reasons_said import said_reasons
from reconcile.report.sentences.rounding import (
    counted_whole,
    rounding_step,
    write_numbers,
    write_percentages,
)
from reconcile.report.sentences.said_ends import SaidEnds, said_ends
from reconcile.report.sentences.wording import sentences

__all__ = ["display_estimates", "display_figures", "interval_words"]

# points of a percent within which a share is a fraction with a name: thirds are read with four digits or more
NEAR_NAMED = 0.01


def display_estimates(
    estimates: pd.DataFrame, claims: pd.DataFrame, *, subjects: Mapping[str, str], families: Mapping[str, str]
) -> pd.DataFrame:
    """Return every estimate as text.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`.
    subjects, families : mapping
        As in `sentences`.

    Returns
    -------
    DataFrame of str, index as `estimates`
        `quantity, date, when, known, verdict, figure, best, central, heard, sources, agreement, top,
        top_share, change, sentence, reason`; nulls are "", and best and central half are there for intervals only.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> rows = display_estimates(result.estimates, result.claims, subjects={}, families={})
    >>> rows[["verdict", "figure"]].values.tolist()
    [['interval', '300 – 320']]
    """
    behind = claims_behind(estimates.reset_index(drop=True), claims)
    quoted = attributions_of(claims, quoted_claims(estimates["publish"], behind))
    number = {
        name: estimates[name].to_numpy(np.float64) for name in ("best", "low50", "high50", "low", "high", "floor")
    }
    step = rounding_step(number["low"], number["high"], strings(estimates["unit"]))
    said = said_ends(estimates.reset_index(drop=True), claims, behind)
    printed = (estimates["publish"] == "interval").to_numpy() & ~said.not_ours
    columns = {
        "quantity": strings(estimates["quantity"]),
        "date": date_words(estimates["count_date"].fillna(estimates["period_end"])),
        "when": _when(estimates),
        "known": date_words(estimates["as_of"]),
        "verdict": strings(estimates["publish"]),
        "figure": display_figures(estimates, quoted.hedge, quoted.step, said),
        "best": write_numbers(number["best"], step, number["floor"]),
        "central": _dashed(number["low50"], number["high50"], step, number["floor"]),
        "heard": write_numbers(behind.voices.astype(np.float64)),
        "sources": write_numbers(estimates["sources"].to_numpy(np.float64)),
        "agreement": strings(estimates["agreement"]),
        "top": strings(estimates["top_claim"]),
        "top_share": write_percentages(estimates["top_claim_share"].to_numpy(np.float64)),
        "change": write_percentages(estimates["change"].to_numpy(np.float64), signed=True),
        "sentence": _sentences(estimates, claims, subjects),
        "reason": said_reasons(strings(estimates["publish_reason"])),
    }
    for name in ("best", "central"):
        columns[name] = np.where(printed, columns[name], "").astype(object)
    return pd.DataFrame(columns, index=estimates.index, dtype=object)


def _when(estimates: pd.DataFrame) -> Strings:
    """Return the date or span of every row, that of its newest count: "by 31 January 2025", "in January 2025"."""
    spans = clauses_of(estimates.assign(count_date=counted_dates(estimates)), {}).parts["when"]
    return each_once(spans, lambda when: when.strip(" ()"))


def _sentences(estimates: pd.DataFrame, claims: pd.DataFrame, subjects: Mapping[str, str]) -> Strings:
    if "wording" in estimates and (strings(estimates["wording"]) != "").all():
        return strings(estimates["wording"])
    return strings(sentences(estimates, claims, subjects=subjects))


def display_figures(
    estimates: pd.DataFrame, hedges: Strings | str = "", steps: Floats | None = None, said: SaidEnds | None = None
) -> Strings:
    """Return what may be printed of every estimate, as briefly as a table needs it.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    hedges : ndarray of str, shape (estimates,), or str
        Words before a figure that is one voice's.
    steps : ndarray of float, shape (estimates,), optional
        Steps to which one voice's figure is rounded, nan for none.
    said : SaidEnds, optional
        The ends that sentences quote: of ranges, and of intervals that are no ranges of ours.

    Returns
    -------
    ndarray of str, shape (estimates,)
        "" where nothing may be printed.

    Examples
    --------
    >>> row = {"publish": "interval", "low": 2834.0, "high": 4312.0, "unit": "km2", "claims_low": 3000.0,
    ...        "claims_high": 4000.0, "floor": np.nan}
    >>> display_figures(pd.DataFrame([row])).tolist()
    ['2,800 – 4,300 sq km']
    """
    verdict = strings(estimates["publish"])
    low, high = (estimates[name].to_numpy(np.float64) for name in ("low", "high"))
    claimed = [estimates[name].to_numpy(np.float64) for name in ("claims_low", "claims_high")]
    floors, floor = (verdict == "floor") | named_alone(estimates), estimates["floor"].to_numpy(np.float64)
    if said is not None:
        several = np.isin(verdict, ("range", "interval"))
        claimed = [np.where(several, *ends) for ends in ((said.low, claimed[0]), (said.high, claimed[1]))]
    lowest = np.where(floors, np.where(np.isnan(floor), claimed[1], floor), claimed[0])
    single = (lowest == claimed[1]) | np.isnan(claimed[1]) | floors
    units = strings(estimates["unit"])
    lowest, claimed[1] = (_without_thirds(units, values) for values in (lowest, claimed[1]))
    whole = np.where(counted_whole(units), 1.0, np.nan)
    unrounded = _dashed(lowest, claimed[1], whole)
    steps = whole if steps is None else np.where(np.isnan(steps), whole, steps)
    hedges = np.where(floors, words().hedges["floor"] + " ", hedges)
    stated = np.where(single, hedges + write_numbers(lowest, steps), unrounded)
    named = each_once(stated + unit_words(units), _singular) + rate_words(units)
    ours = (verdict == "interval") & (~said.not_ours if said is not None else True)
    texts = np.where(ours, interval_words(low, high, units, floor), np.where(stated == "", "", named))
    return np.where(verdict == "withheld", "", texts).astype(object)


def _singular(figure: str) -> str:
    """Return a figure with its unit, in the singular where the figure is 1."""
    number, _, unit = figure.partition(" ")
    return f"{number} {words().singular.get(unit, unit)}" if number == "1" and unit else figure


def interval_words(low: Floats, high: Floats, units: Strings, floor: Floats | None = None) -> Strings:
    """Return intervals with their units, rounded to their widths; one number where both ends read alike.

    Parameters
    ----------
    low, high : ndarray of float, shape (rows,)
    units : ndarray of str, shape (rows,)
        As in the tables.
    floor : ndarray of float, shape (rows,), optional
        Hard floors, which no end is rounded under; nan for none.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> interval_words(np.array([2834.0]), np.array([4312.0]), np.array(["km2"], dtype=object)).tolist()
    ['2,800 – 4,300 sq km']
    """
    texts: Strings = _dashed(low, high, rounding_step(low, high, units), floor) + unit_words(units) + rate_words(units)
    return texts


def _without_thirds(units: Strings, shares: Floats) -> Floats:
    """Return shares, fractions with a name in whole percent: nobody said 33.33%."""
    named = np.array([*words().fractions.values()])
    third = (units == "percent") & (np.abs(shares[:, None] - named) < NEAR_NAMED).any(axis=1)
    return np.where(third, np.round(shares), shares)


def _dashed(low: Floats, high: Floats, step: Floats, floor: Floats | None = None) -> Strings:
    first, last = write_numbers(low, step, floor), write_numbers(high, step, floor)
    return np.where(first == last, first, first + " – " + last).astype(object)
