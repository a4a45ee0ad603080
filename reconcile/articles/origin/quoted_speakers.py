"""Whose words the quotations of an article are."""

from __future__ import annotations

from reconcile.articles.origin.quotations import Quoted
from reconcile.articles.origin.saying import Saying
from reconcile.articles.printed.sentence_spans import Sentence

__all__ = ["quoted_speakers"]

# characters before the mark of a quotation that fills its sentence
_AT_ONCE = 1


def quoted_speakers(
    sentences: list[Sentence], quoted: list[Quoted], outside: list[list[Saying]], intros: list[bool]
) -> dict[int, str]:
    """Return the speaker of every quotation, by its number.

    It is the one named beside the quotation, else the one who introduced it, else the one who was quoted before it: in
    its paragraph, or in the article if a paragraph is nothing but the quotation.

    Parameters
    ----------
    sentences : list of Sentence
    quoted : list of Quoted
        The quotations of each sentence.
    outside : list of list of Saying
        The sayings of each that are not within a quotation.
    intros : list of bool
        Whether what follows a sentence is said by its speaker.

    Examples
    --------
    >>> sentences = [Sentence("He said:", 0, 8, 0), Sentence("“12 died.”", 9, 19, 0)]
    >>> quoted = [Quoted(), Quoted(((0, 9),), (0,))]
    >>> quoted_speakers(sentences, quoted, [[Saying("mayor", 0, 2, True)], []], [True, False])
    {0: 'mayor'}
    """
    speakers: dict[int, str] = {}
    last = here = introduced = ""
    paragraph = -1
    for sentence, marks, said, introduces in zip(sentences, quoted, outside, intros, strict=True):
        if sentence.paragraph != paragraph:
            paragraph, here = sentence.paragraph, ""
        for number, (start, _) in zip(marks.numbers, marks.spans, strict=True):
            if said:
                speakers[number] = said[0].name
            else:
                speakers.setdefault(number, introduced or here or (last if start <= _AT_ONCE else ""))
        if said:
            last = here = said[-1].name
        introduced = last if introduces else ""
    return speakers
