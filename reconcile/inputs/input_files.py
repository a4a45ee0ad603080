"""The files that a run reads, found without reading them. Light: a run that finds nothing changed needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import (
    APPROVALS_FILE,
    ARTICLES_FILE,
    CORRECTIONS_FILE,
    EXTRACTED_FOLDER,
    SOURCES_FILE,
    TRACK_RECORD_FILE,
)
from reconcile.folder.paths import inside, relative
from reconcile.folder.regular_files import PARQUET, part_files, regular

if TYPE_CHECKING:
    from reconcile.inputs.declared_inputs import DeclaredInput

__all__ = ["InputFiles", "extracted_files", "input_files"]

# kinds of files that claims are read from; a kind that needs an extra says so when it is read
_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".xlsx", PARQUET)


@dataclass(frozen=True, kw_only=True)
class InputFiles:
    """The files that a run reads.

    Attributes
    ----------
    claims, extracted : tuple of Path
        Files of claims, and of claims extracted from articles.
    sources, corrections, articles, approvals, track_record : Path or None
        `articles` lists the articles that came by themselves. None where the project has no such table; of the track
        record, where the config does not use it.
    declared : tuple of DeclaredInput
        Inputs of the config, fetched ones by their newest copies.
    failures : mapping of str to str
        Name of each input that could not be fetched, and why.
    """

    claims: tuple[Path, ...]
    sources: Path | None
    corrections: Path | None
    extracted: tuple[Path, ...] = ()
    articles: Path | None = None
    approvals: Path | None = None
    track_record: Path | None = None
    declared: tuple[DeclaredInput, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> list[Path]:
        """All files that are there."""
        tables = (self.sources, self.corrections, self.articles, self.approvals, self.track_record)
        deleted = (item.deleted for item in self.declared)
        return [*self.claims, *self.extracted, *(file for file in (*tables, *deleted) if file is not None)]


def input_files(config: Config, failures: Mapping[str, str] | None = None) -> InputFiles:
    """Find the files of a project, without fetching any.

    Parameters
    ----------
    config : Config
    failures : mapping of str to str, optional
        Inputs that could not be fetched, and why.

    Returns
    -------
    InputFiles
        Files of claims by name, those of a folder `claims.parquet/` one by one, then declared inputs in their order,
        each file once; extracted claims by name.

    Raises
    ------
    InputError
        There is no file of claims, or a declared file is missing.
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
    named = (file for file in config.raw.glob("*") if _holds_claims(file.name.lower()))
    in_raw = regular(config.root, (part for file in named for part in _parts(config, file)))
    missing = [file for file in config.inputs if not file.exists()]
    if missing:
        raise InputError("the declared input does not exist", file=relative(config.root, missing[0]))
    regular(config.root, config.inputs)
    declared = _declared(config)
    of_config = [item.file for item in declared if item.file is not None]
    claims = tuple(dict.fromkeys([*(inside(config.root, file) for file in in_raw), *of_config]))
    extracted = extracted_files(config)
    if declared and not (claims or extracted):
        from reconcile.inputs.fetch_notices import unfetched_sentence

        reason = (failures or {}).get(declared[0].keys.name, "")
        raise InputError(
            f"there is no claim to read; {unfetched_sentence(declared[0], reason)}",
            hint="check [[inputs]]; the next run tries again" if reason else "`reconcile run` fetches it",
        )
    if not (claims or extracted) and any(keys.has_articles for keys in config.keys.inputs):
        from reconcile.inputs.article_list import read_article_list

        failed = [f"{name}: {reason}" for name, reason in read_article_list(config).failed.items()]
        raise InputError(
            f"there is no claim to read; {'; '.join(failed) or 'no article that came has one'}", hint="check [[inputs]]"
        )
    if not (claims or extracted):
        folder = relative(config.root, config.raw)
        raise InputError(
            "there is no file of claims",
            file=folder,
            hint=f"put a claims.csv into {folder}, or start with `reconcile init`",
        )
    sources, corrections, articles, approvals = (
        _optional(config, folder / name)
        for folder, name in (
            (config.raw, SOURCES_FILE),
            (config.raw, CORRECTIONS_FILE),
            (config.raw / EXTRACTED_FOLDER, ARTICLES_FILE),
            (config.root, APPROVALS_FILE),
        )
    )
    return InputFiles(
        claims=claims, sources=sources, corrections=corrections, extracted=extracted, articles=articles,
        approvals=approvals,
        track_record=_track_record(config),
        declared=declared, failures=failures or {},
    )  # fmt: skip


def _track_record(config: Config) -> Path | None:
    """Return the file of past errors where the config uses it.

    Raises
    ------
    InputError
        The config uses it and there is none.
    """
    if not config.keys.weights.track_record:
        return None
    file = _optional(config, config.raw / TRACK_RECORD_FILE)
    if file is None:
        name = relative(config.root, config.raw / TRACK_RECORD_FILE)
        hint = "`reconcile score TRUTH.csv --learn` writes it; or set track_record = false in [weights]"
        raise InputError("there is no track record", file=name, hint=hint)
    return file


def _holds_claims(name: str) -> bool:
    """Return True for the name of a file of claims, in small letters: systems differ in whether CSV is csv."""
    if not name.startswith("claims"):
        return False
    return name.removesuffix(".gz").endswith(_ENDINGS) or name.endswith(".zip")


def _parts(config: Config, file: Path) -> list[Path]:
    """Return the parts of a folder of Parquet files, or a file itself."""
    is_folder = file.name.lower().endswith(PARQUET) and file.is_dir()
    return part_files(config.root, file) if is_folder else [file]


def _declared(config: Config) -> tuple[DeclaredInput, ...]:
    if not config.keys.inputs:
        return ()
    # what reads declared inputs is loaded where there are any
    from reconcile.inputs.declared_inputs import declared_inputs

    return declared_inputs(config)


def _optional(config: Config, file: Path) -> Path | None:
    return inside(config.root, regular(config.root, [file])[0]) if file.exists() or file.is_symlink() else None


def extracted_files(config: Config) -> tuple[Path, ...]:
    """Return the files of extracted claims of a project, by name, without hidden ones.

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
    files = (file for file in (config.raw / EXTRACTED_FOLDER).glob("*.csv") if not file.name.startswith((".", "~")))
    return tuple(dict.fromkeys(inside(config.root, file) for file in regular(config.root, files)))
