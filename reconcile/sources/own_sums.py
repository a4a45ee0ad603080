"""One voice's own sums as rows: the figures as an equation, and whether they add up."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.columns import IDENTITY_CHECKS, names
from reconcile.plain_numbers import write_number

__all__ = ["FEW_PARTS", "NO_SUMS", "as_far_as_said", "own_sums"]

# parts that are written out in an equation
FEW_PARTS = 4

NO_SUMS = pd.DataFrame({name: pd.Series(dtype="object") for name in names(IDENTITY_CHECKS)})


def as_far_as_said(ranges: pd.DataFrame) -> pd.DataFrame:
    """Return ranges that reach as far as their words do: "at least 97" may be any more, "up to 30" as little as none.

    Parameters
    ----------
    ranges : DataFrame
        `range_low`, `range_high`, `open_low`, `open_high`.

    Examples
    --------
    >>> ends = {"range_low": [97.0, 0.0], "range_high": [110.0, 30.0]}
    >>> told = as_far_as_said(pd.DataFrame({**ends, "open_low": [False, True], "open_high": [True, False]}))
    >>> told[["range_low", "range_high"]].values.tolist()
    [[97.0, inf], [0.0, 30.0]]
    """
    low = ranges["range_low"].mask(ranges["open_low"].astype(bool), np.fmin(ranges["range_low"], 0.0))
    return ranges.assign(range_low=low, range_high=ranges["range_high"].mask(ranges["open_high"].astype(bool), np.inf))


def own_sums(
    claims: pd.DataFrame, total: Ints, system: Ints, part: Ints, exact: Flags, name: str, words: Strings | None = None
) -> pd.DataFrame:
    """Compare totals with the sums of their parts.

    Parameters
    ----------
    claims : DataFrame
        `claim_id`, `family`, `voice`, `date`, `statement`, `figure_low`, `range_low`, `range_high`.
    total : ndarray of int, shape (sums,)
        Row of the total.
    system, part : ndarray of int, shape (parts,)
        The sum of every part, and its row; parts in the order in which they are written.
    exact : ndarray of bool, shape (sums,)
        The total is the sum, else it is at least that.
    name : str
        Name of the rule.
    words : ndarray of str, shape (parts,), optional
        What to write behind each part: " children".

    Returns
    -------
    DataFrame of shape (sums, `IDENTITY_CHECKS`)
        `holds` is True where the sum of the parts' ranges overlaps the range of the total, ends included, or begins
        below its end where the total may be more than the parts. By family, voice and date.

    Examples
    --------
    >>> rows = pd.DataFrame({"claim_id": ["W", "c", "w"], "family": "", "voice": "A", "date": pd.NaT, "statement": 0})
    >>> rows = rows.assign(**dict.fromkeys(("figure_low", "range_low", "range_high"), [97.0, 60, 50]))
    >>> table = own_sums(rows, np.array([0]), np.array([0, 0]), np.array([1, 2]), np.array([False]), "by age")
    >>> table[["equation", "holds"]].values.tolist()
    [['60 + 50 > 97', False]]
    """
    if not len(total):
        return NO_SUMS
    low, high, figure = (claims[column].to_numpy(np.float64) for column in ("range_low", "range_high", "figure_low"))
    lowest, highest, added = (
        np.bincount(system, weights=np.nan_to_num(values[part], nan=0.0, posinf=np.inf), minlength=len(total))
        for values in (low, high, figure)
    )
    holds = (lowest <= high[total]) & ((highest >= low[total]) | ~exact)
    heads, ids = claims.take(total), claims["claim_id"].to_numpy(dtype=object)
    said = claims["statement"].to_numpy()
    apart = np.bincount(system, weights=said[part] != said[total][system], minlength=len(total)) > 0
    begin = np.searchsorted(system, np.arange(len(total) + 1))
    texts = np.full(len(part), "", dtype=object) if words is None else words
    spans = [slice(*ends) for ends in pairwise(begin)]
    table = pd.DataFrame({
        "identity": name, "family": heads["family"].to_numpy(), "voice": heads["voice"].to_numpy(),
        "date": heads["date"].to_numpy(), "one_statement": ~apart, "holds": holds,
        "equation": [
            _equation(figure[part[span]], texts[span], figure[one], exact=is_sum, holds=fits)
            for span, one, is_sum, fits in zip(spans, total, exact.tolist(), holds.tolist(), strict=True)
        ],
        "total": figure[total], "sum": added, "difference": added - figure[total],
        "claim_ids": [", ".join([*ids[part[span]], ids[one]]) for span, one in zip(spans, total, strict=True)],
    })  # fmt: skip
    return table[names(IDENTITY_CHECKS)].sort_values(["family", "voice", "date"], kind="stable")


def _equation(figures: np.ndarray, words: Strings, whole: float, *, exact: bool, holds: bool) -> str:
    """Return the figures as a sum, of many parts their number; nothing is written as equal that is not."""
    added, plain = float(np.nansum(figures)), write_number(whole)
    few = len(figures) <= FEW_PARTS
    left = " + ".join(f"{write_number(value)}{word}" for value, word in zip(figures, words, strict=True))
    left = left if few else f"{write_number(added)} in {len(figures)} parts"
    if np.isclose(added, whole, rtol=_SAME):
        return f"{left} = {plain}"
    if not exact and (not holds or added < whole):
        return f"{left} {'<=' if holds else '>'} {plain}"
    told = f"{left} = {write_number(added)}" if few else left
    return f"{told}, {plain} within their ranges" if holds else f"{told}, not {plain}"


# figures that differ by less differ by how a computer adds
_SAME = 1e-9
