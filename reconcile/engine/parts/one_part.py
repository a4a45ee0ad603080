"""One part of a run, reconciled by itself: its tables, and what only all parts together tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, strings
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.claims.text import joined
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.claims_table import claims_table
from reconcile.engine.core import Core, core, hear_all, rules_of
from reconcile.engine.curves_table import curves_table
from reconcile.engine.dependence.stated_figures import stated_figures
from reconcile.engine.diagnostics_table import diagnostics_table
from reconcile.engine.hear import HeardClaims
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.latent.curve_tables import curve_pulls
from reconcile.engine.options import EngineOptions
from reconcile.engine.pairs import growth_of_measures
from reconcile.engine.sums.add_up_events import add_up_events
from reconcile.engine.sums.events_apart import events_apart
from reconcile.engine.sums.published_totals import published_totals
from reconcile.sources.registry import Registry

__all__ = ["OnePart", "PartClaims", "PartGrowth", "growth_of_part", "one_part"]


class PartClaims(NamedTuple):
    """The claims of a part.

    Attributes
    ----------
    claims : DataFrame, index from 0
        Checked claims.
    rows : ndarray of int, shape (claims,)
        Their rows in the run, rising.
    heard : HeardClaims or None
        Those that are no events, where they were heard already.
    """

    claims: pd.DataFrame
    rows: Ints
    heard: HeardClaims | None = None


class PartGrowth(NamedTuple):
    """How fast totals grow in a part.

    Attributes
    ----------
    table : DataFrame
        See `growth_of_measures`.
    heard : HeardClaims or None
        The claims of the part as they were heard for it, which need not be heard again; None for a part without totals.
    """

    table: pd.DataFrame
    heard: HeardClaims | None


@dataclass(frozen=True, kw_only=True)
class OnePart:
    """The tables of one part.

    Attributes
    ----------
    rows : ndarray of int, shape (claims,)
        Row in the run of each claim of the table.
    others : int
        How many of them are no events: these come first.
    estimates, sums, claims, identities, diagnostics, curves : DataFrame
        As of `Reconciled`.
    behind : ClaimsBehind
    records, of_sums : tuple of DataFrame
        Findings by what they are of; those of sums of events.
    stated : DataFrame
        Figures by which sources are compared: `quantity` and `voice` by name, and the other columns of `StatedFigures`.
    spoken : DataFrame
        `voice`, `measure`: which voice counts what, each once.
    weights : DataFrame
        `cell`, `voice`, `weight` of every claim in a cell.
    cells : DataFrame
        `quantity`, `day` of every cell.
    """

    rows: Ints
    others: int
    estimates: pd.DataFrame
    sums: pd.DataFrame
    claims: pd.DataFrame
    identities: pd.DataFrame
    diagnostics: pd.DataFrame
    curves: pd.DataFrame
    behind: ClaimsBehind
    records: tuple[pd.DataFrame, ...]
    of_sums: tuple[pd.DataFrame, ...]
    stated: pd.DataFrame
    spoken: pd.DataFrame
    weights: pd.DataFrame
    cells: pd.DataFrame


def growth_of_part(
    registry: Registry, options: EngineOptions, known: KnownToAll, part: PartClaims
) -> PartGrowth:  # fmt: skip
    """Return by how much totals of each measure rose in a part.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 300], "temporal": "cumulative",
    ...                       "count_date": ["2025-01-10", "2025-01-20"]})
    >>> claims, registry = check_claims(table).claims, registry_of(None)
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> growth_of_part(registry, EngineOptions(), known, PartClaims(claims, np.arange(2))).table["rise"].tolist()
    [200.0]
    """
    others, _ = events_apart(part.claims)
    # no other figures are totals, and to hear takes a third of the time of a part
    if not (others["temporal"] == "cumulative").any():
        return PartGrowth(pd.DataFrame({"measure": [], "rise": [], "level": []}), None)
    heard = hear_all(others, registry, options, known, known_record(registry, options))
    return PartGrowth(growth_of_measures(heard), heard)


def one_part(registry: Registry, options: EngineOptions, known: KnownToAll, part: PartClaims) -> OnePart:
    """Reconcile a part of a run.

    Parameters
    ----------
    registry : Registry
    options : EngineOptions
    known : KnownToAll
        Of the run, with the growth of measures.
    part : PartClaims

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> table = pd.DataFrame({"quantity": ["dead", "hurt"], "source": "A", "best": [3, 5]})
    >>> claims, registry = check_claims(table).claims, registry_of(None)
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> one_part(registry, EngineOptions(), known, PartClaims(claims, np.arange(2))).estimates["quantity"].tolist()
    ['dead', 'hurt']
    """
    rows, (others, events) = part.rows, events_apart(part.claims)
    heard = part.heard or hear_all(others, registry, options, known, known_record(registry, options))
    made = core(replace(heard, known=known), registry, options, rules_of(options, known))
    table, sums = claims_table(made.heard, made.pooled), made.estimates.head(0)
    of_sums: tuple[pd.DataFrame, ...] = ()
    if len(events):
        added = add_up_events(events, options.sums, options.level, known.as_of)
        table, sums = joined([table, added.claims]), added.estimates
        of_sums = (added.findings, published_totals(added.estimates, others))
        is_event = (part.claims["rows"] == EVENT_ROWS).to_numpy()
        rows = np.concatenate([rows[~is_event], rows[is_event]])
    pulls = curve_pulls(made.heard, made.curves, options.level)
    return OnePart(
        rows=rows, others=len(others), estimates=made.estimates, sums=sums, claims=table, identities=made.identities,
        diagnostics=diagnostics_table(made.estimates, made.pooled.cells, pulls),
        curves=curves_table(made.heard, made.pooled, options.level, options.method), behind=made.behind,
        records=made.records, of_sums=of_sums, **_told_by_all(made),
    )  # fmt: skip


def _told_by_all(made: Core) -> dict[str, pd.DataFrame]:
    """Return what only all parts together tell: who said what, by name."""
    heard, pooled = made.heard, made.pooled
    voices = strings(heard.voices.voice.cat.categories)
    keys = strings(heard.quantities.table["quantity"])
    stated = stated_figures(heard)
    spoken = pd.DataFrame({"voice": strings(heard.voices.voice), "measure": strings(heard.claims["measure"])})
    return {
        "stated": pd.DataFrame({
            "quantity": keys[stated.quantity], "voice": voices[stated.source], "figure": stated.figure,
            "step": stated.step, "published": stated.published, "day": stated.day, "era": stated.era,
            "follows": stated.follows,
        }),
        "spoken": spoken.drop_duplicates(ignore_index=True),
        "weights": pd.DataFrame({
            "cell": pooled.pairs["cell"].to_numpy(np.int64),
            "voice": voices[pooled.pairs["voice_code"].to_numpy(np.int64)],
            "weight": pooled.pairs["weight"].to_numpy(np.float64),
        }),
        "cells": pd.DataFrame({
            "quantity": keys[pooled.cells["quantity_code"].to_numpy(np.int64)],
            "day": pooled.cells["day"].to_numpy(np.int64),
        }),
    }  # fmt: skip
