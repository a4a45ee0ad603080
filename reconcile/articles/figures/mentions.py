"""The figures of a sentence, each with the words that belong to it."""

from __future__ import annotations

from reconcile.articles.figures.bracketed import unbracketed, with_brackets
from reconcile.articles.figures.labels import figures_in
from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.outcome_groups import is_outcome_group
from reconcile.language.figure import BETWEEN, RATIO, WHOLE, Figure, figure_of
from reconcile.language.hedge_words import hedge_before
from reconcile.language.hedges import kind_of
from reconcile.language.numerals import Numeral, find_numerals, nobody_in
from reconcile.language.parts import numbers_of, rule_of, unit_and_rate
from reconcile.language.tokens import Token, text_at
from reconcile.language.unit_words import CURRENCIES, find_unit, rate_of

__all__ = ["Mention", "depths_of", "mentions_of"]


# words between two numbers of one figure; "of the Wagner Group's", the longest, has four and may have hedges
_MOST_BETWEEN = 10
# signs at which the words of a figure end
_BREAKS = frozenset(",;:()[]—")
_QUOTES = frozenset("\"“”«»„'")
# words before a number that may make it a rate: "a daily toll of 300"
_RATE_BEFORE = 4


def mentions_of(text: str, tokens: list[Token], *, asides: bool = False) -> list[Mention]:
    """Find the figures of a sentence, from left to right.

    Parameters
    ----------
    text : str
    tokens : list of Token
    asides : bool
        Whether to return numbers that are no claims, too: durations, ages, multiples, sizes of things, and doubles in
        brackets.

    Notes
    -----
    A ratio is one figure, unless its part is a bound ("at least 12 of 31") or one of those killed ("two of the five
    killed were children"); a share of a number that is named ("99% of
    the 300") is two. A double in brackets, in another unit, belongs to its figure.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Between 12 and 15 men died on 3 May; 28 of 31 drones and 143 sq km (55 sq miles) were lost."
    >>> [(mention.kind, mention.n1, mention.n2) for mention in mentions_of(text, tokens_of(text))]
    [('interval', 12.0, 15.0), ('ratio', 28.0, 31.0), ('exact', 143.0, nan)]
    """
    numerals = [
        unbracketed(tokens, _unlisted(numeral)) for numeral in _numerals(tokens, sizes=asides) if not numeral.fault
    ]
    figures = _figures(tokens, figures_in(text, tokens, numerals, asides=asides)) if numerals else []
    depths = depths_of(tokens) if figures else []
    mentions: list[Mention] = []
    skipped = -1
    for number, figure in enumerate(figures):
        if figure.first.first < skipped:
            continue
        end = _reach(tokens, figures[number + 1]) if number + 1 < len(figures) else len(tokens)
        mention = _mention(tokens, figure, max(end, figure.last), depths[figure.first.first])
        mention = _with_quote(tokens, mention)
        if not asides:
            mention, skipped = with_brackets(text, tokens, mention, figure)
        mentions.append(mention)
    return mentions


def _numerals(tokens: list[Token], *, sizes: bool) -> list[Numeral]:
    """Return the numerals of a sentence, with the 0 of "nobody was killed"."""
    numerals, nobody = find_numerals(tokens, sizes=sizes), nobody_in(tokens)
    if nobody is None or any(numeral.first <= nobody.first < numeral.last for numeral in numerals):
        return numerals
    inside = [numeral for numeral in numerals if not nobody.first <= numeral.first < nobody.last]
    return sorted([*inside, nobody], key=lambda numeral: numeral.first)


def _unlisted(numeral: Numeral) -> Numeral:
    """Return a numeral without the dash before it where that begins the sentence, as in a list: it is no minus."""
    return numeral if numeral.first or numeral.value >= 0 else numeral._replace(first=1, value=-numeral.value)


def _figures(tokens: list[Token], numerals: list[Numeral]) -> list[Figure]:
    """Return numerals as figures; two that belong together make one."""
    figures: list[Figure] = []
    index = 0
    while index < len(numerals):
        pair = numerals[index : index + 2]
        figure = figure_of(tokens, pair) if _near(tokens, pair) else None
        if figure is not None and (figure.form == WHOLE or _is_of_group(tokens, figure) or _has_bound(tokens, figure)):
            figure = None
        index += 2 if figure else 1
        figures.append(figure or _alone(tokens, pair[0]))
    return figures


def _is_of_group(tokens: list[Token], figure: Figure) -> bool:
    """Return True for a part of those who are named by what became of them: "two of the five killed"."""
    whole = figure.second
    return figure.form == RATIO and whole is not None and is_outcome_group(tokens, whole.first, whole.last)


def _has_bound(tokens: list[Token], figure: Figure) -> bool:
    """Return True for a ratio whose part is a bound, "at least 137 of 286": each of the two stands alone."""
    if figure.form != RATIO or figure.second is None:
        return False
    together = any(token.text == "out" for token in tokens[figure.first.last : figure.second.first])
    return not together and kind_of(rule_of(figure, None), figure.first.value) != "ratio"


def _near(tokens: list[Token], pair: list[Numeral]) -> bool:
    """Return True for two numerals that may be one figure."""
    if len(pair) < 2 or pair[1].first - pair[0].last > _MOST_BETWEEN:  # noqa: PLR2004  two ends
        return False
    return not any(token.text in ";:()[]—" for token in tokens[pair[0].last : pair[1].first])


def _alone(tokens: list[Token], numeral: Numeral) -> Figure:
    figure = figure_of(tokens, [numeral])
    assert figure is not None  # noqa: S101  one numeral is always a figure
    return figure


def _reach(tokens: list[Token], figure: Figure) -> int:
    """Return the first token of the hedges before a figure, with the words between them."""
    chain = hedge_before(tokens, figure.first.first)
    return chain.reach if chain else figure.first.first


def _start(tokens: list[Token], figure: Figure) -> int:
    """Return the first token of the phrase of a figure: its hedge, its "between", its "$", or the number."""
    hedge, number = figure.hedge, figure.first.first
    if figure.form == BETWEEN:
        chain = hedge_before(tokens, number)
        return chain.reach if chain else number
    if hedge and hedge.rule:
        return min(hedge.first, number)
    return number - (text_at(tokens, number - 1) in CURRENCIES)


def _mention(tokens: list[Token], figure: Figure, end: int, depth: int) -> Mention:
    """Read a figure within its own words, which end at the next figure."""
    stop = next((place for place in range(figure.last, end) if tokens[place].text in _BREAKS), end)
    start = max(_start(tokens, figure) - _RATE_BEFORE, 0)
    start = next(
        (place + 1 for place in range(figure.first.first - 1, start, -1) if tokens[place].text in _BREAKS), start
    )
    own = _shifted(figure, start)
    words = tokens[start:stop]
    unit, rate = unit_and_rate(words, own)
    n1, n2 = numbers_of(figure)
    rule = rule_of(figure, unit)
    return Mention(
        kind=kind_of(rule, n1) if figure.form != RATIO else "ratio",
        n1=n1,
        n2=n2,
        unit=unit.name if unit else "",
        rate=rate,
        first=_start(tokens, figure),
        last=start + _phrase_end(words, own),
        number=figure.first.first,
        after=figure.last,
        depth=depth - (tokens[figure.first.first].text == "("),
    )


def _shifted(figure: Figure, by: int) -> Figure:
    """Return a figure as it stands among the tokens from `by` on."""
    first, second, hedge = figure.first, figure.second, figure.hedge
    return figure._replace(
        first=first._replace(first=first.first - by, last=first.last - by),
        second=second and second._replace(first=second.first - by, last=second.last - by),
        hedge=hedge and hedge._replace(first=hedge.first - by, last=hedge.last - by, reach=hedge.reach - by),
    )


def _phrase_end(tokens: list[Token], figure: Figure) -> int:
    """Return the token after the phrase of a figure, with unit, rate and a hedge behind it."""
    said = find_unit(tokens, figure.last, figure.first.first)
    hedge = figure.hedge.last if figure.hedge else 0
    return max(figure.last, said.last if said else 0, hedge, rate_of(tokens, figure.last).last)


def depths_of(tokens: list[Token]) -> list[int]:
    """Return the number of brackets around each token.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> depths_of(tokens_of("12 (or 14) men"))
    [0, 1, 1, 1, 0, 0]
    """
    depths, depth = [], 0
    for token in tokens:
        depth = max(depth + (token.text in "([") - (token.text in ")]"), 0)
        depths.append(depth)
    return depths


def _with_quote(tokens: list[Token], mention: Mention) -> Mention:
    """Extend a phrase by the quotation mark before it if the closing one stands within: “hundreds” of men."""
    closed = any(token.text in _QUOTES for token in tokens[mention.first : mention.last])
    opened = mention.first > 0 and tokens[mention.first - 1].text in _QUOTES
    return mention._replace(first=mention.first - 1) if closed and opened else mention
