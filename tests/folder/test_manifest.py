from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconcile.columns import CHART, CLAIMS, CORRECTIONS, ESTIMATES, FINDINGS, REJECTED, SOURCES, Column
from reconcile.folder.file_records import file_records, output_records
from reconcile.folder.last_outputs import outputs_are_current, recorded_outputs
from reconcile.folder.manifest import datapackage, read_manifest, table_schema
from reconcile.folder.run_facts import RunFacts

FACTS = RunFacts(
    inputs=[{"path": "in/a.csv", "sha256": "00", "bytes": 1}], config={"level": 0.9}, as_of="2025-01-31",
    newest="2025-02-28",
)  # fmt: skip
OUTPUTS = {"out/claims.csv": b"claim_id\n", "told/report.md": b"# Report\n", "told/tables/chart.csv": b"label\n"}
SCHEMAS = {name: table_schema(CHART) for name in ("out/claims.csv", "told/tables/chart.csv")}


def package_of(facts: RunFacts = FACTS, title: str = "A title") -> dict[str, Any]:
    package: dict[str, Any] = json.loads(datapackage(title, facts, OUTPUTS, SCHEMAS, "out"))
    return package


def test_tables_beside_the_manifest_are_its_resources_and_the_rest_is_listed() -> None:
    package = package_of()
    assert [item["path"] for item in package["resources"]] == ["claims.csv"]
    assert [item["path"] for item in package["outputs"]] == ["told/report.md", "told/tables/chart.csv"]
    assert "schema" in package["outputs"][1]
    assert "schema" not in package["outputs"][0]


def test_hashes_and_sizes_are_those_of_the_bytes() -> None:
    resource = package_of()["resources"][0]
    assert resource["hash"] == "sha256:" + hashlib.sha256(OUTPUTS["out/claims.csv"]).hexdigest()
    assert resource["bytes"] == len(OUTPUTS["out/claims.csv"])


def test_equal_runs_give_equal_bytes() -> None:
    assert datapackage("t", FACTS, OUTPUTS, SCHEMAS, "out") == datapackage("t", FACTS, OUTPUTS, SCHEMAS, "out")


@pytest.mark.parametrize(
    "changed",
    [{"inputs": []}, {"config": {"level": 0.8}}, {"as_of": "2025-02-01"}, {"quantity": "killed*"}],
    ids=lambda changed: next(iter(changed)),
)
def test_the_run_id_depends_on_inputs_config_and_dates(changed: dict[str, Any]) -> None:
    assert replace(FACTS, **changed).run_id != FACTS.run_id


def test_the_run_id_does_not_depend_on_the_order_of_keys() -> None:
    one, other = ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert replace(FACTS, config=one).run_id == replace(FACTS, config=other).run_id


def test_a_missing_title_is_left_out() -> None:
    assert "title" not in package_of(title="")


@pytest.mark.parametrize("table", [CHART, CLAIMS, CORRECTIONS, ESTIMATES, FINDINGS, REJECTED, SOURCES])
def test_every_column_has_a_field_with_type_and_meaning(table: tuple[Column, ...]) -> None:
    fields = table_schema(table)["fields"]
    assert [field["name"] for field in fields] == [column.name for column in table]
    assert all(field["description"] and field["type"] for field in fields)


def test_columns_that_came_with_the_claims_are_fields_too() -> None:
    fields = table_schema(REJECTED, ["file", "desk_remark"])["fields"]
    assert fields[-1]["name"] == "desk_remark"
    assert fields[-1]["type"] == "string"


def test_records_of_files_agree_with_records_of_bytes(tmp_path: Path) -> None:
    for name, content in OUTPUTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert file_records(tmp_path, [tmp_path / name for name in reversed(OUTPUTS)]) == output_records(OUTPUTS)


def test_recorded_outputs_are_all_outputs() -> None:
    recorded = recorded_outputs(package_of(), "out")
    assert recorded == {record["path"]: record["sha256"] for record in output_records(OUTPUTS)}


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", "{}", '{"run": 1, "inputs": [], "resources": [], "outputs": []}']
)
def test_a_manifest_of_somebody_else_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    assert read_manifest(tmp_path / "datapackage.json") is None


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A project in which a run has ended."""
    for name, content in OUTPUTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path.resolve()


def test_what_stands_is_unchanged(finished: Path) -> None:
    assert outputs_are_current(finished, "out", package_of(), FACTS)


def test_the_newest_date_is_the_default_as_of(finished: Path) -> None:
    asked = replace(FACTS, as_of="")
    assert not outputs_are_current(finished, "out", package_of(), asked)
    assert outputs_are_current(finished, "out", package_of(replace(FACTS, as_of=FACTS.newest)), asked)


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_changed_or_missing_output_is_a_change(finished: Path, name: str) -> None:
    (finished / name).write_bytes(b"touched by hand")
    assert not outputs_are_current(finished, "out", package_of(), FACTS)
    (finished / name).unlink()
    assert not outputs_are_current(finished, "out", package_of(), FACTS)


@pytest.mark.parametrize(
    "asked",
    [{"inputs": []}, {"config": {}}, {"as_of": "2024-01-01"}, {"quantity": "x"}],
    ids=lambda asked: next(iter(asked)),
)
def test_other_wishes_are_a_change(finished: Path, asked: dict[str, Any]) -> None:
    assert not outputs_are_current(finished, "out", package_of(), replace(FACTS, **asked))


def test_another_version_of_the_tool_is_a_change(finished: Path) -> None:
    package = package_of()
    package["software"]["version"] = "0.0.0"
    assert not outputs_are_current(finished, "out", package, FACTS)


def test_a_manifest_that_points_out_of_the_project_is_a_change(finished: Path) -> None:
    package = package_of()
    package["outputs"].append({"path": "../../etc/passwd", "sha256": "0"})
    assert not outputs_are_current(finished, "out", package, FACTS)
