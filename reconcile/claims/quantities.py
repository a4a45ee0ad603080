"""The quantity that a claim speaks of, as a key: claims with one key count the same thing.

A *label* is what the desk wrote in `quantity`; a *definition* is the tuple of defining columns; the *key* is the
name of one quantity, made of both. Claims are pooled only when label and definition are equal, and never across units:
a label that covers people and percent covers two quantities.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, as_held, says, strings
from reconcile.claims.text import as_text, categories_of, group_rows, plain
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.records import findings, join_records

__all__ = ["Quantities", "definitions", "quantity_keys", "unescaped"]

# columns whose name stands beside their value in a key; measure, party, temporal and period are plain without it
_NAMED_IN_KEY = ("place", "scope", "population", "unit")

# columns that distinguish quantities of one label; the unit is empty where all of them share it
_APART = (*DEFINING, "unit")

# characters that separate the values in a key, and their escapes, so that two definitions never share a key
_ESCAPES = {"%": "%25", "/": "%2F", "=": "%3D", "\n": " "}
_ANY_SIGN = f"[{''.join(_ESCAPES)}]"


def unescaped(key: str) -> str:
    """Return a key as its values were written, for readers: no program can take it apart again.

    Examples
    --------
    >>> unescaped("killed%2Fwounded, 50%25/2024")
    'killed/wounded, 50%/2024'
    """
    # the escape of the sign that begins all others comes last
    for sign in ("=", "/", "%"):
        key = key.replace(_ESCAPES[sign], sign)
    return key


@dataclass(frozen=True)
class Quantities:
    """The quantity of every claim, and a table of the quantities.

    Attributes
    ----------
    code : ndarray of int, shape (claims,)
        Row of the claim's quantity in `table`.
    table : DataFrame, one row a quantity, sorted by key
        `quantity` (the key), `label`, `family`, and the defining columns (dates as datetime64).
    findings : DataFrame
        Labels that were split, and families that mix definitions.
    """

    code: np.ndarray
    table: pd.DataFrame
    findings: pd.DataFrame


def quantity_keys(claims: pd.DataFrame) -> Quantities:
    """Find the quantity of every claim.

    Parameters
    ----------
    claims : DataFrame
        Checked claims. An empty defining column is a value like any other. Only figures of a period and rates are
        defined by `period_end`; a stock has no period, and a cumulative figure only a start.

    Returns
    -------
    Quantities

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"quantity": ["gain", "gain"], "scope": ["", "with Kursk"], "source": ["A", "B"],
    ...                      "best": [400.0, 593.0]})
    >>> quantity_keys(check_claims(rows).claims).table.quantity.tolist()
    ['gain', 'gain/scope=with Kursk']
    """
    definition = definitions(claims)
    code, _ = group_rows(cells for _, cells in definition.items())
    definition["unit"] = _unit_apart(claims["unit"], code)
    code, first = group_rows([pd.Series(code), definition["unit"]])
    unique = plain(definition.iloc[first]).reset_index(drop=True)
    varying = _varying_columns(unique)
    unique["quantity"] = _keys(unique, varying)
    order = np.argsort(unique["quantity"].to_numpy(dtype=object), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    table = unique.iloc[order].reset_index(drop=True).drop(columns="unit")
    table["family"] = _families(claims, rank[code], len(table))
    notes = join_records(
        [_split_labels(table, varying.iloc[order].reset_index(drop=True)), _mixed_families(table)], names(FINDINGS)
    )
    return Quantities(rank[code], table, notes)


def definitions(claims: pd.DataFrame) -> pd.DataFrame:
    """Return label and defining columns, dates empty where they do not define the quantity.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "temporal": "cumulative", "count_date": "2024-05-01", "source": "A",
    ...                      "period_end": "2024-05-01", "best": [3]})
    >>> definitions(check_claims(rows).claims)["period_end"].isna().tolist()
    [True]
    """
    columns = {"label": as_held(claims["quantity"]), **{name: as_held(claims[name]) for name in DEFINING}}
    temporal = claims["temporal"]
    columns["period_start"] = as_held(claims["period_start"].where(~says(temporal, "stock")))
    columns["period_end"] = as_held(claims["period_end"].where(says(temporal, "period", "rate", "")))
    return pd.DataFrame(columns, index=claims.index)


def _unit_apart(unit: pd.Series, code: np.ndarray) -> pd.Series:
    """Return the unit of claims whose quantity has several units, "" for all others."""
    codes, units = pd.factorize(unit)
    named = np.flatnonzero(units[codes] != "")
    first = np.full(code.max(initial=-1) + 1, -1, dtype=np.int64)
    first[code[named][::-1]] = codes[named][::-1]
    several = np.zeros(len(first), dtype=bool)
    several[code[named][codes[named] != first[code[named]]]] = True
    return categories_of(as_text(unit).where(several[code], ""))


def _varying_columns(unique: pd.DataFrame) -> pd.DataFrame:
    """Return True for the defining columns in which quantities of one label differ; for all columns without a label."""
    label, first = group_rows([unique["label"]])
    unlabelled = says(unique["label"], "")
    varying = {}
    for name in _APART:
        code, _ = group_rows([unique[name]])
        differs = np.bincount(label[code != code[first][label]], minlength=len(first)) > 0
        varying[name] = differs[label] | unlabelled
    return pd.DataFrame(varying, index=unique.index)


def _keys(unique: pd.DataFrame, varying: pd.DataFrame) -> pd.Series:
    """Return the key of every quantity: its label, and the values that distinguish it from others of that label."""
    keys = _escaped(unique["label"])
    longer = varying.any(axis=1)
    if longer.any():
        keys = keys.mask(longer, _long_keys(unique[longer], varying[longer]))
    return _made_unique(keys, unique)


def _made_unique(keys: pd.Series, unique: pd.DataFrame) -> pd.Series:
    """Return the keys, equal ones lengthened until they differ.

    "period" is left out of keys unless claims of the same label have no `temporal`. A measure without label is marked
    as a measure if its word is a label, too.
    """
    twice = keys.duplicated(keep=False)
    if not twice.any():
        return keys
    keys = keys.mask(twice & (unique["temporal"] == "period"), keys + "/period")
    return keys.mask(keys.duplicated(keep=False) & (unique["label"] == ""), "measure=" + keys)


def _long_keys(unique: pd.DataFrame, varying: pd.DataFrame) -> pd.Series:
    key = _escaped(unique["label"])
    for name in ("measure", "party", *_NAMED_IN_KEY):
        if not (unique[name] != "").any():
            continue
        value = _escaped(unique[name])
        named = f"{name}=" + value if name in _NAMED_IN_KEY else value
        key = _joined(key, named.where(value != "", ""), varying[name])
    key = _joined(key, unique["temporal"].where(unique["temporal"] != "period", ""), varying["temporal"])
    if unique["period_start"].isna().all() and unique["period_end"].isna().all():
        return key
    return _joined(key, _period_words(unique), varying["period_start"] | varying["period_end"])


def _joined(key: pd.Series, value: pd.Series, wanted: pd.Series) -> pd.Series:
    """Append a value to the keys where it is wanted and not empty."""
    value = value.where(wanted, "")
    return key + ("/" + value).where((value != "") & (key != ""), value)


def _escaped(text: pd.Series) -> pd.Series:
    if not text.str.contains(_ANY_SIGN, regex=True).any():
        return text
    for sign, escape in _ESCAPES.items():
        text = text.str.replace(sign, escape, regex=False)
    return text


def _period_words(unique: pd.DataFrame) -> pd.Series:
    """Return periods in words: 2024, 2024-12, else first..last day; "from" or "to" a day if only one is known."""
    start, end = unique["period_start"], unique["period_end"]
    first, last = start.dt.strftime("%Y-%m-%d").fillna(""), end.dt.strftime("%Y-%m-%d").fillna("")
    whole_month = start.dt.is_month_start & (end == start + pd.offsets.MonthEnd(0))
    whole_year = start.dt.is_year_start & end.dt.is_year_end & (start.dt.year == end.dt.year)
    words = (first + ".." + last).where((first != "") & (last != ""), "")
    words = words.where(~((first != "") & (last == "")), "from " + first)
    words = words.where(~((first == "") & (last != "")), "to " + last)
    words = words.where(~whole_month, first.str[:7])
    period: pd.Series = words.where(~whole_year, first.str[:4])
    return period


def _families(claims: pd.DataFrame, code: np.ndarray, quantities: int) -> np.ndarray:
    """Return the alphabetically first family that claims of each quantity name, whatever the order of rows."""
    held = categories_of(claims["family"]).array
    families = strings(held.categories)
    order = np.argsort(families, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    # the text "" comes after every name, where nobody names a family
    first = np.full(quantities, len(order))
    named = (claims["family"] != "").to_numpy()
    np.minimum.at(first, code[named], place[held.codes[named]])
    family: np.ndarray = np.array([*families[order], ""], dtype=object)[first]
    return family


def _split_labels(table: pd.DataFrame, varying: pd.DataFrame) -> pd.DataFrame:
    """Find labels that cover several quantities."""
    several = ~says(table["label"], "") & varying.to_numpy(bool).any(axis=1)
    if not several.any():
        return findings("label-split", [])
    split = table[several]
    what = _columns_true(varying.loc[split.index])
    keys = pd.DataFrame({"label": split["label"], "what": what, "key": split["quantity"]}).groupby("label", sort=True)
    table = keys.agg(what=("what", "first"), keys=("key", "; ".join), count=("key", "size")).reset_index()
    return findings(
        "label-split",
        "the label covers "
        + table["count"].astype(str)
        + " quantities that differ in "
        + table["what"]
        + ": "
        + table["keys"].str.slice(0, 500),
        quantity=table["label"],
        hint="they are estimated apart; give each a label of its own if that is not meant",
    )


def _mixed_families(table: pd.DataFrame) -> pd.DataFrame:
    """Find families whose quantities differ in what they count, periods and dates aside."""
    has_family = ~says(table["family"], "")
    if not has_family.any():
        return findings("family-mixed", [])
    named = table[has_family]
    what = [name for name in DEFINING if not name.startswith("period")]
    distinct = named.groupby("family", sort=True)[what].nunique()
    mixed = distinct[(distinct > 1).any(axis=1)]
    if mixed.empty:
        return findings("family-mixed", [])
    differ = _columns_true((mixed > 1).rename(columns={"temporal": "how they stand in time"}))
    return findings(
        "family-mixed",
        "figures of this family count different things: they differ in " + differ,
        family=mixed.index,
        hint="nothing: each is a quantity of its own",
    )


def _columns_true(flags: pd.DataFrame) -> Strings:
    """Return the names of the columns that are true in each row; each set of them is put into words once."""
    sets, of_row = np.unique(flags.to_numpy(dtype=bool), axis=0, return_inverse=True)
    words = np.array([", ".join(flags.columns[some]) for some in sets], dtype=object)
    return words[of_row.reshape(-1)]
