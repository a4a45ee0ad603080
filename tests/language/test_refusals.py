from __future__ import annotations

import pytest

from reconcile.errors import PhraseError
from reconcile.language.phrase import parse_phrase


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("n\u043et 730", "not so"), ("d\u0435nied that 730 died", "not so"), ("not (730)", "not so"),
        ("≠730", "not so"),
        ("<>730", "not so"), ("!= 730", "not so"), ("730 – not true", "not so"), ("730 (denied on 3 May)", "not so"),
        ("не 730", "not so"), ("nicht 730", "not so"), ("ні, 730", "not so"),
        ("twice 730", "multiple"), ("double 730", "multiple"), ("±730", "spread"), ("+/-730", "spread"),
        ("No. 730", "number of a thing"), ("730?", "asked"), ("perhaps 730 (or more?)", "asked"),
        ("(730)", "minus"), ("730-", "minus"), ("730,–", "minus"), ("- about 730", "minus"),
        ("12_000", "grouped"), ("12·000", "several figures"), (".5", "0.5"), ("730 (840)", "brackets"),
        ("minus about 730", "minus"),
        ("730 is a lie", "not so"), ("all but 730", "not so"), ("except for 730", "not so"),
        ("nobody knows", "no figure"), ("none were confirmed", "no figure"), ("no one can say", "no figure"),
    ],
)  # fmt: skip
def test_texts_that_are_not_read(text: str, reason: str) -> None:
    with pytest.raises(PhraseError, match=reason):
        parse_phrase(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nobody was killed", 0), ("none", 0), ("no one died", 0), ("no-one was hurt", 0), ("None killed", 0),
        ("(730) people were killed", 730), ("730 (by 3 May)", 730), ("of 730", 730), ("730 times as many", None),
        ("\u0430bout 730", 730), ("730!", 730), ("730 (2023)", 730), ("seven hundred and thirty (730)", 730),
        ("730 (840 with the missing)", 730), ("no. of dead: 730", 730),
    ],
)  # fmt: skip
def test_texts_that_are_read(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(PhraseError):
            parse_phrase(text)
    else:
        assert parse_phrase(text).n1 == value


def test_a_word_in_two_scripts_is_read_as_it_looks() -> None:
    assert parse_phrase("\u0430nother 730").relation == "rise"
    assert parse_phrase("m\u043ere than 730").kind == "lower"
