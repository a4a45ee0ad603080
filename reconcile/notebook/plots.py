"""Series and histories of a reconciliation, drawn or told: what its methods of the same names do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from reconcile.engine.select import matching
from reconcile.engine.vintages import printed_points
from reconcile.errors import ConfigError
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.sentences.comparisons import series_sentences
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.series import series_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["matched_series", "plot_history", "plot_series", "series_told"]


def plot_series(result: Reconciliation, pattern: str, axes: Axes | None = None) -> Axes:
    """Draw quantities that differ only in their period, or one over its count dates.

    Parameters
    ----------
    result : Reconciliation
    pattern : str
        Key, label or family, as `explain` takes it; scopes are drawn apart, each in its colour.
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
    >>> plot_series(reconcile(claims), "gain").get_title("left")
    '“gain/2025-01”, by month'
    """
    from reconcile.report.pictures.series_plot import draw_series, plain_axes

    with result.options.spoken():
        points = matched_series(result.estimates, pattern, result.options.subjects)
        axes = plain_axes() if axes is None else axes
        draw_series(axes, points)
    return axes


def plot_history(result: Reconciliation, newest: pd.DataFrame, axes: Axes | None = None) -> Axes:
    """Draw what would have been printed of a quantity at each date of knowledge.

    Parameters
    ----------
    result : Reconciliation
    newest : DataFrame
        The quantity's newest row of the estimates.
    axes : Axes, optional
        Axes to draw into; default: new ones.

    Raises
    ------
    ConfigError
        None of its claims has a date.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320],
    ...                        "published": ["2025-01-31", "2025-02-28"]})
    >>> result = reconcile(claims)
    >>> plot_history(result, result.estimates).get_xlabel()
    'known by'
    """
    from reconcile.report.pictures.series_plot import draw_vintages, plain_axes

    vintages = result.vintages(newest["quantity"].iloc[0])
    with result.options.spoken():
        axes = plain_axes() if axes is None else axes
        draw_vintages(axes, vintages, str(titles(newest, subjects=result.options.subjects).iloc[0]))
    return axes


def series_told(result: Reconciliation) -> pd.DataFrame:
    """Say of every period of every series how it compares with the one before, or why nothing is said.

    Returns
    -------
    DataFrame
        `series, earlier, later, comparison, sentence`, as of `reconcile.report.sentences.comparisons`.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": "gain", "source": ["A", "B"], "best": [300, 320], "temporal": "period",
    ...                        "period_start": ["2025-01-01", "2025-02-01"],
    ...                        "period_end": ["2025-01-31", "2025-02-28"]})
    >>> series_told(reconcile(claims))["comparison"].tolist()
    ['other_voices']
    """
    named = zip(result.sources["source"], result.sources["name"], strict=True)
    with result.options.spoken():
        return series_sentences(
            result.estimates, result.claims, subjects=result.options.subjects,
            sources={source: name for source, name in named if name},
        )  # fmt: skip


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
        raise KeyError(f"what matches '{pattern}' is no series: a series has two dates or periods")
    mine = printed_points(rows.iloc[points["row"].to_numpy()].reset_index(drop=True))
    units = sorted(set(mine["unit"]))
    if len(units) > 1:
        raise ConfigError(f"'{pattern}' matches series in {', '.join(units)}", hint="name one label or quantity")
    return mine.assign(series=points["title"], day=points["day"])
