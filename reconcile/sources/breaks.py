"""Days from which a source counts something else, as the desk declares them in `[[breaks]]`.

What lies on both sides of a break is not compared: no floor, no revision, no pace and no ratio leads across it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.claims.measures import measure_of
from reconcile.claims.text import map_unique
from reconcile.days import as_day
from reconcile.records import findings
from reconcile.sources.registry import Registry
from reconcile.spellings import name_key

__all__ = ["Break", "apart_at_breaks", "count_breaks", "unused_breaks"]


class Break(NamedTuple):
    """A day from which a source counts something else.

    Attributes
    ----------
    source : str
        Any of its names.
    measure : str
        What it counts; "" for everything that it counts.
    date : date-like
        First day of the new count.
    note : str
        What changed.
    """

    source: str
    measure: str
    date: Any
    note: str = ""


def count_breaks(breaks: Iterable[Break], registry: Registry, voice: pd.Series, measure: pd.Series, day: Ints) -> Ints:
    """Return how many breaks of its voice lie behind each claim: where two claims of a voice differ, one lies between.

    Parameters
    ----------
    breaks : iterable of Break
    registry : Registry
    voice, measure : Series of str or of categories, shape (claims,)
        Canonical names, canonical measures.
    day : ndarray of int, shape (claims,)
        Days of which the claims speak, in days since 1970.

    Returns
    -------
    ndarray of int, shape (claims,)

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> breaks = [Break("OCHA", "killed", "2024-05-08", "identified dead alone")]
    >>> day = np.array([as_day("2024-05-07"), as_day("2024-05-08"), as_day("2024-05-09")])
    >>> voice, measure = pd.Series(["OCHA", "OCHA", "Ministry"]), pd.Series(["killed"] * 3)
    >>> count_breaks(breaks, registry_of(None), voice, measure, day).tolist()
    [0, 1, 0]
    """
    behind = np.zeros(len(day), dtype=np.int64)
    for item in breaks:
        behind += _concerned(item, registry, voice, measure) & (day >= as_day(item.date))
    return behind


def apart_at_breaks(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims in which what a voice counts before and after a break is as if of two voices.

    Parameters
    ----------
    claims : DataFrame
        `voice_code`, `era`.

    Examples
    --------
    >>> apart_at_breaks(pd.DataFrame({"voice_code": [0, 0, 1], "era": [0, 1, 0]}))["voice_code"].tolist()
    [0, 1, 2]
    """
    era = claims["era"]
    return claims.assign(voice_code=claims["voice_code"] * (era.max() + 1) + era) if era.any() else claims


def unused_breaks(breaks: Iterable[Break], registry: Registry, voice: pd.Series, measure: pd.Series) -> pd.DataFrame:
    """Return a finding for every break that concerns none of the claims; parameters as above.

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> breaks = [Break("OHCA", "killed", "2024-05-08")]
    >>> unused_breaks(breaks, registry_of(None), pd.Series(["OCHA"]), pd.Series(["killed"]))["value"].tolist()
    ['OHCA']
    """
    unused = [item.source for item in breaks if not _concerned(item, registry, voice, measure).any()]
    return findings(
        "break-unused", "the break concerns no claim: none goes back to this source and counts this measure",
        value=unused, hint="write source and measure as the claims have them",
    )  # fmt: skip


def _concerned(item: Break, registry: Registry, voice: pd.Series, measure: pd.Series) -> Flags:
    """Return True for the claims of the voice and the measure that a break is about."""
    source, counted = name_key(registry.canonical(pd.Series([item.source])).iloc[0]), measure_of(item.measure)
    own: Flags = map_unique(voice, lambda names: names.map(name_key) == source).to_numpy(dtype=bool)
    if not counted:
        return own
    counts: Flags = map_unique(measure, lambda words: words == counted).to_numpy(dtype=bool)
    return own & counts
