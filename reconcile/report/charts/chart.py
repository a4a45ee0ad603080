"""A chart before it is drawn: what it says, what it shows, and how it is laid out at a width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.charts.chart_table import ChartTable
from reconcile.report.charts.pen import Pen
from reconcile.report.pictures.ticks import SMALLEST
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten

__all__ = ["LOG_FROM", "NARROW", "WIDE", "Chart", "can_be_log", "scales_of"]

# pixels for which charts are laid out: a column of a desk, and a phone of 390 pixels without its margins
WIDE, NARROW = 860.0, 360.0

# ratio of the largest to the smallest value from which a reader may ask for the other scale, and from which totals are
# shown on the logarithmic one at first: two decades, where a linear axis hides all but the largest
SWITCH_FROM, LOG_FROM = 10.0, 100.0

# names below a chart that found no place in it, and characters of each
_LISTED, _NAME = 6, 40


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart.

    Attributes
    ----------
    name : str
        Fit for an id and the name of a file.
    title : str
        What it shows, as a sentence.
    subtitle : str
        What is counted, in what unit, when.
    description : str
        For readers who cannot see it.
    note : str
        What is not drawn.
    data : mapping of str to sequence of str or ndarray of float
        Everything that is drawn, as a table.
    scales : tuple of bool
        Whether each scale that a reader may choose is logarithmic, the first one shown at first.
    draw : callable
        Takes a pen, the height at which to begin, and whether the scale is logarithmic; returns the height below.
    """

    name: str
    title: str
    subtitle: str
    description: str
    note: str
    data: ChartTable
    scales: tuple[bool, ...]
    draw: Callable[[Pen, float, bool], float]
    _made: dict[tuple[float, bool, bool], tuple[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def drawn(self, width: float, *, log: bool, alone: bool = False) -> tuple[str, float]:
        """Return the inside of the SVG and its height; it is drawn once, for pages and files.

        A page has the facts of rows once, in the wide picture on the first scale: the others take them from there,
        unless they stand alone.
        """
        told = alone or (width == WIDE and log == self.scales[0])
        if (width, log, told) not in self._made:
            self._made[width, log, told] = self._drawn(Pen(width, told=told), log=log)
        return self._made[width, log, told]

    def _drawn(self, pen: Pen, *, log: bool) -> tuple[str, float]:
        scale = words().charts["log_scale"] if log else ""
        y = self.draw(pen, pen.head(self.title, self.subtitle + scale), log)
        short, whole = (" ".join(filter(None, (self.note, text))) for text in _unnamed(pen.unnamed))
        y = pen.note(y + 4.0, short, whole)
        return "".join(pen.parts), y


def _unnamed(names: list[str]) -> tuple[str, str]:
    """Return the names that found no place in a chart, in words: the first of them, cut, and all."""
    if not names:
        return "", ""
    more = len(names) - _LISTED
    form = words().charts["unnamed_more" if more > 0 else "unnamed"]
    short = form.format(names=", ".join(shorten(name, _NAME) for name in names[:_LISTED]), count=f"{more:,}")
    return short, words().charts["unnamed"].format(names=", ".join(names))


def scales_of(values: Floats, *, first_log: bool) -> tuple[bool, ...]:
    """Return the scales that a reader may choose, the first one shown at first.

    Examples
    --------
    >>> scales_of(np.array([10.0, 20.0]), first_log=False), scales_of(np.array([10.0, 200.0]), first_log=False)
    ((False,), (False, True))
    """
    if not can_be_log(values):
        return (False,)
    return (True, False) if first_log else (False, True)


def can_be_log(values: Floats, from_ratio: float = SWITCH_FROM) -> bool:
    """Return whether values are all above zero, and range widely enough for a logarithmic axis.

    Examples
    --------
    >>> can_be_log(np.array([10.0, 200.0])), can_be_log(np.array([0.0, 200.0]))
    (True, False)
    """
    known = values[np.isfinite(values)]
    return bool(len(known) and known.min() > SMALLEST and known.max() >= from_ratio * known.min())
