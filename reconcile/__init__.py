"""Reconcile conflicting figures: hedged claims in, honest intervals out."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from reconcile.garbage import uncollected
from reconcile.version import __version__

if TYPE_CHECKING:
    from reconcile.articles.extraction import extract_claims
    from reconcile.claims.claim_files import read_claims
    from reconcile.claims.measures import Measure
    from reconcile.claims.settings import ClaimSettings, Place
    from reconcile.engine.sums.declared import Sum
    from reconcile.errors import (
        ConfigError,
        EngineError,
        FetchError,
        InputError,
        InternalError,
        LockedError,
        NothingUsableError,
        OutputError,
        PhraseError,
        ReconcileError,
    )
    from reconcile.language.phrase import PhraseReading, parse_phrase
    from reconcile.notebook.options import Options
    from reconcile.notebook.reconciliation import Reconciliation, reconcile
    from reconcile.run.learn_track_record import learn_track_record
    from reconcile.run.open_project import open_project
    from reconcile.run.parquet_run import ParquetSummary, reconcile_parquet
    from reconcile.run.pipeline import run_project
    from reconcile.run.score_estimates import score
    from reconcile.run.summary import RunSummary
    from reconcile.sources.accounting_rules import Identity
    from reconcile.sources.breaks import Break

__all__ = [
    "Break",
    "ClaimSettings",
    "ConfigError",
    "EngineError",
    "FetchError",
    "Identity",
    "InputError",
    "InternalError",
    "LockedError",
    "Measure",
    "NothingUsableError",
    "Options",
    "OutputError",
    "ParquetSummary",
    "PhraseError",
    "PhraseReading",
    "Place",
    "ReconcileError",
    "Reconciliation",
    "RunSummary",
    "Sum",
    "__version__",
    "extract_claims",
    "learn_track_record",
    "open_project",
    "parse_phrase",
    "read_claims",
    "reconcile",
    "reconcile_parquet",
    "run_project",
    "score",
]

# module -> the public names that it holds; loaded when first asked for (PEP 562): importing `reconcile` is cheap
_HOMES = {
    "articles.extraction": ("extract_claims",),
    "claims.claim_files": ("read_claims",),
    "claims.measures": ("Measure",),
    "claims.settings": ("ClaimSettings", "Place"),
    "engine.sums.declared": ("Sum",),
    "errors": (
        "ConfigError", "EngineError", "FetchError", "InputError", "InternalError", "LockedError", "NothingUsableError",
        "OutputError", "PhraseError", "ReconcileError",
    ),
    "language.phrase": ("PhraseReading", "parse_phrase"),
    "notebook.options": ("Options",),
    "notebook.reconciliation": ("Reconciliation", "reconcile"),
    "run.learn_track_record": ("learn_track_record",),
    "run.open_project": ("open_project",),
    "run.parquet_run": ("ParquetSummary", "reconcile_parquet"),
    "run.pipeline": ("run_project",),
    "run.score_estimates": ("score",),
    "run.summary": ("RunSummary",),
    "sources.accounting_rules": ("Identity",),
    "sources.breaks": ("Break",),
}  # fmt: skip

_HOME_OF = {name: f"reconcile.{module}" for module, public in _HOMES.items() for name in public}

# a type checker sees the imports above alone, so that a misspelled name is an error there
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME_OF:
            raise AttributeError(f"module 'reconcile' has no attribute {name!r}")
        home = _HOME_OF[name]
        if home not in sys.modules:
            # looks at what stays took 40 of the 480 ms of a first reconciliation
            with uncollected():
                import_module(home)
        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
