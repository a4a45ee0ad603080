"""Paragraphs that are not English, from which nothing is read.

The function words of English are counted against those of other languages; words that both have ("in", "a", "was") do
not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.articles.sentence_spans import Sentence
from reconcile.claims.cues import CUE_WORDS

__all__ = ["foreign_paragraphs", "words_of"]

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({
    "the", "of", "and", "to", "that", "is", "for", "with", "by", "at", "from", "were", "have", "has", "had", "said",
    "says", "it", "are", "who", "this", "their", "its", "been", "but", "not", "more", "than", "which", "she", "they",
    "after", "about", "out", "while", "when", "other", "into", "some", "least", "over", "on",
}) | CUE_WORDS  # fmt: skip
# those of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Serbian and Turkish
_OTHERS = frozenset({
    "der", "das", "und", "den", "von", "zu", "mit", "sich", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine",
    "nach", "bei", "aus", "wurden", "wurde", "haben", "le", "la", "les", "des", "du", "et", "une", "dans", "pour",
    "sur",
    "par", "avec", "est", "ont", "selon", "que", "qui", "au", "aux", "el", "los", "las", "en", "por", "con", "del",
    "según", "más", "il", "gli", "di", "che", "è", "sono", "della", "dei", "nel", "nella", "os", "da", "em", "não",
    "para", "com", "mais", "dos", "het", "een", "van", "voor", "zijn", "na", "się", "że", "jest", "nie", "och", "att",
    "det", "som", "för", "av", "är", "på", "je", "su", "ve", "bir", "bu", "için", "de", "un", "y",
})  # fmt: skip
# words of a paragraph that is in another language if it has no function word at all; a headline has fewer
LEAST_WORDS = 8


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without digits.

    Examples
    --------
    >>> words_of("Over 40 MEN died.")
    ['over', 'men', 'died']
    """
    return _WORD.findall(text.lower())


def foreign_paragraphs(sentences: Sequence[Sentence], words: Sequence[list[str]]) -> set[int]:
    """Return the numbers of the paragraphs that are not English.

    Parameters
    ----------
    sentences : sequence of Sentence
    words : sequence of list of str
        The words of each sentence.

    Examples
    --------
    >>> from reconcile.articles.sentence_spans import sentences_of
    >>> text = "Nach Angaben der Behörden starben dort gestern mindestens 40 Menschen."
    >>> foreign_paragraphs(sentences_of(text), [words_of(text)])
    {0}
    """
    paragraphs: dict[int, list[str]] = {}
    for sentence, own in zip(sentences, words, strict=True):
        paragraphs.setdefault(sentence.paragraph, []).extend(own)
    return {number for number, spoken in paragraphs.items() if _is_foreign(spoken)}


def _is_foreign(words: list[str]) -> bool:
    """Return True for the words of a paragraph that is not English."""
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    if english or others:
        return others > english
    return len(words) >= LEAST_WORDS or _is_other_script(words)


def _is_other_script(words: list[str]) -> bool:
    """Return True for words without a Latin letter."""
    return bool(words) and not any("a" <= sign <= "z" for word in words for sign in word)
