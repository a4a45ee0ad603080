"""The order of the editions of a list, by their names."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings

__all__ = ["edition_order", "edition_ranks", "is_ordered"]


def edition_order(edition: str) -> tuple[tuple[int, int, str], ...]:
    """Return what editions are sorted by: numbers as numbers, so that 24.0.9 comes before 24.0.10.

    Examples
    --------
    >>> sorted(["24.1", "24.0.10", "24.0.9", "2023"], key=edition_order)
    ['24.0.9', '24.0.10', '24.1', '2023']
    """
    parts = re.findall(r"\d+|[^\W\d]+", edition.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def edition_ranks(edition: Strings) -> Ints:
    """Return the place of every edition in their order, from 0; equal ones share it.

    Examples
    --------
    >>> edition_ranks(np.array(["23.1", "22.1", "23.1"], dtype=object)).tolist()
    [1, 0, 1]
    """
    code, different = pd.factorize(edition)
    rank = np.empty(len(different), dtype=np.int64)
    rank[sorted(range(len(different)), key=lambda place: edition_order(str(different[place])))] = range(len(different))
    return rank[code]


def is_ordered(first: str, second: str) -> bool:
    """Return True where a number says which of two editions is later, or one is the other with something after it.

    Examples
    --------
    >>> is_ordered("24.0.9", "24.1"), is_ordered("2024-05", "2024-05 revised"), is_ordered("spring", "autumn")
    (True, True, False)
    """
    differ = [
        (one, other) for one, other in zip(edition_order(first), edition_order(second), strict=False) if one != other
    ]
    return not differ or all(not word for _, _, word in differ[0])
