"""What is approved: hashes of what a reader sees of an estimate, and of what it rests on.

The *seal* is the hash of verdict, definition, unit, sentences, range and note, without the date of knowledge: a day on
which nothing was learnt voids no approval. Approvals of earlier versions have one of the sentences alone, and stay
valid as long as these do. The *evidence* is the hash of the used claims as their sources made them,
without the weights, which are ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import pandas as pd

from reconcile.claims.text import text_of
from reconcile.columns import DEFINING, TEXTS
from reconcile.report.sentences.notes_and_dates import undated_sentences

__all__ = ["approval_facts", "seals_of", "seals_of_wording"]

# columns of estimates that a reader sees, beside the sentence
_SEEN = ("quantity", "count_date", "publish", "unit", *DEFINING)

# columns of claims that are the evidence
_STATED = ("claim_id", "source", "origin", "phrase", "low", "best", "high", "unit", "count_date", "published")

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
    >>> row = {name: "" for name in (*_SEEN, *TEXTS)} | {"wording": "Three died.", "note": "Known by 1 May 2025."}
    >>> later = row | {"note": "Known by 2 May 2025."}
    >>> seals_of(pd.DataFrame([row, later])).nunique()
    1
    """
    return _seals(estimates, TEXTS)


def seals_of_wording(estimates: pd.DataFrame) -> pd.Series:
    """Return the seal that approvals of earlier versions have: of the sentences without range and note.

    Examples
    --------
    >>> row = {name: "" for name in (*_SEEN, *TEXTS)} | {"wording": "Three died."}
    >>> seals_of_wording(pd.DataFrame([row, row | {"note": "Excludes wounded."}])).nunique()
    1
    """
    return _seals(estimates, TEXTS[:1])


def _seals(estimates: pd.DataFrame, texts: Sequence[str]) -> pd.Series:
    seen = pd.DataFrame({name: _plain(estimates[name]) for name in _SEEN})
    seen = seen.assign(**{name: undated_sentences(_plain(estimates[name])) for name in texts})
    return pd.Series([_hash(row) for row in seen.to_numpy().tolist()], index=estimates.index, dtype="str")


def approval_facts(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return what an approval records of every estimate beside its numbers.

    Parameters
    ----------
    estimates, claims : DataFrame of str
        Rows of `estimates.csv` and `claims.csv` as text, but for `used`, which is boolean.

    Returns
    -------
    DataFrame of str, index as `estimates`
        `hash` (the seal), `sentence` (our range behind it), `definition` (defining columns that are not empty),
        `voices` (separated by ;) and
        `evidence`; the last two are empty where no claim is used.

    Examples
    --------
    >>> row = {name: "" for name in (*_SEEN, *TEXTS)} | {"quantity": "dead", "measure": "killed", "place": "Kursk"}
    >>> claim = {name: "" for name in _STATED} | {"quantity": "dead", "voice": "NIS", "used": True}
    >>> approval_facts(pd.DataFrame([row]), pd.DataFrame([claim]))[["definition", "voices"]].values.tolist()
    [['measure=killed; place=Kursk', 'NIS']]
    """
    used = claims[claims["used"].to_numpy(bool)].sort_values(["quantity", "claim_id"], kind="stable")
    by_quantity = {str(quantity): rows for quantity, rows in used.groupby("quantity", sort=False)}
    voices = {quantity: "; ".join(sorted(set(rows["voice"]))) for quantity, rows in by_quantity.items()}
    evidence = {quantity: _hash(rows[list(_STATED)].to_numpy().tolist()) for quantity, rows in by_quantity.items()}
    return pd.DataFrame({
        "hash": seals_of(estimates), "sentence": _sentences(estimates), "definition": _definitions(estimates),
        "voices": [voices.get(quantity, "") for quantity in estimates["quantity"]],
        "evidence": [evidence.get(quantity, "") for quantity in estimates["quantity"]],
    }, index=estimates.index)  # fmt: skip


def _plain(cells: pd.Series) -> pd.Series:
    """Return cells as text, without the apostrophe that keeps a spreadsheet from reading a formula."""
    return text_of(cells).str.removeprefix("'")


def _sentences(estimates: pd.DataFrame) -> pd.Series:
    """Return what is printed: the sentences, and our range behind them."""
    said, ours = (undated_sentences(_plain(estimates[name])) for name in ("wording", "range_wording"))
    return (said + " " + ours).str.strip()


def _definitions(estimates: pd.DataFrame) -> list[str]:
    rows = estimates[list(DEFINING)].to_numpy(dtype=object).tolist()
    return ["; ".join(f"{name}={value}" for name, value in zip(DEFINING, row, strict=True) if value) for row in rows]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:DIGITS]
