"""The random-effects model: what must hold for any numbers, and numbers that are not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from reconcile.pool.kernels import Bounds
from reconcile.pool.methods import find_method
from reconcile.pool.methods.random_effects import Meta, leave_one_out, meta
from reconcile.pool.methods.variants import ESTIMATORS, INTERVALS, TESTS, Variant, variant_of
from reconcile.pool.segments import Segments
from tests.examples import examples
from tests.pool.kernels_for_tests import LEVELS, kernels

values = st.lists(st.tuples(st.floats(-50, 50), st.floats(1e-3, 20)), min_size=1, max_size=7)
FITS = [(estimator, test) for estimator in ESTIMATORS for test in TESTS]


def every_fit() -> Iterator[tuple[str, str]]:
    """Give every estimator with every test, and say of which one an example fails."""
    for estimator, test in FITS:
        note(f"{estimator} with {test}")
        yield estimator, test


def numbers(fit: Meta) -> list[np.ndarray]:
    return [fit.estimate, fit.se, fit.tau2, fit.q, fit.i2, fit.birge, fit.ci, fit.pi]


def split(parts: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([y for y, _ in parts]), np.array([v for _, v in parts])


@given(parts=values)
@examples(30)
def test_results_are_finite_and_in_their_bounds(parts: list[tuple[float, float]]) -> None:
    for estimator, test in every_fit():
        fit = meta(*split(parts), [0], estimator, test)
        assert all(np.isfinite(each).all() for each in numbers(fit))
        assert fit.tau2[0] >= 0
        assert fit.q[0] >= 0
        assert 0 <= fit.i2[0] <= 1
        assert fit.birge[0] >= 1
        y = split(parts)[0]
        assert y.min() - 1e-9 <= fit.estimate[0] <= y.max() + 1e-9
        assert fit.pi[0, 0] <= fit.ci[0, 0] <= fit.estimate[0] <= fit.ci[0, 1] <= fit.pi[0, 1]


@given(parts=values, seed=st.integers(0, 99))
@examples(20)
def test_the_order_of_sources_does_not_matter(parts: list[tuple[float, float]], seed: int) -> None:
    for estimator, test in every_fit():
        order = np.random.default_rng(seed).permutation(len(parts))
        y, v = split(parts)
        one, other = meta(y, v, [0], estimator, test), meta(y[order], v[order], [0], estimator, test)
        for here, there in zip(numbers(one), numbers(other), strict=True):
            assert there == pytest.approx(here, rel=1e-6, abs=1e-6)


@given(parts=values, factor=st.floats(0.01, 100), shift=st.floats(-1e3, 1e3))
@examples(20)
def test_a_change_of_unit_changes_the_unit_alone(parts: list[tuple[float, float]], factor: float, shift: float) -> None:
    for estimator, test in every_fit():
        y, v = split(parts)
        here, there = meta(y, v, [0], estimator, test), meta(factor * y + shift, factor**2 * v, [0], estimator, test)
        assert there.estimate == pytest.approx(factor * here.estimate + shift, rel=1e-6, abs=1e-6 * factor)
        assert there.tau2 == pytest.approx(factor**2 * here.tau2, rel=1e-6, abs=1e-6 * factor**2)
        for name in ("q", "i2", "birge"):
            assert getattr(there, name) == pytest.approx(getattr(here, name), rel=1e-6, abs=1e-6)


@given(sets=st.lists(values, min_size=1, max_size=5))
@examples(15)
def test_quantities_do_not_touch_each_other(sets: list[list[tuple[float, float]]]) -> None:
    for estimator, test in every_fit():
        y, v = split([part for parts in sets for part in parts])
        starts = np.cumsum([0, *(len(parts) for parts in sets[:-1])])
        together = meta(y, v, starts, estimator, test)
        for number, parts in enumerate(sets):
            alone = meta(*split(parts), [0], estimator, test)
            for whole, part in zip(numbers(together), numbers(alone), strict=True):
                assert whole[number] == pytest.approx(part[0], rel=1e-7, abs=1e-7)


HARD = {
    "one value": ([3.0], [2.0]),
    "all equal": ([5.0, 5.0, 5.0], [1.0, 2.0, 3.0]),
    "no width anywhere": ([1.0, 2.0, 4.0], [0.0, 0.0, 0.0]),
    "no width, all equal": ([7.0, 7.0], [0.0, 0.0]),
    "all zero": ([0.0, 0.0], [0.0, 0.0]),
    "one of no width": ([1.0, 2.0, 4.0], [0.0, 1.0, 1.0]),
    "an absurd outlier": ([1.0, 1.2, 0.9, 1e12], [0.1, 0.1, 0.2, 0.1]),
    "widths of all sizes": ([1.0, 2.0, 3.0], [1e-12, 1.0, 1e12]),
    "large and close": ([1e9, 1e9 + 1, 1e9 + 2], [1.0, 1.0, 1.0]),
    "two far apart": ([0.0, 1e6], [1e-6, 1e-6]),
}


@pytest.mark.parametrize("case", HARD)
def test_hard_input_gives_numbers_and_no_warning(case: str) -> None:
    y, v = HARD[case]
    for how in FITS:
        for fit in (meta(y, v, [0], *how), leave_one_out(y, v, [0], *how)):
            assert all(np.isfinite(each).all() for each in numbers(fit)), how
            assert (fit.tau2 >= 0).all(), how
            assert (fit.quantiles(LEVELS)[:, 1:] >= fit.quantiles(LEVELS)[:, :-1]).all(), how


def test_an_outlier_does_not_stop_the_iterations_early() -> None:
    y, v = HARD["an absurd outlier"]
    groups = Segments.of(y, v, [0])
    tau2 = meta(y, v, [0], "pm").tau2
    weight = 1 / (groups.v + tau2)
    assert groups.squares(weight, groups.mean(weight)[1]) == pytest.approx(len(y) - 1, rel=1e-9)


def test_tau2_is_cut_at_zero_where_voices_agree_too_well() -> None:
    for estimator in ESTIMATORS:
        fit = meta([1.0, 1.0, 1.0], np.ones(3), [0], estimator)
        assert (fit.tau2[0], fit.i2[0], fit.birge[0]) == (0.0, 0.0, 1.0)


def test_equal_variances_have_a_closed_form() -> None:
    y = np.array([2.1, 2.9, 3.3, 1.7, 2.4, 4.0])
    for estimator in ("dl", "pm", "reml"):
        assert meta(y, np.full(6, 0.1), [0], estimator).tau2[0] == pytest.approx(y.var(ddof=1) - 0.1, rel=1e-9)


def test_a_variance_of_zero_takes_the_mean() -> None:
    assert meta([1.0, 5.0], [0.0, 1.0], [0], "fixed").estimate[0] == pytest.approx(1.0, abs=1e-6)
    assert meta([1.0, 5.0], [0.0, 0.0], [0], "reml").estimate[0] == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("y", "v", "starts"),
    [([1.0], [1.0, 2.0], [0]), ([np.nan], [1.0], [0]), ([1.0], [-1.0], [0]), ([1.0], [1.0], [1]),
     ([1.0, 2.0], [1.0, 1.0], [0, 0])],
)  # fmt: skip
def test_input_that_is_no_input_is_refused(y: list[float], v: list[float], starts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"y and v|starts"):
        meta(y, v, starts)


def test_no_quantities_give_no_results() -> None:
    for estimator in ESTIMATORS:
        assert meta([], [], [], estimator).pi.shape == (0, 2)


@given(parts=st.lists(st.tuples(st.floats(-50, 50), st.floats(1e-2, 20)), min_size=2, max_size=6))
@examples(30)
def test_leaving_out_is_fitting_without(parts: list[tuple[float, float]]) -> None:
    y, v = split(parts)
    told = leave_one_out(y, v, [0], "pm", "hk1")
    for number in range(len(y)):
        rest = meta(np.delete(y, number), np.delete(v, number), [0], "pm", "hk1")
        assert told.estimate[number] == pytest.approx(rest.estimate[0], rel=1e-7, abs=1e-7)
        assert told.pi[number] == pytest.approx(rest.pi[0], rel=1e-6, abs=1e-6)


def test_names_of_variants_are_read_in_any_order() -> None:
    assert variant_of("ci+hk+reml") == variant_of("reml+hk+ci") == Variant("reml", "hk", "ci")
    assert variant_of("fixed") == Variant("fixed", "t", "pi")


@pytest.mark.parametrize("name", ["random_effects:", "random_effects:x", "random_effects:dl+pm", "linear:dl", "means"])
def test_names_that_mean_nothing_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"unknown|beside|no method"):
        find_method(name)


@pytest.mark.parametrize(("estimator", "test"), FITS)
@pytest.mark.parametrize("interval", INTERVALS)
def test_every_variant_pools(estimator: str, test: str, interval: str) -> None:
    run = kernels([1.0, 2.0, 4.0, 9.0], [0.2, 0.3, 0.5, 1.0], cells=[0, 0, 0, 1])
    pooled = find_method(f"random_effects:{estimator}+{test}+{interval}").pool(run, Bounds.none(), LEVELS)
    assert pooled.shape == (2, len(LEVELS))
    fit = meta([1.0, 2.0, 4.0], np.array([0.2, 0.3, 0.5]) ** 2, [0], estimator, test)
    assert pooled[0, [0, -1]] == pytest.approx((fit.ci if interval == "ci" else fit.pi)[0])


@pytest.mark.parametrize("words", [{"estimator": "dll"}, {"test": "knha"}])
def test_a_name_that_is_none_is_refused(words: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="dl, pm, reml with wald, t, hk, hk1"):
        meta([0.0, 2.0], [1.0, 1.0], [0], **words)


def test_leaving_one_out_is_fitting_the_others() -> None:
    y, v = [0.0, 2.0, 7.0, 3.0, 3.5], [1.0, 1.5, 1.0, 2.0, 1.0]
    out = leave_one_out(y, v, [0, 3])
    for place, rest in ((0, [1, 2]), (1, [0, 2]), (2, [0, 1]), (3, [4]), (4, [3])):
        alone = meta([y[row] for row in rest], [v[row] for row in rest], [0], "dl", "hk")
        for name in ("estimate", "se", "tau2"):
            assert getattr(out, name)[place] == pytest.approx(getattr(alone, name)[0]), (place, name)


def test_one_study_keeps_its_own_error() -> None:
    for test in ("wald", "hk", "hk1"):
        assert meta([3.0], [4.0], [0], "dl", test).se.tolist() == [2.0]
