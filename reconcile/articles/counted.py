"""What each figure of a sentence counts: the measure that the nearest fitting words make with its unit."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.cues import LOSSES, Cue, measure_for, thing_of, twin_of
from reconcile.articles.mentions import Mention
from reconcile.articles.nearness import AND, FARTHEST, Surroundings, distance, surroundings_of
from reconcile.articles.share_wholes import measure_of_share
from reconcile.claims.measures import LAUNCHES
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["Counted", "counted_in"]


class Counted(NamedTuple):
    """A measure, the kind of thing counted, and how the measure was found.

    `how` is "beside" the figure, "near" it, "shared" with its neighbour, or "" if it was not. `side` is where the cue
    stands: "before", "after", "" if within or none; `event` is what it names. `last` is the token after the noun where
    something else is counted, else 0.
    """

    measure: str
    thing: str
    how: str
    side: str = ""
    event: str = ""
    last: int = 0


# words away up to which a cue stands beside the figure
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
# letters of the shortest plural, and endings of words that are none
_SHORTEST_PLURAL, _NO_PLURAL = 3, ("ss", "us", "is", "'s", "less", "ous")
# endings of nouns that may be people: miners, sailors, activists; their verb decides
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "ants")
# what is counted where the noun is none that the cues know
OTHER = "other"
# kinds of things of which the same may be said
_TWINS = ({"drones", "missiles"}, {"area", "settlements"})
# figures of a list that are looked back over for a measure
_NEIGHBOURS = 8


def counted_in(tokens: list[Token], mentions: list[Mention]) -> list[Counted]:
    """Find what the figures of a sentence count.

    Parameters
    ----------
    tokens : list of Token
    mentions : list of Mention
        The figures of the sentence, from left to right.

    Returns
    -------
    list of Counted, one a figure
        `measure` is "" where the words do not tell.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men and wounded 40; 28 of 31 drones were downed."
    >>> [one.measure for one in counted_in(tokens_of(text), mentions_of(text, tokens_of(text)))]
    ['killed', 'wounded', 'drones_shot_down']
    """
    if not mentions:
        return []
    sentence = surroundings_of(tokens, mentions)
    own = [_own(sentence, place) for place in range(len(mentions))]
    shared = [_with_neighbours(sentence, own, place) for place in range(len(mentions))]
    return [_whole(sentence, shared, place) for place in range(len(mentions))]


def _own(sentence: Surroundings, place: int) -> Counted:
    """Find the nearest cues that fit the thing."""
    mention = sentence.mentions[place]
    thing, last = _thing(sentence, place)
    before = range(place - 1, max(place - 1 - _NEIGHBOURS, -1), -1)
    usual = thing or next((said for here in before if (said := _thing(sentence, here)[0])), "")
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


def _thing(sentence: Surroundings, place: int) -> tuple[str, int]:
    """Return the kind of thing counted, and the token after its noun where it is none that the cues know."""
    tokens, mention = sentence.tokens, sentence.mentions[place]
    after = sentence.mentions[place + 1].first if place + 1 < len(sentence.mentions) else len(tokens)
    stop = min(after, mention.after + _NOUN_REACH)
    start = mention.last + (text_at(tokens, mention.last) == "of")
    end = next((here for here in range(start, stop) if tokens[here].text in _NOUN_ENDS), stop)
    thing = thing_of(mention.unit, tokens, mention.after, end)
    if thing or mention.unit or any(cue.first == mention.after for cue in sentence.cues):
        return thing, 0
    noun = next((here for here in range(mention.after, end) if _is_plural(tokens[here])), -1)
    if noun < 0:
        return "", 0
    return "" if tokens[noun].text.endswith(_PEOPLE) else OTHER, noun + 1


def _is_plural(token: Token) -> bool:
    """Tell a noun in the plural, which says that something else is counted: "two mosques"."""
    word = token.text
    return token.kind == WORD and len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(_NO_PLURAL)


def _side(mention: Mention, cue: Cue) -> str:
    return "before" if cue.last <= mention.first else "after" if cue.first >= mention.last else ""


def _is_level(tokens: list[Token], mention: Mention, cue: Cue) -> bool:
    """Tell a share that something fell to, or from, from the change; "by 41%" is not a share of the dead."""
    words = {token.text for token in tokens[cue.last : mention.number]}
    if cue.event in ("rise", "fall"):
        return bool(words & {"to", "from"})
    return text_at(tokens, mention.first - 1) == "by" and cue.event != "conceal"


def _sum_with(sentence: Surroundings, cue: Cue, thing: str) -> frozenset[str]:
    """Return the events of one sum: killed or wounded; killed, wounded, missing or captured."""
    if cue.event not in LOSSES or thing not in ("persons", "", "share"):
        return frozenset({cue.event})
    losses = [other for other in sentence.cues if other.event in LOSSES]
    place = losses.index(cue)
    chain = [cue]
    for other in losses[place + 1 : place + _MOST_EVENTS]:
        if _joined(sentence.tokens, chain[-1].last, other.first):
            chain.append(other)
    for other in reversed(losses[max(place - _MOST_EVENTS, 0) : place]):
        if _joined(sentence.tokens, other.last, chain[0].first):
            chain.insert(0, other)
    return frozenset(other.event for other in chain)


def _joined(tokens: list[Token], first: int, last: int) -> bool:
    if not 0 < last - first <= _MOST_JOINTS:
        return False
    words = {token.text for token in tokens[first:last]}
    return words <= _JOINTS and not words.isdisjoint(AND)


def _with_neighbours(sentence: Surroundings, own: list[Counted], place: int) -> Counted:
    """Give a figure without a cue beside it the measure of its neighbour in a list: "700 in May and 500 in June"."""
    mine = own[place]
    if mine.how == "beside" or (mine.how == "near" and not _listed(sentence, own, place)):
        return mine
    depth = sentence.mentions[place].depth
    before = [
        here
        for here in range(place - 1, max(place - 1 - _NEIGHBOURS, -1), -1)
        if sentence.mentions[here].depth == depth
    ]
    after = [
        here for here in range(place + 1, min(place + _NEIGHBOURS, len(own))) if sentence.mentions[here].depth == depth
    ]
    for here in (*before[:1], *after[:1], *before[1:_NEIGHBOURS]):
        measure = _carried(own[here], mine.thing)
        if mine.thing == "share":
            measure = measure_of_share(sentence.tokens, sentence.mentions[place], measure)
        if measure:
            return Counted(measure, mine.thing or own[here].thing, "shared", own[here].side, own[here].event)
    return mine._replace(measure="share", how="near") if mine.thing == "share" and not mine.measure else mine


def _listed(sentence: Surroundings, own: list[Counted], place: int) -> bool:
    """Tell the next figure of a list, whose verb stands before the list: "control 1,000 sq km and over 80 villages"."""
    if not place or own[place - 1].side != "before" or own[place].side == "before":
        return False
    return text_at(sentence.tokens, sentence.mentions[place].first - 1) in ("and", ",", "or")


def _carried(other: Counted, thing: str) -> str:
    """Carry a measure over to a figure of the same kind, "area_held" to settlements, "drones_launched" to missiles."""
    if not other.measure or thing in ("", other.thing):
        return other.measure
    return twin_of(other.measure, thing) if {thing, other.thing} in _TWINS else ""


def _whole(sentence: Surroundings, counted: list[Counted], place: int) -> Counted:
    """Take the whole that a part was shot down of for what was launched: "99% of the 300", "out of 158"."""
    mine, tokens = counted[place], sentence.tokens
    before = sentence.mentions[place].first - 1
    before -= text_at(tokens, before) in ("the", "all", "some")
    if text_at(tokens, before) != "of" or not place:
        return mine
    part = counted[place - 1].measure
    thing = mine.thing if mine.thing in ("drones", "missiles") else counted[place - 1].thing
    part = twin_of(part, thing) if part == "interception_rate" else part
    return mine._replace(measure=LAUNCHES[part], how="shared") if part in LAUNCHES else mine
