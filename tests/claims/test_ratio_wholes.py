"""The whole that a ratio names, as a claim of its own."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.ratio_wholes import OF, whole_phrase, with_wholes


def row(claim_id: str = "E1", **cells: object) -> dict[str, object]:
    """81 of 112 drones shot down, but for what is given."""
    usual = {"measure": "drones_shot_down", "phrase": "81 out of 112 drones", "kind": "ratio", "n1": "81", "n2": "112",
             "unit": "drones", "quote": "They shot down 81 out of 112 drones.", "file": "a.csv", "row": 1,
             "temporal": "period", "period_start": "2025-01-05", "period_end": "2025-01-05", "count_date": "",
             "family": "raid", "quantity": "down", "best": "81", "source": "UA"}  # fmt: skip
    return {"claim_id": claim_id, **usual, **cells}


def wholes(*rows: dict[str, object]) -> pd.DataFrame:
    table, _ = with_wholes(pd.DataFrame(rows))
    return table[table["claim_id"].str.endswith(OF)].reset_index(drop=True)


def test_a_whole_follows_its_part_and_says_nothing_that_is_its_parts_own() -> None:
    table, found = with_wholes(pd.DataFrame([row(), row("E2", kind="exact", phrase="81 drones", quote="", n2="")]))
    assert table["claim_id"].tolist() == ["E1", "E1-of", "E2"]
    whole = table.iloc[1]
    assert whole[["measure", "phrase", "kind", "n1", "n2", "unit", "source", "file", "row"]].tolist() == [
        "drones_launched", "112 drones", "exact", "112", "", "drones", "UA", "a.csv", 1,
    ]  # fmt: skip
    assert whole[["family", "quantity", "best"]].tolist() == ["", "", ""]
    assert whole[["temporal", "period_start", "period_end"]].tolist() == ["period", "2025-01-05", "2025-01-05"]
    assert found.empty


def test_how_many_there_were_is_a_stock_on_the_day() -> None:
    hurt = row(measure="wounded", phrase="3 of the 12 men", n1="3", n2="12", unit="persons")
    columns = ["measure", "temporal", "period_start", "period_end", "count_date"]
    assert wholes(hurt)[columns].values.tolist() == [["strength", "stock", "", "", "2025-01-05"]]
    dated = {**hurt, "count_date": "2025-01-03"}
    assert wholes(dated)["count_date"].tolist() == ["2025-01-03"]


def test_the_word_of_a_measure_is_read() -> None:
    assert wholes(row(measure="dead", phrase="3 of the 12 men", n1="3", n2="12"))["measure"].tolist() == ["strength"]


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "exact"},
        {"n1": ""},
        {"n2": ""},
        {"n2": "0"},
        {"n2": "inf"},
        {"n1": "-inf"},
        {"n1": "80"},
        {"phrase": "80 out of 112"},
    ],
)
def test_what_has_no_whole(cells: dict[str, object]) -> None:
    assert wholes(row(**cells)).empty


def test_a_ratio_without_a_phrase_that_can_be_read_has_one() -> None:
    assert wholes(row(phrase=""))["phrase"].tolist() == ["112 drones"]


def test_a_measure_without_a_whole_is_told() -> None:
    part = row(measure="events", phrase="3 of 12 attacks", n1="3", n2="12", row=7)
    table, found = with_wholes(pd.DataFrame([part]))
    assert len(table) == 1
    assert found[["rule", "message", "claim_id", "file", "row", "column", "value", "hint"]].values.tolist() == [
        ["whole-unknown", "no measure is known for the whole of '3 of 12 attacks'", "E1", "a.csv", 7, "measure",
         "events",
         "only the part is used; add a claim for the whole if it is one"],
    ]  # fmt: skip


def test_a_whole_that_the_sentence_gives_is_not_added_again() -> None:
    said = row("E2", measure="drones_launched", phrase="112 drones", kind="exact", n1="112", n2="")
    assert wholes(row(), said).empty
    for other in ({"quote": "Another sentence."}, {"file": "b.csv"}, {"n1": "113"}, {"measure": "missiles_launched"}):
        assert len(wholes(row(), {**said, **other})) == 1, other


def test_two_parts_of_one_whole_give_it_once() -> None:
    lost = row("E2", measure="drones_lost", phrase="20 out of 112 drones", n1="20")
    assert wholes(row(), lost)["claim_id"].tolist() == ["E1-of"]
    assert len(wholes(row(), {**lost, "quote": "Another sentence."})) == 2


@pytest.mark.parametrize(
    ("phrase", "whole", "unit", "said"),
    [
        ("81 of more than 112 drones launched", 112, "", "more than 112 drones"),
        ("81/112", 112, "drones", "112 drones"),
        ("81 out of 112", 112, "", "112"),
        ("81 of the total 112 long-range attack drones", 112, "", "112 long-range attack drones"),
        ("81 of 112 drones, missiles and bombs", 112, "", "112 drones"),
        ("1,200 drones, 81 of which fell", 1200, "", "1,200 drones"), ("112 drones; 81 fell", 112, "", "112 drones"),
        ("81 (of 112)", 112, "men", "112 men"), ("81 from 112 drones.", 112, "", "112 drones"),
        ("81 among their 112 men", 112, "", "112 men"), ("81 of them", 112, "drones", "112 drones"),
        ("81 of 1,200", 1200, "men", "1,200 men"), ("81 of all 112 a b c d men", 112, "", "112 a b c d men"),
        ("nothing", 1234567.5, "", "1234567.5"), ("81 OUT OF 112 Drones that flew", 112, "", "112 Drones"),
    ],
)  # fmt: skip
def test_the_words_of_the_whole(phrase: str, whole: float, unit: str, said: str) -> None:
    assert whole_phrase(phrase, whole, unit) == said
