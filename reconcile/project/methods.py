"""The pooling methods as a table."""

from __future__ import annotations

import pandas as pd

from reconcile.pool.methods import METHODS

__all__ = ["method_table"]


def method_table() -> pd.DataFrame:
    """Return one row a pooling method: `method, summary, assumptions, misleads, reference`.

    Examples
    --------
    >>> method_table()["method"][0]
    'linear'
    """
    fields = ("summary", "assumptions", "misleads", "reference")
    return pd.DataFrame(
        [[method.name, *(getattr(method, field) for field in fields)] for method in METHODS.values()],
        columns=["method", *fields],
    )
