"""A measure made of the events that words name and of the thing that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.words.verb_words import NOUNS_TOO
from reconcile.claims.cues import Cue, measure_for
from reconcile.language.tokens import Token

__all__ = ["NOTHING", "OTHER", "Said", "first_topic", "made_of"]

# thing counted if the noun is none that the cues know
OTHER = "other"


class Said(NamedTuple):
    """A measure, the event that makes it, where it is named, and by what: noun, clause, describing, people."""

    measure: str
    event: str = ""
    place: int = -1
    how: str = ""


NOTHING = Said("")


def made_of(events: tuple[str, ...], thing: str, place: int, how: str) -> Said | None:
    """Return the measure of events with a thing, None if they make none; two of one sum make one measure.

    Examples
    --------
    >>> made_of(("kill", "wound"), "persons", 2, "clause")
    Said(measure='casualties', event='kill', place=2, how='clause')
    """
    words = [events_of.split("|") for events_of in events]
    if len(words) > 1 and thing in ("persons", ""):
        names = frozenset(word[0] for word in words)
        measure = measure_for(names, thing)
        return Said(measure, words[0][0], place, how) if measure else None
    made = [next(((name, event) for event in word if (name := measure_for(frozenset({event}), thing))), None)
            for word in words]  # fmt: skip
    if not made or made[0] is None or any(one is None or one[0] != made[0][0] for one in made):
        return None
    return Said(made[0][0], made[0][1], place, how)


def first_topic(
    clauses: Clauses, places: list[int], thing: str, *, people: bool = True, noun_words: Sequence[Token] = ()
) -> Cue | None:
    """Return the first cue among some tokens that makes a measure with a thing; `people` takes those who are named.

    With `noun_words`, the tokens, one word that may be a noun is none: it describes another one, "rescue officials".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("The toll of deaths rose.")
    >>> first_topic(clauses_of(tokens), [1, 2, 3], "persons").event
    'toll'
    """
    own = set(places)
    for cue in clauses.cues_within(places[0], places[-1] + 1) if places else ():
        alone = cue.last == cue.first + 1 and cue.last not in clauses.predicates
        describes = bool(noun_words) and alone and noun_words[cue.first].text in NOUNS_TOO
        fits = cue.first in own and not describes and (people or cue.form != "people")
        if fits and measure_for(frozenset({cue.event}), thing):
            return cue
    return None
