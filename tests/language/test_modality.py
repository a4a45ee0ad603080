"""Words of likelihood, in the order of the text, the longest first."""

from __future__ import annotations

import pytest

from reconcile.language.modality import modality_of
from reconcile.language.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reportedly, it ALMOST CERTAINLY lost 300", "reportedly, almost certainly"),
        ("almost certain", "almost certain"),
        ("almost 300", ""),
        ("highly likely or highly unlikely", "highly likely, highly unlikely"),
        ("highly praised, likely", "likely"),
        ("thought to have fallen", "thought to"),
        ("they thought about 300", ""),
        ("likely likely", "likely, likely"),
        ("a realistic possibility that it may", "realistic possibility, may"),
        ("ends on realistic", ""),
        ("", ""),
    ],
)
def test_modality(text: str, words: str) -> None:
    assert modality_of(tokens_of(text)) == words


def test_modality_is_the_longest_match() -> None:
    assert modality_of(tokens_of("it almost certainly may, as claimed, be highly likely")) == (
        "almost certainly, may, claimed, highly likely"
    )
    assert modality_of(tokens_of("it lost 640")) == ""
