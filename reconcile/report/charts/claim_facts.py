"""What is known of every claim, in words, for the row of a chart that shows it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from reconcile.report.sentences.display_claims import display_claims
from reconcile.report.sentences.printable import clean, shorten

__all__ = ["claim_facts"]

# characters of a quoted sentence that a chart gives at most; the table beside it has more
QUOTE = 180


def claim_facts(claims: pd.DataFrame) -> pd.Series:
    """Return what is known of each claim, in words: voice, figure, reading, weight and why, source, sentence quoted.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> claim_facts(result.claims).iloc[0].splitlines()[0]
    'A: 300'
    """
    if claims.empty:
        return pd.Series(dtype=object)
    rows = display_claims(claims)
    return pd.Series([_fact(row) for row in rows.to_dict("records")], index=rows.index, dtype=object)


def _fact(row: Mapping[Hashable, str]) -> str:
    who = f"{row['voice']}, reported by {row['said_by']}" if row["said_by"] else row["voice"]
    lines = [
        f"{who}: {row['said']}",
        f"Read as {row['read']}" if row["read"] else "",
        f"Count date {row['date']}" if row["date"] else "",
        f"Weight {row['weight']}: {row['why']}" if row["used"] else f"Left out: {row['left_out'] or 'not used'}",
        f"“{shorten(row['quote'], QUOTE)}”" if row["quote"] else "",
        f"Claim {row['claim']}",
    ]
    return "\n".join(clean(line[: 4 * QUOTE]) for line in lines if line)
