"""The claims of an article that is read again, merged into the earlier ones without touching the desk's decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from reconcile.columns import FINDINGS, names
from reconcile.inputs.extracted_rows import rows_as_text
from reconcile.records import findings, join_records

__all__ = ["Merged", "merge"]

# between an id that another article has as well and the file's name, which makes it unique and the same every time
_APART = "-"
# columns with the id of a claim of the article
_REFERRING = ("claim_id", "part_of", "revises")


@dataclass(frozen=True)
class Merged:
    """The claims of an article after it was read again.

    Attributes
    ----------
    rows : DataFrame of str
        In the order of the article.
    added, kept, removed : int
        Proposed rows that are new, reviewed rows, and proposed rows that are no longer found.
    findings : DataFrame
        Reviewed rows that are no longer found.
    """

    rows: pd.DataFrame
    added: int
    kept: int
    removed: int
    findings: pd.DataFrame


def merge(before: pd.DataFrame, extracted: pd.DataFrame, *, name: str, elsewhere: Collection[str] = ()) -> Merged:
    """Merge the claims of an article that is read again into its earlier ones.

    A reviewed row stays as it is, and so does one with a note of the desk; other proposed rows are replaced.

    Parameters
    ----------
    before : DataFrame of str
        The rows of its file.
    extracted : DataFrame
        Claims as they are extracted now.
    name : str
        Name of the file.
    elsewhere : collection of str
        Ids of claims in other articles: the same sentence may stand in two of them.

    Examples
    --------
    >>> before = rows_as_text(pd.DataFrame({"claim_id": ["E1", "E2"], "status": ["accepted", "proposed"]}))
    >>> extracted = pd.DataFrame({"claim_id": ["E1", "E3"], "status": "proposed", "start": [10, 5]})
    >>> merged = merge(before, extracted, name="raid.csv")
    >>> merged.rows[["claim_id", "status"]].values.tolist(), merged.removed
    ([['E3', 'proposed'], ['E1', 'accepted']], 1)
    """
    old = rows_as_text(before.drop(columns=["file", "row"], errors="ignore"))
    new = _own_ids(rows_as_text(extracted), set(old["claim_id"]), set(elsewhere), Path(name).stem)
    reviewed = old["status"].str.lower() != "proposed"
    noted = old["claim_id"].isin(new["claim_id"]) & (old["note"] != _notes_now(old, new))
    kept = old[reviewed | noted]
    fresh = new[~new["claim_id"].isin(kept["claim_id"])]
    rows = pd.concat([kept, fresh], ignore_index=True).fillna("")
    place = pd.to_numeric(rows["start"], errors="coerce")
    lost = old[reviewed & ~old["claim_id"].isin(new["claim_id"])]
    return Merged(
        rows.loc[place.sort_values(kind="stable", na_position="last").index].reset_index(drop=True),
        added=int((~new["claim_id"].isin(old["claim_id"])).sum()), kept=int(reviewed.sum()),
        removed=int((~reviewed & ~old["claim_id"].isin(new["claim_id"])).sum()), findings=_lost(lost, name),
    )  # fmt: skip


def _notes_now(old: pd.DataFrame, new: pd.DataFrame) -> pd.Series:
    """Return the note that the new claims have for each old row; "" where there is no such claim."""
    notes = dict(zip(new["claim_id"], new["note"], strict=True))
    return old["claim_id"].map(lambda claim: notes.get(claim, "")).astype("str")


def _own_ids(new: pd.DataFrame, before: set[str], elsewhere: set[str], stem: str) -> pd.DataFrame:
    """Replace ids that claims of another article have; a claim gets the same new id every time."""
    apart = new["claim_id"] + _APART + stem
    foreign = apart.isin(before) | (new["claim_id"].isin(elsewhere) & ~new["claim_id"].isin(before))
    named = dict(zip(new["claim_id"], new["claim_id"].mask(foreign, apart), strict=True))
    # what refers to other claims of the article follows them
    return new.assign(**{name: new[name].map(lambda claim: named.get(claim, claim)) for name in _REFERRING})


def _lost(lost: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a finding for each reviewed claim that the article no longer has."""
    return join_records(
        [findings(
            "reviewed-lost", ["a reviewed claim is no longer found in the article; it is kept"] * len(lost),
            claim_id=lost["claim_id"], value=lost["phrase"], file=name,
            hint="reject it if the article was corrected: `reconcile review --reject`",
        )], names(FINDINGS),
    )  # fmt: skip
