"""Who speaks, as the page of sources and its JSON show it: grades, stakes, names, and who may copy from whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reconcile.notebook.reconciliation import Reconciliation
from reconcile.run.inspect import sources_heard

__all__ = ["sources_view"]

# findings on names that the desk is asked about
_ON_NAMES = ("names-alike", "one-counter", "alias-clash", "source-twice")

# what is told of a pair, in words
_TOLD = {
    "copy": "it looks taken from there",
    "both_exact": "one copies the other, or both count exactly: no third source shows how far counts scatter",
    "abstained": "other sources scatter so little that a copy looks like an exact count",
}


def sources_view(tables: Reconciliation) -> dict[str, Any]:
    """Return the sources of a project as their page and its JSON show them.

    Returns
    -------
    dict
        `sources`: `source, name, aliases, kind, origin, origin_basis, stake, grade, weight` (the factor of grade and
        desk, None where no claim goes back to it), `published`, `voice_of`, `used`; `suspects`, pairs of which
        something is told: `source, origin, told, words, figures, equal, score, limit`; `names`: `message, hint` of
        findings on names.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> [row["source"] for row in sources_view(result)["sources"]]
    ['A', 'B']
    """
    found = tables.findings[tables.findings["rule"].isin(_ON_NAMES)]
    return {
        "sources": _sources(tables), "suspects": _suspects(tables.dependence),
        "names": found[["message", "hint"]].astype("str").drop_duplicates().to_dict("records"),
    }  # fmt: skip


def _sources(tables: Reconciliation) -> list[dict[str, Any]]:
    heard = sources_heard(tables)
    said = tables.sources.reindex(columns=["source", "name", "aliases", "origin", "origin_basis"]).drop_duplicates(
        "source"
    )
    rows = heard.merge(said, on="source", how="left")
    texts = ["name", "aliases", "origin", "origin_basis"]
    rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "")
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in rows.to_dict("records")
    ]  # fmt: skip


def _suspects(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    told = pairs[pairs["told"].isin(list(_TOLD))]
    return [
        {
            "source": str(row["source_b"]), "origin": str(row["source_a"]), "told": str(row["told"]),
            "words": _TOLD[str(row["told"])], "figures": int(row["figures"]), "equal": int(row["equal"]),
            "score": round(float(row["score"]), 1), "limit": round(float(row["limit"]), 1),
        }
        for row in told.to_dict("records")
    ]  # fmt: skip
