"""Scores of quantiles: agreement with scoringutils, and what must hold for any numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.pool.scoring_rules import bootstrap, held, interval_score, pit_counts, wis

PINNED = json.loads((Path(__file__).parents[1] / "reference" / "scoringutils.json").read_text(encoding="utf-8"))
TOLERANCE = PINNED["tolerances"]["relative"]
LEVELS = np.array(PINNED["levels"])
# rows of the reference; fewer would prove less
ROWS = 40

a_case = st.tuples(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=5), st.floats(-1e6, 1e6))
FIVE = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def column(name: str) -> np.ndarray:
    at = PINNED["rows"]["columns"].index(name)
    return np.array([row[at] for row in PINNED["rows"]["rows"]], dtype=float)


def quantiles() -> np.ndarray:
    return np.stack(
        [column(name) for name in PINNED["rows"]["columns"] if name.startswith("q") and name[1:].isdigit()], 1
    )


def test_the_grid_of_cases_has_not_shrunk() -> None:
    assert len(PINNED["rows"]["rows"]) >= ROWS
    assert quantiles().shape == (len(PINNED["rows"]["rows"]), len(LEVELS))
    assert TOLERANCE == 1e-9


def test_wis_agrees_with_scoringutils() -> None:
    assert wis(LEVELS, quantiles(), column("truth")) == pytest.approx(column("wis"), rel=TOLERANCE)


def test_wis_of_logs_agrees_with_scoringutils() -> None:
    wanted = column("wis_log1p")
    there = np.isfinite(wanted)
    got = wis(LEVELS, np.log1p(quantiles()[there]), np.log1p(column("truth")[there]))
    assert there.sum() >= 30
    assert got == pytest.approx(wanted[there], rel=TOLERANCE)


def test_interval_score_and_coverage_agree_with_scoringutils() -> None:
    low, high, truth = quantiles()[:, 1], quantiles()[:, 7], column("truth")
    assert interval_score(low, high, truth, 0.9) == pytest.approx(column("interval_score_90_unweighted"), rel=TOLERANCE)
    assert held(low, high, truth).tolist() == column("covered_90").tolist()


@given(a_case)
def test_wis_is_the_mean_of_interval_scores(case: tuple[list[float], float]) -> None:
    q, y = np.sort(np.array(case[0]))[None, :], np.array([case[1]])
    outer, inner = interval_score(q[:, 0], q[:, 4], y, 0.9), interval_score(q[:, 1], q[:, 3], y, 0.5)
    by_parts = (0.5 * abs(y - q[:, 2]) + 0.05 * outer + 0.25 * inner) / 2.5
    assert wis(FIVE, q, y) == pytest.approx(by_parts, rel=1e-9, abs=1e-6)


@given(a_case, st.floats(0.001, 1000), st.floats(-1e6, 1e6))
def test_scores_move_with_the_unit(case: tuple[list[float], float], factor: float, shift: float) -> None:
    q, y = np.sort(np.array(case[0]))[None, :], np.array([case[1]])
    here, there = wis(FIVE, q, y), wis(FIVE, factor * q + shift, factor * y + shift)
    assert (here >= 0).all()
    assert there == pytest.approx(factor * here, rel=1e-6, abs=1e-6)


@given(a_case)
def test_the_outer_bins_hold_what_the_interval_does_not(case: tuple[list[float], float]) -> None:
    q, y = np.sort(np.array(case[0]))[None, :], np.array([case[1]])
    bins = pit_counts(q, y)[0]
    assert bins.sum() == 1
    assert bins[0] + bins[-1] == 1 - held(q[:, 0], q[:, -1], y)[0]
    assert bins[:2].sum() + bins[-2:].sum() == 1 - held(q[:, 1], q[:, 3], y)[0]


def test_a_hit_without_width_lies_in_the_middle() -> None:
    assert pit_counts(np.full((1, 5), 3.0), np.array([3.0]))[0].tolist() == [0, 0, 0.5, 0.5, 0, 0]
    assert wis(FIVE, np.full((1, 5), 3.0), np.array([3.0])).tolist() == [0.0]


def test_levels_may_differ_by_row() -> None:
    q, y = np.array([[0.0, 5.0, 10.0]] * 2), np.array([12.0, 12.0])
    levels = np.array([[0.05, 0.5, 0.95], [0.25, 0.5, 0.75]])
    alone = [wis(levels[row], q[row : row + 1], y[:1])[0] for row in range(2)]
    assert wis(levels, q, y).tolist() == alone


def test_the_bootstrap_draws_groups_and_is_the_same_every_time() -> None:
    values = np.r_[np.zeros(50), np.ones(50)][:, None]
    alone, together = np.arange(100), np.repeat([0, 1], 50)
    low, high = bootstrap(values, alone)
    assert 0.35 < low[0] < 0.5 < high[0] < 0.65
    assert bootstrap(values, together)[0][0] == 0.0
    assert bootstrap(values, alone)[0].tolist() == low.tolist()


def test_one_group_says_nothing_of_the_next() -> None:
    assert all(np.isnan(end).all() for end in bootstrap(np.ones((3, 2)), np.zeros(3, dtype=int)))
