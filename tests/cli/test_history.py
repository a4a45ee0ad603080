from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reconcile.cli.group import reconcile
from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "claim_id,quantity,source,phrase,published\n"
FIRST = "A1,dead,Ministry,about 300,2025-01-01\nA2,dead,Hospitals,280 to 340,2025-01-02\n"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(reconcile, list(arguments))


def run_twice(folder: Path) -> None:
    (folder / "data/raw").mkdir(parents=True)
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)
    claims = folder / "data/raw/claims.csv"
    claims.write_text(HEADER + FIRST)
    assert call("run", "--project", str(folder), "--quiet").exit_code == 0
    claims.write_text(HEADER + FIRST + "A3,dead,=cmd|x,about 400 <script>,2025-01-05\n")
    assert call("run", "--project", str(folder), "--quiet").exit_code == 0


@pytest.fixture
def home(made_once: MadeOnce, tmp_path: Path) -> Path:
    """A project with two runs: the second has a claim more, whose phrase would steer a terminal."""
    return copy_of(made_once("two-runs", run_twice), tmp_path)


@pytest.mark.long
def test_diff_names_the_claim_and_its_share(home: Path) -> None:
    done = call("diff", "--project", str(home))
    assert done.exit_code == 0
    assert "new claim A3" in done.stdout
    assert "because of" in done.stdout.splitlines()[0]
    (row,) = json.loads(call("diff", "--project", str(home), "--json").stdout)
    assert row["cause_claim"] == "A3"
    assert row["previous_as_of"] == "2025-01-02"


def test_the_report_says_what_changed_and_escapes_it(home: Path) -> None:
    report = (home / "reports/report.md").read_text()
    assert "## What changed since 2 January 2025" in report
    assert "<script>" not in report


def test_diff_without_a_run_says_what_to_do(tmp_path: Path) -> None:
    done = call("diff", "--project", str(tmp_path))
    assert done.exit_code == 2
    assert "`reconcile run` writes it" in done.stderr


@pytest.mark.long
def test_nothing_to_compare_with_is_said(home: Path) -> None:
    (home / "data/processed/history.sqlite").unlink()
    call("run", "--project", str(home), "--force")
    done = call("diff", "--project", str(home))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no earlier run" in done.stderr
    assert "Nothing changed" not in done.stderr
    assert call("diff", "--project", str(home), "--json").stdout.strip() == "[]"


@pytest.mark.long
def test_that_nothing_changed_is_said_with_both_dates(home: Path) -> None:
    # a period is the same at every date of knowledge
    row = "A1,gain,Ministry,about 300,{},period,2024-01-01,2024-12-31\n"
    header = HEADER.strip() + ",temporal,period_start,period_end\n"
    claims, (first, second) = home / "data/raw/claims.csv", ("2025-01-01", "2025-02-01")
    (home / "data/processed/history.sqlite").unlink()
    for text in (row.format(first), row.format(first) + row.replace("A1,gain", "A2,gain").format(second)):
        claims.write_text(header + text)
        call("run", "--project", str(home))
    call("run", "--project", str(home), "--as-of", "2025-01-31")
    done = call("diff", "--project", str(home))
    assert done.stderr.strip() == f"Nothing changed from {first} to 2025-01-31"


def test_history_lists_runs_newest_first(home: Path) -> None:
    lines = call("history", "--project", str(home)).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["run", "2", "1"]
    runs = json.loads(call("history", "--project", str(home), "--json").stdout)
    assert [run["as_of"] for run in runs] == ["2025-01-05", "2025-01-02"]


def test_history_of_a_project_without_runs_is_empty(tmp_path: Path) -> None:
    done = call("history", "--project", str(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "")


def test_pruning_says_how_much_went(home: Path) -> None:
    assert json.loads(call("history", "prune", "--keep", "90d", "--project", str(home), "--json").stdout) == {
        "forgotten": 0
    }
    assert call("history", "prune", "--project", str(home)).exit_code == 2
    assert call("history", "--keep", "90d", "--project", str(home)).exit_code == 2
    assert call("history", "prune", "--keep", "soon", "--project", str(home)).exit_code == 2


def test_a_damaged_history_is_told_not_hidden(home: Path) -> None:
    (home / "data/processed/history.sqlite").write_bytes(b"nothing of the kind" * 500)
    done = call("run", "--project", str(home), "--force")
    assert done.exit_code == 0
    assert "kept as history.damaged-1.sqlite" in done.stderr
