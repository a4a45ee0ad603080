"""Any table in the shape of claims."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.declarable import DATES, ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.frame import NUMBERS, check_cells, framed, is_reserved
from reconcile.columns import RAW_CLAIMS, names
from reconcile.errors import InputError


def test_every_column_in_its_order() -> None:
    frame = framed(pd.DataFrame({"odd": [1], "source": [" A "], "row": [7]}))
    added = ["file", "row", "dropped_reason", "edition_of", "rows", "event_list", "edition", "said_unit"]
    assert frame.columns.tolist() == [*names(RAW_CLAIMS), "odd", *added]
    assert frame[["source", "odd", "phrase", "file", "row"]].values.tolist() == [["A", "1", "", "", 7]]


def test_text_is_held_as_categories_but_ids_are_not() -> None:
    frame = framed(pd.DataFrame({"source": ["A"], "claim_id": [5], "odd": ["x"]}))
    assert {name: str(frame[name].dtype) for name in ("source", "note", "odd", "file")} == dict.fromkeys(
        ("source", "note", "odd", "file"), "category"
    )
    assert frame["claim_id"].tolist() == ["5"]
    assert isinstance(frame["claim_id"].dtype, pd.StringDtype)


def test_numbers_and_dates_stay_as_they_came() -> None:
    day = pd.Timestamp("2025-01-31")
    frame = framed(pd.DataFrame({"best": [3], "low": ["2"], "published": [day], "weight": [True], "high": [[1]]}))
    assert frame["best"].dtype.kind == "i"
    assert frame["published"].tolist() == [day]
    assert [str(frame[name].dtype) for name in ("low", "weight", "high")] == ["category"] * 3
    mixed = framed(pd.DataFrame({"best": pd.Series([3, "x"], dtype=object)}))
    assert mixed["best"].tolist() == [3, "x"]
    assert framed(pd.DataFrame({"source": [day]}))["source"].tolist() == ["2025-01-31"]


def test_rows_are_counted_where_they_are_not_given() -> None:
    given = pd.DataFrame({"row": ["9", None, "x"]}, index=[3, 3, 3])
    frame = framed(given)
    assert frame["row"].tolist() == [9, 2, 3]
    assert frame.index.tolist() == [0, 1, 2]
    assert framed(pd.DataFrame({"source": ["A", "B"]}))["row"].tolist() == [1, 2]


def test_names_of_columns_are_text_and_stand_once() -> None:
    assert "5" in framed(pd.DataFrame({5: ["x"]})).columns
    with pytest.raises(InputError, match="two columns are called best") as caught:
        framed(pd.DataFrame([[1, 2]], columns=["best", "best"]))
    assert (caught.value.column, caught.value.hint) == ("best", "rename or drop one of them")


def test_reserved_names() -> None:
    written = ("voice", "used", "file", "row", "dropped_reason", "said_low", "said_unit", "range_best")
    assert [is_reserved(name) for name in written] == [True] * len(written)
    assert not any(is_reserved(name) for name in [*names(RAW_CLAIMS), "desk"])


def test_the_groups_of_columns() -> None:
    assert ENDS == ("low", "best", "high")
    assert NUMBERS == ("low", "best", "high", "weight", "range_level")
    assert DATES == {
        "period_start": "start", "period_end": "end", "count_date": "day", "published": "end", "denied_on": "end",
        "embargo_until": "end",
    }  # fmt: skip


def test_a_cell_that_is_too_long_is_cut_and_its_row_rejected() -> None:
    raw = framed(pd.DataFrame({"source": ["A", "B", "C"], "note": ["x" * 300, "y" * 250, "z"]}))
    faults = Faults(raw)
    checked = check_cells(raw, faults, 250)
    assert checked["note"].tolist() == ["x" * 200, "y" * 250, "z"]
    assert raw["note"].str.len().tolist() == [300, 250, 1]
    assert faults.rejected()[["row", "column", "rule", "hint"]].values.tolist() == [
        [1, "note", "cell-too-long", "a cell has at most 250 characters: check the quotes"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "broken"),
    [(sign, True) for sign in "\x00\x08\x0b\x0c\x0e\x1f\x7f"] + [(sign, False) for sign in "\t\n\r \x80"],
)
def test_signs_that_no_text_holds(sign: str, broken: bool) -> None:
    raw = framed(pd.DataFrame({"source": ["A"], "note": [f"a{sign}b"]}))
    check_cells(raw, faults := Faults(raw), 1000)
    told = faults.rejected()[["column", "rule", "hint"]].values.tolist()
    assert told == ([["note", "control-character", "remove the character that cannot be printed"]] if broken else [])
