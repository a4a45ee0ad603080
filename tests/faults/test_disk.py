"""A disk that is full or cannot be written at any moment loses nothing; several processes at once lose nothing."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import OutputError
from reconcile.folder.output_faults import faults_of_outputs
from reconcile.run.pipeline import run_project

BEFORE = "quantity,source,phrase\ndead,A,about 300\ndead,B,at least 280\n"
AFTER = BEFORE.replace("300", "400")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text(BEFORE)
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n")
    run_project(tmp_path)
    (tmp_path / "data/raw/claims.csv").write_text(AFTER)
    return tmp_path


def outputs(home: Path) -> dict[str, bytes]:
    files = [path for folder in ("data/processed", "reports") for path in (home / folder).rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files if "history.sqlite" not in path.name}


class Disk:
    """Fails at one of the calls that write, and at all later ones, as a full disk does."""

    def __init__(self, patch: pytest.MonkeyPatch, fault: int, at: int) -> None:
        self.fault, self.at, self.calls = fault, at, 0
        for owner, name in ((os, "fsync"), (os, "mkdir"), (os, "link"), (io, "open")):
            patch.setattr(owner, name, self.failing(getattr(owner, name), reads=owner is io))

    def failing(self, real: Any, *, reads: bool) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            mode = str(named.get("mode", arguments[1] if len(arguments) > 1 else "r"))
            if not (reads and not set(mode) & set("wax+")):
                self.calls += 1
                if self.calls >= self.at:
                    raise OSError(self.fault, os.strerror(self.fault))
            return real(*arguments, **named)

        return call


MOMENTS = [(errno.ENOSPC, at) for at in (1, 2, 3, 4, 6, 9, 14, 20, 30)]
MOMENTS += [(fault, at) for fault in (errno.EROFS, errno.EACCES) for at in (1, 9)]


@pytest.mark.parametrize(("fault", "at"), MOMENTS, ids=[f"{errno.errorcode[fault]}-{at}" for fault, at in MOMENTS])
def test_a_disk_that_fails_from_some_moment_on_loses_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, fault: int, at: int
) -> None:
    before = outputs(home)
    with monkeypatch.context() as patch:
        disk = Disk(patch, fault, at)
        told = failure(home)
        if told:
            assert os.strerror(fault) in told
            assert "good outputs stand" in told or "check permissions" in told
            assert outputs(home) == before
        else:
            assert disk.calls < at or faults_of_outputs(home) == []
    run_project(home)
    assert faults_of_outputs(home) == []
    assert outputs(home) != before


def failure(home: Path) -> str:
    try:
        run_project(home)
    except OutputError as error:
        return str(error)
    return ""


def test_four_processes_at_once_lose_nothing(home: Path) -> None:
    command = [sys.executable, "-m", "reconcile", "run", "--project", str(home), "--quiet", "--force"]
    runs = [subprocess.Popen([*command, "--wait", "120"], stderr=subprocess.PIPE) for _ in range(4)]
    assert [(run.wait(), run.communicate()[1]) for run in runs] == [(0, b"")] * 4
    assert faults_of_outputs(home) == []
    assert len((home / ".reconcile/log").read_text().splitlines()) == 5
