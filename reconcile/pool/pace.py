"""The pace of a total, and where it would lead after the newest count: for charts, never for a sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

from reconcile.arrays import Floats
from reconcile.pool.cells import HALF_LIFE_DAYS, MOST_GROWTH

__all__ = ["LEAST_COUNTS", "STILL_DAYS", "own_paces", "pooled_paces", "projected"]

# counts of one voice from which a pace is read: two give one step, which may be anything (docs/methods/growth.md)
LEAST_COUNTS = 3

# days without growth after which a total stands still: of sudden events the toll is final after two weeks, as a rule
STILL_DAYS = 14

# deviation of the logarithm of the growth to come around what the pace seen foretells: .5 on four real curves, .7 on
# collected reports of losses (docs/methods/growth.md)
PACE_SPREAD = 0.7

# days in which a pace fades: growth to come is pace x 60 (1 - exp(-days / 60)). Wars and tolls slow down; without it
# the median of what came was a quarter less than foretold, on real curves and on reports alike (docs/methods/growth.md)
PACE_FADES_DAYS = 60.0

# half-lives after which steps weigh no less: 2^-500 times any number of people is still far above what doubles hold
OLDEST = 500.0


def own_paces(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the pace of every voice at each of its counts, from its own counts up to that one.

    The pace is what it counted more a day, as a share of its count: the newer a step, the more it weighs, half as much
    after `HALF_LIFE_DAYS`. A step of more than `MOST_GROWTH` counts as one of that size: another phase, or a slip.

    Parameters
    ----------
    counts : DataFrame
        `quantity_code`, `voice_code`, `day`, `range_best`; of counts of one day the last one is used.

    Returns
    -------
    DataFrame, index as `counts`
        `pace` (nan with fewer than three counts), `grown` (day of the last rise), `since` (day of the first count).

    Examples
    --------
    >>> day, best = [0, 10, 20], [100.0, 200.0, 400.0]
    >>> counts = pd.DataFrame({"quantity_code": 0, "voice_code": 0, "day": day, "range_best": best})
    >>> own_paces(counts).round(3).values.tolist()
    [[nan, nan, 0.0], [nan, 10.0, 0.0], [0.038, 20.0, 0.0]]
    """
    rows = counts.sort_values(["quantity_code", "voice_code", "day"], kind="stable")
    rows = rows[~rows.duplicated(["quantity_code", "voice_code", "day"], keep="last")]
    voice = [rows["quantity_code"], rows["voice_code"]]
    by_voice = rows.groupby(voice)
    days = by_voice["day"].diff().fillna(0.0)
    before = by_voice["range_best"].shift(1).fillna(0.0)
    rise = (rows["range_best"] - before).clip(0.0, MOST_GROWTH * before)
    ago = (by_voice["day"].transform("max") - rows["day"]) / HALF_LIFE_DAYS
    fresh = 0.5 ** ago.clip(upper=OLDEST)
    risen, passed = ((amount * fresh).groupby(voice).cumsum() for amount in (rise, days))
    known = (by_voice.cumcount() >= LEAST_COUNTS - 1) & (rows["range_best"] > 0)
    table = pd.DataFrame({
        "pace": (risen / (passed * rows["range_best"])).where(known),
        "grown": rows["day"].where(rise > 0).groupby(voice).ffill(), "since": by_voice["day"].transform("min"),
    })  # fmt: skip
    return table.reindex(counts.index)


def pooled_paces(cell: pd.Series, weight: pd.Series, day: pd.Series, own: pd.DataFrame) -> pd.DataFrame:
    """Return the pace of every cell: the weighted mean of those of its voices.

    Parameters
    ----------
    cell, weight, day : Series, shape (pairs,)
        Cell, weight and day of the counts that stand in each cell.
    own : DataFrame
        Their columns of `own_paces`.

    Returns
    -------
    DataFrame, index: cells of which a pace may be read
        `pace`, a day, as a share of the total; `since`, the first count that it rests on. A total that has not grown
        for two weeks of counts has none.

    Examples
    --------
    >>> own = pd.DataFrame({"pace": [0.01, 0.03], "grown": [20, 20], "since": [0, 5]})
    >>> pooled_paces(pd.Series([0, 0]), pd.Series([1.0, 1.0]), pd.Series([20, 30]), own).values.tolist()
    [[0.02, 0.0]]
    """
    paced = own["pace"].notna()
    of_cell, voices = cell[paced], own[paced]
    total, summed = ((share * weight)[paced].groupby(of_cell).sum() for share in (1.0, own["pace"]))
    newest, grown = day[paced].groupby(of_cell).max(), voices["grown"].groupby(of_cell).max()
    since = voices["since"].groupby(of_cell).min().astype("float64")
    return pd.DataFrame({"pace": summed / total, "since": since})[newest - grown < STILL_DAYS]


def projected(
    low: Floats, best: Floats, high: Floats, pace: Floats, days: Floats, level: float
) -> tuple[Floats, Floats, Floats]:
    """Return where a pace leads: best grown by it, ends that part from it on both sides, and never under low.

    The growth to come is what the fading pace foretells, times a lognormal factor of deviation `PACE_SPREAD`; on the
    log scale what it adds to either side is added to the side of the count as deviations are, by squares.

    Parameters
    ----------
    low, best, high : ndarray of float, shape (cells,)
        Of the newest count, above 0.
    pace, days : ndarray of float, shape (cells,)
        Growth a day as a share of the total, and days since the newest count.
    level : float
        Share of cases between low and high.

    Examples
    --------
    >>> one = np.ones(1)
    >>> ends = projected(80.0 * one, 100.0 * one, 125.0 * one, 0.01 * one, 30.0 * one, 0.9)
    >>> [end.round(0).tolist() for end in ends]
    [[95.0], [124.0], [187.0]]
    """
    z = ndtri((1 + level) / 2) * PACE_SPREAD
    growth = pace * PACE_FADES_DAYS * -np.expm1(-days / PACE_FADES_DAYS)
    middle = np.log1p(growth)
    down, up = middle - np.log1p(growth * np.exp(-z)), np.log1p(growth * np.exp(z)) - middle
    lower = np.exp(middle - np.hypot(np.log(best / low), down))
    upper = np.exp(middle + np.hypot(np.log(high / best), up))
    return np.maximum(best * lower, low), best * np.exp(middle), best * upper
