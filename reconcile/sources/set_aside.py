"""Claims that are not heard for what they, or others, say of them: denied, taken back, earlier than their own voice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, says
from reconcile.records import findings
from reconcile.sources.denied_figures import denied_figures
from reconcile.sources.earlier_editions import superseded_editions
from reconcile.sources.late_additions import late_additions
from reconcile.sources.registry import Registry
from reconcile.sources.revisions import Revisions, find_revisions
from reconcile.sources.roles import set_aside_by_role

__all__ = ["nothing_set_aside", "says_of_others", "set_aside"]

# columns that are empty where nothing is said of any claim, which is the usual case
_SAID = ("includes", "edition_of", "denied_by", "revises", "revision", "role")
_NOTHING_FOUND = findings("revised-missing", [])


def set_aside(claims: pd.DataFrame, registry: Registry) -> Revisions:
    """Find the claims that are not heard for what is said of them.

    Parameters
    ----------
    claims : DataFrame, index from 0
        The columns of `superseded_editions`, `late_additions`, `denied_figures`, `find_revisions` and
        `set_aside_by_role`; `reason` where a claim is set aside already.
    registry : Registry

    Returns
    -------
    Revisions
        `reason` holds those that were there before.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [9, 12], "role": ["", "denied"]})
    >>> hear(check_claims(rows).claims, registry_of(None), {}, {}, None).table["reason"].str[:7].tolist()
    ['', 'denied:']
    """
    before = _with(claims["reason"].to_numpy(dtype=object), superseded_editions(claims))
    before = _with(before, late_additions(claims))
    denied = denied_figures(claims, registry)
    revisions = find_revisions(claims.assign(reason=_with(before, denied)))
    taken = (revisions.reason != "") & (before == "")
    both = taken & (denied != "")
    denied[both] += ", and " + pd.Series(revisions.reason[both], dtype=object).str.removeprefix("taken back: ")
    reason = _with(_with(before, denied), revisions.reason)
    return Revisions(
        reason=_with(reason, set_aside_by_role(claims.assign(reason=reason))),
        revised_by=np.where(taken, revisions.revised_by, "").astype(object),
        findings=revisions.findings,
    )


def says_of_others(claims: pd.DataFrame) -> bool:
    """Return whether anything is said of a claim for which it, or another, may be set aside.

    Examples
    --------
    >>> says_of_others(pd.DataFrame({name: ["", "earlier"] if name == "role" else "" for name in _SAID}))
    True
    """
    return not all(says(claims[name], "").all() for name in _SAID)


def nothing_set_aside(claims: pd.DataFrame) -> Revisions:
    """Return what `set_aside` does where nothing is said.

    Examples
    --------
    >>> nothing_set_aside(pd.DataFrame({"reason": ["", "grade E"]})).reason.tolist()
    ['', 'grade E']
    """
    nothing = np.full(len(claims), "", dtype=object)
    return Revisions(reason=claims["reason"].to_numpy(dtype=object), revised_by=nothing, findings=_NOTHING_FOUND)


def _with(reason: Strings, further: Strings) -> Strings:
    """Return reasons with further ones where there is none yet."""
    return np.where(reason == "", further, reason).astype(object)
