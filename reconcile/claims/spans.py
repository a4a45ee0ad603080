"""The days that a figure covers: a period with one date, one that was not over when it was told, one of unknown extent.

A year "so far" is another thing than the year: its period ends on the day on which it was told.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, says
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.claims.faults import Faults
from reconcile.claims.text import as_text, categories_of, map_unique
from reconcile.clock import TIME_ZONE_DAYS, today
from reconcile.language.periods import read_days

__all__ = ["complete_periods", "cut_counts", "cut_periods", "mark_so_far", "reject_days_to_come", "undated"]

# figures with a first and a last day, and those that may have them
_PERIODS, _MAY_HAVE_PERIODS = ("period",), ("period", "rate", "")

# word of `includes` for a period that was not over
SO_FAR = "so_far"
_SO_FAR = r"(?i)\bso[ _-]far\b"

# how far a date may lie behind another and mean the same day
_NEAR = pd.Timedelta(TIME_ZONE_DAYS, "D")


def complete_periods(claims: pd.DataFrame, faults: Faults) -> None:
    """Make the one date of a period its first and last day, in place, and a count date the end that is missing.

    Examples
    --------
    >>> from reconcile.claims.claim_dates import read_dates
    >>> from reconcile.claims.frame import framed
    >>> from reconcile.claims.settings import ClaimSettings
    >>> claims = framed(pd.DataFrame({"temporal": "period", "count_date": ["2024-01-02", "2024-02"]}))
    >>> read_dates(claims, faults := Faults(claims.copy()), ClaimSettings())
    >>> complete_periods(claims, faults)
    >>> claims[["period_start", "period_end"]].astype(str).values.tolist()
    [['2024-01-02', '2024-01-02'], ['2024-02-01', '2024-02-29']]
    """
    day, start, end = (claims[name] for name in ("count_date", "period_start", "period_end"))
    open_end = _temporal(claims, _PERIODS) & end.isna() & day.notna()
    if open_end.any():
        lone = open_end & start.isna()
        claims["period_start"] = start.mask(lone, _first_days(faults, "count_date", lone).fillna(day))
        claims["period_end"] = end.mask(lone | (open_end & (start <= day)), day)


def cut_periods(claims: pd.DataFrame, faults: Faults) -> None:
    """End periods that were not over when their figure was told on that day, in place, with a finding.

    Examples
    --------
    >>> from reconcile.claims.claim_dates import read_dates
    >>> from reconcile.claims.frame import framed
    >>> from reconcile.claims.settings import ClaimSettings
    >>> claims = framed(pd.DataFrame({"temporal": ["period"], "period_start": "2025", "period_end": "2025",
    ...                               "published": "2025-07-31"}))
    >>> read_dates(claims, faults := Faults(claims.copy()), ClaimSettings())
    >>> cut_periods(claims, faults)
    >>> claims[["period_end", "includes"]].astype(str).values.tolist()
    [['2025-07-31', 'so_far']]
    """
    start, end, day, said = (claims[name] for name in ("period_start", "period_end", "count_date", "published"))
    periods = _temporal(claims, _MAY_HAVE_PERIODS) & end.notna()
    if not periods.any():
        return
    faults.add(
        periods & (start > said + _NEAR), "count-after-publication", "period_start",
        "the period begins after the figure was published: a forecast is no count; check both dates",
    )  # fmt: skip
    told = day.where((day >= start) & (day < end), said)
    # a month that was not over when the figure was told is dated by that day
    told = told.mask(said < told, said)
    cut = periods & (start <= told + _NEAR) & (end > told + _NEAR)
    mark_so_far(claims, cut)
    # a period that begins tomorrow began today in another time zone
    claims["period_end"] = end.mask(cut, told.where(told >= start, start)).mask(
        periods & ~cut & _so_far_of_unknown_end(claims)
    )
    faults.note(
        cut, "period-not-over", "the period was not over when the figure was told: it is read as the figure so far",
        "period_end", "give the last day that is counted",
    )  # fmt: skip


def mark_so_far(claims: pd.DataFrame, cut: pd.Series) -> None:
    """Say of some claims that they count a period so far, in place, where they do not say so themselves.

    Examples
    --------
    >>> claims = pd.DataFrame({"includes": pd.Categorical(["missing", "so far"])})
    >>> mark_so_far(claims, pd.Series([True, True]))
    >>> claims["includes"].tolist()
    ['missing; so_far', 'so far']
    """
    if cut.any():
        text = as_text(claims["includes"])
        more = text.where(text == "", text + "; ") + SO_FAR
        claims["includes"] = categories_of(text.mask(cut & ~_so_far(claims), more))


def _so_far(claims: pd.DataFrame) -> pd.Series:
    """Return True for claims that say that they count a period so far."""
    return map_unique(claims["includes"], lambda texts: texts.str.contains(_SO_FAR, regex=True).astype(bool))


def _so_far_of_unknown_end(claims: pd.DataFrame) -> pd.Series:
    """Return True for a whole month, quarter or year "so far" of which nothing says on which day it was told."""
    said_so = _so_far(claims)
    if not said_so.any():
        return said_so
    start, end, day, said = (claims[name] for name in ("period_start", "period_end", "count_date", "published"))
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month + 1
    whole = start.dt.is_month_start & end.dt.is_month_end & months.isin([1, 3, 12])
    unknown: pd.Series = said_so & whole & ~(said <= end) & (day != end)
    return unknown


def cut_counts(claims: pd.DataFrame, faults: Faults) -> None:
    """Date counts of a month or a year that was not over on the day of publication, in place; reject later ones.

    Examples
    --------
    >>> from reconcile.claims.claim_dates import read_dates
    >>> from reconcile.claims.frame import framed
    >>> from reconcile.claims.settings import ClaimSettings
    >>> claims = framed(pd.DataFrame({"count_date": ["2025-01", "2025-03-01"], "published": "2025-01-20"}))
    >>> read_dates(claims, faults := Faults(claims.copy()), ClaimSettings())
    >>> cut_counts(claims, faults)
    >>> claims["count_date"].astype(str).tolist(), faults.rejected()["rule"].tolist()
    (['2025-01-20', '2025-03-01'], ['count-after-publication'])
    """
    day, said = claims["count_date"], claims["published"]
    late = day > said
    if not late.any():
        return
    first = _first_days(faults, "count_date", late).fillna(_first_days(faults, "period_end", late))
    within = late & (first <= said) & (first < day)
    claims["count_date"] = day.mask(within, said)
    faults.add(
        late & ~within & (day > said + _NEAR), "count-after-publication", "count_date",
        "the figure is dated after it was published: a forecast is no count; check both dates",
    )  # fmt: skip


def _first_days(faults: Faults, name: str, rows: pd.Series) -> pd.Series:
    """Return the first day of the month or year that some rows have in a date column, as it was given."""
    return read_days(faults.raw.loc[rows, name], edge="start")["day"].reindex(rows.index)


def reject_days_to_come(claims: pd.DataFrame, faults: Faults) -> None:
    """Reject claims with a date later than today; tomorrow is today in another time zone, and only found.

    Examples
    --------
    >>> from reconcile.claims.claim_dates import read_dates
    >>> from reconcile.claims.frame import framed
    >>> from reconcile.claims.settings import ClaimSettings
    >>> claims = framed(pd.DataFrame({"published": ["2025-01-20", "2999-01-20"]}))
    >>> read_dates(claims, faults := Faults(claims.copy()), ClaimSettings())
    >>> reject_days_to_come(claims, faults)
    >>> faults.rejected()[["row", "column", "rule"]].values.tolist()
    [[2, 'published', 'date-to-come']]
    """
    now = today()
    for name in ("published", "count_date", "period_start", "period_end", "denied_on"):
        to_come = claims[name] > now
        if to_come.any():
            faults.add(
                claims[name] > now + _NEAR, "date-to-come", name,
                "the day has not come: check the year; a forecast is no count",
            )  # fmt: skip
            faults.note(
                to_come, "date-to-come", "the day has not come by universal time; it moves no date of knowledge", name,
                "nothing, if it is that day where the figure was told",
            )  # fmt: skip


def undated(claims: pd.DataFrame) -> Flags:
    """Return True for figures of a period of which the first or the last day is not known.

    Neither is known of an increment or a year so far without dates, nor of a period without any date in a file whose
    other periods have theirs, as a yearbook's. Of others nothing is missed: they are one of a kind, such as that of an
    event; what has happened apart is added up, and told as what fits no period.

    Parameters
    ----------
    claims : DataFrame
        `temporal`, `role`, `includes`, `count_date`, `period_start`, `period_end`, `file`, `rows`, as checked.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [10, 20], "temporal": "period",
    ...                      "period_start": "2024-01-01", "period_end": ["2024-01-31", ""]})
    >>> undated(check_claims(rows).claims).tolist()
    [False, True]
    """
    start, end = claims["period_start"].isna(), claims["period_end"].isna()
    ranged = _temporal(claims, _MAY_HAVE_PERIODS) & (start != end)
    period = _temporal(claims, _PERIODS) & start & end
    if not (ranged.any() or period.any()):
        return np.zeros(len(claims), dtype=bool)
    told_in_part = (claims["role"] == "increment") | _so_far(claims) | _among_dated(claims, period)
    unknown: Flags = ((ranged & claims["count_date"].isna()) | (ranged & _temporal(claims, _PERIODS))
                      | (period & told_in_part)).to_numpy(dtype=bool)  # fmt: skip
    return unknown


def _among_dated(claims: pd.DataFrame, period: pd.Series) -> pd.Series:
    """Return True for periods of files without any date whose file has periods that are dated at both ends."""
    bare = period & claims["count_date"].isna() & (claims["rows"] != EVENT_ROWS) & (claims["file"] != "")
    if not bare.any():
        return bare
    dated = _temporal(claims, _PERIODS) & claims["period_start"].notna() & claims["period_end"].notna()
    return bare & dated.groupby(as_text(claims["file"])).transform("any")


def _temporal(claims: pd.DataFrame, words: tuple[str, ...]) -> pd.Series:
    return pd.Series(says(claims["temporal"], *words), index=claims.index)
