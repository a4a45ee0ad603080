"""Comparison with the last recorded run of an earlier date: `previous_best`, `change` and `changes.csv`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Floats
from reconcile.columns import CHANGES, names
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.folder.config import Config
from reconcile.history.change_causes import with_causes
from reconcile.history.change_steps import STEPS, Claims, Steps, share_column
from reconcile.history.database import is_damage
from reconcile.history.estimate_partners import partners
from reconcile.history.event_changes import with_event_parts
from reconcile.history.recorded_runs import Previous, previous_run
from reconcile.inputs.prepared import Prepared
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.sentences.change_lines import no_changes

__all__ = ["Compared", "compare"]

# smallest shift that counts, as a share of the larger figure: half a unit of the sixth digit, as tables have six
SHIFT = 5e-7

_NUMBERS = ("low", "best", "high")


@dataclass(frozen=True)
class Compared:
    """Estimates with `previous_best` and `change`, the rows of `changes.csv`, and the run they were compared with.

    `damage` is what is damaged in the history, so that nothing was compared; "" where nothing is.
    """

    estimates: pd.DataFrame
    changes: pd.DataFrame
    previous: int | None
    damage: str = ""


def compare(file: Path, result: Reconciliation, prepared: Prepared, config: Config) -> Compared:
    """Compare a result with the newest recorded run of an earlier as-of date.

    Parameters
    ----------
    file : Path
        The history; it may be missing.
    result : Reconciliation
    prepared : Prepared
        What the result was made of.
    config : Config

    Returns
    -------
    Compared
        Estimates as they are, and no changes, where there is no such run.

    Raises
    ------
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.inputs.input_files import input_files
    >>> from reconcile.inputs.prepared import options_of, prepare
    >>> from reconcile.notebook.reconciliation import reconcile_checked
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     config = load_config(folder)
    ...     prepared = prepare(config, input_files(config), options_of(config), lambda stage: None)
    ...     result = reconcile_checked(prepared.checked, prepared.registry, prepared.options)
    ...     compare(Path(folder) / "history.sqlite", result, prepared, config).previous is None
    True
    """
    as_of = result.estimates["as_of"].max()
    previous = None if pd.isna(as_of) else previous_run(file, str(pd.Timestamp(as_of).date()))
    if previous is None:
        return Compared(result.estimates, no_changes(), None)
    place = partners(result.estimates, previous.estimates)
    estimates = _with_change(result.estimates, previous.estimates, place)
    rows = _differing(estimates, previous, place)
    if rows.empty:
        return Compared(estimates, no_changes(), previous.run)
    try:
        claims = Claims.since(file, previous, prepared, result.claims)
    except sqlite3.DatabaseError as error:
        # recording the run moves a damaged file aside, and says so
        return Compared(result.estimates, no_changes(), None, damage=str(error) if is_damage(error) else "")
    steps = Steps(previous, claims, prepared, config)
    caused = with_causes(_shares(rows, steps), steps.claims, result.claims, steps.last)
    parted = with_event_parts(caused, steps.claims.then, steps.claims.now, prepared.options.sums)
    return Compared(estimates, _ranked(parted), previous.run)


def _with_change(estimates: pd.DataFrame, then: pd.DataFrame, place: npt.NDArray[np.intp]) -> pd.DataFrame:
    before = _rows_at(then, place)
    same_unit = before["unit"].to_numpy(dtype=object) == estimates["unit"].to_numpy(dtype=object)
    best = np.where(same_unit, before["best"].to_numpy(np.float64), np.nan)
    now = estimates["best"].to_numpy(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        # a change from 0 has no share, unless 0 is what it stays
        share = np.where(best == 0, np.where(now == 0, 0.0, np.nan), now / best - 1)
    return estimates.assign(previous_best=best, change=share)


def _rows_at(table: pd.DataFrame, place: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Return rows by position, an empty row for each -1."""
    return table.reset_index(drop=True).reindex(np.where(place < 0, len(table), place)).reset_index(drop=True)


def _differing(estimates: pd.DataFrame, previous: Previous, place: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Return the estimates that moved, appeared, disappeared, or changed agreement or verdict."""
    then = previous.estimates
    gone = np.setdiff1d(np.arange(len(then)), place)
    now = pd.concat([estimates, _rows_at(estimates, np.full(len(gone), -1))], ignore_index=True)
    before = _rows_at(then, np.r_[place, gone])
    known = {name: now[name].where(now["quantity"].notna(), before[name]) for name in ("quantity", "family", "unit")}
    date = now["count_date"].where(now["quantity"].notna(), before["count_date"])
    table = pd.DataFrame({**known, "count_date": date}).assign(
        as_of=estimates["as_of"].max(), previous_as_of=pd.Timestamp(previous.as_of), previous_date=before["count_date"],
        change=now["change"], **{name: now[name] for name in (*_NUMBERS, "publish", "agreement")},
        **{f"previous_{name}": before[name] for name in (*_NUMBERS, "publish", "agreement")},
    )  # fmt: skip
    # of a sum it is the total that moves: its interval speaks of editions to come
    summed = (now["method"].fillna(before["method"]) == METHOD).to_numpy()
    table["what"] = _what(table, now["quantity"].isna().to_numpy(), before["quantity"].isna().to_numpy(), summed)
    table["size"] = _sizes(table, summed)
    return table[table["what"] != ""].reset_index(drop=True)


def _what(table: pd.DataFrame, gone: Flags, new: Flags, summed: Flags) -> npt.NDArray[np.object_]:
    """Return what happened to each row; "" where nothing did."""
    differs = {
        name: (table[name].fillna("") != table[f"previous_{name}"].fillna("")).to_numpy()
        for name in ("publish", "agreement")
    }
    moved = np.zeros(len(table), dtype=bool)
    for name in _NUMBERS:
        now, before = (table[key].to_numpy(np.float64) for key in (name, f"previous_{name}"))
        with np.errstate(invalid="ignore"):
            apart = np.abs(now - before) > SHIFT * np.maximum(np.abs(now), np.abs(before))
        moved |= (apart | (np.isnan(now) != np.isnan(before))) & (~summed | (name == "best"))
    kinds = [gone, new, moved, differs["publish"], differs["agreement"]]
    return np.select(kinds, ["disappeared", "appeared", "moved", "verdict", "agreement"], "").astype(object)


def _sizes(table: pd.DataFrame, summed: Flags) -> Floats:
    """Return the largest shift of low, best and high, of a sum that of its total, as a share of the best before."""
    base = np.abs(table["previous_best"].to_numpy(np.float64))
    shifts = [np.where(summed & (name != "best"), np.nan,
                       np.abs(table[name].to_numpy(np.float64) - table[f"previous_{name}"].to_numpy(np.float64)))
              for name in _NUMBERS]  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.fmax.reduce(shifts) / base
    return np.where(np.isfinite(size), size, np.nan)


def _shares(rows: pd.DataFrame, steps: Steps) -> pd.DataFrame:
    """Return rows with the share of each step, where there is a best of both then and now."""
    both = rows["best"].notna() & rows["previous_best"].notna() & ~rows["what"].isin(["appeared", "disappeared"])
    shares = steps.shares(rows[both]) if both.any() else pd.DataFrame(columns=list(STEPS), dtype=np.float64)
    return rows.assign(**{share_column(step): shares[step].reindex(rows.index) for step in STEPS})


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort by weight: quantities that came or went first, then by size, last those that only changed a word."""
    came = rows["what"].isin(["appeared", "disappeared"])
    order: dict[str, Any] = {"rank": np.where(came, np.inf, rows["size"].fillna(-1.0))}
    ranked = rows.assign(**order).sort_values(
        ["rank", "quantity", "count_date"], ascending=[False, True, True], kind="stable"
    )
    return ranked[names(CHANGES)].reset_index(drop=True)
