"""Labels of one counter: one voice where their shape is no chance, a question where it may be."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.sources import one_counter
from tests.examples import examples


def series(
    labels: Sequence[str], figures: Sequence[float] | None = None, days: Sequence[int] | None = None
) -> pd.DataFrame:
    dates = [f"2024-01-{day:02d}" for day in days or range(1, len(labels) + 1)]
    return pd.DataFrame({
        "measure": "killed", "temporal": "cumulative", "source": labels, "count_date": dates, "file": "daily.csv",
        "best": figures or [100 + 10 * place for place in range(len(labels))], "row": range(1, len(labels) + 1),
    })  # fmt: skip


def heard(table: pd.DataFrame, sources: pd.DataFrame | None = None) -> tuple[int, list[str]]:
    """Return the number of voices, and what is asked."""
    result = rc.reconcile(table, sources)
    found = result.findings
    return len(set(result.claims["voice"])), found.loc[found["rule"] == "one-counter", "message"].tolist()


TURNS = ["day desk", "night desk"] * 4


def test_the_numbers_of_the_rule() -> None:
    assert (one_counter.LEAST_DATES, one_counter.LEAST_OF_LABEL, one_counter.LEAST_CHANGES) == (8, 4, 0.5)
    assert (one_counter.ASKED_DATES, one_counter.ASKED_OF_LABEL) == (4, 2)


def test_labels_by_turns_are_one_voice() -> None:
    result = rc.reconcile(series(TURNS))
    assert result.estimates[["publish", "voices"]].values.tolist() == [["attributed", 1.0]]
    assert result.estimates["claims_high"].tolist() == [170]
    assert set(result.claims["voice"]) == {"day desk; night desk"}
    assert result.claims["origin"].tolist() == [""] * 8
    assert "Day desk and night desk said" in result.estimates["wording"].iloc[0]
    assert "independent" not in result.estimates["note"].iloc[0]
    unknown = result.findings.loc[result.findings["rule"] == "source-unknown", "value"]
    assert sorted(unknown) == ["day desk", "night desk"]
    note = result.findings[result.findings["rule"] == "one-counter"].iloc[0]
    assert (note["file"], note["value"]) == ("daily.csv", "day desk; night desk")
    assert "they are read as one voice" in note["message"]
    assert "(source,origin): day desk, / night desk,day desk;" in note["hint"]


def test_three_channels_of_which_one_fills_gaps() -> None:
    labels = [
        "north",
        "south",
        "north",
        "south",
        "filled",
        "south",
        "north",
        "south",
        "north",
        "filled",
        "north",
        "south",
    ]
    result = rc.reconcile(series(labels))
    assert result.estimates["publish"].tolist() == ["attributed"]
    assert result.estimates["claims_high"].tolist() == [210]
    assert set(result.claims["voice"]) == {"filled; north; south"}


@pytest.mark.parametrize(
    "sources",
    [
        pd.DataFrame({"source": ["day desk", "night desk"], "origin": ["", "day desk"]}),
        pd.DataFrame({"source": ["day desk"], "aliases": ["night desk"]}),
    ],
)
def test_the_desk_confirms_with_rows(sources: pd.DataFrame) -> None:
    assert heard(series(TURNS), sources) == (1, [])


def test_the_desk_refuses_with_rows() -> None:
    rows = pd.DataFrame({"source": ["day desk", "night desk"]})
    assert heard(series(TURNS), rows) == (2, [])


@pytest.mark.parametrize("count", [4, 5, 6, 7])
def test_of_fewer_dates_a_finding_asks(count: int) -> None:
    voices, (message, *_) = heard(series(TURNS[:count]))
    assert voices == 2
    assert message.startswith("day desk, night desk: these labels never give the same day and make one rising line")
    assert message.endswith("of few dates; they may be one voice")


def test_of_three_dates_nobody_asks() -> None:
    assert heard(series(TURNS[:3]))[1] == []


@pytest.mark.parametrize(
    "table",
    [
        series(TURNS, days=[1, 2, 3, 4, 5, 6, 7, 7]),
        series(TURNS, figures=[100, 110, 120, 115, 130, 140, 150, 160]),
        series(["day desk"] * 4 + ["night desk"] * 4),
        series(["day desk"] * 7 + ["night desk"]),
    ],
    ids=["a day in common", "a count that falls", "one after the other", "a label of one date alone"],
)
def test_other_shapes_are_two_voices(table: pd.DataFrame) -> None:
    assert heard(table) == (2, [])


@pytest.mark.long
def test_a_label_changes_at_least_half_of_the_time() -> None:
    half = ["a", "a", "b", "b", "a", "a", "b", "b", "a"]
    assert heard(series(half))[0] == 1
    assert heard(series(["a", "a", "a", "b", "b", "a", "a", "b", "b"]))[0] == 2


@pytest.mark.long
def test_sources_of_several_files_pages_or_articles_are_not_joined() -> None:
    table = series(TURNS)
    pages = [f"https://example.org/{day}" for day in range(8)]
    for apart in ({"file": [f"{name}.csv" for name in TURNS]}, {"url": pages}, {"quote": ["a sentence"] * 8}):
        assert heard(table.assign(**apart)) == (2, []), apart


def test_periods_and_rejected_claims_are_no_series() -> None:
    assert heard(series(TURNS).assign(temporal="period"))[1] == []
    assert heard(series(TURNS).assign(status="proposed"))[1] == []


def test_labels_stand_beside_a_source_of_the_same_days() -> None:
    board = series(["Relief Board"] * 8, figures=[90 + 12 * place for place in range(8)]).assign(row=range(9, 17))
    table = pd.concat([series(TURNS), board])
    assert set(rc.reconcile(table).claims["voice"]) == {"day desk; night desk", "Relief Board"}


def test_who_cites_a_label_cites_the_counter() -> None:
    relay = series(["Paper"], figures=[170], days=[8]).assign(origin="night desk", file="news.csv")
    result = rc.reconcile(pd.concat([series(TURNS), relay]))
    assert set(result.claims["voice"]) == {"day desk; night desk"}


def test_each_quantity_is_looked_at_by_itself() -> None:
    table = pd.concat(
        [series(TURNS), series(TURNS, days=[1, 1, 2, 2, 3, 3, 4, 4]).assign(measure="wounded", row=range(9, 17))]
    )
    result = rc.reconcile(table).claims
    assert result.groupby("measure")["voice"].nunique().to_dict() == {"killed": 1, "wounded": 2}


LABELS = st.lists(st.sampled_from(["x", "y", "z"]), min_size=12, max_size=12)


# a reconciliation takes as long for ten quantities as for one
@examples(3)
@given(st.lists(LABELS, min_size=10, max_size=10), st.randoms())
def test_the_order_of_rows_joins_nothing_else(lists: list[list[str]], random: Random) -> None:
    tables = [
        series([f"{label}{place}" for label in labels]).assign(place=f"Town {place}")
        for place, labels in enumerate(lists)
    ]
    table = pd.concat(tables).assign(claim_id=[f"C{number:03d}" for number in range(120)])
    order = random.sample(range(len(table)), len(table))
    first, second = (rc.reconcile(rows).claims.sort_values("claim_id") for rows in (table, table.iloc[order]))
    assert first["voice"].tolist() == second["voice"].tolist()
