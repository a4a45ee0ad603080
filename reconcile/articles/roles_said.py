"""What a figure is in its sentence: denied, added to an earlier one, a part of the one before, or by itself."""

from __future__ import annotations

from reconcile.articles.mentions import Mention
from reconcile.language.denials import denial_of
from reconcile.language.hedge_words import hedge_before
from reconcile.language.relations import RISE, relation_of
from reconcile.language.tokens import Token, text_at

__all__ = ["PART_OF", "role_of"]

# words before a figure that is part of the figure before it
PART_OF = frozenset({"including", "among"})
# "among them 12 children", "of whom 12 were children"
_THEM, _OF_THEM = ("them", "whom", "those"), ("among", "of")
# words between two parts
_JOINED = ("and", ",")
# signs and words at which what was denied ends, and something else is said
_CLAUSES = frozenset({
    ",", ";", ":", "(", ")", "—", "but", "while", "although", "though", "said", "says", "say", "saying", "added",
    "reported", "confirmed", "announced", "after", "before", "when", "because",
})  # fmt: skip


def role_of(tokens: list[Token], mention: Mention, following: int, measure: str, before: tuple[str, str]) -> str:
    """Return the role of a figure: denied, increment, part, or "" for a total.

    Parameters
    ----------
    tokens : list of Token
        Those of the sentence.
    mention : Mention
    following : int
        First token of the next figure, or the end.
    measure : str
    before : (str, str)
        Measure and role of the figure before it in the sentence, "" for none: "killed 5 and wounded another 12" sets
        the wounded apart, and adds them to nothing.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Police denied that 40 men had been killed."
    >>> tokens = tokens_of(text)
    >>> role_of(tokens, mentions_of(text, tokens)[0], len(tokens), "killed", ("", ""))
    'denied'
    """
    chain = hedge_before(tokens, mention.number)
    start = chain.reach if chain else mention.number
    first = max((place + 1 for place in range(start) if tokens[place].text in _CLAUSES), default=0)
    last = next((place for place in range(mention.after, following) if tokens[place].text in _CLAUSES), following)
    if denial_of(tokens[first:last], start - first, mention.after - first, beside=True):
        return "denied"
    apart = before[0] not in ("", measure)
    if relation_of(tokens, start, mention.number, mention.after) == RISE and not apart:
        return "increment"
    word, earlier = text_at(tokens, start - 1), text_at(tokens, start - 2)
    of_them = word in _THEM and earlier in _OF_THEM
    return "part" if word in PART_OF or of_them or (word in _JOINED and before == (measure, "part")) else ""
