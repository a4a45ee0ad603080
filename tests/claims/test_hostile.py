"""Input that nobody means well: each gets a rejection, a finding or an error of ours, never a stack trace."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.checked import check_claims
from reconcile.claims.claim_files import read_claims, read_files
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, RAW_CLAIMS, REJECTED, names
from reconcile.errors import InputError, NothingUsableError, ReconcileError
from tests.examples import examples

ROW = {"quantity": "q", "source": "A", "best": 5}

MONSTERS = [
    "", " ", "x" * 300_000, "9" * 400, "-" + "9" * 400, "1e308", "1e-400", "NaN", "-inf", "=cmd|' /C calc'!A0", "@A1",
    "<script>alert(1)</script>", "a\x00b", "\x1b[31m", "\ud800", "\u202eabc", "'; DROP TABLE claims;--", "${HOME}",
    "{{7*7}}", "../../etc/passwd", "31 February 2025", "٣٠٠", "３００", "a" * 50 + "!" * 50, "(" * 500, "-" * 500,
    "1,2," * 100, "2025-01-01/" * 50, "\n\n", "\u2028", "about " * 300 + "5", "more than " * 150, "1 to " * 300,
]  # fmt: skip


def test_no_cell_breaks_the_check() -> None:
    cells = [(column, cell) for column in [*names(RAW_CLAIMS), "unknown"] for cell in MONSTERS]
    rows = [{**ROW, "claim_id": f"C{place}", column: cell} for place, (column, cell) in enumerate(cells)]
    checked = check_claims(pd.DataFrame(rows, dtype=object))
    assert set(checked.claims["row"]) | set(checked.rejected["row"]) == set(range(1, len(rows) + 1))
    assert not set(checked.claims["row"]) & set(checked.rejected["row"])
    assert all(len(value) <= 200 for value in [*checked.rejected["value"], *checked.findings["value"]])
    for table in (checked.claims, checked.rejected, checked.findings):
        table.to_csv().encode()
    again = check_claims(checked.claims)
    assert again.rejected.empty
    pd.testing.assert_frame_equal(again.claims, checked.claims)


@given(st.lists(st.dictionaries(st.sampled_from([*names(RAW_CLAIMS), "odd"]), st.one_of(
    st.text(max_size=30), st.integers(), st.floats(), st.none(), st.booleans(), st.dates(), st.datetimes(),
    st.lists(st.integers(), max_size=2),
), max_size=8), max_size=4))  # fmt: skip
@examples(25)
def test_any_frame_is_checked(rows: list[dict[str, object]]) -> None:
    table = pd.DataFrame(rows, dtype=object)
    before = table.copy(deep=True)
    checked = check_claims(table)
    pd.testing.assert_frame_equal(table, before)
    assert set(checked.claims["row"]) | set(checked.rejected["row"]) == set(range(1, len(table) + 1))
    assert checked.rejected.columns.tolist() == names(REJECTED)
    assert checked.findings.columns.tolist() == names(FINDINGS)


@given(st.binary(max_size=200), st.sampled_from(["csv", "tsv", "json", "jsonl", "xlsx", "parquet"]))
@examples(120)
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    file = tmp_path_factory.mktemp("bytes") / f"claims.{kind}"
    file.write_bytes(data)
    told = ""
    try:
        read_claims(file)
    except ReconcileError as error:
        told = str(error)
    assert told.startswith(file.name) or not told


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\x7f"])
def test_signs_that_no_text_holds(sign: str) -> None:
    checked = check_claims(pd.DataFrame([{**ROW, "note": f"a{sign}b"}, {**ROW, "note": "a\tb\nc"}]))
    assert checked.rejected[["row", "column", "rule"]].values.tolist() == [[1, "note", "control-character"]]


def test_a_million_characters_in_a_quoted_cell_reject_one_row(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(f'quantity,source,best,note\nq,A,5,"{"x" * 1_000_000}"\nq,B,6,"y"\n', encoding="utf-8")
    read = read_files([file], root=tmp_path)
    checked = check_claims(read.table)
    assert checked.rejected[["row", "column", "rule"]].values.tolist() == [[1, "note", "cell-too-long"]]
    assert checked.claims["source"].tolist() == ["B"]
    assert check_claims(read.table, ClaimSettings(max_cell_chars=1_000_000)).rejected.empty


def test_formulas_and_markup_stay_as_they_are_until_they_are_written() -> None:
    claims = check_claims(pd.DataFrame([{**ROW, "note": "=1+1", "quote": "<b>x</b>"}])).claims
    assert claims[["note", "quote"]].values.tolist() == [["=1+1", "<b>x</b>"]]


def test_a_frame_with_two_columns_of_one_name() -> None:
    with pytest.raises(InputError, match="two columns"):
        check_claims(pd.DataFrame([["q", "A", "B", 5]], columns=["quantity", "source", "source", "best"]))


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame({"source": []}), pd.DataFrame(index=[3, 4])])
def test_frames_of_nothing(table: pd.DataFrame) -> None:
    checked = check_claims(table)
    assert checked.claims.empty
    assert checked.rejected["row"].nunique() == len(table)


def test_odd_indexes_and_columns() -> None:
    table = pd.DataFrame({"quantity": "q", "source": ["A", "B"], "best": [1, 2], 7: ["x", "y"]}, index=["z", "z"])
    claims = check_claims(table).claims
    assert claims.index.tolist() == [0, 1]
    assert claims[["source", "7"]].values.tolist() == [["A", "x"], ["B", "y"]]


def test_a_text_where_the_row_number_should_be() -> None:
    claims = check_claims(pd.DataFrame({**{name: [cell] * 2 for name, cell in ROW.items()}, "row": ["north", 9],
                                        "note": ["a", "b"]})).claims  # fmt: skip
    assert claims["row"].tolist() == [1, 9]


def test_a_workbook_that_unpacks_to_more_than_is_read(tmp_path: Path) -> None:
    file = tmp_path / "claims.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 1_000_000)
    with pytest.raises(InputError, match="unpacks to more"):
        read_claims(file, settings=ClaimSettings(max_file_bytes=100_000))


def test_a_parquet_file_that_unpacks_to_more_than_is_read(tmp_path: Path) -> None:
    file = tmp_path / "claims.parquet"
    pd.DataFrame({name: [cell] * 100_000 for name, cell in ROW.items()}).to_parquet(file)
    assert file.stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to more"):
        read_claims(file, settings=ClaimSettings(max_file_bytes=100_000))


def test_half_characters_and_nul_in_json(tmp_path: Path) -> None:
    file = tmp_path / "claims.json"
    rows = [{**ROW, "note": "\ud83d"}, {**ROW, "note": "\x00"}, {**ROW, "source": "\ude00", "low": 10**40}]
    file.write_text(json.dumps(rows), encoding="utf-8")
    checked = check_claims(read_files([file], root=tmp_path).table)
    assert checked.claims["note"].tolist() == ["\ufffd"]
    assert checked.rejected["rule"].tolist() == ["control-character", "too-large"]


def test_nothing_usable_tells_why(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("quantity,source,best\nq,,5\nq,A\n", encoding="utf-8")
    with pytest.raises(NothingUsableError) as caught:
        read_claims(file)
    assert sorted(caught.value.rejected["rule"]) == ["no-source", "ragged-row"]
