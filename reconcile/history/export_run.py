"""The claims or estimates of a recorded run as rows, whether it holds them as rows or in parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.errors import InputError, OutputError
from reconcile.history.database import DAMAGE, connect
from reconcile.history.manifests import read_parts
from reconcile.history.parted_tables import CLAIMS, ESTIMATED_AS, WORDS_OF_ESTIMATES, restored_claims
from reconcile.history.row_hashes import as_digits
from reconcile.history.row_queries import select_rows
from reconcile.history.stored_rows import BODY_COLUMNS, CLAIM_COLUMNS, WORDS, claim_halves, claim_rows

__all__ = ["exported_claims", "exported_estimates", "write_rows"]

_RUN = "SELECT as_of, snapshot, claims FROM runs WHERE run = ?"
_HINT = "`reconcile history` lists the runs that are recorded"


def exported_claims(file: Path, run: int) -> pd.DataFrame:
    """Return the claims of a run, as the view `run_claims` has them where they are rows.

    Returns
    -------
    DataFrame
        `run, as_of, quantity, used, hash, claim_id, source, published, count_date, phrase, low, best, high, unit,
        body`, sorted by quantity and claim.

    Raises
    ------
    InputError
        There is no such run, or what is held of it is damaged.
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> exported_claims(Path("nowhere/history.sqlite"), 1)
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: history.sqlite: there is no run 1 (`reconcile history` ...
    """
    with _recorded(file, run) as (history, as_of, snapshot, claims):
        table = select_rows(history, "SELECT * FROM run_claims WHERE run = ?", run).drop(columns="claim")
        if table.empty:
            table = _claims_in_parts(history, snapshot)
        if len(table) != claims:
            raise sqlite3.DatabaseError(f"of {claims:,} claims of run {run}, {len(table):,} are there")
        table = table.astype(dict.fromkeys(ENDS, "float64") | {"used": "int64"})
    named = {"run": run, "as_of": as_of, **{name: table[name] for name in table if name not in ("run", "as_of")}}
    return pd.DataFrame(named).sort_values(["quantity", "claim_id"], kind="stable", ignore_index=True)


def exported_estimates(file: Path, run: int) -> pd.DataFrame:
    """Return the estimates of a run with their words, as the view `run_estimates` has them where these are rows.

    Returns
    -------
    DataFrame
        `run, as_of, recorded_at, hash`, then columns of the table `estimates`; sorted by quantity and count date.

    Raises
    ------
    InputError
        There is no such run, or what is held of it is damaged.
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> exported_estimates(Path("nowhere/history.sqlite"), 1)
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: history.sqlite: there is no run 1 (`reconcile history` ...
    """
    with _recorded(file, run) as (history, _, snapshot, _):
        query = "SELECT * FROM run_estimates WHERE run = ? ORDER BY quantity, count_date"
        table = select_rows(history, query, run).drop(columns="estimate")
        _, words = read_parts(history, WORDS_OF_ESTIMATES, snapshot)
    return _with_words(table, words) if len(words) else table


@contextmanager
def _recorded(file: Path, run: int) -> Iterator[tuple[sqlite3.Connection, str, int, int]]:
    """Open the history of a recorded run; give it with the day of knowledge, the snapshot and the number of claims."""
    unknown = InputError(f"there is no run {run}", file=file.name, hint=_HINT)
    if not file.is_file():
        raise unknown
    try:
        with closing(connect(file)) as history:
            row: tuple[str, int, int] | None = history.execute(_RUN, (run,)).fetchone()
            if row is None:
                raise unknown
            yield history, *row
    except DAMAGE as error:
        hint = "other runs may be whole; export those"
        raise InputError(f"cannot be read: {error}", file=file.name, hint=hint) from error


def _claims_in_parts(history: sqlite3.Connection, snapshot: int) -> pd.DataFrame:
    _, rows = read_parts(history, CLAIMS, snapshot)
    own = [str(name) for name in rows if name not in (*BODY_COLUMNS, ESTIMATED_AS, "used")]
    body = restored_claims(rows, own)
    table = claim_rows(body).assign(hash=as_digits(claim_halves(body, own)))
    heard = {"quantity": rows.get(ESTIMATED_AS, ""), "used": rows.get("used", 0)}
    return table.assign(**heard)[["quantity", "used", "hash", *CLAIM_COLUMNS]]


def _with_words(table: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Return estimates with words out of parts, by quantity and count date."""
    key = ["quantity", "count_date"]
    whole = words.reindex(columns=[*key, *WORDS]).astype("str").fillna("")
    together = table.drop(columns=list(WORDS)).merge(whole, on=key, how="left", validate="one_to_one")
    return together[table.columns.tolist()]


def write_rows(rows: pd.DataFrame, file: str | Path, table: str) -> None:
    """Write rows to a new file: CSV, Parquet, or SQLite with a table of that name, by the ending.

    Raises
    ------
    OutputError
        The ending is another one, the file is there already, or cannot be written.

    Examples
    --------
    >>> write_rows(pd.DataFrame(), "claims.doc", "claims")
    Traceback (most recent call last):
        ...
    reconcile.errors.OutputError: claims.doc is no .csv, .parquet or .sqlite (give ...
    """
    path = Path(file)
    if path.suffix not in _WRITERS:
        raise OutputError(f"{path.name} is no .csv, .parquet or .sqlite", hint="give the file one of these endings")
    if path.exists() or path.is_symlink():
        raise OutputError(f"{path.name} is there already", hint="move it away, or name another file")
    try:
        _WRITERS[path.suffix](rows, path, table)
    except (OSError, sqlite3.Error) as error:
        path.unlink(missing_ok=True)
        raise OutputError(f"{path.name} cannot be written: {error}", hint="check space and permissions") from error


def _write_csv(rows: pd.DataFrame, path: Path, _: str) -> None:
    rows.to_csv(path, index=False, lineterminator="\n")


def _write_parquet(rows: pd.DataFrame, path: Path, _: str) -> None:
    rows.to_parquet(path, index=False)


def _write_sqlite(rows: pd.DataFrame, path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        rows.to_sql(table, database, index=False)
        database.commit()


_WRITERS: dict[str, Callable[[pd.DataFrame, Path, str], None]] = {
    ".csv": _write_csv, ".parquet": _write_parquet, ".sqlite": _write_sqlite,
}  # fmt: skip
