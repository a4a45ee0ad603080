"""What a label says that its figures count: the header of a column, the words before a colon."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.mentions import mentions_of
from reconcile.articles.measure.counted import HURT, Counted, counted_in
from reconcile.claims.cues import CUE_WORDS, thing_of
from reconcile.language.tokens import DIGITS, SIGN, WORD, Token, text_at, tokens_of, touches
from reconcile.language.units import is_unit_word

__all__ = ["clause_under", "counted_under", "counts_nothing", "label_end", "labelled"]

# words behind a number that say themselves what became of those whom it counts
_FATES = HURT | {"captured"}
# signs between a label and its figure
_LABEL_SIGNS = frozenset({":", "–", "—", "-"})
# words and signs of the longest label before a colon: "Number of people confirmed dead so far:"
_LONGEST = 8
# characters of the longest label that is looked at, and labels kept in memory; an article has some dozen
_MOST_CHARACTERS, _MOST_LABELS = 80, 1024
# tokens behind a dash, itself included, that may be a figure alone: "Killed - 31 people."
_BEHIND_DASH = 4
# notes in brackets, marks of notes, and words that say nothing of what is counted
_NOTES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡#]|\d+$")
_EMPTY = re.compile(
    r"^(?:(?:the|total|no\.?|nos\.?|number|numbers|count|of|estimated|reported|cumulative|approx\.?)\s+)+"
)
# what makes a label one of shares, rates and money, not of counts
_NO_COUNTS = re.compile(
    r"%|\bper\b|\brates?\b|\bshare\b|\bpercent|[$€£]|\busd\b|\bcosts?\b|\bvalue\b|\bratio\b"
    r"|\bmillions?\b|\bthousands?\b|(?<![\d,.])'?000s?\b|\blakhs?\b|\bcrores?\b"
)
# words of a label beside those for what is counted
_USUAL = frozenset({
    "total", "number", "of", "so", "far", "confirmed", "new", "reported", "the", "in", "to", "date", "people",
    "persons", "and", "or", "civilian", "civilians", "military", "overall", "suspected", "estimated", "cumulative",
    "toll", "known", "presumed", "among", "other", "still", "active",
    "today", "overnight",
})  # fmt: skip
# clauses in which a label is tried: "3 deaths", "death toll 3", "3 people captured"; 3 is the smallest that is no pair
_FORMS, _TRIED = ("{} _", "_ {}", "{} people _"), "3"


def counted_under(label: str) -> Counted | None:
    """Return what the figures under a label count, None if it does not say.

    Examples
    --------
    >>> counted_under("No. of wounded (2)").measure, counted_under("Town"), counted_under("Dead, %")
    ('wounded', None, None)
    """
    read = _read(label.lower().strip()) if len(label) <= _MOST_CHARACTERS else None
    return read.counted if read is not None else None


def clause_under(label: str, figure: str) -> str:
    """Return a clause that says what a figure under a label says, "" if the label does not say what is counted.

    Examples
    --------
    >>> clause_under("No. of wounded (2)", "at least 31"), clause_under("Town", "12")
    ('at least 31 wounded', '')
    """
    read = _read(label.lower().strip()) if len(label) <= _MOST_CHARACTERS else None
    return read.form.format(figure) if read is not None else ""


def counts_nothing(label: str) -> bool:
    """Return True for the label of shares, rates or money.

    Examples
    --------
    >>> counts_nothing("Dead, %"), counts_nothing("Dead")
    (True, False)
    """
    return _NO_COUNTS.search(label.lower()) is not None


class _Read(NamedTuple):
    """What is counted under a label, and the clause in which it was tried, with {} for its figure."""

    counted: Counted
    form: str


@lru_cache(maxsize=_MOST_LABELS)
def _read(label: str) -> _Read | None:
    if counts_nothing(label) or "{" in label or "}" in label:
        return None
    words = _EMPTY.sub("", " ".join(_NOTES.sub(" ", label).split()))
    tried = [_tried(form.replace("_", words)) for form in _FORMS] if words else []
    return next((read for read in tried if read is not None), None)


def _tried(form: str) -> _Read | None:
    """Return what the one figure of a clause counts, None without a measure."""
    clause = form.format(_TRIED)
    tokens = tokens_of(clause)
    mentions = mentions_of(clause, tokens)
    if len(mentions) != 1:
        return None
    counted = counted_in(tokens, mentions)[0]
    return _Read(counted._replace(how="beside", side="before", last=0), form) if counted.measure else None


def label_end(tokens: list[Token]) -> int:
    """Return the token after the label that begins a sentence and its colon, 0 if there is none.

    A label names what is counted, and nobody who could speak: "Deaths: 31", not "Police: 31 dead".

    Examples
    --------
    >>> [label_end(tokens_of(text)) for text in ("Homes destroyed: 31", "Health officials: 31 dead", "31 died")]
    [3, 0, 0]
    """
    start = int(bool(tokens) and tokens[0].kind == SIGN)
    ahead = enumerate(tokens[start : start + _LONGEST + 1], start)
    end = next((place for place, token in ahead if token.text in _LABEL_SIGNS), start)
    words = tokens[start:end]
    if not words or not all(_is_usual(token) for token in words) or not _is_figure(tokens, end):
        return 0
    return end + 1 if counted_under(" ".join(token.text for token in words)) else 0


def _is_figure(tokens: list[Token], end: int) -> bool:
    """Return True where a figure may follow a label: anything behind a colon, a number alone behind a dash."""
    if tokens[end].text == ":":
        return end + 1 < len(tokens)
    return end + 1 < len(tokens) <= end + _BEHIND_DASH and tokens[end + 1].kind == DIGITS


def _is_usual(token: Token) -> bool:
    known = token.text in CUE_WORDS or token.text in _USUAL or is_unit_word(token.text)
    return known or token.text.endswith("ly") or thing_of("", [token], 0, 1) != ""


def labelled(tokens: list[Token], mentions: list[Mention], counted: list[Counted]) -> list[Counted]:
    """Return what the figures of a sentence count, those behind a label by the label: "Injuries: 71 to firefighters".

    Examples
    --------
    >>> text = "Injuries: 71 to firefighters, 27 to others"
    >>> tokens = tokens_of(text)
    >>> mentions = mentions_of(text, tokens)
    >>> [figure.measure for figure in labelled(tokens, mentions, counted_in(tokens, mentions))]
    ['wounded', 'wounded']
    """
    counted = [_by_own_label(tokens, mention, own) for mention, own in zip(mentions, counted, strict=True)]
    end = label_end(tokens) if mentions else 0
    own = counted_under(" ".join(token.text for token in tokens[: end - 1] if token.kind == WORD)) if end else None
    if own is None:
        return counted
    return [
        own
        if figure.how != "beside" and (mention.first == end or not (mention.unit or figure.thing or figure.last))
        else figure
        for mention, figure in zip(mentions, counted, strict=True)
    ]


def _by_own_label(tokens: list[Token], mention: Mention, counted: Counted) -> Counted:
    """Return what a figure counts by the label right before it: "Killed: 12", but not "Casualties: 12 dead"."""
    if counted.measure and text_at(tokens, mention.after) in _FATES:
        return counted
    sign = mention.first - 1
    if sign < 1 or tokens[sign].text not in _LABEL_SIGNS or (tokens[sign].text == "-" and touches(tokens, sign)):
        return counted
    first = sign
    while first > 0 and tokens[first - 1].kind == WORD and sign - first <= _LONGEST:
        first -= 1
    words = tokens[first:sign]
    if not words or not all(_is_usual(token) for token in words):
        return counted
    return counted_under(" ".join(token.text for token in words)) or counted
