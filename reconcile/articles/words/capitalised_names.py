"""The capitalised names of a sentence, whatever they name: stretches of tokens, with what the list of parties knows."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.words.capitals import is_month_in_name
from reconcile.articles.words.named_lands import named_at
from reconcile.articles.words.place_words import AREAS, FUNCTION, SITES
from reconcile.language.not_figures import MONTHS
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["Name", "begins_name", "is_capital", "name_at", "words_of_name"]

_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# small words within names: "Port-au-Prince", "Rio de Janeiro"; Arabic articles begin one: "al-Bab"
_INNER = frozenset(
    {"de", "la", "le", "du", "das", "da", "do", "di", "del", "los", "las", "bin", "ul", "e", "au", "sur"}
)
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "an", "at", "ez", "es"})
# shortened first words of names, behind which a full stop stands
_SHORT = frozenset({"st", "mt", "ft", "n", "s", "e", "w"})


class Name(NamedTuple):
    """A capitalised name: its tokens, its kind in the list of parties ("" if not listed) and whom that kind is of."""

    first: int
    last: int
    kind: str = ""
    of: str = ""


def begins_name(text: str, token: Token) -> bool:
    """Return True for a token with which a name may begin; most tokens need no closer look.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [begins_name("al-Bab, so", token) for token in tokens_of("al-Bab, so")]
    [True, False, True, False, False]
    """
    return token.kind == WORD and (text[token.start].isupper() or token.text in _ARTICLES)


def is_capital(text: str, tokens: list[Token], index: int) -> bool:
    """Return True for a word that begins with a capital, and for the article of an Arabic name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "near al-Bab"
    >>> [is_capital(text, tokens_of(text), index) for index in range(4)]
    [False, True, False, True]
    """
    if not 0 <= index < len(tokens) or tokens[index].kind != WORD:
        return False
    if text[tokens[index].start].isupper():
        return True
    return (
        tokens[index].text in _ARTICLES and text_at(tokens, index + 1) in HYPHENS and _follows(text, tokens, index + 2)
    )


def _follows(text: str, tokens: list[Token], index: int) -> bool:
    """Return True where a capitalised word follows without a space."""
    return touches(tokens, index - 1) and touches(tokens, index) and text[tokens[index].start].isupper()


def name_at(text: str, tokens: list[Token], first: int) -> Name | None:
    """Return the name that begins at a token; None where none does: times, words of a beginning, "Hamas-run".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The Gulf of Aden, Kunar Monday"
    >>> [name_at(text, tokens_of(text), index) for index in (0, 1, 5)]
    [None, Name(first=1, last=4, kind='', of=''), Name(first=5, last=6, kind='', of='')]
    """
    if not is_capital(text, tokens, first) or _is_time(tokens[first]) or _only_begins(text, tokens, first):
        return None
    last = first + 1
    while last < len(tokens) and (step := _step(text, tokens, first, last)):
        last += step
    if text_at(tokens, last) in HYPHENS and touches(tokens, last) and touches(tokens, last + 1):
        return None
    listed = named_at(text, tokens, first)
    if listed and first + listed.length >= last:
        return Name(first, max(last, first + listed.length), listed.kind, listed.of)
    return Name(first, last)


def _is_time(token: Token) -> bool:
    word = token.text.removesuffix("'s")
    return word in _WEEKDAYS or word in MONTHS


def _only_begins(text: str, tokens: list[Token], index: int) -> bool:
    """Return True for a word that has its capital because a sentence or a title begins: "In", "The"."""
    token = tokens[index]
    return token.text in FUNCTION and not (token.text == "us" and text[token.start : token.end].isupper())


def _step(text: str, tokens: list[Token], first: int, last: int) -> int:
    """Return how many tokens more belong to the name that has reached `last`, 0 if it ends there."""
    before, token = tokens[last - 1], tokens[last]
    if before.text.endswith("'s"):
        return 0
    if token.text in HYPHENS and touches(tokens, last):
        return 2 if touches(tokens, last + 1) and _after_hyphen(text, tokens, last + 1) else 0
    if is_capital(text, tokens, last):
        time = _is_time(token) and not is_month_in_name(text, tokens, last)
        return 0 if time or (token.text in FUNCTION and before.kind == WORD) else 1
    if _is_joint(tokens, last):
        return 2 if is_capital(text, tokens, last + 1) else 0
    return _joint(text, tokens, last)


def _is_joint(tokens: list[Token], last: int) -> bool:
    """Return True for what stands within names: "St. Tarn", "Rio de Janeiro", and "Tarn Girls' School"."""
    before, word = tokens[last - 1], tokens[last].text
    owns = before.kind == WORD and word in "'’" and before.text.endswith("s") and text_at(tokens, last + 1) in SITES
    return owns or word in _INNER or (word == "." and before.text in _SHORT)


def _after_hyphen(text: str, tokens: list[Token], index: int) -> bool:
    """Return True for a part of a name behind its hyphen; "run" in "Hamas-run" is none."""
    return is_capital(text, tokens, index) or tokens[index].text in _INNER or text_at(tokens, index + 1) in HYPHENS


def _joint(text: str, tokens: list[Token], index: int) -> int:
    """Return how many tokens "of" or "for" joins to a name: "Bay of Bengal", "Strait of Hormuz"."""
    word, before = tokens[index].text, tokens[index - 1].text
    kinds = AREAS if word == "of" else SITES if word == "for" else frozenset()
    if before not in kinds:
        return 0
    the = text_at(tokens, index + 1) == "the"
    return 2 + the if is_capital(text, tokens, index + 1 + the) else 0


def words_of_name(text: str, tokens: list[Token], first: int, last: int) -> str:
    """Return a name as it is printed, without a possessive ending.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> words_of_name("Port Sudan’s streets", tokens_of("Port Sudan’s streets"), 0, 2)
    'Port Sudan'
    """
    name = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    return name[:-2] if name.endswith(("'s", "’s")) else name
