"""Figures of what nobody says has happened: conditions, plans, forecasts, fiction, questions, doubts."""

from __future__ import annotations

from itertools import pairwise

from reconcile.articles.figures.mention import Mention
from reconcile.language.helping_verbs import MODALS
from reconcile.language.tokens import Token, text_at

__all__ = ["is_unreal"]

# words of a clause that tells of no fact: "5,000 will be killed", "would have died", "luck prevented 70 deaths"
_NOT_YET = MODALS | {
    "prevented", "prevent", "averted", "avoided", "assumes", "assumed", "assuming", "plotted", "planned", "planning",
    "threatened", "vowed", "intended", "predicts", "predicted", "forecasts", "projects", "projected", "simulates",
    "expected", "expect", "expects", "expecting", "predict", "predicting", "forecast", "forecasting", "hypothetical",
    "potential", "possible", "typical", "average", "annually", "yearly", "anyone",
    "whoever", "nearly", "weekly", "monthly", "unconfirmed", "unverified", "rumoured", "rumored",
}  # fmt: skip
# words of a sentence in which nothing has happened: conditions, exercises, fiction, sport; doubts
_NEVER = frozenset({
    "if", "unless", "scenario", "scenarios", "simulation", "simulated", "drill", "drills", "exercise", "mock",
    "novel", "film", "movie", "episode", "fiction", "fictional", "thriller", "videogame", "whether", "untrue", "false",
    "evidence", "hoax", "rumour", "rumours", "rumor", "rumors", "imagine", "suppose", "playoff", "innings",
    "hypothetically",
})  # fmt: skip
# pairs of words that turn what is said, or leave some of it out: "it is not true", "all but four of the 50 died"
_CONTRARY = frozenset({("not", "true"), ("all", "but"), ("was", "unconfirmed"), ("is", "unconfirmed")})
# words that say how often, of what is no single count: "every year some 1,200 die"
_OFTEN = (("every", "year"), ("each", "year"), ("a", "year"), ("per", "year"), ("every", "day"), ("each", "day"))
# words before "to" and what is still to be done: "promised to free 300 prisoners", "likely to pass 1,000"
_BEFORE_TO = frozenset({
    "likely", "unlikely", "plans", "plan", "aims", "aim", "aimed", "hopes", "hope", "hoped", "agreed", "agrees",
    "promised", "promises", "pledged", "pledges", "wants", "want", "seeks", "set", "prepares", "preparing", "ready",
    "offered", "refused", "failed", "tried", "ordered",
})  # fmt: skip
# words right before a number that may be, and tokens from one to it
_PROBABLY, _TO_PROBABLY = frozenset({"likely", "probably", "possibly"}), 2
# verbs before "of" and what somebody is said to have done: "accuse the army of hiding 400 deaths"
_ACCUSED = frozenset({"accuse", "accuses", "accused", "accusing", "suspect", "suspects"})
# verbs of being before "likely": "another 40 deaths are likely"
_ENDS_LIKELY = (["are", "likely"], ["is", "likely"], ["likely", "."])
# words before a month
_BEFORE_MONTH = frozenset({
    "in", "of", "since", "from", "to", "by", "until", "till", "through", "last", "this", "late", "early", "mid",
    "during", "between", "-", "–",
})  # fmt: skip
# signs and words at which another clause begins
_BOUNDS = frozenset({",", ";", ":", "—", "–", "(", ")", "but", "while", "that", "and", "who", "which", "after"})


def is_unreal(tokens: list[Token], mention: Mention) -> bool:
    """Return True for a figure that the words around it do not tell as a fact.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> texts = ("If the dam breaks, 500 people will die.", "Some 500 people died.", "Did 500 people die?")
    >>> [is_unreal(tokens_of(text), mentions_of(text, tokens_of(text))[0]) for text in texts]
    [True, False, True]
    """
    words = ["" if _is_month(tokens, place) else token.text for place, token in enumerate(tokens)]
    if words[-1] == "?" or not _NEVER.isdisjoint(words) or not _CONTRARY.isdisjoint(pairwise(words)):
        return True
    first = next((place + 1 for place in range(mention.first - 1, -1, -1) if words[place] in _BOUNDS), 0)
    if words[first : first + 1] == ["to"]:
        # "expect the toll, currently at 88, to climb above 100"
        first = 0
    last = next((place for place in range(mention.last, len(words)) if words[place] in _BOUNDS), len(words))
    # "deaths could reach 20,000": what may come is no hedge of what was
    hedge = words[mention.first : mention.number] if "reach" in words[mention.first : mention.number] else []
    clause = words[first : mention.first] + hedge + words[mention.last : last]
    pairs = list(pairwise(clause))
    undone = any((word in _BEFORE_TO and after == "to") for word, after in pairs) or clause[-2:] in _ENDS_LIKELY
    # "and likely hundreds more"
    undone = undone or not _PROBABLY.isdisjoint(words[max(mention.first - _TO_PROBABLY, 0) : mention.number])
    accused = next((place for place, word in enumerate(clause) if word in _ACCUSED), len(clause))
    undone = undone or "of" in clause[accused : mention.first - first]
    return undone or any(pair in _OFTEN for pair in pairs) or not _NOT_YET.isdisjoint(clause)


def _is_month(tokens: list[Token], place: int) -> bool:
    """Return True for the month of "in May" and "May 3", which says nothing of what may be."""
    beside = text_at(tokens, place - 1) in _BEFORE_MONTH or text_at(tokens, place + 1).isdecimal()
    return tokens[place].text == "may" and (beside or text_at(tokens, place - 1).isdecimal())
