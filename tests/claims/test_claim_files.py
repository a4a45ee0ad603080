from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.claim_files import read_claims, read_files
from reconcile.claims.row_corrections import apply_corrections, read_corrections
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import InputError, NothingUsableError

TABLE = "claim_id,quantity,source,phrase\nC1,q,A,about 300\nC2,q,B,over 280\n"


def write(folder: Path, content: str | bytes, name: str = "claims.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_delimiter_encoding_and_line_end(tmp_path: Path, delimiter: str, codec: str, ending: str) -> None:
    text = TABLE.replace(",", delimiter).replace("\n", ending)
    claims = read_claims(write(tmp_path, text.encode(codec)))
    assert claims[["claim_id", "said_best"]].values.tolist() == [["C1", 300.0], ["C2", pytest.approx(284.2)]]
    assert claims["file"].tolist() == ["claims.csv"] * 2


def test_a_declared_encoding(tmp_path: Path) -> None:
    file = write(tmp_path, TABLE.replace("A", "Гур").encode("cp1251"))
    with pytest.raises(InputError, match="byte") as caught:
        read_claims(file)
    assert "encoding" in caught.value.hint
    assert read_claims(file, settings=ClaimSettings(encoding={"*.csv": "cp1251"}))["source"].tolist() == ["Гур", "B"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"name,best\nA,3\n", "no column 'source'"),
        (b"claim_id%source%phrase\nC1%A%about 3\n", "no column 'source'"),
        (b'quantity,source\nq,"A\n', "never closed"),
        (b"quantity,source\nq,\x00A\n", "NUL"),
        (b"quantity,source\nq,\xff\xfe\n", "byte"),
        (b"quantity,source,source\nq,A,B\n", "twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_fault(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_claims(write(tmp_path, content))
    assert str(caught.value).startswith("claims.csv")


def test_missing_and_oversized_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_claims(tmp_path / "absent.csv")
    with pytest.raises(InputError, match="more than 10 bytes"):
        read_claims(write(tmp_path, TABLE), settings=ClaimSettings(max_file_bytes=10))


def test_ragged_rows_are_rejected_one_by_one(tmp_path: Path) -> None:
    file = write(tmp_path, TABLE + "C3,q,C\nC4,q,D,about 5,extra\nC5,q,E,about 6\n")
    read = read_files([file], root=tmp_path)
    assert read.rejected[["row", "rule"]].values.tolist() == [[3, "ragged-row"], [4, "ragged-row"]]
    assert read.table["row"].tolist() == [1, 2, 5]


def test_a_header_alone_is_a_finding_and_nothing_usable(tmp_path: Path) -> None:
    file = write(tmp_path, "quantity,source,phrase\n")
    assert read_files([file], root=tmp_path).findings["rule"].tolist() == ["no-rows"]
    with pytest.raises(NothingUsableError):
        read_claims(file)


def test_quoted_cells_hold_delimiters_and_line_breaks(tmp_path: Path) -> None:
    file = write(tmp_path, 'quantity,source,phrase,note\nq,"A, the second",about 5,"one\ntwo ""three"""\n')
    claims = read_claims(file)
    assert claims[["source", "note"]].values.tolist() == [["A, the second", 'one\ntwo "three"']]


def test_headers_are_mapped(tmp_path: Path) -> None:
    file = write(tmp_path, "what,who,said\nq,A,about 5\n")
    settings = ClaimSettings(columns={"what": "quantity", "who": "source", "said": "phrase"})
    assert read_claims(file, settings=settings)["said_best"].tolist() == [5.0]
    twice = ClaimSettings(columns={"what": "source", "who": "source"})
    with pytest.raises(InputError, match="two columns"):
        read_claims(file, settings=twice)


def test_a_row_of_hxl_tags_is_skipped_with_a_finding(tmp_path: Path) -> None:
    file = write(tmp_path, "quantity,source,best\n#event,#meta+source,#affected+killed\nq,A,5\n")
    read = read_files([file], root=tmp_path)
    assert read.findings["rule"].tolist() == ["tag-row"]
    assert read.table["best"].tolist() == ["5"]


def test_json_and_json_lines(tmp_path: Path) -> None:
    rows = [{"quantity": "q", "source": "A", "best": 5}, {"quantity": "q", "source": "B", "best": 1e3, "odd": [1]}]
    for content, name in ((json.dumps(rows), "a.json"), (json.dumps({"claims": rows}), "b.json"),
                          ("\n".join(map(json.dumps, rows)), "c.jsonl")):  # fmt: skip
        claims = read_claims(write(tmp_path, content, name))
        assert claims["best"].tolist() == [5.0, 1000.0]
        assert claims["odd"].tolist() == ["", "[1]"]


@pytest.mark.parametrize("content", ["{", "3", '{"rows": []}', "[1, 2]", "[" * 100_000])
def test_json_that_is_no_list_of_claims(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError):
        read_claims(write(tmp_path, content, "claims.json"))


def test_a_broken_line_of_json_lines_is_rejected_alone(tmp_path: Path) -> None:
    file = write(tmp_path, '{"quantity": "q", "source": "A", "best": 3}\n{oops\n', "claims.jsonl")
    read = read_files([file], root=tmp_path)
    assert read.rejected["row"].tolist() == [2]
    assert len(read.table) == 1


def test_spreadsheets_and_parquet(tmp_path: Path) -> None:
    rows = pd.DataFrame({"quantity": ["q", "q"], "source": ["A", "B"], "best": [5, 7.5]})
    rows.to_excel(tmp_path / "claims.xlsx", index=False)
    rows.to_parquet(tmp_path / "claims.parquet")
    for name in ("claims.xlsx", "claims.parquet"):
        assert read_claims(tmp_path / name)["best"].tolist() == [5.0, 7.5]
        write(tmp_path, b"no such thing", f"bad-{name}")
        with pytest.raises(InputError, match="readable"):
            read_claims(tmp_path / f"bad-{name}")


def test_several_files_are_one_table(tmp_path: Path) -> None:
    files = [write(tmp_path, TABLE, "claims-a.csv"), write(tmp_path, TABLE.replace("C", "D"), "claims-b.csv")]
    read = read_files(files, root=tmp_path)
    assert read.table[["file", "row"]].values.tolist() == [
        ["claims-a.csv", 1], ["claims-a.csv", 2], ["claims-b.csv", 1], ["claims-b.csv", 2],
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\u2029"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_only_line_breaks_end_a_line(tmp_path: Path, sign: str, quote: str) -> None:
    file = write(tmp_path, f"quantity,source,best,note\nq,A,5,{quote}a{sign}b{quote}\n")
    assert read_claims(file)["note"].tolist() == [f"a{sign}b"]
    lines = write(tmp_path, json.dumps({"quantity": "q", "source": "A", "best": 5, "note": f"a{sign}b"},
                                       ensure_ascii=False), "claims.jsonl")  # fmt: skip
    assert read_claims(lines)["note"].tolist() == [f"a{sign}b"]


def test_a_quote_within_a_cell_is_a_character(tmp_path: Path) -> None:
    file = write(tmp_path, 'quantity,source,best,note\nq,A,5,12" shells\nq, "B, C",6,"said ""so"""\n')
    claims = read_claims(file)
    assert claims["note"].tolist() == ['12" shells', 'said "so"']
    assert claims["source"].tolist() == ["A", "B, C"]


def test_an_open_quote_is_named_with_its_row(tmp_path: Path) -> None:
    file = write(tmp_path, 'quantity,source,best\nq,"A",5\n\nq,"B,6\nq,C,7\n')
    with pytest.raises(InputError, match="never closed") as caught:
        read_claims(file)
    assert caught.value.row == 3


def test_the_delimiter_is_what_the_header_is_split_by(tmp_path: Path) -> None:
    tabs, semicolons = "quantity\tsource\tbest, or so\tbest", '"a, b, c, d, e";quantity;source;best'
    for header, row in (
        (tabs, "q\tA\t1\t5"),
        (semicolons, "x;q;A;5"),
        ("quantity|source|best", "q|A, B; C|5"),
    ):
        assert read_claims(write(tmp_path, f"{header}\n{row}\n"))["best"].tolist() == [5.0]


def test_headers_in_other_spelling_and_empty_ones(tmp_path: Path) -> None:
    claims = read_claims(write(tmp_path, "Quantity,SOURCE,Best,Count date,,Desk Note\nq,A,5,2025-01-31,x,y\n"))
    assert claims["count_date"].dt.day.tolist() == [31]
    assert claims[["column 5", "Desk Note"]].values.tolist() == [["x", "y"]]


def test_columns_that_the_tool_writes_itself_are_kept_under_another_name(tmp_path: Path) -> None:
    read = read_files([write(tmp_path, "quantity,source,best,row,kind\nq,A,5,north,x\n")], root=tmp_path)
    assert read.table[["given_row", "given_kind", "row"]].values.tolist() == [["north", "x", 1]]
    assert read.findings["column"].tolist() == ["row", "kind"]


@pytest.mark.parametrize(
    ("header", "column"), [("source,best", "quantity"), ("quantity,source,note", "phrase"), ("measure,high", "source")]
)
def test_a_file_that_lacks_a_column_is_refused_whole(tmp_path: Path, header: str, column: str) -> None:
    with pytest.raises(InputError, match="has no column") as caught:
        read_claims(write(tmp_path, f"{header}\n{','.join('x' for _ in header.split(','))}\n"))
    assert caught.value.column == column


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    files = [write(tmp_path, b"", "claims-a.csv"), write(tmp_path, TABLE, "claims-b.csv"), tmp_path / "claims-c.csv"]
    with pytest.raises(InputError, match=r"claims-a\.csv.*claims-c\.csv"):
        read_files(files, root=tmp_path)
    with pytest.raises(InputError, match="no file"):
        read_files([], root=tmp_path)


def test_files_of_one_name_and_several_kinds_get_ids_of_their_own(tmp_path: Path) -> None:
    row = {"quantity": "q", "source": "B", "best": 5}
    files = [write(tmp_path, "quantity,source,best\nq,A,5\n"), write(tmp_path, json.dumps([row]), "claims.json")]
    checked = check_claims(read_files(files, root=tmp_path).table)
    assert checked.rejected.empty
    assert checked.claims["claim_id"].tolist() == ["claims.csv:1", "claims.json:1"]


@pytest.mark.parametrize("codec", ["undefined", "no-such-codec", "hex"])
def test_an_encoding_that_there_is_not(tmp_path: Path, codec: str) -> None:
    with pytest.raises(InputError, match="no such encoding"):
        read_claims(write(tmp_path, TABLE), settings=ClaimSettings(encoding={"*": codec}))


@pytest.mark.parametrize("name", ["claims.xls", "claims.ods", "claims"])
def test_a_format_that_is_not_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no reader"):
        read_claims(write(tmp_path, TABLE, name))


def test_a_declared_encoding_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = write(tmp_path, TABLE.encode("utf-8-sig"))
    assert len(read_claims(file, settings=ClaimSettings(encoding={"claims.csv": "utf-8"}))) == 2


def test_a_nul_byte_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3 holds a NUL"):
        read_claims(write(tmp_path, TABLE.replace("over", "\0ver")))


def test_json_numbers_are_read_whatever_signs_are_declared_for_text(tmp_path: Path) -> None:
    row = {"quantity": "q", "source": "A", "best": 1234.5, "high": "1.500,5"}
    file = write(tmp_path, json.dumps([row]), "claims.json")
    claims = read_claims(file, settings=ClaimSettings(decimal=",", thousands="."))
    assert claims[["best", "high"]].values.tolist() == [[1234.5, 1500.5]]


def test_records_of_json_that_are_none_are_rejected_one_by_one(tmp_path: Path) -> None:
    content = '[{"quantity": "q", "source": "A", "best": 3}, 7, {"source": "A", "source": "B"}, {"quantity": "q"}]'
    read = read_files([write(tmp_path, content, "claims.json")], root=tmp_path)
    assert read.rejected["row"].tolist() == [2, 3]
    assert read.rejected["value"].str.contains("twice").tolist() == [False, True]
    assert read.table["row"].tolist() == [1, 4]


def test_an_empty_list_is_like_a_header_alone(tmp_path: Path) -> None:
    for content in ("[]", '{"claims": []}'):
        read = read_files([write(tmp_path, content, "claims.json")], root=tmp_path)
        assert read.findings["rule"].tolist() == ["no-rows"]


def test_cells_of_a_workbook_keep_their_types(tmp_path: Path) -> None:
    rows = [["Claim id", "quantity", "source", "best", "published", "note"],
            [7, "q", "A", 0.5, date(2025, 1, 31), True], [None] * 6,
            ["8", "q", "B", "1,200", "2025-01", None]]  # fmt: skip
    pd.DataFrame(rows).to_excel(tmp_path / "claims.xlsx", index=False, header=False)
    claims = read_claims(tmp_path / "claims.xlsx", settings=ClaimSettings(thousands=","))
    assert claims[["claim_id", "best", "note"]].values.tolist() == [["7", 0.5, "true"], ["8", 1200.0, ""]]
    assert claims["published"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-31", "2025-01-31"]
    assert claims["row"].tolist() == [1, 3]


def test_a_header_that_stands_twice_in_a_workbook(tmp_path: Path) -> None:
    pd.DataFrame([["quantity", "source", "source"]]).to_excel(tmp_path / "claims.xlsx", index=False, header=False)
    with pytest.raises(InputError, match="twice"):
        read_claims(tmp_path / "claims.xlsx")


def test_columns_of_parquet_keep_their_types(tmp_path: Path) -> None:
    rows = pd.DataFrame({"quantity": pd.Categorical(["q", "q"]), "source": ["A", "B"], "best": [5, 6],
                         "published": pd.to_datetime(["2025-01-31", None]), "low": [None, 2.5]})  # fmt: skip
    rows.to_parquet(tmp_path / "claims.parquet")
    claims = read_claims(tmp_path / "claims.parquet")
    assert claims[["quantity", "best"]].values.tolist() == [["q", 5.0], ["q", 6.0]]
    assert claims["published"].isna().tolist() == [False, True]
    assert claims["low"].isna().tolist() == [True, False]


def test_a_missing_package_is_told_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(InputError) as caught:
        read_claims(write(tmp_path, b"any", "claims.xlsx"))
    assert caught.value.hint == "pip install reconcile-estimates[excel]"


FIXES = "locator,column,expected,value,action,reason\n"


def corrected(folder: Path, fixes: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    claims = read_files([write(folder, TABLE)], root=folder).table
    table, rejected, found = apply_corrections(
        claims, read_corrections(write(folder, FIXES + fixes, "corrections.csv"))
    )
    assert rejected.empty
    assert claims["phrase"].tolist() == ["about 300", "over 280"]
    return table, found


def test_a_correction_replaces_a_value_and_says_so(tmp_path: Path) -> None:
    table, found = corrected(tmp_path, "C1,phrase,about 300,about 310,replace,the outlet corrected itself\n")
    assert table["phrase"].tolist() == ["about 310", "over 280"]
    assert "the outlet corrected itself" in table["note"].iloc[0]
    assert found.empty


def test_a_dropped_claim_stays_with_its_reason(tmp_path: Path) -> None:
    table, found = corrected(tmp_path, "C2,,,,drop,garbled\n")
    assert table["dropped_reason"].tolist() == ["", "garbled"]
    assert found.empty


@pytest.mark.parametrize(
    ("fix", "rule"),
    [("C9,phrase,x,y,replace,r\n", "correction-lost"), ("C1,nowhere,x,y,replace,r\n", "correction-lost"),
     ("C1,phrase,about 999,y,replace,r\n", "correction-stale")],
)  # fmt: skip
def test_a_correction_that_no_longer_holds_is_a_finding(tmp_path: Path, fix: str, rule: str) -> None:
    table, found = corrected(tmp_path, fix)
    assert found["rule"].tolist() == [rule]
    assert table["phrase"].tolist() == ["about 300", "over 280"]


def test_a_table_of_corrections_is_checked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reason"):
        read_corrections(write(tmp_path, "locator,column\nC1,phrase\n", "corrections.csv"))
    with pytest.raises(InputError, match="action"):
        read_corrections(write(tmp_path, FIXES + "C1,phrase,a,b,burn,r\n", "corrections.csv"))


def test_a_million_character_cell_rejects_its_row_alone(tmp_path: Path) -> None:
    file = write(tmp_path, TABLE + f'C3,q,"C","{"x" * 1_000_000}"\n')
    assert read_claims(file)["claim_id"].tolist() == ["C1", "C2"]


@pytest.mark.parametrize(
    ("row", "column"),
    [("C1,phrase,a,b,replace,\n", "reason"), (",phrase,a,b,replace,r\n", "locator"), ("C1,,,b,,r\n", "column")],
)
def test_a_correction_that_is_none_stops_the_reading(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(InputError) as caught:
        read_corrections(write(tmp_path, FIXES + "C2,,,,drop,fine\n" + row, "corrections.csv"))
    assert (caught.value.row, caught.value.column) == (2, column)


def test_a_ragged_correction_stops_the_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="7 cells for 6 columns") as caught:
        read_corrections(write(tmp_path, FIXES + "C1,phrase,a,b,replace,one, two\n", "corrections.csv"))
    assert caught.value.row == 1


def test_corrections_are_named_by_their_place_in_the_project(tmp_path: Path) -> None:
    fixes = read_corrections(write(tmp_path, FIXES + "C1,,,,drop,r\n", "corrections.csv"), root=tmp_path.parent)
    assert fixes["file"].tolist() == [f"{tmp_path.name}/corrections.csv"]


def test_typed_cells_are_corrected_as_text(tmp_path: Path) -> None:
    rows = pd.DataFrame({"claim_id": ["C1"], "quantity": ["q"], "source": ["A"], "best": [5.0],
                         "published": pd.to_datetime(["2025-01-31"])})  # fmt: skip
    rows.to_parquet(tmp_path / "claims.parquet")
    table = read_files([tmp_path / "claims.parquet"], root=tmp_path).table
    fixes = "C1,best,5,6,,slip\nC1,published,2025-01-31,2025-02-01,,slip\nC1,best,6,7,,again\n"
    fixed, _, found = apply_corrections(table, read_corrections(write(tmp_path, FIXES + fixes, "corrections.csv")))
    assert found.empty
    claims = check_claims(fixed).claims
    assert claims["best"].tolist() == [7.0]
    assert claims["published"].dt.month.tolist() == [2]
    assert "again" in claims["note"].iloc[0]


def test_claims_without_an_id_are_found_by_the_one_that_is_made(tmp_path: Path) -> None:
    table = read_files([write(tmp_path, "quantity,source,best\nq,A,5\nq,B,6\n")], root=tmp_path).table
    fixes = read_corrections(write(tmp_path, FIXES + "claims:2,best,6,7,,slip\n", "corrections.csv"))
    assert check_claims(apply_corrections(table, fixes)[0]).claims["best"].tolist() == [5.0, 7.0]


def test_half_a_character_of_an_odd_encoding_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(b"quantity,source,best\nq,A+2AA-b,5\n")
    read = read_claims(file, settings=ClaimSettings(encoding={"*.csv": "utf-7"}))
    assert read["source"].tolist() == ["A\ufffdb"]


def test_a_parquet_file_of_texts_that_are_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "claims.parquet"
    pd.DataFrame({"quantity": ["q"], "source": ["Quayside"], "best": [3]}).to_parquet(file, compression=None)
    file.write_bytes(file.read_bytes().replace(b"Quayside", b"Quay\xff\xfede"))
    with pytest.raises(InputError, match="is not a readable Parquet file"):
        read_claims(file)
