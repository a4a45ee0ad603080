"""Headings of quantities: what is counted, of whom, where, and of periods when."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import each_once, strings
from reconcile.columns import DATED
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.date_words import counted_dates
from reconcile.report.sentences.printable import capitalised, shorten

__all__ = ["titles"]


def titles(estimates: pd.DataFrame, *, subjects: Mapping[str, str] | None = None) -> pd.Series:
    """Return a heading for every estimate's quantity: what is counted, where and, of periods, when.

    Where quantities would share a heading, their keys follow it.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, any index.
    subjects : mapping of party to words, optional

    Returns
    -------
    Series of str, index as `estimates`

    Examples
    --------
    >>> row = {"quantity": "q", "measure": "killed", "party": "Russia", "place": "Kursk", "scope": "", "unit":
    ...        "persons", "population": "military", "temporal": "stock", "period_start": pd.NaT, "period_end": pd.NaT,
    ...        "count_date": pd.NaT}
    >>> titles(pd.DataFrame([row])).tolist()
    ['Russian soldiers killed in Kursk']
    """
    clauses = clauses_of(estimates.assign(count_date=counted_dates(estimates)), subjects or {})
    spans = ~np.isin(strings(estimates["temporal"]), DATED) & estimates["period_start"].notna().to_numpy()
    texts = clauses.fill("title") + np.where(spans, clauses.parts["when"], "")
    quantity = strings(estimates["quantity"])
    shared = np.flatnonzero(pd.Series(quantity).groupby(texts).transform("nunique") > 1)
    texts[shared] += " (" + each_once(quantity[shared], shorten) + ")"
    return pd.Series(capitalised(texts), index=estimates.index, dtype=object)
