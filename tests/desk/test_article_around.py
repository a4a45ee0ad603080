from __future__ import annotations

import pytest

from reconcile.desk.article_around import article_around


@pytest.mark.parametrize(
    ("text", "quote", "start", "around"),
    [
        ("One.\n\nTwo  died.\nThree.", "Two died.", -1, ("One.", "Three.")),
        ("Two died. A. Two died. B.", "Two died.", 15, ("Two died. A.", "B.")),
        ("Two died. A. Two died. B.", "Two died.", -1, ("", "A. Two died. B.")),
        ("Nothing here.", "Two died.", 3, ("", "")),
        ("", "Two died.", -1, ("", "")),
        ("Some text.", "", -1, ("", "")),
        ("a (b) c", "(b)", -1, ("a", "c")),
    ],
)
def test_what_stands_around(text: str, quote: str, start: int, around: tuple[str, str]) -> None:
    assert article_around(text, quote, start) == around


def test_long_texts_are_cut_between_words() -> None:
    before, behind = article_around("longword " * 100 + "Two died." + " afterwards" * 100, "Two died.")
    assert set(before.split()) == {"…", "longword"}
    assert set(behind.split()) == {"…", "afterwards"}
    assert before.startswith("… longword")
    assert behind.endswith("afterwards …")
    assert max(len(before), len(behind)) <= 330
