"""One range to one kernel: a two-piece normal distribution on the working scale of its quantity.

A *kernel* has its median at the claim's best, and a standard deviation for each side, chosen so that the ends of the
range have their probabilities. Half of its mass lies on each side of its centre. The *working scale* is where kernels
are normal: logarithms, logits of a share, or the numbers themselves (*natural* numbers are those of the claims).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from reconcile.arrays import Floats, Ints

__all__ = ["LINEAR", "LOG", "PROPORTION", "SCALES", "Scale", "deviations", "scale_of"]


LOG, LINEAR, PROPORTION = 0, 1, 2
SCALES = {"log": LOG, "linear": LINEAR, "proportion": PROPORTION}

# share of a quantity's smallest positive number: a zero is put that far below it on the log scale, so that zero
# is allowed and changing the unit changes nothing; one half is the usual start in log(x + c) (Berry 1987)
ZERO_SHARE = 0.5

# percentage points that keep 0 and 100 finite on the logit scale: half of the finest step a newsroom prints (1 point)
EDGE = 0.5

# the whole, in the unit of shares (percent)
WHOLE = 100.0


@dataclass(frozen=True)
class Scale:
    """The working scale of each of some quantities.

    Attributes
    ----------
    kind : ndarray of int, shape (quantities,)
        LOG, LINEAR or PROPORTION.
    offset : ndarray of float, shape (quantities,)
        Added to the numbers before their logarithm is taken; 0 unless the quantity has a claim of zero.
    """

    kind: Ints
    offset: Floats

    def take(self, quantity: Ints) -> Scale:
        """Return the scales of some quantities, in the order asked for."""
        return Scale(self.kind[quantity], self.offset[quantity])

    def to_working(self, values: Floats) -> Floats:
        """Return natural values, shape (quantities,) or (quantities, any), on the working scale."""
        kind, offset = (_columns(self.kind, values), _columns(self.offset, values))
        logged = np.log(np.where(kind == LOG, np.maximum(values + offset, np.finfo(float).tiny), 1.0))
        share = np.where(kind == PROPORTION, np.clip(values, 0.0, WHOLE), WHOLE / 2)
        logit = np.log((share + EDGE) / (WHOLE - share + EDGE))
        return np.select([kind == LOG, kind == PROPORTION], [logged, logit], values)

    def to_natural(self, values: Floats) -> Floats:
        """Return values of the working scale as natural ones, never below 0 (log) or outside 0 to 100 (proportion)."""
        kind, offset = (_columns(self.kind, values), _columns(self.offset, values))
        raised = np.exp(np.where(kind == LOG, np.minimum(values, _MOST_LOG), 0.0))
        odds = np.exp(np.where(kind == PROPORTION, np.clip(values, -_MOST_LOG, _MOST_LOG), 0.0))
        share = np.clip((odds * (WHOLE + EDGE) - EDGE) / (1 + odds), 0.0, WHOLE)
        return np.select([kind == LOG, kind == PROPORTION], [np.maximum(raised - offset, 0.0), share], values)


# logarithm of the largest number that is returned, so that nothing overflows to infinity
_MOST_LOG = float(np.log(np.finfo(float).max)) - 1.0


def scale_of(kind: Ints, quantity: Ints, numbers: Floats) -> Scale:
    """Return the working scale of every quantity, with its offset.

    Parameters
    ----------
    kind : ndarray of int, shape (quantities,)
        LOG, LINEAR or PROPORTION.
    quantity : ndarray of int, shape (claims,)
        Code of the quantity of each claim.
    numbers : ndarray of float, shape (claims, any)
        All numbers of the claims' ranges.

    Returns
    -------
    Scale
        The offset is 0 unless a log quantity has a zero: then `ZERO_SHARE` of its smallest positive number, 1 if it has
        none.

    Examples
    --------
    >>> scale_of(np.array([LOG]), np.array([0, 0]), np.array([[0.0], [10.0]])).offset.tolist()
    [5.0]
    """
    smallest = np.full(len(kind), np.inf)
    np.minimum.at(smallest, quantity, np.where(numbers > 0, numbers, np.inf).min(axis=1))
    holds_zero = np.zeros(len(kind), dtype=bool)
    np.logical_or.at(holds_zero, quantity, (numbers <= 0).any(axis=1))
    offset = np.where(np.isfinite(smallest), ZERO_SHARE * smallest, 1.0)
    return Scale(kind, np.where(holds_zero & (kind == LOG), offset, 0.0))


def deviations(low: Floats, best: Floats, high: Floats, p_low: Floats, p_high: Floats) -> tuple[Floats, Floats]:
    """Return the standard deviations of kernels below and above their centre.

    Parameters
    ----------
    low, best, high : ndarray of float, shape (claims,)
        On the working scale.
    p_low, p_high : ndarray of float, shape (claims,)
        Probabilities that the value lies below low, and below high; p_low < 0.5 < p_high.

    Returns
    -------
    below, above : ndarray of float, shape (claims,)
        On the working scale; 0 where the range has no width on that side.

    Examples
    --------
    >>> below, above = deviations(*(np.array([x]) for x in (0.0, 1.0, 3.0, 0.05, 0.95)))
    >>> round(float((above / below)[0]), 9)
    2.0
    """
    below = (best - low) / -ndtri(p_low)
    above = (high - best) / ndtri(p_high)
    return np.maximum(below, 0.0), np.maximum(above, 0.0)


def _columns(per_row: npt.NDArray[Any], values: Floats) -> npt.NDArray[Any]:
    return per_row if values.ndim == 1 else per_row[:, None]
