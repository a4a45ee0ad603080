"""Sentences: where they end, and that no character is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.articles.printed.sentence_spans import sentences_of


def parts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve died. Forty were hurt.", ["Twelve died.", "Forty were hurt."]),
        ("Col. Petrov spoke on Feb. 3. He left.", ["Col. Petrov spoke on Feb. 3.", "He left."]),
        ("The U.S. Navy sank two boats.", ["The U.S. Navy sank two boats."]),
        ("They went to the U.S. The army stayed.", ["They went to the U.S.", "The army stayed."]),
        ("It took 3.5 sq. km of land.", ["It took 3.5 sq. km of land."]),
        ("“Forty died.” Nobody asked.", ["“Forty died.”", "Nobody asked."]),
        ("Did 40 die? Yes! 12 more followed.", ["Did 40 die?", "Yes!", "12 more followed."]),
        ("He paused … then went on.", ["He paused … then went on."]),
        ("A headline\nThe first line.", ["A headline", "The first line."]),
        ("J. K. Moreau said so.", ["J. K. Moreau said so."]),
        ("", []),
        ("  \n\t\n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_lines_of_one_width_are_one_paragraph() -> None:
    lines = [
        "Rescue teams searched the ruins through the night and found that at least",
        "40 people had died when the dam above the valley broke on Sunday evening.",
        "Another 12 were still missing, and hundreds of houses stood under water.",
    ]
    wrapped = "\n".join(lines)
    found = sentences_of(f"{wrapped}\n\n{wrapped}")
    assert len(found) == 4
    assert [sentence.paragraph for sentence in found] == [0, 0, 1, 1]
    assert "at least\n40 people" in found[0].text


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    pieces = parts("forty men and " * 1000)
    assert max(len(piece) for piece in pieces) <= 1000
    assert all(piece.split()[0] in ("forty", "men", "and") for piece in pieces)
    assert "".join(pieces).replace(" ", "") == "fortymenand" * 1000


def test_a_word_without_end_is_cut_too() -> None:
    assert "".join(parts("x" * 10_000)) == "x" * 10_000


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_places_are_those_of_the_text_and_nothing_is_lost(text: str) -> None:
    found = sentences_of(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    kept = sum(len("".join(sentence.text.split())) for sentence in found)
    assert kept == len("".join(text.split()))
