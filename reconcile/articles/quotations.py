"""The speaker of every sentence of an article: quotations over several sentences, and what pronouns stand for."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.sentence_spans import Sentence
from reconcile.articles.speakers import PRONOUNS, Saying

__all__ = ["Speech", "speeches_of"]


class Speech(NamedTuple):
    """The speaker that a pronoun in a sentence stands for, and the one that is quoted; "" if there is none."""

    pronoun: str
    quoted: str


_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")
_MARK = re.compile('[“«„”»"]')
# paragraphs after which a pronoun no longer stands for the last speaker
_FORGETS = 2


def speeches_of(sentences: list[Sentence], sayings: list[list[Saying]]) -> list[Speech]:
    """Return the speech of every sentence.

    A quotation belongs to the speaker named beside it, else to the one before the colon that introduces it, until it is
    closed.

    Parameters
    ----------
    sentences : list of Sentence
    sayings : list of list of Saying
        The sayings of each sentence.

    Examples
    --------
    >>> from reconcile.articles.sentence_spans import sentences_of
    >>> from reconcile.articles.speakers import sayings_in
    >>> from reconcile.language.tokens import tokens_of
    >>> sentences = sentences_of("The mayor stated: “We lost 12 men. Another 40 are hurt.”")
    >>> sayings = [sayings_in(sentence.text, tokens_of(sentence.text)) for sentence in sentences]
    >>> speeches_of(sentences, sayings)[1].quoted
    'mayor'
    """
    speeches: list[Speech] = []
    last, heard, quoted, is_open = "", 0, "", False
    for sentence, said in zip(sentences, sayings, strict=True):
        if sentence.paragraph - heard >= _FORGETS:
            last = ""
        named = [saying.name for saying in said if saying.name.lower() not in PRONOUNS]
        pronoun = last or (named[0] if named else "")
        was_open = is_open
        opened, is_open = _quotation(sentence.text, is_open)
        if named:
            last, heard = named[0], sentence.paragraph
        if opened and not was_open and (named or said):
            quoted = named[0] if named else pronoun
        speeches.append(Speech(pronoun, quoted if was_open or opened else ""))
        if sentence.text.endswith(":"):
            quoted = last
        elif not is_open:
            quoted = ""
    return speeches


def _quotation(text: str, is_open: bool) -> tuple[bool, bool]:
    """Return whether a sentence opens a quotation, and whether a quotation is open at its end."""
    opened = False
    for sign in _MARK.findall(text):
        if sign in _OPEN or (sign == '"' and not is_open):
            opened = is_open = True
        elif sign in _CLOSE or sign == '"':
            is_open = False
    return opened, is_open
