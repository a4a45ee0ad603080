"""What waits for the desk's review: proposed claims of articles, and how each would be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from reconcile.claims.ratio_wholes import OF, with_wholes
from reconcile.desk.extracted_store import files_of_articles
from reconcile.errors import InputError
from reconcile.folder.config import load_config
from reconcile.inputs.extracted_rows import no_rows
from reconcile.language.phrase import read_phrases

__all__ = ["Waiting", "waiting_claims"]


@dataclass(frozen=True)
class Waiting:
    """What waits for a review.

    Attributes
    ----------
    claims : DataFrame
        Proposed rows with `file` and `row`, and how they are read: `range_low`, `range_best`, `range_high`, `why`,
        `whole` (the claim that a ratio makes beside its own), and `at`, the place of the phrase in its quote (-1: it is
        not in it).
    reviewed : int
        Rows that were reviewed before.
    faults : tuple of InputError
        Files that cannot be read whole.
    """

    claims: pd.DataFrame
    reviewed: int
    faults: tuple[InputError, ...]


def waiting_claims(root: str | Path = ".") -> Waiting:
    """Return the proposed claims of a project's articles, by file, in the order of the text.

    Raises
    ------
    ConfigError
        The project cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     waiting_claims(folder).claims.empty
    True
    """
    tables, faults = files_of_articles(load_config(root))
    rows = pd.concat([no_rows(), *tables.values()], ignore_index=True).fillna("")
    open_ = rows["status"].str.lower() == "proposed"
    claims = rows[open_].reset_index(drop=True)
    read = read_phrases(claims["phrase"])
    told = {f"range_{name}": read[name] for name in ("low", "best", "high")}
    return Waiting(
        claims.assign(**told, why=read["why"], whole=_wholes(claims), at=_places(claims)), int((~open_).sum()), faults
    )


def _wholes(claims: pd.DataFrame) -> list[str]:
    """Say which claim a ratio makes beside its own."""
    together, _ = with_wholes(claims)
    whole = together[together["claim_id"].isin(claims["claim_id"] + OF)]
    told = dict(zip(whole["file"] + whole["claim_id"], whole["phrase"] + " " + whole["measure"], strict=True))
    return [told.get(key, "") for key in claims["file"] + claims["claim_id"] + OF]


def _places(claims: pd.DataFrame) -> list[int]:
    """Find each phrase in its quote; the second row of a sentence with one phrase has the second place."""
    nth = claims.groupby(["file", "quote", "phrase"]).cumcount()
    found = []
    for quote, phrase, count in zip(claims["quote"], claims["phrase"], nth, strict=True):
        at = quote.find(phrase) if phrase else -1
        for _ in range(count):
            further = quote.find(phrase, at + 1)
            at = further if further >= 0 else at
        found.append(at)
    return found
