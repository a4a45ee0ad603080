"""A figure where it stands in its sentence."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Mention"]


class Mention(NamedTuple):
    """A figure in a sentence.

    `first` and `last` are the tokens of its phrase with hedge and unit, `last` not included; `number` and `after` those
    of its number alone. `depth` counts the brackets around it. `double` says whether the double in brackets behind it
    agrees, "" without one.
    """

    kind: str
    n1: float
    n2: float
    unit: str
    rate: str
    first: int
    last: int
    number: int
    after: int
    depth: int
    double: str = ""
