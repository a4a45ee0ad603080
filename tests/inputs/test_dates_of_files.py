"""Dates as files have them: numbers of spreadsheets, periods in one column, days in three."""

from __future__ import annotations

from pathlib import Path

import pytest

import reconcile as rc
from reconcile.errors import ConfigError, InputError
from tests.inputs.one_input import COUNTS, claims_of, read, rules

DAY = 'columns = { post = "source", day = "count_date", n = "best" }\n' + COUNTS


def days(home: Path, keys: str, *cells: str) -> list[str]:
    rows = "".join(f"P{number},{cell},{number}\n" for number, cell in enumerate(cells, start=1))
    _, checked = read(home, keys + DAY, "post,day,n\n" + rows)
    return [day for _, day in claims_of(checked, "count_date")]


def test_days_with_two_digits_of_a_year_and_without_signs(tmp_path: Path) -> None:
    keys = "numbers = { dayfirst = false }\n"
    found = days(tmp_path, keys, "13-Jan-20", "1/21/17", "20240501", "1/2/68", "1/2/69", "7 May 99")
    assert found == ["2020-01-13", "2017-01-21", "2024-05-01", "1969-01-02", "1999-05-07"]
    assert days(tmp_path, "", "1/21/17", "13-Jan-20") == ["2020-01-13"]


@pytest.mark.parametrize(
    ("form", "cells", "found"),
    [
        ("serial", ["45383", "45383.5", "60", "2024-05-01"], ["2024-04-01", "2024-04-01", "2024-05-01"]),
        ("%d.%m.%y", ["3.4.24", "2024-05-01"], ["2024-04-03", "2024-05-01"]),
        ("%b %d, %Y", ["Apr 3, 2024"], ["2024-04-03"]),
    ],
)
def test_days_in_a_declared_form(tmp_path: Path, form: str, cells: list[str], found: list[str]) -> None:
    keys = f'date_format = "{form}"\n' + DAY.replace("day =", '"day" =')
    rows = "".join(f"P;{cell};{number}\n" for number, cell in enumerate(cells))
    _, checked = read(tmp_path, keys, "post;day;n\n" + rows)
    assert [day for _, day in claims_of(checked, "count_date")] == found


@pytest.mark.long
def test_a_number_of_a_spreadsheet_is_told_with_its_day(tmp_path: Path) -> None:
    _, checked = read(tmp_path, DAY, "post,day,n\nA,45383,1\nB,45390,2\nC,31 June 2024,3\n")
    assert checked.rejected["hint"].tolist() == [
        'a spreadsheet has 45383 for 2024-04-01: date_format = "serial" in [[inputs]] reads such numbers',
        'a spreadsheet has 45383 for 2024-04-01: date_format = "serial" in [[inputs]] reads such numbers',
        "a day that exists, such as 2025-01-31; also 2025-01, 2025-W05, 2025Q1 or 2025",
    ]


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2001", "2001-01-01", "2001-12-31"),
        ("2001.0", "2001-01-01", "2001-12-31"),
        ("2001-05", "2001-05-01", "2001-05-31"),
        ("2001-W05", "2001-01-29", "2001-02-04"),
        ("2001Q2", "2001-04-01", "2001-06-30"),
        ("2001-05-07", "2001-05-07", "2001-05-07"),
    ],
)
def test_one_column_that_is_a_period(tmp_path: Path, cell: str, start: str, end: str) -> None:
    keys = 'columns = { Entity = "place", When = "period", n = "best" }\n'
    constants = 'constants = { measure = "killed", source = "Yearbook" }\n'
    _, checked = read(tmp_path, keys + constants, f"Entity,When,n\nWeir,{cell},9\n")
    assert claims_of(checked, "temporal", "period_start", "period_end", "When") == [
        ["Yearbook", "period", start, end, cell]
    ]


MONTHLY = """
columns = {{ When = "{}", n = "best" }}
constants = {{ measure = "killed", source = "Ministry", place = "Orva" }}
"""


@pytest.mark.parametrize(
    ("unit", "cell", "start", "end"),
    [("day", "2022-03-01", "2022-03-01", "2022-03-01"), ("week", "2022-03-01", "2022-03-01", "2022-03-07"),
     ("month", "2022-03-01", "2022-03-01", "2022-03-31"), ("month", "2022-03-15", "2022-03-01", "2022-03-31"),
     ("quarter", "2022-04-01", "2022-04-01", "2022-06-30"), ("year", "2022-01-01", "2022-01-01", "2022-12-31")],
)  # fmt: skip
def test_a_day_that_stands_for_a_longer_time(tmp_path: Path, unit: str, cell: str, start: str, end: str) -> None:
    _, checked = read(tmp_path, MONTHLY.format(unit), f"When,n\n{cell},9\n")
    assert claims_of(checked, "temporal", "period_start", "period_end") == [["Ministry", "period", start, end]]


@pytest.mark.parametrize(
    ("days", "unit"),
    [("2022-03-01 2022-04-01 2022-06-01", "month"), ("1/1/22 1/4/22 1/7/22", "quarter"),
     ("2020-01-01 2021-01-01 2022-01-01", "year")],
)  # fmt: skip
def test_first_days_of_months_are_asked_about(tmp_path: Path, days: str, unit: str) -> None:
    rows = "When,n\n" + "".join(f"{day},9\n" for day in days.split())
    with pytest.raises(rc.InputError, match=f"all 3 days of 'When' are first days of a {unit}") as error:
        read(tmp_path, MONTHLY.format("period") + "[numbers]\ndayfirst = true\n", rows)
    assert error.value.hint == f'columns = {{ "When" = "{unit}" }} if they do, "day" if they are single days'


@pytest.mark.parametrize(
    "days",
    ["2022-03-01 2022-04-01", "2022-03-01 2022-04-01 2022-06-02", "2022-03 2022-04 2022-05", "2020 2021 2022",
     "2022-03-01 2022-04-01 soon"],
)  # fmt: skip
def test_what_is_written_as_a_month_or_on_other_days_is_read(tmp_path: Path, days: str) -> None:
    rows = "When,n\n" + "".join(f"{day},9\n" for day in days.split())
    _, checked = read(tmp_path, MONTHLY.format("period"), rows)
    assert len(checked.claims) == len(days.split()) - days.count("soon")


def test_a_column_of_the_raw_folder_that_is_a_period(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text("source,place,measure,Year,best\nYearbook,Weir,killed,2001,9\n")
    (tmp_path / "reconcile.toml").write_text('columns = { Year = "period" }\n')
    (claim,) = rc.open_project(tmp_path).claims[["period_start", "period_end"]].astype("str").values.tolist()
    assert claim == ["2001-01-01", "2001-12-31"]


def test_week_sixty_is_none(tmp_path: Path) -> None:
    assert days(tmp_path, "", "2001-W60", "2001-W53", "2020-W53") == ["2021-01-03"]


PARTS = """
dates = { period = ["Y", "M", "D"] }
columns = { Place = "place", n = "best" }
constants = { measure = "killed", source = "List" }
"""


@pytest.mark.parametrize(
    ("parts", "start", "end"),
    [
        ("2001,5,7", "2001-05-07", "2001-05-07"),
        ("2001,May,7", "2001-05-07", "2001-05-07"),
        ("2001,sept,", "2001-09-01", "2001-09-30"),
        ("2001,winter,", "", ""),
        ("2001,Sep,", "2001-09-01", "2001-09-30"),
        ("2001,0,0", "2001-01-01", "2001-12-31"),
        ("2001,,7", "2001-01-01", "2001-12-31"),
        ("2001,5,-9", "2001-05-01", "2001-05-31"),
        ("2001.0,5.0,7.00", "2001-05-07", "2001-05-07"),
        ("2001,13,1", "", ""),
    ],
)
def test_a_date_in_three_columns(tmp_path: Path, parts: str, start: str, end: str) -> None:
    _, checked = read(tmp_path, PARTS, f"Place,Y,M,D,n\nWeir,{parts},9\n")
    assert claims_of(checked, "period_start", "period_end") == ([["List", start, end]] if start else [])
    assert {*checked.rejected["rule"]} == (set() if start else {"not-a-date"})


def test_parts_of_a_date_that_are_not_there_and_a_column_filled_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'D' for a part of a date"):
        read(tmp_path, PARTS, "Place,Y,M,n\nWeir,2001,5,9\n")
    twice = PARTS.replace("Place = ", 'Q = "period", Place = ')
    with pytest.raises(InputError, match="two columns are read as period_start"):
        read(tmp_path, twice, "Place,Y,M,D,Q,n\nWeir,2001,5,1,2001,9\n")


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ('date_format = "%d.%m."\n', "gives no day"),
        ('date_format = "dd.mm.yy"\n', "gives no day"),
        ('dates = { best = ["Y", "M"] }\n', "'best' is no date of claims"),
        ('dates = { period = ["Y"] }\n', "inputs.dates"),
        ('columns = { Y = "periods" }\n', "the nearest one is"),
    ],
)
def test_keys_of_dates_that_cannot_be_used(tmp_path: Path, keys: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read(tmp_path, keys, "source,best\nA,1\n")


@pytest.mark.parametrize(
    ("cell", "was"),
    [
        ("15-Oct", "10-15"),
        ("12-Nov", "11-12"),
        ("Oct-15", "10-15"),
        ("2024-10-05", "5-10"),
        ("10/15/2024", "10-15"),
        ("10-15", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["phrase", "best"])
def test_ranges_that_a_spreadsheet_took_for_dates(tmp_path: Path, cell: str, was: str, column: str) -> None:
    one, checked = read(tmp_path, COUNTS, f"source,{column},note\nA,{cell},x\n")
    eaten = checked.rejected[checked.rejected["rule"] == "range-eaten"]
    assert eaten["hint"].tolist() == (
        [f"a date where a figure belongs: a spreadsheet may have made it of {was}"] if was else []
    )
    assert rules(one) == []
    assert len(checked.claims) == (0 if was or column == "best" else 1)
