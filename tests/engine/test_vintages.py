"""What would have been printed at earlier dates, and what is drawn of an estimate."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reconcile.columns import VINTAGES, names
from reconcile.engine.vintages import MOST_VINTAGES, printed_points, vintages_of
from reconcile.errors import ConfigError

ROW = {"publish": "interval", "low": 1.0, "best": 2.0, "high": 9.0, "claims_low": 3.0, "claims_high": 4.0}


@pytest.mark.parametrize(
    ("row", "points"),
    [
        ({}, [1, 2, 9]), ({"publish": "range"}, [3, None, 4]), ({"publish": "range", "claims_high": 3.0}, [3, 3, 3]),
        ({"publish": "attributed", "claims_high": 3.0}, [3, 3, 3]), ({"publish": "withheld"}, [None, None, None]),
    ],
)  # fmt: skip
def test_what_is_drawn(row: dict[str, object], points: list[float | None]) -> None:
    drawn = printed_points(pd.DataFrame([{**ROW, **row}]))[["low", "best", "high"]]
    assert [None if np.isnan(number) else number for number in drawn.iloc[0]] == points


def claims(*days: str, **same: object) -> pd.DataFrame:
    empty = {"quantity": "q", "family": "", "count_date": pd.NaT, "period_end": pd.NaT}
    rows = [
        {**empty, "claim_id": f"C{place}", "published": pd.Timestamp(day), **same} for place, day in enumerate(days)
    ]
    return pd.DataFrame(rows)


def ask(table: pd.DataFrame, as_of: Any = pd.NaT) -> tuple[list[str], list[set[str]]]:
    """Dates that are recomputed, and the claims that each is asked of."""
    asked: list[set[str]] = []

    def known_by(ids: Collection[str], day: Any) -> pd.DataFrame:
        asked.append(set(ids))
        estimate = {**ROW, "quantity": "q", "count_date": day, "unit": "persons"}
        return pd.DataFrame([{**estimate, "low": 0.0}, {**estimate, "quantity": "other"}, estimate])

    found = vintages_of("q", table, as_of, known_by)
    assert found.columns.tolist() == names(VINTAGES)
    assert set(found["low"]) == {1.0}
    return found["as_of"].dt.strftime("%Y-%m-%d").tolist(), asked


def test_every_date_on_which_something_was_said_once_and_the_last_day() -> None:
    days, _ = ask(claims("2025-02-01", "2025-01-01", "2025-02-01"), "2025-03-01")
    assert days == ["2025-01-01", "2025-02-01", "2025-03-01"]


def test_what_was_said_after_the_date_of_knowledge_is_not_known() -> None:
    assert ask(claims("2025-01-01", "2025-02-01"), "2025-01-15")[0] == ["2025-01-01", "2025-01-15"]


def test_a_claim_without_a_day_of_publication_has_that_of_its_count_or_period() -> None:
    day = pd.Timestamp("2025-01-05")
    assert ask(claims("", count_date=day, period_end="2025-01-31"), "2025-02-01")[0] == ["2025-01-05", "2025-02-01"]
    assert ask(claims("", period_end=day), "2025-02-01")[0] == ["2025-01-05", "2025-02-01"]


def test_the_whole_family_is_asked_for() -> None:
    others = claims("2025-01-01", quantity="r", family="f").assign(claim_id="R")
    strangers = claims("2025-01-01", quantity="s").assign(claim_id="S")
    table = pd.concat([claims("2025-01-01", family="f"), others, strangers])
    assert ask(table, "2025-01-01")[1] == [{"C0", "R"}]
    alone = pd.concat([claims("2025-01-01"), others, strangers])
    assert ask(alone, "2025-01-01")[1] == [{"C0"}]


def test_of_many_dates_forty_are_chosen_evenly() -> None:
    assert MOST_VINTAGES == 40
    days = pd.date_range("2025-01-01", periods=100).strftime("%Y-%m-%d").tolist()
    chosen, _ = ask(claims(*days), days[-1])
    assert (len(chosen), chosen[0], chosen[-1]) == (40, days[0], days[-1])
    steps = np.diff(pd.to_datetime(chosen)).astype("timedelta64[D]").astype(int)
    assert set(steps.tolist()) == {2, 3}


def test_a_quantity_without_a_date_has_no_vintages() -> None:
    with pytest.raises(ConfigError, match="no claim of 'q' has a date") as caught:
        ask(claims(""))
    assert caught.value.hint == "give `published` or `count_date`"
