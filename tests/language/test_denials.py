from __future__ import annotations

import pytest

from reconcile.errors import PhraseError
from reconcile.language.phrase import parse_phrase


@pytest.mark.parametrize(
    "text",
    [
        "not 730", "no 730", "never 730", "not the 730 claimed", "nor 730", "cannot be 730", "not about 730",
        "it wasn't 730", "did not lose 730 men", "not yet 730", "without 730", "not one man",
        "denied that 730 were killed", "Kyiv denies 730 losses", "730 (denied by the army)", "a denial of 730 dead",
        "730 is untrue", "the 730 was wrong", "false reports of 730", "no evidence of 730", "refuted: 730",
        "dismissed reports of 730 dead", "rejected the claim of 730", "730 dead, a figure disputed by Moscow",
        "wrongly reported as 730", "falsely claimed 730 dead", "rather than 730", "nowhere near 730",
        "excluding 730", "far from 730",
        "730 were not killed", "730 men weren't hurt", "730 never died",
    ],
)  # fmt: skip
def test_a_figure_that_is_denied_is_not_read(text: str) -> None:
    with pytest.raises(PhraseError, match="says that the figure is not so"):
        parse_phrase(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("not only 730", "approx"), ("no fewer than 730", "lower"), ("not more than 730", "upper"),
        ("no more than 730", "upper"), ("not under 730", "lower"), ("did not exceed 730", "upper"),
        ("not exactly 730", "approx"), ("not far from 730", "approx"), ("not quite 730", "approx_below"),
        ("not even 730", "upper"), ("haven't yet exceeded 730", "upper"),
        ("730 dead, not counting civilians", "approx"), ("not including Kursk, 735", "exact"),
        ("735 not accounted for", "exact"), ("735 did not survive", "exact"), ("735 have not returned", "exact"),
        ("735 dead, not all of them soldiers", "exact"), ("dismissed 735 officers", "exact"),
        ("735 disputed villages", "exact"), ("mistakenly killed 735", "exact"), ("wrongly detained 735", "exact"),
        ("nobody else, 735 dead", "exact"),
        ("735 dead, which does not include civilians", "exact"), ("735 have not been found", "exact"),
    ],
)  # fmt: skip
def test_a_not_that_denies_no_number(text: str, kind: str) -> None:
    reading = parse_phrase(text)
    assert (reading.n1 // 10, reading.kind) == (73, kind)


def test_the_error_says_what_to_do() -> None:
    with pytest.raises(PhraseError, match="denied_by"):
        parse_phrase("denied that 730 died")
