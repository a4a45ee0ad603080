"""What was printed on an earlier day, made again from the inputs and the config of that day, in a folder of their own.

Files are edited: one claim is revised in place, another is taken back, a third comes in late. Today's claims that were
published by a day are therefore not those that were known on it; the history holds those.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reconcile.folder.config import Config
from reconcile.folder.config_keys import Keys, Paths
from reconcile.folder.paths import inside, relative
from reconcile.history.database import DAMAGE, HISTORY, open_history
from reconcile.history.kept_inputs import restore_file

__all__ = ["AS_PRINTED", "as_printed", "config_to_read"]

AS_PRINTED = "this is what was printed as of that date, from the inputs and config of that day; --force uses today's"

# The last run of that date that was not itself a look back, where newer ones were printed since.
_VINTAGE = """
SELECT config.body, inputs.body FROM runs JOIN documents AS config ON config.hash = runs.config
    JOIN documents AS inputs ON inputs.hash = runs.inputs
    WHERE as_of = :as_of AND looks_back = 0 AND :as_of < (SELECT max(as_of) FROM runs WHERE looks_back = 0)
    ORDER BY run DESC LIMIT 1
"""


@contextmanager
def config_to_read(config: Config, printed_on: date | None) -> Iterator[Config]:
    """Yield the config whose inputs a run is to read.

    Parameters
    ----------
    config : Config
        The present one.
    printed_on : date or None
        The day whose print is asked for; None asks for today's.

    Yields
    ------
    Config
        That of the day, where it was printed and is not the newest; else the present one.

    Examples
    --------
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     config = load_config(folder)
    ...     with config_to_read(config, date(2025, 1, 31)) as source:
    ...         source is config
    True
    """
    if printed_on is None:
        yield config
        return
    with as_printed(config, config.processed / HISTORY, printed_on.isoformat()) as then:
        yield then or config


@contextmanager
def as_printed(config: Config, history: Path, as_of: str) -> Iterator[Config | None]:
    """Yield the config of the run that was printed as of a date, with its inputs laid out under its root.

    Parameters
    ----------
    config : Config
        The present one.
    history : Path
    as_of : str

    Yields
    ------
    Config or None
        None where no such run is recorded, where it is the newest, or where its inputs are not held.

    Examples
    --------
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with as_printed(load_config(folder), Path(folder) / "history.sqlite", "2025-01-31") as then:
    ...         then is None
    True
    """
    stored = _settings_and_files(history, as_of)
    if stored is None:
        yield None
        return
    settings, files = stored
    with tempfile.TemporaryDirectory(prefix="reconcile-") as folder:
        yield _laid_out(config, Path(folder).resolve(), settings, files)


def _settings_and_files(history: Path, as_of: str) -> tuple[dict[str, Any], dict[str, bytes]] | None:
    """Return the settings and the input files of the run of a date, None where not all of them are held."""
    connection = open_history(history)
    if connection is None:
        return None
    with closing(connection):
        try:
            row = connection.execute(_VINTAGE, {"as_of": as_of}).fetchone()
            if row is None:
                return None
            settings, inputs = (json.loads(body) for body in row)
            if any(item.get("url") for item in settings.get("inputs", ())):
                # copies of what was fetched are kept with the project, and read as they are today
                return None
            files = {str(record["path"]): restore_file(connection, record["sha256"]) for record in inputs}
        except DAMAGE:
            return None
    whole = {path: content for path, content in files.items() if content is not None}
    return (settings, whole) if len(whole) == len(files) else None


def _laid_out(config: Config, root: Path, settings: dict[str, Any], files: dict[str, bytes]) -> Config | None:
    try:
        # outputs go where they go today
        keys = Keys.model_validate_json(json.dumps({**settings, "paths": config.keys.paths.model_dump(mode="json")}))
    except ValidationError:
        return None
    for path, content in files.items():
        target = inside(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    folders = {name: root / relative(config.root, getattr(config, name)) for name in Paths.model_fields}
    tables = (item.path for item in keys.inputs if not item.has_articles)
    declared = tuple(inside(root, path, key="inputs.path") for path in tables)
    return replace(config, root=root, keys=keys, inputs=declared, **folders)
