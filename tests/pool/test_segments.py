"""Values in segments, one group behind the other."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool import segments
from reconcile.pool.segments import Segments, blocks_of


def two_groups() -> Segments:
    return Segments.of([10.0, 12.0, 5.0], [1.0, 4.0, 2.0], [0, 2])


def test_values_are_held_less_the_first_of_their_group() -> None:
    run = two_groups()
    assert (run.y.tolist(), run.origin.tolist()) == ([0.0, 2.0, 0.0], [10.0, 5.0])
    assert (run.sizes.tolist(), run.group.tolist()) == ([2, 1], [0, 0, 1])


def test_sums_means_and_squares_go_group_by_group() -> None:
    run = two_groups()
    assert run.sum(np.array([1.0, 2.0, 5.0])).tolist() == [3.0, 5.0]
    assert run.spread(np.array([7.0, 8.0])).tolist() == [7.0, 7.0, 8.0]
    total, mean = run.mean(np.array([1.0, 3.0, 2.0]))
    assert (total.tolist(), mean.tolist()) == ([4.0, 2.0], [1.5, 0.0])
    assert run.squares(np.array([1.0, 3.0, 2.0]), mean).tolist() == [1.5**2 + 3 * 0.5**2, 0.0]


def test_the_fixed_effect_by_hand() -> None:
    total, q, c = two_groups().fixed
    mean = (2 / 4) / 1.25
    assert total == pytest.approx([1.25, 0.5])
    assert q == pytest.approx([mean**2 + (2 - mean) ** 2 / 4, 0.0])
    assert c == pytest.approx([1.25 - (1 + 1 / 16) / 1.25, 0.0])


def test_some_groups() -> None:
    last = two_groups().take(np.array([False, True]))
    assert (last.y.tolist(), last.v.tolist(), last.starts.tolist(), last.origin.tolist()) == ([0.0], [2.0], [0], [5.0])


def test_a_variance_of_zero_stands_for_a_billionth() -> None:
    assert segments.ZERO_VARIANCE == 1e-9
    assert Segments.of([1.0, 2.0, 3.0], [0.0, 4.0, 2.0], [0]).v.tolist() == [2e-9, 4.0, 2.0]
    assert Segments.of([1.0, 4.0], [0.0, 0.0], [0]).v == pytest.approx([9e-9, 9e-9])
    assert Segments.of([4.0, 4.0], [0.0, 0.0], [0]).v == pytest.approx([16e-9, 16e-9])
    assert Segments.of([0.0], [0.0], [0]).v == pytest.approx([1e-9])
    apart = Segments.of([1.0, 1.0, 1.0], [0.0, 3.0, 5.0], [0, 1])
    assert apart.v == pytest.approx([1e-9, 3.0, 5.0])


@pytest.mark.parametrize(
    ("y", "v", "starts", "says"),
    [
        ([1.0, 2.0], [1.0], [0], r"one length; they have shapes \(2,\) and \(1,\)"),
        ([[1.0]], [[1.0]], [0], "one length"),
        ([1.0, np.nan], [1.0, 1.0], [0], "finite"),
        ([1.0], [np.inf], [0], "finite"),
        ([1.0], [-1.0], [0], "no variance negative"),
        ([1.0, 2.0], [1.0, 1.0], [1], "begin with 0"),
        ([1.0, 2.0], [1.0, 1.0], [0, 0], "no group may be empty"),
        ([1.0, 2.0], [1.0, 1.0], [0, 2], "no group may be empty"),
        ([1.0], [1.0], [], "begin with 0"),
        ([], [], [0], "begin with 0"),
    ],
)
def test_what_is_refused(y: list[float], v: list[float], starts: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Segments.of(y, v, starts)


def test_no_groups() -> None:
    nothing = Segments.of([], [], np.zeros(0, dtype=int))
    assert (nothing.sum(nothing.y).tolist(), nothing.sizes.tolist()) == ([], [])


def test_blocks_are_of_whole_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    assert segments.BLOCK == 131_072
    monkeypatch.setattr(segments, "BLOCK", 2)
    parts = blocks_of([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0] * 6, [0, 1, 2, 5])
    assert [(y.tolist(), starts.tolist()) for y, _, starts in parts] == [
        ([1.0, 2.0], [0, 1]), ([3.0, 4.0, 5.0], [0]), ([6.0], [0]),
    ]  # fmt: skip
    assert [len(v) for _, v, _ in parts] == [2, 3, 1]
    with pytest.raises(ValueError, match="one length"):
        blocks_of([1.0], [], [0])
