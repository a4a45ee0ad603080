"""From whom the figures of every sentence of an article are: its speakers, quotations, and whom pronouns stand for."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.origin.quotations import Quoted, quoted_in
from reconcile.articles.origin.quoted_speakers import quoted_speakers
from reconcile.articles.origin.saying import Saying
from reconcile.articles.origin.speaker_memory import SpeakerMemory
from reconcile.articles.origin.speaker_spellings import Spellings, abbreviations_in, spellings_of
from reconcile.articles.origin.speakers import clause_numbers, origin_of, sayings_in
from reconcile.articles.origin.verbs_said import answerer_in
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.language.tokens import Token, text_at

__all__ = ["Origins", "origins_in", "unsaid"]

# first words of a sentence that names the source of the one before: "This was reported by the staff"
_BACK = frozenset({"this", "that", "it", "these"})
# tokens before the verb of such a sentence
_BACK_REACH = 4
# words behind "this" where it is the report before: "reported this on Telegram"
_BEHIND_THIS = frozenset({"on", "in", "at", ".", ",", "to", "via", "during", ""})
_BULLETS = ("•", "▪", "-", "–", "*", "◦", "·", "—")


class Origins(NamedTuple):
    """The sayings of a sentence, and whom its figures are from where none of these says so.

    `told` are the sayings by the number of the quotation that they stand in, -1 outside. `speakers` are those of the
    quotations of the article; `carried` is the speaker of the sentences around.
    """

    told: dict[int, list[Saying]]
    tokens: list[Token]
    quoted: Quoted
    speakers: dict[int, str]
    carried: str
    spellings: Spellings
    clauses: list[int]

    @property
    def sayings(self) -> list[Saying]:
        """All sayings of the sentence."""
        return [saying for own in self.told.values() for saying in own]

    def of(self, place: int) -> str:
        """Return whom the figure at a token is from, "" if nobody is named.

        Examples
        --------
        >>> from reconcile.articles.printed.sentence_spans import sentences_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "The mayor said 12 died."
        >>> origins_in(text, sentences_of(text), [tokens_of(text)])[0].of(3)
        'mayor'
        """
        number = self.quoted.at(self.tokens[place].start)
        name = self._told(-1, place)
        if number >= 0:
            name = name or self.speakers.get(number, "") or self._told(number, place)
        return self.spellings.of(name or self.carried)

    def _told(self, number: int, place: int) -> str:
        """Return the speaker of a figure among the sayings outside of quotations, or within one."""
        saying = origin_of(self.told.get(number, []), self.clauses, place)
        return "" if saying is None else saying.name


def unsaid(tokens: list[Token]) -> Origins:
    """Return the origins of figures that nobody says, as those of a table.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unsaid(tokens_of("12 dead")).of(0)
    ''
    """
    return Origins({}, tokens, Quoted(), {}, "", Spellings({}), [0] * len(tokens))


def origins_in(text: str, sentences: list[Sentence], tokens: list[list[Token]]) -> list[Origins]:
    """Return the origins of the figures of every sentence of an article.

    Parameters
    ----------
    text : str
    sentences : list of Sentence
        Its sentences.
    tokens : list of list of Token
        The tokens of each, none where it holds neither a figure nor a speaker.

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The mayor stated: “We lost 12 men. Another 40 are hurt.”"
    >>> sentences = sentences_of(text)
    >>> origins_in(text, sentences, [tokens_of(sentence.text) for sentence in sentences])[1].of(1)
    'mayor'
    """
    quoted, memory = quoted_in(sentences), SpeakerMemory()
    told = [_told(memory, *own) for own in zip(sentences, tokens, quoted, strict=True)]
    outside = [own.get(-1, []) for own in told]
    intros = [_introduces(*own) for own in zip(sentences, tokens, quoted, outside, strict=True)]
    speakers = quoted_speakers(sentences, quoted, outside, intros)
    carried = _carried(sentences, tokens, outside)
    spellings = spellings_of(memory.named, abbreviations_in(text, {saying.name for saying in memory.named}))
    rows = zip(told, tokens, quoted, carried, strict=True)
    return [
        Origins(own, words, marks, speakers, name, spellings, clause_numbers(words)) for own, words, marks, name in rows
    ]


def _told(memory: SpeakerMemory, sentence: Sentence, tokens: list[Token], quoted: Quoted) -> dict[int, list[Saying]]:
    """Return the sayings of a sentence by quotation; pronouns outside are resolved, those within are of its speaker."""
    memory.forget(sentence.paragraph)
    told: dict[int, list[Saying]] = {}
    for saying in sayings_in(sentence.text, tokens):
        number = quoted.at(tokens[saying.last - 1].start)
        resolved = memory.resolved(sentence.text, tokens, saying)
        if not resolved.name or (number >= 0 and saying.kind == "pronoun"):
            continue
        if number < 0 and not _is_of_number(tokens, saying):
            memory.hear(resolved, sentence.paragraph)
        told.setdefault(number, []).append(resolved)
    answerer = None if told else answerer_in(sentence.text, tokens)
    if answerer is not None:
        memory.hear(answerer, sentence.paragraph)
    elif not told:
        memory.pass_by(sentence.paragraph)
    return told


def _is_of_number(tokens: list[Token], saying: Saying) -> bool:
    """Return True for who said a number that another one is compared with: "five times the number the army gave"."""
    first = saying.first - (text_at(tokens, saying.first - 1) in ("the", "a"))
    return text_at(tokens, first - 1) in ("number", "figure", "toll", "total", "count")


def _introduces(sentence: Sentence, tokens: list[Token], quoted: Quoted, said: list[Saying]) -> bool:
    """Return True for a sentence whose speaker says what follows: it ends with a colon, or tells only of a report."""
    return sentence.text.endswith(":") or (bool(said) and not quoted.numbers and tokens[0].text in _BACK)


def _carried(sentences: list[Sentence], tokens: list[list[Token]], said: list[list[Saying]]) -> list[str]:
    """Return whom the figures of each sentence are from where the sentence itself names nobody."""
    carried = [""] * len(sentences)
    listing = ""
    for index, (sentence, own, sayings) in enumerate(zip(sentences, tokens, said, strict=True)):
        if sayings:
            listing = sayings[-1].name if sentence.text.endswith(":") else ""
            if index and _tells_of_before(own, sayings[0]):
                carried[index - 1] = sayings[0].name
        elif sentence.text.startswith(_BULLETS) or not sentence.text.endswith("."):
            # an item of the list that a speaker began with a colon
            carried[index] = listing
    return carried


def _tells_of_before(tokens: list[Token], saying: Saying) -> bool:
    """Return True for "This was reported by the staff" and "The staff reported this"."""
    if text_at(tokens, saying.last) == "that":
        return False
    if tokens[0].text in _BACK:
        return saying.first <= _BACK_REACH and text_at(tokens, saying.first - 1) not in _BACK
    return text_at(tokens, saying.last) in ("this", "it") and text_at(tokens, saying.last + 1) in _BEHIND_THIS
