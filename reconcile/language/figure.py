"""Numerals joined to one figure: a range, a ratio, a spread, a share of a whole.

A *numeral* is one number in the text; a *figure* is what a claim states, made of one numeral or of two.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.hedge_words import SIDELESS, Hedge, hedge_after, hedge_before
from reconcile.language.numerals import Numeral
from reconcile.language.relations import CHANGED
from reconcile.language.tokens import Token, text_at
from reconcile.language.unit_words import CURRENCIES, find_unit, unit_after

__all__ = ["SPREADS", "Figure", "figure_of", "is_tally"]

BETWEEN, RATIO, SPREAD, SHARE, WHOLE = "between", "ratio", "plus_minus", "share", "whole"


class Figure(NamedTuple):
    """One figure: its numbers, how they belong together, and the hedge.

    `form` is "" (one number), "between", "ratio" (k of n), "plus_minus", "share" (one in five), or "whole" (a share of
    a number that the text names). `note` is a remark on what was inferred, "" if nothing.
    """

    first: Numeral
    second: Numeral | None
    form: str
    hedge: Hedge | None
    note: str = ""

    @property
    def last(self) -> int:
        """The index of the token after the figure."""
        return max(self.first.last, self.second.last if self.second else 0)


_TO = frozenset({"to", "-", "–", "‑", "—", "or", "through", "till", "until", "and"})
# two ends joined by these need a "between" or "from" before them
_NEEDS_BETWEEN = frozenset({"and", "until", "till"})
_BETWEEN = frozenset({"between", "from"})
SPREADS = (("±",), ("+", "/", "-"), ("+", "-"), ("plus", "or", "minus"), ("give", "or", "take"))
# verbs of change, and those that only are before "from … to"
_CHANGES = CHANGED | {"moved", "brought", "brings", "bringing"}
# words from a verb of change to its "from": "has increased its estimate of the dead in Orva from"
_BEFORE_CHANGE = 8
# signs at which another clause begins
_CLAUSE_SIGNS = frozenset({",", ";", ":", "(", ")", "—"})
# words right before the whole of a ratio: "of the 3,500", "of Wagner Group's 50,000"
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "a", "all", "those", "these", "total", "of"})
# words of a clause of their own: "500 of whom were lost in 12 raids" is no ratio
_CLAUSE = frozenset({
    "who", "whom", "which", "that", "were", "was", "are", "is", "had", "have", "and", "in", "on", "by", "from", "to",
    "at", "for", "with", "near", "into", "since", "among", "during", "after",
})  # fmt: skip
# words before the "every" of a share: "nine out of every ten"
_OF_EVERY = (["in"], ["of"], ["out", "of"], ["for"])
# percent that a plain number behind a percentage may have to be one itself: "30 per cent to 40"
_MOST_PERCENT = 100.0
# words of the longest unit between a number and its spread
_LONGEST_UNIT = 3
# words between k and n: "12 cruise missiles out of the Black Sea Fleet's 20"
_MOST_WORDS = 7
_PERCENT = frozenset({"%", "percent", "cent", "pct"})
# rules that set a lower end, and those that set an upper end
_LOWER = frozenset({"floor", "more_than", "just_over"})
_UPPER = frozenset({"ceiling", "below", "up_to", "approx_below"})
# "one in five", not "one in 300 villages"
_MOST_IN = 20
# the second number lends its thousands to the first where they then lie within a factor of ten
_SAME_ORDER = 10.0
_THOUSANDS = (1e3, 1e6, 1e9)


def figure_of(tokens: list[Token], numerals: list[Numeral]) -> Figure | None:
    """Join one or two numerals to one figure.

    Parameters
    ----------
    tokens : list of Token
    numerals : list of Numeral
        At least one, in the order of the text.

    Returns
    -------
    Figure or None
        None if the numerals do not belong together.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> def form(text):
    ...     figure = figure_of(tokens_of(text), find_numerals(tokens_of(text)))
    ...     return figure and figure.form
    >>> form("70 or 80,000"), form("28 drones out of 31"), form("12 killed and 40 wounded")
    ('between', 'ratio', None)
    """
    first = numerals[0]
    before = hedge_before(tokens, first.first)
    if len(numerals) == 1:
        return Figure(first, None, "", _stronger(before, hedge_after(tokens, first.last)))
    if len(numerals) > 2:  # noqa: PLR2004  a figure has two numbers at most
        return None
    pair = _pair(tokens, first, numerals[1], before)
    return _spread(pair) or _bounded(pair) or _ratio(pair) or _range(pair)


class _Pair(NamedTuple):
    """Two numerals in a text, the hedges before each, and the words between them, those of hedges left out."""

    tokens: list[Token]
    first: Numeral
    second: Numeral
    before: Hedge | None
    inner: Hedge | None
    between: list[str]

    def joined(self, form: str, note: str = "") -> Figure:
        """Return the two as one figure, under the hedge before the first."""
        return Figure(self.first, self.second, form, _with_rule(self.before), note)


def _pair(tokens: list[Token], first: Numeral, second: Numeral, before: Hedge | None) -> _Pair:
    inner = hedge_before(tokens, second.first, first.last)
    between = [token.text for token in tokens[first.last : inner.reach if inner else second.first]]
    return _Pair(tokens, first, second, before, inner, between)


def _stronger(before: Hedge | None, after: Hedge | None) -> Hedge | None:
    """Return the hedge that has a side; the one before the number if both have, or neither has."""
    hedges = [hedge for hedge in (before, after) if hedge and hedge.rule]
    return next((hedge for hedge in hedges if hedge.rule not in SIDELESS), hedges[0] if hedges else None)


def _with_rule(hedge: Hedge | None) -> Hedge | None:
    return hedge if hedge and hedge.rule else None


def _spread(pair: _Pair) -> Figure | None:
    """Read "30,000 ± 5,000"; a spread in percent of a number in something else is a share of it."""
    tokens, first, second = pair.tokens, pair.first, pair.second
    words = tuple(token.text for token in tokens[first.last : second.first])
    if not any(words[-len(sign) :] == sign and len(words) <= len(sign) + _LONGEST_UNIT for sign in SPREADS):
        return None
    if text_at(tokens, second.last) not in _PERCENT or _PERCENT & set(words):
        return pair.joined(SPREAD)
    spread = second._replace(value=first.value * second.value / 100, last=second.last + 1)
    return pair._replace(second=spread).joined(SPREAD, f"the spread is {second.value:g}% of the number")


def _bounded(pair: _Pair) -> Figure | None:
    """Read two bounds of one figure: "more than 10 but fewer than 20", "at most 100 and at least 20"."""
    low, high = _with_rule(pair.before), _with_rule(pair.inner)
    if not low or not high or _link(pair)[-1:] not in (["and"], ["but"], [","]):
        return None
    upward = low.rule in _LOWER and high.rule in _UPPER and pair.first.value < pair.second.value
    downward = low.rule in _UPPER and high.rule in _LOWER and pair.second.value < pair.first.value
    return pair.joined(BETWEEN) if upward or downward else None


def _ratio(pair: _Pair) -> Figure | None:
    """Read k of n: "28 drones out of 31", "some 2,200 of the 3,500 tanks", "nearly 30,000 of the group's 50,000"."""
    first, second, words = pair.first, pair.second, pair.between
    if words == ["in"] or words[-1:] == ["every"]:
        return pair.joined(SHARE) if _is_share_of(words, first, second) else None
    if words == ["/"]:
        return pair.joined(RATIO, f"of {second.value:,.10g}") if is_tally(pair.tokens, first, second) else None
    if "of" not in words or len(words) > _MOST_WORDS or _CLAUSE & set(words):
        return None
    of = words.index("of")
    if first.form == "number" and first.value > second.value and "out" not in words:
        # "four members of one family"
        return None
    if len(words) > of + 1 and not (words[-1] in _DETERMINERS or words[-1].endswith(("'s", "s'"))):
        return None
    share = first.form == "fraction" or bool(_PERCENT & set(words[:of]))
    form = WHOLE if share or first.form == "magnitude" else RATIO
    return pair.joined(form, f"of {_words_of(pair.inner, second)}")


def is_tally(tokens: list[Token], first: Numeral, second: Numeral) -> bool:
    """Return True for the numbers of a tally of things in a post, "34/41 drones", but not for "9/11" or "24/7".

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_tally(tokens_of(text), *find_numerals(tokens_of(text))) for text in ("34/41 drones", "9/11 attacks")]
    [True, False]
    """
    digits = [text_at(tokens, numeral.first) for numeral in (first, second)]
    if not all(run.isdecimal() and not run.startswith("0") for run in digits) or digits == ["9", "11"]:
        return False
    placed = find_unit(tokens, second.last, first.first)
    return first.value <= second.value and placed is not None and placed.unit.name != "percent"


def _words_of(hedge: Hedge | None, number: Numeral) -> str:
    return (f"{hedge.rule.replace('_', ' ')} " if hedge and hedge.rule else "") + f"{number.value:,.10g}"


def _is_share_of(words: list[str], first: Numeral, second: Numeral) -> bool:
    """Return True for "one in five", "nine out of every ten", but not for "one in 300 villages"."""
    if first.form != "number" or second.form != "number" or not 0 < first.value < second.value:
        return False
    return words[:-1] in _OF_EVERY if words[-1] == "every" else first.value == 1 and second.value <= _MOST_IN


def _link(pair: _Pair) -> list[str]:
    """Return the words between the two numerals; of "five-to-ten" without the hyphens around."""
    words = pair.between
    return words[1:-1] if words[:1] == ["-"] == words[-1:] and len(words) > 1 else words


def _range(pair: _Pair) -> Figure | None:
    """Read a range; its ends may carry hedges and the unit: "from about 5 km to 8 km"."""
    link = _link(pair)
    joints = [word for word in link if word in _TO]
    if len(joints) != 1 or link[-1] != joints[0] or not _is_unit(pair.tokens, pair.first, len(link) - 1):
        return None
    # "up from 31 deaths and 48 cases" are two values
    opened = _is_opened(pair, frozenset({"between"}) if joints[0] == "and" else _BETWEEN)
    if (joints[0] in _NEEDS_BETWEEN and not opened) or (joints[0] == "to" and _is_change(pair)):
        return None
    if _differ(pair.tokens, pair.first, pair.second):
        return None
    first, note = _same_scale(pair.first, pair.second)
    if first.form != pair.second.form or first.form == "magnitude" or (pair.second.value < first.value and not opened):
        return None
    return pair._replace(first=first).joined(BETWEEN, note)


def _is_opened(pair: _Pair, opening: frozenset[str]) -> bool:
    """Return True where "between" or "from" is among the hedges of the first number, or right before them."""
    start = pair.before.reach if pair.before else pair.first.first
    return any(token.text in opening for token in pair.tokens[max(start - 1, 0) : pair.first.first])


def _is_change(pair: _Pair) -> bool:
    """Return True where a verb of change comes before the numbers: "rose from 300 to 500" gives two values."""
    start = pair.before.reach if pair.before else pair.first.first
    words = [token.text for token in pair.tokens[max(start - _BEFORE_CHANGE, 0) : pair.first.first]]
    words = words[max((place + 1 for place, word in enumerate(words) if word in _CLAUSE_SIGNS), default=0) :]
    return "between" not in words and not _CHANGES.isdisjoint(words)


def _differ(tokens: list[Token], first: Numeral, second: Numeral) -> bool:
    """Return True where two numbers measure two things: "9.4 per cent to $84", "by $43 million to $419 million"."""
    own = {token.text for token in tokens[first.last : second.first]}
    money = text_at(tokens, second.first - 1) in CURRENCIES
    percent = not _PERCENT.isdisjoint(own)
    bare = percent and text_at(tokens, second.last) not in (*_PERCENT, "per") and second.value > _MOST_PERCENT
    return (money and percent) or bare or text_at(tokens, _before_words(tokens, first)) == "by"


def _before_words(tokens: list[Token], first: Numeral) -> int:
    """Return the index of the token before a number and its hedges."""
    chain = hedge_before(tokens, first.first)
    return (chain.reach if chain else first.first) - 1


def _is_unit(tokens: list[Token], first: Numeral, length: int) -> bool:
    unit = unit_after(tokens, first.last)
    return length == 0 or (unit is not None and unit.last == first.last + length)


def _same_scale(first: Numeral, second: Numeral) -> tuple[Numeral, str]:
    """Scale the first number as the second one is: "10-12k", "three or four hundred", "70 or 80,000"."""
    scales = [second.scale] if second.scale > 1 else [scale for scale in _THOUSANDS if second.value % scale == 0]
    if first.scale > 1 or first.form != "number":
        return first, ""
    for scale in scales:
        value = first.value * scale
        if value <= second.value <= _SAME_ORDER * value and first.value < scale:
            note = f"{first.value:,.10g} is read as {value:,.10g}, in the {scale:,.0f}s of the second number"
            return first._replace(value=value, scale=scale), note
    return first, ""
