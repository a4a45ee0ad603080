"""What can be asked of a reconciliation when its tables stand: the methods side by side, what voices will say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from reconcile.claims.checked import Checked
from reconcile.engine.core import estimated, hear_all
from reconcile.engine.foretold.checked_figures import checked_figures
from reconcile.engine.foretold.foretold_claims import foretold_claims
from reconcile.engine.foretold.own_revisions import own_revisions
from reconcile.engine.hear import HeardClaims
from reconcile.engine.judged_voices import judged_voices
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.options import EngineOptions
from reconcile.engine.pooled import Pooled
from reconcile.engine.side_by_side import methods_compared, side_by_side
from reconcile.engine.sums.events_apart import events_apart
from reconcile.sources.registry import Registry

__all__ = ["AskedLater"]


@dataclass(kw_only=True)
class AskedLater:
    """All claims of a run, from which every question is answered.

    Claims as they were heard and pooled are held where a run has them, and are made of the checked claims where it does
    not, or has let go of them, once something is asked.

    Attributes
    ----------
    checked, registry, options
        What the run was made of.
    known : KnownToAll
        What is known of all its claims.
    heard_once, pooled_once : HeardClaims, Pooled; optional
    """

    checked: Checked = field(repr=False)
    registry: Registry = field(repr=False)
    options: EngineOptions
    known: KnownToAll = field(repr=False)
    heard_once: HeardClaims | None = field(default=None, repr=False)
    pooled_once: Pooled | None = field(default=None, repr=False)

    def let_go(self) -> None:
        """Let go of claims as they were heard and pooled, which take as much memory as all tables of a run."""
        self.heard_once = self.pooled_once = None

    def _heard(self) -> HeardClaims:
        if self.heard_once is None:
            others, _ = events_apart(self.checked.claims)
            record = known_record(self.registry, self.options)
            self.heard_once = hear_all(others, self.registry, self.options, self.known, record)
        return self.heard_once

    def _pooled(self) -> Pooled:
        if self.pooled_once is None:
            self.pooled_once, _ = estimated(self._heard(), self.options)
        return self.pooled_once

    def compared(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        """Return the methods side by side for some quantities (all for None): see `side_by_side`."""
        methods = methods_compared(self.options.method)
        return side_by_side(self._heard(), self._pooled(), self.options.level, methods, quantities)

    def foretold(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Return what voices will say of claims that are asked about: see `foretold_claims`."""
        return foretold_claims(self._heard(), self.registry, self.options, claims)

    def figures_checked(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        """Return the newest third of the figures of some quantities (all for None), foretold from those before."""
        return checked_figures(self._heard(), self.options, quantities)

    def revised(self) -> pd.DataFrame:
        """Return how voices revised themselves: see `own_revisions`."""
        return own_revisions(self._heard())

    def judged(self, truths: pd.DataFrame) -> pd.DataFrame:
        """Return the track record that values which became known give (`TRUTHS`): see `judged_voices`."""
        return judged_voices(self.checked, self.registry, self.options, truths)
