"""Tables of text as checked claims: every cell is read, and all faults are reported together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.amounts import check_numbers
from reconcile.claims.claim_dates import read_dates, settle_time
from reconcile.claims.eaten_ranges import reject_eaten_ranges
from reconcile.claims.faults import Faults
from reconcile.claims.frame import check_cells, framed, reject_objects, row_numbers
from reconcile.claims.ids import check_duplicates, claim_ids
from reconcile.claims.known import later_than, without_later_denials
from reconcile.claims.ledger import Ledger, figures_lost
from reconcile.claims.missing_marks import without_marks
from reconcile.claims.name_cells import SpelledNames, read_names
from reconcile.claims.note_marks import without_note_marks
from reconcile.claims.part_rows import settle_parts
from reconcile.claims.party_populations import settle_party_populations
from reconcile.claims.read_phrases import read_figures
from reconcile.claims.sense import check_sense
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.total_rows import reject_totals
from reconcile.claims.vocabulary import check_words

__all__ = ["Checked", "ReadRows", "check_claims", "read_rows", "some_claims"]


@dataclass(frozen=True)
class Checked:
    """Usable claims, rejections and findings; `later` counts the claims that were not known yet.

    The `ledger` says where every row went.
    """

    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    later: int = 0
    ledger: Ledger | None = None


@dataclass(frozen=True)
class ReadRows:
    """Rows of claims, each read by itself: which of them repeat others or are parts of others is not looked at.

    Attributes
    ----------
    claims : DataFrame, one row for each row of the table
        As of `Checked`, rejected ones among them.
    faults : Faults
    totals : ndarray of bool, shape (rows,)
        Rows that add up others of their file.
    """

    claims: pd.DataFrame
    faults: Faults
    totals: npt.NDArray[np.bool_]


def read_rows(
    table: pd.DataFrame, settings: ClaimSettings, spelled: SpelledNames | None = None, *, whole_files: bool = True
) -> ReadRows:
    """Read the cells of a table of claims, of which no row is later than the date of knowledge.

    Parameters
    ----------
    table : DataFrame
    settings : ClaimSettings
    spelled : SpelledNames, optional
        Names of all rows of the run, where these are some of them.
    whole_files : bool
        Whether the table has all rows of its files; else totals of a file are not looked for.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", ""], "phrase": ["about 300", "dozens"]})
    >>> read_rows(rows, ClaimSettings()).claims["said_best"].tolist()
    [300.0, 40.0]
    """
    raw = framed(table)
    faults = Faults(raw)
    reject_objects(table, faults)
    claims = check_cells(raw, faults, settings.max_cell_chars)
    claims, unmarked = without_marks(claims, settings.missing)
    claims, unnoted = without_note_marks(claims)
    if whole_files:
        faults.tell(unmarked)
        faults.tell(unnoted)
    claims["claim_id"] = claim_ids(claims)
    read_names(claims, faults, settings, spelled)
    settle_party_populations(claims)
    check_words(claims, faults, settings)
    reject_eaten_ranges(claims, faults)
    check_numbers(claims, faults, settings)
    totals = reject_totals(claims, faults) if whole_files else np.zeros(len(claims), dtype=bool)
    read_dates(claims, faults, settings)
    literal = read_figures(claims, faults, settings)
    check_sense(claims, literal, faults, settings)
    settle_time(claims, faults)
    return ReadRows(claims, faults, totals)


def check_claims(
    table: pd.DataFrame, settings: ClaimSettings | None = None, *, as_of: Any = None,
    spelled: SpelledNames | None = None, whole_files: bool = True,
) -> Checked:  # fmt: skip
    """Check a table of claims.

    Parameters
    ----------
    table : DataFrame
        Any of the raw columns, text or typed; unknown columns are kept. Not changed.
    settings : ClaimSettings, optional
    as_of : date-like, optional
        Date of knowledge: rows that were published, or are true, after it are removed and only counted, and denials
        that were spoken after it are left out.
    spelled, whole_files
        As of `read_rows`.

    Returns
    -------
    Checked
        `claims` has the raw columns (measures, units and dates in canonical form, numbers carried to the unit), the
        unknown ones, `file`, `row`, `dropped_reason`, and the reading of the phrase as `said_...`; text is held as
        categories, except `claim_id`. Checking them again returns them unchanged. A row may have several rejections,
        sorted by file, row and column.

    Raises
    ------
    InputError
        A column occurs twice.
    ConfigError
        `as_of` is no date.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", ""], "phrase": ["about 300", "dozens"]})
    >>> check_claims(rows).rejected[["row", "column", "rule"]].values.tolist()
    [[2, 'source', 'no-source']]
    """
    settings = settings or ClaimSettings()
    later = later_than(table, as_of, settings)
    if later.any():
        # rows keep the numbers that they were given with
        table = table.assign(row=row_numbers(table))[~later].reset_index(drop=True)
    read = read_rows(table, settings, spelled, whole_files=whole_files)
    claims, faults = read.claims, read.faults
    settle_parts(claims, faults)
    lost = figures_lost(claims, faults.rows & ~read.totals)
    check_duplicates(claims, faults)
    ledger = Ledger(read=len(later), rejected=int(faults.rows.sum()), later=int(later.sum()), lost=lost)
    known = without_later_denials(some_claims(claims, ~faults.rows), as_of)
    return Checked(known, faults.rejected(), faults.findings(claims), int(later.sum()), ledger)


def some_claims(claims: pd.DataFrame, wanted: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return the claims of a mask with a new index, and without the categories that only other claims use.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", "B"], "best": [3, 4]})
    >>> some_claims(check_claims(rows).claims, np.array([True, False]))["source"].cat.categories.tolist()
    ['A']
    """
    kept = claims if wanted.all() else claims.take(np.flatnonzero(wanted)).reset_index(drop=True)
    for name, cells in list(kept.items()):
        text = cells.array
        if not isinstance(text, pd.Categorical):
            continue
        if not np.bincount(text.codes + 1, minlength=len(text.categories) + 1)[1:].all():
            kept[name] = text.remove_unused_categories()
    return kept
