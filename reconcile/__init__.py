"""Reconcile conflicting figures: hedged claims in, honest intervals out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reconcile.version import __version__

# name -> the room that holds it; loaded when first asked for (PEP 562), so that importing `reconcile` is cheap
_HOMES = {
    "PhraseReading": "reconcile.language.phrase",
    "Reconciliation": "reconcile.notebook.reconciliation",
    "ReconcileError": "reconcile.errors",
    "extract_claims": "reconcile.articles.extraction",
    "parse_phrase": "reconcile.language.phrase",
    "read_claims": "reconcile.claims.claim_files",
    "reconcile": "reconcile.notebook.reconciliation",
    "run_project": "reconcile.run.pipeline",
    "score": "reconcile.run.score_estimates",
}

__all__ = [
    "PhraseReading",
    "ReconcileError",
    "Reconciliation",
    "__version__",
    "extract_claims",
    "parse_phrase",
    "read_claims",
    "reconcile",
    "run_project",
    "score",
]

if TYPE_CHECKING:
    from reconcile.articles.extraction import extract_claims
    from reconcile.claims.claim_files import read_claims
    from reconcile.errors import ReconcileError
    from reconcile.language.phrase import PhraseReading, parse_phrase
    from reconcile.notebook.reconciliation import Reconciliation, reconcile
    from reconcile.run.pipeline import run_project
    from reconcile.run.score_estimates import score


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
