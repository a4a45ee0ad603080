"""What stands in brackets beside a figure: the same in another unit, or the range around it."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.figure import BETWEEN, figure_of
from reconcile.language.not_figures import figures_among
from reconcile.language.numerals import Numeral, find_numerals
from reconcile.language.tokens import DIGITS, Token, text_at
from reconcile.language.unit_words import unit_of
from reconcile.language.units import Unit

__all__ = ["Beside", "beside", "split_brackets"]

_OPEN, _CLOSE = "([", ")]"
# share by which a figure may miss its double in another unit: both are rounded
DOUBLE_TOLERANCE = 0.05
_PERCENT = frozenset({"%", "percent", "per"})
# confidence levels that ranges are given at, in percent
_LEVELS = (50.0, 80.0, 90.0, 95.0, 99.0)


class Beside(NamedTuple):
    """What brackets add: ends of a range around the figure (nan if none), its level in percent, and a remark."""

    low: float
    high: float
    level: float
    note: str


def split_brackets(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Part tokens into those outside and inside brackets; a bracket that is never closed hides nothing.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [[token.text for token in part] for part in split_brackets(tokens_of("143sq km (55sq miles) taken"))]
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


def beside(text: str, inside: list[Token], value: float, unit: Unit | None) -> Beside | None:
    """Read what brackets say about a figure.

    Parameters
    ----------
    text : str
    inside : list of Token
        The tokens in brackets.
    value : float
        The figure as said.
    unit : Unit or None

    Returns
    -------
    Beside or None
        None if the brackets hold nothing about the same figure.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> beside("", tokens_of("95% CI 55-78"), 64.0, None)
    Beside(low=55.0, high=78.0, level=95.0, note='the range in brackets is at 95%')
    """
    if not any(token.kind == DIGITS for token in inside):
        return None
    numerals = figures_among(text, inside, find_numerals(inside))
    level, rest = _level(inside, numerals)
    figure = figure_of(inside, rest) if rest else None
    if figure is None:
        return None
    if figure.form == BETWEEN and figure.second and figure.first.value <= value <= figure.second.value:
        note = f"the range in brackets is at {level:g}%" if level else "the range is in brackets"
        return Beside(figure.first.value, figure.second.value, level, note)
    other = unit_of(inside, figure.last, figure.first.first)
    if figure.form or unit is None or other is None or other == unit:
        return None
    return _double(value * unit.factor, figure.first.value, unit, other)


def _level(tokens: list[Token], numerals: list[Numeral]) -> tuple[float, list[Numeral]]:
    if len(numerals) > 1 and numerals[0].value in _LEVELS and text_at(tokens, numerals[0].last) in _PERCENT:
        return numerals[0].value, numerals[1:]
    return 0.0, numerals


def _double(value: float, said: float, unit: Unit, other: Unit) -> Beside | None:
    """Check a figure against its double; where they part, the figure outside the brackets stands."""
    if unit.name != other.name:
        physical = {"km", "km2"}
        note = f"the brackets are in another measure ({other.name})" if {unit.name, other.name} <= physical else ""
    elif abs(said * other.factor - value) <= DOUBLE_TOLERANCE * abs(value):
        note = "the double in brackets agrees"
    else:
        note = f"the double in brackets would be {said * other.factor:,.6g} {unit.name}: they part"
    return Beside(float("nan"), float("nan"), 0.0, note) if note else None
