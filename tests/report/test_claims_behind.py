"""Which claims stand behind an estimate at its date, and which definitions beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.engine.claims_behind import claims_behind, count_days
from reconcile.report.sentences.neighbours import MOST_BESIDE, definitions_beside
from tests.report.claims_for_tests import claim, estimate, frame, left_out, numbers


def ids(claims: pd.DataFrame, positions: np.ndarray) -> list[str]:
    return ["" if place < 0 else str(claims["claim_id"].iloc[place]) for place in positions]


def test_a_voice_is_heard_through_its_newest_count_up_to_the_date(
    estimates: pd.DataFrame, claims: pd.DataFrame
) -> None:
    rows = estimates[estimates["quantity"] == "north_korean/casualties"].reset_index(drop=True)
    pairs = claims_behind(rows, claims).pairs
    heard = {
        str(rows["count_date"].iloc[row])[:10]: set(ids(claims, pairs_of_row["claim"].to_numpy()))
        for row, pairs_of_row in pairs.groupby("estimate")
    }
    assert heard["2024-12-31"] == {"C0030", "C0031"}
    assert heard["2025-01-31"] == {"C0030", "C0037", "C0041", "C0049"}
    assert heard["2025-04-30"] == {"C0037", "C0055", "C0056", "C0058"}


def test_voices_are_counted_not_claims(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    heard = claims_behind(estimates, claims)
    counted = dict(zip(estimates["quantity"], heard.voices.tolist(), strict=True))
    assert counted["russian_area_gained/2025-01"] == 2
    assert counted["daily_rate"] == 0


def test_the_extremes_are_found_by_their_figures(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    rows = estimates[estimates["quantity"] == "russian_area_gained/2025-01"]
    heard = claims_behind(rows, claims)
    assert ids(claims, heard.lowest) == ["C0074"]
    assert ids(claims, heard.highest) == ["C0077"]


def test_claims_that_the_estimates_name_win(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    rows = estimates[estimates["quantity"] == "russian_area_gained/2025-01"].assign(low_claim="C0069", high_claim="")
    heard = claims_behind(rows, claims)
    assert ids(claims, heard.lowest) == ["C0069"]
    assert ids(claims, heard.highest) == ["C0077"]


def test_computed_claims_of_voices_without_another_are_found(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    rows = estimates[estimates["quantity"] == "north_korean/killed"]
    assert ids(claims, claims_behind(rows, claims).computed["claim"].to_numpy()) == ["C0057"]


def test_a_computed_claim_of_a_voice_that_is_heard_is_not() -> None:
    said = frame(
        [claim("C1", "q", "UK", 5.0), claim("C2", "q", "UK", 9.0, parent="C1", **left_out("computed from C1"))], CLAIMS
    )
    rows = frame([estimate("q", "attributed", **numbers(5, 4, 6, 5, 5))], ESTIMATES)
    assert claims_behind(rows, said).computed.empty


def test_stated_ranges_that_touch_are_not_apart() -> None:
    rows = frame([estimate("q", "interval", **numbers(5, 4, 6, 5, 6))], ESTIMATES)
    near = [claim("C1", "q", "A", 5.0, range_low=4.0, range_high=5.5), claim("C2", "q", "B", 6.0, range_low=5.5)]
    far = [near[0], near[1] | {"range_low": 5.6}]
    assert claims_behind(rows, frame(near, CLAIMS)).apart.tolist() == [False]
    assert claims_behind(rows, frame(far, CLAIMS)).apart.tolist() == [True]


def test_an_open_end_reaches_every_other_range() -> None:
    rows = frame([estimate("q", "interval", **numbers(5, 4, 6, 5, 6))], ESTIMATES)
    said = [claim("C1", "q", "A", 5.0, "lower"), claim("C2", "q", "B", 50.0)]
    assert claims_behind(rows, frame(said, CLAIMS)).apart.tolist() == [False]


def test_no_claims_are_nobody_heard(estimates: pd.DataFrame) -> None:
    heard = claims_behind(estimates, frame([], CLAIMS))
    assert heard.voices.sum() == 0
    assert (heard.lowest == -1).all()


def test_the_day_of_a_claim_is_its_count_date_then_its_period_then_its_publication() -> None:
    dates = {"count_date": "1970-01-02", "period_end": "1970-01-03", "published": "1970-01-04"}
    said = [claim("C1", "q", "A", 1.0, **dict(list(dates.items())[start:])) for start in range(3)]
    assert count_days(frame(said, CLAIMS)).tolist() == [1, 2, 3]


def _family(*rows: dict[str, object]) -> pd.DataFrame:
    """Estimates of a family, each of another measure."""
    table = [
        estimate(f"q{i}", "list", family="f", party="p") | {"measure": f"m{i}"} | row for i, row in enumerate(rows)
    ]
    return frame(table, ESTIMATES)


def test_days_within_sixty_are_beside_each_other() -> None:
    days = ("2025-01-01", "2025-03-02", "2025-05-02")
    rows = _family(*({"temporal": "cumulative", "count_date": day} for day in days))
    assert definitions_beside(rows).to_numpy().tolist() == [[0, 1], [1, 0]]


def test_periods_are_beside_what_they_overlap_and_is_about_as_long() -> None:
    rows = _family(
        {"temporal": "period", "period_start": "2024-12-01", "period_end": "2024-12-30"},
        {"temporal": "period", "period_start": "2024-12-01", "period_end": "2024-12-31"},
        {"temporal": "period", "period_start": "2024-01-01", "period_end": "2024-12-31"},
        {"temporal": "period", "period_start": "2025-01-01", "period_end": "2025-01-31"},
    )
    assert definitions_beside(rows).to_numpy().tolist() == [[0, 1], [1, 0]]


def test_periods_of_one_definition_are_not_beside_each_other() -> None:
    month = {"temporal": "period", "period_start": "2024-12-01", "measure": "area_gained"}
    assert definitions_beside(_family(month | {"period_end": "2024-12-30"}, month | {"period_end": "2024-12-31"})).empty


def test_another_party_or_no_family_is_never_beside() -> None:
    day = {"temporal": "stock", "count_date": "2025-01-01"}
    assert definitions_beside(_family(day, day | {"party": "other"})).empty
    assert definitions_beside(_family(day, day).assign(family="")).empty


def test_the_nearest_come_first_and_are_few() -> None:
    rows = _family(*({"temporal": "stock", "count_date": f"2025-01-{day:02d}"} for day in range(1, 20)))
    beside = definitions_beside(rows)
    beside = beside[beside["row"] == 10]
    assert len(beside) == MOST_BESIDE
    assert set(beside["other"]) <= {8, 9, 11, 12}
