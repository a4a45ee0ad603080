"""The sources that a sentence names for its figures: "according to X", "X said", "says X", "X: …".

A *speaker* is a noun phrase beside a verb of saying. The figures that follow are its figures ("X said that …"), or
those before ("…, X said"). A pronoun stands for the last speaker that was named; without one, no speaker is guessed.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.speaker_names import is_day, name_after, name_before
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at

__all__ = ["PRONOUNS", "TELLERS", "Saying", "origin_of", "sayings_in"]


class Saying(NamedTuple):
    """A speaker and its verb in a sentence.

    `first` and `last` are the tokens of name and verb, `last` not included. `leads` is True if they stand before what
    is said. `clause` counts the clauses that begin before them.
    """

    name: str
    first: int
    last: int
    leads: bool
    clause: int = 0


_VERBS = frozenset({
    "said", "says", "say", "told", "tells", "reported", "reports", "report", "claimed", "claims", "claim", "stated",
    "states", "announced", "announces", "estimates", "estimated", "estimate", "believes", "believe", "believed",
    "suggests", "suggested", "suggest", "noted", "notes", "note", "added", "adds", "confirmed", "confirms", "verified",
    "verifies", "warned", "warns", "acknowledged", "acknowledges", "recognizes", "recognises", "recognized", "recorded",
    "records", "documented", "documents", "counted", "counts", "asserted", "asserts", "indicated",
    "indicates", "showed", "shows", "show", "found", "finds", "revealed", "reveals", "assessed", "assesses", "assess",
    "calculated", "calculates", "concluded", "concludes", "argued", "insisted", "declared", "declares", "disclosed",
    "mentioned", "mention", "wrote", "tweeted", "posted", "indicate", "admitted", "admits", "put", "puts", "listed",
    "thinks", "think", "boasted", "alleged", "alleges", "predicted", "predicts", "maintains", "maintained", "cited",
    "registered", "tallied", "projected", "projects", "identified", "released", "published",
})  # fmt: skip
# verbs that are verbs of saying only before "that", "at" or a figure
_WITH_OBJECT = frozenset({
    "found", "put", "puts", "counted", "counts", "recorded", "records", "documented", "listed", "identified",
    "registered", "showed", "shows", "show", "released", "published", "projected", "projects", "documents", "tallied",
    "mention", "posted", "report", "estimate", "claim", "note", "claims", "reports", "estimates", "notes",
})  # fmt: skip
_BE = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "an", "a", "the", "has", "by", "of", "its", "their", "his",
    "these", "those", "this", "some", "any", "no", "latest", "previous", "earlier", "such", "to", "in", "with", "for",
    "on", "from", "at", *HYPHENS, "and", "or", "as", "than", "about",
})  # fmt: skip
# verbs that may stand before their subject: "…, said the mayor"
_TURNED = frozenset({"said", "says", "added", "adds", "reported", "reports", "wrote", "stated", "announced", "claimed"})
_AUXILIARIES = frozenset({
    "has", "have", "had", "also", "later", "recently", "earlier", "publicly", "previously", "now", "once", "again",
    "then", "still", "officially", "separately", "repeatedly", "meanwhile", "even", "only", "himself", "itself", "did",
    "does", "do",
    "not", "is", "was",
})  # fmt: skip
_GIVEN = frozenset(
    {"given", "provided", "released", "published", "issued", "compiled", "gathered", "collected", "cited"}
)
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "which", "you", "there", "that", "this", "what"})
_ACCOUNTS = frozenset({
    "estimate", "estimates", "figure", "figures", "count", "tally", "data", "toll", "statistics", "calculations",
    "claims", "assessment", "assessments", "numbers", "account", "accounts", "reports", "report",
})  # fmt: skip
# words and signs at which another speaker may take over
_CLAUSES = frozenset({";", "while", "whereas", "but", "although", "though"})
_OPEN, _CLOSE = frozenset('"“«„'), frozenset('"”»')
# words before the source of a sentence: "according to", "in accordance with", "as noted by"
_ACCORDING = frozenset({
    ("according", "to"), ("accordance", "with"), ("noted", "by"), ("noted", "in"), ("reported", "by"), ("stated", "by"),
})  # fmt: skip
# a sentence without any of these words names no speaker, unless it is a headline with a colon before a figure
TELLERS = _VERBS | _GIVEN | _ACCOUNTS | {first for first, _ in _ACCORDING}
# words of a name before the colon of a headline
_HEADLINE = 6
# and of one of which not all words are capitalised: "Health officials:"
_SHORT_HEADLINE = 3
# words between a possessive and its account: "the study's best death toll estimate"
_BEFORE_ACCOUNT = 5


def sayings_in(text: str, tokens: list[Token]) -> list[Saying]:
    """Find the speakers of a sentence and their verbs, from left to right.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The mayor said 12 died, while 40 were hurt, according to Dr. Ana Reyes."
    >>> [(saying.name, saying.leads) for saying in sayings_in(text, tokens_of(text))]
    [('mayor', True), ('Dr. Ana Reyes', False)]
    """
    sayings: list[Saying] = []
    clause = 0
    for place in range(len(tokens)):
        word = tokens[place].text
        clause += word in _CLAUSES
        saying = None
        if (word, text_at(tokens, place + 1)) in _ACCORDING:
            saying = _according(text, tokens, place)
        elif word in _VERBS:
            saying = _said(text, tokens, place)
        if saying is None and word in _GIVEN and text_at(tokens, place + 1) in ("by", "from"):
            saying = _following(text, tokens, place, place + 2, leads=False)
        if saying is None and word in _ACCOUNTS:
            saying = _account(text, tokens, place)
        if word == ":" and place <= _HEADLINE:
            saying = _headline(text, tokens, place)
        if saying is not None:
            sayings.append(saying._replace(clause=clause))
    return _without_overlaps(sayings)


def _without_overlaps(sayings: list[Saying]) -> list[Saying]:
    """Return the first of sayings that overlap: "according to" before "figures published by X"."""
    kept: list[Saying] = []
    for saying in sayings:
        if not kept or saying.first >= kept[-1].last or saying.last <= kept[-1].first:
            kept.append(saying)
    return kept


def _following(text: str, tokens: list[Token], first: int, start: int, *, leads: bool) -> Saying | None:
    """Return the saying of a speaker whose name follows its verb."""
    name, last = name_after(text, tokens, start)
    return Saying(name, first, last, leads) if name else None


def _according(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "according to X", which leads at the start of a clause."""
    before = text_at(tokens, place - 1)
    name, last = name_after(text, tokens, place + 2)
    if not name:
        return None
    rest = [token for token in tokens[last:] if token.kind == WORD]
    leads = place <= 1 or before in _OPEN or (before in ("and", "but", "while", ";") and bool(rest))
    return Saying(name, place, last, leads)


def _said(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "X said", "…, X said.", "said X"."""
    word, before = tokens[place].text, text_at(tokens, place - 1)
    if word in _WITH_OBJECT and not _has_object(tokens, place) and not _ends_it(tokens, place):
        return None
    if before in _BE and before != "has":
        return None
    start = place
    while start > 0 and (tokens[start - 1].text in _AUXILIARIES or _is_adverb(tokens[start - 1])):
        start -= 1
    if any(token.text in ("is", "was", "not") for token in tokens[start:place]):
        return None
    turned = (
        start == place
        and word in _TURNED
        and (before in _CLOSE or before == ",")
        and _begins_name(text, tokens, place + 1)
    )
    if turned and (inverted := _following(text, tokens, place, place + 1, leads=False)) is not None:
        return inverted
    name, first = name_before(text, tokens, start)
    if not name or tokens[first].text in ("neither", "nobody", "no", "none"):
        return None
    return Saying(name, first, place + 1, leads=not _trails(tokens, first, place))


def _begins_name(text: str, tokens: list[Token], place: int) -> bool:
    """Return True if a name may begin at a token: an article, or a capitalised word that is no day."""
    word = text_at(tokens, place)
    return word in ("the", "a", "an") or (bool(word) and text[tokens[place].start].isupper() and not is_day(word))


def _is_adverb(token: Token) -> bool:
    return token.kind == WORD and token.text.endswith("ly") and len(token.text) > 4  # noqa: PLR2004  not "fly"


def _has_object(tokens: list[Token], place: int) -> bool:
    """Return True if "that", "at" or digits follow a verb closely."""
    ahead = [token.text for token in tokens[place + 1 : place + 6]]
    return (
        "that" in ahead or "at" in ahead[:4] or any(token.kind == "digits" for token in tokens[place + 1 : place + 8])
    )


def _ends_it(tokens: list[Token], place: int) -> bool:
    """Return True if a verb is the last word of its clause: "…, analysts estimated."."""
    return text_at(tokens, place + 1) in ("", ".", ",") or text_at(tokens, place + 1) in _CLOSE


def _trails(tokens: list[Token], first: int, place: int) -> bool:
    """Return True for "…, X said": a sign stands before the name, and no clause behind the verb."""
    before, after = text_at(tokens, first - 1), text_at(tokens, place + 1)
    if after in ("that", ":"):
        return False
    return first > 0 and (before in _CLOSE or before in (",", "—", "–"))


def _account(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "by X's count", "estimates by X", "the study's best estimate was", "claims from Moscow that"."""
    if text_at(tokens, place + 1) in ("by", "from") and text_at(tokens, place - 1) != "to":
        return _following(text, tokens, place, place + 2, leads=text_at(tokens, place - 1) != ",")
    for back in range(place - 1, max(place - _BEFORE_ACCOUNT, -1), -1):
        if tokens[back].text.endswith(("'s", "s'")):
            name, first = name_before(text, tokens, back + 1)
            verb = text_at(tokens, place + 1) in ("is", "was", "are", "were", "put", "puts", "stands", "stood", "of")
            by = text_at(tokens, first - 1) in ("by", "on")
            possessive = name.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
            return Saying(possessive, first, place + 1, leads=True) if possessive and (verb or by) else None
    return _experts(tokens, place)


def _experts(tokens: list[Token], place: int) -> Saying | None:
    """Read "by expert estimates"."""
    named = text_at(tokens, place - 2) == "by" and text_at(tokens, place - 1) in ("expert", "analyst", "official")
    return Saying(f"{tokens[place - 1].text}s", place - 2, place + 1, leads=True) if named else None


def _headline(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "Military: 500 soldiers killed"."""
    words = tokens[:place]
    if not words or any(token.kind != WORD for token in words) or place + 1 >= len(tokens):
        return None
    verbs = any(token.text in _VERBS or token.text in _BE for token in words)
    large = all(text[token.start].isupper() for token in words if len(token.text) > 3)  # noqa: PLR2004  not "of"
    large = large or (len(words) <= _SHORT_HEADLINE and text[words[0].start].isupper() and not verbs)
    return Saying(text[words[0].start : words[-1].end], 0, place + 1, leads=True) if large else None


def origin_of(sayings: list[Saying], place: int, context: str) -> str:
    """Return the speaker of a figure, "" if none is named.

    Parameters
    ----------
    sayings : list of Saying
        Of the sentence, from left to right.
    place : int
        A token of the figure.
    context : str
        The speaker that a pronoun stands for, "" if there is none.

    Examples
    --------
    >>> origin_of([Saying("mayor", 0, 2, True)], 5, ""), origin_of([Saying("he", 0, 2, True)], 5, "mayor")
    ('mayor', 'mayor')
    """
    before = [saying for saying in sayings if saying.leads and saying.last <= place]
    after = [saying for saying in sayings if not saying.leads and saying.first > place]
    behind = [saying for saying in sayings if not saying.leads and saying.last <= place]
    named = [*_outer(before), *after, *behind[-1:]]
    chosen = next((saying for saying in named if not _is_vague(saying.name)), named[0] if named else None)
    if chosen is None:
        return ""
    return context if chosen.name.lower() in PRONOUNS else chosen.name


def _outer(before: list[Saying]) -> list[Saying]:
    """Return leading sayings by clause, the last clause first, in their order ("X said that Y estimated": X first)."""
    clauses = sorted({saying.clause for saying in before}, reverse=True)
    return [saying for clause in clauses for saying in before if saying.clause == clause]


def _is_vague(name: str) -> bool:
    """Return True for an account without a name: "preliminary data"."""
    return name.islower() and name.rsplit(maxsplit=1)[-1] in _ACCOUNTS
