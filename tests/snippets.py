"""Fenced blocks of README, CONTRIBUTING and docs: found, and run as by a reader who follows a page to its end."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from reconcile.cli.group import EXIT_FOUND
from reconcile.cli.group import reconcile as commands

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))

# an opening fence, its language, what it holds, and the fence that closes it
_BLOCK = re.compile(r"^(?P<fence> *```+)(?P<kind>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ ]*$", re.DOTALL | re.MULTILINE)

# words by which a line asks more of a shell than to split it
_OF_THE_SHELL = {"|", ">", ">>", "<", "&&", "||", ";", "&"}

# what `reconcile` is in a shell
_PRELUDE = f'reconcile() {{ "{sys.executable}" -m reconcile "$@"; }}\n'

# programs of others that a page may start, with files of ours
_OTHERS = {"datasette"}


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes
    ----------
    page : str
        Path in the repository.
    line : int
        Line of its opening fence, from 1.
    kind : str
        What stands behind the fence; "" where nothing does.
    text : str
    """

    page: str
    line: int
    kind: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


@cache
def blocks_of(page: Path) -> tuple[Block, ...]:
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT).as_posix()
    return tuple(
        Block(name, text.count("\n", 0, match.start()) + 1, match["kind"].strip(), match["text"])
        for match in _BLOCK.finditer(text)
    )


def all_blocks() -> list[Block]:
    return [block for page in PAGES for block in blocks_of(page)]


class Reader:
    """Someone who types what a page says.

    Parameters
    ----------
    folder : Path
        Where to begin.
    processes : bool
        Whether a real shell starts a process for every command of `reconcile`, or all of them run in this one.
    """

    def __init__(self, folder: Path, *, processes: bool = False) -> None:
        self.folder, self.processes = folder, processes
        self.seen = ""

    def run(self, text: str) -> None:
        """Run a block of shell, and keep what was seen."""
        self.seen = ""
        if self.processes or "<<" in text:
            self.seen = self._by_the_shell(text)
            return
        for line in text.replace("\\\n", " ").splitlines():
            if words := shlex.split(line, comments=True):
                self._run_line(line, words)

    def _run_line(self, line: str, words: list[str]) -> None:
        program, *arguments = words
        if program == "cd":
            self.folder /= arguments[0]
        elif program == "reconcile":
            assert not _OF_THE_SHELL & set(words), line
            self.seen += self._by_command(line, arguments)
        elif program == "sqlite3":
            self.seen += self._by_sqlite(*arguments)
        elif program not in _OTHERS:
            self.seen += self._by_the_shell(line)

    def _by_command(self, line: str, arguments: list[str]) -> str:
        with chdir(self.folder):
            done = CliRunner(env={"COLUMNS": "200"}).invoke(commands, arguments)
        # `check` and `diff` say by their exit code that there is something to see
        accepted = {0, EXIT_FOUND} if arguments[0] == "check" else {0}
        assert done.exit_code in accepted, f"{line}\n{done.output}"
        return done.output

    def _by_sqlite(self, file: str, query: str) -> str:
        database = sqlite3.connect(f"file:{self.folder / file}?mode=ro", uri=True)
        try:
            return "".join("|".join(map(str, row)) + "\n" for row in database.execute(query))
        finally:
            database.close()

    def _by_the_shell(self, text: str) -> str:
        # as in an environment that is activated: `python` is the one of the tests
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        done = subprocess.run(
            ["sh", "-ec", _PRELUDE + text],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr
