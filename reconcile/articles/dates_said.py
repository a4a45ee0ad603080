"""Dates and periods that a sentence names, as days.

Nothing is filled in from the clock: "in May" and "on Friday" are the last ones up to the day of publication, and stay
open without it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from reconcile.language.not_figures import DAYS_OF_LONGEST_MONTH, MONTHS, counts_after_month
from reconcile.language.tokens import DATE, DIGITS, Token, text_at

__all__ = ["TimeSaid", "times_in"]


class TimeSaid(NamedTuple):
    """A time that a sentence names.

    `start` and `end` are its days, None if not known. `role` is shown by the word before it: "in", "since", "by" (also
    as of, to, until), "said" (the time of saying). `fault` describes an impossible date.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    role: str
    fault: str = ""


_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_YEAR = re.compile(r"(?:19|20)\d\d")
# parts of a day, which change no date
_PARTS = frozenset({"morning", "evening", "afternoon", "night", "overnight"})
_BY = frozenset({"by", "to", "until", "till", "of", "through", "before"})
_SINCE = frozenset({"since", "from", "after"})
_SAYING = frozenset({
    "said", "says", "told", "claimed", "reported", "announced", "stated", "released", "published", "estimated", "added",
    "reporters", "statement", "report", "interview", "update", "wrote", "posted", "warned",
})  # fmt: skip
# words before a year that stands alone
_BEFORE_YEAR = frozenset({
    "in", "during", "through", "throughout", "since", "of", "by", "from", "to", "until", "and", "between",
})  # fmt: skip
_PASSED = frozenset(
    {"the", "early", "late", "mid", "-", "on", "in", "a", "about", "around", "end", "start", "beginning"}
)
# words before a time that may show its role
_BACK = 4
# words from "since" to the time: "since fighting broke out again in April"
_CLAUSE = 8
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


def times_in(text: str, tokens: list[Token], published: date | None) -> list[TimeSaid]:
    """Find the times of a sentence, from left to right.

    Parameters
    ----------
    text : str
    tokens : list of Token
    published : date or None
        Day of publication.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "On Friday he said 40 died in May"
    >>> [(str(time.start), str(time.end)) for time in times_in(text, tokens_of(text), date(2024, 6, 4))]
    [('2024-05-31', '2024-05-31'), ('2024-05-01', '2024-05-31')]
    """
    times = _single_times(text, tokens, published)
    said = next((time.end for time in times if time.role == "said" and time.end), None)
    if said and said != published:
        # "said on Friday that … overnight": the night before Friday
        times = [time if time.role == "said" else _seen_from(tokens, time, said) for time in times]
    return _joined(tokens, times)


def _single_times(text: str, tokens: list[Token], published: date | None) -> list[TimeSaid]:
    """Return the times of a sentence before two of them are joined to a period."""
    times: list[TimeSaid] = []
    place = 0
    while place < len(tokens):
        time = _time_at(text, tokens, place, published)
        if time is None:
            place += 1
        else:
            times.append(time._replace(role=_role(tokens, time.first)))
            place = time.last
    return times


def _seen_from(tokens: list[Token], time: TimeSaid, said: date) -> TimeSaid:
    """Return a relative time as seen from the day on which it was said, any other time unchanged."""
    resolved = _relative(tokens, time.first, said)
    return resolved._replace(role=time.role) if resolved else time


def _joined(tokens: list[Token], times: list[TimeSaid]) -> list[TimeSaid]:
    """Join the two ends of one period: "between 25 and 27 October", "from May to July"."""
    joined: list[TimeSaid] = []
    for time in times:
        before = joined[-1] if joined else None
        link = [token.text for token in tokens[before.last : time.first]] if before else []
        opens = before and text_at(tokens, before.first - 1) in ("between", "from")
        months = before and link == ["and"] and before.start != before.end and time.start != time.end
        if before and (opens or months) and link in (["and"], ["to"], ["until"], ["-"], ["–"], ["through"]):
            joined[-1] = before._replace(last=time.last, end=time.end, role="in")
        else:
            joined.append(time)
    return joined


def _time_at(text: str, tokens: list[Token], place: int, published: date | None) -> TimeSaid | None:
    """Return the time that begins at a token, None if there is none."""
    token = tokens[place]
    if token.kind == DATE:
        return _iso(token.text, place)
    if token.kind == DIGITS:
        return _day_month(text, tokens, place, published) or _year(tokens, place)
    if token.text in MONTHS and text[token.start].isupper():
        return _month_day(text, tokens, place, published)
    if token.text in _WEEKDAYS and text[token.start].isupper():
        last = place + 1 + (text_at(tokens, place + 1) in _PARTS)
        return _span(place, last, _last_weekday(_WEEKDAYS[token.text], published))
    return _relative(tokens, place, published)


def _iso(word: str, place: int) -> TimeSaid | None:
    if "-" not in word:
        return None
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return TimeSaid(place, place + 1, None, None, "", f"there is no {word}")
    return TimeSaid(place, place + 1, day, day, "")


def _span(first: int, last: int, days: tuple[date, date] | None) -> TimeSaid:
    return TimeSaid(first, last, days[0] if days else None, days[1] if days else None, "")


def _is_year(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind == DIGITS and _YEAR.fullmatch(tokens[place].text) is not None


def _year(tokens: list[Token], place: int) -> TimeSaid | None:
    """Read a year without month behind a preposition; "mid-2025" is a time without known days."""
    if not _is_year(tokens, place):
        return None
    before = text_at(tokens, place - 1)
    if before == "-" or before in ("early", "late", "mid"):
        return TimeSaid(place - 1, place + 1, None, None, "")
    if before not in _BEFORE_YEAR:
        return None
    year = int(tokens[place].text)
    return TimeSaid(place, place + 1, date(year, 1, 1), date(year, 12, 31), "")


def _day_month(text: str, tokens: list[Token], place: int, published: date | None) -> TimeSaid | None:
    """Read "25 October 2024", "9 May"."""
    word = text_at(tokens, place + 1)
    if word not in MONTHS or not text[tokens[place + 1].start].isupper() or not tokens[place].text.isdecimal():
        return None
    last = place + 2 + (text_at(tokens, place + 2) == "." and len(word) <= 4)  # noqa: PLR2004  Oct., Sept.
    year = int(tokens[last].text) if _is_year(tokens, last) else None
    return _day(place, last + (year is not None), year, MONTHS[word], int(tokens[place].text), published)


def _month_day(text: str, tokens: list[Token], place: int, published: date | None) -> TimeSaid:
    """Read "October 25, 2024", "Oct. 25", "October 2024", "October"."""
    month = MONTHS[tokens[place].text]
    behind = place + 1 + (text_at(tokens, place + 1) == ".")
    word = text_at(tokens, behind)
    if _is_day(word) and not counts_after_month(tokens, place, behind + 1):
        after = behind + 1 + (text_at(tokens, behind + 1) == "," and _is_year(tokens, behind + 2))
        year = int(tokens[after].text) if _is_year(tokens, after) else None
        return _day(place, after + 1 if year else behind + 1, year, month, int(word), published)
    of = behind + (word in (",", "of") and _is_year(tokens, behind + 1))
    if _is_year(tokens, of):
        return _span(place, of + 1, _month(int(tokens[of].text), month))
    if word == "of" and text_at(tokens, behind + 1) == "this":
        year = published.year if published else None
        return _span(place, behind + 3, _month(year, month) if year else None)
    return _span(place, behind, _latest_month(month, published))


def _is_day(word: str) -> bool:
    """Return True for a number that can be meant as a day of a month, even if that month has no such day."""
    return word.isdecimal() and len(word) <= 2 and int(word) <= DAYS_OF_LONGEST_MONTH  # noqa: PLR2004  digits of a day


def _day(first: int, last: int, year: int | None, month: int, day: int, published: date | None) -> TimeSaid:
    """Return a day; without a year, the last such day up to the day of publication."""
    in_year = year if year is not None else published.year if published else None
    longest = calendar.monthrange(in_year or 2024, month)[1]
    if not 1 <= day <= longest:
        name = calendar.month_name[month]
        return TimeSaid(first, last, None, None, "", f"there is no {day} {name}{f' {year}' if year else ''}")
    if in_year is None:
        return TimeSaid(first, last, None, None, "")
    resolved = date(in_year, month, day)
    if year is None and published and resolved > published:
        resolved = date(in_year - 1, month, min(day, calendar.monthrange(in_year - 1, month)[1]))
    return TimeSaid(first, last, resolved, resolved, "")


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _latest_month(month: int, published: date | None) -> tuple[date, date] | None:
    """Return the last such month that had begun by the day of publication."""
    if published is None:
        return None
    return _month(published.year - (month > published.month), month)


def _last_weekday(weekday: int, published: date | None) -> tuple[date, date] | None:
    """Return the last such day of the week up to the day of publication."""
    if published is None:
        return None
    day = published - timedelta((published.weekday() - weekday) % _DAYS_A_WEEK)
    return day, day


def _relative(tokens: list[Token], place: int, published: date | None) -> TimeSaid | None:
    """Read overnight, yesterday, today, last week, last month, last year, this month."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word in ("overnight", "yesterday", "today"):
        return _span(place, place + 1, _near_day(word, published))
    if word in ("last", "this", "previous") and after in ("week", "month", "year", "night"):
        return _span(place, place + 2, _near_stretch(word != "this", after, published))
    return None


def _near_day(word: str, published: date | None) -> tuple[date, date] | None:
    if published is None:
        return None
    before = published - timedelta(1)
    return {"overnight": (before, published), "yesterday": (before, before), "today": (published, published)}[word]


def _near_stretch(past: bool, unit: str, published: date | None) -> tuple[date, date] | None:
    if published is None:
        return None
    if unit == "night":
        return published - timedelta(1), published
    if unit == "week":
        monday = published - timedelta(published.weekday() + _DAYS_A_WEEK * past)
        return monday, monday + timedelta(_DAYS_A_WEEK - 1)
    if unit == "month":
        months = published.year * _MONTHS_A_YEAR + published.month - 1 - past
        return _month(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1)
    year = published.year - past
    return date(year, 1, 1), date(year, 12, 31)


def _role(tokens: list[Token], first: int) -> str:
    """Return the role of a time, as the words before it show it."""
    for index in range(first - 1, max(first - 1 - _BACK, -1), -1):
        word = tokens[index].text
        if word in _SAYING:
            return "said"
        if word in _SINCE:
            return "since"
        if word in _BY:
            return "by" if word != "of" or text_at(tokens, index - 1) in ("as", "end") else "in"
        if word not in _PASSED:
            break
    clause = [token.text for token in tokens[max(first - _CLAUSE, 0) : first]]
    return "since" if "since" in clause and "," not in clause[clause.index("since") :] else "in"
