"""Figures that are denied, and by whom.

Where the sentence names who gives the figure, "Russia denied Ukraine's claim that 40 died", it is that one's figure,
with the denial beside it; "police denied that 40 died" leaves a figure that nobody gives. Who withdraws its own figure
denies nothing.
"""

from __future__ import annotations

from datetime import date

from reconcile.articles.date.dates_said import times_in
from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.figure_lines import Line
from reconcile.articles.origin.named_speakers import speaker_after, speaker_before
from reconcile.articles.role.asserters import asserter_in, name_of
from reconcile.articles.words.verb_words import NOUNS_TOO, SPEECH, is_adverb
from reconcile.language.denials import STATEMENTS, denial_at
from reconcile.language.helping_verbs import HAVE
from reconcile.language.tokens import Token, text_at

__all__ = ["DENYING", "day_of_denial", "denier_at", "points_back", "with_denials"]

# signs and words at which what was denied ends, and something else is said
_CLAUSES = frozenset({
    ",", ";", ":", "(", ")", "—", "but", "while", "although", "though", "said", "says", "say", "saying", "added",
    "reported", "confirmed", "announced", "after", "before", "when", "because",
})  # fmt: skip
# verbs of who denies, and of who takes back its own figure
DENYING = frozenset({
    "deny", "denies", "denied", "denying", "refute", "refutes", "refuted", "refuting", "dismiss", "dismisses",
    "dismissed", "dismissing", "reject", "rejects", "rejected", "rejecting", "dispute", "disputes", "disputed",
    "disputing", "debunked", "contradicting", "rebutting", "countering",
})  # fmt: skip
_WITHDRAWING = frozenset({"retracted", "retracts", "withdrew", "withdraws", "withdrawn", "rescinded"})
_BEFORE_NEXT = frozenset({"not", "and", "but", "never", "rather", "than"})
# words from such a verb to the statement: "withdrew its earlier report", "dismissed as false the claim"
_TO_STATEMENT = 4
# words between a figure and what is said of it behind a comma: "…, a claim that Russia denied"
_TO_VERB = 8
# words from a pronoun to its verb: "we categorically deny"
_PRONOUNS, _TO_PRONOUN = frozenset({"we", "i", "he", "she", "it", "they"}), 4
# words from what is not so to who says it: "were wrong, a spokesman for the ministry in Orva said"
_TO_SPEAKER = 12
# words that stand for what was said
_WHAT_WAS_SAID = STATEMENTS | {"which", "something", "charge", "accusation", "accusations"}
# words by which a denial points to what was said before: "denied it", "rejected the claim"
_POINTING, _KNOWN = frozenset({"it", "this", "that", "them"}), frozenset({"the", "these", "those", "this", "such"})
# words around the verb in which its day stands: "on Tuesday denied", "denied late on Tuesday"
_TO_DAY = 4


def with_denials(line: Line, published: date | None) -> list[FigureSaid]:
    """Return the figures of a sentence with the role of those that are denied, or with who denies them.

    Parameters
    ----------
    line : Line
    published : date or None
        Day of publication, on which the days of a week depend.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> def denied(text):
    ...     figures = with_denials(next(lines_of(figures_of(text, None))), None)
    ...     return [(figure.role, figure.origin, figure.denied_by) for figure in figures]
    >>> denied("Police denied that 40 men had been killed.")
    [('denied', '', 'Police')]
    >>> denied("Russia denied Ukraine's claim that 40 men had died.")
    [('', 'Ukraine', 'Russia')]
    """
    figures = list(line.figures)
    for number, figure in enumerate(figures):
        place = _withdrawn_at(line, number)
        if place >= 0:
            figures[number] = figure._replace(revision="withdrawn", origin=_subject(line, place) or figure.origin)
            continue
        place = _denial_at(line, number)
        if place >= 0:
            figures[number] = _denied(line, figure, place, published)
        elif (place := _denied_behind(line, number)) >= 0:
            text = figure.sentence.text
            who, day = denier_at(line.tokens, text, place), day_of_denial(text, line.tokens, place, published)
            role = figure.role if figure.origin else "denied"
            figures[number] = figure._replace(role=role, denied_by=who, denied_on=day if who else "")
    return figures


def _bounds(line: Line, number: int) -> tuple[int, int]:
    """Return the first token of the clause of a figure, and the one behind its last."""
    tokens, start, mention = line.tokens, line.starts[number], line.figures[number].mention
    following = line.starts[number + 1] if number + 1 < len(line.starts) else len(tokens)
    first = max((place + 1 for place in range(start) if _ends_clause(tokens, place)), default=0)
    last = next((place for place in range(mention.after, following) if tokens[place].text in _CLAUSES), following)
    return first, last


def _ends_clause(tokens: list[Token], place: int) -> bool:
    """Return True where what was denied ends: at a sign, a word, and where the denier says more: "and put it at 6"."""
    goes_on = tokens[place].text == "and" and text_at(tokens, place + 1) in SPEECH - NOUNS_TOO
    return goes_on or tokens[place].text in _CLAUSES


def _denial_at(line: Line, number: int) -> int:
    """Return the place of the word by which the clause of a figure denies it, -1 where it does not."""
    first, last = _bounds(line, number)
    start, after = line.starts[number], line.figures[number].mention.after
    # what denies the next figure, "253 and not 359", is not said of this one
    while last > after and line.tokens[last - 1].text in _BEFORE_NEXT:
        last -= 1
    place = denial_at(line.tokens[first:last], start - first, after - first, beside=True)
    return first + place if place >= 0 else -1


def _withdrawn_at(line: Line, number: int) -> int:
    """Return the place of the verb by which its speaker takes a figure back: "withdrew its report of 60 dead"."""
    words = [token.text for token in line.tokens[: line.starts[number]]]
    for place in range(len(words) - 1, _bounds(line, number)[0] - 1, -1):
        behind = words[place + 1 : place + 1 + _TO_STATEMENT]
        if words[place] in _WITHDRAWING and not STATEMENTS.isdisjoint(behind):
            return place
    return -1


def _denied(line: Line, figure: FigureSaid, place: int, published: date | None) -> FigureSaid:
    """Return a figure that is denied at a place: that of whom the sentence names for it, else nobody's."""
    text, tokens = figure.sentence.text, line.tokens
    verb = next((at for at in range(place, max(place - _TO_STATEMENT, -1), -1) if tokens[at].text in DENYING), -1)
    who = denier_at(tokens, text, verb) if verb >= 0 else _speaker_behind(line, place) or figure.origin
    if not who and not _PRONOUNS.isdisjoint(token.text for token in tokens[max(verb - _TO_PRONOUN, 0) : max(verb, 0)]):
        who = figure.origin
    given = asserter_in(text, tokens, verb if verb >= 0 else place, figure.mention.number)
    if not who and text_at(tokens, verb).endswith("ing"):
        who = _other_speaker(line, given)
    day = day_of_denial(text, tokens, max(verb, place), published) if who else ""
    if given and given != who:
        return figure._replace(origin=given, denied_by=who, denied_on=day)
    return figure._replace(role="denied", origin="", denied_by=who, denied_on=day)


def _other_speaker(line: Line, given: str) -> str:
    """Return who speaks in the sentence, and denies this figure: "the army said 12 died, rejecting …"."""
    return next((other.origin for other in line.figures if other.origin not in ("", given)), "")


def _speaker_behind(line: Line, place: int) -> str:
    """Return who says behind it that a figure is not so: "… were wrong, police said"."""
    tokens = line.tokens
    for verb in range(place + 1, min(place + 1 + _TO_SPEAKER, len(tokens))):
        if tokens[verb].text in ("said", "says"):
            return name_of(speaker_before(line.figures[0].sentence.text, tokens[place + 1 :], verb - place - 1))
    return ""


def denier_at(tokens: list[Token], text: str, place: int) -> str:
    """Return who denies at a verb: its subject, or whom "by" names behind it; "" where nobody is named.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The army has strongly denied it"
    >>> denier_at(tokens_of(text), text, 4)
    'army'
    """
    if text_at(tokens, place + 1) == "by":
        return name_of(speaker_after(text, tokens, place + 2))
    first = place
    while first and (tokens[first - 1].text in HAVE or is_adverb(tokens[first - 1].text)):
        first -= 1
    # behind "a claim" or "which" its subject begins
    begin = next((at for at in range(first, max(first - _TO_VERB, 0), -1) if tokens[at - 1].text in _WHAT_WAS_SAID), 0)
    return name_of(speaker_before(text, tokens[begin:], first - begin))


def _subject(line: Line, place: int) -> str:
    return denier_at(line.tokens, line.figures[0].sentence.text, place)


def _denied_behind(line: Line, number: int) -> int:
    """Return the place of the verb that denies what was said before it: "40 died, a claim that Russia denied"."""
    tokens, last = line.tokens, _bounds(line, number)[1]
    end = line.starts[number + 1] if number + 1 < len(line.starts) else len(tokens)
    for place in range(last, end):
        if tokens[place].text not in DENYING:
            continue
        words = {token.text for token in tokens[max(last, place - _TO_VERB) : place]}
        if points_back(tokens, place) or not _WHAT_WAS_SAID.isdisjoint(words):
            return place
    return -1


def points_back(tokens: list[Token], place: int) -> bool:
    """Return True for "denied it" and "dismissed the report", not for "denied reports that …" and "denied any role".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> points_back(tokens_of("rejected the claim"), 0), points_back(tokens_of("rejected the claim that 12 died"), 0)
    (True, False)
    """
    after = text_at(tokens, place + 1)
    if after in ("", ".") and text_at(tokens, place).startswith("den"):
        # "40 died, sources said. The army denies."
        return True
    if after in _POINTING:
        return text_at(tokens, place + 2) in ("", ".", ",", "as", "and", "on") or after == "it"
    noun = next((at for at in range(place + 2, place + 2 + _TO_STATEMENT) if text_at(tokens, at) in STATEMENTS), -1)
    return after in _KNOWN and noun > 0 and text_at(tokens, noun + 1) not in ("that", "of", "by")


def day_of_denial(text: str, tokens: list[Token], place: int, published: date | None) -> str:
    """Return the day on which somebody denied, as ISO text, "" where the sentence does not name it beside the verb.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Police on 3 May 2024 denied that 40 men died."
    >>> day_of_denial(text, tokens_of(text), 5, None)
    '2024-05-03'
    """
    for time in times_in(text, tokens, published):
        beside = place - _TO_DAY <= time.first and time.last <= place + 1 + _TO_DAY
        if beside and time.start and time.start == time.end:
            return time.start.isoformat()
    return ""
