"""DataFrames as notebooks have them: any types, any headers, any objects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as arrow
import pytest

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.claims.embargo import free_claims
from reconcile.claims.given_frame import given_frame
from reconcile.claims.near_headers import ALIKE, GUESS, alike_headers, missing_columns
from reconcile.claims.nothing_usable import NAMED
from reconcile.claims.text import categories_of, object_cells, text_of
from reconcile.errors import InputError, NothingUsableError

THREE = {"quantity": "afloat", "source": ["Pier", "Quay", "Dock"], "best": [40.0, 44.0, 42.0]}


def table(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({**THREE, **columns})


def rows_told(rows: pd.DataFrame) -> set[int]:
    """Return the rows that are among the claims or the rejections."""
    free = free_claims(given_frame(rows))
    checked = check_claims(free.table)
    return {*checked.claims["row"], *free.rejected["row"], *checked.rejected["row"]}


@pytest.mark.parametrize("given", [[{"quantity": "q"}], pd.Series([1]), {"quantity": ["q"]}, None, "claims.csv", 5])
def test_what_is_no_frame_is_a_type_error_in_words(given: Any) -> None:
    with pytest.raises(TypeError, match=f"claims are a DataFrame, not a {type(given).__name__}"):
        rc.reconcile(given)


def test_arrow_types_are_read_as_others_are() -> None:
    want = rc.reconcile(table(low=[None, 40.0, None]))
    kinds = {
        "quantity": arrow.large_string(), "source": arrow.dictionary(arrow.int8(), arrow.string()),
        "best": arrow.int32(), "low": arrow.float32(),
    }  # fmt: skip
    given = table(low=[None, 40.0, None])
    got = rc.reconcile(given.assign(**{name: given[name].astype(pd.ArrowDtype(kind)) for name, kind in kinds.items()}))
    pd.testing.assert_frame_equal(got.estimates, want.estimates)
    pd.testing.assert_frame_equal(got.claims, want.claims)


@pytest.mark.long
def test_every_arrow_type_is_read_or_rejected() -> None:
    values = {
        arrow.decimal128(9, 2): [Decimal("1.5"), None, Decimal(3)], arrow.bool_(): [True, None, False],
        arrow.null(): [None] * 3, arrow.binary(): [b"a", None, b"\xff"], arrow.list_(arrow.int8()): [[1], None, []],
        arrow.struct([("a", arrow.int8())]): [{"a": 1}, None, {"a": None}], arrow.duration("s"): [1, None, 3],
        arrow.time32("s"): [1, None, 3], arrow.uint64(): [1, None, 2**63],
    }  # fmt: skip
    for kind, cells in values.items():
        column = pd.Series(arrow.array(cells, kind), dtype=pd.ArrowDtype(kind))
        # a figure and a name alone, what rejects no row beside what may
        for names in ("best", "source own", "unit note weight", "count_date phrase embargo_until"):
            assert rows_told(table(**dict.fromkeys(names.split(), column))) == {1, 2, 3}, kind


def test_a_list_or_an_object_is_no_cell_of_a_claim() -> None:
    things: list[Any] = [
        {"a": 1}, ["b"], (2,), {3}, frozenset("x"), np.array([1, 2]), pd.Series([1]), pd.DataFrame({"a": [1]}),
        {(1, 2): 3},
    ]  # fmt: skip
    columns = ["source", "place", "unit", "measure", "claim_id", "count_date", "role", "grade"]
    # every thing in a column each, and two rows without
    odd = [{column: thing} for thing in things for column in columns] + [{}, {}]
    rows = [{"quantity": "afloat", "source": f"Pier {row}", "best": 40.0} | cells for row, cells in enumerate(odd)]
    result = rc.reconcile(pd.DataFrame(rows))
    told = result.rejected.loc[result.rejected["rule"] == "object-in-cell", ["row", "column"]]
    assert told.values.tolist() == [[row, *cells] for row, cells in enumerate(odd, 1) if cells]
    assert result.claims["row"].tolist() == [len(odd) - 1, len(odd)]


def test_remarks_and_columns_of_the_desk_keep_objects_as_text() -> None:
    result = rc.reconcile(table(note=[{"a": "ü"}, ["b"], {"y", "x"}], own=[{"a": 1}, None, ("c",)]))
    assert result.claims["note"].tolist() == ['{"a": "ü"}', '["b"]', '["x", "y"]']
    assert result.claims["own"].tolist() == ['{"a": 1}', "", '["c"]']
    assert result.rejected.empty


@pytest.mark.long
def test_half_characters_become_the_sign_of_replacement() -> None:
    halves = pd.Series(["Pier \ud83d", "Quay", "Dock\udc00"], dtype=object)
    kinds = (object, pd.StringDtype("python"), pd.StringDtype("python", na_value=np.nan))
    for kind in kinds:
        result = rc.reconcile(table(source=halves.astype(kind), own=halves.astype(kind)))
        assert result.claims["source"].tolist() == ["Pier \ufffd", "Quay", "Dock\ufffd"]
        assert result.claims["own"].tolist() == ["Pier \ufffd", "Quay", "Dock\ufffd"]
    odd = pd.DataFrame([["q", "A", 3, 1]], columns=pd.Index(["quantity", "source", "best", "x\ud83d"], dtype=object))
    assert rc.reconcile(odd).claims["x\ufffd"].tolist() == ["1"]


def test_headers_are_read_as_those_of_files_are() -> None:
    padded = pd.DataFrame(
        {" Quantity ": "afloat", "SOURCE\n": ["Pier", "Quay"], "Best": [3, 4], "Count  Date": "2025-01-31"}
    )
    result = rc.reconcile(padded)
    assert result.claims[["quantity", "source", "best"]].values.tolist() == [
        ["afloat", "Pier", 3],
        ["afloat", "Quay", 4],
    ]
    assert result.claims["count_date"].notna().all()


def test_a_header_gives_way_to_the_column_itself() -> None:
    assert given_frame(pd.DataFrame({"source": ["A"], "Source": ["B"], "SOURCE": ["C"]})).columns.tolist() == [
        "source", "Source", "SOURCE", "row",
    ]  # fmt: skip
    with pytest.raises(InputError, match="two columns are called source"):
        rc.reconcile(table(**{" source": "x"}))


@pytest.mark.parametrize(
    ("columns", "question"),
    [
        (["quantity", "sorce", "best"], "there is no column 'source'; did you mean 'source' by 'sorce'?"),
        (
            ["quantty", "source", "best"],
            "there is no column 'quantity' or 'measure'; did you mean 'quantity' by 'quantty'?",
        ),
        (
            ["quantity", "source", "bst"],
            "there is no column 'phrase' or 'low' or 'best' or 'high'; did you mean 'best' by 'bst'?",
        ),
        (["quantity", "who", "best"], "there is no column 'source'"),
        (["quantity", "source", "best"], ""),
    ],
)
def test_a_missing_column_is_asked_for(columns: list[str], question: str) -> None:
    assert missing_columns(columns) == question
    if question:
        with pytest.raises(NothingUsableError) as caught:
            rc.reconcile(pd.DataFrame([["afloat", "Pier", 3]], columns=columns))
        assert caught.value.hint == question
        assert caught.value.rejected["row"].tolist()[0] == 1


def test_a_misspelt_column_beside_a_usable_table_is_a_finding() -> None:
    result = rc.reconcile(table(publised="2025-01-31", notes="x", publisher="y"))
    told = result.findings[result.findings["rule"] == "header-alike"]
    assert told["message"].tolist() == ["the column 'publised' is not known; did you mean 'published'?"]
    assert alike_headers(["publised", "published"]).empty


def test_how_alike_is_alike() -> None:
    assert (ALIKE, GUESS, NAMED) == (0.9, 0.6, 3)


def test_the_error_names_the_first_rows_and_holds_all() -> None:
    rows = pd.DataFrame(
        {"quantity": "afloat", "source": ["Pier", "", "Quay", "Dock"], "best": ["many", "3", "x" * 90, "-4"]}
    )
    with pytest.raises(NothingUsableError) as caught:
        rc.reconcile(rows.assign(measure="killed"))
    assert str(caught.value) == (
        "no claim can be used: row 1, best 'many': not-a-number; row 2, source '': no-source; "
        f"row 3, best '{'x' * 40}…': not-a-number; 1 more row "
        "(write digits, such as 1234.5, or declare the signs in [numbers])"
    )
    assert set(caught.value.rejected["row"]) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"embargo_until": "2099-01-01"}, r"all are under embargo \(3 rows\)"),
        ({"published": "2031-01-01"}, r"all are later than the as-of date \(3 rows\)"),
    ],
)
def test_the_error_says_what_was_set_aside(more: dict[str, str], message: str) -> None:
    with pytest.raises(NothingUsableError, match=message):
        rc.reconcile(table(**{"published": "2025-01-01", **more}), as_of="2025-06-01")


def test_an_empty_table_has_no_row() -> None:
    with pytest.raises(NothingUsableError, match="there is no row"):
        rc.reconcile(table().iloc[:0])
    with pytest.raises(NothingUsableError, match="there is no row"):
        rc.reconcile(pd.DataFrame())


def test_rows_keep_their_numbers_behind_an_embargo_and_a_date_of_knowledge() -> None:
    rows = pd.DataFrame({
        "quantity": "afloat", "source": list("abcde"), "best": ["5", "6", "ten", "7", "8"], "published": "2025-01-10",
        "embargo_until": ["2099-01-01", "", "", "2099-01-01", ""],
    })  # fmt: skip
    result = rc.reconcile(rows)
    assert result.rejected[["row", "column"]].values.tolist()[-1] == [3, "best"]
    assert result.claims["row"].tolist() == [2, 5]
    assert result.claims["claim_id"].tolist() == ["row:2", "row:5"]
    rows["published"] = ["2025-02-01", *["2025-01-10"] * 4]
    seen = rc.reconcile(rows.drop(columns="embargo_until"), as_of="2025-01-15")
    assert seen.rejected["row"].tolist()[-1] == 3
    assert seen.claims["row"].tolist() == [2, 4, 5]


def test_given_numbers_of_rows_are_kept() -> None:
    result = rc.reconcile(table(row=[10, "x", np.inf], best=["x", 4, 5]))
    assert set(result.rejected["row"]) == {10}
    assert result.claims["row"].tolist() == [2, 3]


@pytest.mark.parametrize("cell", [["2025-01-01"], {"2025-01-01"}, {"a": 1}, ("2030",), np.array(["2030"])])
def test_an_embargo_that_is_a_list_cannot_be_read(cell: Any) -> None:
    cells = pd.Series([None, None, None], dtype=object)
    cells.iloc[0] = cell
    result = rc.reconcile(table(published="2025-01-01", embargo_until=cells))
    assert result.rejected[["row", "rule", "value"]].values.tolist() == [[1, "embargo-unread", ""]]
    assert result.claims["row"].tolist() == [2, 3]


def test_objects_as_text_do_not_depend_on_the_order_of_a_set() -> None:
    assert text_of(pd.Series([{"b", "a"}, frozenset("cd")])).tolist() == ['["a", "b"]', '["c", "d"]']
    assert categories_of(pd.Series([b"caf\xc3\xa9", b"\xff"], dtype=object)).tolist() == ["café", "\ufffd"]
    assert object_cells(pd.Series(["a", 1.5, None])).tolist() == [False] * 3


@pytest.mark.long
def test_hundreds_of_columns_of_numbers_are_read_without_a_warning() -> None:
    many = pd.DataFrame({f"x{number}": [1.0, 2.0, 3.0] for number in range(400)})
    for wide in (many, many.astype({"x0": pd.SparseDtype("float64")})):
        assert len(rc.reconcile(pd.concat([table(), wide], axis=1)).claims) == 3
