"""Settings for reading the tables of claims of a project."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reconcile.claims.measures import Measure

__all__ = ["ClaimSettings", "Place"]


@dataclass(frozen=True)
class Place:
    """What is known of a place: how many live there, and how large it is in km2."""

    population: float = math.inf
    area: float = math.inf


@dataclass(frozen=True)
class ClaimSettings:
    """Declarations about the inputs.

    Attributes
    ----------
    columns : mapping of header to column
        Headers that are not the contract's.
    encoding : mapping of file pattern to codec
        Files that are not UTF-8 (or UTF-16 with a byte order mark).
    decimal, thousands : str
        Signs of numbers; without a declared `thousands`, "1,234" and "48 240" are read where unambiguous.
    dayfirst : bool, optional
        How 1/4/2022 is read.
    measures : mapping of name to Measure
        Measures beside the controlled list.
    spellings : collection of str
        Names as the desk spells them, such as those of parties in the config; they go before what the files have.
    places : mapping of name to Place
        What is known of places, which no figure of theirs can pass.
    constants : mapping of column to str
        Values of columns that the files do not have.
    only_declared : bool
        Whether only headers that `columns` names are taken as columns of claims, beside what every file needs.
    format : str
        Format of files whose ending does not show it, such as "csv".
    max_file_bytes : int
        Largest file that is read.
    max_cell_chars : int
        Longest cell that is kept.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."
    thousands: str = ""
    dayfirst: bool | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)
    spellings: Collection[str] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    only_declared: bool = False
    format: str = ""
    # bytes: a million claims with quotes take a quarter of it
    max_file_bytes: int = 2_000_000_000
    # a quoted paragraph has some hundred characters; a cell a hundred times longer is a broken file
    max_cell_chars: int = 100_000
