"""Dates that hold for what stands below them: those of a timeline, "Data as of 29 February", and datelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reconcile.articles.date.dates_said import TimeSaid, times_in
from reconcile.articles.date.named_days import WEEKDAYS
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.language.not_figures import MONTHS
from reconcile.language.tokens import DATE, DIGITS, Token, text_at

__all__ = ["Headers", "dateline_of", "headers_of"]


class Headers(NamedTuple):
    """The dates of a timeline by sentence, the state of the data of a report by sentence, each from there on.

    `alone` are the sentences of dates that are a line of their own and hold until the next one, not for a paragraph.
    """

    timeline: dict[int, TimeSaid]
    alone: frozenset[int]
    as_of: dict[int, date]


# tokens of the longest line of a date (with a place), and of a title with the state of its data
_LONGEST_LINE, _LONGEST_TITLE = 10, 20
# dates of a timeline at least: a single one is that of publication
_LEAST = 2
_PUBLISHING = frozenset({"published", "updated", "modified", "posted", "by", "edited", "created", "retrieved"})
_DASHES = frozenset({"-", "–", "—", ":", "."})
# tokens before the date of a dateline: "SAN JUAN, Puerto Rico, "
_PLACE = 7
_AFTER_DATELINE = frozenset({"(", "–", "—", "-", ":", ")", "/"})


def headers_of(sentences: Sequence[Sentence], tokens: Sequence[list[Token]], published: date | None) -> Headers:
    r"""Find the dates of an article that hold for what stands below them.

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> from reconcile.language.tokens import tokens_of
    >>> sentences = sentences_of("Data as of 29 February 2024\nSome 40 people are missing.")
    >>> headers_of(sentences, [tokens_of(sentence.text) for sentence in sentences], None).as_of
    {0: datetime.date(2024, 2, 29)}
    """
    timeline: dict[int, TimeSaid] = {}
    alone: set[int] = set()
    as_of: dict[int, date] = {}
    for number, (sentence, own) in enumerate(zip(sentences, tokens, strict=True)):
        if own and _begins_with_time(own):
            time = _heading(sentence, own, published)
            first = number == 0 or sentences[number - 1].paragraph != sentence.paragraph
            if time is not None and first:
                timeline[number] = time
                if number + 1 < len(sentences) and sentences[number + 1].paragraph != sentence.paragraph:
                    alone.add(number)
        elif own and len(own) <= _LONGEST_TITLE:
            day = _as_of(sentence, own, published)
            if day is not None:
                as_of[number] = day
    days = {time.start for time in timeline.values()}
    return Headers(timeline if len(days) >= _LEAST else {}, frozenset(alone), as_of)


def _begins_with_time(tokens: list[Token]) -> bool:
    """Return True where a time may begin at the first word of a sentence."""
    token = tokens[0]
    return token.kind in (DIGITS, DATE) or token.text in MONTHS or token.text in WEEKDAYS


def _heading(sentence: Sentence, tokens: list[Token], published: date | None) -> TimeSaid | None:
    """Return the time with which a line begins, if the line is of it alone, or a dash stands behind it."""
    times = times_in(sentence.text, tokens, published)
    if not times or times[0].first > 0 or times[0].start is None:
        return None
    rest = tokens[times[0].last :]
    if any(token.text in _PUBLISHING for token in rest[:_LONGEST_LINE]):
        return None
    line = len(rest) <= _LONGEST_LINE and not any(token.kind == DIGITS for token in rest)
    return times[0] if line or text_at(rest, 0) in _DASHES else None


def _as_of(sentence: Sentence, tokens: list[Token], published: date | None) -> date | None:
    """Return the day of "as of 29 February 2024" in a line that has no other figure."""
    words = [token.text for token in tokens]
    if "as" not in words or not {"of", "at"} & set(words):
        return None
    for time in times_in(sentence.text, tokens, published):
        as_of = text_at(tokens, time.first - 2) == "as" and text_at(tokens, time.first - 1) in ("of", "at")
        if as_of and time.end and not _has_figure(tokens, time):
            return time.end
    return None


def _has_figure(tokens: list[Token], time: TimeSaid) -> bool:
    """Return True for a number outside a time, but for that of a report: "No. 19"."""
    return any(
        token.kind == DIGITS
        and not time.first <= place < time.last
        and text_at(tokens, place - 1) not in (".", "no", "#")
        for place, token in enumerate(tokens)
    )


def dateline_of(text: str, tokens: list[Token], times: list[TimeSaid]) -> TimeSaid | None:
    """Return the time of a dateline, "JINAN, Oct. 25 (Agency) --": when it was written, not when anything happened.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "GENEVA, June 7 Some 320 migrants drowned on 2 June"
    >>> tokens = tokens_of(text)
    >>> dateline_of(text, tokens, times_in(text, tokens, date(2016, 6, 7))).first
    2
    """
    if not times or not 0 < times[0].first <= _PLACE:
        return None
    before = text[: tokens[times[0].first].start].strip("( ,")
    place = bool(before) and before[0].isupper() and text_at(tokens, times[0].first - 1) == ","
    ends = text_at(tokens, times[0].last) in _AFTER_DATELINE
    return times[0] if place and (before.isupper() or ends) else None
