"""Slips in counts over time: a figure that lost a digit, a single total far below those before and after it.

A total never falls, so a lower count of the same voice corrects the earlier ones; a stock may fall. A *slip* looks like
either, but the counts before and after it give it away: ten times the figure fits them, or the next total is back at
the level.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings
from reconcile.records import findings

__all__ = ["find_slips"]

# what a lost digit divides a figure by, whichever digit it is but the first
TEN = 10.0

# factor by which ten times a figure may miss its voice's counts before and after it: growth between two counts, and
# what the lost digit changes behind the first (130,590 without its second digit is 10,590, a twelfth)
OWN_TOLERANCE = 1.25

# the same factor where only other voices have counts, and for the newest count of a stock: no more than rounding,
# because voices may truly differ ten to one (Russian dead, Ukraine's count beside Russia's own: a median factor of 12),
# and a stock may truly fall
CLOSE_TOLERANCE = 1.02

# least digits of a figure by which it is recognised, final zeros not counted: among its voice's own counts ("100"
# after "1,000" may be a correction), and among those of other voices, where chance has more room
OWN_DIGITS, OTHERS_DIGITS = 2, 3

# share of a figure within which two numbers are equal: far below a digit, far above the error of a float
SAME = 1e-9

# share of the counts before and after it, below which a lone low count is a slip: a correction to a fifth that the next
# count makes up again is rarer than a day's figure in a series of totals (30 beside 27,400)
DIP = 0.2

# counts of a voice from which its newest one is compared with the one before: first counts of a disaster grow tenfold
# within hours, a total that has been given eight times does not
LEAST_COUNTS = 8

# columns by which two claims state one count
_COUNT = ("quantity_code", "voice_code", "day", "figure")


def find_slips(table: pd.DataFrame, dated: Flags) -> tuple[Strings, pd.DataFrame]:
    """Find slips among counts of totals and stocks.

    Parameters
    ----------
    table : DataFrame, index from 0
        `claim_id`, `quantity_code`, `voice_code`, `temporal`, `day`, `bound`, and the figure as said:
        `figure_low`, `figure_high` (in the quantity's unit; equal for one number, nan for none).
    dated : ndarray of bool, shape (claims,)
        Claims of cumulative and stock quantities with a date. No other claim is a slip, and no floor or ceiling.

    Returns
    -------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for all but slips.
    findings : DataFrame
        Rules `digit-lost`, `total-dips` and `total-jumps`.

    Notes
    -----
    A digit is lost where ten times the figure fits the counts of its voice before it and after it (if there is one);
    closely for the newest count of a stock. The only count of a voice is compared with those of the others. A first
    count is no slip, as the figure may have grown since; nor are two low counts in a row. The newest total of a voice
    that has given eight or more waits for the next one where it is less than a fifth of the one before, or ten times
    as much. Of several figures on one day the higher one counts as earlier; equal ones count once.

    Examples
    --------
    >>> counts = pd.DataFrame({"claim_id": ["A", "B", "C"], "quantity_code": 0, "voice_code": 0, "day": [1, 2, 3],
    ...                        "temporal": "cumulative", "bound": "", "figure_low": [130100.0, 13050.0, 131200.0]})
    >>> find_slips(counts.assign(figure_high=counts["figure_low"]), np.ones(3, dtype=bool))[0].tolist()
    ['', 'a digit is missing: ten times the figure fits A (130,100)', '']
    """
    reason = np.full(len(table), "", dtype=object)
    if not dated.any():
        return reason, findings("digit-lost", [])
    rows = _single_figures(table, dated)
    counts = rows.drop_duplicates(list(_COUNT))
    kinds = [_slips(counts[counts["figure"] > 0]), _unconfirmed(counts)]
    slips = rows.merge(pd.concat(kinds, ignore_index=True).drop_duplicates(list(_COUNT)), on=list(_COUNT))
    reason[slips["row"]] = slips["why"]
    report = findings(
        "digit-lost", slips["why"], claim_id=slips["claim_id"], value=slips["figure"].map(_grouped),
        hint="read it at the source and correct it; until then it is left out",
    )  # fmt: skip
    return reason, report.assign(rule=slips["rule"].to_numpy(dtype=object))


def _slips(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that are slips, with `rule` and `why`; none of them is 0."""
    figure, total = counts["figure"], counts["temporal"] == "cumulative"
    own, others = _neighbours(counts, ["quantity_code", "voice_code"]), _neighbours(counts, ["quantity_code"])
    lone = own["before"].isna() & own["after"].isna()
    # figures that a voice gives first, and on one day, are no counts before one another: which of them holds is asked
    earliest = counts["day"] == counts.groupby(["quantity_code", "voice_code"])["day"].transform("min")
    own = own.assign(before=own["before"].mask(earliest))
    tolerance = np.where(total | own["after"].notna(), OWN_TOLERANCE, CLOSE_TOLERANCE)
    lost = _digit_lost(figure, own, tolerance, OWN_DIGITS)
    lost_among_others = lone & _digit_lost(figure, others, CLOSE_TOLERANCE, OTHERS_DIGITS)
    dips = total & _dips(figure, own) & ~lost
    slips = [
        _with_reason("digit-lost", counts[lost], own[lost], "a digit is missing: ten times the figure fits "),
        _with_reason(
            "digit-lost",
            counts[lost_among_others],
            others[lost_among_others],
            "a digit is missing: ten times the figure fits ",
        ),
        _with_reason("total-dips", counts[dips], own[dips], "far below the counts of its voice before and after it: "),
    ]
    return pd.concat(slips, ignore_index=True)


def _unconfirmed(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the newest totals of long series that are far from the one before, with `rule` and `why`."""
    many = counts.groupby(["quantity_code", "voice_code"])["day"].transform("size") >= LEAST_COUNTS
    if not many.any():
        return counts[list(_COUNT)].head(0).assign(rule="", why="")
    counts = counts[many]
    before = _neighbours(counts, ["quantity_code", "voice_code"])
    newest = _newest_of_many(counts) & (counts["temporal"] == "cumulative") & (before["before"] > 0)
    low, high = (
        newest & (counts["figure"] < DIP * before["before"]),
        newest & (counts["figure"] >= TEN * before["before"]),
    )
    return pd.concat([
        _with_reason("total-dips", counts[low], before[low], "the newest count, and far below the one before it: "),
        _with_reason("total-jumps", counts[high], before[high], "the newest count, and ten times the one before it: "),
    ])  # fmt: skip


def _newest_of_many(counts: pd.DataFrame) -> pd.Series:
    """Return True for the newest count of a voice, given alone on its day, where the voice has given many."""
    of_voice = counts.groupby(["quantity_code", "voice_code"])["day"]
    of_day = counts.groupby(["quantity_code", "voice_code", "day"])["figure"]
    last = (counts["day"] == of_voice.transform("max")) & (of_day.transform("size") == 1)
    many: pd.Series = last & (of_voice.transform("nunique") >= LEAST_COUNTS)
    return many


def _single_figures(table: pd.DataFrame, dated: Flags) -> pd.DataFrame:
    """Return the claims that state one number, sorted by voice and day, on one day the higher first."""
    single = (table["figure_low"] == table["figure_high"]) & (table["figure_low"] >= 0)
    single &= dated & (table["bound"] == "").to_numpy()
    rows: pd.DataFrame = table.loc[single].rename(columns={"figure_low": "figure"})
    rows = rows[["claim_id", "temporal", *_COUNT]].rename_axis("row").reset_index()
    return rows.sort_values([*_COUNT, "claim_id"], ascending=[True, True, True, False, True], ignore_index=True)


def _neighbours(counts: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Return the figures before and after each count in its group, and the claim before it; null if there is none."""
    rows = counts.sort_values([*groups, "day", "figure"], ascending=[*[True] * len(groups), True, False], kind="stable")
    by_group = rows.groupby(groups)
    figures = {"before": by_group["figure"].shift(1), "after": by_group["figure"].shift(-1)}
    return pd.DataFrame({**figures, "claim": by_group["claim_id"].shift(1)}).reindex(counts.index)


def _digit_lost(figure: pd.Series, neighbours: pd.DataFrame, tolerance: Floats | float, digits: int) -> pd.Series:
    """Return True where ten times a figure fits between its neighbours, and these lie at one level."""
    restored = TEN * figure
    after = neighbours["after"].fillna(neighbours["before"])
    fits = (restored >= neighbours["before"] / tolerance) & (restored <= after * tolerance)
    level = (after <= neighbours["before"] * OWN_TOLERANCE) & (after >= neighbours["before"] / OWN_TOLERANCE)
    return fits & level & _has_digits(figure, digits)


def _has_digits(figure: pd.Series, digits: int) -> pd.Series:
    """Return True where a figure has at least so many digits, final zeros not counted."""
    step = TEN ** (np.floor(np.log10(figure)) - (digits - 2))
    rounded = np.round(figure / step) * step
    longer: pd.Series = (figure - rounded).abs() > SAME * figure
    return longer


def _dips(figure: pd.Series, own: pd.DataFrame) -> pd.Series:
    """Return True where a count is far below the one before it and the one after it, which is back at the level."""
    back = own["after"] >= own["before"] / OWN_TOLERANCE
    return back & (figure < DIP * own["before"]) & (figure < DIP * own["after"])


def _with_reason(rule: str, counts: pd.DataFrame, neighbours: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the counts that are slips, with `rule` and `why`: a text and the claim before."""
    if counts.empty:
        return counts[list(_COUNT)].assign(rule="", why="")
    near = neighbours["claim"].astype(object) + " (" + neighbours["before"].map(_grouped).astype(object) + ")"
    return counts[list(_COUNT)].assign(rule=rule, why=text + near)


_grouped = "{:,.10g}".format
