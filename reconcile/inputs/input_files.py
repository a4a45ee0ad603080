"""The files that a run reads, found without reading them: light, as a run that finds nothing changed needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.paths import inside, relative

if TYPE_CHECKING:
    from reconcile.inputs.declared_inputs import DeclaredInput

__all__ = ["APPROVALS_FILE", "FOLDER", "InputFiles", "extracted_files", "input_files"]

# at the project's root: a decision of the desk, neither raw nor made by a run
APPROVALS_FILE = "approvals.csv"

# folder of extracted claims in the raw folder, the one place there that the tool writes to (contract)
FOLDER = "extracted"

# kinds of files that claims are read from; a kind that needs an extra says so when it is read
_ENDINGS = ("csv", "tsv", "json", "jsonl", "xlsx", "parquet")


@dataclass(frozen=True)
class InputFiles:
    """The files that a run reads; the tables of sources, corrections and approvals may be missing.

    `declared` has the inputs of the config, fetched ones by their newest copies; `failures` says why those that could
    not be fetched were not.
    """

    claims: tuple[Path, ...]
    sources: Path | None
    corrections: Path | None
    extracted: tuple[Path, ...] = ()
    approvals: Path | None = None
    declared: tuple[DeclaredInput, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> list[Path]:
        """Every file that is there."""
        tables = (self.sources, self.corrections, self.approvals)
        return [*self.claims, *self.extracted, *(file for file in tables if file is not None)]


def input_files(config: Config, failures: Mapping[str, str] | None = None) -> InputFiles:
    """Find the files of a project; nothing is fetched here.

    Parameters
    ----------
    config : Config
    failures : mapping of str to str, optional
        Inputs that could not be fetched, and why.

    Returns
    -------
    InputFiles
        Claims by name, then declared inputs in their order; each file once. Files of extracted claims by name.

    Raises
    ------
    InputError
        There is no file of claims, or a declared one is missing.
    ConfigError
        A file is a symbolic link that leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     [file.name for file in input_files(load_config(folder)).all]
    ['claims.csv', 'sources.csv']
    """
    found = sorted(file for ending in _ENDINGS for file in config.raw.glob(f"claims*.{ending}") if file.is_file())
    missing = [file for file in config.inputs if not file.is_file()]
    if missing:
        raise InputError("the declared input is not there", file=relative(config.root, missing[0]))
    declared = _declared(config)
    there = [item.file for item in declared if item.file is not None]
    claims = tuple(dict.fromkeys([*(inside(config.root, file) for file in found), *there]))
    extracted = extracted_files(config)
    if declared and not (claims or extracted):
        from reconcile.inputs.fetch_notices import sentence

        why = (failures or {}).get(declared[0].keys.name, "")
        raise InputError(
            f"there is no claim to read; {sentence(declared[0], why)}",
            hint="check [[inputs]]; the next run tries again" if why else "`reconcile run` fetches it",
        )
    if not (claims or extracted):
        folder = relative(config.root, config.raw)
        raise InputError(
            "there is no file of claims",
            file=folder,
            hint=f"put a claims.csv into {folder}, or start with `reconcile init`",
        )
    sources, corrections, approvals = (
        _optional(config, folder / name)
        for folder, name in (
            (config.raw, "sources.csv"),
            (config.raw, "corrections.csv"),
            (config.root, APPROVALS_FILE),
        )
    )
    return InputFiles(claims, sources, corrections, extracted, approvals, declared, failures or {})


def _declared(config: Config) -> tuple[DeclaredInput, ...]:
    if not config.keys.inputs:
        return ()
    # what reads declared inputs is loaded where there are any
    from reconcile.inputs.declared_inputs import declared_inputs

    return declared_inputs(config)


def _optional(config: Config, file: Path) -> Path | None:
    return inside(config.root, file) if file.is_file() else None


def extracted_files(config: Config) -> tuple[Path, ...]:
    """Return the files of extracted claims of a project, by name; hidden files are none.

    Raises
    ------
    ConfigError
        A file is a symbolic link that leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     extracted_files(load_config(folder))
    ()
    """
    found = sorted(file for file in (config.raw / FOLDER).glob("*.csv") if not file.name.startswith((".", "~")))
    return tuple(dict.fromkeys(inside(config.root, file) for file in found if file.is_file()))
