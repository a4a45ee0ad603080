"""Forgetting old runs, and with them every row of the history that no other run needs."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reconcile.errors import ConfigError, OutputError
from reconcile.history.database import HISTORY, connect, upgrade, what_to_do
from reconcile.history.printed_before import PRUNE_PRINTED

__all__ = ["days_to_keep", "prune"]

# days in the units that an age may be given in
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

# longest age, in days: a century, so that a date can always be counted back
_LONGEST = 36_500

# The newest run stays, and so does the one that it was compared with: the next refresh needs both.
_FORGET = """
DELETE FROM runs WHERE recorded_at < :before AND run <> (SELECT max(run) FROM runs)
    AND run NOT IN (SELECT previous FROM runs WHERE previous IS NOT NULL AND run = (SELECT max(run) FROM runs))
"""
_CLEAN = (
    """DELETE FROM estimate_spans AS span WHERE last IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM runs WHERE snapshot BETWEEN span.first AND span.last)""",
    """DELETE FROM claim_spans AS span WHERE last IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM runs WHERE snapshot BETWEEN span.first AND span.last)""",
    "DELETE FROM estimates WHERE estimate NOT IN (SELECT estimate FROM estimate_spans)",
    "DELETE FROM claims WHERE claim NOT IN (SELECT claim FROM claim_spans)",
    """DELETE FROM documents WHERE hash NOT IN
    (SELECT config FROM runs UNION SELECT inputs FROM runs UNION SELECT sources FROM runs)""",
    """DELETE FROM files WHERE hash NOT IN (WITH RECURSIVE needed (hash) AS (
    SELECT value ->> 'sha256' FROM runs JOIN documents ON documents.hash = runs.inputs, json_each(documents.body)
    UNION SELECT files.parent FROM files JOIN needed USING (hash) WHERE files.parent IS NOT NULL)
    SELECT hash FROM needed WHERE hash IS NOT NULL)""",
    "DELETE FROM file_chunks WHERE file NOT IN (SELECT file FROM files)",
    """DELETE FROM chunk_spans AS span WHERE last IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM runs WHERE snapshot BETWEEN span.first AND span.last)""",
    "DELETE FROM chunks WHERE hash NOT IN (SELECT hash FROM chunk_spans UNION SELECT hash FROM file_chunks)",
)


def days_to_keep(text: str) -> int:
    """Return an age in days: of "90d", "12w", "6m" (months of 30 days) or "2y" (years of 365).

    Raises
    ------
    ConfigError
        The text is not an age.

    Examples
    --------
    >>> days_to_keep("90d"), days_to_keep("12w")
    (90, 84)
    """
    match = re.fullmatch(r"([0-9]{1,6})([dwmy])", text.strip().lower())
    days = int(match[1]) * _DAYS[match[2]] if match else _LONGEST + 1
    if not match or days > _LONGEST:
        raise ConfigError(f"'{text[:20]}' is not an age", hint="write it as 90d, 12w, 6m or 2y")
    return days


def prune(file: Path, days: int) -> int:
    """Forget the runs that were recorded more than so many days ago, and free their space.

    The newest run stays, and so does the one that it was compared with.

    Returns
    -------
    int
        Number of runs forgotten.

    Raises
    ------
    OutputError
        The history cannot be written, is damaged, or was written by a newer version.

    Examples
    --------
    >>> prune(Path("nowhere/history.sqlite"), 90)
    0
    """
    if not file.is_file():
        return 0
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    try:
        with closing(connect(file)) as history:
            history.execute("BEGIN IMMEDIATE")
            upgrade(history)
            forgotten = history.execute(_FORGET, {"before": before}).rowcount
            for step in (*PRUNE_PRINTED, *_CLEAN):
                history.execute(step)
            history.execute("COMMIT")
            history.execute("VACUUM")
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{HISTORY} cannot be pruned: {error}", hint=what_to_do(error)) from error
    return forgotten
