"""The place of a figure: one that its sentence names, or points to, else one that was named before."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.place.other_events import tells_of_other
from reconcile.articles.place.place_names import PlaceNamed
from reconcile.articles.place.place_pointers import BOTH, COUNTRY, ELSEWHERE, THERE, Pointer, pointers_in
from reconcile.articles.place.place_signs import BEGINS, FOLK, HERE, MAYBE, NAMED, OFFICE, SPOKEN
from reconcile.articles.place.reach import Reach
from reconcile.articles.words.place_words import SITES
from reconcile.language.tokens import Token, text_at

__all__ = ["CARRIED", "LEAD", "NOWHERE", "STATED", "UNPLACED", "Here", "Place"]

# whence a place or a date is: the figure's own sentence, its paragraph, or the lead of the article
STATED, CARRIED, LEAD = "stated", "carried", "lead"


_PASSED = (CARRIED, LEAD)
# who heads a place, and words from there to its name: "governor of the"
_HEADS, _TO_HEAD = frozenset({"governor", "mayor", "sheriff", "prefect"}), 3


class Place(NamedTuple):
    """A place and whence it is, both "" where none is known; and the state or land if it is one."""

    name: str = ""
    basis: str = ""
    state: str = ""


NOWHERE = Place()


class Here:
    """The places of one sentence, and what its paragraph and its article pass on to it.

    Parameters
    ----------
    text : str
    tokens : list of Token
    found : list of PlaceNamed
    before : Here or None
        Those of the sentence before in the paragraph.
    lead : Place
        That of the lead of the article.
    """

    def __init__(
        self, text: str, tokens: list[Token], found: list[PlaceNamed], before: Here | None, lead: Place
    ) -> None:
        self._lead = lead
        self._carried = before.passed_on() if before else NOWHERE
        self._named = found
        self._earlier: list[PlaceNamed] = before._named if before else []
        self._places = [place for place in found if place.how == HERE]
        self._is_other = tells_of_other(tokens)
        self._offices = [place for place in found if place.how == OFFICE and _has_head(tokens, place)]
        self._chosen = NOWHERE
        # where parts were, which is not where all was of which the next sentence tells
        self._parts: set[int] = set()
        for pointer in pointers_in(text, tokens):
            self._point(pointer)
        self._places.sort(key=lambda place: place.first)
        self._held: Place = before._held if before else NOWHERE
        if tokens and self._places and self._places[0].first == 0 and text_at(tokens, self._places[0].last) == ":":
            # "Kenya: …" holds for its paragraph
            self._held = self.first()

    def of(self, reach: Reach) -> Place:
        """Return the place of a figure.

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.articles.place.place_names import names_in
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "Some 40 died in Orva."
        >>> tokens = tokens_of(text)
        >>> reach = Reach(tokens, clauses_of(tokens), mentions_of(text, tokens)[0], len(tokens), "kill")
        >>> Here(text, tokens, names_in(text, tokens), None, NOWHERE).of(reach)
        Place(name='Orva', basis='stated', state='')
        """
        stated = self._stated(reach)
        if stated is not None and not reach.is_of_other_event(stated.first):
            basis = stated.how if stated.how in _PASSED else STATED
            place = Place(stated.name, basis, stated.state) if stated.name else NOWHERE
            if reach.is_of_part(stated.first) or (self._parts and reach.stands_before_next(stated.first)):
                self._parts.add(stated.first)
            else:
                self._chosen = place
            return place
        if reach.is_of_other_event(-1) or self._is_other or self._is_of_office():
            return NOWHERE
        if self._carried.name:
            return self._carried
        return NOWHERE if self._is_elsewhere() or self._is_of_following(reach) else self._lead

    def moves_to(self, place: Place, *, known: bool) -> bool:
        """Return True for a place that is not the one of the sentences before, which has to be `known` or need not.

        Examples
        --------
        >>> UNPLACED.moves_to(Place("Orva"), known=True), UNPLACED.moves_to(Place("Orva"), known=False)
        (False, True)
        """
        return place.name != self._carried.name and not (known and not self._carried.name)

    def _is_of_following(self, reach: Reach) -> bool:
        """Return True where the lead has its place from here, of a part: "97 people died, including 40 in Orva"."""
        own = [place for place in self._places if place.name == self._lead.name]
        return bool(own) and all(
            place.first in self._parts or reach.is_of_following(place.first, place.last) for place in own
        )

    def _is_elsewhere(self) -> bool:
        """Return True for a sentence in which another state acts than the one of the lead."""
        states = [place.state for place in self._named if place.how == NAMED and place.first <= 1]
        return bool(states) and self._lead.state not in states

    def _is_of_office(self) -> bool:
        """Return True where the one who speaks holds office in a place, which is not the one told of before."""
        return any(place.name != self._carried.name for place in self._offices)

    def first(self) -> Place:
        """Return the first place of the sentence."""
        place = next((place for place in self._places if place.name and place.first not in self._parts), None)
        return Place(place.name, STATED, place.state) if place else NOWHERE

    def passed_on(self) -> Place:
        """Return the place that holds for the next sentence of the paragraph."""
        if self._is_other and self._carried.name:
            return self._carried
        place = next((place for place in (self._held, self._chosen) if place.name), self.first())
        return place._replace(basis=CARRIED) if place.name else self._carried

    def _stated(self, reach: Reach) -> PlaceNamed | None:
        """Return the place of a figure in its own sentence; what only points elsewhere counts last."""
        spoken = [place for place in self._named if place.how == SPOKEN]
        # "181 of them in Gaza; this year the figure is 265" was elsewhere
        named = [place for place in self._places if place.how not in _PASSED and place.first not in self._parts]
        pointed = [place for place in self._places if place.how in _PASSED]
        for places in (named, pointed, spoken):
            nearest = reach.nearest([(place.first, place.last) for place in places])
            if nearest is not None:
                return places[nearest]
        return None

    def _point(self, pointer: Pointer) -> None:
        """Add the place that a pointer points to; one to other places than those named stands for none."""
        if pointer.to == ELSEWHERE:
            self._places.append(PlaceNamed("", pointer.first, pointer.last, HERE))
            return
        names = [place for place in self._named if place.last <= pointer.first]
        if pointer.to == THERE and self._carried.name:
            # "Russia lost 12 men there": not in Russia
            names = [place for place in names if place.how != NAMED]
        target = _pointed(pointer, names, HERE) or _pointed(pointer, self._earlier, CARRIED)
        # a lead that is named behind the pointer is not what it points to: "across the region 44 died: 20 in Orva"
        behind = any(place.name == self._lead.name and place.first >= pointer.last for place in self._named)
        target = target or _passed(pointer, self._carried) or (None if behind else _passed(pointer, self._lead))
        if target is None and pointer.to == COUNTRY:
            # "nationwide" is not where the town is that was told of
            target = PlaceNamed("", pointer.first, pointer.last, HERE)
        if target is not None:
            self._places.append(target._replace(first=pointer.first, last=pointer.last))


def _has_head(tokens: list[Token], place: PlaceNamed) -> bool:
    """Return True for a place beside the one who heads it: "the governor of Kursk region"."""
    beside = tokens[max(place.first - _TO_HEAD, 0) : place.first] + tokens[place.last : place.last + 1]
    return any(token.text in _HEADS for token in beside)


def _pointed(pointer: Pointer, names: list[PlaceNamed], how: str) -> PlaceNamed | None:
    """Return the name that a pointer points to: of states the first, of other places the last; None if none fits."""
    fitting = [place for place in names if _fits(place, pointer.to)]
    if pointer.to == BOTH:
        return _both(fitting, how)
    return (fitting[0] if pointer.to == COUNTRY else fitting[-1])._replace(how=how) if fitting else None


def _both(states: list[PlaceNamed], how: str) -> PlaceNamed | None:
    """Return the two states that are named, as one place."""
    joined = [state.name for state in states if " and " in state.name]
    names = joined or list(dict.fromkeys(state.name for state in states))
    two = " and ".join(names) if joined or len(names) == 2 else ""  # noqa: PLR2004  both
    return states[0]._replace(name=two, how=how) if two else None


def _passed(pointer: Pointer, place: Place) -> PlaceNamed | None:
    """Return a place that was passed on, if the pointer may mean it."""
    state = bool(place.state) == (pointer.to == COUNTRY) or pointer.to == THERE
    site = pointer.to not in SITES or pointer.to in place.name.lower()
    return PlaceNamed(place.name, 0, 0, place.basis, place.state) if place.name and state and site else None


def _fits(place: PlaceNamed, to: str) -> bool:
    """Return True for a name that a pointer may mean."""
    if to in (BOTH, COUNTRY):
        return bool(place.state)
    if place.how in (BEGINS, MAYBE):
        return False
    if to in SITES:
        return to in place.name.lower()
    return to == THERE or (place.how not in (NAMED, FOLK) and not place.state)


# the places of a sentence that names none and to which nothing is passed on
UNPLACED = Here("", [], [], None, NOWHERE)
