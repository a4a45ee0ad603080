"""Tables that reach far: workbooks with a lone cell, tables of thousands of columns."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.formats import MOST_COLUMNS, xlsx_extent
from reconcile.claims.formats.xlsx_extent import MOST_CELLS, MOST_FOR_A_FILLED_ONE, check_extent
from reconcile.errors import InputError

TABLE = (
    '<row r="1"><c r="A1" t="str"><v>quantity</v></c><c r="B1" t="str"><v>source</v></c>'
    '<c r="C1" t="str"><v>best</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>q</v></c><c r="B2" t="str"><v>Post</v></c><c r="C2"><v>7</v></c></row>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def book(folder: Path, rows: str, before: str = "") -> Path:
    file = folder / "claims.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'
        )
    return file


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='90000'><c s='1' r = 'ZZ90000'><v>1</v></c></row>",
        '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>',
        '<row r="3"><c r="xfd9999"><v>1</v></c></row>',
        '<row r="900000"><c><v>1</v></c><c r="AB900000"><v>2</v></c></row>',
        '<x:row r="99999"><x:c r="XX99999"><x:v/></x:c></x:row>',
        '<row r="5000"><c r="A5000"><v>1</v></c></row><row r="5001"><c r="XFE5001" t="inlineStr"><is/></c></row>',
    ],
)
def test_a_lone_cell_far_away_is_refused_before_it_is_read(tmp_path: Path, far: str) -> None:
    pytest.importorskip("python_calamine", reason="the extra `excel` is not installed")
    with pytest.raises(InputError, match=r"has \d+ filled cells in [\d,]+ rows and [\d,]+ columns") as caught:
        rc.read_claims(book(tmp_path, TABLE + far))
    assert "lone cell" in caught.value.hint


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        ("", '<dimension ref="A1:XFD1048576"/>'),
        ('<row r="1048576"><c r="XFD1048576" s="3"/></row>', ""),
        ('<row r="1048576" s="3" customFormat="1"/>', ""),
        ("", '<cols><col min="1" max="16384" width="9"/></cols>'),
    ],
    ids=["dimension", "format of a cell", "format of a row", "format of columns"],
)
def test_formats_of_empty_cells_are_no_reach(tmp_path: Path, rows: str, before: str) -> None:
    pytest.importorskip("python_calamine", reason="the extra `excel` is not installed")
    assert rc.read_claims(book(tmp_path, TABLE + rows, before))["best"].tolist() == [7]


def test_a_cell_that_is_cut_by_the_end_of_a_piece_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = book(tmp_path, TABLE + '<row r="99999"><c r="XFD99999"><v>1</v></c></row>')
    for size in range(1, 90):
        monkeypatch.setattr(xlsx_extent, "_CHUNK", size)
        with zipfile.ZipFile(file) as archive, pytest.raises(InputError, match="7 filled cells in 99,999 rows"):
            check_extent(archive, "claims.xlsx")


def test_how_much_is_laid_out() -> None:
    assert MOST_CELLS == 1_000_000
    assert MOST_FOR_A_FILLED_ONE == 20
    assert MOST_COLUMNS == 600


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "xlsx", "parquet"])
def test_thousands_of_columns_are_refused(tmp_path: Path, ending: str) -> None:
    header, row = (
        ["quantity", "source", "best", *(f"x{number}" for number in range(3000))],
        ["q", "Post", 7, *range(3000)],
    )
    table, file = pd.DataFrame([row], columns=header), tmp_path / f"claims.{ending}"
    if ending in ("csv", "tsv"):
        table.to_csv(file, sep="," if ending == "csv" else "\t", index=False)
    elif ending == "xlsx":
        pytest.importorskip("openpyxl", reason="the extra `excel` is not installed")
        table.to_excel(file, index=False)
    elif ending == "parquet":
        table.to_parquet(file)
    else:
        text = json.dumps(dict(zip(header, row, strict=True)))
        file.write_text(text if ending == "jsonl" else f"[{text}]")
    with pytest.raises(InputError, match="has 3,003 columns; at most 600 are read"):
        rc.read_claims(file)
    with pytest.raises(InputError, match=r"has 3,00[03] columns"):
        rc.reconcile(table)


def test_records_that_each_have_keys_of_their_own_are_refused(tmp_path: Path) -> None:
    records = [{"quantity": "q", "source": "Post", "best": 7, f"k{number}": 1} for number in range(2000)]
    file = tmp_path / "claims.json"
    file.write_text(json.dumps(records))
    with pytest.raises(InputError, match="has 2,003 columns"):
        rc.read_claims(file)


@pytest.mark.long
def test_some_hundred_columns_are_read_and_kept(tmp_path: Path) -> None:
    header, row = (
        ["quantity", "source", "best", *(f"x{number}" for number in range(590))],
        ["q", "Post", 7, *range(590)],
    )
    file = tmp_path / "claims.csv"
    pd.DataFrame([row], columns=header).to_csv(file, index=False)
    claims = rc.read_claims(file)
    assert claims["x589"].tolist() == ["589"]
    assert rc.reconcile(claims).claims["x589"].tolist() == ["589"]
