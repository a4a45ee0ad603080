"""What the last run left: the files that it wrote, and whether they are still what a run would write."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from reconcile.errors import ConfigError
from reconcile.folder.file_records import file_records
from reconcile.folder.known_hashes import NOTHING_KNOWN, KnownHashes
from reconcile.folder.paths import inside
from reconcile.folder.run_facts import RunFacts
from reconcile.version import __version__

__all__ = ["outputs_are_current", "recorded_outputs"]


def recorded_outputs(package: dict[str, Any], home: str) -> dict[str, str]:
    """Return path and sha256 of every output that a manifest records; entries without a path are skipped.

    Parameters
    ----------
    package : dict
        The content of a `datapackage.json`.
    home : str
        Its folder in the project.

    Examples
    --------
    >>> package = {"resources": [{"path": "claims.csv", "hash": "sha256:12"}], "outputs": ["nonsense"]}
    >>> recorded_outputs(package, "data/processed")
    {'data/processed/claims.csv': '12'}
    """
    resources = ((item, "hash", PurePosixPath(home)) for item in package["resources"])
    others = ((item, "sha256", PurePosixPath()) for item in package["outputs"])
    return {
        (folder / item["path"]).as_posix(): str(item.get(key, "")).removeprefix("sha256:")
        for item, key, folder in (*resources, *others)
        if isinstance(item, dict) and isinstance(item.get("path"), str)
    }


def outputs_are_current(
    root: Path, home: str, package: dict[str, Any], expected: RunFacts, known: KnownHashes = NOTHING_KNOWN
) -> bool:  # fmt: skip
    """Return True where a run would write what already stands: inputs, config, dates, version and outputs are the same.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    home : str
        Folder of the manifest in the project.
    package : dict
        The last manifest.
    expected : RunFacts
        What a run would depend on now; an empty `as_of` means the newest date of the inputs.
    known : KnownHashes
        Of outputs that have not changed since their hash was taken.

    Examples
    --------
    >>> package = {"run": {}, "software": {"version": "0"}, "inputs": [], "resources": [], "outputs": []}
    >>> facts = RunFacts(inputs=[], config={}, as_of="", newest="")
    >>> outputs_are_current(Path("."), "data/processed", package, facts)
    False
    """
    run = package["run"]
    same = (
        package["software"].get("version") == __version__
        and package["inputs"] == list(expected.inputs)
        and run.get("config") == expected.config_hash
        and run.get("quantity") == expected.quantity
        and run.get("as_of") == (expected.as_of or run.get("newest"))
    )
    return same and _are_as_recorded(root, recorded_outputs(package, home), known)


def _are_as_recorded(root: Path, recorded: dict[str, str], known: KnownHashes) -> bool:
    try:
        paths = [inside(root, name) for name in recorded]
        now = {record["path"]: record["sha256"] for record in file_records(root, paths, known)}
        return bool(recorded) and now == recorded
    except (OSError, ConfigError):
        return False
