"""Series that republish one another: two daily counts with the same figures day by day are one voice.

Only inputs that are declared as series are looked at. Who published first is the voice; the desk says otherwise with an
`origin` in `sources.csv`, if only the source itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, strings
from reconcile.claims.text import group_rows
from reconcile.columns import FINDINGS, names
from reconcile.days import NO_DAY, days_of
from reconcile.plurals import counted
from reconcile.records import findings, join_records
from reconcile.sources.origins import Voices
from reconcile.sources.registry import Registry
from reconcile.sources.timeless_series import SERIES_ROWS

__all__ = ["COUNTED", "join_republished"]

# what two series count alike, their dates aside
COUNTED = ("measure", "party", "place", "scope", "population", "temporal")

# dates that two series share, and different figures among them, from which equal figures are no chance
_LEAST_DATES, _LEAST_FIGURES = 8, 4
# share of their common dates on which two series agree to the unit, if one republishes the other: slips and late
# corrections leave some that differ
_LEAST_EQUAL = 0.9

_HINT = "if they count apart, give each its own name as origin in sources.csv; if not, the one as origin of the other"


def join_republished(voices: Voices, claims: pd.DataFrame, figure: pd.Series, registry: Registry) -> Voices:
    """Return voices in which a series that republishes another one is its voice.

    Parameters
    ----------
    voices : Voices
    claims : DataFrame
        Checked claims.
    figure : Series of float, shape (claims,)
        Best value of each claim.
    registry : Registry

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.origins import find_voices
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "temporal": "stock", "source": ["Ministry", "Portal"] * 8,
    ...                      "count_date": [f"2024-01-0{day}" for day in range(1, 9) for _ in range(2)],
    ...                      "rows": "series", "best": [float(day) for day in range(8) for _ in range(2)]})
    >>> claims = check_claims(rows).claims
    >>> voices = find_voices(claims, np.zeros(16, dtype=np.int64), registry_of(None))
    >>> join_republished(voices, claims, claims["best"], registry_of(None)).voice.unique().tolist()
    ['Ministry']
    """
    rows = np.flatnonzero((claims["rows"] == SERIES_ROWS).to_numpy())
    if not len(rows):
        return voices
    voice, settled = strings(voices.voice), _settled(registry)
    table = pd.DataFrame({
        "key": group_rows([claims[name].iloc[rows] for name in COUNTED])[0], "voice": voice[rows],
        "day": _days(claims.iloc[rows]), "figure": figure.to_numpy(np.float64)[rows],
        "published_day": days_of(claims["published"].iloc[rows]), "claim": rows,
    })  # fmt: skip
    pairs = [pair for _, part in table.groupby("key", sort=True) for pair in _pairs(part, settled)]
    for first, later, part, _ in pairs:
        voice[part.loc[part["voice"] == later, "claim"].to_numpy(np.int64)] = first
    told = findings(
        "series-republished", [told for _, _, _, told in pairs], hint=_HINT,
    )  # fmt: skip
    return _with(voices, voice, join_records([voices.findings, told], names(FINDINGS)))


def _settled(registry: Registry) -> set[str]:
    """Return the sources of which the desk says whom they have their figures from."""
    table = registry.table
    return set(table.index[(table["origin"] != "").to_numpy()])


def _days(claims: pd.DataFrame) -> Ints:
    count, end = days_of(claims["count_date"]), days_of(claims["period_end"])
    return np.where(count == NO_DAY, end, count)


def _pairs(part: pd.DataFrame, settled: set[str]) -> Iterator[tuple[str, str, pd.DataFrame, str]]:
    """Find pairs of series with equal figures: whose voice it is, whose not, their claims, and a sentence on them.

    Who published first is the voice; where that is not known, who is dated, else who comes first in the
    alphabet.
    """
    known = part[part["day"] != NO_DAY].drop_duplicates(["voice", "day"])
    wide = known.pivot_table(index="day", columns="voice", values="figure", aggfunc="first", observed=True)
    begun = known.groupby("voice")["published_day"].min()
    # days that are not known come last
    order = begun.where(begun != NO_DAY).sort_values(kind="stable", na_position="last").index
    speakers = [name for name in order if name not in settled]
    taken: set[str] = set()
    for place, first in enumerate(speakers):
        for later in speakers[place + 1 :]:
            both = wide[[first, later]].dropna()
            equal = both[both[first] == both[later]]
            enough = len(both) >= _LEAST_DATES and len(equal) >= _LEAST_EQUAL * len(both)
            if enough and len(set(equal[first])) >= _LEAST_FIGURES and not {first, later} & taken:
                taken.add(later)
                dates = f"on {len(equal)} of {counted(len(both), 'date')}"
                yield first, later, part, _sentence(first, later, dates, known=NO_DAY < begun[first] < begun[later])


def _sentence(first: str, later: str, dates: str, *, known: bool) -> str:
    if known:
        return f"{later} gives the figures of {first} {dates}; they are read as one voice"
    return (
        f"{first} and {later} give the same figures {dates}, and nothing says who gave them first; they are read as "
        f"one voice, that of {first}"
    )


def _with(voices: Voices, voice: Strings, found: pd.DataFrame) -> Voices:
    """Return voices with other names for some of them."""
    members = dict(zip(voices.voice.cat.categories, voices.members, strict=True))
    code, different = pd.factorize(voice, sort=True)
    held = pd.Categorical.from_codes(code, pd.Index(different, dtype="str"))
    joined = pd.Series(held, index=voices.voice.index)
    return replace(voices, voice=joined, members=tuple(members[name] for name in held.categories), findings=found)
