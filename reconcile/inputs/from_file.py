"""A new project from one file of a known layout: a copy of the file, a config that reads it, a row for its source."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from reconcile.claims.measures import MEASURES
from reconcile.errors import ConfigError, OutputError
from reconcile.folder.config import CONFIG_FILE
from reconcile.folder.layout import PROCESSED, RAW, REPORTS, SOURCES_FILE
from reconcile.folder.layouts import Layout, layout_called
from reconcile.inputs.recognised_layout import Recognised, recognised

__all__ = ["FromFile", "project_from_file"]


@dataclass(frozen=True, kw_only=True)
class FromFile:
    """A project that was made from a file.

    Attributes
    ----------
    layout : str
        Name of the layout of the file.
    title, licence, rows : str
        What the layout is, what its maker asks, and what its rows are.
    quirks : tuple of str
        What a user of the file should know.
    config : str
        What was written into `reconcile.toml`.
    open_points : tuple of str
        What the desk has to say before a run.
    written, kept : tuple of str
        Files by their path in the project: those that were written, and those that were there already.
    """

    layout: str
    title: str
    licence: str
    rows: str
    quirks: tuple[str, ...]
    config: str
    open_points: tuple[str, ...]
    written: tuple[str, ...]
    kept: tuple[str, ...]


def project_from_file(folder: str | Path, file: str | Path, *, layout: str = "") -> FromFile:
    r"""Make a project folder that reads one file.

    Parameters
    ----------
    folder : str or Path
        Made where it is missing.
    file : str or Path
        It is copied into the raw folder.
    layout : str
        Its layout; empty: the one that its headers show.

    Raises
    ------
    InputError
        The file cannot be read, no known layout fits it, or several do.
    ConfigError
        There is no layout of that name, or the folder has a config already.
    OutputError
        The folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     file = Path(home, "deaths.csv")
    ...     _ = file.write_text("Entity,Code,Year,Deaths\nAland,ALD,2001,7\n")
    ...     project_from_file(Path(home, "desk"), file).written
    ('data/raw/deaths.csv', 'reconcile.toml', 'data/raw/sources.csv')
    """
    root, given = Path(folder), Path(file)
    if (root / CONFIG_FILE).exists():
        raise ConfigError(
            "the folder has a config already", file=CONFIG_FILE,
            hint="choose a new folder, or add an [[inputs]] with path and layout to that config",
        )  # fmt: skip
    found = recognised(given, layout)
    known = layout_called(found.name)
    copied = f"{RAW}/{given.name}"
    config, open_points = _config(found, known, copied)
    try:
        for name in (RAW, PROCESSED, REPORTS):
            (root / name).mkdir(parents=True, exist_ok=True)
        written = [copied] if _copied(given, root / copied) else []
        texts = {CONFIG_FILE: config, f"{RAW}/{SOURCES_FILE}": _sources(known)}
        written += [name for name, text in texts.items() if text and _written(root / name, text)]
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}", hint="choose another folder") from error
    kept = [name for name in (copied, *(name for name, text in texts.items() if text)) if name not in written]
    return FromFile(
        layout=found.name, title=known.title, licence=known.licence, rows=known.reading.rows,
        quirks=tuple(known.quirks), config=config, open_points=tuple(open_points), written=tuple(written),
        kept=tuple(kept),
    )  # fmt: skip


def _config(found: Recognised, known: Layout, copied: str) -> tuple[str, list[str]]:
    """Return the config that reads a file, and what is left to say."""
    lines = ["[[inputs]]", f"path = {json.dumps(copied, ensure_ascii=False)}", f'layout = "{found.name}"']
    constants, open_points = {}, []
    if found.sheet:
        lines.append(f"sheet = {json.dumps(found.sheet, ensure_ascii=False)}")
    if found.row > 1:
        lines.append(f"header = {found.row}")
    figures, unread = _figures(found, known)
    if len(figures) == 1:
        ((header, measure),) = figures.items()
        lines.append(f'columns = {{ {json.dumps(header, ensure_ascii=False)} = "best" }}')
        constants["measure"] = measure or header
        open_points += [] if measure else [f"measure: what is counted in '{header}'"]
    elif figures:
        values = (f'{{ best = {json.dumps(header, ensure_ascii=False)}, measure = "{measure}" }}'
                  for header, measure in figures.items())  # fmt: skip
        lines.append(f"values = [{', '.join(values)}]")
    open_points += [f"columns: whether '{header}' holds figures, too: it is not read" for header in unread]
    if "source" not in (*known.reading.constants, *_taken(known, found.tags)) and not known.reading.values:
        constants["source"] = Path(copied).name.split(".")[0]
        open_points.append(f"source: who made the file; '{constants['source']}' stands for it")
    if constants:
        pairs = ", ".join(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in constants.items())
        lines.append(f"constants = {{ {pairs} }}")
    return "\n".join(lines) + "\n", open_points


def _figures(found: Recognised, known: Layout) -> tuple[dict[str, str], list[str]]:
    """Return the columns of figures of any name, each with its measure, and what else may be one.

    Those that name a measure; where none does, the last column, and what it counts is not known.
    """
    if not known.figure:
        return {}, []
    rest = [name for name in found.headers if name and name not in (*known.headers, *known.kept)]
    named = {name: measure for name in rest if (measure := _measure_in(name))}
    figures = named or dict.fromkeys(rest[-1:], "")
    return figures, [name for name in rest if name not in figures]


def _taken(known: Layout, tags: list[str]) -> set[str]:
    return {name for tag, name in known.tags.items() if tag in tags} | {*known.reading.columns.values()}


def _measure_in(header: str) -> str:
    """Return the measure that a header names, "" where it names none."""
    words = {word.strip("().,:;").lower() for word in header.split()}
    fitting = (name for name, one in MEASURES.items() if words & {name, *one.synonyms})
    return next(fitting, "")


def _sources(known: Layout) -> str:
    """Return a table of sources with a row for each that a layout names; "" where it names none."""
    constants = [known.reading.constants, *known.reading.values]
    names = dict.fromkeys(one["source"] for one in constants if "source" in one)
    if not names:
        return ""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(
        [["source", "kind", "licence", "note"], *([name, "", known.licence, known.title] for name in names)]
    )
    return text.getvalue()


def _copied(file: Path, target: Path) -> bool:
    if target.exists():
        return False
    shutil.copyfile(file, target)
    return True


def _written(path: Path, text: str) -> bool:
    """Write a file that is not there yet; return False where it is."""
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    return True
