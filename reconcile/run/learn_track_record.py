"""A track record of sources from values that became known, for notebooks and for `reconcile score --learn`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.claims.claim_files import ragged_rows
from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.columns import DEFINING, REJECTED, TRACK_RECORD, TRUTHS, names
from reconcile.days import NO_DAY, days_of
from reconcile.folder.exchange import recover
from reconcile.folder.layout import TRACK_RECORD_FILE
from reconcile.folder.lock import locked
from reconcile.folder.paths import relative
from reconcile.folder.whole_files import replace_file
from reconcile.inputs.input_files import input_files
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.records import join_records, rejections
from reconcile.report.pages.csv_text import csv_text
from reconcile.run.open_project import project_result
from reconcile.run.score_values import match_values
from reconcile.run.task import Task, task_of

__all__ = ["LearnedRecord", "learn_project", "learn_track_record"]

_HINTS = {
    "truth-unsourced": "say in `source` who gives the value: nobody is judged by a figure of its own",
    "truth-undated": "say in `published` when it became known: only figures of before are judged by it",
    "truth-defined-otherwise": "the quantity counts something else; name the one that the value is of",
    "truth-judges-nobody": "no other source had a dated figure of it, that is no bound, before it became known",
}

# what parts the quantities of `rests_on`
_AND = " | "


@dataclass(frozen=True)
class LearnedRecord:
    """A track record, and the rows of truth that taught nothing.

    Attributes
    ----------
    table : DataFrame
        Columns of `TRACK_RECORD`.
    rejected : DataFrame
        As in `rejected.csv`.
    file : str
        Where it was written, in the project.
    """

    table: pd.DataFrame
    rejected: pd.DataFrame
    file: str = ""


def learn_track_record(result: Reconciliation, truth: pd.DataFrame) -> pd.DataFrame:
    """Return how far the sources of a result were off values that became known.

    Parameters
    ----------
    result : Reconciliation
    truth : DataFrame
        `quantity`, `value`, `source` (who gives it) and `published` (when it became known); `count_date` and `origin`
        where there are some. Defining columns such as `scope` must be those of the quantity where they are given.

    Returns
    -------
    DataFrame
        `track_record.csv`: one row for each source, measure and whose losses it counted. `reconcile` takes it as
        `track_record`. Rows of truth that teach nothing are in `attrs["rejected"]`.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [30, 60], "published": "2024-05-01"})
    >>> truth = pd.DataFrame({"quantity": ["killed"], "value": [30], "source": ["UN"], "published": ["2025-01-31"]})
    >>> learn_track_record(reconcile(claims), truth)[["source", "n", "bias"]].round(3).values.tolist()
    [['A', 1, 0.0], ['B', 1, 0.116]]
    """
    learned = _learned(result, truth, "", list(range(1, len(truth) + 1)), ClaimSettings())
    table = learned.table.copy()
    table.attrs["rejected"] = learned.rejected
    return table


def learn_project(truth: str | Path, root: str | Path = ".") -> LearnedRecord:
    r"""Write the track record of a project's sources into its raw folder, whole or not at all.

    Raises
    ------
    ConfigError, InputError
        The project or the file of truth cannot be read.
    NothingUsableError
        No claim can be used.
    LockedError, OutputError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     lines = "quantity,value,source,published\nkilled,40,inquiry,2025-01-31\n"
    ...     _ = Path(folder, "truth.csv").write_text(lines, encoding="utf-8")
    ...     learn_project(Path(folder, "truth.csv"), folder).file
    'data/raw/track_record.csv'
    """
    given = Path(truth)
    task = _without_record(task_of(root))
    config = task.config
    result = project_result(task, config, input_files(config)).tables
    raw = read_table(given, given.name, ClaimSettings())
    headers = {column: " ".join(str(column).split()).casefold() for column in raw.table.columns}
    table = raw.table.rename(columns=headers)
    learned = _learned(result, table, given.name, list(raw.rows), result.options.claims)
    broken = ragged_rows(raw.broken, table.columns, given.name)
    name = relative(config.root, config.raw / TRACK_RECORD_FILE)
    with locked(config.root) as state:
        recover(config.root, state)
        replace_file(config.root, name, csv_text(learned.table, TRACK_RECORD).encode())
    return LearnedRecord(learned.table, join_records([broken, learned.rejected], names(REJECTED)), name)


def _without_record(task: Task) -> Task:
    """Return the task without the record of before: what is learned does not rest on it, and it need not be there."""
    weights = task.config.keys.weights.model_copy(update={"track_record": False})
    keys = task.config.keys.model_copy(update={"weights": weights})
    return replace(task, config=replace(task.config, keys=keys))


def _learned(
    result: Reconciliation, truth: pd.DataFrame, file: str, numbers: list[int], settings: ClaimSettings
) -> LearnedRecord:
    """Match truth with the quantities of a result, and judge the voices behind them."""
    matched = match_values(result.estimates, truth, file=file, numbers=numbers, settings=settings)
    place = pd.Series(range(len(truth)), index=numbers)
    rows = matched.rows.drop_duplicates("truth_row").reset_index(drop=True)
    given = truth.iloc[place.loc[rows["truth_row"]].to_numpy()].reset_index(drop=True)
    said = {
        name: text_of(given[name].astype(object)) if name in given else pd.Series("", index=rows.index)
        for name in ("source", "origin", "published")
    }  # fmt: skip
    published = days_of(_dates(said["published"]))
    rule = np.select(
        [said["source"] == "", published == NO_DAY, _otherwise(rows, given)], list(_HINTS)[:3], ""
    ).astype(object)  # fmt: skip
    truths = pd.DataFrame({
        "quantity": rows["quantity"], "day": days_of(_dates(rows["count_date"])), "value": rows["value"],
        "published_day": published, "source": said["source"], "origin": said["origin"],
    })[names(TRUTHS)][rule == ""]  # fmt: skip
    table = result.later.judged(truths.reset_index(drop=True))
    used = {quantity for cell in table["rests_on"] for quantity in str(cell).split(_AND)}
    rule[(rule == "") & ~rows["quantity"].isin(used).to_numpy()] = "truth-judges-nobody"
    return LearnedRecord(table, join_records([matched.rejected, _refused(rows, said, rule, file)], names(REJECTED)))


def _dates(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(cells, errors="coerce", format="ISO8601")


def _otherwise(rows: pd.DataFrame, given: pd.DataFrame) -> np.ndarray:
    """Return True where the row of truth defines its quantity otherwise than the quantity is defined."""
    differs = np.zeros(len(rows), dtype=bool)
    for name in DEFINING:
        if name in given and name in rows:
            stated = text_of(given[name].astype(object)).str.casefold()
            own = text_of(rows[name].astype(object)).str.casefold()
            differs |= ((stated != "") & (stated != own)).to_numpy()
    return differs


def _refused(rows: pd.DataFrame, said: dict[str, pd.Series], rule: np.ndarray, file: str) -> pd.DataFrame:
    """Return the rows of truth that may judge nobody."""
    columns = {"truth-unsourced": "source", "truth-undated": "published"}
    records = [
        rejections(
            name, value=said.get(column, rows["quantity"])[rule == name].tolist(), file=file,
            row=rows.loc[rule == name, "truth_row"].tolist(), column=column, hint=hint,
        )
        for name, hint in _HINTS.items() for column in [columns.get(name, "quantity")]
    ]  # fmt: skip
    return join_records(records, names(REJECTED))
