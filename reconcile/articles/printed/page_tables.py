"""Tables of a web page as lines of text, where they stood: trafilatura drops them, or loses their columns."""

from __future__ import annotations

from typing import Any

__all__ = ["write_out_tables"]

# rows of the smallest table of data, cells of its rows, and characters of its longest cell: others lay out the page
_FEWEST_ROWS, _FEWEST_CELLS, _LONGEST_CELL = 2, 2, 80
# columns and rows that one cell may span; HTML allows 1,000 columns, and no table of an article has 100
_MOST_SPANNED = 100
# rows and columns that are written out of one table
_MOST_ROWS, _MOST_COLUMNS = 100_000, 100


def write_out_tables(page: Any) -> None:
    """Replace the tables of data of a page by a paragraph a row, with bars between the cells, in place.

    Parameters
    ----------
    page : lxml.html.HtmlElement
        The root of the page. A cell that spans several columns or rows is written into each of them.

    Examples
    --------
    >>> from lxml import html
    >>> page = html.fromstring("<div><table><tr><th>Town<th>Dead<tr><td>Orva<td>31</table></div>")
    >>> write_out_tables(page)
    >>> [paragraph.text for paragraph in page.iter("p")]
    ['| Town | Dead |', '| Orva | 31 |']
    """
    for table in list(page.iter("table")):
        rows = _rows(table) if table.getparent() is not None else []
        if _are_data(rows):
            caption = next((" ".join(part.text_content().split()) for part in table.iter("caption")), "")
            _replace(table, ([caption] if caption else []) + [f"| {' | '.join(row)} |" for row in rows])


def _are_data(rows: list[list[str]]) -> bool:
    """Return True for rows of short cells, some of which hold digits."""
    if len(rows) < _FEWEST_ROWS or max(len(row) for row in rows) < _FEWEST_CELLS:
        return False
    cells = [cell for row in rows for cell in row]
    return max(map(len, cells)) <= _LONGEST_CELL and any(sign.isdecimal() for cell in cells for sign in cell)


def _rows(table: Any) -> list[list[str]]:
    """Return the cells of a table by row, [] for a table within which there is another one."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for line in list(table.iter("tr"))[:_MOST_ROWS]:
        row: list[str] = []
        for cell in line.iterchildren("td", "th"):
            _hang(row, hanging)
            words = " ".join(cell.text_content().replace("|", "/").split())
            down = _spanned(cell, "rowspan") - 1
            for _ in range(_spanned(cell, "colspan")):
                if down:
                    hanging[len(row)] = (words, down)
                row.append(words)
        _hang(row, hanging)
        if any(row):
            rows.append(row[:_MOST_COLUMNS])
    return rows


def _hang(row: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    """Write the cells of rows above, which reach down to this one, into their columns."""
    while len(row) in hanging:
        words, left = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (words, left - 1)
        row.append(words)


def _spanned(cell: Any, name: str) -> int:
    """Return the number of columns or rows that a cell spans."""
    number = cell.get(name, "1").strip()
    return min(max(int(number), 1), _MOST_SPANNED) if number.isdecimal() and len(number) < 5 else 1  # noqa: PLR2004


def _replace(table: Any, lines: list[str]) -> None:
    parent = table.getparent()
    place = parent.index(table)
    paragraphs = [parent.makeelement("p") for _ in lines]
    for paragraph, line in zip(paragraphs, lines, strict=True):
        paragraph.text = line
    paragraphs[-1].tail = table.tail
    parent[place : place + 1] = paragraphs
