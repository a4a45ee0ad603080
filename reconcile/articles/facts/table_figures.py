"""The figures of tables, which are read as clauses, where they stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.table_cells import CellSaid, cells_said
from reconcile.articles.place.places_here import NOWHERE, STATED, Place
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.printed.text_tables import Table, tables_in
from reconcile.language.tokens import DIGITS, Token

__all__ = ["Grid", "cell_clause", "figure_in_cell", "grid_of"]

# times without a day
_MONTH_OR_YEAR = re.compile(r"[^\W\d_]*\.?\s*(?:\d{4})?")


class Grid(NamedTuple):
    """The tables of a text: first and last characters of their lines, and rows with their cells by first character."""

    tables: list[Table]
    starts: list[int]
    ends: list[int]
    rows: dict[int, tuple[str, list[CellSaid]]]

    def holds(self, sentence: Sentence) -> bool:
        """Return True for a sentence that is part of a table."""
        place = bisect_right(self.starts, sentence.start) - 1
        return place >= 0 and sentence.start < self.ends[place]

    def row(self, sentence: Sentence) -> tuple[Sentence, list[CellSaid]]:
        """Return the whole row that begins with a sentence, and its cells that count; no cells for other sentences."""
        text, cells = self.rows.get(sentence.start, (sentence.text, []))
        return sentence._replace(text=text, end=sentence.start + len(text)), cells


def grid_of(text: str) -> Grid:
    r"""Find the tables of a text, and what their cells say.

    Examples
    --------
    >>> grid = grid_of("Town | Dead\nOrva | 31\nTessa | 4")
    >>> [[said.clause for said in cells] for _, cells in grid.rows.values()]
    [['31 dead'], ['4 dead']]
    """
    tables = tables_in(text)
    rows = {
        row.start: (text[row.start : row.end], cells)
        for table in tables
        for row, cells in zip(table.rows, cells_said(table), strict=True)
    }
    return Grid(tables, [table.span[0] for table in tables], [table.span[1] for table in tables], rows)


def cell_clause(said: CellSaid, sentence: Sentence) -> Sentence:
    """Return a sentence that says what a cell says, with the place and the time of its row.

    Examples
    --------
    >>> from reconcile.articles.printed.text_tables import Cell
    >>> said = CellSaid(Cell("31", 7), "31 dead", "Orva", "", "May 2024")
    >>> cell_clause(said, Sentence("Orva | 31", 0, 9, 0)).text
    '31 dead in Orva in May 2024'
    """
    where = f" in {said.place}" if said.place else ""
    when = f" {'in' if _MONTH_OR_YEAR.fullmatch(said.time) else 'on'} {said.time}" if said.time else ""
    return sentence._replace(text=f"{said.clause}{where}{when}")


def figure_in_cell(figure: FigureSaid, said: CellSaid, sentence: Sentence, tokens: list[Token]) -> FigureSaid:
    r"""Return a figure that was read in the clause of a cell, as it stands in the row of the table.

    Parameters
    ----------
    figure : FigureSaid
    said : CellSaid
    sentence : Sentence
        The row, with its first character in the text.
    tokens : list of Token
        Those of the row.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> figure = figures_of("Town | Dead\nOrva | at least 31\nTessa | 4", None)[0]
    >>> figure.tokens[figure.mention.number].text, figure.place.name
    ('31', 'Orva')
    """
    begin, end = said.cell.start - sentence.start, said.cell.start - sentence.start + len(said.cell.text)
    first = next(place for place, token in enumerate(tokens) if token.start >= begin)
    last = next((place for place, token in enumerate(tokens) if token.start >= end), len(tokens))
    number = next((place for place in range(first, last) if tokens[place].kind == DIGITS), first)
    moved = number - figure.mention.number
    mention = figure.mention._replace(
        first=max(figure.mention.first + moved, first), last=min(max(figure.mention.last + moved, number + 1), last),
        number=number, after=min(figure.mention.after + moved, last),
    )  # fmt: skip
    sides = (said.side, figure.sides[1]) if said.side else figure.sides
    place = Place(said.place, STATED) if said.place else NOWHERE
    return figure._replace(sentence=sentence, tokens=tokens, mention=mention, place=place, sides=sides)
