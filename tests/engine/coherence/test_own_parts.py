"""One voice's months against its year, its regions against its land."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc

MONTHS = {"name": "months", "over": "period", "complete": True}
SPANS = [("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-31"),
         ("2024-01-01", "2024-03-31")]  # fmt: skip


def quarter(*bests: float, source: str = "A", **same: Any) -> pd.DataFrame:
    """Return three months and their quarter, published the day after each."""
    rows = [{"claim_id": f"{source}{place}", "measure": "killed", "source": source, "best": best, "family": "f",
             "temporal": "period", "period_start": start, "period_end": end,
             "published": str(pd.Timestamp(end) + pd.Timedelta(days=1))[:10]}
            for place, (best, (start, end)) in enumerate(zip(bests, SPANS, strict=True))]  # fmt: skip
    return pd.DataFrame(rows).assign(**same)


def told(table: pd.DataFrame, *rules: Any, **options: Any) -> rc.Reconciliation:
    return rc.reconcile(table, options=rc.Options(identities=list(rules), **options))


@pytest.mark.long
def test_months_of_a_voice_are_laid_against_its_own_quarter() -> None:
    assert told(quarter(10, 20, 30, 60), MONTHS).identities["equation"].tolist() == ["10 + 20 + 30 = 60"]
    result = told(quarter(10, 20, 30, 50), MONTHS)
    assert result.identities["equation"].tolist() == ["10 + 20 + 30 = 60, not 50"]
    found = result.findings[result.findings["rule"] == "identity-broken"].iloc[0]
    assert found["message"].startswith("months does not hold for A: 10 + 20 + 30 = 60, not 50")
    assert found["claim_id"] == "A0, A1, A2, A3"
    # a month open, or not said to be all: no more than the quarter
    assert told(quarter(10, 20, 30, 60).drop(1), MONTHS).identities["equation"].tolist() == ["10 + 30 <= 60"]
    loose = {**MONTHS, "complete": False}
    assert told(quarter(10, 20, 30, 70), loose).identities["equation"].tolist() == ["10 + 20 + 30 <= 70"]
    assert told(quarter(10, 20, 30, 60)).identities.empty


# what one of the months may differ in
OTHER = {"scope": "with Kursk", "source": "B", "published": "2025-03-01"}


def test_another_scope_voice_or_edition_is_no_part() -> None:
    tables = []
    for name, value in {"note": "alike", **OTHER}.items():
        table = quarter(10, 20, 30, 50, scope="", note="", family=name, place=name).drop(1)
        table.loc[0, name] = value
        tables.append(table.assign(claim_id=name + table["claim_id"]))
    assert told(pd.concat(tables), MONTHS).identities["family"].tolist() == ["note"]


@pytest.mark.long
def test_no_sum_leads_across_a_break() -> None:
    rule, table = {**MONTHS, "complete": False}, quarter(10, 20, 30, 50)
    for day, count in (("2023-01-01", 1), ("2024-02-15", 0), ("2024-06-01", 1)):
        assert len(told(table, rule, breaks=[rc.Break("A", "killed", day)]).identities) == count


def test_many_parts_are_told_by_their_number() -> None:
    days = pd.date_range("2024-01-01", periods=10).strftime("%Y-%m-%d")
    rows = [{"claim_id": f"d{place}", "period_start": day, "period_end": day, "best": 10}
            for place, day in enumerate(days)]  # fmt: skip
    rows.append({"claim_id": "w", "period_start": days[0], "period_end": days[-1], "best": 90})
    table = pd.DataFrame(rows).assign(measure="killed", source="A", temporal="period", published="2024-02-01")
    assert told(table, MONTHS).identities["equation"].tolist() == ["100 in 10 parts, not 90"]


def places(*bests: float, **same: Any) -> pd.DataFrame:
    names = ["Sumy, Ukraine", "Kharkiv, Ukraine", "Izium, Kharkiv, Ukraine", "Ukraine"]
    rows = {"claim_id": list("skiu"), "place": names, "best": bests}
    return pd.DataFrame(rows).assign(
        **{"measure": "killed", "source": "A", "published": "2025-01-02", "url": "https://a.example/1", **same}
    )


@pytest.mark.long
def test_regions_of_a_voice_are_no_more_than_its_land_and_towns_are_not_added_to_their_region() -> None:
    assert told(places(50, 30, 29, 85)).identities["equation"].tolist() == ["30 in Kharkiv + 50 in Sumy <= 85"]
    result = told(places(50, 30, 29, 70))
    assert result.findings.loc[result.findings["rule"] == "sum-incoherent", "message"].tolist() == [
        "A's own figures do not add up: 30 in Kharkiv + 50 in Sumy > 70 (parts by place)"
    ]
    apart = places(50, 30, 29, 70)
    apart.loc[0, "url"] = "https://a.example/2"
    assert told(apart).identities.empty
    named = {"name": "land", "over": "place", "total": "Ukraine", "parts": ["Sumy, Ukraine", "Kharkiv, Ukraine"],
             "complete": True}  # fmt: skip
    equations = told(apart, named).identities
    assert equations["equation"].tolist() == ["50 in Sumy + 30 in Kharkiv = 80, not 70"]
    assert equations["one_statement"].tolist() == [False]


@pytest.mark.long
def test_parts_of_other_dates_are_no_parts() -> None:
    named = {"name": "land", "over": "place", "total": "Ukraine", "parts": ["Sumy, Ukraine", "Kharkiv, Ukraine"],
             "complete": True}  # fmt: skip
    for temporal in ("", "cumulative", "stock"):
        table = places(50, 30, 29, 70, temporal=temporal, count_date="2025-01-01")
        assert len(told(table, named).identities) == 1
        table.loc[1, "count_date"] = "2024-12-01"
        assert told(table, named).identities.empty


@pytest.mark.long
def test_rows_in_another_order_say_the_same() -> None:
    table = pd.concat([quarter(10, 20, 30, 50), places(50, 30, 29, 70), quarter(1, 2, 3, 9, source="B")])
    one, other = (told(rows, MONTHS) for rows in (table, table.sample(frac=1, random_state=2)))
    pd.testing.assert_frame_equal(one.identities, other.identities)
    pd.testing.assert_frame_equal(one.findings.drop(columns="row"), other.findings.drop(columns="row"))
