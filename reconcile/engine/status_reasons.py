"""Why the desk or a correction sets claims aside."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings

__all__ = ["status_reasons"]


def status_reasons(claims: pd.DataFrame) -> Strings:
    """Return why the desk or a correction sets claims aside, "" where they are accepted.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [9, 12], "status": ["", "rejected"]})
    >>> status_reasons(check_claims(rows).claims).tolist()
    ['', 'rejected by the desk']
    """
    reasons = np.full(len(claims), "", dtype=object)
    aside = ((claims["dropped_reason"] != "") | (claims["status"] != "accepted")).to_numpy()
    dropped, status, note = (
        claims[name].to_numpy(dtype=object)[aside] for name in ("dropped_reason", "status", "note")
    )
    with_note = np.where(note != "", ": " + note, "")
    reasons[aside] = np.select(
        [dropped != "", status == "proposed", status == "rejected", status == "superseded"],
        ["dropped: " + dropped, "not yet reviewed", "rejected by the desk" + with_note,
         "superseded by the desk" + with_note],
        "",
    )  # fmt: skip
    return reasons
