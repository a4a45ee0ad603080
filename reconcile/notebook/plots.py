"""Series and histories of estimates, drawn into axes of matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from reconcile.engine.select import matching
from reconcile.engine.vintages import printed_points
from reconcile.errors import ConfigError
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.series import series_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["matched_series", "plot_history", "plot_series"]


def plot_series(
    estimates: pd.DataFrame, pattern: str, *, subjects: Mapping[str, str], axes: Axes | None = None
) -> Axes:
    """Draw quantities that differ only in their period, or one over its count dates.

    Parameters
    ----------
    estimates : DataFrame
    pattern : str
        Key, label or family, as `explain` takes it; scopes are drawn apart, each in its colour.
    subjects : mapping of str to str
        Words for parties.
    axes : Axes, optional
        Axes to draw into; default: new ones.

    Raises
    ------
    KeyError
        Nothing matches, or what matches is no series.
    ConfigError
        The series are in different units.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": "gain", "source": "A", "best": [300, 320], "temporal": "period",
    ...                        "period_start": ["2025-01-01", "2025-02-01"],
    ...                        "period_end": ["2025-01-31", "2025-02-28"]})
    >>> plot_series(reconcile(claims).estimates, "gain", subjects={}).get_title("left")
    '“gain/2025-01”, by month'
    """
    from reconcile.report.pictures.series_plot import draw_series, plain_axes

    points = matched_series(estimates, pattern, subjects)
    axes = plain_axes() if axes is None else axes
    draw_series(axes, points)
    return axes


def plot_history(
    vintages: pd.DataFrame, newest: pd.DataFrame, *, subjects: Mapping[str, str], axes: Axes | None = None
) -> Axes:
    """Draw what would have been printed of a quantity at each date of knowledge.

    Parameters
    ----------
    vintages : DataFrame
        As of `vintages_of`.
    newest : DataFrame
        The quantity's newest row of the estimates, for the title.
    subjects : mapping of str to str
        Words for parties.
    axes : Axes, optional
        Axes to draw into; default: new ones.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320],
    ...                        "published": ["2025-01-31", "2025-02-28"]})
    >>> result = reconcile(claims)
    >>> plot_history(result.vintages("dead"), result.estimates, subjects={}).get_xlabel()
    'known by'
    """
    from reconcile.report.pictures.series_plot import draw_vintages, plain_axes

    axes = plain_axes() if axes is None else axes
    draw_vintages(axes, vintages, str(titles(newest, subjects=subjects).iloc[0]))
    return axes


def matched_series(estimates: pd.DataFrame, pattern: str, subjects: Mapping[str, str]) -> pd.DataFrame:
    """Return the points of the series that a key, a label, a family or a pattern names.

    Returns
    -------
    DataFrame
        `series, day, low, best, high, publish, unit`: what `draw_series` takes.

    Raises
    ------
    KeyError
        Nothing matches, or what matches is no series.
    ConfigError
        The series are in different units.

    Examples
    --------
    >>> matched_series(pd.DataFrame({"quantity": ["dead"], "family": [""]}), "wounded", {})
    Traceback (most recent call last):
        ...
    KeyError: "nothing matches 'wounded'"
    """
    rows = estimates[matching(estimates, [pattern])]
    if rows.empty:
        raise KeyError(f"nothing matches '{pattern}'")
    points = series_of(rows, subjects=subjects)
    if points.empty:
        raise KeyError(f"what matches '{pattern}' is not a series: a series has two dates or periods")
    printed = printed_points(rows.iloc[points["row"].to_numpy()].reset_index(drop=True))
    units = sorted(set(printed["unit"]))
    if len(units) > 1:
        raise ConfigError(f"'{pattern}' matches series in {', '.join(units)}", hint="name one label or quantity")
    return printed.assign(series=points["title"], day=points["day"])
