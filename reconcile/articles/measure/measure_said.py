"""The measure that the words of a figure's own clause give it: its noun, its verb, or what describes it."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.measure.described_measures import by_description
from reconcile.articles.measure.figure_phrases import NounPhrase
from reconcile.articles.measure.made_measures import NOTHING, Said, made_of
from reconcile.articles.measure.noun_measures import by_governor, by_including, by_label, by_noun, by_people, by_set
from reconcile.articles.measure.verb_measures import by_amount, by_carrier, by_verb
from reconcile.claims.cues import LOSSES, VAGUE
from reconcile.language.tokens import Token, text_at

__all__ = ["said_of"]

# things of which a verb says by how much: "advanced by 12 km"
_EXTENTS = frozenset({"distance", "area", "share"})
# events that what describes the counted overrules: wounded who are evacuated are not displaced
_MOVED = frozenset({"displace", "deploy"})
# states of those who "remain" captives
_HELD = frozenset({"captive", "hostage", "captivity", "detention", "custody"})


def said_of(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said:
    """Return the measure of a figure by the words of its own clause, `NOTHING` if they show none.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The 12 refugees on the boat drowned."
    >>> tokens = tokens_of(text)
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> said_of(tokens, mentions[0], phrases_of(tokens, mentions, cut)[0], cut, "persons")
    Said(measure='killed', event='kill', place=6, how='clause')
    """
    named = thing if phrase.noun or mention.unit else ""
    own = by_noun(tokens, mention, phrase, clauses, thing) or by_governor(phrase, named)
    own = own or by_label(tokens, phrase, clauses, named)
    describing = by_description(tokens, mention, phrase, clauses, thing)
    if not (phrase.noun and describing):
        own = own or by_amount(tokens, mention, phrase, clauses, named)
    if own:
        return own
    clause = clauses.at(mention.number)
    if clause.opener == "including" and (said := by_including(clauses, clause, thing)):
        return said
    if phrase.before == "by" and thing in _EXTENTS and clause.predicate:
        return made_of(clause.predicate.events, thing, clause.predicate.head, "clause") or NOTHING
    if clause.opener == "with" and clause.predicate is None and clause.parent >= 0:
        clause = clauses.clauses[clause.parent]
        if carried := by_carrier(tokens, clause, thing):
            return carried
    verb = by_verb(tokens, mention, phrase, clauses, thing)
    if verb and describing and (verb.event in _MOVED or verb.event in VAGUE) and describing.event in LOSSES:
        return describing
    if verb and verb.event == "inhabit":
        held = by_people(mention, phrase, clauses, clause, thing, tokens)
        verb = _who_remain(tokens, phrase, thing, verb, held)
    of_set = by_set(tokens, phrase, clauses, clause, thing)
    if of_set and phrase.partitive and verb and verb.event not in LOSSES:
        # "14 of the injured were flown to hospitals"
        verb = of_set
    return verb or describing or of_set or by_people(mention, phrase, clauses, clause, thing, tokens) or NOTHING


def _who_remain(tokens: list[Token], phrase: NounPhrase, thing: str, verb: Said, held: Said | None) -> Said | None:
    """Return what those who "remain" are: "97 hostages remain in Gaza" are `held`, and no inhabitants.

    "287 pupils remain in captivity" are captives, "97 of them remain captive" who they were.
    """
    state = verb.place + 1
    state += text_at(tokens, state) == "in"
    if text_at(tokens, state) in _HELD and not phrase.partitive:
        return made_of(("detain",), thing, verb.place, "clause")
    if held and held.event != verb.event:
        return held
    return None if phrase.partitive else verb
