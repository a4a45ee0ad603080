"""Where the noun phrase that begins at a token ends, and which of its words decides what it is: its head."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.words.capitals import NAME_WORDS, is_day, is_large, is_month, is_proper, word_at
from reconcile.articles.words.speech_words import SAID, SHORT_TITLES, VERBS, noun_of
from reconcile.articles.words.verb_words import PREPOSITIONS, is_participle
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at, touches

__all__ = ["ARTICLES", "Nouns", "nouns_from", "says_more"]


class Nouns(NamedTuple):
    """A noun phrase: the tokens from `first` to before `last`, with the head of its core and the kind of that.

    `core` is the token after the words around the head; "of …" may follow there. `kind` is "name" for a capitalised
    head that is no known noun.
    """

    first: int
    last: int
    core: int
    head: int
    kind: str


ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "my", "your"})
# prepositions within a name of capitalised words: "Committee on Missing Persons", "Doctors Without Borders"
_IN_NAMES = frozenset({"on", "without", "against", "for", "to"})
# words that no noun phrase goes beyond
_STOPS = HELPING | {
    "that", "which", "who", "whom", "whose", "where", "when", "while", "but", "or", "because", "if", "although",
    "though", "whereas", "so", "then", "not", "it", "he", "she", "they", "we", "i", "you", "there", "this", "these",
    "those", "what", "more", "less", "some", "nearly", "almost", "also", "yet", "how", "out", "a", "an", "no",
    "later", "earlier", "now", "only", "just", "last", "next", "the", "and",
    # what is done with the claim of somebody: "rejecting rebel claims"
    "rejecting", "dismissing", "denying", "disputing", "refuting", "rebutting", "contradicting", "countering",
    "challenging", "questioning", "undercutting", "echoing", "repeating", "matching", "confirming", "citing",
}  # fmt: skip
# small words that may stand within the core of a name, before its "of …"
_WITHIN = NAME_WORDS - {"of", "the", "and", "for"}
# words behind the head that say more of it: "officials familiar with", "a group close to"
_BEHIND = frozenset({
    "familiar", "close", "loyal", "here", "there", "alike", "himself", "herself", "itself", "themselves", "alone",
    "first", "again", "all", "both", "told", "run", "held", "later", "earlier", "also", "now",
})  # fmt: skip
# endings of participles: "based", "fighting", "known", "taken"
_PARTICIPLES = ("ed", "ing", "wn", "ken")
# prepositions behind a source that nobody may name: "source close to the court"
_OF_SOURCES = frozenset({"to", "with", "in", "at", "within", "inside", "from"})
# tokens of the longest noun phrase
_LONGEST = 20
# letters of the longest title, or of initials, that take a full stop
_ABBREVIATED = 5


def nouns_from(text: str, tokens: list[Token], first: int, last: int) -> Nouns | None:
    """Return the noun phrase that begins at a token, None where its head is neither a known noun nor capitalised.

    Parameters
    ----------
    text : str
    tokens : list of Token
    first, last : int
        The first token, and the one before which the phrase ends at the latest.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "the Union for Sea Safety in Orva said"
    >>> found = nouns_from(text, tokens_of(text), 1, 7)
    >>> found.last, found.kind
    (5, 'body')
    """
    last = min(last, first + _LONGEST)
    core = first
    while core < last and _is_core(text, tokens, first, core):
        core += 1
    found = _head(text, tokens, first, core, last)
    if found is None:
        return None
    head, kind = found
    behind = core if kind == "source" else head + 1
    end = _tail(text, tokens, behind, last, kind) if core in (head + 1, behind) else head + 1
    return Nouns(first, end, core, head, kind)


def _is_core(text: str, tokens: list[Token], first: int, place: int) -> bool:
    """Return True for a word or sign that may stand in the core of a noun phrase."""
    token = tokens[place]
    if token.kind != WORD:
        return _joins(text, tokens, first, place)
    if word_at(text, tokens, place) == "WHO":
        return True
    if token.text in _STOPS or token.text in PREPOSITIONS:
        joined = text_at(tokens, place - 1) in HYPHENS and touches(tokens, place)
        within = place > first and token.text in _WITHIN
        return joined or within or _is_of_name(text, tokens, first, place)
    noun_before = place > first and (is_large(text, tokens, place - 1) or noun_of(word_at(text, tokens, place - 1)))
    # "a count kept by Zona"
    describes = is_participle(token.text) and text_at(tokens, place + 1) in ("by", "from")
    if noun_before and (token.text in SAID or describes):
        return False
    return not is_day(token.text) and not is_month(text, tokens, place)


def _is_of_name(text: str, tokens: list[Token], first: int, place: int) -> bool:
    """Return True for a small word that is of a name: "May Sopra", "Save the Seas", the initial of "A. Kord"."""
    word, large = tokens[place].text, is_large(text, tokens, place)
    if word == "a":
        return large and text_at(tokens, place + 1) == "." and touches(tokens, place + 1)
    if not is_large(text, tokens, place + 1):
        return False
    return large if word == "may" else word == "the" and place > first and is_large(text, tokens, place - 1)


def _joins(text: str, tokens: list[Token], first: int, place: int) -> bool:
    """Return True for a sign within a name: the hyphen of "Al-Kord", the full stop of "Capt.", "&"."""
    sign, begun = tokens[place].text, place > first and touches(tokens, place)
    if sign in HYPHENS or sign in ("–", "/"):
        return begun and touches(tokens, place + 1)
    if sign == ".":
        return begun and _abbreviates(text, tokens, place)
    return sign in ("@", "&") or (begun and (sign in ("'", "’", "_") or tokens[place].kind == DIGITS))


def _abbreviates(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for the full stop behind a title or an initial, before another word."""
    before = word_at(text, tokens, place - 1)
    short = len(before) <= _ABBREVIATED and (before.lower() in SHORT_TITLES or before.isupper())
    return short and place + 1 < len(tokens) and (tokens[place + 1].kind == WORD or touches(tokens, place + 1))


def _head(text: str, tokens: list[Token], first: int, core: int, last: int) -> tuple[int, str] | None:
    """Return the last known noun or name of a core, with its kind, if only words that say more of it stand behind."""
    behind = core
    for place in range(core - 1, first - 1, -1):
        if tokens[place].kind != WORD:
            continue
        kind = _kind(text, tokens, first, place)
        if kind:
            fits = behind == core or says_more(text, tokens, behind, last)
            run = kind != "name" or _is_run(text, tokens, first, place)
            return (place, kind) if fits and run else None
        behind = place
    return None


def _kind(text: str, tokens: list[Token], first: int, place: int) -> str:
    """Return the kind of a word as the head of a phrase: that of its noun, or "name"; "" for what cannot speak."""
    word, large = word_at(text, tokens, place), is_large(text, tokens, place)
    pair = noun_of(f"{word_at(text, tokens, place - 1)} {word}") if place > first else ""
    kind = pair or noun_of(word)
    if kind == "account" and large and place > first and is_proper(text, tokens, first, place + 1):
        # "Harbour Post"
        return "outlet"
    if kind in ("thing", "named") or (not kind and place > first and noun_of(tokens[place - 1].text) == "named"):
        return ""
    return kind or ("name" if large else "")


def _is_run(text: str, tokens: list[Token], first: int, head: int) -> bool:
    """Return True where no unknown word in lower case, perhaps a verb, stands between capitalised ones.

    What stands before a post is not looked at: "Karsian presidential aide Joel Marn".
    """
    large = broken = False
    for place in range(first, head):
        word = tokens[place]
        plain = word.kind == WORD and not is_large(text, tokens, place) and word.text not in NAME_WORDS
        if plain and noun_of(word.text):
            large = broken = False
        joined = text_at(tokens, place - 1) in HYPHENS or text_at(tokens, place + 1) in HYPHENS
        broken = broken or (large and plain and not joined)
        large = large or is_large(text, tokens, place)
    return not broken


def says_more(text: str, tokens: list[Token], place: int, last: int) -> bool:
    """Return True where a participle or an adverb stands behind a noun, without an object of its own.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [says_more(text, tokens_of(text), 1, 3) for text in ("police based in", "Karsia attacked Orva")]
    [True, False]
    """
    word = tokens[place].text
    if is_large(text, tokens, place):
        return False
    if word in _BEHIND or word.endswith("ly"):
        return True
    after = tokens[place + 1] if place + 1 < last else None
    ends = after is None or after.kind != WORD or after.text in PREPOSITIONS or after.text.endswith("ly")
    return word.endswith(_PARTICIPLES) and ends


def _tail(text: str, tokens: list[Token], place: int, last: int, kind: str) -> int:
    """Return the end of a phrase with the "of …" and "for …" that belong to its name."""
    if place < last and tokens[place].text == "(":
        closing = next((index for index in range(place, last) if tokens[index].text == ")"), last)
        return _tail(text, tokens, closing + 1, last, kind) if text_at(tokens, closing + 1) in ("of", "for") else place
    while place < last and _goes_on(text, tokens, place, kind):
        end = start = place + 1 + (text_at(tokens, place + 1) in ARTICLES)
        while (
            end < last and _is_core(text, tokens, start, end) and not (end > start and _cuts(text, tokens, end, last))
        ):
            end += 1
        if end == start:
            break
        place = end
    return place


def _cuts(text: str, tokens: list[Token], place: int, last: int) -> bool:
    """Return True for a verb or a participle behind the noun of an "of …"."""
    if tokens[place].kind != WORD or is_large(text, tokens, place):
        return False
    return tokens[place].text in VERBS or (not noun_of(tokens[place].text) and says_more(text, tokens, place, last))


def _goes_on(text: str, tokens: list[Token], place: int, kind: str) -> bool:
    """Return True for a preposition that goes on with a name: "Ministry of Health", "spokesman for the army"."""
    word = tokens[place].text
    after = place + 1 + (text_at(tokens, place + 1) in ARTICLES)
    known = is_large(text, tokens, after) or bool(noun_of(word_at(text, tokens, after)))
    if word == "of":
        return after < len(tokens) and tokens[after].kind == WORD
    if word == "for" and kind == "role":
        return after < len(tokens) and tokens[after].kind == WORD
    if word == "for" or (kind == "source" and word in _OF_SOURCES):
        return known
    both = is_large(text, tokens, place - 1) and is_large(text, tokens, place + 1)
    if word in ("and", "&"):
        return both and not noun_of(word_at(text, tokens, place + 1))
    return word in _IN_NAMES and both
