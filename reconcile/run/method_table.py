"""The pooling methods as a table."""

from __future__ import annotations

import pandas as pd

from reconcile.pool.methods import CURVE, METHODS, VARIANTS, find_method
from reconcile.pool.methods.measured import MEASURED_OVER_TIME, measured_words
from reconcile.pool.methods.variants import words_of

__all__ = ["method_table"]


def method_table() -> pd.DataFrame:
    """Return a row for each pooling method and listed variant.

    Columns: `method, summary, assumptions, misleads, measured, reference`.

    Examples
    --------
    >>> method_table()["method"][0]
    'linear'
    """
    names = [*METHODS, CURVE.name, *VARIANTS]
    methods = [find_method(name) for name in names]
    summaries = [
        words_of(name) if name in VARIANTS else method.summary for name, method in zip(names, methods, strict=True)
    ]
    return pd.DataFrame(
        {
            "method": names,
            "summary": summaries,
            "assumptions": [method.assumptions for method in methods],
            "misleads": [method.misleads for method in methods],
            "measured": [MEASURED_OVER_TIME if name == CURVE.name else measured_words(name) for name in names],
            "reference": [method.reference for method in methods],
        }
    )
