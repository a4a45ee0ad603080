"""Rows that are the sum of others: "Total" is no place, and its figure is none beside those it adds up."""

from __future__ import annotations

import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.faults import Faults
from reconcile.claims.frame import DATES
from reconcile.claims.text import as_text, map_unique, text_of

__all__ = ["reject_totals"]

# what tables call the row that adds up the others
_TOTALS = frozenset({"total", "totals", "grand total", "overall total", "subtotal", "sub total", "sum", "sum total"})

# columns that say what a row is about; a source may be called Total
_NAMES = ("place", "party", "counterparty", "scope", "quantity", "family")

# share of a total by which its rows may miss it, as they are rounded
_ROUNDED = 1e-6


def reject_totals(claims: pd.DataFrame, faults: Faults) -> Flags:
    """Reject rows whose place, party, label or date is called a total; the hint says whether the others add up to it.

    Parameters
    ----------
    claims : DataFrame
        Numbers read, dates not yet.
    faults : Faults

    Returns
    -------
    ndarray of bool
        True for those rows: what they count stands in the others, and is not lost with them.

    Examples
    --------
    >>> rows = pd.DataFrame({"source": "A", "measure": "killed", "place": ["North", "South", "Total"],
    ...                      "best": [10.0, 15.0, 25.0]})
    >>> from reconcile.claims.frame import framed
    >>> reject_totals(framed(rows), faults := Faults(framed(rows))).tolist()
    [False, False, True]
    >>> faults.rejected()[["row", "rule", "hint"]].values.tolist()
    [[3, 'total-row', 'the other rows of its source add up to it; name what it is the total of, or leave it']]
    """
    columns = [name for name in (*_NAMES, *DATES) if name in claims.columns]
    named = {name: _is_total_among_others(claims, name) for name in columns}
    totals = pd.concat(named, axis=1).any(axis=1)
    if not totals.any():
        return totals.to_numpy()
    hints = _hints(claims, totals)
    for name, mask in named.items():
        faults.add(mask, "total-row", name, hints)
    for name in DATES:
        if name in named and named[name].any():
            claims[name] = as_text(claims[name]).mask(named[name], "")
    return totals.to_numpy()


def _is_total_among_others(claims: pd.DataFrame, name: str) -> pd.Series:
    """Return True for rows of a file whose cell names a total, if other rows name something there."""
    total = _is_total(claims[name])
    if not total.any():
        return total
    others = ~total & (text_of(claims[name]) != "")
    return total & others.groupby(as_text(claims["file"])).transform("any")


def _is_total(cells: pd.Series) -> pd.Series:
    if cells.dtype.kind in "iufM":
        return pd.Series(False, index=cells.index)
    texts = cells if isinstance(cells.dtype, pd.CategoricalDtype) else text_of(cells)
    return map_unique(
        texts, lambda words: words.str.casefold().str.replace("-", " ").str.strip(" :*.").isin(_TOTALS)
    ).astype(bool)


def _hints(claims: pd.DataFrame, totals: pd.Series) -> pd.Series:
    """Return for every row what the rows beside it that are no total add up to."""
    best = pd.to_numeric(claims["best"], errors="coerce")
    group = [as_text(claims[name]).astype("str") for name in ("file", "source", "measure")]
    added = best.mask(totals).groupby(group).transform("sum")
    fits = (added - best).abs() <= _ROUNDED * best.abs()
    told = "the other rows of its source add up to " + added.map("{:,.15g}".format) + ", not to it"
    told = told.mask(fits, "the other rows of its source add up to it").mask(added == 0, "it names a sum of other rows")
    return told + "; name what it is the total of, or leave it"
