"""What was known by a day."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from reconcile.claims.known import later_than
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import ConfigError


def later(as_of: object = "2025-01-31", settings: ClaimSettings | None = None, **cells: str) -> bool:
    return bool(later_than(pd.DataFrame([cells]), as_of, settings or ClaimSettings())[0])


@pytest.mark.parametrize(
    ("cells", "left_aside"),
    [
        ({"published": "2025-01-31"}, False), ({"published": "2025-02-01"}, True),
        ({"count_date": "2025-01-31"}, False), ({"count_date": "2025-02-01"}, True),
        ({"period_end": "2025-01-31"}, False), ({"period_end": "2025-02-01"}, True),
        # said in time, of a day that had not come yet
        ({"published": "2025-01-15", "count_date": "2025-02-01"}, True),
        # a period that was not over when its figure was told is told so far
        ({"published": "2025-01-15", "period_end": "2025-02"}, False),
        ({"published": "2025-02-15", "count_date": "2025-01-15"}, True),
        # a count is true on its own date, whenever its period ends
        ({"count_date": "2025-01-15", "period_end": "2025-12-31"}, False),
        ({"count_date": "", "period_end": "2025-12-31"}, True),
        # a month ends with its last day
        ({"published": "2025-01"}, False), ({"published": "2025-02"}, True), ({"count_date": "2025"}, True),
        ({"period_start": "2025-03-01"}, False), ({"published": ""}, False), ({"published": "one day"}, False),
        ({"source": "A"}, False),
    ],
)  # fmt: skip
def test_what_was_said_or_is_true_only_later(cells: dict[str, str], left_aside: bool) -> None:
    assert later(**cells) == left_aside


def test_without_a_date_of_knowledge_everything_is_known() -> None:
    rows = pd.DataFrame({"published": ["2999-01-01", ""]})
    assert later_than(rows, None, ClaimSettings()).tolist() == [False, False]


@pytest.mark.parametrize(
    "as_of", ["2025-01-31", date(2025, 1, 31), pd.Timestamp("2025-01-31 08:00"), "31 January 2025"]
)
def test_a_date_of_knowledge_is_its_whole_day(as_of: object) -> None:
    assert not later(as_of, published="2025-01-31")
    assert later(as_of, published="2025-02-01")


def test_dates_are_read_as_declared() -> None:
    assert later(settings=ClaimSettings(dayfirst=True), published="1/2/2025")
    assert not later(settings=ClaimSettings(dayfirst=False), published="1/2/2025")
    assert not later(published="1/2/2025")


@pytest.mark.parametrize("as_of", ["some day", ["2025"]])
def test_a_date_of_knowledge_that_is_none(as_of: object) -> None:
    with pytest.raises(ConfigError, match="is not a date") as caught:
        later(as_of, published="2025-01-31")
    assert caught.value.hint == "write it as 2025-01-31"


def test_the_table_is_not_changed() -> None:
    rows = pd.DataFrame({"published": ["2025-02"], "count_date": ["2025"]})
    before = rows.copy()
    later_than(rows, "2025-01-31", ClaimSettings())
    pd.testing.assert_frame_equal(rows, before)
