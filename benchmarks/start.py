"""How long `reconcile --help` takes, in CPU seconds and as a multiple of what no command line goes without.

Every call of the command pays for it, completion in a shell too. CPU seconds do not depend on what else the machine is
doing, as wall time does; the ratio does not depend on the machine.

    python benchmarks/start.py
"""

from __future__ import annotations

import os
import subprocess
import sys

# starts of each, of which the quickest counts: the first ones read from the disk
STARTS = 9

COMMANDS = {
    "python": ["-c", "pass"],
    "python with click": ["-c", "import click"],
    "reconcile --help": ["-m", "reconcile", "--help"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """Return the CPU seconds of a start of Python with these arguments."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, code, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(code)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print what each takes, and how many times as much as click."""
    taken = {name: min(cpu_seconds(arguments) for _ in range(STARTS)) for name, arguments in COMMANDS.items()}
    for name, seconds in taken.items():
        print(f"{name:20} {seconds:6.3f} CPU s {seconds / taken['python with click']:6.2f} times click")


if __name__ == "__main__":
    main()
