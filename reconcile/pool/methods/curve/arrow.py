"""Block-arrow systems: one dense block a series, and a border of voices through which alone the series are coupled.

With blocks D_s, borders B_s and corner C the system is [[D, B], [B', C]]. Each block is factored by itself, and what is
left of the corner, C - sum of B_s' D_s^-1 B_s (the Schur complement), once (Golub & Van Loan 2013, Matrix Computations,
4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # which loads what is asked of it when it is asked

from reconcile.arrays import Floats, Ints

__all__ = ["Arrow", "factored"]


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A factored system.

    Attributes
    ----------
    factors : list of ndarray
        Lower Cholesky factor of each block.
    across : list of ndarray, shape (unknowns of the block, its voices)
        D_s^-1 B_s.
    columns : list of ndarray of int
        The voices of each block.
    corner : ndarray
        Lower Cholesky factor of the Schur complement.
    """

    factors: list[Floats]
    across: list[Floats]
    columns: list[Ints]
    corner: Floats

    def solve(self, blocks: Sequence[Floats], corner: Floats) -> tuple[list[Floats], Floats]:
        """Return the solution for right-hand sides of the blocks and of the corner."""
        reduced = corner.copy()
        for across, columns, right in zip(self.across, self.columns, blocks, strict=True):
            reduced[columns] -= across.T @ right
        shared = scipy.linalg.cho_solve((self.corner, True), reduced)
        own = [
            scipy.linalg.cho_solve((factor, True), right) - across @ shared[columns]
            for factor, across, columns, right in zip(self.factors, self.across, self.columns, blocks, strict=True)
        ]
        return own, shared

    def corner_covariance(self) -> Floats:
        """Return the corner of the inverse, shape (voices, voices)."""
        inverse: Floats = scipy.linalg.cho_solve((self.corner, True), np.eye(len(self.corner)))
        return inverse

    def covariance(self, block: int, corner: Floats) -> Floats:
        """Return a block of the inverse, from the corner of the inverse."""
        factor, across, columns = self.factors[block], self.across[block], self.columns[block]
        own: Floats = scipy.linalg.cho_solve((factor, True), np.eye(len(factor)))
        return own + across @ corner[np.ix_(columns, columns)] @ across.T

    def corner_draws(self, normal: Floats) -> Floats:
        """Return draws of the voices, shape (voices, draws), from as many normal ones."""
        drawn: Floats = scipy.linalg.solve_triangular(self.corner, normal, lower=True, trans=1)
        return drawn

    def draws(self, block: int, normal: Floats, shared: Floats) -> Floats:
        """Return draws of a block's unknowns, shape (unknowns, draws), that go with draws of the voices."""
        own: Floats = scipy.linalg.solve_triangular(self.factors[block], normal, lower=True, trans=1)
        return own - self.across[block] @ shared[self.columns[block]]


def factored(
    blocks: Sequence[Floats], borders: Sequence[Floats], columns: Sequence[Ints], corner: Floats
) -> Arrow:  # fmt: skip
    """Factor a system.

    Parameters
    ----------
    blocks : sequence of ndarray, shape (unknowns, unknowns)
        Symmetric; only the whole system must be positive definite together.
    borders : sequence of ndarray, shape (unknowns, voices of the block)
    columns : sequence of ndarray of int
        Which voices those are.
    corner : ndarray, shape (voices, voices)

    Returns
    -------
    Arrow

    Examples
    --------
    >>> arrow = factored([np.array([[2.0]])], [np.array([[1.0]])], [np.array([0])], np.array([[2.0]]))
    >>> own, shared = arrow.solve([np.array([3.0])], np.array([3.0]))
    >>> own[0].round(6).tolist(), shared.round(6).tolist()
    ([1.0], [1.0])
    """
    left = corner.copy()
    factors, across = [], []
    for block, border, own in zip(blocks, borders, columns, strict=True):
        factor = scipy.linalg.cho_factor(block, lower=True, check_finite=False)[0]
        solved = scipy.linalg.cho_solve((factor, True), border, check_finite=False)
        left[np.ix_(own, own)] -= border.T @ solved
        factors.append(factor)
        across.append(solved)
    return Arrow(
        factors=factors, across=across, columns=list(columns), corner=scipy.linalg.cho_factor(left, lower=True)[0]
    )
