"""Processes and Dask work on parts as one process does, and say so when they are lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts import on_dask as dask_engine
from reconcile.engine.parts.in_processes import in_processes
from reconcile.engine.parts.on_dask import on_dask
from reconcile.engine.parts.reconciled_parts import reconcile_parts
from reconcile.errors import ConfigError, EngineError
from reconcile.sources.registry import registry_of
from tests.workers import killed, on_two_workers

ROWS = pd.DataFrame({
    "measure": "killed", "place": ["a", "a", "b", "b", "c"], "source": ["A", "A", "B", "C", "A"],
    "temporal": "cumulative", "count_date": ["2024-01-01", "2024-01-11", "2024-01-02", "2024-01-31", "2024-01-05"],
    "best": [100, 200, 50, 60, 7],
})  # fmt: skip

WITH_DASK = pytest.mark.skipif(find_spec("distributed") is None, reason="dask is not installed")


@pytest.mark.long
@pytest.mark.parametrize("engine", [in_processes, pytest.param(on_two_workers, marks=WITH_DASK)])
def test_an_engine_gives_the_tables_of_one_process(engine: Callable[[], Any]) -> None:
    checked, registry = check_claims(ROWS), registry_of(None)
    alone = reconcile_parts(checked, registry, EngineOptions(), 3)
    with engine() as each:
        tables = reconcile_parts(checked, registry, EngineOptions(), 3, each)
    assert tables.sizes == alone.sizes == (2, 2, 1)
    for name in ("estimates", "claims", "findings"):
        # how a process holds text is its own choice
        one, several = (getattr(result, name).astype(object).fillna("") for result in (alone, tables))
        assert several.columns.tolist() == one.columns.tolist()
        assert several.to_numpy().tolist() == one.to_numpy().tolist()


def test_a_process_that_is_killed_ends_the_run_with_a_message() -> None:
    with pytest.raises(EngineError, match="a process that reconciled a part was lost"), in_processes(1) as each:
        list(each(killed, range(4)))


def test_a_scheduler_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    def differs(*, check: bool) -> None:
        raise ValueError(f"Mismatched versions found, {check}")

    client = SimpleNamespace(get_versions=differs, close=lambda **_: closed.append(True))
    modules = {
        "dask": SimpleNamespace(config=SimpleNamespace(set=lambda _: nullcontext())),
        "distributed": SimpleNamespace(Client=lambda *_, **__: client),
    }
    monkeypatch.setattr(dask_engine, "import_module", modules.__getitem__)
    with pytest.raises(EngineError, match="or is of another version"), on_dask("tcp://host:8786"):
        pass
    assert closed == [True]


def test_dask_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(dask_engine, "import_module", missing)
    with pytest.raises(ConfigError, match=r"pip install 'reconcile-estimates\[dask\]'"), on_dask():
        pass
