"""`datapackage.json`: what every column means, and which inputs made which outputs. No clock in it.

The *run id* is the hash of inputs, effective config and as-of date: equal ids mean equal outputs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reconcile.columns import Column
from reconcile.folder.paths import relative
from reconcile.version import __version__

__all__ = [
    "MANIFEST",
    "RECORD",
    "RunFacts",
    "datapackage",
    "file_records",
    "folder_record",
    "output_records",
    "read_manifest",
    "table_schema",
]

# the record of the tables, and that of the folder of reports
MANIFEST, RECORD = "datapackage.json", "run.json"

# bytes read at once when a file is hashed; any size does, this one keeps memory flat
_CHUNK = 1 << 20


@dataclass(frozen=True)
class RunFacts:
    """What a run depended on.

    Attributes
    ----------
    inputs : sequence of dict
        `path`, `sha256` and `bytes` of every file read, by path.
    config : mapping
        All keys in effect, as JSON.
    as_of, newest : str
        Date of knowledge of the run, and the newest date of its inputs; "" where no claim has a date.
        `newest` is "" as well where claims later than the as-of date were left aside.
    quantity : str
        Pattern that limited the sections of the report; "" for all.
    """

    inputs: Sequence[Mapping[str, Any]]
    config: Mapping[str, Any]
    as_of: str
    newest: str
    quantity: str = ""

    @property
    def config_hash(self) -> str:
        """Hash of the config in effect."""
        return _hash_of(self.config)

    @property
    def run_id(self) -> str:
        """Hash of everything on which outputs depend."""
        return _hash_of([list(self.inputs), dict(self.config), self.as_of, self.quantity])


def _hash_of(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def file_records(root: Path, files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return path, sha256 and size of files of the project, sorted by path.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.csv").write_bytes(b"x")
    ...     file_records(Path(folder), [Path(folder) / "a.csv"])[0]["bytes"]
    1
    """
    return sorted((_record(root, file) for file in files), key=lambda record: str(record["path"]))


def _record(root: Path, file: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return {"path": relative(root, file), "sha256": digest.hexdigest(), "bytes": size}


def output_records(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Return path, sha256 and size of outputs, sorted by path.

    Examples
    --------
    >>> [record["path"] for record in output_records({"b": b"", "a": b""})]
    ['a', 'b']
    """
    return [
        {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(files.items())
    ]


def table_schema(columns: Sequence[Column], present: Sequence[str] = ()) -> dict[str, Any]:
    """Return the Table Schema of a table.

    Parameters
    ----------
    columns : sequence of Column
    present : sequence of str
        The table's header; names beyond `columns` are columns that came with the claims, kept as text.

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
    title: str, facts: RunFacts, outputs: Mapping[str, bytes], schemas: Mapping[str, Mapping[str, Any]], home: str
) -> bytes:
    """Return the text of `datapackage.json`.

    Parameters
    ----------
    title : str
        Title of the report; may be empty.
    facts : RunFacts
    outputs : mapping of str to bytes
        Every other output: path in the project to content.
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
    >>> text = datapackage("", RunFacts([], {}, "", ""), {"out/a.csv": b"x"}, {"out/a.csv": {"fields": []}}, "out")
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


def folder_record(facts: RunFacts, files: Mapping[str, bytes], folder: str) -> bytes:
    """Return the text of `run.json`: by which run the files of a folder were made, and their hashes.

    Parameters
    ----------
    facts : RunFacts
    files : mapping of str to bytes
        Outputs by their path in the project.
    folder : str
        The folder that is recorded; paths in the record are relative to it.

    Examples
    --------
    >>> sorted(json.loads(folder_record(RunFacts([], {}, "", ""), {"out/a.csv": b"x"}, "out"))["files"])
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
        "name": file.stem, "path": file.name, "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "hash": f"sha256:{record['sha256']}", "bytes": record["bytes"],
        "schema": schema,
    }  # fmt: skip


def read_manifest(file: Path) -> dict[str, Any] | None:
    """Return the last `datapackage.json`, or None where there is none that this tool wrote.

    Examples
    --------
    >>> read_manifest(Path("nowhere/datapackage.json")) is None
    True
    """
    try:
        package = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    parts = {"run": dict, "inputs": list, "resources": list, "outputs": list, "software": dict}
    if not isinstance(package, dict) or not all(isinstance(package.get(name), kind) for name, kind in parts.items()):
        return None
    return package
