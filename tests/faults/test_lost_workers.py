"""Workers that are killed or over their memory, and a scheduler that is killed, on a cluster of this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reconcile.engine.parts.on_dask import on_dask
from reconcile.errors import EngineError
from tests.workers import killed, on_two_workers

pytest.importorskip("distributed", reason="dask is not installed")


def killed_once(mark: Path, part: int) -> int:
    """Return a part; the process that is first given the third is killed."""
    if part == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return part


def test_parts_of_a_worker_that_is_killed_are_done_elsewhere(tmp_path: Path) -> None:
    with on_two_workers() as each:
        assert list(each(partial(killed_once, tmp_path / "killed"), range(6))) == list(range(6))
    assert (tmp_path / "killed").exists()


def test_a_part_that_kills_every_worker_ends_the_run_with_a_message() -> None:
    with pytest.raises(EngineError, match="the cluster lost a part: KilledWorker"), on_two_workers() as each:
        list(each(killed, range(4)))


def greedy(part: int) -> int:
    """Return a part, after it has held two gigabytes."""
    held = np.ones(250_000_000)
    time.sleep(3)
    return part + int(held[0]) - 1


def test_a_worker_over_its_memory_is_lost_alone() -> None:
    with pytest.raises(EngineError, match="the cluster lost a part: KilledWorker"), on_dask("", 1, "600MB") as each:
        list(each(greedy, [0]))


def test_a_scheduler_that_is_killed_midway(tmp_path: Path) -> None:
    found = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_{}", "--scheduler-file", str(found)]
    started = []
    try:
        for who, more in (
            ("scheduler", ["--port", "0", "--no-dashboard"]),
            ("worker", ["--nthreads", "1", "--no-nanny"]),
        ):
            words = [word.format(who) for word in command]
            started.append(subprocess.Popen([*words, *more], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        while not found.exists():
            time.sleep(0.1)
        address = json.loads(found.read_text(encoding="utf-8"))["address"]
        with pytest.raises(EngineError, match="the cluster lost a part"), on_dask(address) as each:
            kill_behind_the_first(each, started[0])
    finally:
        for process in started:
            process.kill()
            process.wait()


def kill_behind_the_first(each: Callable[..., Any], process: subprocess.Popen[bytes]) -> None:
    for _ in each(slow, range(20)):
        process.kill()


def slow(part: int) -> int:
    time.sleep(0.5)
    return part
