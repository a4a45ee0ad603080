"""The sentences that can be printed, family by family: what a desk reads, copies and approves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_pair_once, strings
from reconcile.columns import DATED, PRINTED, names
from reconcile.report.sections import anchor

__all__ = ["printed_sentences"]

# kinds of a quantity of its own, by verdict; all other verdicts are `quantity`
_KINDS = ("list", "withheld")

# order of sentences in a family: what can be printed, what an editor must choose between, what is not printed
_ORDER = {"list": 1, "withheld": 2}


def printed_sentences(estimates: pd.DataFrame, approvals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the sentences that can be printed, as `printed.csv` has them.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv` with their wording; of every quantity the newest is told.
    approvals : DataFrame, optional
        `quantity`, `status`, one row an estimate in their order; what is not in it is a draft.

    Returns
    -------
    DataFrame, columns of `PRINTED`
        By family and rank: printable sentences first, those with a newer count before others.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> printed_sentences(result.estimates)[["kind", "quantities", "status"]].values.tolist()
    [['quantity', 'dead', 'draft']]
    """
    rows = estimates.drop_duplicates("quantity", keep="last").reset_index(drop=True)
    table = pd.DataFrame({"family": strings(rows["family"]), "quantities": strings(rows["quantity"])})
    table["sentence_id"] = each_pair_once(strings(rows["family"]), strings(rows["quantity"]), _sentence_id)
    table["publish"] = strings(rows["publish"])
    table["kind"] = np.where(table["publish"].isin(_KINDS), table["publish"], "quantity")
    table["sentence"] = strings(rows["wording"])
    for name, column in (("range_sentence", "range_wording"), ("note", "note")):
        table[name] = strings(rows[column]) if column in rows else ""
    spans = ~rows["temporal"].isin(DATED)
    table["count_date"] = rows["period_end"].where(spans & rows["period_end"].notna(), rows["count_date"])
    table["status"] = _statuses(rows, approvals)
    return _ranked(table)[names(PRINTED)]


def _sentence_id(family: str, quantity: str) -> str:
    return anchor(f"{quantity} {family}" if family else quantity)


def _statuses(rows: pd.DataFrame, approvals: pd.DataFrame | None) -> Strings:
    """Return how the desk stands by the newest estimate of every row."""
    if approvals is None or approvals.empty:
        return np.full(len(rows), "draft", dtype=object)
    newest = approvals.drop_duplicates("quantity", keep="last").set_index("quantity")["status"]
    return strings(rows["quantity"].map(newest).fillna("draft"))


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by family and rank."""
    order = table["kind"].map(_ORDER).fillna(0)
    day = -table["count_date"].to_numpy("datetime64[D]").astype(np.int64).astype(np.float64)
    ranked = table.iloc[np.lexsort((table["quantities"], day, order, table["family"]))].reset_index(drop=True)
    return ranked.assign(rank=ranked.groupby("family").cumcount() + 1)
