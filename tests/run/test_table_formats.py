"""Tables of a project as CSV, Parquet or both: which files stand, and that every command reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.desk.approvals_list import list_approvals
from reconcile.desk.approve_estimate import approve
from reconcile.desk.public_corrections import changed_approvals
from reconcile.desk.stored_outputs import stored_tables
from reconcile.folder.layout import table_formats
from reconcile.folder.output_faults import faults_of_outputs
from reconcile.history.project_history import read_changes
from reconcile.report.pages.csv_text import csv_text
from reconcile.run.pipeline import run_project
from reconcile.run.score_estimates import score_project
from tests.projects import copy_of


@pytest.fixture
def home(example: Path, tmp_path: Path) -> Path:
    """A project after its first run, with tables as CSV."""
    return copy_of(example, tmp_path)


def run_with(home: Path, tables: str) -> dict[str, set[str]]:
    config = home / "reconcile.toml"
    kept = config.read_text(encoding="utf-8").partition("[outputs]")[0]
    config.write_text(f'{kept}\n[outputs]\ntables = "{tables}"\n', encoding="utf-8")
    run_project(home)
    files = [file for file in (home / "data/processed").iterdir() if file.stem not in ("history", "datapackage")]
    return {ending: {file.stem for file in files if file.suffix == ending} for ending in (".csv", ".parquet")}


@pytest.mark.long
def test_the_config_says_which_tables_stand_and_those_of_before_are_dropped(home: Path) -> None:
    stems = {file.stem for file in (home / "data/processed").glob("*.csv")}
    before = {file.name: file.read_bytes() for file in (home / "data/processed").glob("*.csv")}
    for tables in ("both", "parquet", "csv"):
        wanted = table_formats(tables)
        assert run_with(home, tables) == {end: stems if end in wanted else set() for end in (".csv", ".parquet")}
        assert not faults_of_outputs(home)
    assert {file.name: file.read_bytes() for file in (home / "data/processed").glob("*.csv")} == before


def test_parquet_holds_what_csv_holds_and_the_package_says_so(home: Path) -> None:
    run_with(home, "both")
    processed = home / "data/processed"
    for name, columns in (("claims", CLAIMS), ("estimates", ESTIMATES)):
        packed = pd.read_parquet(processed / f"{name}.parquet")
        assert csv_text(packed, columns) == (processed / f"{name}.csv").read_text(encoding="utf-8")
    package = json.loads((processed / "datapackage.json").read_text(encoding="utf-8"))
    formats = {item["path"]: (item["format"], item["mediatype"]) for item in package["resources"]}
    assert formats["claims.parquet"] == ("parquet", "application/vnd.apache.parquet")
    assert formats["claims.csv"] == ("csv", "text/csv")


@pytest.mark.long
def test_every_command_reads_tables_that_are_parquet_alone(home: Path) -> None:
    of_csv, truth = stored_tables(home / "data/processed"), home / "truth.csv"
    truth.write_text(f"quantity,value\n{of_csv[0]['quantity'][0]},40\n", encoding="utf-8")
    scored = score_project(truth, home).table
    run_with(home, "parquet")
    for before, now in zip(of_csv, stored_tables(home / "data/processed"), strict=True):
        pd.testing.assert_frame_equal(before, now)
    pd.testing.assert_frame_equal(score_project(truth, home).table, scored)
    assert read_changes(home).empty
    approve(home, of_csv[0]["quantity"][0], editor="A. Editor")
    assert list_approvals(home)["status"].tolist() == ["approved"]
    assert changed_approvals(home).empty
