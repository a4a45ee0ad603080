"""The project as its files stand: its tables, made when they are asked for and kept until a file changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from reconcile.clock import today
from reconcile.errors import ConfigError, InputError, NothingUsableError
from reconcile.folder.config import CONFIG_FILE, Config, load_config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.history.database import HISTORY
from reconcile.inputs.input_files import InputFiles, extracted_files, input_files
from reconcile.inputs.prepared import options_of
from reconcile.notebook.options import Options
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.run.open_project import ProjectResult, project_result
from reconcile.run.task import task_of
from reconcile.web.claim_states import Stamp, StateKeys, stamp_of

__all__ = ["ProjectNow", "Standing"]

_Stamps = tuple[Stamp | None, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A project at one moment.

    Attributes
    ----------
    config : Config
    files : InputFiles or None
        None where the project has nothing to read yet.
    result : ProjectResult or None
        None where no claim can be used, and `nothing` says why.
    nothing : str
    key : str
        Of the state in which the claims were read, "" where they changed meanwhile.
    """

    config: Config
    files: InputFiles | None
    result: ProjectResult | None
    nothing: str = ""
    key: str = ""


class ProjectNow:
    """The tables of a project as its files stand, shared by all requests.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = root
        self._lock = Lock()
        self._keys = StateKeys()
        self._stamp: _Stamps = ()
        self._standing: Standing | None = None

    def standing(self) -> Standing:
        """Return the project as it stands; whoever asks meanwhile waits for the same answer.

        Raises
        ------
        ConfigError, InputError
            The project cannot be read.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ProjectNow(folder).standing().result is None
        True
        """
        with self._lock:
            # before it is read: what changes meanwhile is seen by who asks next
            of_config = stamp_of(Path(self.root) / CONFIG_FILE)
            config = load_config(self.root)
            stamp = (of_config, *_stamps(config))
            if self._standing is None or stamp != self._stamp:
                self._standing = _standing(self.root, config, self._keys)
                self._stamp = stamp
            return self._standing

    def latest(self) -> Standing:
        """Return the tables that were made last, of which later decisions are no part, with config and files of now.

        Raises
        ------
        ConfigError, InputError
            The project cannot be read.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ProjectNow(folder).latest().result is None
        True
        """
        last = self._standing
        if last is None or last.files is None:
            return self.standing()
        config = load_config(self.root)
        return replace(last, config=config, files=input_files(config))

    def tables(self) -> Reconciliation:
        """Return the tables of the project as it stands.

        Raises
        ------
        ConfigError
            No claim can be used.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.example import copy_example
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = copy_example(folder)
        ...     len(ProjectNow(folder).tables().rejected)
        1
        """
        standing = self.standing()
        if standing.result is None:
            raise ConfigError("there is no quantity yet", hint=standing.nothing)
        return standing.result.tables

    def options(self) -> Options:
        """Return the options of the project, in whose words it speaks.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ProjectNow(folder).options().style
        'plain'
        """
        return options_of(self.standing().config)


def _standing(root: str | Path, config: Config, keys: StateKeys) -> Standing:
    files: InputFiles | None = None
    try:
        files = input_files(config)
        key = keys.key(config, files).key
        result = project_result(task_of(root), config, files)
        still = keys.key(config, files).key == key
        return Standing(config=config, files=files, result=result, key=key if still else "")
    except NothingUsableError as error:
        return Standing(config=config, files=files, result=None, nothing=str(error))
    except InputError as error:
        held = (config.raw / EXTRACTED_FOLDER).is_dir() or any(config.raw.glob("*"))
        if files is not None or (held and not _waits_for_articles(config)):
            raise
        return Standing(config=config, files=None, result=None, nothing=str(error))


def _waits_for_articles(config: Config) -> bool:
    """Return True where claims come by feeds or folders of articles alone, and none has come."""
    return (
        any(keys.has_articles for keys in config.keys.inputs)
        and not extracted_files(config)
        and not any(config.raw.glob("claims*"))
    )


def _stamps(config: Config) -> Iterator[Stamp]:
    """Yield what shows that a file has changed, for all that a run reads, and the day."""
    yield str(today()), 0, 0, 0
    folders = (config.root, config.raw, config.raw / EXTRACTED_FOLDER, config.processed / HISTORY)
    files = (file for folder in folders[:3] if folder.is_dir() for file in sorted(folder.iterdir()))
    for file in (*files, folders[3], *config.inputs):
        stamp = stamp_of(file)
        if stamp is not None:
            yield stamp
