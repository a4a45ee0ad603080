from __future__ import annotations

import pytest

from reconcile.errors import PhraseError
from reconcile.language.broken_numerals import broken_numeral
from reconcile.language.phrase import parse_phrase


@pytest.mark.parametrize(
    "numeral",
    [
        "6О0",
        "6оо",
        "6O0",
        "2,ООО",
        "2 ООО",
        "2\u00a0OOO",
        "12 ОО0",
        "l,200",
        "1l0",
        "7І5",
        "З00",
        "2.ooo",
        "4|5",
        "9ο0",
    ],
)
@pytest.mark.parametrize("form", ["{}", "about {} dead", "({} men)"])
def test_letters_among_digits(numeral: str, form: str) -> None:
    text = form.format(numeral)
    assert broken_numeral(text) == numeral
    with pytest.raises(PhraseError, match="a letter among its digits"):
        parse_phrase(text)


@pytest.mark.parametrize(
    "text",
    ["600 of them", "Il-76, 600 men", "600 OK", "10k", "6 o'clock, 600", "I, 600", "600 l", "О 600", "2 000 ООО"],
)
def test_letters_beside_digits(text: str) -> None:
    assert broken_numeral(text) == "" or text == "2 000 ООО"


@pytest.mark.parametrize("text", ["4,00", "12,0", "1.2.3", "1,2,3", "04,000", "4,0000", "1,234,56"])
def test_digits_that_are_grouped_in_no_known_way(text: str) -> None:
    with pytest.raises(PhraseError, match="grouped in no known way"):
        parse_phrase(text)


@pytest.mark.parametrize(
    ("text", "value"), [("６００", 600), ("４，０００", 4000), ("33,1 km2", 33.1), ("4,25 km2", 4.25)]
)
def test_digits_of_full_width_and_decimal_commas(text: str, value: float) -> None:
    assert parse_phrase(text).n1 == value


@pytest.mark.parametrize(
    "text", ['{"a": 1}', "{'a': 1}", "[500]", "[1, 2]", "['500 dead']", '["500"]', "[500.0]", "2025-01-31 10:00:00"]
)
def test_a_cell_of_lists_or_times_is_no_phrase(text: str) -> None:
    with pytest.raises(PhraseError):
        parse_phrase(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("-600", -600, -600),
     ("minus 600", -600, -600), ("−600", -600, -600), ("–600", -600, -600), ("about -600", -600, -600),
     ("negative 600", -600, -600), ("6 ± 10", -4, 16), ("600 ± 200%", -600, 1800), ("600 (±1000)", -400, 1600),
     ("600 (+/- 10%)", 540, 660), ("600 plus or minus 50", 550, 650)],
)  # fmt: skip
def test_signs(text: str, low: float, high: float) -> None:
    reading = parse_phrase(text)
    assert reading.n1 == low
    assert reading.n2 == high or (low == high and reading.n2 != reading.n2)


@pytest.mark.parametrize("text", ["- 600", "− 600", "— 600", "– about 600"])
def test_a_dash_before_a_number_may_be_a_minus(text: str) -> None:
    with pytest.raises(PhraseError, match="minus"):
        parse_phrase(text)


def test_a_part_is_not_larger_than_its_whole() -> None:
    with pytest.raises(PhraseError, match="larger than its whole"):
        parse_phrase("9 out of 4 men")
    assert parse_phrase("4 out of 4 men").n1 == 4


@pytest.mark.parametrize(
    ("text", "unit"),
    [("600 killed per the ministry", ""), ("600 killed/wounded", ""), ("12 per household", "per household"),
     ("600 per km2", "per km2"), ("600 a year", "per year"), ("600 per >", "")],
)  # fmt: skip
def test_a_rate_is_per_a_time_or_a_unit(text: str, unit: str) -> None:
    assert parse_phrase(text).unit == unit
