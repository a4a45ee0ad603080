"""Two and three voices: which cells are led to the prediction of one more voice, by how much, and where it stops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.pool import few_voices as rule
from reconcile.pool.by_method import pool_by_methods
from reconcile.pool.calibration import Stake, widened
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.few_voices import share_of_model
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.mixture import mix
from reconcile.pool.one_more_voice import one_more_voice
from reconcile.pool.past_errors import PastErrors
from reconcile.ranges.scale import LINEAR, LOG, PROPORTION
from tests.pool.kernels_for_tests import LEVELS, kernels

ENDS = LEVELS[[0, 2, 4]]
CENTRES = st.lists(st.integers(-40, 40).map(lambda tenths: tenths / 10), min_size=2, max_size=3)
WIDTHS = st.one_of(st.just(0.0), st.floats(0.001, 1))


def pooled(run: Kernels, kind: int = LOG, **other: object) -> Estimates:
    count, nobody = len(run.cell), np.zeros(len(run.cell), dtype=bool)
    free, none = np.full(count, "", dtype=object), np.zeros(count)
    told = {"bound": free, "bound_at": none, "stake": Stake(nobody, nobody), "lag": np.zeros(count, dtype=int)}
    return pool_run(
        run, **{**told, **other}, scale=np.full(run.cells, kind), levels=LEVELS, method="linear"
    )  # type: ignore[arg-type]  # fmt: skip


def mixture(run: Kernels, kind: int = LOG) -> np.ndarray:
    return mix(widened(run, np.full(run.cells, kind)), Bounds.none()).quantiles(LEVELS)


def test_chosen_numbers_are_those_of_the_page_on_calibration() -> None:
    assert (rule.PRIOR_FACTOR, rule.SHARE_OF_TWO, rule.MANY_VOICES) == (1.9, 0.5, 4.0)


@given(st.floats(1, 8), st.floats(0, 1e-3))
def test_the_share_has_no_jump(voices: float, more: float) -> None:
    before, after = share_of_model(np.array([voices, voices + more]))
    assert 0 <= before <= rule.SHARE_OF_TWO
    assert abs(after - before) <= more


@pytest.mark.parametrize("kind", [LOG, LINEAR, PROPORTION])
@pytest.mark.parametrize("centres", [[5.0, 5.6], [5.0, 5.1, 6.0]])
def test_quantiles_lie_between_mixture_and_model(centres: list[float], kind: int) -> None:
    run, share = kernels(centres, 0.3), share_of_model(np.array([float(len(centres))]))
    model = one_more_voice(run, np.array([rule.PRIOR_FACTOR * 0.3])).quantiles(LEVELS)
    assert pooled(run, kind).quantiles == pytest.approx((1 - share) * mixture(run, kind) + share * model)


@pytest.mark.parametrize(("kind", "common"), [(LOG, 0.3), (LINEAR, 0.3 * 5.4)])
def test_the_prior_of_exact_figures_is_a_share_of_what_lies_between_them(kind: int, common: float) -> None:
    run = kernels([5.0, 5.8], 0.0)
    between = np.sqrt((0.32 + 2 * common**2) / 3)
    model = one_more_voice(run, np.array([0.8 * between])).quantiles(LEVELS)
    assert pooled(run, kind).quantiles == pytest.approx((mixture(run, kind) + model) / 2)


def past(deviation: float) -> PastErrors:
    return PastErrors(np.array([deviation, np.nan]), np.array([False, False]))


def with_past(deviation: float) -> Kernels:
    run = kernels([5.0, 5.6], 0.3)
    return Kernels(1, run.cell, run.voice, run.weight, run.centre, run.below, run.above, past=past(deviation))


ALIKE, SOME = np.zeros(2, dtype=bool), np.array([True, False])
KEPT = {
    "one voice": (kernels([5.0, 5.6], 0.3, voices=[0, 0]), {}),
    "four voices": (kernels([5.0, 5.6, 5.7, 5.9], 0.3), {}),
    "counted over time": (kernels([5.0, 5.6], 0.3), {"moving": np.array([True])}),
    "a record": (with_past(0.1), {}),
    "a stake": (kernels([5.0, 5.6], 0.3), {"stake": Stake(SOME, ALIKE)}),
    "a bound": (
        kernels([5.0, 5.6, 5.2], 0.3),
        {"bound": np.array(["", "", "floor"], dtype=object), "bound_at": np.array([0.0, 0.0, 5.2])},
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_some_cells_keep_their_mixture(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, other = KEPT[name]
    told = pooled(run, **other)
    monkeypatch.setattr(rule, "SHARE_OF_TWO", 0.0)
    alone = pooled(run, **other)
    assert told.quantiles.tolist() == alone.quantiles.tolist()
    assert told.without == pytest.approx(alone.without, nan_ok=True)


def test_cells_are_led_whatever_stands_beside_them() -> None:
    run = kernels([5.0, 5.6, 7.0, 1.0, 1.1, 1.2], 0.3, cells=[0, 0, 1, 2, 2, 2], voices=[0, 1, 0, 0, 1, 2])
    alone = [pooled(run.of_cells(np.arange(3) == cell)) for cell in range(3)]
    told = pooled(run)
    for name in ("quantiles", "linear", "without"):
        parts = np.concatenate([getattr(one, name) for one in alone])
        assert getattr(told, name) == pytest.approx(parts, abs=1e-9, nan_ok=True)


def test_a_hard_floor_cuts_off_what_is_under_it_and_moves_nothing_above() -> None:
    run = kernels([5.0, 5.6], 0.3)
    assert pooled(run, floor_at=np.array([5.1])).quantiles.tolist() == np.maximum(pooled(run).quantiles, 5.1).tolist()


def test_influence_is_read_from_what_is_printed() -> None:
    estimates = pooled(kernels([5.0, 5.2, 6.5], 0.3))
    assert estimates.linear[0] == pytest.approx(estimates.quantiles[0, [0, 2, 4]], abs=0.01)
    of_one, share = kernels([5.0, 5.2], 0.3), share_of_model(np.array([3.0]))[0]
    model = one_more_voice(of_one, np.array([rule.PRIOR_FACTOR * 0.3])).quantiles(ENDS)[0]
    base = mix(widened(kernels([5.0, 5.2, 6.5], 0.3), np.array([LOG])), Bounds.none()).without(ENDS)[2]
    assert estimates.without[2] == pytest.approx((1 - share) * base + share * model, abs=1e-6)


def test_methods_side_by_side_have_the_same_and_others_stay_as_they_are() -> None:
    run, free, nobody = kernels([5.0, 5.6], 0.3), np.array(["", ""], dtype=object), np.zeros(2, dtype=bool)
    told = pool_by_methods(
        run, free, np.zeros(2), Stake(nobody, nobody), lag=np.zeros(2, dtype=int), scale=np.array([LOG]), levels=LEVELS,
        methods=["linear", "vincent"],
    )  # fmt: skip
    assert told[0] == pytest.approx(pooled(run).quantiles)
    assert told[1, 0] == pytest.approx(run.quantiles(LEVELS).mean(axis=0))


@given(
    CENTRES,
    st.one_of(st.just(0.0), st.floats(0.001, 1)),
    st.sampled_from([LOG, LINEAR, PROPORTION]),
)
def test_quantiles_rise_in_any_order_and_those_of_the_mirrored_are_mirrored(
    centres: list[float], deviation: float, kind: int
) -> None:
    told = pooled(kernels(centres, deviation), kind).quantiles[0]
    assert (np.diff(told) >= 0).all()
    width = max(1.0, float(told[-1] - told[0]))
    backwards = pooled(kernels(centres[::-1], deviation), kind).quantiles[0]
    assert told == pytest.approx(backwards, abs=1e-4 * width)
    mirrored = pooled(kernels([-centre for centre in centres], deviation), kind).quantiles[0]
    assert told == pytest.approx(-mirrored[::-1], abs=1e-3 * width)
