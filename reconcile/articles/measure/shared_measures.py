"""Which figure another one shares its measure with: in a list, as a part of it, in a comparison, by an elided verb."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.measure.figure_phrases import OBLIQUE, NounPhrase, is_plural
from reconcile.articles.measure.verb_measures import is_amount, is_neutral
from reconcile.language.tokens import Token, text_at

__all__ = ["shared_from"]

# figures of a list that are gone back through to one with a measure
_LONGEST_LIST = 8
# "five of them", "of those": the figure is part of one before
_OF_THEM = frozenset({"them", "whom", "those", "these", "which", "their", "that"})
# nouns of a change, and tokens from one to the figure it began with: "a dramatic drop from over 40%"
_CHANGES = frozenset({"decrease", "increase", "drop", "rise", "fall", "decline", "jump", "up", "down", "growth"})
_TO_CHANGE = 4
# words before a figure that is compared with one before: "against 3,812", "down from 81"
_COMPARED = frozenset({"from", "than", "against", "versus", "to", "with", "at"})


def shared_from(
    tokens: list[Token], mentions: list[Mention], clauses: Clauses, phrases: list[NounPhrase], number: int,
    measured: list[bool],
) -> int:  # fmt: skip
    """Return the number of the figure whose measure another one shares, -1 if there is none.

    Parameters
    ----------
    tokens, mentions, clauses, phrases
        Of the sentence.
    number : int
        The figure that has no measure of its own.
    measured : list of bool
        Which figures have one.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The raid killed 12 men, including 3 cooks."
    >>> tokens = tokens_of(text)
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> shared_from(tokens, mentions, cut, phrases_of(tokens, mentions, cut), 1, [True, False])
    0
    """
    phrase = phrases[number]
    if phrase.joined >= 0 and measured[phrase.joined]:
        return phrase.joined
    if _shares_with_next(tokens, phrases, number, measured):
        return number + 1
    if not number or not _refers_back(tokens, mentions[number], phrase, clauses):
        return -1
    before = number - 1
    for _ in range(_LONGEST_LIST):
        if before > 0 and not measured[before] and phrases[before].joined >= 0:
            before = phrases[before].joined
    return before if measured[before] else -1


def _shares_with_next(tokens: list[Token], phrases: list[NounPhrase], number: int, measured: list[bool]) -> bool:
    """Return True for the first of two that one noun or state is said of: "3 missile and 57 air strikes"."""
    if number + 1 >= len(phrases) or phrases[number + 1].joined != number or not measured[number + 1]:
        return False
    own = phrases[number]
    return own.slot != OBLIQUE and (
        not is_plural(text_at(tokens, own.last - 1)) or phrases[number + 1].first - own.last <= 1
    )


def _refers_back(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses) -> bool:
    """Return True for a part, a comparison, or a number whose verb is elided."""
    clause = clauses.at(mention.number)
    predicate = clause.predicate
    of_them = phrase.partitive and text_at(tokens, mention.after + 1) in _OF_THEM
    compared = clause.opener == "with" and text_at(tokens, clause.first - 1) == "compared"
    if clause.opener == "including" or compared or of_them or text_at(tokens, mention.number - 1) in _OF_THEM:
        return True
    if phrase.noun and not phrase.partitive:
        return predicate is None and clause.opener in (";", ",", "and", "or", "—", "(", ":") and phrase.slot != OBLIQUE
    if phrase.slot == OBLIQUE and phrase.before not in _COMPARED:
        return False
    if phrase.before in _COMPARED and not _CHANGES.isdisjoint(
        token.text for token in tokens[max(phrase.start - _TO_CHANGE, 0) : phrase.start - 1]
    ):
        return True
    listed = predicate is not None and not predicate.finite and phrase.before in (",", "and")
    return listed or is_neutral(tokens, predicate) or is_amount(tokens, phrase, predicate)
