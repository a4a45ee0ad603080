"""Units as people write them, each as a canonical name and a factor."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

__all__ = ["COUNTED", "PHYSICAL", "Unit", "is_unit_word", "read_unit"]

# days a month, on average over the Gregorian calendar's 400 years: 146,097 / 4,800
DAYS_A_MONTH = 30.436875
DAYS_A_WEEK = 7.0

# spellings of units kept in memory; a file has a dozen, hostile text has no end of them
MOST_REMEMBERED = 4096
# characters of the longest unit; "armoured vehicles per month" has 27
LONGEST_UNIT = 100


class Unit(NamedTuple):
    """A canonical unit, and the factor that carries a number to it.

    Examples
    --------
    >>> Unit("km2", 0.01).factor
    0.01
    """

    name: str
    factor: float


# canonical unit -> a unit of it -> factor, spellings. The factors are those of pint's list of units, an acre that of US
# surveys (4,046.8726 m²); a test asks pint for them, and no run loads it: that takes longer than reading a phrase
PHYSICAL: dict[str, dict[str, tuple[float, tuple[str, ...]]]] = {
    "km2": {
        "kilometer**2": (1.0, ("km2", "km²", "km^2", "sq km", "sqkm", "square km", "square kilometre",
                               "square kilometer", "sq kilometre", "sq kilometer", "кв км", "кв км²", "км²", "км2",
                               "квадратных километров")),
        "mile**2": (2.589988110336, ("sq mi", "sq mile", "square mile", "mi2", "mi²")),
        "hectare": (0.01, ("ha", "hectare", "га")),
        "acre": (0.004046872609874251, ("acre", "ac")),
        "meter**2": (1e-6, ("m2", "m²", "sq m", "square metre", "square meter")),
    },
    "km": {
        "kilometer": (1.0, ("km", "kilometre", "kilometer", "км")),
        "mile": (1.609344, ("mi", "mile")),
        "meter": (0.001, ("m", "metre", "meter")),
    },
}  # fmt: skip

# canonical unit -> words counted in it
COUNTED = {
    "persons": ("person", "people", "persons", "soldier", "troop", "man", "men", "serviceman", "servicemen", "civilian",
                "fighter", "personnel", "officer", "prisoner", "woman", "women", "child", "children", "casualty",
                "casualties", "death", "resident", "inhabitant", "refugee", "worker", "body", "bodies", "general",
                "combatant", "militant", "conscript", "recruit", "life", "lives", "servicewoman", "servicewomen",
                "service member", "servicemember", "infantryman", "infantrymen", "mercenary", "mercenaries",
                "reservist", "volunteer", "terrorist", "attacker", "insurgent", "rebel", "hostage", "detainee",
                "captive", "migrant", "evacuee", "survivor", "settler", "villager", "fatality", "fatalities",
                "victim", "injury", "injuries", "boy", "girl", "infant", "journalist", "medic", "doctor", "nurse",
                "student", "passenger", "protester", "pensioner", "patient", "pow", "prisoners of war", "guard",
                "policeman", "policemen", "police officer", "marine", "paratrooper", "sailor", "pilot"),
    "percent": ("percent", "per cent", "%", "pct", "percentage point"),
    "drones": ("drone", "uav", "shahed"),
    "missiles": ("missile", "rocket"),
    "vehicles": ("vehicle", "tank", "car", "truck", "armoured vehicle", "armored vehicle"),
    "settlements": ("settlement", "village", "town"),
    "items": ("item", "piece"),
    "events": ("event", "attack", "incident", "strike"),
}  # fmt: skip

# words that look like the plural of an abbreviation: hectares are "ha"
_NO_UNITS = frozenset({"has"})

_PER = re.compile(
    r"(?:\s*/\s*|\s+(?:per|a|an|each|every)\s+)(day|week|month)\s*$|\s+(daily|weekly|monthly)\s*$", re.IGNORECASE
)
_DAYS = {
    "day": 1.0,
    "daily": 1.0,
    "week": DAYS_A_WEEK,
    "weekly": DAYS_A_WEEK,
    "month": DAYS_A_MONTH,
    "monthly": DAYS_A_MONTH,
}


@cache
def _spellings() -> dict[str, Unit]:
    """Return the unit of every spelling."""
    table: dict[str, Unit] = {}
    for name, units in PHYSICAL.items():
        for factor, spellings in units.values():
            table |= {spelling: Unit(name, factor) for spelling in spellings}
    for name, words in COUNTED.items():
        table |= {word: Unit(name, 1.0) for word in (name, *words)}
    return table


@cache
def _words() -> frozenset[str]:
    """Return all words that occur in units."""
    return frozenset(word for spelling in _spellings() for word in spelling.split())


def is_unit_word(word: str) -> bool:
    """Return True where a word, in lower case, occurs in a unit.

    Examples
    --------
    >>> is_unit_word("soldiers"), is_unit_word("sq"), is_unit_word("th")
    (True, True, False)
    """
    return word in _words() or (word.endswith("s") and word not in _NO_UNITS and word[:-1] in _words())


def read_unit(text: str) -> Unit | None:
    """Read a unit.

    Parameters
    ----------
    text : str
        Such as "sq km", "square miles", "people", "persons/day", "drones a week". Case, full stops and a plural s are
        ignored; rates are carried to a day.

    Returns
    -------
    Unit or None
        None if the unit is unknown, the text is empty, or it has over 100 characters.

    Examples
    --------
    >>> read_unit("hectares"), read_unit("troops per week").name, read_unit("parsecs of hope")
    (Unit(name='km2', factor=0.01), 'persons/day', None)
    """
    return _read_unit(text) if len(text) <= LONGEST_UNIT else None


@lru_cache(maxsize=MOST_REMEMBERED)
def _read_unit(text: str) -> Unit | None:
    words = " ".join(text.casefold().replace(".", " ").split())
    per = _PER.search(words)
    base = words[: per.start()] if per else words
    table = _spellings()
    plural = base.endswith("s") and base not in _NO_UNITS
    unit = table.get(base) or (table.get(base[:-1]) if plural else None)
    if unit is None or per is None:
        return unit
    return Unit(f"{unit.name}/day", unit.factor / _DAYS[per.group(1) or per.group(2)])
