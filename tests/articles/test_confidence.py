"""How sure a reading is: signs, their weights, and the word for a probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.confidence import HIGH, MEDIUM, confidence_of, p_right, signs_of
from reconcile.articles.figures_said import figures_of


def test_from_where_on_a_reading_is_called_high_or_medium() -> None:
    assert (HIGH, MEDIUM) == (0.94, 0.5)
    assert [confidence_of(share) for share in (1.0, 0.94, 0.939, 0.5, 0.499, 0.0)] == [
        "high", "high", "medium", "medium", "low", "low",
    ]  # fmt: skip


def test_a_measure_beside_the_figure_is_surer_than_none() -> None:
    assert p_right(["measure beside"]) > p_right(["measure unknown"])


def test_a_sign_that_has_no_weight_says_nothing() -> None:
    assert p_right(["measure beside", "a sign of another time"]) == p_right(["measure beside"])


@given(st.lists(st.text(max_size=20), max_size=8))
def test_whatever_the_signs_it_is_a_probability(signs: list[str]) -> None:
    assert 0 <= p_right(signs) <= 1


@pytest.mark.parametrize(
    ("text", "among", "sign"),
    [
        ("Police said 12 rebels died.", 1, "speaker"),
        ("Some 12 rebels died.", 1, "no speaker"),
        ("Some 12 rebels died.", 4, "list"),
        ("Some 12 rebels died.", 1, "hedged"),
        ("They had 12 of something.", 1, "measure unknown"),
    ],
)
def test_signs_say_how_a_figure_was_read(text: str, among: int, sign: str) -> None:
    figures = figures_of(text, None)
    assert all(sign in signs_of(figure, among) for figure in figures)


def test_every_row_says_how_sure_it_is() -> None:
    table = rc.extract_claims("Police said 12 men died and 40 were hurt. Some 300 things were there.")
    assert table["p_right"].between(0, 1).all()
    assert table["confidence"].tolist() == [confidence_of(share) for share in table["p_right"]]


# what tells of no dead: nobody may take it, unread, for killed
NOT_KILLED = (
    "Police denied that 40 protesters had been killed.",
    "Reports that 12 people had died were wrong, the mayor said.",
    "It is not true that 18 people died, the clinic said.",
    "There is no evidence that 300 prisoners were executed.",
    "If the dam breaks, 5,000 people will be killed.",
    "The quake would have killed 3,000 people.",
    "Experts predict 10,000 deaths.",
    "Another 40 deaths are likely.",
    "The death toll is likely to pass 1,000.",
    "The army has promised to kill 300 rebels.",
    "The mayor expects the number of dead, which no one knows, to climb above 100.",
    "The drill assumed that 25 people had died.",
    "Did the army really kill 50 civilians?",
    "Every year some 1,200 cyclists die.",
    "All but 4 of the 50 passengers died.",
    "Some 40 people are missing after the ferry sank.",
    "Rescuers pulled 12 people alive from the mine.",
    "The boat had 75 migrants on board.",
    "The flood affected 8,050 people in Orva.",
    "About 250 families fled the town.",
    "Doctors treated 140 people at two hospitals.",
    "Police arrested 31 people after the march.",
    "The army captured 45 rebels near Orva.",
    "Only three of the 11 crew survived.",
    "Karsia freed 63 prisoners in the swap.",
    "The ministry reported 318 new cholera cases this week.",
    "Fourteen miners were trapped underground.",
    "The fund will pay Rs 5 lakh to each family.",
)


@pytest.mark.parametrize("text", NOT_KILLED)
def test_nothing_but_the_dead_is_killed_with_high_confidence(text: str) -> None:
    table = rc.extract_claims(text, source="Post", published="2024-06-05")
    assert not ((table["measure"] == "killed") & (table["confidence"] == "high")).any()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("An air strike killed 14 civilians, senior commanders said.", "civilians"),
        ("Shelling killed 9 soldiers, local journalists said.", "soldiers"),
        ("The blast wounded 5 protesters, police said.", "protesters"),
        ("A flood killed 3 boys, their mothers said.", "boys"),
    ],
)
def test_whoever_says_it_is_none_of_those_counted(text: str, party: str) -> None:
    assert rc.extract_claims(text)["party"].tolist() == [party]


@pytest.mark.parametrize(
    "text",
    [
        # the first of several counts, and what somebody is only said to have done
        "Officials initially spoke of 14 dead. Divers found 20 bodies, a witness said.",
        "The lawmakers accuse the army of hiding 400 deaths.",
        "The mayor said deaths could reach 20,000.",
        "The toll may rise to 500.",
        "Likely 498 children have starved to death.",
        "He said 320 people were dead, but later said that number was unconfirmed.",
        "In an earlier statement the army said 40 rebels had been killed.",
    ],
)
def test_what_was_said_first_or_of_others_is_never_sure(text: str) -> None:
    claims = rc.extract_claims(text)
    assert claims["confidence"].iloc[0] != "high" or claims["role"].iloc[0] == "earlier"


def test_what_had_been_counted_may_be_sure() -> None:
    assert rc.extract_claims("Port officials had counted 96 people aboard.")["confidence"].tolist() == ["high"]


def test_the_month_of_may_is_no_doubt() -> None:
    for text in ("In May 61 people died.", "On May 3, 61 people died.", "By 22 May 61 people had drowned."):
        assert rc.extract_claims(text, published="2024-06-05")["confidence"].tolist() == ["high"]
    claims = rc.extract_claims("The toll has reached 257 and may rise to 500.", published="2024-06-05")
    assert claims["confidence"].tolist() == ["high", "medium"]
    assert rc.extract_claims("Some 61 people may die.")["confidence"].tolist() != ["high"]
