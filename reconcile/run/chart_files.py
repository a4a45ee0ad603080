"""Tables for chart tools: all ranges, all lines, and each line in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from reconcile.columns import LINE, LINE_BAND, NAME_SHARES, RANGE_PLOT, Column, names
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.pages.chart_tables import line_band, range_plot
from reconcile.report.pages.name_shares import name_shares
from reconcile.report.sections import anchor

__all__ = ["chart_tables"]

# most series with a file of their own: as many as a reader would look through in a folder
MOST_LINES = 200


def chart_tables(
    result: Reconciliation, charted: pd.DataFrame, families: Mapping[str, str], folder: str
) -> dict[str, tuple[pd.DataFrame, tuple[Column, ...]]]:
    """Return the tables for chart tools by their path in the project, each with its columns.

    Parameters
    ----------
    result : Reconciliation
    charted : DataFrame
        Rows of `chart.csv`.
    families : mapping of family to title
    folder : str
        Path in the project to write them to.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> from reconcile.report.pages.chart_tables import chart_rows
    >>> claims = pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]})
    >>> result = reconcile(claims)
    >>> list(chart_tables(result, chart_rows(result.estimates), {}, "tables"))
    ['tables/range-plot.csv', 'tables/line-band.csv']
    """
    subjects = result.options.subjects
    lines = line_band(result.estimates, subjects=subjects, charted=charted)
    bars = range_plot(result.estimates, subjects=subjects, families=families, charted=charted)
    tables = {
        f"{folder}/range-plot.csv": (bars, RANGE_PLOT),
        f"{folder}/line-band.csv": (lines, LINE_BAND),
    }
    shares = name_shares(result.estimates, result.claims, subjects=subjects)
    if len(shares):
        tables[f"{folder}/name-shares.csv"] = (shares, NAME_SHARES)
    titles = lines["series"].drop_duplicates().iloc[:MOST_LINES]
    of_title = dict(list(lines[lines["series"].isin(titles)].groupby("series", sort=False)))
    for title, rows in of_title.items():
        tables[f"{folder}/line-band/{anchor(str(title))}.csv"] = (rows[names(LINE)], LINE)
    return tables
