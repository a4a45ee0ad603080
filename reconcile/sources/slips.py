"""Slips in counts over time: a figure that lost a digit, a lone total far below those before and after it.

A total never falls, so a lower count of the same voice is a correction and replaces what was said before; a stock may
fall. A slip looks like either. Its neighbours tell: ten times the figure fits them, or the next total is back at the
level.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Floats
from reconcile.records import findings

__all__ = ["find_slips"]

# what a lost digit divides a figure by, whichever digit it is but the first
TEN = 10.0

# how far ten times a figure may lie from the voice's counts beside it, as a factor: growth between two counts, and what
# the lost digit changes behind the first (130,590 without its second digit is 10,590, a twelfth)
OWN_TOLERANCE = 1.25

# the same where only other voices' counts stand beside it, and for the newest count of a stock: no more than rounding,
# because voices may truly stand ten to one (Russian dead, Ukraine's count beside Russia's own: a median factor of 12),
# and a stock may truly fall
CLOSE_TOLERANCE = 1.02

# digits that a figure must have to be known by them, final zeros not counted: beside its voice's own counts ("100"
# after "1,000" may be a correction), and beside those of other voices, where chance has more room
OWN_DIGITS, OTHERS_DIGITS = 2, 3

# share of a figure by which two numbers are the same: far below a digit, far above the error of a float
SAME = 1e-9

# share of the counts before and after it, below which a lone low count is a slip: a correction to a fifth that the next
# count makes up again is rarer than a day's figure in a series of totals (30 beside 27,400)
DIP = 0.2

# columns that make two claims tell one count
_COUNT = ("quantity_code", "voice_code", "day", "figure")


def find_slips(table: pd.DataFrame, dated: Flags) -> tuple[npt.NDArray[np.object_], pd.DataFrame]:
    """Find slips among the counts of totals and stocks.

    Parameters
    ----------
    table : DataFrame, index from 0
        `claim_id`, `quantity_code`, `voice_code`, `temporal`, `day`, `bound`, and the figure as said:
        `figure_low`, `figure_high` (in the quantity's unit; equal for one number, nan for none).
    dated : ndarray of bool, shape (claims,)
        Claims of cumulative and stock quantities with a date. Of the others none is a slip, nor is a floor or a
        ceiling.

    Returns
    -------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for all but slips.
    findings : DataFrame
        Rules `digit-lost` and `total-dips`.

    Notes
    -----
    A digit is lost where ten times the figure fits the count before it and the count after it (if there is one) of the
    same voice, closely for the newest count of a stock; or, for the only count of a voice, those of the others. Without
    a count before it, it may have grown. Two low counts one after the other are no slip. Of several figures on one day
    the higher counts as earlier; the same figure told twice counts once.

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
    slips = rows.merge(_slips(counts), on=list(_COUNT))
    reason[slips["row"]] = slips["why"]
    found = findings(
        "digit-lost", slips["why"], claim_id=slips["claim_id"], value=slips["figure"].map(_grouped),
        hint="read it at the source and correct it; until then it is left out",
    )  # fmt: skip
    return reason, found.assign(rule=slips["rule"].to_numpy(dtype=object))


def _slips(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that are slips, with `rule` and `why`."""
    figure, total = counts["figure"], counts["temporal"] == "cumulative"
    own, others = _beside(counts, ["quantity_code", "voice_code"]), _beside(counts, ["quantity_code"])
    alone = own["before"].isna() & own["after"].isna()
    tolerance = np.where(total | own["after"].notna(), OWN_TOLERANCE, CLOSE_TOLERANCE)
    lost = _digit_lost(figure, own, tolerance, OWN_DIGITS)
    beside = alone & _digit_lost(figure, others, CLOSE_TOLERANCE, OTHERS_DIGITS)
    dips = total & _dips(figure, own) & ~lost
    told = [
        _told("digit-lost", counts[lost], own[lost], "a digit is missing: ten times the figure fits "),
        _told("digit-lost", counts[beside], others[beside], "a digit is missing: ten times the figure fits "),
        _told("total-dips", counts[dips], own[dips], "far below the counts of its voice before and after it: "),
    ]
    return pd.concat(told, ignore_index=True)


def _single_figures(table: pd.DataFrame, dated: Flags) -> pd.DataFrame:
    """Return the claims of one figure, by voice and day; of one day the higher first."""
    single = (table["figure_low"] == table["figure_high"]) & (table["figure_low"] > 0)
    single &= dated & (table["bound"] == "").to_numpy()
    rows: pd.DataFrame = table.loc[single].rename(columns={"figure_low": "figure"})
    rows = rows[["claim_id", "temporal", *_COUNT]].rename_axis("row").reset_index()
    return rows.sort_values([*_COUNT, "claim_id"], ascending=[True, True, True, False, True], ignore_index=True)


def _beside(counts: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Return the figures before and after each count in its group, and the claim before it; nan where there is none."""
    rows = counts.sort_values([*groups, "day", "figure"], ascending=[*[True] * len(groups), True, False], kind="stable")
    by_group = rows.groupby(groups)
    beside = {"before": by_group["figure"].shift(1), "after": by_group["figure"].shift(-1)}
    return pd.DataFrame({**beside, "claim": by_group["claim_id"].shift(1)}).reindex(counts.index)


def _digit_lost(figure: pd.Series, beside: pd.DataFrame, tolerance: Floats | float, digits: int) -> pd.Series:
    """Tell figures of which ten times lie between the count before and the one after, ends widened by a factor."""
    restored = TEN * figure
    after = beside["after"].fillna(beside["before"])
    fits = (restored >= beside["before"] / tolerance) & (restored <= after * tolerance)
    level = (after <= beside["before"] * OWN_TOLERANCE) & (after >= beside["before"] / OWN_TOLERANCE)
    return fits & level & _has_digits(figure, digits)


def _has_digits(figure: pd.Series, digits: int) -> pd.Series:
    """Tell figures that are not told by fewer digits than that."""
    step = TEN ** (np.floor(np.log10(figure)) - (digits - 2))
    rounded = np.round(figure / step) * step
    told: pd.Series = (figure - rounded).abs() > SAME * figure
    return told


def _dips(figure: pd.Series, own: pd.DataFrame) -> pd.Series:
    """Tell lone counts far below the one before and the one after, which is back at the level."""
    back = own["after"] >= own["before"] / OWN_TOLERANCE
    return back & (figure < DIP * own["before"]) & (figure < DIP * own["after"])


def _told(rule: str, counts: pd.DataFrame, beside: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the counts that are slips, with rule and reason."""
    near = beside["claim"].astype(object) + " (" + beside["before"].map(_grouped).astype(object) + ")"
    return counts[list(_COUNT)].assign(rule=rule, why=text + near)


_grouped = "{:,.10g}".format
