"""Hedges around a number: which one stands there, and by which rule it is read.

*Before* a number stand hedges and fillers in any order ("more than an estimated total of 500"); *after* it stand
others, within a few words ("500 people or more"). A hedge with a side ("more than") wins over one without ("about").
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.hedge_list import AFTER, BEFORE, BESIDE_NOT, FILLERS, NEGATED, NOT
from reconcile.language.tokens import WORD, Token

__all__ = ["Hedge", "hedge_after", "hedge_before"]


class Hedge(NamedTuple):
    """A hedge: its rule, and the tokens it stands on, `last` not included. `reach` is where its chain begins."""

    rule: str
    first: int
    last: int
    reach: int


# the rule of what is no hedge
_FILLER = ""
# words between a number and a hedge after it: "500 North Korean soldiers or more"
_REACH_AFTER = 5
# hedges without a side
_SIDELESS = frozenset({"approx", "exact"})

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


_ENDING = _by_word({**BEFORE, _FILLER: FILLERS}, -1)
_STARTING = _by_word(AFTER, 0)


def hedge_before(tokens: list[Token], place: int, stop: int = 0) -> Hedge | None:
    """Find the hedge of the number that starts at a token.

    Parameters
    ----------
    tokens : list of Token
    place : int
        First token of the number.
    stop : int
        Token before which nothing is looked for.

    Returns
    -------
    Hedge or None
        Rule "" if there are fillers only. "no more than" is a ceiling, "not under" a floor.

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
            if chosen is None or (chosen.rule in _SIDELESS and rule not in _SIDELESS):
                chosen = hedge
        reach = first
    if chosen is None:
        return Hedge("", reach, reach, reach) if reach < place else None
    return chosen._replace(reach=reach)


def _ends_at(tokens: list[Token], place: int, stop: int) -> _Entry | None:
    for words, rule in _ENDING.get(tokens[place - 1].text, ()):
        start = place - len(words)
        if start >= stop and all(tokens[start + step].text == word for step, word in enumerate(words)):
            return words, rule
    return None


def _negated(tokens: list[Token], hedge: Hedge, stop: int) -> Hedge:
    """Turn a hedge round where a "not" stands before it: not over, did not exceed, haven't yet passed."""
    place = hedge.first - 1
    while place >= stop and tokens[place].text in BESIDE_NOT:
        place -= 1
    if place < stop or hedge.rule not in NEGATED:
        return hedge
    word = tokens[place].text
    if word not in NOT and not word.endswith("n't"):
        return hedge
    return hedge._replace(rule=NEGATED[hedge.rule], first=place)


def hedge_after(tokens: list[Token], place: int) -> Hedge | None:
    """Find a hedge within a few words after the number that ends before a token.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> hedge_after(tokens_of("300 or so munitions"), 1).rule, hedge_after(tokens_of("40 or 50 boats"), 1)
    ('approx', None)
    """
    for here in range(place, min(place + _REACH_AFTER, len(tokens))):
        for words, rule in _STARTING.get(tokens[here].text, ()):
            last = here + len(words)
            if _stands(tokens, here, words) and not _goes_on(tokens, last):
                return Hedge(rule, here, last, here)
        if tokens[here].kind != WORD and tokens[here].text not in (",", "%", "-", "²", "."):
            return None
    return None


def _stands(tokens: list[Token], start: int, words: tuple[str, ...]) -> bool:
    last = start + len(words)
    return last <= len(tokens) and all(tokens[start + step].text == word for step, word in enumerate(words))


def _goes_on(tokens: list[Token], place: int) -> bool:
    """Tell a hedge that belongs to what follows: "or more than", "and over 20", "plus 20", "estimated to"."""
    if place >= len(tokens):
        return False
    after = tokens[place]
    return after.text in ("than", "to", "the") or after.kind == "digits"
