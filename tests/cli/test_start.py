"""What every call pays for: start-up time, heavy imports, help."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from reconcile import __version__

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


def test_help_is_quick() -> None:
    """Best of five: others may be using the machine."""
    command = [sys.executable, "-m", "reconcile", "--help"]
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.150


def test_the_version_is_that_of_the_package() -> None:
    done = subprocess.run([sys.executable, "-m", "reconcile", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"reconcile, version {__version__}\n"


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    command = [sys.executable, "-m", "reconcile", "methods"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
