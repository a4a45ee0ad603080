"""Sentences that are not English, from which nothing is read.

The function words of English and the words of its measures are counted against the most frequent words of other
languages and those with which they count people; words that both have ("in", "a", "was") do not count. A paragraph is
judged as a whole, and each of its sentences once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.claims.cues import CUE_WORDS

__all__ = ["foreign_sentences", "words_of"]

_WORD = re.compile(r"[^\W\d_]+")
# words of English measures that are frequent words of other languages, too
_SHARED = frozenset({"die", "dies", "toll", "hold", "control", "send", "hit", "fall", "prise"})
_ENGLISH = frozenset({
    "the", "of", "and", "to", "that", "is", "for", "with", "by", "at", "from", "were", "have", "has", "had", "said",
    "says", "it", "are", "who", "this", "their", "its", "been", "but", "not", "more", "than", "which", "she", "they",
    "after", "about", "out", "while", "when", "other", "into", "some", "least", "over", "on",
}) | (CUE_WORDS - _SHARED)  # fmt: skip
# those of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Romanian, Swedish, Danish, Norwegian,
# Finnish, Hungarian, Serbian, Turkish, Indonesian, Vietnamese, Tagalog, Swahili and Hausa, in Latin letters
_OTHERS = frozenset({
    "und", "zu", "mit", "sich", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "nach", "bei", "aus",
    "wurden", "wurde", "haben", "mindestens", "menschen", "tote", "verletzte", "wir", "auch", "als", "sie", "dass",
    "über", "beim", "et", "une", "dans", "pour", "par", "avec", "est", "ont", "selon", "que", "qui", "au", "aux",
    "moins", "morts", "blessés", "personnes", "tués", "été", "sont", "cette", "mort", "tué", "en", "por", "con",
    "según", "más", "menos", "personas", "muertos", "heridos", "murieron", "tras", "fue", "fueron", "hasta",
    "entre", "se", "sus", "muertas", "fallecidos", "había", "está", "una", "hubo", "di", "che", "è", "sono",
    "della", "dei", "nel", "nella", "almeno", "morti", "feriti", "persone", "stati", "dopo", "gli", "il", "delle",
    "alla", "em", "não", "para", "com", "mais", "pelo", "mortos", "feridos", "pessoas", "foram", "morreram", "após",
    "são", "um", "uma", "pelos", "het", "een", "voor", "zijn", "doden", "gewonden", "mensen", "minstens", "werden",
    "niet", "bij", "naar", "ook", "się", "że", "jest", "nie", "osób", "zginęło", "rannych", "co", "najmniej", "w",
    "oraz", "przez", "zabitych", "nejméně", "lidí", "při", "mrtvých", "zraněných", "si", "din", "morți", "răniți",
    "puțin", "oameni", "fost", "och", "att", "det", "som", "för", "av", "är", "på", "minst", "döda", "skadade",
    "människor", "og", "til", "døde", "mennesker", "sårede", "mindst", "blev", "ble", "ja", "oli", "kuoli",
    "ainakin", "ihmistä", "loukkaantui", "és", "legalább", "ember", "meghalt", "egy", "hogy", "je", "su",
    "najmanje", "ljudi", "poginulo", "osoba", "ve", "bir", "bu", "için", "kişi", "öldü", "yaralandı", "ölü",
    "yaralı", "dan", "yang", "orang", "tewas", "dari", "untuk", "dengan", "luka", "meninggal", "người", "chết",
    "và", "bị", "thương", "ang", "mga", "ng", "sa", "katao", "nasawi", "watu", "wa", "kwa", "waliuawa",
    "waliofariki", "mutane",
})  # fmt: skip
# words of other languages that are parts of names in English, too: "Policía de la Ciudad"; beside an English word they
# do not count
_OF_NAMES = frozenset({
    "de", "la", "le", "el", "los", "las", "les", "des", "du", "del", "da", "dos", "van", "von", "der", "den", "das",
    "al", "y", "e", "su", "di", "na", "san", "sur", "os", "un",
    "ve", "si", "een", "bin", "ibn",
})  # fmt: skip
# words of a paragraph that is in another language if it has no function word at all; a headline has fewer
LEAST_WORDS = 8
# words of another language, and of no other one, in a sentence of an English paragraph that is not English itself
_SURE = 2
# share of the letters of a text from which on its script decides
_MOST_LETTERS = 0.5
# the last code point of Latin letters, those with marks included
_LAST_LATIN = 0x24F
_LATIN_TOO = range(0x1E00, 0x1F00)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without digits.

    Examples
    --------
    >>> words_of("Over 40 MEN died.")
    ['over', 'men', 'died']
    """
    return _WORD.findall(text.lower())


def foreign_sentences(sentences: Sequence[Sentence], words: Sequence[list[str]]) -> set[int]:
    """Return the numbers of the sentences that are not English.

    Parameters
    ----------
    sentences : sequence of Sentence
    words : sequence of list of str
        The words of each sentence.

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> sentences = sentences_of("Some 12 men died. Murieron al menos 12 personas. It was cold.")
    >>> foreign_sentences(sentences, [words_of(sentence.text) for sentence in sentences])
    {1}
    """
    paragraphs: dict[int, list[str]] = {}
    for sentence, own in zip(sentences, words, strict=True):
        paragraphs.setdefault(sentence.paragraph, []).extend(own)
    foreign = {number for number, spoken in paragraphs.items() if _is_foreign(spoken)}
    return {
        number
        for number, (sentence, own) in enumerate(zip(sentences, words, strict=True))
        if sentence.paragraph in foreign or _is_inserted(own)
    }


def _is_foreign(words: list[str]) -> bool:
    """Return True for the words of a paragraph that is not English."""
    english, others, names = _counts(words)
    if _is_other_script(words):
        return True
    if english:
        return others > english
    return bool(others) or names >= _SURE or len(words) >= LEAST_WORDS


def _is_inserted(words: list[str]) -> bool:
    """Return True for a sentence that has words of other languages and none of English."""
    english, others, _ = _counts(words)
    return not english and others >= _SURE


def _counts(words: list[str]) -> tuple[int, int, int]:
    """Return how many words are English, how many are of other languages, and how many may also be parts of names."""
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS and word not in _OF_NAMES for word in words)
    return english, others, sum(word in _OF_NAMES for word in words)


def _is_other_script(words: list[str]) -> bool:
    """Return True for words most letters of which are not Latin."""
    strange = sum(len(word) for word in words if ord(word[0]) > _LAST_LATIN and ord(word[0]) not in _LATIN_TOO)
    return bool(strange) and strange > _MOST_LETTERS * sum(map(len, words))
