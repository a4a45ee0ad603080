"""Series: one quantity over its count dates, or quantities that differ only in their period, of equal length.

A month is laid beside months, a year beside years: the ground taken in 2024 is no point of a line of monthly gains.
Scopes are apart, as they are different quantities.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_once, each_pair_once, each_text, strings
from reconcile.days import NO_DAY, days_of
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.date_words import calendar_span
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.printable import capitalised, shorten

__all__ = ["SHORTEST", "series_of"]

# points that make a series
SHORTEST = 2

# columns in which the quantities of a series are equal; their label or measure, the first part of the key, is one more
_EQUAL = ("family", "measure", "party", "place", "scope", "population", "unit", "temporal")

# temporals whose figures belong to periods
_PERIODS = ("period", "rate")


def series_of(estimates: pd.DataFrame, *, subjects: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Find the series that estimates are points of.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    subjects : mapping of party to words, optional

    Returns
    -------
    DataFrame, one row per estimate that belongs to a series, by series and day
        `row` (position in `estimates`), `series` (number, in the order of the estimates), `title` (of the
        series), `day` (count date, or last day of the period).

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": ["gain/2024-01", "gain/2024-02"], "temporal": "period", "unit": "km2",
    ...                      "period_start": pd.to_datetime(["2024-01-01", "2024-02-01"]), "count_date": pd.NaT,
    ...                      "period_end": pd.to_datetime(["2024-01-31", "2024-02-29"])})
    >>> rows = rows.reindex(columns=[*rows.columns, "family", "measure", "party", "place", "scope", "population"])
    >>> series_of(rows)["title"].tolist()[0]
    '“gain/2024-01”, by month'
    """
    rows = estimates.reset_index(drop=True)
    length = _lengths(rows)
    day = np.where(length == "", days_of(rows["count_date"]), days_of(rows["period_end"]))
    points = pd.DataFrame({"row": np.arange(len(rows)), "series": _numbers(rows, length), "day": day})
    points = points[points["day"] != NO_DAY].drop_duplicates(["series", "day"])
    points = points[points.groupby("series")["day"].transform("size") >= SHORTEST]
    points["series"] = pd.factorize(points["series"])[0]
    points["day"] = points["day"].to_numpy(np.int64).astype("datetime64[D]").astype("datetime64[s]")
    points["title"] = _titles(rows, points, length, subjects or {})
    return points.sort_values(["series", "day"], kind="stable").reset_index(drop=True)


def _lengths(rows: pd.DataFrame) -> Strings:
    """Return the length of every row's period: "month", "year" or a number of days; "" for rows by count date."""
    first, last = days_of(rows["period_start"]), days_of(rows["period_end"])
    whole = np.isin(strings(rows["temporal"]), _PERIODS) & (first != NO_DAY) & (last != NO_DAY)
    lengths = np.full(len(rows), "", dtype=object)
    lengths[whole] = each_pair_once(first[whole], last[whole], _length)
    return lengths


def _length(first: int, last: int) -> str:
    return calendar_span(first, last) or str(last - first + 1)


def _numbers(rows: pd.DataFrame, length: Strings) -> np.ndarray:
    """Return the number of the series that each row may be a point of, from 0 in the order of the rows."""
    label = each_text(rows["quantity"], lambda key: key.split("/", 1)[0])
    quantity = np.where(length == "", strings(rows["quantity"]), label).astype(object)
    common = pd.DataFrame({name: strings(rows[name]) for name in _EQUAL} | {"quantity": quantity, "length": length})
    return common.groupby(list(common.columns), sort=False).ngroup().to_numpy()


def _titles(rows: pd.DataFrame, points: pd.DataFrame, length: Strings, subjects: Mapping[str, str]) -> Strings:
    first = points.drop_duplicates("series")
    first_rows = rows.iloc[first["row"].to_numpy()].reset_index(drop=True)
    key, days = each_once(length[first["row"].to_numpy()], _by), length[first["row"].to_numpy()]
    title = clauses_of(first_rows, subjects).fill("title")
    texts = np.empty(len(first_rows), dtype=object)
    texts[:] = [
        words().series[form].format(title=name, days=count) for form, name, count in zip(key, title, days, strict=True)
    ]
    shared = pd.Series(texts).duplicated(keep=False).to_numpy()
    keyed = fill("{title} ({key})", {"title": texts, "key": each_text(first_rows["quantity"], shorten)}, len(texts))
    titles = pd.Series(capitalised(np.where(shared, keyed, texts).astype(object)))
    # keys that are cut alike: only the number of the series is different
    again = titles.duplicated().to_numpy()
    titles[again] += " " + pd.Series(np.arange(1, len(titles) + 1).astype(str))[again]
    unique: Strings = titles.to_numpy(dtype=object)[points["series"].to_numpy()]
    return unique


def _by(length: str) -> str:
    return {"": "by_date", "month": "by_month", "year": "by_year", "1": "by_day"}.get(length, "by_days")
