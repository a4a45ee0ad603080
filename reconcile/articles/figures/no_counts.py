"""Numbers of running text that say how large, how far, how old or when, and count nothing a claim is about."""

from __future__ import annotations

from reconcile.language.hedge_words import hedge_before
from reconcile.language.numerals import Numeral
from reconcile.language.other_things import other_thing
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at, touches
from reconcile.language.unit_words import find_unit, unit_after

__all__ = ["is_distance", "is_no_count"]

# what a number behind these words measures or names: "magnitude 7", "an intensity of 6", "version 2"
_SCALES = frozenset({
    "magnitude", "magnitudes", "intensity", "richter", "version", "category", "scale", "depth", "strength", "mw",
    "temperature", "speed", "speeds", "latitude", "longitude", "epicentre", "epicenter", "odds", "factor",
})  # fmt: skip
_BEFORE_SCALED = frozenset({"of", "was", "is", "at", "a", "an", "the", ":", "as", "to", "measuring", "measured"})
# and before these: "a 7 magnitude quake", "7 on the Richter scale", "1400 GMT", "48° N"
_SCALED = frozenset(
    {
        "magnitude",
        "gmt",
        "utc",
        "bst",
        "edt",
        "est",
        "pst",
        "ist",
        "cet",
        "hrs",
        "mph",
        "kph",
        "kmh",
        "knots",
        "°",
        "º",
        "′",
        "″",
    }
)
_SCALED_PHRASES = (
    ("p", ".", "m"), ("a", ".", "m"), ("on", "the", "richter"), ("on", "richter"), ("local", "time"), ("degrees",),
)  # fmt: skip
_DIGITS_OF_YEAR = 4
# the wholes of such shares, the largest part, and parts in words; "one in ten" is read as a share
_TENS, _MOST_OF_TEN = ("ten", "10", "five", "four", "three"), 9
_PARTS_OF_TEN = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "2", "3", "4", "5", "6", "7", "8", "9",
})  # fmt: skip
# years before those that `looks_like_year` knows, and words before them
_FIRST_YEAR, _LATER_YEARS = 1000, 1900
_BEFORE_YEAR = frozenset(
    {"in", "since", "of", "by", "until", "from", "early", "late", "during", "around", "circa", "after"}
)
# who has children
_KIN = frozenset({
    "mother", "father", "mum", "mom", "dad", "parent", "parents", "grandmother", "grandfather", "gran", "grandad",
    "widow", "widower", "mothers", "fathers", "nan", "grandma", "grandpa",
})  # fmt: skip
# kinds of streets in an address, and how many words of its name may stand before one
_STREETS = frozenset({"street", "road", "avenue", "lane", "boulevard", "st", "rd", "ave", "drive"})
_STREET_REACH = 4
_BEFORE_PLACES = frozenset({"along", "on", "in", "at", "near", "of", "and", "from", "to", "off", "by", "were", "was"})
# units of things that are weighed or measured
_PHYSICAL = frozenset({
    "kg", "tonnes", "grams", "pounds", "ounces", "litres", "gallons", "barrels", "cm", "mm", "feet", "yards", "inches",
    "degrees", "watts",
})  # fmt: skip
# signs before the minutes of a coordinate
_DEGREES = frozenset({"°", "º"})
# units of numbers with a fraction; nothing that is counted has one
_DIVISIBLE = frozenset({"km2", "km", "percent"})
# nouns before the age of one person or of a group: "a girl of six", "children under five"
_PERSON = frozenset({"girl", "boy", "man", "woman", "child", "son", "daughter", "baby", "toddler", "teenager"})
_AGED = frozenset({
    "children", "child", "kids", "boys", "girls", "men", "women", "people", "adults", "those", "infants", "minors",
    "anyone", "persons", "everyone", "youths", "males", "females", "all", "aged", "ages", "age", "patients",
})  # fmt: skip
_AGE_LIMITS = frozenset({"under", "over", "below", "above"})
# who is under an age, "of whom nine were under 18", and what may be as few itself: "the losses were under 18"
_ARE = frozenset({"were", "was", "are", "is"})
_AMOUNTS = frozenset({
    "losses", "deaths", "casualties", "fatalities", "toll", "total", "number", "numbers", "count", "figure", "figures",
    "injuries", "estimates", "turnout", "there",
})  # fmt: skip
# those whose age is told: "the youngest was 2", "the oldest is just 14"
_YOUNGEST, _IS = frozenset({"youngest", "oldest", "eldest"}), frozenset({"is", "was", "just", "only", "aged", "being"})
# words behind an age that is the last of its phrase
_AFTER_AGE = frozenset(
    {"were", "was", "are", "is", "have", "had", "in", "and", "who", "died", "at", "from", "of", "or"}
)
# years of the oldest person on record (Jeanne Calment, 1875-1997)
_OLDEST = 122
# words that make a length a distance beside things: "40 miles from the coast", "22 miles south of"
_AWAY = frozenset({
    "from", "away", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "off",
    "outside", "northern", "southern", "eastern", "western", "inland", "offshore", "upstream", "downstream",
    "below", "above", "beneath", "underground", "deep", "high", "wide", "long", "tall", "thick", "radius", "or",
})  # fmt: skip
# verbs whose length is the way that an army went, and words between it and the length
_GOING = frozenset({
    "advanced", "advance", "advances", "advancing", "moved", "pushed", "gained", "progressed", "retreated",
    "withdrew", "captured", "penetrated", "drove", "fell", "walked", "marched", "by", "up", "another", "further",
})  # fmt: skip
_GOING_REACH = 6


def is_no_count(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a magnitude, a time of day, a coordinate, an age, a decimal that nothing could be counted in.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("The quake of magnitude 7 at 9.40 killed 12 children under five")
    >>> [is_no_count(tokens, numeral) for numeral in find_numerals(tokens)]
    [True, True, False, True]
    """
    return (
        _is_decimal(tokens, numeral)
        or _is_code(tokens, numeral)
        or _is_house(tokens, numeral)
        or _is_of_kin(tokens, numeral)
        or _is_early_year(tokens, numeral)
        or _is_physical(tokens, numeral)
        or _is_scaled(tokens, numeral)
        or _is_age(tokens, numeral)
        or _describes(tokens, numeral)
        or _is_odds(tokens, numeral)
        or _is_left_out(tokens, numeral)
        or _is_of_ten(tokens, numeral)
    )


def _is_of_ten(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for either number of a share that is told in people: "six in ten of the wounded"."""
    behind = text_at(tokens, numeral.last) == "in" and text_at(tokens, numeral.last + 1) in _TENS
    if behind:
        return 1 < numeral.value <= _MOST_OF_TEN
    own = text_at(tokens, numeral.first) in _TENS and text_at(tokens, numeral.first - 1) == "in"
    return own and text_at(tokens, numeral.first - 2) in _PARTS_OF_TEN


def _is_left_out(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for those set against all, and for another year in brackets: "all but 4 died", "(2023: 40)"."""
    before, earlier = text_at(tokens, numeral.first - 1), text_at(tokens, numeral.first - 2)
    if before == "but" and earlier in ("all", "everyone", "everybody"):
        return True
    year = len(earlier) == _DIGITS_OF_YEAR and earlier.isdecimal()
    return before == ":" and year and text_at(tokens, numeral.first - 3) == "("


def _is_decimal(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for digits with a fraction, but for shares, areas, lengths and 1.2 million."""
    plain = numeral.form == "number" and numeral.scale == 1 and numeral.last == numeral.first + 1
    if not plain or "." not in tokens[numeral.first].text or tokens[numeral.first].kind != DIGITS:
        return False
    if numeral.value.is_integer() and tokens[numeral.first].text.count(".") > 1:
        return False
    placed = find_unit(tokens, numeral.last, numeral.first)
    return placed is None or placed.unit.name not in _DIVISIBLE


def _is_code(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for digits that begin with a 0, "type 01", but for decimals and 0 itself."""
    digits = text_at(tokens, numeral.first)
    return numeral.last == numeral.first + 1 and len(digits) > 1 and digits.isdecimal() and digits.startswith("0")


def _is_house(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for the number of a house: "34 Main Street"."""
    plain = numeral.last == numeral.first + 1 and tokens[numeral.first].text.isdecimal()
    ahead = tokens[numeral.last : numeral.last + _STREET_REACH]
    place = next((place for place, token in enumerate(ahead) if token.text in _STREETS), 0)
    name = ahead[:place]
    return plain and place > 0 and all(token.kind == WORD and token.text not in _BEFORE_PLACES for token in name)


def _is_of_kin(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for the children that somebody has: "a dad-of-two", "the mother of three"."""
    place = numeral.first - 1 - (text_at(tokens, numeral.first - 1) in HYPHENS)
    if text_at(tokens, place) != "of":
        return False
    place -= 1 + (text_at(tokens, place - 1) in HYPHENS)
    return text_at(tokens, place) in _KIN and find_unit(tokens, numeral.last, numeral.first) is None


def _is_early_year(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a year before 1900 behind its preposition: "in 1860", "since 1756"."""
    plain = numeral.last == numeral.first + 1 and tokens[numeral.first].text.isdecimal()
    if not plain or not _FIRST_YEAR <= numeral.value < _LATER_YEARS:
        return False
    return text_at(tokens, numeral.first - 1) in _BEFORE_YEAR and find_unit(tokens, numeral.last, numeral.first) is None


def _is_physical(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for weights, temperatures, and lengths in units in which no army's way is told."""
    thing = other_thing(tokens, numeral.last, numeral.first)
    return thing is not None and thing.name in _PHYSICAL


def _before(tokens: list[Token], numeral: Numeral) -> int:
    """Return the index of the token before a number and its hedges."""
    chain = hedge_before(tokens, numeral.first)
    return (chain.reach if chain else numeral.first) - 1


def _is_scaled(tokens: list[Token], numeral: Numeral) -> bool:
    after = numeral.last + (text_at(tokens, numeral.last) in HYPHENS)
    ahead = tuple(token.text for token in tokens[after : after + 3])
    if ahead[:1] and (ahead[0] in _SCALED or any(ahead[: len(words)] == words for words in _SCALED_PHRASES)):
        return True
    place = _before(tokens, numeral)
    if text_at(tokens, place) in _DEGREES:
        return True
    while text_at(tokens, place) in _BEFORE_SCALED:
        place -= 1
    return text_at(tokens, place) in _SCALES


def _is_age(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for "as young as 12", "a girl of six", "children under five", "between the ages of 5 and 11"."""
    if not 0 < numeral.value <= _OLDEST or unit_after(tokens, numeral.last) is not None:
        return False
    back = [text_at(tokens, numeral.first - step) for step in (1, 2, 3)]
    if back[0] == "as" and back[1] in ("young", "old"):
        return True
    if back[0] == "of" and (
        back[1] in _PERSON or (back[1] in ("age", "ages") and back[2] in ("the", "between", "under"))
    ):
        return True
    if not _YOUNGEST.isdisjoint(back) and back[0] in _IS:
        return True
    noun = text_at(tokens, numeral.last)
    aged = back[1] in _AGED or (back[1] in _ARE and back[2] not in _AMOUNTS)
    return back[0] in _AGE_LIMITS and aged and (not noun or not noun.isalpha() or noun in _AFTER_AGE)


def _describes(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a share joined to a word, "a 48%-er"."""
    sign, dash = numeral.last, numeral.last + 1
    return (
        text_at(tokens, sign) == "%"
        and text_at(tokens, dash) in HYPHENS
        and touches(tokens, dash)
        and dash + 1 < len(tokens)
        and touches(tokens, dash + 1)
        and tokens[dash + 1].kind == WORD
    )


def _is_odds(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for both numbers of "outnumbered three to one"."""
    ahead = (text_at(tokens, numeral.last), text_at(tokens, numeral.last + 1))
    back = (text_at(tokens, numeral.first - 1), text_at(tokens, numeral.first - 2))
    return ahead in (("to", "one"), ("to", "1")) or (
        numeral.value == 1 and back[0] == "to" and back[1] not in ("up", "")
    )


def is_distance(tokens: list[Token], first: int, last: int) -> bool:
    """Return True for a length that says how far or how large things are, and not how far an army went.

    Parameters
    ----------
    tokens : list of Token
    first, last : int
        The tokens of the phrase, `last` not included.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_distance(tokens_of("at 40 km from Orva"), 1, 3), is_distance(tokens_of("advanced 40 km from Orva"), 1, 3)
    (True, False)
    """
    going = {token.text for token in tokens[max(first - _GOING_REACH, 0) : first]}
    return text_at(tokens, last) in _AWAY and _GOING.isdisjoint(going)
