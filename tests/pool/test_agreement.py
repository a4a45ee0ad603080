from __future__ import annotations

import itertools

import numpy as np
import pytest

from reconcile.pool.agreement import (
    FEW_VOICES,
    MERGED_WEIGHT,
    MOST_MOVE,
    WEIGHT_CHANGE,
    Agreement,
    agreement_of,
    tail_probabilities,
    words_of_agreement,
)
from reconcile.pool.calibration import COMMON_SPREAD, widened
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.mixture import mix
from reconcile.ranges.scale import LOG
from tests.pool.kernels_for_tests import kernels


def agree(run: Kernels) -> Agreement:
    return agreement_of(run, run, Bounds.none())


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
    assert bool(agree(run).steady[0]) == steady_by_trying(run)


def test_equal_voices_agree_fully() -> None:
    told = agree(kernels([1.0, 1.0, 1.0]))
    assert told.conflict_p[0] == pytest.approx(1.0, abs=1e-6)
    assert told.density[0] == pytest.approx(1.0, abs=0.05)


def test_the_odd_voice_out_has_the_smallest_tail() -> None:
    told = agree(kernels([0.0, 0.05, 0.1, 2.0], 0.3))
    assert int(np.argmin(told.tail_p)) == 3
    assert told.conflict_p[0] == told.tail_p[3] < 0.01


def test_one_voice_has_no_tail_probability() -> None:
    told = agree(kernels([1.0]))
    assert np.isnan(told.tail_p).all()
    assert np.isnan(told.conflict_p).all()


def test_two_claims_of_one_voice_are_not_compared_with_each_other() -> None:
    told = agree(kernels([0.0, 5.0], voices=[7, 7]))
    assert np.isnan(told.tail_p).all()


def test_a_gap_shows_in_the_density_at_best() -> None:
    assert agree(kernels([0.0, 4.0], 0.3)).density[0] < 0.25


def in_words(p: list[float], voices: int = 3, *, contradicted: bool = False, alone: bool = False) -> list[str]:
    flags = (np.full(len(p), contradicted), np.full(len(p), alone))
    return words_of_agreement(np.array(p), np.full(len(p), voices), *flags).tolist()


def test_words_have_documented_thresholds() -> None:
    assert in_words([0.1, 0.0999, 0.01, 0.0099]) == ["agree", "tension", "tension", "conflict"]


def test_one_of_many_voices_lies_far_out_by_chance() -> None:
    assert in_words([0.02, 0.0199, 0.002, 0.0019], 5 * FEW_VOICES) == ["agree", "tension", "tension", "conflict"]


def test_a_contradicted_bound_is_at_least_tension() -> None:
    assert in_words([0.9, 0.001], contradicted=True) == ["tension", "conflict"]


def test_bounds_alone_agree_unless_one_stands_against_the_other() -> None:
    assert in_words([np.nan], alone=True) == ["agree"]
    assert in_words([np.nan], alone=True, contradicted=True) == ["conflict"]


@pytest.mark.parametrize("voices", [2, 3, 5, 12, 50])
def test_honest_counts_hardly_ever_conflict_however_many_there_are(voices: int) -> None:
    random, sets = np.random.default_rng(11), 200
    centres = random.normal(6, 2, sets).repeat(voices) + random.normal(0, COMMON_SPREAD, sets * voices)
    run = kernels(centres, 0.02, cells=np.arange(sets).repeat(voices), voices=np.tile(np.arange(voices), sets))
    p = tail_probabilities(widened(run, np.full(sets, LOG), between="voice"), Bounds.none())[1]
    none = np.zeros(sets, dtype=bool)
    words = words_of_agreement(p, np.full(sets, voices), none, none)
    assert np.mean(words == "conflict") <= 0.07
    assert 0.02 <= np.mean(words == "tension") <= 0.40
