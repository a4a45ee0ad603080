"""Hedges of other languages are read as their English counterparts; words that multiply a number refuse the phrase."""

from __future__ import annotations

import pytest

from reconcile.errors import PhraseError
from reconcile.language.hedge_list import BEFORE
from reconcile.language.other_languages import HEDGES_ELSEWHERE, multiplied_elsewhere
from reconcile.language.parts import parse_parts
from reconcile.language.phrase import parse_phrase

# rule -> an English hedge of it
ENGLISH = {
    "floor": "at least", "more_than": "more than", "up_to": "up to", "ceiling": "at most", "below": "less than",
    "approx_below": "nearly", "approx": "about",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "hedge"), [(rule, hedge) for rule, all_ in HEDGES_ELSEWHERE.items() for hedge in all_]
)
def test_a_hedge_is_read_as_its_english_one(rule: str, hedge: str) -> None:
    read, english = parse_phrase(f"{hedge.capitalize()} 3 450"), parse_phrase(f"{ENGLISH[rule]} 3,450")
    assert (read.low, read.best, read.high) == (english.low, english.best, english.high)
    assert (read.open_low, read.open_high, read.hedge) == (english.open_low, english.open_high, hedge.capitalize())
    assert "not read" not in read.why
    assert hedge not in BEFORE[rule]


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("понад 1,2 тис.", "тис"), ("3 млн осіб", "млн"), ("около 20 тысяч", "тысяч"), ("12 Millionen", "millionen"),
        ("2 millones", "millones"), ("20 mil muertos", "mil"), ("3 milliards", "milliards"), ("5 tys. osób", "tys"),
        ("en az 12 bin", "bin"), ("10 ألف", "ألف"),
    ],
)  # fmt: skip
def test_a_number_that_is_multiplied_elsewhere_is_refused(phrase: str, word: str) -> None:
    with pytest.raises(
        PhraseError, match=rf"'{word}' multiplies the number in another language \(write the number out"
    ):
        parse_phrase(phrase)


@pytest.mark.parametrize("phrase", ["12 millionaires", "12 Milan residents", "12 millers", "3 million people"])
def test_words_that_begin_alike_multiply_nothing(phrase: str) -> None:
    assert parse_phrase(phrase).n1 in (12, 3e6)


def test_what_says_two_things_is_left_to_the_desk() -> None:
    # "до" is "up to" and "to": the word is told, and the number read as it stands
    assert parse_parts("до 500").notes == ("words that are not English are not read: до",)
    assert multiplied_elsewhere("тысячи")
    assert not multiplied_elsewhere("million")
