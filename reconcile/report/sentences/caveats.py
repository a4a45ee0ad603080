"""What changes the meaning of a figure, beside who said it: a denial, what it counts beside, that a side claims it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, at_rows, each_pair_once, each_text, says, strings, unsaid
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import fill_where, words
from reconcile.report.sentences.printable import shorten

__all__ = ["Caveats", "caveats_of", "denials_of", "denied_elsewhere", "wider_of"]


class Caveats(NamedTuple):
    """What changes the meaning of claims, one entry for each claim asked for; "" where nothing is said.

    Attributes
    ----------
    wider, side, denied : ndarray of str, shape (wanted,)
        What it counts beside, that it is the claim of a side which has a stake in it, who denied it.
    """

    wider: Strings
    side: Strings
    denied: Strings

    def joined(self) -> Strings:
        """Return all of them, separated by commas."""
        texts = np.full(len(self.wider), "", dtype=object)
        if not any((part != "").any() for part in self):
            return texts
        texts[:] = [", ".join(filter(None, parts)) for parts in zip(*self, strict=True)]
        return texts


def caveats_of(claims: pd.DataFrame, positions: Ints) -> Caveats:
    """Return what changes the meaning of claims, in words.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`; `denied_by`, `denied_on`, `includes`, `basis`, `stake_side` are read where they are there.
    positions : ndarray of int, shape (wanted,)
        Rows, -1 for none.

    Returns
    -------
    Caveats

    Examples
    --------
    >>> claim = pd.DataFrame({"includes": ["missing;so_far"], "denied_by": ["City"], "denied_on": [pd.NaT]})
    >>> caveats_of(claim, np.array([0, -1])).joined().tolist()
    ['with the missing and so far, denied by City', '']
    """
    none = np.full(len(positions), "", dtype=object)
    if not len(claims) or "denied_by" not in claims or not _said(claims):
        return Caveats(none, none, none)
    known = np.flatnonzero(positions >= 0)
    rows = claims.iloc[positions[known]]
    denied = denials_of(rows, denied_elsewhere(claims, rows))
    sided = _claimed_by_a_side(rows) if "basis" in rows and "stake_side" in rows else np.zeros(len(rows), dtype=bool)
    side = np.where(sided, words().fragments["one_side"], "").astype(object)
    side, denied = (at_rows(texts, known, len(positions), "") for texts in (side, denied))
    return Caveats(wider_of(claims, positions), side, denied)


def wider_of(claims: pd.DataFrame, positions: Ints) -> Strings:
    """Return what the figures of claims count beside, in words: "with the missing"; "" for none.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`; `includes` is read where it is there.
    positions : ndarray of int, shape (wanted,)
        Rows, -1 for none.

    Returns
    -------
    ndarray of str, shape (wanted,)

    Examples
    --------
    >>> wider_of(pd.DataFrame({"includes": ["missing"], "measure": ["killed"]}), np.array([0, -1])).tolist()
    ['with the missing', '']
    """
    texts = np.full(len(positions), "", dtype=object)
    if "includes" not in claims or says(claims["includes"], "").all():
        return texts
    known = np.flatnonzero(positions >= 0)
    rows = claims.iloc[positions[known]]
    measure = strings(rows["measure"]) if "measure" in rows else texts[known]
    texts[known] = each_pair_once(strings(rows["includes"]), measure, _includes)
    return texts


def _claimed_by_a_side(rows: pd.DataFrame) -> Flags:
    """Return True for bare claims of voices that have a stake in them."""
    sided: Flags = (strings(rows["basis"]) == "claimed") & (strings(rows["stake_side"]) != "")
    return sided


def _said(claims: pd.DataFrame) -> bool:
    said = any((claims[name] != "").any() for name in ("denied_by", "includes"))
    return said or ("basis" in claims and bool((claims["basis"] == "claimed").any()))


def _includes(includes: str, measure: str) -> str:
    """Return what a figure counts beside, in words: "with the missing"; not what its measure says itself."""
    said = [word.strip() for word in includes.split(";") if word.strip() and word.strip() not in measure.split("_")]
    known = words().includes
    texts = [known.get(word.lower().replace(" ", "_"), words().fragments["with"].format(what=shorten(word)))
             for word in said]  # fmt: skip
    return words().fragments["and"].join(texts)


def denied_elsewhere(claims: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return who denied what each row says: also where its voice said the same figure in another claim.

    A denial of the same figure that is older than the row is told without its day.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    rows : DataFrame
        Those that are asked for.

    Returns
    -------
    DataFrame, numbered from 0
        `denied_by`, `denied_on`.

    Examples
    --------
    >>> claims = pd.DataFrame({"denied_by": ["City", ""], "denied_on": pd.NaT})
    >>> denied_elsewhere(claims, claims)["denied_by"].tolist()
    ['City', '']
    """
    own = rows[["denied_by", "denied_on"]].reset_index(drop=True)
    keys = ["quantity", "voice", "range_best", "published"]
    if any(name not in claims for name in keys) or unsaid(claims["denied_by"]).all():
        return own
    read = [*keys, "claim_id", "kind", "range_low", "denied_by", "denied_on"]
    denied = claims.loc[strings(claims["denied_by"]) != "", read].sort_values("claim_id", kind="stable")
    figure = np.where(denied["kind"] == "lower", denied["range_low"], denied["range_best"])
    named = pd.DataFrame({
        "quantity": strings(denied["quantity"]), "voice": strings(denied["voice"]), "figure": figure,
        "denied_by": strings(denied["denied_by"]), "denied_on": denied["denied_on"].to_numpy(),
    }).drop_duplicates(["quantity", "voice", "figure"])  # fmt: skip
    said = pd.DataFrame({
        "quantity": strings(rows["quantity"]), "voice": strings(rows["voice"]),
        "figure": np.where(rows["kind"] == "lower", rows["range_low"], rows["range_best"]),
    })  # fmt: skip
    found = said.merge(named, on=["quantity", "voice", "figure"], how="left")
    silent = strings(own["denied_by"]) == ""
    before = pd.to_datetime(found["denied_on"]) < pd.to_datetime(rows["published"].reset_index(drop=True))
    return pd.DataFrame({
        "denied_by": np.where(silent, strings(found["denied_by"]), strings(own["denied_by"])),
        "denied_on": own["denied_on"].where(~silent, found["denied_on"].mask(before)),
    })  # fmt: skip


def denials_of(rows: pd.DataFrame, denied: pd.DataFrame | None = None) -> Strings:
    """Return who denied the figure of each row, and when: "denied by City on 2 January 2023".

    Parameters
    ----------
    rows : DataFrame
        With `denied_by` and `denied_on`.
    denied : DataFrame, optional
        The same columns, taken in place of those of `rows`.

    Examples
    --------
    >>> rows = pd.DataFrame({"denied_by": ["City", ""], "denied_on": pd.to_datetime(["2023-01-02", None])})
    >>> denials_of(rows).tolist()
    ['denied by City on 2 January 2023', '']
    """
    table = rows if denied is None else denied
    who = each_text(table["denied_by"], shorten)
    when = date_words(pd.to_datetime(table["denied_on"]))
    on = fill_where(when != "", words().fragments["on_date"], {"date": when}, when)
    return fill_where(who != "", words().fragments["denied"], {"who": who, "on": on}, who)
