"""What parts and their wholes count, where a verb says one thing and a noun another: "14 of the 61 people in need"."""

from __future__ import annotations

from itertools import pairwise

from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.wholes_of_parts import is_whole_of_part
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.measure.described_measures import by_description
from reconcile.articles.measure.figure_phrases import NounPhrase
from reconcile.articles.measure.made_measures import Said, made_of
from reconcile.claims.cues import VAGUE
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import Token, text_at

__all__ = ["said_of_part"]

# wholes of which a part is told as a share: "four out of five", "nine out of ten"
_ROUND = frozenset({3.0, 4.0, 5.0, 10.0, 20.0, 100.0})
# verbs that describe nobody: "of the 57 people killed", but "12 of the 57 people died"
_INTRANSITIVE = frozenset({"died", "survived", "perished", "fled", "escaped"})


def said_of_part(
    tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str, said: Said
) -> Said:  # fmt: skip
    """Return the measure of a ratio, or of the whole of a part, instead of what was said of the other of the two.

    What is said of any other figure is returned as it is; a measure that belongs to the other one becomes "".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Three of the 20 wounded soldiers died."
    >>> tokens = tokens_of(text)
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> whole = phrases_of(tokens, mentions, cut)[1]
    >>> said_of_part(tokens, mentions[1], whole, cut, "persons", Said("killed", "kill", 6, "clause")).measure
    'wounded'
    """
    if mention.kind == "ratio":
        said = _of_ratio(tokens, mention, clauses, thing, said)
    predicate = clauses.at(mention.number).predicate
    of_predicate = predicate is not None and said.place == predicate.head
    verb = said.how == "clause" or of_predicate or text_at(tokens, said.place) in _INTRANSITIVE
    if (verb or not said.measure) and is_whole_of_part(tokens, mention):
        return _named(tokens, mention, phrase, clauses, thing) or said._replace(measure="", event="")
    return said


def _of_ratio(tokens: list[Token], mention: Mention, clauses: Clauses, thing: str, said: Said) -> Said:
    """Return what a ratio says of its part, without what only its whole is: launched, aboard, in need."""
    # "six of 11 missiles launched" says of the 11 that they were launched
    launched = said.event == "launch" and text_at(tokens, said.place - 1) not in HELPING
    # "3,000 wounded out of 12,000 deployed"
    between = _noun_within(clauses, mention.number + 1, mention.after, thing)
    said = said if launched else between or said
    predicate = clauses.at(mention.number).predicate
    # "aid reached 120 of the 400 people in need" tells of all 400 that they are in need; nobody counts how many of the
    # passengers aboard are aboard
    described = said.how == "describing" and predicate is not None and predicate.finite
    of_whole = launched or described or said.measure == "aboard" or _is_share(tokens, mention)
    return said._replace(measure="", event="") if of_whole else said


def _is_share(tokens: list[Token], mention: Mention) -> bool:
    """Return True for "nine out of ten homes", which is a share, and no count of nine; "of the ten" counts."""
    words = [token.text for token in tokens[mention.number : mention.after]]
    return mention.n2 in _ROUND and ("out", "of") in pairwise(words) and "the" not in words


def _named(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure by which a whole is named: the 20 of "three of the 20 wounded soldiers died" are wounded."""
    predicate = clauses.at(mention.number).predicate
    # "how many of the 12 died": the verb is that of the part
    beside = predicate is not None and predicate.finite and predicate.first == mention.after
    if said := _noun_within(clauses, mention.after, max(phrase.last, mention.after + (not beside)), thing):
        return said
    described = by_description(tokens, mention, phrase, clauses, thing)
    return None if predicate and described and described.place == predicate.head else described


def _noun_within(clauses: Clauses, first: int, last: int, thing: str) -> Said | None:
    """Return the first measure among some words; "the 61 passengers" says who they are, not what became of them."""
    cues = (cue for cue in clauses.cues_within(first, last) if cue.form != "people" and cue.event not in VAGUE)
    found = (made_of((cue.event,), thing, cue.first, "noun") for cue in cues)
    return next((said for said in found if said), None)
