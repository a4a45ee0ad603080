"""The methods side by side: a table per quantity for the appendix, and a clause for its section."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.report.sentences.clauses import unit_words
from reconcile.report.sentences.rounding import rounding_step, write_numbers, write_percentages

__all__ = ["methods_beside", "other_methods"]

# printed where a method gives no number
NOTHING = "—"

# columns of a quantity's methods
COLUMNS = ("quantity", "method", "best", "low", "high", "width", "clause", "unit")

# methods that a section names: three ways to differ, which are to pick the middle voice, to model the voices' scatter,
# and to rule nobody out; the appendix has the rest
NAMED = ("median", "random_effects", "envelope")

# width beside the run's own from which the ends of a method say nothing; as for `MANY_TIMES`
MOST_TIMES_AS_WIDE = 10.0
_FAR_WIDER = "over ten times as wide"

# verdicts of figures that say where the value is; floors alone say only where it is not, and no method changes that
COMPARED = ("interval", "range", "list")


def methods_beside(sensitivity: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """Return every quantity's methods at its newest date as text.

    Parameters
    ----------
    sensitivity : DataFrame
        As in `ReportTables`; the first method of a quantity is the run's own.
    estimates : DataFrame
        Rows of `estimates.csv`, sorted by date within each quantity.

    Returns
    -------
    DataFrame of str
        Columns `COLUMNS`, in the order of `estimates`. `width` is that of the interval as a share of the run's own
        method's; `clause` is method, best and ends in one, "" for the run's own and where it has no best; `unit` is in
        words.

    Notes
    -----
    Numbers are rounded to the step of the method's own interval (`rounding_step`).

    Examples
    --------
    >>> estimates = pd.DataFrame({"quantity": ["dead"], "count_date": [1], "publish": "interval", "unit": "persons"})
    >>> rows = pd.DataFrame({"quantity": "dead", "count_date": 1, "method": ["linear", "median"],
    ...                      "best": [310.0, 320.0], "low": [210.0, 280.0], "high": [410.0, 360.0]})
    >>> methods_beside(rows, estimates)[["width", "clause"]].values.tolist()
    [['100%', ''], ['40%', 'median 320 (280 – 360)']]
    """
    newest = estimates.drop_duplicates("quantity", keep="last")
    newest = newest[newest["publish"].isin(COMPARED)].reindex(columns=["quantity", "count_date", "unit", "floor"])
    if sensitivity.empty or newest.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype=object)
    rows = newest.merge(sensitivity, on=["quantity", "count_date"], how="inner")
    return _as_text(rows)


def _as_text(rows: pd.DataFrame) -> pd.DataFrame:
    number = {name: rows[name].to_numpy(np.float64) for name in ("best", "low", "high")}
    step = rounding_step(number["low"], number["high"], strings(rows["unit"]))
    width = pd.Series(number["high"] - number["low"])
    own = width.groupby(rows["quantity"]).transform("first")
    floor = rows["floor"].to_numpy(np.float64)
    texts = {name: write_numbers(values, step, floor) for name, values in number.items()}
    texts["width"] = write_percentages((width / own.where(own > 0)).to_numpy(np.float64))
    clause = strings(rows["method"]) + " " + texts["best"] + " (" + texts["low"] + " – " + texts["high"] + ")"
    clause = np.where(width > MOST_TIMES_AS_WIDE * own, strings(rows["method"]) + " " + _FAR_WIDER, clause)
    silent = (texts["best"] == "") | ~rows.duplicated("quantity").to_numpy()
    table = {name: np.where(shown == "", NOTHING, shown) for name, shown in texts.items()}
    units = unit_words(strings(rows["unit"]))
    return pd.DataFrame(
        {"quantity": strings(rows["quantity"]), "method": strings(rows["method"]), **table,
         "clause": np.where(silent, "", clause), "unit": units}, dtype=object,
    )  # fmt: skip


def other_methods(rows: pd.DataFrame, named: tuple[str, ...] = NAMED) -> dict[str, str]:
    """Return each quantity's clause on some of the other methods: "median 320 (280 – 360); envelope …".

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "dead", "method": ["median"], "clause": ["median 320 (280 – 360)"]})
    >>> other_methods(rows, ("median", "envelope"))
    {'dead': 'median 320 (280 – 360)'}
    """
    kept = rows[rows["method"].isin(named) & (rows["clause"] != "")]
    return {str(key): "; ".join(clauses) for key, clauses in kept.groupby("quantity", sort=False)["clause"]}
