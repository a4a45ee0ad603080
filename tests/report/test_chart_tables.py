"""Tables as chart tools read them: labels, plain numbers, ISO dates, one line a series."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pandas as pd
import pytest

from reconcile.columns import ESTIMATES, LINE_BAND, RANGE_PLOT, names
from reconcile.report.pages.chart_tables import chart_rows, line_band, range_plot
from reconcile.report.pages.csv_text import csv_text
from reconcile.report.sentences.series import series_of
from tests.report.claims_for_tests import FAMILY, GAIN, SUBJECTS, estimate, estimates_table, frame, numbers

FAMILIES = {FAMILY: "North Korean soldiers in Kursk"}


@pytest.fixture(scope="module")
def bars() -> pd.DataFrame:
    return range_plot(estimates_table(), subjects=SUBJECTS, families=FAMILIES)


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return line_band(estimates_table(), subjects=SUBJECTS)


def taken(start: str, end: str, publish: str = "interval", **more: Any) -> dict[str, Any]:
    row = {"measure": "area_gained", "party": "Russia", "place": "Ukraine", "unit": "km2", "temporal": "period",
           "period_start": start, "period_end": end, **numbers(400, 312, 509, 330, 480)}  # fmt: skip
    quantity = more.pop("quantity", f"gain/{start}..{end}")
    return estimate(quantity, publish, **{**row, **more})


def test_a_bar_is_a_quantity_at_its_newest_date(bars: pd.DataFrame) -> None:
    hurt = bars[bars["label"] == "North Korean soldiers killed or wounded in Kursk"]
    assert hurt[["low", "best", "high"]].to_numpy().tolist() == [[4000.0, 4600.0, 5600.0]]
    assert hurt["group"].tolist() == ["North Korean soldiers in Kursk"]
    assert hurt["unit"].tolist() == ["people"]


def test_what_is_withheld_has_no_bar(bars: pd.DataFrame) -> None:
    assert "withheld" not in set(bars["verdict"])
    assert bars[["low", "high"]].notna().all(axis=None)


def test_a_range_of_figures_that_disagree_has_no_point(bars: pd.DataFrame) -> None:
    rows = bars[bars["verdict"] == "range"]
    assert len(rows)
    assert rows["best"].isna().all()


def test_labels_are_unique_and_for_people(bars: pd.DataFrame) -> None:
    assert bars["label"].is_unique
    assert not bars["label"].str.contains(r"[_=]|km2").any()


def test_the_text_is_plain_numbers_and_iso_dates(bars: pd.DataFrame, lines: pd.DataFrame) -> None:
    for table, columns in ((bars, RANGE_PLOT), (lines, LINE_BAND)):
        rows = list(csv.DictReader(io.StringIO(csv_text(table, columns))))
        assert list(rows[0]) == names(columns)
        for row in rows:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d|", row["date"])
            assert all(re.fullmatch(r"-?\d*\.?\d*", row[name]) for name in ("low", "best", "high"))


def test_a_line_runs_by_date_with_low_and_high_around_it(lines: pd.DataFrame) -> None:
    assert set(lines["series"]) == {
        "Ground taken by Russia in Ukraine, by month", "North Korean soldiers killed or wounded in Kursk",
    }  # fmt: skip
    for _, line in lines.groupby("series"):
        assert line["date"].is_monotonic_increasing
        assert line["date"].is_unique
    drawn = lines.dropna(subset=["best"])
    assert ((drawn["low"] <= drawn["best"]) & (drawn["best"] <= drawn["high"])).all()


def test_months_years_and_scopes_are_lines_of_their_own() -> None:
    rows = frame(
        [taken("2024-01-01", "2024-01-31"), taken("2024-02-01", "2024-02-29"), taken("2023-01-01", "2023-12-31"),
         taken("2024-01-01", "2024-12-31"), taken("2024-03-01", "2024-03-10"), taken("2024-04-01", "2024-04-10"),
         taken("2024-03-01", "2024-03-31", scope="with Kursk")], ESTIMATES)  # fmt: skip
    table = series_of(rows)
    assert table.groupby("title", sort=False)["row"].apply(list).to_dict() == {
        "Ground taken by Russia in Ukraine, by month": [0, 1],
        "Ground taken by Russia in Ukraine, by year": [2, 3],
        "Ground taken by Russia in Ukraine, periods of 10 days": [4, 5],
    }


def test_labels_keep_series_apart() -> None:
    rows = frame(
        [taken("2024-01-01", "2024-01-31"), taken("2024-02-01", "2024-02-29", quantity="other/2024-02")], ESTIMATES
    )
    assert series_of(rows).empty
    assert line_band(rows).empty


def test_one_point_is_no_line_and_no_rows_are_a_header() -> None:
    assert line_band(frame([taken("2024-01-01", "2024-01-31")], ESTIMATES)).empty
    for table, columns in (
        (range_plot(frame([], ESTIMATES)), RANGE_PLOT),
        (line_band(frame([], ESTIMATES)), LINE_BAND),
    ):
        assert csv_text(table, columns) == ",".join(names(columns)) + "\n"


def test_two_rows_of_one_day_are_one_point() -> None:
    row = taken("2024-01-01", "2024-01-31")
    assert len(series_of(frame([row, row, taken("2024-02-01", "2024-02-29")], ESTIMATES))) == 2


def test_a_withheld_month_is_no_point() -> None:
    rows = [
        taken("2024-01-01", "2024-01-31"),
        taken("2024-02-01", "2024-02-29", "withheld"),
        taken("2024-03-01", "2024-03-31"),
    ]
    assert line_band(frame(rows, ESTIMATES))["date"].dt.month.tolist() == [1, 3]


def test_rows_of_numbers_that_were_made_already_give_the_same(bars: pd.DataFrame, lines: pd.DataFrame) -> None:
    rows = estimates_table()
    assert (rows["publish"] == "withheld").any()
    charted = chart_rows(rows, subjects=SUBJECTS)
    pd.testing.assert_frame_equal(line_band(rows, subjects=SUBJECTS, charted=charted), lines)
    again = range_plot(rows, subjects=SUBJECTS, families=FAMILIES, charted=charted)
    pd.testing.assert_frame_equal(again, bars)


def test_hostile_labels_are_text(lines: pd.DataFrame) -> None:
    rows = [taken(f"2024-0{month}-01", f"2024-0{month}-28", measure="=cmd|' /C calc'!A0", place="<script>\n\x00")
            for month in (1, 3)]  # fmt: skip
    text = csv_text(line_band(frame(rows, ESTIMATES)), LINE_BAND)
    assert "\x00" not in text
    assert all(not row["series"].startswith(("=", "+", "@")) for row in csv.DictReader(io.StringIO(text)))
    assert len(text.splitlines()) == 3


def test_titles_that_are_cut_alike_are_told_apart() -> None:
    long = "x" * 80
    rows = [taken(f"2024-0{month}-01", f"2024-0{month}-28", quantity=f"{long}{side}/{month}")
            for side in "ab" for month in (1, 3)]  # fmt: skip
    table = line_band(frame(rows, ESTIMATES))
    assert table["series"].nunique() == 2
    assert not table.duplicated(["series", "date"]).any()


def test_a_family_that_is_no_label_is_its_own_title() -> None:
    rows = frame([taken("2024-01-01", "2024-01-31", family="gains")], ESTIMATES)
    assert range_plot(rows)["group"].tolist() == ["gains"]
    assert GAIN not in range_plot(rows)["label"].tolist()
