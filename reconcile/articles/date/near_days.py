"""Days told from another one: yesterday, last week, the past 72 hours, two days ago, the day before, that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from reconcile.articles.date.named_days import Days, month_days, part_of_year
from reconcile.language.number_words import UNITS
from reconcile.language.tokens import Token, text_at

__all__ = ["NEAR_WORDS", "POINTING", "Pointed", "months_before", "months_up_to", "near_days", "pointed_days"]

_NEAR = {"overnight": (1, 0), "yesterday": (1, 1), "today": (0, 0), "tonight": (0, 0)}
# words with which days told from another one begin, or which they have
NEAR_WORDS = frozenset(
    {
        *_NEAR,
        "week",
        "month",
        "year",
        "quarter",
        "last",
        "past",
        "previous",
        "latest",
        "preceding",
        "this",
        "weekend",
        "ago",
    }
)
# words with which days told from one named before begin
POINTING = frozenset({"the", "a", "that"})
# parts of this day: "this morning"
_PARTS = frozenset({"morning", "afternoon", "evening"})
_STRETCHES = frozenset({"week", "weekend", "month", "year", "night"})
_PAST = frozenset({"last", "past", "previous", "latest", "preceding"})
# days of "the past week", which ends today, while "last week" ended on Sunday
_LONG = {"week": 7, "month": 30, "year": 365}
# days of a unit of time, and hours of a day
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "hours": 0, "hour": 0, "h": 0, "hrs": 0}
_HOURS_A_DAY = 24
_DAYS_A_WEEK, _MONTHS_A_YEAR = 7, 12
# words behind a stretch and before its end, and words from the stretch to the day: "six months to the end of April"
_UP_TO, _STRETCH = frozenset({"to", "ending", "ended", "until", "through"}), 6
# words before a year of which only the first day is meant
_ONSET = ("since", "the", "start", "of", "the")
_ONSETS = [["since", "the", word, "of", the] for word in ("start", "beginning") for the in ("the", "this")]
# units in which a time is told too roughly for a day
_LONG_AGO = frozenset({"week", "weeks", "fortnight", "month", "months", "year", "years", "decade", "decades"})
_FIRSTS = frozenset({"first", "second", "third", "fourth"})
# stretches without known days: "compared with 9 last season"
_SEASONS = frozenset(
    {
        "season",
        "winter",
        "spring",
        "summer",
        "autumn",
        "round",
        "wave",
        "term",
        "decade",
        "century",
        "period",
        "reporting",
    }
)
# longest run of days that is counted back: what is longer is "months" in news
_MOST_DAYS = 366
_SATURDAY = 5
# words behind "the day before" where it is told from a day named earlier, not from what follows
_ENDS = frozenset({"", ".", ",", ";", ")", "and", "but", "while", "as", "when", "in", "at", "that", "”", '"'})


class Pointed(NamedTuple):
    """Words that point to a day named before, their tokens, and how many days from it they are."""

    first: int
    last: int
    shift: int


def near_days(tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Return the days that words at a token tell from the day of publication, None where there are none.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [str(day) for day in near_days(tokens_of("over the past 72 hours"), 2, date(2024, 6, 5))[2:4]]
    ['2024-06-02', '2024-06-05']
    """
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word in _NEAR:
        return _days(place, place + 1, published, *_NEAR[word])
    if (word == "this" and after in _PARTS) or (word == "past" and after in _LONG):
        return _days(place, place + 2, published, 0 if word == "this" else _LONG[after], 0)
    if word in ("last", "this", "previous", "past") and after in _STRETCHES:
        whole = Days(place, place + 2, *_stretch(past=word != "this", unit=after, published=published))
        return _part(tokens, place, published) or whole if after == "year" else whole
    if word == "weekend" and text_at(tokens, place - 1) == "the":
        return Days(place, place + 1, *_stretch(past=True, unit=word, published=published))
    if word in _PAST:
        return _run(tokens, place, place + 1, published)
    beside = word in _LONG or word == "quarter"
    return _beside(tokens, place, published) if beside else _ago(tokens, place, published)


def _beside(tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Return the days of "(six months of the) year"; "the week before" is told from another one, and no known day."""
    if text_at(tokens, place + 1) in ("before", "earlier") and text_at(tokens, place - 1) in POINTING:
        return Days(place - 1, place + 2, None, None)
    if tokens[place].text == "quarter":
        # "in the first quarter": of which year is not said
        told = text_at(tokens, place - 1) in _FIRSTS and text_at(tokens, place + 1) != "of"
        return Days(place - 1, place + 1, None, None) if told else None
    if published and [token.text for token in tokens[max(place - len(_ONSET), 0) : place]] in _ONSETS:
        onset = date(published.year, 1, 1)
        return Days(place - 1, place + 1, onset, onset) if tokens[place].text == "year" else None
    return _part(tokens, place - 1, published) if tokens[place].text == "year" else None


def _part(tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Return the days of "the first three months of the year", "of this year" or "of last year"."""
    word = text_at(tokens, place)
    if published is None or word not in ("the", "this", "last", "previous"):
        return None
    year = published.year - (word in ("last", "previous"))
    whole = date(year, 1, 1), date(year, 12, 31)
    part = part_of_year(tokens, place, *whole)
    return Days(place, place + 2, part[0], min(part[1], published)) if part != whole else None


def _days(first: int, last: int, published: date | None, early: int, late: int) -> Days:
    """Return the days from so many days before the day of publication to so many."""
    if published is None:
        return Days(first, last, None, None)
    return Days(first, last, published - timedelta(early), published - timedelta(late))


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else int(UNITS[word]) if word in UNITS else None


def _run(tokens: list[Token], first: int, place: int, published: date | None) -> Days | None:
    """Return the days of "(past) 72 hours", "three days", "day"; "(last) winter" is a time without known days."""
    word, after = text_at(tokens, place), text_at(tokens, place + 1)
    if word in _SEASONS:
        return Days(first, place + 1, None, None)
    if word == "day":
        return _days(first, place + 1, published, 1, 0)
    count = _number(word)
    if count is not None and after in _LONG_AGO - {"week", "weeks"}:
        # "the past two years" end on no known day
        return Days(first, place + 2, None, None)
    if count is None or after not in _UNITS:
        return None
    days = count * _UNITS[after] or -(-count // _HOURS_A_DAY)
    return _days(first, place + 2, published, days, 0) if days <= _MOST_DAYS else None


def _ago(tokens: list[Token], place: int, published: date | None) -> Days | None:
    """Return the day of "three days ago"; "two weeks ago" is a time whose day is not known."""
    if tokens[place].text != "ago":
        return None
    if text_at(tokens, place - 1) in _LONG_AGO:
        return Days(max(place - 2, 0), place + 1, None, None)
    if text_at(tokens, place - 1) not in ("day", "days"):
        return None
    count = _number(text_at(tokens, place - 2))
    if count is None or count > _MOST_DAYS:
        return None
    return _days(place - 2, place + 1, published, count, count)


def months_up_to(tokens: list[Token], place: int) -> int:
    """Return the months of "the year to March" and "the six months ending 30 April", 0 where none are told.

    Parameters
    ----------
    tokens : list of Token
    place : int
        The first token of the day or month at which they end.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> months_up_to(tokens_of("in the year to the end of March"), 7), months_up_to(tokens_of("in March"), 1)
    (12, 0)
    """
    words = [token.text for token in tokens[max(place - _STRETCH, 0) : place]]
    words = words[:-3] if words[-3:] == ["the", "end", "of"] else words
    if len(words) < 2 or words[-1] not in _UP_TO:  # noqa: PLR2004  "year to"
        return 0
    if words[-2] == "year":
        return _MONTHS_A_YEAR * (words[-3:-2] != ["this"])
    return (_number(words[-3]) or 0) if words[-2] == "months" and len(words) > 2 else 0  # noqa: PLR2004  "six months to"


def months_before(end: date, months: int) -> date:
    """Return the first day of so many months that end on a day; those that end with a month begin with one.

    Examples
    --------
    >>> str(months_before(date(2025, 3, 31), 12)), str(months_before(date(2025, 4, 15), 6))
    ('2024-04-01', '2024-10-16')
    """
    behind = end + timedelta(1)
    number = behind.year * _MONTHS_A_YEAR + behind.month - 1 - months
    first, last = month_days(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1)
    return first.replace(day=min(behind.day, last.day))


def _stretch(*, past: bool, unit: str, published: date | None) -> tuple[date | None, date | None]:
    """Return the days of the last week, weekend, month or year, of last night, or of this one up to now."""
    if published is None:
        return None, None
    if unit == "night":
        return published - timedelta(1), published
    start, end = _calendar(unit, published, past=past)
    return start, end if past else min(end, published)


def _calendar(unit: str, published: date, *, past: bool) -> tuple[date, date]:
    """Return the first and the last day of a week, weekend, month or year."""
    if unit == "weekend":
        saturday = published - timedelta((published.weekday() - _SATURDAY) % _DAYS_A_WEEK)
        return saturday, saturday + timedelta(1)
    if unit == "week":
        monday = published - timedelta(published.weekday() + _DAYS_A_WEEK * past)
        return monday, monday + timedelta(_DAYS_A_WEEK - 1)
    if unit == "month":
        months = published.year * _MONTHS_A_YEAR + published.month - 1 - past
        return month_days(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1)
    return date(published.year - past, 1, 1), date(published.year - past, 12, 31)


def pointed_days(tokens: list[Token], place: int) -> Pointed | None:
    """Return the words at a token that point to a day named before, None where there are none.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> pointed_days(tokens_of("35 the day before."), 1), pointed_days(tokens_of("on that same day"), 1)
    (Pointed(first=1, last=4, shift=-1), Pointed(first=1, last=4, shift=0))
    """
    words = [token.text for token in tokens[place : place + 3]]
    if words[0] not in POINTING or len(words) < 2:  # noqa: PLR2004  "that day"
        return None
    if words[0] == "that" and words[1] in ("day", "date"):
        return Pointed(place, place + 2, 0)
    if words[1:] in (["same", "day"], ["same", "date"]):
        return Pointed(place, place + 3, 0)
    if words in (["the", "previous", "day"], ["the", "next", "day"], ["the", "following", "day"]):
        return Pointed(place, place + 3, -1 if words[1] == "previous" else 1)
    if words[1:] in (["day", "before"], ["day", "earlier"], ["day", "later"]) and text_at(tokens, place + 3) in _ENDS:
        return Pointed(place, place + 3, 1 if words[2] == "later" else -1)
    return None
