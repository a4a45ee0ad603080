"""Two periods side by side: when a difference may be stated, and that nothing else states one."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.notebook.options import Options
from reconcile.notebook.reconciliation import Reconciliation, reconcile
from reconcile.report.sentences.comparisons import compare
from reconcile.report.sentences.phrasebook import speaking, words
from tests.examples import examples

# words that tell of a movement; "higher" and "lower" stand in the two sentences of a comparison and nowhere else
MOVEMENT = re.compile(
    r"\b(rose|risen|rises?|rising|fell|fallen|falls?|slow(ed|s|ing)?|record|surged?|soared?|climbed|plunged|jumped|"
    r"increased?|decreased?|declined?|grew|growth|accelerated|dropped|doubled|halved|fewer|worst|unprecedented)\b", re.I
)  # fmt: skip

PERIODS = [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31")]


def said(*ranges: tuple[str, float, float], used: bool = True) -> pd.DataFrame:
    table = pd.DataFrame(ranges, columns=["voice", "range_low", "range_high"])
    return table.assign(used=used)


@pytest.mark.parametrize(
    ("earlier", "later", "outcome"),
    [
        (said(("A", 90, 110)), said(("A", 120, 130)), "higher"),
        (said(("A", 90, 110)), said(("A", 50, 80)), "lower"),
        (said(("A", 90, 110)), said(("A", 105, 130)), "within"),
        (said(("A", 90, 110)), said(("A", 110, 130)), "within"),
        (said(("A", 90, 110)), said(("B", 120, 130)), "other_voices"),
        (said(("A", 90, 110)), said(("A", 120, 130), ("B", 5, 6)), "higher"),
        (said(("A", 90, 110), ("B", 90, 110)), said(("A", 120, 130), ("B", 120, 130)), "higher"),
        (said(("A", 90, 110), ("B", 90, 110)), said(("A", 120, 130), ("B", 40, 50)), "not_alike"),
        (said(("A", 90, 110), ("B", 90, 110)), said(("A", 120, 130), ("B", 100, 120)), "not_alike"),
        (said(("A", 90, 110), used=False), said(("A", 120, 130)), "other_voices"),
        (said(), said(), "other_voices"),
        # a voice with two accounts must lie apart with both of them
        (said(("A", 90, 110), ("A", 90, 125)), said(("A", 120, 130)), "within"),
    ],
)
def test_when_a_difference_may_be_stated(earlier: pd.DataFrame, later: pd.DataFrame, outcome: str) -> None:
    assert compare(earlier, later) == outcome


ranges = st.tuples(st.sampled_from("ABC"), st.floats(0, 1e6), st.floats(0, 1e6)).map(
    lambda one: (one[0], min(one[1:]), max(one[1:]))
)
tables = st.lists(ranges, max_size=5).map(lambda rows: said(*rows))


@given(tables, tables)
def test_a_difference_read_backwards_is_the_opposite(earlier: pd.DataFrame, later: pd.DataFrame) -> None:
    opposite = {"higher": "lower", "lower": "higher"}
    outcome = compare(earlier, later)
    assert compare(later, earlier) == opposite.get(outcome, outcome)


@given(tables, tables)
def test_a_difference_holds_for_every_voice_of_both(earlier: pd.DataFrame, later: pd.DataFrame) -> None:
    outcome = compare(earlier, later)
    if outcome in ("higher", "lower"):
        shared = set(earlier["voice"]) & set(later["voice"])
        assert shared
        low, high = (later, earlier) if outcome == "higher" else (earlier, later)
        for voice in shared:
            least = low.loc[low["voice"] == voice, "range_low"].min()
            assert least > high.loc[high["voice"] == voice, "range_high"].max()


@given(tables)
def test_nothing_differs_from_itself(table: pd.DataFrame) -> None:
    assert compare(table, table) in ("within", "other_voices")


def monthly(rows: list[dict[str, Any]]) -> pd.DataFrame:
    known = {"quantity": "gain", "measure": "area_gained", "party": "Aland", "place": "Bland", "temporal": "period"}
    return pd.DataFrame([{**known, "unit": "km2", **row} for row in rows])


def month(number: int) -> dict[str, str]:
    start, end = PERIODS[number]
    return {"period_start": start, "period_end": end, "published": "2025-04-01"}


def test_the_sentence_of_a_difference_names_who_says_so() -> None:
    rows = [{"source": source, "best": best * (1 + number), **month(number)}
            for number in (0, 1) for source, best in (("Monitor", 210.0), ("Ministry", 223.0))]  # fmt: skip
    compared = reconcile(monthly(rows)).series_sentences()
    (sentence,) = compared["sentence"]
    assert sentence.startswith("By the count of Monitor and Ministry, the figure for ground taken by Aland in Bland is")
    assert sentence.endswith("higher in February 2025 than in January 2025.")
    assert compared["later"].tolist() == [pd.Timestamp("2025-02-28")]


def test_another_voice_in_one_period_and_nothing_is_stated() -> None:
    rows = [{"source": "Monitor", "best": 210.0, **month(0)}, {"source": "Ministry", "best": 900.0, **month(1)}]
    sentence = reconcile(monthly(rows)).series_sentences()["sentence"].iloc[0]
    assert sentence.endswith("in January 2025 and in February 2025 rest on different sources, so no change is stated.")
    assert "higher" not in sentence


def test_totals_that_run_on_have_no_sentence() -> None:
    rows = pd.DataFrame({
        "quantity": "dead", "source": "A", "best": [100, 200], "temporal": "cumulative",
        "count_date": ["2025-01-31", "2025-02-28"],
    })  # fmt: skip
    assert reconcile(rows, at="month-end").series_sentences().empty


@pytest.mark.long
@pytest.mark.parametrize("style", ["plain", "ap", "guardian"])
def test_no_sentence_of_the_shipped_project_tells_of_a_movement(shipped: Reconciliation, style: str) -> None:
    texts = pd.Series(dtype=object)
    with speaking(style=style):
        table = shipped.series_sentences()
        texts = pd.concat([texts, shipped.estimates["wording"], table["sentence"]])
    assert len(texts) > 200
    assert [text for text in texts if MOVEMENT.search(text)] == []
    comparing = table[table["sentence"].str.contains(r"\b(?:higher|lower)\b")]
    assert set(comparing["comparison"]) <= {"higher", "lower"}
    # "the number may be higher" of a floor and the centre of stakes are no comparisons of periods
    plain = shipped.estimates["wording"].str.replace("the number may be higher", "")
    assert not plain[~plain.str.contains("stakes")].str.contains(r"\b(?:higher|lower)\b").any()


def test_no_word_of_any_file_tells_of_a_movement() -> None:
    for style in ("plain", "ap", "guardian"):
        with speaking(style=style):
            tables = [
                words().leads,
                words().beside,
                words().tail,
                words().fragments,
                words().agreement,
                words().comparing,
            ]
            assert [text for table in tables for text in table.values() if MOVEMENT.search(text)] == []


figures = st.fixed_dictionaries({
    "source": st.sampled_from(["Monitor", "Ministry", "Agency"]), "best": st.floats(1, 1e6),
    "month": st.integers(0, 2), "phrase": st.sampled_from(["", "about 300", "at least 40", "as many as 900"]),
})  # fmt: skip


some_figures = st.lists(figures, min_size=1, max_size=8)


@pytest.mark.parametrize("style", ["plain", "ap", "guardian"])
@examples(2)
@given(st.lists(some_figures, min_size=7, max_size=7))
def test_no_sentence_of_any_claims_tells_of_a_movement(style: str, places: list[list[dict[str, Any]]]) -> None:
    claims = monthly([{"source": row["source"], "best": None if row["phrase"] else row["best"], "phrase": row["phrase"],
                       "quantity": f"gain {place}", "place": f"Town {place}", **month(row["month"])}
                      for place, rows in enumerate(places) for row in rows])  # fmt: skip
    result = reconcile(claims, options=Options(style=style))
    compared = result.series_sentences()
    assert [text for text in [*result.estimates["wording"], *compared["sentence"]] if MOVEMENT.search(text)] == []
    for row in compared.itertuples():
        assert (row.comparison in ("higher", "lower")) == bool(re.search(r"\b(higher|lower)\b", str(row.sentence)))
