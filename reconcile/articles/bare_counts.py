"""Numbers without noun and measure that count all the same, as their clause is about a count: "police say 40 came"."""

from __future__ import annotations

from reconcile.articles.mention import Mention
from reconcile.language.hedge_words import hedge_before
from reconcile.language.tokens import SIGN, WORD, Token, text_at

__all__ = ["counts_bare"]

# words that name a count, and those that may stand between one and its number
_ACCOUNTS = frozenset({
    "crowd", "crowds", "toll", "tolls", "figure", "figures", "number", "numbers", "total", "count", "tally", "turnout",
    "attendance", "estimate", "estimates", "headcount", "casualties", "marchers", "protesters", "demonstrators",
})  # fmt: skip
_LINKS = frozenset({
    "of", "at", "to", "as", "is", "was", "were", "are", "stands", "stood", "from", "reached", "reaches", "exceeded",
    "exceeds", "between", ":", "be", "hit", "topped", "passed", "by", "in",
})  # fmt: skip
# tokens from such a word to the number: "the number of dead in the province of Orva is now at"
_ACCOUNT_REACH = 9
# verbs whose bare number is what a source says a count is
_SAYING = frozenset({
    "say", "says", "said", "saying", "claim", "claims", "claimed", "claiming", "estimate", "estimates", "estimated",
    "estimating", "counted", "counts", "counting", "reported", "reports", "reporting", "cited", "citing", "suggested",
    "suggesting", "speaks", "spoke", "speak", "quoted", "quoting", "guessed", "expected",
})  # fmt: skip
# verbs of which only people or what they lose are the subject
_THEIR_VERBS = frozenset({
    "came", "attended", "marched", "turned", "gathered", "joined", "survived", "escaped", "jumped", "fled", "died",
    "were", "are", "have", "who", "remain", "remained", "showed", "took", "rallied", "protested", "arrived", "returned",
})  # fmt: skip
# what may stand behind a figure of a list whose noun stands at the one before: "and over 300 in Orva", "9 nearby"
_ELSEWHERE = frozenset({
    "in", "at", "on", "near", "nearby", "from", "of", "more", "others", "elsewhere", "among", "by", "along", "across",
    "outside", "inside", "around", "to", "were", "are", "was", "have", "had", "with", "during", "over",
})  # fmt: skip
_JOINTS = frozenset({"and", ",", "or", "while", "but", ";", "plus", "with", "(", "–", "—", "another", "including"})
_THOSE = frozenset({"them", "those", "these", "whom"})
# other words that begin what follows a number without noun
_AFTER = frozenset(
    {"as", "that", "after", "when", "for", "since", "last", "this", "yesterday", "today", "because", "if"}
)
# the smallest bare number that is taken for a count; "one" and "two" stand for much else
_LEAST = 2


def counts_bare(tokens: list[Token], mention: Mention, *, listed: bool) -> bool:
    """Return True for a number without noun whose clause is about a count.

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    listed : bool
        Whether the figure before it in the sentence is a claim.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Police said 3,000 came, the crowd stood at 4,000 by noon, and the road is 50."
    >>> tokens = tokens_of(text)
    >>> [counts_bare(tokens, mention, listed=False) for mention in mentions_of(text, tokens)]
    [True, True, False]
    """
    if mention.unit or mention.n1 < _LEAST or not mention.n1.is_integer():
        return False
    chain = hedge_before(tokens, mention.number)
    before = min(chain.reach if chain else mention.number, mention.first) - 1
    return (
        _is_part(tokens, before)
        or text_at(tokens, mention.last) in _THEIR_VERBS
        or (_ends_phrase(tokens, mention.last) and (_is_said(tokens, before) or _is_account(tokens, before, mention)))
        or (listed and text_at(tokens, before) in _JOINTS and _is_elsewhere(tokens, mention.last))
    )


def _is_part(tokens: list[Token], before: int) -> bool:
    """Return True behind "of those": "of those, 14"."""
    place = before - (text_at(tokens, before) == ",")
    return text_at(tokens, place) in _THOSE and text_at(tokens, place - 1) == "of"


def _ends_phrase(tokens: list[Token], place: int) -> bool:
    """Return True where no noun follows a number."""
    if place >= len(tokens) or tokens[place].kind == SIGN:
        return text_at(tokens, place) not in ("-", "%", "/")
    return tokens[place].text in _ELSEWHERE or tokens[place].text in _JOINTS or tokens[place].text in _AFTER


def _is_said(tokens: list[Token], before: int) -> bool:
    """Return True right behind a verb of saying, "the BBC is saying", "they put numbers at"."""
    return text_at(tokens, before) in _SAYING


def _is_account(tokens: list[Token], before: int, mention: Mention) -> bool:
    """Return True where a word for a count stands before, with a link right before the number, or among its hedges."""
    if any(token.text in _ACCOUNTS for token in tokens[before + 1 : mention.number]):
        return True
    if text_at(tokens, before) in _ACCOUNTS:
        return text_at(tokens, before) not in ("number", "total")
    if text_at(tokens, before) not in _LINKS:
        return False
    for place in range(before - 1, max(before - _ACCOUNT_REACH, -1), -1):
        if tokens[place].kind != WORD and tokens[place].text not in ("'", "’", '"'):
            return False
        if tokens[place].text in _ACCOUNTS:
            return True
    return False


def _is_elsewhere(tokens: list[Token], last: int) -> bool:
    """Return True where the next words only say where or how: the noun is that of the figure before."""
    return last >= len(tokens) or tokens[last].kind == SIGN or tokens[last].text in _ELSEWHERE
