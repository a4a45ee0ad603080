"""Text from data made fit to print."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from reconcile.arrays import each_once, strings
from reconcile.report.sentences.printable import clean, shorten


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    line = clean(text)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in line)
    assert line == line.strip()
    line.encode("utf-8")


@given(st.text(), st.integers(2, 80))
def test_shortened_text_fits_and_says_that_it_was_cut(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short == clean(text[: 4 * length]) or short.endswith("…")


def test_bidirectional_overrides_are_taken_out() -> None:
    assert clean("abc\u202edcba\u200b") == "abcdcba"


def test_lone_surrogates_are_taken_out() -> None:
    assert clean("a\ud800b") == "ab"


def test_a_million_characters_take_no_time() -> None:
    assert len(shorten("x " * 500_000)) <= 60


def test_nulls_of_every_kind_are_empty() -> None:
    assert strings(pd.Series([None, np.nan, pd.NA, "a"], dtype=object)).tolist() == ["", "", "", "a"]


def test_a_function_sees_each_value_once() -> None:
    seen: list[str] = []
    changed = each_once(np.array(["b", "a", "b"], dtype=object), lambda value: seen.append(value) or value.upper())
    assert changed.tolist() == ["B", "A", "B"]
    assert seen == ["b", "a"]
