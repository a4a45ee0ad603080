"""The place of a figure: which names are places, which of them is that of the figure, and whence it is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc


def places(text: str) -> list[tuple[str, str]]:
    table = rc.extract_claims(text, source="Example Post", published="2024-06-05")
    return list(zip(table["place"], table["place_basis"], strict=True))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # behind prepositions, with what may stand between
        ("Some 40 people died in rural Orva.", "Orva"),
        ("Some 40 people died in New Orva.", "New Orva"),
        ("Some 40 people were displaced inside and outside Orva.", "Orva"),
        ("Some 40 people died close to Orva.", "Orva"),
        ("Some 40 people died at the Orva Night Club.", "Orva Night Club"),
        ("Some 40 people died in the once besieged southern port city of Orva.", "Orva"),
        ("Rescuers found 12 bodies off the Greek island of Tessos.", "Tessos"),
        ("Some 40 people died about 30 kilometres south of Orva.", "Orva"),
        ("Some 40 people died near the Orva coal mine in heavy rain.", "Orva coal mine"),
        ("Shells killed 12 people at Tarn Girls' School.", "Tarn Girls' School"),
        ("The strikes on northern Orva killed 12.", "Orva"),
        ("About 900 people have fled to Chad.", "Chad"),
        ("The battle for Orva cost 300 lives.", "Orva"),
        ("Some 300 drones were shot down over Ukraine.", "Ukraine"),
        ("They hold 4,900 square kilometres of Ukrainian territory.", "Ukraine"),
        ("Some 40 people died in Mali, Gambia and Eritrea.", "Mali, Gambia and Eritrea"),
        ("Some 40 people died in Palu, Indonesia.", "Palu"),
        ("Some 40 people died in Deir ez-Orva.", "Deir ez-Orva"),
        ("A quake struck the northern Orva early on Monday, killing 40.", "Orva"),
        ("A tornado tore through Orva, killing 40.", "Orva"),
        ("Some 40 drones were shot down over Orva.", "Orva"),
        ("The destruction of Orva cost 40 lives.", "Orva"),
        # owners, happenings, kinds and states without a preposition
        ("Some 40 people are missing in Ruvia's 10 districts.", "Ruvia"),
        ("Northern Orva's wildfires have now killed 31.", "Northern Orva"),
        ("The Afghanistan earthquake killed 900 people.", "Afghanistan"),
        ("Officials said the Tessa quake killed 90.", "Tessa"),
        ("Kunar province suffered most, with 90 dead.", "Kunar province"),
        ("Spain reported 832 deaths.", "Spain"),
        ("An Indian temple stampede killed 90.", "India"),
        ("Orva, a remote mountain region, counted 40 dead.", "Orva"),
        ("In Mali's capital, Orva, 40 people died.", "Orva"),
        ("Orva University puts the US death toll at 40.", "United States"),
        ("Gunmen abducted 87 people from Orva village.", "Orva village"),
        ("In Orva province's Tessa district, 40 people died.", "Tessa district"),
        ("The strike on Beirut's southern suburbs killed 40.", "Beirut"),
        ("Some 40 people died in the Somali region.", "Somali region"),
        # headlines in capitals, labels
        ("Forty Miners Dead In China Pit Blast", "China"),
        ("Deaths in Orva: 11.", "Orva"),
        ("Tarn County: 12 homes destroyed.", "Tarn County"),
        # no places: times, persons, bodies, outlets, groups, storms, ships, titles, acronyms, what is compared
        ("Some 40 people died in May.", ""),
        ("Some 40 people died in Ramadan.", ""),
        ("Some 40 people died in the dark.", ""),
        ("Some 40 people died, Gen. Tarn said on Telegram.", ""),
        ("Some 40 people died in a Russian strike.", ""),
        ("Some 40 people died in Israel's strikes.", ""),
        ("Some 40 people died in Hamas attacks.", ""),
        ("Some 40 people died in an Islamic school.", ""),
        ("State agency Tarn reported that 40 people died.", ""),
        ("Some 40 people died in Typhoon Orva.", ""),
        ("Some 40 people died on the Kim Tarn.", ""),
        ("Some 40 people died under President Tarn.", ""),
        ("Some 40 people died in the Tarn regime's purges.", ""),
        ("Coal mine blast kills 40.", ""),
        ("The German death rate was about 40%.", ""),
        ("The fires grew to 40 sq km, the size of Malta.", ""),
        ("Some 40 people marched against the war on Iraq.", ""),
        ("The minister told reporters in Geneva that 40 people had died.", ""),
        ("Officials in Moscow said 40 people had died.", ""),
        ("Mali and its allies lost 40 men.", ""),
    ],
)
def test_which_names_are_places(text: str, place: str) -> None:
    assert places(text)[0] == (place, "stated" if place else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eleven people died in Orva County, while six died in Tarn County.", ["Orva County", "Tarn County"]),
        ("In Mali, 12 people died and in Chad 7 people.", ["Mali", "Chad"]),
        ("In the Orva region 12 people died, in the Tessa region seven.", ["Orva region", "Tessa region"]),
        ("In Mali, officials said the quake, centred north of Orva, had killed 76.", ["Mali"]),
        ("A bus fell into a gorge near Orva; 17 people were rescued.", ["Orva"]),
        ("In Mali, 12 people died and 30 were hurt.", ["Mali", "Mali"]),
        ("Some 12 people died and 30 were hurt in Orva.", ["Orva", "Orva"]),
        ("A quake in Orva killed 12 and another in Tessa killed 30.", ["Orva", "Tessa"]),
        ("Shelling hit the Orva camp in Mali, killing 12 and wounding 40.", ["Orva camp", "Orva camp"]),
        ("Police in Orva said 12 people died.", ["Orva"]),
        ("The deaths in Orva: 12 deaths in Tessa: 30", ["Orva", "Tessa"]),
        ("China reported 12 cases, 9 of them in Orva.", ["China", "Orva"]),
        ("The flood killed 97 people, including 40 in Orva.", ["", "Orva"]),
        ("Some 97 men have been killed in Anton Varga's war.", [""]),
        ("The flood in Tessa killed 97 people, including 40 in Orva.", ["Tessa", "Orva"]),
        ("The flood killed 97 people: 40 in Orva, 36 in Tessa and 21 in Tarn.", ["", "Orva", "Tessa", "Tarn"]),
        ("The flood left 97 dead, 40 in Orva and the rest in Tessa.", ["", "Orva"]),
        ("Some 97 people have died, with 40 of the deaths in Orva.", ["", "Orva"]),
        ("Those who fled from Mali arrived in Orva, Sicily, 12 of them hurt.", ["Orva"]),
        (
            "They shot down 16 drones: 7 – over Orva region, 6 – over Tessa region, 3 – over Tarn region.",
            ["Orva region", "Orva region", "Tessa region", "Tarn region"],
        ),
        ("Most cases came from Orva (47 cases) and Tessa (12 cases).", ["Orva", "Tessa"]),
        ("Pakistan said 12 people died there, with 40 homes damaged.", ["Pakistan", "Pakistan"]),
        ("There were 12 dead. Some 30 were hurt there.", ["", ""]),
        # each has the place that its number stands behind
        ("Spain reported 12 deaths, Tessa nine and Tarn four.", ["Spain", "Tessa", "Tarn"]),
        ("Tessa recorded 12 deaths, Orva nine.", ["Tessa", "Orva"]),
        # what is said of a part is not where all of them were
        ("Some 40 of the 97 deaths were in Orva.", ["Orva", ""]),
        ("Some 40 of the 97 people killed in Orva were boys.", ["Orva", "Orva"]),
        ("Orva province accounted for 40 of the 97 deaths.", ["Orva province", ""]),
        ("Of the 97 deaths, 40 were in Orva.", ["", "Orva"]),
        ("Floods killed 97 people, with Orva the worst hit with 40 deaths.", ["", "Orva"]),
        ("Orva was hardest hit, with 40 dead.", ["Orva"]),
        ("Tessa alone saw 40 deaths.", ["Tessa"]),
        ("Floods killed 97 people; in Orva, 16 were hurt.", ["", "Orva"]),
        ("Floods killed 97 people, half of them in Orva.", ["", "Orva"]),
        ("Floods killed 97 people, many in Orva.", [""]),
        ("Across the region 44 people died: 24 in Orva and 20 in Tessa.", ["", "Orva", "Tessa"]),
        ("Afghan officials said 12 people died across the country.", ["Afghanistan"]),
        ("The quake hit Mali and Chad. Some 12 people died in both countries.", ["Mali and Chad"]),
    ],
)
def test_which_place_a_figure_has(text: str, expected: list[str]) -> None:
    assert [place for place, _ in places(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what was named before in the paragraph, until another place takes over
        ("A bomb went off in Orva. Some 40 died. In Tessa, 3 died. Another 2 are missing.",
         [("Orva", "carried"), ("Tessa", "stated"), ("Tessa", "carried")]),
        ("Floods hit the Orva region.\nSome 40 died in the region.", [("Orva region", "lead")]),
        # a label holds for its paragraph, a heading for its section
        ("Kenya: Some 79 cases came up. Five died in Tessa. In all, 40 died.",
         [("Kenya", "stated"), ("Tessa", "stated"), ("Kenya", "carried")]),
        ("Report\nFloods in Orva go on.\nRuvo State\nSome 40 died.\nAnother 3 are missing.\nHealth\nSome 12 fell ill.",
         [("Ruvo State", "carried"), ("Ruvo State", "carried"), ("Orva", "lead")]),
        # the lead of the article, in which no dateline is a place
        ("Blast hits mine in Mali\nGENEVA: Rescuers said it was late.\nSome 40 died.", [("Mali", "lead")]),
        ("GENEVA: Rescuers said it was late.\nSome 40 died.\nThey met in Mali.", [("", "")]),
        # a word that begins a headline is a name where it is one below
        ("Enga landslide kills 40\nPolice said Enga was quiet.", [("Enga", "stated")]),
        ("Mudbath landslide kills 40\nPolice said it was quiet.", [("", "")]),
        ("Quake Kills 40 In Enga\nPolice said it was quiet in Enga province.", [("Enga", "stated")]),
        # not for what another state tells of itself
        ("Blast hits mine in Mali\nIran accused its rival on Monday as the toll rose to 65.", [("", "")]),
        ("Some 40 cases were reported, with Orva state recording most.", [("Orva state", "lead")]),
        ("Floods hit Orva. Some 40 died in other areas, and 3 elsewhere.", [("", ""), ("", "")]),
        ("The Ruvia government met.\nSome 40 died.", [("", "")]),
        ("The Ruvia government met. Some 40 died in the state's 3 towns.", [("Ruvia", "carried")]),
    ],
)  # fmt: skip
def test_whence_a_place_is_known(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text)[: len(expected)] == expected


WORDS = st.sampled_from(
    ["Orva", "Mali", "'s", "in", "the", "and", ",", ":", "12", "died", "there", "country", "of", "St", "."]
)


@given(st.lists(WORDS, max_size=20))
def test_a_place_is_in_the_text_or_a_state(words: list[str]) -> None:
    text = " ".join(words)
    for place, basis in places(text):
        assert bool(place) == bool(basis)
        assert place in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who works in a house, or lies in it, was not hurt there
        ("Medics at Varda Hospital in Enga said 14 people had died.", ["Enga"]),
        ("A professor at the University of Varda said 340 people had died.", [""]),
        ("Varda Hospital said 14 people were killed.", [""]),
        ("Researchers at Enga University counted 9,000 marchers. Some 14 were hurt.", ["", ""]),
        ("Some 14 people were hurt and taken to Varda General Hospital. Two more were missing.", ["", ""]),
        # nor where something was agreed
        ("Both sides freed 307 captives after a deal signed in Varda.", [""]),
        # but what struck it, or happened in it
        ("The strike on Varda Hospital killed 14 people.", ["Varda Hospital"]),
        ("Some 14 pupils died at Varda College.", ["Varda College"]),
        # another event is elsewhere
        ("The raid in Enga killed 14, the deadliest since 2009, when 96 people died.", ["Enga", ""]),
    ],
)
def test_houses_of_speakers_and_of_the_hurt_are_no_places(text: str, expected: list[str]) -> None:
    assert [place for place, _ in places(text)] == expected


def test_a_dateline_in_capitals_is_spelt_as_elsewhere() -> None:
    text = "VARDA (Example Post) — Some 40 were aboard when a ship sank off Varda, and 14 died."
    assert [place for place, _ in places(text)] == ["Varda", "Varda"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the place of a part is not that of all
        ("A storm hit Enga. Nine of the dead were in Port Varda. Some 840 homes burned.", ["Port Varda", "Enga"]),
        (
            "A storm hit Enga. Some 14 died, including nine in Port Varda. Some 840 fled.",
            ["Enga", "Port Varda", "Enga"],
        ),
        # what happened elsewhere, and all of a war
        ("A storm hit Enga. A similar storm killed 140 in 2019.", [""]),
        ("A raid on Enga killed 14. Since the coup in 2021 the army has killed 6,200 people.", ["Enga", ""]),
        ("A raid on Enga killed 14. Since Monday the army has killed 40 people.", ["Enga", "Enga"]),
        ("Floods hit Enga. In 2022, 1,612 people drowned.", [""]),
        ("A raid on Enga killed 14. Some 50,000 people have died in the war since 2011.", ["Enga", ""]),
        (
            "A raid on Enga killed 14. It came a week after one in Varda that left 80 dead. Two guards died.",
            [
                "Enga",
                "Varda",
                "Enga",
            ],
        ),
        (
            "There are 217 dead in Enga, 213 of them in Port Varda and one in Tessa. Some 95 were named.",
            [
                "Enga",
                "Port Varda",
                "Tessa",
                "Enga",
            ],
        ),
        ("The staff counted 148 raids, 52 of them near Varda.", ["", "Varda"]),
        # a month may be of a name
        ("Some 40 people died in Zenda Jan district.", ["Zenda Jan district"]),
        ("In all 36 people died, 21 in Varda and 15 in Enga.", ["", "Varda", "Enga"]),
        (
            "Last year 383 died, 181 of them in Varda and 60 in Enga; this year the figure is 265.",
            ["", "Varda", "Enga", ""],
        ),
        ("A raid on Enga killed 14. Nationwide, 25 were killed.", ["Enga", ""]),
        ("A raid on Enga killed 14 (of whom 9 in Varda). Some 30 were hurt.", ["Enga", "Varda", "Enga"]),
        ("A battle in Enga killed 14. Mali had lost 90 men there.", ["Enga", "Enga"]),
        # whose drones they were is not where they were
        ("Russia launched 103 drones at Ukraine. The ministry said it downed 162 Ukrainian drones.", ["Ukraine", ""]),
        ("Rights monitors say 1,426 people were killed on the coast.", [""]),
        # of what it is the worst
        ("A stampede in Enga left 121 dead, the deadliest in Mali in a decade.", ["Enga"]),
        ("Some 4 people were killed by rocket fire on Varda.", ["Varda"]),
        ("A raid on Enga killed 14. The campaign has killed 50,000 people.", ["Enga", ""]),
        ("A raid on Enga killed 14. The governor of Varda region said nine had died.", ["Enga", ""]),
        # a list of parts, each with its own
        ("The office spoke of 57 deaths, including 13 in Varda and 8 in Enga.", ["", "Varda", "Enga"]),
        (
            "The office spoke of 57 deaths, 13 of them in Varda, 8 in Enga and 2 in Tessa.",
            ["", "Varda", "Enga", "Tessa"],
        ),
        ("The flood killed 57 people, including 13 in the city of Varda.", ["", "Varda"]),
    ],
)
def test_places_are_not_passed_on_to_what_was_elsewhere(text: str, expected: list[str]) -> None:
    assert [place for place, _ in places(text)] == expected
