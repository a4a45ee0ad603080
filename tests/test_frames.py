"""Frames between rooms are what `columns.py` says, looked at on real runs at every border."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile import columns
from reconcile.claims.checked import check_claims
from reconcile.columns import Column, names
from reconcile.engine import competing_definitions
from reconcile.engine import estimates_table as table_of_estimates
from reconcile.engine.hear import HeardClaims, hear
from reconcile.engine.pooled import Pooled, pool
from reconcile.engine.side_by_side import side_by_side
from reconcile.engine.sums.event_shares import shares_of_events
from reconcile.engine.tallies import tallies
from reconcile.folder.config import load_config
from reconcile.history.recorded_runs import recorded_runs
from reconcile.inputs.input_files import input_files
from reconcile.inputs.prepared import options_of, prepare
from reconcile.ranges.claimed import claimed_ranges
from reconcile.report.sentences.series import series_of
from reconcile.run.method_table import method_table
from reconcile.run.pipeline import run_project
from reconcile.sources.registry import Registry
from reconcile.sources.weights import weigh

ROOT = Path(__file__).parents[1]

# projects whose frames are looked at: the shipped one, and small ones with other temporals, no dates, odd rows
PROJECTS = {"shipped": ROOT, **{name: ROOT / "tests/golden" / name / "input" for name in ("curve", "bad-input")}}

_KINDS = {"integer": "iu", "number": "fiu", "boolean": "b", "date": "M"}


def faults(frame: pd.DataFrame, table: tuple[Column, ...], *, whole: bool = True) -> list[str]:
    """Return what a frame has otherwise than its declaration: columns, types, cells that are never empty."""
    wrong = [f"{name} is not there" for name in names(table) if name not in frame]
    if whole:
        wrong += [f"{name} is not declared" for name in frame.columns if name not in names(table)]
    for column in table:
        if column.name in frame:
            wrong += _cell_faults(frame[column.name], column)
    return wrong


def _cell_faults(cells: pd.Series, column: Column) -> Iterator[str]:
    # a whole number that may be empty is held as a float
    empty_or_whole = column.type == "integer" and column.nulls != "never empty" and (cells.dropna() % 1 == 0).all()
    if column.type in _KINDS and cells.dtype.kind not in _KINDS[column.type] and not empty_or_whole:
        yield f"{column.name} is {cells.dtype}, not {column.type}"
    different = pd.unique(cells.dropna().astype(object))
    if column.type == "string" and not all(isinstance(value, str) for value in different):
        yield f"{column.name} holds something else than text"
    if column.nulls == "never empty" and (cells.isna().any() or (column.type == "string" and (cells == "").any())):
        yield f"{column.name} is empty"
    if column.values and not set(different) <= {*column.values, ""}:
        yield f"{column.name} holds a word that is not in its list"


def test_a_planted_fault_is_found() -> None:
    table = (Column("day", "integer", "Day", "never empty"), Column("word", "string", "Word", "none", values=("a",)))
    assert faults(pd.DataFrame({"day": [1], "word": ["a"]}), table) == []
    assert faults(pd.DataFrame({"day": [1.5], "word": ["b"], "more": 1}), table) == [
        "more is not declared", "day is float64, not integer", "word holds a word that is not in its list",
    ]  # fmt: skip
    assert faults(pd.DataFrame({"word": [5]}, dtype=object), table) == [
        "day is not there", "word holds something else than text", "word holds a word that is not in its list",
    ]  # fmt: skip


Run = tuple[HeardClaims, Pooled, Registry]


@pytest.fixture(scope="module", params=list(PROJECTS))
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What the engine made of a project, up to the pool."""
    home = tmp_path_factory.mktemp("frames") / "project"
    source = PROJECTS[request.param]
    shutil.copytree(source / "data" / "raw", home / "data" / "raw")
    shutil.copy(source / "reconcile.toml", home)
    config = load_config(home)
    prepared = prepare(config, input_files(config), options_of(config), lambda stage: None)
    options = prepared.options
    heard = hear(prepared.checked.claims, prepared.registry, options.sides, options.claims.measures, None)
    return heard, pool(heard, options.at, options.level, options.method), prepared.registry


def test_checked_claims(run: Run) -> None:
    heard = run[0]
    assert faults(heard.claims, columns.CHECKED, whole=False) == []
    assert faults(heard.claims, columns.RAW_CLAIMS, whole=False) == []


def test_quantities_ranges_and_weights(run: Run) -> None:
    heard, _, registry = run
    assert faults(heard.quantities.table, columns.QUANTITIES) == []
    assert faults(claimed_ranges(heard.claims)[0], columns.RANGES) == []
    assert faults(weigh(heard.claims, heard.voices, registry, {}).table, columns.WEIGHTS) == []


def test_heard_cells_and_pairs(run: Run) -> None:
    heard, pooled, _ = run
    assert faults(heard.table, columns.HEARD) == []
    assert faults(pooled.cells, columns.CELLS) == []
    assert faults(pooled.pairs, columns.PAIRS) == []
    assert faults(tallies(heard, pooled), columns.TALLIES) == []


def test_shares_of_events() -> None:
    table = pd.DataFrame({"claim_id": ["1", "2"], "measure": "killed", "source": "List", "best": [3, 4],
                          "rows": "events", "count_date": ["2024-05-01", ""]})  # fmt: skip
    events = check_claims(table).claims
    shares = shares_of_events(events, [rc.Sum(), rc.Sum(by=("month",), running=True)])
    assert faults(shares, columns.EVENT_SHARES) == []


def test_facts_of_verdicts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    heard, pooled, _ = run
    seen: dict[str, pd.DataFrame] = {}

    def watched(module: ModuleType, name: str) -> None:
        judge = getattr(module, name)

        def watch(frame: pd.DataFrame) -> Any:
            seen[name] = frame
            return judge(frame)

        monkeypatch.setattr(module, name, watch)

    watched(table_of_estimates, "verdicts")
    watched(competing_definitions, "listed_together")
    estimates, behind = table_of_estimates.estimates_table(heard, pooled, 0.9, "linear")
    assert faults(seen["verdicts"], columns.VERDICT_FACTS) == []
    # only things of several definitions are asked about
    defined = pooled.cells.join(heard.quantities.table, on="quantity_code")
    assert ("listed_together" in seen) == bool((competing_definitions.defined_things(defined)[0] >= 0).any())
    assert "listed_together" not in seen or faults(seen["listed_together"], columns.LISTED_FACTS) == []
    assert faults(estimates, columns.CLAIMS_BEHIND, whole=False) == []
    assert faults(behind.pairs, columns.HEARD_BEHIND) == []
    assert faults(behind.computed, columns.BEHIND) == []
    assert behind.at(np.arange(1)).pairs.columns.tolist() == names(columns.HEARD_BEHIND)


def test_methods_side_by_side(run: Run) -> None:
    heard, pooled, _ = run
    assert faults(side_by_side(heard, pooled, 0.9, ["linear", "median"]), columns.SIDE_BY_SIDE) == []


def test_frames_before_and_after_a_run_have_the_same_columns(run: Run) -> None:
    """A frame without a row is still that frame."""
    heard, _, _ = run
    silent = HeardClaims(
        claims=heard.claims, table=heard.table.assign(reason="superseded by the desk"), quantities=heard.quantities,
        voices=heard.voices, known=heard.known, findings=heard.findings, measures=heard.measures,
    )  # fmt: skip
    nothing = pool(silent, "latest", 0.9, "linear")
    assert faults(nothing.cells, columns.CELLS) == []
    assert faults(nothing.pairs, columns.PAIRS) == []


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two recorded runs."""
    home = tmp_path_factory.mktemp("frames") / "project"
    shutil.copytree(PROJECTS["curve"], home)
    run_project(home, as_of="2023-04-21")
    run_project(home)
    return home


def test_frames_that_notebooks_and_commands_get(project: Path) -> None:
    result = rc.open_project(project)
    assert faults(result.estimates, columns.ESTIMATES, whole=False) == []
    assert faults(result.claims, columns.CLAIMS, whole=False) == []
    assert faults(result.changes, columns.CHANGES, whole=False) == []
    assert faults(result.diagnostics, columns.DIAGNOSTICS) == []
    assert faults(result.dependence, columns.DEPENDENCE) == []
    assert faults(result.curves, columns.CURVES) == []
    assert faults(result.printed, columns.PRINTED) == []
    key = result.estimates["quantity"].iloc[0]
    assert faults(result.vintages(key), columns.VINTAGES) == []
    assert faults(series_of(result.estimates), columns.SERIES_POINTS) == []
    assert faults(recorded_runs(project / "data/processed/history.sqlite"), columns.RECORDED_RUNS) == []
    assert faults(method_table(), columns.METHOD_TABLE) == []
    truth = pd.DataFrame({"quantity": [key], "value": [2000]})
    assert faults(rc.score(result, truth), columns.SCORES) == []


def test_checks_of_identities() -> None:
    rows = [("killed", 10), ("wounded", 20), ("casualties", 31)]
    claims = pd.DataFrame({"measure": [m for m, _ in rows], "best": [n for _, n in rows], "source": "A", "party": "p"})
    rule = rc.Identity("casualties = killed + wounded", "casualties", ("killed", "wounded"))
    result = rc.reconcile(claims, options=rc.Options(identities=[rule]))
    assert len(result.identities) == 1
    assert faults(result.identities, columns.IDENTITY_CHECKS) == []
