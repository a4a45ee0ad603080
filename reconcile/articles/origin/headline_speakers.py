"""Speakers of headlines: "Military: 500 killed", "65 dead - Health Ministry", "12 dead: police"."""

from __future__ import annotations

from reconcile.articles.origin.saying import Saying, saying_of
from reconcile.articles.origin.speaker_names import Speaker
from reconcile.articles.origin.speaker_phrases import speaker_in
from reconcile.articles.words.capitals import is_large, word_at
from reconcile.articles.words.named_lands import named_at
from reconcile.articles.words.speech_words import noun_of
from reconcile.language.tokens import HYPHENS, Token, text_at, touches

__all__ = ["headline_said"]

# words before the colon of a headline, and behind its last sign
_MOST = 6
# kinds of nouns that speak before a colon; a name alone is a place or a label there
_SPEAKS = frozenset({"role", "body", "outlet", "source", "person"})
# people who speak there as well; others are what a headline is about
_WITNESSES = frozenset({"witnesses", "eyewitnesses", "residents", "villagers", "locals", "survivors"})

# letters of an abbreviation that stands behind a headline
_SHORTEST, _LONGEST = 3, 8
# accounts that stand behind a headline as its source: "920 dead: official report"
_REPORTS = frozenset({"report", "reports", "statement", "data", "study", "survey"})


def headline_said(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read the speaker before a colon or behind the last colon or dash of a headline.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> for text in ("Officials: 40 dead", "40 dead - Health Ministry", "Deaths: 40", "ORVA: 40 dead"):
    ...     tokens = tokens_of(text)
    ...     sign = next(place for place, token in enumerate(tokens) if token.text in ":-")
    ...     print((headline_said(text, tokens, sign) or [""])[0])
    Officials
    Health Ministry
    <BLANKLINE>
    <BLANKLINE>
    """
    sign = tokens[place].text
    if sign == ":" and 0 < place <= _MOST + 2 and place + 1 < len(tokens):
        speaker = _whole(text, tokens, 0, place)
        if speaker is not None:
            return saying_of(speaker, 0, place + 1, leads=True)
    if sign != ":" and touches(tokens, place) and touches(tokens, place + 1):
        return None
    stopped = text_at(tokens, len(tokens) - 1) == "."
    last = len(tokens) - stopped
    if last - place - 1 > _MOST or place == 0 or (stopped and sign == ":"):
        return None
    speaker = _whole(text, tokens, place + 1, last, accounts=not stopped)
    speaker = speaker or (None if stopped else _named_alone(text, tokens))
    return None if speaker is None else saying_of(speaker, place, last, leads=False)


def _named_alone(text: str, tokens: list[Token]) -> Speaker | None:
    """Return the land, or the body in capitals, that a headline ends with: "40 soldiers dead: Armenia"."""
    last = len(tokens) - 1
    word, sign = word_at(text, tokens, last), tokens[last - 1].text
    land = sign == ":" and is_large(text, tokens, last) and named_at(text, tokens, last) is not None
    # an abbreviation, in a line that is not in capitals throughout
    short = word.isupper() and _SHORTEST <= len(word) <= _LONGEST and not text.isupper() and noun_of(word) != "thing"
    alone = sign in HYPHENS or sign in (":", "–", "—")
    return Speaker(word, "name", last, last + 1) if alone and (land or short) else None


def _whole(text: str, tokens: list[Token], first: int, last: int, *, accounts: bool = False) -> Speaker | None:
    """Return the speaker that some tokens are the name of, with nothing else."""
    speaker = speaker_in(text, tokens, first, last)
    if speaker is not None and speaker.post in _WITNESSES and speaker.last == last:
        return speaker
    if speaker is None or not (
        speaker.kind in _SPEAKS or (accounts and speaker.kind == "account" and speaker.post in _REPORTS)
    ):
        return None
    # "Sources: …" and "Saturday news: …" are labels, "Army sources: …" is not
    label = (speaker.kind == "source" and " " not in speaker.name) or speaker.name.endswith("news")
    return speaker if speaker.last == last and not label else None
