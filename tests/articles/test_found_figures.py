"""Which numbers of an article are found, as which kind and value, in sentences as agencies, posts and reports write."""

from __future__ import annotations

import math

import pytest

import reconcile as rc


def found(text: str) -> str:
    """Return the figures of a text as "kind n1-n2; …", without the kind of plain numbers."""
    claims = rc.extract_claims(text, published="2024-06-05")
    return "; ".join(_figure(row.kind, row.n1, row.n2) for row in claims.itertuples())


def _figure(kind: str, n1: float, n2: float) -> str:
    plain = kind in ("exact", "approx")
    return f"{'' if plain else kind + ' '}{n1:.10g}{'' if math.isnan(n2) else f'-{n2:.10g}'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The navy downed 14/19 drones over Varda.", "ratio 14-19"),
        ("Our guys shot down 27/30 UAVs, 3 lost.", "ratio 27-30; 3"),
        ("30+ wounded in #Varda, 12 dead.", "lower 30; 12"),
        ("12k people marched in Orva, 3.5m stayed home.", "12000; 3500000"),
        ("Locals say 2k dead.", "2000"),
        ("(62) people were killed and (140) were injured in the province.", "62; 140"),
        ("Some 78 784 people left the delta.", "78784"),
        ("The clinic admitted 211 (64%) children and 118 (36%) adults with cholera.", "211; 118"),
        ("About 40% of the 300 fighters were killed.", "40; 300"),
        ("They counted 512 or 514 people on board the ferry.", "interval 512-514"),
        ("Estimates of the crowd range from 4,000-9,000.", "interval 4000-9000"),
        ("The paper says 60-70,000 marched.", "interval 60000-70000"),
        ("The toll rose from 19 to 23 on Sunday.", "19; 23"),
        ("The blast raises the number of dead from 19 to 23.", "19; 23"),
        ("The ministry has increased its estimate of the dead from 1,900 to 2,300.", "1900; 2300"),
        ("An increase of the death toll from 40 to 47 was announced.", "40; 47"),
        ("Between 19 and 23 people died.", "interval 19-23"),
        ("From 19 to 23 people died.", "interval 19-23"),
        ("Police say 4,000 came; the organisers' figure is 30,000.", "4000; 30000"),
        ("The union is saying 30,000 while the police are saying 4,000.", "30000; 4000"),
        ("Police put numbers at 4,000, with organisers claiming 30,000.", "4000; 30000"),
        ("Radio reports had police putting turnout at 4,000.", "4000"),
        ("The app produced a figure of over 90,000.", "lower 90000"),
        ("The death toll now stands at 41.", "41"),
        ("The confirmed total now stands at 2,119.", "2119"),
        ("Officials said about 35 survived and 4 were in hospital.", "35; 4"),
        ("Five jumped to safety, and 17 have been confirmed dead.", "5; 17"),
        ("Nearly 500 rebels, including more than 200 foreigners, were killed.", "approx_below 500; lower 200"),
        ("A girl of six was one of 48 people who died.", "48"),
        ("He was one of 48 killed.", "48"),
        ("One of the 48 passengers survived.", "ratio 1-48"),
        ("Call the hotline on 0800 123 4567 if relatives are missing.", ""),
        ("Call 555-0143-22 for news of the missing.", ""),
        ("Families may ring 212-555-0177 for word of missing people.", ""),
        ("The bridge cost $12 million and killed 3 workers.", "3"),
        ("Kin of the 9 dead will get Rs 10 lakh each.", "9"),
        ("The state will pay 4 crore rupees to the kin of 9 killed.", "9"),
        ("The rebels asked for 2 billion pesos for the release of 9 captives.", "9"),
        ("They demanded 50 million naira for the release of the girls.", ""),
        ("A ransom of some €300,000 was paid for the release of two hostages.", "2"),
        ("A quake of magnitude 6.4 killed 31.", "31"),
        ("A 6.4 magnitude earthquake killed 31 people.", "31"),
        ("The quake, which measured 6.4 on the Richter scale, killed 31.", "31"),
        ("The 6.4-strong quake had a depth of 10 km.", ""),
        ("Version 2.4 of the map was released.", ""),
        ("The town fell for a third straight year.", ""),
        ("It was the second such attack in which people died.", ""),
        ("A worker about 60 metres away from the blast was hurt.", ""),
        ("The camp lies 35 km north of Varda, where rebels seized a base.", ""),
        ("The army seized a base near Orva, about 40 miles (64 km) from the coast.", ""),
        ("The army advanced 12 km north of Varda.", "12"),
        ("The raid began at 9.45 and killed 4.", "4"),
        ("Shelling started around 10.40 in the morning and killed 4 people.", "4"),
        ("The attack came at 5.30 p.m. and wounded six.", "6"),
        ("Children as young as 12 were arrested.", ""),
        ("At least 7 people were killed between 3 and 9 November.", "lower 7"),
        ("At least 7 people were killed between 3 November and 9 December.", "lower 7"),
        ("One wounded woman who crawled out told the radio that soldiers fired.", ""),
        ("One injured man said soldiers fired.", ""),
        ("One man was killed.", "1"),
        ("One of them was killed.", "1"),
        ("One soldier died and two were hurt.", "1; 2"),
        ("Two residents said soldiers fired.", ""),
        ("Two witnesses told the radio that 12 people were killed.", "12"),
        ("According to two officials, 12 people were killed.", "12"),
        ("Three doctors said that 12 people had been killed.", "12"),
        ("Two residents were killed.", "2"),
        ("Write to help12@orva.org or see https://orva.org/2024/31-dead?id=40 about the missing.", ""),
        ("The losses were three to one.", ""),
        ("Rebels outnumber soldiers ten to one.", ""),
        ("A ratio of 5 to 1 was reported.", ""),
        ("The battle is 100 years old.", ""),
        ("Deaths: nine due to smoke; four in traffic.", "9; 4"),
        ("Injuries: 31 to crews, and 14 to residents.", "31; 14"),
        ("Killed: 31. Wounded: 40. Missing: 3.", "31; 40; 3"),
        (
            "He gave figures: 76 attacks on clinics, 140 on schools, 160 on mosques and 50 on markets.",
            "76; 140; 160; 50",
        ),
        ("A 48%-er shared the post about the dead.", ""),
        ("Units of the 14 provinces took part.", "14"),
        ("Thirty lakh people were affected.", "3000000"),
        ("Nine lakh people in 12 districts are affected.", "900000; 12"),
        ("The toll was 1,234,567,890,123,456,789,012,345,678,901 dead.", ""),
        ("Twelve hundred people were evacuated.", "1200"),
        ("The coordinates are 48.29 N, 37.18 E, where soldiers died.", ""),
        ("The post was hit at 48°17'N 37°10'E; 3 soldiers died.", "3"),
        ("207 of them were released.", "207"),
        ("Twenty of them died.", "20"),
        ("Of those, 14 were children.", "14"),
        ("The council put the crowd at 139, 000 that day.", "139000"),
        ("Some 41, 050 people left; on May 12, 47,531 people came back.", "41050; 47531"),
        ("In Orva 38, 47,531 people live in tents.", "3847531"),
        ("Three other would-be bombers were killed.", "3"),
        ("Gunmen wounded two uniformed police.", "2"),
        ("The Second Army took 52,971, and the Third Army 92,600.", "52971; 92600"),
        ("The losses of guns were highest in spring, with 1,520 and 1,517 guns destroyed.", "1520; 1517"),
        (
            "Casualties were reported as high, hitting over 35,000 in May and rising to 38,130 by June.",
            "lower 35000; 38130",
        ),
        ("At least 90 of the 140 pupils are free.", "lower 90; 140"),
        ("The raid took place at around 11 p.m. and killed six people.", "6"),
        ("Around 3 p.m. the guard left.", ""),
        ("It was 26 degrees and the road was 9 feet wide.", ""),
        ("They won 3 games.", "3"),
        ("The rest were in 5, in all.", ""),
        ("Atleast 40 people and more then 30 cows died.", "lower 40; lower 30"),
        ("Some 117 deaths and 1961 injured were on the list.", "117; 1961"),
        ("The fire of 1991 killed 29 people.", "29"),
        ("All but one of the 14 dead were drivers.", "14"),
        ("It is larger by a factor of 5.", ""),
        ("There were about 1300, plus 300 or so of the press.", "1300; 300"),
        ("Houses repaired: 12", "12"),
        ("- 73 confirmed Vibrio 01 by culture", "73"),
        ("RT @Post: 5 killed near Orva; t.me/orva/345", "5"),
        ("The clinics had 12 deaths (CFR 0.2%).", "12; 0.2"),
        ("The toll of the storm that hit the south of the state of Orva has risen to 82, as the search goes on.", "82"),
    ],
)
def test_figures_found(text: str, expected: str) -> None:
    assert found(text) == expected
