"""Figures of a sentence: which numbers are figures, where their words begin and end."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.mentions import mentions_of
from reconcile.errors import PhraseError
from reconcile.language.phrase import parse_phrase
from reconcile.language.tokens import tokens_of


def phrases(text: str, *, asides: bool = False) -> list[str]:
    tokens = tokens_of(text)
    return [said(text, one) for one in mentions_of(text, tokens, asides=asides)]


def said(text: str, mention: Mention) -> str:
    tokens = tokens_of(text)
    return text[tokens[mention.first].start : tokens[mention.last - 1].end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 40 people and more than 12 children died.", ["At least 40 people", "more than 12 children"]),
        ("It fell from as many as 900 men to 300 or so soldiers.", ["as many as 900 men", "300 or so soldiers"]),
        ("Between 1,200 and 1,500 people are trapped.", ["Between 1,200 and 1,500 people"]),
        ("They lost 15 to 20 villages a week.", ["15 to 20 villages a week"]),
        ("The army shot down 19 out of 24 drones.", ["19 out of 24 drones"]),
        ("Some 62 sq km (24 sq miles) burned.", ["Some 62 sq km (24 sq miles)"]),
        ("The count is 640 (95% CI 510-790) deaths.", ["640 (95% CI 510-790)"]),
        ("In all 730 were hurt (210 of them badly).", ["730", "210"]),
        ("Crews saw 12 strike drones and two drone strikes.", ["12 strike drones", "two drone strikes"]),
        ("A third of the town and 60 per cent of the fields burned.", ["A third of the town", "60 per cent"]),
        ("They took the 610 prisoners home, more than the 580 of May.", ["610 prisoners", "580"]),
    ],
)
def test_the_words_of_a_figure(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 14 March 2019.",
        "Through 2024, and again in the 2022 campaign, nothing moved.",
        "The fight lasted nine months and three days.",
        "Ana Ruiz, 34, and a 12-year-old boy escaped.",
        "It was the 47th brigade with T-72 tanks, 155mm shells and Su-35 jets.",
        "One of the largest raids, he said, and no one slept.",
        "Call 555-0143 or +49 30 901820 for help.",
        "1. Introduction",
        "See note [12] and Article 5 of Resolution 2231.",
        "Seven times as much was spent, a threefold rise.",
        "A Boeing 737 and iPhone 15 were there, and Unit 731.",
        "The final score was 3-1.",
        "He arrived at 14:30 on 2024-12-30.",
        "aged 4 and 7",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert phrases(text) == []


def test_durations_ages_and_sizes_on_request() -> None:
    text = "Ana Ruiz, 34, waited three days for 155mm shells."
    assert phrases(text, asides=True) == ["34", "three", "155"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Shares rose 9.4 per cent to $84.", [(9.4, None), (84.0, None)]),
        ("Prices will increase between 5% and 6%.", [(5.0, 6.0)]),
        ("The toll rose from 300 to 500.", [(300.0, None), (500.0, None)]),
        ("99% of the 300 rockets were shot down.", [(99.0, None), (300.0, None)]),
        ("Four members of one family died; 17 bodies from the rubble of two houses.",
         [(4.0, None), (17.0, None), (2.0, None)]),
    ],
)  # fmt: skip
def test_two_numbers_are_one_figure_only_where_they_belong_together(
    text: str, numbers: list[tuple[float, float | None]]
) -> None:
    found = mentions_of(text, tokens_of(text))
    assert [(one.n1, None if math.isnan(one.n2) else one.n2) for one in found] == numbers


HEDGES = ("", "about ", "more than ", "at least ", "up to ", "as many as ", "fewer than ", "nearly ", "no fewer than ")
NOUNS = ("soldiers", "people", "sq km", "drones", "villages", "tanks", "civilians a day")


@given(st.sampled_from(HEDGES), st.integers(2, 900_000), st.sampled_from(NOUNS), st.sampled_from(["{}", "{:,}"]))
def test_a_phrase_is_read_alone_as_in_its_sentence(hedge: str, number: int, noun: str, form: str) -> None:
    phrase = f"{hedge}{form.format(number)} {noun}"
    if 1900 <= number <= 2099:
        return
    text = f"Officials in the north said {phrase} had been lost in the storm, while others spoke of 17 boats."
    found = mentions_of(text, tokens_of(text))[0]
    alone = parse_phrase(said(text, found))
    assert (alone.kind, alone.n1, alone.unit, alone.rate) == (found.kind, found.n1, found.unit, found.rate)
    assert said(text, found) == phrase


@given(st.text(alphabet=st.sampled_from("0123456789,.-–%()[] aofmntkx±~$'\"“”\n"), max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    tokens = tokens_of(text)
    for one in mentions_of(text, tokens):
        assert 0 <= one.first < one.last <= len(tokens)
        assert one.first <= one.number < one.after
        assert math.isfinite(one.n1)
        with suppress(PhraseError):
            parse_phrase(said(text, one))
