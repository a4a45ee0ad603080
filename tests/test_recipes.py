"""The recipes of docs/how-to/recipes: checked by their own checkers where there are any, and run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import example_without_figures

ROOT = Path(__file__).parents[1]
RECIPES = ROOT / "docs/how-to/recipes"
# where the project lies in the recipes
PLACE = "/srv/flood"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the recipes are for systems with a POSIX shell")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A folder with a command `reconcile`, as in the project's virtual environment."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "reconcile"
    file.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m reconcile "$@"\n')
    file.chmod(0o755)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "flood"
    folder.mkdir()
    return example_without_figures(folder)


@pytest.fixture
def environment(command: Path, tmp_path: Path) -> dict[str, str]:
    """Nothing of this machine's own settings, as on a server."""
    who = {f"GIT_{role}_{what}": "desk" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {
        "PATH": f"{command}:/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", **who
    }  # fmt: skip


def run(line: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False)


def git(folder: Path, *words: str, environment: Mapping[str, str]) -> str:
    done = run(["git", *words], folder, environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commits(folder: Path, environment: Mapping[str, str], branch: str = "HEAD") -> int:
    return int(git(folder, "rev-list", "--count", branch, environment=environment))


@pytest.fixture
def repository(home: Path, environment: dict[str, str]) -> Path:
    """The project in a repository, with what is in it committed."""
    git(home, "init", "--quiet", "--initial-branch", "main", environment=environment)
    (home / ".gitignore").write_text(".reconcile/\n")
    git(home, "add", "--all", environment=environment)
    git(home, "commit", "--quiet", "--message", "begin", environment=environment)
    return home


def refresh(home: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return run(["sh", str(RECIPES / "refresh.sh"), str(home)], home.parent, environment)


@pytest.mark.long
@needs_git
def test_the_script_commits_once_for_every_change(repository: Path, environment: dict[str, str]) -> None:
    for _ in range(2):
        done = refresh(repository, environment)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert commits(repository, environment) == 2
    (repository / "data/processed/history.sqlite").write_bytes(b"a row for every run")
    assert refresh(repository, environment).returncode == 0
    assert commits(repository, environment) == 2
    claims = repository / "data/raw/claims.csv"
    claims.write_text(claims.read_text().replace("42", "43"))
    assert refresh(repository, environment).returncode == 0
    assert commits(repository, environment) == 3
    # what the desk has on its table is the desk's to commit
    changed = git(repository, "show", "--name-only", "--format=", "HEAD", environment=environment).split()
    assert all(name.startswith(("data/processed/", "reports/")) for name in changed)


@pytest.mark.long
@needs_git
def test_the_script_leaves_what_the_desk_has_staged(repository: Path, environment: dict[str, str]) -> None:
    (repository / "notes.txt").write_text("ask the ministry")
    git(repository, "add", "notes.txt", environment=environment)
    assert refresh(repository, environment).returncode == 0
    assert git(repository, "diff", "--cached", "--name-only", environment=environment) == "notes.txt"


@needs_git
def test_a_failed_run_commits_nothing(repository: Path, environment: dict[str, str]) -> None:
    (repository / "data/raw/claims.csv").write_text("nothing\n")
    done = refresh(repository, environment)
    assert done.returncode == 2
    assert "Error: " in done.stderr
    assert commits(repository, environment) == 1


@pytest.mark.long
@needs_git
def test_an_old_input_is_told_and_what_was_written_is_committed(repository: Path, environment: dict[str, str]) -> None:
    with (repository / "reconcile.toml").open("a") as file:
        file.write('\n[[inputs]]\npath = "more.csv"\nmax_age = "1h"\n')
    more = repository / "more.csv"
    more.write_text("quantity,source,best\ndead,Mayor,41\n")
    os.utime(more, (0, 0))
    done = refresh(repository, environment)
    assert done.returncode == 3
    assert "Stale: more.csv was last written on 1970-01-01" in done.stderr
    assert commits(repository, environment) == 2


def workflow() -> dict[Any, Any]:
    told: dict[Any, Any] = yaml.safe_load((RECIPES / "refresh.yml").read_text(encoding="utf-8"))
    return told


def steps() -> dict[str, str]:
    return {step["name"]: step["run"] for step in workflow()["jobs"]["refresh"]["steps"] if "run" in step}


def test_the_workflow_is_one_by_its_schema() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*line, str(RECIPES / "refresh.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_installs_this_package_and_may_do_no_more_than_it_needs() -> None:
    assert 'name = "reconcile-estimates"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'pip install "reconcile-estimates[fetch]"' in steps()["Install"]
    assert workflow()["permissions"] == {}
    assert workflow()["jobs"]["refresh"]["permissions"] == {"contents": "write"}
    # an expression in a script would let a value become a command
    assert not [name for name, script in steps().items() if "${{" in script]


def step(name: str, home: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as the service does."""
    return run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]], home, environment)


@pytest.mark.long
@needs_git
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_workflow_pushes_once_for_every_change(
    repository: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote), environment=environment)
    git(repository, "remote", "add", "origin", str(remote), environment=environment)
    git(repository, "push", "--quiet", "--set-upstream", "origin", "main", environment=environment)
    told = tmp_path / "output"
    settled = {**environment, "GITHUB_OUTPUT": str(told)}
    for _ in range(2):
        assert step("Refresh", repository, settled).returncode == 0
        done = step("Commit what changed", repository, settled)
        assert done.returncode == 0, done.stderr
        assert commits(remote, environment, "main") == 2
    assert done.stdout == "nothing changed\n"
    assert told.read_text() == "code=0\ncode=0\n"
    claims = repository / "data/raw/claims.csv"
    claims.write_text(claims.read_text().replace("42", "43"))
    assert step("Refresh", repository, settled).returncode == 0
    assert step("Commit what changed", repository, settled).returncode == 0
    assert commits(remote, environment, "main") == 3


@pytest.mark.long
def test_a_failed_run_ends_the_workflow_and_an_old_input_does_so_after_the_commit(
    home: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    told = tmp_path / "output"
    (home / "data/raw/claims.csv").write_text("nothing\n")
    assert step("Refresh", home, {**environment, "GITHUB_OUTPUT": str(told)}).returncode == 2
    assert step("Tell of thresholds and old inputs", home, {**environment, "CODE": "3"}).returncode == 3
    (last,) = workflow()["jobs"]["refresh"]["steps"][-1:]
    assert last["if"] == "steps.refresh.outputs.code != '0'"


def cron_lines() -> tuple[dict[str, str], list[tuple[list[str], str]]]:
    """Settings, and jobs as their five fields and their command."""
    settings, jobs = {}, []
    for line in (RECIPES / "crontab").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if found := re.match(r"([A-Z]+)=(.*)", line):
            settings[found[1]] = found[2]
        else:
            *fields, job = line.split(None, 5)
            jobs.append((fields, job))
    return settings, jobs


# minute, hour, day of the month, month, day of the week
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def is_field(text: str, lowest: int, highest: int) -> bool:
    """Say whether a field of a crontab is one: `*`, numbers, ranges, lists of them, each with a step."""
    for part in text.split(","):
        found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?", part)
        if not found or any(number and not lowest <= int(number) <= highest for number in found.groups()[:2]):
            return False
    return True


@pytest.mark.parametrize(("text", "good"), [("7", True), ("*/5", True), ("1-5,9", True), ("60", False), ("x", False)])
def test_fields_of_a_crontab_are_told_from_others(text: str, good: bool) -> None:
    assert is_field(text, 0, 59) == good


def test_the_crontab_is_one() -> None:
    settings, jobs = cron_lines()
    assert settings["PATH"].startswith(f"{PLACE}/.venv/bin:")
    assert len(jobs) == 1
    for fields, job in jobs:
        assert all(is_field(field, *ends) for field, ends in zip(fields, FIELDS, strict=True))
        # to cron, a percent sign ends the line
        assert "%" not in job


@pytest.mark.long
def test_the_job_of_the_crontab_runs_as_cron_runs_it(home: Path, command: Path, tmp_path: Path) -> None:
    """By /bin/sh, in the home folder, with next to no environment; silent when all is well."""
    (tmp_path / "flood.env").write_text("WIRES_TOKEN=abc\n")
    settings, ((_, job),) = cron_lines()
    told = {"HOME": str(tmp_path), "PATH": settings["PATH"].replace(f"{PLACE}/.venv/bin", str(command))}
    done = run(["/bin/sh", "-c", job.replace(PLACE, str(home))], tmp_path, told)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (home / "reports/report.md").exists()
    (home / "data/raw/claims.csv").write_text("nothing\n")
    done = run(["/bin/sh", "-c", job.replace(PLACE, str(home))], tmp_path, told)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_units_are_right_by_systemds_own_word(home: Path, command: Path, tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    for name in ("reconcile-desk.service", "reconcile-refresh.service", "reconcile-refresh.timer"):
        text = (RECIPES / name).read_text(encoding="utf-8")
        text = text.replace(f"{PLACE}/.venv/bin", str(command)).replace(PLACE, str(home))
        (tmp_path / "units" / name).write_text(text, encoding="utf-8")
    units = [str(file) for file in sorted((tmp_path / "units").iterdir())]
    done = run(["systemd-analyze", "verify", "--man=no", *units], tmp_path, {"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stderr) == (0, "")
    when = re.search(r"^OnCalendar=(.*)$", (RECIPES / "reconcile-refresh.timer").read_text(), re.M)
    assert when
    done = run(["systemd-analyze", "calendar", when[1]], tmp_path, {"PATH": os.environ["PATH"]})
    assert done.returncode == 0, done.stderr


@pytest.mark.long
def test_the_command_of_the_unit_runs(home: Path, command: Path, environment: dict[str, str]) -> None:
    text = (RECIPES / "reconcile-refresh.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.M)
    words = shlex.split(line.replace(f"{PLACE}/.venv/bin", str(command)).replace(PLACE, str(home)))
    done = run(words, home, environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_page_shows_every_recipe_as_it_is() -> None:
    for file in RECIPES.iterdir():
        name = "desk-for-several" if "desk" in file.name else "schedule"
        page = (ROOT / f"docs/how-to/{name}.md").read_text(encoding="utf-8")
        assert f"](recipes/{file.name})" in page
        if file.suffix != ".sh":
            assert file.read_text(encoding="utf-8").strip() in page
