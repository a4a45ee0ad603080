"""What an approval is of: hashes of what a reader sees of an estimate, and of what it rests on.

The *seal* is the hash of verdict, definition, unit and sentence, without the date of knowledge behind it: a day on
which nothing was learnt voids no approval. The *evidence* is the hash of the claims used, as they were said; weights
are ours and are not in it.
"""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from reconcile.claims.cells import text_of
from reconcile.columns import DEFINING
from reconcile.report.words import words

__all__ = ["definitions", "evidence_of", "seals_of", "undated"]

# columns of estimates that a reader sees, the sentence beside them
_SEEN = ("quantity", "count_date", "publish", "unit", *DEFINING)

# columns of claims that are the evidence
_SAID = ("claim_id", "source", "origin", "phrase", "low", "best", "high", "unit", "count_date", "published")

# hexadecimal digits of a hash: 64 bits, ample for the estimates of one project
DIGITS = 16


def seals_of(estimates: pd.DataFrame) -> pd.Series:
    """Return the seal of every estimate.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, typed or all text.

    Returns
    -------
    Series of str, index as `estimates`

    Examples
    --------
    >>> row = {name: "" for name in _SEEN} | {"quantity": "dead", "wording": "Three died. Known by 1 May 2025."}
    >>> later = row | {"wording": "Three died. Known by 2 May 2025."}
    >>> seals_of(pd.DataFrame([row, later])).nunique()
    1
    """
    # an apostrophe keeps a spreadsheet from taking a sentence for a formula
    told = undated(text_of(estimates["wording"]).str.removeprefix("'"))
    seen = pd.DataFrame({name: text_of(estimates[name]).str.removeprefix("'") for name in _SEEN}).assign(wording=told)
    return pd.Series([_hash(row) for row in seen.to_numpy().tolist()], index=estimates.index, dtype="str")


def undated(wording: pd.Series) -> pd.Series:
    """Return sentences without the date of knowledge at their end.

    Examples
    --------
    >>> undated(pd.Series(["Three died. Known by 1 May 2025."])).tolist()
    ['Three died.']
    """
    mark = words().tail["known"].partition("{date}")[0]
    return wording.map(lambda told: told.rpartition(mark)[0] or told).astype("str")


def evidence_of(claims: pd.DataFrame) -> pd.Series:
    """Return the hash of the claims used for every quantity.

    Parameters
    ----------
    claims : DataFrame of str
        Rows of `claims.csv` as they stand in the file; `used` is boolean.

    Returns
    -------
    Series of str, index the quantity

    Examples
    --------
    >>> claim = {name: "" for name in _SAID} | {"claim_id": "C1", "quantity": "dead", "used": True}
    >>> evidence_of(pd.DataFrame([claim])).index.tolist()
    ['dead']
    """
    used = claims[claims["used"].to_numpy(bool)].sort_values(["quantity", "claim_id"], kind="stable")
    hashes = {
        str(quantity): _hash(part[list(_SAID)].to_numpy().tolist())
        for quantity, part in used.groupby("quantity", sort=True)
    }
    return pd.Series(hashes, dtype="str")


def definitions(estimates: pd.DataFrame) -> list[str]:
    """Write what is counted: the defining columns that are not empty.

    Examples
    --------
    >>> definitions(pd.DataFrame([dict.fromkeys(DEFINING, "") | {"measure": "killed", "place": "Kursk"}]))
    ['measure=killed; place=Kursk']
    """
    rows = estimates[list(DEFINING)].to_numpy(dtype=object).tolist()
    return ["; ".join(f"{name}={value}" for name, value in zip(DEFINING, row, strict=True) if value) for row in rows]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:DIGITS]
