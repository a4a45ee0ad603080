"""The claims of the run before, as far as a comparison needs them: parts that are as they were are not read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.history.chunk_rows import PartedRows
from reconcile.history.database import DAMAGE, is_damage, open_history
from reconcile.history.manifests import read_parts, rows_of_parts
from reconcile.history.parted_tables import CLAIMS, ESTIMATED_AS, claims_in_parts, restored_claims
from reconcile.history.recorded_runs import Previous
from reconcile.history.row_hashes import as_digits
from reconcile.history.row_queries import select_rows
from reconcile.history.stored_rows import claim_body, claim_halves

__all__ = ["EarlierClaims", "earlier_claims"]

_CLAIMS_OF = """
SELECT claim, hash, claim_id, source, phrase, quantity, used FROM run_claims WHERE run = ? ORDER BY claim
"""


@dataclass(frozen=True, kw_only=True)
class EarlierClaims:
    """Claims of the run before.

    Attributes
    ----------
    hashes : Series of str
        Of each claim of this run.
    as_before : ndarray of bool
        For each claim of this run, whether it lies in a part that is as it was.
    table : DataFrame
        Claims of the run before that lie in no such part: `hash, claim_id, source, phrase, quantity, used`.
    raw : DataFrame
        What was stored of those of `table` whose content no claim has now, as raw claims that can be checked.
    """

    hashes: pd.Series
    as_before: Flags
    table: pd.DataFrame
    raw: pd.DataFrame


def earlier_claims(
    file: Path, previous: Previous, checked: pd.DataFrame, heard: pd.DataFrame, own: Sequence[str] = ()
) -> EarlierClaims:  # fmt: skip
    """Return the claims of the run before, beside those of this one.

    Parameters
    ----------
    file : Path
        The history.
    previous : Previous
    checked : DataFrame
        Checked claims of this run.
    heard : DataFrame
        Their `quantity` and `used`, row for row.
    own : sequence of str
        Columns of their own that were stored of the run before.

    Raises
    ------
    sqlite3.DatabaseError
        What is held of them is damaged.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> checked = check_claims(pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3]})).claims
    >>> heard, none = pd.DataFrame({"quantity": ["q"], "used": [True]}), pd.DataFrame()
    >>> previous = Previous(run=1, as_of="", version="", config={}, sources=[], snapshot=1, estimates=none)
    >>> earlier_claims(Path("nowhere/history.sqlite"), previous, checked, heard)
    Traceback (most recent call last):
        ...
    sqlite3.DatabaseError: the history cannot be read
    """
    body = claim_body(checked, own)
    halves = claim_halves(body, own)
    hashes = pd.Series(as_digits(halves), dtype="str")
    history = open_history(file)
    if history is None:
        raise sqlite3.DatabaseError("the history cannot be read")
    with closing(history):
        try:
            _check_whole(history, previous)
            rows = select_rows(history, _CLAIMS_OF, previous.run)
            if len(rows):
                return _out_of_rows(history, rows, hashes)
            return _out_of_parts(history, previous.snapshot, hashes, claims_in_parts(body, halves, heard), own)
        except DAMAGE as error:
            if not is_damage(error):
                raise
            raise sqlite3.DatabaseError(f"its claims of run {previous.run} cannot be read: {error}") from error


def _check_whole(history: sqlite3.Connection, previous: Previous) -> None:
    """Refuse a run of which claims are missing: they would seem to be said for the first time now."""
    (claims,) = history.execute("SELECT claims FROM runs WHERE run = ?", (previous.run,)).fetchone()
    (rows,) = history.execute("SELECT count(*) FROM run_claims WHERE run = ?", (previous.run,)).fetchone()
    there = rows or rows_of_parts(history, CLAIMS, previous.snapshot)
    if there != claims:
        raise sqlite3.DatabaseError(f"of {claims:,} claims, {there:,} are there")


def _out_of_rows(history: sqlite3.Connection, rows: pd.DataFrame, hashes: pd.Series) -> EarlierClaims:
    lost = rows.loc[~rows["hash"].isin(hashes), "claim"].tolist()
    as_before = np.zeros(len(hashes), dtype=bool)
    return EarlierClaims(
        hashes=hashes, as_before=as_before, table=rows.drop(columns="claim"), raw=_bodies(history, lost)
    )


def _bodies(history: sqlite3.Connection, claims: list[int]) -> pd.DataFrame:
    """Return stored claims by their numbers in the history."""
    history.execute("CREATE TEMP TABLE wanted (claim INTEGER PRIMARY KEY)")
    history.executemany("INSERT INTO wanted VALUES (?)", ((int(claim),) for claim in claims))
    rows = history.execute("SELECT body FROM claims JOIN wanted USING (claim) ORDER BY claim").fetchall()
    return pd.DataFrame([json.loads(body) for (body,) in rows])


def _out_of_parts(
    history: sqlite3.Connection, snapshot: int, hashes: pd.Series, parts: PartedRows, own: Sequence[str]
) -> EarlierClaims:  # fmt: skip
    known = {(len(parts.contents), part): content for part, content in enumerate(parts.contents)}
    same, rows = read_parts(history, CLAIMS, snapshot, known)
    claims = restored_claims(rows, own)
    table = claims[["claim_id", "source", "phrase"]].assign(
        hash=as_digits(claim_halves(claims, own)), quantity=rows.get(ESTIMATED_AS, ""), used=rows.get("used", 0)
    )
    lost = claims[~table["hash"].isin(hashes)]
    filled = [name for name in lost if (lost[name].notna() & (lost[name] != "")).any()]
    as_before = np.zeros(len(hashes), dtype=bool)
    as_before[parts.rows_of([part for _, part in same])] = True
    return EarlierClaims(hashes=hashes, as_before=as_before, table=table, raw=lost[filled])
