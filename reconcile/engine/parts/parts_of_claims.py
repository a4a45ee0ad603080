"""Parts of a run: groups of claims dealt out, so that parts are about equally large."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Ints

__all__ = ["parts_of_claims"]


def parts_of_claims(group: Ints, count: int) -> list[Ints]:
    """Return the rows of every part, fewer parts where there are fewer groups.

    The largest groups are dealt out first, to and fro, so that no part is larger than another by more than the largest
    group.

    Parameters
    ----------
    group : ndarray of int, shape (claims,)
        Group of every claim, from 0 without gaps.
    count : int
        Parts that are wanted, 1 or more.

    Examples
    --------
    >>> [rows.tolist() for rows in parts_of_claims(np.array([0, 1, 1, 2, 1]), 2)]
    [[1, 2, 4], [0, 3]]
    """
    size = np.bincount(group)
    count = min(count, len(size))
    order = np.argsort(-size, kind="stable")
    turn, place = np.divmod(np.arange(len(size)), count)
    part = np.empty(len(size), dtype=np.int64)
    part[order] = np.where(turn % 2 == 0, place, count - 1 - place)
    of_claim = part[group]
    by_part = np.argsort(of_claim, kind="stable")
    return np.split(by_part, np.cumsum(np.bincount(of_claim, minlength=count))[:-1])
