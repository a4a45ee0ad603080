from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from reconcile.claims.corrections import apply_corrections, read_corrections
from reconcile.claims.read import read_claims, read_files
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
        assert claims["odd"].tolist() == ["", '["1"]']


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
