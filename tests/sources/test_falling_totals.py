"""A voice's newer, lower figure takes back its older ones and their copies, though nobody says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.days import NO_DAY
from reconcile.engine.hear import HeardClaims, hear
from reconcile.sources import falling_totals
from reconcile.sources.registry import registry_of
from tests.examples import examples


def heard(*rows: dict[str, Any]) -> HeardClaims:
    usual = {"measure": "killed", "place": "Karsk", "temporal": "cumulative"}
    claims = [{"claim_id": f"c{number}", **usual, **row} for number, row in enumerate(rows)]
    return hear(check_claims(pd.DataFrame(claims).fillna("")).claims, registry_of(None), {}, {}, None)


def taken_back(*rows: dict[str, Any]) -> list[str]:
    return heard(*rows).table["revised_by"].tolist()


FIRST = {"source": "Town hall", "phrase": "512", "count_date": "2024-03-02"}
LOWER = {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01"}
COPY = {"source": "Wire", "phrase": "512", "count_date": "2024-03-04"}


def test_a_newer_lower_count_takes_back_the_older_one_and_its_copies() -> None:
    assert taken_back(FIRST, COPY, LOWER) == ["c2", "c2", ""]


def test_the_first_lower_count_is_the_one_that_takes_back() -> None:
    lowest = {**LOWER, "phrase": "450", "count_date": "2024-08-01"}
    assert taken_back(FIRST, lowest, LOWER) == ["c2", "", "c1"]


@pytest.mark.parametrize("temporal", ["", "period"])
def test_so_does_a_newer_version_of_what_has_no_running_total(temporal: str) -> None:
    dates = {"temporal": temporal, "count_date": ""}
    first, copy, lower = ({**row, **dates, "published": row["count_date"]} for row in (FIRST, COPY, LOWER))
    assert taken_back(first, copy, lower) == ["c2", "c2", ""]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"measure": "displaced", "temporal": ""}, {"measure": "displaced", "temporal": ""}),
        ({"temporal": "stock"}, {"temporal": "stock"}),
        ({}, {"phrase": "at least 468"}),
        ({}, {"phrase": "more than 468"}),
        ({"phrase": "as many as 480"}, {}),
        ({"phrase": "about 510"}, {"phrase": "about 500"}),
        ({}, {"source": "Wire"}),
        ({}, {"place": "Orsk"}),
        ({}, {"count_date": "2024-03-02", "published": "2024-03-03", "phrase": "530"}),
        ({}, {"phrase": "530"}),
    ],
)
def test_nothing_else_takes_back(older: dict[str, str], newer: dict[str, str]) -> None:
    assert taken_back({**FIRST, **older}, {**LOWER, **newer}) == ["", ""]


def test_so_does_a_newer_version_of_the_count_of_one_day() -> None:
    first, newer = (
        {**FIRST, "published": "2024-03-02"},
        {**LOWER, "count_date": "2024-03-02", "published": "2024-03-03"},
    )
    assert taken_back(first, {**COPY, "count_date": "2024-03-02"}, newer) == ["c2", "c2", ""]


def test_a_relay_that_its_voice_never_confirmed_takes_nobody_with_it() -> None:
    own = {**FIRST, "phrase": "468", "published": "2024-03-03"}
    relay = {"source": "Radio", "origin": "Town hall", "phrase": "512", "count_date": "2024-03-02",
             "published": "2024-03-02"}  # fmt: skip
    assert taken_back(own, relay, COPY) == ["", "", ""]


def test_a_copy_without_a_count_date_may_be_stale_whenever_it_was_published() -> None:
    assert taken_back(FIRST, LOWER, {**COPY, "count_date": "", "published": "2024-07-01"}) == ["c1", "", "c1"]


def test_a_copy_that_was_made_after_the_correction_stands() -> None:
    assert taken_back(FIRST, LOWER, {**COPY, "count_date": "2024-06-02"}) == ["c1", "", ""]


def test_the_findings_name_what_fell_and_its_copies() -> None:
    found = heard(FIRST, COPY, LOWER).findings
    assert set(zip(found["rule"], found["claim_id"], strict=True)) >= {
        ("total-falls", "c0"),
        ("relay-of-revised", "c1"),
    }


def test_the_shares_of_a_voice_are_those_of_the_figures_that_stand() -> None:
    first, lower = ({**row, "temporal": ""} for row in (FIRST, LOWER))
    result = rc.reconcile(pd.DataFrame([{"measure": "killed", **row} for row in (first, lower)]))
    assert result.claims["share_factor"].dropna().tolist() == [1.0]


COUNTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(10, 30)), min_size=1, max_size=12)


@given(st.lists(COUNTS, min_size=8, max_size=8))
@examples(4)
def test_no_figure_that_stands_has_a_newer_lower_one_of_its_voice(places: list[list[tuple[int, int, int]]]) -> None:
    rows = [
        {"place": f"P{place}", "source": f"S{voice}", "best": 1001 + 10 * best, "count_date": f"2024-03-{day + 1:02}"}
        for place, counts in enumerate(places)
        for voice, day, best in counts
    ]
    table = heard(*rows).table
    stand = table[table["reason"] == ""]
    for _, voice in stand.groupby(["quantity_code", "voice_code"]):
        low, high = (voice.sort_values("day")[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
        # several figures of one day stand as one span
        assert (high[1:] >= np.maximum.accumulate(low)[:-1]).all()


def test_a_hundred_thousand_counts_of_one_voice_are_not_compared_each_with_each() -> None:
    # 100, 99, 102, 101, …: every other count is taken back by the next one
    many = 100_000
    said = np.arange(many) + np.tile([100.0, 98.0], many // 2)
    claims = pd.DataFrame({
        "claim_id": [f"{number:06d}" for number in range(many)], "day": np.arange(many), "published_day": NO_DAY,
        "figure_low": said, "figure_high": said, "range_low": said,
    }).assign(quantity_code=0, voice_code=0, era=0, hops=0, temporal="cumulative", only_grows=True, kind="exact",
              open_low=False, open_high=False)  # fmt: skip
    older, newer = falling_totals.fallen_totals(claims, np.ones(many, dtype=bool), np.zeros(many, dtype=bool))
    assert older.tolist() == list(range(0, many, 2))
    assert (newer - older == 1).all()
    assert falling_totals.MOST_AT_ONCE == 1_000_000


def test_dated_counts_of_the_voice_itself_are_no_relays() -> None:
    again = {"source": "Town hall", "phrase": "512", "count_date": "2024-06-01", "published": "2024-06-01"}
    lower = {**LOWER, "count_date": "2024-05-01", "published": "2024-07-01"}
    assert "repeats a figure" not in " ".join(heard(FIRST, again, lower).table["reason"])
