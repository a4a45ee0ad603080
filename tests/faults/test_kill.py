"""A run that is killed at any moment leaves one whole run, or one that the next run completes."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reconcile.folder.exchange import exchange
from reconcile.folder.output_faults import faults_of_outputs
from reconcile.history import chunk_rows, kept_inputs, record_run, snapshot
from reconcile.history.database import connect
from reconcile.history.export_run import exported_claims
from reconcile.history.recorded_runs import recorded_runs
from reconcile.run import pipeline
from reconcile.run.pipeline import run_project

if not hasattr(os, "fork"):
    pytest.skip("needs processes that fork", allow_module_level=True)

# what a process tells before it touches the disk; that it waits for the disk is told by the test
TOUCHES = ("open", "os.")
# moments at which a whole run is killed; while it writes it is killed at every touch of the disk
ANYWHERE, LEAST_TOUCHES = 12, 75
# of moments while it writes, how many are followed by a whole run; after the others its exchange alone is done again
WHOLE_RUN_AFTER = 12
# statements by which a run is recorded, at least: a test that counted none would test nothing
LEAST_STATEMENTS = 30
ORPHANS = "SELECT hash FROM chunks WHERE hash NOT IN (SELECT hash FROM chunk_spans UNION SELECT hash FROM file_chunks)"
BEFORE = "quantity,source,phrase\ndead,A,about 300\ndead,B,at least 280\nhurt,A,dozens\n"
AFTER = "quantity,source,phrase\ndead,A,about 400\ndead,B,at least 380\n"
CONFIG = "[report]\nfigures = false\n"

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose outputs are of claims that have changed since; with a file of the desk's among them."""
    home = tmp_path_factory.mktemp("killed") / "project"
    (home / "data/raw").mkdir(parents=True)
    (home / "reconcile.toml").write_text(CONFIG)
    (home / "data/raw/claims.csv").write_text(BEFORE)
    run_project(home)
    (home / "reports/note.txt").write_text("ours")
    (home / "data/raw/claims.csv").write_text(AFTER)
    return home


@pytest.fixture(scope="module")
def expected(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    home = tmp_path_factory.mktemp("whole") / "project"
    shutil.copytree(project, home)
    run_project(home)
    return outputs(home)


def outputs(home: Path) -> dict[str, bytes]:
    files = [path for folder in ("data/processed", "reports") for path in (home / folder).rglob("*") if path.is_file()]
    told = {path.relative_to(home).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in told.items() if "history.sqlite" not in name}


def in_a_child(work: Callable[[], Any]) -> int:
    """Do work in a process of its own; return 0, its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def count_touches(work: Callable[[], Any], at: int = 0) -> int:
    """Do work and count what it does to the disk; the process is killed before the touch `at`."""
    seen, real = 0, os.fsync

    def touched(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event.startswith(TOUCHES) and listening:
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    def waited(handle: int) -> None:
        touched("os.fsync", ())
        real(handle)

    listening, os.fsync = True, waited
    sys.addaudithook(touched)
    work()
    listening = False
    return seen


def touches_of(work: Callable[[], Any], told: Path) -> int:
    assert in_a_child(lambda: told.write_text(str(count_touches(work)))) == 0
    return int(told.read_text())


def run_whole(home: Path) -> None:
    pipeline.exchange = exchange
    run_project(home)


def check_what_stands(home: Path) -> None:
    """One whole run stands, or one that the next run completes."""
    faults = faults_of_outputs(home)
    none_yet = ["data/processed has no datapackage.json", "reports has no run.json"]
    assert faults in ([], none_yet, ["an exchange of outputs was cut short; the next run completes it"])


def check_next(home: Path, expected: dict[str, bytes], work: Callable[[], Any]) -> None:
    """The next run succeeds and gives what is expected, and the desk's own file is there."""
    assert in_a_child(work) == 0
    assert faults_of_outputs(home) == []
    assert outputs(home) == expected


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("first_run", [False, True], ids=["again", "first"])
def test_killed_while_outputs_are_written(
    project: Path,
    expected: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: int,
    first_run: bool,
) -> None:
    """The exchange of a real run, done in a copy of the project for every touch of the disk, and killed there."""
    copy, killed = tmp_path / "project", 0
    shutil.copytree(project, copy)
    if first_run:
        shutil.rmtree(copy / "data/processed")
        for file in ("run.json", "report.md", "tables"):
            path = copy / "reports" / file
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def exchanged_often(root: Path, state: Path, folders: list[str], files: dict[str, bytes], own: Any) -> None:
        nonlocal killed

        def at(home: Path) -> None:
            exchange(home, home / ".reconcile", folders, files, own)

        shutil.copytree(root, tmp_path / "counted", symlinks=True)
        touches = touches_of(lambda: at(tmp_path / "counted"), tmp_path / "told")
        assert touches >= LEAST_TOUCHES
        for moment in range(1 + part, touches + 1, 2):
            home = tmp_path / f"at-{moment}"
            shutil.copytree(root, home, symlinks=True)
            code = in_a_child(lambda home=home, moment=moment: count_touches(lambda: at(home), moment))
            assert code == -signal.SIGKILL
            check_what_stands(home)
            whole = killed % WHOLE_RUN_AFTER == 0
            check_next(home, expected, lambda home=home, whole=whole: run_whole(home) if whole else at(home))
            shutil.rmtree(home)
            killed += 1
        exchange(root, state, folders, files, own)

    monkeypatch.setattr(pipeline, "exchange", exchanged_often)
    run_project(copy)
    assert killed >= LEAST_TOUCHES // 2


@pytest.mark.parametrize("part", range(2))
def test_killed_anywhere_in_a_run(project: Path, expected: dict[str, bytes], tmp_path: Path, part: int) -> None:
    shutil.copytree(project, tmp_path / "counted")
    touches = touches_of(lambda: run_project(tmp_path / "counted"), tmp_path / "told")
    for moment in sorted({1 + number * touches // ANYWHERE for number in range(ANYWHERE)})[part::2]:
        home = tmp_path / f"at-{moment}"
        shutil.copytree(project, home)
        code = in_a_child(lambda home=home, moment=moment: count_touches(lambda: run_project(home), moment))
        # what one process opens another may have open already, so that the last moments may not come
        assert code in (-signal.SIGKILL, 0)
        check_what_stands(home)
        check_next(home, expected, lambda home=home: run_project(home))


def statements_of(home: Path, at: int = 0) -> int:
    """Run a project and count the statements by which it is recorded; the process is killed before statement `at`."""
    seen = 0

    def connected(file: Path) -> sqlite3.Connection:
        history = connect(file)
        # pages go to the file while the transaction is open, as those of a large run do
        history.execute("PRAGMA cache_size = 1")

        def touched(_: str) -> None:
            nonlocal seen
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

        history.set_trace_callback(touched)
        return history

    record_run.connect = connected
    run_project(home)
    return seen


@pytest.mark.parametrize("earlier", [False, True], ids=["present layout", "earlier layout"])
def test_killed_while_a_large_run_is_recorded(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, earlier: bool
) -> None:
    """In chunks, at every statement; a history of the earlier layout is brought to the present one on the way."""
    home, told = tmp_path / "project", tmp_path / "told"
    shutil.copytree(project, home)
    (home / "data/raw/claims.csv").write_text(BEFORE)
    for module, name in ((snapshot, "IN_PARTS_FROM"), (chunk_rows, "PART"), (kept_inputs, "IN_BLOCKS_FROM")):
        monkeypatch.setattr(module, name, 10**9 if earlier else 1)
    run_project(home, force=True)
    file = "data/processed/history.sqlite"
    if earlier:
        with closing(sqlite3.connect(home / file)) as history:
            history.executescript("DROP VIEW run_chunks; DROP TABLE chunks; DROP TABLE chunk_spans;"
                                  "DROP TABLE file_chunks; PRAGMA user_version = 1")  # fmt: skip
    for module, name in ((snapshot, "IN_PARTS_FROM"), (chunk_rows, "PART"), (kept_inputs, "IN_BLOCKS_FROM")):
        monkeypatch.setattr(module, name, 1)
    runs = len(recorded_runs(home / file))
    first = exported_claims(home / file, runs)
    (home / "data/raw/claims.csv").write_text(AFTER)
    shutil.copytree(home, tmp_path / "counted")
    assert in_a_child(lambda: told.write_text(str(statements_of(tmp_path / "counted")))) == 0
    whole, statements = exported_claims(tmp_path / "counted" / file, runs + 1), int(told.read_text())
    assert statements >= LEAST_STATEMENTS
    for moment in range(1, statements + 1, 1 if earlier else 3):
        killed = tmp_path / f"at-{moment}"
        shutil.copytree(home, killed)
        assert in_a_child(lambda killed=killed, moment=moment: statements_of(killed, moment)) == -signal.SIGKILL
        # the outputs stand; the history is as it was, or the run is in it
        assert len(recorded_runs(killed / file)) == runs
        pd.testing.assert_frame_equal(exported_claims(killed / file, runs), first)
        assert in_a_child(lambda killed=killed: run_project(killed)) == 0
        assert len(recorded_runs(killed / file)) == runs + 1
        pd.testing.assert_frame_equal(exported_claims(killed / file, runs), first)
        pd.testing.assert_frame_equal(exported_claims(killed / file, runs + 1), whole)
        with closing(sqlite3.connect(killed / file)) as history:
            assert history.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert history.execute(ORPHANS).fetchall() == []
        assert not list((killed / "data/processed").glob("*damaged*"))
        shutil.rmtree(killed)
