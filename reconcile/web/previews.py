"""What a quantity would be with some of its claims left out, and what every preview holds: a quantity now and then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from reconcile.claims.checked import some_claims
from reconcile.errors import ConfigError
from reconcile.web.project_now import Standing
from reconcile.web.told_claims import told_claims

__all__ = ["Preview", "no_preview", "preview_without", "rejection_words"]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A quantity now and then.

    Attributes
    ----------
    quantity : str
        Its key, "" where the claim would be in none.
    now, then : DataFrame
        Its rows of the estimates; empty where it has none.
    problem : str
        Why the claim would be in none.
    """

    quantity: str
    now: pd.DataFrame
    then: pd.DataFrame
    problem: str = ""


def preview_without(standing: Standing, quantity: str, left_out: Collection[str]) -> Preview:
    """Return a quantity without some of its claims, as a run without them would have it.

    Raises
    ------
    ConfigError
        There is no such quantity.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.web.project_now import ProjectNow
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     standing = ProjectNow(folder).standing()
    ...     quantity = standing.result.tables.estimates["quantity"].iloc[0]
    ...     preview = preview_without(standing, quantity, [])
    ...     preview.now["best"].tolist() == preview.then["best"].tolist()
    True
    """
    tables = standing.result.tables if standing.result else None
    now = None if tables is None else tables.estimates[tables.estimates["quantity"] == quantity].reset_index(drop=True)
    if standing.result is None or now is None or now.empty:
        raise ConfigError(f"there is no quantity '{quantity}'", hint="it may have another key since a claim was set")
    prepared, said = standing.result.prepared, standing.result.tables.claims
    kept = (~prepared.checked.claims["claim_id"].isin(list(left_out))).to_numpy()
    checked = replace(prepared.checked, claims=some_claims(prepared.checked.claims, kept), ledger=None)
    own = said.loc[said["quantity"] == quantity, "claim_id"]
    asked = checked.claims["claim_id"].isin(own).to_numpy()
    if not asked.any():
        return Preview(quantity=quantity, now=now, then=now.head(0), problem="no claim would be left")
    then = told_claims(replace(prepared, checked=checked), asked)
    return Preview(quantity=quantity, now=now, then=then.rows(quantity))


def no_preview(problem: str) -> Preview:
    """Return the preview of a claim that would be in no quantity.

    Examples
    --------
    >>> no_preview("it has no measure: set one").quantity
    ''
    """
    nothing = pd.DataFrame({"quantity": pd.Series(dtype="str")})
    return Preview(quantity="", now=nothing, then=nothing, problem=problem)


def rejection_words(rejected: pd.DataFrame) -> str:
    """Return why a claim would be in no quantity, by the first of its rejections.

    Examples
    --------
    >>> rejection_words(pd.DataFrame({"rule": ["no-quantity"], "hint": ["name one"]}))
    'it has no measure: set one'
    """
    if rejected.empty:
        return "a run would leave it out"
    rule, hint = (str(rejected[name].iloc[0]) for name in ("rule", "hint"))
    return "it has no measure: set one" if rule == "no-quantity" else hint or rule
