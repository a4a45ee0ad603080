"""A reconciliation as a notebook shows it: a sentence a quantity, with its figure rounded as in the report."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from reconcile.plurals import counted
from reconcile.report.sentences.display import display_estimates
from reconcile.report.sentences.headings import titles

__all__ = ["MOST_ROWS", "brief_table"]

# quantities shown: what a reader scrolls through under a cell; `printed` and `estimates` have all
MOST_ROWS = 30

# columns of the table, and their headings
_SHOWN = {
    "title": "what is counted", "sentence": "draft sentence", "figure": "figure", "when": "date",
    "verdict": "verdict", "heard": "voices", "agreement": "agreement",
}  # fmt: skip

# the class keeps the style from other tables of the notebook: a sentence is read in lines from its left
_CLASS = "reconcile-brief"
_STYLE = f"<style>table.{_CLASS} td {{text-align: left; vertical-align: top; max-width: 32em}}</style>"


def brief_table(estimates: pd.DataFrame, claims: pd.DataFrame, *, subjects: Mapping[str, str],
                families: Mapping[str, str]) -> str:  # fmt: skip
    """Return the quantities at their newest dates as an HTML table.

    Parameters
    ----------
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`.
    subjects, families : mapping
        As in `sentences`.

    Returns
    -------
    str
        Everything that comes from data is escaped; how many quantities are not shown is said under the table.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [3000, 3200]}))
    >>> "<td>3,000 – 3,200</td>" in brief_table(result.estimates, result.claims, subjects={}, families={})
    True
    """
    newest = estimates.drop_duplicates("quantity", keep="last")
    rows = newest.iloc[:MOST_ROWS]
    shown = display_estimates(
        rows, claims[claims["quantity"].isin(rows["quantity"])], subjects=subjects, families=families
    )
    shown["title"] = titles(rows, subjects=subjects)
    # sentences are not cut
    with pd.option_context("display.max_colwidth", None):
        table = shown[list(_SHOWN)].rename(columns=_SHOWN).to_html(index=False, escape=True, border=0, classes=_CLASS)
    more = len(newest) - len(rows)
    rest = f"<p>{counted(more, 'more quantity', 'more quantities')} in <code>estimates</code></p>" if more else ""
    return f"<div>{_STYLE}{table}{rest}</div>"
