"""The places that a sentence names, each with how it names them.

There is no list of places: a name is one by the words around it. A preposition ("in", "near"), a side ("northern"), a
kind ("province", "school"), what happened there ("the Herat earthquake"), or a state's own name show it; titles,
offices and bodies show that it is none.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.place.place_phrases import Behind, ahead_of, behind
from reconcile.articles.place.place_signs import FOLK, HERE, Signs, is_compound
from reconcile.articles.words.capitalised_names import Name, begins_name, name_at, words_of_name
from reconcile.articles.words.named_lands import GROUP, LAND, PEOPLE, SEAT
from reconcile.articles.words.place_words import (
    ADJECTIVES,
    AGENTS_ACTS,
    AREAS,
    ARMED,
    ATTACKS,
    BODIES,
    HAPPENINGS,
    NAMED_HAPPENINGS,
    NO_PLACES,
    PARTS,
    PERSONAL,
    PERSONS_OF,
    SEAS,
    SIDES,
    SITES,
    TELLING,
    TITLES,
)  # fmt: skip
from reconcile.language.tokens import Token, text_at

__all__ = ["PlaceNamed", "names_in"]


class PlaceNamed(NamedTuple):
    """A place that a sentence names, its tokens, how it is named, the state or land if it is one; if it is a seat."""

    name: str
    first: int
    last: int
    how: str
    state: str = ""
    seat: bool = False


_OTHERS = NO_PLACES | NAMED_HAPPENINGS
_KINDS = AREAS | SITES | SIDES | ADJECTIVES
# letters of the longest acronym that bodies have
_ACRONYM = 6
# last words of persons: titles, but for those within names of places ("Port-au-Prince")
_OFFICES = TITLES - {"prince", "king", "queen"}
# areas that are named by a people, and endings of adjectives of faiths and schools: "a Catholic church"
_OWN_REGIONS = frozenset({"region", "state"})
_OF_FAITHS = ("ic", "ish", "ist", "ian", "ean")
# happenings that are nobody's act
_HAPPENED = HAPPENINGS | ATTACKS
_BEFALLEN = HAPPENINGS - AGENTS_ACTS - ATTACKS - PERSONAL
# words behind the last of several names that is no place but who acts or speaks: "in Orva, and Iran said"
_VERBS = TELLING | {"has", "have", "had", "is", "was", "were", "will"}


def names_in(text: str, tokens: list[Token]) -> list[PlaceNamed]:
    """Find the places that a sentence names, from left to right.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "In Syria's northern Orva province, Gen. Tarn of Hamas said the Tessa quake killed 40."
    >>> [(place.name, place.how) for place in names_in(text, tokens_of(text))]
    [('Syria', 'named'), ('Orva province', 'here'), ('Tessa', 'here')]
    """
    places: list[PlaceNamed] = []
    index, grouped = 0, len(tokens)
    while index < len(tokens):
        name = name_at(text, tokens, index) if begins_name(text, tokens[index]) else None
        if name is None:
            index += 1
            continue
        # "al-Qaeda in the Maghreb" is one name
        within = name.first - 2 == grouped and [token.text for token in tokens[grouped : name.first]] == ["in", "the"]
        place = None if within else _place(text, tokens, name)
        grouped = name.last if name.kind == GROUP else grouped
        if place is not None:
            places.append(_listed(text, tokens, place) if place.how == HERE else place)
        index = max(name.last, places[-1].last if place else 0)
    return places


def _place(text: str, tokens: list[Token], name: Name) -> PlaceNamed | None:
    """Return the place that a name is, None if it is none."""
    if _is_no_place(text, tokens, name):
        return None
    back = behind(tokens, name)
    describes = name.kind == LAND and _letters(text, tokens, name).isupper() and is_compound(text, tokens, name)
    if name.kind == PEOPLE or describes:
        return _of_people(text, tokens, name, back)
    how = Signs(text, tokens, name, ahead_of(text, tokens, name.first), back).how()
    # "in the Tessa Massacre": what happened is no part of the name
    named = back.last - (back.last == name.last > name.first + 1 and tokens[name.last - 1].text in _HAPPENED)
    printed = words_of_name(text, tokens, name.first, named)
    state = name.of if name.kind == LAND else ""
    return PlaceNamed(printed, name.first, back.last, how, state, name.kind == SEAT) if how else None


def _letters(text: str, tokens: list[Token], name: Name) -> str:
    return text[tokens[name.first].start : tokens[name.last - 1].end]


def _is_no_place(text: str, tokens: list[Token], name: Name) -> bool:
    """Return True for persons, bodies, groups, outlets, storms, ships, acronyms, and a kind without a name."""
    words = [token.text.removesuffix("'s") for token in tokens[name.first : name.last]]
    before = text_at(tokens, name.first - 1)
    titled = before in TITLES or (before == "." and text_at(tokens, name.first - 2) in TITLES)
    if name.kind == GROUP or titled or words[0] in TITLES:
        return True
    if name.kind in (LAND, PEOPLE):
        return False
    person = words[-1] in _OFFICES or "minister" in words or "president" in words
    # "the Militia Shelling": what stands before what happened
    last = words[-2] if len(words) > 1 and words[-1] in _HAPPENED else words[-1]
    return person or last in BODIES or not _OTHERS.isdisjoint(words) or _is_bare(text, tokens, name)


def _is_bare(text: str, tokens: list[Token], name: Name) -> bool:
    """Return True for an acronym, or a kind of place alone: "State", "North"."""
    letters, word = _letters(text, tokens, name), tokens[name.first].text
    acronym = letters.isupper() and len(letters) <= _ACRONYM and word not in SEAS
    adjective = text_at(tokens, name.first - 1) in ("a", "an") and word.endswith(_OF_FAITHS)
    return name.last - name.first == 1 and (acronym or adjective or word in _KINDS)


def _of_people(text: str, tokens: list[Token], name: Name, back: Behind) -> PlaceNamed:
    """Return the state of a people, as a place where its ground is meant ("Ukrainian territory") or nobody acts."""
    armed = not ARMED.isdisjoint(token.text for token in tokens[name.last : back.last])
    ground = (back.kind or back.noun in PARTS or back.noun in AREAS) and back.noun not in PERSONS_OF and not armed
    # "the US death toll" is of the place, "the German death rate" of the people
    befell = back.noun in (_BEFALLEN | PERSONAL if name.kind == LAND else _BEFALLEN)
    here = (ground or befell) and text_at(tokens, back.last) != "of"
    if here and text_at(tokens, back.last - 1) in _OWN_REGIONS and name.last - name.first == 1:
        # "the Somali region" has that name
        return PlaceNamed(words_of_name(text, tokens, name.first, back.last), name.first, back.last, HERE)
    return PlaceNamed(name.of, name.first, back.last if ground else name.last, HERE if here else FOLK, name.of)


def _listed(text: str, tokens: list[Token], place: PlaceNamed) -> PlaceNamed:
    """Join a place to those listed behind it: "Mali, Gambia and Eritrea"; "Palu, Indonesia" stays Palu."""
    last, closed = place.last, False
    while not closed:
        words = text_at(tokens, last), text_at(tokens, last + 1)
        closed = "and" in (words[0], words[1] if words[0] == "," else "")
        if not closed and words[0] != ",":
            return place
        item = name_at(text, tokens, last + 1 + (words[0] == "," and closed))
        if item is None or item.kind in (GROUP, PEOPLE) or _is_no_place(text, tokens, item):
            return place
        last = behind(tokens, item).last
    if text_at(tokens, last) in _VERBS:
        return place
    return place._replace(name=words_of_name(text, tokens, place.first, last), last=last)
