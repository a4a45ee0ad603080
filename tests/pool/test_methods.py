from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.defaults import DEFAULT_LEVEL, DEFAULT_METHOD
from reconcile.pool.calibration import as_stated, effective_voices, spread_variance, widened
from reconcile.pool.kernels import Bounds
from reconcile.pool.methods import METHODS
from reconcile.ranges.scale import LINEAR, LOG
from tests.examples import examples, long_ones
from tests.pool.kernels_for_tests import LEVELS, kernels

a_run = st.lists(st.tuples(st.floats(-8, 8), st.floats(0.01, 2), st.floats(0.05, 4)), min_size=1, max_size=6)


@pytest.mark.parametrize("name", METHODS)
@given(parts=a_run)
@examples(40)
def test_every_method_gives_rising_finite_quantiles(name: str, parts: list[tuple[float, float, float]]) -> None:
    run = kernels([c for c, _, _ in parts], [d for _, d, _ in parts], weights=[w for _, _, w in parts])
    read = METHODS[name].pool(run, Bounds.none(), LEVELS)[0]
    assert np.isfinite(read).all()
    assert (np.diff(read) >= -1e-9).all()


@pytest.mark.parametrize("name", METHODS)
@given(parts=a_run, shift=st.floats(-5, 5))
@examples(25)
def test_every_method_moves_with_its_claims(name: str, parts: list[tuple[float, float, float]], shift: float) -> None:
    deviations, weights = [d for _, d, _ in parts], [w for _, _, w in parts]
    here = METHODS[name].pool(kernels([c for c, _, _ in parts], deviations, weights=weights), Bounds.none(), LEVELS)
    moved = kernels([c + shift for c, _, _ in parts], deviations, weights=weights)
    assert METHODS[name].pool(moved, Bounds.none(), LEVELS) == pytest.approx(here + shift, abs=1e-5)


@pytest.mark.parametrize("name", METHODS)
def test_one_voice_gives_its_own_kernel(name: str) -> None:
    read = METHODS[name].pool(kernels([2.0], 0.5), Bounds.none(), LEVELS)[0]
    assert read == pytest.approx(2.0 + 0.5 * np.array([-1.645, -0.6745, 0, 0.6745, 1.645]), abs=0.02)


@pytest.mark.parametrize("name", METHODS)
def test_cells_do_not_touch_each_other(name: str) -> None:
    both = kernels([0.0, 1.0, 50.0, 51.0], 0.3, cells=[0, 0, 1, 1])
    alone = kernels([0.0, 1.0], 0.3)
    pooled = METHODS[name].pool(both, Bounds.none(), LEVELS)
    assert pooled[0] == pytest.approx(METHODS[name].pool(alone, Bounds.none(), LEVELS)[0], abs=1e-9)
    assert pooled[1] == pytest.approx(pooled[0] + 50.0, abs=1e-6)


def test_the_default_is_a_method() -> None:
    assert DEFAULT_METHOD in METHODS
    assert DEFAULT_LEVEL == 0.9
    assert all(method.summary and method.assumptions and method.misleads for method in METHODS.values())


@pytest.mark.parametrize("name", METHODS)
def test_the_docstring_of_every_method_says_what_the_list_says(name: str) -> None:
    told = " ".join(str(METHODS[name].pool.__doc__).split())
    for sentence in (METHODS[name].assumptions, METHODS[name].misleads, METHODS[name].reference):
        assert sentence in told


@pytest.mark.parametrize(
    ("centres", "deviations"),
    [([0.0, 10.0], [0.2, 0.2]), ([0.0] * 5 + [6.0], [0.2] * 6), ([0.0, 1.0], [0.01, 1.0]),
     ([0.0, 20.0], [0.003, 0.3]), *long_ones([([5.7] * 300 + [27.6], [0.06] * 301)])],
)  # fmt: skip
def test_the_log_pool_is_the_product_wherever_its_mass_lies(centres: list[float], deviations: list[float]) -> None:
    points = np.linspace(min(centres) - 1, max(centres) + 1, 4_000_001)
    logs = sum(-0.5 * ((points - c) / d) ** 2 for c, d in zip(centres, deviations, strict=True)) / len(centres)
    share = np.cumsum(np.exp(logs - logs.max()))
    exact = np.interp(LEVELS, share / share[-1], points)
    read = METHODS["log"].pool(kernels(centres, deviations), Bounds.none(), LEVELS)[0]
    # a hundredth of the product's deviation, of which the central half is 1.35
    assert read == pytest.approx(exact, abs=0.01 * (exact[3] - exact[1]) / 1.35)


def test_the_median_is_not_moved_by_one_absurd_claim() -> None:
    read = METHODS["median"].pool(kernels([1.0, 1.1, 500.0]), Bounds.none(), np.array([0.5]))
    assert read[0, 0] == pytest.approx(1.1)


def test_the_envelope_holds_every_kernel_quantile() -> None:
    read = METHODS["envelope"].pool(kernels([0.0, 5.0], [1.0, 2.0]), Bounds.none(), LEVELS)[0]
    assert read[0] == pytest.approx(-1.645, abs=0.01)
    assert read[-1] == pytest.approx(5 + 2 * 1.645, abs=0.01)


def test_relays_do_not_change_the_spread() -> None:
    alone = kernels([0.0, 1.0], [0.1, 0.2])
    told = kernels([0.0, 0.0, 1.0], [0.1, 0.1, 0.2], weights=[0.5, 0.5, 1.0], voices=[0, 0, 1])
    assert spread_variance(told, np.array([LOG])) == pytest.approx(spread_variance(alone, np.array([LOG])))
    assert effective_voices(told) == pytest.approx(effective_voices(alone))


def test_more_voices_need_less_spread() -> None:
    variances = [spread_variance(kernels(np.zeros(k), 0.1), np.array([LOG]))[0] for k in (1, 2, 4, 8)]
    assert variances == sorted(variances, reverse=True)


def test_disagreement_widens_its_own_spread_but_not_the_common_one() -> None:
    near, far = kernels([0.0, 0.1], 0.1), kernels([0.0, 3.0], 0.1)
    scale = np.array([LOG])
    assert spread_variance(far, scale)[0] > 4 * spread_variance(near, scale)[0]
    assert spread_variance(far, scale, between="common") == pytest.approx(
        spread_variance(near, scale, between="common")
    )


def test_the_linear_scale_has_a_spread_without_a_unit() -> None:
    metres = kernels([100.0, 110.0], 5.0)
    kilometres = kernels([0.1, 0.11], 0.005)
    scale = np.array([LINEAR])
    assert spread_variance(metres, scale) == pytest.approx(1e6 * spread_variance(kilometres, scale))


def test_no_kernel_is_a_needle() -> None:
    exact = kernels([5.0, 5.0], 0.0)
    for run in (widened(exact, np.array([LOG])), as_stated(exact, np.array([LOG]))):
        assert (run.below > 0).all()
        assert (run.above > 0).all()
