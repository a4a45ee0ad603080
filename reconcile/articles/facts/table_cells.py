"""What the cells of a table say: a figure, what its head, its row or the caption say it counts, where and when."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.measure.label_measures import clause_under, counts_nothing
from reconcile.articles.place.place_names import names_in
from reconcile.articles.place.place_signs import HERE
from reconcile.articles.printed.text_tables import Cell, Row, Table
from reconcile.claims.cues import cues_of
from reconcile.language.tokens import tokens_of

__all__ = ["CellSaid", "cells_said"]

# what the words of a head say that the cells below are
PLACE, SIDE, TIME, SUM, YEAR = "place", "side", "time", "sum", "year"
_KINDS = {
    PLACE: frozenset({
        "place", "location", "region", "district", "city", "town", "village", "province", "state",
        "governorate", "oblast", "county", "country", "area", "site", "camp", "municipality", "department",
        "zone", "sector", "division", "ward", "island", "locality", "settlement", "commune", "prefecture",
        "republic", "hospital",
    }),
    SIDE: frozenset({
        "side", "party", "force", "forces", "belligerent", "combatant", "army", "faction", "nationality", "group",
    }),
    TIME: frozenset({"date", "day", "week", "month", "year", "period", "dates", "time", "years"}),
    SUM: frozenset({"total", "totals", "all", "overall", "sum", "together", "combined"}),
}  # fmt: skip
# words of a head that say nothing: "Name of the town"
_FILLERS = frozenset({"of", "the", "name", "and", "affected", "in", "grand"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# a year at the end of a head: "2019", "Killed 2019"
_YEAR_OF_HEAD = re.compile(r"(?:^|\s)((?:1[5-9]|20)\d\d)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
# columns of a table of names and one figure each
_TWO_COLUMNS = 2
# words of the longest name of a place that stands alone
_LONGEST_NAME = 3
# a name that may be that of a place
_NAME = re.compile(r"[^\W\d_a-z][\w'’. -]{1,40}")
# a cell with one number: the number with its hedge and its mark, and the words behind
_NUMBER = re.compile(
    r"((?:[^\W\d][^\d]{0,20}\s|[~≈<>])?\d[\d,.]*(?: \d{3})*[+*kKmM%]?)\s*((?:[^\W\d][^\d]*)?)(?:[([]\w{1,3}[)\]])?"
)


class CellSaid(NamedTuple):
    """A cell with a figure, and a clause that says the same in words: "31" below "Dead" is "31 dead".

    `place`, `side` and `time` are words of its row or its column, "" where they say none.
    """

    cell: Cell
    clause: str
    place: str = ""
    side: str = ""
    time: str = ""


def cells_said(table: Table) -> list[list[CellSaid]]:
    r"""Return the cells of each row whose figures count something; none of a table whose rows do not fit its head.

    Examples
    --------
    >>> from reconcile.articles.printed.text_tables import tables_in
    >>> row = cells_said(tables_in("Town | Year | Dead\nOrva | 1999 | 31\nTessa | 2001 | 4")[0])[0]
    >>> [(said.clause, said.place, said.time) for said in row]
    [('31 dead', 'Orva', '1999')]
    """
    if table.uneven:
        return [[] for _ in table.rows]
    kinds = [_kind_of(head) for head in table.heads]
    return [_row_said(table, row, kinds) for row in table.rows]


def _kind_of(words: str) -> str:
    """Return what a head says of the cells below it: places, sides, times, sums, figures of a year; "" for others."""
    if _YEAR.fullmatch(words.strip()):
        return YEAR
    own = {word.lower() for word in _WORD.findall(words)}
    return next((kind for kind, known in _KINDS.items() if own & known and own <= known | _FILLERS), "")


def _row_said(table: Table, row: Row, kinds: list[str]) -> list[CellSaid]:
    place, side, time = (_said_under(row, kinds, kind) for kind in (PLACE, SIDE, TIME))
    if not table.heads[0]:
        place = place or _name_in(row.cells[0].text)
    place = place or _place_within(row.cells[0].text)
    said = []
    for number, cell in enumerate(row.cells):
        clause = _clause(table, row, kinds, number)
        head = table.heads[number]
        if clause:
            year = _YEAR_OF_HEAD.search(head)
            said.append(CellSaid(cell, clause, place or _name_in(head), side, year[1] if year else time))
    return said


def _clause(table: Table, row: Row, kinds: list[str], number: int) -> str:
    """Return what a cell says in words: by its own words, else by the head of its column, its row, or the caption."""
    cell, head = row.cells[number].text, table.heads[number]
    number_said = _NUMBER.fullmatch(cell)
    if number_said is None or kinds[number] in (PLACE, SIDE, TIME) or counts_nothing(head) or counts_nothing(cell):
        return ""
    labels = [number_said[2], head]
    if number and (kinds[number] or _name_in(head) or not head):
        labels += [row.cells[0].text, *([table.caption] if _is_of_all(table) else [])]
    return next((clause for label in labels if (clause := clause_under(label, number_said[1]))), "")


def _is_of_all(table: Table) -> bool:
    """Return True for a caption that says what all columns count; one of several things may be a head out of line."""
    events = {cue.event for cue in cues_of(tokens_of(table.caption)) if cue.form != "people"}
    return len(events) <= 1 or len(table.heads) <= _TWO_COLUMNS


def _said_under(row: Row, kinds: list[str], kind: str) -> str:
    """Return the first cell below a head of a kind, "" for the row of a total and without such a head."""
    words = next((row.cells[place].text for place, own in enumerate(kinds) if own == kind), "")
    return "" if _kind_of(words) == SUM else words


def _place_within(words: str) -> str:
    """Return the place that a cell names among other words: "Siege of Orva"."""
    return next((place.name for place in names_in(words, tokens_of(words)) if place.how == HERE), "")


def _name_in(words: str) -> str:
    """Return a name, mostly of a place, in a cell or a head that no other word explains, but not "Siege of Orva"."""
    if len(words.split()) > _LONGEST_NAME or " of " in words:
        return ""
    return words if _NAME.fullmatch(words) and not _kind_of(words) and not clause_under(words, "3") else ""
