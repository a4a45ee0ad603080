"""Scores of estimates against values that became known: how often intervals held, and how narrow they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.arrays import Floats
from reconcile.claims.claim_files import ragged_rows
from reconcile.claims.formats import delimited
from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.columns import ESTIMATES, FINDINGS, REJECTED, SCORES, names
from reconcile.errors import InputError, NothingUsableError
from reconcile.folder.config import load_config
from reconcile.folder.layout import ESTIMATES_TABLE
from reconcile.folder.paths import relative
from reconcile.folder.stored_tables import has_table, stored_csv
from reconcile.inputs.prepared import options_of
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.pool.scoring_rules import bootstrap, held, interval_score, pit_counts, wis
from reconcile.records import join_records
from reconcile.report.pages.score_page import score_page
from reconcile.run.score_values import MatchedValues, match_values

__all__ = ["ScoreResult", "score", "score_project"]

# numbers of effective voices that are scored separately, where the worth of another voice differs most
# (docs/methods/calibration.md); the edges are halves, as effective numbers are seldom whole
VOICES = {"1": 1.5, "2": 2.5, "3-4": 4.5, "5+": np.inf}

_QUANTILES = ["low", "low50", "best", "high50", "high"]
_BINS = ("below low", "low to low50", "low50 to best", "best to high50", "high50 to high", "above high")


@dataclass(frozen=True)
class ScoreResult:
    """Scores, and the rows of truth that could not be used.

    Attributes
    ----------
    table : DataFrame
        As `score` returns it.
    given, scored : int
        Number of rows of truth, and of estimates that were scored.
    rejected : DataFrame
        As in `rejected.csv`.
    """

    table: pd.DataFrame
    given: int
    scored: int
    rejected: pd.DataFrame

    def to_markdown(self) -> str:
        """Return the scores as a page in Markdown."""
        return score_page(self.table, self.given, self.scored, len(self.rejected))


def score(estimates: Reconciliation | pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Score estimates against values that became known.

    Parameters
    ----------
    estimates : Reconciliation or DataFrame
        A result, its `estimates`, or several of these one under the other; each method is scored separately.
    truth : DataFrame
        `quantity`, `value`, and optionally `count_date`; without a date, the newest estimate is meant.

    Returns
    -------
    DataFrame
        Columns `method, voices, score, level, bin, value, low, high, expected, n, groups`, a row for each score:
        `coverage` and `interval_score` of the half and of the whole interval, `wis`, `wis_log1p` (of log(x + 1), where
        nothing is below 0) and `pit` (a count for each bin), for all estimates and by effective voices; last
        `left_out`, the rows of truth not used. `low` and `high` are from a bootstrap over `groups` (families, else
        quantities), and empty where there is only one.

    Raises
    ------
    InputError
        A column is missing.
    NothingUsableError
        No row of truth has an estimate.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": ["a", "a", "b", "b"], "source": ["A", "B"] * 2, "best": [30, 32, 5, 6]})
    >>> table = score(reconcile(claims), pd.DataFrame({"quantity": ["a", "b"], "value": [31, 90]}))
    >>> table.loc[table["score"] == "coverage", ["voices", "level", "value", "n"]].values.tolist()[:2]
    [['all', 0.5, 0.5, 2], ['all', 0.9, 0.5, 2]]
    """
    table = estimates.estimates if isinstance(estimates, Reconciliation) else estimates
    return _table(match_values(table, truth))


def score_project(truth: str | Path, root: str | Path = ".") -> ScoreResult:
    r"""Score the estimates of a project, as they stand in `estimates.csv`.

    Raises
    ------
    InputError
        A file cannot be read, or a column is missing.
    NothingUsableError
        No row of truth has an estimate; the error holds what was rejected.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     _ = run_project(folder)
    ...     key = pd.read_csv(Path(folder, "data/processed/estimates.csv"))["quantity"][0]
    ...     _ = Path(folder, "truth.csv").write_text(f"quantity,value\n{key},40\n", encoding="utf-8")
    ...     score_project(Path(folder, "truth.csv"), folder).scored
    1
    """
    config = load_config(root)
    file = config.processed / ESTIMATES_TABLE
    name = relative(config.root, file)
    if not has_table(config.processed, ESTIMATES_TABLE):
        raise InputError("there are no estimates yet", file=name, hint="run `reconcile run` first")
    estimates = _estimates(config.processed, name)
    given = Path(truth)
    raw = read_table(given, given.name, ClaimSettings())
    headers = {column: " ".join(str(column).split()).casefold() for column in raw.table.columns}
    table, settings = raw.table.rename(columns=headers), options_of(config).claims
    matched = match_values(estimates, table, file=given.name, numbers=list(raw.rows), settings=settings)
    rejected = join_records([ragged_rows(raw.broken, table.columns, given.name), matched.rejected], names(REJECTED))
    matched = replace(matched, given=matched.given + len(raw.broken), rejected=rejected)
    return ScoreResult(_table(matched), matched.given, len(matched.rows), matched.rejected)


def _estimates(processed: Path, name: str) -> pd.DataFrame:
    """Read the table of estimates, text as text and numbers as numbers."""
    held = stored_csv(processed, ESTIMATES_TABLE, ESTIMATES)
    stored = read_table(held, name, ClaimSettings()) if isinstance(held, Path) else delimited.read(held.read(), name)
    raw = stored.table
    number = [column.name for column in ESTIMATES if column.type in ("number", "integer") and column.name in raw]
    # the apostrophe that keeps a spreadsheet from reading a formula is not part of the key
    text = raw.assign(quantity=raw["quantity"].astype(str).str.removeprefix("'"))
    return text.assign(**{column: pd.to_numeric(raw[column], errors="coerce") for column in number})


def _table(matched: MatchedValues) -> pd.DataFrame:
    """Return all scores; raise where no value has an estimate."""
    rows = matched.rows
    if rows.empty:
        raise NothingUsableError(
            "no value can be compared with an estimate", hint="see the rejected rows", rejected=matched.rejected,
            findings=join_records([], names(FINDINGS)),
        )  # fmt: skip
    family = text_of(rows["family"]) if "family" in rows else pd.Series("", index=rows.index)
    group = pd.factorize(family.where(family != "", rows["quantity"]))[0]
    many = np.searchsorted(list(VOICES.values()), rows["voices"].to_numpy(float), side="right")
    scores: list[list[object]] = []
    for (method, level), of_method in rows.groupby(["method", "level"], sort=False):
        inside = rows.index.isin(of_method.index)
        for label, chosen in [("all", inside), *((word, inside & (many == at)) for at, word in enumerate(VOICES))]:
            if chosen.any():
                scored = _scores(rows[chosen], float(level), group[chosen])  # type: ignore[arg-type]
                scores += [[method, label, *row] for row in scored]
    left_out = [
        ["", "all", "left_out", np.nan, "", float(len(matched.rejected)), np.nan, np.nan, np.nan, matched.given, 0]
    ]
    return pd.DataFrame(scores + left_out, columns=names(SCORES))


def _scores(rows: pd.DataFrame, level: float, group: Floats) -> list[list[object]]:
    """Return the scores of one method and number of voices: rows of the table, from `score` on."""
    quantiles, truth = rows[_QUANTILES].to_numpy(float), rows["value"].to_numpy(float)
    levels = np.array([(1 - level) / 2, 0.25, 0.5, 0.75, (1 + level) / 2])
    scores: list[list[object]] = []
    for share, first, last in ((0.5, 1, 3), (level, 0, 4)):
        low, high = quantiles[:, first], quantiles[:, last]
        scores.append(_mean("coverage", share, held(low, high, truth), group, share))
        scores.append(_mean("interval_score", share, interval_score(low, high, truth, share), group))
    scores.append(_mean("wis", level, wis(levels, quantiles, truth), group))
    positive = (quantiles[:, 0] >= 0) & (truth >= 0)
    if positive.any():
        logged = wis(levels, np.log1p(quantiles[positive]), np.log1p(truth[positive]))
        scores.append(_mean("wis_log1p", level, logged, group[positive]))
    widths, counts = np.diff(np.r_[0.0, levels, 1.0]), pit_counts(quantiles, truth).sum(axis=0)
    sizes = [len(truth), len(np.unique(group))]
    for name, count, width in zip(_BINS, counts, widths, strict=True):
        scores.append(["pit", level, name, float(count), np.nan, np.nan, width * len(truth), *sizes])
    return scores


def _mean(name: str, level: float, values: Floats, group: Floats, expected: float = np.nan) -> list[object]:
    low, high = bootstrap(values[:, None], group.astype(np.int64))
    mean = float(values.mean())
    return [name, level, "", mean, float(low[0]), float(high[0]), expected, len(values), len(np.unique(group))]
