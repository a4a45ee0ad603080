"""What a figure is in its sentence: earlier, increment."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc


def reconciled(*rows: dict[str, Any], **how: Any) -> rc.Reconciliation:
    usual = {"measure": "killed", "place": "Karsk", "temporal": "cumulative", "published": "2024-03-05"}
    claims = [{"claim_id": f"c{number}", **usual, **row} for number, row in enumerate(rows)]
    return rc.reconcile(pd.DataFrame(claims).fillna(""), **how)


def reasons(result: rc.Reconciliation) -> list[str]:
    return result.claims["left_out_reason"].astype(str).tolist()


@pytest.mark.parametrize("temporal", ["cumulative", "", "stock", "period"])
def test_an_earlier_figure_gives_way_to_its_own_speaker(temporal: str) -> None:
    result = reconciled(
        {"source": "Ministry", "phrase": "81", "role": "earlier", "temporal": temporal},
        {"source": "Ministry", "phrase": "97", "temporal": temporal},
    )
    assert reasons(result) == ["superseded: an earlier figure of its voice, which now gives c1", ""]


def test_an_earlier_figure_of_somebody_else_stands() -> None:
    result = reconciled(
        {"source": "Wire", "origin": "UN", "phrase": "81", "role": "earlier"},
        {"source": "Wire", "origin": "Ministry", "phrase": "97"},
    )
    assert result.claims["used"].tolist() == [True, True]


def test_an_earlier_figure_does_not_give_way_to_an_older_one() -> None:
    result = reconciled(
        {"source": "Ministry", "phrase": "81", "role": "earlier", "count_date": "2024-03-04"},
        {"source": "Ministry", "phrase": "70", "count_date": "2024-02-01", "published": "2024-02-01"},
    )
    assert reasons(result) == ["", "superseded: its voice gives a newer count"]


@pytest.mark.long
def test_a_dated_earlier_count_stays_true_of_its_day() -> None:
    rows = (
        {"source": "Ministry", "phrase": "81", "role": "earlier", "count_date": "2024-01-31"},
        {"source": "Ministry", "phrase": "97", "count_date": "2024-03-04"},
    )
    assert reasons(reconciled(*rows)) == ["superseded: its voice gives a newer count", ""]
    assert reconciled(*rows, at=["2024-02-15"]).estimates["claims_high"].tolist() == [81]


def test_a_higher_earlier_figure_does_not_stay() -> None:
    result = reconciled(
        {"source": "Ministry", "phrase": "120", "role": "earlier"}, {"source": "Ministry", "phrase": "97"}
    )
    assert result.claims["used"].tolist() == [False, True]


@pytest.mark.parametrize("given", [{"role": "increment"}, {"temporal": "increment"}])
@pytest.mark.parametrize("dates", [{}, {"period_start": "2024-03-01"}])
def test_an_increment_without_both_dates_is_withheld_and_asked_for(
    given: dict[str, str], dates: dict[str, str]
) -> None:
    result = reconciled({"source": "Ministry", "phrase": "97"}, {"source": "Wire", "phrase": "22", **given, **dates})
    assert result.claims["used"].tolist() == [True, False]
    assert reasons(result)[1].startswith("an increase")
    assert "increment-undated" in set(result.findings["rule"])
    assert sorted(result.estimates["publish"]) == ["attributed", "withheld"]


@pytest.mark.parametrize("given", [{"role": "increment"}, {"temporal": "increment"}])
def test_an_increment_with_a_count_date_alone_is_of_that_day(given: dict[str, str]) -> None:
    added = {"source": "Wire", "phrase": "22", "count_date": "2024-03-04", **given}
    result = reconciled({"source": "Ministry", "phrase": "97"}, added)
    assert result.estimates["quantity"].tolist() == [
        "killed/place=Karsk/2024-03-04..2024-03-04",
        "killed/place=Karsk/cumulative",
    ]
    assert result.estimates["best"].tolist() == [22, 97]


@pytest.mark.parametrize("given", [{"role": "increment"}, {"temporal": "increment"}])
def test_an_increment_with_both_dates_is_a_period(given: dict[str, str]) -> None:
    dates = {"period_start": "2024-03-01", "period_end": "2024-03-04"}
    result = reconciled({"source": "Ministry", "phrase": "97"}, {"source": "Wire", "phrase": "22", **given, **dates})
    assert result.claims["temporal"].astype(str).tolist() == ["cumulative", "period"]
    assert result.claims["role"].astype(str).tolist() == ["", "increment"]
    assert len(result.estimates) == 2


@pytest.mark.parametrize(("includes", "temporal", "used"), [
    ("", "period", True), ("late_additions", "period", False), ("foreigners; Late additions", "period", False),
    ("late_additions", "cumulative", True),
])  # fmt: skip
def test_what_was_added_late_is_no_toll_of_the_day_of_counting(includes: str, temporal: str, used: bool) -> None:
    table = pd.DataFrame({
        "measure": "killed", "source": "Ministry", "best": [748], "includes": includes, "temporal": temporal,
        "period_start": "2024-05-03" if temporal == "period" else "", "period_end": "2024-05-03",
    })  # fmt: skip
    result = rc.reconcile(table)
    assert result.claims["used"].tolist() == [used]
    assert ("748" in result.estimates["wording"].iloc[0]) == used
