"""The interval beside a sum: what a later edition may say."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.engine.sums.interval import (
    COMING,
    COMMON,
    ENOUGH_CELLS,
    LEAST_EVENTS,
    PRIOR,
    SHARED,
    TAIL,
    ends_of,
    learn_revision,
)

LEVEL = np.array([0.05, 0.95])


def ends(mean: float, *, cells: int = 1, variance: float = 0.0) -> list[float]:
    """Return the ends of a total that is made of so many equal months and places."""
    one = np.array([mean])
    return [float(end) for end in ends_of(one, np.array([variance]), one**2 / cells, PRIOR, LEVEL)[0]]


def test_the_constants_are_those_that_were_measured() -> None:
    assert (SHARED, COMMON, COMING, TAIL, ENOUGH_CELLS, LEAST_EVENTS) == (0.2, 0.2, 0.5, 0.25, 19, 10)
    assert (PRIOR.growth, PRIOR.quartiles.tolist(), PRIOR.tails.tolist()) == (1.006, [-0.3, -0.02, 0.94], [1.0, 1.15])


def test_a_total_is_not_expected_to_vanish_and_may_nearly_double() -> None:
    low, high = ends(56)
    assert 56 / 2 < low < 56 < high < 56 * 2


@pytest.mark.parametrize("wider", [{"mean": 56, "variance": 400.0}, {"mean": 12}])
def test_the_interval_is_wider_over_events_with_ends_of_their_own_and_over_few_events(wider: dict[str, float]) -> None:
    low, high = ends(**wider)
    usual = ends(56)
    assert (high - low) / wider["mean"] > (usual[1] - usual[0]) / 56


def test_months_of_a_year_are_not_all_wrong_together_and_not_each_for_itself() -> None:
    spans = [np.log(high / low) for low, high in (ends(10_000, cells=count) for count in (1, 12, 10**6))]
    assert spans[0] > spans[1] > spans[2] > 0.4 * spans[0]


def test_tails_are_read_from_means_so_that_one_wild_month_is_no_end() -> None:
    mean = np.full(40, 100.0)
    later = mean + np.linspace(-20, 20, 40)
    wild = later.copy()
    wild[0] = 5.0
    both = [learn_revision(mean, 0 * mean, figures, 1.0) or PRIOR for figures in (later, wild)]
    lows = [ends_of(mean[:1], 0 * mean[:1], mean[:1] ** 2, learned, LEVEL)[0, 0] for learned in both]
    assert 40 < lows[1] < lows[0] < 85


def test_from_few_cells_nothing_is_learned() -> None:
    mean = np.full(ENOUGH_CELLS, 100.0)
    assert learn_revision(mean, 0 * mean, mean, 1.0) is not None
    assert learn_revision(mean[1:], 0 * mean[1:], mean[1:], 1.0) is None
    assert learn_revision(mean / 11, 0 * mean, mean, 1.0) is None


def test_nothing_expected_is_between_nothing_and_some() -> None:
    low, high = ends(0.0)
    assert (low, high > 0) == (0.0, True)
