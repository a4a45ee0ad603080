"""What a reader of the outputs can check, and what the command says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.folder.example import copy_example
from reconcile.folder.output_faults import faults_of_outputs
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of


def run_example(folder: Path) -> None:
    copy_example(folder)
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)
    run_project(folder)


@pytest.fixture
def home(made_once: MadeOnce, tmp_path: Path) -> Path:
    return copy_of(made_once("example-without-figures", run_example), tmp_path)


@pytest.mark.long
def test_both_folders_carry_the_run(home: Path) -> None:
    package = json.loads((home / "data/processed/datapackage.json").read_text())
    record = json.loads((home / "reports/run.json").read_text())
    assert package["run"]["id"] == record["run"]["id"]
    assert "report.md" in record["files"]
    assert "reports/run.json" in {one["path"] for one in package["outputs"]}
    assert faults_of_outputs(home) == []


def test_every_change_is_told(home: Path) -> None:
    (home / "reports/report.md").write_text("ours")
    (home / "data/processed/claims.csv").unlink()
    assert faults_of_outputs(home) == [
        "data/processed/claims.csv is missing", "reports/report.md is not what the run wrote",
    ]  # fmt: skip


@pytest.mark.long
def test_folders_of_two_runs_are_told_apart(home: Path) -> None:
    before = (home / "reports/run.json").read_bytes()
    run_project(home, level=0.8)
    (home / "reports/run.json").write_bytes(before)
    assert faults_of_outputs(home) == ["data/processed and reports are from different runs"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"run": 1, "files": []}', "[" * 100_000])
def test_a_record_that_is_none_is_told(home: Path, text: str) -> None:
    (home / "reports/run.json").write_text(text)
    assert faults_of_outputs(home) == ["reports has no run.json"]


def test_an_exchange_that_was_cut_short_is_told(home: Path) -> None:
    (home / ".reconcile/exchange").mkdir()
    (home / ".reconcile/exchange/journal.json").write_text('{"folders": []}')
    assert faults_of_outputs(home) == ["an exchange of outputs was cut short; the next run completes it"]
    run_project(home)
    assert faults_of_outputs(home) == []


def test_the_command_says_it_and_ends_with_1(home: Path) -> None:
    def told(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(reconcile, ["check", "--outputs", "--project", str(home), *arguments])
        return result.exit_code, result.stdout

    assert told() == (0, "The outputs are those of one whole run\n")
    assert told("--quiet") == (0, "")
    (home / "reports/report.md").unlink()
    assert told() == (1, "reports/report.md is missing\n")
    code, text = told("--json")
    assert (code, json.loads(text)) == (1, {"whole": False, "faults": ["reports/report.md is missing"]})
