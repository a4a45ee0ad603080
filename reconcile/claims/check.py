"""Tables of text as checked claims: every cell read, every fault named, all in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.amounts import check_numbers, check_ranges
from reconcile.claims.faults import Faults
from reconcile.claims.figures import read_figures
from reconcile.claims.frame import check_cells, framed, is_text
from reconcile.claims.ids import check_duplicates, claim_ids
from reconcile.claims.known import later_than
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.times import read_dates, settle_time
from reconcile.claims.words import check_words

__all__ = ["Checked", "check_claims"]


@dataclass(frozen=True)
class Checked:
    """Claims that can be used, what was rejected, and what was found; `later` counts claims that were not known yet."""

    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    later: int = 0


def check_claims(table: pd.DataFrame, settings: ClaimSettings | None = None, *, as_of: Any = None) -> Checked:
    """Check a table of claims.

    Parameters
    ----------
    table : DataFrame
        Any of the raw columns, text or typed; unknown columns are kept. Not changed.
    settings : ClaimSettings, optional
    as_of : date-like, optional
        Date of knowledge: rows published, or true, after it are left aside and only counted.

    Returns
    -------
    Checked
        `claims` has the raw columns (measures, units and dates in canonical form, numbers carried to the unit), the
        unknown ones, `file`, `row`, `dropped_reason`, and the reading of the phrase as `said_...`. Checking it again
        gives it back. A row may have several rejections; they are in the order of file, row and column.

    Raises
    ------
    InputError
        A column stands twice.
    ConfigError
        `as_of` is no date.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", ""], "phrase": ["about 300", "dozens"]})
    >>> check_claims(rows).rejected[["row", "column", "rule"]].values.tolist()
    [[2, 'source', 'no-source']]
    """
    settings = settings or ClaimSettings()
    raw = framed(table)
    later = later_than(raw, as_of, settings)
    if later.any():
        raw = raw[~later].reset_index(drop=True)
    faults = Faults(raw)
    claims = check_cells(raw, faults, settings.max_cell_chars)
    claims["claim_id"] = claim_ids(claims)
    check_words(claims, faults, settings)
    check_numbers(claims, faults, settings)
    read_dates(claims, faults, settings)
    read_figures(claims, faults, settings)
    check_ranges(claims, faults, settings)
    settle_time(claims, faults)
    check_duplicates(claims, faults)
    kept = _without(claims, faults.rows) if faults.rows.any() else claims
    for name in kept.columns[kept.dtypes == "category"]:
        # what only a rejected row or no row says leaves no trace
        kept[name] = kept[name].cat.remove_unused_categories()
    return Checked(kept, faults.rejected(), faults.findings(claims), int(later.sum()))


def _without(claims: pd.DataFrame, rows: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return the other rows, numbered anew; columns that say nothing are not copied one by one."""
    kept = np.flatnonzero(~rows)
    nothing = pd.Series("", index=range(len(kept)), dtype="str")
    columns = {
        name: nothing if is_text(cells) and (cells == "").all() else cells.take(kept).reset_index(drop=True)
        for name, cells in claims.items()
    }
    return pd.DataFrame(columns, copy=False)
