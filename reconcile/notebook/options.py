"""How to reconcile, and in which words to say it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from reconcile.claims.settings import ClaimSettings
from reconcile.engine.options import EngineOptions
from reconcile.report.sentences.languages import LANGUAGE, PLAIN
from reconcile.report.sentences.phrasebook import speaking

__all__ = ["Options"]


@dataclass(frozen=True)
class Options(EngineOptions):
    """How to reconcile, and in which words to say it.

    Attributes
    ----------
    level, at, method, as_of, claims, sides, identities, breaks, sums, track_record, track_record_shifts, curve_gate
        As of `EngineOptions`.
    subjects, families : mapping
        Words for parties ("North Korea": "North Korean soldiers"), titles of families.
    language, style : str
        In which sentences, dates and figures are written: style "plain", "ap" or "guardian".

    Examples
    --------
    >>> Options(level=0.8, style="ap").method
    'linear'
    """

    subjects: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    language: str = LANGUAGE
    style: str = PLAIN

    def reading(self) -> ClaimSettings:
        """Return how claims are read, with the names that these options know in their spelling.

        Examples
        --------
        >>> Options(subjects={"North Korea": "North Korean soldiers"}).reading().spellings
        ('North Korea',)
        """
        parties = [party for members in self.sides.values() for party in members]
        return replace(self.claims, spellings=(*self.claims.spellings, *self.subjects, *self.families, *parties))

    def spoken(self) -> AbstractContextManager[None]:
        """Return a context in which the report speaks the language and style."""
        return speaking(self.language, self.style)
