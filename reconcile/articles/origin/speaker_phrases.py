"""The speaker that some words tell of, if they can speak: a noun phrase, a handle, two that are joined, an account."""

from __future__ import annotations

from reconcile.articles.origin.noun_phrases import ARTICLES, Nouns, nouns_from
from reconcile.articles.origin.speaker_names import Speaker, is_owner, named, words_of_name
from reconcile.articles.words.capitals import is_day, is_large, word_at
from reconcile.articles.words.speech_words import noun_of
from reconcile.language.tokens import DIGITS, WORD, Token, text_at, touches

__all__ = ["PRONOUNS", "speaker_in"]

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
# words that stand for someone who is not known, or for a thing
_NOBODY = frozenset({
    "who", "which", "you", "there", "that", "this", "what", "these", "those", "others", "few", "nobody", "none",
    "neither", "everyone", "someone", "no", "any", "each",
    "contrary",
})  # fmt: skip
# words before a name that are not of it
_OPENINGS = frozenset({
    "and", "but", "meanwhile", "however", "earlier", "later", "additionally", "also", "still", "yet", "so", "now",
    "separately", "moreover", "then", "while", "or", "initially", "previously", "afterwards", "overall", "nevertheless",
    "nonetheless", "elsewhere", "here", "both", "some", "several", "many", "most", "all", "various", "multiple",
    "early", "initial", "recent", "new", "latest", "first", "one", "certain", "with", "as", "only", "just", "even",
    "when", "after", "before", "because", "since", "if", "whereas", "although", "though", "once", "updated",
    "respective", "eventually", "instead", "thus", "hence", "therefore", "finally", "until", "last",
})  # fmt: skip
_SIGNS = frozenset("'’,(.•▪")
# nouns before an account that name no author: "press release"
_NO_AUTHORS = frozenset({"news", "press", "media", "official", "daily", "weekly", "local"})
# words that say which media: "local media reports"
_OF_MEDIA = frozenset({"local", "state", "national", "foreign", "regional", "official", "run"})
# kinds of nouns that may be authors of an account before it
_AUTHORS = frozenset({"body", "outlet", "people", "role", "source"})
# endings of the names of peoples, whose accounts have no author: "Russian claims"
_PEOPLES = ("ian", "an", "ish", "ese", "i", "ch")


def speaker_in(text: str, tokens: list[Token], first: int, last: int) -> Speaker | None:
    """Return the speaker whose phrase begins with the first of some tokens, None where nothing there can speak.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Orva police chief Joel Marn"
    >>> speaker_in(text, tokens_of(text), 0, 5)[:2], speaker_in("the fall", tokens_of("the fall"), 0, 2)
    (('Joel Marn', 'person'), None)
    """
    start = _opened(text, tokens, first, last)
    if start >= last or tokens[start].kind == DIGITS:
        return None
    if tokens[start].text in _NOBODY and word_at(text, tokens, start) != "WHO":
        return None
    if tokens[start].text in PRONOUNS and word_at(text, tokens, start) != "IT":
        return Speaker(tokens[start].text, "pronoun", start, start + 1)
    if tokens[start].text == "@":
        return _handle(text, tokens, start, last)
    nouns = nouns_from(text, tokens, start, last)
    found = None if nouns is None else _told(text, tokens, nouns, last)
    if found is None:
        return None
    while start > first and tokens[start - 1].text in ARTICLES:
        start -= 1
    return _joined(text, tokens, found._replace(first=start), last)


def _opened(text: str, tokens: list[Token], first: int, last: int) -> int:
    """Return the first token that may belong to a name."""
    while first < last and _is_opening(text, tokens, first):
        first += 1
    return first


def _is_opening(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for an article, an adverb or a sign before a name."""
    word, after = tokens[place].text, is_large(text, tokens, place + 1)
    if word in ARTICLES:
        return text_at(tokens, place + 1) != "."
    if word in _OPENINGS:
        return not (after and is_large(text, tokens, place))
    return word in _SIGNS or is_day(word) or (word.endswith("ly") and not after and not noun_of(word))


def _told(text: str, tokens: list[Token], nouns: Nouns, last: int) -> Speaker | None:
    """Return the speaker of a noun phrase: the author of an account, or the one it names."""
    return _account(text, tokens, nouns, last) if nouns.kind == "account" else named(text, tokens, nouns)


def _handle(text: str, tokens: list[Token], place: int, last: int) -> Speaker | None:
    """Return the speaker of a handle: "@OrvaPress", and the name behind it: "@CIA director Bill Marn"."""
    end = place + 1
    while end < last and touches(tokens, end) and (tokens[end].kind in (WORD, DIGITS) or tokens[end].text == "_"):
        end += 1
    if end == place + 1:
        return None
    nouns = nouns_from(text, tokens, place + 1, last)
    if nouns is not None and nouns.last > end:
        return named(text, tokens, nouns)
    return Speaker(text[tokens[place + 1].start : tokens[end - 1].end], "name", place, end)


def _joined(text: str, tokens: list[Token], found: Speaker, last: int) -> Speaker:
    """Return two speakers joined by "and" as one: "police and officials"."""
    if text_at(tokens, found.last) not in ("and", "&") or found.last + 1 >= last or found.kind == "account":
        return found
    other = speaker_in(text, tokens, found.last + 1, last)
    if other is None or other.kind in ("pronoun", "account"):
        return found
    return Speaker(f"{found.name} and {other.name}", found.kind, found.first, other.last, "")


def _account(text: str, tokens: list[Token], nouns: Nouns, last: int) -> Speaker | None:
    """Return the author of an account, or the account itself if none is named."""
    author = _author_behind(text, tokens, nouns, last)
    if author is not None:
        return author._replace(first=nouns.first)
    place = _author_before(text, tokens, nouns)
    if place >= 0:
        official = tokens[nouns.first].text == "official" and place > nouns.first
        before = nouns_from(text, tokens, nouns.first + official, place + 1)
        if before is not None and before.kind != "account" and before.head == place:
            owner = named(text, tokens, before)
            return None if owner is None else owner._replace(first=nouns.first, last=nouns.last)
        if is_owner(tokens, place):
            return None
    name = words_of_name(text, tokens, nouns.first, nouns.head + 1)
    return Speaker(name, "account", nouns.first, nouns.last, tokens[nouns.head].text)


def _author_behind(text: str, tokens: list[Token], nouns: Nouns, last: int) -> Speaker | None:
    """Return the author behind an account: "figures released by the guard", "estimates of the army"."""
    by = next((place for place in range(nouns.head + 1, last) if tokens[place].text in ("by", "from")), -1)
    if by > 0:
        author = speaker_in(text, tokens, by + 1, last)
        return None if author is None or author.kind == "pronoun" else author
    of = nouns.head + 1
    if of >= last or tokens[of].text != "of":
        return None
    author = speaker_in(text, tokens, of + 1, last)
    # "reports of deaths" are of no author
    return author if author is not None and author.kind in ("body", "outlet", "person", "role") else None


def _author_before(text: str, tokens: list[Token], nouns: Nouns) -> int:
    """Return the last word of the author before an account, -1 if there is none: "ministry figures", "Marn's count"."""
    words = [place for place in range(nouns.first, nouns.head) if tokens[place].kind == WORD]
    found = (place for place in reversed(words) if is_owner(tokens, place) or _writes(text, tokens, place, nouns.first))
    return next(found, -1)


def _writes(text: str, tokens: list[Token], place: int, first: int) -> bool:
    """Return True for a noun before an account that may be its author: "ministry figures", "AFP tally"."""
    word = tokens[place].text
    kind = noun_of(word_at(text, tokens, place))
    if kind in _AUTHORS:
        return word not in _NO_AUTHORS or (word == "media" and place > first and tokens[place - 1].text in _OF_MEDIA)
    known = place > 0 or word_at(text, tokens, place).isupper()
    return is_large(text, tokens, place) and kind == "" and known and not word.endswith(_PEOPLES)
