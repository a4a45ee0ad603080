"""The inputs of the config as files: those in the project, and the newest copies of those that are fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from reconcile.claims.claim_files import Read, read_files
from reconcile.claims.ids import AGAIN
from reconcile.claims.settings import ClaimSettings, OwnWriting, TableAt
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.input_keys import Input
from reconcile.folder.layouts import layout_called
from reconcile.folder.paths import inside, relative
from reconcile.folder.reading_keys import Reading
from reconcile.inputs.deleted_ids import deleted_ids, without_deleted
from reconcile.inputs.fetch.copies import Copy, deleted_name, folder_of, newest_copy
from reconcile.sources.late_additions import LATE

__all__ = ["DeclaredInput", "declared_inputs", "read_claim_files", "settings_of"]


@dataclass(frozen=True, kw_only=True)
class DeclaredInput:
    """An input of the config.

    Attributes
    ----------
    keys : Input
    shown : str
        Its name in records: the path of the file, or the folder of its copies, which is the same for every copy.
    file : Path or None
        None where the input was never fetched.
    copy : Copy or None
        The copy that `file` is, where the input is fetched.
    deleted : Path or None
        The ids that its list no longer has, where they are fetched.
    """

    keys: Input
    shown: str
    file: Path | None
    copy: Copy | None = None
    deleted: Path | None = None


def declared_inputs(config: Config) -> tuple[DeclaredInput, ...]:
    """Return the inputs of claims that a config declares, in its order.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "reconcile.toml").write_text('inputs = [{ path = "more.csv" }]')
    ...     [item.shown for item in declared_inputs(load_config(folder))]
    ['more.csv']
    """
    return tuple(_declared(config, keys) for keys in config.keys.inputs if not keys.has_articles)


def _declared(config: Config, keys: Input) -> DeclaredInput:
    if keys.path:
        file = inside(config.root, keys.path, key="inputs.path")
        return DeclaredInput(keys=keys, shown=relative(config.root, file), file=file)
    folder, copy = folder_of(config, keys.name), newest_copy(config, keys.name)
    copied = inside(config.root, folder / copy.file) if copy else None
    return DeclaredInput(
        keys=keys, shown=relative(config.root, folder), file=copied, copy=copy, deleted=_deleted(config, keys)
    )


def _deleted(config: Config, keys: Input) -> Path | None:
    """Return the newest list of ids that an input no longer has."""
    name = deleted_name(keys.name)
    copy = newest_copy(config, name) if keys.deleted_url else None
    return inside(config.root, folder_of(config, name) / copy.file) if copy else None


def settings_of(keys: Input, settings: ClaimSettings) -> ClaimSettings:
    """Return how to read an input: the settings of the project, overridden by its own.

    Examples
    --------
    >>> settings_of(Input(path="a.txt", columns={"who": "source"}), ClaimSettings(columns={"what": "measure"})).columns
    {'what': 'measure', 'who': 'source'}
    """
    layout = layout_called(keys.layout) if keys.layout else None
    return replace(
        settings, columns={**settings.columns, **keys.columns}, constants=_constants(keys), format=keys.format,
        only_declared=bool(keys.columns or keys.values or keys.dates), own=_own(keys), at=_at(keys), dates=keys.dates,
        values=keys.values, layout=keys.layout, needed=layout.headers if layout else (),
        own_headers=[name for name in keys.columns if not layout or name not in layout.reading.columns],
        kept=layout.kept if layout else (), tags=layout.tags if layout else {},
        encoding={"*": keys.encoding} if keys.encoding else settings.encoding,
    )  # fmt: skip


def _own(keys: Reading) -> OwnWriting:
    """Return what an input says of its numbers and dates itself; what it leaves out holds as for the project."""
    numbers, given = keys.numbers, keys.numbers.model_fields_set
    signs = {"decimal": numbers.decimal, "thousands": numbers.thousands} if given & {"decimal", "thousands"} else {}
    return OwnWriting(
        **signs, dayfirst=numbers.dayfirst if "dayfirst" in given else None,
        missing=numbers.missing if "missing" in given else (), date_format=keys.date_format,
        in_order=keys.order == "repair" or keys.rows == "events",
    )  # fmt: skip


def _at(keys: Reading) -> TableAt:
    return TableAt(
        header=tuple(keys.header), sheet=keys.sheet, member=keys.member, skip_after=keys.skip_after,
        records=keys.records,
    )  # fmt: skip


def _constants(keys: Input) -> dict[str, str]:
    """Return the constants of an input; a list of events is the source of its events."""
    given = {"source": keys.list, "includes": LATE if keys.additions else ""}
    return {**{name: value for name, value in given.items() if value}, **keys.constants}


def read_claim_files(
    files: Sequence[Path], declared: Sequence[DeclaredInput], settings: ClaimSettings, *, root: Path
) -> list[Read]:
    """Read files of claims, each by its own settings.

    Parameters
    ----------
    files : sequence of Path
        Those of the raw folder and those of `declared`.
    declared : sequence of DeclaredInput
    settings : ClaimSettings
        Those of the project.
    root : Path
        The project's folder.

    Raises
    ------
    InputError
        Some files cannot be read; the error names all of them.

    Examples
    --------
    >>> read_claim_files([], [], ClaimSettings(), root=Path("."))
    []
    """
    own = {file: [item for item in declared if item.file == file] for file in files}
    plain = [file for file in files if not own[file]]
    reads: list[Read] = []
    faults: list[InputError] = []
    for group, items in [(plain, None), *(([file], own[file]) for file in files if own[file])]:
        try:
            reads += _read(group, items, settings, root) if group else []
        except InputError as error:
            faults.append(error)
    if faults:
        raise faults[0] if len(faults) == 1 else InputError("; ".join(dict.fromkeys(map(str, faults))))
    return reads


def _read(files: list[Path], items: list[DeclaredInput] | None, settings: ClaimSettings, root: Path) -> list[Read]:
    if items is None:
        return [read_files(files, settings, root=root)]
    reads: list[Read] = []
    last = 0
    for item in items:
        gone = deleted_ids(item.deleted, item.keys.columns, item.keys.records) if item.deleted else frozenset()
        # a copy has a name of its own; rows and ids made of it are named after the input, or each copy would rename it
        parts = _parts(read_files(files, settings_of(item.keys, settings), root=root))
        for number, part in parts.items():
            mark = f"{AGAIN}{last + number}"
            shown = item.shown if last + number == 1 else item.shown + mark
            # ids are looked up as the list gives them, before those of further readings are marked
            kept = without_deleted(part.table, gone)
            table = _with_own_ids(kept, reads, mark).assign(
                rows=item.keys.rows, event_list=item.keys.list, edition=item.keys.edition
            )
            reads.append(Read(*(one.assign(file=shown) for one in (table, part.rejected, part.findings))))
        last += max(parts)
    return reads


def _parts(read: Read) -> dict[int, Read]:
    """Return the content of a file as one reading for each of its columns of figures, by its number."""
    tables = (read.table, read.rejected, read.findings)
    number = {file: _reading_of(str(file)) for table in tables for file in table["file"].unique()}
    if {*number.values()} <= {1}:
        return {1: read}
    of_row = [table["file"].map(number) for table in tables]
    return {
        part: Read(*(table[own == part].reset_index(drop=True) for table, own in zip(tables, of_row, strict=True)))
        for part in sorted({*number.values()})
    }


def _reading_of(file: str) -> int:
    """Return the number of the reading that a name of a file ends with, 1 where it has none."""
    number = file.rpartition(AGAIN)[2]
    return int(number) if AGAIN in file and number.isdecimal() else 1


def _with_own_ids(table: pd.DataFrame, earlier: Sequence[Read], mark: str) -> pd.DataFrame:
    """Mark the ids that an earlier reading of the same file has given: one row of a file may make several claims."""
    given = [read.table["claim_id"] for read in earlier if "claim_id" in read.table.columns]
    if not given or "claim_id" not in table.columns:
        return table
    ids = text_of(table["claim_id"])
    repeated = (ids != "") & ids.isin(text_of(pd.concat(given)))
    return table.assign(claim_id=ids.mask(repeated, ids + mark))
