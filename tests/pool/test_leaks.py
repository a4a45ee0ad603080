"""What bounds leave to the intervals of a grid."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool.kernels import Bounds
from reconcile.pool.leaks import leaks, leaks_of_each

NODES = np.array([[0.0, 1.0, 2.0, 3.0]])


def bound(at: float, *, floor: bool = True, leak: float = 0.1, share: float = 1.0, edge: float = 0.0,
          blur: float = 0.0) -> Bounds:  # fmt: skip
    numbers = (np.array([number]) for number in (leak, share, edge, blur))
    return Bounds(np.array([0]), np.array([at]), np.array([floor]), *numbers)


def left(one: Bounds) -> list[float]:
    return leaks_of_each(one, NODES)[0].tolist()


@pytest.mark.parametrize(
    ("at", "floor", "expected"),
    [
        (1.5, True, [0.1, 0.55, 1.0]), (1.5, False, [1.0, 0.55, 0.1]), (1.0, True, [0.1, 1.0, 1.0]),
        (1.0, False, [1.0, 0.1, 0.1]), (-1.0, True, [1.0, 1.0, 1.0]), (9.0, True, [0.1, 0.1, 0.1]),
        (1.25, True, [0.1, 0.775, 1.0]), (1.25, False, [1.0, 0.325, 0.1]),
    ],
)  # fmt: skip
def test_a_sharp_bound(at: float, floor: bool, expected: list[float]) -> None:
    assert left(bound(at, floor=floor)) == pytest.approx(expected)


def test_a_soft_bound_falls_by_a_factor_e_every_edge() -> None:
    def factor(distance: float) -> float:
        return 0.1 + 0.9 * np.exp(-distance / 0.5)

    assert left(bound(2.0, edge=0.5)) == pytest.approx([factor(1.5), factor(0.5), 1.0])
    assert left(bound(1.0, floor=False, edge=0.5)) == pytest.approx([1.0, factor(0.5), factor(1.5)])
    # the middle of what is cut off of an interval: from 1 to 1.5 for a floor at 1.5
    assert left(bound(1.5, edge=0.5))[1] == pytest.approx((1 + factor(0.25)) / 2)


def test_a_bound_told_by_two_relays_cuts_with_half_of_its_power_each() -> None:
    assert left(bound(1.0, share=0.5)) == pytest.approx([np.sqrt(0.1), 1.0, 1.0])


def test_bounds_of_a_cell_multiply_and_others_leave_it_alone() -> None:
    both = Bounds(
        np.array([0, 0]), np.array([1.0, 2.0]), np.array([True, False]), np.full(2, 0.1), np.ones(2), *np.zeros((2, 2))
    )
    assert leaks(both, np.vstack([NODES, NODES])) == pytest.approx(np.array([[0.1, 1.0, 0.1], [1.0, 1.0, 1.0]]))
    twice = Bounds(
        np.array([1, 1]), np.array([1.0, 1.0]), np.array([True, True]), np.full(2, 0.1), np.ones(2), *np.zeros((2, 2))
    )
    assert leaks(twice, np.vstack([NODES, NODES]))[1] == pytest.approx([0.01, 1.0, 1.0])


def test_a_blurred_bound_has_no_edge_and_no_leak() -> None:
    for floor in (True, False):
        factors = left(bound(1.5, floor=floor, blur=1.0))
        assert factors == pytest.approx([0.1587, 0.5, 0.8413] if floor else [0.8413, 0.5, 0.1587], abs=1e-4)
