"""The log of runs: what it says, that it turns over, and that it never fails a run."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from reconcile.errors import ReconcileError
from reconcile.run import run_log as runlog
from reconcile.run.pipeline import run_project

pytestmark = pytest.mark.usefixtures("remembered")

CLAIMS = "quantity,source,phrase\ndead,A,about 300\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text(CLAIMS)
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n")
    return tmp_path


def lines(home: Path) -> list[str]:
    return [line.split(" ", 1)[1] for line in (home / ".reconcile/log").read_text().splitlines()]


def test_every_run_has_a_line_also_one_that_did_nothing_or_failed(home: Path) -> None:
    run_project(home)
    run_project(home)
    (home / "data/raw/claims.csv").write_text("quantity,source,phrase\ndead,A,many heavy losses\n")
    with pytest.raises(ReconcileError):
        run_project(home)
    first, second, third = lines(home)
    assert first.endswith("files written")
    assert second.endswith("nothing had changed")
    assert third == "failed: NothingUsableError"
    assert "heavy" not in (home / ".reconcile/log").read_text()


def test_a_log_turns_over_and_the_oldest_goes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runlog, "MOST_BYTES", 200)
    monkeypatch.setattr(runlog, "KEPT", 2)
    for _ in range(8):
        run_project(home)
    logs = sorted(path.name for path in (home / ".reconcile").glob("log*"))
    assert logs == ["log", "log.1", "log.2"]
    assert all((home / ".reconcile" / name).stat().st_size <= 400 for name in logs)


def test_a_log_that_cannot_be_written_fails_no_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / ".reconcile/log").mkdir(parents=True)
    run_project(home)

    def full(record: logging.LogRecord) -> str:
        raise OSError(28, "No space left on device")

    (home / ".reconcile/log").rmdir()
    monkeypatch.setattr(runlog._Quiet, "format", lambda handler, record: full(record))
    run_project(home, force=True)
    assert capsys.readouterr() == ("", "")
