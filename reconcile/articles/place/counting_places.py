"""Names that are places as figures stand beside them: "Kenya (79)", "Orva reported 12 deaths, Tessa nine"."""

from __future__ import annotations

from reconcile.articles.place.dependent_figures import is_number
from reconcile.articles.place.place_names import PlaceNamed
from reconcile.articles.place.place_signs import COUNTING, HERE, MAYBE, NAMED
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["SHARING", "counted_beside", "has_own_count", "suffers_most"]

# what stands before a name of a list whose verb is left out, and behind its number
_JOINTS = frozenset({",", "and", ";", "while"})
_ENDS = frozenset({"", ",", "and", ";", ".", ":", "deaths", "dead", "killed", "people", "cases"})
# words from a name to "worst hit", and what else says that a place suffered more than others
_TO_WORST = 3
_WORST, _HIT = frozenset({"worst", "hardest"}), frozenset({"hit", "affected", "struck"})
_BRUNT = ["bore", "the", "brunt"]
# verbs with which a place has its own share of a count: "Orva alone accounted for 45"
SHARING = COUNTING | {"accounted", "had", "lost", "suffered", "accounts", "has"}


def counted_beside(tokens: list[Token], named: list[PlaceNamed]) -> list[PlaceNamed]:
    """Return names with those as places that have figures of their own, or that suffered most.

    Parameters
    ----------
    tokens : list of Token
    named : list of PlaceNamed
        Those of the sentence, from left to right.

    Examples
    --------
    >>> from reconcile.articles.place.place_names import names_in
    >>> def places(text):
    ...     tokens = tokens_of(text)
    ...     return [place.name for place in counted_beside(tokens, names_in(text, tokens)) if place.how == HERE]
    >>> from reconcile.language.tokens import tokens_of
    >>> places("They came from Tarn (47) and Ruvo (12 cases), Maro (a man) said.")
    ['Tarn', 'Ruvo']
    >>> places("Orva reported 12 deaths, Tessa nine and Maro four."), places("Orva killed 12 men, Tessa nine.")
    (['Orva', 'Tessa', 'Maro'], [])
    >>> places("Orva was worst hit, with 34 dead."), places("Tessa alone saw 12 deaths."), places("Maro said 12 died.")
    (['Orva'], ['Tessa'], [])
    """
    bracketed = [_has_count(tokens, place.last) for place in named]
    several = sum(bracketed) > 1
    listed = _listed(tokens, named)
    return [
        place._replace(how=HERE)
        if (own and (place.how == NAMED or (several and place.how == MAYBE)))
        or (place.how in (NAMED, MAYBE) and (number in listed or suffers_most(tokens, place.last)))
        else place
        for number, (place, own) in enumerate(zip(named, bracketed, strict=True))
    ]  # fmt: skip


def _has_count(tokens: list[Token], index: int) -> bool:
    return text_at(tokens, index) == "(" and index + 1 < len(tokens) and tokens[index + 1].kind == DIGITS


def _listed(tokens: list[Token], named: list[PlaceNamed]) -> set[int]:
    """Return which names are those of a list of places that each counted: "Orva reported 12 deaths, Tessa nine"."""
    first = next((number for number, place in enumerate(named) if text_at(tokens, place.last) in COUNTING), -1)
    behind = range(first + 1, len(named)) if first >= 0 else range(0)
    others = {number for number in behind if has_own_count(tokens, named[number].first, named[number].last)}
    return {first, *others} if others else set()


def has_own_count(tokens: list[Token], first: int, last: int) -> bool:
    """Return True for words right before a number, with the verb left out: the "Tessa nine" of a list.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("Orva reported 12 deaths, Tessa nine")
    >>> has_own_count(tokens, 5, 6), has_own_count(tokens, 0, 1)
    (True, False)
    """
    counted = any(is_number(token) for token in tokens[last : last + 1])
    return counted and text_at(tokens, first - 1) in _JOINTS and text_at(tokens, last + 1) in _ENDS


def suffers_most(tokens: list[Token], after: int) -> bool:
    """Return True behind a place that was hit worst, or of which a share of a count is told.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> suffers_most(tokens_of("Orva was worst hit, with 34 deaths"), 1), suffers_most(tokens_of("Orva was hit"), 1)
    (True, False)
    """
    words = [token.text for token in tokens[after : after + _TO_WORST + len(_BRUNT)]]
    worst = next((at for at, word in enumerate(words[: _TO_WORST + 1]) if word in _WORST), -1)
    hit = worst >= 0 and not _HIT.isdisjoint(words[worst + 1 : worst + 3])
    return hit or words[:3] == _BRUNT or (words[:1] == ["alone"] and not SHARING.isdisjoint(words[1:2]))
