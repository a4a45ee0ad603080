"""Of a growing total, which counts license the width of a range of ours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.engine.range_widths import LAST_SAID, LEAST_SHARE, STILL_SAID, range_widths
from reconcile.pool.cells import recency

FACTOR = 16.0
PRINTED, WIDER, NARROWER = (False, False), (True, False), (False, True)


def widths(
    low: float, high: float, lag: int, said: tuple[float, float] = (100.0, 100.0 * FACTOR), unit: str = "persons"
) -> tuple[bool, bool]:
    """Judge an interval beside the higher of two counts, of today, and the lower, of `lag` days ago."""
    pairs = pd.DataFrame({"estimate": [0, 0], "claim": [0, 1], "lag": [0, lag]})
    counts = np.array(said[::-1])
    estimates = pd.DataFrame({"low": [low], "high": [high]})
    wider, narrower = range_widths(estimates, np.array([unit], dtype=object), pairs, counts, counts)
    return bool(wider[0]), bool(narrower[0])


def test_limits_have_their_reasons() -> None:
    assert (STILL_SAID, LAST_SAID, LEAST_SHARE) == (120, 365, 0.75)
    assert recency(np.array([float(STILL_SAID)])) == pytest.approx([0.25])


@pytest.mark.parametrize(
    ("share", "lag", "judged"),
    [
        (1.01, 1, WIDER), (0.99, 1, PRINTED), (0.76, STILL_SAID, PRINTED), (0.74, STILL_SAID, NARROWER),
        # too old to license, young enough to say how far voices lie apart
        (0.76, STILL_SAID + 1, WIDER), (0.74, LAST_SAID, (True, True)), (0.01, LAST_SAID + 1, WIDER),
        # of one day, and all that does not grow: nothing is too narrow
        (0.01, 0, PRINTED), (1.01, 0, WIDER),
    ],
)  # fmt: skip
def test_the_width_is_held_against_counts_of_the_time(share: float, lag: int, judged: tuple[bool, bool]) -> None:
    assert widths(100.0, 100.0 * FACTOR**share, lag) == judged


def test_the_width_is_that_of_the_working_scale() -> None:
    assert [widths(low, low + 9, 0, (50.0, 60.0), "percent") for low in (45.0, 5.0)] == [PRINTED, WIDER]
    assert [widths(-5.0, high, 0, (10.0, 30.0)) for high in (14.0, 16.0)] == [PRINTED, WIDER]
    assert [widths(0.0, high, 0, (0.0, 30.0)) for high in (29.0, 31.0)] == [PRINTED, WIDER]


def test_where_nothing_was_said_nothing_is_judged() -> None:
    none = pd.DataFrame({"estimate": [], "claim": [], "lag": []}).astype("int64")
    rows = pd.DataFrame({"low": [1.0], "high": [2.0]})
    judged = range_widths(rows, np.array(["persons"], dtype=object), none, np.empty(0), np.empty(0))
    assert [flags.tolist() for flags in judged] == [[False], [False]]
