"""Which claims are one statement: figures that one voice gave in one sentence, or in one article."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.text import group_rows

__all__ = ["statements"]


def statements(claims: pd.DataFrame) -> Ints:
    """Return the statement of every claim as a number: rows of one address and date, or of one sentence.

    Rows with neither are one statement where file, source and date are the same: nothing says that they are two.

    Parameters
    ----------
    claims : DataFrame
        `url`, `quote`, `published`, `source`, `file`.

    Examples
    --------
    >>> rows = pd.DataFrame({"url": ["a", "a", "b", ""], "quote": ["", "40 dead", "40 dead", ""], "source": "X"})
    >>> statements(rows.assign(published=pd.Timestamp("2025-01-02"), file="claims.csv")).tolist()
    [0, 0, 1, 2]
    """
    linked, quoted = claims["url"].ne("").to_numpy(), claims["quote"].ne("").to_numpy()
    bare = ~linked & ~quoted
    chosen = [(claims["url"], linked), (claims["quote"], quoted & ~linked), (claims["source"], bare),
              (claims["file"], bare)]  # fmt: skip
    codes = [pd.Series(np.where(used, group_rows([cells])[0], -1)) for cells, used in chosen]
    return group_rows([*codes, claims["published"].reset_index(drop=True)])[0]
