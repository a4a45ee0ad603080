from __future__ import annotations

import math
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import PhraseError
from reconcile.language.phrase import MOST_CHARACTERS, MOST_REMEMBERED, parse_phrase, read_phrases
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "kind", "n1"),
    [
        ("594 settlers", "exact", 594),
        ("exactly 600 soldiers", "exact", 600),
        ("6,000 soldiers", "approx", 6000),
        ("about 300 wounded", "approx", 300),
        ("some 1.4 million people", "approx", 1_400_000),
        ("an estimated 48 240 dead", "approx", 48_240),
        ("forty or so fighters", "approx", 40),
        ("a dozen trucks", "approx", 12),
        ("nearly 40 thousand", "approx_below", 40_000),
        ("just short of 900 men", "approx_below", 900),
        ("more than 16 thousand", "lower", 16_000),
        ("just over 6,000", "lower", 6000),
        ("no fewer than 70 villages", "lower", 70),
        ("at least 97 people", "lower", 97),
        ("50,000+", "lower", 50_000),
        ("200 or more prisoners", "lower", 200),
        ("losses exceeded 3,000", "lower", 3000),
        ("≥ 25 tanks", "lower", 25),
        ("up to a quarter of a million", "upper", 250_000),
        ("as many as 4,000", "upper", 4000),
        ("no more than 12 boats", "upper", 12),
        ("fewer than 30 vehicles", "upper", 30),
        ("80 at most", "upper", 80),
        ("dozens of houses", "magnitude", 12),
        ("a few hundred refugees", "magnitude", 100),
        ("tens of thousands of residents", "magnitude", 10_000),
        ("half a million people", "approx", 500_000),
        ("about a third", "fraction", 100 / 3),
        ("two-thirds of them", "fraction", 200 / 3),
        ("a hundred and twelve drones", "exact", 112),
        ("four-thousand", "approx", 4000),
        ("two dozen boats", "approx", 24),
    ],
)
def test_kind_and_number(text: str, kind: str, n1: float) -> None:
    reading = parse_phrase(text)
    assert reading.n1 == pytest.approx(n1)
    assert reading.kind == kind
    assert math.isnan(reading.n2)


@pytest.mark.parametrize(
    ("text", "n1", "n2"),
    [
        ("between 3,000 and 4,500 troops", 3000, 4500),
        ("from 20 to 30 boats", 20, 30),
        ("10-12k men", 10_000, 12_000),
        ("70 or 80,000 people", 70_000, 80_000),
        ("15,000 to 18,000", 15_000, 18_000),
        ("30,000 ± 5,000 men", 25_000, 35_000),
        ("11 to 12,000", 11_000, 12_000),
    ],
)
def test_intervals(text: str, n1: float, n2: float) -> None:
    reading = parse_phrase(text)
    assert (reading.kind, reading.low, reading.high) == ("interval", n1, n2)
    assert (reading.n1, reading.n2) == (n1, n2)


def test_a_ratio_keeps_both_numbers() -> None:
    reading = parse_phrase("shot down 28 out of 31 drones")
    assert (reading.kind, reading.n1, reading.n2, reading.best, reading.unit) == ("ratio", 28, 31, 28, "drones")


@pytest.mark.parametrize(
    ("text", "unit", "best"),
    [
        ("400 sq km", "km2", 400),
        ("593 square kilometers", "km2", 593),
        ("325 кв. км", "km2", 325),
        ("33,1 кв. км", "km2", 33.1),
        ("exactly 100 square miles", "km2", 258.999),
        ("exactly 250 hectares", "km2", 2.5),
        ("143sq km (55sq miles)", "km2", 143),
        ("17 percent", "percent", 17),
        ("18%", "percent", 18),
        ("594 North Korean soldiers", "persons", 594),
        ("23 villages", "settlements", 23),
    ],
)
def test_units(text: str, unit: str, best: float) -> None:
    reading = parse_phrase(text)
    assert reading.unit == unit
    assert reading.best == pytest.approx(best, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "per_day"), [("1,403 soldiers a day", 1403), ("77 drones a week", 11), ("8 per day", 8)]
)
def test_rates_are_kept_per_day(text: str, per_day: float) -> None:
    reading = parse_phrase(text)
    assert reading.best == pytest.approx(per_day)
    assert reading.rate in ("day", "week")


def test_floors_and_ceilings_are_told_from_soft_bounds() -> None:
    assert parse_phrase("at least 97").bound == "floor"
    assert parse_phrase("more than 97").bound == ""
    assert parse_phrase("at most 97").bound == "ceiling"
    assert parse_phrase("as many as 97").bound == ""


def test_open_ends() -> None:
    assert (parse_phrase("over 700").open_low, parse_phrase("over 700").open_high) == (False, True)
    assert (parse_phrase("up to 700").open_low, parse_phrase("up to 700").open_high) == (True, False)


def test_modality_changes_no_width() -> None:
    plain, hedged = parse_phrase("about 300 killed"), parse_phrase("reportedly about 300 likely killed")
    assert (plain.low, plain.high) == (hedged.low, hedged.high)
    assert hedged.modality == "reportedly, likely"


@pytest.mark.parametrize(
    "text", ["", "heavy losses", "some", "several", "the 47th Brigade", "Su-35", "NaN million", "…"]
)
def test_words_without_a_number_are_no_claims(text: str) -> None:
    with pytest.raises(PhraseError):
        parse_phrase(text)


def test_several_unrelated_figures_are_refused() -> None:
    with pytest.raises(PhraseError, match="several figures"):
        parse_phrase("12 killed in an attack with 40 drones")


@pytest.mark.parametrize("text", ["9" * 400, "1" + ",000" * 200, "about " * 1000 + "5", "a " * 900])
def test_absurd_phrases_are_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(PhraseError):
        parse_phrase(text)
    assert time.process_time() - started < 1.0


@given(
    st.text(max_size=300)
    | st.from_regex(r"(?:about|over|between|at least|\d{1,9}|,|k|and|to|of|a|half|million| ){0,30}")
)
@examples(400)
def test_any_text_gives_a_range_or_a_phrase_error(text: str) -> None:
    try:
        reading = parse_phrase(text)
    except PhraseError:
        return
    assert math.isfinite(reading.low)
    assert math.isfinite(reading.high)
    assert reading.low <= reading.best <= reading.high
    assert 0 < reading.p_low < 0.5 < reading.p_high < 1


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(PhraseError, match="too long"):
        parse_phrase("5 " * MOST_CHARACTERS)


def test_reading_many_is_reading_each() -> None:
    phrases = pd.Series(["over 700", "", "heavy", "over 700", "about 5"], index=[4, 3, 2, 1, 0])
    table = read_phrases(phrases)
    assert table.index.tolist() == [4, 3, 2, 1, 0]
    assert table["low"].iloc[0] == table["low"].iloc[3] == parse_phrase("over 700").low
    assert table["error"].ne("").tolist() == [False, False, True, False, False]


def test_representations_are_one_line_and_a_table() -> None:
    reading = parse_phrase("over 700 <b>sq km</b>")
    assert "\n" not in repr(reading)
    assert reading._repr_html_().startswith("<table>")
    assert "<b>" not in reading._repr_html_()


@pytest.mark.parametrize(
    ("text", "n1", "n2"),
    [
        ("500 to 1,000 pallets", 500, 1000),
        ("three or four hundred", 300, 400),
        ("two to three million", 2_000_000, 3_000_000),
        ("1.2–1.4m", 1_200_000, 1_400_000),
        ("500 to 1 million", 500, 1_000_000),
        ("1 to 100,000", 1, 100_000),
        ("20 to 30,000", 20_000, 30_000),
        ("15-20%", 15, 20),
        ("5 km to 8 km", 5, 8),
        ("from about 30 to about 40 boats", 30, 40),
        ("from 50 to more than 60", 50, 60),
        ("between two hundred and three hundred", 200, 300),
        ("five-to-ten", 5, 10),
        ("a quarter to a third", 25, 100 / 3),
        ("more than 20 but fewer than 30", 20, 30),
        ("at most 90 and at least 40", 40, 90),
        ("640 ± 10%", 576, 704),
        ("640 tonnes give or take 40", 600, 680),
    ],
)
def test_the_ends_of_intervals(text: str, n1: float, n2: float) -> None:
    reading = parse_phrase(text)
    assert reading.kind == "interval"
    assert (reading.n1, reading.n2) == (pytest.approx(n1), pytest.approx(n2))


def test_a_scale_lent_to_the_first_number_is_told() -> None:
    assert "70 is read as 70,000" in parse_phrase("70 or 80,000").why
    assert "read as" not in parse_phrase("500 to 1,000").why


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("not over 500", "ceiling"), ("did not exceed 500", "ceiling"), ("hasn’t yet passed the 500 mark", "ceiling"),
        ("not less than 500", "floor"), ("no fewer than 500", "floor"), ("never under 500", "floor"),
        ("not quite 500", "approx_below"), ("not even 500", "below"), ("not exactly 500", "approx"),
    ],
)  # fmt: skip
def test_a_not_turns_a_hedge_round(text: str, rule: str) -> None:
    assert parse_phrase(text).rule == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("more than an estimated 500", "more_than"),
        ("an estimated total of more than 500", "more_than"),
        ("only about 500", "approx"),
        ("at least 500 or so", "floor"),
        ("about 500 or more", "more_than"),
        ("just over 500", "just_over"),
        ("just under 500", "approx_below"),
        ("just 500", "exact"),
    ],
)
def test_the_hedge_with_a_side_wins(text: str, rule: str) -> None:
    assert parse_phrase(text).rule == rule


@pytest.mark.parametrize("text", ["over the weekend 500 fled", "some villages lost 500", "500 fell under fire"])
def test_words_elsewhere_are_no_hedges(text: str) -> None:
    assert parse_phrase(text).hedge == ""


@pytest.mark.parametrize(
    ("text", "kind", "n1", "n2", "low", "high"),
    [
        ("19 of 24 bridges", "ratio", 19, 24, 19, 19),
        ("none of 6", "ratio", 0, 6, 0, 0),
        ("12 boats out of a total of 40", "ratio", 12, 40, 12, 12),
        ("about 400 of the garrison's 900 men", "ratio", 400, 900, 360, 440),
        ("nearly 400 of their 900", "ratio", 400, 900, 360, 400),
        ("19 of more than 24 bridges", "ratio", 19, 24, 19, 19),
        ("at least 19 of 24 bridges", "lower", 19, 24, 19, 25.65),
    ],
)
def test_ratios_keep_their_hedge(text: str, kind: str, n1: float, n2: float, low: float, high: float) -> None:
    reading = parse_phrase(text)
    assert (reading.kind, reading.n1, reading.n2) == (kind, n1, n2)
    assert (reading.low, reading.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "n1"),
    [("62 percent of the 900 men", 62), ("more than half of the 900 men", 50), ("two-thirds of 900", 200 / 3),
     ("one in five", 20), ("1 in 4 houses", 25)],
)  # fmt: skip
def test_a_share_of_a_whole_is_a_share(text: str, n1: float) -> None:
    reading = parse_phrase(text)
    assert (reading.n1, reading.unit) == (pytest.approx(n1), "percent")
    assert math.isnan(reading.n2)


def test_a_bare_percentage_is_taken_with_its_rounding() -> None:
    assert (parse_phrase("18%").low, parse_phrase("18%").high) == (17.5, 18.5)
    assert (parse_phrase("18 boats").low, parse_phrase("18 boats").high) == (18, 18)


@pytest.mark.parametrize(
    "text",
    ["410 sq km in the first 30 days", "in 2024 410 sq km", "410 sq km since 24 February 2022",
     "By Oct. 5, 2024, 410 km²", "410 sq km in a three-day assault", "410 sq km, phase 2", "2024-12-30: 410 sq km"],
)  # fmt: skip
def test_dates_and_durations_are_no_figures(text: str) -> None:
    assert (parse_phrase(text).n1, parse_phrase(text).unit) == (410, "km2")


def test_a_number_that_looks_like_a_year_is_one_only_beside_another() -> None:
    assert parse_phrase("2024 soldiers").n1 == 2024
    assert parse_phrase("a total of 2000").n1 == 2000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3.000", "a dot before three digits"),
        ("12,3456", "grouped in no known way"),
        ("9" * 60, "too large"),
        ("five trillion trillion", "too large"),
        ("maybe three times that", "a multiple"),
        ("one of the fastest", "no figure"),
        ("the third wave", "no figure"),
        ("a dozen killed, 30 wounded", "several figures"),
        ("rose from 300 to 500", "several figures"),
        ("30-20", "several figures"),
        ("30 x 40 km", "several figures"),
        ("300 of whom died in 12 raids", "several figures"),
    ],
)
def test_what_cannot_be_read_for_certain_is_said(text: str, said: str) -> None:
    with pytest.raises(PhraseError, match=said) as caught:
        parse_phrase(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [("48 240", 48_240), ("48\u202f240", 48_240), ("1.234.567", 1_234_567), ("1.234,5", 1234.5), ("33,1", 33.1),
     ("1.200 million", 1_200_000), ("0.125", 0.125), ("12,34,567", 1_234_567), ("1'234'567", 1_234_567),
     ("３００", 300), ("۳۰۰", 300)],
)  # fmt: skip
def test_digits_as_they_are_written_elsewhere(text: str, value: float) -> None:
    assert parse_phrase(text).n1 == value


def test_words_in_another_script_are_told() -> None:
    assert "понад" in parse_phrase("понад 3600").why
    assert "км" not in parse_phrase("325 кв. км").why


def test_a_double_in_brackets_is_checked() -> None:
    assert "agrees" in parse_phrase("250 sq km (97 square miles)").why
    assert "they disagree" in parse_phrase("250 sq km (9.7 square miles)").why
    assert "another measure" in parse_phrase("250 sq km (97 miles)").why
    assert parse_phrase("250 sq km (9.7 square miles)").best == 250


def test_a_range_in_brackets_is_the_range() -> None:
    reading = parse_phrase("5,200 (95% CI 4,100-6,900)")
    assert (reading.kind, reading.low, reading.best, reading.high) == ("interval", 4100, 5200, 6900)
    assert (reading.p_low, reading.p_high) == (pytest.approx(0.025), pytest.approx(0.975))
    assert parse_phrase("5,200 (60-90 wounded)").kind == "approx"


def test_brackets_around_words_hide_nothing() -> None:
    assert parse_phrase("300 (or more) boats").rule == "more_than"
    assert parse_phrase("boats (300)").n1 == 300
    assert parse_phrase("((((300").n1 == 300


@pytest.mark.parametrize(
    ("text", "unit"),
    [("12 killed in an attack", ""), ("500 wounded by drones", ""), ("12 wounded soldiers", "persons"),
     ("dozens of Northern and Southern prisoners of war", "persons"), ("$3 million of drones", "dollars"),
     ("15 to 20 per cent", "percent"), ("300 a year", "per year"), ("102 deaths per square km", "persons/km2"),
     ("15 to 70 meters per day", "km/day"), ("200m people", "persons"), ("200 m", "km"), ("143sq km", "km2")],
)  # fmt: skip
def test_what_is_counted(text: str, unit: str) -> None:
    assert parse_phrase(text).unit == unit


def test_why_tells_the_reading() -> None:
    assert parse_phrase("over 700").why == "'over': that or somewhat more, open above"
    assert parse_phrase("594 men").why == "no hedge word: the number as it stands"
    assert parse_phrase("600 men").why == "no hedge word, and a round number: taken with its rounding"
    assert parse_phrase("about 10 acres").why.endswith("converted to the unit by a factor of 0.00404687")


def test_null_phrases_are_empty_ones() -> None:
    table = read_phrases(pd.Series(["over 700", None, math.nan, 300], dtype=object))
    assert table["n1"].fillna(0).tolist() == [700, 0, 0, 300]
    assert table["error"].tolist() == ["", "", "", ""]
    assert read_phrases(pd.Series([], dtype=object)).empty


def test_many_phrases_take_seconds() -> None:
    different = [f"{hedge} {n:,} soldiers" for n in range(2500) for hedge in ("about", "over")]
    phrases = pd.Series(different * 20)
    started = time.process_time()
    table = read_phrases(phrases)
    # a tenth of the target's phrases in a second, with room for a slow machine
    assert time.process_time() - started < 3.0
    assert len(table) == 100_000


def test_a_phrase_read_again_is_the_same_reading_and_an_unread_one_the_same_error() -> None:
    assert parse_phrase("some 1,250 remembered soldiers") is parse_phrase("some 1,250 remembered soldiers")
    for _ in range(2):
        with pytest.raises(PhraseError, match="figure"):
            parse_phrase("no figure at all")


@pytest.mark.long
def test_readings_that_are_kept_are_bounded() -> None:
    first = parse_phrase("7 remembered boats")
    for count in range(MOST_REMEMBERED):
        parse_phrase(f"{count + 8} forgotten boats")
    again = parse_phrase("7 remembered boats")
    assert again is not first
    assert repr(again) == repr(first)
