"""Two numerals as one figure, or as two."""

from __future__ import annotations

import pytest

from reconcile.language.figure import BETWEEN, RATIO, SHARE, SPREAD, WHOLE, Figure, figure_of
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import tokens_of


def figure(text: str) -> Figure | None:
    tokens = tokens_of(text)
    return figure_of(tokens, find_numerals(tokens))


def ends(text: str) -> tuple[str, float, float] | None:
    read = figure(text)
    return read and (read.form, read.first.value, read.second.value if read.second else 0.0)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("15 to 20 men", 15, 20), ("15-20", 15, 20), ("15–20", 15, 20), ("15 or 20", 15, 20), ("15 through 20", 15, 20),
        ("from 15 till 20", 15, 20), ("between 15 and 20", 15, 20), ("between about 15 and about 20", 15, 20),
        ("five-to-ten", 5, 10), ("5 km to 8 km", 5, 8), ("5 % to 8 %", 5, 8), ("5 per cent to 40", 5, 40),
        ("10-12k", 10e3, 12e3), ("70 or 80,000", 70e3, 80e3), ("three or four hundred", 300, 400),
        ("8 to 80,000", 8e3, 80e3), ("7 to 80,000", 7, 80e3), ("2 to 3 million", 2e6, 3e6), ("from 20 to 15", 20, 15),
        ("500 to 1 million", 500, 1e6), ("1 to 1.5 million", 1e6, 1.5e6),
        ("a quarter to a third", 25, 100 / 3), ("between May and June 15 to 20", 15, 20),
    ],
)  # fmt: skip
def test_ranges(text: str, low: float, high: float) -> None:
    assert ends(text) == (BETWEEN, pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    ["15 and 20", "15 until 20", "20 to 15", "rose from 15 to 20", "revised the estimate of May from 15 to 20",
     "15 tall to 20",
     "15 to 20 to 25", "by 15 to 20", "by about 15 to 20", "9.4 per cent to $84", "9.4 per cent to 140",
     "15 men, 20 boats",
     "hundreds to thousands", "15 of them to 20", "a third to 40", "15 to the 20"],
)  # fmt: skip
def test_what_is_no_range(text: str) -> None:
    assert ends(text) is None or ends(text)[0] != BETWEEN  # type: ignore[index]


def test_a_change_is_one_only_near_its_verb() -> None:
    assert ends("rose to 15 to 20") is None
    assert ends("rose, and a b c d e f 15 to 20") == (BETWEEN, 15, 20)
    assert ends("rose to between 15 to 20") == (BETWEEN, 15, 20)


@pytest.mark.parametrize(
    ("text", "form", "first", "second"),
    [
        ("28 drones out of 31", RATIO, 28, 31), ("28 of 31", RATIO, 28, 31), ("28 of the 31", RATIO, 28, 31),
        ("nearly 28 of Wagner's 31", RATIO, 28, 31),
        ("28 a b c d e of the 31", RATIO, 28, 31), ("31 out of 28", RATIO, 31, 28),
        ("28 of more than 31", RATIO, 28, 31),
        ("one in five", SHARE, 1, 5), ("1 in 20", SHARE, 1, 20), ("62 percent of the 900", WHOLE, 62, 900),
        ("half of the 900", WHOLE, 50, 900), ("hundreds of the 900", WHOLE, 100, 900),
        ("30,000 ± 5,000", SPREAD, 30e3, 5e3), ("30 +/- 5", SPREAD, 30, 5), ("30 plus or minus 5", SPREAD, 30, 5),
        ("30 men give or take 5", SPREAD, 30, 5), ("640 ± 10%", SPREAD, 640, 64), ("30% ± 5%", SPREAD, 30, 5),
        ("more than 20 but fewer than 30", BETWEEN, 20, 30), ("at most 90 and at least 40", BETWEEN, 90, 40),
        ("over 20, under 30", BETWEEN, 20, 30),
    ],
)  # fmt: skip
def test_other_forms(text: str, form: str, first: float, second: float) -> None:
    assert ends(text) == (form, pytest.approx(first), pytest.approx(second))


@pytest.mark.parametrize(
    "text",
    ["28 of whom in 31", "28 a b c d e f of the 31", "31 of 28", "four members of one family", "28 of big 31", "2 in 5",
     "one in 21", "one in 1", "one in half", "12 killed and 40 wounded", "more than 30 but fewer than 20",
     "over 20 but over 30",
     "at least 20 fewer than 30", "1, 2 and 3", "30 a b c d give or take 5", "28 were of the 31"],
)  # fmt: skip
def test_unrelated_numbers(text: str) -> None:
    assert figure(text) is None


def test_what_is_concluded_is_noted() -> None:
    def note(text: str) -> str:
        read = figure(text)
        assert read is not None
        return read.note

    assert note("28 of the 31") == "of 31"
    assert note("28 of more than 31,000") == "of more than 31,000"
    assert note("70 or 80,000") == "70 is read as 70,000, in the 1,000s of the second number"
    assert note("640 ± 10%") == "the spread is 10% of the number"
    assert note("500 to 1,000") == note("30 ± 5") == note("one in five") == ""


@pytest.mark.parametrize(
    ("text", "rule"),
    [("about 300 or more", "more_than"), ("over 300 or so", "more_than"), ("about 300 or so", "approx"),
     ("300 or so", "approx"),
     ("over 300 or less", "more_than"), ("about 15 to 20", "approx"), ("nearly 28 of the 31", "approx_below")],
)  # fmt: skip
def test_which_hedge_holds(text: str, rule: str) -> None:
    read = figure(text)
    assert read is not None
    assert read.hedge is not None
    assert read.hedge.rule == rule


def test_fillers_are_no_hedge() -> None:
    for text in ("a total of 300", "from 15 to 20", "their 28 of the 31", "a total of 30 ± 5"):
        read = figure(text)
        assert read is not None
        assert read.hedge is None


def test_where_a_figure_ends() -> None:
    read = figure("15 to 20 men")
    assert read is not None
    assert read.last == 3
    spread = figure("640 ± 10% of")
    assert spread is not None
    assert spread.last == 4
