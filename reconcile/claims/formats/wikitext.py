"""Pages of a wiki, as their markup: one table of the page, or its infobox; needs the extra `wiki`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pandas as pd

from reconcile.claims.formats import RawTable, table_of
from reconcile.claims.formats.infobox_lines import figures_of, lines_of, measure_of, teller_of
from reconcile.claims.settings import TableAt
from reconcile.errors import InputError
from reconcile.language.markup import readable

__all__ = ["INFOBOX", "read"]

# what names the infobox in place of a table
INFOBOX = "infobox"

# columns of the lines of an infobox
_COLUMNS = ("parameter", "party", "measure", "origin", "text")

# cells that one cell may span: more is a slip, and would fill the memory
_MOST_SPANNED = 200

_SIDE = re.compile(r"(\D+?)(\d*)")


def read(text: str, name: str, at: TableAt) -> RawTable:
    """Read a table of a page, or the lines of its infobox that give figures.

    Parameters
    ----------
    text : str
        The markup of the page.
    name : str
        The file's name, for errors.
    at : TableAt
        Its `sheet` is the number or the caption of a table, or "infobox". Empty: the only table, or the infobox of a
        page without tables.

    Raises
    ------
    InputError
        The extra is not installed, or the page has no such table, or several of which none is named.

    Examples
    --------
    >>> read("A page without figures.", "page.wiki", TableAt())  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    InputError: page.wiki: has no table and no infobox (save the markup of the page, not its text)
    """
    try:
        parse = import_module("mwparserfromhell").parse
    except ImportError as error:
        raise InputError(
            "needs a package that is not installed", file=name, hint="pip install reconcile-estimates[wiki]"
        ) from error
    page = parse(text)
    tables = page.filter_tags(matches=lambda tag: tag.tag == "table")
    if at.sheet == INFOBOX or not (at.sheet or tables):
        return _infobox(page, name)
    return table_of(_filled_out(_chosen(tables, at.sheet, name)), name, at=at)


def _chosen(tables: list[Any], wanted: str, name: str) -> Any:
    """Return the table of a page that is wanted, by its caption or its number from 1."""
    captions = [_caption(table) for table in tables]
    known = [str(number) for number in range(1, len(tables) + 1)]
    named = dict(zip(known, tables, strict=True)) | dict(zip(captions, tables, strict=True))
    if not wanted and len(tables) == 1:
        return tables[0]
    if wanted and wanted in named:
        return named[wanted]
    listed = "; ".join(f"{number} {caption}".strip() for number, caption in zip(known, captions, strict=True))
    what = f"has no table '{wanted}'" if wanted else f"has {len(tables)} tables"
    hint = f'name one by its number or caption, or the infobox, as in sheet = "1": {listed}'
    raise InputError(what, file=name, hint=hint)


def _caption(table: Any) -> str:
    cells = (str(cell.contents) for cell in table.contents.filter_tags(recursive=False) if cell.tag == "td")
    return next((readable(text.lstrip()[1:]).strip() for text in cells if text.lstrip().startswith("+")), "")


def _rows(table: Any) -> Iterator[list[Any]]:
    """Yield the cells of every row; those before the first mark of a row are one, too."""
    parts = table.contents.filter_tags(recursive=False)
    first = [part for part in parts if part.tag in ("td", "th") and not str(part.contents).lstrip().startswith("+")]
    if first:
        yield first
    for row in (part for part in parts if part.tag == "tr"):
        yield [cell for cell in row.contents.filter_tags(recursive=False) if cell.tag in ("td", "th")]


def _filled_out(table: Any) -> list[list[str]]:
    """Return the texts of a table with cells that span rows in each of them; names of columns stand in the first."""
    held: dict[int, tuple[int, str]] = {}
    records = []
    for cells in _rows(table):
        record: list[str] = []
        queue = list(cells)
        while queue or len(record) in held:
            if (place := len(record)) in held:
                left, text = held.pop(place)
                record.append(text)
                if left > 1:
                    held[place] = (left - 1, text)
                continue
            cell = queue.pop(0)
            text, below = readable(str(cell.contents)).strip(), _span(cell, "rowspan")
            for column in range(_span(cell, "colspan")):
                shown = text if column == 0 else ""
                if below > 1:
                    held[len(record)] = (below - 1, "" if cell.tag == "th" else shown)
                record.append(shown)
        records.append(record)
    return records


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name).value).strip() if cell.has(name) else ""
    return min(int(value), _MOST_SPANNED) if value.isdecimal() and int(value) else 1


def _infobox(page: Any, name: str) -> RawTable:
    boxes = page.filter_templates(matches=lambda one: str(one.name).strip().lower().startswith(INFOBOX))
    if not boxes:
        raise InputError("has no table and no infobox", file=name, hint="save the markup of the page, not its text")
    given = {str(one.name).strip().lower(): one.value for one in boxes[0].params}
    records: list[dict[str, Any]] = []
    for parameter, value in given.items():
        if not (match := _SIDE.fullmatch(parameter)):
            continue
        party = next(iter(_lines(given[f"combatant{match[2]}"])), "") if f"combatant{match[2]}" in given else ""
        for line in _lines(value):
            origin, told = teller_of(line)
            measures = [(measure_of(match[1], text), text) for text in figures_of(told)]
            cells = [(parameter, party, one, origin, text) for one, text in measures if one is not None]
            records += [dict(zip(_COLUMNS, row, strict=True)) for row in cells]
    if not records:
        raise InputError("has an infobox without figures of people", file=name, hint='name a table: sheet = "1"')
    return RawTable(pd.DataFrame(records, columns=list(_COLUMNS), dtype="str"), list(range(1, len(records) + 1)))


def _lines(value: Any) -> list[str]:
    templates = value.filter_templates(recursive=False)
    return lines_of(str(value), {str(one): [str(part.value) for part in one.params] for one in templates})
