"""Why a text is not read although it has a figure: it denies it, asks for it, or may mean something else by it.

A figure that is not read costs a row, which is told; one that is read wrongly gets into print.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.language.broken_numerals import broken_numeral
from reconcile.language.denials import denial_of
from reconcile.language.figure import RATIO, Figure
from reconcile.language.not_figures import looks_like_year
from reconcile.language.numerals import find_numerals
from reconcile.language.other_languages import multiplied_elsewhere
from reconcile.language.tokens import DIGITS, Token, text_at, touches

__all__ = ["DENIED", "Refusal", "refusal_of_figure", "refusal_of_text"]


class Refusal(NamedTuple):
    """What is wrong with a text, and what to do."""

    message: str
    hint: str


# what to do about a figure that is denied
DENIED = "give the figure that holds; name in denied_by who denies the figure of somebody else"

# cells that hold a list or an object
_STRUCTURED = re.compile(r"\{.*|\[\s*['\"].*|\[[\d\s.,]*\]", re.DOTALL)
# signs that may be a minus where a space follows, or where they stand behind the number
_DASHES = ("-", "−", "–", "—", "‑", "‐", "‒", "﹣")
# a number in brackets alone, and one with a dash behind it, are negative in accounts
_OF_ACCOUNTS = re.compile(rf"\(\s*[\d.,\s]+\)|.*\d,?[{''.join(_DASHES)}]", re.DOTALL)
_MINUS = Refusal("the sign or the brackets may be a minus", "write the number alone, or as -500")
_PART = Refusal("the part is larger than its whole", "correct one of the two numbers")
_MULTIPLE = Refusal("it is a multiple of the number", "give the number that is meant")
_SPREAD = Refusal("it is a spread without its number", "write 500 ± 50")
_LABEL = Refusal("it is the number of a thing", "give the figure of the claim")
_GROUPED = Refusal("the digits are grouped in no known way", "write 12,000 or 12 000")
_BARE_DECIMAL = Refusal("a sign stands before the digits", "write 0.5")
_TWO = Refusal("the number in brackets is another one", "give one figure for each claim")
_ASKED = Refusal("it is asked, not said", "write 'about 500' where the source is not sure")
# what to do about words of another language that multiply a number
_WRITTEN_OUT = "write the number out: 1,200 for 1.2 thousand, 3 million"
# words before a number that multiply it, and signs that part it from another number
_MULTIPLES = frozenset({"twice", "double", "triple", "treble", "quadruple", "thrice", "times", "x", "×"})
_SPREADS = frozenset({"±", "∓"})
# signs that may group digits, and are read by nobody: 12_000
_GROUPING = frozenset("_·`´\\'’^")


def refusal_of_text(text: str) -> Refusal | None:
    """Return why a text is no phrase: it is a list or an object, or has a letter among its digits.

    Examples
    --------
    >>> refusal_of_text('{"killed": 5}').message, refusal_of_text("about 5")
    ('it is a list or an object, not a phrase', None)
    """
    shape = text.strip()
    if _STRUCTURED.fullmatch(shape):
        return Refusal("it is a list or an object, not a phrase", "give the words of one figure as text")
    if broken := broken_numeral(text):
        return Refusal(f"'{broken}' has a letter among its digits", "write the number in digits alone")
    return _MINUS if _OF_ACCOUNTS.fullmatch(shape) else None


def refusal_of_figure(tokens: list[Token], inside: list[Token], figure: Figure, start: int) -> Refusal | None:
    """Return why the figure of a text is not read, None where it is.

    Parameters
    ----------
    tokens, inside : list of Token
        Those outside and inside brackets.
    figure : Figure
    start : int
        First token of the hedges before the figure.

    Examples
    --------
    >>> from reconcile.language.figure import figure_of
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("twice 500")
    >>> refusal_of_figure(tokens, [], figure_of(tokens, find_numerals(tokens)), 1).message
    'it is a multiple of the number'
    """
    if denial := denial_of(tokens, start, figure.last) or denial_of(inside, 0, 0):
        return Refusal(f"'{denial}' says that the figure is not so", DENIED)
    before, earlier = text_at(tokens, start - 1), text_at(tokens, start - 2)
    second, after = figure.second.value if figure.second else figure.first.value, text_at(tokens, figure.last)
    reasons = (
        (figure.form == RATIO and figure.first.value > second, _PART),
        ((start == 1 and before in _DASHES) or before in ("minus", "negative", "less"), _MINUS),
        (_grouped_on(tokens, figure.last), _GROUPED),
        (before in (".", ",", "'") and touches(tokens, figure.first.first), _BARE_DECIMAL),
        (not figure.form and _another(inside, figure), _TWO),
        (before in _MULTIPLES, _MULTIPLE),
        (multiplied_elsewhere(after), Refusal(f"'{after}' multiplies the number in another language", _WRITTEN_OUT)),
        (before in _SPREADS or (before in _DASHES and earlier in ("+", "/")), _SPREAD),
        (before == "." and earlier == "no", _LABEL),
        (any(token.text == "?" for token in (*tokens, *inside)), _ASKED),
    )
    return next((refusal for applies, refusal in reasons if applies), None)


def _grouped_on(tokens: list[Token], last: int) -> bool:
    """Return True where a sign and more digits hang on the figure: 12_000."""
    hangs = touches(tokens, last) and touches(tokens, last + 1)
    return hangs and tokens[last].text in _GROUPING and tokens[last + 1].kind == DIGITS


def _another(inside: list[Token], figure: Figure) -> bool:
    """Return True where brackets hold another number and nothing else: "500 (600)", not "500 (2023)"."""
    numerals = find_numerals(inside)
    if len(numerals) != 1 or numerals[0].last - numerals[0].first != len(inside):
        return False
    return numerals[0].value != figure.first.value and not looks_like_year(inside, numerals[0])
