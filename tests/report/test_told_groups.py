"""Which quantities are told in one sentence, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.sentences.change_sentences import times_in_words
from reconcile.report.sentences.definition_groups import MOST_BESIDE
from reconcile.report.sentences.period_changes import LEAST_FACTOR, MONTHS
from reconcile.report.sentences.period_groups import MOST_EVENTS, MOST_GAP, MOST_PERIODS, SHORTEST_TREND
from reconcile.report.sentences.statement_groups import MOST_PARTS, WHOLES_OF

BY_MAY = {"temporal": "cumulative", "count_date": "2025-05-01"}


def said(measure: str, source: str, best: float, **more: Any) -> dict[str, Any]:
    return {
        "family": "f",
        "measure": measure,
        "source": source,
        "best": best,
        "party": "Aland",
        "place": "Bland",
        **more,
    }


def month(number: int, source: str, best: float, measure: str = "area_gained", **more: Any) -> dict[str, Any]:
    day = pd.Period(f"{2024 + (number - 1) // 12}-{(number - 1) % 12 + 1:02}")
    span = {"period_start": f"{day.start_time:%Y-%m-%d}", "period_end": f"{day.end_time:%Y-%m-%d}"}
    return said(measure, source, best, temporal="period", published="2026-01-01", **span, **more)


def printed(*rows: dict[str, Any], **options: Any) -> pd.DataFrame:
    return rc.reconcile(pd.DataFrame(rows).fillna({"scope": ""}), options=rc.Options(**options)).printed


def apart(*cases: Sequence[dict[str, Any]], **options: Any) -> list[pd.DataFrame]:
    """The rows that are printed of each of several cases, which are families of their own in places of their own."""
    rows = [{**row, "family": f"f{number:02}", "place": f"{row['place']} {number:02}"}
            for number, case in enumerate(cases) for row in case]  # fmt: skip
    table = printed(*rows, **options)
    return [table[table["family"] == f"f{number:02}"] for number in range(len(cases))]


def one(*rows: dict[str, Any]) -> Any:
    """The only row that is printed of claims, comparisons aside."""
    table = printed(*rows)
    table = table[table["kind"] != "comparison"]
    assert len(table) == 1, table["sentence"].tolist()
    return table.iloc[0]


def test_parts_of_one_statement_are_one_sentence() -> None:
    row = one(said("casualties", "Agency", 4700, **BY_MAY), said("killed", "Agency", 600, **BY_MAY),
              said("wounded", "Agency", 4100, **BY_MAY))  # fmt: skip
    assert row["kind"] == "statement"
    assert row["sentence"].endswith("By the same account, 600 of them were killed and 4,100 wounded.")


@pytest.mark.long
def test_a_part_that_adds_to_the_others_is_no_more_of_itself() -> None:
    row = one(said("casualties", "Agency", 4700, **BY_MAY), said("killed", "Agency", 600, **BY_MAY),
              said("wounded", "Agency", 4100, phrase="another 4,100", **BY_MAY))  # fmt: skip
    assert row["sentence"].endswith("600 of them were killed and 4,100 wounded.")


@pytest.mark.long
def test_a_note_excludes_nothing_that_its_sentence_tells() -> None:
    dead = said("killed", "Monitor", 200, **BY_MAY)
    both = one(dead, said("killed", "Ministry", 210, **BY_MAY), said("killed_or_missing", "Ministry", 250, **BY_MAY))
    assert "250" in both["sentence"]
    assert "Excludes" not in both["note"]
    assert one(dead)["note"].startswith("Excludes wounded, missing and captured.")


def test_parts_stand_behind_the_voice_that_gave_them() -> None:
    rows = [said("casualties", "Ministry", 6000, temporal="cumulative", count_date="2025-06-15"),
            said("casualties", "Agency", 4700, **BY_MAY), said("killed", "Agency", 600, **BY_MAY),
            said("wounded", "Agency", 4100, **BY_MAY)]  # fmt: skip
    row = one(*rows)
    assert row["sentence"].startswith("Ministry said 6,000 people from Aland")
    assert row["sentence"].endswith("Agency put the figure at 4,700 by 1 May, 600 of them killed and 4,100 wounded.")


NO_PARTS = {
    "of another day": said("killed", "Agency", 600, temporal="cumulative", count_date="2025-03-01"),
    "of another voice": said("killed", "Monitor", 600, **BY_MAY),
    "elsewhere": said("killed", "Agency", 600, **{**BY_MAY, "place": "Cland"}),
    "more than the whole": said("killed", "Agency", 9600, **BY_MAY),
    "of others": said("detained", "Agency", 600, **BY_MAY),
}


def test_what_is_no_part_of_the_statement_is_told_alone() -> None:
    whole = said("casualties", "Agency", 4700, **BY_MAY)
    told = apart([whole, said("killed", "Agency", 600, **BY_MAY)], *([whole, part] for part in NO_PARTS.values()))
    assert told[0]["kind"].tolist() == ["statement"]
    for why, table in zip(NO_PARTS, told[1:], strict=True):
        assert table["kind"].tolist() == ["quantity"] * 2, why


ADDED_WRONG: list[dict[str, Any]] = [
    {"casualties": 100, "killed": 70, "wounded": 50},
    {"casualties": 100, "killed": 20, "wounded": 30},
    {"casualties": 1, "killed": 1},
    {"losses": "could reach 300", "killed": 300, "casualties": 300, "missing": 300, "captured": 300},
]


@pytest.mark.long
def test_figures_that_do_not_add_up_are_no_statement() -> None:
    cases = [[said(measure, "Agency", 0, **BY_MAY) | {"best": None, "phrase": str(phrase)}
              for measure, phrase in parts.items()] for parts in ADDED_WRONG]  # fmt: skip
    for parts, table in zip(ADDED_WRONG, apart(*cases), strict=True):
        assert len(table), parts
        assert not table["sentence"].str.contains("of them").any(), parts


@pytest.mark.long
def test_a_part_that_counts_people_of_another_is_told_alone() -> None:
    table = printed(said("losses", "Agency", 90, **BY_MAY), said("casualties", "Agency", 70, **BY_MAY),
                    said("killed", "Agency", 30, **BY_MAY))  # fmt: skip
    assert sorted(table["quantities"].str.count(";")) == [0, 1]


@pytest.mark.parametrize(
    ("may", "year", "equation"),
    [(100, 11, "100 in May 2024 is more than 11"), (60, 99, "60 in May 2024 + 70 in June 2024 is more than 99")],
)
def test_months_that_are_more_than_their_year_are_not_told_with_it(may: float, year: float, equation: str) -> None:
    months = [month(5, "A", may, "killed"), month(6, "A", 70, "killed")]
    whole = {**month(1, "A", year, "killed"), "period_end": "2024-12-31"}
    table = printed(*months, whole)
    assert table["sentence"].str.contains("in 2024").tolist() == [True, False]
    assert table["sentence"].str.contains("June").tolist() == [False, True]
    assert table["note"].str.contains(f"Figures of A do not add up: {equation}.", regex=False).all()
    assert len(printed(*months, {**whole, "best": 1000})) == 1


@pytest.mark.long
@pytest.mark.parametrize(("together", "fits"), [(100, False), (120, True), (150, True)])
def test_towns_that_are_more_than_both_together_are_not_told_with_them(together: float, fits: bool) -> None:
    rows = [said("killed", "A", best, **{**BY_MAY, "place": place})
            for place, best in (("Alton", 50), ("Burford", 70), ("Alton and Burford", together))]  # fmt: skip
    table = printed(*rows)
    assert len(table) == (1 if fits else 2)
    unfit = "50 in Alton + 70 in Burford is more than 100"
    assert table["note"].str.contains(unfit, regex=False).tolist() == ([False] if fits else [True] * 2)


@pytest.mark.parametrize(("year", "may"), [("about 100", "about 102"), ("at least 10", "100")])
def test_a_month_above_its_year_is_told_alone_though_both_may_hold(year: str, may: str) -> None:
    rows = month(1, "A", 0, "killed"), month(5, "A", 0, "killed")
    told = [{**row, "best": None, "phrase": phrase} for row, phrase in zip(rows, (year, may), strict=True)]
    table = printed({**told[0], "period_end": "2024-12-31"}, told[1])
    assert len(table) == 2
    assert not table["note"].str.contains("do not add up").any()


def test_the_note_says_which_parts_of_a_voice_do_not_add_up() -> None:
    figures = {"casualties": 100, "killed": 70, "wounded": 50}
    notes = printed(*(said(name, "A", best, **BY_MAY) for name, best in figures.items()))["note"]
    unfit = "Figures of A do not add up: 70 + 50 is more than 100."
    assert notes.str.contains(unfit, regex=False).tolist() == [True] * 3


def test_a_wider_definition_stands_beside_the_one_of_several_voices() -> None:
    rows = [said("killed", source, best, **BY_MAY) for source, best in (("Monitor", 500), ("Agency", 520))]
    row = one(*rows, said("killed_or_missing", "Monitor", 900, **BY_MAY))
    assert (
        row["sentence"].endswith("Monitor put those killed or missing at 900.")
        or "900 were killed or missing" in row["sentence"]
    )
    assert row["kind"] == "statement"


def test_definitions_that_compete_are_one_list() -> None:
    row = one(said("killed", "Monitor", 500, **BY_MAY), said("killed_or_missing", "Agency", 900, **BY_MAY))
    assert (row["kind"], row["publish"], row["quantities"].count("; ")) == ("list", "list", 1)
    assert "500" in row["sentence"]
    assert "900" in row["sentence"]
    assert "an editor chooses" in row["note"]


def test_one_voice_that_counts_a_region_and_leaves_it_out() -> None:
    row = one(month(1, "Monitor", 400), month(1, "Monitor", 593, scope="with Cland"))
    assert row["sentence"].endswith("By the same source it was 593 sq km, with Cland.")


def test_figures_of_other_days_say_of_which_days_they_are() -> None:
    december = {"temporal": "period", "published": "2025-02-01", "period_start": "2024-12-01"}
    whole, days = ({**december, "period_end": f"2024-12-{day}"} for day in (31, 30))
    row = one(said("area_gained", "Ministry", 400, **whole), said("area_gained", "Institute", 465, **days),
              said("area_gained", "Institute", 593, **whole, scope="with Cland"))  # fmt: skip
    assert row["sentence"].endswith("465 sq km from 1 to 30 December 2024 and 593 sq km in December, with Cland.")


def test_places_of_one_voice_are_one_sentence() -> None:
    rows = [said("displaced", "Agency", best, **{**BY_MAY, "place": place})
            for place, best in (("Alton", 300), ("Borton", 700), ("Corton", 200))]  # fmt: skip
    row = one(*rows)
    assert row["kind"] == "places"
    assert "700" in row["sentence"].split(". ")[0]
    assert row["sentence"].endswith("By the same source it was 300 in Alton and 200 in Corton.")


def test_scattered_months_of_one_voice() -> None:
    row = one(month(1, "Monitor", 33.1), month(2, "Monitor", 138), month(4, "Monitor", 85.9))
    assert row["sentence"].endswith("By the same source it was 138 sq km in February and 85.9 sq km in April.")


def test_of_many_months_of_one_voice_the_last_and_the_highest_are_told() -> None:
    row = one(*(month(number, "Monitor", best) for number, best in enumerate((40, 90, 500, 70, 60, 50), start=1)))
    assert row["quantities"].count("; ") == 5
    assert row["sentence"].endswith(
        "By the same source it was 50 sq km in June, and at its highest between 500 sq km in March."
    )


def test_a_long_series_is_told_by_the_voices_of_both_its_ends() -> None:
    rows = [month(number, source, 100 * number + shift)
            for number in range(1, 6) for source, shift in (("Monitor", 0), ("Agency", 7), ("Ministry", 9))
            if source != "Ministry" or number == 3]  # fmt: skip
    table = printed(*rows)
    series = table[table["kind"] == "series"].iloc[0]
    assert series["quantities"].count("; ") == 4
    assert "Ministry" not in series["sentence"]
    assert {"107 and 507", "100 and 500"} & {series["sentence"].split(" gave ")[1].removesuffix(
        " sq km for the same periods.")}  # fmt: skip


def test_a_gap_ends_a_series() -> None:
    numbers = (1, 2, 3, 4, 8, 9, 10, 11)
    table = printed(*(month(number, source, 100 + number) for number in numbers for source in ("Monitor", "Agency")))
    assert table.loc[table["kind"] == "series", "quantities"].str.count("; ").tolist() == [3, 3]


def test_a_figure_that_needs_words_of_its_own_is_not_told_in_passing() -> None:
    whole, part = said("casualties", "Agency", 4700, **BY_MAY), said("killed", "Agency", 600, **BY_MAY)
    caveats: list[dict[str, Any]] = [{"denied_by": "City"}, {"includes": "missing"}, {"best": 0}]
    empty = {"denied_by": "", "includes": ""}
    for caveat, table in zip(caveats, apart(*([whole, part | empty | one] for one in caveats)), strict=True):
        assert table["kind"].tolist() == ["quantity"] * 2, caveat


def test_events_of_different_voices_are_a_sentence_each() -> None:
    days = [said("captured", source, best, temporal="period", period_start=day, period_end=day)
            for source, best, day in (("Agency", 1, "2024-12-26"), ("Ministry", 2, "2025-01-09"))]  # fmt: skip
    row = one(*days)
    assert row["sentence"].count(" captured in Bland on ") == 2
    assert row["sentence"].index("Agency") < row["sentence"].index("Ministry")


def compared(table: pd.DataFrame) -> list[str]:
    return table.loc[table["kind"] == "comparison", "sentence"].tolist()


def test_two_years_are_compared_by_the_voice_that_has_both() -> None:
    rows = [said("area_gained", "Institute", best, phrase=phrase, temporal="period", published="2025-02-01",
                 period_start=f"{year}-01-01", period_end=f"{year}-12-31")
            for year, best, phrase in ((2023, 584, ""), (2024, np.nan, "almost 4,000 sq km"))]  # fmt: skip
    rows.append({**rows[0], "source": "Monitor", "best": 149})
    (sentence,) = compared(printed(*rows))
    assert sentence == (
        "Aland took nearly 4,000 sq km in Bland in 2024, Institute said. By our arithmetic that is about seven times "
        "as much as in 2023, when it was 584 sq km by the same source."
    )


COMPARED = [
    ([month(1, "A", 100), month(2, "A", 300)], 1),
    ([month(1, "A", 100), month(13, "A", 300)], 1),
    ([month(1, "A", 100), month(2, "A", 300), month(3, "A", 310)], 0),
    ([month(1, "A", 100), month(3, "A", 300)], 0),
    ([month(1, "A", 100), month(2, "A", 149)], 0),
    ([month(1, "A", 100), month(2, "B", 300)], 0),
    ([month(1, "A", 100), month(2, "A", 300), month(1, "B", 100), month(2, "B", 90)], 0),
    ([month(1, "A", 100), month(2, "A", 300, scope="with Cland")], 0),
    ([month(1, "A", 100, place="Cland"), month(2, "A", 300)], 0),
    ([month(1, "A", np.nan, phrase="more than 100 sq km"), month(2, "A", 300)], 0),
    ([month(1, "A", np.nan, phrase="80 to 120 sq km"), month(2, "A", 300)], 0),
    ([month(1, "A", 300), month(2, "A", 100)], 1),
]


def test_which_periods_are_compared() -> None:
    tables = apart(*(rows for rows, _ in COMPARED))
    for (rows, count), table in zip(COMPARED, tables, strict=True):
        assert len(compared(table)) == count, rows


@pytest.mark.long
def test_nothing_is_compared_across_a_break() -> None:
    rows = [month(1, "A", 100), month(2, "A", 300)]
    assert compared(printed(*rows, breaks=[rc.Break("A", "area_gained", "2024-02-10")])) == []
    assert len(compared(printed(*rows, breaks=[rc.Break("B", "area_gained", "2024-02-10")]))) == 1


@pytest.mark.parametrize(
    ("factor", "opened", "words"),
    [
        (1.5, False, "more than one and a half times"), (1.85, False, "nearly twice"), (2.0, False, "about twice"),
        (2.05, False, "about twice"), (2.5, False, "more than twice"), (2.5, True, "about twice"),
        (6.5, False, "nearly seven times"), (6.85, True, "about seven times"), (13.0, False, "about 13 times"),
        (0.5, False, "about half"), (0.43, False, "less than half"), (0.34, False, "about a third"),
        (0.03, False, "less than a tenth"), (0.65, False, "about two thirds"),
    ],
)  # fmt: skip
def test_factors_in_words(factor: float, opened: bool, words: str) -> None:
    assert times_in_words(np.array([factor]), np.array([opened])).tolist() == [words]


def test_the_limits_of_groups() -> None:
    assert (MOST_PARTS, MOST_BESIDE, MOST_PERIODS, MOST_EVENTS) == (4, 3, 4, 2)
    assert (SHORTEST_TREND, MOST_GAP, LEAST_FACTOR, MONTHS) == (4, 1.5, 1.5, 12)
    wholes = WHOLES_OF[WHOLES_OF["part"] == "killed"]["whole"].tolist()
    assert set(wholes) == {"casualties", "killed_or_missing", "losses"}


def test_without_a_family_every_quantity_is_told_alone() -> None:
    rows = [{**said("casualties", "A", 9, **BY_MAY), "family": ""}, {**said("killed", "A", 3, **BY_MAY), "family": ""}]
    assert printed(*rows)["kind"].tolist() == ["quantity"] * 2


def test_what_does_not_fit_into_two_sentences_is_told_alone() -> None:
    long = "The commission of the two houses of the parliament of the republic for the affairs of the missing " * 2
    rows = [said("casualties", "A", 900 + number, **{**BY_MAY, "place": long.replace("two", f"{number}")})
            for number in range(4)]  # fmt: skip
    table = printed(*rows)
    assert table["sentence"].str.split(r"\. ").map(lambda parts: max(len(one.split()) for one in parts)).max() <= 35
