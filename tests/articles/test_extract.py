"""Claims of an article: every column, on sentences written for these tests."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.articles.confidence import confidence_of
from reconcile.columns import EXTRACTED, names
from reconcile.errors import ReconcileError
from reconcile.language.phrase import parse_phrase

PUBLISHED = "2025-03-05"  # a Wednesday


def claims(text: str, **settings: str) -> list[Any]:
    return list(rc.extract_claims(text, **{"published": PUBLISHED, **settings}).itertuples())


def only(text: str, **settings: str) -> Any:
    found = claims(text, **settings)
    assert len(found) == 1, [row.phrase for row in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The quake left at least 1,240 people dead and more than 3,000 injured.", ["killed", "wounded"]),
        ("Shelling killed 12 and wounded 40 others.", ["killed", "wounded"]),
        ("Two people were killed, 14 others wounded.", ["killed", "wounded"]),
        ("The army has lost 800 men killed or wounded.", ["casualties"]),
        ("Some 900 soldiers have been killed, wounded, captured or gone missing.", ["losses"]),
        ("At least 70 are dead or missing.", ["killed_or_missing"]),
        ("The war has cost the lives of tens of thousands of soldiers.", ["killed"]),
        ("Casualties may exceed 1,000 a day.", ["casualties"]),
        ("Authorities say 3,800 people remain missing.", ["missing"]),
        ("Rebels captured 12 villages and freed 230 prisoners.", ["settlements_taken", "released"]),
        ("Some 700 fighters surrendered.", ["captured"]),
        ("About 60,000 people marched through the city.", ["present"]),
        ("Up to half a million people have fled.", ["displaced"]),
        ("Around 900 miners are trapped underground; 40 men were freed.", ["trapped", "released"]),
        ("The ministry sent 3,000 troops.", ["deployed"]),
        ("The force has seized 320 sq km and now controls over 80 settlements.", ["area_gained", "settlements_held"]),
        ("It controls about 1,000 sq km and 28 villages.", ["area_held", "settlements_held"]),
        ("The army holds less than a third of the region.", ["area_share"]),
        ("Troops advanced by 12 km.", ["advance_distance"]),
        ("Crews launched 31 drones and 2 missiles.", ["drones_launched", "missiles_launched"]),
        ("The air force shot down 28 drones and 5 missiles.", ["drones_shot_down", "missiles_shot_down"]),
        ("In all 60 drones were launched; 12 went astray.", ["drones_launched", "drones_lost"]),
        ("The air force intercepted 73% of the missiles.", ["interception_rate"]),
        ("Gunners downed 46 out of 52 drones.", ["drones_shot_down"]),
        ("It lost 14 tanks and 37 armoured vehicles.", ["equipment_lost", "equipment_lost"]),
        ("Mines destroyed three tanks.", ["equipment_destroyed"]),
        ("Some 2,500 houses were destroyed and 400 damaged.", ["buildings_destroyed", "buildings_damaged"]),
        ("Nearly 40% of casualties were children.", ["share"]),
        ("Unemployment fell by 2 percent.", ["change"]),
        ("The firm will cut 1,900 jobs.", [""]),
        ("Two Killed, 14 Wounded In Harbour Fire", ["killed", "wounded"]),
        ("Some 1.9 million people, or nearly 90% of them, have been displaced.", ["displaced", "share"]),
        ("In all 38 martyrs arrived at clinics, bringing the total to 6,204.", ["killed", "killed"]),
        ("The 7.8-magnitude quake killed at least 3,500 people and a six-storey house fell.", ["killed"]),
        ("It downed 110 of 121 drones, including 30 over the port.", ["drones_shot_down", "drones_shot_down"]),
        ("They shipped some 12,000 containers.", [""]),
        ("The toll includes 600 casualties (150 killed, 450 injured).", ["casualties", "killed", "wounded"]),
        ("In May 41 houses burned in two towns.", ["buildings_destroyed", ""]),
    ],
)
def test_what_is_counted(text: str, measures: list[str]) -> None:
    assert [row.measure for row in claims(text)] == measures


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("The interior ministry said 40 people were killed.", ["interior ministry"]),
        ("At least 40 people were killed, police said on Monday.", ["police"]),
        ("According to the fire service, 17 people died.", ["fire service"]),
        ("Some 17 people died, according to figures published by the Coast Guard.", ["Coast Guard"]),
        ("Police said 60,000 people marched, while organisers put the crowd at 150,000.", ["Police", "organisers"]),
        ("About 300 soldiers died, said Maria Keller, head of the clinic.", ["Maria Keller"]),
        ("Maria Keller, head of the clinic, said about 300 soldiers died.", ["Maria Keller"]),
        ("The River Watch, a local group, said at least 20 people drowned.", ["River Watch"]),
        ("Health officials: 40 people killed in flood", ["Health officials"]),
        ("“We lost 12 men,” the mayor said.", ["mayor"]),
        ("A statement by Governor Ilse Brandt on Friday said 40 people were hurt.", ["Ilse Brandt"]),
        ("The minister said the army believes 400 rebels died.", ["minister"]),
        ("Some 400 rebels are believed to have died.", [""]),
        ("An estimated 400 rebels died.", [""]),
        ("Neither side has confirmed that 700 fighters surrendered.", [""]),
        ("It said 40 people died.", [""]),
        ("The Harbour Institute report estimates that 400 boats sank.", ["Harbour Institute"]),
        ("The crash killed 40, claims from the ministry of transport suggest.", ["ministry of transport"]),
    ],
)
def test_whom_a_figure_is_from(text: str, origins: list[str]) -> None:
    assert [row.origin for row in claims(text)] == origins


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    first, second = claims("The mayor said 12 people died. She added that 40 were hurt.")
    assert (first.origin, second.origin) == ("mayor", "mayor")


def test_a_quotation_keeps_its_speaker_until_it_is_closed() -> None:
    text = (
        "In its update, the Ministry of Harbours stated:\n“In May the fleet lost 12 boats and 40 sailors died.\n"
        "In June 15 sailors died.”\nAnother 300 people have left."
    )
    found = claims(text)
    assert [row.origin for row in found] == ["Ministry of Harbours"] * 3 + [""]


@pytest.mark.parametrize("source", ["Example Post", "The example post", "EP"])
def test_the_publication_is_not_its_own_origin(source: str) -> None:
    assert only("The Example Post (EP) said 40 people died.", source=source).origin == ""


@pytest.mark.parametrize(
    ("text", "temporal", "start", "end", "count"),
    [
        ("In January 2025 some 300 people died.", "period", "2025-01-01", "2025-01-31", ""),
        ("Some 300 people died on 9 February 2025.", "period", "2025-02-09", "2025-02-09", ""),
        ("Some 300 people died in November.", "period", "2024-11-01", "2024-11-30", ""),
        ("Some 300 people died on Friday.", "period", "2025-02-28", "2025-02-28", ""),
        ("Some 300 people died between 25 October and 27 October 2024.", "period", "2024-10-25", "2024-10-27", ""),
        ("Since February 2022, some 300 people have died.", "cumulative", "2022-02-01", "", ""),
        ("As of 30 June 2024 some 300 people have died.", "cumulative", "", "", "2024-06-30"),
        ("The death toll rose to 94 on Monday.", "cumulative", "", "", "2025-03-03"),
        ("So far, 94 people have died.", "cumulative", "", "", ""),
        ("On 3 March the rebels held 40 villages.", "stock", "", "", "2025-03-03"),
        ("The army loses 1,200 men a day.", "rate", "", "", ""),
        ("The air force said on Friday it shot down 12 drones overnight.", "period", "2025-02-27", "2025-02-28", ""),
        ("Some 300 people died in January and February.", "period", "2025-01-01", "2025-02-28", ""),
        ("Some 300 people died by mid-2025.", "", "", "", ""),
        ("Between 2014 and 2021 some 300 people died.", "period", "2014-01-01", "2021-12-31", ""),
        ("Some 300 people died.", "", "", "", ""),
    ],
)
def test_how_a_figure_stands_in_time(text: str, temporal: str, start: str, end: str, count: str) -> None:
    row = only(text)
    assert (row.temporal, row.period_start, row.period_end, row.count_date) == (temporal, start, end, count)


@pytest.mark.parametrize("text", ["Some 300 people died on Friday.", "In May 300 people died.", "40 died overnight."])
def test_without_the_day_of_publication_no_date_is_guessed(text: str) -> None:
    row = only(text, published="")
    assert (row.period_start, row.period_end, row.count_date, row.published) == ("", "", "", "")
    assert row.confidence != "high"


def test_each_figure_takes_the_time_beside_it() -> None:
    found = claims("The army took 320 sq km in January 2025, compared with 400 sq km in December 2024.")
    assert [row.period_start for row in found] == ["2025-01-01", "2024-12-01"]


@pytest.mark.parametrize(
    ("text", "party", "counterparty"),
    [
        ("Some 300 Russian soldiers were killed by Ukrainian drones.", "Russia", "Ukraine"),
        ("Ukraine has lost 40 tanks.", "Ukraine", ""),
        ("Israeli strikes killed 12 people in Rafah.", "", "Israel"),
        ("Iran fired more than 180 missiles at Israel.", "Iran", "Israel"),
        ("Russian forces seized 40 sq km of Ukrainian territory.", "Russia", "Ukraine"),
        ("Ukraine shot down 12 Russian drones.", "Russia", "Ukraine"),
        ("Ukraine said Russia lost 500 men.", "Russia", ""),
        ("Two Palestinians were shot dead by Israeli forces in Jenin.", "Palestine", "Israel"),
        ("Some 40 people drowned in Ukraine.", "", ""),
        ("North Korea sent 11,000 troops to help Russia.", "North Korea", ""),
        ("Russia claimed to have downed 110 Ukrainian drones.", "Ukraine", "Russia"),
    ],
)
def test_whose_people_and_things(text: str, party: str, counterparty: str) -> None:
    row = only(text)
    assert (row.party, row.counterparty) == (party, counterparty)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 40 people died in Ukraine's eastern Donetsk region.", "Donetsk region"),
        ("Some 40 people died near Khan Younis.", "Khan Younis"),
        ("In Port-au-Prince, 40 people died.", "Port-au-Prince"),
        ("Some 40 people died in May.", ""),
        ("Some 40 people died in the dark.", ""),
    ],
)
def test_where(text: str, place: str) -> None:
    assert only(text).place == place


@pytest.mark.parametrize(
    ("text", "population"),
    [("40 soldiers died.", "military"), ("40 civilians died.", "civilian"), ("40 people died.", "")],
)
def test_who(text: str, population: str) -> None:
    assert only(text).population == population


def test_the_row_of_a_claim() -> None:
    text = "A line before.\nThe ministry said on 3 March 2025 that at least 40 people were killed in Lwiw, its capital."
    table = rc.extract_claims(text, source="Example Post", published=PUBLISHED)
    assert list(table.columns) == names(EXTRACTED)
    row = table.iloc[0]
    assert text[row["start"] : row["end"]] == row["phrase"] == "at least 40 people"
    assert row["quote"] == text.split("\n")[1]
    assert (row["kind"], row["n1"], row["status"], row["source"]) == ("lower", 40.0, "proposed", "Example Post")
    assert pd.isna(row["n2"])
    assert row["confidence"] == confidence_of(row["p_right"])
    assert row["claim_id"].startswith("E")


def test_ids_are_stable_and_differ() -> None:
    once = rc.extract_claims("40 people died. 12 people died.")
    again = rc.extract_claims("A new first line.\n40 people died. 12 people died. 40 people died.")
    assert once["claim_id"].tolist() == again["claim_id"].tolist()[:2]
    assert again["claim_id"].is_unique


def test_a_ratio_is_one_row() -> None:
    row = only("The air force shot down 81 out of 112 drones.")
    assert (row.kind, row.n1, row.n2, row.measure) == ("ratio", 81.0, 112.0, "drones_shot_down")


def test_phrases_are_read_again_as_they_were() -> None:
    text = (
        "Between 12 and 15 men died, up to 40 were hurt, and roughly 1.2 million people fled.\n"
        "It lost 300 or so tanks, dozens of drones and 143 sq km (55 sq miles).\nA third of the houses burned."
    )
    for row in claims(text):
        alone = parse_phrase(row.phrase)
        assert (alone.kind, alone.n1) == (row.kind, row.n1), row.phrase


def test_no_claims_give_an_empty_table_with_all_columns() -> None:
    table = rc.extract_claims("Nothing happened.")
    assert table.empty
    assert list(table.columns) == names(EXTRACTED)


def test_an_impossible_day_of_publication_is_an_error() -> None:
    with pytest.raises(ReconcileError, match="no such day"):
        rc.extract_claims("40 died.", published="2025-02-30")
