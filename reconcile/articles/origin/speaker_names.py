"""The name of a speaker, from its noun phrase: a person without title and post, a body without article.

"Capt. Pedro Marn" is Pedro Marn, "the country's interior ministry" interior ministry, "news agency Karpress" Karpress.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.origin.noun_phrases import Nouns
from reconcile.articles.words.capitals import NAME_WORDS, is_large, is_proper, word_at
from reconcile.articles.words.speech_words import SHORT_TITLES, noun_of
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at

__all__ = ["Speaker", "is_owner", "is_person", "named", "words_of_name"]


class Speaker(NamedTuple):
    """A speaker and its tokens.

    `kind` is that of its head noun, "name" for a name without one, "person" for one behind a title, "pronoun" where
    another name must be looked for. `post` is the title or the post of a person, or the head of another name.
    """

    name: str
    kind: str
    first: int
    last: int
    post: str = ""


_QUOTES = frozenset("'’")


def named(text: str, tokens: list[Token], nouns: Nouns) -> Speaker | None:
    """Return the speaker that a noun phrase names, None for a name in lower case.

    Examples
    --------
    >>> from reconcile.articles.origin.noun_phrases import nouns_from
    >>> from reconcile.language.tokens import tokens_of
    >>> for text in ("Orva police chief Joel Marn", "the country's interior ministry"):
    ...     tokens = tokens_of(text)
    ...     print(named(text, tokens, nouns_from(text, tokens, text.startswith("the"), len(tokens))).name)
    Joel Marn
    interior ministry
    """
    post = _post(text, tokens, nouns)
    if post >= 0:
        first = post + 1 + (text_at(tokens, post + 1) == ".")
        kind = "person" if _is_title(text, tokens, post) else nouns.kind
        name = words_of_name(text, tokens, first, nouns.head + 1)
        return Speaker(name, kind, nouns.first, nouns.last, tokens[post].text)
    member = _behind_body(text, tokens, nouns)
    if member:
        name = words_of_name(text, tokens, member, nouns.last)
        return Speaker(name, "person", nouns.first, nouns.last, tokens[nouns.head].text)
    first = _without_land(text, tokens, nouns)
    name = words_of_name(text, tokens, first, _end(text, tokens, first, nouns))
    return Speaker(name, nouns.kind, nouns.first, nouns.last, tokens[nouns.head].text)


def _end(text: str, tokens: list[Token], first: int, nouns: Nouns) -> int:
    """Return the token behind a name: of many people, "organisers of the march", and of names, capitals alone."""
    if nouns.kind == "name" and nouns.head > first:
        # "Flavio Marn of the fleet"
        return nouns.head + 1
    if nouns.kind == "name":
        proper = (end for end in range(nouns.last, nouns.head + 1, -1) if is_proper(text, tokens, first, end))
        return next((end for end in proper if is_large(text, tokens, end - 1)), nouns.head + 1)
    many = nouns.kind in ("role", "people") and tokens[nouns.head].text.endswith("s")
    behind = range(nouns.head + 1, nouns.last)
    of = text_at(tokens, nouns.head + 1) == "of" and not any(is_large(text, tokens, place) for place in behind)
    return nouns.head + 1 if many and of else nouns.last


def _is_title(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for the title or the post of a person."""
    return tokens[place].text in SHORT_TITLES or noun_of(word_at(text, tokens, place)) in ("role", "people")


def _post(text: str, tokens: list[Token], nouns: Nouns) -> int:
    """Return the title, or the noun that describes a name, before it; -1 if there is none."""
    own = nouns.kind == "outlet" and not noun_of(tokens[nouns.head].text)
    if not (nouns.kind == "name" or own) or nouns.head == nouns.first:
        return -1
    for place in range(nouns.head - 1, nouns.first - 1, -1):
        if tokens[place].kind != WORD or tokens[place].text in NAME_WORDS:
            continue
        if _is_title(text, tokens, place):
            return place
        if not is_large(text, tokens, place):
            return place if noun_of(word_at(text, tokens, place)) else -1
        if word_at(text, tokens, place) in ("NGO", "NGOs"):
            return place
    return -1


def _behind_body(text: str, tokens: list[Token], nouns: Nouns) -> int:
    """Return the first token of a name behind a body: "head of the Press Agency Abdul Marn"; 0 if there is none."""
    if nouns.kind != "role":
        return 0
    within = ("body", "outlet", "land", "thing")
    bodies = [place for place in range(nouns.head + 1, nouns.last) if noun_of(tokens[place].text) in within]
    start = bodies[-1] + 1 if bodies else nouns.last
    two = nouns.last - start > 1 and is_large(text, tokens, start)
    return start if two and is_proper(text, tokens, start, nouns.last) else 0


def is_owner(tokens: list[Token], place: int) -> bool:
    """Return True for a word in the genitive.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_owner(tokens_of(text), 0) for text in ("Marn's", "organisers’ count", "police")]
    [True, True, False]
    """
    word = tokens[place].text
    return word.endswith("'s") or (word.endswith("s") and text_at(tokens, place + 1) in _QUOTES)


def _is_of_person(text: str, tokens: list[Token], owner: int, nouns: Nouns) -> bool:
    """Return True for the owner before a person: "Orva Radio's Joel Marn"."""
    return nouns.kind == "name" and nouns.head - owner > 1 and is_proper(text, tokens, owner + 1, nouns.head + 1)


def _without_land(text: str, tokens: list[Token], nouns: Nouns) -> int:
    """Return the first token of a name without "the country's", "Orva-based" and "official" before a proper name."""
    first = nouns.first
    for place in range(nouns.first, nouns.head):
        based = tokens[place].text == "based" and text_at(tokens, place - 1) in HYPHENS
        lower = not is_large(text, tokens, place) and noun_of(tokens[place].text) in ("", "land", "thing", "named")
        if based or (is_owner(tokens, place) and (lower or _is_of_person(text, tokens, place, nouns))):
            first = place + 1
    while tokens[first].text in _QUOTES or tokens[first].text == "own":
        first += 1
    start = next((place for place in range(first, nouns.head + 1) if is_large(text, tokens, place)), first)
    behind = text_at(tokens, start - 1) in (*HYPHENS, *_QUOTES)
    return first if behind or not is_proper(text, tokens, start, nouns.head + 1) else start


def is_person(text: str, tokens: list[Token], speaker: Speaker) -> bool:
    """Return True for a name behind a title, and for one of two capitalised words or more.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_person("Ana Reyes", tokens_of("Ana Reyes"), Speaker("Ana Reyes", "name", 0, 2))
    True
    """
    large = sum(is_large(text, tokens, place) for place in range(speaker.first, speaker.last))
    proper = large > 1 and is_proper(text, tokens, speaker.first, speaker.last)
    return speaker.kind == "person" or (speaker.kind == "name" and proper)


def words_of_name(text: str, tokens: list[Token], first: int, last: int) -> str:
    """Return the words of a name, without what stands in brackets and without the ending of a genitive.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Guard (OG) of Orva's"
    >>> words_of_name(text, tokens_of(text), 0, 6)
    'Guard of Orva'
    """
    while last > first + 1 and tokens[last - 1].kind not in (WORD, DIGITS):
        last -= 1
    pieces, start = [], tokens[first].start
    for place in range(first, last):
        if tokens[place].text == "(":
            pieces.append(text[start : tokens[place].start])
        elif tokens[place].text == ")":
            start = tokens[place].end
    pieces.append(text[start : tokens[last - 1].end])
    name = " ".join(" ".join(pieces).split())
    return name.removesuffix("'s").removesuffix("’s").rstrip("'’")
