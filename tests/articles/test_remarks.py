"""Findings on an article: what was not read, and what cannot be right."""

from __future__ import annotations

import pytest

from reconcile.articles.extraction import read_article


def rules(text: str, published: str = "2025-03-05") -> list[str]:
    return read_article(text, published=published).findings["rule"].tolist()


def messages(text: str, rule: str, published: str = "2025-03-05") -> list[str]:
    found = read_article(text, published=published).findings
    return found.loc[found["rule"] == rule, "message"].tolist()


SOUND = "The ministry said on 3 March 2025 that 40 people were killed and 12 wounded in the port of Lwiw."


def test_a_sound_article_gives_no_finding() -> None:
    assert rules(SOUND) == []


@pytest.mark.parametrize("text", ["", "  \n ", "Nothing was said about it by anyone.", "NaN million people died."])
def test_an_article_without_claims_says_so(text: str) -> None:
    assert rules(text) == ["article-no-claim"]


@pytest.mark.parametrize(
    "text",
    [
        "Nach Angaben der Behörden starben dort gestern mindestens 40 Menschen.",
        "Selon le ministère, la Russie a lancé 31 drones et 2 missiles contre la ville.",
        "El ministerio dijo que los rebeldes mataron a más de 40 civiles en la capital.",
        "Погибли не менее 40 человек, еще 12 ранены",
        "据报道,至少40人死亡",
        "Bakanlık dün gece bölgede kırk kişinin öldüğünü ve birçok kişinin yaralandığını açıkladı 40 12",
    ],
)
def test_other_languages_are_told_and_nothing_is_read(text: str) -> None:
    reading = read_article(text)
    assert reading.claims.empty
    assert "article-not-english" in reading.findings["rule"].tolist()


def test_an_english_article_keeps_its_claims_beside_a_foreign_paragraph() -> None:
    foreign = "Nach Angaben der Behörden starben dort gestern mindestens 70 Menschen."
    reading = read_article(f"{SOUND}\n{foreign}", published="2025-03-05")
    assert reading.claims["n1"].tolist() == [40.0, 12.0]
    assert messages(f"{SOUND}\n{foreign}", "article-not-english") == [
        "1 paragraph is not English: nothing is read from there"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They lost " + "9" * 400 + " men.", "9" * 200),
        ("They lost 1.500 men.", "1.500"),
        ("Some 1,50,0 died.", "1,50,0"),
        ("After the rains 1 12,000 came back.", "1 12,000"),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_read(text: str, shown: str) -> None:
    found = read_article(text).findings
    assert found.loc[found["rule"] == "article-number", "value"].tolist() == [shown]


def test_amounts_without_a_number() -> None:
    text = "After heavy losses, several soldiers left, and some have been captured; some 40 stayed for many years."
    assert messages(text, "article-vague") == [
        "no number is given: 'heavy losses'",
        "no number is given: 'several soldiers'",
        "no number is given: 'some have been captured'",
    ]


def test_two_figures_for_one_quantity() -> None:
    text = "The mayor said 40 people were killed in Lwiw. The mayor said 90 people were killed in Lwiw."
    assert messages(text, "article-two-figures") == ["two figures for one quantity: '40 people' and '90 people'"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said 40 people were killed in Lwiw. The governor said 90 people were killed in Lwiw.",
        "The mayor said 40 people were killed in Lwiw. The mayor said 90 people were killed in Halych.",
        "The mayor said 40 people were killed in May. The mayor said 90 people were killed in June.",
        "The mayor said at least 40 people were killed. The mayor said about 42 people were killed.",
    ],
)
def test_different_speakers_places_times_and_hedges_are_no_contradiction(text: str) -> None:
    assert messages(text, "article-two-figures") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It counted 50 casualties (10 killed, 30 wounded).", ["the parts 10 and 30 make 40, not 50 casualties"]),
        ("It counted 40 casualties (10 killed, 30 wounded).", []),
        ("It counted 1,389 casualties (221 killed, 1,168 injured).", []),
        ("Of 112 drones launched, 81 were shot down and 20 were lost.",
         ["the parts 81 and 20 make 101, not 112 drones launched"]),
        ("It counted about 50 casualties, among them at least 10 killed and 30 wounded.", []),
    ],
)  # fmt: skip
def test_parts_that_do_not_sum(text: str, expected: list[str]) -> None:
    assert messages(text, "article-sum") == expected


def test_a_part_larger_than_its_whole() -> None:
    assert messages("The air force shot down 120 out of 112 drones.", "article-part") == [
        "the part is larger than the whole"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 40 people died on 31 November 2024.", "there is no 31 November 2024"),
        ("Some 40 people died on Feb. 30.", "there is no 30 February"),
        ("Some 40 people died in August 2025.", "it counts a time after the article was published"),
    ],
)
def test_dates_that_cannot_be(text: str, expected: str) -> None:
    assert messages(text, "article-date") == [expected]


def test_times_that_only_the_day_of_publication_settles() -> None:
    text = "Some 40 people died on Friday."
    assert messages(text, "article-open-time", published="") == ["'Friday' has no known date"]
    assert messages(text, "article-open-time") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two weeks ago the toll stood at 40.", "Two weeks ago"),
        ("Last month the toll stood at 40.", "Last month"),
        ("It killed 14 people, compared with 40 last winter.", "last winter"),
    ],
)
def test_times_that_are_no_day(text: str, words: str) -> None:
    assert messages(text, "article-open-time") == [f"{words!r} has no known date"]


def test_a_double_that_says_something_else() -> None:
    text = "The fire burned 143 sq km (550 sq miles) of forest and 62 sq km (24 sq miles) of fields."
    assert messages(text, "article-units") == ["the double in brackets would be 1,424.49 km2: they disagree"]


def test_what_a_reader_does_not_see_gives_no_finding() -> None:
    page = "Some 40 people died in Aland.<script>var casualties = 'heavy losses'; x = 1.500</script>"
    assert read_article(page, "Example Post", "2025-02-01").findings.empty
