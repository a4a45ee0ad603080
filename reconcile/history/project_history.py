"""The history of a project, as the commands `diff` and `history` show it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.columns import CHANGES
from reconcile.errors import InputError
from reconcile.folder.config import load_config
from reconcile.folder.layout import CHANGES_TABLE
from reconcile.folder.lock import locked
from reconcile.folder.paths import relative
from reconcile.folder.stored_tables import stored_csv
from reconcile.history.database import HISTORY
from reconcile.history.export_run import exported_claims, exported_estimates
from reconcile.history.prune import prune
from reconcile.history.recorded_runs import recorded_runs
from reconcile.report.sentences.change_lines import change_lines

__all__ = ["changes_as_text", "forget_runs", "list_runs", "read_changes", "rows_of_run", "why_no_changes"]


def read_changes(root: str | Path = ".") -> pd.DataFrame:
    """Return the `changes.csv` of the last run.

    Raises
    ------
    InputError
        There is no such file, or it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder)
    ...     len(read_changes(folder))
    0
    """
    config = load_config(root)
    file = config.processed / CHANGES_TABLE
    try:
        table = stored_csv(config.processed, CHANGES_TABLE, CHANGES)
        return pd.read_csv(table, keep_default_na=True, dtype={"cause_phrase": str, "cause_claim": str})
    except FileNotFoundError as error:
        raise InputError(
            "there is no such file", file=relative(config.root, file), hint="`reconcile run` writes it"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            "cannot be read as a table", file=relative(config.root, file), hint="`reconcile run --force` writes it anew"
        ) from error


def changes_as_text(changes: pd.DataFrame) -> list[dict[str, str]]:
    """Return changes as text: `quantity, date, what, before, now, why, parts`.

    Examples
    --------
    >>> changes_as_text(pd.DataFrame())
    []
    """
    if changes.empty:
        return []
    days = {name: pd.to_datetime(changes[name]) for name in ("count_date", "as_of", "previous_as_of")}
    # a column of text that holds no text was read as numbers
    texts = [column.name for column in CHANGES if column.type == "string"]
    text = {name: changes[name].astype(object).where(changes[name].notna(), "") for name in texts}
    return change_lines(changes.assign(**days, **text), len(changes))


def why_no_changes(root: str | Path = ".") -> str:
    """Return why the last run has no changes: nothing changed since an earlier date, or there is no earlier date.

    Raises
    ------
    InputError
        The history cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder)
    ...     why_no_changes(folder)
    'There is no earlier run to compare with: all that are recorded are of 2024-05-23 or later'
    """
    runs = list_runs(root)
    if runs.empty:
        return "There is no earlier run to compare with: none is recorded"
    newest = runs["as_of"].iloc[0]
    earlier = runs.loc[(runs["as_of"] < newest) & (runs["as_of"] != "")]
    if earlier.empty:
        return f"There is no earlier run to compare with: all that are recorded are of {newest} or later"
    # as the run itself chooses what it is compared with (`previous_run`)
    before = earlier.sort_values(["looks_back", "as_of"], ascending=[True, False], kind="stable")["as_of"].iloc[0]
    return f"Nothing changed from {before} to {newest}"


def list_runs(root: str | Path = ".") -> pd.DataFrame:
    """Return the recorded runs of a project, newest first.

    Raises
    ------
    InputError
        The history cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(list_runs(folder))
    0
    """
    return recorded_runs(load_config(root).processed / HISTORY)


def rows_of_run(root: str | Path, run: int, table: str) -> pd.DataFrame:
    """Return the claims or estimates of a recorded run as rows.

    Parameters
    ----------
    root : str or Path
    run : int
        As `list_runs` numbers it.
    table : {"claims", "estimates"}

    Raises
    ------
    InputError
        There is no such run, or what is held of it is damaged.
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder)
    ...     rows_of_run(folder, 1, "claims")["claim_id"].is_unique
    True
    """
    exported = exported_claims if table == "claims" else exported_estimates
    return exported(load_config(root).processed / HISTORY, run)


def forget_runs(root: str | Path, days: int) -> int:
    """Prune the history of a project, under its lock, and return the number of runs forgotten.

    Raises
    ------
    LockedError, OutputError

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     forget_runs(folder, 90)
    0
    """
    config = load_config(root)
    with locked(config.root):
        return prune(config.processed / HISTORY, days)
