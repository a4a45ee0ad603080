"""A run in parts as one that was done at once: its tables, and all that can be asked of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from reconcile.claims.checked import Checked
from reconcile.engine.core import hear_all
from reconcile.engine.foretold.checked_figures import checked_figures
from reconcile.engine.foretold.foretold_claims import foretold_claims
from reconcile.engine.foretold.own_revisions import own_revisions
from reconcile.engine.hear import HeardClaims
from reconcile.engine.judged_voices import judged_voices
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.latent.curve_tables import without_curves
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.reconciled_parts import ReconciledParts
from reconcile.engine.pooled import Pooled, pool
from reconcile.engine.reconcile import Reconciled, methods_compared, replayed
from reconcile.engine.side_by_side import side_by_side
from reconcile.engine.sums.events_apart import events_apart
from reconcile.sources.registry import Registry

__all__ = ["as_one_run"]


@dataclass(frozen=True, kw_only=True)
class _Whole:
    """All claims of a run, heard in one process once something is asked that no part knows by itself."""

    checked: Checked = field(repr=False)
    registry: Registry = field(repr=False)
    options: EngineOptions
    known: KnownToAll = field(repr=False)

    @cached_property
    def heard(self) -> HeardClaims:
        others, _ = events_apart(self.checked.claims)
        record = known_record(self.registry, self.options)
        return hear_all(others, self.registry, self.options, self.known, record)

    @cached_property
    def pooled(self) -> Pooled:
        return pool(self.heard, self.options.at, self.options.level, self.options.method)

    def compared(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        return side_by_side(self.heard, self.pooled, self.options.level, methods_compared(self.options), quantities)

    def foretold(self, claims: pd.DataFrame) -> pd.DataFrame:
        return foretold_claims(self.heard, self.registry, self.options, claims)

    def figures_checked(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        return checked_figures(self.heard, self.options, quantities)

    def revised(self) -> pd.DataFrame:
        return own_revisions(self.heard)


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
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.parts.reconciled_parts import reconcile_parts
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": ["dead", "dead", "hurt"], "source": ["A", "B", "A"], "best": [300, 320, 9]})
    >>> given = check_claims(claims), registry_of(None), EngineOptions()
    >>> tables = as_one_run(reconcile_parts(*given, 2), *given)
    >>> tables.estimates["publish"].tolist(), tables.compared({"dead"})["method"].iloc[0]
    (['interval', 'attributed'], 'linear')
    """
    whole = _Whole(checked=checked, registry=registry, options=options, known=parts.known)
    voices, pulls = without_curves()
    return Reconciled(
        estimates=parts.estimates, sums=parts.sums, claims=parts.claims, rejected=parts.rejected,
        findings=parts.findings, identities=parts.identities, sources=parts.sources, diagnostics=parts.diagnostics,
        dependence=parts.dependence, curves=parts.curves, behind=parts.behind,
        compared=whole.compared, foretold=whole.foretold, figures_checked=whole.figures_checked, revised=whole.revised,
        replayed=partial(replayed, checked, registry, options, newest=parts.known.as_of),
        voices=voices, pulls=pulls,
        judged=partial(judged_voices, checked, registry, options),
    )  # fmt: skip
