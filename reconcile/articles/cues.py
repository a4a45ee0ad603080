"""Words that tell what a figure counts, and the measure that a word and a unit make together.

A *cue* is a word or a few that name an event ("shot down"); what is counted makes a measure of it: drones that are
destroyed are shot down, tanks that are destroyed are lost, people who are captured are prisoners, ground is gained.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.claims.measures import EVENTS, MEASURES
from reconcile.language.tokens import HYPHENS, Token, text_at, touches

__all__ = ["CUE_WORDS", "LOSSES", "VAGUE", "Cue", "cues_of", "measure_for", "thing_of", "twin_of"]


class Cue(NamedTuple):
    """An event that is named, and its tokens, `last` not included."""

    event: str
    first: int
    last: int


# all words of the cues
CUE_WORDS = frozenset(word for event in EVENTS.values() for phrase in event.words for word in phrase.split())
# letters of the longest prefix that is written with a hyphen: re-, de-
_PREFIX = 2

_Words = tuple[str, ...]


def _by_first() -> dict[str, list[tuple[_Words, list[str]]]]:
    """Index the cues by their first word, longest first; one word may name several events."""
    index: dict[str, dict[_Words, list[str]]] = {}
    for name, event in EVENTS.items():
        for phrase in event.words:
            words = tuple(phrase.replace("-", " - ").split())
            index.setdefault(words[0], {}).setdefault(words, []).append(name)
    return {first: sorted(found.items(), key=lambda entry: -len(entry[0])) for first, found in index.items()}


_INDEX = _by_first()

# units and nouns -> what kind of thing they count
_THINGS = {
    "persons": "persons", "km2": "area", "km": "distance", "percent": "share", "drones": "drones",
    "missiles": "missiles", "vehicles": "equipment", "items": "equipment", "settlements": "settlements",
    "events": "events",
}  # fmt: skip
_NOUNS = {
    "persons": (
        "others", "lives", "casualties", "deaths", "fatalities", "ukrainians", "russians", "palestinians", "israelis",
        "koreans", "americans", "afghans", "sudanese", "syrians", "iraqis", "iranians", "lebanese", "armenians",
        "azerbaijanis", "georgians", "chechens", "yemenis", "libyans", "servicepeople", "wounded", "dead", "killed",
        "injured", "soldiers", "staff", "employees", "fans", "demonstrators", "marchers", "members", "prisoners",
    ),
    "missiles": ("munitions", "munition", "projectiles", "weapons", "warheads", "bombs", "rockets", "shells"),
    "buildings": (
        "houses", "homes", "buildings", "apartments", "blocks", "schools", "hospitals", "mosques", "churches", "shops",
        "flats", "dwellings", "clinics",
    ),
    "equipment": (
        "tanks", "artillery", "guns", "howitzers", "aircraft", "planes", "helicopters", "jets", "ships", "vessels",
        "carriers", "launchers", "systems", "bombers", "fighter jets", "boats", "radars",
    ),
}  # fmt: skip
_NOUN_THINGS = {noun: thing for thing, nouns in _NOUNS.items() for noun in nouns}

# events and thing -> measure; several events are those of one sum
_MEASURES = {
    (frozenset(events.split("+")), thing): measure.name
    for measure in MEASURES.values()
    for events, thing in (cue.split(" ") for cue in measure.cues)
}
# events that people are lost in, which one sum may join: killed, wounded or missing
LOSSES = frozenset({"kill", "wound", "casualty", "lose", "miss", "take"})
# words farther away than it stands that an event counts: a plainer one beside it goes first
VAGUE = {name: event.vague for name, event in EVENTS.items() if event.vague}


def cues_of(tokens: list[Token]) -> list[Cue]:
    """Find the cues of a sentence, from left to right; the longest words that stand there, all events they name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [cue.event for cue in cues_of(tokens_of("It shot down 12 and lost 30 men."))]
    ['down', 'lose', 'stray']
    """
    found: list[Cue] = []
    place = 0
    while place < len(tokens):
        step = 1
        if _in_compound(tokens, place):
            place += step
            continue
        for words, events in _INDEX.get(tokens[place].text, ()):
            if all(place + here < len(tokens) and tokens[place + here].text == word for here, word in enumerate(words)):
                found += [Cue(event, place, place + len(words)) for event in events]
                step = len(words)
                break
        place += step
    return found


def _in_compound(tokens: list[Token], place: int) -> bool:
    """Tell the second half of an adjective from a verb: "Russia-launched drones"."""
    hyphened = touches(tokens, place) and tokens[place - 1].text in HYPHENS and touches(tokens, place - 1)
    return hyphened and len(text_at(tokens, place - 2)) > _PREFIX


def thing_of(unit: str, tokens: list[Token], first: int, last: int) -> str:
    """Return what kind of thing a figure counts, by its unit, else by a noun among some tokens; "" if unknown.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> thing_of("", tokens_of("300 or so munitions"), 1, 4), thing_of("km2", [], 0, 0)
    ('missiles', 'area')
    """
    base = unit.partition("/")[0]
    if base in _THINGS:
        return _THINGS[base]
    return next((_NOUN_THINGS[token.text] for token in tokens[first:last] if token.text in _NOUN_THINGS), "")


def measure_for(events: frozenset[str], thing: str) -> str:
    """Return the measure that events and a thing make, "" if none.

    Parameters
    ----------
    events : frozenset of str
        One event, or those of one sum ("killed or wounded").
    thing : str
        From `thing_of`; "" takes what the event usually counts.

    Examples
    --------
    >>> measure_for(frozenset({"kill", "wound"}), "persons"), measure_for(frozenset({"take"}), "area")
    ('casualties', 'area_gained')
    >>> measure_for(frozenset({"kill"}), "drones")
    ''
    """
    if len(events) > 1 and thing in ("persons", ""):
        return _MEASURES.get((events, "persons"), "losses" if events <= LOSSES else "")
    for event in sorted(events):
        measure = _MEASURES.get((frozenset({event}), thing or EVENTS[event].counts))
        if measure:
            return measure
    return ""


def twin_of(measure: str, thing: str) -> str:
    """Return the measure that the events of another one make with a thing, "" if none.

    Examples
    --------
    >>> twin_of("drones_launched", "missiles"), twin_of("area_held", "settlements"), twin_of("killed", "drones")
    ('missiles_launched', 'settlements_held', '')
    """
    events = (frozenset(cue.split(" ")[0].split("+")) for cue in MEASURES[measure].cues)
    return next((_MEASURES[key] for event in events if (key := (event, thing)) in _MEASURES), "")
