from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from reconcile.errors import OutputError
from reconcile.folder.config import load_config
from reconcile.folder.example import copy_example
from reconcile.run.open_project import open_project
from reconcile.run.pipeline import run_project

FILES = {"README.md", ".gitignore", "article.txt", "reconcile.toml", "data/raw/claims.csv", "data/raw/sources.csv"}


def test_a_new_project_has_every_folder_and_file(tmp_path: Path) -> None:
    made = copy_example(tmp_path / "new" / "project")
    assert set(made.written) == FILES
    assert made.kept == ()
    folders = [path for path in (tmp_path / "new/project").rglob("*") if path.is_dir()]
    assert {folder.name for folder in folders} == {"data", "raw", "processed", "reports"}


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text("level = 0.8")
    made = copy_example(tmp_path)
    assert (tmp_path / "reconcile.toml").read_text() == "level = 0.8"
    assert made.kept == ("reconcile.toml",)
    assert copy_example(tmp_path).written == ()


def test_claims_of_ones_own_are_not_mixed_with_the_example(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims-2024.xlsx").write_bytes(b"")
    assert set(copy_example(tmp_path).written) == {"README.md", ".gitignore", "reconcile.toml"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        copy_example(tmp_path / "taken")


def test_the_config_of_the_example_can_be_read(tmp_path: Path) -> None:
    copy_example(tmp_path)
    assert load_config(tmp_path).keys.report.title


def test_the_example_of_events_adds_up_what_its_readme_says(tmp_path: Path) -> None:
    copy_example(tmp_path, "events")
    result = open_project(tmp_path)
    totals = result.estimates.set_index("quantity")["sum_best"].to_dict()
    assert totals["Register of Aland/killed/all"] == 56
    assert totals["Register of Aland/killed/place=south/2023-02"] == 4
    assert totals["Register of Aland/killed/place=not assignable/2023-03"] == 2
    assert result.findings["rule"].tolist() == [
        "ends-repaired", "events-left-the-list", "events-came-late", "events-revised",
    ]  # fmt: skip
    reasons = result.claims.set_index("claim_id")["left_out_reason"]
    assert [name for name, reason in reasons.items() if reason.startswith("left the list")] == ["R4"]


@pytest.mark.long
def test_sums_stand_in_the_workbook_the_table_and_its_description_with_their_columns(tmp_path: Path) -> None:
    copy_example(tmp_path, "events")
    run_project(tmp_path)
    table = pd.read_csv(tmp_path / "data/processed/estimates.csv").set_index("quantity")
    numbers = ["event_count", "sum_low", "sum_best", "sum_high", "largest_event", "border_events", "zero_best_events",
               "unassigned_events"]  # fmt: skip
    assert table.loc["Register of Aland/killed/all", numbers].tolist() == [9, 44, 56, 68, 12, 0, 0, 0]
    assert table.loc["Register of Aland/killed/place=north/2023-01", numbers].tolist() == [2, 9, 12, 12, 9, 0, 0, 1]
    package = json.loads((tmp_path / "data/processed/datapackage.json").read_text(encoding="utf-8"))
    (described,) = (one for one in package["resources"] if one["path"].endswith("estimates.csv"))
    assert [field["name"] for field in described["schema"]["fields"]][1:] == list(table.columns)
    config = tmp_path / "reconcile.toml"
    config.write_text(config.read_text(encoding="utf-8") + "xlsx = true\n", encoding="utf-8")
    run_project(tmp_path)
    book = pd.read_excel(tmp_path / "reports/tables/estimates.xlsx", engine="calamine").set_index("quantity")
    assert book.loc["Register of Aland/killed/all", numbers].tolist() == [9, 44, 56, 68, 12, 0, 0, 0]
