"""What a voice will say, by the pool: the estimate of that day, and how far the voice's past figures were off it.

After the newest count the estimate is led on by the pace of the counts, as the projection of a curve is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import ndtri

from reconcile.arrays import Floats, Ints
from reconcile.columns import DATED
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.curves_table import led_on
from reconcile.engine.foretold.literal_figures import past_figures
from reconcile.engine.foretold.voice_bias import voice_bias
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import pool, scales_of
from reconcile.engine.whole_ends import ENDS
from reconcile.pool.calibration import COMMON_SPREAD
from reconcile.ranges.scale import LINEAR, Scale

__all__ = ["said_by_pool"]

# days by which one count must be newer to pass those of others. Of the total it may say too much, so that no estimate
# follows it; but what will be said next follows what was said last (docs/methods/growth.md)
FOLLOWED_AFTER_DAYS = 14

# days between those on which the pool is asked, and most of them; between them it is read on a straight line of the
# working scale. Totals never fall from date to date of the pool, so that every date more can only raise what follows
GRID_DAYS, MOST_DAYS = 7, 60


def said_by_pool(heard: HeardClaims, asked: pd.DataFrame, level: float, method: str) -> Floats:
    """Return quantiles of the figures that voices will give, in natural units, shape (asked, 5).

    Parameters
    ----------
    heard : HeardClaims
    asked : DataFrame
        Columns of `ASKED`.
    level : float
        Share of figures between the first and the last.
    method : str

    Returns
    -------
    ndarray of float
        nan where the run has no number for the quantity.

    Notes
    -----
    On the working scale, from how far the voice's past figures were off the estimate of their days (`voice_bias`): the
    centre is best + b, the deviations are sqrt(u side^2 + s^2 z^2), with the sides of the estimate, u the share of the
    bias's variance that is not known, s^2 that variance and the one of single figures. The better a voice is known,
    the less it matters for what it will say how well the total is known.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 300]})).claims
    >>> heard = hear(claims, registry_of(None), {}, {}, None)
    >>> asked = pd.DataFrame({"quantity_code": [0], "voice_code": [0], "day": [0], "since": [0], "era": [0]})
    >>> said_by_pool(heard, asked, 0.9, "linear").round(-1).tolist()
    [[220.0, 260.0, 300.0, 340.0, 420.0]]
    """
    some = _only(heard, asked["quantity_code"].to_numpy(np.int64))
    past = past_figures(some)
    days = _days(past, asked)
    # what is asked about may lie ahead of all that is known
    ahead = replace(some, known=replace(some.known, as_of=max(some.as_of, int(days.max(initial=NO_DAY)))))
    at = list(dates_of(days)) if len(days) else "latest"
    estimated = led_on(ahead, pool(ahead, at, level, method, FOLLOWED_AFTER_DAYS), level)
    scale = scales_of(some)
    told, before = (_read(estimated, scale, rows) for rows in (asked, past))
    off = past.assign(off=past["figure"] - before[:, 2])
    bias, unknown, variance = voice_bias(
        _at_its_time(off, some), _at_its_time(asked, some), _common(scale, told, asked)
    )
    z = ndtri(np.array([(1 - level) / 2, 0.25, 0.5, 0.75, (1 + level) / 2]))
    side = (told - told[:, 2:3]) ** 2 * unknown[:, None]
    figures = told[:, 2:3] + bias[:, None] + np.sign(z) * np.sqrt(side + variance[:, None] * z**2)
    code = asked["quantity_code"].to_numpy(np.int64)
    natural = scale.take(np.maximum(code, 0)).to_natural(np.where(np.isnan(figures), 0.0, figures))
    return np.where(np.isnan(figures), np.nan, natural)


def _only(heard: HeardClaims, quantity: Ints) -> HeardClaims:
    """Return what was heard, of some quantities alone."""
    concerned = np.isin(heard.quantities.code, quantity)
    reason = heard.table["reason"].mask(~concerned & (heard.table["reason"] == ""), "not asked about")
    return replace(heard, table=heard.table.assign(reason=reason))


def _days(past: pd.DataFrame, asked: pd.DataFrame) -> Ints:
    """Return the days on which the pool is asked: a grid over all figures, and one over the days asked about."""
    both = [table["day"].to_numpy(np.int64) for table in (past, asked)]
    return np.unique(np.concatenate([_thinned(days[days > NO_DAY]) for days in both]))


def _thinned(days: Ints) -> Ints:
    """Return the first and the last day, and days between them, `GRID_DAYS` apart or more; no more than `MOST_DAYS`."""
    if not len(days):
        return days
    first, last = int(days.min()), int(days.max())
    count = min(MOST_DAYS, (last - first) // GRID_DAYS + 1)
    return np.linspace(first, last, max(count, 1 + (last > first))).round().astype(np.int64)


def _read(cells: pd.DataFrame, scale: Scale, rows: pd.DataFrame) -> Floats:
    """Return the estimates of the days of rows on the working scale, between two dates on a straight line."""
    numbers = cells[list(ENDS)].to_numpy(np.float64)
    quantity, day = (cells[name].to_numpy(np.int64) for name in ("quantity_code", "day"))
    there = ~np.isnan(numbers[:, 0])
    quantity, day, working = quantity[there], day[there], scale.take(quantity[there]).to_working(numbers[there])
    read = np.full((len(rows), len(ENDS)), np.nan)
    asked = rows.reset_index(drop=True)
    for code, group in asked.groupby("quantity_code"):
        own = np.flatnonzero(quantity == code)
        if len(own):
            at = group["day"].to_numpy(np.float64)
            columns = [np.interp(at, day[own].astype(np.float64), column) for column in working[own].T]
            read[group.index] = np.column_stack(columns)
    return read


def _at_its_time(rows: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Return rows with the day 0 where their quantity has no course over time: all of it is said of one time."""
    code = rows["quantity_code"].to_numpy(np.int64)
    dated = np.r_[heard.quantities.table["temporal"].isin(DATED).to_numpy(), False][code]
    return rows.assign(day=np.where(dated, rows["day"].to_numpy(np.int64), 0))


def _common(scale: Scale, told: Floats, asked: pd.DataFrame) -> Floats:
    """Return the common spread of each asked figure, in working units."""
    linear = scale.kind[np.maximum(asked["quantity_code"].to_numpy(np.int64), 0)] == LINEAR
    size = np.abs(np.where(np.isnan(told[:, 2]), 0.0, told[:, 2]))
    return np.where(linear & (size > 0), COMMON_SPREAD * size, COMMON_SPREAD)
