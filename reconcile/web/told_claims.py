"""What a run says of some claims, and of all that have to do with them: their estimates, with sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.columns import TEXTS
from reconcile.engine.parts.estimates_of_some import Elsewhere, estimates_of_some, growth_elsewhere
from reconcile.inputs.prepared import Prepared
from reconcile.notebook.reconciliation import Reconciliation, reconcile_checked
from reconcile.pool.methods import CURVE
from reconcile.report.sentences.wording import printed_texts

__all__ = ["ToldClaims", "told_claims"]


@dataclass(frozen=True, kw_only=True)
class ToldClaims:
    """Claims, and the estimates that they are in.

    Attributes
    ----------
    estimates : DataFrame
        With their sentences.
    claims : DataFrame
        As of `claims.csv`.
    """

    estimates: pd.DataFrame
    claims: pd.DataFrame

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the claims."""
        return frozenset(self.claims["claim_id"].astype("str"))

    def rows(self, quantity: str) -> pd.DataFrame:
        """Return the estimates of a quantity."""
        return self.estimates[self.estimates["quantity"] == quantity].reset_index(drop=True)


def told_claims(prepared: Prepared, asked: Flags, elsewhere: Elsewhere = growth_elsewhere) -> ToldClaims:
    """Return what a run says of some claims.

    What has nothing to do with them is left out, where the method allows it: a run says the same of them.

    Parameters
    ----------
    prepared : Prepared
    asked : ndarray of bool, shape (claims,)
        One of them at least.
    elsewhere : callable
        As of `estimates_of_some`.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from reconcile.folder.config import load_config
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.inputs.input_files import input_files
    >>> from reconcile.inputs.prepared import options_of, prepare
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     config = load_config(folder)
    ...     prepared = prepare(config, input_files(config), options_of(config), lambda stage: None)
    >>> len(told_claims(prepared, np.arange(8) == 0).estimates) > 0
    True
    """
    options, claims = prepared.options, prepared.checked.claims
    # sums of events may be of the same quantities, and a curve learns from all claims
    if options.method == CURVE.name or (claims["rows"] == EVENT_ROWS).any():
        whole: Reconciliation = reconcile_checked(replace(prepared.checked, ledger=None), prepared.registry, options)
        return ToldClaims(estimates=whole.estimates, claims=whole.claims)
    some = estimates_of_some(claims, asked, prepared.registry, options, elsewhere)
    table = prepared.registry.table
    named = {source: name for source, name in zip(table["source"], table["name"], strict=True) if name}
    with options.spoken():
        said = printed_texts(
            some.estimates, some.claims, subjects=options.subjects, sources=named, behind=some.behind,
            identities=some.identities,
        )  # fmt: skip
    return ToldClaims(estimates=some.estimates.assign(**{name: said[name] for name in TEXTS}), claims=some.claims)
