"""Days, months and years by name: "25 October 2024", "Oct. 25", "14th April", "15-18 November", "in 2014", "Friday".

Nothing is filled in from the clock: without a year they are the last ones up to the day of publication, and stay open
without it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from reconcile.articles.words.capitals import is_month_in_name
from reconcile.articles.words.place_words import ATTACKS, HAPPENINGS
from reconcile.errors import ReconcileError
from reconcile.language.not_figures import DAYS_OF_LONGEST_MONTH, MONTHS, counts_after_month
from reconcile.language.number_words import UNITS
from reconcile.language.periods import read_period
from reconcile.language.tokens import DATE, DIGITS, Token, text_at, touches

__all__ = ["DAY_WORDS", "WEEKDAYS", "Days", "month_days", "named_days", "part_of_year"]


class Days(NamedTuple):
    """Some days that a sentence names, and their tokens from `first` to before `last`.

    `start` and `end` are None if not known. `fault` describes an impossible date; `dated` says that a year was given.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    fault: str = ""
    dated: bool = False


# days of the week by name, Monday 0
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_YEAR = re.compile(r"(?:19|20)\d\d")
# parts of a day, which change no date
_PARTS = frozenset({"morning", "evening", "afternoon", "night", "overnight", "noon", "midday", "dawn"})
# words before a year that stands alone
_BEFORE_YEAR = frozenset({
    "in", "during", "through", "throughout", "since", "of", "by", "from", "to", "until", "and", "between",
})  # fmt: skip
# months that are also words or names, and what stands before them where they are months
_AMBIGUOUS = frozenset({"march", "may"})
_BEFORE_MONTH = _BEFORE_YEAR | {
    "last", "this", "early", "late", "mid", "-", "–", "before", "after", "next", "till", "(", "end", "beginning",
}  # fmt: skip
# words before a weekday in the names of days: "Black Saturday"
_FEASTS = frozenset({"black", "good", "super", "bloody", "easter", "ash", "palm", "holy", "cyber", "red", "whit"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_RANGES = frozenset({"and", "to", "-", "–", "until", "through", "or", "/"})
_DAYS_A_WEEK, _MONTHS_A_YEAR, _CENTURY = 7, 12, 100
# parts of a year, in months, and which of them
_MONTHS_OF = {"quarter": 3, "half": 6}
_FIRSTS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# what happened in a year, and words from the year to it: "the 2004 Indian Ocean tsunami"
_EVENTS, _EVENT = HAPPENINGS | ATTACKS, 3
# digits of a day; letters of the longest shortened month
_DAY_DIGITS, _SHORT = 2, 4


# words with which days by name begin
DAY_WORDS = frozenset({word + end for word in (*MONTHS, *WEEKDAYS) for end in ("", "'s")})


def named_days(text: str, tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Return the days whose name begins at a token, None if none does.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "between 15 and 18 November 2023"
    >>> days = named_days(text, tokens_of(text), 1, None)
    >>> str(days.start), str(days.end), days.last
    ('2023-11-15', '2023-11-18', 6)
    """
    token = tokens[place]
    if token.kind == DATE:
        return _numeric(token.text, place)
    if token.kind == DIGITS:
        return _day_month(text, tokens, place, published) or _year(tokens, place)
    if not text[token.start].isupper():
        return None
    word = token.text.removesuffix("'s")
    if word in MONTHS:
        return _month_day(text, tokens, place, published) if _is_month(text, tokens, place, word) else None
    if word in WEEKDAYS and text_at(tokens, place - 1) not in _FEASTS:
        last = place + 1 + (text_at(tokens, place + 1) in _PARTS)
        day = _last_weekday(WEEKDAYS[word], published, past=text_at(tokens, place - 1) == "last")
        return Days(place, last, day, day)
    return None


def _is_month(text: str, tokens: list[Token], place: int, word: str) -> bool:
    """Return False for a "March" or "May" that may be a word, and for a name: "Jan Tarn", "June Ruvo"."""
    behind = place + 1 + (text_at(tokens, place + 1) in (".", ","))
    sure = text_at(tokens, place - 1) in _BEFORE_MONTH or (behind < len(tokens) and tokens[behind].kind == DIGITS)
    name = behind == place + 1 < len(tokens) and text[tokens[behind].start].isupper()
    return (sure or not (word in _AMBIGUOUS or name)) and not is_month_in_name(text, tokens, place)


def _numeric(word: str, place: int) -> Days | None:
    """Read 2024-05-17, and 17/5/2024 where only one of the numbers can be the month."""
    if ":" in word:
        return None
    if "-" not in word:
        try:
            day = read_period(word).start
        except ReconcileError:
            return None
        return Days(place, place + 1, day, day, dated=True)
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return Days(place, place + 1, None, None, f"there is no {word}")
    return Days(place, place + 1, day, day, dated=True)


def _is_year(tokens: list[Token], place: int) -> bool:
    return 0 <= place < len(tokens) and tokens[place].kind == DIGITS and _YEAR.fullmatch(tokens[place].text) is not None


def _year(tokens: list[Token], place: int) -> Days | None:
    """Read a year without month behind a preposition, or before what happened in it: "the 2015 quake".

    "mid-2025" is a time without known days.
    """
    if not _is_year(tokens, place):
        return None
    before, year = text_at(tokens, place - 1), int(tokens[place].text)
    if before == "-" or before in ("early", "late", "mid"):
        return Days(place - 1, place + 1, None, None)
    if before not in _BEFORE_YEAR:
        named = [token.text for token in tokens[place + 1 : place + 1 + _EVENT]]
        happened = before in ("the", "a") and not _EVENTS.isdisjoint(named)
        if not happened:
            return None
    last, end = place + 1, year
    if text_at(tokens, last) in ("-", "–", "/") and re.fullmatch(r"\d\d", text_at(tokens, last + 1)):
        # "in 2022-23"
        end, last = year - year % _CENTURY + int(tokens[last + 1].text), last + 2
        if end <= year:
            return Days(place, last, None, None)
    return Days(place, last, *part_of_year(tokens, place, date(year, 1, 1), date(end, 12, 31)), dated=True)


def part_of_year(tokens: list[Token], place: int, start: date, end: date) -> tuple[date, date]:
    """Return the days of a part of a year: "the first quarter of 2024", "the first six months of 2024".

    Parameters
    ----------
    tokens : list of Token
    place : int
        First token of the year.
    start, end : date
        Those of the year, which are returned where no part of it is named.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("the first three months of this year")
    >>> [str(day) for day in part_of_year(tokens, 5, date(2024, 1, 1), date(2024, 12, 31))]
    ['2024-01-01', '2024-03-31']
    """
    words = [text_at(tokens, place - back) for back in (1, 2, 3, 4)]
    if words[0] != "of" or start.year != end.year:
        return start, end
    months, number = _MONTHS_OF.get(words[1], 0), _FIRSTS.get(words[2], 0)
    if words[2] in ("last", "final") and months:
        number = _MONTHS_A_YEAR // months
    if words[1] == "months" and words[3] == "first" and words[2] in UNITS:
        months, number = int(UNITS[words[2]]), 1
    if not months or not number or months * number > _MONTHS_A_YEAR:
        return start, end
    return date(start.year, months * (number - 1) + 1, 1), month_days(start.year, months * number)[1]


def _after_ordinal(tokens: list[Token], place: int) -> int:
    """Return the token behind a number, and behind its "th"."""
    return place + 1 + (text_at(tokens, place + 1) in _ORDINALS and touches(tokens, place + 1))


def _after_range(tokens: list[Token], place: int) -> tuple[int, int]:
    """Return the token behind one or two numbers of days ("15 and 18", "15th-18th"), and that of the second."""
    behind = _after_ordinal(tokens, place)
    second = behind + 1
    if text_at(tokens, behind) in _RANGES and _is_day(text_at(tokens, second)):
        return _after_ordinal(tokens, second), second
    return behind, place


def _day_month(text: str, tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Read "25 October 2024", "9 May", "14th of April", "15 and 18 November"."""
    if not _is_day(tokens[place].text):
        return None
    behind, second = _after_range(tokens, place)
    behind += text_at(tokens, behind) == "of"
    word = text_at(tokens, behind)
    if word not in MONTHS or not text[tokens[behind].start].isupper():
        return None
    last = behind + 1 + (text_at(tokens, behind + 1) == "." and len(word) <= _SHORT)
    last += text_at(tokens, last) == "," and _is_year(tokens, last + 1)
    year = int(tokens[last].text) if _is_year(tokens, last) else None
    days = int(tokens[place].text), int(tokens[second].text)
    return _span(place, last + (year is not None), year, MONTHS[word], days, published)


def _month_day(text: str, tokens: list[Token], place: int, published: date | None) -> Days:
    """Read "October 25, 2024", "Oct. 25", "October 15-18", "October 2024", "October"."""
    month = MONTHS[tokens[place].text.removesuffix("'s")]
    behind = place + 1 + (text_at(tokens, place + 1) == ".")
    word = text_at(tokens, behind)
    if _is_day(word) and not counts_after_month(tokens, place, behind + 1):
        after, second = _after_range(tokens, behind)
        if second != behind and text_at(tokens, after) in MONTHS:
            after, second = _after_ordinal(tokens, behind), behind
        year_at = after + (text_at(tokens, after) == "," and _is_year(tokens, after + 1))
        year = int(tokens[year_at].text) if _is_year(tokens, year_at) else None
        days = int(word), int(tokens[second].text)
        return _span(place, year_at + 1 if year else after, year, month, days, published)
    of = behind + (word in (",", "of") and _is_year(tokens, behind + 1))
    if _is_year(tokens, of):
        return Days(place, of + 1, *month_days(int(tokens[of].text), month), dated=True)
    if word == "of" and text_at(tokens, behind + 1) == "this":
        return Days(place, behind + 3, *(month_days(published.year, month) if published else (None, None)))
    latest = month_days(published.year - (month > published.month), month) if published else (None, None)
    return Days(place, behind, *latest)


def _is_day(word: str) -> bool:
    """Return True for a number that can be meant as a day of a month, even if that month has no such day."""
    return word.isdecimal() and len(word) <= _DAY_DIGITS and int(word) <= DAYS_OF_LONGEST_MONTH


def _span(
    first: int, last: int, year: int | None, month: int, days: tuple[int, int], published: date | None
) -> Days:  # fmt: skip
    """Return one or several days of a month; without a year, the last such days up to the day of publication."""
    in_year = year if year is not None else published.year if published else None
    longest = calendar.monthrange(in_year or 2024, month)[1]
    wrong = next((day for day in days if not 1 <= day <= longest), 0)
    if wrong or days[1] < days[0]:
        name = f"{calendar.month_name[month]}{f' {year}' if year else ''}"
        return Days(first, last, None, None, f"there is no {wrong or days[1]} {name}" if wrong else "")
    if in_year is None:
        return Days(first, last, None, None)
    start, end = date(in_year, month, days[0]), date(in_year, month, days[1])
    if year is None and published and start > published:
        start, end = _year_before(start), _year_before(end)
    return Days(first, last, start, end, dated=year is not None)


def _year_before(day: date) -> date:
    longest = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, longest))


def month_days(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month.

    Examples
    --------
    >>> [str(day) for day in month_days(2024, 2)]
    ['2024-02-01', '2024-02-29']
    """
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _last_weekday(weekday: int, published: date | None, *, past: bool) -> date | None:
    """Return the last such day of the week up to the day of publication; `past` leaves that day itself out."""
    if published is None:
        return None
    days = (published.weekday() - weekday) % _DAYS_A_WEEK
    return published - timedelta(_DAYS_A_WEEK if past and not days else days)
