"""Tables in a text: their rows, and what head, first cell and caption say of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reconcile.articles.printed.table_lines import cells_of, is_number, is_table_line, numbers_of_row, words_of_head

__all__ = ["Cell", "Row", "Table", "tables_in"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# numbers with single blanks between
_NUMBERS = re.compile(r"\d[ \u00a0]+[~<>]?\d[\d,]*[+*]?[ \u00a0]+[~<>]?\d")
# the line below the head in Markdown, and other rules
_RULE = re.compile(r"[\s|:+=_─━—–-]+")
# characters of the longest line above a table that may be its caption
_LONGEST_CAPTION = 150
# line breaks around a blank line
_BLANK_LINE = 2
# rows of the smallest table, and rows of its head at most
_FEWEST_ROWS, _MOST_HEADS = 2, 2


class Cell(NamedTuple):
    """A cell: its text, and its first character in the text."""

    text: str
    start: int


class Row(NamedTuple):
    """A row below the head; `start` and `end` are its characters in the text."""

    cells: list[Cell]
    start: int
    end: int


class Table(NamedTuple):
    """A table; `heads` are the words above each column, "" where there are none; `uneven` where they do not fit.

    `span` has the first and last characters of all of its lines.
    """

    heads: list[str]
    rows: list[Row]
    caption: str
    span: tuple[int, int]
    uneven: bool


def tables_in(text: str) -> list[Table]:
    r"""Find the tables of a text, whose columns stand between bars, tabs or wide gaps.

    Examples
    --------
    >>> table = tables_in("Losses in May\nTown | Dead\n---|---\nOrva | 31")[0]
    >>> table.heads, [cell.text for cell in table.rows[0].cells], table.caption
    (['Town', 'Dead'], ['Orva', '31'], 'Losses in May')
    """
    if not any(sign in text for sign in "|\t│¦") and "   " not in text and not _NUMBERS.search(text):
        return []
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    return [table for first, last in _blocks(text, lines) if (table := _table(text, lines, first, last)) is not None]


def _blocks(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of runs of lines that may be rows, the last not included."""
    kinds = [_kind(text[start:end]) for start, end in lines]
    edges = [0, *(place for place in range(1, len(lines)) if _begins(text, lines, kinds, place)), len(lines)]
    for first, last in pairwise(edges):
        if last - first >= _FEWEST_ROWS and kinds[first]:
            yield first, last


def _begins(text: str, lines: list[tuple[int, int]], kinds: list[str], place: int) -> bool:
    """Return True where a line has other edges than the one before, or, behind a blank line, another width."""
    if kinds[place] != kinds[place - 1]:
        return True
    if not kinds[place] or text.count("\n", lines[place - 1][1], lines[place][0]) < _BLANK_LINE:
        return False
    return len(_row(text, *lines[place]).cells) != len(_row(text, *lines[place - 1]).cells)


def _kind(line: str) -> str:
    """Return how the columns of a line are told apart, "" if it is no row."""
    if is_table_line(line) or (_RULE.fullmatch(line) and len(line.strip()) > 1):
        return "edges"
    return "numbers" if numbers_of_row(line) else ""


def _table(text: str, lines: list[tuple[int, int]], first: int, last: int) -> Table | None:
    rows = [_row(text, *line) for line in lines[first:last] if not _RULE.fullmatch(text, *line)]
    if not any(is_number(cell.text) for row in rows for cell in row.cells[1:]):
        return None
    heads: list[Row] = []
    for row in rows[: _MOST_HEADS + 1]:
        if any(is_number(cell.text) for cell in row.cells[1:]) and not _are_years(row):
            break
        heads.append(row)
    body = rows[len(heads) :]
    if len(body) + bool(heads) < _FEWEST_ROWS or len(heads) > _MOST_HEADS:
        return None
    above = text[slice(*lines[first - 1])].strip() if first else ""
    width = max(len(row.cells) for row in body)
    if not heads and (words := words_of_head(above, width)):
        names, above = words, text[slice(*lines[first - 2])].strip() if first > 1 else ""
    else:
        names = _names(heads, width)
    uneven = any(len(row.cells) != width for row in [*heads, *body])
    caption = above if len(above) <= _LONGEST_CAPTION else ""
    return Table(names, body, caption, (lines[first][0], lines[last - 1][1]), uneven)


def _row(text: str, start: int, end: int) -> Row:
    line = text[start:end]
    spans = cells_of(line) if is_table_line(line) else numbers_of_row(line)
    cells = [Cell(line[first:last].strip(), start + first) for first, last in spans]
    return Row(cells, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _are_years(row: Row) -> bool:
    """Return True for a head whose numbers are years: "Town | 2019 | 2020"."""
    numbers = [cell.text for cell in row.cells[1:] if is_number(cell.text)]
    return all(re.fullmatch(r"(?:19|20)\d\d", number) for number in numbers)


def _names(heads: list[Row], width: int) -> list[str]:
    """Return the words above each column; a cell that is empty in the upper of two rows has those to its left."""
    names = [""] * width
    for number, row in enumerate(heads):
        words = [cell.text for cell in row.cells[:width]]
        if len(heads) > 1 and not number:
            words = [word or _left(words, place) for place, word in enumerate(words)]
        names = [
            f"{name} {word}".strip() if word not in name.split(" ", 1) else name
            for name, word in zip(names, [*words, *[""] * (width - len(words))], strict=True)
        ]
    return names


def _left(words: list[str], place: int) -> str:
    """Return the nearest words to the left of an empty cell, but not those of the first column."""
    return next((words[before] for before in range(place - 1, 0, -1) if words[before]), "")
