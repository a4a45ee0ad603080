"""`reconcile review --accept-high`: the proposed claims of high confidence that can be accepted together."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from reconcile.claims.checked import check_claims
from reconcile.columns import EXTRACTED, FINDINGS, names
from reconcile.desk.review_claims import Change
from reconcile.desk.waiting_claims import waiting_claims
from reconcile.folder.config import load_config
from reconcile.inputs.accepted_claims import checkable
from reconcile.inputs.prepared import options_of
from reconcile.records import findings, join_records

__all__ = ["SureClaims", "sure_claims"]

# confidence from which claims are accepted together; what it means is measured in docs/articles.md
_SURE = "high"


class SureClaims(NamedTuple):
    """Changes that accept claims of high confidence, and findings on those that cannot be accepted."""

    changes: list[Change]
    findings: pd.DataFrame


def sure_claims(root: str | Path, *, leaving_out: Collection[str] = ()) -> SureClaims:
    """Return what accepts all proposed claims of high confidence.

    A claim that cannot be used, as one of a measure that the desk has emptied, stays proposed, with a finding.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    leaving_out : collection of str
        Ids of claims on which the desk decides otherwise.

    Raises
    ------
    ConfigError
        The project cannot be read.
    InputError
        A file cannot be read whole.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sure_claims(folder).changes
    []
    """
    waiting = waiting_claims(root)
    if waiting.faults:
        raise waiting.faults[0]
    claims = waiting.claims
    sure = claims[(claims["confidence"].str.lower() == _SURE) & ~claims["claim_id"].isin(list(leaving_out))]
    usable = _usable(sure, root)
    changes = [
        Change(claim, "status", "accepted", file)
        for claim, file in zip(sure["claim_id"][usable], sure["file"][usable], strict=True)
    ]
    return SureClaims(changes, _unusable(sure[~usable]))


def _usable(sure: pd.DataFrame, root: str | Path) -> pd.Series:
    """Return True for the rows that a run could use; their checked rows are told apart by file and row."""
    rows = checkable(sure[[*names(EXTRACTED), "file", "row"]])
    rejected = check_claims(rows.assign(status="accepted"), options_of(load_config(root)).claims).rejected
    faulty = set(zip(rejected["file"], rejected["row"], strict=True))
    places = pd.Series(list(zip(sure["file"], sure["row"], strict=True)), index=sure.index, dtype=object)
    return ~places.isin(faulty)


def _unusable(left: pd.DataFrame) -> pd.DataFrame:
    return join_records(
        [findings(
            "sure-but-unusable", ["it is read with high confidence, but cannot be used"] * len(left),
            claim_id=left["claim_id"], value=left["phrase"], file=left["file"],
            hint="see why: `reconcile review --accept` with its id",
        )], names(FINDINGS),
    )  # fmt: skip
