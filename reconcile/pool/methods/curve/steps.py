"""Time in steps of even flow: how many days of each step lie between two days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats

__all__ = ["MOST_STEPS", "STEP_DAYS", "Steps", "steps_between"]

# days within which the flow is taken for even: counts of wars and disasters come weekly at most times
STEP_DAYS = 7.0

# steps of a series; over longer times they are longer, so that no series costs more than a hundred unknowns
MOST_STEPS = 100


@dataclass(frozen=True)
class Steps:
    """The steps of a series; what came before the first is one lump.

    Attributes
    ----------
    edges : ndarray of float, shape (steps + 1,)
        Rising, evenly spaced.
    """

    edges: Floats

    @property
    def count(self) -> int:
        """Number of steps."""
        return len(self.edges) - 1

    @property
    def length(self) -> float:
        """Days of a step."""
        return float(self.edges[1] - self.edges[0])

    def parts(self, since: Floats, day: Floats) -> Floats:
        """Return what counts between two days: of the lump 1 for totals and 0 for periods, of steps their days.

        Parameters
        ----------
        since, day : ndarray of float, shape (N,)
            `since` is nan for totals.

        Returns
        -------
        ndarray of float, shape (N, 1 + steps)
        """
        total = np.isnan(since)
        before = self._until(np.where(total, self.edges[0], since))
        return np.column_stack([total.astype(np.float64), np.maximum(self._until(day) - before, 0.0)])

    def _until(self, day: Floats) -> Floats:
        return np.clip(day[:, None] - self.edges[:-1], 0.0, self.length)


def steps_between(first: float, last: float) -> Steps:
    """Return steps from one day to another or a little beyond, `STEP_DAYS` long, or longer to be `MOST_STEPS` at most.

    Examples
    --------
    >>> steps_between(0.0, 20.0).edges.tolist()
    [0.0, 7.0, 14.0, 21.0]
    """
    span = max(last - first, STEP_DAYS)
    length = max(STEP_DAYS, span / MOST_STEPS)
    count = int(np.ceil(round(span / length, 9)))
    return Steps(np.linspace(first, first + length * count, count + 1))
