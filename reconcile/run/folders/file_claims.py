"""The claims of one file of a folder: read, checked by themselves, and what connects them with those of other files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.checked import read_rows
from reconcile.claims.claim_files import read_files
from reconcile.claims.embargo import EMBARGO, free_claims
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.claims.faults import Faults
from reconcile.claims.frame import check_cells, framed, row_numbers
from reconcile.claims.known import later_than
from reconcile.claims.name_cells import SpelledNames, name_counts
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.columns import REJECTED, names
from reconcile.engine.parts.claim_links import LINK, links_of, once
from reconcile.look_alikes import look_key
from reconcile.records import join_records
from reconcile.run.folders.pieces import Piece, keep, keep_pieces, kept, saying_what_failed
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.heard_names import HeardNames

__all__ = ["LABELS", "FileLinks", "FileRead", "InFolder", "deal_file", "link_file", "read_file"]

# names of which a run may have as many as claims: their spellings are compared on the disk
LABELS = ("family", "quantity")

# findings that count the cells of a file
_OF_FILES = ("missing-marks", "note-marks")


@dataclass(frozen=True, kw_only=True)
class InFolder:
    """A file of a folder: its path, its place among them, and where a run lays its claims aside."""

    path: Path
    number: int
    home: Path

    def beside(self, what: str) -> Path:
        """Return where something of the file is laid aside."""
        return self.home / f"{self.number:06d}.{what}"


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What is told of a file to all others.

    Attributes
    ----------
    rows : int
        Rows that are laid aside.
    later : int
        Rows that were not known yet.
    columns : tuple of str
    spelled : SpelledNames
        Names but those of `LABELS`.
    rejected, findings : DataFrame
    events : bool
        Whether there are events among the rows.
    embargoed : bool
        Whether rows may be under an embargo whose end depends on other files; then nothing is laid aside.
    """

    rows: int = 0
    later: int = 0
    columns: tuple[str, ...] = ()
    spelled: SpelledNames = field(default_factory=dict)
    rejected: pd.DataFrame
    findings: pd.DataFrame
    events: bool = False
    embargoed: bool = False


@dataclass(frozen=True, kw_only=True)
class FileLinks:
    """Rows of a file that no other has a say in: totals of it, and what is told of its cells."""

    rejected: pd.DataFrame
    findings: pd.DataFrame


@saying_what_failed
def read_file(settings: ClaimSettings, as_of: Any, root: Path, file: InFolder) -> FileRead:
    """Read a file, and lay its rows aside: those that are known and free.

    Examples
    --------
    >>> import tempfile
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> with tempfile.TemporaryDirectory() as home:
    ...     rows.to_parquet(Path(home, "a.parquet"))
    ...     file = InFolder(path=Path(home, "a.parquet"), number=0, home=Path(home))
    ...     read = read_file(ClaimSettings(), None, Path(home), file)
    >>> read.rows, dict(read.spelled["source"])
    (2, {'A': 1, 'B': 1})
    """
    read = read_files([file.path], settings, root=root)
    table = read.table
    if as_of is None and EMBARGO in table.columns and (text_of(table[EMBARGO]) != "").any():
        return FileRead(rejected=read.rejected, findings=read.findings, embargoed=True)
    free = free_claims(table, as_of, dayfirst=settings.dayfirst)
    later = later_than(free.table, as_of, settings)
    rows = free.table
    if later.any():
        rows = rows.assign(row=row_numbers(rows))[~later].reset_index(drop=True)
    keep(file.beside("rows"), rows)
    cells = framed(rows)
    counts = name_counts(check_cells(cells, Faults(cells), settings.max_cell_chars))
    keep(file.beside("labels"), {name: counts[name] for name in LABELS})
    np.save(file.beside("spellings.npy"), _spellings({name: counts[name] for name in LABELS}))
    return FileRead(
        rows=len(rows), later=int(later.sum()), columns=tuple(rows.columns),
        spelled={name: told for name, told in counts.items() if name not in LABELS},
        rejected=join_records([read.rejected, free.rejected], names(REJECTED)), findings=read.findings,
        events=EVENT_ROWS in cells["rows"].str.lower().unique(),
    )  # fmt: skip


def _spellings(counts: SpelledNames) -> npt.NDArray[np.void]:
    """Return how labels are spelled, as links: names that two files spell in two ways say different things."""
    found = []
    for column, told in counts.items():
        texts = np.array([*told], dtype=object)
        links = np.zeros(len(texts), LINK)
        looks = np.array([f"{column}/{look_key(text)}" for text in texts], dtype=object)
        for name, words in (("key", looks), ("says", texts)):
            links[name] = pd.util.hash_array(words, categorize=False) if len(words) else 0
        found.append(links)
    return once(np.concatenate(found))


@saying_what_failed
def link_file(
    settings: ClaimSettings, spelled: SpelledNames, rules: list[Identity], heard: HeardNames, events: bool,
    file: InFolder,
) -> FileLinks:  # fmt: skip
    """Check the rows of a file by themselves, and lay aside what connects them with those of other files.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.sources.heard_names import heard_names
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "place": ["a", "b", "total"], "source": "A", "best": [3, 2, 5]})
    >>> with tempfile.TemporaryDirectory() as home:
    ...     file = InFolder(path=Path(), number=0, home=Path(home))
    ...     keep(file.beside("rows"), rows)
    ...     told = link_file(ClaimSettings(), {}, [], heard_names([], registry_of(None)), False, file)
    >>> told.rejected["rule"].tolist()
    ['total-row']
    """
    table = kept(file.beside("rows"))
    read = read_rows(table, settings, spelled)
    rejected = read.faults.rejected()
    if read.totals.any():
        keep(file.beside("rows"), table[~read.totals].reset_index(drop=True))
    claims = read.claims[~read.totals].reset_index(drop=True)
    totals = pd.MultiIndex.from_frame(read.faults.raw.loc[read.totals, ["file", "row"]].astype(object))
    links = links_of(claims, rules, heard, events_elsewhere=events)
    for name in ("node", "links", "days", "twice"):
        np.save(file.beside(f"{name}.npy"), getattr(links, name))
    told = read.faults.findings(read.claims)
    return FileLinks(
        rejected=rejected[pd.MultiIndex.from_frame(rejected[["file", "row"]]).isin(totals)].reset_index(drop=True),
        findings=told[told["rule"].isin(_OF_FILES)].reset_index(drop=True),
    )


@saying_what_failed
def deal_file(file: InFolder) -> dict[int, Piece]:
    """Lay the rows of a file aside by part, and return where those of each part lie.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.run.folders.pieces import kept_piece
    >>> with tempfile.TemporaryDirectory() as home:
    ...     file = InFolder(path=Path(), number=0, home=Path(home))
    ...     keep(file.beside("rows"), pd.DataFrame({"best": [3, 5, 9]}))
    ...     for path, numbers in (("nodes", [7, 8]), ("parts", [0, 1]), ("000000.node", [8, 7, 8])):
    ...         np.save(Path(home, f"{path}.npy"), np.array(numbers))
    ...     pieces = deal_file(file)
    ...     {part: kept_piece(piece)["best"].tolist() for part, piece in pieces.items()}
    {0: [5], 1: [3, 9]}
    """
    table, node = kept(file.beside("rows")), np.load(file.beside("node.npy"))
    nodes, part_of = np.load(file.home / "nodes.npy", mmap_mode="r"), np.load(file.home / "parts.npy", mmap_mode="r")
    part = part_of[np.searchsorted(nodes, node)]
    pieces = keep_pieces(file.beside("pieces"), {
        int(number): table.take(np.flatnonzero(part == number)).reset_index(drop=True) for number in np.unique(part)
    })  # fmt: skip
    file.beside("rows").unlink()
    return pieces
