"""Words for people, and what they say of them: a population, a side, what they do for a living.

`people.toml` beside it is the list; whoever needs a word for people takes it from here.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

__all__ = ["MILITARY", "PEOPLE", "POPULATIONS", "SHARED_OUT", "Group", "group_named", "population_alone"]


class Group(NamedTuple):
    """People that a word names: the name of all of them, and of which kind they are."""

    name: str
    kind: str


_TABLES = tomllib.loads(files(__package__).joinpath("people.toml").read_text("utf-8"))

PEOPLE: dict[str, Group] = {
    word: Group(name, kind) for kind, groups in _TABLES.items() for name, words in groups.items() for word in words
}

# kinds whose people bear arms
MILITARY = frozenset({"military", "force", "armed"})

# kinds that are a population and never a side of a conflict
SHARED_OUT = frozenset({"demographic", "civilian", "military"})

# words that name a part of people, by the population that it is; words for sides and forces name no people
POPULATIONS: dict[str, str] = {
    word: group.name for word, group in PEOPLE.items() if group.kind not in ("side", "force")
}  # fmt: skip

# kinds of people who may be a party, by whichever word
_NAMED = frozenset({"armed", "work"})

_WORD = re.compile(r"[^\W\d_]+")
# words between those of a population: "women and children"
_BETWEEN = frozenset({"and", "or"})


def population_alone(party: str) -> str:
    """Return the population that a party is nothing but, "" for a side, and for what people do for a living.

    Examples
    --------
    >>> population_alone("Women and children"), population_alone("rebels"), population_alone("Ukrainian women")
    ('children and women', '', '')
    """
    words = [word for word in _WORD.findall(party.casefold()) if word not in _BETWEEN]
    groups = {PEOPLE.get(word, Group("", "")) for word in words}
    if {group.kind for group in groups} <= SHARED_OUT:
        return " and ".join(sorted(group.name for group in groups))
    return ""


def group_named(party: str) -> str:
    """Return the one name of the people whom a party is by one of several words; any other party as it is.

    Examples
    --------
    >>> group_named("policemen"), group_named("Police"), group_named("Chad")
    ('police', 'Police', 'Chad')
    """
    group = PEOPLE.get(party.casefold())
    if group is None or group.kind not in _NAMED or group.name.casefold() == party.casefold():
        return party
    return group.name
