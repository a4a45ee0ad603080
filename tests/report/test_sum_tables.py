"""Sums of events in the report: tables by place and time, no sections, no range called one of the dead."""

from __future__ import annotations

import pandas as pd

import reconcile as rc
from reconcile.report.pages.name_shares import name_shares
from reconcile.report.pages.sum_tables import MOST_PLACES, sum_tables

EVENTS = pd.DataFrame({
    "measure": "killed", "source": "Register", "rows": "events", "best": [3, 7, 2], "high": [3, 9, 2],
    "place": ["Karsk", "Obrin", ""], "count_date": ["2024-05-01", "2024-06-01", "2024-06-09"],
})  # fmt: skip
SUMS = [rc.Sum(by=("month", "place")), rc.Sum(by=("place",)), rc.Sum()]


def test_a_table_by_place_and_time_one_by_place_and_the_whole() -> None:
    result = rc.reconcile(EVENTS, options=rc.Options(sums=SUMS))
    tables = {table["title"]: table for table in sum_tables(result.estimates)}
    assert list(tables) == [
        "Register: people killed, by month and place", "Register: people killed, by place", "Register: people killed",
    ]  # fmt: skip
    grid = tables["Register: people killed, by month and place"]
    assert grid["heads"] == ["", "Obrin", "Karsk", "not assignable"]
    assert grid["rows"] == [["2024-05", "–", "3", "–"], ["2024-06", "7 (7–9)", "–", "2"]]
    assert [row[:3] for row in tables["Register: people killed, by place"]["rows"]] == [
        ["Karsk", "3", "1"], ["Obrin", "7 (7–9)", "1"], ["not assignable", "2", "1"],
    ]  # fmt: skip
    assert tables["Register: people killed"]["sentence"].startswith("Register recorded 12 people killed from 1 May")


def test_the_largest_places_are_shown_and_the_rest_is_told() -> None:
    many = pd.concat([EVENTS.iloc[:2].assign(place=f"P{number}", best=number + 1) for number in range(MOST_PLACES + 1)])
    (table,) = sum_tables(rc.reconcile(many, options=rc.Options(sums=SUMS[:1])).estimates)
    assert "P0" not in table["heads"]
    assert len(table["heads"]) == MOST_PLACES + 1
    assert table["more"]


def test_both_reports_have_the_tables_and_no_section_of_a_sum() -> None:
    beside = pd.DataFrame({"measure": "killed", "source": "Town hall", "best": [4], "place": "Karsk"})
    result = rc.reconcile(pd.concat([EVENTS, beside]), options=rc.Options(sums=SUMS))
    text, page = result.to_markdown(), result.to_html()
    assert "### Register: people killed, by month and place" in text
    assert text.count("Register/killed") == 0
    assert '<h2 id="sums">' in page
    assert "according to Town hall" in text
    assert "more quantities have no section" not in text


def test_how_much_of_an_estimate_is_named_is_a_series() -> None:
    count = {"measure": "killed", "party": "Borduria", "temporal": "cumulative", "place": "Karsk"}
    table = pd.DataFrame([
        {**count, "source": source, "best": best, "count_date": day, "basis": basis}
        for day, named in (("2024-01-31", 300), ("2024-02-29", 400))
        for source, best, basis in (("Names project", named, "named"), ("A", named + 90, ""), ("B", named + 80, ""),
                                    ("C", named + 100, ""))
    ])  # fmt: skip
    result = rc.reconcile(table, at=["2024-01-31", "2024-02-10", "2024-02-29", "2024-03-05"])
    (shares,) = name_shares(result.estimates)
    assert [row[1:3] for row in shares["rows"]] == [["Names project", "300"], ["Names project", "400"]]
    assert all(70 < int(row[4].rstrip("%")) < 100 for row in shares["rows"])
    assert "## Named so far" in result.to_markdown()
