"""The controlled list of measures, and what follows from it: accounting rules, wholes of ratios, canonical names.

`measures.toml` beside it is the list; whoever needs a measure takes it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from reconcile.claims.measure_list import EVENTS, MEASURES, UNITS, Event, Measure, MeasureUnit
from reconcile.claims.text import map_unique
from reconcile.nearest import nearest_of

__all__ = [
    "EVENTS", "LAUNCHES", "MEASURES", "OUT_OF", "SUMS", "UNITS", "WHOLES", "WIDER", "Event", "Measure", "MeasureUnit",
    "attribute_of", "measure_of", "measures_with", "nearest_measure", "spellings_of",
]  # fmt: skip

# An accounting rule, not an estimate: whoever is counted on the left is counted on the right as well.
WIDER: tuple[tuple[str, str], ...] = tuple((name, wide) for name, own in MEASURES.items() for wide in own.whole)

# totals that are the sum of their parts
SUMS: dict[str, tuple[str, ...]] = {name: own.sum_of for name, own in MEASURES.items() if own.sum_of}

# What the whole of a ratio counts: "81 out of 112 drones" shot down says that 112 were launched, "3 of the 12 men" hurt
# that there were 12. Measures that are not here have no whole that their ratio is sure to name.
WHOLES: dict[str, str] = {name: own.out_of for name, own in MEASURES.items() if own.out_of}

# a whole that was launched, of which a part was shot down, lost or hit: it bounds the part, and the ratio names it
LAUNCHES: dict[str, str] = {part: whole for part, whole in WHOLES.items() if whole in MEASURES[part].whole}

# A part and the number that it is out of, where no rule of accounting says so: whoever is lost was under arms before.
OUT_OF: tuple[tuple[str, str], ...] = tuple(
    (part, whole) for part, whole in WHOLES.items() if whole not in MEASURES[part].whole
)

# characters of an unknown word that are compared with the list, whose longest word has 31; hostile cells have a million
LONGEST_COMPARED = 64

_BY_SYNONYM = {word: measure.name for measure in MEASURES.values() for word in (measure.name, *measure.synonyms)}


def measure_of(word: str) -> str:
    """Return the canonical measure of a word or synonym, or the word in canonical spelling if it is unknown.

    Examples
    --------
    >>> measure_of("Killed or wounded"), measure_of("deaths"), measure_of("goats_lost")
    ('casualties', 'killed', 'goats_lost')
    """
    key = "_".join(word.lower().replace("-", " ").replace("_", " ").split())
    return _BY_SYNONYM.get(key, key)


def spellings_of(declared: Iterable[Measure]) -> dict[str, str]:
    """Return the canonical spellings of the names and synonyms of declared measures, each with its measure's name.

    Examples
    --------
    >>> spellings_of([Measure("Wells lost", "wells", "wells lost", synonyms=("lost wells",))])
    {'lost_wells': 'Wells lost', 'wells_lost': 'Wells lost'}
    """
    return {measure_of(word): measure.name for measure in declared for word in (*measure.synonyms, measure.name)}


def measures_with(attribute: str, value: str) -> frozenset[str]:
    """Return the names of the measures of the list whose attribute has a value.

    Examples
    --------
    >>> sorted(measures_with("number", "area"))
    ['area_gained', 'area_held', 'area_lost']
    """
    return frozenset(name for name, measure in MEASURES.items() if getattr(measure, attribute) == value)


def nearest_measure(word: str, own: Iterable[Measure] = ()) -> str:
    """Return the measure whose name or synonym is spelled most like a word.

    Parameters
    ----------
    word : str
        In canonical spelling, from `measure_of`.
    own : iterable of Measure
        Measures declared by the project.

    Examples
    --------
    >>> nearest_measure("kiled"), nearest_measure("fatality"), nearest_measure("goats_lost")
    ('killed', 'killed', 'drones_lost')
    """
    spellings = _BY_SYNONYM | spellings_of(own)
    return spellings[nearest_of(word[:LONGEST_COMPARED], spellings)]


def attribute_of(
    measures: pd.Series, attribute: str, default: str, own: Mapping[str, Measure] | None = None
) -> pd.Series:
    """Return an attribute of every claim's measure.

    Parameters
    ----------
    measures : Series of str, or of categories
        Canonical measures; empty and unknown ones get the default.
    attribute : str
        Such as "unit" or "scale".
    default : str
    own : mapping of name to Measure, optional
        Measures declared by the project; they go before the list.

    Returns
    -------
    Series of str, index as `measures`, held as `measures` holds its text

    Examples
    --------
    >>> attribute_of(pd.Series(["killed", ""]), "unit", "").tolist()
    ['persons', '']
    """
    known = {**MEASURES, **(own or {})}

    def attributes(names: pd.Series) -> pd.Series:
        return pd.Series([getattr(known[name], attribute) if name in known else default for name in names], dtype="str")

    return map_unique(measures, attributes)
