"""A chart while it is drawn: texts and shapes by place, each escaped, each text cut to its room with a mark."""

from __future__ import annotations

from markupsafe import escape

from reconcile.report.charts.chart_style import SUBTITLE, TEXT, TITLE
from reconcile.report.charts.letter_widths import fitted, wrapped

__all__ = ["Pen", "number"]

# pixels between the baselines of the title, of the subtitle and of the note
TITLE_LINE, SUBTITLE_LINE, NOTE_LINE = 22.0, 18.0, 16.0

# lines of a title, of a subtitle and of a note at most; what is longer is cut with a mark
MOST_LINES = 4

SIZES = {"t": TITLE, "s": SUBTITLE}


def number(value: float) -> str:
    """Return a place in tenths of a pixel, as short as SVG takes it.

    Examples
    --------
    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Pen:
    """Parts of a chart in the order of drawing.

    Parameters
    ----------
    width : float
        Pixels for which the chart is laid out.
    told : bool
        Whether the facts of rows are written.
    """

    def __init__(self, width: float, *, told: bool = True) -> None:
        self.width = width
        self.told = told
        self.parts: list[str] = []
        # names that found no place
        self.unnamed: list[str] = []

    def text(self, x: float, y: float, words: str, kind: str = "", room: float | None = None) -> None:
        """Write a line; where it is cut to its room, the whole stands in its title."""
        if not words:
            return
        shown = words if room is None else fitted(words, room, TEXT, bold="b" in kind.split())
        self.label(x, y, shown, words, kind)

    def label(self, x: float, y: float, shown: str, whole: str, kind: str) -> None:
        """Write a line that may be cut already; the whole of it stands in its title."""
        title = "" if shown == whole or "…" not in shown else f"<title>{escape(whole)}</title>"
        kinds = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text x="{number(x)}" y="{number(y)}"{kinds}>{escape(shown)}{title}</text>')

    def path(self, data: str, kind: str) -> None:
        """Draw an outline."""
        self.parts.append(f'<path d="{data}" class="{kind}"/>')

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a dot."""
        self.parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{kind}"/>')

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a rectangle."""
        self.parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" class="{kind}"/>'
        )

    def open_row(self, fact: str) -> None:
        """Begin a row of which a fact is told under the pointer and by the arrow keys."""
        title = f"<title>{escape(fact)}</title>" if self.told else ""
        self.parts.append(f'<g class="row">{title}')

    def close_row(self) -> None:
        """End a row."""
        self.parts.append("</g>")

    def head(self, title: str, subtitle: str) -> float:
        """Write title and subtitle; return the height below them."""
        y = self._wrapped(TITLE, title, "t", TITLE_LINE)
        return self._wrapped(y, subtitle, "s", SUBTITLE_LINE) - SUBTITLE + 6.0

    def note(self, y: float, note: str, whole: str) -> float:
        """Write a note below a chart, in which names may be cut, and the whole of it; return the height below it."""
        return self._wrapped(y, note, "k", NOTE_LINE, whole) if note else y

    def _wrapped(self, y: float, text: str, kind: str, step: float, whole: str = "") -> float:
        size = SIZES.get(kind, TEXT)
        lines = wrapped(text, self.width, size, MOST_LINES, bold=kind == "t")
        if not lines:
            return y
        for line in lines:
            self.label(0.0, y, line, (whole or text) if "…" in line else line, kind)
            y += step
        return y
