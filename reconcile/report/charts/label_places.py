"""Places of labels beside their marks: none on another, none on a mark, and as few lines under them as can be."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reconcile.arrays import Flags, Floats

__all__ = ["LabelPlaces"]

# pixels: height of a label, how far its middle lies above its baseline, and its distance from its mark
HEIGHT, MIDDLE, NEAR = 15.0, 4.0, 8.0

# steps above and below the mark at which a place is looked for, in heights of a label
_STEPS = np.array([0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6], dtype=np.float64)

# of these steps those that stay beside the mark
_BESIDE = 3

# pixels that a line under a label weighs, for every sample of it: a label elsewhere is farther by that
_CROSSED = 5.0

# pixels from which a label is tied to its mark by a line, and that stay free between two labels
_TIED, _APART = 26.0, 3.0


@dataclass
class LabelPlaces:
    """Room for labels in a rectangle.

    Parameters
    ----------
    left, right, top, bottom : float
        Pixels.
    marks : ndarray of float, shape (marks, 2)
        Places that labels keep off.
    radius : float
        Of a mark.
    lines : ndarray of float, shape (points, 2)
        Points along lines, which labels cross as seldom as can be.

    Examples
    --------
    >>> places = LabelPlaces(0.0, 200.0, 0.0, 100.0, np.array([[50.0, 50.0]]), 4.0, np.zeros((0, 2)))
    >>> places.place(50.0, 50.0, 40.0)  # to the right of its mark
    (58.0, 54.0, False)
    >>> places.place(50.0, 50.0, 40.0)  # over it
    (30.0, 39.0, False)
    """

    left: float
    right: float
    top: float
    bottom: float
    marks: Floats
    radius: float
    lines: Floats
    _taken: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._taken = np.hstack([self.marks - self.radius, self.marks + self.radius])

    def place(self, x: float, y: float, width: float, *, beside: bool = False) -> tuple[float, float, bool] | None:
        """Find a place for a label of a mark and take it.

        Parameters
        ----------
        x, y, width : float
            Pixels: the mark, and the width of the label.
        beside : bool
            Whether only a place beside the mark will do.

        Returns
        -------
        (left, baseline, tied) or None
            Where the label begins, and whether a line should tie it to its mark; None where there is no room. Of places
            as good as one another the first is taken: right, left, over the middle, then above and below.
        """
        boxes = self._boxes(x, y, width, _STEPS[:_BESIDE] if beside else _STEPS)
        boxes = boxes[self._free(boxes)]
        if not len(boxes):
            return None
        across = np.maximum(np.maximum(boxes[:, 0] - x, x - boxes[:, 2]), 0.0)
        away = np.hypot(across, np.maximum(np.maximum(boxes[:, 1] - y, y - boxes[:, 3]), 0.0))
        # the end of a line leads on to its name
        onward = (boxes[:, 0] == x + NEAR) & (np.abs((boxes[:, 1] + boxes[:, 3]) / 2 - y) < 1.0)
        cost = np.where(onward, 0.0, away) + _CROSSED * self._crossed(boxes)
        best = int(np.argmin(np.round(cost, 6)))
        box = boxes[best]
        self._taken = np.vstack([self._taken, box + np.array([-_APART, 0.0, _APART, 0.0])])
        return float(box[0]), float((box[1] + box[3]) / 2 + MIDDLE), bool(away[best] > _TIED)

    def _boxes(self, x: float, y: float, width: float, steps: Floats) -> Floats:
        """Return the places that are looked at: left, top, right and bottom of each."""
        wished = np.array([x + NEAR, x - NEAR - width, x - width / 2, x - width + NEAR, x - NEAR])
        start = np.tile(np.clip(wished, self.left, max(self.right - width, self.left)), len(steps))
        middle = np.repeat(y + steps * HEIGHT, len(wished))
        return np.column_stack([start, middle - HEIGHT / 2, start + width, middle + HEIGHT / 2])

    def _free(self, boxes: Floats) -> Flags:
        inside = (boxes[:, 2] <= self.right + 0.01) & (boxes[:, 1] >= self.top) & (boxes[:, 3] <= self.bottom)
        left, top, right, bottom = (boxes[:, [side]] for side in range(4))
        x0, y0, x1, y1 = self._taken.T
        touching = (left < x1) & (x0 < right) & (top < y1) & (y0 < bottom)
        free: Flags = inside & ~touching.any(axis=1)
        return free

    def _crossed(self, boxes: Floats) -> Floats:
        x, y = self.lines.T
        left, top, right, bottom = (boxes[:, [side]] for side in range(4))
        return np.asarray(((x > left) & (x < right) & (y > top) & (y < bottom)).sum(axis=1), dtype=np.float64)
