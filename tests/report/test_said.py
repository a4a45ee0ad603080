"""What sentences say of figures that were counted, denied, corrected or given as ranges: written anew for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

import reconcile as rc


def row_of(*rows: dict[str, Any], sources: pd.DataFrame | None = None, **common: Any) -> pd.Series:
    usual = {"measure": "killed", "place": "Lower Marn", "temporal": "cumulative", "count_date": "2025-05-09"}
    table = pd.DataFrame([{**usual, **common, **row} for row in rows])
    table = table.assign(claim_id=[f"c{number}" for number in range(len(table))])
    return rc.reconcile(table, sources=sources).estimates.iloc[-1]


def wording(*rows: dict[str, Any], **common: Any) -> str:
    return str(row_of(*rows, **common)["wording"])


def apart(*cases: Sequence[dict[str, Any]], **common: Any) -> pd.DataFrame:
    """The rows of cases that have nothing to do with one another, each a quantity and a family of its own."""
    usual = {"measure": "killed", "place": "Lower Marn", "temporal": "cumulative", "count_date": "2025-05-09"}
    rows = [{**usual, **common, "quantity": f"q{number:02}", "family": f"f{number:02}", **row}
            for number, case in enumerate(cases) for row in case]  # fmt: skip
    estimates = rc.reconcile(pd.DataFrame(rows)).estimates.groupby("quantity").tail(1).sort_values("quantity")
    assert len(estimates) == len(cases)
    return estimates.reset_index(drop=True)


def wordings(*cases: Sequence[dict[str, Any]], **common: Any) -> list[str]:
    return [str(text) for text in apart(*cases, **common)["wording"]]


def note(*rows: dict[str, Any], **common: Any) -> str:
    return str(row_of(*rows, **common)["note"])


def told(source: str, phrase: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "phrase": phrase, **more}


SOURCES = pd.DataFrame({
    "source": list("ABCDEFG"), "kind": "monitor", "origin": "", "stake": "", "grade": "B",
})  # fmt: skip
FIGURES = ("300", "400", "450", "500", "550", "620", "800")
SEVEN = [told(name, figure) for name, figure in zip("ABCDEFG", FIGURES, strict=True)]


@pytest.mark.long
def test_a_range_of_its_own_is_quoted_with_both_ends() -> None:
    one = wording(told("Broadcaster", "191,000 to 269,000"))
    assert one.startswith("Broadcaster said 191,000 to 269,000 people had been killed")
    two = wording(told("Broadcaster", "6,000"), told("Ministry", "191,000 to 269,000"))
    assert two.endswith("Ministry put the figure at 191,000 to 269,000.")


def test_a_corrected_figure_is_named_and_its_copies_fall() -> None:
    text = wording(
        told("City", "2,823", basis="certified", count_date="2024-08-31", published="2024-08-31"),
        told("Wire", "2,823 confirmed dead", count_date="2024-09-01", published="2024-09-01"),
        told("City", "2,753", basis="certified", revises="c0", revision="correction", published="2025-05-09"),
    )
    assert text == (
        "City counted 2,753 people killed in Lower Marn by 9 May 2025. An earlier figure of 2,823 was corrected."
    )
    assert "Wire" not in text


@pytest.mark.long
def test_a_correction_is_told_for_a_year_after_it() -> None:
    rows = (
        told("City", "2,823", basis="certified", count_date="2002-08-31", published="2002-08-31"),
        told("City", "2,753", basis="certified", revises="c0", revision="correction", count_date="2003-10-29",
             published="2003-10-29"),
    )  # fmt: skip
    assert wording(*rows).endswith("An earlier figure of 2,823 was corrected.")
    later = told("Wire", "more than 2,700", count_date="2005-01-01", published="2005-01-01")
    assert "2,823" not in wording(*rows, later)


def test_a_named_list_comes_first_and_what_was_scaled_back_is_told() -> None:
    text = wording(
        told("Ministry", "more than 1,400", count_date="2025-04-01", published="2025-04-01"),
        told("Ministry", "about 1,200", count_date="2025-04-20", published="2025-04-20", revises="c0",
             revision="correction"),
        told("Agency for insurance", "1,139", basis="named", published="2025-05-09"),
    )  # fmt: skip
    assert text == (
        "Agency for insurance had named 1,139 people killed in Lower Marn by 9 May 2025. Ministry put the figure at "
        "about 1,200 by 20 April; an earlier figure of more than 1,400 was corrected."
    )


def test_a_denied_figure_is_told_with_the_denial() -> None:
    text = wording(
        told("Envoys", "11,300", origin="Relief group", count_date="2025-05-08", published="2025-05-08",
             denied_by="Relief group", denied_on="2025-05-08"),
        told("Envoys", "3,958", origin="Health agency", revises="c0", revision="correction", published="2025-05-09"),
        told("Mayor", "as many as 20,000", count_date="2025-05-06"),
    )  # fmt: skip
    assert text.startswith("Health agency said 3,958 people had been killed in Lower Marn by 9 May 2025. Mayor put the")
    assert (
        "as many as 20,000 by 6 May; an earlier figure of 11,300 was denied by Relief group on 8 May 2025, and" in text
    )


BATTLE = {"temporal": "", "party": "Ostra"}


def test_the_other_side_is_quoted_with_its_denial_and_a_figure_under_the_count_is_told() -> None:
    text = wording(
        told("Vell command", "about 400", published="2025-01-01", denied_by="Ostra ministry", denied_on="2025-01-02"),
        told("Ostra ministry", "89", published="2025-01-04"),
        told("Newsroom list", "at least 139", basis="named", published="2025-02-10"),
        told("Vell command", "at least 400", published="2025-01-05"),
        count_date="", **BATTLE,
    )  # fmt: skip
    assert text == (
        "Newsroom list had named at least 139 people from Ostra killed in Lower Marn as of 10 February 2025. Vell "
        # the denial was of the figure of the day before: it has no day beside one that came later
        "command gave at least 400 on 5 January; Ostra ministry denied it; Ostra ministry put the figure at 89 on "
        "4 January, less than was counted."
    )


def test_one_voice_that_was_denied_carries_the_denial() -> None:
    text = wording(told("Vell command", "300", denied_by="Ostra ministry", denied_on="2025-05-10"), **BATTLE)
    assert text.endswith(" Ostra ministry denied it on 10 May 2025.")


def test_what_a_figure_counts_beside_stands_in_the_sentence() -> None:
    beside = {"missing": "with the missing", "so_far": "so far", "foreign staff": "with foreign staff"}
    said = [told("Ministry", "311", includes=includes) for includes in beside]
    texts = wordings(*([one] for one in said), *([told("Wire", "4,400"), one] for one in said))
    for words, alone, both in zip(beside.values(), texts[:3], texts[3:], strict=True):
        assert alone.endswith(f"by 9 May 2025, {words}.")
        assert both.endswith(f"Ministry put the figure at 311 ({words}).")


@pytest.mark.long
def test_figures_that_count_others_beside_make_no_range_and_do_not_agree() -> None:
    rows = told("Aid", "170", includes="missing", count_date="2025-05-10"), told("Ministry", "100")
    row = row_of(*rows)
    assert row["publish"] == "range"
    assert row["wording"].startswith("Ministry said 100 people")
    assert row["wording"].endswith("Aid put the figure at 170 (with the missing) by 10 May.")
    assert "do not count the same thing" in row["note"]
    alone = note(rows[0])
    assert "Excludes" not in alone
    assert "broadly agree" in note(rows[0], {**rows[1], "includes": "missing", "phrase": "160"})


def test_a_listed_definition_keeps_what_it_counts_beside() -> None:
    rows = told("Aid", "170", includes="missing"), told("Hospital", "160", measure="killed_or_missing")
    table = pd.DataFrame([{"measure": "killed", "family": "f", "place": "Marn", "temporal": "cumulative",
                           "count_date": "2025-05-09", **row} for row in rows])  # fmt: skip
    texts = rc.reconcile(table).estimates["wording"]
    assert texts.str.contains("Aid gave 170 killed in Marn (with the missing)", regex=False).any()


@pytest.mark.parametrize(
    ("earlier", "measure", "told_above"), [("70", "killed", True), ("56", "killed", False), ("70", "missing", False)]
)
def test_an_earlier_total_above_the_newest_is_told(earlier: str, measure: str, told_above: bool) -> None:
    rows = (told("Ministry", "50", count_date="2022-01-05"), told("Hospital", "at least 60", count_date="2022-01-09"),
            told("Herald", earlier, count_date="2022-01-08"), told("Aid", "about 55"))  # fmt: skip
    rows = rows if told_above else (rows[0], *rows[2:])
    row = row_of(*rows, measure=measure)
    assert ("An earlier total is higher" in row["note"]) == told_above
    assert not told_above or row["wording"].endswith("Herald put the figure at 70 by 8 January 2022.")


@pytest.mark.parametrize(
    ("stake", "measure", "words"),
    [("Aland", "killed", ", both on the side against Bland, which"),
     ("Bland", "killed", ", both on Bland's side, which"),
     ("Aland", "area_gained", ", both on the side against Bland, which"), ("", "killed", "), which")],
)  # fmt: skip
def test_voices_of_one_side_are_said_to_be_of_one(stake: str, measure: str, words: str) -> None:
    sources = pd.DataFrame({"source": ["Army", "Gov"], "stake": stake})
    common = {"measure": measure, "party": "Bland", "counterparty": "Aland"}
    rows = told("Army", "900"), told("Gov", "1,000")
    assert words in note(*rows, sources=sources, **common)


def test_ground_is_told_in_the_unit_in_which_it_was_said() -> None:
    month = {"temporal": "period", "period_start": "2025-04-01", "period_end": "2025-04-30", "count_date": ""}
    ground = {
        "2 sq miles": "took 2 sq miles (about 5 sq km) in",
        "more than 150 square miles": "more than 150 square miles (about 390 sq km)",
        "20 to 30 square miles": "20 to 30 square miles (about 50 to 80 sq km)",
        "15,000 acres": "15,000 acres (about 61 sq km)",
        "449 square kilometers (173 square miles)": "took 449 sq km in",
    }
    rows = ([told("A", phrase, measure="area_gained", party="Bland", **month)] for phrase in ground)
    for said, text in zip(ground.values(), wordings(*rows), strict=True):
        assert said in text


def test_a_figure_on_top_of_another_says_so() -> None:
    cases: list[tuple[str, float | None, str]] = [
        ("3,000 more", 3000, "A said 3,000 more people"), ("another 500 people", 500, "A said 500 more people"),
        ("more than 500", None, "More than 500 people"), ("500 or more", None, "At least 500 people"),
    ]  # fmt: skip
    texts = wordings(*([told("A", phrase, best=best)] for phrase, best, _ in cases))
    for (_, _, said), text in zip(cases, texts, strict=True):
        assert text.startswith(said)


@pytest.mark.long
def test_an_analysis_of_data_is_not_the_word_of_who_made_them() -> None:
    name = "Wire analysis of Map data"
    sources = pd.DataFrame({"source": [name], "name": "Wire's Map-based count", "origin": "Map"})
    row = row_of(told("Wire", "465", origin=name), told("Map", "480"), sources=sources)
    assert row["publish"] == "attributed"
    text = wording(told("Wire", "465", origin=name), sources=sources)
    assert text.startswith("Wire's Map-based count said 465 people")


def test_a_number_that_was_said_is_not_ours() -> None:
    rows = (told("A", "300", measure="casualties", family="f", claim_id="whole"),
            told("A", "200", measure="wounded", family="f", parent="c0"))  # fmt: skip
    assert "Worked out by who gave it: “200” from “300” killed or wounded (A" in note(*rows)


@pytest.mark.parametrize(("remark", "used"), [("subtracts 1,000 killed", False), ("derived from 4,000", False),
                                               ("derived from satellite images", True)])  # fmt: skip
def test_what_an_outlet_worked_out_is_nobodys_word(remark: str, used: bool) -> None:
    row = row_of(told("Outlet", "3,000", origin="Officials", note=remark))
    assert (row["publish"] != "withheld") == used
    assert used or "worked out from other figures, as its note says" in row["wording"]


def test_what_a_measure_says_itself_is_not_said_twice() -> None:
    assert "with the missing" not in wording(told("Ministry", "311", includes="missing", measure="killed_or_missing"))


def test_a_floor_names_who_counted_and_what_two_others_say() -> None:
    text = wording(
        told("Relief group", "at least 139", basis="named"), told("Wire", "more than 150"),
        told("Radio", "over 140"), told("Mayor", "at least 160"),
    )  # fmt: skip
    assert text.startswith("Relief group had named at least 139 people killed in Lower Marn by 9 May 2025.")
    assert text.endswith(" Mayor gave at least 160; Wire put the figure at more than 150.")
    assert "Radio" not in text


@pytest.mark.long
def test_an_interval_wider_than_all_that_was_said_is_no_range_of_ours() -> None:
    near = row_of(told("A", "702"), told("B", "725"))
    assert near["range_wording"] == ""
    assert near["wording"].endswith("by 9 May 2025. B put the figure at 725.")
    assert "No range of ours is given: it would be wider than all that was said." in near["note"]
    assert "nine times in ten" in row_of(*SEVEN)["range_wording"]


@pytest.mark.parametrize("leaked", ["2023-02-15", "2023-10-01", "2024-06-01"])
def test_a_leak_of_long_ago_makes_no_range_of_ours_wide_enough(leaked: str) -> None:
    days = {"2024-10-10": "307,500", "2024-09-17": "480,000", leaked: "100,000"}
    said = [told(name, figure, count_date=day) for name, (day, figure) in zip("ABC", days.items(), strict=True)]
    row = row_of(*said)
    assert (row["publish"], row["range_wording"]) == ("interval", "")
    assert "it would be wider than all that was said" in row["note"]


@pytest.mark.long
def test_an_earlier_figure_never_leads_and_has_no_new_date() -> None:
    old = told("D", "10", role="earlier", count_date="", published="2025-05-04")
    text = wording(told("A", "50", count_date="2024-05-05"), old)
    assert text == "A said 50 people had been killed in Lower Marn by 5 May 2024. D had put the figure at 10."
    assert "2025" not in wording(old)


def test_sources_broadly_agree_only_within_a_third_of_each_other() -> None:
    agreeing = {"400": True, "410": False, "225": True, "220": False}
    rows = apart(*([told("A", "300"), told("B", second)] for second in agreeing))
    assert set(rows["agreement"]) == {"agree"}
    broadly, differing = (rows["note"].str.contains(words).tolist() for words in (
        "broadly agree", "differ, though no more than such sources usually do"))  # fmt: skip
    assert broadly == list(agreeing.values())
    assert differing == [not agree for agree in agreeing.values()]


@pytest.mark.long
def test_independent_is_said_only_where_it_is_known() -> None:
    assert "seven different sources" in note(*SEVEN)
    assert "seven independent sources" in note(*SEVEN, sources=SOURCES)
    sided = SOURCES.assign(stake=["Vell", "Vell", "", "", "", "", ""])
    assert "seven different sources" in note(*SEVEN, sources=sided)
    nameless = SOURCES.assign(kind=["officials", *["monitor"] * 6])
    assert "seven different sources" in note(*SEVEN, sources=nameless)
    # two of them heard through one outlet
    relayed = [{**row, "source": "Wire", "origin": row["source"]} for row in SEVEN[:2]]
    assert "seven different sources" in note(*relayed, *SEVEN[2:], sources=SOURCES)


def test_three_voices_are_named_at_most() -> None:
    assert "(A, B, C and four others)" in note(*SEVEN, sources=SOURCES)


def test_earlier_counts_are_no_ends_and_those_that_weigh_little_are_not_counted() -> None:
    days = ("2022-04-01", "2023-02-01", "2024-05-01", "2025-03-01", "2025-05-09")
    figures = (7000, 50000, 180000, 225000, 250000)
    rows = [told(f"S{number}", f"{figure}", count_date=day)
            for number, (day, figure) in enumerate(zip(days, figures, strict=True))]  # fmt: skip
    result = rc.reconcile(pd.DataFrame(rows).assign(measure="killed", temporal="cumulative", place="Alton"))
    row = result.estimates.iloc[-1]
    assert row["agreement"] == "agree"
    assert "7,000" not in row["wording"]
    assert row["wording"].startswith("S4 said 250,000 people had been killed in Alton by 9 May 2025.")
    assert row["wording"].endswith("S3 had put the figure at 225,000 by 1 March.")


def test_a_ceiling_alone_says_so() -> None:
    assert wording(told("Ministry", "<5")).startswith("At most 4 people")


def test_counts_of_people_print_whole() -> None:
    text = wording({"source": "Model", "best": 782.285, "basis": "modelled"})
    assert "782 people" in text
    assert "782.3" not in text


def test_three_bounds_alone_are_all_named() -> None:
    text = wording(told("A", "more than 100"), told("B", "more than 200"), told("C", "more than 400"))
    assert text.startswith("More than 100 people had been killed in Lower Marn by 9 May 2025, A said.")
    assert text.endswith("C put the figure at more than 400; B put the figure at more than 200.")


@pytest.mark.long
def test_a_counted_round_number_has_no_hedge_of_ours() -> None:
    assert wording(told("Relief group", "110", basis="bodies")).startswith("Relief group counted 110 people")
    assert wording(told("Relief group", "about 110", basis="bodies")).startswith(
        "Relief group counted about 110 people"
    )


def test_a_range_of_ours_that_begins_at_a_count_says_whose_it_is() -> None:
    row = row_of(told("Relief group", "37", basis="certified", count_date="2025-05-01"), told("Town hall", "30-60"))
    assert ": 37 to about" in row["range_wording"]
    assert row["wording"].endswith("Relief group had counted 37 by 1 May.")
    assert "The count at its beginning is that of Relief group, to 1 May 2025." in row["note"]


@pytest.mark.long
def test_the_bare_claim_of_a_side_says_that_it_is_one() -> None:
    sources = pd.DataFrame({"source": ["Vell command", "Monitor"], "stake": ["Vell", ""]})
    common = {"party": "Ostra", "counterparty": "Vell", "sources": sources}
    alone = wording(told("Vell command", "312", basis="claimed"), **common)
    assert alone.startswith("Vell command claimed that 312 people")
    beside = wording(told("Vell command", "312", basis="claimed"), told("Monitor", "20"), **common)
    assert "Vell command claimed that 312" in beside or "Vell command claimed 312" in beside
    assert "claimed" not in wording(told("Monitor", "20", basis="claimed"), **common)


DOUBTS = [
    ("a possible 300", "A possible 300 people had"),
    ("reportedly 300", "Reportedly 300 people had"),
    ("if confirmed, 300", "An unconfirmed 300 people had"),
    ("probably more than 300", "Probably more than 300 people had"),
    ("reportedly 300 to 400", "Reportedly 300 to 400 people had"),
    ("fewer than 300", "Fewer than 300 people had"),
    ("a thousand", "A said 1,000 people had"),
    ("a hundred people", "A said 100 people had"),
    ("понад 1,000 осіб", "More than 1,000 people had"),
    ("рівно 1,000 осіб", "About 1,000 people had"),
]


def test_a_figure_has_the_doubt_and_the_hedge_of_its_phrase_and_no_other() -> None:
    texts = wordings(*([told("A", phrase)] for phrase, _ in DOUBTS))
    for (phrase, said), text in zip(DOUBTS, texts, strict=True):
        assert text.startswith(said), phrase


QUOTED_DOUBTS = [
    ("It has highly likely sustained more than 6,000 casualties", "Highly likely more than 6,000"),
    ("The strike was likely a drone; more than 6,000 were hurt", "More than 6,000"),
    ("Probably in the night, more than 6,000 were hurt", "More than 6,000"),
    ("It may have been 500 and more than 6,000 were hurt", "More than 6,000"),
]


def test_a_figure_has_the_doubt_of_its_quote() -> None:
    rows = ([told("UK", "more than 6,000", measure="casualties", quote=quote)] for quote, _ in QUOTED_DOUBTS)
    for (quote, said), text in zip(QUOTED_DOUBTS, wordings(*rows), strict=True):
        assert text.startswith(said), quote


def test_a_sentence_that_names_two_reasons_says_that_there_are_others() -> None:
    rows = told("A", "12", status="rejected"), told("B", "15", grade="5"), told("C", "15", status="superseded")
    assert wording(*rows).endswith("judged unlikely (grade 5); other reasons).")
    assert "other reasons" not in wording(*rows[:2])


@pytest.mark.long
def test_a_figure_without_a_phrase_has_the_hedge_of_its_relay() -> None:
    rows = {"source": "UK", "best": 1e6}, {"source": "Wire", "origin": "UK", "phrase": "approximately one million"}
    assert wording(*rows).startswith("About 1,000,000 people had")
    assert wording({**rows[0], "basis": "named"}, rows[1]).startswith("UK had named 1,000,000 people")


def test_a_figure_that_fell_was_corrected_by_nobody() -> None:
    rows = told("City", "120", count_date="2025-05-05"), told("City", "85", count_date="2025-05-08")
    assert wording(*rows).endswith("City had put the figure at 120 by 5 May.")


def test_a_party_in_small_letters_owns_as_a_plural() -> None:
    assert "residents' soldiers" in wording(told("A", "30", party="residents", population="military"))


def test_a_floor_that_newer_counts_have_passed_is_not_set_against_them() -> None:
    text = wording(
        told("Rebels", "400"), told("Agency", "210"), told("Red Cross", "more than 150", count_date="2025-05-03")
    )
    assert "put the figure at" in text
    assert "Red Cross" not in text
    assert {"Agency", "Rebels"} <= set(text.replace(",", "").split())
