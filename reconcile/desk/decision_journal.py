"""The journal of decisions on extracted claims: who, when, and every cell before and after; lines are only added.

It is `journal.jsonl` beside the files of claims, one decision a line, so that claims and journal are exchanged
together: a decision that is in the files is in the journal, whatever was cut short.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pandas as pd

from reconcile.columns import EXTRACTED, names
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.folder.paths import relative

__all__ = ["JOURNAL_FILE", "Cell", "Decision", "cells_changed", "journal_name", "read_journal", "with_decision"]

# beside the files of claims; its ending keeps it apart from them
JOURNAL_FILE = "journal.jsonl"


class Cell(NamedTuple):
    """A cell of an extracted claim that a decision changed."""

    file: str
    claim_id: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision of a desk, of one claim or of many.

    Attributes
    ----------
    number : int
        From 1, in the order of the journal.
    time, who : str
        When, with the offset from UTC; "" where nobody was named.
    undoes : int
        The decision that this one takes back, 0 for none.
    cells : tuple of Cell
    """

    number: int
    time: str
    who: str
    undoes: int = 0
    cells: tuple[Cell, ...] = ()


def journal_name(config: Config) -> str:
    """Return the path of the journal in its project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     journal_name(load_config(folder))
    'data/raw/extracted/journal.jsonl'
    """
    return relative(config.root, config.raw / EXTRACTED_FOLDER / JOURNAL_FILE)


def read_journal(config: Config) -> list[Decision]:
    """Return all decisions of a project, the oldest first.

    Raises
    ------
    InputError
        The journal cannot be read, or one of its lines is no decision.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_journal(load_config(folder))
    []
    """
    name = journal_name(config)
    lines = _content(config).decode("utf-8", "replace").splitlines()
    return [_decision(line, name, row) for row, line in enumerate(lines, start=1)]


def _content(config: Config) -> bytes:
    name = journal_name(config)
    try:
        return (config.root / name).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=name, hint="check permissions") from error


def _decision(line: str, name: str, row: int) -> Decision:
    try:
        told = json.loads(line)
        cells = tuple(Cell(*map(str, cell)) for cell in told.pop("cells"))
        return Decision(**{**told, "cells": cells})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            "the line is no decision", file=name, row=row, hint="restore the line, or remove it"
        ) from error


def cells_changed(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> tuple[Cell, ...]:
    """Return the cells in which tables of extracted claims differ, by file, row and column.

    Parameters
    ----------
    before, after : mapping of file to DataFrame of str
        The same files with the same rows.

    Examples
    --------
    >>> from reconcile.inputs.extracted_rows import rows_as_text
    >>> before = rows_as_text(pd.DataFrame({"claim_id": ["E1"], "status": ["proposed"]}))
    >>> cells_changed({"a.csv": before}, {"a.csv": before.assign(status="accepted")})[0].after
    'accepted'
    """
    return tuple(cell for file, old in before.items() for cell in _cells_of(file, old, after[file]))


def _cells_of(file: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Cell]:
    columns = [column for column in names(EXTRACTED) if column in old]
    differ = (old[columns].astype("str") != new[columns].astype("str")).to_numpy()
    return [
        Cell(file, str(old["claim_id"].iloc[row]), columns[column],
             str(old[columns[column]].iloc[row]), str(new[columns[column]].iloc[row]))
        for row, column in zip(*differ.nonzero(), strict=True)
    ]  # fmt: skip


def with_decision(config: Config, cells: Sequence[Cell], *, who: str, undoes: int = 0) -> dict[str, bytes]:
    """Return the journal with one more decision, by its path in the project; nothing where no cell changed.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     told = with_decision(load_config(folder), [Cell("a.csv", "E1", "status", "proposed", "accepted")], who="A.")
    >>> list(told.values())[0][:14]
    b'{"number": 1, '
    """
    if not cells:
        return {}
    content = _content(config)
    number = len(content.decode("utf-8", "replace").splitlines()) + 1
    time = datetime.now(UTC).isoformat(timespec="seconds")
    told: dict[str, Any] = asdict(Decision(number=number, time=time, who=who, undoes=undoes))
    line = json.dumps({**told, "cells": [list(cell) for cell in cells]}, ensure_ascii=False)
    ended = content if content.endswith(b"\n") or not content else content + b"\n"
    return {journal_name(config): ended + line.encode("utf-8", "replace") + b"\n"}
