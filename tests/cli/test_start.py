"""What every call pays for: heavy imports. How long it takes is measured by `benchmarks/start.py`."""

from __future__ import annotations

import gc
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context

from reconcile import __version__
from reconcile.cli import group, main
from reconcile.cli.group import reconcile
from reconcile.garbage import SELDOM
from tests.projects import copy_of, example_without_figures

HEAVY = ("pandas", "numpy", "scipy", "matplotlib", "pydantic", "jinja2", "rich")
LOADED = """
import sys
from reconcile.cli import main
sys.argv = ["reconcile", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
print(",".join(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["run", "--help"], ["explain", "--help"], ["nonsense"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = LOADED.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == ""


def test_a_run_that_finds_nothing_changed_loads_nothing_that_reads_tables(example: Path, tmp_path: Path) -> None:
    arguments = ["run", "--quiet", "--project", str(copy_of(example, tmp_path))]
    code = LOADED.format(arguments=arguments, heavy=(*HEAVY, "pyarrow", "reconcile.run.pipeline"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # pydantic checks the config
    assert done.stderr.splitlines()[-1] == "pydantic"


def test_the_version_is_that_of_the_package() -> None:
    done = subprocess.run([sys.executable, "-m", "reconcile", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"reconcile, version {__version__}\n"


@pytest.mark.long
@pytest.mark.parametrize(("given", "used"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_a_command_has_one_thread_of_linear_algebra_unless_told_otherwise(given: dict[str, str], used: str) -> None:
    code = LOADED.format(arguments=["methods"], heavy=()) + "import os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**environment, **given}
    )
    assert done.stdout.splitlines()[-1] == used


@pytest.mark.parametrize(("given", "used"), [({}, "system"), ({"ARROW_DEFAULT_MEMORY_POOL": "mimalloc"}, "mimalloc")])
def test_arrow_takes_the_memory_of_the_system_unless_told_otherwise(given: dict[str, str], used: str) -> None:
    code = (
        LOADED.format(arguments=["methods"], heavy=())
        + "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**environment, **given}
    )
    assert done.stdout.splitlines()[-1] == used


def test_commands_seldom_look_for_circles_of_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    before, during = gc.get_threshold(), []
    monkeypatch.setattr(group, "reconcile", lambda: during.append(gc.get_threshold()))
    main()
    assert (during, gc.get_threshold()) == ([(300_000, *before[1:])], before)


LOOKS = """
import gc
from reconcile.cli import main
looks = []
gc.callbacks.append(lambda phase, info: looks.append(phase))
"""


@pytest.mark.long
def test_no_look_for_garbage_is_taken_at_what_a_run_loads_and_leaves(example: Path, tmp_path: Path) -> None:
    arguments = ["run", "--dry-run", "--quiet", "--project", str(copy_of(example, tmp_path))]
    code = LOOKS + LOADED.format(arguments=arguments, heavy=()) + "print(looks, gc.get_freeze_count())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    looks, left = done.stdout.rsplit(maxsplit=1)
    assert looks == "[]"
    # with nothing of a run they would be some thousands
    assert int(left) > SELDOM // 3


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    command = [sys.executable, "-m", "reconcile", "methods"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def on_a_terminal(command: list[str]) -> str:
    """Run a command on a pseudo-terminal; give all that appears on it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        seen = b""
        # at the end of the terminal Linux gives an error, other systems nothing
        try:
            while part := os.read(ours, 4096):
                seen += part
        except OSError:
            pass
        assert process.wait() == 0
    os.close(ours)
    return seen.decode()


@pytest.mark.long
def test_progress_and_colours_are_for_terminals_only(tmp_path: Path) -> None:
    example_without_figures(tmp_path)
    command = [sys.executable, "-m", "reconcile", "run", "--dry-run", "--project", str(tmp_path)]
    seen = on_a_terminal(command)
    assert "reading" in seen or "pooling" in seen
    assert "\x1b[1m" in seen
    assert "\x1b" not in on_a_terminal([*command, "--quiet"])
    piped = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stdout
    assert piped.stderr == ""


# commands that a test starts as a process of their own; all else of them is tested within the process of the tests
STARTED_ELSEWHERE = {
    "init": "docs/how-to/score.md, followed by tests/test_snippets.py", "run": "tests/test_golden.py",
    "score": "docs/how-to/score.md, followed by tests/test_snippets.py",
    "desk": "tests/web/test_process.py",
    "extract": "tests/cli/test_extract_review.py", "review": "tests/cli/test_extract_review.py",
}  # fmt: skip
# arguments in a project that has run, exit code, and what is seen
STARTED_HERE = {
    "check": ([], 1, "1 row rejected"),
    "parse": (["as many as 4,000"], 0, "upper"),
    "explain": (["displaced"], 0, "displaced"),
    "diff": ([], 0, "no earlier run"),
    "history": ([], 0, "2024-05-23"),
    "approve": (["killed*", "--editor", "A. Editor"], 0, "killed"),
    "corrections": ([], 0, "No approved sentence has changed"),
    "sources": ([], 0, "Interior Ministry"),
    "methods": ([], 0, "linear"),
}


def test_every_command_is_started_as_a_process_somewhere() -> None:
    assert sorted([*STARTED_ELSEWHERE, *STARTED_HERE]) == sorted(reconcile.list_commands(Context(reconcile)))


@pytest.mark.long
def test_a_command_in_a_process_of_its_own(example: Path, tmp_path: Path, subtests: pytest.Subtests) -> None:
    copy_of(example, tmp_path)
    for name, (arguments, code, seen) in STARTED_HERE.items():
        with subtests.test(name):
            command = [sys.executable, "-W", "error", "-m", "reconcile", name, *arguments]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == code, done.stderr
            assert seen in done.stdout + done.stderr
