from __future__ import annotations

import itertools

import numpy as np
import pytest

from reconcile.pool.agreement import MERGED_WEIGHT, MOST_MOVE, WEIGHT_CHANGE, agreement_of, words_of_agreement
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.mixture import mix
from tests.pool.kernels_for_tests import kernels


def steady_by_trying(run: Kernels) -> bool:
    """Reweigh and merge one after another, as the rule is written, and look at best."""
    ends = mix(run, Bounds.none()).quantiles(np.array([0.05, 0.5, 0.95]))[0]
    reach = MOST_MOVE * (ends[2] - ends[0])
    everyone = range(len(run.cell))
    factors = (1 - WEIGHT_CHANGE, 1 + WEIGHT_CHANGE)
    changes = [np.where(np.arange(len(everyone)) == voice, factor, 1.0) for voice in everyone for factor in factors]
    changes += [np.where(np.isin(everyone, pair), MERGED_WEIGHT, 1.0) for pair in itertools.combinations(everyone, 2)]
    moved = [
        mix(kernels(run.centre, run.below, weights=run.weight * change), Bounds.none()).quantiles(np.array([0.5]))[0, 0]
        for change in changes
    ]
    return bool(np.max(np.abs(np.array(moved) - ends[1])) < reach)


@pytest.mark.parametrize(
    "centres",
    [[0.0, 0.1], [0.0, 2.0], [0.0, 0.0, 2.0], [0.0, 0.0, 2.0, 2.1], [0.0, 0.5, 1.0, 1.5], [0.0, 0.0, 0.0, 9.0],
     [0.0, 0.2, 2.5, 2.6, 2.7], [0.0, 1.0, 2.0, 8.0, 9.0]],
)  # fmt: skip
def test_steadiness_is_what_trying_every_change_finds(centres: list[float]) -> None:
    run = kernels(centres, 0.3)
    assert bool(agreement_of(run, Bounds.none()).steady[0]) == steady_by_trying(run)


def test_equal_voices_agree_fully() -> None:
    told = agreement_of(kernels([1.0, 1.0, 1.0]), Bounds.none())
    assert told.conflict_p[0] == pytest.approx(1.0, abs=1e-6)
    assert told.density[0] == pytest.approx(1.0, abs=0.05)


def test_the_odd_voice_out_has_the_smallest_tail() -> None:
    told = agreement_of(kernels([0.0, 0.05, 0.1, 2.0], 0.3), Bounds.none())
    assert int(np.argmin(told.tail_p)) == 3
    assert told.conflict_p[0] == told.tail_p[3] < 0.01


def test_one_voice_has_no_tail_probability() -> None:
    told = agreement_of(kernels([1.0]), Bounds.none())
    assert np.isnan(told.tail_p).all()
    assert np.isnan(told.conflict_p).all()


def test_two_claims_of_one_voice_are_not_compared_with_each_other() -> None:
    told = agreement_of(kernels([0.0, 5.0], voices=[7, 7]), Bounds.none())
    assert np.isnan(told.tail_p).all()


def test_a_gap_shows_in_the_density_at_best() -> None:
    assert agreement_of(kernels([0.0, 4.0], 0.3), Bounds.none()).density[0] < 0.25


def test_words_have_documented_thresholds() -> None:
    words = words_of_agreement(np.array([0.1, 0.0999, 0.01, 0.0099]), np.full(4, 3), np.zeros(4, dtype=bool))
    assert words.tolist() == ["agree", "tension", "tension", "conflict"]


def test_a_contradicted_bound_is_at_least_tension() -> None:
    words = words_of_agreement(np.array([0.9, 0.001]), np.full(2, 2), np.ones(2, dtype=bool))
    assert words.tolist() == ["tension", "conflict"]
