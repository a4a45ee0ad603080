"""The boxes that the texts of an SVG fill, read from its bytes, so that a test sees them as a reader does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from reconcile.report.charts.letter_widths import width_of

SIZES = {"t": 17.0, "s": 13.0}


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right - 0.05
            and other.left < self.right - 0.05
            and self.top < other.bottom - 0.05
            and other.top < self.bottom - 0.05
        )


def texts_of(svg: str) -> list[ET.Element]:
    """Every text; namespaces are taken off."""
    root = ET.fromstring(re.sub(r' xmlns="[^"]+"', "", svg))  # noqa: S314  our own bytes
    return list(root.iter("text"))


def boxes_of(svg: str) -> list[Box]:
    return [_box(element) for element in texts_of(svg)]


def _box(element: ET.Element) -> Box:
    kinds = element.get("class", "").split()
    size = next((SIZES[kind] for kind in kinds if kind in SIZES), 12.0)
    text = element.text or ""
    width = width_of(text, size, bold="b" in kinds or "t" in kinds)
    left = float(element.get("x", "0")) - width * (1.0 if "e" in kinds else 0.5 if "m" in kinds else 0.0)
    # letters reach from 0.75 of their size above the baseline to 0.2 below it
    baseline = float(element.get("y", "0"))
    return Box(text, left, baseline - 0.75 * size, left + width, baseline + 0.2 * size)


def overlapping(svg: str) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in combinations(boxes_of(svg), 2) if one.overlaps(other)]


def outside(svg: str, width: float) -> list[str]:
    return [box.text for box in boxes_of(svg) if box.left < -0.1 or box.right > width + 0.1]
