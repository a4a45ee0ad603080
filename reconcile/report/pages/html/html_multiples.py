"""Small multiples as inline SVG: one small picture a place, its totals by month, all on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from reconcile.engine.sums.keys_of_sums import NOT_ASSIGNABLE
from reconcile.report.pages.html.elements import NARROW, TEXT, fitted, picture_element, tag
from reconcile.report.pages.sum_keys_read import PER_YEAR
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import clean
from reconcile.report.sentences.rounding import write_number

__all__ = ["MOST_MULTIPLES", "with_multiples"]

# places that have a picture at most, those with the largest totals: three screens of a desk, eight of a phone
MOST_MULTIPLES = 24

# pixels: a picture, two of which stand beside one another on a phone; top and bottom of the bars
SIZE, TOP, BOTTOM = (168.0, 112.0), 40.0, 92.0

# width of bold letters beside that of others
BOLD = 1.15

# share of a cell of time that its bar takes, and its least width in pixels: a thinner one is not seen
BAR, LEAST_BAR = 0.8, 0.6


def with_multiples(sums: Iterable[Mapping[str, Any]], *, drawn: bool) -> list[dict[str, Any]]:
    """Return the tables of sums with the pictures beside them.

    Parameters
    ----------
    sums : iterable of mapping
        As `sum_tables` returns them; they are left as they are.
    drawn : bool
        Whether pictures are drawn.

    Returns
    -------
    list of dict
        Each with `pictures`, a list, and `unpictured`, the number of places that have none, "" for 0.

    Examples
    --------
    >>> table = {"title": "Killed", "multiples": {"kind": "month", "first": 24000, "last": 24001,
    ...                                           "lines": [("Alton", {24000: 3.0, 24001: 7.0})]}}
    >>> (table,) = with_multiples([table], drawn=True)
    >>> len(table["pictures"]), "most in 2000-02: 7" in table["pictures"][0]
    (1, True)
    """
    return [{**table, **_pictures(table, number, drawn=drawn)} for number, table in enumerate(sums, start=1)]


def _pictures(table: Mapping[str, Any], number: int, *, drawn: bool) -> dict[str, Any]:
    multiples = table["multiples"]
    if not drawn or multiples is None:
        return {"pictures": [], "unpictured": ""}
    lines = multiples["lines"]
    # what no place has comes last, and is always seen
    unplaced = [line for line in lines[-1:] if NOT_ASSIGNABLE in line[0]]
    shown = [*lines[: min(MOST_MULTIPLES, len(lines)) - len(unplaced)], *unplaced]
    top = max((total for _, totals in shown for total in totals.values()), default=0.0)
    left = len(lines) - len(shown)
    return {
        "pictures": [_picture(table, line, (number, place), top) for place, line in enumerate(shown, start=1)],
        "unpictured": f"{left:,}" if left else "",
    }


def _picture(
    table: Mapping[str, Any], line: tuple[str, Mapping[int, float]], numbers: tuple[int, int], top: float
) -> Markup:
    name, totals = clean(line[0]), line[1]
    kind, first, last = (table["multiples"][key] for key in ("kind", "first", "last"))
    wide = SIZE[0] / (last - first + 1)
    heights = {cell: (BOTTOM - TOP) * total / top for cell, total in totals.items()} if top > 0 else {}
    bar = max(wide * BAR, LEAST_BAR)
    bars = "".join(f"M{(cell - first) * wide:.1f} {BOTTOM:.0f}v{-up:.1f}h{bar:.1f}v{up:.1f}z"
                   for cell, up in heights.items() if up > 0)  # fmt: skip
    peak = max(totals, key=lambda cell: (totals[cell], cell))
    middle = (peak - first + BAR / 2) * wide
    drawn = [
        tag("text", fitted(name, SIZE[0], TEXT * BOLD), x=0.0, y=13.0, class_="b"),
        tag("path", d=f"M0 {BOTTOM:.0f}H{SIZE[0]:.0f}", class_="grid"),
        *([tag("path", d=bars, class_="bars")] if bars else []),
        _at(write_number(totals[peak]), middle, BOTTOM - heights.get(peak, 0.0) - 5),
        tag("text", _time(kind, first), x=0.0, y=BOTTOM + 16, class_="muted"),
        tag("text", _time(kind, last), x=SIZE[0], y=BOTTOM + 16, class_="e muted"),
    ]
    phrases, most = words().sums, totals[peak]
    said = phrases["multiples_words" if most > 0 else "multiples_none"].format(
        count=f"{last - first + 1:,}", kinds=phrases[f"{kind}s"], first=_time(kind, first), last=_time(kind, last),
        peak=_time(kind, peak), most=write_number(most),
    )  # fmt: skip
    title = phrases["multiples"].format(title=table["title"], name=name)
    return picture_element("m-{}-{}".format(*numbers), SIZE, (title, said), drawn, f"table-sums-{numbers[0]}")


def _at(text: str, x: float, y: float) -> Markup:
    """Return words over a bar, inside of the picture."""
    half = len(text) * TEXT * NARROW / 2
    return tag("text", text, x=min(max(x, half), SIZE[0] - half), y=y, class_="m")


def _time(kind: str, number: int) -> str:
    """Return the name of a cell of time from its number."""
    year, rest = divmod(number, PER_YEAR[kind])
    return {"month": f"{year}-{rest + 1:02d}", "quarter": f"{year}Q{rest + 1}", "year": f"{year}"}[kind]
