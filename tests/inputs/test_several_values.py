"""Files with several columns of figures, ends out of order, and rows that add up others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.repaired_ends import with_ends_in_order
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import ConfigError, InputError
from tests.inputs.one_input import claims_of, read, rules

WIDE = """
columns = { post = "source", key = "claim_id" }
constants = { place = "Weir", party = "Aland" }
values = [
  { best = "dead", measure = "killed" },
  { best = "hurt", low = "hurt_min", measure = "wounded", party = "Bland" },
]
"""
ROWS = "post,key,dead,hurt,hurt_min,remark\nNorth,K1,7,20,15,x\nSouth,,9,,,y\nEast,,-,4,3,z\n"


def test_several_columns_of_figures_with_constants_of_their_own(tmp_path: Path) -> None:
    one, checked = read(tmp_path, WIDE, ROWS)
    assert claims_of(checked, "claim_id", "measure", "party", "low", "best", "file", "row", "remark") == [
        ["North", "K1", "killed", "Aland", "", "7.0", "list.csv", "1", "x"],
        ["South", "list:2", "killed", "Aland", "", "9.0", "list.csv", "2", "y"],
        ["North", "K1#2", "wounded", "Bland", "15.0", "20.0", "list.csv#2", "1", "x"],
        ["East", "list#2:3", "wounded", "Bland", "3.0", "4.0", "list.csv#2", "3", "z"],
    ]
    assert rules(one, checked) == ["missing-marks", "rows-without-figure", "rows-without-figure"]
    assert one.findings["message"].tolist()[-1] == "1 row has no figure of wounded, and makes no claim of it"


def test_a_column_of_figures_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no column 'hurt_min'") as caught:
        read(tmp_path, WIDE, "post,key,dead,hurt,hurt_mn\nNorth,K1,7,20,15\n")
    assert "the nearest one is 'hurt_mn'" in caught.value.hint
    with pytest.raises(ConfigError, match="named by best, low, high or phrase"):
        read(tmp_path, 'values = [{ measure = "killed" }]\n', ROWS)


EVENTS = """claim_id,place,source,low,best,high
E1,Weir,List,7,7,5
E2,Fell,List,12,16,16
E3,Moor,List,4,2,9
E4,Tarn,List,,5,3
"""
KILLED = 'constants = { measure = "killed" }\n'


def test_ends_out_of_order_are_sorted_where_the_desk_says_so(tmp_path: Path) -> None:
    one, checked = read(tmp_path, 'order = "repair"\n' + KILLED, EVENTS)
    assert claims_of(checked, "claim_id", "low", "best", "high") == [
        ["List", "E1", "5.0", "7.0", "7.0"],
        ["List", "E2", "12.0", "16.0", "16.0"],
        ["List", "E3", "2.0", "2.0", "9.0"],
        ["List", "E4", "3.0", "5.0", "5.0"],
    ]
    assert one.findings[["rule", "row", "message"]].values.tolist() == [
        ["ends-repaired", 1, "3 rows have their ends out of order; they are sorted, and best stays: rows 1, 3, 4"]
    ]
    assert rules(one, checked) == ["ends-repaired"]


def test_ends_out_of_order_are_rejected_otherwise(tmp_path: Path) -> None:
    _, checked = read(tmp_path, KILLED, EVENTS)
    assert checked.claims["claim_id"].tolist() == ["E2"]


NUMBER = st.one_of(st.none(), st.integers(0, 99))


@given(rows=st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=1, max_size=6))
def test_repaired_ends_keep_every_best_and_lose_no_number(rows: list[tuple[int | None, ...]]) -> None:
    table = pd.DataFrame(rows, columns=["low", "best", "high"], dtype=object)
    mended, _ = with_ends_in_order(table, [*range(len(rows))], "f", ClaimSettings())
    for before, after in zip(rows, mended.astype(float).values.tolist(), strict=True):
        known = [number for number in after if not np.isnan(number)]
        assert known == sorted(known)
        if before[1] is not None:
            assert after[1] == before[1]
        given_ones = [number for number in before if number is not None]
        assert {min(given_ones, default=0), max(given_ones, default=0)} <= {*known, 0}


SUMS = "place,source,best\nNorth,A,10\nSouth,A,15\nEast,A,5\n{name},A,{total}\nNorth,B,11\n"


@pytest.mark.parametrize(
    ("name", "total", "hint"),
    [
        ("Total", "30", "the other rows of its source add up to it"),
        ("GRAND TOTAL:", "31", "the other rows of its source add up to 30, not to it"),
        ("Sub-total", "", "the other rows of its source add up to 30, not to it"),
    ],
)
def test_a_row_that_adds_up_others_is_no_place(tmp_path: Path, name: str, total: str, hint: str) -> None:
    _, checked = read(tmp_path, KILLED, SUMS.format(name=name, total=total))
    assert checked.claims["place"].tolist() == ["North", "South", "East", "North"]
    found = checked.rejected[checked.rejected["rule"] == "total-row"]
    assert checked.ledger is not None
    assert checked.ledger.lost == {}, "what it counts stands in the others"
    assert found[["row", "column", "value"]].values.tolist() == [[4, "place", name]]
    assert found["hint"].tolist() == [hint + "; name what it is the total of, or leave it"]


PARTS = "district,place,source,best\n,North,A,10\n,South,A,15\n"


@pytest.mark.parametrize(
    ("row", "total"),
    [
        (",All districts,A,25", True),
        (",All districts,A,24", False),
        (",TOTAL (2 districts),A,25", True),
        (",Итого,A,24", True),
        ("Total,Weirland,A,25", True),
        ("Total,Weirland,A,24", False),
        (",,A,25", False),
    ],
)
def test_rows_that_speak_of_a_total_are_one_where_others_add_up_to_it(tmp_path: Path, row: str, total: bool) -> None:
    _, checked = read(tmp_path, KILLED, PARTS + row + "\n")
    assert checked.rejected[["row", "rule"]].values.tolist() == ([[3, "total-row"]] if total else [])


@pytest.mark.parametrize(("row", "total"), [("All Saints", False), ("Sum of North", False), ("North total", True)])
def test_one_row_that_equals_another_is_its_total_only_where_it_says_so(tmp_path: Path, row: str, total: bool) -> None:
    _, checked = read(tmp_path, KILLED, f"place,source,best\nNorth,A,25\n{row},A,25\n")
    assert checked.rejected["rule"].tolist() == ["total-row"] * total


def test_totals_of_parts_stand_below_them_and_one_of_all_at_the_end(tmp_path: Path) -> None:
    rows = "place,source,best\nA,Q,5\nB,Q,6\nNorth total,Q,11\nC,Q,4\nSouth total,Q,4\nGrand total killed,Q,15\n"
    _, checked = read(tmp_path, KILLED, rows)
    assert checked.claims["place"].tolist() == ["A", "B", "C"]
    assert [hint[:14] for hint in checked.rejected["hint"]] == ["the rows above", "the rows above", "the other rows"]


@pytest.mark.parametrize(
    ("row", "total"), [("Total,,,11", True), (",,,11", True), (",,,12", False), ("9,,Weir,11", False)]
)
def test_the_sum_below_a_list_of_events_is_no_event(tmp_path: Path, row: str, total: bool) -> None:
    keys = 'rows = "events"\ncolumns = { id = "claim_id", day = "period", town = "place", n = "best" }\n'
    keys += 'constants = { measure = "killed", source = "Register" }\n'
    rows = f"id,day,town,n\n1,2024-05-01,Weir,5\n2,2024-05-03,Weir,6\n{row}\n"
    assert len(read(tmp_path, keys, rows)[1].claims) == (2 if total else 3)


def test_a_total_in_place_of_a_date_and_what_is_only_called_alike(tmp_path: Path) -> None:
    _, checked = read(tmp_path, KILLED, "place,source,count_date,best\nWeir,Total,2024-05-01,3\nWeir,A,Total,3\n")
    assert checked.rejected[["row", "rule"]].values.tolist() == [[2, "total-row"]]
    _, checked = read(tmp_path, KILLED, "place,source,best\nTotalan,A,3\nSumy,A,4\n")
    assert len(checked.claims) == 2
