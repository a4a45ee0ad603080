"""A figure for every day, and no word on what it is: withheld, and the desk is asked."""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc
from reconcile.sources.timeless_series import LEAST_DAYS

DAYS = [f"2024-05-{day:02d}" for day in range(1, 11)]
TOTALS = [2800, 3100, 3100, 4000, 5200, 6100, 6900, 8000, 8800, 9500]


def series(count: int, *, rows: str = "series", figures: list[int] = TOTALS, **given: str) -> pd.DataFrame:
    return pd.DataFrame({
        "measure": "killed", "place": "Orva", "source": "General Staff", "rows": rows,
        "count_date": DAYS[:count], "best": figures[:count], **given,
    })  # fmt: skip


def asked(claims: pd.DataFrame) -> rc.Reconciliation:
    result = rc.reconcile(claims)
    assert result.estimates["publish"].tolist() == ["withheld"]
    assert "series-undeclared" in result.findings["rule"].tolist()
    return result


@pytest.mark.parametrize(("count", "rows"), [(2, "series"), (10, "series"), (LEAST_DAYS, ""), (10, "")])
def test_no_range_is_printed_over_the_days_of_a_series(count: int, rows: str) -> None:
    wording = asked(series(count, rows=rows)).estimates["wording"].iloc[0]
    assert "2,800" not in wording
    assert "nothing says whether totals, days or levels" in wording


@pytest.mark.parametrize(
    ("figures", "temporal"), [(TOTALS, "cumulative"), ([31, 4, 0, 12, 31, 9, 7, 40, 2, 11], "period")]
)
def test_the_desk_is_asked_for_what_the_figures_look_like(figures: list[int], temporal: str) -> None:
    found = asked(series(10, figures=figures)).findings.set_index("rule").loc["series-undeclared"]
    assert found["message"].startswith("General Staff gives figures of 10 days")
    assert found["hint"].startswith(f'constants = {{ temporal = "{temporal}" }}')


def test_a_temporal_answers() -> None:
    result = rc.reconcile(series(10, temporal="cumulative"))
    assert (
        result.estimates["wording"]
        .iloc[0]
        .startswith("General Staff said 9,500 people had been killed in Orva by 10 May 2024")
    )
    assert "series-undeclared" not in result.findings["rule"].tolist()


@pytest.mark.parametrize(
    "claims",
    [
        series(LEAST_DAYS - 1, rows=""),
        series(1),
        series(10, figures=[31] * 10),
        series(10, rows="").assign(source=[f"Paper {letter}" for letter in "ABCDEFGHIJ"]),
        series(10).assign(place=[f"Village {letter}" for letter in "ABCDEFGHIJ"]),
    ],
    ids=["versions of one toll", "one day", "equal figures", "as many sources", "as many places"],
)
def test_what_is_no_series_is_not_asked_about(claims: pd.DataFrame) -> None:
    assert "series-undeclared" not in rc.reconcile(claims).findings["rule"].tolist()


@pytest.mark.long
def test_other_voices_are_heard_and_the_order_of_rows_is_nothing() -> None:
    other = pd.DataFrame({"measure": "killed", "place": "Orva", "source": ["Wire"], "best": 9000, "rows": ""})
    claims = pd.concat([series(10), other], ignore_index=True)
    claims["claim_id"] = [f"C{number}" for number in range(len(claims))]
    first, second = (rc.reconcile(table) for table in (claims, claims.iloc[::-1]))
    assert first.estimates["publish"].tolist() == ["attributed"]
    assert "Wire" in first.estimates["wording"].iloc[0]
    pd.testing.assert_frame_equal(first.estimates, second.estimates)
    assert first.findings["message"].tolist() == second.findings["message"].tolist()
