from __future__ import annotations

import pytest

from reconcile.articles.extraction import extract_claims

Row = tuple[float, str, float | None, str]


def rows(text: str) -> list[Row]:
    """Number, role, the number that it revises, and why, of every figure."""
    table = extract_claims(text, published="2024-06-05")
    numbers = dict(zip(table["claim_id"], table["n1"], strict=True))
    columns = (table["n1"], table["role"], table["revises"], table["revision"])
    return [(number, role, numbers.get(old), why) for number, role, old, why in zip(*columns, strict=True)]


NO = None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll of the landslide rose to 64 from 52.", [(64, "", 52, "growth"), (52, "earlier", NO, "")]),
        ("This raises the number of confirmed dead from 23 to 26.", [(23, "earlier", NO, ""), (26, "", 23, "growth")]),
        ("The number of dead climbed to 310, up from 288.", [(310, "", 288, "growth"), (288, "earlier", NO, "")]),
        ("The mayor raised the death toll to 27 from an earlier 19.",
         [(27, "", 19, "growth"), (19, "earlier", NO, "")]),
        ("At least 16 men were killed, police said, revising an earlier toll of 18.",
         [(16, "", 18, "correction"), (18, "earlier", NO, "")]),
        ("The city lowered its death toll to 51 from 58.", [(51, "", 58, "correction"), (58, "earlier", NO, "")]),
        ("Rescuers first said 74 people had died but later scaled the number back to 66.",
         [(74, "earlier", NO, ""), (66, "", 74, "correction")]),
        ("The death toll, previously given as 22, is now 25.", [(22, "earlier", NO, ""), (25, "", 22, "growth")]),
        ("Some 83 people were confirmed dead, more than the 71 reported earlier.",
         [(83, "", 71, "growth"), (71, "earlier", NO, "")]),
        ("The number of missing dropped to 44 from 90.", [(44, "", 90, ""), (90, "earlier", NO, "")]),
        ("The toll stood at 37 on Monday, compared with 31 a day earlier.",
         [(37, "", 31, "growth"), (31, "earlier", NO, "")]),
        ("The toll, which had stood at 12 for three days, climbed to 15.",
         [(12, "earlier", NO, ""), (15, "", 12, "growth")]),
        ("Some 60 people were feared dead, up from an initial estimate of 20.",
         [(60, "", 20, "growth"), (20, "earlier", NO, "")]),
        ("The storm killed 16 people, not 20 as the ministry had said earlier.",
         [(16, "", 20, "correction"), (20, "earlier", NO, "")]),
        ("The toll is 260, some 90 fewer than the toll of 350 announced on Monday.",
         [(260, "", 350, ""), (90, "", NO, ""), (350, "earlier", NO, "")]),
        ("Death toll rises to 19 (from 14).", [(19, "", 14, "growth"), (14, "earlier", NO, "")]),
        ("The toll is 19 (previously 14).", [(19, "", 14, "growth"), (14, "earlier", NO, "")]),
        ("Officials put the number of dead at 61, up from 52 a day earlier.",
         [(61, "", 52, "growth"), (52, "earlier", NO, "")]),
        # of two counts it is that of its own size
        ("Police said 61 had died and 23 were hurt, up from 52.",
         [(61, "", 52, "growth"), (23, "", NO, ""), (52, "earlier", NO, "")]),
        ("Some 61 died and 940 are missing after Monday's quake, it said, raising its count from 52 a day earlier.",
         [(61, "", 52, "growth"), (940, "", NO, ""), (52, "earlier", NO, "")]),
        # the other figure stands in another sentence, before it or behind
        ("The toll is 45. Police had earlier put it at 38.", [(45, "", 38, "growth"), (38, "earlier", NO, "")]),
        ("Early reports spoke of nine dead. The toll is now 14.", [(9, "earlier", NO, ""), (14, "", 9, "growth")]),
        ("Earlier, nine people were reported killed. The toll now stands at 14.",
         [(9, "earlier", NO, ""), (14, "", 9, "growth")]),
        ("Police had said that 15 people died. The toll now stands at 17.",
         [(15, "earlier", NO, ""), (17, "", 15, "growth")]),
        ("The army put its dead at 60. It later corrected the number of dead to 48.",
         [(60, "earlier", NO, ""), (48, "", 60, "correction")]),
        # a list shares what is said of its first figure
        ("Earlier reports spoke of 28 dead and 60 injured, but the agency now says 41 died and 85 were injured.",
         [(28, "earlier", NO, ""), (60, "earlier", NO, ""), (41, "", 28, "growth"), (85, "", 60, "growth")]),
        # of several earlier figures the newest one names the nearest
        ("The toll rose to 45 from 41. Police had earlier put it at 38.",
         [(45, "", 41, "growth"), (41, "earlier", NO, ""), (38, "earlier", NO, "")]),
    ],
)  # fmt: skip
def test_earlier_figures_and_what_replaces_them(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # of another speaker
        "The ministry put the toll at 97, up from 81 reported by the Red Cross.",
        # of another period
        "The number of displaced people rose from 1.2 million in 2022 to 1.5 million in 2023.",
        "Guards shot down 34 drones, compared with 51 a day earlier.",
        "Police said 5 people were killed in June, down from 12 in May.",
        # of another event
        "A year earlier, 31 people had died at a temple. A year earlier 31 people were killed. One man died.",
        # nobody knows what it counts
        "The number of arrivals fell to 2,900 from 4,500. At least 12 people drowned.",
        "An earlier attack killed 12 people.",
        "Earlier on Monday, 7 people were killed in a raid on a market.",
        "The blast initially killed 11 people, and two died in hospital.",
        "The toll rose to 61 after 12 people from 3 villages were found dead.",
        "Police said most had been released and 42 were injured. The condition of three is serious.",
        # nobody gives a newer one
        "In an earlier statement the army said 40 rebels had been killed.",
        "Contrary to earlier reports, 40 rebels were killed.",
    ],
)
def test_what_is_no_earlier_figure(text: str) -> None:
    assert "earlier" not in [role for _, role, _, _ in rows(text)]
    assert {(old, why) for _, _, old, why in rows(text)} == {(NO, "")}


def test_an_older_attack_elsewhere_is_no_newer_figure() -> None:
    text = "A raid on Enga killed 47. It came after one in Varda that left 80 dead. Officials first put the toll at 7."
    assert [(number, role, old) for number, role, old, _ in rows(text)][1] == (80, "", NO)


def test_what_was_said_at_first_is_earlier_than_what_had_been_counted_by_a_day() -> None:
    text = "Six people died, the ministry said at first; by Sunday it had counted 33 dead."
    assert [(number, role, old) for number, role, old, _ in rows(text)] == [(6, "earlier", NO), (33, "", 6)]
