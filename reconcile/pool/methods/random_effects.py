"""Normal random-effects model: y_i ~ N(mu, v_i + tau^2), fitted to all quantities at once.

The estimators of tau^2 have files of their own (`fixed`, `dersimonian_laird`, `paule_mandel`, `reml`) and one
signature. A *confidence interval* is about the mean of the sources, a *prediction interval* about one more source;
neither is about the truth if sources share an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from reconcile.arrays import Floats, Ints
from reconcile.cores import on_all_cores
from reconcile.defaults import DEFAULT_LEVEL
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import dersimonian_laird, fixed, paule_mandel, reml
from reconcile.pool.methods.variants import ESTIMATORS, TESTS, Variant
from reconcile.pool.segments import Segments, blocks_of

__all__ = ["Meta", "leave_one_out", "meta", "pool"]

_TAU2: dict[str, Callable[[Segments], Floats]] = {
    "fixed": fixed.tau2,
    "dl": dersimonian_laird.tau2,
    "pm": paule_mandel.tau2,
    "reml": reml.tau2,
}


@dataclass(frozen=True, kw_only=True)
class Meta:
    """The fitted model; every array has shape (groups,) unless another is given.

    Attributes
    ----------
    k : ndarray of int
        Number of values.
    estimate, se : ndarray of float, in units of y
        Weighted mean and its standard error.
    tau2 : ndarray of float, in squared units of y
        Variance between sources.
    q : ndarray of float
        Cochran's Q under weights 1 / v; chi-squared with k - 1 degrees of freedom if sources differ by chance alone.
    i2 : ndarray of float, 0 to 1
        Share of the scatter beyond chance: tau2 / (tau2 + typical v); for "fixed" max(0, 1 - (k - 1) / Q).
    birge : ndarray of float
        Birge ratio sqrt(Q / (k - 1)), not below 1.
    ci, pi : ndarray of float, shape (groups, 2), in units of y
        Confidence interval of the mean, prediction interval of one more source.
    test : str
        One of `TESTS`.
    """

    k: Ints
    estimate: Floats
    se: Floats
    tau2: Floats
    q: Floats
    i2: Floats
    birge: Floats
    ci: Floats
    pi: Floats
    test: str

    def quantiles(self, levels: Floats, interval: str = "pi") -> Floats:
        """Return quantiles of the prediction ("pi") or the confidence ("ci") distribution, shape (groups, levels)."""
        width = np.sqrt(self.tau2 + self.se**2) if interval == "pi" else self.se
        quantiles: Floats = self.estimate[:, None] + _z(levels, self.k, self.test) * width[:, None]
        return quantiles


def meta(
    y: npt.ArrayLike, v: npt.ArrayLike, starts: npt.ArrayLike, estimator: str = "dl", test: str = "hk",
    level: float = DEFAULT_LEVEL,
) -> Meta:  # fmt: skip
    """Return the model fitted to all groups at once.

    mu = sum w y / sum w with w = 1 / (v + tau^2). Standard error: sqrt(1 / sum w) for "wald" and "t";
    sqrt(sum w (y - mu)^2 / ((k - 1) sum w)) for "hk"; the larger of both for "hk1". Normal quantiles for "wald", else t
    with k - 1 degrees of freedom. Prediction interval: mu +- quantile x sqrt(tau^2 + se^2).

    Assumes normal scatter of sources and honest v. Misleads with two or three sources (tau^2 is hardly determined, and
    "hk" may be far too narrow where they happen to agree; "hk1" is not), and where sources share an error.

    Parameters
    ----------
    y, v : array_like of float, shape (N,)
        Values and variances, group after group, in any unit and its square. A variance of 0: see `Segments.of`.
    starts : array_like of int, shape (groups,)
        First value of each group.
    estimator : {"fixed", "dl", "pm", "reml"}
    test : {"wald", "t", "hk", "hk1"}
    level : float
        Probability of the intervals.

    Returns
    -------
    Meta
        With one value: that value, tau2 = q = i2 = 0, birge = 1, standard error sqrt(v), normal quantiles. Never nan.

    Raises
    ------
    ValueError
        As `Segments.of`; or there is no such estimator or test.

    References
    ----------
    Hartung and Knapp (2001); Sidik and Jonkman (2002); Higgins, Thompson and Spiegelhalter (2009); Higgins and Thompson
    (2002) for I^2; Birge (1932).

    Examples
    --------
    >>> fit = meta([0.0, 2.0, 5.0], [1.0, 1.0, 4.0], [0, 2], estimator="dl", test="wald")
    >>> fit.estimate.tolist(), fit.se.tolist(), fit.tau2.tolist()
    ([1.0, 5.0], [1.0, 2.0], [1.0, 0.0])
    """
    if estimator not in ESTIMATORS or test not in TESTS:
        raise ValueError(f"no '{estimator}' with '{test}': {', '.join(ESTIMATORS)} with {', '.join(TESTS)}")
    fit = partial(_fit, estimator=estimator, test=test, level=level)
    fitted = on_all_cores(fit, blocks_of(y, v, starts))
    numbers = [field.name for field in fields(Meta) if field.name != "test"]
    return Meta(**{name: np.concatenate([getattr(block, name) for block in fitted]) for name in numbers}, test=test)


def _fit(block: tuple[Floats, Floats, Ints], estimator: str, test: str, level: float) -> Meta:
    groups = Segments.of(*block)
    tau2 = _TAU2[estimator](groups)
    estimate, se = _mean(groups, tau2, test)
    q = np.where(groups.sizes > 1, groups.fixed[1], 0.0)
    birge = np.sqrt(np.maximum(q / np.maximum(groups.sizes - 1, 1), 1.0))
    z = _z(np.array([(1 - level) / 2, (1 + level) / 2]), groups.sizes, test)
    ci, pi = (estimate[:, None] + z * width[:, None] for width in (se, np.sqrt(tau2 + se**2)))
    i2 = _i2(groups, tau2, estimator)
    return Meta(k=groups.sizes, estimate=estimate, se=se, tau2=tau2, q=q, i2=i2, birge=birge, ci=ci, pi=pi, test=test)


def _i2(groups: Segments, tau2: Floats, estimator: str) -> Floats:
    """Return the share of tau2 in tau2 + typical variance (k - 1) / (sum w - sum w^2 / sum w)."""
    _, q, spare = groups.fixed
    beyond = dersimonian_laird.from_moments(q, groups.sizes, spare) if estimator == "fixed" else tau2
    known = (groups.sizes > 1) & (spare > 0)
    chance = np.where(known, groups.sizes - 1, 1) / np.where(known, spare, 1.0)
    share: Floats = beyond / (beyond + chance)
    return share


def _mean(groups: Segments, tau2: Floats, test: str) -> tuple[Floats, Floats]:
    weight = 1 / (groups.v + groups.spread(tau2))
    total, mean = groups.mean(weight)
    factor = np.ones(len(mean))
    if test in ("hk", "hk1"):
        least, squares = 1.0 if test == "hk1" else 0.0, groups.squares(weight, mean)
        factor = np.where(groups.sizes > 1, np.maximum(squares / np.maximum(groups.sizes - 1, 1), least), 1.0)
    return mean + groups.origin, np.sqrt(factor / total)


def _z(levels: Floats, k: Ints, test: str) -> Floats:
    """Return standard quantiles, shape (groups, levels): those of t once for every k that occurs, normal for k = 1."""
    normal = ndtri(levels)
    if test == "wald" or not len(k):
        return np.broadcast_to(normal, (len(k), len(levels)))
    table = np.zeros((int(k.max()) + 1, len(levels)))
    present = np.flatnonzero(np.bincount(k))
    table[present] = np.where((present > 1)[:, None], stdtrit(np.maximum(present - 1, 1)[:, None], levels), normal)
    return table[k]


def leave_one_out(
    y: npt.ArrayLike, v: npt.ArrayLike, starts: npt.ArrayLike, estimator: str = "dl", test: str = "hk",
    level: float = DEFAULT_LEVEL,
) -> Meta:  # fmt: skip
    """Return the model fitted to every group without each of its values in turn; arguments as in `meta`.

    Needs memory for sum k (k - 1) numbers. The only value of a group is left in.

    Returns
    -------
    Meta
        Its arrays have shape (N,), in the order of y.

    Examples
    --------
    >>> leave_one_out([0.0, 2.0, 7.0], [1.0, 1.0, 1.0], [0], estimator="fixed").estimate.tolist()
    [4.5, 3.5, 1.0]
    """
    groups = Segments.of(y, v, starts)
    size, first = (np.repeat(per_group, groups.sizes) for per_group in (groups.sizes, groups.starts))
    own = np.arange(len(size))
    # one copy of the group for each of its values: the copy's rows, and which of them is left out
    copy = np.repeat(own, size)
    row = first[copy] + np.arange(len(copy)) - np.repeat(np.cumsum(size) - size, size)
    row = row[(row != copy) | (size[copy] == 1)]
    left = np.maximum(size - 1, 1)
    return meta(np.asarray(y, float)[row], np.asarray(v, float)[row], np.cumsum(left) - left, estimator, test, level)


def pool(kernels: Kernels, bounds: Bounds, levels: Floats, variant: Variant | None = None) -> Floats:
    """Return quantiles of the prediction (or confidence) distribution.

    Parameters
    ----------
    kernels : Kernels
        A voice is a study, however many kernels it has; its mean deviation is taken as standard error. The weights of
        voices are not used.
    bounds : Bounds
        Not used.
    levels : ndarray of float, shape (levels,)
    variant : Variant, optional
        Default: DerSimonian-Laird, t quantiles, prediction interval.

    Returns
    -------
    ndarray of float, shape (cells, levels)
        With one voice its normal quantiles.

    Notes
    -----
    y_i ~ N(mu, v_i + tau^2); quantiles mu + t(k - 1) sqrt(tau^2 + se^2).

    Assumes: true values of voices scatter normally around one mean; stated ranges are honest.

    Misleads: its mean is that of the sources, not the truth; weights of voices are not used beyond 0 or more.

    Reference: DerSimonian & Laird 1986; Higgins, Thompson & Spiegelhalter 2009.

    Examples
    --------
    >>> ones, zeros = np.ones(1), np.zeros(1, dtype=int)
    >>> pool(Kernels(1, zeros, zeros, ones, 5 * ones, ones, ones), Bounds.none(), np.array([0.5])).tolist()
    [[5.0]]
    """
    chosen = variant or Variant()
    fit = meta(*kernels.by_voice(), chosen.estimator, chosen.test)
    return fit.quantiles(levels, chosen.interval)
