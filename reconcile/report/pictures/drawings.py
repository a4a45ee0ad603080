"""What is drawn in the pictures beside the report, and the fingerprint by which an unchanged one is known again.

Nothing here draws, so that a run whose pictures are all unchanged does not load matplotlib.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import pandas as pd

from reconcile.arrays import each_once, strings
from reconcile.report.pictures.descriptions import descriptions_of
from reconcile.report.sections import DRAWN_OF_CLAIMS, ReportTables, Section, families_of
from reconcile.report.sentences.clauses import clauses_of, full_unit_words
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["Drawing", "drawings", "fingerprints", "lines_above"]

# columns of estimates that a picture shows
_ESTIMATES = ("count_date", "publish", "unit", "low", "low50", "best", "high50", "high", "level")

# packages whose versions change what is drawn
_DRAWN_WITH = ("matplotlib", "numpy")

# rooms whose code decides what a picture shows
_DRAWN_BY = ("reconcile.engine", "reconcile.report", "reconcile.report.sentences", "reconcile.report.pictures")


@dataclass(frozen=True)
class Drawing:
    """One picture: a section, the line above its forest plot, and what it shows in words."""

    section: Section
    line: str
    description: str


def drawings(tables: ReportTables, most: int | None = None) -> list[Drawing]:
    """Return the pictures of a report: one for every quantity that has claims, in the order of the report.

    Parameters
    ----------
    tables : ReportTables
    most : int, optional
        Quantities looked at at most; default: all.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> drawings(ReportTables(estimates=none, claims=none))
    []
    """
    sections = [section for family in families_of(tables, most) for section in family.sections if len(section.claims)]
    if not sections:
        return []
    lines = lines_above(pd.concat([section.estimates.tail(1) for section in sections]))
    return [Drawing(*parts) for parts in zip(sections, lines, descriptions_of(sections), strict=True)]


def lines_above(newest: pd.DataFrame) -> list[str]:
    """Return the line above every picture: when, known by when, in what unit; "" for what is not known.

    Examples
    --------
    >>> row = {"quantity": "q", "measure": "killed", "party": "", "place": "", "scope": "", "unit": "km2", "population":
    ...        "", "temporal": "stock", "period_start": pd.NaT, "period_end": pd.NaT, "count_date":
    ...        pd.Timestamp("2025-01-31"), "as_of": pd.Timestamp("2025-02-14")}
    >>> lines_above(pd.DataFrame([row]))
    ['on 31 January 2025 · known by 14 February 2025 · sq km']
    """
    phrases = words().pictures
    when = [span.strip(" ()") for span in clauses_of(newest, {}).parts["when"]]
    known = each_once(date_words(newest["as_of"]), lambda date: phrases["known"].format(date=date) if date else "")
    units = full_unit_words(strings(newest["unit"]))
    unit = each_once(units, lambda unit: phrases["unit"].format(unit=unit) if unit else "")
    return ["".join(parts).removeprefix(" · ") for parts in zip(when, known, unit, strict=True)]


def fingerprints(drawn: Sequence[Drawing]) -> list[str]:
    """Return the fingerprint of each picture: a hash of all that its bytes depend on.

    Examples
    --------
    >>> fingerprints([])
    []
    """
    common = repr((_code(), words())).encode("utf-8", "surrogatepass")
    return [_fingerprint(drawing, common) for drawing in drawn]


def _fingerprint(drawing: Drawing, common: bytes) -> str:
    section = drawing.section
    texts = repr((section.title, drawing.line, drawing.description)).encode("utf-8", "surrogatepass")
    tables = [
        frame[list(columns)].to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8", "surrogatepass")
        for frame, columns in ((section.estimates, _ESTIMATES), (section.claims, DRAWN_OF_CLAIMS))
    ]
    digest = hashlib.sha256()
    for content in (common, texts, *tables):
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


@cache
def _code() -> str:
    """Return a hash of the code that pictures come from and of the versions of what it draws with."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _DRAWN_WITH).encode())
    folders = (files(package) for package in _DRAWN_BY)
    modules = (file for folder in folders for file in folder.iterdir() if file.name.endswith(".py"))
    for file in sorted(modules, key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()
