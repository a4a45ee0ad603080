"""The one list of measures: its attributes hold together, and what is made from it is what it says."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.measures import (
    EVENTS,
    LAUNCHES,
    LONGEST_COMPARED,
    MEASURES,
    SUMS,
    UNITS,
    WHOLES,
    WIDER,
    Measure,
    attribute_of,
    measure_of,
    measures_with,
    nearest_measure,
)
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.vocabulary import MOST_COMPARED
from reconcile.columns import SCALES, TEMPORAL
from reconcile.language.units import read_unit

# measures that the contract lists
CONTRACT = (
    "killed", "wounded", "casualties", "losses", "killed_or_missing", "missing", "captured", "released", "deployed",
    "present", "strength", "displaced", "population", "trapped", "area_gained", "area_held", "area_share",
    "advance_distance", "advance_rate", "settlements_taken", "settlements_held", "rescued", "aboard", "affected",
    "cases", "detained", "buildings_destroyed", "buildings_damaged", "drones_launched", "drones_shot_down",
    "drones_lost", "drones_hit", "missiles_launched", "missiles_shot_down", "interception_rate", "equipment_lost",
    "equipment_destroyed", "equipment_damaged", "equipment_captured", "casualties_share", "share", "change", "events",
)  # fmt: skip

each_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)


def test_the_measures_of_the_contract_are_in_the_list() -> None:
    assert set(CONTRACT) - set(MEASURES) == set()


@each_measure
def test_attributes_take_the_words_that_there_are(measure: Measure) -> None:
    assert measure.unit in UNITS
    assert measure.bears in ("loss", "gain", "neither")
    assert measure.scale in SCALES
    assert measure.temporal in ("", *TEMPORAL)
    assert measure.number in ("whole", "share", "area", "distance", "rate", "any")
    assert measure.party in ("", "sufferer", "doer", "owner")
    assert measure.words
    assert {measure_of(word) for word in (measure.name, *measure.synonyms)} == {measure.name}


@each_measure
def test_attributes_hold_together(measure: Measure) -> None:
    shares = {measure.scale == "proportion", measure.unit == "percent", measure.number == "share"}
    assert len(shares) == 1, "a share is in percent, on the scale of proportions"
    rates = {measure.temporal == "rate", measure.unit.endswith("/day"), measure.number == "rate"}
    assert len(rates) == 1, "a rate is per day"
    assert not (measure.only_grows and measure.temporal in ("stock", "rate")), "what is there now comes and goes"
    assert measure.scale != "linear" or measure.number == "any", "only what has no number of its own can be negative"


@each_measure
def test_wholes_parts_and_ratios_are_of_the_same_unit(measure: Measure) -> None:
    related = (*measure.whole, *measure.sum_of, *([measure.out_of] if measure.out_of else []))
    assert {MEASURES[name].unit for name in related} <= {measure.unit}
    assert measure.name not in related
    assert all(measure.name in MEASURES[part].whole for part in measure.sum_of)


@each_measure
def test_cues_are_events_of_the_list(measure: Measure) -> None:
    for cue in measure.cues:
        events, thing = cue.split(" ")
        assert set(events.split("+")) <= set(EVENTS)
        assert thing
        assert "+" not in events or thing == "persons", "only people are summed"


def test_no_word_means_two_measures_and_no_cue_makes_two() -> None:
    words = Counter(word for measure in MEASURES.values() for word in (measure.name, *measure.synonyms))
    cues = Counter(cue for measure in MEASURES.values() for cue in measure.cues)
    assert [word for counts in (words, cues) for word, count in counts.items() if count > 1] == []


def test_every_event_makes_a_measure_by_itself() -> None:
    made = {cue.split(" ")[0] for measure in MEASURES.values() for cue in measure.cues}
    assert set(EVENTS) - made == set()


def test_events_count_what_makes_a_measure_with_them() -> None:
    cues = {cue for measure in MEASURES.values() for cue in measure.cues}
    assert {f"{name} {event.counts}" for name, event in EVENTS.items() if event.counts} <= cues
    assert {len(event.words) for event in EVENTS.values() if len(set(event.words)) != len(event.words)} == set()
    assert all(word == word.lower() for event in EVENTS.values() for word in event.words)


def test_no_chain_of_wholes_leads_back() -> None:
    def wholes(name: str) -> set[str]:
        return {wide for own in MEASURES[name].whole for wide in (own, *wholes(own))}

    assert [name for name in MEASURES if name in wholes(name)] == []
    assert wholes("killed") == {"casualties", "killed_or_missing", "losses"}


def test_the_accounting_rules_are_the_wholes_of_the_list() -> None:
    assert {(narrow, wide) for narrow in MEASURES for wide in MEASURES[narrow].whole} == set(WIDER)
    assert len(WIDER) == len(set(WIDER))
    assert {
        ("killed", "casualties"), ("wounded", "casualties"), ("casualties", "losses"), ("killed", "killed_or_missing"),
        ("killed_or_missing", "losses"), ("missing", "losses"), ("captured", "losses"),
        ("drones_shot_down", "drones_launched"), ("drones_lost", "drones_launched"),
        ("missiles_shot_down", "missiles_launched"), ("missiles_lost", "missiles_launched"),
    } <= set(WIDER)  # fmt: skip


def test_wholes_of_ratios() -> None:
    assert {WHOLES[name] for name in ("killed", "wounded", "missing", "captured", "casualties")} == {"strength"}
    assert WHOLES["drones_hit"] == LAUNCHES["drones_hit"] == "drones_launched"
    assert set(LAUNCHES.values()) == {"drones_launched", "missiles_launched"}
    assert "displaced" not in WHOLES


def test_sums_have_two_parts_as_their_check_reads_them() -> None:
    assert {total: set(parts) for total, parts in SUMS.items()} == {
        "casualties": {"killed", "wounded"}, "drones_launched": {"drones_shot_down", "drones_lost"},
    }  # fmt: skip


def test_only_what_cannot_be_undone_only_grows() -> None:
    grows = {name for name, measure in MEASURES.items() if measure.only_grows}
    assert {"killed", "wounded", "events", "rescued"} <= grows
    assert not grows & {"missing", "killed_or_missing", "casualties", "losses", "captured", "displaced", "trapped"}


def test_what_is_there_at_a_moment_is_a_stock() -> None:
    assert measures_with("temporal", "stock") == {
        "aboard", "area_held", "area_share", "settlements_held", "present", "strength", "population", "trapped",
        "drones_airborne", "missiles_airborne",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "number", "most"),
    [
        ("persons", "whole", 8.2e9), ("persons/day", "rate", 8.2e9), ("km2", "area", 1.49e8),
        ("km2/day", "rate", 1.49e8), ("km", "distance", 2.004e4), ("percent", "share", 100.0),
        ("drones", "whole", 1e8), ("missiles", "whole", 1e8), ("settlements", "whole", 1e7),
        ("buildings", "whole", 2.8e9), ("items", "whole", 1.1e9), ("vehicles", "whole", 1.1e9),
        ("events", "whole", 8.2e9), ("", "any", math.inf),
    ],
)  # fmt: skip
def test_the_plausible_most_of_every_unit(unit: str, number: str, most: float) -> None:
    assert (UNITS[unit].number, UNITS[unit].most) == (number, most)
    assert {(own.number, own.most) for own in MEASURES.values() if own.unit == unit} <= {(number, most)}


def test_every_unit_of_the_list_is_pinned_above_and_read_in_files() -> None:
    assert len(UNITS) == 14
    units = [unit for unit in UNITS if unit]
    rows = pd.DataFrame({"quantity": units, "source": "A", "best": 5.0, "unit": units})
    assert check_claims(rows).claims["unit"].tolist() == units
    assert {name for unit in units if (own := read_unit(unit)) for name in [own.name]} <= set(units)


def test_a_declared_measure_takes_its_number_from_its_unit() -> None:
    assert (Measure("sunk", "items", "sunk").number, Measure("sunk", "items", "sunk").most) == ("whole", 1.1e9)
    assert (Measure("spilt", "litres", "spilt").number, Measure("spilt", "litres", "spilt").most) == ("any", math.inf)


def test_the_constants_of_looking_for_the_nearest() -> None:
    assert (LONGEST_COMPARED, MOST_COMPARED) == (64, 200)
    assert max(len(word) for own in MEASURES.values() for word in (own.name, *own.synonyms)) <= LONGEST_COMPARED / 2
    assert nearest_measure("k" * 1_000_000) in MEASURES


def hints(*measures: str, settings: ClaimSettings | None = None) -> list[str]:
    rows = pd.DataFrame({"measure": measures, "source": "A", "best": [float(row) for row in range(len(measures))]})
    return check_claims(rows, settings or ClaimSettings()).findings.query("rule == 'unknown-measure'")["hint"].tolist()


def test_an_unknown_measure_is_told_with_the_nearest_one() -> None:
    assert hints("kiled", "killed", "kiled", "fatality") == [
        "use one of the list, where the nearest is 'killed', or declare it in [measures]"
    ] * 2  # fmt: skip


def test_the_nearest_measure_may_be_one_of_the_projects_own() -> None:
    own = ClaimSettings(measures={"Wells lost": Measure("Wells lost", "wells", "wells lost", synonyms=("dry wells",))})
    assert hints("wels_lost", "dry_well", settings=own) == [
        "use one of the list, where the nearest is 'Wells lost', or declare it in [measures]"
    ] * 2  # fmt: skip


def test_more_unknown_measures_than_slips_are_not_compared() -> None:
    told = hints(*(f"goats_{number}" for number in range(MOST_COMPARED + 1)))
    assert [hint for hint in told if "nearest" not in hint] == ["use one of the list, or declare it in [measures]"]


def test_attributes_of_claims() -> None:
    measures = pd.Series(["killed", "", "odd", "sunk"])
    own = {"sunk": Measure("sunk", "ships", "sunk", bears="loss")}
    assert attribute_of(measures, "unit", "?", own).tolist() == ["persons", "?", "?", "ships"]
    assert attribute_of(measures.astype("category"), "bears", "neither").tolist() == ["loss", *["neither"] * 3]
