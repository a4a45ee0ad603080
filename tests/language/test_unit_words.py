"""Units in running text, and what a number is given per."""

from __future__ import annotations

import pytest

from reconcile.language.tokens import DIGITS, tokens_of
from reconcile.language.unit_words import find_unit, per_day, rate_of, unit_after, unit_of
from reconcile.language.units import DAYS_A_MONTH


def unit(text: str) -> str:
    """Name of the unit of the first run of digits, "" if it has none."""
    tokens = tokens_of(text)
    place = next(place for place, token in enumerate(tokens) if token.kind == DIGITS)
    found = unit_of(tokens, place + 1, place)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("700 sq. km of land", "km2"), ("700-km march", "km"), ("700 kv", ""), ("5 % of them", "percent"),
        ("5%", "percent"),
        ("$5 of drones", "dollars"), ("€5", "euros"), ("£5 men", "pounds"), ("5 £", ""),
        ("594 North Korean soldiers", "persons"), ("594 of Wagner's soldiers", "persons"),
        ("594 one two three four soldiers", "persons"), ("594 one two three four five soldiers", "persons"),
        ("594 one two three four five six soldiers", ""), ("12 killed in an attack", ""), ("12, soldiers said", ""),
        ("12 'brave' soldiers", "persons"), ("12 (soldiers)", ""), ("12 strike drones", "drones"),
        ("12 drone strikes", "events"), ("12 tank crew men", "vehicles"), ("12 tank men", "persons"),
        ("12 armoured vehicles", "vehicles"), ("12 prisoners of war", "persons"), ("12 prisoners of note", "persons"),
        ("12 long hard km", ""), ("12 long km", "km"), ("12 of the square km", "km2"), ("12 or percent", "percent"),
        ("12 of the percent", ""), ("12", ""),
    ],
)  # fmt: skip
def test_what_a_number_counts(text: str, name: str) -> None:
    assert unit(text) == name


@pytest.mark.parametrize("word", ["in", "near", "per", "which", "were", "including", "than", "worth", "via"])
def test_a_new_part_of_the_sentence_has_no_unit_for_the_number(word: str) -> None:
    assert unit(f"12 {word} soldiers") == ""


def test_where_a_unit_ends() -> None:
    def last(text: str, place: int) -> int:
        placed = unit_after(tokens_of(text), place)
        return placed.last if placed else -1

    assert last("700 sq. km of land", 1) == 4
    assert last("700 sq km of land", 1) == 3
    assert last("700-km march", 1) == 3
    assert last("700 prisoners of war died", 1) == 4
    assert last("700 prisoners of note", 1) == 2
    assert last("5 % of", 1) == 2
    assert last("700 North soldiers", 1) == -1
    assert last("700", 1) == -1
    found = find_unit(tokens_of("594 North strike drones hit"), 1, 0)
    assert found is not None
    assert found.last == 4
    money = find_unit(tokens_of("$ 5 men"), 2, 1)
    assert money is not None
    assert (money.unit.name, money.last) == ("dollars", 2)


def rate(text: str) -> tuple[str, str, int]:
    tokens = tokens_of(text)
    place = next(place for place, token in enumerate(tokens) if token.kind == DIGITS)
    return tuple(rate_of(tokens, place + 1))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "per", "other", "last"),
    [
        ("5 a day", "day", "", 3), ("5 per week", "week", "", 3), ("5/month", "month", "", 3),
        ("5 men each day", "day", "", 4),
        ("5 every single day", "day", "", 4), ("5 an hour", "", "hour", 3), ("5 per annum", "", "year", 3),
        ("5 a year", "", "year", 3), ("5 a minute", "", "minute", 3), ("5 in a day", "", "", 1),
        ("5 within a day", "", "", 1), ("5 from a year earlier", "", "", 1), ("5 more than a week", "", "", 1),
        ("5 of a day", "", "", 1), ("5 over a week", "", "", 1), ("5 a day earlier", "", "", 1),
        ("5 a week ago", "", "", 1),
        ("5 a day later or 6 a week", "week", "", 8), ("5 per square km", "", "km2", 4),
        ("5 per capita", "", "capita", 3),
        ("5 per cent", "", "", 1), ("5 a man", "", "", 1), ("5 per", "", "", 1), ("daily 5 men", "day", "", 2),
        ("5 men weekly", "week", "", 3), ("monthly: 5", "month", "", 3), ("a day 5", "", "", 3), ("5 men", "", "", 1),
    ],
)  # fmt: skip
def test_what_a_number_is_given_per(text: str, per: str, other: str, last: int) -> None:
    assert rate(text) == (per, other, last)


def test_numbers_a_day() -> None:
    assert (per_day(""), per_day("day"), per_day("week"), per_day("month")) == (1.0, 1.0, 1 / 7, 1 / DAYS_A_MONTH)
