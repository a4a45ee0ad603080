"""What is asked of a reconciliation that has let go of its claims as they were heard is answered as before."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import reconcile as rc
from tests.engine.test_foretold import DAYS, SOURCES, asked, said


def answers(result: rc.Reconciliation) -> list[pd.DataFrame]:
    """Return the answers to all that can be asked."""
    return [result.sensitivity(), result.predict(asked(source=["Ministry", "Somebody"])), result.check(),
            result.revisions()]  # fmt: skip


def revised() -> pd.DataFrame:
    """Return counts of which one was revised, and an event of a list beside them."""
    again = said().iloc[[3]].assign(best=lambda rows: rows["best"] * 2, published="2024-09-01")
    event = {"measure": "killed", "source": "List", "rows": "events", "best": 4.0, "count_date": str(DAYS[0].date())}
    return pd.concat([said(), again, pd.DataFrame([event])], ignore_index=True)


@pytest.mark.parametrize("method", ["linear", pytest.param("curve", marks=pytest.mark.long)])
def test_answers_do_not_change(method: str) -> None:
    result = rc.reconcile(revised(), SOURCES, options=rc.Options(method=method, as_of="2024-09-30"))
    before = answers(result)
    assert all(len(table) for table in before)
    result.later.let_go()
    assert result.later.heard_once is result.later.pooled_once is None
    for then, now in zip(before, answers(result), strict=True):
        assert_frame_equal(then, now)
    # what was made anew is held again
    assert result.later.pooled_once is not None


def test_the_table_of_claims_is_its_owners() -> None:
    result = rc.reconcile(said(), SOURCES)
    before = answers(result)
    result.claims.loc[:, ["best", "range_best", "weight"]] = 1.0
    result.claims.loc[:, "count_date"] = pd.Timestamp("2020-01-01")
    for then, now in zip(before, answers(result), strict=True):
        assert_frame_equal(then, now)
