"""A run in parts as one that was done at once: its tables, and all that can be asked of it."""

from __future__ import annotations

from functools import partial

from reconcile.claims.checked import Checked
from reconcile.engine.asked_later import AskedLater
from reconcile.engine.latent.curve_tables import without_curves
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.reconciled_parts import ReconciledParts
from reconcile.engine.reconcile import Reconciled, replayed
from reconcile.sources.registry import Registry

__all__ = ["as_one_run"]


def as_one_run(parts: ReconciledParts, checked: Checked, registry: Registry, options: EngineOptions) -> Reconciled:
    """Return what `reconcile_tables` returns of all claims at once.

    What is asked of it later on, such as the methods side by side, is made in the process that asks.

    Parameters
    ----------
    parts : ReconciledParts
    checked, registry, options
        What they were made of.

    Examples
    --------
    >>> import pandas as pd
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.parts.reconciled_parts import reconcile_parts
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": ["dead", "dead", "hurt"], "source": ["A", "B", "A"], "best": [300, 320, 9]})
    >>> given = check_claims(claims), registry_of(None), EngineOptions()
    >>> tables = as_one_run(reconcile_parts(*given, 2), *given)
    >>> tables.estimates["publish"].tolist(), tables.later.compared({"dead"})["method"].iloc[0]
    (['interval', 'attributed'], 'linear')
    """
    voices, pulls = without_curves()
    return Reconciled(
        estimates=parts.estimates, sums=parts.sums, claims=parts.claims, rejected=parts.rejected,
        findings=parts.findings, identities=parts.identities, sources=parts.sources, diagnostics=parts.diagnostics,
        dependence=parts.dependence, curves=parts.curves, behind=parts.behind,
        replayed=partial(replayed, checked, registry, options, newest=parts.known.as_of),
        later=AskedLater(checked=checked, registry=registry, options=options, known=parts.known),
        voices=voices, pulls=pulls,
    )  # fmt: skip
