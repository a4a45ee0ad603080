"""The share of an estimate that a list of names holds, as a small picture over time, inline SVG, legible on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from reconcile.arrays import Floats
from reconcile.days import days_of
from reconcile.report.pages.html.elements import NARROW, TEXT, picture_element, tag
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import clean
from reconcile.report.sentences.rounding import write_percentages

__all__ = ["with_share_pictures"]

# pixels: a picture as wide as a phone; where the plot begins and ends across, and begins and ends down
SIZE, ACROSS, DOWN = (360.0, 200.0), (40.0, 306.0), (22.0, 168.0)

# shares that have a line, in percent: none, half, and all of an estimate
_LINES = (0.0, 50.0, 100.0)

# times the usual distance between two points from which a line is broken: between them nobody counted
_BREAK = 3.0

# radius of the dots at both ends, in pixels
_DOT = 3.2


def with_share_pictures(named: Iterable[Mapping[str, Any]], *, drawn: bool) -> list[dict[str, Any]]:
    """Return the tables of shares with the picture of each, "" where none is drawn.

    Parameters
    ----------
    named : iterable of mapping
        As `name_tables` returns them; they are left as they are.
    drawn : bool
        Whether pictures are drawn.

    Examples
    --------
    >>> points = pd.DataFrame({"date": pd.to_datetime(["2024-01-31", "2024-02-29"]), "share": [40.0, 60.0],
    ...                        "share_low": [35.0, 50.0], "share_high": [45.0, 70.0]})
    >>> (table,) = with_share_pictures([{"title": "Named", "points": points}], drawn=True)
    >>> "60%" in table["picture"], table["picture"].count("band wide")
    (True, 1)
    """
    return [{**table, "picture": _picture(table["title"], table["points"], number) if drawn else ""}
            for number, table in enumerate(named, start=1)]  # fmt: skip


def _picture(title: str, points: pd.DataFrame, number: int) -> Markup:
    days = days_of(points["date"]).astype(np.float64)
    low, share, high = (points[name].to_numpy(np.float64) for name in ("share_low", "share", "share_high"))
    x, top = _across(days), max(100.0, float(high.max()))
    down = {name: _down(values, top) for name, values in (("low", low), ("share", share), ("high", high))}
    said, dates = write_percentages(share / 100), date_words(points["date"])
    drawn = [*_grid(top), *_lines(x, down, days), *_ends(x, down["share"], said), *_dates(x, dates)]
    peak = int(share.argmax())
    if share[peak] > _LINES[-1] and 0 < peak < len(share) - 1:
        drawn.append(tag("text", said[peak], x=float(x[peak]) + 6, y=float(down["share"][peak]) + 4, class_="b"))
    text = (
        words()
        .sums["shares_words"]
        .format(count=f"{len(points):,}", first=dates[0], last=dates[-1], begins=said[0], ends=said[-1])
    )
    return picture_element(f"n-{number}", SIZE, (clean(title), text), drawn, f"table-named-{number}")


def _across(days: Floats) -> Floats:
    return np.asarray(ACROSS[0] + (ACROSS[1] - ACROSS[0]) * (days - days[0]) / max(days[-1] - days[0], 1.0))


def _down(values: Floats, top: float) -> Floats:
    return np.asarray(DOWN[1] - (DOWN[1] - DOWN[0]) * values / top)


def _grid(top: float) -> list[Markup]:
    """Return a line at nothing, half and all of the estimate, with its share."""
    places = _down(np.array(_LINES), top).tolist()
    lines = "".join(f"M{ACROSS[0]:.0f} {place:.1f}H{ACROSS[1]:.0f}" for place in places)
    written = [tag("text", f"{share:.0f}%", x=ACROSS[0] - 6, y=place + 4, class_="e muted")
               for share, place in zip(_LINES, places, strict=True)]  # fmt: skip
    return [tag("path", d=lines, class_="grid"), *written]


def _lines(x: Floats, down: Mapping[str, Floats], days: Floats) -> list[Markup]:
    """Return the shares as a line in the band of their ends, broken where nobody counted for long."""
    steps = np.diff(days)
    breaks = np.flatnonzero(steps > _BREAK * np.median(steps)) + 1
    drawn = []
    for run in np.split(np.arange(len(x)), breaks):
        edge = [*zip(x[run], down["low"][run], strict=True), *zip(x[run][::-1], down["high"][run][::-1], strict=True)]
        drawn.append(tag("path", d=f"M{_points(edge)}Z", class_="band wide"))
        drawn.append(tag("path", d=f"M{_points(zip(x[run], down['share'][run], strict=True))}", class_="line"))
    return drawn


def _points(pairs: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{across:.1f} {down:.1f}" for across, down in pairs)


def _ends(x: Floats, down: Floats, said: np.ndarray) -> list[Markup]:
    """Return a dot and the share at the first and at the last point."""
    dots = [tag("circle", cx=x[place], cy=down[place], r=_DOT, class_="best") for place in (0, -1)]
    # the first share stands above its dot, the last one behind it
    half = len(str(said[0])) * TEXT * NARROW / 2
    first = tag("text", said[0], x=max(float(x[0]), ACROSS[0] + half), y=max(float(down[0]) - 9, TEXT), class_="m b")
    return [*dots, first, tag("text", said[-1], x=float(x[-1]) + 8, y=float(down[-1]) + 4, class_="b")]


def _dates(x: Floats, dates: np.ndarray) -> list[Markup]:
    low = DOWN[1] + 20
    return [tag("text", dates[0], x=ACROSS[0], y=low, class_="muted"),
            tag("text", dates[-1], x=SIZE[0] - 4, y=low, class_="e muted")]  # fmt: skip
