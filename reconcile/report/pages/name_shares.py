"""Lists of names beside estimates: over time, how much of what others estimate a list has named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, each_once, strings
from reconcile.columns import NAME_SHARES, names
from reconcile.days import dates_of
from reconcile.engine.claims_behind import UNDER_A_FLOOR, count_days
from reconcile.engine.claims_table import NEWER_COUNT
from reconcile.engine.counted import COUNTED
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import write_numbers, write_percentages
from reconcile.report.sentences.series import series_of

__all__ = ["name_shares", "name_tables"]

# dates that make a series
_SHORTEST = 2

# days that an estimate may be older than the count of names beside it: a month, in which most estimates are renewed
_OLDER = 31

# rows of a table, the newest: five years of months
_MOST_ROWS = 60

# characters of the names of those who estimate
_NAMES = 80


def name_shares(
    estimates: pd.DataFrame, claims: pd.DataFrame, *, subjects: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the share of estimates that lists of names hold, date by date.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`.
    subjects : mapping of party to words, optional

    Returns
    -------
    DataFrame, columns of `name-shares.csv`
        One row a count of names that has an estimate of other voices beside it, neither named, certified nor by bodies,
        of the same period, or of at most a month before; two dates or more. The estimate is the middle one of several.

    Examples
    --------
    >>> name_shares(pd.DataFrame(), pd.DataFrame()).empty
    True
    """
    none = pd.DataFrame({name: pd.Series(dtype=object) for name in names(NAME_SHARES)})
    if claims.empty or not (strings(claims["basis"]) == "named").any():
        return none
    told = _with_estimates(*_heard(claims))
    series = _series(told["quantity"], estimates, subjects or {})
    rows = told.assign(series=series, date=dates_of(told["day"].to_numpy(np.int64)))
    rows = rows.drop_duplicates(["series", "named_by", "date"], keep="last")
    rows = rows[rows.groupby(["series", "named_by"])["date"].transform("size") >= _SHORTEST]
    for share, part in (("share_low", "estimate_high"), ("share", "estimate"), ("share_high", "estimate_low")):
        rows[share] = 100 * rows["named"] / rows[part]
    return rows.sort_values(["series", "named_by", "date"], kind="stable")[names(NAME_SHARES)].reset_index(drop=True)


def _heard(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return counts of names, and estimates of the same quantities: all that were heard, the older ones as well."""
    basis, why = strings(claims["basis"]), strings(claims["left_out_reason"])
    heard = claims["used"].to_numpy(bool) | np.isin(why, (NEWER_COUNT, UNDER_A_FLOOR))
    named = heard & (basis == "named") & _whole(claims)
    beside = heard & ~np.isin(basis, COUNTED) & _whole(claims)
    beside &= claims["quantity"].isin(claims["quantity"][named]).to_numpy()
    days = count_days(claims)
    columns = ["quantity", "voice", "range_low", "range_best", "range_high"]
    counts, others = (claims.loc[mask, columns].assign(day=days[mask]) for mask in (named, beside))
    return counts, others


def _whole(claims: pd.DataFrame) -> Flags:
    """Return True for figures that have two ends and are no zero: "more than 400" is no estimate."""
    open_end = claims["open_low"].to_numpy(bool) | claims["open_high"].to_numpy(bool)
    whole: Flags = ~open_end & (claims["range_low"] > 0).to_numpy()
    return whole


def _with_estimates(counts: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return counts of names with the newest estimate of every other voice, the ends of all and their middle."""
    counts = counts.assign(row=np.arange(len(counts)))
    both = counts.merge(others, on="quantity", suffixes=("", "_other"))
    gap = both["day"] - both["day_other"]
    near = both[(gap >= 0) & (gap <= _OLDER) & (both["voice"] != both["voice_other"])]
    newest = near.sort_values(["row", "voice_other", "day_other"], kind="stable").drop_duplicates(
        ["row", "voice_other"], keep="last"
    )
    by_row = newest.groupby("row")
    return pd.DataFrame({
        "quantity": by_row["quantity"].first(), "day": by_row["day"].first(), "named_by": by_row["voice"].first(),
        "named": by_row["range_best"].first(), "estimated_by": by_row["voice_other"].agg("; ".join),
        "estimate_low": by_row["range_low_other"].min(), "estimate": by_row["range_best_other"].median(),
        "estimate_high": by_row["range_high_other"].max(),
    })  # fmt: skip


def _series(quantity: pd.Series, estimates: pd.DataFrame, subjects: Mapping[str, str]) -> Strings:
    """Return the title of the series that quantities are points of: periods of one length, else the quantity alone."""
    rows = estimates[estimates["quantity"].isin(quantity)].drop_duplicates("quantity").reset_index(drop=True)
    title = pd.Series(titles(rows, subjects=subjects), dtype=object) if len(rows) else pd.Series(dtype=object)
    points = series_of(rows, subjects=subjects)
    title.iloc[points["row"].to_numpy()] = points["title"].to_numpy(dtype=object)
    by_quantity = dict(zip(rows["quantity"], title, strict=True))
    return each_once(strings(quantity), lambda key: by_quantity.get(key, key))


def name_tables(shares: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table of every series of shares.

    Parameters
    ----------
    shares : DataFrame
        As `name_shares` returns them.

    Returns
    -------
    list of dict
        `title, heads, rows, more`; `points`, the rows of the series.

    Examples
    --------
    >>> name_tables(name_shares(pd.DataFrame(), pd.DataFrame()))
    []
    """
    return [_table(group) for _, group in shares.groupby(["series", "named_by"], sort=True)]


def _table(group: pd.DataFrame) -> dict[str, Any]:
    shown = group.tail(_MOST_ROWS)
    columns = (
        date_words(shown["date"]), write_numbers(shown["named"].to_numpy(np.float64)), _spans(shown),
        each_once(strings(shown["estimated_by"]), lambda name: shorten(name, _NAMES)), _shares(shown),
    )  # fmt: skip
    phrases = words().sums
    heads = [phrases[name] for name in ("head_date", "head_named", "head_estimate", "head_estimated_by", "head_share")]
    counted, name = group[["series", "named_by"]].iloc[0]
    title = phrases["named_title"].format(title=counted, name=shorten(name, _NAMES))
    more = phrases["shown_times"].format(shown=f"{len(shown):,}", all=f"{len(group):,}")
    return {
        "title": title, "heads": heads, "points": group, "more": more if len(shown) < len(group) else "",
        "rows": [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)],
    }  # fmt: skip


def _spans(rows: pd.DataFrame) -> Strings:
    """Return estimates with their ends in brackets where these differ."""
    low, best, high = (write_numbers(np.rint(rows[name].to_numpy(np.float64)))
                       for name in ("estimate_low", "estimate", "estimate_high"))  # fmt: skip
    return np.where(low == high, best, best + " (" + low + "–" + high + ")").astype(object)


def _shares(rows: pd.DataFrame) -> Strings:
    low, best, high = (write_percentages(rows[name].to_numpy(np.float64) / 100)
                       for name in ("share_low", "share", "share_high"))  # fmt: skip
    return np.where(low == high, best, best + " (" + low + "–" + high + ")").astype(object)
