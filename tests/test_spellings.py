"""Names compared: what is one name, and what stays two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.spellings import clean_name, name_key

# one sign of every run of signs that do not show
HIDDEN = [
    "\u00ad", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2060",
    "\u2066", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\ufffa", "\U0001d173", "\U000e0041", "\U000e0100",
]  # fmt: skip


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_that_does_not_show_makes_no_other_name(sign: str) -> None:
    assert name_key(f"Re{sign}uters{sign}") == name_key("Reuters")
    assert clean_name(f"{sign}Re{sign}uters") == "Reuters"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＲＥＵＴＥＲＳ", "reuters"), ("Straße", "STRASSE"), ("Zürich", "Zu\u0308rich"), ("a\u00a0b\t c", "A B C"),
        ("ﬁre service", "Fire Service"), ("İzmir", "i\u0307zmir"),
    ],
)  # fmt: skip
def test_case_width_and_composition_make_no_other_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kharkiv", "Kharkov"), ("BBC", "ВВС"), ("Zürich", "Zurich"), ("A-B", "A B")]
)
def test_other_letters_make_another_name(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_joiner_between_letters_that_need_it_is_shown_and_not_compared() -> None:
    persian = "خبر\u200cگزاری"
    assert clean_name(persian) == persian
    assert name_key(persian) == name_key(persian.replace("\u200c", ""))


@given(st.text())
def test_what_is_compared_and_what_is_shown_are_stable(text: str) -> None:
    key, shown = name_key(text), clean_name(text)
    assert name_key(key) == key
    assert clean_name(shown) == shown
    assert name_key(shown) == key
    assert unicodedata.is_normalized("NFKC", key)
