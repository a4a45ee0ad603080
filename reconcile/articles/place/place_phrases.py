"""The words around a name by which it is a place: those before it up to a preposition, and those behind it."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.words.capitalised_names import Name, is_capital
from reconcile.articles.words.named_lands import LAND, PEOPLE, named_at
from reconcile.articles.words.place_words import (
    ADJECTIVES,
    AREAS,
    DONE_TO,
    FUNCTION,
    HAPPENINGS,
    LOCATING,
    PARTS,
    PERSONS_OF,
    SIDES,
    SITES,
)  # fmt: skip
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at

__all__ = ["Ahead", "Behind", "ahead_of", "behind"]


class Ahead(NamedTuple):
    """The words before a name: a preposition and its token, and whether a side, a kind or an article stand between.

    `plain` is True where nothing else does: "in rural Latakia", not "in clashes Hamas".
    """

    preposition: str
    at: int
    side: bool
    kind: bool
    the: bool
    plain: bool


class Behind(NamedTuple):
    """The words behind a name: where its kind ends ("Kunar province"), whose it is, and what happened there.

    `noun` is the first word behind that is known to say something of places: a part, a happening, a person or body.
    """

    last: int
    kind: bool
    owns: bool
    noun: str
    number: bool


# prepositions, beside those of place, at which a phrase begins
_OTHERS = frozenset({"to", "into", "towards", "toward", "from", "for", "onto", "of"})
# words before "to" that make it "near"
_NEAR = frozenset({"close", "next", "adjacent"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this"})
# nouns before "of" and the name of a place
_OF = AREAS | SITES | PARTS | SIDES | DONE_TO
_ADJECTIVAL = ("ed", "al", "ern", "ous", "ing", "held", "ic", "ward")
# nouns that say something of the place before them
_NOUNS = PARTS | AREAS | SITES | HAPPENINGS | PERSONS_OF
# words between a preposition and the name: "in the once besieged southern port city of"
_LONGEST = 9
# of them, nouns and unknown words
_ODD = 3
# words between a possessive and what it owns: "Bihar's 10 worst hit districts"
_OWNED = 5


def ahead_of(text: str, tokens: list[Token], first: int) -> Ahead:
    """Return the words before a name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "in the southern port city of Orva"
    >>> ahead_of(text, tokens_of(text), 6)
    Ahead(preposition='in', at=0, side=True, kind=True, the=True, plain=True)
    """
    side = kind = the = False
    odd, index, last = 0, first - 1, max(first - _LONGEST, 0)
    if text_at(tokens, index) == "," and text_at(tokens, index - 1) == "capital":
        # "in Mali's capital, Orva"
        index -= 1
    while index >= last:
        word = tokens[index].text
        if word in LOCATING or word in _OTHERS:
            if word != "of" or text_at(tokens, index - 1) not in _OF:
                return Ahead(_preposition(tokens, index), index, side, kind, the, not odd or the or kind)
            kind, index = True, index - 1
        elif word in SIDES:
            side = side or not odd
        elif word in AREAS or word in SITES:
            # "state agency Tarn" is no state
            kind = kind or not odd
        elif word in _ARTICLES:
            the = True
        elif not (word in HYPHENS or word in ADJECTIVES or _is_owner(text, tokens, index)):
            odd += not word.endswith(_ADJECTIVAL)
            if tokens[index].kind != WORD or word in FUNCTION or is_capital(text, tokens, index) or odd > _ODD or the:
                break
        index -= 1
    return Ahead("", first, side, kind, the, plain=False)


def _preposition(tokens: list[Token], index: int) -> str:
    """Return a preposition, "close to" as "near", but not for sources "close to the Met"."""
    near = text_at(tokens, index - 1) in _NEAR and text_at(tokens, index + 1) != "the"
    return "near" if near and tokens[index].text == "to" else tokens[index].text


def _is_owner(text: str, tokens: list[Token], index: int) -> bool:
    """Return True for the last word of a people or owner that stands within a phrase: "in China's Shandong"."""
    if not is_capital(text, tokens, index):
        return False
    named = named_at(text, tokens, index)
    return tokens[index].text.endswith("'s") or (named is not None and named.kind == PEOPLE)


def behind(tokens: list[Token], name: Name) -> Behind:
    """Return the words behind a name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> behind(tokens_of("Orva province police said"), Name(0, 1))
    Behind(last=2, kind=True, owns=False, noun='police', number=False)
    >>> behind(tokens_of("Orva's 10 districts"), Name(0, 1))
    Behind(last=1, kind=False, owns=True, noun='districts', number=True)
    """
    before, mark = text_at(tokens, name.last - 1), text_at(tokens, name.last)
    if before.endswith("'s") or (before.endswith("s") and mark in ("'", "’")):
        noun, number = _noun(tokens, name.last + (mark in ("'", "’")), _OWNED)
        return Behind(name.last, kind=False, owns=True, noun=noun, number=number)
    if mark.removesuffix("'s") in AREAS and mark.endswith("'s"):
        # "Orva province's Tessa district"
        noun, number = _noun(tokens, name.last + 1, _OWNED)
        return Behind(name.last + 1, kind=True, owns=True, noun=noun, number=number)
    kind = name.kind != LAND and name.last - name.first > 1 and (before in AREAS or before in SITES)
    last = name.last + _kind_at(tokens, name.last)
    return Behind(last, kind or last > name.last, owns=False, noun=_noun(tokens, last, 3)[0], number=False)


def _kind_at(tokens: list[Token], index: int) -> int:
    """Return how many words from a token on are a kind of place: "province", "coal mine"."""
    words = [text_at(tokens, index), text_at(tokens, index + 1)]
    if words[0] in AREAS or words[0] in SITES:
        return 1
    plain = index < len(tokens) and tokens[index].kind == WORD and words[0] not in FUNCTION
    plain = plain and not words[0].endswith(("s", "ed"))
    return 2 if plain and words[1] in SITES and words[0] not in PERSONS_OF and words[0] not in HAPPENINGS else 0


def _noun(tokens: list[Token], index: int, most: int) -> tuple[str, bool]:
    """Return the first telling noun of at most so many tokens, and whether a number stands before it."""
    number = False
    for token in tokens[index : index + most]:
        number = number or token.kind == DIGITS
        if token.text in _NOUNS:
            return token.text, number
        if (token.kind not in (WORD, DIGITS) and token.text not in HYPHENS) or token.text in FUNCTION:
            break
    return "", number
