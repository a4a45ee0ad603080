"""The list of parties as it stands in `parties.toml`: states and lands, peoples, faiths, armed groups."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reconcile.language.tokens import tokens_of

__all__ = ["FAITH", "GROUP", "PEOPLE_OF", "SEAT", "SIDE", "STATE", "Listed", "lands", "names_by_first", "other_names"]

# what a name is: a state or land by its own name, its people, its seat of power, an armed group, a side without a name,
# or a faith
STATE, PEOPLE_OF, SEAT, GROUP, SIDE, FAITH = "state", "people", "seat", "group", "side", "faith"
_FORMS = {"people": PEOPLE_OF, "seats": SEAT, "also": STATE}
# letters of the longest abbreviation that is a word when it is not written in capitals: IS, US, SAF, ETA
_SHORT = 3


class Listed(NamedTuple):
    """A name of the list: its words, the party, what the name is, and whether only capitals spell it."""

    words: tuple[str, ...]
    party: str
    kind: str
    capitals: bool


@cache
def lands() -> frozenset[str]:
    """Return the names of states, lands and peoples.

    Examples
    --------
    >>> "Chad" in lands(), "Hamas" in lands()
    (True, False)
    """
    return frozenset(party for _, party, kind in _listed() if kind in (STATE, PEOPLE_OF))


@cache
def names_by_first() -> dict[str, list[Listed]]:
    """Return all names of parties by first word, the longest name first.

    Examples
    --------
    >>> [(name.words, name.party) for name in names_by_first()["kremlin"]]
    [(('kremlin',), 'Russia')]
    """
    index: dict[str, list[Listed]] = {}
    for form, party, kind in _listed():
        spelled = tuple(token.text for token in tokens_of(form))
        capitals = form.isupper() and len(form) <= _SHORT
        for words in {spelled, (*spelled[:-1], spelled[-1] + "'s"), (*spelled[:-1], spelled[-1] + "'")}:
            index.setdefault(words[0], []).append(Listed(words, party, kind, capitals))
    return {first: sorted(names, key=lambda name: -len(name.words)) for first, names in index.items()}


def other_names(party: str) -> tuple[str, ...]:
    """Return the other names of a party of the list: its people, its seats of power; none for one that is not in it.

    Examples
    --------
    >>> other_names("North Korea")[:3], other_names("Atlantis")
    (('North Korean', 'North Koreans', 'Pyongyang'), ())
    """
    return _forms_by_party().get(party, ())


@cache
def _forms_by_party() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for form, party, _ in _listed():
        forms[party] = forms.get(party, ()) + ((form,) if form != party else ())
    return forms


def _listed() -> Iterator[tuple[str, str, str]]:
    """Return every form of a name, its party, and what the name is."""
    tables = tomllib.loads(files(__package__).joinpath("parties.toml").read_text("utf-8"))
    for table in ("states", "lands"):
        for party, forms in tables[table].items():
            yield party, party, STATE
            for key, kind in _FORMS.items():
                yield from ((form, party, kind) for form in forms.get(key, ()))
    for table, kind in (("peoples", PEOPLE_OF), ("faiths", FAITH), ("groups", GROUP)):
        for party, forms in tables[table].items():
            yield from ((form, party, kind) for form in (party, *forms))
