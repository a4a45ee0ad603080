"""Projects that many tests begin with: made once for all processes of a run of the tests; every test takes a copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

__all__ = ["WITHOUT_FIGURES", "MadeOnce", "contents", "copy_of", "example_without_figures", "finished_example"]

# where nobody looks at figures they are not drawn
WITHOUT_FIGURES = "[report]\nfigures = false\n"


class MadeOnce:
    """Makes a folder when it is first asked for, and gives the same one to every process that asks later."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        own = factory.getbasetemp()
        self.place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        folder, done = self.place / f"made-{name}", self.place / f"made-{name}.done"
        with FileLock(self.place / f"made-{name}.lock"):
            if not done.exists():
                folder.mkdir()
                make(folder)
                done.touch()
        return folder


def copy_of(made: Path, folder: Path) -> Path:
    """Lay a copy of a project into a folder."""
    shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True)
    return folder


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a project but the tool's own state and the history, which hold the time of a run."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {
        name: content for name, content in found.items() if not name.startswith(".reconcile/") and "history" not in name
    }


def finished_example(folder: Path) -> None:
    """Make the example of `reconcile init`, and run it."""
    # tests of a room that knows no folder do not load what runs one
    from reconcile.folder.example import copy_example
    from reconcile.run.pipeline import run_project

    copy_example(folder)
    run_project(folder)


def example_without_figures(folder: Path) -> Path:
    """Make the example of `reconcile init`, with its figures off."""
    from reconcile.folder.example import copy_example

    copy_example(folder)
    config = folder / "reconcile.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("[report]", "[report]\nfigures = false"))
    return folder
