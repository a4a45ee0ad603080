"""Claims and the words of estimates of a large run as tables in parts, and back again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.claims.frame import NUMBERS
from reconcile.history.chunk_rows import PartedRows, parted
from reconcile.history.row_hashes import Halves, row_halves, text_halves
from reconcile.history.stored_rows import BODY_COLUMNS, WORDS

__all__ = ["CLAIMS", "ESTIMATED_AS", "WORDS_OF_ESTIMATES", "claims_in_parts", "restored_claims", "words_in_parts"]

# kinds of parts, as the history names them
CLAIMS, WORDS_OF_ESTIMATES = "claims", "words"

# the quantity for which a claim speaks, beside its label, which is the column `quantity` of a claim
ESTIMATED_AS = "estimated_as"


def claims_in_parts(body: pd.DataFrame, halves: Halves, heard: pd.DataFrame) -> PartedRows:
    """Return claims in parts, each with the quantity for which it speaks and whether it is used.

    Parameters
    ----------
    body : DataFrame
        As `claim_body` has it.
    halves : ndarray, shape (rows, 2)
        Hash of each claim.
    heard : DataFrame
        `quantity` and `used`, row for row.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.history.stored_rows import claim_body, claim_halves
    >>> checked = check_claims(pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3]})).claims
    >>> body, heard = claim_body(checked), pd.DataFrame({"quantity": ["q"], "used": [True]})
    >>> claims_in_parts(body, claim_halves(body), heard).starts.tolist()
    [0, 1]
    """
    used = heard["used"].to_numpy().astype(np.int8)
    different = _with_use(halves, heard["quantity"], used)
    table = body.assign(**{ESTIMATED_AS: heard["quantity"].array, "used": used})
    return parted(table, body["family"], body["quantity"], different)


def _with_use(halves: Halves, quantity: pd.Series, used: np.ndarray) -> Halves:
    """Return hashes of claims that differ also where they speak for another quantity, or are used no more."""
    odd = np.uint64(0x9E3779B97F4A7C15)
    return (halves * odd) ^ text_halves(quantity) ^ used.astype(np.uint64)[:, None]


def words_in_parts(rows: pd.DataFrame) -> PartedRows:
    """Return the words of estimates in parts, by quantity and count date.

    Parameters
    ----------
    rows : DataFrame
        As `estimate_rows` has them.

    Examples
    --------
    >>> row = dict.fromkeys(("quantity", "family", "count_date", *WORDS), "q")
    >>> words_in_parts(pd.DataFrame([row])).starts.tolist()
    [0, 1]
    """
    table = rows[["quantity", "count_date", *WORDS]]
    return parted(table, rows["family"], rows["quantity"], row_halves(table))


def restored_claims(rows: pd.DataFrame, own: Sequence[str] = ()) -> pd.DataFrame:
    """Return claims out of parts as `claim_body` has them: columns that were empty are there again.

    Examples
    --------
    >>> restored_claims(pd.DataFrame({"claim_id": ["C1"], "best": [3.0]}))[["claim_id", "low", "note"]].values.tolist()
    [['C1', nan, '']]
    """
    columns = {}
    for name in (*BODY_COLUMNS, *own):
        there = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        columns[name] = there.astype(np.float64) if name in NUMBERS else there.astype("str").fillna("")
    return pd.DataFrame(columns, index=rows.index)
