from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.pool.verdicts import HOLDS, MOST_WIDE, WIDE_FROM, listed_together, verdicts
from reconcile.same_time import SAME_TIME_DAYS, same_time
from tests.examples import examples

INTERVAL = {
    "weighted": 3, "voices": 3, "locating": 3, "bounds_only": False, "hard_floor": False, "listed": False,
    "density": 1.0, "steady": True, "computed_off": 1.0, "stake_moves": 0.0, "agreement": "agree", "missed": False,
    "raised": False, "extrapolated_days": 0, "low": 90.0, "high": 110.0, "log_scale": True,
    "off_pool": 0.0, "prior_moves": 0.0,
}  # fmt: skip


def verdict(**changes: object) -> str:
    return str(verdicts(pd.DataFrame([{**INTERVAL, **changes}]))[0][0])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "interval"),
        ({"weighted": 0, "voices": 0}, "withheld"),
        ({"voices": 1}, "attributed"),
        ({"off_pool": 0.25}, "interval"),
        ({"off_pool": 0.26}, "range"),
        ({"prior_moves": 0.26}, "range"),
        ({"voices": 1, "listed": True}, "list"),
        ({"bounds_only": True, "hard_floor": True}, "floor"),
        ({"bounds_only": True, "hard_floor": True, "voices": 1}, "floor"),
        ({"bounds_only": True, "hard_floor": True, "listed": True}, "list"),
        ({"hard_floor": True}, "interval"),
        ({"listed": True}, "interval"),  # several voices on one thing are more than an entry of a list
        ({"density": 0.24}, "range"),
        ({"density": 0.25}, "interval"),
        ({"steady": False}, "range"),
        ({"agreement": "conflict"}, "range"),
        ({"agreement": "conflict", "voices": 40, "weighted": 40}, "range"),
        ({"locating": 1}, "range"),
        ({"locating": 2}, "interval"),
        ({"missed": True}, "range"),
        ({"raised": True}, "range"),
        ({"bounds_only": True}, "range"),
        ({"bounds_only": True, "voices": 1}, "attributed"),
        ({"bounds_only": True, "listed": True}, "range"),
        ({"computed_off": 1.51}, "range"),
        ({"computed_off": 1.5}, "interval"),
        ({"weighted": 0, "voices": 0, "listed": True, "bounds_only": True}, "withheld"),
        ({"low": 10.0, "high": 200.0}, "interval"),
        ({"low": 10.0, "high": 200.1}, "range"),
        ({"low": 4.0, "high": 200.0}, "interval"),
        ({"low": 4.0, "high": 200.1}, "range"),
        ({"low": 0.0, "high": 8e9}, "range"),
        ({"low": 10.0, "high": 900.0, "log_scale": False}, "interval"),
        ({"low": 10.0, "high": 900.0, "voices": 1}, "attributed"),
        ({"low": math.nan, "high": math.nan, "weighted": 0}, "withheld"),
    ],
)
def test_the_first_verdict_that_applies(changes: dict[str, object], expected: str) -> None:
    assert verdict(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "several voices, and the result hangs on none of them alone"),
        ({"stake_moves": -0.31},
         f"{HOLDS}; without the stakes of its voices the middle would move by -31%"),
        ({"weighted": 0}, "no claim that counts is left"),
        ({"voices": 1, "listed": True},
         "others count the same thing by another definition at this time, and nobody gives both figures"),
        ({"bounds_only": True, "hard_floor": True},
         "only limits are given, and one of them was counted: there were at least so many"),
        ({"voices": 1, "stake_moves": 0.9}, "one voice alone"),
        ({"missed": True}, "the range that this method gives touches none of the figures"),
        ({"bounds_only": True}, "only lower or upper limits are given"),
        ({"locating": 1}, "one voice alone gives a figure, the others only limits"),
        ({"raised": True}, "a total cannot fall, and an earlier one is above what is said of this date"),
        ({"density": 0.1}, "voices fall into groups, and the middle would be a figure that none of them gives"),
        ({"agreement": "conflict"}, "voices contradict one another"),
        ({"computed_off": 2.0}, "a figure worked out from one voice's own numbers is far from what the others say"),
        ({"low": 30.0, "high": 700.0},
         "the range would say nothing: it ends at over 20 times its lower end, or ten if that is more"),
        ({"steady": False}, "the result hangs on one voice, or on two that may be one"),
    ],
)  # fmt: skip
def test_every_reason(changes: dict[str, object], reason: str) -> None:
    assert verdicts(pd.DataFrame([{**INTERVAL, **changes}]))[1].tolist() == [reason]


def test_how_wide_an_interval_may_be() -> None:
    assert (MOST_WIDE, WIDE_FROM) == (20.0, 10.0)


def test_the_reason_says_where_stakes_move_best() -> None:
    _, reason = verdicts(pd.DataFrame([{**INTERVAL, "stake_moves": 0.31}, {**INTERVAL, "stake_moves": -0.2}]))
    assert "+31%" in reason[0]
    assert "stake" not in reason[1]


spans = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 300), st.sampled_from([0, 0, 30, 90]))


@given(st.lists(spans, min_size=1, max_size=12))
@examples(200)
def test_listed_together_is_what_comparing_all_pairs_finds(rows: list[tuple[str, str, int, int]]) -> None:
    named = [(party, definition, first, first + length) for party, definition, first, length in rows]
    table = pd.DataFrame(named, columns=["thing", "definition", "first", "last"]).assign(family="f")
    expected = [False] * len(named)
    for (i, one), (j, two) in itertools.permutations(enumerate(named), 2):
        points = one[2] == one[3] and two[2] == two[3]
        slack = SAME_TIME_DAYS if points else 0
        near = one[2] <= two[3] + slack and two[2] <= one[3] + slack
        spans = one[2] != one[3] and two[2] != two[3]
        near &= not spans or round(math.log2(one[3] - one[2])) == round(math.log2(two[3] - two[2]))
        assert bool(same_time(*map(np.int64, (*one[2:], *two[2:])))) == near
        if one[0] == two[0] and one[1] != two[1] and near:
            expected[i] = expected[j] = True
    assert listed_together(table).tolist() == expected


def test_a_month_and_its_year_are_not_two_definitions() -> None:
    table = pd.DataFrame({"family": "f", "thing": 0, "definition": 0, "first": [0, 0], "last": [30, 365]})
    assert listed_together(table).tolist() == [False, False]


def test_without_a_family_nothing_is_listed() -> None:
    table = pd.DataFrame({"family": "", "thing": 0, "definition": [0, 1], "first": [0, 0], "last": [0, 0]})
    assert not listed_together(table).any()


def test_no_estimates_nothing_listed() -> None:
    table = pd.DataFrame({"family": [], "thing": [], "definition": [], "first": [], "last": []}).astype(
        {"family": str, "thing": np.int64, "definition": np.int64, "first": np.int64, "last": np.int64}
    )
    assert listed_together(table).tolist() == []
