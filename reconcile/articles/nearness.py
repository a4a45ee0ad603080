"""The distance between a cue and a figure, in words.

Where a sentence turns (at a comma, at "while") counts as several words. What stands in brackets or between dashes does
not count for what is outside. A cue right at one figure is far from all others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reconcile.articles.mention import Mention
from reconcile.articles.mentions import depths_of
from reconcile.claims.cues import VAGUE, Cue, cues_of
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["AND", "FARTHEST", "Surroundings", "distance", "surroundings_of"]

# words and signs that join the parts of a list
AND = frozenset({"and", "or", "/", ",", "&"})
# signs and words at which another thought begins, and how many words they count as; chosen
_TURNS = {
    ";": 12, ":": 8, "(": 8, ")": 8, "—": 6, "–": 6, ",": 4, "while": 8, "whereas": 8, "but": 8, "as": 4, "when": 4,
    "after": 4, "and": 3, "with": 3, "including": 3, "compared": 6, "from": 2,
}  # fmt: skip
# largest distance of a cue
FARTHEST = 30
# words that are added for a cue right at another figure, for a figure between, for brackets between
_OF_ANOTHER, _PASSED, _OTHER_DEPTH = 9.0, 2.0, 20.0
# distance of a cue within the phrase: "taken 80,000 casualties"
_WITHIN = -1.0
# words that are added for another cue between: the nearest verb governs
_PASSED_CUE = 3.0
# words that may stand between a cue and the figure it belongs to
_SMALL = frozenset({
    "of", "by", "the", "a", "an", "at", "some", "up", "to", "as", "least", "about", "around", "over", "than", "more",
    "its", "their", "another", "total", "number", "in", "only",
})  # fmt: skip
# tokens, insertions included, beyond which no cue is considered
_HORIZON = 80
# words that begin an insertion between commas: "1.9 million people, or nearly 90% of them, have fled"
_INSERTED = ("including", "or")
# signs that close an insertion
_CLOSING = {"(": ")", "—": "—", "–": "–"}


class Surroundings(NamedTuple):
    """A sentence with its figures and cues.

    `skips` leads from the token that opens an insertion to the token after it; `owners` from the first token of a cue
    to the figures it stands at; `depths` are the brackets around each token; `starts` the first tokens of the figures.
    """

    tokens: list[Token]
    mentions: list[Mention]
    cues: list[Cue]
    skips: dict[int, int]
    depths: list[int]
    owners: dict[int, list[Mention]]
    starts: list[int]


def surroundings_of(tokens: list[Token], mentions: list[Mention]) -> Surroundings:
    """Find what distances in a sentence depend on, once for all of its figures.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men."
    >>> surroundings_of(tokens_of(text), mentions_of(text, tokens_of(text))).cues[0].event
    'kill'
    """
    cues = cues_of(tokens)
    owners, starts = _owners(tokens, mentions, cues), [mention.first for mention in mentions]
    return Surroundings(tokens, mentions, cues, _skips(tokens), depths_of(tokens), owners, starts)


def _skips(tokens: list[Token]) -> dict[int, int]:
    """Find insertions: in brackets, between dashes, from ", including" or ", or" to the next comma."""
    skips: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for index in range(len(tokens) - 1, -1, -1):
        sign = tokens[index].text
        closing = _CLOSING.get(sign) or ("," if sign == "," and text_at(tokens, index + 1) in _INSERTED else "")
        if closing and closing in waiting:
            skips[index] = waiting[closing] + 1
        waiting[sign] = index
    return skips


def distance(sentence: Surroundings, mention: Mention, cue: Cue) -> float:
    """Return the number of words between a cue and a figure, those included that turns of the sentence count as.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men."
    >>> sentence = surroundings_of(tokens_of(text), mentions_of(text, tokens_of(text)))
    >>> distance(sentence, sentence.mentions[0], sentence.cues[0])
    0.0
    """
    away = float(VAGUE.get(cue.event, 0))
    if mention.first <= cue.first and cue.last <= mention.last:
        return away + _WITHIN
    low, high = (cue.last, mention.first) if cue.last <= mention.first else (mention.last, cue.first)
    if high - low > _HORIZON:
        return away + FARTHEST
    index = low
    while index < high and away <= FARTHEST:
        if sentence.skips.get(index, high + 1) <= high:
            index = sentence.skips[index]
            continue
        token = sentence.tokens[index]
        away += _TURNS.get(token.text, 1 if token.kind == WORD else 0)
        index += 1
    if away > FARTHEST:
        return away
    away += _PASSED_CUE * len({other.first for other in sentence.cues if low <= other.first and other.last <= high})
    away += _OTHER_DEPTH * (sentence.depths[cue.first] != mention.depth)
    before = cue.last <= mention.first
    owners = sum(owner is not mention for owner in sentence.owners[cue.first] if before or owner.last > cue.first)
    passed = bisect_left(sentence.starts, high) - bisect_left(sentence.starts, low)
    return away + _OF_ANOTHER * owners + _PASSED * passed


def _owners(tokens: list[Token], mentions: list[Mention], cues: list[Cue]) -> dict[int, list[Mention]]:
    """Return the figures that each cue stands right at: "wounded 40", "12 killed"."""
    starts = [mention.first for mention in mentions]
    owners: dict[int, list[Mention]] = {}
    for cue in cues:
        after = bisect_right(starts, cue.first)
        owners[cue.first] = [
            mention for mention in mentions[max(after - 1, 0) : after + 1] if _stands_at(tokens, cue, mention)
        ]
    return owners


def _stands_at(tokens: list[Token], cue: Cue, mention: Mention) -> bool:
    """Return True if only small words stand between a cue and a figure."""
    if mention.first <= cue.first and cue.last <= mention.last:
        return True
    if cue.last <= mention.first:
        return all(token.text in _SMALL for token in tokens[cue.last : mention.first])
    gap = [token.text for token in tokens[mention.last : cue.first]]
    return len(gap) <= 1 and AND.isdisjoint(gap)
