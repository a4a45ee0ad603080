"""Words that show what a figure counts, and the measure that a word and a unit make together.

A *cue* is one or more words that name an *event* ("shot down"). Event and *thing* counted make the measure: drones that
are destroyed are shot down, tanks that are destroyed are lost, people who are captured are prisoners.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reconcile.claims.measure_list import IDIOMS
from reconcile.claims.measures import EVENTS, MEASURES
from reconcile.claims.people import PEOPLE
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import HYPHENS, Token, text_at, touches

__all__ = ["CUE_WORDS", "LOSSES", "VAGUE", "Cue", "cues_of", "measure_for", "outcomes_of", "thing_of", "twin_of"]


class Cue(NamedTuple):
    """An event that a sentence names, and its tokens from `first` to before `last`.

    `form` is "noun" ("12 deaths"), "people" for a noun that only describes them ("refugees"), "subject" for a verb that
    happens to its subject ("fled"), "state" for what people are in ("dead"), else "".
    """

    event: str
    first: int
    last: int
    form: str = ""


# letters of the shortest word that tells something wherever it stands; shorter ones do where they are the whole cue
_TELLING = 4
# all words of the cues, without the small ones of longer phrases
CUE_WORDS = frozenset(
    word for event in EVENTS.values() for phrase in event.words for word in phrase.split()
    if len(word) >= _TELLING or word == phrase
)  # fmt: skip
# letters of the longest prefix written with a hyphen: re-, de-
_PREFIX = 2

_Words = tuple[str, ...]


def _by_first() -> dict[str, list[tuple[_Words, list[str]]]]:
    """Return all cues and their events by first word, the longest first; an idiom names no event."""
    index: dict[str, dict[_Words, list[str]]] = {}
    for name, event in EVENTS.items():
        for phrase in event.words:
            words = tuple(phrase.replace("-", " - ").split())
            index.setdefault(words[0], {}).setdefault(words, []).append(name)
    for phrase in IDIOMS:
        words = tuple(phrase.split())
        index.setdefault(words[0], {})[words] = []
    return {first: sorted(cues.items(), key=lambda cue: -len(cue[0])) for first, cues in index.items()}


_INDEX = _by_first()
_FORMS = {
    (name, tuple(phrase.replace("-", " - ").split())): form
    for name, event in EVENTS.items()
    for form, phrases in (
        ("noun", event.nouns),
        ("people", event.people),
        ("subject", event.subject),
        ("state", event.states),
    )
    for phrase in phrases
}

# units -> the kind of thing they count; nouns that count a thing without a unit are below
_THINGS = {
    "persons": "persons", "km2": "area", "km": "distance", "percent": "share", "drones": "drones",
    "missiles": "missiles", "vehicles": "equipment", "items": "equipment", "settlements": "settlements",
    "events": "events", "buildings": "buildings",
}  # fmt: skip
_NOUNS = {
    "persons": (
        "others", "lives", "casualties", "deaths", "fatalities", "ukrainians", "russians", "palestinians", "israelis",
        "koreans", "americans", "afghans", "sudanese", "syrians", "iraqis", "iranians", "lebanese", "armenians",
        "azerbaijanis", "georgians", "chechens", "yemenis", "libyans", "servicepeople", "wounded", "dead", "killed",
        "injured", "soldiers", "staff", "employees", "fans", "demonstrators", "marchers", "members", "prisoners",
        "migrants", "refugees", "passengers", "rescuers", "survivors", "individuals", "bodies", "victims", "nationals",
        "colleagues", "comrades", "families", "crew",
    ),
    "missiles": ("munitions", "munition", "projectiles", "weapons", "warheads", "bombs", "rockets", "shells"),
    "buildings": (
        "houses", "homes", "buildings", "apartments", "blocks", "schools", "hospitals", "mosques", "churches", "shops",
        "flats", "dwellings", "clinics", "structures", "huts", "shelters", "cottages", "bungalows", "villas",
        "properties", "residences", "premises",
    ),
    "events": (
        "attacks", "strikes", "airstrikes", "raids", "shellings", "shelling", "bombings", "assaults", "clashes",
        "explosions", "incidents", "battles", "ambushes", "bombardments", "sorties", "skirmishes", "violations",
        "blasts", "offensives", "engagements",
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


# words between a verb and the one that helps it: "have now all been accounted for"
_TO_HELPING = 3


def cues_of(tokens: list[Token]) -> list[Cue]:
    """Find the cues of a sentence from left to right; of those that begin at one word, the longest counts.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [cue.event for cue in cues_of(tokens_of("It shot down 12 and lost 30 men."))]
    ['down', 'lose', 'stray']
    """
    cues: list[Cue] = []
    index = 0
    while index < len(tokens):
        known = _INDEX.get(tokens[index].text)
        if known is None or _in_compound(tokens, index) or _shares(tokens, index):
            index += 1
            continue
        words, events = _longest(tokens, index, known)
        cues += [Cue(event, index, index + len(words), _FORMS.get((event, words), "")) for event in events]
        index += max(len(words), 1)
    return cues


def outcomes_of(tokens: list[Token]) -> Iterator[str]:
    """Return the measures of people that words name, from left to right; vague words name none.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> list(outcomes_of(tokens_of("soldiers killed or wounded"))), list(outcomes_of(tokens_of("houses")))
    (['killed', 'wounded'], [])
    """
    found = (measure_for(frozenset({cue.event}), "persons") for cue in cues_of(tokens) if cue.event not in VAGUE)
    return (measure for measure in found if measure)


def _longest(tokens: list[Token], index: int, known: list[tuple[_Words, list[str]]]) -> tuple[_Words, list[str]]:
    """Return the words of the longest cue that begins at a token, and its events."""
    for words, events in known:
        if len(words) == 1 or tuple(token.text for token in tokens[index : index + len(words)]) == words:
            return words, events
    return (), []


def _in_compound(tokens: list[Token], index: int) -> bool:
    """Return True for the second half of a compound adjective, which is no verb: "Russia-launched drones"."""
    hyphened = touches(tokens, index) and tokens[index - 1].text in HYPHENS and touches(tokens, index - 1)
    return hyphened and len(text_at(tokens, index - 2)) > _PREFIX


def _shares(tokens: list[Token], index: int) -> bool:
    """Return True for a place or a kind that accounts for some of a count: nobody "was accounted for"."""
    if [token.text for token in tokens[index : index + 2]] != ["accounted", "for"]:
        return False
    return HELPING.isdisjoint(token.text for token in tokens[max(index - _TO_HELPING, 0) : index])


def thing_of(unit: str, tokens: list[Token], first: int, last: int) -> str:
    """Return the kind of thing a figure counts, from its unit, else from a noun among some tokens; "" if unknown.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> thing_of("", tokens_of("300 or so munitions"), 1, 4), thing_of("km2", [], 0, 0)
    ('missiles', 'area')
    """
    base = unit.partition("/")[0]
    if base in _THINGS:
        return _THINGS[base]
    named = next((_NOUN_THINGS[token.text] for token in tokens[first:last] if token.text in _NOUN_THINGS), "")
    return named or ("persons" if first < last <= len(tokens) and tokens[last - 1].text in PEOPLE else "")


def measure_for(events: frozenset[str], thing: str) -> str:
    """Return the measure that events and a thing make, "" if there is none.

    Parameters
    ----------
    events : frozenset of str
        One event, or those of one sum ("killed or wounded").
    thing : str
        From `thing_of`; "" stands for what the event usually counts.

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
    """Return the measure that the events of a measure make with another thing, "" if there is none.

    Examples
    --------
    >>> twin_of("drones_launched", "missiles"), twin_of("area_held", "settlements"), twin_of("killed", "drones")
    ('missiles_launched', 'settlements_held', '')
    """
    events = (frozenset(cue.split(" ")[0].split("+")) for cue in MEASURES[measure].cues)
    return next((_MEASURES[key] for event in events if (key := (event, thing)) in _MEASURES), "")
