"""Which figures of a sentence are claims: those whose words or whose clause show what they count."""

from __future__ import annotations

from reconcile.articles.figures.bare_counts import begins_item, counts_bare
from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.no_counts import is_distance
from reconcile.articles.measure.counted import Counted
from reconcile.language.money_said import is_money
from reconcile.language.tokens import Token
from reconcile.language.unit_words import CURRENCIES

__all__ = ["is_claim"]

# units of money, which makes no claim
_MONEY = frozenset(CURRENCIES.values())


def is_claim(tokens: list[Token], mention: Mention, counted: Counted, *, listed: bool) -> bool:
    """Return True unless a figure is money or a distance, or nothing shows what it counts.

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    counted : Counted
        What its words say that it counts.
    listed : bool
        Whether the figure before it in the sentence is a claim.

    Examples
    --------
    >>> from reconcile.articles.measure.counted import counted_in
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("12 died, and 40 pesos were stolen")
    >>> mentions = mentions_of("12 died, and 40 pesos were stolen", tokens)
    >>> [is_claim(tokens, *pair, listed=False) for pair in zip(mentions, counted_in(tokens, mentions))]
    [True, False]
    """
    if is_money(tokens, mention.number, mention.after) or mention.unit in _MONEY:
        return False
    if mention.unit == "km" and is_distance(tokens, mention.first, mention.last):
        return False
    if counted.measure or (mention.unit and mention.unit != "km"):
        return True
    named = bool(counted.thing or counted.last) or begins_item(tokens, mention)
    return mention.unit != "km" and (named or counts_bare(tokens, mention, listed=listed))
