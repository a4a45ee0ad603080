"""The figures of an article as a table of proposed claims."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reconcile.articles.confidence import confidence_of, p_right, signs_of
from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import lines_of
from reconcile.articles.figures.unreal import is_unreal
from reconcile.articles.role.earlier_words import earlier_marks
from reconcile.articles.role.part_words import condition_behind
from reconcile.columns import EXTRACTED, Column, names
from reconcile.spellings import name_key

__all__ = ["figures_beside", "table_of"]

# hexadecimal digits of an id: with 40 bits, two of a thousand claims share one in one of two million projects
_ID_DIGITS = 10
# words by which a count is the first of several
_AT_FIRST = frozenset({"first", "initial", "initially", "originally", "earlier", "early", "previous", "previously"})
# words for people that tell none apart
_PEOPLE = ("people", "persons", "others")
# columns of numbers, and how they are held
_NUMBERS = {"start": np.int64, "end": np.int64, "n1": np.float64, "n2": np.float64, "p_right": np.float64}


def table_of(figures: list[FigureSaid], source: str, published: date | None) -> pd.DataFrame:
    """Return claims as a table, columns as in `EXTRACTED`.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> table_of(figures_of("Rebels took 12 villages.", None), "Example Post", None)["phrase"].tolist()
    ['12 villages']
    """
    rows = _rows(figures, source, published.isoformat() if published else "")
    nothing = pd.array([""] * len(rows), dtype="str")
    return pd.DataFrame({column.name: _cells(column, rows, nothing) for column in EXTRACTED})


def _cells(column: Column, rows: list[dict[str, Any]], nothing: pd.api.extensions.ExtensionArray) -> Any:
    """Return the cells of a column; most are empty in most articles, and a copy of `nothing` costs a tenth."""
    values = [row[column.name] for row in rows]
    if column.name in _NUMBERS:
        return np.array(values, dtype=_NUMBERS[column.name])
    return pd.array(values, dtype="str") if any(values) else nothing.copy()


def _rows(figures: list[FigureSaid], source: str, published: str) -> list[dict[str, Any]]:
    ids = _ids(figures)
    beside, given = figures_beside(figures), _given_before(figures)
    rows = [
        _row(figure, among, source, published, before=before)
        for figure, among, before in zip(figures, beside, given, strict=True)
    ]
    for row, figure, claim in zip(rows, figures, ids, strict=True):
        row["claim_id"] = claim
        row["part_of"] = ids[figure.whole] if figure.whole != NONE else ""
        row["revises"] = ids[figure.revises] if figure.revises != NONE else ""
    return rows


def _ids(figures: list[FigureSaid]) -> list[str]:
    """Return an id of each figure from its sentence, its place in it, and how often the article has said it before."""
    seen: Counter[tuple[str, int]] = Counter()
    ids = []
    for figure in figures:
        text, start = figure.sentence.text, figure.tokens[figure.mention.first].start
        seen[text, start] += 1
        key = f"{text}\0{start}\0{seen[text, start]}"
        ids.append(f"E{hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]}")
    return ids


def figures_beside(figures: list[FigureSaid]) -> list[int]:
    """Return how many figures the sentence of each has, itself included.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> figures_beside(figures_of("Police said 12 died. Some 40 men and 9 women were hurt.", None))
    [1, 2, 2]
    """
    counts = Counter(figure.sentence.start for figure in figures)
    return [counts[figure.sentence.start] for figure in figures]


def _given_before(figures: list[FigureSaid]) -> list[bool]:
    """Return which figures are said to be the first of several, though no newer one of their speaker replaces them."""
    given: list[bool] = []
    for line in lines_of(figures):
        # hardly a sentence has such a word
        first = not _AT_FIRST.isdisjoint(token.text for token in line.tokens)
        marks = earlier_marks(line) if first else [""] * len(line.figures)
        given += [bool(mark) and not figure.role for mark, figure in zip(marks, line.figures, strict=True)]
    return given


def _row(figure: FigureSaid, among: int, source: str, published: str, *, before: bool) -> dict[str, Any]:
    """Return what a figure says of itself; ids, and what refers to other figures, are not in it."""
    mention, when, sentence = figure.mention, figure.when, figure.sentence
    start, end = figure.tokens[mention.first].start, figure.tokens[mention.last - 1].end
    probability = p_right(signs_of(figure, among))
    unreal = is_unreal(figure.tokens, mention)
    to_come = bool(published) and when.period_start > published
    settled = not (when.open or figure.faults or unreal or before or to_come or figure.role == "denied")
    first, last = figure.positions.span(sentence.start + start, sentence.start + end)
    empty = dict.fromkeys(names(EXTRACTED), "")
    return empty | {
        "measure": figure.counted.measure, "party": figure.sides[0], "counterparty": figure.sides[1],
        "role": figure.role, "scope": _scope(figure), "basis": figure.basis, "includes": figure.includes,
        "revision": figure.revision, "denied_by": figure.denied_by, "denied_on": figure.denied_on,
        "place": figure.place.name, "place_basis": figure.place.basis,
        "population": figure.population, "temporal": when.temporal,
        "period_start": when.period_start, "period_end": when.period_end, "count_date": when.count_date,
        "date_basis": when.basis,
        "published": published,
        "phrase": " ".join(sentence.text[start:end].split()), "unit": mention.unit, "source": source,
        "origin": _origin(figure, source), "status": "proposed",
        "quote": " ".join(sentence.text.split()), "start": first, "end": last,
        "kind": mention.kind, "n1": mention.n1, "n2": mention.n2,
        "p_right": probability, "confidence": confidence_of(probability, settled=settled),
    }  # fmt: skip


def _origin(figure: FigureSaid, source: str) -> str:
    """Return the origin of a figure, "" where it is the source itself, by whichever of its names."""
    own = {name_key(name).removeprefix("the ") for name in (figure.origin, figure.origin_also) if name}
    return "" if name_key(source).removeprefix("the ") in own else figure.origin


def _scope(figure: FigureSaid) -> str:
    """Return the words of what a part counts ("underage children"), by which parts are kept apart; not its party."""
    mention, tokens, party = figure.mention, figure.tokens, figure.sides[0]
    if figure.role != "part":
        return ""
    first, last = (
        (mention.after, mention.last) if mention.last > mention.after else condition_behind(tokens, mention.after)
    )
    words = " ".join(figure.sentence.text[tokens[first].start : tokens[last - 1].end].split()) if first < last else ""
    return "" if words.lower() in (party.lower(), *_PEOPLE) else words
