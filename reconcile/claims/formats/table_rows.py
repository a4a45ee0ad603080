"""Which rows of a file are its table: those of the header, those behind the last one, notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from reconcile.errors import InputError
from reconcile.records import findings

__all__ = ["is_filled", "joined_header", "without_footnotes", "without_headers_again", "without_rest"]

Cells = Sequence[Any]

# first cells of notes below a table: a mark of a note, or a word that announces one
_NOTE = re.compile(r"\s*(?:[*†‡§¹²³]|\(?[0-9a-z]\)\s|(?:foot)?notes?\b|sources?\s*:|nb\b|n\.b\.)", re.IGNORECASE)

# words of a lone cell that make it a sentence, and no name of somebody whose figure is missing
_WORDS_OF_A_SENTENCE = 7

# characters of a note that a finding shows
_SHOWN = 80


def is_filled(cells: Cells) -> bool:
    """Return True where a row is not blank.

    Examples
    --------
    >>> is_filled(["", 0]), is_filled(["", ""])
    (True, False)
    """
    # `any(cells)` finds most filled rows without a step of Python for every cell
    return any(cells) or any(cell != "" for cell in cells)


def joined_header(records: Sequence[Cells], rows: Sequence[int], name: str) -> list[str]:
    """Return the names of columns that stand in several rows, joined from the top.

    A name that is merged over several columns stands above the first of them alone; it is carried to the others as far
    as they have a name of their own below.

    Raises
    ------
    InputError
        The file has no such row.

    Examples
    --------
    >>> joined_header([["Who", "Killed", ""], ["", "men", "women"]], [1, 2], "claims.csv")
    ['Who', 'Killed men', 'Killed women']
    """
    if max(rows) > len(records):
        hint = f"the file has {len(records):,} rows; rows are counted from 1, blank ones with them"
        raise InputError(f"there is no row {max(rows):,} for the header", file=name, hint=hint)
    texts = [[str(cell).strip() for cell in records[row - 1]] for row in rows]
    width = max(map(len, texts))
    lines = [[*line, *[""] * (width - len(line))] for line in texts]
    for upper, lower in pairwise(lines):
        for column in range(1, width):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return [" ".join(filter(None, cells)) for cells in zip(*lines, strict=True)]


def without_rest(body: Sequence[Cells], start: str, name: str) -> tuple[Sequence[Cells], list[pd.DataFrame]]:
    """Cut the rows from the one on that begins with a text; "" cuts nothing.

    Examples
    --------
    >>> rows, notes = without_rest([["A", 3], ["By sex", ""], ["men", 2]], "by sex", "claims.csv")
    >>> rows, notes[0]["message"].tolist()
    ([['A', 3]], ["2 rows from 'By sex' on are skipped"])
    """
    if not start:
        return body, []
    place = next((row for row, cells in enumerate(body) if _first(cells).casefold().startswith(start.casefold())), None)
    if place is None:
        message = f"no row begins with '{start}', after which rows are to be skipped; all are read"
        return body, [findings("rows-skipped", message, file=name, hint="see skip_after of this input")]
    rows = sum(map(is_filled, body[place:]))
    message = f"{rows:,} {'row' if rows == 1 else 'rows'} from '{_first(body[place])[:_SHOWN]}' on are skipped"
    return body[:place], [findings("rows-skipped", message, file=name, row=place + 1)]


def without_footnotes(body: Sequence[Cells], columns: int, name: str) -> tuple[Sequence[Cells], list[pd.DataFrame]]:
    """Cut notes below a table: last rows that have nothing but a mark of a note or a sentence in their first cell.

    Examples
    --------
    >>> rows, notes = without_footnotes([["A", "3"], ["* preliminary", ""]], 2, "claims.csv")
    >>> rows, notes[0]["message"].tolist()
    ([['A', '3']], ['1 row below the table is a note, and skipped: * preliminary'])
    """
    end = len(body)
    while columns > 1 and end and (not is_filled(body[end - 1]) or _is_note(body[end - 1])):
        end -= 1
    notes = [(row, cells) for row, cells in enumerate(body[end:], start=end + 1) if is_filled(cells)]
    if not notes:
        return body, []
    row, cells = notes[0]
    count = "1 row below the table is a note" if len(notes) == 1 else f"{len(notes):,} rows below the table are notes"
    message = f"{count}, and skipped: {_first(cells)[:_SHOWN]}"
    return body[:end], [findings("footnote-rows", message, file=name, row=row)]


def without_headers_again(
    body: Sequence[Cells], header: Cells, name: str
) -> tuple[Sequence[Cells], list[pd.DataFrame]]:
    """Blank rows that repeat the header, as pages of a printed table do; the others keep their numbers.

    Examples
    --------
    >>> rows, notes = without_headers_again([["A", 3], ["who", "n"], ["B", 4]], ["who", "n"], "claims.csv")
    >>> rows, notes[0]["message"].tolist()
    ([['A', 3], ['', ''], ['B', 4]], ['1 row repeats the header, and is skipped'])
    """
    first, wanted = header[0], [str(cell).strip() for cell in header]
    if len(wanted) == 1 or not wanted[0]:
        return body, []
    again = [
        row for row, cells in enumerate(body)
        if cells[:1] and cells[0] == first and [str(cell).strip() for cell in cells] == wanted
    ]  # fmt: skip
    if not again:
        return body, []
    blank = {row: [""] * len(wanted) for row in again}
    count = "1 row repeats the header, and is" if len(again) == 1 else f"{len(again):,} rows repeat the header, and are"
    found = findings("header-again", f"{count} skipped", file=name, row=again[0] + 1)
    return [blank.get(row, cells) for row, cells in enumerate(body)], [found]


def _is_note(cells: Cells) -> bool:
    lone = cells[0] != "" and not is_filled(cells[1:])
    text = str(cells[0])
    return lone and bool(_NOTE.match(text) or len(text.split()) >= _WORDS_OF_A_SENTENCE)


def _first(cells: Cells) -> str:
    """Return the text of the first cell of a row that is filled."""
    return next((str(cell).strip() for cell in cells if cell != ""), "")
