from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile.inputs.fetch import client

from .desk_server import DeskServer, serving


@pytest.fixture
def server() -> Iterator[DeskServer]:
    with serving() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    return tmp_path


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once; how long they wait is tested by itself."""
    monkeypatch.setattr(client, "FIRST_PAUSE", 0.001)
