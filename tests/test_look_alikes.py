"""Letters of other scripts that look like Latin ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.look_alikes import _ALIKE, look_key, mixes_scripts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ВВС", "BBC"), ("ввс", "BBC"), ("Rеutеrs", "Reuters"), ("ΝΑΤΟ", "NATO"), ("νατο", "nato"), ("Ꭰ.Ꮋ.", "D.H."),
        ("ＢＢＣ", "BBC"), ("ꓐꓐꓚ", "bbc"), ("ʙʙᴄ", "BBC"), ("KIЕV", "Kiev"), ("С\u200bNN", "CNN"), ("ıran", "Iran"),
    ],
)  # fmt: skip
def test_what_looks_alike_has_one_key(one: str, other: str) -> None:
    assert look_key(one) == look_key(other)


@pytest.mark.parametrize(("one", "other"), [("Київ", "Kyiv"), ("ТАСС", "TASS"), ("Ελλάδα", "Hellas"), ("BBC", "BBC 2")])
def test_what_does_not_look_alike_has_two(one: str, other: str) -> None:
    assert look_key(one) != look_key(other)


@pytest.mark.parametrize("name", ["Rеuters", "ВBC", "Kharkiv-Мiddle", "ΝATO"])
def test_a_word_in_two_scripts_is_mixed(name: str) -> None:
    assert mixes_scripts(name)


@pytest.mark.parametrize("name", ["РИА News", "Київ", "Reuters", "Zürich", "中央社 CNA", "TV-Центр", "1+1", ""])
def test_words_of_two_scripts_side_by_side_are_not(name: str) -> None:
    assert not mixes_scripts(name)


def test_every_letter_of_the_table_is_of_another_script_or_form_than_what_it_looks_like() -> None:
    for letters, latin in _ALIKE:
        assert len(letters) == len(latin)
        assert latin.isascii()
        assert not any(letter.isascii() for letter in letters)
        assert all(unicodedata.category(letter).startswith("L") for letter in letters)


@given(st.text())
def test_case_does_not_matter(text: str) -> None:
    assert look_key(text) == look_key(text.casefold())
