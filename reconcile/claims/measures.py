"""The controlled list of measures: what is counted, in which unit, on which scale, and for whom it is a loss.

*Measure* is what is counted ("killed"); *unit* is in what ("persons"). `bears` says for whom a high figure is
bad news, which decides the side on which a stake widens a range: a `loss` hurts the party counted, a `gain`
helps it, and `neither` is a bare fact such as a deployment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from reconcile.claims.text import map_unique

__all__ = ["LAUNCHES", "MEASURES", "WHOLES", "WIDER", "Measure", "attribute_of", "measure_of"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: canonical name, unit, working scale, synonyms, and the words that print it."""

    name: str
    unit: str
    words: str
    bears: str = "neither"
    scale: str = "log"
    synonyms: tuple[str, ...] = ()


_LIST = (
    Measure("killed", "persons", "killed", "loss", synonyms=("dead", "death", "deaths", "died", "fatalities")),
    Measure("wounded", "persons", "wounded", "loss", synonyms=("injured", "hurt")),
    Measure("casualties", "persons", "killed or wounded", "loss", synonyms=("killed_or_wounded", "casualty")),
    Measure(
        "losses",
        "persons",
        "killed, wounded, missing or captured",
        "loss",
        synonyms=("killed_wounded_missing_captured",),
    ),
    Measure("killed_or_missing", "persons", "killed or missing", "loss", synonyms=("dead_or_missing",)),
    Measure("missing_or_wounded", "persons", "missing or wounded", "loss"),
    Measure("missing", "persons", "missing", "loss"),
    Measure("captured", "persons", "captured", "loss", synonyms=("prisoners",)),
    Measure("released", "persons", "released"),
    Measure("excess_deaths", "persons", "excess deaths", "loss"),
    Measure("deployed", "persons", "deployed"),
    Measure("present", "persons", "present", synonyms=("attendance",)),
    Measure("strength", "persons", "in strength"),
    Measure("displaced", "persons", "displaced"),
    Measure("population", "persons", "inhabitants"),
    Measure("trapped", "persons", "trapped"),
    Measure("area_gained", "km2", "taken", "gain"),
    Measure("area_held", "km2", "held", "gain"),
    Measure("area_share", "percent", "of the area", "gain", "proportion"),
    Measure("advance_distance", "km", "advanced", "gain"),
    Measure("advance_rate", "km2/day", "taken a day", "gain"),
    Measure("settlements_taken", "settlements", "taken", "gain"),
    Measure("settlements_held", "settlements", "held", "gain"),
    Measure("drones_launched", "drones", "launched"),
    Measure("drones_shot_down", "drones", "shot down", "loss"),
    Measure("drones_lost", "drones", "lost on the way", "loss"),
    Measure("drones_hit", "drones", "hitting their targets", "gain"),
    Measure("missiles_launched", "missiles", "launched"),
    Measure("missiles_shot_down", "missiles", "shot down", "loss"),
    Measure("interception_rate", "percent", "intercepted", "loss", "proportion"),
    Measure("equipment_lost", "items", "lost", "loss"),
    Measure("equipment_destroyed", "items", "destroyed", "loss"),
    Measure("equipment_damaged", "items", "damaged", "loss"),
    Measure("equipment_captured", "items", "captured", "loss"),
    Measure("casualties_share", "percent", "killed or wounded", "loss", "proportion"),
    Measure("killed_share", "percent", "killed, of all killed or wounded", "loss", "proportion"),
    Measure("casualty_rate", "persons/day", "killed or wounded a day", "loss"),
    Measure("share", "percent", "share", "neither", "proportion"),
    Measure("change", "", "change", "neither", "linear"),
    Measure("events", "events", "events"),
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in _LIST}

# An accounting rule, not an estimate: whoever is counted on the left is counted on the right as well.
WIDER: tuple[tuple[str, str], ...] = (
    ("killed", "casualties"),
    ("wounded", "casualties"),
    ("casualties", "losses"),
    ("killed", "killed_or_missing"),
    ("killed_or_missing", "losses"),
    ("missing", "losses"),
    ("captured", "losses"),
    ("drones_shot_down", "drones_launched"),
    ("missiles_shot_down", "missiles_launched"),
)

# a whole that was launched, of which a part was shot down, lost or hit
LAUNCHES = {
    "drones_shot_down": "drones_launched",
    "drones_lost": "drones_launched",
    "drones_hit": "drones_launched",
    "missiles_shot_down": "missiles_launched",
    "missiles_lost": "missiles_launched",
    "missiles_hit": "missiles_launched",
}

# What the whole of a ratio counts: "81 out of 112 drones" shot down says that 112 were launched, "3 of the 12 men" hurt
# that there were 12. Measures that are not here have no whole that their ratio is sure to name.
WHOLES: dict[str, str] = {
    **LAUNCHES,
    **dict.fromkeys(
        ("killed", "wounded", "casualties", "losses", "captured", "missing", "killed_or_missing", "missing_or_wounded"),
        "strength",
    ),
}

_BY_SYNONYM = {word: measure.name for measure in _LIST for word in (measure.name, *measure.synonyms)}


def measure_of(word: str) -> str:
    """Return the canonical measure of a word or synonym, or the word in canonical spelling if it is unknown.

    Examples
    --------
    >>> measure_of("Killed or wounded"), measure_of("deaths"), measure_of("goats_lost")
    ('casualties', 'killed', 'goats_lost')
    """
    key = "_".join(word.lower().replace("-", " ").replace("_", " ").split())
    return _BY_SYNONYM.get(key, key)


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

    def told(names: pd.Series) -> pd.Series:
        return pd.Series([getattr(known[name], attribute) if name in known else default for name in names], dtype="str")

    return map_unique(measures, told)
