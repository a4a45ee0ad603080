"""A project opened in a notebook: the same tables that the run writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reconcile as rc
from reconcile.columns import CHANGES, CLAIMS, ESTIMATES, FINDINGS, REJECTED, Column, names
from reconcile.report.pages.csv_text import csv_text
from reconcile.run.pipeline import run_project
from tests.examples import long_ones

ROOT = Path(__file__).parents[2]

TABLES = {"estimates": ESTIMATES, "claims": CLAIMS, "rejected": REJECTED, "findings": FINDINGS, "changes": CHANGES}

# one project with corrections, articles and sides beside the shipped one, and one whose history has a day before
RECONCILED = ("corrections", "example", "curve", "bad-input")


def written(result: rc.Reconciliation, name: str, columns: tuple[Column, ...]) -> bytes:
    table = getattr(result, name)
    return csv_text(table if name == "claims" else table[names(columns)], columns).encode()


def assert_same_tables(result: rc.Reconciliation, root: Path) -> None:
    for name, columns in TABLES.items():
        assert written(result, name, columns) == (root / "data/processed" / f"{name}.csv").read_bytes(), name


@pytest.mark.long
def test_the_shipped_project_opens_as_it_was_run(tmp_path: Path) -> None:
    for name in ("data", "reconcile.toml"):
        source = ROOT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    assert_same_tables(rc.open_project(tmp_path), tmp_path)


@pytest.mark.parametrize("case", [RECONCILED[0], *long_ones(RECONCILED[1:])])
def test_a_project_opens_as_it_was_run(case: str, tmp_path: Path) -> None:
    project = tmp_path / case
    shutil.copytree(ROOT / "tests/golden" / case / "input", project)
    run_project(project)
    assert_same_tables(rc.open_project(project), project)


@pytest.mark.long
def test_changes_since_an_earlier_day_are_those_of_the_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/golden/curve/input", tmp_path / "project")
    project = tmp_path / "project"
    run_project(project, as_of="2023-04-21")
    run_project(project)
    result = rc.open_project(project)
    assert len(result.changes)
    assert_same_tables(result, project)


@pytest.mark.long
def test_accepted_claims_of_articles_are_in_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/golden/example/input", tmp_path / "project")
    project = tmp_path / "project"
    extracted = project / "data/raw/extracted"
    extracted.mkdir()
    (extracted / "post.csv").write_text(
        "claim_id,measure,party,place,temporal,source,phrase,published,status\n"
        "X1,killed,residents,Alder valley,cumulative,Example Post,about 44,2024-06-01,accepted\n"
        "X2,killed,residents,Alder valley,cumulative,Other Post,about 99,2024-06-01,proposed\n",
        encoding="utf-8",
    )
    run_project(project)
    result = rc.open_project(project)
    assert "X1" in set(result.claims["claim_id"])
    assert result.proposed["claim_id"].tolist() == ["X2"]
    assert_same_tables(result, project)


def test_nothing_is_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/golden/example/input", tmp_path / "project")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    rc.open_project(tmp_path / "project", method="median", level=0.8)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.long
def test_an_earlier_day_is_opened_as_it_was_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/golden/curve/input", tmp_path / "project")
    project = tmp_path / "project"
    run_project(project, as_of="2023-04-21")
    claims = project / "data/raw/claims.csv"
    run_project(project)
    # what was known then is edited away; the print of then stays
    lines = claims.read_text(encoding="utf-8").splitlines(keepends=True)
    claims.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    opened = rc.open_project(project, as_of="2023-04-21")
    assert len(opened.claims) > len(rc.open_project(project, as_of="2023-04-21", method="median").claims)
