from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from reconcile.cli.group import reconcile
from reconcile.run import open_project
from tests.projects import copy_of, example_without_figures

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "measure,source,low,best,high\n"


def call(*arguments: str, **named: Any) -> Result:
    return CliRunner().invoke(reconcile, arguments, **named)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return example_without_figures(tmp_path)


@pytest.fixture
def finished(example: Path, tmp_path: Path) -> Path:
    """The same project after its first run."""
    return copy_of(example, tmp_path)


def with_claims(folder: Path, text: str) -> Path:
    (folder / "data/raw").mkdir(parents=True, exist_ok=True)
    (folder / "data/raw/claims.csv").write_text(text, encoding="utf-8")
    return folder


def test_init_makes_a_project_that_runs(tmp_path: Path) -> None:
    done = call("init", str(tmp_path / "flood"))
    assert done.exit_code == 0
    assert "wrote  reconcile.toml" in done.stderr
    assert call("run", "--project", str(tmp_path / "flood")).exit_code == 0


def test_init_says_what_it_kept(home: Path) -> None:
    made = json.loads(call("init", str(home), "--json").stdout)
    assert made["written"] == []
    assert "reconcile.toml" in made["kept"]


@pytest.mark.long
def test_run_shows_one_screen(home: Path) -> None:
    done = call("run", "--project", str(home))
    assert done.exit_code == 0
    assert done.stdout.startswith("Reconciled ")
    assert "known by 2024-05-23" in done.stdout
    assert len(done.stdout.splitlines()) <= 24
    assert done.stderr == ""


def test_run_twice_has_nothing_to_do(finished: Path) -> None:
    done = call("run", "--project", str(finished))
    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing to do")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have another allocator")
@pytest.mark.parametrize(("given", "asked"), [("", [(-8, 1)]), ("4", [])])
def test_threads_of_a_run_share_a_heap_unless_told_otherwise(
    given: str, asked: list[tuple[int, int]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = list[tuple[int, int]]()
    library = SimpleNamespace(mallopt=lambda *setting: calls.append(setting))
    monkeypatch.setattr("reconcile.cli.run.ctypes", SimpleNamespace(CDLL=lambda _: library))
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    if given:
        monkeypatch.setenv("MALLOC_ARENA_MAX", given)
    assert call("run", "--project", str(home), "--dry-run").exit_code == 0
    assert calls == asked


def test_quiet_says_nothing(home: Path) -> None:
    done = call("run", "--project", str(home), "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_json_is_the_summary(home: Path) -> None:
    summary = json.loads(call("run", "--project", str(home), "--json").stdout)
    assert summary["as_of"] == "2024-05-23"
    assert "reports/report.md" in summary["written"]


def test_a_dry_run_writes_nothing(home: Path) -> None:
    before = sorted(home.rglob("*"))
    assert "dry run" in call("run", "--project", str(home), "--dry-run").stdout
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-of", "yesterday"],
        ["--method", "guess"],
        ["--level", "1.5"],
        ["--level", "nan"],
        ["--fail-on", "weather"],
        ["--quantity", "no such thing"],
        ["--no-such-option"],
        ["--project", "no-such-folder"],
    ],
)
def test_wrong_usage_is_exit_2_and_writes_nothing(home: Path, arguments: list[str]) -> None:
    done = call("run", "--project", str(home), *arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Error" in done.stderr
    assert not list((home / "data/processed").iterdir())


def test_strict_writes_and_ends_with_1(home: Path) -> None:
    done = call("run", "--project", str(home), "--strict")
    assert done.exit_code == 1
    assert "Crossed: 1 row rejected" in done.stderr
    assert (home / "reports/report.md").exists()


def test_thresholds_hold_although_nothing_changed(home: Path) -> None:
    for _ in range(2):
        assert call("run", "--project", str(home), "--fail-on", "rejected").exit_code == 1


def test_nothing_usable_is_exit_2_with_the_reasons(tmp_path: Path) -> None:
    with_claims(tmp_path, HEADER + "killed,A,,-5,\nkilled,B,9,,3\n")
    done = call("run", "--project", str(tmp_path))
    assert done.exit_code == 2
    assert "2 rows rejected" in done.stderr
    assert "no claim can be used" in done.stderr
    assert not (tmp_path / "data/processed").exists()


def test_a_project_without_claims_says_what_to_do(tmp_path: Path) -> None:
    done = call("run", "--project", str(tmp_path))
    assert done.exit_code == 2
    assert "there is no file of claims" in done.stderr
    assert "reconcile init" in done.stderr


def test_another_run_is_exit_4(home: Path) -> None:
    (home / ".reconcile").mkdir()
    with FileLock(home / ".reconcile/lock"):
        done = call("run", "--project", str(home))
    assert done.exit_code == 4
    assert "another run" in done.stderr


def test_the_unexpected_is_one_line_and_exit_2(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_project, "reconcile_checked", lambda *arguments: 1 // 0)
    done = call("run", "--project", str(home))
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "Error: unexpected ZeroDivisionError: integer division or modulo by zero (`reconcile --debug …` shows where)"
    ]


def test_debug_shows_where(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_project, "reconcile_checked", lambda *arguments: 1 // 0)
    assert isinstance(call("--debug", "run", "--project", str(home)).exception, ZeroDivisionError)
    done = call("run", "--project", str(home), env={"RECONCILE_DEBUG": "1"})
    assert isinstance(done.exception, ZeroDivisionError)


def test_check_groups_what_it_found_and_writes_nothing(home: Path) -> None:
    before = sorted(home.rglob("*"))
    done = call("check", "--project", str(home))
    assert done.exit_code == 1
    assert done.stdout.startswith("1 row rejected\n")
    assert "2024-05-32" in done.stdout
    assert sorted(home.rglob("*")) == before


def test_check_of_sound_claims_is_exit_0(tmp_path: Path) -> None:
    with_claims(tmp_path, HEADER + "killed,A,4,5,6\nkilled,B,4,5,7\n")
    (tmp_path / "data/raw/sources.csv").write_text("source,grade\nA,B2\nB,B2\n")
    done = call("check", "--project", str(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "2 claims can be used, 0 rows rejected, 0 findings\n")


def test_check_says_what_is_alike_once(tmp_path: Path) -> None:
    with_claims(tmp_path, HEADER + "killed,A,4,5,6\n" + "".join(f"killed,A,,-{n},\n" for n in range(1, 151)))
    done = call("check", "--project", str(tmp_path))
    assert "150 rows rejected\n" in done.stdout
    assert "150 rows like '-1', 150 different ones, the first is row 2: a count is 0 or more" in done.stdout
    told = json.loads(call("check", "--project", str(tmp_path), "--json").stdout)
    assert len(told["rejected"]) == 150
    assert {name: count for name, count in told["rows"].items() if count} == {"read": 151, "rejected": 150, "used": 1}


def test_check_of_nothing_usable_is_something_found(tmp_path: Path) -> None:
    with_claims(tmp_path, HEADER + "killed,A,,-5,\n")
    done = call("check", "--project", str(tmp_path))
    assert done.exit_code == 1
    assert "0 claims can be used, 1 row rejected" in done.stdout


def test_parse_shows_the_reading_and_why() -> None:
    done = call("parse", "as many as 4,000")
    assert done.exit_code == 0
    lines = dict(line.split(None, 1) for line in done.stdout.splitlines() if " " in line)
    assert lines["kind"] == "upper"
    assert lines["n1"] == "4,000"
    assert lines["why"]


def test_parse_takes_words_without_quotes() -> None:
    assert call("parse", "about", "300", "dead").stdout == call("parse", "about 300 dead").stdout


def test_parse_as_json() -> None:
    reading = json.loads(call("parse", "about 300", "--json").stdout)
    assert reading["n1"] == 300
    assert reading["n2"] is None
    assert list(reading)[:6] == ["kind", "n1", "n2", "low", "best", "high"]


@pytest.mark.parametrize("text", ["heavy losses", "", "300 dead and 20 tanks", "9" * 400])
def test_parse_of_no_figure_is_exit_2(text: str) -> None:
    done = call("parse", text)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")


def test_explain_tells_of_estimate_and_claims(home: Path) -> None:
    done = call("explain", "killed*", "--project", str(home))
    assert done.exit_code == 0
    assert all(claim in done.stdout for claim in ("F01", "F02", "F03", "F04"))
    assert "F05" not in done.stdout


def test_explain_by_family_and_as_json(home: Path) -> None:
    told = json.loads(call("explain", "Alder valley flood", "--project", str(home), "--json").stdout)
    assert len(told) == 4
    assert {claim["claim_id"] for one in told for claim in one["claims"]} >= {"F01", "F08"}


def test_explain_checks_what_was_foretold(home: Path) -> None:
    told = call("explain", "killed*", "--check", "--project", str(home)).stdout
    assert "check: too few dated figures" in told
    assert "no source is known to have changed its figure" in told
    held = json.loads(call("explain", "killed*", "--check", "--json", "--project", str(home)).stdout)
    assert held[0]["foretold"] == []


def test_explain_of_an_unknown_quantity_names_the_known_ones(home: Path) -> None:
    done = call("explain", "sheep", "--project", str(home))
    assert done.exit_code == 2
    assert "there are: " in done.stderr


def test_sources_counts_relays_under_their_voice(home: Path) -> None:
    rows = json.loads(call("sources", "--project", str(home), "--json").stdout)
    table = {row["source"]: row for row in rows}
    assert table["Interior Ministry"]["voice_of"] == 3
    assert table["Morning Herald"]["published"] == 1
    assert table["Morning Herald"]["voice_of"] == 0
    assert table["Morning Herald"]["weight"] is None


@pytest.mark.long
def test_suspects_as_text_and_as_data(tmp_path: Path) -> None:
    rows = "".join(
        f"wounded,{source},{place},{best}\n" for place, best in enumerate((712, 1384, 566)) for source in "AB"
    )
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text("measure,source,place,best\n" + rows)
    pairs = json.loads(call("sources", "--suspects", "--project", str(tmp_path), "--json").stdout)
    assert [(pair["source_a"], pair["source_b"], pair["equal"], pair["told"]) for pair in pairs] == [
        ("A", "B", 3, "both_exact")
    ]
    told = call("sources", "--suspects", "--project", str(tmp_path)).stdout
    assert "both_exact: one copies the other, or both count exactly" in told
    assert "score: " in told
    apart = rows.replace("B,0,712", "B,0,1500").replace("B,1,1384", "B,1,911").replace("B,2,566", "B,2,203")
    (tmp_path / "data/raw/claims.csv").write_text("measure,source,place,best\n" + apart)
    told = call("sources", "--suspects", "--project", str(tmp_path)).stdout
    assert told.splitlines()[-1].endswith("No pair is suspected.")
    with_claims(tmp_path, HEADER + "killed,A,,5,\n")
    none = call("sources", "--suspects", "--project", str(tmp_path)).stdout
    assert none == "No two sources have three figures in common.\n"


def test_what_is_learned_of_sources_is_told_in_words(finished: Path) -> None:
    truth = finished / "truth.csv"
    key = "displaced/residents/place=Alder valley/stock"
    truth.write_text(f"quantity,value,source,published\n{key},900,Coroner,2024-09-01\nkilled,44,,2024-09-01\n"
                     "missing/residents/place=Alder valley/stock,10,Mayor of Lindon,2024-09-01\n")  # fmt: skip
    told = call("score", str(truth), "--learn", "--project", str(finished)).stderr
    # 3,000 of 900, and what one value makes of it beside what is usual
    assert "  Interior Ministry, displaced: 1 known value, 233% too high; taken for off by 115%, 22% too high" in told
    assert "truth-judges-nobody (1)" in told
    truth.write_text("quantity,value,source,published\nkilled,44,,2024-09-01\n")
    assert "nothing was learned" in call("score", str(truth), "--learn", "--project", str(finished)).stderr


def test_sources_as_text_is_a_table(home: Path) -> None:
    lines = call("sources", "--project", str(home)).stdout.splitlines()
    assert lines[0].split() == ["source", "kind", "grade", "stake", "weight", "published", "voice_of", "used"]
    assert len(lines) == 7


def test_methods_lists_what_each_assumes() -> None:
    assert call("methods").stdout.startswith("linear\n  does       ")
    methods = json.loads(call("methods", "--json").stdout)
    assert [method["method"] for method in methods][:2] == ["linear", "log"]
    assert all(method["assumptions"] and method["misleads"] for method in methods)


@pytest.mark.parametrize("command", ["run", "check", "explain", "sources", "parse", "methods"])
def test_every_command_takes_the_common_options(command: str) -> None:
    told = call(command, "--help").stdout
    assert all(option in told for option in ("--project", "--quiet", "--json"))
