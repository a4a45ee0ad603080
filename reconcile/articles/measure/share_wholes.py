"""The whole of a share: ground, forces, machines, the dead; and figures that are the whole of some part."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.language.hedge_words import hedge_before
from reconcile.language.number_words import DENOMINATORS, UNITS
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["is_whole_of_part", "measure_of_share"]

_GROUND = frozenset({
    "territory", "region", "land", "country", "province", "oblast", "area", "city", "ground", "district", "state",
})  # fmt: skip
_FORCES = frozenset({"force", "forces", "troops", "army", "soldiers", "personnel", "military", "men", "fighters"})
_MACHINES = frozenset({
    "tanks", "tank", "vehicles", "artillery", "aircraft", "equipment", "ships", "fleet", "helicopters",
})  # fmt: skip
_VICTIMS = frozenset({"casualties", "deaths", "fatalities", "victims", "killed", "dead", "injuries", "wounded", "whom"})
_AIRBORNE = frozenset({"drones", "drone", "missiles", "missile", "munitions", "rockets", "uavs", "projectiles"})
# words for a part of what is counted, and those between it and its whole
_PARTS_OF = frozenset({
    *UNITS, *DENOMINATORS, *(f"{word}s" for word in DENOMINATORS), "some", "most", "many", "few", "several", "majority",
    "minority", "part", "bulk", "rest", "number", "any", "cent", "percent", "%",
})  # fmt: skip
_ITS = frozenset({"the", "their", "its", "his", "her", "our", "those", "these"})
# measures of shares that hold whatever the share is of
_BY_VERB = frozenset({"area_share", "area_gained", "under_reporting", "change"})
# words behind a share in which its whole may stand, and those in which it is named
_OF_WHAT, _NAME = 12, 4


def is_whole_of_part(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the 240 of "most of the 240 passengers", which says nothing of what happened to all of them.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> def whole(text):
    ...     return is_whole_of_part(tokens_of(text), mentions_of(text, tokens_of(text))[0])
    >>> whole("Most of the 240 passengers survived."), whole("All of the 240 passengers survived.")
    (True, False)
    """
    chain = hedge_before(tokens, mention.number)
    place = min(chain.reach if chain else mention.number, mention.first) - 1
    place -= text_at(tokens, place) in _ITS
    part = text_at(tokens, place - 1)
    return text_at(tokens, place) == "of" and (part in _PARTS_OF or (part != "" and tokens[place - 1].kind == DIGITS))


def measure_of_share(tokens: list[Token], mention: Mention, measure: str) -> str:
    """Return the measure of a share, by that of its verb and by its whole; "" if neither shows it.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "A third of the casualties were children."
    >>> measure_of_share(tokens_of(text), mentions_of(text, tokens_of(text))[0], "casualties_share")
    'share'
    """
    behind = [token.text.removesuffix("'s") for token in tokens[mention.after : mention.after + _OF_WHAT]]
    if measure in _BY_VERB or "of" not in behind[:3]:
        return measure
    airborne = not _AIRBORNE.isdisjoint(behind[:_NAME])
    if not _VICTIMS.isdisjoint(behind[:_NAME]) or (measure == "interception_rate" and not airborne):
        return "share"
    if airborne:
        return "interception_rate" if measure else "share"
    if not _FORCES.isdisjoint(behind):
        return measure
    if not _MACHINES.isdisjoint(behind):
        return "equipment_share_lost" if measure else "share"
    return measure or ("area_share" if not _GROUND.isdisjoint(behind) else "")
