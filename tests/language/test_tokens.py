"""Texts cut into words, numbers and signs."""

from __future__ import annotations

import pytest

from reconcile.language.tokens import HYPHENS, Token, clean, text_at, tokens_of, touches


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 2024-12-30", [("on", "word"), ("2024-12-30", "date")]),
        ("17/9/2024", [("17/9/2024", "date")]),
        ("17.9.2024", [("17.9.2024", "date")]),
        ("17/9.2024", [("17", "digits"), ("/", "sign"), ("9.2024", "digits")]),
        ("14:30", [("14:30", "date")]),
        ("114:30", [("114", "digits"), (":", "sign"), ("30", "digits")]),
        ("48 240 men", [("48 240", "digits"), ("men", "word")]),
        ("48 2400", [("48", "digits"), ("2400", "digits")]),
        ("1 234 567,5", [("1 234 567,5", "digits")]),
        ("1,234.5", [("1,234.5", "digits")]),
        ("1’234", [("1'234", "digits")]),
        ("3½", [("3", "digits"), ("½", "part")]),
        ("km² KM^2 sq", [("km²", "word"), ("km^2", "word"), ("sq", "word")]),
        ("they’d DON'T", [("they'd", "word"), ("don't", "word")]),
        ("a-b", [("a", "word"), ("-", "sign"), ("b", "word")]),
        ("5%", [("5", "digits"), ("%", "sign")]),
        ("кв. км", [("кв", "word"), (".", "sign"), ("км", "word")]),
        ("", []),
    ],
)
def test_kinds_of_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_tokens_know_where_they_stand() -> None:
    assert tokens_of("On  5 MEN") == [
        Token("on", "word", 0, 2), Token("5", "digits", 4, 5), Token("men", "word", 6, 9),
    ]  # fmt: skip


def test_text_at_a_place_outside_is_empty() -> None:
    tokens = tokens_of("about 300")
    assert [text_at(tokens, place) for place in (-1, 0, 1, 2)] == ["", "about", "300", ""]


def test_what_touches() -> None:
    tokens = tokens_of("Su-35 x")
    assert [touches(tokens, place) for place in range(-1, 5)] == [False, False, True, True, False, False]


def test_clean_keeps_spaces_and_drops_what_cannot_be_seen() -> None:
    assert clean("a\tb\u00a0c") == "a\tb\u00a0c"
    assert clean("4\u200b000\x07men") == "4000 men"
    assert clean("4\x00000") == "4 000"
    assert clean("plain") == "plain"


def test_hyphens() -> None:
    assert HYPHENS == ("-", "\u2011")
