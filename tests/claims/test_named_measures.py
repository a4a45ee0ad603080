from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.named_measures import names_other_measure


def named(phrase: str, measure: str) -> str:
    return str(names_other_measure(pd.Series([phrase]), pd.Series([measure]))[0])


@pytest.mark.parametrize(
    ("measure", "phrase", "other"),
    [
        ("killed", "60 wounded", "wounded"), ("killed", "over 60 injured", "wounded"),
        ("killed", "60 missing", "missing"),
        ("killed", "60 captured", "captured"), ("killed", "60 men taken prisoner", "captured"),
        ("killed", "60 displaced", "displaced"), ("killed", "60 casualties", "casualties"),
        ("killed", "60 killed or wounded", "casualties"), ("killed", "60 killed and injured", "casualties"),
        ("killed", "60 dead or missing", "killed_or_missing"), ("killed", "60 losses", "losses"),
        ("killed", "60 killed, wounded or captured", "losses"), ("killed", "60 released", "released"),
        ("killed", "60 rescued", "rescued"), ("killed", "60 survivors", "rescued"),
        ("killed", "60 detained", "detained"),
        ("wounded", "60 killed", "killed"), ("wounded", "60 deaths", "killed"),
        ("wounded", "60 casualties", "casualties"),
        ("missing", "60 dead", "killed"), ("captured", "60 killed", "killed"), ("casualties", "60 killed", "killed"),
        ("casualties", "60 wounded", "wounded"), ("losses", "60 killed", "killed"),
        ("displaced", "60 killed", "killed"),
        ("population", "60 killed", "killed"), ("aboard", "60 killed", "killed"), ("cases", "60 deaths", "killed"),
        ("drones_shot_down", "60 drones launched", "drones_launched"),
        ("drones_launched", "60 drones shot down", "drones_shot_down"),
        ("area_gained", "60 sq km lost", "area_lost"), ("area_gained", "controls 60 sq km", "area_held"),
        ("buildings_destroyed", "60 houses damaged", "buildings_damaged"),
        ("equipment_destroyed", "60 tanks captured", "equipment_captured"),
        ("equipment_destroyed", "60 tanks destroyed or damaged", "several things"),
        ("killed", "60 <b>wounded</b>", "wounded"), ("killed", "60 WIA", "wounded"), ("killed", "60 MIA", "missing"),
        ("killed", "60 KIA and WIA", "casualties"), ("killed", "60 hospitalised", "wounded"),
        ("killed", "60 ill", "cases"),
        ("killed", "60 affected", "affected"), ("killed", "60 aboard", "aboard"), ("killed", "60 on board", "aboard"),
        ("killed", "60 cholera cases", "cases"), ("killed", "60 поранених", "wounded"),
        ("killed", "60 taken captive", "captured"), ("wounded", "60 KIA", "killed"), ("casualties", "60 KIA", "killed"),
    ],
)  # fmt: skip
def test_another_measure(measure: str, phrase: str, other: str) -> None:
    assert named(phrase, measure) == other


@pytest.mark.parametrize(
    ("measure", "phrase"),
    [
        ("killed", "60 killed"), ("killed", "60 dead"), ("killed", "60 deaths"), ("killed", "60 lives were lost"),
        ("killed", "60 bodies"), ("killed", "a death toll of 60"), ("killed", "60 fatalities"), ("killed", "60"),
        ("killed", "60 died of their wounds"), ("killed", "60 prisoners"), ("killed", "60 refugees"),
        ("killed", "60 wounded who later died"), ("killed", "60 Russian soldiers"), ("killed", "60 residents"),
        ("wounded", "60 injured"), ("wounded", "60 hurt"), ("wounded", "60 taken to hospital"),
        ("wounded", "60 sent to hospital"), ("casualties", "60 killed or wounded"), ("casualties", "60 casualties"),
        ("casualties", "60 killed and injured"), ("casualties", "lost 60 men"), ("losses", "60 losses"),
        ("losses", "60 casualties"), ("losses", "60 killed, wounded, missing or captured"),
        ("killed_or_missing", "60 killed or missing"), ("killed_or_missing", "60 dead and missing"),
        ("captured", "60 prisoners of war"), ("captured", "60 surrendered"), ("captured", "60 detained"),
        ("missing", "60 missing"), ("missing", "60 unaccounted for"), ("displaced", "60 fled"),
        ("affected", "60 killed"),
        ("rescued", "60 evacuated"), ("released", "60 captured men returned home"), ("excess_deaths", "60 deaths"),
        ("area_held", "60 sq km occupied"), ("area_gained", "captured 60 sq km"), ("area_gained", "60 sq km seized"),
        ("equipment_destroyed", "60 tanks destroyed"), ("drones_shot_down", "60 drones destroyed"),
        ("drones_launched", "60 drones fired"), ("casualty_rate", "60 casualties"), ("area_share", "60% captured"),
        ("killed", "60, not counting the missing"), ("killed", "60 excluding the wounded"),
        ("killed", "60 without the missing"), ("killed", "60 KIA"), ("killed", "60 fatal cases"),
        ("casualties", "60 KIA and WIA"), ("affected", "60 ill"),
        ("wounded", "60 hospitalised"), ("cases", "60 infected"), ("killed", "60 of those aboard killed"),
        ("goats_lost", "60 wounded"), ("", "60 wounded"),
    ],
)  # fmt: skip
def test_the_measure_of_the_row(measure: str, phrase: str) -> None:
    assert named(phrase, measure) == ""


def test_a_corrected_measure_stands_against_the_words() -> None:
    rows = pd.DataFrame({"measure": "casualties", "source": ["A", "B"], "phrase": "60 killed", "best": 60,
                         "note": ["", "corrected: measure was 'killed' (the original says casualties)"]})  # fmt: skip
    assert check_claims(rows).rejected[["row", "rule"]].values.tolist() == [[1, "other-measure"]]


def test_the_hint_names_what_the_phrase_says() -> None:
    rows = pd.DataFrame({"measure": "killed", "source": ["A"], "phrase": "the raid wounded 60"})
    rejected = check_claims(rows).rejected
    assert rejected["hint"].tolist() == ["the phrase says wounded: correct the measure, or the phrase"]
