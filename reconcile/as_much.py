"""How much a factor is, in words: half as much, a tenth as much, twice as much."""

from __future__ import annotations

import math

__all__ = ["as_much"]

# shares as they are said, from the largest to the smallest; a factor takes the one that is nearest by ratio
_SHARES = (
    (1.0, "nearly as much"), (0.9, "nine tenths as much"), (0.8, "four fifths as much"),
    (0.75, "three quarters as much"), (0.67, "two thirds as much"), (0.6, "three fifths as much"),
    (0.5, "half as much"), (0.4, "two fifths as much"), (0.33, "a third as much"), (0.25, "a quarter as much"),
    (0.2, "a fifth as much"), (0.15, "a seventh as much"), (0.1, "a tenth as much"), (0.05, "a twentieth as much"),
    (0.02, "a fiftieth as much"), (0.01, "a hundredth as much"),
)  # fmt: skip

# factor under which a claim is said to count next to nothing: a reader asks no further
_LEAST = 0.007


def as_much(factor: float) -> str:
    """Return a factor in words, by the nearest share that has a name.

    Parameters
    ----------
    factor : float
        0 or more.

    Examples
    --------
    >>> as_much(0.5), as_much(0.31), as_much(0.00094), as_much(2.0), as_much(1.5)
    ('half as much', 'a third as much', 'next to nothing', 'twice as much', '1.5 times as much')
    """
    if factor == 1:
        return "as much"
    if factor > 1:
        return "twice as much" if f"{factor:.2g}" == "2" else f"{factor:.2g} times as much"
    if factor < _LEAST:
        return "next to nothing"
    return min(_SHARES, key=lambda share: abs(math.log(share[0] / factor)))[1]
