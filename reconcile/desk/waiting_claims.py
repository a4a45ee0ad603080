"""Proposed claims that wait for a review of the desk, and how each would be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from reconcile.claims.ratio_wholes import OF, with_wholes
from reconcile.desk.extracted_store import rows_by_file
from reconcile.desk.roles_in_words import roles_in_words
from reconcile.errors import InputError
from reconcile.folder.config import load_config
from reconcile.inputs.extracted_rows import no_rows
from reconcile.language.phrase import read_phrases

__all__ = ["Waiting", "as_read", "waiting_claims"]


@dataclass(frozen=True)
class Waiting:
    """Claims that wait for a review.

    Attributes
    ----------
    claims : DataFrame
        Proposed rows with `file` and `row`, and how they are read: `range_low`, `range_best`, `range_high`, `why`,
        `whole` (the claim on its whole that a ratio also makes), `at`, the position of the phrase in its quote (-1
        where it is not in it), and `beside`, what the figure is beside others.
    reviewed : int
        Number of rows that were reviewed before.
    faults : tuple of InputError
        Files that cannot be read whole.
    """

    claims: pd.DataFrame
    reviewed: int
    faults: tuple[InputError, ...]


def waiting_claims(root: str | Path = ".") -> Waiting:
    """Return the proposed claims of the articles of a project, by file and in the order of the text.

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
    tables, faults = rows_by_file(load_config(root))
    rows = pd.concat([no_rows(), *tables.values()], ignore_index=True).fillna("")
    proposed = rows["status"].str.lower() == "proposed"
    claims = rows[proposed].reset_index(drop=True)
    return Waiting(as_read(claims, rows), int((~proposed).sum()), faults)


def as_read(claims: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return extracted claims with how they are read, in the columns of `Waiting.claims`.

    Parameters
    ----------
    claims : DataFrame of str
        Extracted claims with `file` and `row`.
    rows : DataFrame of str
        All rows of the articles, to which claims may refer.

    Examples
    --------
    >>> as_read(no_rows(), no_rows()).columns.tolist()[-4:]
    ['why', 'whole', 'at', 'beside']
    """
    read = read_phrases(claims["phrase"])
    ranges = {f"range_{name}": read[name] for name in ("low", "best", "high")}
    return claims.assign(
        **ranges, why=read["why"], whole=_wholes(claims), at=_places(claims), beside=roles_in_words(claims, rows)
    )


def _wholes(claims: pd.DataFrame) -> list[str]:
    """Return for each claim the one on its whole, as phrase and measure, that a ratio also makes; "" for others."""
    together, _ = with_wholes(claims)
    whole = together[together["claim_id"].isin(claims["claim_id"] + OF)]
    phrases = dict(zip(whole["file"] + whole["claim_id"], whole["phrase"] + " " + whole["measure"], strict=True))
    return [phrases.get(key, "") for key in claims["file"] + claims["claim_id"] + OF]


def _places(claims: pd.DataFrame) -> list[int]:
    """Find each phrase in its quote; where rows share quote and phrase, each has the next occurrence."""
    nth = claims.groupby(["file", "quote", "phrase"]).cumcount()
    positions = []
    for quote, phrase, count in zip(claims["quote"], claims["phrase"], nth, strict=True):
        at = quote.find(phrase) if phrase else -1
        for _ in range(count):
            further = quote.find(phrase, at + 1)
            at = further if further >= 0 else at
        positions.append(at)
    return positions
