"""The parts of a phrase: its literal numbers, rule, hedge and unit. Widths come later, for all phrases at once."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reconcile.errors import PhraseError
from reconcile.language.brackets import BracketReading, read_brackets, split_brackets
from reconcile.language.digits import TOO_LARGE
from reconcile.language.figure import BETWEEN, RATIO, SHARE, SPREAD, Figure, figure_of
from reconcile.language.hedge_words import hedge_before
from reconcile.language.hedges import FEW
from reconcile.language.markup import readable
from reconcile.language.modality import modality_of
from reconcile.language.not_figures import figures_among, is_multiple
from reconcile.language.numerals import Numeral, find_numerals, nobody_in
from reconcile.language.other_things import other_thing
from reconcile.language.refusals import refusal_of_figure, refusal_of_text
from reconcile.language.relations import relation_of
from reconcile.language.tokens import WORD, Token, tokens_of
from reconcile.language.unit_words import per_day, rate_of, unit_of
from reconcile.language.units import COUNTED, Unit

__all__ = [
    "FAULTS",
    "MOST_CHARACTERS",
    "PhraseParts",
    "numbers_of",
    "parse_parts",
    "rule_of",
    "unit_and_rate",
]

# characters of the longest phrase that is read; a figure with its words needs a tenth of it
MOST_CHARACTERS = 2000
# characters of a phrase that an error repeats
_SHOWN = 200

# fault of a numeral -> what is wrong with it, and what to do
FAULTS = {
    "ambiguous": ("a dot before three digits can be a decimal sign or a sign of thousands",
                  "write 3,000 or 3 000 for thousands, 3.0 for a decimal"),
    "malformed": ("the digits are grouped in no known way", "write 4,000 or 4 000"),
    "too large": ("the number is too large to be believed", TOO_LARGE),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PhraseParts:
    """What a phrase says, before its rule gives it a range.

    `n1` and `n2` are its literal numbers (`numbers_of`), `factor` carries them to `unit`. `best` is the figure inside a
    range in brackets, nan if there is none; `level` is that range's level in percent, 0 if not given. `relation` is as
    in `relation_of`.
    """

    rule: str
    n1: float
    n2: float
    unit: str
    factor: float
    hedge: str
    rate: str
    modality: str
    notes: tuple[str, ...]
    best: float
    level: float
    relation: str


def parse_parts(text: str) -> PhraseParts:
    """Find the one figure of a short text.

    Raises
    ------
    PhraseError
        There is no figure, there are several, or it cannot be read for certain.

    Examples
    --------
    >>> parts = parse_parts("no more than 12 boats")
    >>> parts.rule, parts.n1, parts.hedge
    ('ceiling', 12.0, 'no more than')
    """
    if len(text) > MOST_CHARACTERS:
        raise _error(text, "the phrase is too long to be one figure", "keep the words of the figure")
    text = readable(text)
    if refusal := refusal_of_text(text):
        raise _error(text, *refusal)
    tokens, inside = split_brackets(tokens_of(text))
    if inside and not find_numerals(inside):
        # "300 (or so) men": brackets around words alone
        tokens, inside = [token for token in tokens_of(text) if token.text not in "()[]"], []
    numerals = figures_among(text, tokens, find_numerals(tokens))
    if not numerals and inside:
        # "(500) people", "not (500)"
        tokens, inside = [token for token in tokens_of(text) if token.text not in "()[]"], []
        numerals = figures_among(text, tokens, find_numerals(tokens))
    figure = _figure(text, tokens, numerals)
    start = _start(tokens, figure)
    if refusal := refusal_of_figure(tokens, inside, figure, start):
        raise _error(text, *refusal)
    return _parts_of(text, tokens, inside, figure, start)


def _error(text: str, message: str, hint: str) -> PhraseError:
    return PhraseError(message, value=text[:_SHOWN], hint=hint)


def _start(tokens: list[Token], figure: Figure) -> int:
    """Return the first token of the hedges before a figure."""
    chain = hedge_before(tokens, figure.first.first)
    return chain.reach if chain else figure.first.first


def _figure(text: str, tokens: list[Token], numerals: list[Numeral]) -> Figure:
    if not numerals and (nobody := nobody_in(tokens)):
        numerals = [nobody]
    if not numerals:
        if any(is_multiple(tokens, numeral) for numeral in find_numerals(tokens)):
            raise _error(text, "it is a multiple of a figure that is not given", "give the number that is meant")
        raise _error(text, "it holds no figure", "give the number as the source said it")
    for numeral in numerals:
        if numeral.fault:
            raise _error(text, *FAULTS[numeral.fault])
    figure = figure_of(tokens, numerals)
    if figure is None:
        raise _error(text, "it holds several figures", "give one figure for each claim")
    return figure


def _parts_of(text: str, tokens: list[Token], inside: list[Token], figure: Figure, start: int) -> PhraseParts:
    unit, rate = unit_and_rate(tokens, figure)
    share = figure.form == SHARE or figure.first.form == "fraction"
    unit = unit if share else other_thing(tokens, figure.last, figure.first.first) or unit
    n1, n2 = numbers_of(figure)
    rule = rule_of(figure, unit)
    bracketed = read_brackets(text, inside, n1, unit) if inside else None
    best = math.nan
    if bracketed and not math.isnan(bracketed.low) and not figure.form:
        rule, best, n1, n2 = "between", n1, bracketed.low, bracketed.high
    hedge = figure.hedge
    words = text[tokens[hedge.first].start : tokens[hedge.last - 1].end] if hedge else ""
    return PhraseParts(
        rule=rule, n1=n1, n2=n2, unit=unit.name if unit else "", factor=unit.factor if unit else 1.0, hedge=words,
        rate=rate, modality=modality_of(tokens), notes=_notes(text, figure, words, unit, bracketed), best=best,
        level=bracketed.level if bracketed else 0.0,
        relation=relation_of(tokens, start, figure.first.first, figure.last),
    )  # fmt: skip


def numbers_of(figure: Figure) -> tuple[float, float]:
    """Return the literal numbers of a figure.

    Returns
    -------
    n1, n2 : float
        The ends of a range or a spread, lower first; k and n of a ratio; percent and nan of "one in five"; else the
        number and nan.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> tokens = tokens_of("one in four")
    >>> numbers_of(figure_of(tokens, find_numerals(tokens)))
    (25.0, nan)
    """
    first, second = figure.first.value, figure.second.value if figure.second else math.nan
    if figure.form == BETWEEN:
        return min(first, second), max(first, second)
    if figure.form == SPREAD:
        return first - abs(second), first + abs(second)
    if figure.form == SHARE:
        return 100 * first / second, math.nan
    return first, second if figure.form == RATIO else math.nan


# hedge of a ratio -> its rule; under any other hedge its first number is read like a plain one
_RATIO_RULES = {"": "ratio", "exact": "ratio", "approx": "ratio_approx", "approx_below": "ratio_below"}


def rule_of(figure: Figure, unit: Unit | None) -> str:
    """Return the rule under which a figure is read: by its form, else the form of its numeral, else its hedge.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> tokens = tokens_of("nearly 28 of the 31")
    >>> rule_of(figure_of(tokens, find_numerals(tokens)), None)
    'ratio_below'
    """
    hedge = figure.hedge.rule if figure.hedge else figure.first.rule
    if figure.form in (BETWEEN, SPREAD):
        return {BETWEEN: "between", SPREAD: "plus_minus"}[figure.form]
    if figure.form == RATIO:
        return _RATIO_RULES.get(hedge, hedge)
    if figure.first.form == "magnitude":
        return figure.first.rule
    if figure.first.form == "fraction" or figure.form == SHARE:
        return hedge if hedge not in ("", "approx") else "fraction"
    if hedge == "below" and _is_few(figure.first.value, unit):
        return "few"
    return hedge or ("bare_share" if unit and unit.name == "percent" else "bare")


def _is_few(number: float, unit: Unit | None) -> bool:
    """Return True for a number below which counts are hidden, of things that are counted one by one."""
    counted = unit is None or (unit.name in COUNTED and unit.name != "percent")
    return counted and 0 < number <= FEW and number.is_integer()


def unit_and_rate(tokens: list[Token], figure: Figure) -> tuple[Unit | None, str]:
    """Return the unit of a figure, and "day", "week" or "month" if it is a rate, else "".

    A rate is carried to a day; a number per something else ("per km2") keeps it in the name of its unit.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> tokens = tokens_of("14 drones a week")
    >>> unit_and_rate(tokens, figure_of(tokens, find_numerals(tokens)))[1]
    'week'
    """
    rate, per, _ = rate_of(tokens, figure.last)
    if figure.first.form == "fraction" or figure.form == SHARE:
        return Unit("percent", 1.0), rate
    unit = unit_of(tokens, figure.first.last if figure.form == "whole" else figure.last, figure.first.first)
    if unit is None and figure.second:
        unit = unit_of(tokens, figure.first.last, figure.first.first)
    if per:
        return Unit(f"{unit.name}/{per}" if unit else f"per {per}", unit.factor if unit else 1.0), ""
    if not rate or unit is None or unit.name.endswith("/day"):
        return unit or (Unit("", per_day(rate)) if rate else None), rate
    return Unit(f"{unit.name}/day", unit.factor * per_day(rate)), rate


def _notes(
    text: str, figure: Figure, hedge: str, unit: Unit | None, bracketed: BracketReading | None
) -> tuple[str, ...]:
    unread = "" if text.isascii() else _unread_words(text, hedge, unit)
    notes = (figure.note, bracketed.note if bracketed else "", unread)
    return tuple(note for note in notes if note)


# code points from here on are no Latin letters
_BEYOND_LATIN = 0x250


def _unread_words(text: str, hedge: str, unit: Unit | None) -> str:
    """Name the first words in another script, the hedge and a unit apart: they may say more than is read."""
    known = {*hedge.lower().split(), *(("кв", "км", "км²", "км2", "га") if unit else ())}
    words = [
        token for token in tokens_of(text)
        if token.kind == WORD and token.text not in known and any(ord(sign) >= _BEYOND_LATIN for sign in token.text)
    ]  # fmt: skip
    shown = " ".join(text[token.start : token.end] for token in words[:3])
    return f"words that are not English are not read: {shown}" if shown else ""
