"""Estimates of which two voices may be one: lists of outlets that share a member, names that are likely one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reconcile.arrays import Flags, Ints

__all__ = ["IN_DOUBT", "voices_in_doubt"]

# why there is no interval
IN_DOUBT = "two of its voices may be one: they have a name in common, or names that are likely one"


def voices_in_doubt(cell: Ints, voice: Ints, members: Sequence[Sequence[str]], count: int) -> Flags:
    """Return True for cells in which one name speaks in several voices.

    Parameters
    ----------
    cell, voice : ndarray of int, shape (pairs,)
        Cells and the voices in them, sorted by cell, then voice.
    members : sequence of sequence of str, one for each voice
        Who speaks in it.
    count : int
        Cells.

    Examples
    --------
    >>> voices = [["AP"], ["AP", "Reuters"], ["BBC"]]
    >>> voices_in_doubt(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2]), voices, 2).tolist()
    [True, False]
    """
    sizes = np.array([len(named) for named in members], dtype=np.int64)
    spoken, codes = np.unique([name for named in members for name in named], return_inverse=True)
    doubt = np.zeros(count, dtype=bool)
    if len(spoken) == len(codes):
        return doubt
    new = (np.diff(cell, prepend=-1) != 0) | (np.diff(voice, prepend=-1) != 0)
    cell, voice = cell[new], voice[new]
    place = np.repeat(np.cumsum(sizes)[voice], sizes[voice]) - _countdown(sizes[voice])
    speaking = np.sort(np.repeat(cell, sizes[voice]) * len(spoken) + codes[place])
    doubt[speaking[1:][speaking[1:] == speaking[:-1]] // len(spoken)] = True
    return doubt


def _countdown(sizes: Ints) -> Ints:
    """Return n, …, 2, 1 for every size n, one after the other."""
    return np.repeat(np.cumsum(sizes), sizes) - np.arange(sizes.sum())
