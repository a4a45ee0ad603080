from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.errors import ConfigError, LockedError, OutputError
from reconcile.folder.lock import locked

HOLD = """
import sys
from pathlib import Path
from reconcile.folder.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_while_the_first_holds_the_lock(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="another run is under way"), locked(root):
            pass
        other.kill()
    with locked(root):
        pass


def test_a_run_that_waits_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    hold = HOLD.replace("sys.stdin.read()", "import time; time.sleep(0.3)")
    with subprocess.Popen([sys.executable, "-c", hold, str(root)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with locked(root, wait=30):
            assert str(os.getpid()) in (root / ".reconcile/holder").read_text()


def test_the_lock_of_a_process_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LockedError, match=f"process {other.pid} on "), locked(root):
            pass
        other.kill()
        other.wait()
        with locked(root):
            pass


def test_a_holder_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        (root / ".reconcile/holder").write_bytes(b"\xff\x1b[2J" + b"x" * 5000)
        with pytest.raises(LockedError) as told, locked(root):
            pass
        assert len(str(told.value)) < 500
        other.kill()


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="within"), locked(tmp_path.resolve()):
        raise ValueError("within")
    with locked(tmp_path.resolve()):
        pass


def test_a_state_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / ".reconcile").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"), locked(tmp_path.resolve()):
        pass


def test_a_state_folder_elsewhere_is_refused(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (tmp_path / ".reconcile").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(ConfigError, match="leads out"), locked(tmp_path.resolve()):
        pass
