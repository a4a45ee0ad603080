"""Whether two figures of an article may be of one voice, by the names of their speakers."""

from __future__ import annotations

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.figure_lines import Line
from reconcile.articles.origin.named_speakers import speaker_after
from reconcile.articles.words.verb_words import SPEECH
from reconcile.language.tokens import text_at

__all__ = ["is_other_voice", "may_be_one_voice"]

# words of speakers that name nobody, or many
_NAMELESS = frozenset({
    "the", "a", "an", "of", "and", "reports", "report", "early", "earlier", "initial", "first", "officials", "official",
    "authorities", "media", "state", "local", "he", "she", "it", "they", "said", "sources", "source", "later",
    "already", "accounts", "account", "estimates", "previous", "another",
})  # fmt: skip
# words from a figure to who gave it: "81 people reported by the UN"
_TO_AUTHOR = 4


def may_be_one_voice(line: Line, newer: FigureSaid, older: FigureSaid) -> bool:
    """Return True unless a figure of a sentence and a newer one have speakers of different names.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("The ministry put the toll at 97, up from 81 reported by the UN.", None)))
    >>> may_be_one_voice(line, *line.figures)
    False
    """
    return not is_other_voice(newer.origin, _author(line, older) or older.origin)


def is_other_voice(one: str, other: str) -> bool:
    """Return True where two names of speakers have no word in common; a name that says nobody is any of them.

    Examples
    --------
    >>> is_other_voice("Health Ministry", "the UN"), is_other_voice("Ministry of Health", "health ministry")
    (True, False)
    >>> is_other_voice("Health Ministry", "early reports")
    False
    """
    words = [_words(one), _words(other)]
    return all(words) and words[0].isdisjoint(words[1])


def _author(line: Line, figure: FigureSaid) -> str:
    """Return who is said to have given a figure right behind it, "" where nobody is."""
    if figure.tokens is not line.tokens:
        return ""
    after = figure.mention.after
    for place in range(after, min(after + _TO_AUTHOR, len(line.tokens))):
        given = text_at(line.tokens, place - 1) in SPEECH or place == after
        if line.tokens[place].text == "by" and given:
            author = speaker_after(figure.sentence.text, line.tokens, place + 1)
            return "" if author is None else author.name
    return ""


def _words(name: str) -> set[str]:
    return {word.removesuffix("'s") for word in name.lower().replace("’", "'").split()} - _NAMELESS
