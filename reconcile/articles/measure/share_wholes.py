"""The whole of a share: ground, forces, machines, the dead."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.language.tokens import Token

__all__ = ["measure_of_share"]

_GROUND = frozenset({
    "territory", "region", "land", "country", "province", "oblast", "area", "city", "ground", "district", "state",
})  # fmt: skip
_FORCES = frozenset({"force", "forces", "troops", "army", "soldiers", "personnel", "military", "men", "fighters"})
_MACHINES = frozenset({
    "tanks", "tank", "vehicles", "artillery", "aircraft", "equipment", "ships", "fleet", "helicopters",
})  # fmt: skip
_VICTIMS = frozenset({"casualties", "deaths", "fatalities", "victims", "killed", "dead", "injuries", "wounded", "whom"})
_AIRBORNE = frozenset({"drones", "drone", "missiles", "missile", "munitions", "rockets", "uavs", "projectiles"})
# measures of shares that hold whatever the share is of
_BY_VERB = frozenset({"area_share", "area_gained", "under_reporting", "change"})
# words behind a share in which its whole may stand, and those in which it is named
_OF_WHAT, _NAME = 12, 4


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
    near = [token.text for token in tokens[mention.after : mention.after + _OF_WHAT]]
    # "of the city's residents": people, and no ground
    behind = [word.removesuffix("'s") for word in near if word.removesuffix("'s") == word or word[:-2] not in _GROUND]
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
