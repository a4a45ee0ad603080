"""Rows that are the sum of others: "Total" is no place, and its figure is none beside those it adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, says
from reconcile.claims.declarable import DATES
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.claims.faults import Faults
from reconcile.claims.frame import is_reserved
from reconcile.claims.text import as_text, group_rows, is_blank, map_unique, text_of
from reconcile.columns import RAW_CLAIMS, names

__all__ = ["reject_totals"]

# what tables call the row that adds up the others, in languages that statistics come in
_TOTALS = frozenset({
    "total", "totals", "grand total", "overall total", "subtotal", "sub total", "sum", "sum total",
    "gesamt", "insgesamt", "summe", "total général", "totale", "totaal", "toplam", "итого", "всего", "всього", "разом",
    "المجموع", "الإجمالي",
})  # fmt: skip

# words of a name that may be a total's: "North total", "Total (2 districts)"; sums alone say so
_LIKE = r"\b(?:(?:sub|grand)?totals?|gesamt|insgesamt|totale|toplam|итого|всего|всього|разом)\b"
# words that say so less often ("All regions", but also "All Saints"), whose figure is the sum of two rows or more
_MAYBE = r"\b(?:sum|all|overall)\b"

# columns that say what a row is about; a source may be called Total
_NAMES = ("place", "party", "counterparty", "scope", "quantity", "family")

# rows that make a sum of a name that may mean anything
_LEAST_PARTS = 2

# share of a total by which its rows may miss it, as they are rounded
_ROUNDED = 1e-6


def reject_totals(claims: pd.DataFrame, faults: Faults) -> Flags:
    """Reject rows that add up others; the hint says whether they do.

    A row whose id, place, party, label or date is called a total is one. A name that only speaks of one ("North
    total") is a total's where the rows above it or all others add up to it, and so are a row that is called a total in
    another column of its file, and an event without place and date.

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
    spoken = [name for name in (*_NAMES, *DATES) if not is_blank(claims[name])]
    named = {name: _is_total_among_others(claims, name) for name in spoken}
    # as they were given: ids are made of the names of files; each is there once
    named["claim_id"] = _are_totals(text_of(faults.raw["claim_id"]))
    alike = {name: _has_word(claims[name], _LIKE) for name in _NAMES if name in named}
    maybe = {name: _has_word(claims[name], _MAYBE) for name in alike}
    certain, like, perhaps = (_any(masks, claims.index) for masks in (named, alike, maybe))
    sums = _Sums(claims, like | perhaps | certain)
    alike = {name: mask | maybe[name] for name, mask in alike.items()}
    totals = certain
    if _may_be_named_elsewhere(claims):
        totals = certain | _named_elsewhere(claims, sums.fit_all & ~like & ~perhaps)
    if like.any():
        totals |= like & sums.fits
    if perhaps.any():
        totals |= perhaps & sums.fits_several
    if not totals.any():
        return totals.to_numpy()
    _reject(faults, totals, {name: named[name] | alike.get(name, False) for name in named}, sums.hints())
    for name in DATES:
        if name in named and named[name].any():
            claims[name] = as_text(claims[name]).mask(totals & named[name], "")
    return totals.to_numpy()


def _any(masks: dict[str, pd.Series], index: pd.Index) -> pd.Series:
    """Return True for rows that are True in one of several columns, or none."""
    cells = [mask.to_numpy(dtype=bool) for mask in masks.values()]
    return pd.Series(np.logical_or.reduce([np.zeros(len(index), dtype=bool), *cells]), index=index)


def _reject(faults: Faults, totals: pd.Series, named: dict[str, pd.Series], hints: pd.Series) -> None:
    """Reject totals, each once, for the first of the columns that says so."""
    left = totals
    for name, mask in named.items():
        faults.add(left & mask, "total-row", name, hints)
        left = left & ~mask
    faults.add(left, "total-row", "", hints)


def _is_total_among_others(claims: pd.DataFrame, name: str) -> pd.Series:
    """Return True for rows of a file whose cell names a total, if other rows name something there."""
    total = _is_total(claims[name])
    if not total.any():
        return total
    others = ~total & (text_of(claims[name]) != "")
    return total & others.groupby(as_text(claims["file"])).transform("any")


def _is_total(cells: pd.Series) -> pd.Series:
    return _told_by(cells, _are_totals)


def _are_totals(words: pd.Series) -> pd.Series:
    # ids and dates, of which a file has as many as rows, have digits
    plain = words[~words.str.contains("[0-9]", regex=True)]
    if plain.empty:
        return pd.Series(False, index=words.index)
    named = plain.str.casefold().str.replace("-", " ").str.strip(" :*.").isin(_TOTALS)
    return named.reindex(words.index, fill_value=False)


def _has_word(cells: pd.Series, pattern: str) -> pd.Series:
    """Return True for names with a word of a pattern."""
    return _told_by(cells, lambda words: words.str.contains(pattern, case=False, regex=True))


def _told_by(cells: pd.Series, told: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Return what is told of each different text; False for numbers and dates, and for a column without any text."""
    if cells.dtype.kind in "iufM" or is_blank(cells):
        return pd.Series(False, index=cells.index)
    texts = cells if isinstance(cells.dtype, pd.CategoricalDtype) else text_of(cells)
    return map_unique(texts, told).astype(bool)


def _other_columns(claims: pd.DataFrame) -> list[str]:
    own = {*names(RAW_CLAIMS)}
    return [name for name in claims.columns if name not in own and not is_reserved(name)]


def _may_be_named_elsewhere(claims: pd.DataFrame) -> bool:
    return bool(_other_columns(claims)) or bool(says(claims["rows"], EVENT_ROWS).any())


def _named_elsewhere(claims: pd.DataFrame, rows: pd.Series) -> pd.Series:
    """Return which of some rows are called a total in another column than those of claims, or are events of nowhere."""
    found = pd.Series(False, index=claims.index)
    if rows.any():
        some = claims[rows]
        masks = [_is_total(some[name]) for name in _other_columns(some)]
        empty = [text_of(some[name]) == "" for name in ("place", "period_start", "count_date")]
        nowhere = pd.concat([some["rows"] == EVENT_ROWS, *empty], axis=1).all(axis=1)
        found[rows] = pd.concat([nowhere, *masks], axis=1).any(axis=1)
    return found


@dataclass(frozen=True)
class _Sums:
    """What the other rows of its file, source and measure add up to, beside the figure of every row.

    Rows that are called a total are no parts. Hardly a file has one, so that each sum is made where it is asked for.
    """

    claims: pd.DataFrame
    called_total: pd.Series

    @cached_property
    def best(self) -> pd.Series:
        return pd.to_numeric(self.claims["best"], errors="coerce")

    @cached_property
    def _parts(self) -> pd.Series:
        return self.best.mask(self.called_total).fillna(0)

    @cached_property
    def _number(self) -> pd.Series:
        return (self._parts > 0).astype("int64")

    @cached_property
    def _group(self) -> Ints:
        return group_rows([self.claims[name] for name in ("file", "source", "measure")])[0]

    @cached_property
    def all(self) -> pd.Series:
        """Sum of all parts."""
        return self._parts.groupby(self._group).transform("sum")

    @cached_property
    def above(self) -> pd.Series:
        """Sum of the parts above, up to the total before."""
        return self._since_the_last(self._parts)

    def _since_the_last(self, added: pd.Series) -> pd.Series:
        to_here = added.groupby(self._group).cumsum()
        totals = to_here.where(self.called_total).groupby(self._group).ffill()
        return to_here - totals.groupby(self._group).shift().fillna(0)

    @property
    def fits(self) -> pd.Series:
        """True where either of both sums is the figure of the row."""
        return self._near(self.all) | self._near(self.above)

    @property
    def fits_several(self) -> pd.Series:
        """True where either sum is the figure of the row, and is one of two rows or more."""
        several = self._number.groupby(self._group).transform("sum") >= _LEAST_PARTS
        several_above = self._since_the_last(self._number) >= _LEAST_PARTS
        return (self._near(self.all) & several) | (self._near(self.above) & several_above)

    @property
    def fit_all(self) -> pd.Series:
        """True where all others add up to the figure of a row that is counted among them."""
        return self._near(self.all - self.best)

    def _near(self, added: pd.Series) -> pd.Series:
        return (self.best > 0) & ((added - self.best).abs() <= _ROUNDED * self.best.abs())

    def hints(self) -> pd.Series:
        """Return for every row what to do, and whether the others add up to it."""
        told = "the other rows of its source add up to " + self.all.map("{:,.15g}".format) + ", not to it"
        told = told.mask(self._near(self.above), "the rows above it add up to it")
        told = told.mask(self._near(self.all), "the other rows of its source add up to it")
        told = told.mask(self._near(self.all - self.best), "the other rows of its source add up to it")
        return told.mask(self.all == 0, "it names a sum of other rows") + "; name what it is the total of, or leave it"
