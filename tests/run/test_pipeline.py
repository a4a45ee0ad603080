from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package, validate

from reconcile.columns import CHANGES, CLAIMS, CURVES, ESTIMATES, FINDINGS, REJECTED, names
from reconcile.errors import ConfigError, InputError, NothingUsableError, ReconcileError
from reconcile.folder.example import copy_example
from reconcile.run.pipeline import run_project
from tests.projects import contents, copy_of

pytestmark = pytest.mark.usefixtures("remembered")

TABLES = {
    "changes": CHANGES, "claims": CLAIMS, "curves": CURVES, "estimates": ESTIMATES, "rejected": REJECTED,
    "findings": FINDINGS,
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    copy_example(tmp_path)
    return tmp_path


@pytest.fixture
def finished(example: Path, tmp_path: Path) -> Path:
    """The same project after its first run."""
    return copy_of(example, tmp_path)


def table(root: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(root / "data/processed" / f"{name}.csv", dtype=str, keep_default_na=False)


def edit(root: Path, name: str, change: Callable[[str], str]) -> None:
    file = root / "data/raw" / name
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_example_shows_what_it_promises(finished: Path) -> None:
    estimates = table(finished, "estimates").set_index("measure")
    claims = table(finished, "claims").set_index("claim_id")
    assert estimates.loc["killed", "publish"] == "interval"
    assert estimates.loc["displaced", "publish"] == "range"
    assert claims.loc["F04", "voice"] == "Interior Ministry"
    assert claims.loc["F04", "used"] == "false"
    assert claims.loc["F08", "unit"] == "km2"
    assert table(finished, "rejected")["value"].tolist() == ["2024-05-32"]


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_columns_of_the_contract(finished: Path, name: str) -> None:
    assert list(table(finished, name).columns) == names(TABLES[name])


def test_nothing_disappears(finished: Path) -> None:
    claims = table(finished, "claims")
    assert len(claims) + len(table(finished, "rejected")) == 9
    assert ((claims["used"] == "true") == (claims["left_out_reason"] == "")).all()


def test_the_data_package_is_valid(finished: Path) -> None:
    report = validate(str(finished / "data/processed/datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    package = Package(str(finished / "data/processed/datapackage.json"))
    assert {resource.name for resource in package.resources} == set(TABLES)


def test_the_data_package_notices_a_touched_table(finished: Path) -> None:
    file = finished / "data/processed/rejected.csv"
    file.write_text(file.read_text().replace("2024-05-32", "2024-05-31"))
    assert not validate(str(finished / "data/processed/datapackage.json")).valid


@pytest.mark.long
def test_every_output_is_recorded_with_its_hash(home: Path) -> None:
    summary = run_project(home)
    package = json.loads((home / "data/processed/datapackage.json").read_text())
    recorded = {f"data/processed/{item['path']}" for item in package["resources"]}
    recorded |= {item["path"] for item in package["outputs"]}
    assert recorded | {"data/processed/datapackage.json"} == set(summary.written)
    assert [item["path"] for item in package["inputs"]] == ["data/raw/claims.csv", "data/raw/sources.csv"]
    assert package["run"]["as_of"] == package["run"]["newest"] == summary.as_of == "2024-05-23"


def test_unchanged_inputs_mean_nothing_to_do(home: Path) -> None:
    first = run_project(home)
    before = {path: path.stat().st_mtime_ns for path in (home / "reports").rglob("*")}
    again = run_project(home)
    assert again.unchanged
    assert again.written == ()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    for part in ("run_id", "as_of", "claims", "used", "publish", "agreement", "rejected", "findings", "quantities"):
        assert getattr(again, part) == getattr(first, part), part


@pytest.mark.parametrize(
    "change",
    [
        lambda home: edit(home, "claims.csv", lambda text: text.replace("about 42", "about 43")),
        lambda home: edit(home, "sources.csv", lambda text: text.replace("A2", "B2")),
        lambda home: (home / "data/raw/corrections.csv").write_text("locator,column,expected,value,action,reason\n"),
        lambda home: (home / "reconcile.toml").write_text("level = 0.8"),
        lambda home: (home / "reports/report.md").unlink(),
        lambda home: (home / "data/processed/claims.csv").write_text("touched by hand"),
        lambda home: (home / "data/processed/datapackage.json").write_text("{}"),
    ],
    ids=["claims", "sources", "corrections", "config", "missing report", "touched table", "lost manifest"],
)
def test_any_change_means_a_new_run(finished: Path, change: Callable[[Path], Any]) -> None:
    change(finished)
    assert not run_project(finished).unchanged


def test_a_comment_in_the_config_changes_nothing(finished: Path) -> None:
    config = finished / "reconcile.toml"
    config.write_text("# a remark\n" + config.read_text())
    assert run_project(finished).unchanged


@pytest.mark.long
def test_the_newest_date_is_the_same_run_as_no_date(finished: Path) -> None:
    assert run_project(finished, as_of="2024-05-23").unchanged
    assert not run_project(finished, as_of="2024-05-21").unchanged
    assert not run_project(finished).unchanged


@pytest.mark.long
def test_an_earlier_date_knows_less(home: Path) -> None:
    run_project(home, as_of="2024-05-20")
    used = table(home, "claims").set_index("claim_id")["used"]
    assert used[used == "true"].index.tolist() == ["F01"]


def test_before_anything_is_known_there_is_nothing_to_write(home: Path) -> None:
    with pytest.raises(NothingUsableError, match="all are later than the as-of date"):
        run_project(home, as_of="2024-01-01")
    assert not (home / "data/processed/estimates.csv").exists()


@pytest.mark.long
def test_figures_of_removed_quantities_are_removed(finished: Path) -> None:
    before = set((finished / "reports/figures").iterdir())
    edit(finished, "claims.csv", lambda text: "\n".join(line for line in text.split("\n") if "displaced" not in line))
    run_project(finished)
    assert len(before - set((finished / "reports/figures").iterdir())) == 1


@pytest.mark.long
def test_pages_of_families_that_are_gone_are_removed(finished: Path) -> None:
    families = finished / "reports/families"
    before = {path.name for path in families.iterdir()}
    edit(finished, "claims.csv", lambda text: text.replace("Alder valley flood", "alder_flood"))
    summary = run_project(finished)
    assert {path.name for path in families.iterdir()} == {"alder-flood.html", "alder-flood.md"}
    assert not {f"reports/families/{name}" for name in before} & set(summary.written)
    recorded = json.loads((finished / "reports/run.json").read_text())["files"]
    assert {"families/alder-flood.html", "index.html", "report.html", "appendix.md"} <= set(recorded)


def test_files_that_the_tool_did_not_write_stay(finished: Path) -> None:
    own = finished / "reports/figures/drawn-by-hand.svg"
    own.write_text("<svg/>")
    run_project(finished, force=True)
    assert own.exists()


def test_a_manifest_cannot_make_a_run_remove_anything_else(finished: Path) -> None:
    manifest = finished / "data/processed/datapackage.json"
    package = json.loads(manifest.read_text())
    for path in ("reconcile.toml", "data/raw/claims.csv", "reports/../data/raw/sources.csv", "../outside"):
        package["outputs"].append({"path": path, "sha256": "0"})
    manifest.write_text(json.dumps(package))
    run_project(finished)
    assert (finished / "reconcile.toml").exists()
    assert {path.name for path in (finished / "data/raw").iterdir()} == {"claims.csv", "sources.csv"}


@pytest.mark.long
def test_a_pattern_limits_sections_and_figures_but_no_table(finished: Path) -> None:
    whole = {name: (finished / f"data/processed/{name}.csv").read_bytes() for name in TABLES}
    figures = set((finished / "reports/figures").iterdir())
    run_project(finished, quantity="killed*")
    assert {name: (finished / f"data/processed/{name}.csv").read_bytes() for name in TABLES} == whole
    assert len(set((finished / "reports/figures").iterdir())) == 1 < len(figures)
    assert "displaced" not in (finished / "reports/report.md").read_text()


@pytest.mark.long
def test_sections_of_the_config_limit_the_report(home: Path) -> None:
    (home / "reconcile.toml").write_text('[report]\nsections = ["displaced*"]\n')
    run_project(home)
    assert len(list((home / "reports/figures").iterdir())) == 1


@pytest.mark.long
def test_figures_can_be_switched_off(home: Path) -> None:
    (home / "reconcile.toml").write_text("[report]\nfigures = false\n")
    summary = run_project(home)
    assert not [name for name in summary.written if name.endswith(".svg")]
    assert not [path for path in (home / "reports").rglob("*.md") if ".svg" in path.read_text()]


def test_links_of_the_report_lead_to_its_figures(home: Path) -> None:
    summary = run_project(home)
    families = "".join(path.read_text() for path in (home / "reports/families").glob("*.md"))
    figures = [name.removeprefix("reports/") for name in summary.written if name.endswith(".svg")]
    assert figures
    assert all(f"](../{figure})" in families for figure in figures)


def test_a_dry_run_leaves_no_trace(home: Path) -> None:
    before = sorted(home.rglob("*"))
    summary = run_project(home, dry_run=True)
    assert sorted(home.rglob("*")) == before
    assert summary.dry_run
    assert summary.used
    assert summary.written


@pytest.mark.long
def test_options_go_before_the_config(home: Path) -> None:
    run_project(home, method="median", level=0.8)
    estimates = table(home, "estimates")
    assert set(estimates["method"]) == {"median"}
    assert set(estimates["level"]) == {"0.8"}


@pytest.mark.parametrize(
    "wrong", [{"method": "x"}, {"level": 0.2}, {"as_of": "x"}, {"quantity": "x"}, {"fail_on": ["x"]}]
)
def test_wrong_options_write_nothing(home: Path, wrong: dict[str, Any]) -> None:
    before = contents(home)
    with pytest.raises(ConfigError):
        run_project(home, **wrong)
    assert contents(home) == before


def test_nothing_usable_keeps_the_last_good_outputs_and_says_why(finished: Path) -> None:
    before = contents(finished)
    edit(finished, "claims.csv", lambda text: text.replace("2024-05-2", "2024-25-2"))
    with pytest.raises(NothingUsableError) as caught:
        run_project(finished)
    assert len(caught.value.rejected) >= 9
    after = contents(finished)
    assert {name: after[name] for name in after if not name.startswith("data/raw")} == {
        name: before[name] for name in before if not name.startswith("data/raw")
    }


def test_a_project_without_claims(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file of claims"):
        run_project(tmp_path)


@pytest.mark.long
def test_claims_below_the_raw_folder_are_not_read(home: Path) -> None:
    (home / "data/raw/extracted").mkdir()
    (home / "data/raw/extracted/claims-x.csv").write_text("nonsense")
    run_project(home)
    assert set(table(home, "claims")["file"]) == {"data/raw/claims.csv"}


@pytest.mark.long
def test_declared_inputs_are_read_too(home: Path) -> None:
    (home / "archive").mkdir()
    header, row = (
        "measure,party,place,temporal,count_date,best,source",
        "killed,,Alder valley,,2024-05-19,12,Radio Alder",
    )
    (home / "archive/older.csv").write_text(f"{header}\n{row}\n")
    with (home / "reconcile.toml").open("a") as file:
        file.write('\n[[inputs]]\npath = "archive/older.csv"\n')
    run_project(home)
    assert "archive/older.csv" in set(table(home, "claims")["file"])
    package = json.loads((home / "data/processed/datapackage.json").read_text())
    assert "archive/older.csv" in {item["path"] for item in package["inputs"]}


def test_a_missing_declared_input_is_named(home: Path) -> None:
    with (home / "reconcile.toml").open("a") as file:
        file.write('\n[[inputs]]\npath = "archive/none.csv"\n')
    with pytest.raises(InputError, match=r"archive/none\.csv"):
        run_project(home)


def test_claims_that_are_a_link_out_of_the_project_are_refused(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "claims-secret.csv"
    outside.write_text("quantity,source,best\nq,A,1\n")
    (home / "data/raw/claims-linked.csv").symlink_to(outside)
    with pytest.raises(ConfigError, match="leads out of the project"):
        run_project(home)


def test_progress_names_the_stages_in_order(home: Path) -> None:
    stages: list[str] = []
    run_project(home, progress=stages.append)
    assert stages == ["reading", "checking", "pooling", "reporting", "writing"]


def test_every_run_leaves_a_line_in_the_log(finished: Path) -> None:
    first = run_project(finished)
    run_project(finished, force=True)
    lines = (finished / ".reconcile/log").read_text().splitlines()
    assert [line.endswith("nothing had changed") for line in lines] == [False, True, False]
    assert first.run_id[:12] in lines[0]


def test_a_project_folder_is_named_as_text_or_path(home: Path) -> None:
    assert run_project(str(home)).run_id == run_project(home).run_id


def test_every_error_of_a_project_is_of_one_kind(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError):
        run_project(tmp_path / "nowhere")
