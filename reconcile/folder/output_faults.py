"""What is wrong with the outputs that stand, as a reader of both folders can check it."""

from __future__ import annotations

from pathlib import Path

from reconcile.folder.config import load_config
from reconcile.folder.exchange import is_cut_short
from reconcile.folder.file_records import file_records
from reconcile.folder.last_outputs import recorded_outputs
from reconcile.folder.lock import STATE_FOLDER
from reconcile.folder.manifest import MANIFEST, RECORD, read_folder_record, read_manifest
from reconcile.folder.paths import inside, relative

__all__ = ["faults_of_outputs"]


def faults_of_outputs(root: str | Path = ".") -> list[str]:
    """Find what is wrong with the outputs of a project; nothing, where both folders hold one whole run.

    Parameters
    ----------
    root : str or Path
        The project's folder.

    Returns
    -------
    list of str
        Sentences: an exchange that was cut short, a missing record, folders of different runs, files that are missing
        or are not what the run wrote.

    Raises
    ------
    ConfigError
        The config cannot be read, or a record names a file outside the project.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     faults_of_outputs(folder)
    ['data/processed has no datapackage.json', 'reports has no run.json']
    """
    config = load_config(root)
    home, reports = (relative(config.root, folder) for folder in (config.processed, config.reports))
    if is_cut_short(config.root / STATE_FOLDER):
        return ["an exchange of outputs was cut short; the next run completes it"]
    package, record = read_manifest(config.processed / MANIFEST), read_folder_record(config.reports / RECORD)
    missing = [
        f"{folder} has no {name}"
        for folder, name, content in ((home, MANIFEST, package), (reports, RECORD, record))
        if content is None
    ]
    if package is None or record is None:
        return missing
    if package["run"].get("id") != record["run"].get("id"):
        return [f"{home} and {reports} are from different runs"]
    hashes = {f"{reports}/{name}": sha256 for name, sha256 in record["files"].items()}
    return _differing(config.root, {**hashes, **recorded_outputs(package, home)})


def _differing(root: Path, hashes: dict[str, str]) -> list[str]:
    """Return a sentence for each file that is missing or has another hash."""
    missing = sorted(name for name in hashes if not inside(root, name).is_file())
    records = file_records(root, [root / name for name in hashes if name not in missing])
    changed = [record["path"] for record in records if record["sha256"] != hashes[record["path"]]]
    faulty = {"is missing": missing, "is not what the run wrote": changed}
    return [f"{name} {fault}" for fault, names in faulty.items() for name in names]
