"""What the figures of a sentence count: the measure that the nearest fitting words make with the unit."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.mention import Mention
from reconcile.articles.nearness import AND, FARTHEST, Surroundings, distance, surroundings_of
from reconcile.articles.share_wholes import measure_of_share
from reconcile.claims.cues import LOSSES, Cue, measure_for, thing_of, twin_of
from reconcile.claims.measures import LAUNCHES
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["Counted", "counted_in"]


class Counted(NamedTuple):
    """A measure, the kind of thing counted, and how the measure was found.

    `how` says where the cue stands: "beside" the figure, "near" it, or "shared" with its neighbour; "" without measure.
    `side` is "before" or "after" the figure, "" if within it or without cue; `event` is what the cue names. `last` is
    the token after the noun if that noun is none that the cues know, else 0.
    """

    measure: str
    thing: str
    how: str
    side: str = ""
    event: str = ""
    last: int = 0


# a cue at most this many words away stands beside the figure
_BESIDE = 4
# words that join the cues of one sum: killed or wounded, either dead or missing
_JOINTS = frozenset({
    "and", "or", "/", ",", "either", "been", "were", "permanently", "seriously", "&", "have", "going",
})  # fmt: skip
# words between two cues of one sum, and cues of the longest: killed, wounded, captured, missing and deserted
_MOST_JOINTS, _MOST_EVENTS = 3, 6
# words behind a figure in which its noun stands
_NOUN_REACH = 6
_NOUN_ENDS = frozenset(
    {
        ",",
        ";",
        "(",
        "and",
        "by",
        "in",
        "on",
        "from",
        "were",
        "was",
        "have",
        "had",
        "of",
        "at",
        "to",
        "with",
        "near",
        "for",
        "during",
        "after",
        "who",
        "that",
    }
)
# letters of the shortest plural, and endings of words in s that are no plural
_SHORTEST_PLURAL, _NO_PLURAL = 3, ("ss", "us", "is", "'s", "less", "ous")
# endings of nouns that may be people: miners, sailors, activists; their verb decides
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "ants")
# thing counted if the noun is none that the cues know
OTHER = "other"
# kinds of things of which the same may be said
_TWINS = ({"drones", "missiles"}, {"area", "settlements"})
# figures of a list among which a measure is looked for
_NEIGHBOURS = 8


def counted_in(tokens: list[Token], mentions: list[Mention]) -> list[Counted]:
    """Return what the figures of a sentence count.

    Parameters
    ----------
    tokens : list of Token
    mentions : list of Mention
        The figures of the sentence, from left to right.

    Returns
    -------
    list of Counted, one a figure
        `measure` is "" if the words do not show it.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men and wounded 40; 28 of 31 drones were downed."
    >>> [figure.measure for figure in counted_in(tokens_of(text), mentions_of(text, tokens_of(text)))]
    ['killed', 'wounded', 'drones_shot_down']
    """
    if not mentions:
        return []
    sentence = surroundings_of(tokens, mentions)
    own = [_by_nearest_cue(sentence, number) for number in range(len(mentions))]
    shared = [_by_neighbour(sentence, own, number) for number in range(len(mentions))]
    return [_as_whole(sentence, shared, number) for number in range(len(mentions))]


def _by_nearest_cue(sentence: Surroundings, number: int) -> Counted:
    """Return what a figure counts by the nearest cues that fit the thing."""
    mention = sentence.mentions[number]
    thing, last = _thing(sentence, number)
    before = range(number - 1, max(number - 1 - _NEIGHBOURS, -1), -1)
    usual = thing or next((other for earlier in before if (other := _thing(sentence, earlier)[0])), "")
    best, cost, side, event = "", float(FARTHEST), "", ""
    for cue in sentence.cues:
        away = distance(sentence, mention, cue)
        if away >= cost:
            continue
        events = _sum_with(sentence, cue, thing)
        measure = measure_for(events, thing) or measure_for(events, usual)
        if measure and not (thing == "share" and _is_level(sentence.tokens, mention, cue)):
            best, cost, side, event = measure, away, _side(mention, cue), cue.event
    if thing == "share":
        best = measure_of_share(sentence.tokens, mention, best)
    if best == "advance_distance" and mention.rate:
        best = "advance_rate"
    return Counted(best, thing, ("beside" if cost <= _BESIDE else "near") if best else "", side, event, last)


def _thing(sentence: Surroundings, number: int) -> tuple[str, int]:
    """Return the kind of thing a figure counts, and the token after its noun if the cues do not know it, else 0."""
    tokens, mention = sentence.tokens, sentence.mentions[number]
    after = sentence.mentions[number + 1].first if number + 1 < len(sentence.mentions) else len(tokens)
    stop = min(after, mention.after + _NOUN_REACH)
    start = mention.last + (text_at(tokens, mention.last) == "of")
    end = next((index for index in range(start, stop) if tokens[index].text in _NOUN_ENDS), stop)
    thing = thing_of(mention.unit, tokens, mention.after, end)
    if thing or mention.unit or any(cue.first == mention.after for cue in sentence.cues):
        return thing, 0
    noun = next((index for index in range(mention.after, end) if _is_plural(tokens[index])), -1)
    if noun < 0:
        return "", 0
    return "" if tokens[noun].text.endswith(_PEOPLE) else OTHER, noun + 1


def _is_plural(token: Token) -> bool:
    """Return True for a noun in the plural, which shows that something else is counted: "two mosques"."""
    word = token.text
    return token.kind == WORD and len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(_NO_PLURAL)


def _side(mention: Mention, cue: Cue) -> str:
    """Return the side of a figure on which a cue stands."""
    return "before" if cue.last <= mention.first else "after" if cue.first >= mention.last else ""


def _is_level(tokens: list[Token], mention: Mention, cue: Cue) -> bool:
    """Return True if a cue does not make the share: "rose to 41%" is no change, "by 41%" no share of people."""
    words = {token.text for token in tokens[cue.last : mention.number]}
    if cue.event in ("rise", "fall"):
        return bool(words & {"to", "from"})
    return text_at(tokens, mention.first - 1) == "by" and cue.event != "conceal"


def _sum_with(sentence: Surroundings, cue: Cue, thing: str) -> frozenset[str]:
    """Return the events that a cue is summed with: killed or wounded; killed, wounded, missing or captured."""
    if cue.event not in LOSSES or thing not in ("persons", "", "share"):
        return frozenset({cue.event})
    losses = [other for other in sentence.cues if other.event in LOSSES]
    position = losses.index(cue)
    chain = [cue]
    for other in losses[position + 1 : position + _MOST_EVENTS]:
        if _joined(sentence.tokens, chain[-1].last, other.first):
            chain.append(other)
    for other in reversed(losses[max(position - _MOST_EVENTS, 0) : position]):
        if _joined(sentence.tokens, other.last, chain[0].first):
            chain.insert(0, other)
    return frozenset(other.event for other in chain)


def _joined(tokens: list[Token], first: int, last: int) -> bool:
    """Return True if the tokens between two cues join them to one sum."""
    if not 0 < last - first <= _MOST_JOINTS:
        return False
    words = {token.text for token in tokens[first:last]}
    return words <= _JOINTS and not words.isdisjoint(AND)


def _by_neighbour(sentence: Surroundings, own: list[Counted], number: int) -> Counted:
    """Return what a figure counts, by its neighbour in a list if no cue is beside it: "700 in May and 500 in June"."""
    counted = own[number]
    if counted.how == "beside" or (counted.how == "near" and not _listed(sentence, own, number)):
        return counted
    for neighbour in _neighbours(sentence, number):
        measure = _carried(own[neighbour], counted.thing)
        if counted.thing == "share":
            measure = measure_of_share(sentence.tokens, sentence.mentions[number], measure)
        if measure:
            return own[neighbour]._replace(
                measure=measure, thing=counted.thing or own[neighbour].thing, how="shared", last=0
            )
    bare_share = counted.thing == "share" and not counted.measure
    return counted._replace(measure="share", how="near") if bare_share else counted


def _neighbours(sentence: Surroundings, number: int) -> list[int]:
    """Return the figures around a figure, in as many brackets: the one before, the one after, then earlier ones."""
    mentions = sentence.mentions
    before = range(number - 1, max(number - 1 - _NEIGHBOURS, -1), -1)
    after = range(number + 1, min(number + _NEIGHBOURS, len(mentions)))
    ahead, behind = (
        [other for other in side if mentions[other].depth == mentions[number].depth] for side in (before, after)
    )
    return [*ahead[:1], *behind[:1], *ahead[1:]]


def _listed(sentence: Surroundings, own: list[Counted], number: int) -> bool:
    """Return True for a later figure of a list behind its verb: "control 1,000 sq km and over 80 villages"."""
    if not number or own[number - 1].side != "before" or own[number].side == "before":
        return False
    return text_at(sentence.tokens, sentence.mentions[number].first - 1) in ("and", ",", "or")


def _carried(other: Counted, thing: str) -> str:
    """Return the measure of another figure for a thing: "area_held" for settlements, "drones_launched" for missiles."""
    if not other.measure or thing in ("", other.thing):
        return other.measure
    return twin_of(other.measure, thing) if {thing, other.thing} in _TWINS else ""


def _as_whole(sentence: Surroundings, counted: list[Counted], number: int) -> Counted:
    """Count as launched what the figure before is a part of: shot down "99% of the 300", "out of 158"."""
    figure, tokens = counted[number], sentence.tokens
    before = sentence.mentions[number].first - 1
    before -= text_at(tokens, before) in ("the", "all", "some")
    if text_at(tokens, before) != "of" or not number:
        return figure
    measure = counted[number - 1].measure
    thing = figure.thing if figure.thing in ("drones", "missiles") else counted[number - 1].thing
    measure = twin_of(measure, thing) if measure == "interception_rate" else measure
    return figure._replace(measure=LAUNCHES[measure], how="shared") if measure in LAUNCHES else figure
