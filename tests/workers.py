"""Workers that tests send parts to, and kill."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from reconcile.engine.parts.on_dask import on_dask


def on_two_workers() -> AbstractContextManager[Callable[..., Any]]:
    return on_dask(workers=2, memory="1GB")


def lost(*_: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(part: int) -> int:
    """Return a part, unless it is the second: then the process is killed."""
    if part == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return part
