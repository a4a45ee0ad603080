"""Decisions taken back: every cell gets the value that it had before, and the journal says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from reconcile.desk.decision_journal import Cell, Decision, read_journal, with_decision
from reconcile.desk.extracted_store import RowsRead, read_editable_rows, rows_by_file
from reconcile.desk.suspected_origin import take_back_origin
from reconcile.errors import ChangedError, ConfigError
from reconcile.folder.config import load_config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.layout import SOURCES_FILE
from reconcile.folder.lock import locked
from reconcile.inputs.extracted_rows import csv_of
from reconcile.plurals import counted

__all__ = ["last_decision", "undo_decision", "what_it_set"]


def undo_decision(
    root: str | Path, *, who: str = "", wait: float = 0.0,
    read: RowsRead = read_editable_rows,
) -> Decision:  # fmt: skip
    """Take back the last decision of a person that stands; the files are as they were before it.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    who : str
        Whose decision; "" are those for which nobody was named.
    wait : float
        Seconds to wait for another run to end.
    read : callable
        What gives the rows of a file, where they are kept; they stay as they are.

    Returns
    -------
    Decision
        The decision that was taken back.

    Raises
    ------
    ConfigError
        There is nothing to take back.
    ChangedError
        Somebody has changed one of its cells since.
    InputError, OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     undo_decision(folder)
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: there is no decision to take back ...
    """
    config = load_config(root)
    with locked(config.root, wait=wait) as state:
        recover(config.root, state)
        decision = last_decision(read_journal(config), who)
        if decision is None:
            raise ConfigError("there is no decision to take back", hint="each is taken back by who made it, once")
        if take_back_origin(config, decision, who=who):
            return decision
        kept, faults = rows_by_file(config, read)
        if faults:
            raise faults[0]
        files = sorted({cell.file for cell in decision.cells})
        tables = kept | {file: kept[file].copy() for file in files if file in kept}
        _restore(tables, decision.cells)
        back = [Cell(cell.file, cell.claim_id, cell.column, cell.after, cell.before) for cell in decision.cells]
        content = {file: csv_of(tables[file].drop(columns=["file", "row"])).encode() for file in files}
        content |= with_decision(config, back, who=who, undoes=decision.number)
        exchange(config.root, state, sorted({str(PurePosixPath(file).parent) for file in content}), content)
    return decision


def last_decision(journal: Sequence[Decision], who: str) -> Decision | None:
    """Return the last decision of a person that was not taken back, None where there is none.

    Examples
    --------
    >>> made = Decision(number=1, time="", who="A.")
    >>> undone = Decision(number=2, time="", who="A.", undoes=1)
    >>> last_decision([made], "A.") == made, last_decision([made, undone], "A.")
    (True, None)
    """
    undone = {decision.undoes for decision in journal}
    standing = (item for item in reversed(journal) if item.who == who and not item.undoes and item.number not in undone)
    return next(standing, None)


def what_it_set(decision: Decision) -> str:
    """Return in words what a decision was about.

    Examples
    --------
    >>> cells = [Cell("data/raw/extracted/raid.csv", name, "place", "", "Orva") for name in ("E1", "E2")]
    >>> what_it_set(Decision(number=1, time="", who="A.", cells=tuple(cells)))
    'what was set of 2 claims'
    >>> line = Cell("data/raw/sources.csv", "Radio", "line", "", "Radio,Wire,suspected")
    >>> what_it_set(Decision(number=2, time="", who="A.", cells=(line,)))
    'what was written into sources.csv'
    """
    if any(cell.file.endswith(f"/{SOURCES_FILE}") for cell in decision.cells):
        return f"what was written into {SOURCES_FILE}"
    return f"what was set of {counted(len({cell.claim_id for cell in decision.cells}), 'claim')}"


def _restore(tables: dict[str, pd.DataFrame], cells: Sequence[Cell]) -> None:
    """Put back every cell; raise where one is not as the decision left it."""
    for cell in cells:
        table = tables.get(cell.file)
        rows = [] if table is None else table.index[table["claim_id"] == cell.claim_id].tolist()
        if table is None or len(rows) != 1 or str(table.loc[rows[0], cell.column]) != cell.after:
            raise ChangedError(
                f"{cell.claim_id} has changed since: its {cell.column} is not '{cell.after}' any more",
                hint="look at the claim, and set it by hand",
            )
        table.loc[rows[0], cell.column] = cell.before
