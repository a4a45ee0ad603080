"""Sums of events in the report: tables by place and time, no sections, no range called one of the dead."""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.pages.html.html_multiples import MOST_MULTIPLES, with_multiples
from reconcile.report.pages.sum_tables import MOST_PLACES, NAME_LENGTH, sum_tables
from reconcile.report.sentences.printable import shorten

EVENTS = pd.DataFrame({
    "measure": "killed", "source": "Register", "rows": "events", "best": [3, 7, 2], "high": [3, 9, 2],
    "place": ["Karsk", "Obrin", ""], "count_date": ["2024-05-01", "2024-06-01", "2024-06-09"],
})  # fmt: skip
SUMS = [rc.Sum(by=("month", "place")), rc.Sum(by=("place",)), rc.Sum()]


def test_a_table_by_place_and_time_one_by_place_and_the_whole() -> None:
    result = rc.reconcile(EVENTS, options=rc.Options(sums=SUMS))
    tables = {table["title"]: table for table in sum_tables(result.estimates)}
    assert list(tables) == [
        "Register: people killed", "Register: people killed, by place", "Register: people killed, by month and place",
    ]  # fmt: skip
    grid = tables["Register: people killed, by month and place"]
    assert grid["heads"] == ["month", "Obrin", "Karsk", "not assignable"]
    assert grid["rows"] == [["2024-05", "–", "3", "–"], ["2024-06", "7 (7–9)", "–", "2"]]
    assert [row[:3] for row in tables["Register: people killed, by place"]["rows"]] == [
        ["Obrin", "7 (7–9)", "1"], ["Karsk", "3", "1"], ["not assignable", "2", "1"],
    ]  # fmt: skip
    assert tables["Register: people killed"]["sentence"].startswith("Register recorded 12 people killed from 1 May")


def test_the_largest_places_are_shown_and_the_rest_is_told() -> None:
    many = pd.concat([EVENTS.iloc[:2].assign(place=f"P{number}", best=number + 1) for number in range(MOST_PLACES + 1)])
    (table,) = sum_tables(rc.reconcile(many, options=rc.Options(sums=SUMS[:1])).estimates)
    assert "P0" not in table["heads"]
    assert len(table["heads"]) == MOST_PLACES + 1
    assert f"{MOST_PLACES} of {MOST_PLACES + 1} columns" in table["more"]


def test_months_years_and_running_totals_have_tables_of_their_own_and_events_of_no_month_stand_in_each() -> None:
    undated = EVENTS.iloc[:1].assign(count_date=None, best=4, high=4)
    sums = [rc.Sum(by=("month",)), rc.Sum(by=("year",)), rc.Sum(by=("month",), running=True)]
    result = rc.reconcile(pd.concat([EVENTS, undated], ignore_index=True), options=rc.Options(sums=sums))
    tables = {table["heads"][0]: table for table in sum_tables(result.estimates)}
    first = {head: [row[:2] for row in table["rows"]] for head, table in tables.items()}
    rest = ["not assignable", "4"]
    assert first == {
        "month": [["2024-05", "3"], ["2024-06", "9 (9–11)"], rest], "year": [["2024", "12 (12–14)"], rest],
        "up to": [["2024-05-31", "3"], ["2024-06-30", "12 (12–14)"], rest],
    }  # fmt: skip
    assert {tuple(table["added"][2:]) for table in tables.values()} == {("4", "16 (16–18)")}


@pytest.mark.parametrize("border", ["first", "days"])
@pytest.mark.parametrize("running", [True, False])
def test_the_overview_counts_every_event_once(border: str, running: bool) -> None:
    days = {"period_start": ["2024-05-30", "2024-06-01", "2024-06-09"], "temporal": "period",
            "period_end": ["2024-06-02", "2024-06-01", "2024-07-01"]}  # fmt: skip
    spans = EVENTS.assign(**days)
    (table,) = sum_tables(rc.reconcile(spans, options=rc.Options(sums=[
        rc.Sum(by=("month", "place"), border=border, running=running)])).estimates)  # fmt: skip
    assert table["added"][2:] == ["3", "12 (12–14)"]


def test_sums_of_other_times_have_other_titles() -> None:
    first = int(pd.Timestamp("2024-01-01").timestamp()) // 86400
    sums = [rc.Sum(), rc.Sum(first=first), rc.Sum(last=first + 365), rc.Sum(first=first, last=first + 365)]
    titles = [table["title"] for table in sum_tables(rc.reconcile(EVENTS, options=rc.Options(sums=sums)).estimates)]
    assert sorted(titles) == [
        "Register: people killed", "Register: people killed in 2024", "Register: people killed since 1 January 2024",
        "Register: people killed until 31 December 2024",
    ]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", ["A/B=50%", "<b>x</b> & | `y`", "مدينة", "N" * 300])
def test_names_of_places_are_printed_as_they_are_and_cut_where_they_are_endless(name: str) -> None:
    odd = EVENTS.assign(place=[name, name, ""], source="List/1=2")
    result = rc.reconcile(odd, options=rc.Options(sums=SUMS[:1]))
    (table,) = sum_tables(result.estimates)
    assert table["title"].startswith("List/1=2: ")
    assert table["heads"][1] == shorten(name, NAME_LENGTH)
    assert "<b>x" not in result.to_html() + result.to_markdown()


def test_every_place_has_a_small_picture_up_to_a_number_and_the_rest_is_counted() -> None:
    many = pd.concat([EVENTS.assign(place=f"P{place}") for place in range(MOST_MULTIPLES + 2)] + [EVENTS])
    (table,) = with_multiples(sum_tables(rc.reconcile(many, options=rc.Options(sums=SUMS[:1])).estimates), drawn=True)
    # of Karsk, Obrin and events of no place, those without a place are seen whatever their number
    assert (len(table["pictures"]), table["unpictured"]) == (MOST_MULTIPLES, "5")
    assert "not assignable" in table["pictures"][-1]
    assert "2 months from 2024-05 to 2024-06; most in 2024-06: 9." in table["pictures"][0]


@pytest.mark.long
def test_a_report_of_sums_alone_says_in_its_overview_what_was_added_up() -> None:
    result = rc.reconcile(EVENTS.assign(edition="24.1"), options=rc.Options(sums=SUMS))
    text, page = result.to_markdown(), result.to_html()
    row = "| [Register: people killed](#sums-1) | 24.1 | 1 May 2024 – 9 June 2024 | 3 | 12 (12–14) |"
    assert row in text
    assert "| verdict |" not in text
    assert 'href="#sums"' in page
    assert 'id="overview-table"' not in page


@pytest.mark.long
def test_both_reports_have_the_tables_and_no_section_of_a_sum() -> None:
    beside = pd.DataFrame({"measure": "killed", "source": "Town hall", "best": [4], "place": "Karsk"})
    result = rc.reconcile(pd.concat([EVENTS, beside]), options=rc.Options(sums=SUMS))
    text, page = result.to_markdown(), result.to_html()
    assert "### Register: people killed, by month and place" in text
    assert text.count("Register/killed") == 0
    assert '<h2 id="sums">' in page
    assert "Town hall said" in text
    assert "more quantities have no section" not in text
