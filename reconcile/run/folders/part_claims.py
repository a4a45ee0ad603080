"""One part of a folder: its claims checked together, heard, reconciled and written, each step laid aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.checked import check_claims
from reconcile.claims.name_cells import SpelledNames
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, names
from reconcile.engine.known_to_all import ClaimFacts, KnownToAll, facts_of
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.one_part import PartClaims, growth_of_part, one_part
from reconcile.records import by_claim, join_records
from reconcile.run.folders.pieces import Piece, keep, kept, kept_piece, saying_what_failed
from reconcile.run.parquet_outputs import write_part
from reconcile.sources.registry import Registry

__all__ = [
    "PART_TABLES", "TOLD_ONCE", "InPart", "PartChecked", "PartWritten", "check_part", "hear_part", "of_one_part",
    "write_tables",
]  # fmt: skip

# tables of which every part has its own rows
PART_TABLES = ("estimates", "sums", "claims", "identities", "diagnostics", "curves")

# findings of checks that are told once for all claims of a measure or a file, by the first claim that has it
TOLD_ONCE = ("unknown-measure", "count-with-decimals")


@dataclass(frozen=True, kw_only=True)
class InPart:
    """A part of a folder: its number, where its rows lie, and where a run lays it aside."""

    number: int
    home: Path
    pieces: tuple[Piece, ...] = ()

    def beside(self, what: str) -> Path:
        """Return where something of the part is laid aside."""
        return self.home / f"part-{self.number:06d}.{what}"


@dataclass(frozen=True, kw_only=True)
class PartChecked:
    """What is told of the claims of a part to all others, and its rejected rows."""

    claims: int
    facts: ClaimFacts
    rejected: pd.DataFrame
    findings: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class PartWritten:
    """What a part says beside its tables.

    Attributes
    ----------
    parts : list of dict
        Entries of the manifest.
    claims, estimates, findings : int
        Rows that were written.
    records, of_sums : tuple of DataFrame
        Findings that other parts may have, too, as of `OnePart`.
    spoken : DataFrame
        As of `OnePart`.
    figures : dict of voice to int
        Figures by which sources are compared.
    heads : dict of str to DataFrame
        Its tables without their rows.
    """

    parts: list[dict[str, Any]]
    claims: int
    estimates: int
    findings: int
    records: tuple[pd.DataFrame, ...]
    of_sums: tuple[pd.DataFrame, ...]
    spoken: pd.DataFrame
    figures: dict[str, int]
    heads: dict[str, pd.DataFrame]


@saying_what_failed
def check_part(
    settings: ClaimSettings, as_of: Any, spelled: SpelledNames, columns: Sequence[str], part: InPart
) -> PartChecked:  # fmt: skip
    """Check the claims of a part together.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.run.folders.pieces import keep_pieces
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> with tempfile.TemporaryDirectory() as home:
    ...     lies = keep_pieces(Path(home, "a"), {0: rows})
    ...     part = InPart(number=0, home=Path(home), pieces=(lies[0],))
    ...     checked = check_part(ClaimSettings(), None, {}, ["quantity", "source", "best"], part)
    >>> checked.claims, sorted(checked.facts.names)
    (2, ['A', 'B'])
    """
    pieces = [kept_piece(piece) for piece in part.pieces]
    table = pd.concat([piece for piece in pieces if len(piece)] or pieces[:1], ignore_index=True)
    del pieces
    table = table.reindex(columns=list(columns))
    checked = check_claims(table, settings, as_of=as_of, spelled=spelled, whole_files=False)
    keep(part.beside("claims"), checked.claims)
    return PartChecked(
        claims=len(checked.claims), facts=facts_of(checked.claims), rejected=checked.rejected,
        findings=checked.findings,
    )  # fmt: skip


@saying_what_failed
def hear_part(registry: Registry, options: EngineOptions, known: KnownToAll, part: InPart) -> pd.DataFrame:
    """Hear the claims of a part that has totals, and return by how much these rose.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.engine.known_to_all import known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> claims, registry = check_claims(rows).claims, registry_of(None)
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> with tempfile.TemporaryDirectory() as home:
    ...     part = InPart(number=0, home=Path(home))
    ...     keep(part.beside("claims"), claims)
    ...     len(hear_part(registry, EngineOptions(), known, part))
    0
    """
    growth = growth_of_part(registry, options, known, _claims(part))
    if growth.heard is not None:
        keep(part.beside("heard"), growth.heard)
    return growth.table


def _claims(part: InPart) -> PartClaims:
    claims = kept(part.beside("claims"))
    heard = part.beside("heard")
    return PartClaims(claims, np.arange(len(claims)), kept(heard) if heard.exists() else None)


@saying_what_failed
def write_tables(
    registry: Registry, options: EngineOptions, known: KnownToAll, staging: Path, part: InPart
) -> PartWritten:
    """Reconcile the claims of a part, write its tables, and lay aside what only all parts together tell.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.engine.known_to_all import known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> claims, registry = check_claims(rows).claims, registry_of(None)
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> with tempfile.TemporaryDirectory() as home:
    ...     part = InPart(number=0, home=Path(home))
    ...     keep(part.beside("claims"), claims)
    ...     write_tables(registry, EngineOptions(), known, Path(home), part).estimates
    1
    """
    given = _claims(part)
    if not len(given.claims):
        nothing = pd.DataFrame({"voice": [], "measure": []}, dtype="str")
        return PartWritten(
            parts=[], claims=0, estimates=0, findings=0, records=(), of_sums=(), spoken=nothing, figures={}, heads={}
        )
    made = one_part(registry, options, known, given)
    del given
    own = by_claim(join_records([_of_part(table) for table in (*made.records, *made.of_sums)], names(FINDINGS)))
    keep(part.beside("stated"), made.stated)
    keep(part.beside("voices"), (made.weights, made.cells))
    tables = {**{name: getattr(made, name) for name in PART_TABLES}, "findings": own}
    for name in ("claims", "heard"):
        part.beside(name).unlink(missing_ok=True)
    return PartWritten(
        parts=[write_part(staging, name, part.number, table) for name, table in tables.items() if len(table)],
        claims=len(made.claims), estimates=len(made.estimates), findings=len(own),
        records=tuple(_of_all(table) for table in made.records),
        of_sums=tuple(_of_all(table) for table in made.of_sums), spoken=made.spoken,
        figures={str(name): int(count) for name, count in made.stated["voice"].value_counts().items()},
        heads={name: table.head(0) for name, table in tables.items()},
    )  # fmt: skip


def of_one_part(found: pd.DataFrame) -> np.ndarray:
    """Return True for findings that no other part can have: on a claim, a quantity or a family of its own.

    Examples
    --------
    >>> from reconcile.records import findings
    >>> of_one_part(findings("x", ["a", "b"], claim_id=["C1", ""])).tolist()
    [True, False]
    """
    of_own = np.logical_or.reduce([(found[name] != "").to_numpy(bool) for name in ("claim_id", "quantity", "family")])
    return np.asarray(of_own & ~found["rule"].isin(TOLD_ONCE).to_numpy(bool), dtype=bool)


def _of_part(found: pd.DataFrame) -> pd.DataFrame:
    return found[of_one_part(found)].reset_index(drop=True)


def _of_all(found: pd.DataFrame) -> pd.DataFrame:
    return found[~of_one_part(found)].reset_index(drop=True)
