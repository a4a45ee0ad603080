"""Distributions on a grid read by linear interpolation: points at levels, and shares at points.

A *level* is a probability, a *point* a place on the working scale. `places_of` finds the two nodes around a level, so
that several arrays can be read there.
"""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints

__all__ = ["between_nodes", "places_of", "read_at", "read_quantiles"]


def read_quantiles(nodes: Floats, cdf: Floats, levels: Floats) -> Floats:
    """Return quantiles by linear interpolation.

    Parameters
    ----------
    nodes, cdf : ndarray of float, shape (rows, nodes)
        Non-decreasing in every row, `cdf` from 0 to 1.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (rows, levels)

    Examples
    --------
    >>> read_quantiles(np.array([[0.0, 10.0]]), np.array([[0.0, 1.0]]), np.array([0.25])).tolist()
    [[2.5]]
    """
    return between_nodes(nodes, cdf, places_of(cdf, levels), levels)


def places_of(cdf: Floats, levels: Floats) -> Ints:
    """Return the flat index of the node that ends the interval in which each level lies, shape (rows, levels).

    Examples
    --------
    >>> places_of(np.array([[0.0, 0.4, 1.0], [0.0, 0.6, 1.0]]), np.array([0.5])).tolist()
    [[2], [4]]
    """
    rows, wide = cdf.shape
    right = np.stack([(cdf < level).sum(axis=1) for level in levels], axis=1)
    places: Ints = np.arange(rows)[:, None] * wide + np.clip(right, 1, wide - 1)
    return places


def between_nodes(nodes: Floats, cdf: Floats, right: Ints, levels: Floats) -> Floats:
    """Return the points at which distributions reach levels, interpolated between two nodes, shape (rows, levels).

    Parameters
    ----------
    nodes, cdf : ndarray of float, shape (rows, nodes)
    right : ndarray of int, shape (rows, levels)
        Flat index of the node behind each level, from `places_of`.
    levels : ndarray of float, shape (levels,)

    Examples
    --------
    >>> cdf, half = np.array([[0.0, 0.4, 1.0]]), np.array([0.7])
    >>> between_nodes(np.array([[0.0, 1.0, 3.0]]), cdf, places_of(cdf, half), half).round(6).tolist()
    [[2.0]]
    """
    before, after = cdf.ravel()[right - 1], cdf.ravel()[right]
    left, end = nodes.ravel()[right - 1], nodes.ravel()[right]
    share = np.clip((levels - before) / np.maximum(after - before, np.finfo(float).tiny), 0.0, 1.0)
    points: Floats = left + share * (end - left)
    return points


def read_at(nodes: Floats, cdf: Floats, cell: Ints, points: Floats) -> Floats:
    """Return distributions at one point of each cell, by linear interpolation.

    Parameters
    ----------
    nodes : ndarray of float, shape (cells, nodes)
    cdf : ndarray of float, shape (rows, nodes)
    cell : ndarray of int, shape (rows,)
        Cell of each distribution.
    points : ndarray of float, shape (cells,)

    Returns
    -------
    ndarray of float, shape (rows,)

    Examples
    --------
    >>> read_at(np.array([[0.0, 2.0]]), np.array([[0.0, 1.0]]), np.array([0]), np.array([0.5])).tolist()
    [0.25]
    """
    right = np.clip((nodes < points[:, None]).sum(axis=1), 1, nodes.shape[1] - 1)
    every_cell = np.arange(len(nodes))
    left_node, right_node = nodes[every_cell, right - 1], nodes[every_cell, right]
    share = np.clip((points - left_node) / np.maximum(right_node - left_node, np.finfo(float).tiny), 0.0, 1.0)[cell]
    rows = np.arange(len(cdf))
    before, after = cdf[rows, right[cell] - 1], cdf[rows, right[cell]]
    values: Floats = before + share * (after - before)
    return values
