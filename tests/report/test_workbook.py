"""The workbook, read back by two readers: types, text that is no formula, no clock, and what is cut."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reconcile.columns import CLAIMS, ESTIMATES, names
from reconcile.errors import ConfigError
from reconcile.folder.example import copy_example
from reconcile.report.pages.workbook import MOST_CHARACTERS, workbook
from reconcile.run.pipeline import run_project
from tests.examples import examples
from tests.report.claims_for_tests import claim, claims_table, estimate, estimates_table, frame, numbers

ABOUT = {"as of": "2025-04-30", "method": "linear", "level": "0.9", "run": "0f"}


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook(estimates_table(), claims_table(), ABOUT)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def texts(*families: str) -> list[Any]:
    """The cells of families of these names, read back."""
    rows = [estimate(f"q{place}", "interval", family=name, **numbers(4, 3, 5, 3, 5))
            for place, name in enumerate(families)]  # fmt: skip
    return [row[1] for row in opened(workbook(frame(rows, ESTIMATES), frame([], CLAIMS), ABOUT))["Estimates"]][1:]


def one_text(text: str) -> Any:
    (cell,) = texts(text)
    return cell


def test_the_sheets_and_their_headers(content: bytes) -> None:
    book = opened(content)
    assert book.sheetnames == ["Estimates", "Claims", "Data dictionary", "About"]
    for title, columns in (("Estimates", ESTIMATES), ("Claims", CLAIMS)):
        sheet = book[title]
        assert [cell.value for cell in sheet[1]] == names(columns)
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= width.width <= 48 for width in sheet.column_dimensions.values())


def test_values_have_their_types(content: bytes) -> None:
    sheet = opened(content)["Estimates"]
    place = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "named_dead")
    cells = {name: row[column - 1] for name, column in place.items()}
    assert cells["count_date"].value == datetime.datetime(2024, 6, 3)
    assert cells["count_date"].number_format == "yyyy-mm-dd"
    assert (cells["best"].value, cells["best"].number_format) == (110, "#,##0")
    assert (cells["level"].value, cells["level"].number_format) == (0.9, "0.0%")
    assert cells["party"].value is None


def test_another_reader_sees_the_same(content: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Claims").to_python()
    table = pd.DataFrame(rows[1:], columns=rows[0])
    assert table["claim_id"].tolist() == claims_table()["claim_id"].tolist()
    assert table["range_low"].tolist() == pytest.approx(claims_table()["range_low"].tolist(), rel=5.1e-6)
    assert table["used"].tolist() == claims_table()["used"].tolist()
    assert table["published"].iloc[0] == datetime.date(2024, 12, 23)


def test_the_dictionary_has_every_column(content: bytes) -> None:
    rows = list(opened(content)["Data dictionary"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [
        *(("Estimates", name) for name in names(ESTIMATES)), *(("Claims", name) for name in names(CLAIMS)),
    ]  # fmt: skip
    assert all(row[2] and row[4] for row in rows)


def test_about_says_how_it_was_made(content: bytes) -> None:
    assert dict(opened(content)["About"].iter_rows(min_row=2, values_only=True)) == ABOUT


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "#DIV/0!", "=", "'=1"])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    cell = one_text(text)
    assert (cell.value, cell.data_type) == (text, "s")


@examples(6)
@given(st.lists(st.text(max_size=40), min_size=10, max_size=10))
def test_any_text_is_text(told: list[str]) -> None:
    for cell, text in zip(texts(*told), told, strict=True):
        assert cell.data_type == ("n" if cell.value is None else "s")
        assert "".join((cell.value or "").split()) in "".join(text.split()) or not text.isprintable()


def test_a_cell_holds_no_more_than_a_spreadsheet_takes() -> None:
    assert len(one_text("a" * 100_000).value) <= MOST_CHARACTERS
    assert one_text("a" * 100_000).value.endswith("…")


def test_numbers_that_no_cell_can_hold_are_empty() -> None:
    rows = frame([estimate("q", "interval", **numbers(float("inf"), float("-inf"), float("nan"), 1, 1e308))], ESTIMATES)
    sheet = opened(workbook(rows, frame([], CLAIMS), ABOUT))["Estimates"]
    cells = dict(zip(names(ESTIMATES), [cell.value for cell in sheet[2]], strict=True))
    assert (cells["best"], cells["low"], cells["high"]) == (None, None, None)
    assert cells["claims_high"] == 1e308


def test_days_before_the_first_a_spreadsheet_knows_are_text() -> None:
    rows = frame([estimate("q", "interval", count_date="1871-05-28", **numbers(4, 3, 5, 3, 5))], ESTIMATES)
    sheet = opened(workbook(rows, frame([], CLAIMS), ABOUT))["Estimates"]
    assert dict(zip(names(ESTIMATES), [cell.value for cell in sheet[2]], strict=True))["count_date"] == "1871-05-28"


def test_columns_of_the_desk_come_last_as_text() -> None:
    claims = claims_table().assign(desk_note="=HYPERLINK(1)")
    sheet = opened(workbook(estimates_table(), claims, ABOUT))["Claims"]
    assert [row[-1].value for row in sheet.iter_rows(max_row=2)] == ["desk_note", "=HYPERLINK(1)"]
    assert sheet.cell(2, len(CLAIMS) + 1).data_type == "s"


def test_what_is_cut_is_told() -> None:
    claims = frame([claim(f"C{number}", "q", "A", 3) for number in range(12)], CLAIMS)
    book = opened(workbook(estimates_table(), claims, ABOUT, most=11))
    assert book["Claims"].max_row == 11
    about = dict(book["About"].iter_rows(min_row=2, values_only=True))
    assert about["rows of Claims left out, see the CSV"] == "2"


def test_a_sheet_that_is_just_full_is_whole() -> None:
    claims = frame([claim(f"C{number}", "q", "A", 3) for number in range(10)], CLAIMS)
    book = opened(workbook(estimates_table().head(3), claims, ABOUT, most=11))
    assert book["Claims"].max_row == 11
    assert book["About"].max_row == 1 + len(ABOUT)


def test_the_same_tables_give_the_same_bytes(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert workbook(estimates_table(), claims_table(), ABOUT) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert b"/home" not in b"".join(archive.read(name) for name in archive.namelist())


def project(folder: Path, setting: str) -> Path:
    copy_example(folder)
    config = folder / "reconcile.toml"
    text = config.read_text(encoding="utf-8")
    assert "[report]" in text
    config.write_text(text.replace("[report]", f"[report]\n{setting}"), encoding="utf-8")
    return folder


def test_a_run_writes_it_when_asked(tmp_path: Path) -> None:
    run_project(project(tmp_path, "xlsx = true"))
    file = tmp_path / "reports" / "tables" / "estimates.xlsx"
    first = file.read_bytes()
    run_project(tmp_path, force=True)
    assert file.read_bytes() == first
    assert opened(first)["Estimates"].max_row > 1


@pytest.mark.long
def test_a_run_does_not_write_it_unasked(tmp_path: Path) -> None:
    copy_example(tmp_path)
    assert not [name for name in run_project(tmp_path).written if name.endswith(".xlsx")]


@pytest.mark.long
def test_without_the_extra_the_setting_is_an_error_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ConfigError, match=r"writing XLSX needs openpyxl .*reconcile-estimates\[excel\]"):
        run_project(project(tmp_path, "xlsx = true"))
    assert not (tmp_path / "reports" / "report.md").exists()
