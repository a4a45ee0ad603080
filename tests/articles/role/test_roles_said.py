from __future__ import annotations

import pytest

from reconcile.articles.extraction import extract_claims, read_article


def roles(text: str) -> list[tuple[float, str]]:
    table = extract_claims(text)
    return list(zip(table["n1"], table["role"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor denied that 30 marchers had been killed.", [(30, "denied")]),
        ("Reports that 14 people had died were wrong, the mayor said.", [(14, "denied")]),
        ("The army dismissed claims that 90 soldiers were killed.", [(90, "denied")]),
        ("The 30 marchers were not killed, the mayor said.", [(30, "denied")]),
        ("Not 30 but 20 people were killed.", [(30, "denied"), (20, "")]),
        ("There was no truth in reports that six climbers had died.", [(6, "denied")]),
        ("The mayor, who denied any part in it, said 30 people were killed.", [(30, "")]),
        ("The mayor denied any part in it and said 30 people were killed.", [(30, "")]),
        ("Soldiers mistakenly killed 30 civilians.", [(30, "")]),
        ("It is not known how 30 people died.", [(30, "")]),
        ("No fewer than 30 people were killed.", [(30, "")]),
    ],
)
def test_denials(text: str, expected: list[tuple[float, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Divers found 19 more bodies, bringing the toll to 102.", [(19, "increment"), (102, "")]),
        ("At least three more people died overnight.", [(3, "increment")]),
        ("Another 50 people were killed on Friday.", [(50, "increment")]),
        ("The raid killed 5 men and wounded another 12.", [(5, ""), (12, "")]),
        ("It had recorded another 50 deaths, taking the toll to 700.", [(50, "increment"), (700, "")]),
        ("Four people died overnight, taking the death toll to 33.", [(4, "increment"), (33, "")]),
        ("The death toll rose to 81 after divers found 19 bodies.", [(81, ""), (19, "increment")]),
        (
            "The city revised its death toll upward to 58 after three more bodies were found.",
            [(58, ""), (3, "increment")],
        ),
        ("They raised the toll to 58 after three bodies were found.", [(58, ""), (3, "increment")]),
        ("Some 40 people died. Another 12 were hurt.", [(40, ""), (12, "")]),
        ("It saved 27 men, plus one boy who swam.", [(27, ""), (1, "")]),
        ("The raid killed 5 men in Varda and another 12 in Oster.", [(5, ""), (12, "")]),
        ("More than 50 people were killed.", [(50, "")]),
        ("Helicopters killed six children outright; another five died later.", [(6, ""), (5, "increment")]),
    ],
)
def test_increments(text: str, expected: list[tuple[float, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least 90 people, including 11 children and four women, were killed.",
            [(90, ""), (11, "part"), (4, "part")],
        ),
        ("Some 90 people were killed, among them 11 children.", [(90, ""), (11, "part")]),
        ("Some 90 people were killed, of whom 11 were children.", [(90, ""), (11, "part")]),
        ("The raid killed 11 children and four women.", [(11, ""), (4, "")]),
    ],
)
def test_parts(text: str, expected: list[tuple[float, str]]) -> None:
    assert roles(text) == expected


def test_how_many_fewer_there_are_counts_nobody() -> None:
    claims = extract_claims("The death toll is 260, some 90 fewer than before.")
    assert claims["measure"].tolist() == ["killed", "change"]
    claims = extract_claims("Last year 260 people died, 40 more than in the year before.")
    assert claims["measure"].tolist() == ["killed", "change"]
    claims = extract_claims("The toll is 260. It should be 40 to 50 higher, he said.")
    assert claims["measure"].tolist() == ["killed", "change"]


def test_a_dash_before_a_sentence_is_no_minus() -> None:
    assert roles("-30 soldiers were killed, the monitor said.") == [(30, "")]


def test_parts_are_kept_apart_by_their_words() -> None:
    table = extract_claims("At least 90 people, including 11 children and four elderly women, were killed.")
    # what the party says already is no scope
    assert table[["party", "scope"]].values.tolist()[1:] == [["children", ""], ["elderly and women", "elderly women"]]
    found = read_article("At least 90 people, including 11 children and four elderly women, were killed.").findings
    assert "article-two-figures" not in found["rule"].tolist()
