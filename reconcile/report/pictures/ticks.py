"""Axes of pictures: logarithmic where values range widely, limits around what is drawn, round ticks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import write_number

__all__ = ["SMALLEST", "UPRIGHT", "Span", "span_of", "tick_words"]

# ratio of the largest to the smallest value from which an axis is logarithmic: below it equal steps read well
LOG_FROM = 4.0

# share of the axis left free at either end, so that arrows and dots are not cut
MARGIN = 0.07

# share of a value by which others differ only in digits that no tick is written with: they are drawn as one
ALIKE = 1e-9

# ticks that fit under the plot without touching
MOST_TICKS = 6

# steps that read as round
ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

# ticks within a decade of a log axis, the richest that fits first
DECADE_TICKS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))

# decades between ticks where an axis runs over many
DECADE_STEPS = (2, 3, 5, 10, 20, 50, 100)

# length of an upright axis in characters: no limit, as the words of its ticks are above one another
UPRIGHT = 1e6

# characters of 8 points that an axis under a forest plot is long, and that stay free between two words
USUAL_ROOM, BETWEEN_WORDS = 46.0, 1.5

# sizes that are written in short, the largest first, and the size from which they would not be short any more
SHORT, SHORT_BELOW = (("billion", 1e9), ("million", 1e6)), 1e12

# ends of the axis where nothing is drawn, and the smallest and largest number drawn: beyond, limits would overflow
NOTHING, SMALLEST, LARGEST = (0.0, 1.0), 1e-100, 1e100


@dataclass(frozen=True)
class Span:
    """An axis.

    Attributes
    ----------
    low, high : float
        Its limits.
    log : bool
        Whether it is logarithmic; then both limits are above 0.
    ticks : tuple of float
        Between the limits, rising.
    """

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]

    @property
    def words(self) -> list[str]:
        """Ticks as text."""
        return [tick_words(tick) for tick in self.ticks]

    def share(self, value: float | Floats, by: float) -> Floats:
        """Return values moved along the axis by a share of its length."""
        if self.log:
            return np.asarray(value * (self.high / self.low) ** by)
        return np.asarray(value + (self.high - self.low) * by)


def tick_words(value: float) -> str:
    """Return the words of a tick, millions and billions in short.

    Examples
    --------
    >>> tick_words(500000.0), tick_words(2500000.0)
    ('500,000', '2.5m')
    """
    for unit, size in SHORT:
        if size <= abs(value) < SHORT_BELOW:
            return words().pictures[unit].format(number=write_number(value / size))
    return write_number(value)


def span_of(values: Floats, room: float = USUAL_ROOM, *, log: bool | None = None) -> Span:
    """Return an axis around values.

    Parameters
    ----------
    values : ndarray of float
        Everything that is drawn; nan and infinite ones are left out.
    room : float
        Length of the axis in characters; the words of neighbouring ticks do not touch.
    log : bool, optional
        Whether it is logarithmic, where all values are above 0; default: where the largest is at least four times the
        smallest as well.

    Returns
    -------
    Span

    Examples
    --------
    >>> span_of(np.array([90.0, 4000.0])).words
    ['100', '200', '500', '1,000', '2,000', '5,000']
    >>> span_of(np.array([320.0, 427.0])).words
    ['325', '350', '375', '400', '425']
    """
    size = np.abs(values)
    drawn = values[(values == 0) | (size > SMALLEST) & (size < LARGEST)]
    low, high = (float(drawn.min()), float(drawn.max())) if len(drawn) else NOTHING
    if low > 0 and (high >= LOG_FROM * low if log is None else log and high > low):
        reach = (high / low) ** MARGIN
        return _ticked(low / reach, high * reach, room, log=True)
    size_drawn = max(abs(low), abs(high))
    reach = MARGIN * (high - low if high - low > ALIKE * size_drawn else size_drawn or 1.0)
    # a margin must not suggest values below zero where there are none
    start = low - reach if low < 0 else max(low - reach, 0.0 if low else -reach / 2)
    span = _ticked(start, high + reach, room, log=False)
    return span if low < 0 else replace(span, ticks=tuple(tick for tick in span.ticks if tick >= 0))


def _ticked(low: float, high: float, room: float, *, log: bool) -> Span:
    """Return an axis with the most round ticks whose words do not touch."""
    choices = [_log_ticks(low, high, inside) for inside in DECADE_TICKS] if log else []
    choices += [_log_ticks(low, high, (1.0,))[::step] for step in DECADE_STEPS] if log else []
    choices += [_linear_ticks(low, high, most) for most in range(MOST_TICKS, 0, -1)]
    spans = [Span(low, high, log, ticks) for ticks in choices if 1 < len(ticks) <= MOST_TICKS]
    fitting = (span for span in spans if _fits(span, room))
    return next(fitting, spans[-1] if spans else Span(low, high, log, (low, high)))


def _fits(span: Span, room: float) -> bool:
    ends = np.array([span.low, span.high, *span.ticks])
    place = np.log(ends) if span.log else ends
    place = (place[2:] - place[0]) / (place[1] - place[0]) * room
    length = np.array([len(word) for word in span.words])
    return bool((np.diff(place) >= (length[1:] + length[:-1]) / 2 + BETWEEN_WORDS).all())


def _log_ticks(low: float, high: float, inside: tuple[float, ...]) -> tuple[float, ...]:
    decades = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    ticks = [float(f"{lead * 10.0**power:.6g}") for power in decades for lead in inside]
    return tuple(tick for tick in ticks if low <= tick <= high)


def _linear_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    rough = (high - low) / most
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * lead for lead in ROUND_STEPS if power * lead >= rough * (1 - 1e-9))
    first, last = np.ceil(low / step), np.floor(high / step)
    return tuple(float(f"{place * step:.12g}") + 0.0 for place in np.arange(first, last + 1))
