"""Brackets beside a figure: they repeat it in another unit, or give the range around it."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.figure import BETWEEN, SPREADS, figure_of
from reconcile.language.not_figures import figures_among
from reconcile.language.numerals import Numeral, find_numerals
from reconcile.language.tokens import DIGITS, Token, text_at
from reconcile.language.unit_words import unit_of
from reconcile.language.units import Unit
from reconcile.plain_numbers import write_number

__all__ = ["DISAGREE", "BracketReading", "read_brackets", "split_brackets"]

# the end of a note on a figure and its double in brackets that are not the same amount
DISAGREE = "they disagree"

_OPEN, _CLOSE = "([", ")]"
# share by which a figure may miss its double in another unit: both are rounded
DOUBLE_TOLERANCE = 0.05
_PERCENT = frozenset({"%", "percent", "per"})
# confidence levels that ranges are given at, in percent
_LEVELS = (50.0, 80.0, 90.0, 95.0, 99.0)


class BracketReading(NamedTuple):
    """What brackets add to a figure: a range around it (nan if none), its level in percent (0: none), and a remark."""

    low: float
    high: float
    level: float
    note: str


def split_brackets(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Split tokens into those outside and those inside brackets; a bracket that is never closed hides nothing.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [[token.text for token in tokens] for tokens in split_brackets(tokens_of("143sq km (55sq miles) taken"))]
    [['143', 'sq', 'km', 'taken'], ['55', 'sq', 'miles']]
    """
    opened = [token.text in _OPEN for token in tokens]
    if not any(opened):
        return tokens, []
    closing = max((place for place, token in enumerate(tokens) if token.text in _CLOSE), default=-1)
    outside: list[Token] = []
    inside: list[Token] = []
    depth = 0
    for place, token in enumerate(tokens):
        if token.text in _OPEN and place < closing:
            depth += 1
        elif token.text in _CLOSE:
            depth = max(depth - 1, 0)
        else:
            (inside if depth else outside).append(token)
    return outside, inside


def read_brackets(text: str, inside: list[Token], value: float, unit: Unit | None) -> BracketReading | None:
    """Read what the brackets beside a figure say about it.

    Parameters
    ----------
    text : str
        The phrase, from which the tokens come.
    inside : list of Token
        The tokens in brackets.
    value : float
        The figure outside the brackets, as written, in `unit`.
    unit : Unit or None
        None if the phrase names no unit.

    Returns
    -------
    BracketReading or None
        None if the brackets say nothing about the same figure.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> read_brackets("", tokens_of("95% CI 55-78"), 64.0, None)
    BracketReading(low=55.0, high=78.0, level=95.0, note='the range in brackets is at 95%')
    """
    if not any(token.kind == DIGITS for token in inside):
        return None
    if spread := _spread(inside, value):
        return spread
    numerals = figures_among(text, inside, find_numerals(inside))
    level, stated = _level(inside, numerals)
    figure = figure_of(inside, stated) if stated else None
    if figure is None:
        return None
    if figure.form == BETWEEN and figure.second and figure.first.value <= value <= figure.second.value:
        note = f"the range in brackets is at {level:g}%" if level else "the range is in brackets"
        return BracketReading(figure.first.value, figure.second.value, level, note)
    own_unit = unit_of(inside, figure.last, figure.first.first)
    if figure.form or unit is None or own_unit is None or own_unit == unit:
        return None
    return _double(value * unit.factor, figure.first.value, unit, own_unit)


def _spread(tokens: list[Token], value: float) -> BracketReading | None:
    """Read a spread alone: "(± 50)", "(+/- 10%)"."""
    words = tuple(token.text for token in tokens)
    size = next((len(sign) for sign in SPREADS if words[: len(sign)] == sign), 0)
    numerals = find_numerals(tokens[size:]) if size else []
    if len(numerals) != 1 or numerals[0].fault:
        return None
    share = text_at(tokens, size + numerals[0].last) in _PERCENT
    spread = abs(value * numerals[0].value / 100 if share else numerals[0].value)
    return BracketReading(value - spread, value + spread, 0.0, "the spread is in brackets")


def _level(tokens: list[Token], numerals: list[Numeral]) -> tuple[float, list[Numeral]]:
    if len(numerals) > 1 and numerals[0].value in _LEVELS and text_at(tokens, numerals[0].last) in _PERCENT:
        return numerals[0].value, numerals[1:]
    return 0.0, numerals


def _double(value: float, inside: float, unit: Unit, inside_unit: Unit) -> BracketReading | None:
    """Compare a figure with its double in brackets; where they differ, the figure outside the brackets is kept."""
    if unit.name != inside_unit.name:
        physical = {unit.name, inside_unit.name} <= {"km", "km2"}
        note = f"the brackets are in another measure ({inside_unit.name})" if physical else ""
    elif abs(inside * inside_unit.factor - value) <= DOUBLE_TOLERANCE * abs(value):
        note = "the double in brackets agrees"
    else:
        note = f"the double in brackets would be {write_number(inside * inside_unit.factor)} {unit.name}: {DISAGREE}"
    return BracketReading(float("nan"), float("nan"), 0.0, note) if note else None
