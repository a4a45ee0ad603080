"""Settings for reading the tables of claims of a project."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from reconcile.claims.measure_list import Measure
from reconcile.defaults import MOST_FILE_BYTES

__all__ = ["MISSING", "ClaimSettings", "OwnWriting", "Place", "TableAt"]

# marks as statistics offices, humanitarian tables and spreadsheets have them; in cells of numbers and dates alone, as
# "none" in a phrase is a figure, and NA in the name of a country one of its letters
MISSING = ("NA", "N/A", "n.a.", "n/d", "#N/A", "-", "–", "—", "..", ".", "…", "null", "none", "unknown", "?")


@dataclass(frozen=True)
class Place:
    """What is known of a place: how many live there, and how large it is in km2."""

    population: float = math.inf
    area: float = math.inf


@dataclass(frozen=True, kw_only=True)
class TableAt:
    """Where in a file the table stands.

    Attributes
    ----------
    header : tuple of int
        Rows of the file, from 1, that are the header; empty: the first row that is filled.
    sheet : str
        Sheet of a workbook; empty: the first.
    member : str
        File within a .zip; empty: its only table.
    skip_after : str
        Beginning of the first row that is no longer part of the table.
    records : str
        Way to the list of records in JSON, names joined by dots; empty: its only list.
    """

    header: tuple[int, ...] = ()
    sheet: str = ""
    member: str = ""
    skip_after: str = ""
    records: str = ""


@dataclass(frozen=True, kw_only=True)
class OwnWriting:
    """How an input writes numbers and dates, where it differs from the project; None where it does not.

    Attributes
    ----------
    decimal, thousands : str or None
        Signs of numbers.
    dayfirst : bool or None
        How 1/4/2022 is read.
    missing : collection of str
        Further marks of a missing number or date.
    date_format : str
        "serial" where dates are numbers of a spreadsheet, or a pattern of `strptime`; empty: as people write them.
    in_order : bool
        Whether ends of ranges that are out of order are sorted.
    """

    decimal: str | None = None
    thousands: str | None = None
    dayfirst: bool | None = None
    missing: Collection[str] = ()
    date_format: str = ""
    in_order: bool = False


@dataclass(frozen=True)
class ClaimSettings:
    """Declarations about the inputs.

    Attributes
    ----------
    columns : mapping of header to column
        Headers that are not the contract's; "period" stands for both ends of a period.
    encoding : mapping of file pattern to codec
        Files that are not UTF-8 (or UTF-16 with a byte order mark).
    decimal, thousands : str
        Signs of numbers; without a declared `thousands`, "1,234" and "48 240" are read where unambiguous.
    dayfirst : bool, optional
        How 1/4/2022 is read.
    missing : collection of str
        Marks of a missing number or date.
    own : OwnWriting
        How the files that are read write numbers and dates, where they differ from the others of the project.
    measures : mapping of name to Measure
        Measures beside the controlled list.
    spellings : collection of str
        Names as the desk spells them, such as those of parties in the config; they go before what the files have.
    places : mapping of name to Place
        What is known of places, which no figure of theirs can pass.
    constants : mapping of column to str
        Values of columns that the files do not have.
    dates : mapping of column to headers
        Columns that are joined from a year, a month and a day.
    values : sequence of mappings
        Readings of every row: headers of its `phrase`, `low`, `best` and `high`, and constants for other columns.
    tags : mapping of HXL tag to column or measure
        Columns that are known by the tag under their header.
    layout : str
        Name of the known layout that the files are to have.
    needed, kept : sequence of str
        Headers that it has, and those that look like columns of claims and are none.
    own_headers : sequence of str
        Headers in `columns` that the input itself declares, and neither its layout nor the project.
    only_declared : bool
        Whether only headers that `columns` names are taken as columns of claims, beside what every file needs.
    format : str
        Format of files whose ending does not show it, such as "csv".
    at : TableAt
        Where in the files the table stands.
    max_file_bytes : int
        Largest file that is read, packed and unpacked.
    max_cell_chars : int
        Longest cell that is kept.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."
    thousands: str = ""
    dayfirst: bool | None = None
    missing: Collection[str] = MISSING
    own: OwnWriting = field(default_factory=OwnWriting)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    spellings: Collection[str] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: Sequence[Mapping[str, str]] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""
    needed: Sequence[str] = ()
    kept: Collection[str] = ()
    own_headers: Sequence[str] = ()
    only_declared: bool = False
    format: str = ""
    at: TableAt = field(default_factory=TableAt)
    # bytes: a million claims with quotes take a quarter of it
    max_file_bytes: int = MOST_FILE_BYTES
    # a quoted paragraph has some hundred characters; a cell a hundred times longer is a broken file
    max_cell_chars: int = 100_000
