"""Axes of figures: log where values span, limits around what is drawn, round ticks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.report.rounding import Floats, group

__all__ = ["Span", "span_of"]

# ratio of the largest to the smallest value from which an axis is logarithmic: below it equal steps read well
LOG_FROM = 4.0

# share of the axis left free at either end, so that arrows and dots are not cut
MARGIN = 0.07

# ticks that fit under the plot without touching
MOST_TICKS = 6

# steps that read as round
ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

# ticks within a decade of a log axis, the richest that fits first
DECADE_TICKS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))

# ends of the axis where nothing is drawn, and the largest number drawn: beyond, limits would overflow
NOTHING, LARGEST = (0.0, 1.0), 1e290


@dataclass(frozen=True)
class Span:
    """An axis: its limits, its ticks and their words."""

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]

    @property
    def words(self) -> list[str]:
        """Ticks as text."""
        return [group(tick) for tick in self.ticks]

    def share(self, value: float | Floats, by: float) -> Floats:
        """Move values along the axis by a share of its length."""
        if self.log:
            return np.asarray(value * (self.high / self.low) ** by)
        return np.asarray(value + (self.high - self.low) * by)


def span_of(values: Floats) -> Span:
    """Lay an axis around values.

    Parameters
    ----------
    values : ndarray of float
        Everything that is drawn; nan and infinite ones are not looked at.

    Returns
    -------
    Span
        Logarithmic where all values are above 0 and the largest is at least four times the smallest.

    Examples
    --------
    >>> span_of(np.array([90.0, 4000.0])).words
    ['100', '200', '500', '1,000', '2,000', '5,000']
    >>> span_of(np.array([320.0, 427.0])).words
    ['325', '350', '375', '400', '425']
    """
    drawn = values[np.isfinite(values) & (np.abs(values) < LARGEST)]
    low, high = (float(drawn.min()), float(drawn.max())) if len(drawn) else NOTHING
    if low > 0 and high >= LOG_FROM * low:
        reach = (high / low) ** MARGIN
        return _log_span(low / reach, high * reach)
    reach = MARGIN * ((high - low) or abs(high) or 1.0)
    # a margin must not suggest values below zero where there are none
    start = low - reach if low < 0 else max(low - reach, 0.0 if low else -reach / 2)
    return Span(start, high + reach, False, _linear_ticks(start, high + reach))


def _log_span(low: float, high: float) -> Span:
    decades = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    for inside in DECADE_TICKS:
        ticks = [float(f"{lead * 10.0**power:.6g}") for power in decades for lead in inside]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if len(ticks) <= MOST_TICKS:
            break
    ticks = ticks[:: 1 + (len(ticks) - 1) // MOST_TICKS]
    return Span(low, high, True, tuple(ticks) if len(ticks) > 1 else _linear_ticks(low, high))


def _linear_ticks(low: float, high: float) -> tuple[float, ...]:
    rough = (high - low) / MOST_TICKS
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * lead for lead in ROUND_STEPS if power * lead >= rough * (1 - 1e-9))
    first, last = np.ceil(low / step), np.floor(high / step)
    return tuple(float(f"{place * step:.6g}") + 0.0 for place in np.arange(first, last + 1))
