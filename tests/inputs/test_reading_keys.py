"""Keys of an input that say where its table stands and how its cells are written."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reconcile.claims.claim_files import read_files
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import ConfigError, InputError
from tests.inputs.one_input import COUNTS, claims_of, read, rules

TITLED = '"Losses told by posts, May",,\n,,\npost,dead,\nNorth Post,12,\nSouth Post,14,\n"* not checked yet",,\n'


def test_a_header_below_a_title_and_a_note_below_the_table(tmp_path: Path) -> None:
    one, checked = read(tmp_path, 'header = 3\ncolumns = { post = "source", dead = "best" }\n' + COUNTS, TITLED)
    assert claims_of(checked, "best", "row") == [["North Post", "12.0", "1"], ["South Post", "14.0", "2"]]
    assert rules(one, checked) == ["footnote-rows"]
    assert one.findings["message"].tolist() == ["1 row below the table is a note, and skipped: * not checked yet"]


def test_the_row_in_which_the_header_stands_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no column 'source'") as caught:
        read(tmp_path, 'columns = { post = "source", dead = "best" }\n' + COUNTS, TITLED)
    assert caught.value.hint == "the names of columns stand in row 3: header = 3 in [[inputs]] reads them there"


def test_a_header_that_no_row_has_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no row 40 for the header") as caught:
        read(tmp_path, 'header = 40\ncolumns = { post = "source", dead = "best" }\n' + COUNTS, TITLED)
    assert "the file has 6 rows" in caught.value.hint


MERGED = "Who,Killed,,Remarks\n,men,women,\nNorth Post,3,2,\nSouth Post,4,1,x\nRescued,,,\nNorth Post,9,9,\n"


def test_names_over_two_rows_are_joined_and_the_rest_is_left(tmp_path: Path) -> None:
    keys = 'header = [1, 2]\nskip_after = "rescued"\ncolumns = { Who = "source", "Killed women" = "best" }\n' + COUNTS
    one, checked = read(tmp_path, keys, MERGED)
    assert claims_of(checked) == [["North Post", "2.0"], ["South Post", "1.0"]]
    assert one.table["Killed men"].tolist() == ["3", "4"]
    assert one.findings["message"].tolist() == ["2 rows from 'Rescued' on are skipped"]
    absent, _ = read(tmp_path, keys.replace("rescued", "Found"), MERGED)
    assert absent.findings["message"].tolist() == [
        "no row begins with 'Found', after which rows are to be skipped; all are read"
    ]


@pytest.mark.parametrize(
    ("last", "rejected"),
    [
        ("† of the coast alone,", []),
        ("Source: the coast guard,", []),
        ("These are the figures that were known at noon,", []),
        ("East Post,", ["no-figure"]),
        ("East Post", ["ragged-row"]),
    ],
)
def test_what_is_a_note_and_what_lacks_its_figure(tmp_path: Path, last: str, rejected: list[str]) -> None:
    one, checked = read(
        tmp_path, 'columns = { post = "source", n = "best" }\n' + COUNTS, f"post,n\nNorth Post,5\n{last}\n"
    )
    assert rules(one, checked) == (rejected or ["footnote-rows"])


def workbook(**sheets: pd.DataFrame) -> bytes:
    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="openpyxl") as writer:
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name, index=False, header=False)
    return held.getvalue()


def test_a_sheet_by_its_name(tmp_path: Path) -> None:
    book = workbook(Read_me=pd.DataFrame([["About"]]), Data=pd.DataFrame([["t", ""], ["source", "best"], ["Post", 5]]))
    _, checked = read(tmp_path, 'sheet = "Data"\nheader = 2\n' + COUNTS, book, "list.xlsx")
    assert claims_of(checked) == [["Post", "5.0"]]
    with pytest.raises(InputError, match="has no sheet 'data'") as caught:
        read(tmp_path, 'sheet = "data"\n' + COUNTS, book, "list.xlsx")
    assert caught.value.hint == "it has: Read_me, Data"


ANSWER = {
    "status": 200,
    "tags": ["a", "b"],
    "data": {
        "rows": [
            {"who": "Post A", "seen": {"killed": 6, "by": {"name": "x"}}},
            {"who": "Post B", "seen": {"killed": 8}},
        ]
    },
}
NESTED = 'columns = { who = "source", "seen.killed" = "best" }\n' + COUNTS


@pytest.mark.parametrize("more", ["", 'records = "data.rows"\n'])
def test_the_list_in_an_envelope_and_keys_within_keys(tmp_path: Path, more: str) -> None:
    one, checked = read(tmp_path, more + NESTED, json.dumps(ANSWER), "answer.json")
    assert claims_of(checked) == [["Post A", "6.0"], ["Post B", "8.0"]]
    assert one.table["seen.by.name"].tolist() == ["x", ""]
    assert rules(one, checked) == []


@pytest.mark.parametrize(
    ("content", "more", "says", "hint"),
    [
        (ANSWER | {"old": [{"who": "C"}]}, "", "several lists of records: data.rows, old", 'records = "data.rows"'),
        (ANSWER, 'records = "data.row"\n', "no list of records 'data.row'", "the nearest one is 'data.rows'"),
        ({"status": 200, "tags": ["a"]}, "", "holds no list of claims", "write"),
    ],
)
def test_an_envelope_of_which_no_list_can_be_taken(
    tmp_path: Path, content: dict[str, Any], more: str, says: str, hint: str
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, more + NESTED, json.dumps(content), "answer.json")
    assert hint in caught.value.hint


def test_objects_of_too_many_keys_stay_one_column(tmp_path: Path) -> None:
    rows = [{"source": "Post", "best": 3, "by_day": {str(day): day for day in range(700)}}]
    one, _ = read(tmp_path, COUNTS, json.dumps(rows), "list.json")
    assert "by_day" in one.table.columns


PLAIN = "source,best\nNorth Post,5\n"


def zipped(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "more"),
    [
        ("list.csv.gz", gzip.compress(PLAIN.encode(), mtime=0), ""),
        ("list.gz", gzip.compress(PLAIN.encode(), mtime=0), 'format = "csv"\n'),
        ("list.zip", zipped(**{"a/list.csv": PLAIN, "readme.md": "x", "__MACOSX/list.csv": "x"}), ""),
        ("list.zip", zipped(**{"a.csv": PLAIN, "b.csv": "x"}), 'member = "a.csv"\n'),
        ("list.zip", zipped(**{"a.json": '[{"source": "North Post", "best": 5}]'}), ""),
    ],
)
def test_packed_files(tmp_path: Path, name: str, content: bytes, more: str) -> None:
    assert claims_of(read(tmp_path, more + COUNTS, content, name)[1]) == [["North Post", "5.0"]]


@pytest.mark.parametrize(
    ("name", "content", "more", "says"),
    [
        ("list.csv.gz", b"source,best", "", "cannot be unpacked"),
        ("list.csv.gz", gzip.compress(PLAIN.encode(), mtime=0)[:-6], "", "cannot be unpacked"),
        ("list.zip", b"PK", "", "cannot be unpacked"),
        ("list.zip", zipped(**{"a.csv": PLAIN, "b.csv": PLAIN}), "", "holds 2 tables: a.csv, b.csv"),
        ("list.zip", zipped(**{"a.csv": PLAIN}), 'member = "c.csv"\n', "holds no file 'c.csv'"),
        ("list.zip", zipped(**{"a.md": PLAIN}), "", "holds no table"),
        ("list.csv.gz", gzip.compress(b"", mtime=0), "", "empty"),
        ("list.md.gz", gzip.compress(b"x", mtime=0), "", "no reader for .md"),
    ],
)
def test_packed_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, more: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, more + COUNTS, content, name)
    assert str(caught.value).startswith(name)


@pytest.mark.parametrize("name", ["list.csv.gz", "list.zip"])
def test_what_unpacks_to_more_than_fits_is_no_longer_unpacked(tmp_path: Path, name: str) -> None:
    bomb = gzip.compress(b"a" * 10**7, mtime=0) if name.endswith("gz") else zipped(**{"a.csv": "a" * 10**5})
    (tmp_path / name).write_bytes(bomb)
    with pytest.raises(InputError, match="unpacks to more than 10,100 bytes"):
        read_files([tmp_path / name], ClaimSettings(max_file_bytes=10_100), root=tmp_path)


MARKED = "source,low,best,high\nA,10,NA,20\nB,11,-,19\nC,12,n/a,18\nD,..,15,?\n"


def test_marks_of_what_is_missing_are_empty_cells(tmp_path: Path) -> None:
    one, checked = read(tmp_path, COUNTS, MARKED)
    assert len(checked.claims) == 4
    assert rules(one, checked) == ["missing-marks"] * 3
    assert checked.findings["message"].tolist()[1] == (
        "3 cells hold marks of what is missing ('-', 'NA', 'n/a') and are read as empty"
    )


@pytest.mark.parametrize("project", ["", '[numbers]\nmissing = ["-9"]'])
def test_marks_of_an_input_and_of_a_project(tmp_path: Path, project: str) -> None:
    own = "" if project else 'numbers = { missing = ["-9"] }\n'
    for name, content in {
        "list.csv": "source,low,high\nA,10,-9\nB,-9,20\n",
        "list.json": '[{"source": "A", "low": 10, "high": -9}, {"source": "B", "low": -9, "high": 20}]',
    }.items():
        _, checked = read(tmp_path, own + COUNTS, content, name, project)
        assert claims_of(checked, "low", "high") == [["A", "10.0", ""], ["B", "", "20.0"]]


def test_a_mark_in_a_phrase_or_a_name_is_what_it_says(tmp_path: Path) -> None:
    _, checked = read(tmp_path, 'constants = { measure = "killed" }\n', "source,place,phrase\nA,NA,none\n")
    assert checked.claims[["place", "said_best"]].values.tolist() == [["NA", 0.0]]


def test_numbers_and_dates_as_one_input_writes_them(tmp_path: Path) -> None:
    keys = 'numbers = { decimal = ",", thousands = ".", dayfirst = true }\ncolumns = { day = "count_date" }\n' + COUNTS
    rows = "source;best;day\nA;1.234;3/4/2024\nB;2.000,0;13/4/2024\nC;x;May 2024\n"
    _, checked = read(tmp_path, keys, rows)
    assert claims_of(checked, "best", "count_date") == [["A", "1234.0", "2024-04-03"], ["B", "2000.0", "2024-04-13"]]
    assert checked.rejected[["row", "value", "rule"]].values.tolist() == [
        [3, "", "no-figure"], [3, "x", "not-a-number"],
    ]  # fmt: skip


def test_marks_of_notes_behind_figures_and_rows_that_repeat_the_header(tmp_path: Path) -> None:
    rows = 'source,best\nA,"1,234*"\nB,56 [a]\nsource,best\nC,7² (b)\nD,8†\nE,*\nF,9%\n'
    one, checked = read(tmp_path, COUNTS, rows)
    assert claims_of(checked) == [["A", "1234.0"], ["B", "56.0"], ["C", "7.0"], ["D", "8.0"]]
    assert rules(one) == ["header-again"]
    found = checked.findings.set_index("rule")["message"]
    assert found["note-marks"].startswith("4 figures have the mark of a note")
    assert {*checked.rejected["row"]} == {6, 7}


DAYFIRST = "say which is the day: dayfirst = true or false, in [numbers] or in numbers of its [[inputs]]"


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ('A,"12,34,567",', 'if these are lakhs: thousands = "lakh" in [numbers]'),
        ("A,12.34.56,", "write digits, such as 1234.5, or declare the signs in [numbers]"),
        (
            "A,1,5/7/2021",
            DAYFIRST,
        ),
        (
            "A,1,31-31-21",
            DAYFIRST,
        ),
    ],
)
def test_what_to_declare_for_a_cell_that_cannot_be_read(tmp_path: Path, row: str, hint: str) -> None:
    _, checked = read(tmp_path, COUNTS, f"source,best,count_date\n{row}\n")
    assert hint in checked.rejected["hint"].tolist()


def test_lakhs_where_they_are_declared(tmp_path: Path) -> None:
    rows = 'source,best\nA,"12,34,567"\nB,"1,234"\nC,"1,2,345"\n'
    _, checked = read(tmp_path, 'numbers = { thousands = "lakh" }\n' + COUNTS, rows)
    assert claims_of(checked) == [["A", "1234567.0"], ["B", "1234.0"]]
    assert len(read(tmp_path, COUNTS, rows)[1].claims) == 1


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("header = 0\n", "inputs.header"),
        ("header = [2, 1]\n", "inputs.header"),
        ("header = true\n", "inputs.header"),
        ('numbers = { thousands = "lakh", decimal = "," }\n', "inputs.numbers"),
        ('recods = "a"\n', "the nearest known one is 'inputs.records'"),
        ("numbers = { mising = [] }\n", "the nearest known one is 'numbers.missing'"),
    ],
)
def test_keys_that_cannot_be_used(tmp_path: Path, keys: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read(tmp_path, keys, PLAIN)
