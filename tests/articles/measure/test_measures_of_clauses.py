"""What figures count, by their own clauses: agencies, tabloids and blogs, situation reports and translated English."""

from __future__ import annotations

import pytest

import reconcile as rc
from reconcile.articles.figures_said import figures_of

# text, and the measures of its figures; "" where nothing is borrowed
DEAD = [
    ("A landslide killed 17 hikers and injured 40, the governor said.", "killed wounded"),
    ("Seventeen hikers are feared dead.", "killed"),
    ("Divers brought up the bodies of 17 sailors.", "killed"),
    ("The death toll from a fire in a hotel rose to 17, with 22 guests still missing.", "killed missing"),
    ("17 dead and 40 hurt in bus horror!", "killed wounded"),
    ("Gunmen killed 17 villagers in Alm, 9 in Bern and 4 in Cade.", "killed killed killed"),
    ("Seventeen gunmen killed five traders.", " killed"),
    ("Deaths recorded: 17; injuries: 40", "killed wounded"),
    ("The police confirmed that 17 were dead, 40 wounded, of these 12 grave.", "killed wounded wounded"),
    ("They have lost 17 relatives, but the army lost 40 soldiers.", "killed losses"),
    ("17 were killed or wounded.", "casualties"),
    ("Three dead including gunman, four hurt", "killed wounded"),
]  # fmt: skip
SAVED = [
    ("Fishermen rescued 31 passengers; nine bodies were recovered.", "rescued killed"),
    ("A boat carrying 64 people sank and only 31 survived.", "aboard rescued"),
    ("OMG only 3 of the 14 crew made it ashore.", "rescued"),
    ("Number of people on board: 64", "aboard"),
    ("There were 64 passengers and six crew aboard the ferry, of whom 31 are saved.", "aboard aboard rescued"),
    ("The ship with 64 refugees on board drifted for days.", "aboard"),
    ("Twelve miners managed to escape, and 31 others remain trapped underground.", "rescued trapped"),
    ("Some 31 soldiers of the garrison surrendered.", "captured"),
    ("Kars received 31 POWs in return.", "released"),
    ("The sides exchanged 31 prisoners who were captured last year.", "released"),
    ("Militants seized 31 pupils and freed six.", "captured released"),
]  # fmt: skip
UPROOTED = [
    ("The storm has affected 64,000 people and displaced 9,000.", "affected displaced"),
    ("In all 1,140 families took shelter in 14 evacuation centres.", "displaced "),
    ("Some 9,000 are without shelter.", "displaced"),
    ("Some 9,000 people crossed the border into Tessa this week.", "displaced"),
    ("The flood forced 9,000 residents to flee.", "displaced"),
    ("The outbreak: 310 new cases and 14 deaths since Monday.", "cases killed"),
    ("The number of infections rose to 310 from 280 the week before.", "cases cases"),
    ("Over 140 patients were hospitalised, 14 of them with serious burns.", "wounded wounded"),
    ("Three are in critical condition.", "wounded"),
    ("It razed 210 timber and brick houses and damaged another 90.", "buildings_destroyed buildings_damaged"),
    ("They uprooted 210 trees.", ""),
    ("Some 310 new confirmed cases, including 14 deaths, were told.", "cases killed"),
    ("The blaze drove 9,000 people from their homes.", "displaced"),
    ("Raiders kill 17, burn down 40 homes", "killed buildings_destroyed"),
    ("About 40 percent of the crops were destroyed.", "share"),
]  # fmt: skip
OTHERS = [
    ("Police said 4,000 came, organisers put the crowd at 9,000.", "present present"),
    ("Some 4,000 workers took part in the march.", "present"),
    ("Over 900 officers were posted along the route.", "deployed"),
    ("Some 14 attacks were recorded; the enemy carried out 6 missile and 31 air strikes.", "events events events"),
    ("It attacked with 31 drones, 28 of them were shot down.", "drones_launched drones_shot_down"),
    ("Heavy losses, including 900 soldiers and 14 tanks, were reported.", "losses equipment_lost"),
    ("Alm, a town of 12,000, lies on a river.", "population"),
    ("The mayor met 40 drivers.", ""),
    ("(31) people were killed and (40) injured.", "killed wounded"),
    ("Some 900 IS fighters died, the monitor said.", "killed"),
    ("Two-thirds of the town's 9,000 homes were destroyed.", "share "),
    ("The raid left 14 dead, and 40 captured.", "killed captured"),
    ("Some 14 soldiers were killed, taking its losses to 900.", "killed losses"),
    ("The army downed 14 of 61 drones and four of nine missiles launched overnight.", "drones_shot_down "),
    # what happened to a part is not said of its whole
    ("Most of the 61 passengers drowned.", ""),
    ("All but 14 of the 61 passengers died.", ""),
    ("Fewer than half of the 61 passengers survived.", "share "),
    ("All of the 61 passengers died.", "killed"),
    ("Some of the 61 people killed were guards.", "killed"),
    ("Six of the 14 wounded guards died.", "killed wounded"),
    ("Some 61 of the 140 displaced families returned.", "released displaced"),
    ("Some 61 of the 140 passengers aboard drowned.", ""),
    ("Of the 61 people killed, Orva accounted for 14.", "killed "),
    ("All 14 miners have been accounted for.", "rescued"),
    ("The army counted 14 wounded out of 61 deployed.", "wounded"),
    ("Aid reached 14 of the 61 people in need.", ""),
    ("A third of the country's 61 soldiers deserted.", "casualties_share "),
    ("A fifth of the city's residents left.", "share"),
    ("The army lost control of 61 sq km.", "area_lost"),
    ("The toll of 61 is far below the true one.", "killed"),
    ("The fire killed 61 people; 14 were listed as missing.", "killed missing"),
    ("Tarnish losses have reached 61,000.", "losses"),
    ("Some 61 hostages remain in Gaza.", "detained"),
    ("Casualties: 14 killed, 61 wounded.", "killed wounded"),
    ("A third of the 1,200 wounded are in critical condition.", "share wounded"),
    ("Nobody said how many of the 61 died.", ""),
    ("Some 91 drones were downed and 76 did not reach their targets.", "drones_shot_down drones_lost"),
    ("Some 91 drones were downed and 76 failed to reach their targets.", "drones_shot_down drones_lost"),
    ("Half the population is hungry, and 638,000 live in famine.", "share "),
    ("Of the 61 that remain open, only 14 have a doctor.", ""),
    ("Police questioned 14 crew members.", ""),
    ("Some 61,000 homes lost power and 14 people died.", " killed"),
    ("Nine out of ten homes were destroyed.", ""),
    ("Nine out of 61 homes were destroyed.", "buildings_destroyed"),
    ("It counted 14 dead and 61 wounded in May, 9 and 40 in June.", "killed wounded  "),
    ("Some 61 residents remain in the town.", "population"),
    # a count that has come to be more than a number
    ("The death toll has climbed past 61, up from 40.", "killed killed"),
    ("The number of injured rose above 61.", "wounded"),
    ("The toll of the floods has gone past 61.", "killed"),
    ("The death toll crossed 61 on Monday.", "killed"),
    ("Prices rose above 61%.", "change"),
    ("The clinic put the number of dead at 14 and the injured at 40.", "killed wounded"),
    ("Six men were reported dead in Alm and 14 in Bern.", "killed killed"),
    ("Rescue workers revised the total to 31 people confirmed dead.", "killed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*DEAD, *SAVED, *UPROOTED, *OTHERS])
def test_what_the_figures_of_a_sentence_count(text: str, expected: str) -> None:
    assert [figure.counted.measure for figure in figures_of(text, None)] == expected.split(" ")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The storm killed 14.", "beside"),
        ("The storm killed six in Alm and 14 in Bern.", "beside shared"),
        ("There were 14 refugees.", "near"),
        ("A storm hit. It killed six. The total is 14.", "beside carried"),
    ],
)
def test_how_sure_a_measure_is(text: str, how: str) -> None:
    assert [figure.counted.how for figure in figures_of(text, None)] == how.split(" ")


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Hunters shot dead 6 tigers.", [""]),
        ("Some 366 head of livestock have perished.", [""]),
        ("Police had 1,234 missing-person reports.", [""]),
        ("A lorry with 80 cattle overturned; 30 died.", ["", ""]),
        ("The fire killed 90 pigs; another 40 were killed later.", ["", ""]),
        ("The Tigers killed 14 soldiers.", ["killed"]),
        ("Floods killed 300 sheep and 12 people.", ["", "killed"]),
        ("Deaths: 12 (2023: 40)", ["killed"]),
        ("Six in ten of the wounded are women.", []),
    ],
)
def test_animals_exceptions_and_other_years_are_no_dead(text: str, measures: list[str]) -> None:
    assert rc.extract_claims(text)["measure"].tolist() == measures


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        # when they died is not said
        ("The rebels handed over four bodies on Monday.", ""),
        ("The remains of 14 soldiers were returned to Varda.", ""),
        ("Rescuers found four bodies on Monday.", "killed"),
        ("Karsia received 60 bodies in June.", ""),
        ("The morgue received 60 bodies in June.", "killed"),
        ("Some 40 survivors were brought back to Varda.", "rescued"),
        ("Some 40 captives were brought back to Varda.", "released"),
        ("Some 4,000 residents have returned home.", ""),
        ("Lawyers for the protesters speak of 40 injured.", "wounded"),
        ("Some 287 pupils remain in captivity.", "detained"),
        ("Some 569 people died or went missing at sea.", "killed_or_missing"),
        ("Some 40 captives have returned home.", "released"),
        # who speaks behind commas takes no object with it
        ("The blast wounded four people, including a boy, the mayor, Ana Reyes, said.", "wounded"),
    ],
)
def test_the_dead_who_are_given_back_and_survivors(text: str, measure: str) -> None:
    assert rc.extract_claims(text)["measure"].tolist() == [measure]


def test_who_is_badly_hurt_is_not_dead() -> None:
    claims = rc.extract_claims("A bus crashed, killing 31 and leaving the rest injured, nine critically.")
    assert claims["measure"].tolist() == ["killed", "wounded"]


def test_the_ill_in_hospital_are_not_wounded() -> None:
    hurt, ill = "A blast killed 12.", "Cholera killed 12."
    for text, measure in ((hurt, "wounded"), (ill, "")):
        assert rc.extract_claims(f"{text} Some 40 people were in hospital.")["measure"].iloc[1] == measure


def test_what_is_told_behind_a_second_that_has_its_own_measure() -> None:
    claims = rc.extract_claims("He said that 387 people died, and that more than 200 were missing in Varda.")
    assert claims["measure"].tolist() == ["killed", "missing"]
