"""What the noun of a phrase counts where a row counts people: "500 laptops" are asked about, "500 miners" are not."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.cues import CUE_WORDS
from reconcile.claims.people import PEOPLE
from reconcile.claims.text import map_unique
from reconcile.claims.wordings import each_wording
from reconcile.language.markup import readable
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import WORD, tokens_of
from reconcile.language.units import is_unit_word

__all__ = ["ANIMALS", "is_people", "nouns_of_no_people"]

# animals, which are no people whatever is said of them
ANIMALS = frozenset({
    "animals", "cattle", "cows", "sheep", "goats", "pigs", "chickens", "poultry", "livestock", "horses", "camels",
    "donkeys", "mules", "buffaloes", "buffalo", "ducks", "geese", "hens", "dogs", "cats", "puppies", "birds", "fish",
    "elephants", "tigers", "lions", "leopards", "rhinos", "rhinoceroses", "hippos", "whales", "dolphins", "turtles",
    "seals", "deer", "boars", "boar", "bears", "wolves", "foxes", "monkeys", "apes", "gorillas", "crocodiles", "snakes",
    "sharks", "pelicans", "penguins", "swans", "rabbits", "yaks", "llamas", "reindeer", "ostriches", "antelopes",
    "zebras", "giraffes", "lambs", "calves", "ponies", "kangaroos", "koalas", "bats", "bees",
})  # fmt: skip
# endings of plural nouns that are people: miners, sailors, activists, civilians, evacuees, combatants, students
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "ants", "ents", "ars", "mates", "nicks", "iks")
# other plural nouns that are people
_ALSO_PEOPLE = frozenset({
    "monks", "nuns", "cadets", "relatives", "siblings", "locals", "nationals", "citizens", "males", "females", "adults",
    "youths", "kids", "teens", "minors", "twins", "souls", "pupils", "others", "priests", "clerics", "medics", "guards",
    "cops", "heads", "elites", "mercs", "jihadis", "peers", "sons", "brothers", "babies", "boys", "girls", "wives",
    "husbands", "natives", "regulars", "irregulars", "conscripts", "recruits", "partisans", "commandos", "rebels",
    "vets", "troops", "hostages", "friends", "orphans", "comrades", "cases", "fans", "humans", "crews", "names",
    "pilgrims", "individuals",
})  # fmt: skip
# plural nouns with such endings that are things
_THINGS = frozenset({
    "trees", "fees", "bees", "knees", "degrees", "rupees", "committees", "containers", "shelters", "computers",
    "helicopters", "towers", "rivers", "papers", "numbers", "letters", "centers", "quarters", "headquarters",
    "trailers", "tankers", "carriers", "launchers", "routers", "power", "boulders", "ladders", "chambers", "orders",
    "borders", "shutters", "hangars", "doors", "tractors", "sectors", "reactors", "generators", "motors", "errors",
    "floors", "indicators", "corridors", "plants", "restaurants", "tents", "events", "incidents", "accidents",
    "documents", "apartments", "settlements", "shipments", "departments", "payments", "monuments", "continents", "cars",
    "dollars", "bars", "years", "lists", "fires", "craters", "barriers", "bunkers", "freighters", "liters", "litres",
    "counters", "transformers", "districts", "offers", "answers", "powers", "showers", "covers", "servers", "harbors",
    "mirrors", "rumors", "factors", "ventilators", "incubators", "excavators", "bulldozers", "grants", "tenements",
    "establishments", "governments", "parliaments", "treatments", "investments", "agreements", "statements",
    "arguments", "instruments", "fragments", "segments", "elements", "regiments", "detachments",
    "cleaners", "pillars", "jars", "calendars", "seminars", "wars", "stars", "guitars",
})  # fmt: skip
# endings of words that are no plural
_NO_PLURAL = ("ss", "us", "is", "'s", "ous")
# letters of the shortest plural
_SHORTEST = 4
# words behind a number among which its noun stands, and words at which another part of the phrase begins
_REACH = 3
_STOPS = frozenset({
    "of", "in", "on", "at", "by", "from", "to", "with", "during", "after", "before", "since", "for", "near", "per",
    "as", "and", "or", "who", "which", "that", "were", "was", "are", "is", "have", "has", "had", "according", "so",
    "than", "more", "less", "this", "across", "over", "between", "says", "yes",
})  # fmt: skip


def is_people(word: str) -> bool:
    """Return True for a plural noun that is people, by its ending or from a list.

    Examples
    --------
    >>> is_people("miners"), is_people("monks"), is_people("laptops")
    (True, True, False)
    """
    return word in PEOPLE or word in _ALSO_PEOPLE or (word.endswith(_PEOPLE) and word not in _THINGS)


def nouns_of_no_people(phrases: pd.Series) -> pd.Series:
    """Return the plural noun behind the number of each phrase that may be no people, "" where there is none.

    Words that begin with a capital are names of peoples, and words of events say themselves what is counted.

    Parameters
    ----------
    phrases : Series of str, or of categories

    Examples
    --------
    >>> nouns_of_no_people(pd.Series(["500 laptops", "500 miners", "500 North Koreans", "500 deaths"])).tolist()
    ['laptops', '', '', '']
    """
    return map_unique(phrases, lambda texts: pd.Series(each_wording(texts, _noun), dtype="str"))


def _noun(text: str) -> str:
    text = readable(text)
    tokens = tokens_of(text)
    numerals = find_numerals(tokens)
    if not numerals:
        return ""
    last = numerals[-1].last
    for token in tokens[last : last + _REACH]:
        if token.kind != WORD or token.text in _STOPS or token.text in CUE_WORDS or is_unit_word(token.text):
            return ""
        if token.text.endswith("s") and len(token.text) >= _SHORTEST and not token.text.endswith(_NO_PLURAL):
            people = is_people(token.text) or text[token.start].isupper()
            return "" if people else token.text
    return ""
