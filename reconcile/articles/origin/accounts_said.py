"""Sayings without a verb of saying: "according to X", "reported by X", "X’s estimate of …", "data from X"."""

from __future__ import annotations

from reconcile.articles.origin.named_speakers import speaker_after, speaker_before
from reconcile.articles.origin.saying import Saying, figure_ahead, saying_of
from reconcile.articles.origin.speaker_names import Speaker
from reconcile.articles.origin.speaker_phrases import speaker_in
from reconcile.articles.words.capitals import is_large
from reconcile.articles.words.speech_words import ACCOUNTS
from reconcile.language.tokens import Token, text_at

__all__ = ["GIVEN", "INTRODUCING", "according_to", "account_said", "given_by", "relayed_by"]

# words before the source of a sentence, by their first: "according to", "in accordance with"
INTRODUCING = {"according": "to", "accordance": "with", "per": "", "based": "on"}
# what is done with an account by whom it is from
GIVEN = frozenset({
    "given", "provided", "released", "published", "issued", "compiled", "gathered", "collected", "shared", "obtained",
    "produced",
})  # fmt: skip
# verbs whose "by" names whom a figure is from, with no account before them: "deaths confirmed by the ministry"
_BY_ITSELF = frozenset({
    "reported", "confirmed", "verified", "recorded", "documented", "announced", "estimated", "counted", "registered",
    "stated", "noted", "said", "tallied", "acknowledged", "admitted", "cited", "posted",
})  # fmt: skip
_OPEN = frozenset('"“«„')
# words between an account and its figure: "the police figure is 40", "an estimate of 40"
_FOLLOWS = frozenset({
    "ran", "run", "ranged", "range", "varied", "vary", "rose", "climbed",
    "is", "was", "are", "were", "put", "puts", "stands", "stood", "of", "for", "that", ":", "to", "has", "have",
    "shows", "show", "showed", "says", "reached", "spoke", "speaks", "speak", "gave", "gives",
})  # fmt: skip
# accounts that places and events have as well: the toll of a town is not by the town
_OF_PLACES = frozenset({
    "toll", "tolls", "number", "numbers", "total", "totals", "list", "lists", "counts", "record", "records", "post",
    "account", "accounts", "update", "letter", "message", "model", "notice", "reading", "poll", "census",
})  # fmt: skip
# words in which an account stands before "published by"
_NEAR = 5
# tokens from "quoted" to "as saying", and who is quoted by a pronoun
_AS = 12
_PRONOUNS = {"him": "he", "her": "she", "them": "they"}
# tokens from a figure to who gave it: "81 people reported by the agency"
_TO_AUTHOR = 4
# tokens of "as reported", with which a sentence begins
_FIRST = 2


def according_to(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "according to X" and "per X", which lead at the start of a clause.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "According to the army, 12 died"
    >>> according_to(text, tokens_of(text), 0)[:4]
    ('army', 0, 4, True)
    """
    follows = INTRODUCING[tokens[place].text]
    if follows and text_at(tokens, place + 1) != follows:
        return None
    start, before = place + 1 + bool(follows), text_at(tokens, place - 1)
    speaker = speaker_after(text, tokens, start)
    if speaker is not None and follows == "on" and not _is_based(speaker, tokens):
        return None
    if speaker is None or (not follows and not _is_named(text, tokens, start, speaker) and before != "as"):
        return None
    saying = saying_of(speaker, place, speaker.last, leads=_leads(tokens, place))
    return saying._replace(direct=_to_figure(tokens, place, 1))


def _to_figure(tokens: list[Token], place: int, reach: int) -> int:
    """Return the tokens from a figure to a place, 0 where none stands within reach before it."""
    return next((back for back in range(1, min(reach, place) + 1) if figure_ahead(tokens, place - back, 1)), 0)


def _is_based(speaker: Speaker, tokens: list[Token]) -> bool:
    """Return True for "based on the ministry's figures", not for "based on the coast" and "based on figures"."""
    accounted = tokens[speaker.last - 1].text in ACCOUNTS
    return accounted and (speaker.kind != "account" or not speaker.name.islower())


def _is_named(text: str, tokens: list[Token], start: int, speaker: Speaker) -> bool:
    """Return True for "per the ministry" and "per @OrvaPress", not for "per officer"."""
    return (
        text_at(tokens, start) in ("the", "@", "a")
        or speaker.kind in ("outlet", "name", "person")
        or is_large(text, tokens, start)
    )


def _leads(tokens: list[Token], place: int) -> bool:
    """Return True for the first words of a sentence or a clause."""
    before = text_at(tokens, place - 1)
    return (
        place <= 1
        or before == "as"
        or before in _OPEN
        or before in ("and", "but", "while", ";", "that", "(", "▪", "•", ":", "—", "–")
    )


def given_by(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "as reported by X", "deaths confirmed by X", "figures released by X".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "12 deaths were confirmed by the ministry"
    >>> given_by(text, tokens_of(text), 3)[:4]
    ('ministry', 3, 7, False)
    """
    by = _by(tokens, place)
    if by < 0:
        return None
    near = tokens[max(place - _NEAR, 0) : place]
    accounted = text_at(tokens, place - 1) == "as" or any(token.text in ACCOUNTS for token in near)
    speaker = speaker_after(text, tokens, by + 1) if accounted or tokens[place].text in _BY_ITSELF else None
    if speaker is None or speaker.kind in ("pronoun", "account"):
        return None
    return saying_of(speaker, place, speaker.last, leads=place <= _FIRST)._replace(
        direct=_to_figure(tokens, place, _TO_AUTHOR)
    )


def _by(tokens: list[Token], place: int) -> int:
    """Return the "by" behind what is done with an account, -1 if there is none."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word.endswith("ing"):
        return -1
    if after == "by" or (after == "from" and word in GIVEN):
        return place + 1
    if after != "in" or word not in _BY_ITSELF:
        return -1
    # "reported in the summary by the General Staff"
    near = range(place + 2, min(place + 2 + _NEAR, len(tokens)))
    return next((index for index in near if tokens[index].text == "by"), -1)


def bracketed(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read the speaker in brackets behind its figure: "80,000 (police) or 300,000 (organisers)".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> bracketed("80 (police)", tokens_of("80 (police)"), 1)[:4]
    ('police', 1, 4, False)
    """
    closing = next(
        (index for index in range(place + 1, min(place + _AS, len(tokens))) if tokens[index].text == ")"), -1
    )
    back = _to_figure(tokens, place, _FIRST)
    speaker = speaker_in(text, tokens, place + 1, closing) if back and closing > 0 else None
    if speaker is None or speaker.last != closing or speaker.kind not in ("body", "role", "people"):
        return None
    return saying_of(speaker, place, closing + 1, leads=False)._replace(direct=back)


def account_said(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "by X's count", "estimates by X", "the organisers' claim of …", "a police estimate of …".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "A police estimate of 12,000 came"
    >>> account_said(text, tokens_of(text), 2)[:4]
    ('police', 0, 3, True)
    """
    after = text_at(tokens, place + 1)
    if place and is_large(text, tokens, place):
        # the name of a paper: "Orva Post"
        return None
    if after in ("by", "from") and text_at(tokens, place - 1) != "to":
        speaker = speaker_after(text, tokens, place + 2)
        if speaker is None or speaker.kind in ("pronoun", "account"):
            return None
        return saying_of(speaker, place, speaker.last, leads=text_at(tokens, place - 1) != ",")
    speaker = speaker_before(text, tokens, place + 1)
    if speaker is None or speaker.last < place or not _is_author(text, tokens, place, speaker):
        return None
    by = text_at(tokens, speaker.first - 1) in ("by", "on", "to")
    if not by and after not in _FOLLOWS:
        return None
    return saying_of(speaker, speaker.first, place + 1, leads=True)


def _is_author(text: str, tokens: list[Token], place: int, speaker: Speaker) -> bool:
    """Return True where an account has an author that gives figures out, not a place that has a toll."""
    if speaker.kind in ("account", "pronoun"):
        return False
    if tokens[place].text in _OF_PLACES:
        return speaker.kind in ("body", "role", "person", "outlet", "people") and text_at(tokens, place - 1) != "death"
    return speaker.kind != "land"


def relayed_by(text: str, tokens: list[Token], place: int) -> Speaker | None:
    """Return the speaker of "citing X", "quoted X as saying", "X was quoted as saying"; None if it has no name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "citing the Red Crescent"
    >>> relayed_by(text, tokens_of(text), 0).name
    'Red Crescent'
    """
    after = text_at(tokens, place + 1)
    if after in ("as", "by", "in", "from"):
        passive = text_at(tokens, place - 1) in ("was", "were", "is", "are", "been")
        return speaker_before(text, tokens, place - 1) if passive and as_saying(tokens, place) >= 0 else None
    if after in _PRONOUNS:
        return Speaker(_PRONOUNS[after], "pronoun", place + 1, place + 2)
    speaker = speaker_after(text, tokens, place + 1)
    return None if speaker is None or speaker.kind in ("pronoun", "account", "people") else speaker


def as_saying(tokens: list[Token], place: int) -> int:
    """Return the "as" of "as saying" behind a verb, -1 if there is none: "was quoted by the paper as saying".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> as_saying(tokens_of("was quoted by the paper as saying"), 1)
    5
    """
    ahead = range(place + 1, min(place + _AS, len(tokens) - 1))
    return next((index for index in ahead if tokens[index].text == "as" and tokens[index + 1].text == "saying"), -1)
