"""The latent curve by itself: its algebra, its order, its answer to reports of every kind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from reconcile.arrays import Floats
from reconcile.pool.methods.curve import drawn as draws
from reconcile.pool.methods.curve import fitted, learned_scales, left_out, likelihood, newton, series_design, steps
from reconcile.pool.methods.curve.drawn import draw
from reconcile.pool.methods.curve.fitted import Fit, fit
from reconcile.pool.methods.curve.half_and_half import half_and_half
from reconcile.pool.methods.curve.priors import PRIORS, Priors
from reconcile.pool.methods.curve.reports import MOST_OF_VOICE, Reports, merged

LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def reports(count: int = 40, series: int = 3, voices: int = 4, seed: int = 1) -> Reports:
    """Growing totals, periods, floors and ceilings of several series through biased voices, in no order."""
    rng = np.random.default_rng(seed)
    of, voice = rng.integers(0, series, count), rng.integers(0, voices, count)
    of[:series], voice[:series] = np.arange(series), np.arange(series) % voices
    day = rng.integers(0, 200, count).astype(float)
    bound = np.where(np.arange(count) < series, 0, rng.choice([0, 0, 0, 0, 1, -1], count))
    since = np.where((rng.random(count) < 0.2) & (bound == 0) & (np.arange(count) >= series), day - 20, np.nan)
    said = np.log(10 * np.where(np.isnan(since), day + 20, 20)) + 0.2 * rng.standard_normal(voices)[voice]
    sides = 0.02 + 0.1 * rng.random((2, count))
    return Reports(
        series=of, voice=voice, since=since, day=day, centre=said + 0.1 * rng.standard_normal(count), below=sides[0],
        above=sides[1], weight=np.where(rng.random(count) < 0.5, 1.0, 0.5), bound=bound,
    )  # fmt: skip


def fit_of(told: Reports, last: float = 230.0, priors: Priors = PRIORS) -> Fit:
    return fit(merged(told)[0], last, priors)


def dense_of(system: newton.System) -> tuple[Floats, Floats]:
    """The whole matrix and right-hand side of a system."""
    sizes = [len(block) for block in system.blocks]
    ends = np.cumsum([0, *sizes])
    whole = np.zeros((ends[-1] + len(system.corner),) * 2)
    whole[ends[-1] :, ends[-1] :] = system.corner
    for start, block, border, columns in zip(ends, system.blocks, system.borders, system.columns, strict=False):
        rows, at = np.arange(start, start + len(block)), ends[-1] + columns
        whole[np.ix_(rows, rows)] = block
        whole[np.ix_(rows, at)], whole[np.ix_(at, rows)] = border, border.T
    return whole, np.concatenate([*system.slopes, system.corner_slope])


def test_the_sparse_solution_is_the_dense_one() -> None:
    found = fit_of(reports())
    known = [newton.prior_system(design, found.scales, found.priors) for design in found.designs]
    shifted = [own + 0.1 for own in found.unknowns]
    system = newton.system_at(found.designs, shifted, found.shared, found.scales, known)
    arrow = newton.factored(system.blocks, system.borders, system.columns, system.corner)
    whole, right = dense_of(system)
    own, shared = arrow.solve(system.slopes, system.corner_slope)
    assert np.concatenate([*own, shared]) == pytest.approx(np.linalg.solve(whole, right), abs=1e-9)
    inverse, corner = np.linalg.inv(whole), arrow.corner_covariance()
    size = len(system.blocks[0])
    assert arrow.covariance(0, corner) == pytest.approx(inverse[:size, :size], abs=1e-9)
    assert corner == pytest.approx(inverse[-len(shared) :, -len(shared) :], abs=1e-9)


def test_slopes_are_those_of_the_log_likelihood() -> None:
    told, said = reports(60), np.linspace(3.0, 8.0, 60)
    error = np.full(60, 0.1)

    def likelihood_at(said: Floats) -> Floats:
        side = np.where(told.centre > said, told.below, told.above)
        scale = np.sqrt(side**2 + error**2)
        z = told.bound * (said - told.centre) / likelihood.EDGE
        bound = np.log(likelihood.LEAK + (1 - likelihood.LEAK) * norm.cdf(z))
        figure = student.logpdf((told.centre - said) / scale, likelihood.FREEDOM)
        return told.weight * np.where(told.bound == 0, figure, bound)

    numeric = (likelihood_at(said + 1e-6) - likelihood_at(said - 1e-6)) / 2e-6
    assert likelihood.pull_and_bend(told, said, error)[0] == pytest.approx(numeric, rel=1e-4, abs=1e-6)


def test_nothing_pulls_any_more_where_the_fit_ends() -> None:
    found = fit_of(reports())
    known = [newton.prior_system(design, found.scales, found.priors) for design in found.designs]
    system = newton.system_at(found.designs, found.unknowns, found.shared, found.scales, known)
    own, shared = found.arrow.solve(system.slopes, system.corner_slope)
    assert max(np.abs(step).max() for step in (*own, shared)) < newton.CLOSE


def test_the_same_bytes_come_twice_and_in_another_order() -> None:
    told, order = reports(), np.random.default_rng(5).permutation(40)
    day = np.arange(0.0, 230.0, 7.0)
    curves = [draw(fit_of(given)).curve(1, day, LEVELS).tobytes() for given in (told, told, told.take(order))]
    assert len(set(curves)) == 1


@pytest.mark.parametrize("seed", range(5))
def test_quantiles_fall_neither_over_levels_nor_over_days(seed: int) -> None:
    found = draw(fit_of(reports(seed=seed)))
    for series in range(3):
        curve = found.curve(series, np.arange(0.0, 230.0, 3.0), LEVELS)
        assert np.isfinite(curve).all()
        assert (np.diff(curve, axis=0) >= 0).all()
        assert (np.diff(curve, axis=1) >= 0).all()
        said = found.said(series, 1, np.full(9, np.nan), np.linspace(0, 230, 9), LEVELS)
        assert (np.diff(said, axis=1) >= 0).all()


def one(count: int, **changes: object) -> Reports:
    """Reports of one series and one voice."""
    ones, zeros = np.ones(count), np.zeros(count, dtype=np.int64)
    plain = Reports(
        series=zeros, voice=zeros, since=np.nan * ones, day=10.0 * np.arange(count), centre=5 * ones,
        below=0.05 * ones, above=0.05 * ones, weight=ones, bound=zeros,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (one(1), 100, 220),
        (one(3, centre=np.log([100.0, 90.0, 80.0])), 50, 150),  # counts that fall
        (one(2, day=np.zeros(2), centre=np.log([100.0, 200.0])), 90, 250),  # two totals on one day
        (one(3, bound=np.array([0, 0, 1]), centre=np.log([100.0, 100.0, 1e4])), 60, 400),  # a floor above every total
        (one(3, bound=np.array([0, 0, -1]), centre=np.log([100.0, 100.0, 1.0])), 40, 200),  # a ceiling below
        (one(3, centre=np.log([1e-3, 1e9, 1e-3])), 1e-9, 1e15),
        (one(2, since=np.array([np.nan, 0.0]), day=np.array([0.0, 30.0])), 150, 1200),  # a period on top of a total
    ],
)
def test_odd_reports_have_a_finite_answer(told: Reports, low: float, high: float) -> None:
    found = draw(fit_of(told, 60.0))
    best = np.exp(found.curve(0, np.array([told.day.max()]), LEVELS))[0]
    assert low < best[2] < high
    assert np.isfinite(best).all()


@pytest.mark.long
def test_a_million_figures_of_one_voice_cost_no_more_than_some_hundred() -> None:
    many = 1_000_000
    told, row = merged(one(many, day=np.arange(many) / 1000))
    assert len(told.day) == MOST_OF_VOICE
    assert told.day[-1] == (many - 1) / 1000
    assert (row >= 0).sum() == MOST_OF_VOICE


def test_a_voice_in_two_series_is_biased_alike_and_a_new_one_is_told_wider() -> None:
    told = reports(60, series=2, voices=3)
    high = replace(told, centre=told.centre + 0.8 * (told.voice == 0))
    found = draw(fit_of(high))
    assert found.fit.shared.argmax() == 0
    day = np.array([100.0])
    known, new = (found.said(0, voice, day * np.nan, day, LEVELS)[0] for voice in (0, -1))
    assert known[2] > new[2]
    assert new[-1] - new[0] > known[-1] - known[0]


def test_leaving_one_out_is_near_to_a_fit_without_it() -> None:
    told = merged(reports(60, series=1, voices=4))[0]
    whole = fit(told, 200.0)
    fast = left_out.left_out(whole, 0, 0.9, whole.arrow.corner_covariance())
    newest = np.array([whole.designs[0].newest])
    off = []
    for place in np.flatnonzero((told.bound == 0) & np.isnan(told.since) & (told.day < newest[0]))[::6]:
        other = fit(told.take(np.arange(len(told.day)) != place), 200.0)
        best, without = (
            found.designs[0].log_count(found.unknowns[0], found.designs[0].steps.parts(np.array([np.nan]), newest))[0][
                0
            ]
            for found in (whole, other)
        )
        off.append(abs(fast.pull_best[place] - (best - without)))
    assert np.median(off) < 0.02
    assert (fast.pull_low >= fast.pull_high)[told.bound == 0].all()


def test_two_distributions_mixed_half_and_half_are_their_mixture() -> None:
    rng = np.random.default_rng(4)
    one, other = (norm.ppf(LEVELS) * scale + shift for scale, shift in ((0.2, 1.0), (0.7, 0.4)))
    drawn = np.concatenate([rng.normal(1.0, 0.2, 200_000), rng.normal(0.4, 0.7, 200_000)])
    mixed = half_and_half(one[None], other[None], LEVELS)[0]
    assert mixed == pytest.approx(np.quantile(drawn, LEVELS), abs=0.01)
    assert half_and_half(one[None], one[None], LEVELS)[0] == pytest.approx(one)
    point = np.full((1, 5), 2.0)
    assert half_and_half(point, point, LEVELS)[0] == pytest.approx(point[0])
    assert half_and_half(one[None], np.full((1, 5), np.nan), LEVELS).shape == (1, 5)


def test_constants() -> None:
    """A change of one of these is a change of what was measured (docs/methods/curve.md)."""
    assert (steps.STEP_DAYS, steps.MOST_STEPS, series_design.KNOT_DAYS, series_design.MOST_KNOTS) == (7, 100, 28, 24)
    assert (likelihood.FREEDOM, likelihood.LEAK, likelihood.EDGE, likelihood.LEAST_VARIANCE) == (4, 0.1, 0.15, 9e-6)
    assert (fitted.ROUNDS, fitted.STEPS_OF_ROUND, fitted.LAST_STEPS, fitted.SETTLED) == (10, 12, 25, 0.01)
    assert (newton.LONGEST_STEP, newton.CLOSE, learned_scales.DRIFT_DAYS) == (1.5, 0.003, 30)
    assert (draws.DRAWS, draws.SEED, MOST_OF_VOICE, series_design.FIRST_DAYS) == (1000, 20220224, 400, 30)
    assert Priors(
        flow_sd=1.0, memory_days=84.0, level_sd=2.0, lump_sd=2.0, voice_sd=0.25, series_sd=0.2, drift=0.1,
        error_sd=0.15, voice_n=2.0, series_n=2.0, drift_n=8.0, error_n=2.0, error_all_n=8.0, common=0.2,
    ) == PRIORS  # fmt: skip
