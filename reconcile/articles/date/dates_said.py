"""Dates and periods that a sentence names, as days, with what the words around them make of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from reconcile.articles.date.named_days import DAY_WORDS, Days, named_days
from reconcile.articles.date.near_days import NEAR_WORDS, POINTING, months_before, months_up_to, near_days, pointed_days
from reconcile.language.relations import DOWN, RANKS, UP
from reconcile.language.tokens import DATE, DIGITS, Token, text_at

__all__ = ["TimeSaid", "times_in"]


class TimeSaid(NamedTuple):
    """A time that a sentence names.

    `start` and `end` are its days, None if not known. `role` is shown by the words around it: "in", "since", "by" (also
    as of, to, until), "said" (the time of saying), "against" (one that is compared with). `fault` describes an
    impossible date; `dated` says that a year was given; `pointed` that it points to a day named before.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    role: str
    fault: str = ""
    dated: bool = False
    pointed: bool = False


_BY = frozenset({"by", "to", "until", "till", "of", "through", "before"})
# within a period: "from 15 to 18 October"
_TO = frozenset({"to", "-", "–", "until", "through"})
_SINCE = frozenset({"since", "from", "after"})
_SAYING = frozenset({
    "said", "says", "told", "claimed", "reported", "announced", "stated", "released", "published", "estimated", "added",
    "reporters", "statement", "report", "interview", "update", "wrote", "posted", "warned", "confirmed", "tweeted",
    "spoke", "spoken",
})  # fmt: skip
# of them, verbs behind a time, whose subject stands before it: "police on Tuesday said"
_SAYS = frozenset({"said", "says", "told", "claimed", "reported", "announced", "stated", "confirmed", "warned"})
# words before a time that is compared with: "more than in May", "twice as many as in May"
_AGAINST, _AS = frozenset({"than", "versus"}), frozenset({"many", "much", "high", "large", "big", "few", "number"})
_BE = frozenset({"were", "was", "been", "are", "being", "newly", "and"})
_PASSED = frozenset({
    "the", "early", "late", "mid", "-", "on", "in", "a", "about", "around", "end", "start", "beginning", "month",
    "months", "week", "year", "last", "past", "during", "over", "this",
})  # fmt: skip
# words before the last day of a week, and the days of the week before it
_WEEK, _WEEK_DAYS = (["week", "ending"], ["week", "to"]), 6
_ONSETS = frozenset({"beginning", "start", "onset"})
# beginnings of what lasts: "the war that broke out on 15 April"
_BEGAN = frozenset({"erupted", "began", "started", "out"})
# clock times before a day: "since 10 am today"
_CLOCK = frozenset({"am", "pm", "a.m", "p.m", "noon", "midnight", "hours", "gmt"})
_NUMBERS = (DIGITS, DATE)
# the words behind the number of a clock time
_HALVES = _CLOCK - {"noon", "midnight"} | {"p", "a", "m", ".", "local", "time"}
# words before a time that may show its role, and those from "began" to it
_BACK, _BEGAN_BACK = 4, 3
# words before a rank, and words from it to its "since": "the worst quake in the country since"
_BEFORE_RANK = frozenset({"the", "its", "their", "his", "her", "our", "a"})
_RANK_BACK = 7
# words from a rank to "this year": "deadliest attack"
_RANKED_BACK = 3
# words from "same" to the year: "the same period of"
_SAME_BACK = 3
# words from a change to its "from": "up 14% from"
_CHANGE_BACK = 4
# words from "since" to the time: "since fighting broke out again in April"
_CLAUSE = 12


def times_in(text: str, tokens: list[Token], published: date | None, before: date | None = None) -> list[TimeSaid]:
    """Find the times of a sentence, from left to right.

    Parameters
    ----------
    text : str
    tokens : list of Token
    published : date or None
        Day of publication.
    before : date or None
        The day named last before the sentence, from which "the day before" is told.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "On Friday he said 40 died in May"
    >>> [(str(time.start), str(time.end)) for time in times_in(text, tokens_of(text), date(2024, 6, 4))]
    [('2024-05-31', '2024-05-31'), ('2024-05-01', '2024-05-31')]
    """
    times = _single_times(text, tokens, published, before)
    said = next((time.end for time in times if time.role == "said" and time.end), None)
    if said and said != published:
        # "said on Friday that … overnight": the night before Friday
        times = [time if time.role == "said" else _seen_from(tokens, time, said) for time in times]
    return _joined(tokens, times)


def _single_times(
    text: str, tokens: list[Token], published: date | None, before: date | None
) -> list[TimeSaid]:  # fmt: skip
    """Return the times of a sentence before two of them are joined to a period."""
    times: list[TimeSaid] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        time = None
        if token.kind in _NUMBERS or token.text in DAY_WORDS:
            days = named_days(text, tokens, place, published)
            time = _of(tokens, days, published) if days else None
        elif token.text in NEAR_WORDS:
            days = near_days(tokens, place, published)
            time = _of(tokens, days, published) if days else None
        elif before and token.text in POINTING:
            time = _pointed(tokens, place, before)
        if time is None:
            place += 1
            continue
        times.append(time)
        before = time.end or before
        place = max(time.last, place + 1)
    return times


def _of(tokens: list[Token], days: Days, published: date | None) -> TimeSaid:
    """Return days as a time, with its role."""
    if "same" in [token.text for token in tokens[max(days.first - _SAME_BACK, 0) : days.first]]:
        # "the same period of 2024" is so much of it as this year has seen
        days = days._replace(start=None, end=None)
    days = _up_to(days, published)
    role, start = "against" if _is_ranked(tokens, days) else _role(tokens, days, published), days.start
    if start and start == days.end and [token.text for token in tokens[max(days.first - 2, 0) : days.first]] in _WEEK:
        start -= timedelta(_WEEK_DAYS)
        role = "in"
    if days.end and (months := months_up_to(tokens, days.first)):
        start, role = months_before(days.end, months), "in"
    return TimeSaid(days.first, days.last, start, days.end, role, days.fault, days.dated)


def _up_to(days: Days, published: date | None) -> Days:
    """Return days that are not over when an article is published as far as they are: the May of an article in May.

    A year that is named stays whole, as annotators and readers take it.
    """
    begun = not days.dated and published is not None and days.start is not None and days.start <= published
    over = published is None or days.end is None or days.end <= published
    return days._replace(end=published) if begun and not over else days


def _pointed(tokens: list[Token], place: int, before: date | None) -> TimeSaid | None:
    """Return the time at which words point, seen from the day named before."""
    pointed = pointed_days(tokens, place) if before else None
    if pointed is None or before is None:
        return None
    day = before + timedelta(pointed.shift)
    return TimeSaid(pointed.first, pointed.last, day, day, "in", pointed=True)


def _seen_from(tokens: list[Token], time: TimeSaid, said: date) -> TimeSaid:
    """Return a relative time as seen from the day on which it was said, any other time unchanged."""
    days = near_days(tokens, time.first, said)
    return time._replace(start=days.start, end=days.end) if days and days.first == time.first else time


def _joined(tokens: list[Token], times: list[TimeSaid]) -> list[TimeSaid]:
    """Join the two ends of one period: "between 25 and 27 October", "from May to July"."""
    apart = any(token.text == "respectively" for token in tokens)
    joined: list[TimeSaid] = []
    for time in times:
        before = joined[-1] if joined else None
        if before and _is_joined(tokens, before, time, apart=apart):
            start = _start(before, time)
            joined[-1] = before._replace(last=time.last, start=start, end=time.end, role="in", dated=time.dated)
        else:
            joined.append(time)
    return joined


def _is_joined(tokens: list[Token], before: TimeSaid, time: TimeSaid, *, apart: bool) -> bool:
    """Return True for the two ends of one period."""
    link = [token.text for token in tokens[before.last : time.first]]
    if link not in (["and"], ["to"], ["until"], ["-"], ["–"], ["through"]):
        return False
    if text_at(tokens, before.first - 1) in ("between", "from") or link[0] in ("-", "–"):
        return True
    months = before.start != before.end and time.start != time.end
    next_day = before.end is not None and before.start == before.end and time.start == before.end + timedelta(1)
    return link == ["and"] and (months or next_day) and not apart


def _start(before: TimeSaid, time: TimeSaid) -> date | None:
    """Return the first day of a period of two ends, in the year of its second: "January to November 2017"."""
    start, end = before.start, time.end
    if start is not None and end is not None and not before.dated and not time.dated and start > end:
        # "between Thursday and Sunday", told on a Thursday
        return start - timedelta(_WEEK_DAYS + 1) if start - end <= timedelta(_WEEK_DAYS) else None
    if start is None or end is None or before.dated or not time.dated or (start.month, start.day) == (2, 29):
        return start
    start = start.replace(year=end.year)
    return start if start <= end else start.replace(year=end.year - 1)


def _role(tokens: list[Token], days: Days, published: date | None) -> str:
    """Return the role of a time, as the words around it show it."""
    first = _before_clock(tokens, days.first)
    if text_at(tokens, days.last) in _SAYS and text_at(tokens, first - 1) not in ("in", "during"):
        return "said"
    for index in range(first - 1, max(first - 1 - _BACK, -1), -1):
        word = tokens[index].text
        if word in _SAYING and (text_at(tokens, days.last) == "that" or not _is_counted(tokens, index, days)):
            return "said"
        if word in _SINCE:
            spans = any(token.text in _TO for token in tokens[first : days.last])
            return "against" if _only_compares(tokens, index) else "in" if spans else "since"
        if compared := _compared(tokens, index):
            return compared
        if word == "of" and text_at(tokens, index - 1) in _ONSETS:
            continue
        if word in _BY:
            return "by" if word != "of" or text_at(tokens, index - 1) in ("as", "end") else "in"
        if word not in _PASSED:
            break
    return _role_in_clause(tokens, days, published)


def _is_ranked(tokens: list[Token], days: Days) -> bool:
    """Return True for the time of a rank: the year of "in its deadliest attack this year, the group killed 37"."""
    before = [token.text for token in tokens[max(days.first - _RANKED_BACK, 0) : days.first]]
    return text_at(tokens, days.first) == "this" and any(word in RANKS - {"first", "most", "least"} for word in before)


def _only_compares(tokens: list[Token], index: int) -> bool:
    """Return True for what a count is compared with: "the worst since 1999", "up 14% from 2023"."""
    before = [token.text for token in tokens[max(index - _RANK_BACK, 0) : index]]
    if tokens[index].text == "from":
        return not (UP | DOWN).isdisjoint(before[-_CHANGE_BACK:])
    ranked = any(
        (word in RANKS and before[place - 1] in _BEFORE_RANK) or (word == "any" and before[place - 1] == "in")
        for place, word in enumerate(before)
        if place
    )
    return tokens[index].text == "since" and ranked


def _before_clock(tokens: list[Token], place: int) -> int:
    """Return the first token of a time of day before a day, "6 p.m. on 12 March", or of the day itself."""
    last = place - (text_at(tokens, place - 1) in ("on", ","))
    first = last
    while first and tokens[first - 1].text in _HALVES:
        first -= 1
    if first == last and text_at(tokens, last - 1) in ("noon", "midnight"):
        return last - 1
    timed = first < last and text_at(tokens, first - 1) != "" and tokens[first - 1].kind in _NUMBERS
    return first - 1 if timed or (last < place and ":" in text_at(tokens, last - 1)) else place


def _compared(tokens: list[Token], index: int) -> str:
    """Return "against" for "than in May" and "as many as in May", "by" for "as on Monday", "" for any other word."""
    back = [text_at(tokens, index - step) for step in range(3)]
    if back[0] in ("on", "at", "in") and back[1] == "as":
        back = back[1:]
    if back[0] in _AGAINST or (back[0] == "as" and back[1] in _AS):
        return "against"
    return "by" if back[0] == "as" and text_at(tokens, index) in ("on", "at") else ""


def _is_counted(tokens: list[Token], index: int, days: Days) -> bool:
    """Return True where "reported" is said of what is counted: "cases reported in May", "12 were reported Monday"."""
    long = days.start != days.end and text_at(tokens, days.first - 1) in ("in", "during", "of")
    return long or text_at(tokens, index - 1) in _BE


def _role_in_clause(tokens: list[Token], days: Days, published: date | None) -> str:
    """Return the role that words farther before a time show, "in" if none do."""
    first = days.first
    clause = [token.text for token in tokens[max(first - _CLAUSE, 0) : first]]
    if not _BEGAN.isdisjoint(clause[-_BEGAN_BACK:]) and ("that" in clause or "which" in clause):
        return "since"
    if "since" not in clause or "," in clause[clause.index("since") :]:
        return "in"
    # "since 10 am today": on that day
    clock = not _CLOCK.isdisjoint(clause) or any(token.kind in (DIGITS, DATE) for token in tokens[first - 2 : first])
    return "in" if clock and days.start is not None and days.start == published else "since"
