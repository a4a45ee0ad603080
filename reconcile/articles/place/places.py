"""Where what a figure counts was: in its sentence, in its paragraph before, or in the lead of the article."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.articles.origin.saying import Saying
from reconcile.articles.place.counting_places import counted_beside
from reconcile.articles.place.place_names import PlaceNamed, names_in
from reconcile.articles.place.place_signs import BEGINS, HERE, MAYBE, NAMED, OFFICE, SPOKEN
from reconcile.articles.place.places_here import CARRIED, LEAD, NOWHERE, Here, Place
from reconcile.articles.place.titled_places import is_titled, titled_places
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.words.place_words import AREAS, SIDES, SITES
from reconcile.language.tokens import Token, tokens_of

__all__ = ["Whereabouts"]

# lines among which the lead is: a headline, a line or two on source and author, the first sentence
_LEADS = 5
_STOPS = (".", "!", "?", ".”", '."')
# characters of the longest line with a full stop that is no sentence: "Updated 4 p.m."
_HEADING = 25
# characters of the longest line that is the heading of a section, the signs at which none ends, and the lines of an
# article that are headline and dateline instead
_LONGEST_HEADING, _ENDS, _FIRST = 40, '.!?,;"”', 2
# sentences for which a paragraph keeps its place
_REMEMBERED = 4


class Whereabouts:
    """The places of an article, asked for sentence by sentence, from its first to its last.

    Parameters
    ----------
    sentences : sequence of Sentence
    tokens : sequence of list of Token
        Those of each sentence; empty where a sentence was not looked at.
    sayings : sequence of list of Saying

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> sentences = sentences_of("A bomb went off in Orva. Some 40 died.")
    >>> tokens = [tokens_of(sentence.text) for sentence in sentences]
    >>> Whereabouts(sentences, tokens, [[], []]).at(1).passed_on()
    Place(name='Orva', basis='carried', state='')
    """

    def __init__(
        self, sentences: Sequence[Sentence], tokens: Sequence[list[Token]], sayings: Sequence[list[Saying]]
    ) -> None:
        self._sentences, self._tokens, self._sayings = sentences, tokens, sayings
        self._named: dict[int, list[PlaceNamed]] = {}
        self._known: dict[str, str] = {}
        self._names: set[str] = set()
        self._lead = self._section = NOWHERE
        self._last: Here | None = None
        self._next = 0

    def at(self, number: int) -> Here:
        """Return the places that figures of a sentence may have."""
        if not self._named:
            self._look_through()
        for earlier in range(self._next, number):
            self._take_heading(earlier)
        if self._next and self._sentences[self._next - 1].paragraph != self._sentences[number].paragraph:
            self._last = None
        for earlier in range(max(self._next, self._first_before(number)), number):
            self._last = self._here(earlier)
        self._last, self._next = self._here(number), number + 1
        return self._last

    def _look_through(self) -> None:
        """Learn which names are places beyond doubt anywhere in the article, and its lead."""
        for number, (sentence, own) in enumerate(zip(self._sentences, self._tokens, strict=True)):
            if own and not is_titled(sentence.text, own):
                self._named[number] = names_in(sentence.text, own)
                for place in self._named[number]:
                    self._learn(place)
        self._lead = self._find_lead()

    def _learn(self, place: PlaceNamed) -> None:
        """Take note of a name: a place, with and without its kind ("Enga province"), or a name within a sentence."""
        if place.first > 0:
            self._names.add(place.name.lower())
        if place.how == HERE:
            name, _, kind = place.name.rpartition(" ")
            self._known[place.name.lower()] = place.name
            if name and kind.lower() in AREAS and name.lower() not in SIDES:
                self._known.setdefault(name.lower(), name)

    def _take_heading(self, number: int) -> None:
        """Take up the place of a section where a line is its heading: "Kassala State", "1. ASSAM"; the next ends it."""
        sentence = self._sentences[number]
        if len(sentence.text) > _LONGEST_HEADING or sentence.text[-1] in _ENDS or number < _FIRST:
            return
        if not self._is_alone(number):
            return
        words = sentence.text.strip("0123456789.)(-–•* ")
        tokens = tokens_of(words)
        name = self._known.get(words.lower(), "")
        named = [place for place in names_in(words, tokens) if place.last - place.first == len(tokens)]
        place = next((place for place in named if place.how in (HERE, NAMED)), None)
        self._section = (
            Place(place.name if place else name, CARRIED, place.state if place else "") if place or name else NOWHERE
        )

    def _is_alone(self, number: int) -> bool:
        """Return True for a sentence that is a paragraph of its own."""
        beside = [self._sentences[at] for at in (number - 1, number + 1) if 0 <= at < len(self._sentences)]
        return all(sentence.paragraph != self._sentences[number].paragraph for sentence in beside)

    def _first_before(self, number: int) -> int:
        """Return the first of the sentences before one in its paragraph that can matter."""
        first = number
        paragraph = self._sentences[number].paragraph
        while first > max(number - _REMEMBERED, 0) and self._sentences[first - 1].paragraph == paragraph:
            first -= 1
        return first

    def _here(self, number: int) -> Here:
        text = self._sentences[number].text
        tokens = self._tokens[number] or tokens_of(text)
        return Here(
            text,
            tokens,
            self._found(number, text, tokens),
            self._last,
            self._section if self._section.name else self._lead,
        )

    def _found(self, number: int, text: str, tokens: list[Token]) -> list[PlaceNamed]:
        """Return the places of a sentence, those within the names of its speakers as theirs."""
        if number not in self._named and is_titled(text, tokens):
            return titled_places(text, tokens, self._known)
        spoken = [range(saying.first, saying.last) for saying in self._sayings[number]]
        named = self._named[number] if number in self._named else names_in(text, tokens)
        named = counted_beside(tokens, named)
        return [place._replace(name=self._spelt(place), how=self._how(place, spoken)) for place in named]

    def _spelt(self, place: PlaceNamed) -> str:
        """Return the name of a place as the article has it elsewhere, where a dateline has it in capitals: "ORVA"."""
        return self._known.get(place.name.lower(), place.name) if place.name.isupper() else place.name

    def _how(self, place: PlaceNamed, spoken: list[range]) -> str:
        name, how = place.name.lower(), place.how
        if (how in (MAYBE, BEGINS) and name in self._known) or (how == BEGINS and name in self._names):
            how = HERE
        span = next((span for span in spoken if place.first in span), None)
        if how != HERE or span is None:
            return how
        if place.first == span.start:
            # a state that reports what it counts; a university that says something is not where that was
            return HERE if place.state else OFFICE if place.name.split()[-1].lower() in SITES else SPOKEN
        # "officials in Moscow": those of the state, wherever it happened
        return OFFICE if place.seat else SPOKEN

    def _find_lead(self) -> Place:
        """Return the first place of the headline or of the first sentence behind it."""
        for number, sentence in enumerate(self._sentences[:_LEADS]):
            place = self._here(number).first()
            if place.name:
                return place._replace(basis=LEAD)
            if sentence.text.endswith(_STOPS) and len(sentence.text) > _HEADING:
                break
        return NOWHERE
