"""Whole projects through the whole command: every output byte, standard output, messages and exit code.

A case is a folder of `tests/golden`: `command` (the arguments), `input/` (the project), `expected/` (what the command
leaves in the tool's folders, with `stdout`, `stderr` and `exit`). RECONCILE_UPDATE_GOLDEN=1 writes `expected/` anew.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile

GOLDEN = Path(__file__).parent / "golden"
# the case that has a process of its own
IN_A_PROCESS = "example"
CASES = sorted(folder.parent.name for folder in GOLDEN.glob("*/command"))


def outcome(case: Path, project: Path) -> dict[str, bytes]:
    """Run a case's command in a copy of its project; give everything that can be seen of it."""
    shutil.copytree(case / "input", project)
    arguments = shlex.split((case / "command").read_text(encoding="utf-8"))
    stdout, stderr, code = (in_a_process if case.name == IN_A_PROCESS else within)(project, arguments)
    seen = {"stdout": stdout, "stderr": stderr, "exit": f"{code}\n".encode()}
    given = contents(case / "input")
    # the history holds the time of the run
    left = {name: content for name, content in contents(project).items()
            if not name.startswith(".reconcile/") and not name.endswith("history.sqlite")}  # fmt: skip
    assert {name: left.pop(name) for name in given} == given, "a run never edits what it was given"
    return {**seen, **left}


def in_a_process(project: Path, arguments: list[str]) -> tuple[bytes, bytes, int]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RECONCILE_")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "reconcile", *arguments],
        cwd=project, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    return done.stdout, done.stderr, done.returncode


def within(project: Path, arguments: list[str]) -> tuple[bytes, bytes, int]:
    """Run the command within this process, where warnings are errors as well."""
    without = {name: None for name in os.environ if name.startswith("RECONCILE_")}
    with chdir(project):
        done = CliRunner(env=without).invoke(reconcile, arguments)
    return done.stdout_bytes, done.stderr_bytes, done.exit_code


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def rewrite(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("name", CASES)
def test_whole_files(name: str, tmp_path: Path) -> None:
    case = GOLDEN / name
    seen = outcome(case, tmp_path / "project")
    if os.environ.get("RECONCILE_UPDATE_GOLDEN") == "1":
        rewrite(case / "expected", seen)
    expected = contents(case / "expected")
    assert sorted(seen) == sorted(expected)
    for file, content in expected.items():
        assert seen[file].decode() == content.decode(), f"{name}/{file} differs"


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
    assert IN_A_PROCESS in CASES
