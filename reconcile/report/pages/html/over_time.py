"""Pictures over time as inline SVG: a quantity by count date, and the history of an estimate by date of knowledge."""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from reconcile.arrays import Flags, Floats, strings
from reconcile.days import NO_DAY, days_of
from reconcile.engine.claims_behind import count_days
from reconcile.report.pages.html.elements import Axis, picture_element, tag
from reconcile.report.pictures.months import month_ticks, month_words, time_limits
from reconcile.report.pictures.ticks import UPRIGHT, Span, span_of
from reconcile.report.sections import Section
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.display_claims import range_ends

__all__ = ["DOWN", "SIZE", "Plane", "curve_picture", "history_picture", "plane_of", "unit_of"]

# pixels: the picture; where the plot begins and ends across, and begins and ends down
SIZE, ACROSS, DOWN = (860.0, 280.0), (70.0, 808.0), (26.0, 250.0)

# claims that a curve shows at most, the newest: more would be a smear
MOST_MARKS = 300

# radius of a claim's mark and of the dot of an estimate, half of the height of an arrow, in pixels
MARK, DOT, ARROW = 3.0, 3.6, 4.0

_NUMBERS = ("low", "low50", "best", "high50", "high")


class Plane:
    """Days across and values upwards, in pixels, with their grid."""

    def __init__(self, days: Floats, values: Floats) -> None:
        self.first, self.last = time_limits(days)
        self._across = Axis(Span(self.first, self.last, False, ()), *ACROSS)
        self._up = Axis(span_of(values, UPRIGHT), DOWN[1], DOWN[0])

    def x(self, days: Floats) -> Floats:
        """Return where days lie across, in pixels."""
        return self._across.at(days)

    def y(self, values: Floats) -> Floats:
        """Return where values lie down, in pixels."""
        return self._up.at(values)

    def grid(self, unit: str) -> list[Markup]:
        """Return round ticks of both axes, and the unit of the values."""
        lines = "".join(f"M{ACROSS[0]:.0f} {place:.1f}H{ACROSS[1]:.0f}" for place, _ in self._up.ticks())
        values = [tag("text", word, x=ACROSS[0] - 8, y=place + 4, class_="e") for place, word in self._up.ticks()]
        months = month_ticks(self.first, self.last)
        places = self.x(np.array(months)).tolist()
        under = [tag("text", month_words(day), x=place, y=DOWN[1] + 18, class_="m")
                 for day, place in zip(months, places, strict=True)]  # fmt: skip
        named = tag("text", unit, x=ACROSS[0], y=DOWN[0] - 12, class_="muted")
        return [tag("path", d=lines, class_="grid"), named, *values, *under]


def plane_of(days: Floats, values: Floats) -> Plane:
    """Return axes around days and values.

    Examples
    --------
    >>> plane = plane_of(np.array([0.0, 100.0]), np.array([1.0, 2.0]))
    >>> plane.x(np.array([50.0])).tolist()
    [439.0]
    """
    return Plane(days, values)


def unit_of(estimates: pd.DataFrame) -> str:
    """Return the unit of a quantity's values, in words.

    Examples
    --------
    >>> unit_of(pd.DataFrame({"unit": ["km2/day"]}))
    'sq km a day'
    """
    return str(full_unit_words(strings(estimates["unit"].tail(1)))[0])


def curve_picture(section: Section, facts: pd.Series, words_of: tuple[str, str], table: str) -> Markup:
    """Return a quantity over its count dates: claims as marks, the synthesis as a band.

    Parameters
    ----------
    section : Section
        With two dated estimates or more.
    facts : Series
        What is known of each claim, in words, by the index of the claims.
    words_of : (title, description)
    table : str
        Id of the table beside the picture.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.sections import families_of
    >>> days = ["2025-01-31", "2025-02-28"] * 2
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "A", "B", "B"], "best": [30, 40, 32, 41],
    ...                        "count_date": days, "temporal": "cumulative"})
    >>> (family,) = families_of(rc.reconcile(claims, at="month-end").tables())
    >>> picture = curve_picture(family.sections[0], pd.Series(["a claim"] * 4), ("Dead", "By month"), "dates")
    >>> picture.count("<title>a claim</title>"), picture.count("band wide")
    (4, 1)
    """
    estimates = section.estimates[section.estimates["count_date"].notna()]
    days = count_days(section.claims)
    claims = section.claims[days != NO_DAY].assign(day=days[days != NO_DAY].astype(np.float64))
    claims = claims.sort_values(["day", "claim_id"], kind="stable").iloc[-MOST_MARKS:]
    printed = (estimates["publish"] == "interval").to_numpy()
    at = days_of(estimates["count_date"]).astype(np.float64)
    ranges = range_ends(claims)
    pooled = {name: np.where(printed, estimates[name].to_numpy(np.float64), np.nan) for name in _NUMBERS}
    plane = plane_of(
        np.concatenate([at, claims["day"].to_numpy(np.float64)]), np.concatenate([*ranges, *pooled.values()])
    )
    marks = _marks(plane, claims, ranges, facts.loc[claims.index].tolist())
    drawn = [*plane.grid(unit_of(estimates)), *_band(plane, at, pooled, printed), *marks]
    return picture_element(f"c-{section.anchor}", SIZE, words_of, drawn, table)


def history_picture(name: str, vintages: pd.DataFrame, unit: str, words_of: tuple[str, str], table: str) -> Markup:
    """Return an estimate by date of knowledge, as a band.

    Parameters
    ----------
    name : str
        Unique in the page.
    vintages : DataFrame
        `as_of`, `low`, `best`, `high`, by date.
    unit : str
        In words.
    words_of : (title, description)
    table : str
        Id of the table beside the picture.

    Examples
    --------
    >>> known = pd.to_datetime(["2025-01-31", "2025-02-28"])
    >>> vintages = pd.DataFrame({"as_of": known, "low": [90.0, 95.0], "best": 100.0, "high": 110.0})
    >>> history_picture("h", vintages, "people", ("Dead", "Two vintages"), "history").count("band wide")
    1
    """
    numbers: dict[str, Floats] = {
        name: np.asarray(vintages.get(name, np.full(len(vintages), np.nan)), dtype=np.float64) for name in _NUMBERS
    }
    days, known = days_of(vintages["as_of"]).astype(np.float64), ~np.isnan(numbers["best"])
    plane = plane_of(days, np.concatenate(list(numbers.values())))
    return picture_element(name, SIZE, words_of, [*plane.grid(unit), *_band(plane, days, numbers, known)], table)


def _band(plane: Plane, days: Floats, numbers: dict[str, Floats], printed: Flags) -> list[Markup]:
    """Return the range, shaded between neighbours that both have one; without such a neighbour, an upright bar."""
    x, y = plane.x(days), {name: plane.y(values) for name, values in numbers.items()}
    drawn: list[Markup] = []
    for run in _runs(printed):
        drawn += _shade(x[run], y["low"][run], y["high"][run], "wide")
        drawn += _shade(x[run], y["low50"][run], y["high50"][run], "central")
        if len(run) > 1:
            drawn.append(tag("path", d=f"M{_points(zip(x[run], y['best'][run], strict=True))}", class_="line"))
        dots = zip(x[run].tolist(), y["best"][run].tolist(), strict=True)
        drawn += [tag("circle", cx=across, cy=down, r=DOT, class_="best") for across, down in dots]
    return drawn


def _shade(x: Floats, low: Floats, high: Floats, kind: str) -> list[Markup]:
    """Return the area between the ends of neighbouring ranges, of a single one a bar; nan ends are left out."""
    known = ~np.isnan(low) & ~np.isnan(high)
    x, low, high = x[known], low[known], high[known]
    if not len(x):
        return []
    if len(x) == 1:
        return [tag("path", d=f"M{x[0]:.1f} {low[0]:.1f}V{high[0]:.1f}", class_=f"lone {kind}")]
    edge = [*zip(x, low, strict=True), *zip(x[::-1], high[::-1], strict=True)]
    return [tag("path", d=f"M{_points(edge)}Z", class_=f"band {kind}")]


def _runs(flags: Flags) -> list[np.ndarray]:
    """Return the positions of flags that are set, neighbours together."""
    places = np.flatnonzero(flags)
    return [run for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(run)]


def _points(pairs: object) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in pairs)  # type: ignore[attr-defined]


def _marks(plane: Plane, claims: pd.DataFrame, ranges: tuple[Floats, Floats, Floats], facts: list[str]) -> list[Markup]:
    x = plane.x(claims["day"].to_numpy(np.float64))
    low, best, high = (plane.y(values) for values in ranges)
    lows, highs, used = (claims[name].to_numpy(bool) for name in ("open_low", "open_high", "used"))
    columns = (x, low, best, high, lows, highs, used, ~np.isnan(ranges[1]))
    rows = zip(facts, *(column.tolist() for column in columns), strict=True)
    return [_mark(fact, *row[:-1]) for fact, *row in rows if row[-1]]


def _mark(
    fact: str, x: float, low: float, best: float, high: float, open_low: bool, open_high: bool, used: bool
) -> Markup:
    arrows = [f"M{x:.1f} {low + ARROW:.1f}l{-ARROW} {-ARROW * 1.5}h{2 * ARROW}z"] * open_low
    arrows += [f"M{x:.1f} {high - ARROW:.1f}l{-ARROW} {ARROW * 1.5}h{2 * ARROW}z"] * open_high
    return tag(
        "g", tag("title", fact), tag("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", class_="range"),
        tag("circle", cx=x, cy=best, r=MARK, class_="dot"),
        *([tag("path", d="".join(arrows), class_="dot")] if arrows else []), class_="row" if used else "row idle",
    )  # fmt: skip
