"""The measure that stands beside a noun and describes it: a participle, a state, "who" and its verb."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clause, Clauses
from reconcile.articles.grammar.object_starts import is_object
from reconcile.articles.grammar.predicates import ACTIVE, Predicate
from reconcile.articles.measure.figure_phrases import NounPhrase
from reconcile.articles.measure.made_measures import Said, made_of
from reconcile.articles.measure.verb_measures import tells_of_subject
from reconcile.articles.words.verb_words import NOUNS_TOO, RELATIVES, is_adverb
from reconcile.claims.counted_nouns import is_people
from reconcile.language.tokens import Token, text_at

__all__ = ["by_description"]

# tokens behind a noun in which what describes it begins: "12 men, who", "12 reportedly killed"
_BEHIND = 3
# tokens of brackets behind a noun, tokens from a participle to a state behind it, and signs before which that stands
_BRACKETS, _TO_STATE, _ENDS_DESCRIPTION = 6, 8, frozenset({",", ";", ":", "(", "and", "or"})
# verbs that make people do what stands behind them
_LEADING_TO = frozenset({
    "force", "forced", "forces", "forcing", "drive", "drove", "driven", "driving", "cause", "caused", "causes",
    "causing", "lead", "led", "leading", "leads", "compelled", "compelling", "prompted", "prompting", "order",
    "ordered", "ordering", "told", "obliged", "urged", "allowed", "helped", "enabled",
})  # fmt: skip


def by_description(
    tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str
) -> Said | None:
    """Return the measure of what describes the noun: a participle or a state beside it, "who" and its verb.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "The 12 reportedly killed were cooks.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_description(tokens, mentions[0], phrase, cut, "persons").measure
    'killed'
    """
    place = phrase.last
    reach = min(phrase.last + _BEHIND, len(tokens))
    while place < reach and place not in clauses.predicates and is_adverb(tokens[place].text):
        place += 1
    if text_at(tokens, place) == "(":
        place = next((after + 1 for after in range(place, min(place + _BRACKETS, len(tokens)))
                      if tokens[after].text == ")"), place)  # fmt: skip
    if text_at(tokens, place) in ("and", "or") and is_people(text_at(tokens, place + 1)):
        place += 2
    place += text_at(tokens, place) == "to" and _is_led_to(tokens, clauses.at(mention.number))
    behind = clauses.predicates.get(place)
    if behind and (not behind.finite or behind.of_subject) and not is_object(tokens, behind.last):
        if said := made_of(behind.events, thing, behind.head, "describing"):
            return said
        later = _state_behind(tokens, clauses, behind.last)
        if later and (said := made_of(later.events, thing, later.head, "describing")):
            return said
    place = phrase.last + (text_at(tokens, phrase.last) == ",")
    if text_at(tokens, place) in RELATIVES and (said := _by_relative(tokens, clauses, place, thing)):
        return said
    within = [cue for cue in clauses.cues_within(mention.after, phrase.last) if cue.last < phrase.last
              and tokens[cue.first].text not in NOUNS_TOO]  # fmt: skip
    return next((said for cue in within if cue.form in ("", "state")
                 and (said := made_of((cue.event,), thing, cue.first, "describing"))), None)  # fmt: skip


def _is_led_to(tokens: list[Token], clause: Clause) -> bool:
    """Return True for a verb that makes people do what stands behind them: "forced 40 families to flee"."""
    return clause.predicate is not None and tokens[clause.predicate.head].text in _LEADING_TO


def _state_behind(tokens: list[Token], clauses: Clauses, place: int) -> Predicate | None:
    """Return the state that ends a description: "12 people taken to the clinic with serious injuries"."""
    for after in range(place, min(place + _TO_STATE, len(tokens))):
        predicate = clauses.predicates.get(after)
        if predicate is not None:
            return predicate if not predicate.finite and predicate.of_subject else None
        if tokens[after].text in _ENDS_DESCRIPTION:
            return None
    return None


def _by_relative(tokens: list[Token], clauses: Clauses, place: int, thing: str) -> Said | None:
    """Return the measure of the verb of a relative clause: "12 men who died", "12 men whom police freed"."""
    clause = clauses.at(place)
    predicate = clause.predicate
    if predicate is None or clause.first != place:
        return None
    direct = all(is_adverb(token.text) for token in tokens[place + 1 : predicate.first])
    suffers = tells_of_subject(tokens, predicate) if direct else predicate.voice == ACTIVE
    return made_of(predicate.events, thing, predicate.head, "describing") if suffers else None
