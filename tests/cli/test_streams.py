"""Standard streams that are closed, full or of another encoding: commands exit by what they did."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import MadeOnce, copy_of, finished_example

START = (sys.executable, "-m", "reconcile")
FULL = "Note: standard output could not be written: No space left on device\n"


@pytest.fixture
def project(tmp_path: Path, made_once: MadeOnce) -> Path:
    copy_of(made_once("finished-example", finished_example), tmp_path)
    config = tmp_path / "reconcile.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("[report]", "[report]\nfigures = false"))
    return tmp_path


def shell(words: str, redirect: str, **environment: str) -> tuple[int, str, str]:
    line = f'"{sys.executable}" -m reconcile {words} {redirect}'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False, env={**os.environ, **environment}
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


COMMANDS = {"run --force --project {}": 0, "check --project {}": 1, "sources --json --project {}": 0,
            "explain killed --project {}": 0, "methods": 0}  # fmt: skip
# starts on the streams that it is given, and ends once for every command: each begins where all have been imported
FORKS = """
import os, sys
from pathlib import Path
import reconcile.run.pipeline
from reconcile.cli import main
codes = []
for line in sys.argv[2:]:
    child = os.fork()
    if not child:
        sys.argv = ["reconcile", *line.split()]
        sys.exit(main())
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
Path(sys.argv[1]).write_text(repr(codes))
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("redirect", "told"), [(">/dev/full", FULL), (">&-", ""), (">&- 2>&-", ""), ("<&- >&- 2>&-", ""), ("| true", "")]
)
def test_a_command_exits_by_what_it_did(project: Path, redirect: str, told: str) -> None:
    lines = [line.format(project) for line in COMMANDS]
    start = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKS, str(project / "codes"), *lines]
    line = f"{shlex.join(start)} {redirect}"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=True, text=True)
    assert (done.stdout, done.stderr) == ("", told * len(COMMANDS))
    assert (project / "codes").read_text() == repr(list(COMMANDS.values()))
    assert (project / "reports/report.md").exists()


@pytest.mark.long
def test_outputs_are_written_where_nobody_reads_of_them(project: Path) -> None:
    with (project / "data/raw/claims.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (project / "reports/report.md").unlink()
    assert shell(f"run --project {project}", ">/dev/full")[0] == 0
    assert (project / "reports/report.md").exists()


@pytest.mark.long
def test_messages_that_cannot_be_written_change_no_exit_code(project: Path) -> None:
    assert shell("run --project nowhere", "2>/dev/full") == (2, "", "")
    assert shell("run --project nowhere", "2>&-") == (2, "", "")
    assert shell("nonsense", "2>/dev/full") == (2, "", "")
    code, out, told = shell(f"check --project {project}", "2>&-")
    assert (code, told) == (1, "")
    assert out


def test_a_closed_input_is_an_empty_one() -> None:
    code, out, told = shell("extract -", "<&-")
    assert (code, out) == (2, "")
    assert "there is nothing in it" in told


@pytest.mark.long
def test_signs_that_a_terminal_lacks_are_replaced(project: Path) -> None:
    for encoding in ("ascii", "cp1251", "latin-1"):
        code, out, told = shell(f"explain killed --project {project}", "", PYTHONIOENCODING=encoding)
        assert (code, told) == (0, "")
        assert out
