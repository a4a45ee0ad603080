from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.settings import ClaimSettings, Place
from reconcile.language.phrase import parse_phrase
from tests.examples import examples


def check(*rows: dict[str, object], known: ClaimSettings | None = None) -> Checked:
    table = pd.DataFrame([{"measure": "killed", "source": f"S{number}", **row} for number, row in enumerate(rows)])
    return check_claims(table.fillna("") if table.dtypes.eq(object).any() else table, known)


def rules(*rows: dict[str, object], known: ClaimSettings | None = None) -> list[list[object]]:
    rejected = check(*rows, known=known).rejected
    return rejected[["row", "column", "rule"]].values.tolist()


Faults = list[list[str]]


def judge(cases: Sequence[tuple[dict[str, object], Faults]], known: ClaimSettings | None = None) -> None:
    """Check rows at once, each a quantity of its own, and compare the columns and rules that take each of them out."""
    rejected = check(
        *({"quantity": f"q{number}", **row} for number, (row, _) in enumerate(cases)), known=known
    ).rejected
    for number, (row, faults) in enumerate(cases, start=1):
        assert rejected.loc[rejected["row"] == number, ["column", "rule"]].values.tolist() == faults, row


def test_no_fewer_than_none() -> None:
    none: Faults = [["phrase", "negative-count"]]
    phrases = ["-70", "about -70", "minus 70", "−70", "–70", "7 ± 12", "70 ± 150%", "70 (±90)"]
    more: list[tuple[dict[str, object], Faults]] = [
        ({}, none),
        ({"measure": "area_held"}, none),
        ({"measure": "change"}, []),
        ({"best": 70}, none),
    ]
    judge([({"phrase": phrase, **row}, faults) for phrase in phrases for row, faults in more])


def test_a_phrase_counts_whole_people() -> None:
    broken: Faults = [["phrase", "fractional-count"]]
    phrases = ["2.6", "1.5 people", "between 2.5 and 9", "33,1", "7.5 ± 2"]
    judge([({"phrase": phrase, "basis": basis}, broken) for phrase in phrases for basis in ("", "modelled")])
    judge([({"phrase": phrase.replace(" people", ""), "measure": "area_held"}, []) for phrase in phrases])


def test_whole_people() -> None:
    phrases = ["2.6 thousand", "1.2 million", "70 ± 5%", "two and a half dozen", "45.0", "80"]
    judge([({"phrase": phrase}, []) for phrase in phrases])


def test_a_share_of_more_than_all() -> None:
    phrases = ["112%", "about 112%", "up to 112 percent", "from 90 to 112%"]
    judge([({"phrase": phrase, "measure": "area_share"}, [["phrase", "share-outside"]]) for phrase in phrases])
    judge([({"phrase": phrase, "measure": "change"}, []) for phrase in phrases])


def test_shares_that_reach_all() -> None:
    assert rules({"phrase": "about 99%", "measure": "area_share"}, {"phrase": "100%", "measure": "share"}) == []


MORE_THAN_THERE_IS: list[tuple[dict[str, object], str]] = [
        ({"phrase": "9 billion people"}, "phrase"), ({"low": 0, "high": 1e17}, "high"), ({"best": 8.3e9}, "best"),
        ({"measure": "area_held", "phrase": "150 million sq km"}, "phrase"),
        ({"measure": "advance_distance", "phrase": "21,000 km"}, "phrase"),
        ({"measure": "buildings_damaged", "best": 2.9e9}, "best"),
]  # fmt: skip


def test_more_than_there_is() -> None:
    judge([(row, [[column, "too-large"]]) for row, column in MORE_THAN_THERE_IS])


PLACES = ClaimSettings(places={"Kharkiv": Place(population=1_421_000), "Alton": Place(area=30.0)})


AT_A_PLACE: list[tuple[dict[str, object], list[str]]] = [
        ({"place": "Kharkiv", "phrase": "1.5 million"}, ["too-large"]),
        ({"place": " KHARKIV ", "phrase": "1.5 million"}, ["too-large"]),
        ({"place": "Kharkiv", "best": 1_421_000}, []),
        ({"place": "Sumy", "phrase": "1.5 million"}, []),
        ({"place": "Kharkiv", "phrase": "1.5 million", "measure": "deployed"}, []),
        ({"place": "Kharkiv", "phrase": "1.5 million", "population": "military"}, []),
        ({"place": "Alton", "phrase": "31 sq km", "measure": "area_held"}, ["too-large"]),
        ({"place": "Alton", "phrase": "29 sq km", "measure": "area_held"}, []),
        ({"place": "Alton", "phrase": "3,000"}, []),
]  # fmt: skip


def test_more_than_there_is_at_a_place() -> None:
    cases = [(row, [["best" if "best" in row else "phrase", rule] for rule in found]) for row, found in AT_A_PLACE]
    judge(cases, known=PLACES)


OTHER_UNITS: list[tuple[dict[str, object], str]] = [
        ({"measure": "area_gained", "best": 12, "unit": "persons"}, "unit-of-other-measure"),
        ({"measure": "killed", "best": 12, "unit": "percent"}, "unit-of-other-measure"),
        ({"measure": "buildings_damaged", "best": 12, "unit": "km"}, "unit-of-other-measure"),
        ({"measure": "area_gained", "best": 12, "unit": "tonnes"}, "unknown-unit"),
        ({"measure": "area_gained", "phrase": "12 tonnes"}, "unit-disagrees"),
        ({"phrase": "12 kg"}, "unit-disagrees"), ({"phrase": "12 families"}, "unit-disagrees"),
        ({"phrase": "12 poor families"}, "unit-disagrees"), ({"phrase": "12 goats"}, "unit-disagrees"),
        ({"phrase": "$12"}, "unit-disagrees"), ({"phrase": "12 euros"}, "unit-disagrees"),
        ({"phrase": "12 houses"}, "unit-disagrees"), ({"phrase": "12 brigades"}, "unit-disagrees"),
        ({"phrase": "12 per household"}, "unit-disagrees"),
]  # fmt: skip


def test_the_unit_of_another_measure() -> None:
    judge([(row, [["unit" if "unit" in row else "phrase", rule]]) for row, rule in OTHER_UNITS])


ITS_UNITS: list[dict[str, object]] = [
        {"measure": "area_gained", "best": 12, "unit": "sq mi"}, {"measure": "killed", "best": 12, "unit": "people"},
        {"measure": "killed", "best": 12.5, "unit": "persons/week", "temporal": "rate"},
        {"measure": "equipment_lost", "best": 12, "unit": "vehicles"}, {"phrase": "12 family members"},
        {"measure": "equipment_lost", "phrase": "12 tanks lost"},
        {"measure": "buildings_damaged", "phrase": "12 houses"},
        {"measure": "equipment_destroyed", "phrase": "12 helicopters destroyed"}, {"phrase": "12 North Koreans"},
]  # fmt: skip


def test_the_unit_of_its_measure() -> None:
    judge([(row, []) for row in ITS_UNITS])


def test_an_increment_is_no_total() -> None:
    phrases = ["another 70", "70 more", "a further 70", "at least 70 additional dead", "+70"]
    total: Faults = [["phrase", "increment-as-total"]]
    more: list[tuple[dict[str, object], Faults]] = [
        ({}, total), ({"role": "increment"}, []), ({"temporal": "period"}, []), ({"temporal": "increment"}, []),
        ({"temporal": "stock"}, total),
    ]  # fmt: skip
    judge([({"phrase": phrase, **row}, faults) for phrase in phrases for row, faults in more])
    beside = check(*({"phrase": phrase, "best": 700, "quantity": phrase} for phrase in phrases))
    assert beside.rejected.empty
    assert (beside.findings["rule"] == "increment-as-total").sum() == len(phrases)


@pytest.mark.parametrize(
    ("phrase", "role", "rule"),
    [("including 70", "part", "part-as-total"), ("of whom 70 were children", "part", "part-as-total"),
     ("previously 70", "earlier", "earlier-as-total"), ("up from 70", "earlier", "earlier-as-total")],
)  # fmt: skip
def test_parts_and_earlier_figures_are_no_totals(phrase: str, role: str, rule: str) -> None:
    assert rules({"phrase": phrase}) == [[1, "phrase", rule]]
    assert rule not in [name for *_, name in rules({"phrase": phrase, "role": role})]
    assert rule in check({"phrase": phrase, "best": 70}).findings["rule"].tolist()


def test_who_names_the_whole_is_a_part() -> None:
    whole = {"phrase": "700", "claim_id": "W", "source": "A"}
    assert rules(whole, {"phrase": "including 70 women", "claim_id": "P", "source": "A", "part_of": "W"}) == []


def test_a_fall_is_no_figure_at_all() -> None:
    assert rules({"phrase": "fell by 70", "role": "increment"}) == [[1, "phrase", "increment-as-total"]]
    assert rules({"phrase": "fell by 7%", "measure": "change"}) == []


def test_what_is_denied_is_rejected_whatever_stands_beside_it() -> None:
    assert rules({"phrase": "not 70"}, {"phrase": "denied that 70 died", "best": 70}) == [
        [1, "phrase", "figure-denied"], [2, "phrase", "figure-denied"],
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [{"a": 1}, [1], [70], (70,), {"best": 70}, ["70 dead"]])
def test_objects_in_cells_are_no_figures(cell: object) -> None:
    rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "phrase": [cell, "70"]})
    rejected = check_claims(rows).rejected
    assert set(rejected["row"]) == {1}
    assert "phrase-unread" in set(rejected["rule"])
    rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [cell, 70]})
    rejected = check_claims(rows).rejected
    assert set(rejected["row"]) == {1}
    assert "not-a-number" in set(rejected["rule"])


def test_the_hint_of_a_phrase_says_what_is_wrong_with_it() -> None:
    rejected = check({"phrase": "6О0"}, {"phrase": "4,00"}, {"phrase": "9 out of 4"}).rejected
    assert rejected["rule"].unique().tolist() == ["phrase-unread"]
    assert ["letter" in rejected["hint"][0], "grouped" in rejected["hint"][1], "whole" in rejected["hint"][2]] == [
        True
    ] * 3


MEASURES_TRIED = ["killed", "drones_launched", "area_gained", "area_share", "advance_distance", "events", "displaced"]


def judged(measure: str, column: str, cells: list[object]) -> list[list[object]]:
    """Return which rows of a table of one column are rejected, and why; each row is a quantity of its own."""
    quantity = [f"q{number}" for number in range(len(cells))]
    rows = pd.DataFrame({"measure": measure, "quantity": quantity, "source": "A", column: cells})
    return check_claims(rows).rejected[["row", "rule"]].values.tolist()


# many numbers an example: a table is checked as quickly as a row
@given(st.sampled_from(MEASURES_TRIED), st.lists(st.integers(-(10**12), 10**12), min_size=20, max_size=40))
@examples(8)
def test_a_phrase_and_the_same_number_are_judged_alike(measure: str, numbers: list[int]) -> None:
    said = judged(measure, "phrase", [f"{number:,}" for number in numbers])
    assert (
        said == judged(measure, "best", list(numbers)) == judged(measure, "best", [str(number) for number in numbers])
    )


@given(
    st.sampled_from(["area_gained", "area_share", "advance_distance"]),
    st.lists(st.integers(-5000, 50_000).map(lambda tenths: tenths / 10), min_size=20, max_size=40),
)
@examples(6)
def test_decimals_of_what_is_measured_are_judged_alike(measure: str, numbers: list[float]) -> None:
    assert judged(measure, "phrase", [f"{number}" for number in numbers]) == judged(measure, "best", list(numbers))


BAD = st.sampled_from([
    {"phrase": "-500"}, {"phrase": "500 wounded"}, {"best": -3}, {"best": 50, "scale": "proportion"}, {"phrase": "3.7"},
    {"phrase": "10 billion"}, {"best": "39.684"}, {"phrase": "not 500"}, {"phrase": "another 500"},
    {"phrase": "500 kg"},
    {"best": 50, "unit": "percent"}, {"phrase": {"a": 1}},
])  # fmt: skip
GOOD = [{"phrase": "about 3,000"}, {"phrase": "as many as 4,000"}, {"best": 2500, "high": 3600}]


@given(st.lists(BAD, min_size=1, max_size=4), st.integers(0, 3))
@examples(12)
def test_rows_that_are_rejected_change_nothing(bad: list[dict[str, object]], place: int) -> None:
    alone = check_claims(_table(GOOD)).claims
    mixed = check_claims(_table([*GOOD[:place], *bad, *GOOD[place:]]))
    assert len(mixed.rejected["row"].unique()) == len(bad)
    kept = mixed.claims.drop(columns="row").astype(object).reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, alone.drop(columns="row").astype(object), check_dtype=False)


def _table(rows: list[dict[str, object]]) -> pd.DataFrame:
    named = [{"claim_id": f"C{GOOD.index(row) if row in GOOD else number + 10}", "source": f"S{row}", "scale": "",
              "unit": "", "phrase": "", "low": "", "best": "", "high": "", **row}
             for number, row in enumerate(rows)]  # fmt: skip
    return pd.DataFrame(named).assign(measure="killed", party="A").astype(object)


@given(st.lists(st.text(alphabet="0123456789.,-+±%о пnotmre <&>[]", max_size=14), min_size=30, max_size=60))
@examples(8)
def test_no_phrase_gives_a_negative_or_broken_count(texts: list[str]) -> None:
    claims = check(*({"phrase": text, "quantity": f"q{number}"} for number, text in enumerate(texts))).claims
    numbers = claims[["said_low", "said_best", "said_high"]].to_numpy(np.float64)
    assert (numbers >= 0).all()
    for text, rule in claims[["phrase", "said_rule"]].astype(str).itertuples(index=False):
        reading = parse_phrase(text)
        assert reading.n1 >= 0
        # what is spread is whole, its ends need not be: 1 ± 1%
        whole = reading.best if rule == "plus_minus" else reading.n1
        assert whole == round(whole)


@pytest.mark.parametrize(
    ("quote", "row", "kept"),
    [
        ("The ministry denied that 100 people were killed", {}, 0),
        ("Reports that 100 had died were false", {}, 0),
        ("It said 100 were killed, and denied 500", {}, 1),
        ("It denied the attack. It said 100 were killed", {}, 1),
        ("The ministry denied that 100 people were killed", {"denied_by": "Ministry"}, 1),
    ],
)
def test_a_figure_that_its_quote_denies_is_rejected(quote: str, row: dict[str, object], kept: int) -> None:
    checked = check({"phrase": "100", "quote": quote, **row})
    assert (len(checked.claims), checked.rejected["rule"].tolist()) == (kept, ["figure-denied"] * (1 - kept))
