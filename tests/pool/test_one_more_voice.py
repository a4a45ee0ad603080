"""The prediction of one more voice: beside an integral by hand, symmetric, in order, and without each voice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import halfnorm

from reconcile.pool import one_more_voice as model
from reconcile.pool.one_more_voice import one_more_voice
from tests.pool.kernels_for_tests import LEVELS, kernels

CENTRES = st.lists(st.floats(-3, 3), min_size=2, max_size=4)


def predicted(centres: list[float], deviation: float, prior: float, **given_voices: list[float]) -> np.ndarray:
    run = kernels(centres, deviation, **given_voices)
    return one_more_voice(run, np.array([prior])).quantiles(LEVELS)[0]


def by_integral(centres: list[float], deviation: float, prior: float) -> np.ndarray:
    """Integrate the spread out on a fine grid; voices of one deviation have their plain mean."""
    spread = prior * (np.arange(1000) + 0.5) / 200
    voices, variance = len(centres), deviation**2 + spread**2
    off = np.sum((np.array(centres) - np.mean(centres)) ** 2)
    share = halfnorm.pdf(spread, scale=prior) * variance ** (-(voices - 1) / 2) * np.exp(-off / (2 * variance))
    points = np.linspace(-20, 20, 4001)
    cdf = share @ ndtr((points - np.mean(centres)) / np.sqrt(variance / voices + spread**2)[:, None]) / share.sum()
    return np.interp(LEVELS, cdf, points)


def test_chosen_points_are_those_of_the_page_on_calibration() -> None:
    assert (model.POINTS[0], model.POINTS[-1], len(model.POINTS)) == (pytest.approx(0.05), pytest.approx(2.5), 10)
    assert (model.STEPS, model.FAR) == (2, 0.02)


@pytest.mark.parametrize("centres", [[0.0, 0.1], [0.0, 1.0], [0.0, 0.2, 2.0]])
@pytest.mark.parametrize("deviation", [0.05, 0.3])
def test_a_few_points_are_close_to_the_integral(centres: list[float], deviation: float) -> None:
    whole = by_integral(centres, deviation, 0.5)
    assert predicted(centres, deviation, 0.5) == pytest.approx(whole, abs=0.015 * (whole[-1] - whole[0]))


@given(CENTRES, st.floats(0.01, 1), st.floats(0.05, 2))
def test_quantiles_rise_and_those_of_the_mirrored_are_mirrored(
    centres: list[float], deviation: float, prior: float
) -> None:
    told = predicted(centres, deviation, prior)
    assert np.isfinite(told).all()
    assert (np.diff(told) > 0).all()
    mirrored = predicted([-centre for centre in centres], deviation, prior)
    assert told == pytest.approx(-mirrored[::-1], abs=1e-9)


@given(CENTRES, st.randoms())
def test_the_order_and_the_size_of_weights_change_nothing(centres: list[float], random: object) -> None:
    order = list(range(len(centres)))
    random.shuffle(order)  # type: ignore[attr-defined]
    told = predicted(centres, 0.2, 0.4)
    assert predicted([centres[place] for place in order], 0.2, 0.4) == pytest.approx(told, abs=1e-9)
    assert predicted(centres, 0.2, 0.4, weights=[7.0] * len(centres)) == pytest.approx(told, abs=1e-9)


@given(CENTRES)
def test_without_a_voice_the_others_are_left(centres: list[float]) -> None:
    run = kernels([*centres, 9.0], 0.2)
    told = one_more_voice(run, np.array([0.4])).without(LEVELS)
    assert told.shape == (len(run.cell), len(LEVELS))
    assert told[-1] == pytest.approx(predicted(centres, 0.2, 0.4), abs=1e-6)


def test_relays_count_as_one_voice_and_one_less_changes_nothing() -> None:
    relayed = kernels([0.0, 1.0, 1.0], 0.2, voices=[0, 1, 1], weights=[1.0, 0.5, 0.5])
    told = one_more_voice(relayed, np.array([0.4]))
    assert told.quantiles(LEVELS)[0] == pytest.approx(predicted([0.0, 1.0], 0.2, 0.4))
    assert told.without(LEVELS)[1] == pytest.approx(told.quantiles(LEVELS)[0])


def test_a_voice_of_less_weight_pulls_less() -> None:
    told = [predicted([0.0, 1.0], 0.2, 0.4, weights=[1.0, weight])[2] for weight in (1.0, 0.5, 0.1, 1e-6)]
    assert told[0] == pytest.approx(0.5)
    assert told == sorted(told, reverse=True)
    assert told[-1] == pytest.approx(0.0, abs=1e-3)
