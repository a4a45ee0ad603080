"""Words for a group of whom an article has spoken: "the dead", "those killed", "the 11 killed", "they"."""

from __future__ import annotations

from reconcile.claims.cues import outcomes_of
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["COPULAS", "SIGNS", "VERBS", "counts_people", "has_known_subject", "measure_of_group", "names_group"]

# words that name a group as known, and how many stand between them and the noun that says which: "the many wounded"
_KNOWN, _NAMED_WITHIN = frozenset({"the", "those", "these", "all"}), 4
# nouns for those of whom an article has spoken, whatever was said of them
_SPOKEN_OF = frozenset(
    {"victims", "survivors", "casualties", "fatalities", "total", "toll", "number", "group", "abductees"}
)
# words of such a group before its verb: "the freed Karsian prisoners included"
_SUBJECT = 4
# words that stand for them
_STANDING_FOR = frozenset({"they", "these", "those", "which", "who"})
COPULAS = frozenset({"was", "were", "is", "are", "be", "been"})
SIGNS = frozenset(",;:()[]—–.")
# words that end a noun phrase, so that no list goes on behind them
VERBS = COPULAS | {
    "has", "have", "had", "who", "which", "that", "while", "but", "as", "when", "after", "by", "died", "said",
}  # fmt: skip


def names_group(tokens: list[Token], place: int) -> bool:
    """Return True where a group begins that was spoken of: "the dead", "those killed", "the 11 killed".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> names_group(tokens_of("the 11 killed"), 0), names_group(tokens_of("the houses"), 0)
    (True, False)
    """
    if text_at(tokens, place) not in _KNOWN:
        return False
    words = _group_at(tokens, place)
    known = any(token.text in _SPOKEN_OF or token.kind == DIGITS for token in words)
    return known or counts_people(words)


def measure_of_group(tokens: list[Token], place: int) -> str:
    """Return what a group that begins at a token counts: "killed" for "those killed in Orva"; "" where it does not say.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> measure_of_group(tokens_of("Of those killed in Orva, 12"), 1), measure_of_group(tokens_of("Of those, 12"), 1)
    ('killed', '')
    """
    return _measure_of_people(_group_at(tokens, place))


def _group_at(tokens: list[Token], place: int) -> list[Token]:
    """Return the words that say which group is meant, behind its "the" or "those"."""
    words = tokens[place + 1 : place + 1 + _NAMED_WITHIN]
    end = next((at for at, token in enumerate(words) if token.text in SIGNS or token.text in VERBS), len(words))
    return words[:end]


def _measure_of_people(tokens: list[Token]) -> str:
    """Return the first measure of people that words name, "" where they name none."""
    return next(outcomes_of(tokens), "")


def counts_people(tokens: list[Token]) -> bool:
    """Return True where words say what became of people: "killed", "the wounded".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> counts_people(tokens_of("the wounded")), counts_people(tokens_of("the houses"))
    (True, False)
    """
    return bool(_measure_of_people(tokens))


def has_known_subject(tokens: list[Token], place: int) -> bool:
    """Return True where those before a verb are known from what was said: "the dead include", "they included".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> has_known_subject(tokens_of("the dead include"), 2), has_known_subject(tokens_of("its forces include"), 2)
    (True, False)
    """
    if text_at(tokens, place - 1) in _STANDING_FOR:
        return True
    return any(names_group(tokens[:place], first) for first in range(max(place - _SUBJECT, 0), place))
