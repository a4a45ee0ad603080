"""What numbers of a phrase may count that is no unit of a measure: weights, money, families, goats.

Read as a unit of its own, so that it is never taken for the people or things that a claim is about.
"""

from __future__ import annotations

from reconcile.language.tokens import HYPHENS, WORD, Token, text_at
from reconcile.language.units import Unit, is_unit_word

__all__ = ["other_thing"]

# unit -> words for it; where a measure counts such things, the unit is the measure's
_THINGS = {
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"),
    "tonnes": ("t", "ton", "tons", "tonne", "tonnes"),
    "grams": ("g", "gram", "grams", "gramme", "grammes"), "pounds": ("lb", "lbs", "pounds"), "ounces": ("oz", "ounces"),
    "litres": ("l", "litre", "litres", "liter", "liters"), "gallons": ("gallons",), "barrels": ("barrels",),
    "cm": ("cm", "centimetres", "centimeters"), "mm": ("mm", "millimetres", "millimeters"),
    "feet": ("ft", "feet"), "yards": ("yd", "yards"), "inches": ("inches",), "degrees": ("degrees", "°"),
    "watts": ("w", "kw", "mw", "gw", "watts", "kilowatts", "megawatts", "kwh", "mwh", "volts"),
    "dollars": ("dollar", "dollars", "usd"), "euros": ("euro", "euros", "eur"),
    "roubles": ("rouble", "roubles", "rubles"),
    "hryvnias": ("hryvnia", "hryvnias", "uah"), "rupees": ("rupees",), "yuan": ("yuan",), "yen": ("yen",),
    "families": ("families",), "households": ("households",), "couples": ("couples",),
    "battalions": ("battalions",), "brigades": ("brigades",), "regiments": ("regiments",), "divisions": ("divisions",),
    "companies": ("companies",), "platoons": ("platoons",), "squads": ("squads",), "crews": ("crews",),
    "buildings": ("buildings", "houses", "homes", "apartments", "flats", "dwellings", "schools", "hospitals", "mosques",
                  "churches", "shops", "clinics"),
    "items": ("aircraft", "planes", "aeroplanes", "airplanes", "helicopters", "jets", "ships", "vessels", "boats",
              "guns", "howitzers", "launchers", "radars", "warships", "submarines", "weapons"),
    "missiles": ("munitions", "shells", "bombs", "warheads", "projectiles"),
    "rounds": ("rounds", "bullets", "cartridges", "shots"), "mines": ("mines",), "grenades": ("grenades",),
    "tents": ("tents",), "rooms": ("rooms",), "beds": ("beds",), "trees": ("trees",), "votes": ("votes",),
    "graves": ("graves",), "flights": ("flights", "sorties"), "calls": ("calls",),
    "animals": ("animals", "cattle", "cows", "sheep", "goats", "pigs", "horses", "dogs", "cats", "chickens",
                "livestock", "camels", "donkeys", "birds", "buffaloes"),
}  # fmt: skip
_UNITS = {word: Unit(name, 1.0) for name, words in _THINGS.items() for word in words}
# codes of money before a number
_CURRENCY_CODES = frozenset({"usd", "eur", "gbp", "uah", "rub", "inr", "rs", "jpy", "cny", "chf", "pln"})
# words between a number and what it counts: "500 poor farming families"
_REACH = 3
# these begin another part of the sentence
_STOPS = frozenset({
    "of", "in", "on", "at", "by", "from", "to", "with", "during", "after", "before", "since", "for", "near", "per",
    "and", "or", "who", "which", "that", "were", "was", "are", "is", "have", "has", "had", "killed", "died", "dead",
})  # fmt: skip


def other_thing(tokens: list[Token], place: int, before: int) -> Unit | None:
    """Return what a number counts where that is no unit of a measure, None for people, a unit, or nothing.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the token after the number.
    before : int
        Index of the first token of the number; the code of a currency may precede it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [other_thing(tokens_of(text), 1, 0) for text in ("500 kg", "500 family members")]
    [Unit(name='kg', factor=1.0), None]
    """
    if text_at(tokens, before - 1) in _CURRENCY_CODES:
        return Unit("money", 1.0)
    place += text_at(tokens, place) in HYPHENS
    if text_at(tokens, place) in ("body", "bodies") and text_at(tokens, place + 1) == "parts":
        return Unit("body parts", 1.0)
    for token in tokens[place : place + _REACH]:
        if token.text in _UNITS:
            return _UNITS[token.text]
        if token.kind != WORD or token.text in _STOPS or is_unit_word(token.text):
            return None
    return None
