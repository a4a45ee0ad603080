"""What is published: a wheel with every file of the package and no other, an sdist with all that its tests read."""

from __future__ import annotations

import glob
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reconcile"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = SETTINGS["tool"]["setuptools"]


def files_of_the_package() -> set[str]:
    files = (file.relative_to(PACKAGE) for file in PACKAGE.rglob("*") if file.is_file())
    return {file.as_posix() for file in files if "__pycache__" not in file.parts}


def matches(pattern: str) -> set[str]:
    """Return the files that a pattern of package data takes, as setuptools reads it; also those that are no data."""
    names = glob.glob(pattern, root_dir=PACKAGE, recursive=True, include_hidden=True)
    return {name for name in names if (PACKAGE / name).is_file()}


def test_the_wheel_has_every_file_of_the_package_and_no_other() -> None:
    data = set[str]().union(*map(matches, SETUPTOOLS["package-data"]["reconcile"]))
    modules = {name for name in files_of_the_package() if name.endswith(".py")}
    assert sorted(data | modules) == sorted(files_of_the_package())


def test_every_pattern_of_package_data_takes_something() -> None:
    assert [pattern for pattern in SETUPTOOLS["package-data"]["reconcile"] if not matches(pattern)] == []


def test_no_pattern_takes_what_python_leaves_behind() -> None:
    """`**` takes `__pycache__`, too, wherever a test has run before."""
    assert [pattern for pattern in SETUPTOOLS["package-data"]["reconcile"] if "**" in pattern] == []


def test_every_folder_with_modules_is_a_package() -> None:
    """A folder without `__init__.py` is not found by `packages.find`: its modules would be missing."""
    assert SETUPTOOLS["packages"]["find"]["include"] == ["reconcile*"]
    assert [file for file in PACKAGE.rglob("*.py") if not (file.parent / "__init__.py").exists()] == []


def manifest() -> dict[str, list[str]]:
    """The arguments of MANIFEST.in by its commands."""
    arguments: dict[str, list[str]] = {}
    for line in (ROOT / "MANIFEST.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            command, *words = line.split()
            arguments.setdefault(command, []).extend(words)
    return arguments


# files that setuptools takes without being asked
TAKEN_ANYWAY = {"LICENSE", "README.md", "pyproject.toml"}


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="this is no checkout")
def test_the_sdist_has_every_tracked_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    single = {*manifest()["include"], *TAKEN_ANYWAY}
    folders = tuple(f"{folder}/" for folder in manifest()["graft"])
    assert [name for name in listed.splitlines() if name not in single and not name.startswith(folders)] == []


def test_everything_that_the_sdist_asks_for_is_there() -> None:
    assert [name for name in manifest()["include"] if not (ROOT / name).is_file()] == []
    assert [name for name in manifest()["graft"] if not (ROOT / name).is_dir()] == []


def test_the_sdist_leaves_out_what_only_this_machine_has() -> None:
    assert manifest()["exclude"] == ["data/processed/history*"]
    assert manifest()["global-exclude"] == ["__pycache__/*", "*.py[cod]"]


def test_extras_of_the_project_itself_exist() -> None:
    extras = SETTINGS["project"]["optional-dependencies"]
    named = [text for wanted in extras.values() for text in wanted if text.startswith("reconcile-estimates[")]
    taken = {extra for text in named for extra in text.split("[")[1].rstrip("]").split(",")}
    assert taken <= set(extras)
