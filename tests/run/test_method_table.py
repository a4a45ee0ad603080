"""What `reconcile methods` lists: every method and variant, with what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.pool.methods import CURVE, METHODS, VARIANTS, find_method
from reconcile.pool.methods.measured import MEASURED
from reconcile.run.method_table import method_table

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "calibration.md").read_text(encoding="utf-8")


def row_of(dataset: str, method: str) -> list[str]:
    section = PAGE.split(f"### {dataset}: ")[1].split("###")[0]
    (line,) = [line for line in section.splitlines() if line.startswith(f"| 3 | {method} |")]
    return [cell.strip() for cell in line.split("|")]


def test_every_method_and_variant_is_listed_and_measured() -> None:
    table = method_table()
    assert table["method"].tolist() == [*METHODS, CURVE.name, *VARIANTS]
    assert set(MEASURED) == {*METHODS, *VARIANTS}
    assert (table != "").all(axis=None)
    assert table["summary"].is_unique


@pytest.mark.parametrize("method", MEASURED)
def test_the_measured_figures_are_those_of_the_page(method: str) -> None:
    told = []
    for dataset in ("sej", "polls"):
        cells = row_of(dataset, method)
        told += [int(cells[3].split("%")[0]) / 100, float(cells[5].split()[0])]
    assert list(MEASURED[method]) == told


def test_the_command_shows_what_was_measured() -> None:
    runner = CliRunner()
    assert "measured   90% intervals held" in runner.invoke(reconcile, ["methods"]).stdout
    told = json.loads(runner.invoke(reconcile, ["methods", "--json"]).stdout)
    assert {row["method"] for row in told} >= {"random_effects:reml+hk+pi", "linear"}


@pytest.mark.parametrize("name", VARIANTS)
def test_listed_variants_exist(name: str) -> None:
    assert find_method(name).name == name
