"""Hashes of extracted rows as they stand, by which a decision says which version of a row it was made on."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from reconcile.columns import EXTRACTED, names

__all__ = ["row_seals"]

# hexadecimal digits of a hash: 64 bits, ample to tell versions of one row apart
_DIGITS = 16


def row_seals(rows: pd.DataFrame) -> list[str]:
    """Return a hash of every row: of all cells of an extracted claim, and of nothing else.

    Parameters
    ----------
    rows : DataFrame of str
        Columns of extracted claims, and any others.

    Examples
    --------
    >>> from reconcile.inputs.extracted_rows import rows_as_text
    >>> rows = rows_as_text(pd.DataFrame({"claim_id": ["E1", "E1"], "status": ["proposed", "accepted"]}))
    >>> len(set(row_seals(rows)))
    2
    """
    cells = rows[names(EXTRACTED)].astype("str").to_numpy(dtype=object).tolist()
    return [hashlib.sha256(json.dumps(row).encode()).hexdigest()[:_DIGITS] for row in cells]
