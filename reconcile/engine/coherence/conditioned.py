"""Figures conditioned on their sum: the pooled figures of parts and total, moved to where they add up.

Figure j has five pooled quantiles, which give a score z_j(t) of the logarithm t of its value: straight between the
quantiles, and on beyond them. The parts b are unknown and above 0, the total is their sum; the scores have correlation
R, as far as figures rest on the same voices. Gauss-Newton finds the parts at which z' R^-1 z is smallest, and the
curvature there (Laplace) says how wide the figures still are. Mapped back through z_j, skewed figures stay skewed, all
stay above 0, and the best figures add up exactly. No random numbers.

What the sum tells narrows the inner half alone. The ends at the level of the run move with the best and keep their
width in scores: they are there for the figure that is wrong, and one equation cannot say that none is
(docs/methods/sums.md).

Source of the idea: conditioning of base forecasts on linear constraints, Corani, Azzimonti, Augusto, Zaffalon (2021),
Probabilistic reconciliation of hierarchical forecast via Bayes' rule.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from reconcile.arrays import Floats, Ints

__all__ = ["Conditioned", "conditioned"]

# Steps of Gauss-Newton. Most systems need under ten; each step is halved where it would lead up.
_STEPS = 60

# halvings of one step, down to a millionth of it
_HALVINGS = 20

# log units: a figure known more exactly than this is taken as known to this, or its score would be infinitely steep
_LEAST_STEP = 1e-6

# Logarithm beyond which no figure is moved: floats end at e^-708 and e^709. Only systems reach it whose figures are
# known nearly exactly and are thousands of times off; these are never enforced.
_FARTHEST = 600.0

# change of the objective below which the search has ended
_SETTLED = 1e-12


class Conditioned(NamedTuple):
    """Systems of one size, conditioned.

    Attributes
    ----------
    ends : ndarray of float, shape (systems, figures, quantiles)
        Natural units. The middle ones of the parts add up to that of the total.
    chi2 : ndarray of float, shape (systems,)
        z' R^-1 z where the figures add up: how hard that was. One degree of freedom.
    """

    ends: Floats
    chi2: Floats


def conditioned(quantiles: Floats, scores: Floats, shared: Floats) -> Conditioned:
    """Condition systems of one size on their sums.

    Parameters
    ----------
    quantiles : ndarray of float, shape (systems, figures, quantiles)
        Pooled quantiles above 0, in rising order; the last figure is the total of the others.
    scores : ndarray of float, shape (quantiles,)
        Normal scores of the quantiles, symmetric about the middle one, 0.
    shared : ndarray of float, shape (systems, figures, figures)
        Correlation of the figures' errors.

    Examples
    --------
    >>> quantiles = np.exp(np.log([[[100.0], [100.0], [240.0]]]) + 0.1 * np.arange(-1, 2))
    >>> found = conditioned(quantiles, np.array([-1.0, 0.0, 1.0]), np.eye(3)[None])
    >>> found.ends[0, :, 1].round(1).tolist(), found.chi2.round(2).tolist()
    ([106.3, 106.3, 212.5], [2.22])
    """
    logs = np.log(quantiles)
    gaps = np.maximum(np.diff(logs, axis=-1), _LEAST_STEP)
    middle = logs.shape[-1] // 2
    # quantiles that are equal are drawn apart around the middle one, which stays
    climb = np.concatenate([np.zeros((*logs.shape[:-1], 1)), np.cumsum(gaps, axis=-1)], axis=-1)
    knots = logs[..., middle, None] + climb - climb[..., middle, None]
    slopes: Floats = np.diff(scores) / gaps
    inverse = np.linalg.inv(shared).astype(np.float64)
    parts = logs[:, :-1, middle].copy()
    parts, value = _lowest(parts, knots, slopes, scores, inverse)
    z, jacobian = _scored(parts, knots, slopes, scores)
    # a score that the sum says nothing of keeps its spread of 1, which rounding may pass
    spread = np.minimum(_spread(jacobian, inverse), 1.0)[..., None] * scores
    spread[..., [0, -1]] = scores[[0, -1]]
    ends = np.clip(_at(z[..., None] + spread, knots, slopes, scores), -_FARTHEST, _FARTHEST)
    return Conditioned(np.exp(ends), value)


def _lowest(parts: Floats, knots: Floats, slopes: Floats, scores: Floats, inverse: Floats) -> tuple[Floats, Floats]:
    """Return the parts at which the objective is smallest, and the objective; a system that has settled is left."""
    value = _squared(_scored(parts, knots, slopes, scores)[0], inverse)
    still = np.arange(len(parts))
    for _ in range(_STEPS):
        of = (knots[still], slopes[still], scores, inverse[still])
        step = _step(*_scored(parts[still], *of[:3]), of[3])
        before = value[still]
        parts[still], value[still] = _descended(parts[still], step, before, of)
        still = still[before - value[still] > _SETTLED * (1 + before)]
        if not len(still):
            break
    return parts, value


def _scored(parts: Floats, knots: Floats, slopes: Floats, scores: Floats) -> tuple[Floats, Floats]:
    """Return the scores of parts and total, shape (systems, figures), and their slopes along the parts' logarithms."""
    top = parts.max(axis=1, keepdims=True)
    sizes = np.exp(parts - top)
    whole = sizes.sum(axis=1, keepdims=True)
    values = np.concatenate([parts, top + np.log(whole)], axis=1)
    piece = _piece(values, knots)
    slope = np.take_along_axis(slopes, piece[..., None], axis=-1)[..., 0]
    start = np.take_along_axis(knots, piece[..., None], axis=-1)[..., 0]
    count = parts.shape[1]
    along = np.concatenate(
        [np.broadcast_to(np.eye(count), (len(parts), count, count)), (sizes / whole)[:, None]], axis=1
    )
    return scores[piece] + slope * (values - start), slope[..., None] * along


def _piece(values: Floats, knots: Floats) -> Ints:
    """Return between which quantiles the values lie; those beyond go by the outermost piece."""
    piece: Ints = (values[..., None] > knots[..., 1:-1]).sum(axis=-1)
    return piece


def _squared(z: Floats, inverse: Floats) -> Floats:
    squared: Floats = np.einsum("si,sij,sj->s", z, inverse, z)
    return squared


def _normal(jacobian: Floats, inverse: Floats) -> Floats:
    normal: Floats = np.einsum("sia,sij,sjb->sab", jacobian, inverse, jacobian)
    return normal


def _step(z: Floats, jacobian: Floats, inverse: Floats) -> Floats:
    gradient = np.einsum("sia,sij,sj->sa", jacobian, inverse, z)
    return -np.linalg.solve(_normal(jacobian, inverse), gradient[..., None])[..., 0]


def _descended(parts: Floats, step: Floats, value: Floats, of: tuple[Floats, ...]) -> tuple[Floats, Floats]:
    """Return the parts after the longest of the halved steps that leads down, and the objective there."""
    knots, slopes, scores, inverse = of
    best, lowest = parts, value
    open_ = np.ones(len(parts), dtype=bool)
    for halving in range(_HALVINGS):
        tried = parts + step / 2**halving
        reached = _squared(_scored(tried, knots, slopes, scores)[0], inverse)
        down = open_ & (reached < value)
        best, lowest = np.where(down[:, None], tried, best), np.where(down, reached, lowest)
        open_ &= ~down
        if not open_.any():
            break
    return best, lowest


def _spread(jacobian: Floats, inverse: Floats) -> Floats:
    """Return the sd of every score where the figures add up."""
    covariance = np.linalg.inv(_normal(jacobian, inverse))
    spread: Floats = np.sqrt(np.einsum("sia,sab,sib->si", jacobian, covariance, jacobian))
    return spread


def _at(z: Floats, knots: Floats, slopes: Floats, scores: Floats) -> Floats:
    """Return the logarithms at which the figures have these scores."""
    piece = (z[..., None] > scores[1:-1]).sum(axis=-1)
    start, slope = (np.take_along_axis(values, piece, axis=-1) for values in (knots, slopes))
    logs: Floats = start + (z - scores[piece]) / slope
    return logs
