"""Names that are likely one: initials, shortened words, points and accents."""

from __future__ import annotations

import pytest

from reconcile.claims.likely_names import LONGEST, MOST_WORDS, SHORTEST, likely_pairs


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("Ministry of Defence", "MoD"), ("Ministry of Defence", "MD"), ("UK Ministry of Defence", "UK MoD"),
        ("Associated Press", "AP"), ("United Nations", "UN"), ("United Nations", "U.N."),
        ("Pentagons", "the Pentagons"),
        ("Department of Health", "Dept. of Health"), ("Dept of Defense", "Department of Defence"),
        ("United States Department of Defense", "US DoD"), ("Médecins Sans Frontières", "MSF"),
        ("Al-Jazeera", "Al Jazeera"),
        ("Medecins du Monde", "Médecins du Monde"), ("Army & Navy Board", "Army and Navy Board"),
        ("Institute for the Study of War", "ISW"), ("Gov. of Alton", "Government of Alton"),
        ("City's Mayor", "City Mayor"),
    ],
)  # fmt: skip
def test_likely_names_are_found(longer: str, shorter: str) -> None:
    found = likely_pairs([longer, shorter, "Somebody Else"])
    assert [{*pair} for pair in found] == [{longer, shorter}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Defence", "Ministry of Health"), ("Ministry of Defence", "UK MoD"), ("North Post", "South Post"),
        ("Ministry", "M"), ("Old Bridge", "ob ridge"), ("A", "B"), ("Source 1", "Source 2"), ("of the", "ot"),
    ],
)  # fmt: skip
def test_other_names_are_not(one: str, other: str) -> None:
    assert likely_pairs([one, other]) == []


def test_of_many_spellings_each_is_paired_with_one() -> None:
    found = likely_pairs(["Al-Jazeera", "Al Jazeera", "Al.Jazeera", "Al_Jazeera"])
    assert len(found) == 2
    assert all("Al Jazeera" in pair for pair in found)


def test_how_long_an_abbreviation_is() -> None:
    assert (SHORTEST, LONGEST) == (2, 7)
    name = "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta"
    assert likely_pairs([name.rsplit(" ", 1)[0], "ABGDEZE"]) != []
    assert likely_pairs([name, "ABGDEZET"]) == []


def test_what_has_many_words_is_a_description() -> None:
    assert MOST_WORDS == 10
    longest = "United Nations people who spoke of it at one of"
    assert len(longest.split()) == MOST_WORDS
    assert likely_pairs([longest, longest.replace("United Nations", "UN")]) != []
    assert likely_pairs([f"{longest} them", f"{longest} them".replace("United Nations", "UN")]) == []
