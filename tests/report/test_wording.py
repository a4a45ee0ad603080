"""The sentence of every verdict, filled from the tables alone."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.measures import MEASURES
from reconcile.columns import CLAIMS, ESTIMATES, VERDICTS
from reconcile.pool.verdicts import COMPUTED_OFF
from reconcile.report.sentences import told_rows
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.languages import styles
from reconcile.report.sentences.level_words import times_words
from reconcile.report.sentences.phrasebook import speaking, words
from reconcile.report.sentences.rounding import write_number
from reconcile.report.sentences.wording import printed_texts, sentences
from tests.examples import examples
from tests.report.claims_for_tests import (
    GAIN,
    SUBJECTS,
    claim,
    claims_table,
    estimate,
    estimates_table,
    frame,
    left_out,
    numbers,
)

CASUALTIES = "north_korean/casualties"
# what a report must not say: movements, certainty, deaths called losses, estimates called the truth
FORBIDDEN = re.compile(
    r"\b(rose|slowed|record|true|truth|actual|chance|probab|confiden|losses)\b|\bnone reported\b", re.I
)


def draft(drafts: pd.Series, quantity: str, day: str | None = None) -> str:
    rows = drafts[quantity]
    return str(rows.iloc[-1] if day is None else rows[pd.Timestamp(day)])


def texts(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    return printed_texts(estimates, claims, subjects=SUBJECTS)


def note_of(row: dict[str, Any], *claims: dict[str, Any], **options: Any) -> str:
    return str(printed_texts(frame([row], ESTIMATES), frame(list(claims), CLAIMS), **options)["note"].iloc[0])


def text_of(row: dict[str, Any], *claims: dict[str, Any], **options: Any) -> str:
    return str(sentences(frame([row], ESTIMATES), frame(list(claims), CLAIMS), **options).iloc[0])


def test_our_range_stands_beside_the_figures_and_says_what_it_is_meant_to_do(
    estimates: pd.DataFrame, claims: pd.DataFrame
) -> None:
    rows = estimates[(estimates["quantity"] == CASUALTIES) & (estimates["count_date"] == "2025-01-31")]
    later = estimates[(estimates["quantity"] == CASUALTIES) & (estimates["count_date"] == "2025-03-31")]
    ours = texts(later.assign(low=3000.0, high=5300.0), claims)["range_wording"].iloc[0]
    assert ours == "A range meant to contain the true figure nine times in ten: about 3,000 to 5,300."
    said = texts(rows, claims).iloc[0]
    assert said["range_wording"] == ""
    assert said["wording"] == (
        "UK MoD said 4,000 North Korean soldiers had been killed or wounded in Kursk by 15 January 2025. "
        "Zelensky gave the same figure on 9 January."
    )
    assert said["note"].startswith("Excludes missing and captured. Reported by Ukrainska Pravda. Behind it stand two")
    assert said["note"].endswith("last figures lie farther apart than it would reach. Known by 30 April 2025.")


def test_an_earlier_count_is_told_as_one(drafts: pd.Series) -> None:
    text = draft(drafts, CASUALTIES, "2025-03-31")
    assert text == (
        "More than 5,000 North Korean soldiers had been killed or wounded in Kursk by 31 March 2025, UK MoD said. "
        "South Korea JCS had put the figure at 4,000 by 27 March."
    )


def test_a_range_of_ours_stands_nowhere_else(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    said = texts(estimates, claims)
    verdict = estimates["publish"] == "interval"
    assert (said.loc[~verdict, "range_wording"] == "").all()
    # wider than all that was said
    assert said.loc[(estimates["quantity"] == f"{GAIN}/2024-11"), "range_wording"].tolist() == [""]


def test_an_older_date_names_only_voices_that_had_spoken(drafts: pd.Series) -> None:
    assert "Yonhap" not in draft(drafts, CASUALTIES, "2025-01-31")


def test_a_range_names_both_and_its_note_says_why_there_is_none_of_ours(
    estimates: pd.DataFrame, claims: pd.DataFrame
) -> None:
    said = texts(estimates[estimates["quantity"] == f"{GAIN}/2025-01"], claims).iloc[0]
    assert (
        said["wording"]
        == "Russia took 326 sq km in Ukraine in January 2025, UK MoD said. ISW put the figure at 427 sq km."
    )
    assert "No range of ours is given: the sources disagree." in said["note"]


def test_what_is_computed_stands_in_the_note_with_what_from(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    said = texts(estimates[estimates["quantity"] == "north_korean/killed"], claims).iloc[0]
    assert said["wording"].startswith(
        "About 600 North Korean soldiers had been killed in Kursk by 30 April 2025, South"
    )
    assert "Computed, not said: “approximately a third” of “over 5,000” killed or wounded (UK MoD" in said["note"]
    assert "about 1,670 by our arithmetic" in said["note"]


def test_a_list_gives_other_definitions_beside_its_own(drafts: pd.Series) -> None:
    text = draft(drafts, f"{GAIN}/2024-12")
    assert text == (
        "Russia took about 400 sq km in Ukraine in December 2024, UK MoD said. ISW gave 593 sq km taken in Ukraine, "
        "with Kursk."
    )


def test_a_note_says_what_is_left_out(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    said = texts(estimates[estimates["quantity"] == "north_korean/killed"], claims).iloc[0]
    assert said["note"].startswith("Excludes wounded, missing and captured.")


def test_one_voice_is_attributed_and_no_sentence_begins_with_a_digit(drafts: pd.Series) -> None:
    text = draft(drafts, "drones_shot_down")
    assert text == "Ukrainian Air Force said 81 Russian drones were shot down in Ukraine from 30 to 31 January 2025."


def test_a_floor_says_at_least(drafts: pd.Series) -> None:
    assert draft(drafts, "named_dead") == "At least 97 people had been killed in Jenin by 3 June 2024, Named list said."


def test_the_highest_of_several_floors_is_the_floor() -> None:
    both = [
        claim(f"C{i}", "q", f"List {i}", figure, "floor", measure="killed", unit="persons", temporal="cumulative",
              count_date="2024-06-01") for i, figure in enumerate((97, 120))
    ]  # fmt: skip
    row = estimate("q", "floor", measure="killed", unit="persons", temporal="cumulative", count_date="2024-06-01",
                   **numbers(130, 100, 200, 97, 120))  # fmt: skip
    assert text_of(row, *both) == (
        "At least 120 people had been killed by 1 June 2024, List 1 said. List 0 gave at least 97."
    )


def test_a_withheld_figure_says_why_and_names_no_id(drafts: pd.Series) -> None:
    text = draft(drafts, "daily_rate")
    assert text.startswith("No figure is given for North Korean soldiers killed or wounded a day in Kursk from")
    assert text.endswith("The only one, of ISW, is left out: computed from another figure.")


def test_a_withheld_figure_of_many_claims_gives_two_reasons_at_most() -> None:
    many = [claim(f"C{i}", "q", "A", 1.0, **left_out(f"reason {i}")) for i in range(5)]
    text = text_of(estimate("q", "withheld", measure="killed", unit="persons"), *many)
    assert "The five figures that are known are left out (reason 0; reason 1; other reasons)" in text


def test_a_withheld_quantity_without_claims_says_so() -> None:
    assert text_of(estimate("q", "withheld")) == "No figure is given for “q”. No claim is left."


def test_a_stake_that_matters_is_said(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    # an interval that says more than the figures themselves, from 700 to 784
    row = estimates[estimates["quantity"] == f"{GAIN}/2024-11"].assign(low=710.0, high=740.0)
    text = str(texts(row, claims)["note"].iloc[0])
    assert "Were the ranges not widened for the stakes of these sources, the centre would lie 24% lower." in text


def test_a_count_carried_forward_keeps_its_own_date() -> None:
    said = claim("C1", "q", "NIS", 300, "approx", measure="killed", unit="persons", temporal="cumulative",
                 count_date="2025-01-13", published="2025-01-13")  # fmt: skip
    row = estimate("q", "attributed", measure="killed", unit="persons", temporal="cumulative", count_date="2025-03-31",
                   **numbers(300, 280, 330, 300, 300))  # fmt: skip
    text = text_of(row, said)
    assert "by 13 January 2025" in text
    assert "31 March" not in text


def test_a_range_of_one_figure_is_not_told_as_two() -> None:
    said = [claim(f"C{i}", "q", voice, 600, measure="killed", unit="persons") for i, voice in enumerate("AB")]
    row = estimate("q", "range", measure="killed", unit="persons", **numbers(600, 500, 700, 600, 600))
    assert text_of(row, *said) == "A said 600 people were killed. B gave the same figure."


PLACES_AND_SCOPES = [
    ("Kursk border area", "", "in the Kursk border area on 3 May 2024"),
    ("near Gaza Strip", "", "near the Gaza Strip on 3 May 2024"),
    ("the Sumy region", "", "in the Sumy region on 3 May 2024"),
    ("Russia's Kursk region", "", "in Russia's Kursk region on 3 May 2024"),
    ("Kunar Province", "", "in Kunar Province on 3 May 2024"),
    ("Herat province", "", "in the Herat province on 3 May 2024"),
    ("Alton, Sumy region", "", "in Alton, Sumy region, on 3 May 2024"),
    ("Kursk", "second wave", "in Kursk on 3 May 2024 in the second wave"),
    ("Kursk", "both waves", "in Kursk on 3 May 2024 in both waves"),
    ("Kursk", "regular forces", "in Kursk on 3 May 2024 (regular forces)"),
    ("Kursk", "with Sumy", "in Kursk on 3 May 2024, with Sumy"),
]


@pytest.fixture(scope="module", params=styles())
def told_of_places(request: pytest.FixtureRequest) -> tuple[str, pd.DataFrame]:
    """The style, and the sentence and the heading of every place and scope, each a quantity of its own."""
    row = {"measure": "deployed", "source": "A", "best": 300, "unit": "persons", "temporal": "stock",
           "count_date": "2024-05-03", "published": "2024-05-04"}  # fmt: skip
    rows = [row | {"quantity": f"q{number:02}", "place": place, "scope": scope}
            for number, (place, scope, _) in enumerate(PLACES_AND_SCOPES)]  # fmt: skip
    with speaking(style=request.param):
        result = rc.reconcile(pd.DataFrame(rows))
        told = {"said": sentences(result.estimates, result.claims), "heading": titles(result.estimates)}
    return request.param, pd.DataFrame(told).set_axis(result.estimates["quantity"])


@pytest.mark.parametrize("number", range(len(PLACES_AND_SCOPES)))
def test_places_and_scopes_are_told_as_people_say_them(number: int, told_of_places: tuple[str, pd.DataFrame]) -> None:
    _, scope, told = PLACES_AND_SCOPES[number]
    style, texts = told_of_places
    said, heading = texts.loc[f"q{number:02}"]
    if style == "ap":
        told = re.sub("3 May 2024(?= [a-z])", "May 3, 2024,", told).replace("3 May 2024", "May 3, 2024")
    assert f" {told}" in said
    assert heading.endswith(f"({scope})" if scope else told.partition(" on ")[0].rstrip(","))


def test_a_figure_of_one_needs_no_plural() -> None:
    said = claim("C1", "q", "SBU", 1, measure="captured", unit="persons", party="North Korea")
    row = estimate("q", "attributed", measure="captured", unit="persons", party="North Korea", temporal="stock",
                   count_date="2025-01-09", **numbers(1, 1, 1, 1, 1))  # fmt: skip
    text = text_of(row, said, subjects=SUBJECTS)
    assert text == "One North Korean soldier was captured on 9 January 2025, SBU said."


@pytest.mark.parametrize(
    ("measure", "unit", "text"),
    [
        ("drones_hit", "drones", "One Russian drone hit its target, A said."),
        ("settlements_taken", "settlements", "Russia took one settlement, A said."),
        ("cases", "persons", "One case was counted (Russia), A said."),
        ("excess_deaths", "persons", "One excess death of Russian people occurred, A said."),
        ("equipment_lost", "items", "One item of Russian equipment was lost, A said."),
    ],
)
def test_one_of_anything_is_told_in_the_singular(measure: str, unit: str, text: str) -> None:
    shared = {"measure": measure, "unit": unit, "party": "Russia"}
    row = estimate("q", "attributed", **shared, **numbers(1, 1, 1, 1, 1))
    assert text_of(row, claim("C1", "q", "A", 1, **shared)) == text


def test_one_of_a_subject_without_a_singular_is_one_of_them() -> None:
    shared = {"measure": "killed", "unit": "persons", "party": "Wagner"}
    row = estimate("q", "attributed", **shared, **numbers(1, 1, 1, 1, 1))
    text = text_of(row, claim("C1", "q", "A", 1, **shared), subjects={"Wagner": "Wagner troops"})
    assert text == "One of the Wagner troops was killed, A said."


def test_zero_is_a_count() -> None:
    said = claim("C1", "q", "Ministry", 0, measure="killed", unit="persons")
    row = estimate("q", "attributed", measure="killed", unit="persons", **numbers(0, 0, 0, 0, 0))
    assert text_of(row, said).startswith("No people were killed, Ministry said.")


def test_missing_is_not_dead() -> None:
    said = claim("C1", "q", "Ministry", 40, measure="missing", unit="persons")
    row = estimate("q", "attributed", measure="missing", unit="persons", **numbers(40, 40, 40, 40, 40))
    assert "missing is not dead" in note_of(row, said)


def test_a_civilian_count_is_not_given_the_soldiers_of_the_party() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", party="North Korea", population="civilian",
                   **numbers(40, 30, 50, 35, 45))  # fmt: skip
    assert "North Korean civilians were killed" in text_of(row, subjects=SUBJECTS)


def test_undated_figures_say_that_no_date_is_given() -> None:
    text = note_of(estimate("q", "interval", as_of=None, **numbers(40, 30, 50, 35, 45)))
    assert "No count date is given." in text
    assert "Known by" not in text


def test_sources_are_printed_by_their_names(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    rows = estimates[estimates["quantity"] == f"{GAIN}/2025-01"]
    text = str(sentences(rows, claims, sources={"UK MoD": "the UK Ministry of Defence"}).iloc[0])
    assert text.startswith("Russia took 326 sq km in Ukraine in January 2025, the UK Ministry of Defence said.")


def test_a_lone_entry_is_no_list() -> None:
    said = claim("C1", "q", "NIS", 600, measure="killed", unit="persons")
    row = estimate("q", "list", measure="killed", unit="persons", family="f", **numbers(600, 600, 600, 600, 600))
    assert text_of(row, said) == "NIS said 600 people were killed."


def test_what_a_computed_figure_would_mean_is_said_where_it_lies_far_off(
    estimates: pd.DataFrame, claims: pd.DataFrame
) -> None:
    rows = estimates[estimates["quantity"] == f"{GAIN}/2025-01"]
    row = rows.assign(computed_claims="C0057", publish_reason=COMPUTED_OFF)
    said = texts(row, claims).iloc[0]
    # a range says nothing narrower than what it leaves out for reasons of arithmetic
    assert "; by our arithmetic, what UK MoD said would mean about 1,670 sq km." in said["wording"]
    assert "Computed, not said: “approximately a third” of “over 5,000”" in said["note"]


def test_a_third_is_a_third() -> None:
    shares = {"measure": "killed_share", "unit": "percent", "party": "North Korea"}
    said = claim("C1", "q", "UK", 33.33, "fraction", range_low=30.0, range_high=36.7, **shares)
    row = estimate("q", "attributed", **shares, **numbers(33, 30, 37, 33.33, 33.33))
    assert text_of(row, said, subjects=SUBJECTS).startswith("About a third of the North Korean soldiers killed or")


def test_a_computed_figure_without_a_range_keeps_three_digits() -> None:
    killed = {"measure": "killed", "unit": "persons"}
    said = [
        claim("C1", "q", "NIS", 600, **killed), claim("C2", "p", "UK", 5000, phrase="over 5,000", **killed),
        claim("C3", "q", "UK", 1667, phrase="", parent="C2", **killed, **left_out("computed from C2")),
    ]  # fmt: skip
    text = note_of(estimate("q", "attributed", **killed, **numbers(600, 600, 600, 600, 600)), *said)
    assert "Computed, not said: about 1,670, computed from “over 5,000” killed (UK)." in text


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99, 0.873])
def test_levels_are_said_as_times(level: float) -> None:
    said = times_words(level)
    assert "times in" in said or said == "one time in two"
    assert "%" not in said


def test_every_sentence_is_one_line_and_its_note_says_when_it_was_known(
    drafts: pd.Series, estimates: pd.DataFrame, claims: pd.DataFrame
) -> None:
    assert drafts.str.match(r"^[A-Z][^\n\r]*\.$").all()
    assert texts(estimates, claims)["note"].str.endswith("Known by 30 April 2025.").all()
    assert not drafts.str.contains(r"[{}]|  |nan|NaT|None", regex=True).any()


def test_no_sentence_says_what_a_report_must_not_say(drafts: pd.Series) -> None:
    assert drafts[drafts.map(lambda text: bool(FORBIDDEN.search(text)))].tolist() == []


def _of_measure(measure: str, temporal: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """One estimate a verdict of a measure, and the two claims behind each."""
    span = {} if temporal in ("cumulative", "stock") else {"period_start": "2025-01-01", "period_end": "2025-01-31"}
    shared = {
        "measure": measure, "unit": MEASURES[measure].unit if measure in MEASURES else "goats", "party": "Russia",
        "place": "Kursk", "temporal": temporal, "family": measure, "count_date": "2025-01-31",
    } | span  # fmt: skip
    rows = [estimate(f"{measure} {verdict}", verdict, **shared, **numbers(35, 28, 42, 30, 40)) for verdict in VERDICTS]
    said = [
        claim(f"C{len(verdict)}{voice}", f"{measure} {verdict}", voice, figure, published="2025-02-01", **shared)
        for verdict in VERDICTS
        for voice, figure in (("A", 30.0), ("B", 40.0))
    ]
    return rows, said


@pytest.mark.parametrize("temporal", ["cumulative", "period", "stock", "rate", ""])
def test_every_measure_has_a_sentence_for_every_verdict(temporal: str) -> None:
    made = [_of_measure(measure, temporal) for measure in [*MEASURES, "", "goats_lost"]]
    rows = frame([row for rows, _ in made for row in rows], ESTIMATES)
    drafts = sentences(rows, frame([row for _, said in made for row in said], CLAIMS))
    for text in drafts:
        assert "January 2025" in text
        assert "Kursk" in text
        assert not re.search(r"[{}]|  | ,|\.\.|\( | \)|nan\b", text), text


def test_sentences_know_the_measures_of_the_list_and_no_other() -> None:
    assert sorted(words().measures) == sorted([*MEASURES, "other"])


def test_no_words_of_a_measure_repeat_its_unit() -> None:
    """The unit that a clause is made for stands in the list of measures, once."""
    assert [name for name, own in words().measures.items() if "unit" in own] == []


def test_english_sentences_and_the_list_call_a_measure_the_same() -> None:
    printed = {name: own["done"] for name, own in words().measures.items() if name in MEASURES and "done" in own}
    others = {name: done for name, done in printed.items() if done != MEASURES[name].words}
    # "people living there", but "inhabitants"; what is a rate is printed as one behind every measure
    assert others == {
        "population": "living", "casualty_rate": "killed or wounded", "advance_rate": "taken", "events": "counted",
        "equipment_share_lost": "lost",
    }  # fmt: skip


def test_a_measure_in_another_unit_is_told_in_that_unit() -> None:
    row = estimate("q", "interval", measure="killed", unit="percent", **numbers(35, 28, 42, 30, 40))
    assert text_of(row).startswith("The figure for killed is 30 to 40%, by sources")


def test_rates_are_told_a_day() -> None:
    row = estimate("q", "interval", measure="area_gained", unit="km2/day", party="Russia", temporal="rate",
                   **numbers(9, 7, 12, 8, 10))  # fmt: skip
    assert "Russia took 8 to 10 sq km a day" in text_of(row)


def test_parties_without_an_adjective_are_told_too() -> None:
    people = estimate("q", "interval", measure="killed", unit="persons", party="Wagner", **numbers(35, 28, 42, 30, 40))
    drones = people | {"measure": "drones_shot_down", "unit": "drones"}
    assert "people from Wagner were killed" in text_of(people)
    assert "Wagner's drones were shot down" in text_of(drones)


def test_places_keep_their_own_preposition() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", place="near Kursk", **numbers(35, 28, 42, 30, 40))
    assert "were killed near Kursk" in text_of(row)


def test_order_of_rows_does_not_matter(estimates: pd.DataFrame, claims: pd.DataFrame, drafts: pd.Series) -> None:
    shuffled = estimates.sample(frac=1.0, random_state=3)
    again = sentences(shuffled, claims.sample(frac=1.0, random_state=4), subjects=SUBJECTS)
    assert again.sort_index().tolist() == drafts.tolist()


def test_arguments_are_left_as_they_were() -> None:
    estimates, claims = estimates_table(), claims_table()
    sentences(estimates, claims)
    pd.testing.assert_frame_equal(estimates, estimates_table())
    pd.testing.assert_frame_equal(claims, claims_table())


def test_no_rows_are_no_sentences() -> None:
    assert sentences(frame([], ESTIMATES), frame([], CLAIMS)).tolist() == []


def _written(values: list[float]) -> set[str]:
    """Every way in which a number may be printed: as it is, or rounded to a power of ten."""
    steps = 10.0 ** np.arange(-6, 10)
    rounded = {write_number(float(np.round(v / step) * step)) for v in values for step in steps}
    return {write_number(v) for v in values} | rounded


def _row_numbers(row: pd.Series, claims: pd.DataFrame) -> set[str]:
    of_row = [float(row[name]) for name in ("low", "high", "claims_low", "claims_high") if not np.isnan(row[name])]
    of_claims = claims[["range_low", "range_best", "range_high"]].to_numpy().ravel().tolist()
    return _written([*of_row, *(value for value in of_claims if not np.isnan(value))])


@examples(40)
@given(
    low=st.floats(1.0, 1e7), width=st.floats(1.001, 30.0), verdict=st.sampled_from(["interval", "range", "attributed"]),
    measure=st.sampled_from(["killed", "area_gained", "interception_rate", "goats"]),
)  # fmt: skip
def test_every_number_of_a_sentence_stands_in_its_row(low: float, width: float, verdict: str, measure: str) -> None:
    unit = MEASURES[measure].unit if measure in MEASURES else "goats"
    shared = {"measure": measure, "unit": unit}
    said = frame([claim("A", "q", "Alpha", low, **shared), claim("B", "q", "Beta", low * width, **shared)], CLAIMS)
    row = estimate("q", verdict, as_of=None, **shared, **numbers(low * width**0.5, low, low * width, low, low * width))
    text = str(sentences(frame([row], ESTIMATES), said).iloc[0])
    printed = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    whole = {f"{round(best):,}" for best in said["best"]} if unit == "persons" else set()
    assert set(printed) <= _row_numbers(frame([row], ESTIMATES).iloc[0], said) | whole, text


@examples(40)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(VERDICTS))
def test_hostile_fields_never_break_a_sentence(name: str, phrase: str, verdict: str) -> None:
    said = claim("C1", "q", name, 5.0, phrase=phrase, parent="C1", measure=name, place=phrase, **left_out(phrase))
    row = estimate("q", verdict, measure=name, party=phrase, place=name, scope=phrase, unit=name, family=phrase,
                   population=name, publish_reason=phrase, **numbers(5, 4, 6, 5, 5))  # fmt: skip
    text = text_of(row, said, subjects={phrase: name})
    assert text
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", text)
    text.encode("utf-8")


def test_a_cell_of_a_million_characters_is_shortened() -> None:
    said = claim("C1", "q", "x" * 1_000_000, 5.0, measure="y" * 1_000_000)
    row = estimate("q", "attributed", measure="y" * 1_000_000, place="z" * 1_000_000, **numbers(5, 4, 6, 5, 5))
    assert len(text_of(row, said)) < 1000


def test_headings_say_what_where_and_of_periods_when(estimates: pd.DataFrame) -> None:
    headings = set(titles(estimates, subjects=SUBJECTS))
    assert "North Korean soldiers killed or wounded in Kursk" in headings
    assert "Ground taken by Russia in Ukraine (with Kursk) in December 2024" in headings


def test_quantities_that_would_share_a_heading_get_their_keys() -> None:
    rows = frame([estimate(key, "withheld", measure="killed", unit="persons") for key in ("a", "b")], ESTIMATES)
    assert titles(rows).tolist() == ["People killed (a)", "People killed (b)"]


@pytest.mark.parametrize("label", ["killed/wounded in the raid", "share 50%", "a=b", "a%2Fb"])
def test_a_label_is_printed_as_it_was_written(label: str) -> None:
    (said,) = rc.reconcile(pd.DataFrame({"quantity": [label], "source": "A", "best": 3})).estimates["wording"]
    assert said == f"The figure for “{label}” is 3, A said."


def test_reasons_for_giving_no_figure_stand_in_the_order_of_the_claims() -> None:
    rows = [{"claim_id": f"K{n}", "quantity": "q", "source": f"s{n}", "best": 5, "parent": f"c{9 - n}"} for n in (1, 2)]
    straight, turned = (rc.reconcile(pd.DataFrame(order)).estimates["wording"].iloc[0] for order in (rows, rows[::-1]))
    assert straight == turned
    assert straight.index("computed from c8") < straight.index("computed from c7")


def test_speakers_of_few_rows_are_those_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{place} office of records and statistics of the provinces" for place in ("East", "West", "South")]
    # with whole names more words than a sentence may have
    label = " ".join(
        ["people who left the town by the north road in the week after the flood and went to the coast"] * 2
    )
    table = pd.DataFrame({"quantity": label.strip(), "source": names, "best": [3, 5, 9]})
    texts, asked = [], list[int]()
    speakers_of = told_rows.speakers_of
    monkeypatch.setattr(told_rows, "speakers_of", lambda *given: asked.append(len(given[1])) or speakers_of(*given))
    for few in (0, 10**9):
        monkeypatch.setattr(told_rows, "_FEW", few)
        texts.append(rc.reconcile(table).estimates["wording"].iloc[0])
    assert texts[0] == texts[1]
    # three claims and nobody, or those of one row
    assert {1, len(names) + 1} == {*asked}
