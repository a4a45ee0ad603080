"""Hedges around a number: which one applies, and the rule under which it is read.

A *hedge* says how a number is meant, a *filler* changes nothing. *Before* a number the two come in any order ("more
than an estimated total of 500"): together they are its *chain*. *After* it a hedge follows within a few words ("500
people or more"). A hedge that has a side ("more than") wins over one that has none ("about").
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.hedge_list import AFTER, AFTER_NOT, BEFORE, FILLERS, NEGATED, NOT
from reconcile.language.other_languages import HEDGES_ELSEWHERE
from reconcile.language.tokens import DIGITS, WORD, Token, text_at

__all__ = ["SIDELESS", "Hedge", "hedge_after", "hedge_before"]


class Hedge(NamedTuple):
    """A hedge: its rule, and the tokens it spans, `last` excluded. `reach` is the first token of its chain."""

    rule: str
    first: int
    last: int
    reach: int


# the rule of a filler
_FILLER = ""
# words between a number and a hedge after it: "500 North Korean soldiers or more"
_REACH_AFTER = 5
# hedges without a side
SIDELESS = frozenset({"approx", "exact"})

# behind a comma it adds something else: "27 migrants, plus one"
_PLUS = ("plus",)
# verbs with which "over" is no hedge
_WITH_OVER = frozenset({"handed", "hand", "hands", "handing", "turned", "turning", "signed", "passed"})

_Entry = tuple[tuple[str, ...], str]


def _by_word(table: dict[str, tuple[str, ...]], place: int) -> dict[str, list[_Entry]]:
    """Index phrases by their first (0) or last (-1) word, longest first."""
    index: dict[str, list[_Entry]] = {}
    for rule, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            index.setdefault(words[place], []).append((words, rule))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_ENGLISH = {**BEFORE, _FILLER: FILLERS}
_ENDING = _by_word({rule: (*words, *HEDGES_ELSEWHERE.get(rule, ())) for rule, words in _ENGLISH.items()}, -1)
_STARTING = _by_word(AFTER, 0)


def hedge_before(tokens: list[Token], place: int, stop: int = 0) -> Hedge | None:
    """Find the hedge in front of a number.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the first token of the number.
    stop : int
        Index of the first token that may belong to the hedge.

    Returns
    -------
    Hedge or None
        None if the number has no chain; rule "" if its chain holds fillers only. A "not" turns a hedge round: "no more
        than" is a ceiling, "not under" a floor.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [hedge_before(tokens_of(text), 3).rule for text in ("no more than 30", "over an estimated 30")]
    ['ceiling', 'more_than']
    """
    chosen, reach = None, place
    while reach > stop:
        entry = _ends_at(tokens, reach, stop)
        if entry is None:
            break
        first, rule = reach - len(entry[0]), entry[1]
        if rule:
            hedge = _negated(tokens, Hedge(rule, first, reach, first), stop)
            first = hedge.first
            if chosen is None or (chosen.rule in SIDELESS and rule not in SIDELESS):
                chosen = hedge
        reach = first
    if chosen is None:
        return Hedge("", reach, reach, reach) if reach < place else None
    return chosen._replace(reach=reach)


def _ends_at(tokens: list[Token], place: int, stop: int) -> _Entry | None:
    for words, rule in _ENDING.get(tokens[place - 1].text, ()):
        start = place - len(words)
        said = start >= stop and all(tokens[start + step].text == word for step, word in enumerate(words))
        # "handed over 43" gives up 43, and no more than that
        if said and not (words == ("over",) and text_at(tokens, start - 1) in _WITH_OVER):
            return words, rule
    return None


def _negated(tokens: list[Token], hedge: Hedge, stop: int) -> Hedge:
    """Reverse a hedge that follows a "not": "not over", "did not exceed", "haven't yet passed"."""
    place = hedge.first - 1
    while place >= stop and tokens[place].text in AFTER_NOT:
        place -= 1
    if place < stop or hedge.rule not in NEGATED:
        return hedge
    word = tokens[place].text
    if word not in NOT and not word.endswith("n't"):
        return hedge
    return hedge._replace(rule=NEGATED[hedge.rule], first=place)


def hedge_after(tokens: list[Token], place: int) -> Hedge | None:
    """Find a hedge within a few words after a number.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the token after the number.

    Returns
    -------
    Hedge or None
        The first and longest one; None where another sign or number comes first.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> hedge_after(tokens_of("300 or so munitions"), 1).rule, hedge_after(tokens_of("40 or 50 boats"), 1)
    ('approx', None)
    """
    for start in range(place, min(place + _REACH_AFTER, len(tokens))):
        for words, rule in _STARTING.get(tokens[start].text, ()):
            last = start + len(words)
            added = words == _PLUS and tokens[start - 1].text == ","
            if _stands(tokens, start, words) and not _goes_on(tokens, last) and not added:
                return Hedge(rule, start, last, start)
        if tokens[start].kind != WORD and tokens[start].text not in (",", "%", "-", "²", "."):
            return None
    return None


def _stands(tokens: list[Token], start: int, words: tuple[str, ...]) -> bool:
    last = start + len(words)
    return last <= len(tokens) and all(tokens[start + step].text == word for step, word in enumerate(words))


def _goes_on(tokens: list[Token], place: int) -> bool:
    """Return True where a hedge belongs to what follows it: "or more than", "plus 20", "estimated to"."""
    if place >= len(tokens):
        return False
    after = tokens[place]
    return after.text in ("than", "to", "the") or after.kind == DIGITS
