"""What the figures of a sentence count: the measure of the predicate of its own clause, with the thing counted.

A noun that names what happened goes first ("9 bodies were recovered"), then the verb of the clause, then what describes
the noun ("26 miners trapped there"), then a noun that only says who people are ("refugees"). A figure whose clause
counts nothing stays without measure, unless it is joined to another one in a list.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.wholes_of_parts import is_whole_of_part
from reconcile.articles.grammar.clauses import Clauses, clauses_of
from reconcile.articles.measure.fates import fate_of
from reconcile.articles.measure.figure_phrases import NounPhrase, is_plural, phrases_of
from reconcile.articles.measure.made_measures import OTHER, Said, made_of
from reconcile.articles.measure.measure_said import said_of
from reconcile.articles.measure.part_measures import said_of_part
from reconcile.articles.measure.share_wholes import measure_of_share
from reconcile.articles.measure.shared_measures import shared_from
from reconcile.claims.counted_nouns import ANIMALS, is_people
from reconcile.claims.cues import measure_for, thing_of, twin_of
from reconcile.claims.measures import LAUNCHES
from reconcile.language.relations import RAISING
from reconcile.language.tokens import Token, text_at

__all__ = ["HURT", "Counted", "counted_in"]


class Counted(NamedTuple):
    """A measure, the kind of thing counted, and how the measure was found.

    `how` says where the measure comes from: "beside", from the figure's own clause; "shared", from a figure that it is
    joined to; "near", from a noun that only describes people; "carried", from a sentence before;
    "" without measure. `side` says where the word for it
    stands, "before" or "after" the figure, "" if within it or without; `event` is what it names. `last` is the token
    after the noun if that noun is none that the cues know, else 0.
    """

    measure: str
    thing: str
    how: str
    side: str = ""
    event: str = ""
    last: int = 0


# units whose words may only describe the noun behind them: "rocket systems", "drone strikes", "town residents"
_MODIFIERS = frozenset({"missiles", "drones", "vehicles", "settlements", "items", "events"})
# things of which "others" are meant
_BUILT = frozenset({"buildings", "settlements", "equipment", "drones", "missiles"})
# kinds of things of which the same may be said
_TWINS = ({"drones", "missiles"}, {"area", "settlements"})
# figures before one among which the thing of a bare number is looked for
_NEIGHBOURS = 8


def counted_in(
    tokens: list[Token], mentions: list[Mention], clauses: Clauses | None = None, text: str = ""
) -> list[Counted]:
    """Return what the figures of a sentence count.

    Parameters
    ----------
    tokens : list of Token
    mentions : list of Mention
        The figures of the sentence, from left to right.
    clauses : Clauses, optional
        Those of the sentence.
    text : str
        The sentence as written, whose capitals tell names of peoples.

    Returns
    -------
    list of Counted, one a figure
        `measure` is "" if the words do not show it.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men and wounded 40; 28 of 31 drones were downed."
    >>> [figure.measure for figure in counted_in(tokens_of(text), mentions_of(text, tokens_of(text)))]
    ['killed', 'wounded', 'drones_shot_down']
    """
    if not mentions:
        return []
    clauses = clauses or clauses_of(tokens)
    phrases = phrases_of(tokens, mentions, clauses)
    things = [_thing(text, tokens, mention, phrase, clauses)
              for mention, phrase in zip(mentions, phrases, strict=True)]  # fmt: skip
    own = [_own(tokens, mentions, clauses, phrases, things, number) for number in range(len(mentions))]
    shared = _with_shared(tokens, mentions, clauses, phrases, own)
    return [_as_whole(tokens, mentions, shared, number) for number in range(len(mentions))]


def _thing(text: str, tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses) -> tuple[str, int]:
    """Return the kind of thing a figure counts, and the token after its noun if the cues do not know it, else 0."""
    thing = thing_of(mention.unit, tokens, mention.after, phrase.last)
    if mention.unit:
        head = thing_of("", tokens, max(phrase.last - 1, mention.after), phrase.last)
        return (head if head and mention.unit in _MODIFIERS else thing), 0
    near = clauses.cues_within(mention.first, phrase.last)
    cued = {place for cue in near for place in range(cue.first, cue.last) if cue.form != "people"}
    if (animal := _animal(text, tokens, mention, phrase)) >= 0:
        return OTHER, animal + 1
    noun = next((place for place in range(phrase.last - 1, mention.after - 1, -1)
                 if is_plural(tokens[place].text) and place not in cued), -1)  # fmt: skip
    if noun < 0 or thing not in ("", "persons"):
        return thing, 0
    capital = text[tokens[noun].start : tokens[noun].start + 1].isupper() and text.upper() != text
    named = any(cue.form == "people" and cue.first <= noun < cue.last for cue in near)
    people = thing == "persons" or named or is_people(tokens[noun].text) or capital
    return ("persons" if people else OTHER), noun + 1


def _animal(text: str, tokens: list[Token], mention: Mention, phrase: NounPhrase) -> int:
    """Return the token of the animals that a figure counts, or a bare number goes back to, -1 for none.

    With a capital they are the name of a team or a group.
    """
    # "366 head of livestock"
    own = range(mention.after, phrase.last + _HEAD_OF * (text_at(tokens, mention.after) == "head"))
    places = own if phrase.noun else range(mention.first - 1, -1, -1)
    place = next((place for place in places if text_at(tokens, place) in ANIMALS), -1)
    named = place > 0 and text[tokens[place].start : tokens[place].start + 1].isupper() and text.upper() != text
    return -1 if named else place if place in own else place if place >= 0 and not mention.unit else -1


# words from "head" to the animals
_HEAD_OF = 2
# per cent of all there is
_ALL = 100
# words of people behind a number
HURT = frozenset({"dead", "killed", "wounded", "injured", "hurt", "missing"})
# words from what raises a total to the "to": "bringing the death toll in Orva since early March"
_TO_RAISING = 9


def _own(
    tokens: list[Token], mentions: list[Mention], clauses: Clauses, phrases: list[NounPhrase],
    things: list[tuple[str, int]], number: int,
) -> Counted:  # fmt: skip
    """Return what a figure counts by the words of its own clause."""
    thing, last = things[number]
    mention, phrase = mentions[number], phrases[number]
    # "a third of the 1,200 wounded": the whole of a share is none
    nearest = number - 1 - (number > 0 and things[number - 1][0] == "share" and is_whole_of_part(tokens, mention))
    before = range(nearest, max(number - 1 - _NEIGHBOURS, -1), -1)
    if number and thing == "persons" and _is_others(tokens, mention, phrase) and things[number - 1][0] in _BUILT:
        thing = things[number - 1][0]
    usual = thing or (
        "" if phrase.noun else next((kind for other in before if _may_be(mention, kind := things[other][0])), "")
    )
    if not usual and not phrase.noun and _is_beside_hurt(tokens, mentions, number):
        usual = "persons"
    said = said_of(tokens, mention, phrase, clauses, usual)
    said = said if said.measure else _brought_to(tokens, mention, clauses, usual) or said
    if not said.measure and usual != thing:
        said, usual = said_of(tokens, mention, phrase, clauses, thing), thing
    if said.event == "inhabit" and said.how in ("clause", "describing") and not (phrase.noun or mention.unit):
        # "of the 60 that remain open" may be clinics
        said = said._replace(measure="", event="")
    said = said_of_part(tokens, mention, phrase, clauses, usual, said)
    thing, said = fate_of(tokens, mention, phrase, clauses, thing, said)
    measure = said.measure
    if thing == "share":
        measure = measure_of_share(tokens, mention, measure)
    if measure == "advance_distance" and mention.rate:
        measure = "advance_rate"
    thing = thing if thing or phrase.noun or mention.unit else usual
    how = ("shared" if phrase.joined >= 0 and said.how == "clause" else _HOW[said.how]) if measure else ""
    return Counted(measure, thing, how, _side(mention, said), said.event, last)


def _may_be(mention: Mention, thing: str) -> bool:
    """Return True for a kind of thing that a bare number may count, too; no share is above all there is."""
    return thing not in ("", OTHER) and not (thing == "share" and mention.n1 > _ALL)


def _brought_to(tokens: list[Token], mention: Mention, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of the noun before "to": "taking its losses to 900", "bringing the toll since May to 900"."""
    if text_at(tokens, mention.first - 1) != "to":
        return None
    back = range(mention.first - 2, max(mention.first - 2 - _TO_RAISING, 0) - 1, -1)
    verb = next((place for place in back if tokens[place].text in RAISING), mention.first - 3)
    cue = next(iter(clauses.cues_within(verb + 1, mention.first - 1)), None)
    return made_of((cue.event,), thing, cue.first, "clause") if cue else None


def _is_beside_hurt(tokens: list[Token], mentions: list[Mention], number: int) -> bool:
    """Return True for the 40 of "17 dead and 40 captured", who are people as the 17 are."""
    others = [*mentions[max(number - _NEIGHBOURS, 0) : number], *mentions[number + 1 : number + 1 + _NEIGHBOURS]]
    return any(text_at(tokens, other.after) in HURT for other in others)


def _is_others(tokens: list[Token], mention: Mention, phrase: NounPhrase) -> bool:
    """Return True for "others", which are whatever was counted before: "60 homes, and 400 others"."""
    return phrase.last == mention.after + 1 and tokens[mention.after].text == "others"


# how a measure was said -> how sure that is
_HOW = {"": "beside", "noun": "beside", "clause": "beside", "describing": "beside", "people": "near"}


def _side(mention: Mention, said: Said) -> str:
    """Return the side of a figure on which the word for its measure stands."""
    if not said.measure or mention.first <= said.place < mention.last:
        return ""
    return "before" if said.place < mention.first else "after"


def _with_shared(
    tokens: list[Token], mentions: list[Mention], clauses: Clauses, phrases: list[NounPhrase], own: list[Counted]
) -> list[Counted]:
    """Fill in the measures that figures share with others of a list, and the plain share of a bare percentage."""
    found = list(own)
    measured = [bool(counted.measure) for counted in own]
    for number, counted in enumerate(own):
        if not counted.measure and not _is_of_pair(tokens, mentions, own, number):
            other = shared_from(tokens, mentions, clauses, phrases, number, measured)
            # "3 missile and 57 air strikes", but "61,000 homes lost power and 14 people died"
            words = tokens[mentions[number].after : phrases[number].last]
            adjective = other == number + 1 and not any(is_plural(token.text) for token in words)
            bare = counted._replace(thing="") if adjective else counted
            found[number] = _as_other(tokens, mentions[number], bare, found[other] if other >= 0 else None)
            measured[number] = bool(found[number].measure)
    return found


def _is_of_pair(tokens: list[Token], mentions: list[Mention], own: list[Counted], number: int) -> bool:
    """Return True for numbers in pairs behind "100 dead and 1,000 wounded": "300 and 2,700" may be either of both."""
    for first in (number - 1, number):
        pair, before = own[max(first, 0) : first + 2], own[max(first - 2, 0) : max(first, 0)]
        if len(pair) < 2 or len(before) < 2 or any(counted.measure for counted in pair):  # noqa: PLR2004  two of each
            continue
        joined = [token.text for token in tokens[mentions[first].last : mentions[first + 1].first]] == ["and"]
        if joined and "" not in (kinds := {counted.measure for counted in before}) and len(kinds) > 1:
            return True
    return False


def _as_other(tokens: list[Token], mention: Mention, counted: Counted, other: Counted | None) -> Counted:
    """Return a figure with the measure of another one, if that can hold of its thing."""
    if other and other.thing == "share" and counted.thing != "share" and mention.n1 > _ALL:
        other = None
    measure = _carried(other, counted.thing) if other else ""
    if counted.thing == "share":
        measure = measure_of_share(tokens, mention, measure) or "share"
    if not measure:
        return counted
    if other is None or measure == "share":
        return counted._replace(measure=measure, how="near")
    return other._replace(measure=measure, thing=counted.thing or other.thing, how="shared", last=counted.last)


def _carried(other: Counted, thing: str) -> str:
    """Return the measure of another figure for a thing: "area_held" for settlements, "drones_launched" for missiles."""
    if not other.measure or thing in ("", other.thing) or (thing == "persons" and not other.thing):
        return other.measure
    if {thing, other.thing} in _TWINS:
        return twin_of(other.measure, thing)
    return measure_for(frozenset({other.event}), thing) if other.event else ""


def _as_whole(tokens: list[Token], mentions: list[Mention], counted: list[Counted], number: int) -> Counted:
    """Count as launched what the figure before is a part of: shot down "99% of the 300", "out of 158"."""
    figure = counted[number]
    before = mentions[number].first - 1
    before -= text_at(tokens, before) in ("the", "all", "some")
    if text_at(tokens, before) != "of" or not number:
        return figure
    measure = counted[number - 1].measure
    thing = figure.thing if figure.thing in ("drones", "missiles") else counted[number - 1].thing
    measure = twin_of(measure, thing) if measure == "interception_rate" else measure
    return figure._replace(measure=LAUNCHES[measure], how="shared") if measure in LAUNCHES else figure
