from __future__ import annotations

import pytest

from reconcile.articles.extraction import extract_claims


def rows(text: str) -> list[tuple[float, str, str, str]]:
    """Number, role, origin and denier of every figure."""
    table = extract_claims(text, published="2024-06-05")
    return list(zip(table["n1"], table["role"], table["origin"], table["denied_by"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody is named for the figure: it is nobody's
        ("The police denied that 30 marchers had been killed.", [(30, "denied", "", "police")]),
        ("Reports that 14 people had died were wrong, the mayor said.", [(14, "denied", "", "mayor")]),
        ("The army dismissed claims that 90 soldiers were killed.", [(90, "denied", "", "army")]),
        ("The mayor denied that more than 12 people had died.", [(12, "denied", "", "mayor")]),
        ("The number of dead is 14, not 40 as reported.", [(14, "", "", ""), (40, "denied", "", "")]),
        ("“We strongly deny that 14 soldiers were captured,” a spokesman said.", [(14, "denied", "", "spokesman")]),
        ("After reports that 25 soldiers had been killed, the army debunked them.", [(25, "denied", "", "army")]),
        ("The number of dead is 253 and not 359 as reported.", [(253, "", "", ""), (359, "denied", "", "")]),
        # somebody gave it: it is that one's, whoever denies it
        ("Karsia denied Ukraine's claim that 90 soldiers had died.", [(90, "", "Ukraine", "Karsia")]),
        ("The army dismissed as false a report by the Orva Post that 16 nurses had been killed.",
         [(16, "", "Orva Post", "army")]),
        ("The rebels rejected as propaganda a government claim that 70 men had been killed.",
         [(70, "", "government", "rebels")]),
        ("The Ukrainian claim that 70 soldiers died is untrue, the ministry said.", [(70, "", "Ukraine", "ministry")]),
        ("A toll of 300 dead given by the rebels was disputed by the government.", [(300, "", "rebels", "government")]),
        ("Ukraine said 65 soldiers had been killed, a claim the army denied.", [(65, "", "Ukraine", "army")]),
        ("Ukraine said 65 soldiers had been killed. The army has denied the claim.", [(65, "", "Ukraine", "army")]),
        # a participle denies what another one gave: who speaks in the sentence
        ("The army said 14 died, dismissing reports that 61 had died.",
         [(14, "", "army", ""), (61, "denied", "", "army")]),
        ("Rejecting rebel claims that 61 had died, the army put the toll at 14.",
         [(61, "", "rebels", "army"), (14, "", "army", "")]),
        ("The army said none died, contradicting rebel claims that 61 had died.",
         [(0, "", "army", ""), (61, "", "rebels", "army")]),
        # nobody is a number
        ("Nobody was killed, the ministry said.", [(0, "", "ministry", "")]),
    ],
)  # fmt: skip
def test_who_denies_and_whose_the_figure_is(text: str, expected: list[tuple[float, str, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministry could not confirm reports that 12 people had died.",
        "Some 30 people were denied entry and 12 died.",
        "Police denied firing on the crowd and said 12 officers were hurt.",
        "Ukraine said 65 soldiers had been killed. The army denied any role.",
        "Ukraine said 65 soldiers had been killed. It has denied the claim that it fired first.",
        "Thousands were displaced and are without shelter.",
        "The bus with 12 people killed in Varda was on the wrong road.",
    ],
)
def test_what_denies_no_figure(text: str) -> None:
    assert {(role, who) for _, role, _, who in rows(text)} == {("", "")}


def test_the_day_of_a_denial_stands_beside_its_verb() -> None:
    claims = extract_claims("Karsia on Tuesday denied Ukraine's claim that 90 soldiers died.", published="2024-06-05")
    assert claims["denied_on"].tolist() == ["2024-06-04"]


def test_who_takes_back_its_own_figure_denies_nothing() -> None:
    claims = extract_claims("The agency withdrew its report of 60 dead.")
    assert claims[["role", "revision", "origin", "denied_by"]].values.tolist() == [["", "withdrawn", "agency", ""]]


def test_a_denial_may_go_on_with_a_figure_of_its_own() -> None:
    text = "The rebels said 57 soldiers died. The army denied this, saying it had lost six men."
    assert rows(text) == [(57, "", "rebels", "army"), (6, "", "army", "")]
    text = "The rebels said 57 soldiers died. The army rejected the toll and put its losses at six men."
    assert rows(text) == [(57, "", "rebels", "army"), (6, "", "army", "")]


def test_a_denial_may_say_no_more() -> None:
    assert rows("The rebels said 12 men died. The army denies.") == [(12, "", "rebels", "army")]
