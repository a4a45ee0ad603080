"""The state that a run found: its estimates and claims, stored once, and spans of the snapshots in which they stand.

Of small runs every claim is a row, as people query them. Of large ones the claims and the words of estimates are stored
in parts, so that a run with one claim more writes one part.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.history.manifests import close_parts, store_parts
from reconcile.history.parted_tables import CLAIMS, WORDS_OF_ESTIMATES, claims_in_parts, words_in_parts
from reconcile.history.row_hashes import as_digits, row_halves
from reconcile.history.row_spans import close_rows, insert_rows, move_spans, numbered
from reconcile.history.stored_rows import (
    CLAIM_COLUMNS,
    ESTIMATE_COLUMNS,
    WORDS,
    claim_body,
    claim_halves,
    claim_rows,
    estimate_rows,
)

__all__ = ["store_snapshot"]

# claims of a run that is stored in parts: so many rows take 20 MB and 0.4 s of CPU, their parts 1.4 MB and 0.1 s
IN_PARTS_FROM = 50_000


def store_snapshot(
    history: sqlite3.Connection, estimates: pd.DataFrame, claims: pd.DataFrame, checked: pd.DataFrame,
    own: Sequence[str] = (),
) -> int:  # fmt: skip
    """Store rows that are new, move spans, and return the number of the snapshot.

    Where nothing differs, it is the snapshot before.

    Parameters
    ----------
    history : Connection
        In a transaction.
    estimates, claims : DataFrame
        Tables of the result.
    checked : DataFrame
        The claims as they were checked, row for row those of `claims`.
    own : sequence of str
        Columns of events that are stored beside those of claims.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> import reconcile as rc
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.history.database import connect
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(rows)
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     store_snapshot(history, result.estimates, result.claims, check_claims(rows).claims)
    ...     history.execute("SELECT count(*) FROM claims").fetchone()
    1
    (2,)
    """
    newest = int(history.execute("SELECT ifnull(max(snapshot), 0) FROM runs").fetchone()[0])
    in_parts = len(checked) >= IN_PARTS_FROM
    moved = _store_estimates(history, estimate_rows(estimates), newest, in_parts=in_parts)
    body, heard = claim_body(checked, own), claims[["quantity", "used"]]
    if in_parts:
        moved += close_rows(history, "claim", newest)
        moved += store_parts(history, CLAIMS, claims_in_parts(body, claim_halves(body, own), heard), newest)
    else:
        moved += close_parts(history, CLAIMS, newest)
        moved += _store_claims(history, body, heard, own, newest)
    return newest + 1 if moved else newest


def _store_estimates(history: sqlite3.Connection, rows: pd.DataFrame, newest: int, *, in_parts: bool) -> int:
    """Store estimates as rows, without their words where these are stored in parts; return what changed."""
    if in_parts:
        moved = store_parts(history, WORDS_OF_ESTIMATES, words_in_parts(rows), newest)
        rows = rows.drop(columns=list(WORDS))
    else:
        moved = close_parts(history, WORDS_OF_ESTIMATES, newest)
    columns = [name for name in ESTIMATE_COLUMNS if name in rows]
    rows = rows.assign(hash=as_digits(row_halves(rows)))
    known, numbers = numbered(history, "estimate", rows["hash"])
    insert_rows(history, "estimate", columns, rows[~known], numbers[~known])
    return moved + move_spans(history, pd.DataFrame({"estimate": numbers}), newest)


def _store_claims(
    history: sqlite3.Connection, body: pd.DataFrame, heard: pd.DataFrame, own: Sequence[str], newest: int
) -> int:  # fmt: skip
    """Store claims as rows, and return what changed."""
    hashes = pd.Series(as_digits(claim_halves(body, own)), dtype=object)
    known, numbers = numbered(history, "claim", hashes)
    missing = np.flatnonzero(~known)
    rows = claim_rows(body.iloc[missing]).assign(hash=hashes.iloc[missing].to_numpy())
    insert_rows(history, "claim", CLAIM_COLUMNS, rows, numbers[missing])
    standing = pd.DataFrame({"claim": numbers, **{name: heard[name].to_numpy() for name in heard}})
    return move_spans(history, standing.astype({"used": "int64"}), newest)
