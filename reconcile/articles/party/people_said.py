"""The people that each figure of a sentence counts: whose they are, and what they are.

"Some 300 Russian soldiers" are soldiers, of Russia; "three of its pilots" pilots of whoever "it" is; "24 rebels" are of
a side that has no other name.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from reconcile.articles.figures.mentions import Mention
from reconcile.articles.party.parties import Party
from reconcile.articles.party.people_phrase import Phrase, Word, phrase_of
from reconcile.articles.words.title_case import is_title_case
from reconcile.claims.people import MILITARY
from reconcile.language.tokens import Token

__all__ = ["People", "people_in"]


class People(NamedTuple):
    """Who is counted.

    `named` is the party that the phrase names, `side` a side without a name, `noun` what they are beside that
    ("miners", "children"); `population` is what they are as a population, and `owner` the word that stands for a party
    named elsewhere ("its pilots", "comrades"). `bare` is True if no noun says who they are.
    """

    named: str = ""
    side: str = ""
    noun: str = ""
    population: str = ""
    owner: str = ""
    bare: bool = False

    @property
    def party(self) -> str:
        """The party as far as the phrase itself names it."""
        return self.named or self.side or self.noun


# kinds that are a population and of whom the word is the name
_POPULATION = frozenset({"demographic", "civilian"})
# kinds of words that are no name of people
_NO_NOUN = frozenset({"side", "state", "armed", "force"})
# who they are together everybody: "men, women and children"
_EVERYONE = frozenset({"men", "women", "children"})
# words from "number of" to the number, and those right before it: "the number of soldiers killed rose on Friday to"
_TO_NUMBER_OF, _AT = 14, frozenset({"to", "at", "is", "was", "between", "past", "stands"})
# nouns that only say of others that they work somewhere: "police officers"
_OF_OTHERS = frozenset({"officers", "officer", "staff", "employees"})


def people_in(text: str, tokens: list[Token], mentions: list[Mention], parties: list[Party]) -> list[People]:
    """Return whom each figure of a sentence counts, by the noun phrase that begins behind its number.

    Parameters
    ----------
    text : str
    tokens : list of Token
    mentions : list of Mention
    parties : list of Party
        Those that the sentence names.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "12 Karsian soldiers, 9 junta troops and 3 of its pilots died."
    >>> tokens = tokens_of(text)
    >>> for people in people_in(text, tokens, mentions_of(text, tokens), parties_in(text, tokens)):
    ...     print(people.party, people.population or people.owner)
    Karsian military
    junta military
    pilots its
    """
    titled = is_title_case(text, tokens)
    by_first = {party.first: party for party in parties}
    starts = [0] + [mention.after for mention in mentions[:-1]]
    stops = [mention.first for mention in mentions[1:]] + [len(tokens)]
    found = []
    for mention, start, stop in zip(mentions, starts, stops, strict=True):
        phrase = phrase_of(text, tokens, range(mention.after, stop), by_first, titled=titled)
        first = _number_of(tokens, start, mention.first) if phrase.bare and not phrase.words else 0
        if first:
            # "the number of soldiers killed rose to 12"
            counted = phrase_of(text, tokens, range(first, mention.first), by_first, titled=titled)
            phrase = counted if counted.words else phrase
        found.append(_people(phrase))
    return found


def _number_of(tokens: list[Token], start: int, end: int) -> int:
    """Return the token behind the "number of" before a number, 0 without."""
    first = max(start, end - _TO_NUMBER_OF)
    words = [token.text for token in tokens[first:end]]
    pairs = [place for place, pair in enumerate(pairwise(words)) if pair == ("number", "of")]
    return first + pairs[-1] + 2 if pairs and words[-1] in _AT else 0


def _people(phrase: Phrase) -> People:
    """Return whom a phrase names."""
    kinds = {word.group.kind for word in phrase.words}
    populations = sorted({word.group.name for word in phrase.words if word.group.kind in _POPULATION})
    if set(populations) >= _EVERYONE:
        return People(phrase.named, owner=phrase.owner)
    if kinds & MILITARY and "civilian" in kinds:
        # "40 civilians and soldiers" are neither
        return People(phrase.named, noun=" and ".join(word.text for word in phrase.words), owner=phrase.owner)
    return People(
        named=phrase.named or (phrase.unknown if phrase.words or " " in phrase.unknown else ""),
        side=phrase.side if kinds & MILITARY or kinds <= {"side"} else "",
        noun=_noun(phrase.words) or phrase.unknown,
        population=" and ".join(populations) or ("military" if kinds & MILITARY else ""),
        owner=phrase.owner,
        bare=phrase.bare,
    )


def _noun(words: list[Word]) -> str:
    """Return what the people are, as written: "miners", "policemen", "women and children"."""
    named = [word for word in words if word.group.kind not in _NO_NOUN]
    if not named:
        return "military personnel" if {"military", "personnel"} <= {word.text for word in words} else ""
    if any(word.group.kind not in _POPULATION for word in named):
        named = [word for word in named if word.group.kind == "work" and word.text not in _OF_OTHERS] or named[-1:]
    return " and ".join(dict.fromkeys(word.text for word in named))
