"""Lines of text that are rows of a table: their cells stand between bars, tabs or wide gaps, or are numbers."""

from __future__ import annotations

import re

from reconcile.claims.cues import cues_of
from reconcile.language.tokens import WORD, Token, tokens_of

__all__ = ["cells_of", "is_number", "is_table_line", "numbers_of_row", "words_of_head"]

# a gap between two columns: a bar, a tab, or three blanks, as two stand between sentences
_EDGE = re.compile(r"[ \u00a0]*[|│¦\t][ \u00a0]*|[ \u00a0]{3,}")
# characters of the longest cell of a table; a longer one is running text
_LONGEST_CELL = 80
# columns of a table
_FEWEST = 2
# a number that stands alone in a cell, with its hedge and its marks
_HEDGE = r"(?:(?:at least|about|over|(?:more|fewer|less) than|up to|around|some|nearly|almost|approx\.?|[~≈<>±])\s?)?"
_NUMBER = re.compile(
    _HEDGE + r"\d{1,3}(?:[ ,.]?\d{3})*(?:\.\d+)?\s?(?:[+*†‡%kKmM]|\[\w+\]|\(\w{1,3}\))?", re.IGNORECASE
)
# a row without edges: words, then three or more numbers
_NUMBERS_ROW = re.compile(r"[^\W\d_][^\d|:;.]{0,40}?((?:\s+[~<>]?\d[\d,]*[+*]?){3,})\s*")
_ONE = re.compile(r"\S+")
# words above the last column that name no measure
_SUMS = frozenset({"total", "totals", "all", "sum"})


def cells_of(line: str) -> list[tuple[int, int]]:
    """Return the first and last characters of the cells of a line, empty ones between two bars included.

    Examples
    --------
    >>> line = "| Orva | 31 |"
    >>> [line[start:end] for start, end in cells_of(line)]
    ['Orva', '31']
    """
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    edges = [match.span() for match in _EDGE.finditer(line, begin, end)]
    if edges and edges[0][0] == begin:
        begin, edges = edges[0][1], edges[1:]
    if edges and edges[-1][1] == end:
        end, edges = edges[-1][0], edges[:-1]
    return list(zip([begin, *(last for _, last in edges)], [*(first for first, _ in edges), end], strict=True))


def is_table_line(line: str) -> bool:
    """Return True for a line that may be the row of a table.

    Examples
    --------
    >>> is_table_line("Orva | 31 | 40"), is_table_line("Orva     31"), is_table_line("Orva  31")
    (True, True, False)
    """
    if "|" not in line and "\t" not in line and "   " not in line and "│" not in line and "¦" not in line:
        return False
    cells = cells_of(line)
    return len(cells) >= _FEWEST and max(end - start for start, end in cells) <= _LONGEST_CELL


def is_number(cell: str) -> bool:
    """Return True for a cell that holds a number alone.

    Examples
    --------
    >>> [is_number(cell) for cell in ("200,000+", "~40", "31 men", "")]
    [True, True, False, False]
    """
    return len(cell) <= _LONGEST_CELL and _NUMBER.fullmatch(cell) is not None


def numbers_of_row(line: str) -> list[tuple[int, int]]:
    """Return the cells of a line of words and three or more numbers with single blanks between, [] for other lines.

    Examples
    --------
    >>> line = "South Orva 1,200 31 40"
    >>> [line[start:end] for start, end in numbers_of_row(line)]
    ['South Orva', '1,200', '31', '40']
    """
    match = _NUMBERS_ROW.fullmatch(line)
    if match is None:
        return []
    return [(0, match.start(1)), *(number.span() for number in _ONE.finditer(line, match.start(1)))]


def words_of_head(line: str, width: int) -> list[str]:
    """Return the words above each column of numbers in a line without edges, [] where they cannot be told apart.

    Each column has one word for what is counted, at its end, the last may be a total; or each begins with a capital.

    Examples
    --------
    >>> words_of_head("Battle dead Seriously wounded Total", 4), words_of_head("Dead and missing", 4)
    (['', 'Battle dead', 'Seriously wounded', 'Total'], [])
    """
    if width < _FEWEST or len(line) > 2 * _LONGEST_CELL:
        return []
    tokens = tokens_of(line)
    ends = [cue.last for cue in cues_of(tokens)]
    if tokens and tokens[-1].text in _SUMS and tokens[-1].end == len(line.rstrip()):
        ends.append(len(tokens))
    if len(ends) != width - 1 or len(set(ends)) != len(ends) or ends[-1] != len(tokens):
        ends = _ends_by_capitals(line, tokens)
    if len(ends) != width - 1:
        return []
    starts = [0, *ends[:-1]]
    return ["", *(line[tokens[first].start : tokens[last - 1].end] for first, last in zip(starts, ends, strict=True))]


def _ends_by_capitals(line: str, tokens: list[Token]) -> list[int]:
    """Return the token behind the words of each head of a line where every head begins with a capital letter."""
    starts = [place for place, token in enumerate(tokens) if line[token.start].isupper()]
    words = all(token.kind == WORD for token in tokens)
    return [*starts[1:], len(tokens)] if words and starts[:1] == [0] else []
