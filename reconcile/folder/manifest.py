"""The records of a run in its folders: `datapackage.json` beside the tables, `run.json` beside the report. No clock."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from reconcile.columns import Column
from reconcile.folder.file_records import output_records
from reconcile.folder.hashed_files import Content
from reconcile.folder.run_facts import RunFacts
from reconcile.version import __version__

__all__ = ["MANIFEST", "RECORD", "datapackage", "folder_record", "read_folder_record", "read_manifest", "table_schema"]

# the record of the tables, and that of the folder of reports
MANIFEST, RECORD = "datapackage.json", "run.json"

# format of a table by its ending; the type of Parquet is that of IANA's list (vnd.apache.parquet, 2023)
_FORMATS = {
    ".csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    ".parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}


def table_schema(columns: Sequence[Column], present: Sequence[str] = ()) -> dict[str, Any]:
    """Return the Table Schema of a table.

    Parameters
    ----------
    columns : sequence of Column
    present : sequence of str
        The header of the table; names beyond `columns` came with the claims and are kept as text.

    Examples
    --------
    >>> from reconcile.columns import REJECTED
    >>> table_schema(REJECTED)["fields"][1]["type"]
    'integer'
    """
    known = {column.name for column in columns}
    kept = [
        {"name": name, "type": "string", "description": "Came with the claims; kept as it was"}
        for name in present
        if name not in known
    ]
    return {"fields": [*(_field(column) for column in columns), *kept], "missingValues": [""]}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.meaning}
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if column.nulls == "never empty":
        constraints["required"] = True
    else:
        field["empty"] = column.nulls
    if column.values:
        constraints["enum"] = list(column.values)
    return {**field, "constraints": constraints} if constraints else field


def datapackage(
    title: str, facts: RunFacts, outputs: Mapping[str, Content], schemas: Mapping[str, Mapping[str, Any]], home: str
) -> bytes:
    """Return the text of `datapackage.json`.

    Parameters
    ----------
    title : str
        Title of the report; may be empty.
    facts : RunFacts
    outputs : mapping of str to content
        All other outputs: path in the project to content.
    schemas : mapping of str to dict
        Table Schema of every table among them.
    home : str
        Folder of `datapackage.json` in the project. Tables in it are its resources; all other outputs are listed
        under `outputs`, as a data package may not point out of its folder.

    Returns
    -------
    bytes
        JSON, UTF-8, keys in a fixed order.

    Examples
    --------
    >>> facts = RunFacts(inputs=[], config={}, as_of="", newest="")
    >>> text = datapackage("", facts, {"out/a.csv": b"x"}, {"out/a.csv": {"fields": []}}, "out")
    >>> json.loads(text)["resources"][0]["path"]
    'a.csv'
    """
    records = output_records(outputs)
    resources = [record for record in records if _lies_in(record["path"], home) and record["path"] in schemas]
    package = {
        "name": "reconciled-claims",
        **({"title": title} if title else {}),
        "profile": "tabular-data-package",
        "software": {"name": "reconcile", "version": __version__},
        "run": {
            "id": facts.run_id, "as_of": facts.as_of, "newest": facts.newest, "quantity": facts.quantity,
            "config": facts.config_hash,
        },
        "inputs": list(facts.inputs),
        "resources": [_resource(record, schemas[record["path"]]) for record in resources],
        "outputs": [
            {**record, **({"schema": schemas[record["path"]]} if record["path"] in schemas else {})}
            for record in records
            if record not in resources
        ],
    }  # fmt: skip
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def folder_record(facts: RunFacts, files: Mapping[str, Content], folder: str) -> bytes:
    """Return the text of `run.json`: which run made the files of a folder, and their hashes.

    Parameters
    ----------
    facts : RunFacts
    files : mapping of str to content
        Outputs by their path in the project.
    folder : str
        The folder to record; paths in the record are relative to it.

    Examples
    --------
    >>> facts = RunFacts(inputs=[], config={}, as_of="", newest="")
    >>> sorted(json.loads(folder_record(facts, {"out/a.csv": b"x"}, "out"))["files"])
    ['a.csv']
    """
    start = f"{folder}/"
    records = {
        record["path"].removeprefix(start): record["sha256"]
        for record in output_records({name: content for name, content in files.items() if name.startswith(start)})
    }
    package = {"run": {"id": facts.run_id, "as_of": facts.as_of}, "files": records}
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _lies_in(path: str, folder: str) -> bool:
    return PurePosixPath(path).parent == PurePosixPath(folder)


def _resource(record: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    file = PurePosixPath(record["path"])
    return {
        "name": file.stem, "path": file.name, "profile": "tabular-data-resource", **_FORMATS[file.suffix],
        "hash": f"sha256:{record['sha256']}", "bytes": record["bytes"], "schema": schema,
    }  # fmt: skip


def read_manifest(file: Path) -> dict[str, Any] | None:
    """Return the last `datapackage.json`, None where there is none that this tool wrote.

    Examples
    --------
    >>> read_manifest(Path("nowhere/datapackage.json")) is None
    True
    """
    return _read_json(file, {"run": dict, "inputs": list, "resources": list, "outputs": list, "software": dict})


def read_folder_record(file: Path) -> dict[str, Any] | None:
    """Return the last `run.json`, None where there is none that this tool wrote.

    Examples
    --------
    >>> read_folder_record(Path("nowhere/run.json")) is None
    True
    """
    return _read_json(file, {"run": dict, "files": dict})


def _read_json(file: Path, types: Mapping[str, type]) -> dict[str, Any] | None:
    """Return the object in a file, None where it cannot be read or a member of it has another type."""
    try:
        package = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    known = isinstance(package, dict) and all(isinstance(package.get(name), kind) for name, kind in types.items())
    return package if known else None
