from __future__ import annotations

import pytest

from reconcile.articles.extraction import extract_claims


def wholes(text: str) -> list[tuple[float, str, float | None]]:
    """Number, role, and the number of the whole, of every figure."""
    table = extract_claims(text)
    numbers = dict(zip(table["claim_id"], table["n1"], strict=True))
    columns = (table["n1"], table["role"], table["part_of"])
    return [(number, role, numbers.get(whole)) for number, role, whole in zip(*columns, strict=True)]


ALONE = None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lists behind the whole
        ("At least 88 villagers, including 13 girls and four teachers, died.",
         [(88, "", ALONE), (13, "part", 88), (4, "part", 88)]),
        ("The blast killed 31, among them two toddlers.", [(31, "", ALONE), (2, "part", 31)]),
        ("Some 70 civilians including 21 children were killed and 150 others, including 35 children, wounded.",
         [(70, "", ALONE), (21, "part", 70), (150, "", ALONE), (35, "part", 150)]),
        ("The siege cost 26 lives: eleven soldiers, nine policemen and six nurses.",
         [(26, "", ALONE), (11, "part", 26), (9, "part", 26), (6, "part", 26)]),
        ("Officials said 14 people – ten guards and four drivers – had been killed.",
         [(14, "", ALONE), (10, "part", 14), (4, "part", 14)]),
        ("In all 36 people died, 21 in Varda and 15 in Oster.", [(36, "", ALONE), (21, "part", 36), (15, "part", 36)]),
        ("Some 28 farmers, including a nurse and six children, died.", [(28, "", ALONE), (6, "part", 28)]),
        ("So far 26 bodies, including those of 8 children, were found.", [(26, "", ALONE), (8, "part", 26)]),
        ("In all 45 people were killed (13 children) and 120 injured (41 women).",
         [(45, "", ALONE), (13, "part", 45), (120, "", ALONE), (41, "part", 120)]),
        ("Rebels said they had lost 17 men, four of them commanders.", [(17, "", ALONE), (4, "part", 17)]),
        # behind ", and" somebody else is counted
        ("The army said 15 soldiers, including two officers, and 40 rebels were killed.",
         [(15, "", ALONE), (2, "part", 15), (40, "", ALONE)]),
        # the parts first
        ("Seven women, three men and two boys were among the 12 dead, the mayor said.",
         [(7, "part", 12), (3, "part", 12), (2, "part", 12), (12, "", ALONE)]),
        ("Among the 48 killed were ten pupils and a nurse.", [(48, "", ALONE), (10, "part", 48)]),
        ("Of the 72 wounded, 16 were in intensive care.", [(72, "", ALONE), (16, "part", 72)]),
        # what pronouns stand for, also in the sentence before
        ("Police counted 33 dead, 20 of them children.", [(33, "", ALONE), (20, "part", 33)]),
        ("The flood killed 650 people, of whom 90 were children and 40 women.",
         [(650, "", ALONE), (90, "part", 650), (40, "part", 650)]),
        ("The raid killed 46 people. About 19 of those were farmers.", [(46, "", ALONE), (19, "part", 46)]),
        ("The quake killed 54 people. Eleven of the dead were pilgrims.", [(54, "", ALONE), (11, "part", 54)]),
        ("The crash injured 45 people, five of them seriously.", [(45, "", ALONE), (5, "part", 45)]),
        ("Police said 41 were injured. Three are in a critical condition.", [(41, "", ALONE), (3, "part", 41)]),
        ("The clinic treated 33 wounded. The condition of four is serious.", [(33, "", ALONE), (4, "part", 33)]),
        ("All 52 hostages were released. Of them 41 were released on Sunday; the other 11 were released in Varda.",
         [(52, "", ALONE), (41, "part", 52), (11, "part", 52)]),
        ("The mayor said 33 guards were killed. Some 19 soldiers and 14 policemen were killed, he said.",
         [(33, "", ALONE), (19, "part", 33), (14, "part", 33)]),
        ("In all 15 people were killed, nine men and six women.", [(15, "", ALONE), (9, "part", 15), (6, "part", 15)]),
        ("At least 60 people died, 45 in Varda.", [(60, "", ALONE), (45, "part", 60)]),
        ("There were 310 (70%) severe cases and 150 (50%) children among them.",
         [(310, "", ALONE), (150, "part", 310)]),
        ("Some 90 people died, 12 children and five women among them.",
         [(90, "", ALONE), (12, "part", 90), (5, "part", 90)]),
        ("The guards released 39 hostages. Some 28 were released in Varda, while the other 11 were released in Oster.",
         [(39, "", ALONE), (28, "part", 39), (11, "part", 39)]),
        # line by line
        (("At least 61 people were killed, as follows:\n\n• 34 people died in Varda.\n\n• 19 people, among them two "
         "nurses, died in Oster.\n\nSoldiers\n\n• 40 soldiers died."),
         [(61, "", ALONE), (34, "part", 61), (19, "part", 61), (2, "part", 19), (40, "", ALONE)]),
        ("The quake killed 19,100 people. In Orva 11,000 people were killed. Some 215 soldiers were among the dead.",
         [(19100, "", ALONE), (11000, "", ALONE), (215, "part", 19100)]),
        ("The army said it had killed 20 gunmen; the mayor said those killed were farmers, among them 11 children.",
         [(20, "", ALONE), (11, "part", ALONE)]),
        # of those who are named by what became of them, who are more than the part
        ("Three of the eight killed were nurses.", [(3, "part", 8), (8, "", ALONE)]),
        ("Pilgrims made up 19 of the 33 dead.", [(19, "part", 33), (33, "", ALONE)]),
        ("Three of the eight nurses killed in Varda were Tarnish.", [(3, "part", 8), (8, "", ALONE)]),
        ("Six of the 14 wounded later died.", [(6, "part", ALONE), (14, "", ALONE)]),
        # whose own clause does not say what it counts
        ("The raid killed 33 people; eight were nurses.", [(33, "", ALONE), (8, "part", 33)]),
        ("The raid killed 33 people; eight were hurt.", [(33, "", ALONE), (8, "", ALONE)]),
        ("The raid killed 33 people. Eight bodies have not been identified.", [(33, "", ALONE), (8, "part", 33)]),
        ("Eight bodies have been identified.", [(8, "", ALONE)]),
        # a side of a place is not all of it
        ("It killed 33 people in the far north and eight in the south of the country.",
         [(33, "part", ALONE), (8, "part", ALONE)]),
        ("In the east, some 33 people died.", [(33, "part", ALONE)]),
        # the whole is not given
        ("Nineteen of those killed were pilgrims.", [(19, "part", ALONE)]),
        ("The dead include 14 children, the ministry said.", [(14, "part", ALONE)]),
        # a larger figure is no part, and no part has parts that are larger
        ("The raid killed 12 people. Some 40 of the dead were farmers.", [(12, "", ALONE), (40, "part", ALONE)]),
    ],
)  # fmt: skip
def test_parts_have_their_whole(text: str, expected: list[tuple[float, str, float | None]]) -> None:
    assert wholes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 12 guards and four drivers.",
        "The unit lost eight of its soldiers and killed 20 rebels.",
        "The report lists 60 casualties, including 14 dead.",
        "It happened among 300 people who had gathered there.",
        "They shot down nine of the drones.",
        "On Monday 5 soldiers, 3 policemen and 2 nurses were killed.",
        "They killed 5 people in Varda, 3 in Oster.",
        "The army suffered losses, including 1,140 soldiers, 59 guns and 70 drones.",
        "In all 207 prisoners were released. 207 of them are home.",
        "Some 26 drones were launched. 21 of them were shot down.",
        "Guards killed 22 of the attackers.",
        "Three of the eight nurses were killed.",
        "14 of 33 hurt in Varda",
        "The 33 dead do not include 14 attackers.",
        "It killed 33 people in the north of Varda.",
        "It killed 33 people in the West Bank.",
        "Some 33 people have died since the fighting in the north began.",
        "The shelling killed 12 on Monday, 7 on Tuesday and 5 on Friday.",
    ],
)
def test_what_only_stands_beside_a_figure_is_no_part_of_it(text: str) -> None:
    assert [role for _, role, _ in wholes(text)] == [""] * len(wholes(text))


def test_parts_count_what_their_whole_counts() -> None:
    claims = extract_claims("The death toll now stands at 9,400. Around 80 of those were nurses.")
    assert claims["measure"].tolist() == ["killed", "killed"]
    # the group says it, not the figure that stands nearest
    claims = extract_claims("A storm killed 61 people and hurt 400. Of those killed, 14 were girls and nine boys.")
    assert claims["measure"].tolist() == ["killed", "wounded", "killed", "killed"]


def test_a_number_that_lends_nothing_is_no_claim() -> None:
    assert extract_claims("The choir sang. Around 80 of those were sopranos.").empty


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # two of the victims are no homes
        ("The fire killed seven people and burned 1,900 homes. Two of the victims were cooks.", [
            "killed", "buildings_destroyed", "killed",
        ]),
        ("The fire burned 1,900 homes. Two of the victims were cooks.", ["buildings_destroyed", ""]),
        ("Rebels took 251 people hostage; 97 of them remain captive.", ["captured", "captured"]),
        ("Some 60 were hurt as a bus carrying 86 fell. Fourteen of the injured were flown to Varda.", [
            "wounded", "aboard", "wounded",
        ]),
        ("A service will be held for the dead, 19 of whom were students.", ["killed"]),
        ("Some 387 bodies were found, including 180 body parts.", ["killed", ""]),
        # what became of some of them
        ("Some 13 were wounded, four of whom have since died.", ["wounded", "killed"]),
        ("Some 128 people were arrested, 52 of whom were freed later.", ["detained", "released"]),
        # the town of a name is no town of eight
        ("Some 57 people died, including 13 in the town of Varda and 8 in Enga.", ["killed", "killed", "killed"]),
    ],
)  # fmt: skip
def test_a_part_counts_no_other_things(text: str, measures: list[str]) -> None:
    assert extract_claims(text)["measure"].tolist() == measures


def test_a_group_may_be_named_by_its_number_alone() -> None:
    text = "The search has turned up 54 bodies; the identities of 31 are known."
    assert wholes(text) == [(54, "", None), (31, "part", 54)]
    text = "Some 26 foreigners from 14 countries are among the dead."
    assert [role for _, role, _ in wholes(text)] == ["part", ""]
    text = "A fire killed 76 people. Guests jumped, and two died that way."
    assert wholes(text) == [(76, "", None), (2, "part", 76)]
    text = "Some 21 children were among 39 people who died when a boat sank."
    assert wholes(text) == [(21, "part", 39), (39, "", None)]


def test_victims_are_the_dead_and_not_the_crowd() -> None:
    text = "The stampede left 121 people dead. Some 9,000 devotees had come. Of the victims, 113 were women."
    assert wholes(text) == [(121, "", None), (9000, "", None), (113, "part", 121)]
