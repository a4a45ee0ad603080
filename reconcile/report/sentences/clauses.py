"""What is counted, of whom, where and when, in words: the parts that clauses, headings and labels are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_once, each_pair_once, each_text, strings
from reconcile.claims.measures import MEASURES
from reconcile.claims.quantities import unescaped
from reconcile.report.sentences.articles_before import (
    OPEN_COMMA,
    scope_with_article,
    with_article,
    with_closed_places,
)
from reconcile.report.sentences.date_words import date_words, span_words
from reconcile.report.sentences.phrasebook import fill_each, words
from reconcile.report.sentences.printable import clean, few_words, shorten

__all__ = ["Clauses", "clauses_of", "full_unit_words", "rate_words", "times_of", "unit_words"]

# what a unit of a rate ends in: the contract keeps every rate per day
PER_DAY = "/day"

# parts of a clause that differ in number, and what each is where the figure is 1
_PLURALS = {"were": "was", "targets": "target", "deaths": "death", "cases": "case"}

# words of a subject beside the name in it: "people from", "items of ... equipment"
SUBJECT_WORDS = 2

# populations whose people a subject names: "Russian soldiers", "children"
_NAMED_PEOPLE = ("military", "civilian", "men", "women", "children")

# stands between two names that are looked up together; `clean` leaves no such sign in a name
_JOINT = "\0"


@dataclass(frozen=True)
class Clauses:
    """The defining columns of rows in words.

    Attributes
    ----------
    parts : mapping of placeholder to ndarray of str, shape (rows,)
    measure : ndarray of str, shape (rows,)
        Measure whose words are used; "other" where the words file lacks the measure or writes it in another unit.
    cumulative : ndarray of bool, shape (rows,)
        Whether a row is a total without a first day.
    """

    parts: Mapping[str, Strings]
    measure: Strings
    cumulative: np.ndarray

    def at(self, positions: np.ndarray) -> Clauses:
        """Return the words of some of the rows, in the order given."""
        parts = {name: part[positions] for name, part in self.parts.items()}
        return Clauses(parts, self.measure[positions], self.cumulative[positions])

    def words_for(self, use: str) -> Strings:
        """Return the template of every row for a use.

        Parameters
        ----------
        use : str
            noun, title, item, figures, excludes or clause.

        Returns
        -------
        ndarray of str, shape (rows,)
        """
        if use != "clause":
            return each_once(self.measure, partial(_word, use))
        form = np.where(self.cumulative, "cumulative", "plain").astype(object)
        passive, active = (each_pair_once(self.measure, prefix + form, _pair_word) for prefix in ("", "active_"))
        return np.where((active != "") & (self.parts["party"] != ""), active, passive).astype(object)

    def fill(self, use: str, **more: Strings | str) -> Strings:
        """Return the filled template of every row for a use; `more` gives the figures and replaces parts."""
        # a heading has its date behind the scope, and no comma behind its place
        heading = {"scope": self.parts["named_scope"], "place": self.parts["named_place"]} if use == "title" else {}
        return with_closed_places(fill_each(self.words_for(use), {**self.parts, **heading, **more}))

    def singular(self) -> Clauses:
        """Return the words as they are for the figure 1: "one North Korean soldier was captured"."""
        one = {name: np.full(len(self.measure), words().fragments[single], dtype=object)
               for name, single in _PLURALS.items()}  # fmt: skip
        return replace(self, parts={**self.parts, **one, "subject": each_once(self.parts["subject"], _one)})

    def units_to_print(self, units: Strings) -> Strings:
        """Return the units to print after figures, "" where the noun implies them ("soldiers", not "people")."""
        counted = each_once(
            self.measure, lambda measure: "yes" if "{number} {subject}" in words().of_measure(measure)["plain"] else ""
        )
        return np.where(counted == "yes", "", unit_words(units)).astype(object)


def clauses_of(rows: pd.DataFrame, subjects: Mapping[str, str], most: int | None = None) -> Clauses:
    """Put the defining columns of rows into words.

    Parameters
    ----------
    rows : DataFrame
        Columns `quantity`, `measure`, `party`, `place`, `scope`, `population`, `unit`, `temporal`, `period_start`,
        `period_end`, `count_date`.
    subjects : mapping of party to words
        "North Korea": "North Korean soldiers"; a party that is not in it gets an adjective or "people from X".
    most : int, optional
        Words that every name keeps; all that a name of its length has if not given.

    Returns
    -------
    Clauses

    Examples
    --------
    >>> row = {"quantity": "q", "measure": "killed", "party": "Russia", "place": "Kursk", "scope": "", "unit":
    ...        "persons", "population": "military", "temporal": "stock", "period_start": pd.NaT, "period_end": pd.NaT,
    ...        "count_date": pd.Timestamp("2025-01-31")}
    >>> clauses_of(pd.DataFrame([row]), {}).fill("noun").tolist()
    ['Russian soldiers killed in Kursk on 31 January 2025']
    """
    cut = shorten if most is None else partial(few_words, most=most)
    text = {name: each_text(rows[name], cut) for name in ("party", "place", "scope", "population")}
    unit, temporal = strings(rows["unit"]), times_of(rows)
    measure = each_pair_once(strings(rows["measure"]), unit, _measure_in_words)
    cumulative = (temporal == "cumulative") & rows["period_start"].isna().to_numpy()
    subject = _subjects(measure, text["party"], text["population"], subjects)
    subject = subject if most is None else each_once(subject, partial(few_words, most=most + SUBJECT_WORDS))
    parts = {"subject": subject, "subjects": subject}
    parts |= {name: np.full(len(rows), words().fragments[name], dtype=object) for name in _PLURALS}
    parts["party"] = text["party"]
    for name in ("done", "things"):
        parts[name] = each_once(measure, partial(_word, name))
    for name in ("by", "for"):
        parts[name] = each_once(text["party"], partial(_of_party, name))
    parts["named_place"] = each_once(text["place"], _place)
    parts["place"] = each_once(parts["named_place"], lambda place: place + OPEN_COMMA if ", " in place else place)
    parts["those"] = each_pair_once(measure, text["scope"], _those)
    scope = np.where(parts["those"] == "", text["scope"], "").astype(object)
    population = _population_left(measure, text["population"])
    parts["scope"] = each_pair_once(scope, population, _scope)
    parts["named_scope"] = each_pair_once(scope, population, _named_scope)
    parts["rate"] = rate_words(unit)
    label = _labels(measure, rows)
    parts["label"] = label if most is None else each_once(label, partial(few_words, most=most))
    parts["when"] = _when(rows, temporal)
    return Clauses(parts, measure, cumulative)


def times_of(rows: pd.DataFrame) -> Strings:
    """Return how figures stand in time: a share of soldiers killed that holds on a day is one of all until then.

    Parameters
    ----------
    rows : DataFrame
        `temporal`, `measure`.

    Returns
    -------
    ndarray of str, shape (rows,)
        As `temporal`, but for stocks that are shares of what adds up.

    Examples
    --------
    >>> times_of(pd.DataFrame({"temporal": "stock", "measure": ["killed_share", "deployed"]})).tolist()
    ['cumulative', 'stock']
    """
    temporal, adds_up = strings(rows["temporal"]), each_text(rows["measure"], _share_of_total) == "yes"
    return np.where((temporal == "stock") & adds_up, "cumulative", temporal).astype(object)


def _share_of_total(measure: str) -> str:
    """Return "yes" for shares of what adds up: of those killed, not of the ground held."""
    known = MEASURES.get(measure)
    return "yes" if known and (known.unit, known.temporal) == ("percent", "cumulative") else ""


def _measure_in_words(measure: str, unit: str) -> str:
    """Return the measure if its words are made for the unit, else `other`."""
    if measure not in words().measures or measure not in MEASURES:
        return "other"
    made_for = MEASURES[measure].unit
    return measure if not made_for or unit.removesuffix(PER_DAY) in ("", made_for.removesuffix(PER_DAY)) else "other"


def _subjects(measure: Strings, party: Strings, population: Strings, given: Mapping[str, str]) -> Strings:
    kinds = each_pair_once(measure, population, lambda *pair: _JOINT.join(pair))
    return each_pair_once(kinds, party, partial(_subject, given))


def _subject(given: Mapping[str, str], measure_and_population: str, party: str) -> str:
    """Return the people or things of a party: "Russian drones", "people from Wagner", "soldiers"."""
    measure, _, population = measure_and_population.partition(_JOINT)
    phrases, things = words().subjects, words().of_measure(measure)["things"]
    adjective = words().adjectives.get(party, "")
    if things == "equipment":
        key = "equipment" if adjective else "equipment_of" if party else "equipment_alone"
        return phrases[key].format(adjective=adjective, party=party)
    people = not things
    if people and party in given and population in ("", "military"):
        return clean(given[party])
    things = things or phrases.get(population, phrases["people"])
    owned = "people_of" if things == phrases["people"] else "things_of"
    key = "known" if adjective else owned if party else "things"
    # a party in small letters is a plural word of its own: "residents' soldiers"
    plural = key == "things_of" and party.endswith("s") and party.islower()
    said = phrases[key].format(adjective=adjective, party=party, things=things)
    return said.replace(f"{party}'s ", f"{party}' ") if plural else said


def _one(subject: str) -> str:
    """Return a subject in the singular, by the word of it that is in the table: its last, or its first."""
    singular, (first, *rest) = words().singular, subject.split(" ")
    *before, last = subject.split(" ")
    if last in singular:
        return " ".join([*before, singular[last]])
    return " ".join([singular[first], *rest]) if first in singular else ""


def _those(measure: str, scope: str) -> str:
    """Return the scope of a share where it says of whom it is one: " deployed" of "of those deployed"."""
    start = words().fragments["of_those"]
    if not scope.startswith(start) or "{those}" not in words().of_measure(measure)["plain"]:
        return ""
    return words().fragments["those"].format(what=scope.removeprefix(start))


def _pair_word(measure: str, key: str) -> str:
    return words().of_measure(measure)[key]


def _word(key: str, measure: str) -> str:
    return words().of_measure(measure)[key]


def _of_party(fragment: str, party: str) -> str:
    return _optional(fragment, party=party)


def _optional(fragment: str, **parts: str) -> str:
    """Return a fragment, or "" where one of its parts is empty."""
    return words().fragments[fragment].format(**parts) if all(parts.values()) else ""


def _place(place: str) -> str:
    first, _, rest = place.partition(" ")
    if first.lower() in words().prepositions:
        return f" {first} {with_article(rest)}" if rest else f" {place}"
    return _optional("in", place=with_article(place))


def _population_left(measure: Strings, population: Strings) -> Strings:
    """Return the population of every row, "" where the subject names it already."""
    counted = each_once(measure, lambda name: "yes" if "{subject" in words().of_measure(name)["noun"] else "")
    things = each_once(measure, lambda name: words().of_measure(name)["things"])
    in_subject = (counted == "yes") & (things == "") & np.isin(population, _NAMED_PEOPLE)
    return np.where(in_subject, "", population).astype(object)


def _scope(scope: str, population: str) -> str:
    plain = scope.split(" ", 1)[0].lower() in words().scope_prepositions
    told = "" if plain else scope_with_article(scope)
    form = "scope_alone" if plain else "scope_told" if told else "scope"
    return _optional(form, scope=told or scope) + _named_scope("", population)


def _named_scope(scope: str, population: str) -> str:
    named = words().populations.get(population, population)
    return _optional("scope", scope=scope) + _optional("population", population=named)


def _labels(measure: Strings, rows: pd.DataFrame) -> Strings:
    """Return labels of measures without words of their own: their own name, else the quantity's; "" for others."""
    labels, unnamed = np.full(len(rows), "", dtype=object), np.flatnonzero(measure == "other")
    name = each_once(strings(rows["measure"])[unnamed], _plain)
    key = np.where(name == "", strings(rows["quantity"])[unnamed], "").astype(object)
    quantity = each_once(key, lambda words: _plain(unescaped(words)))
    labels[unnamed] = np.where(name == "", "“" + quantity + "”", name)
    return labels


def _plain(name: str) -> str:
    return shorten(name.replace("_", " "))


def _when(rows: pd.DataFrame, temporal: Strings) -> Strings:
    """Return the date or span that the figures of every row are about, with a leading space."""
    date = date_words(rows["count_date"])
    total, begun = _dated("by_date", date), (temporal == "cumulative") & rows["period_start"].notna().to_numpy()
    total[begun] = span_words(rows["period_start"][begun], rows["count_date"][begun])
    span = span_words(rows["period_start"], rows["period_end"])
    otherwise = np.where(span != "", span, _dated("dated", date))
    return np.select(
        [temporal == "cumulative", temporal == "stock"], [total, _dated("on_date", date)], otherwise
    ).astype(object)


def _dated(fragment: str, dates: Strings) -> Strings:
    return each_once(dates, lambda date: _optional(fragment, date=date))


def rate_words(units: Strings) -> Strings:
    """Return " a day" for units of a rate, "" for all others.

    Examples
    --------
    >>> rate_words(np.array(["km2/day", "km2"], dtype=object)).tolist()
    [' a day', '']
    """
    return each_once(units, lambda unit: words().fragments["per_day"] if unit.endswith(PER_DAY) else "")


def unit_words(units: Strings) -> Strings:
    """Return units in words, with a leading space; "%" has none.

    A unit without words of its own is printed as it is; of a rate only the unit, without "a day".

    Examples
    --------
    >>> unit_words(np.array(["km2", "percent", "km2/day", "goats", ""], dtype=object)).tolist()
    [' sq km', '%', ' sq km', ' goats', '']
    """
    return each_once(units, _unit)


def full_unit_words(units: Strings) -> Strings:
    """Return units in words for use on their own; those of a rate end in "a day".

    Examples
    --------
    >>> full_unit_words(np.array(["km2/day", "percent", ""], dtype=object)).tolist()
    ['sq km a day', '%', '']
    """
    return each_once(unit_words(units) + rate_words(units), str.strip)


def _unit(unit: str) -> str:
    base = shorten(unit.removesuffix(PER_DAY).replace("_", " "))
    printed = words().units.get(base, base)
    return printed if printed in ("", "%") else f" {printed}"
