"""One claim to one range: from the numbers of its row, and from its phrase where they leave something open.

The *figure* is the literal number ("over 700": 700). The *range* is what the claim is read as (700 to 750): the claim's
own. An *interval*, which the pool makes, belongs to an estimate. Numbers that the desk entered take precedence over the
phrase; the phrase beside them gives the kind and the open ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, says
from reconcile.columns import FINDINGS, RANGES, names
from reconcile.language.hedges import range_columns
from reconcile.records import findings, join_records

__all__ = ["claimed_ranges"]

Columns = dict[str, npt.NDArray[Any]]

# rules whose figure is the lower end of the range, and those whose figure is the upper end
_RULES_FROM_LOW = ("more_than", "just_over", "floor")
_RULES_FROM_HIGH = ("up_to", "ceiling", "below", "approx_below", "few")

# probability that a source's own range holds the value, if the source states none; contract, `range_level`
DEFAULT_RANGE_LEVEL = 0.9


def claimed_ranges(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the range that every claim is read as.

    Parameters
    ----------
    claims : DataFrame
        Checked claims with the reading of their phrases.

    Returns
    -------
    ranges : DataFrame of shape (claims, `RANGES`), index as `claims`
        `range_low <= range_best <= range_high`, never null. `p_low`, `p_high`: probabilities that the value lies below
        the lower and the upper end. `bound`: "floor", "ceiling" or "".
    findings : DataFrame
        Claims whose phrase and numbers contradict each other.

    Notes
    -----
    A `low` alone is read as "more than", a `high` alone as "up to", unless the phrase says more of that end ("at
    least"). A `best` alone takes its width from the phrase, else from its roundness. An end missing beside `best`
    mirrors the other one.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", "B"], "phrase": ["over 700", ""], "low": [None, 10.0],
    ...                      "high": [None, 20.0]})
    >>> claimed_ranges(check_claims(rows).claims)[0][["kind", "range_low", "figure_low"]].values.tolist()
    [['lower', 700.0, 700.0], ['interval', 10.0, 10.0]]
    """
    low, best, high = (claims[name].to_numpy(np.float64) for name in ("low", "best", "high"))
    has_low, has_best, has_high = ~np.isnan(low), ~np.isnan(best), ~np.isnan(high)
    phrase_rule = claims["said_rule"].to_numpy(dtype=object)
    lone_rule = _lone_rule(phrase_rule, has_low, has_best, has_high)
    lone = np.flatnonzero(lone_rule != "")
    of_one_number = _from_one_number(lone_rule[lone], _only(low, best, high)[lone])
    ranged = has_low & has_high | has_best & (has_low | has_high)
    ends = np.flatnonzero(ranged)
    of_ends = _from_ends(low[ends], best[ends], high[ends], claims["range_level"].to_numpy(np.float64)[ends])
    hedged = np.flatnonzero(ranged & (phrase_rule != ""))
    kinds = {"kind": claims["said_kind"].to_numpy(dtype=object)[hedged]}
    columns = _from_phrase(claims)
    for rows, values in ((lone, of_one_number), (ends, of_ends), (hedged, kinds)):
        columns = _with_rows(columns, rows, values)
    columns["read_why"] = _why(claims, lone_rule, ranged)
    # text stays Python's own, which is written and compared row by row further on
    held = {name: pd.Series(cells, dtype=object) if cells.dtype == object else cells for name, cells in columns.items()}
    ranges = pd.DataFrame({name: held[name] for name in names(RANGES)}).set_axis(claims.index)
    return ranges, _disagreements(claims, ranges, has_low | has_best | has_high)


def _from_phrase(claims: pd.DataFrame) -> Columns:
    rule = claims["said_rule"]
    numbers = ("low", "best", "high", "p_low", "p_high")
    low, best, high, p_low, p_high = (claims[f"said_{name}"].to_numpy(np.float64) for name in numbers)
    lone = np.where(says(rule, *_RULES_FROM_HIGH), high, np.where(says(rule, *_RULES_FROM_LOW), low, best))
    two = says(rule, "between", "plus_minus")
    return {
        "kind": claims["said_kind"].to_numpy(dtype=object), "range_low": low, "range_best": best, "range_high": high,
        "p_low": p_low, "p_high": p_high,
        "open_low": claims["said_open_low"].to_numpy(bool), "open_high": claims["said_open_high"].to_numpy(bool),
        "bound": claims["said_bound"].to_numpy(dtype=object),
        "figure_low": np.where(two, low, lone), "figure_high": np.where(two, high, lone),
    }  # fmt: skip


def _lone_rule(phrase_rule: Strings, has_low: Flags, has_best: Flags, has_high: Flags) -> Strings:
    """Return the rule under which a single number is read, "" where a claim has no number or several."""
    code, rules = pd.factorize(phrase_rule)
    from_low = [rule if rule in _RULES_FROM_LOW else "more_than" for rule in rules]
    # "<5" beside a number is a bound as any other: the number is the desk's own
    known = ["below" if rule == "few" else rule for rule in rules]
    from_high = [rule if rule in _RULES_FROM_HIGH else "up_to" for rule in known]
    from_best = ["bare" if rule in ("between", "plus_minus", "") else rule for rule in known]
    number = np.select([has_low.astype(int) + has_best + has_high != 1, has_low, has_best], [3, 0, 1], 2)
    words = np.array([from_low, from_best, from_high, [""] * len(rules)], dtype=object)
    return words[number, code] if len(rules) else phrase_rule


def _only(low: Floats, best: Floats, high: Floats) -> Floats:
    return np.where(~np.isnan(best), best, np.where(~np.isnan(low), low, high))


def _from_one_number(rule: Strings, number: Floats) -> dict[str, Any]:
    read = range_columns(rule, number, np.full(len(number), np.nan))
    ends = {f"range_{name}": read.pop(name) for name in ("low", "best", "high")}
    return read | ends | {"figure_low": number, "figure_high": number}


def _from_ends(low: Floats, best: Floats, high: Floats, stated_level: Floats) -> dict[str, Any]:
    centre = np.where(np.isnan(best), (low + high) / 2, best)
    mirrored_low = np.where(
        (centre > 0) & (2 * centre - high <= 0), centre**2 / np.where(high > 0, high, 1.0), 2 * centre - high
    )
    lower = np.where(np.isnan(low), mirrored_low, low)
    upper = np.where(np.isnan(high), 2 * centre - lower, high)
    level = np.where(np.isnan(stated_level), DEFAULT_RANGE_LEVEL, stated_level)
    kinds = np.array(["interval", "exact"], dtype=object)
    return {
        "kind": kinds[(lower == upper).astype(np.intp)],
        "range_low": lower, "range_best": centre, "range_high": upper,
        "p_low": (1 - level) / 2, "p_high": (1 + level) / 2, "open_low": False, "open_high": False, "bound": "",
        "figure_low": np.fmin(np.fmin(low, best), high), "figure_high": np.fmax(np.fmax(low, best), high),
    }  # fmt: skip


def _with_rows(columns: Columns, rows: Ints, values: Mapping[str, Any]) -> Columns:
    """Return columns in which some rows have other values."""
    changed = dict(columns)
    for name, cells in values.items():
        changed[name] = columns[name].copy()
        changed[name][rows] = cells
    return changed


def _why(claims: pd.DataFrame, lone_rule: Strings, ranged: Flags) -> Strings:
    phrase_reason = claims["said_why"].to_numpy(dtype=object)
    code, rules = pd.factorize(lone_rule)
    words = [f"number as entered, read as '{rule.replace('_', ' ')}'" for rule in rules]
    reason = np.where(lone_rule == "", phrase_reason, np.array([*words, ""], dtype=object)[code])
    phrased = np.flatnonzero((lone_rule != "") & (phrase_reason != ""))
    reason[phrased] += "; phrase: " + phrase_reason[phrased]
    reason[ranged] = "range as entered"
    return reason


def _disagreements(claims: pd.DataFrame, ranges: pd.DataFrame, has_number: Flags) -> pd.DataFrame:
    """Report phrases whose range, open ends taken as infinite, does not touch the numbers beside them."""
    low, high, figure_low, figure_high = (
        table[name].to_numpy(np.float64)
        for table, name in (
            (claims, "said_low"), (claims, "said_high"), (ranges, "figure_low"), (ranges, "figure_high"),
        )
    )  # fmt: skip
    lowest = np.where(claims["said_open_low"].to_numpy(dtype=bool), -np.inf, low)
    highest = np.where(claims["said_open_high"].to_numpy(dtype=bool), np.inf, high)
    apart = has_number & ((figure_low > highest) | (figure_high < lowest))
    if not apart.any():
        return join_records([], names(FINDINGS))
    # the phrase of a computed claim is the share it was computed with
    rows = claims[apart & (claims["said_rule"] != "") & (claims["parent"] == "")]
    report = findings(
        "phrase-disagrees",
        "the phrase and the numbers beside it do not meet; the numbers are used",
        claim_id=rows["claim_id"], family=rows["family"], file=rows["file"], row=rows["row"], column="phrase",
        value=rows["phrase"].str.slice(0, 200), hint="correct one of them",
    )  # fmt: skip
    return join_records([report], names(FINDINGS))
