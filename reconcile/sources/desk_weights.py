"""The weights that the desk gives to sources: read as the numbers of claims are, with a finding where that fails."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN
from reconcile.records import findings

__all__ = ["desk_weights"]

# the weight of a source that the desk has not weighed
USUAL = 1.0

# largest factor that is taken: at the weakest grade it makes of a source a hundred times the best one, and no sum of
# weights leaves the range of numbers
MOST = 1_000.0


def desk_weights(table: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """Return the weight of every source, and findings on cells that are no weight.

    Parameters
    ----------
    table : DataFrame of str
        Rows of `sources.csv`: `source`, `weight`, `file`, `row`.

    Returns
    -------
    weights : Series of float
        1 where the cell is empty or cannot be read, 0 where it is below 0.
    findings : DataFrame

    Examples
    --------
    >>> weights, found = desk_weights(
    ...     pd.DataFrame({"source": ["A", "B", "C"], "weight": ["0.5", "inf", "-1"], "file": "", "row": [1, 2, 3]})
    ... )
    >>> weights.tolist(), found["value"].tolist()
    ([0.5, 1.0, 0.0], ['inf', '-1'])
    """
    parsed = parse_numbers(table["weight"], ClaimSettings())
    unread = (parsed.faults != "") | (parsed.values > MOST)
    weights = parsed.values.mask(unread).fillna(USUAL)
    wrong = (unread | (weights < 0)).to_numpy()
    rows = table[wrong]
    taken = weights[wrong].clip(lower=0.0)
    found = findings(
        "source-weight",
        [f"the weight of {source} is no number from 0 to {MOST:,.0f}; it is taken as {weight:g}"
         for source, weight in zip(rows["source"], taken, strict=True)],
        file=rows["file"], row=rows["row"], column="weight", value=rows["weight"].str.slice(0, SHOWN),
        hint="write a factor such as 0.5, or leave the cell empty",
    )  # fmt: skip
    return weights.clip(lower=0.0), found
