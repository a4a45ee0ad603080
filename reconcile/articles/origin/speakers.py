"""The sources that a sentence names for its figures, and which of them each figure is from.

A *saying* is a speaker with the words that make it one: a verb of saying, "according to", an account of its own. The
figures that follow are its figures ("X said that …"), or those before ("…, X said").
"""

from __future__ import annotations

from itertools import accumulate

from reconcile.articles.origin.accounts_said import (
    GIVEN,
    INTRODUCING,
    according_to,
    account_said,
    as_saying,
    bracketed,
    given_by,
    relayed_by,
)
from reconcile.articles.origin.headline_speakers import headline_said
from reconcile.articles.origin.saying import Saying, figure_ahead, saying_of
from reconcile.articles.origin.speaker_names import Speaker
from reconcile.articles.origin.verbs_said import said_by_verb, said_without_verb
from reconcile.articles.words.speech_words import ACCOUNTS, VERBS, noun_of, verb_of
from reconcile.language.tokens import DIGITS, HYPHENS, Token, text_at

__all__ = ["TELLERS", "clause_numbers", "origin_of", "sayings_in"]

# words at which another speaker may take over, and signs
_CLAUSES = frozenset({";", "while", "whereas", "but", "although", "though", "compared", "compares"})
_DASHES = frozenset({*HYPHENS, "–", "—", ":"})
# words at one of which, close before a speaker, it speaks beside the one before it and not within what that one says
_BESIDE = frozenset({
    *HYPHENS, ",", "and", "with", "as", ":", "(", "—", "–", ".", "yet", "while", "whereas", "but", ";", "has",
})  # fmt: skip
_CLOSE_BEFORE = 3
_RELATIVE = frozenset({"that", "which", "whom"})
# tokens behind "quoted as saying" within which a figure is what is quoted
_SOON = 9
# a sentence without any of these words names no speaker, unless it is a headline with a sign before its speaker
TELLERS = frozenset({*VERBS, *GIVEN, *INTRODUCING})
# words and signs at which a saying is looked for
_TELLING = TELLERS | _DASHES | ACCOUNTS | {"at", "("}


def sayings_in(text: str, tokens: list[Token]) -> list[Saying]:
    """Find the speakers of a sentence and their verbs, from left to right.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The mayor said 12 died, while 40 were hurt, according to Dr. Ana Reyes."
    >>> [(saying.name, saying.leads) for saying in sayings_in(text, tokens_of(text))]
    [('mayor', True), ('Ana Reyes', False)]
    """
    sayings: list[Saying] = []
    relays: list[tuple[int, Speaker]] = []
    clause = 0
    for place, token in enumerate(tokens):
        clause += token.text in _CLAUSES
        if token.text not in _TELLING and not (token.kind == DIGITS and _may_lack_verb(tokens, place)):
            continue
        if "cite" in verb_of(token.text):
            relayed = relayed_by(text, tokens, place)
            if relayed is not None:
                relays.append((place, relayed))
                continue
        saying = _saying_at(text, tokens, place, sayings)
        if saying is not None:
            sayings.append(saying._replace(clause=clause))
    return _relayed(tokens, _nested(tokens, _without_overlaps(sayings)), relays)


def _may_lack_verb(tokens: list[Token], place: int) -> bool:
    """Return True for a figure right behind a noun that can speak: "police say 30, organisers about 200"."""
    return any(noun_of(text_at(tokens, before)) in ("body", "role", "people") for before in (place - 1, place - 2))


def _saying_at(text: str, tokens: list[Token], place: int, earlier: list[Saying]) -> Saying | None:
    """Return the saying of which a token is the verb, the account, or the sign of a headline."""
    word = tokens[place].text
    saying = None
    if word in INTRODUCING:
        saying = according_to(text, tokens, place)
    if saying is None and verb_of(word):
        saying = said_by_verb(text, tokens, place, earlier)
    if saying is None and (word in GIVEN or verb_of(word)):
        saying = given_by(text, tokens, place)
    if saying is None and word in ACCOUNTS:
        saying = account_said(text, tokens, place)
    if word == "(":
        saying = bracketed(text, tokens, place)
    if word == "at" or tokens[place].kind == DIGITS:
        saying = said_without_verb(text, tokens, place, earlier)
    if word in _DASHES:
        saying = headline_said(text, tokens, place)
    return saying


def _without_overlaps(sayings: list[Saying]) -> list[Saying]:
    """Return the first of sayings that overlap: "according to" before "figures published by X"."""
    kept: list[Saying] = []
    for saying in sayings:
        if not kept or saying.last > kept[-1].last:
            first = max(saying.first, kept[-1].last) if kept else saying.first
            kept.append(saying._replace(first=first))
    return kept


def _nested(tokens: list[Token], sayings: list[Saying]) -> list[Saying]:
    """Mark sayings that a speaker tells of: "the mayor said the army believes that …"."""
    marked: list[Saying] = []
    before: Saying | None = None
    for saying in sayings:
        nested = before is not None and saying.leads and _is_told_by(tokens, before, saying)
        before = saying if saying.leads and not nested else before
        marked.append(saying._replace(nested=nested))
    return marked


def _is_told_by(tokens: list[Token], teller: Saying, saying: Saying) -> bool:
    """Return True for a saying within what another speaker says, with no word or sign between that sets it beside."""
    if teller.clause != saying.clause or teller.name == saying.name:
        return False
    if text_at(tokens, saying.first - 1) in _RELATIVE and not verb_of(text_at(tokens, saying.first - 2)):
        # "a plane that the army claimed had 65 on board"
        return False
    near = tokens[max(saying.first - _CLOSE_BEFORE, teller.last) : saying.first]
    return all(token.text not in _BESIDE for token in near)


def _relayed(tokens: list[Token], sayings: list[Saying], relays: list[tuple[int, Speaker]]) -> list[Saying]:
    """Return sayings of whom a speaker cites, instead of its own: "X said, citing Y", "X quoted Y as saying"."""
    for place, speaker in relays:
        after = as_saying(tokens, place)
        quoted = after >= 0
        last = after + 2 if quoted else max(speaker.last, place + 1)
        leads = quoted and (text_at(tokens, last) == "that" or figure_ahead(tokens, last, _SOON))
        relayed = saying_of(speaker, min(place, speaker.first), last, leads=leads)
        if sayings and (not quoted or tokens[place].text.endswith("ing")):
            at = min(range(len(sayings)), key=lambda index: abs(sayings[index].last - place))
            sayings[at] = sayings[at]._replace(name=speaker.name, kind=speaker.kind, post=speaker.post)
            relayed = relayed._replace(clause=sayings[at].clause)
        sayings.append(relayed)
    return sorted(sayings, key=lambda saying: saying.first) if relays else sayings


def clause_numbers(tokens: list[Token]) -> list[int]:
    """Return for every token how many clauses began before or at it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> clause_numbers(tokens_of("12 died while 3 fled"))
    [0, 0, 1, 1, 1]
    """
    return list(accumulate(int(token.text in _CLAUSES) for token in tokens))


def _beneath(saying: Saying, before: list[Saying]) -> Saying:
    """Return whom an outlet tells of, "the Post reports that police say", or the saying itself."""
    if saying.kind != "outlet":
        return saying
    inner = (other for other in before if other.nested and other.clause == saying.clause and other.first >= saying.last)
    return next((other for other in inner if other.kind not in ("pronoun", "account", "outlet")), saying)


def origin_of(sayings: list[Saying], clauses: list[int], place: int) -> Saying | None:
    """Return the saying that a figure is from, None if there is none.

    In its own clause a saying before the figure goes first, then one behind it. An account without an author gives way.

    Parameters
    ----------
    sayings : list of Saying
        Of the sentence, from left to right.
    clauses : list of int
        The clause of every token.
    place : int
        A token of the figure.

    Examples
    --------
    >>> origin_of([Saying("mayor", 0, 2, True)], [0] * 6, 5).name
    'mayor'
    """
    if not sayings:
        return None
    before = [saying for saying in sayings if saying.leads and saying.last <= place]
    leading = [saying for saying in before if not saying.nested]
    after = [saying for saying in sayings if not saying.leads and saying.first >= place]
    behind = [saying for saying in sayings if not saying.leads and saying.last <= place]
    leading = [_beneath(saying, before) for saying in leading]
    own, trailing, inserted = (
        [one for one in some if one.clause == clauses[place]] for some in (leading, after, behind)
    )
    if leading:
        # "police said 12 died, the agency reported": the agency tells what police said
        trailing = [saying for saying in trailing if saying.kind != "outlet"]
    later = [] if leading or any(saying.leads and saying.first > place for saying in sayings) else after
    direct = [saying for saying in after if 0 < saying.first - place <= saying.direct]
    ranked = [*direct[:1], *own[-1:], *trailing[:1], *inserted[-1:], *later[:1], *leading[-1:], *before[-1:]]
    return next((saying for saying in ranked if saying.kind != "account"), ranked[0] if ranked else None)
