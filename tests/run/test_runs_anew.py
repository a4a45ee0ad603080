"""Runs of which nothing is remembered: they write the same bytes, and one that fails leaves the last good outputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import OutputError
from reconcile.folder.example import copy_example
from reconcile.folder.hashed_files import HashedWriter
from reconcile.run import open_project, outputs, pipeline, table_files
from reconcile.run.pipeline import run_project
from tests.examples import long_ones
from tests.projects import contents, copy_of


@pytest.fixture
def finished(example: Path, tmp_path: Path) -> Path:
    """The example after its first run."""
    return copy_of(example, tmp_path)


def test_two_runs_are_the_same_bytes(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    first = contents(finished)
    run_project(finished, force=True)
    assert contents(finished) == first
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    copy_example(elsewhere)
    run_project(elsewhere)
    assert contents(elsewhere) == first


FIRST, *BETWEEN, LAST = [
    (open_project, "prepare"),
    (open_project, "reconcile_checked"),
    (table_files, "csv_chunks"),
    (outputs, "render_markdown_pages"),
    (outputs, "render_pages"),
    (pipeline, "datapackage"),
    (pipeline, "exchange"),
]


@pytest.mark.parametrize(("module", "name"), [FIRST, LAST, *long_ones(BETWEEN)])
def test_a_failure_at_any_stage_leaves_the_last_good_outputs(
    finished: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    before = contents(finished)

    def fail(*arguments: Any, **named: Any) -> None:
        raise RuntimeError(name)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail)
        with pytest.raises(RuntimeError, match=name):
            run_project(finished, force=True, level=0.8)
    assert contents(finished) == before
    assert not run_project(finished, level=0.8).unchanged


def test_a_disk_that_fills_up_with_a_large_table_leaves_the_last_good_outputs(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(finished)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(HashedWriter, "write", full)
        with pytest.raises(OutputError, match=r"data/processed/claims.csv cannot be written: No space .* good outputs"):
            run_project(finished, level=0.8)
    assert contents(finished) == before
    assert not (finished / ".reconcile/written").exists()


@pytest.mark.long
def test_a_full_disk_leaves_the_last_good_outputs(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(finished)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="nothing was saved, the last good outputs stand"):
            run_project(finished, level=0.8)
    assert contents(finished) == before
