"""The desk as a process: the address that it prints, where it listens, and how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def test_it_prints_one_address_and_ends_on_ctrl_c(home: Path) -> None:
    command = [sys.executable, "-m", "reconcile", "desk", "--no-browser", "--project", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        base, _, token = address.partition("/?token=")
        assert base.startswith("http://127.0.0.1:")
        assert len(token) >= 32
        with urllib.request.urlopen(f"{base}/health") as answer:  # noqa: S310
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{base}/")  # noqa: S310
        refused.value.close()
        assert refused.value.code == 403
        port = int(base.rpartition(":")[2])
        # another address of this machine that programs elsewhere could have: nobody listens there
        with socket.socket() as other, pytest.raises(ConnectionRefusedError):
            other.connect(("127.0.0.2", port))
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert told.splitlines() == ["The desk is open; Ctrl-C ends it.", "The desk is closed."]
