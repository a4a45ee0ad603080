"""The list of measures as it stands in `measures.toml`: measures, their units, and the events that articles name.

*Measure* is what is counted ("killed"); *unit* is in what ("persons"); an *event* is what a word of an article names
("captured"), and it becomes a measure with the thing counted: people who are captured are prisoners, ground is gained.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

__all__ = ["EVENTS", "IDIOMS", "MEASURES", "UNITS", "Event", "Measure", "MeasureUnit"]


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """What a unit says of every measure in it.

    Attributes
    ----------
    number : str
        whole (counted one by one), share, area, distance, rate, or any.
    most : float
        The plausible most, in the unit; infinite where nothing bounds it.
    """

    number: str = "any"
    most: float = math.inf


@dataclass(frozen=True, slots=True)
class Event:
    """What words of an article name.

    Attributes
    ----------
    words : tuple of str
        As they stand in articles, in lower case.
    counts : str
        The thing counted where none is named, such as persons; "" if it is open.
    vague : int
        Words farther away than it stands that the event counts.
    nouns : tuple of str
        Those of `words` that are nouns, and no verb: deaths, fatalities.
    people : tuple of str
        Those of `words` that only say who people are, so that a verb decides: refugees, fighters.
    subject : tuple of str
        Those of `words` that happen to their subject, whatever their object: who fled a town has fled.
    states : tuple of str
        Those of `words` that are no verbs, but say in what state people are: dead, missing.
    """

    words: tuple[str, ...]
    counts: str = ""
    vague: int = 0
    nouns: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    name, unit : str
    words : str
        Words that print it.
    bears : str
        For whom a high figure is bad news, which decides the side on which a stake widens a range: a `loss` hurts the
        party counted, a `gain` helps it, `neither` is a bare fact such as a deployment.
    scale : str
        Working scale: log, linear, proportion.
    synonyms : tuple of str
        Other words for it in files, spelled as `name` is.
    temporal : str
        How its figures usually stand in time; "" where there is no usual way.
    only_grows : bool
        Whether a total can only rise, but for corrections.
    whole : tuple of str
        Measures that count whoever it counts: killed are casualties.
    sum_of : tuple of str
        Measures that add up to it.
    out_of : str
        Measure of the other number of a ratio: 81 shot down "out of 112" launched; "" where it is not sure.
    party : str
        Whose the figures are: of the `sufferer`, of the `doer`, of the `owner` of what is in the air; "" if open.
    cues : tuple of str
        Events and thing that make it in articles: "kill persons"; "kill+wound persons" is a sum of two.
    """

    name: str
    unit: str
    words: str
    bears: str = "neither"
    scale: str = "log"
    synonyms: tuple[str, ...] = ()
    temporal: str = ""
    only_grows: bool = False
    whole: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()
    out_of: str = ""
    party: str = ""
    cues: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """Kind of number, by the unit."""
        return UNITS.get(self.unit, MeasureUnit()).number

    @property
    def most(self) -> float:
        """Plausible most, by the unit; infinite if the unit is not in the list."""
        return UNITS.get(self.unit, MeasureUnit()).most


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


_TABLES = tomllib.loads(files(__package__).joinpath("measures.toml").read_text("utf-8"))

UNITS: dict[str, MeasureUnit] = {unit: MeasureUnit(**entry) for unit, entry in _TABLES["units"].items()}
IDIOMS: tuple[str, ...] = tuple(_TABLES["idioms"]["words"])
EVENTS: dict[str, Event] = {event: Event(**_entry(entry)) for event, entry in _TABLES["events"].items()}
MEASURES: dict[str, Measure] = {name: Measure(name, **_entry(entry)) for name, entry in _TABLES["measures"].items()}
