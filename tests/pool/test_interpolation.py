"""Distributions read between the nodes of their grid."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool.interpolation import between_nodes, places_of, read_at, read_quantiles

NODES = np.array([[0.0, 1.0, 3.0], [10.0, 20.0, 30.0]])
CDF = np.array([[0.0, 0.4, 1.0], [0.0, 0.6, 1.0]])


def test_points_at_levels() -> None:
    levels = np.array([0.0, 0.2, 0.4, 0.7, 1.0])
    assert read_quantiles(NODES, CDF, levels) == pytest.approx(
        np.array([[0.0, 0.5, 1.0, 2.0, 3.0], [10.0, 13.3333333, 16.6666667, 22.5, 30.0]])
    )


def test_places_are_those_of_the_node_behind_the_level() -> None:
    assert places_of(CDF, np.array([0.0, 0.4, 0.5, 1.0, 2.0])).tolist() == [[1, 1, 2, 2, 2], [4, 4, 4, 5, 5]]
    places = places_of(CDF, np.array([0.5]))
    assert between_nodes(NODES, CDF, places, np.array([0.5])) == pytest.approx(np.array([[4 / 3], [18.3333333]]))


def test_a_level_beyond_the_ends_stays_at_the_end() -> None:
    assert read_quantiles(NODES[:1], CDF[:1], np.array([-1.0, 2.0])).tolist() == [[0.0, 3.0]]


def test_a_flat_stretch_divides_by_nothing() -> None:
    flat = np.array([[0.0, 0.5, 0.5, 1.0]])
    assert read_quantiles(np.array([[0.0, 1.0, 2.0, 3.0]]), flat, np.array([0.5])).tolist() == [[1.0]]


def test_shares_at_points() -> None:
    cell = np.array([0, 1, 1])
    rows = np.array([[0.0, 0.4, 1.0], [0.0, 0.6, 1.0], [0.0, 3.0, 5.0]])
    assert read_at(NODES, rows, cell, np.array([2.0, 15.0])).tolist() == pytest.approx([0.7, 0.3, 1.5])
    assert read_at(NODES, rows, cell, np.array([-9.0, 99.0])).tolist() == [0.0, 1.0, 5.0]
    assert read_at(NODES, rows, cell, np.array([1.0, 20.0])).tolist() == pytest.approx([0.4, 0.6, 3.0])
