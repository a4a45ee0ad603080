"""Words that tell what a figure counts, and the measure that a word and a unit make together.

A *cue* is a word or a few that name an event ("shot down"); what is counted makes a measure of it: drones that are
destroyed are shot down, tanks that are destroyed are lost, people who are captured are prisoners, ground is gained.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.tokens import HYPHENS, Token, text_at, touches

__all__ = ["CUE_WORDS", "LOSSES", "VAGUE", "Cue", "cues_of", "measure_for", "thing_of"]


class Cue(NamedTuple):
    """An event that is named, and its tokens, `last` not included."""

    event: str
    first: int
    last: int


_EVENTS: dict[str, tuple[str, ...]] = {
    "kill": (
        "killed", "kill", "kills", "killing", "killings", "dead", "die", "died", "dies", "dying", "death", "deaths",
        "death toll", "fatality", "fatalities", "executed", "executing", "slain", "murdered", "massacred",
        "perished", "lives", "shot dead", "drowned", "eliminated", "lost their lives", "lost his life", "bodies",
        "claimed the lives", "cost the lives", "corpses", "beheaded", "liquidated", "killed in action",
        "martyrs", "martyred",
    ),
    "toll": ("toll", "tolls"),
    "wound": ("wounded", "wounding", "wounds", "injured", "injuring", "injuries", "injury", "hurt", "maimed"),
    "casualty": ("casualties", "casualty"),
    "lose": ("lost", "loses", "losing", "lose", "losses", "loss", "irrecoverable losses", "deserted"),
    "miss": ("missing", "disappeared", "unaccounted for", "missing in action"),
    "detain": ("detained", "arrested", "imprisoned", "abducted", "taken hostage"),
    "take": (
        "captured", "capture", "captures", "capturing", "seized", "seize", "seizes", "seizing", "took control of",
        "taken control of", "took", "taken", "taking", "occupied", "occupying", "gained", "gain", "gains", "gaining",
        "advanced", "advance", "advances", "advancing", "liberated", "liberate", "liberating", "recaptured", "retaken",
        "retook", "recapturing", "retaking", "conquered", "overran", "overrun", "annexed", "won back", "regained",
        "reclaimed", "taken prisoner", "captured alive", "surrendered", "conquering", "de-occupied",
        "territorial gains", "cleared",
    ),
    "imprison": ("prisoners", "prisoner", "pows", "captives", "prisoners of war"),
    "hold": (
        "control", "controls", "controlled", "controlling", "hold", "holds", "held", "holding", "in control of",
        "under control", "occupies", "occupation", "occupied by", "retains", "retain",
    ),
    "free": (
        "released", "freed", "freeing", "releasing", "exchanged", "swapped", "returned home", "returned", "repatriated",
        "handed over", "exchange", "swap", "release", "brought home",
    ),
    "deploy": (
        "deployed", "deploy", "deploys", "deploying", "deployment", "sent", "send", "sends", "sending", "dispatched",
        "dispatching", "mobilised", "mobilized", "transferred", "reinforcements", "contributed",
    ),
    "displace": (
        "displaced", "displacing", "displacement", "fled", "flee", "fleeing", "evacuated", "evacuating", "uprooted",
        "homeless", "refugees", "refugee", "evacuees", "left their homes",
    ),
    "trap": ("trapped", "besieged", "stranded", "under siege", "encircled", "surrounded", "cut off"),
    "attend": (
        "crowd", "gathered", "sheltering", "sheltered", "attended", "attendance", "protesters", "demonstrators",
        "marched", "rallied", "attending", "present", "took to the streets", "turned out", "crowds", "marchers",
    ),
    "muster": (
        "attackers", "garrison", "stationed", "massed", "amassed", "strong", "strength", "force of", "army of",
        "fighters", "ranks", "concentrated", "grouping", "under arms",
    ),
    "inhabit": ("population", "inhabitants", "residents", "remain", "remained", "remaining", "home to", "living"),
    "launch": (
        "launched", "launch", "launches", "launching", "fired", "fires", "firing", "unleashed", "barrage", "salvo",
        "volley", "lobbed", "attacked with", "used", "sent over", "fired at", "swarm", "fire",
    ),
    "down": (
        "shot down", "shoot down", "shooting down", "shoots down", "downed", "downs", "downing", "intercepted",
        "intercepts", "intercept", "intercepting", "neutralised", "neutralized", "brought down", "shot out",
        "repelled", "eliminated", "suppressed", "knocked down", "destroyed", "destroys", "destroy", "destroying",
        "interception",
    ),
    "stray": (
        "astray", "failed to reach", "did not reach", "crashed", "flew into", "lost", "jammed", "vanished",
        "lost track",
        "disappeared from radar", "off course", "veered", "disappeared", "not reached", "returned", "left the",
    ),
    "fly": ("tracked", "airborne", "in the air", "still flying", "in the airspace", "heading"),
    "strike": ("hit", "struck", "got through", "impacted", "hitting", "strikes on", "reached their targets", "landed"),
    "destroy": ("destroyed", "destroys", "destroying", "wrecked", "obliterated", "knocked out", "burned", "burnt"),
    "damage": ("damaged", "damages", "damaging", "damage"),
    "conceal": ("under-reported", "under-reporting", "underreported", "undercounted", "under-counted", "undercount"),
    "rise": (
        "rose", "rise", "risen", "increase", "increased", "up by", "grew", "growth", "jumped", "climbed", "surged",
    ),
    "fall": ("fell", "fall", "fallen", "decrease", "decreased", "dropped", "drop", "down by", "declined", "shrank"),
}  # fmt: skip

# all words of the cues
CUE_WORDS = frozenset(word for phrases in _EVENTS.values() for phrase in phrases for word in phrase.split())
# letters of the longest prefix that is written with a hyphen: re-, de-
_PREFIX = 2

_Words = tuple[str, ...]


def _by_first() -> dict[str, list[tuple[_Words, list[str]]]]:
    """Index the cues by their first word, longest first; one word may name several events."""
    index: dict[str, dict[_Words, list[str]]] = {}
    for event, phrases in _EVENTS.items():
        for phrase in phrases:
            words = tuple(phrase.replace("-", " - ").split())
            index.setdefault(words[0], {}).setdefault(words, []).append(event)
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

# event and thing -> measure
_MEASURES = {
    ("kill", "persons"): "killed", ("toll", "persons"): "killed", ("wound", "persons"): "wounded",
    ("casualty", "persons"): "casualties",
    ("lose", "persons"): "losses", ("miss", "persons"): "missing", ("take", "persons"): "captured",
    ("imprison", "persons"): "captured", ("detain", "persons"): "detained", ("free", "persons"): "released",
    ("deploy", "persons"): "deployed",
    ("displace", "persons"): "displaced", ("trap", "persons"): "trapped", ("attend", "persons"): "present",
    ("muster", "persons"): "strength", ("inhabit", "persons"): "population",
    ("take", "area"): "area_gained", ("hold", "area"): "area_held", ("lose", "area"): "area_lost",
    ("take", "distance"): "advance_distance", ("take", "settlements"): "settlements_taken",
    ("hold", "settlements"): "settlements_held",
    ("launch", "drones"): "drones_launched", ("down", "drones"): "drones_shot_down", ("stray", "drones"): "drones_lost",
    ("fly", "drones"): "drones_airborne", ("strike", "drones"): "drones_hit",
    ("launch", "missiles"): "missiles_launched", ("down", "missiles"): "missiles_shot_down",
    ("stray", "missiles"): "missiles_lost", ("strike", "missiles"): "missiles_hit",
    ("lose", "equipment"): "equipment_lost", ("destroy", "equipment"): "equipment_destroyed",
    ("damage", "equipment"): "equipment_damaged", ("take", "equipment"): "equipment_captured",
    ("destroy", "buildings"): "buildings_destroyed",
    ("damage", "buildings"): "buildings_damaged", ("down", "equipment"): "equipment_destroyed",
    ("deploy", "equipment"): "equipment_deployed",
    ("kill", "share"): "casualties_share", ("wound", "share"): "casualties_share",
    ("casualty", "share"): "casualties_share", ("lose", "share"): "casualties_share", ("hold", "share"): "area_share",
    ("take", "share"): "area_gained", ("down", "share"): "interception_rate", ("conceal", "share"): "under_reporting",
    ("rise", "share"): "change", ("fall", "share"): "change",
}  # fmt: skip
# measures of persons that one sum may hold together
_UNIONS = (
    (frozenset({"kill", "wound"}), "casualties"),
    (frozenset({"kill", "miss"}), "killed_or_missing"),
    (frozenset({"wound", "miss"}), "missing_or_wounded"),
)
# measures that people are lost in
LOSSES = frozenset({"kill", "wound", "casualty", "lose", "miss", "take"})
# words from which a figure's measure is taken only where no plainer word stands near, and how many words that costs:
# what was "lost" is told by "killed and wounded", who the "prisoners" were by "returned home"
VAGUE = {"lose": 8, "toll": 6, "imprison": 8, "muster": 4, "inhabit": 7, "attend": 4}
# what an event counts where no thing is named
_USUAL = {
    "kill": "persons", "toll": "persons", "wound": "persons", "casualty": "persons", "miss": "persons",
    "free": "persons",
    "displace": "persons", "trap": "persons", "attend": "persons", "muster": "persons", "inhabit": "persons",
    "detain": "persons", "deploy": "persons",
}  # fmt: skip


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
        return next((measure for union, measure in _UNIONS if union == events), "losses" if events <= LOSSES else "")
    for event in sorted(events):
        measure = _MEASURES.get((event, thing or _USUAL.get(event, "")))
        if measure:
            return measure
    return ""
