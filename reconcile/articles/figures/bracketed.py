"""Brackets at a figure: around it, "(85) people", or behind it, with its double, range, share or noun."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.language.brackets import read_brackets
from reconcile.language.figure import Figure
from reconcile.language.numerals import Numeral, find_numerals
from reconcile.language.tokens import DIGITS, Token, text_at
from reconcile.language.unit_words import find_unit, unit_after

__all__ = ["unbracketed", "with_brackets"]

# words behind a number in brackets that counts: its verb; a noun is known as a unit
_VERBS = frozenset({
    "were", "was", "have", "had", "are", "killed", "dead", "died", "wounded", "injured", "missing", "others",
    "more",
})  # fmt: skip
# words before it; behind a name or a noun it is an age
_BEFORE = frozenset({
    "", "and", "or", ",", ";", ":", ".", "least", "about", "some", "than", "over", "nearly", "of", "in", "killed",
    "with", "wounded", "injured", "to", "from", "total", "another", "further", "the", "around", "where", "while",
    "only", "-", "killing", "injuring", "wounding", "displaced", "affected", "rescued", "at", "that", "–", "•",
})  # fmt: skip
# tokens of a share in brackets: "13.3 per cent"
_SHARE_LENGTH = 3
_PERCENT = frozenset({"%", "percent", "pct", "cent"})


def unbracketed(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Return a number with the brackets around it where it counts something all the same: "(85) people were killed".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [unbracketed(tokens, find_numerals(tokens)[0])[:2] for tokens in map(tokens_of, ["(85) men", "Diaz (34) was"])]
    [(0, 3), (2, 3)]
    """
    around = (text_at(tokens, numeral.first - 1), text_at(tokens, numeral.last)) == ("(", ")")
    if not around or text_at(tokens, numeral.first - 2) not in _BEFORE:
        return numeral
    counts = text_at(tokens, numeral.last + 1) in _VERBS or unit_after(tokens, numeral.last + 1) is not None
    return numeral._replace(first=numeral.first - 1, last=numeral.last + 1) if counts else numeral


def with_brackets(text: str, tokens: list[Token], mention: Mention, figure: Figure) -> tuple[Mention, int]:
    """Extend a phrase by the brackets behind it if they hold its double, range, share or noun.

    Returns
    -------
    Mention, int
        The figure, and the token after which other figures begin, -1 where the brackets are not its own.

    Examples
    --------
    >>> from reconcile.language.figure import figure_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("318 (72%) soldiers")
    >>> mention = Mention("exact", 318.0, float("nan"), "", "", 0, 1, 0, 1, 0)
    >>> with_brackets("", tokens, mention, figure_of(tokens, find_numerals(tokens)[:1]))[0][3:7]
    ('persons', '', 0, 6)
    """
    if text_at(tokens, mention.last) not in ("(", "["):
        return mention, -1
    close = next((place for place in range(mention.last, len(tokens)) if tokens[place].text in ")]"), -1)
    if close < 0:
        return mention, -1
    inside = tokens[mention.last + 1 : close]
    noun = unit_after(tokens, mention.last + 1)
    if noun is not None and noun.last == close and not mention.unit:
        return mention._replace(last=close + 1, unit=noun.unit.name), close
    if _repeats(inside, mention) or (_is_share(inside) and mention.unit != "percent"):
        return _with_share(tokens, mention, close), close
    said = find_unit(tokens, figure.last, figure.first.first)
    extra = read_brackets(text, inside, mention.n1, said.unit if said else None)
    if extra is None:
        return mention, -1
    if extra.low == extra.low and not figure.form:
        mention = mention._replace(kind="interval", n1=extra.low, n2=extra.high)
    return mention._replace(last=close + 1, double=extra.note), close


def _repeats(inside: list[Token], mention: Mention) -> bool:
    """Return True for brackets that hold the number once more: "four (4) camps"."""
    again = find_numerals(inside)
    return len(again) == 1 and again[0].last - again[0].first == len(inside) and again[0].value == mention.n1


def _is_share(inside: list[Token]) -> bool:
    """Return True for brackets that hold one share and no word: "(72%)", "(13.3 percent)"."""
    if not inside or inside[0].kind != DIGITS or inside[-1].text not in _PERCENT:
        return False
    return len(inside) <= _SHARE_LENGTH and len(find_numerals(inside)) == 1


def _with_share(tokens: list[Token], mention: Mention, close: int) -> Mention:
    """Return a figure whose noun stands behind its share: "318 (72%) severe cases"."""
    said = None if mention.unit else find_unit(tokens, close + 1, mention.number)
    if said is None:
        return mention._replace(last=close + 1)
    return mention._replace(last=said.last, unit=said.unit.name)
