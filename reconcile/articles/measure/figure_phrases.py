"""The noun phrase of each figure, and how it stands in its clause: subject, complement, or behind a preposition."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.words.verb_words import CLOSED, NOUNS_TOO, PREPOSITIONS, SPEECH, is_adverb
from reconcile.claims.cues import Cue
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["COMPLEMENT", "OBLIQUE", "SUBJECT", "NounPhrase", "is_plural", "phrases_of"]

SUBJECT, COMPLEMENT, OBLIQUE = "subject", "complement", "oblique"


class NounPhrase(NamedTuple):
    """The words of a figure, from `first`, its hedge, to before `last`, the token behind its noun.

    `start` is the first token of the phrase it stands in ("a group of 12 men" begins at "a"), `before` the token before
    that. `noun` says whether any word is counted, `partitive` whether it is part of a set ("12 of the men"). `governor`
    is the cue that it belongs to ("a death toll of 12"). `joined` is the figure it is joined to in a list, else -1.
    """

    first: int
    last: int
    start: int
    before: str
    slot: str
    noun: bool
    partitive: bool
    governor: Cue | None
    joined: int


# words of a noun phrase that are adverbs elsewhere
_WITHIN = frozenset(
    {"more", "other", "others", "further", "first", "least", "well", "once", "back", "elderly", "daily"}
)
_QUOTES = frozenset("“”\"'‘’")
# words with which another noun phrase begins
_NEW = frozenset({"a", "an", "the", "each", "every", "this", "that", "it", "they", "he", "she", "we"})
_ENDS = CLOSED | HELPING
# words of a noun phrase that are no noun: "21 of them"
_NO_NOUN = frozenset({"of", "them", "whom", "those", "these", "which", "us", "the"})
# letters of the shortest plural, and endings of words in s that are no plural
_SHORTEST_PLURAL, _NO_PLURAL = 3, ("ss", "us", "is", "'s", "less", "ous")
# plurals without s, and words that count people without a plural
_PLURALS = frozenset({
    "people", "men", "women", "children", "personnel", "police", "crew", "staff", "aircraft", "dead", "wounded",
    "injured", "missing", "policemen", "servicemen", "fishermen", "gunmen", "militiamen", "firemen", "horsemen",
    "others", "youth", "folk", "infantry", "cattle", "sheep", "livestock", "countrymen", "tribesmen", "businessmen",
    "clergy", "spacecraft", "hectares", "km", "percent", "uavs",
})  # fmt: skip
# nouns of a group, through which what is said of the group is said of its members
_GROUPS = frozenset({
    "number", "total", "group", "team", "dozens", "hundreds", "thousands", "handful", "majority", "estimate", "figure",
    "convoy", "scores", "tens", "count", "tally", "minimum", "maximum", "average", "batch", "party", "one", "most",
    "some", "all", "half", "bodies", "body", "remains", "record", "family", "estimates", "many", "several", "each",
})  # fmt: skip
# words before a number, of its phrase
_BEFORE_NUMBER = frozenset(
    {"the", "all", "those", "these", "some", "another", "other", "its", "their", "about", "only"}
)
# words that may stand between a noun and its "of", and tokens looked at from there
_TO_NOUN = 4
# prepositions that are part of the hedge of a figure, or stand before its subject
_NO_PREPOSITIONS = frozenset(
    {"about", "around", "over", "under", "above", "than", "as", "like", "with", "after", "before"}
)
# figures behind one among which the next in as many brackets is
_NEXT = 8
# tokens of brackets behind a number: "211 (64%) children"
_BRACKETS = 6
# tokens between two figures of a list
_LIST_REACH = 14


def is_plural(word: str) -> bool:
    """Return True for a noun in the plural, by its ending or from a list.

    Examples
    --------
    >>> is_plural("mosques"), is_plural("women"), is_plural("gas"), is_plural("stone")
    (True, True, False, False)
    """
    ending = len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(_NO_PLURAL)
    return ending or word in _PLURALS


def phrases_of(tokens: list[Token], mentions: list[Mention], clauses: Clauses) -> list[NounPhrase]:
    """Find the noun phrases of the figures of a sentence.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "By dawn, a group of 12 men seized 40 mud and stone houses."
    >>> phrases = phrases_of(tokens_of(text), mentions_of(text, tokens_of(text)), clauses_of(tokens_of(text)))
    >>> [(phrase.slot, phrase.last - phrase.first) for phrase in phrases]
    [('subject', 2), ('complement', 5)]
    """
    found: list[NounPhrase] = []
    nouns = {cue.last: cue for cue in clauses.cues}
    for number, mention in enumerate(mentions):
        after = (other.first for other in mentions[number + 1 : number + _NEXT] if other.depth <= mention.depth)
        following = next(after, len(tokens))
        last, partitive = _end(tokens, clauses, mention, following)
        noun = any(_is_noun(tokens[place]) for place in range(mention.after, last))
        start, governor = _outer(tokens, clauses, nouns, mention.first)
        whole = bool(number) and _is_whole(tokens, mentions[number - 1], _begin(tokens, mention.first))
        start, governor = (_begin(tokens, mention.first), None) if whole else (start, governor)
        before = text_at(tokens, start - 1)
        joined = _joined(tokens, clauses, mentions, found, number, start)
        slot = OBLIQUE if whole else found[joined].slot if joined >= 0 else _slot(tokens, clauses, mention, start)
        found.append(
            NounPhrase(
                first=mention.first, last=last, start=start, before=before, slot=slot, noun=noun, partitive=partitive,
                governor=governor, joined=joined,
            )
        )  # fmt: skip
    return found


def _is_noun(token: Token) -> bool:
    return token.kind == WORD and not is_adverb(token.text) and token.text not in _NO_NOUN


def _end(tokens: list[Token], clauses: Clauses, mention: Mention, following: int) -> tuple[int, bool]:
    """Return the token behind the noun phrase of a figure, and whether it names a set ("12 of the men")."""
    place = mention.after
    while text_at(tokens, place) in (*HYPHENS, "+", "%") and touches(tokens, place):
        place += 1
    place += text_at(tokens, place) == ")" and text_at(tokens, mention.number - 1) == "("
    partitive = text_at(tokens, place) == "of"
    place += partitive
    if text_at(tokens, place) == "(":
        close = next(
            (index for index in range(place, min(place + _BRACKETS, following)) if tokens[index].text == ")"), -1
        )
        place = close + 1 if close >= 0 else place
    plural = False
    while place < following:
        token = tokens[place]
        if token.text in ("and", "or") and not plural and _goes_on(tokens, clauses, place + 1, following):
            place += 1
            continue
        if (
            not _belongs(tokens, place, mention)
            or place in clauses.predicates
            or (token.text in _NEW and not partitive)
        ):
            break
        plural = plural or is_plural(token.text)
        place += 1
    while place > mention.after and tokens[place - 1].text in _QUOTES:
        place -= 1
    return max(place, mention.after), partitive


def _belongs(tokens: list[Token], place: int, mention: Mention) -> bool:
    """Return True for a token that may stand within a noun phrase."""
    token = tokens[place]
    hyphen = token.text in HYPHENS and touches(tokens, place) and touches(tokens, place + 1)
    if token.kind != WORD:
        coded = touches(tokens, place) and (token.text == "/" or tokens[place - 1].text in HYPHENS)
        return hyphen or coded or token.text in _QUOTES
    if token.text in _ENDS:
        return token.text == "is" and place == mention.after
    return not is_adverb(token.text) or token.text in _WITHIN


def _goes_on(tokens: list[Token], clauses: Clauses, place: int, following: int) -> bool:
    """Return True behind the first of two adjectives of one noun: "mud and stone houses"."""
    for index in range(place, min(place + 3, following)):
        word = tokens[index]
        if word.kind != WORD or word.text in _ENDS or index in clauses.predicates:
            return False
        if is_plural(word.text):
            return True
    return False


def _outer(tokens: list[Token], clauses: Clauses, nouns: dict[int, Cue], first: int) -> tuple[int, Cue | None]:
    """Return where the phrase around a figure begins, and the noun it belongs to by "of" if that is a cue."""
    first = _begin(tokens, first)
    if text_at(tokens, first - 1) != "of":
        return first, None
    if (direct := nouns.get(first)) is not None:
        return direct.first, direct
    for place in range(first - 2, max(first - 2 - _TO_NOUN, -1), -1):
        cue, word = nouns.get(place + 1), tokens[place].text
        if cue and cue.first not in clauses.predicates:
            return cue.first, cue
        if word in _GROUPS:
            return _outer(tokens, clauses, nouns, _group_begin(tokens, clauses, place))
        if is_plural(word) or tokens[place].kind != WORD or word in _ENDS or word in SPEECH - NOUNS_TOO:
            break
    return first, None


def _is_whole(tokens: list[Token], before: Mention, start: int) -> bool:
    """Return True for the whole of a share right before it: "two-thirds of the town's 9,000 homes"."""
    return text_at(tokens, start - 1) == "of" and before.first < start - 1 <= max(before.last, before.after)


def _begin(tokens: list[Token], first: int) -> int:
    """Return where the words before a number begin that belong to it: "all the", "a staggering", "("."""
    first -= text_at(tokens, first - 1).endswith(("'s", "s'"))
    while text_at(tokens, first - 1) in _BEFORE_NUMBER:
        first -= 1
    described = text_at(tokens, first - 2) in ("a", "an") and tokens[first - 1].kind == WORD
    if described and tokens[first - 1].text not in _ENDS:
        first -= 2
    return first - (text_at(tokens, first - 1) == "(")


def _group_begin(tokens: list[Token], clauses: Clauses, place: int) -> int:
    """Return where the phrase of a group begins: "a small group of"."""
    while place and tokens[place - 1].kind == WORD and tokens[place - 1].text not in _ENDS:
        if place - 1 in clauses.predicates or _within(clauses, place - 1):
            break
        place -= 1
    return place


def _within(clauses: Clauses, place: int) -> bool:
    """Return True for a token of the predicate of its clause."""
    predicate = clauses.at(place).predicate
    return predicate is not None and predicate.first <= place < predicate.last


def _slot(tokens: list[Token], clauses: Clauses, mention: Mention, start: int) -> str:
    """Return how a figure stands in its clause."""
    clause = clauses.at(mention.number)
    before = text_at(tokens, start - 1)
    if before in ("with", "to") and text_at(tokens, start - 2) in ("along", "together", "addition"):
        before = "and"
    if before == "in" and text_at(tokens, start) == "all":
        before = text_at(tokens, start - 2)
    opened = start - 1 == clause.first and before == clause.opener
    if before in PREPOSITIONS and before not in _NO_PREPOSITIONS and not opened and not _within(clauses, start - 1):
        return OBLIQUE
    if before == "with" and not opened and not _within(clauses, start - 1):
        return OBLIQUE
    if clause.predicate is None or mention.number < clause.predicate.first:
        return SUBJECT
    return COMPLEMENT


def _joined(
    tokens: list[Token], clauses: Clauses, mentions: list[Mention], found: list[NounPhrase], number: int, start: int
) -> int:
    """Return the figure before this one in a list of one clause: "7 in Orva and 5 in Tessa"; -1 if there is none."""
    joint = text_at(tokens, start - 1)
    if joint in ("with", "to") and text_at(tokens, start - 2) in ("along", "together", "addition"):
        joint = "and"
    if not number or joint not in ("and", ",", "or", "&", "plus", "as", "than") or start - found[-1].last > _LIST_REACH:
        return -1
    own, before = clauses.number[mentions[number].number], clauses.number[mentions[number - 1].number]
    if own != before or mentions[number].depth != mentions[number - 1].depth:
        return -1
    predicate = clauses.clauses[own].predicate
    if predicate and mentions[number - 1].number < predicate.first <= mentions[number].number:
        return -1
    behind = predicate is not None and predicate.first < mentions[number - 1].number
    fronted = joint == "," and found[-1].slot == OBLIQUE and not behind
    return -1 if fronted else number - 1
