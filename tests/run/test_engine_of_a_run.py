"""`reconcile run --engine`: the outputs of one process, whatever the engine; what fails leaves the last ones."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from reconcile.cli.group import reconcile
from reconcile.engine.parts import engines, in_processes, on_dask
from reconcile.errors import EngineError
from reconcile.folder.example import copy_example
from reconcile.run import open_project
from reconcile.run.pipeline import run_project
from reconcile.run.task import task_of
from tests.examples import long_ones
from tests.projects import WITHOUT_FIGURES, example_without_figures

GOLDEN = Path(__file__).parents[1] / "golden"

# with families and totals; with corrections and sides; with sources that look like copies
PROJECTS = ("example", "corrections", "suspects")

ROWS = pd.DataFrame({
    "claim_id": [f"C{number}" for number in range(4)], "quantity": ["dead", "dead", "hurt", "hurt"],
    "source": ["A", "B"] * 2, "best": [300, 320, 9, 8], "published": pd.Timestamp("2024-01-05"),
})  # fmt: skip


def call(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(reconcile, ["run", "--project", str(home), "--quiet", *arguments])


def outputs(home: Path) -> dict[str, bytes]:
    """Return what a run writes, without the history, which holds the time of a run."""
    files = (file for name in ("data/processed", "reports") for file in (home / name).rglob("*"))
    return {
        str(file.relative_to(home)): file.read_bytes() for file in files if file.is_file() and file.suffix != ".sqlite"
    }


def draw_none(config: Path) -> None:
    keys = config.read_text(encoding="utf-8") if config.exists() else ""
    if "figures = false" not in keys:
        written = keys.replace("[report]\n", WITHOUT_FIGURES) if "[report]\n" in keys else f"{keys}\n{WITHOUT_FIGURES}"
        config.write_text(written, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return example_without_figures(tmp_path)


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A project with a folder of parts in place of a file."""
    folder = tmp_path / "data/raw/claims.parquet"
    folder.mkdir(parents=True)
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n", encoding="utf-8")
    ROWS[:2].to_parquet(folder / "part-0.parquet")
    # of other columns and types
    ROWS[2:].assign(note="late", best=ROWS["best"][2:].astype(float)).to_parquet(folder / "part-1.parquet")
    return tmp_path


@pytest.mark.parametrize("project", [PROJECTS[0], *long_ones([*PROJECTS[1:], "events"])])
def test_a_run_in_parts_writes_the_bytes_of_one(
    project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", 2)
    monkeypatch.setattr(open_project, "working", lambda engine: nullcontext(map))
    for name in ("alone", "parts"):
        if project in PROJECTS:
            shutil.copytree(GOLDEN / project / "input", tmp_path / name)
        else:
            copy_example(tmp_path / name, project)
        draw_none(tmp_path / name / "reconcile.toml")
    run_project(tmp_path / "alone")
    run_project(tmp_path / "parts", engine="processes")
    assert outputs(tmp_path / "parts") == outputs(tmp_path / "alone")


@pytest.mark.long
def test_an_engine_changes_nothing_that_a_run_depends_on(home: Path) -> None:
    assert call(home).exit_code == 0
    before = outputs(home)
    assert call(home, "--engine", "processes", "--force").exit_code == 0
    assert outputs(home) == before
    assert "Nothing to do" in CliRunner().invoke(reconcile, ["run", "--project", str(home)]).output


@pytest.mark.long
def test_the_config_names_an_engine_and_the_command_goes_before_it(home: Path) -> None:
    assert call(home).exit_code == 0
    before = outputs(home)
    with (home / "reconcile.toml").open("a", encoding="utf-8") as config:
        config.write('\n[run]\nengine = "processes"\n')
    assert (task_of(home).engine.name, task_of(home, engine="local").engine.name) == ("processes", "local")
    assert "Nothing to do" in CliRunner().invoke(reconcile, ["run", "--project", str(home)]).output
    assert call(home, "--force").exit_code == 0
    assert outputs(home) == before
    assert "go with the engine dask" in call(home, "--memory", "2GB").output


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--engine", "dask"), "pip install 'reconcile-estimates[dask]'"),
        (("--engine", "processes", "--memory", "2GB"), "go with the engine dask"),
        (("--scheduler", "tcp://host:8786"), "go with the engine dask"),
        (("--engine", "dask", "--memory", "2GB", "--scheduler", "tcp://host:8786"), "have the memory that they were"),
        (("--engine", "processes", "--method", "curve"), "no run in parts has them"),
        (("--engine", "spark"), "'spark' is not one of 'local', 'processes', 'dask'"),
    ],
)
def test_engines_that_cannot_be_used_leave_the_outputs(
    home: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], told: str
) -> None:  # fmt: skip
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(on_dask, "import_module", missing)
    done = call(home, *asked)
    assert done.exit_code == 2
    assert told in done.output
    assert outputs(home) == {}


@pytest.mark.long
@pytest.mark.skipif(find_spec("distributed") is None, reason="dask is not installed")
def test_a_scheduler_that_is_gone_leaves_the_outputs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_dask, "ANSWERS_WITHIN", 1)
    assert call(home).exit_code == 0
    before = outputs(home)
    done = call(home, "--force", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert done.exit_code == 2
    assert "the scheduler does not answer" in done.output
    assert outputs(home) == before


@pytest.mark.long
def test_a_process_that_is_lost_leaves_the_outputs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any) -> Any:
        raise EngineError("a process that reconciled a part was lost")

    assert call(home).exit_code == 0
    before = outputs(home)
    monkeypatch.setattr(in_processes, "_each", lost)
    done = call(home, "--force", "--engine", "processes")
    assert done.exit_code == 2
    assert "a process that reconciled a part was lost" in done.output
    assert outputs(home) == before
    assert not [file for file in home.rglob("*") if "staging" in file.name]


@pytest.mark.long
def test_a_part_that_holds_most_claims_is_told(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", 1)
    monkeypatch.setattr(open_project, "working", lambda engine: nullcontext(map))
    told = ROWS.assign(
        claim_id=[f"D{number}" for number in range(4)], quantity=["dead", "dead", "lost", "tents"],
        family=["f", "f", "f", ""],
    )  # fmt: skip
    told.to_parquet(parts / "data/raw/claims.parquet/part-0.parquet")
    summary = run_project(parts, engine="processes")
    assert summary.notes == ("3 of 6 claims have to do with one another, and stand in one part",)


@pytest.mark.long
def test_a_folder_of_parts_is_an_input(parts: Path) -> None:
    (parts / "data/raw/claims.parquet/_SUCCESS").touch()
    ROWS[:0].to_parquet(parts / "data/raw/claims.parquet/part-2.parquet")
    assert call(parts).exit_code == 0
    table = pd.read_csv(parts / "data/processed/claims.csv")
    assert table["file"].str.rpartition("/")[2].tolist() == ["part-0.parquet"] * 2 + ["part-1.parquet"] * 2
    found = pd.read_csv(parts / "data/processed/findings.csv").set_index("rule")["file"]
    assert found["no-rows"].endswith("claims.parquet/part-2.parquet")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("part-2.parquet", b"no parquet", "part-2.parquet: is not a readable Parquet file"),
        ("part-2.parquet", "half", "part-2.parquet: is not a readable Parquet file"),
        ("part-2.parquet", "other", "part-2.parquet"),
        ("notes.csv", b"a,b\n", "holds notes.csv, which is no Parquet file"),
    ],
)
def test_a_part_that_cannot_be_read_ends_the_run(parts: Path, name: str, content: bytes | str, told: str) -> None:
    folder = parts / "data/raw/claims.parquet"
    if content == "other":
        pd.DataFrame({"town": ["Weir"], "weather": ["fair"]}).to_parquet(folder / name)
    else:
        whole = (folder / "part-0.parquet").read_bytes()
        (folder / name).write_bytes(content if isinstance(content, bytes) else whole[: len(whole) // 2])
    done = call(parts)
    assert done.exit_code == 2
    assert told in done.output
    assert outputs(parts) == {}


def test_a_folder_without_parts_ends_the_run(parts: Path) -> None:
    shutil.rmtree(parts / "data/raw/claims.parquet")
    (parts / "data/raw/claims.parquet").mkdir()
    done = call(parts)
    assert (done.exit_code, outputs(parts)) == (2, {})
    assert "holds no Parquet file" in done.output
