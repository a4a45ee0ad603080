"""Who gives a figure that somebody else denies: "Ukraine's claim that 40 died", "reports by the Orva Post"."""

from __future__ import annotations

from reconcile.articles.origin.named_speakers import speaker_after, speaker_before
from reconcile.articles.origin.speaker_names import Speaker
from reconcile.articles.party.parties import parties_in
from reconcile.articles.words.speech_words import noun_of
from reconcile.articles.words.verb_words import SPEECH
from reconcile.language.denials import STATEMENTS
from reconcile.language.tokens import Token, text_at

__all__ = ["asserter_in", "name_of"]

# words from whom a claim is to the noun for it: "Ukraine's repeated claims", and of the possessors that name nobody
_TO_CLAIM, _NOBODY = 3, frozenset({"today's", "yesterday's", "it's"})
# words around a denial in which the claim that is denied stands
_REACH = 14


def asserter_in(text: str, tokens: list[Token], denial: int, figure: int) -> str:
    """Return who gave a figure that is denied, "" where the sentence does not name anybody for it.

    Parameters
    ----------
    text : str
    tokens : list of Token
    denial, figure : int
        Places of the word that denies, and of the number.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Moscow rejected a report by the Orva Post that 40 died"
    >>> asserter_in(text, tokens_of(text), 1, 9)
    'Orva Post'
    """
    first = denial + 1 if denial < figure else max(figure - _REACH, 0)
    for place in range(first, figure):
        if tokens[place].text in STATEMENTS and (name := _author(text, tokens, place, first)):
            return name
    for place in range(figure + 1, denial):
        if tokens[place].text == "by" and tokens[place - 1].text in SPEECH:
            return name_of(speaker_after(text, tokens, place + 1))
    return ""


def name_of(speaker: Speaker | None) -> str:
    """Return the name of a speaker, "" where there is none, or a pronoun.

    Examples
    --------
    >>> name_of(Speaker("Coast Guard", "body", 0, 2)), name_of(Speaker("it", "pronoun", 0, 1)), name_of(None)
    ('Coast Guard', '', '')
    """
    return "" if speaker is None or speaker.kind == "pronoun" else speaker.name


def _author(text: str, tokens: list[Token], place: int, first: int) -> str:
    """Return whose claim a noun for one is: "Ukraine's claim", "the Ukrainian claim", "a claim by Ukraine"."""
    if text_at(tokens, place + 1) in ("by", "from"):
        return name_of(speaker_after(text, tokens, place + 2))
    for back in range(place - 1, max(place - 1 - _TO_CLAIM, first - 1), -1):
        if tokens[back].text.endswith(("'s", "s'")) and tokens[back].text not in _NOBODY:
            return name_of(speaker_before(text, tokens[first:], back + 1 - first))
    beside = [party for party in parties_in(text, tokens) if first <= party.first and party.last == place]
    if beside:
        return beside[0].name
    # "a government claim", "union reports"; who "media" are nobody knows
    return tokens[place - 1].text if place > first and noun_of(tokens[place - 1].text) == "body" else ""
