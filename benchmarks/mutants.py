"""How many small mistakes in the code of a room its own tests notice.

Usage: python benchmarks/mutants.py [ROOM ...] [--sample 300] [--processes 2]   (default: pool sources claims language)

Needs the extras `test` and `dev`, and a system that can fork. Of all mutants that mutmut makes of a room's functions,
and of the numbers that stand outside of functions (constants), a sample is drawn from a fixed seed. The room's own
tests, `tests/ROOM` and the examples in the docstrings of `reconcile/ROOM`, run against each until one fails: those of
the changed module first, and then all, the quickest first. A mutant that takes several times the CPU seconds of the
unchanged code is ended and counts as noticed.

Only the making of mutants is mutmut's. Its own runner makes all of them (over 20,000 here) before it runs one, knows no
sample, keeps one table of which test reaches which function for the whole package rather than the tests of a room, and
calls every function through a trampoline, which leaves constants out. Here one changed module is given to a fresh
process in place of its file; nothing is written. Every process is forked from one that has imported the other packages.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import json
import math
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import libcst
import pytest
from hypothesis import Phase, settings
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parents[1]
ROOMS = ("pool", "sources", "claims", "language")
SEED = 20250131
SAMPLE = 300
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"

# CPU seconds for everything before the first test, several times of what the unchanged code needs
START_SECONDS = 20
# a test may take this many times the CPU seconds that it takes on the unchanged code, and this many more
TIMES, MORE_SECONDS = 5, 4
# seconds on the clock for one mutant: one that waits forever spends no CPU
MOST_SECONDS = 600
# packages that every room's tests load; imported once, before forking. None of them imports `reconcile`
HEAVY = (
    "numpy", "pandas", "scipy.special", "scipy.stats", "scipy.optimize", "pydantic", "dateparser", "pint", "click",
    "rich", "jinja2", "openpyxl", "pyarrow.parquet", "filelock", "hypothesis.extra.pandas", "_pytest.doctest",
    "python_calamine", "_hypothesis_pytestplugin", "asyncio",
)  # fmt: skip
# one CPU second goes further in a process that starts no threads of its own, and loads no plugins that no test uses
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
# examples are the same for every mutant, and none is made smaller: that it fails is enough
settings.register_profile(
    "mutants", derandomize=True, database=None, deadline=None, max_examples=20, phases=[Phase.explicit, Phase.generate]
)


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    file: Path
    name: str
    code: str
    line: int
    change: str


class Changed(SourceFileLoader):
    """Gives the code of a mutant in place of its file; as a finder, for its module alone."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.name, str(mutant.file))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        """Compile the changed code."""
        return compile(self.mutant.code, self.path, "exec", dont_inherit=True)

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return where the changed module comes from, None for every other."""
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.mutant.name else None


class Watch:
    """Puts tests in order, gives each its CPU seconds, and notes how long each takes."""

    def __init__(self, usual: dict[str, float]) -> None:
        self.usual = usual
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the quickest tests first."""
        items.sort(key=lambda item: self.usual.get(item.nodeid, 0.0))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Measure a test; end it when it takes far longer than usual."""
        started = time.process_time()
        if self.usual:
            allow(TIMES * self.usual.get(item.nodeid, 0.0) + MORE_SECONDS)
        result = yield
        self.seconds[item.nodeid] = time.process_time() - started
        return result


def allow(seconds: float) -> None:
    """Let this process spend some more CPU seconds before it is ended."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


def mutants_of(room: str, sample: int, seed: int) -> tuple[int, list[Mutant]]:
    """Return how many mutants a room has, and a sample of them."""
    every = []
    for file in sorted((ROOT / "reconcile" / room).rglob("*.py")):
        module, mutations, _, _ = create_mutations(str(file), file.read_text(encoding="utf-8"))
        every += [(file, module, mutation) for mutation in mutations if counts(mutation)]
    drawn = random.Random(f"{seed} {room}").sample(every, min(sample, len(every)))  # noqa: S311
    return len(every), [changed(*one) for one in drawn]


def counts(mutation: Mutation) -> bool:
    """Return True for what stands in a function, and for numbers outside: constants, not words of lists."""
    return mutation.contained_by_top_level_function is not None or isinstance(mutation.original_node, libcst.BaseNumber)


def changed(file: Path, module: libcst.Module, mutation: Mutation) -> Mutant:
    """Return a module with one mutation, and the lines that differ."""
    node = module.deep_replace(mutation.original_node, mutation.mutated_node)
    assert isinstance(node, libcst.Module)
    old, new = module.code.splitlines(), node.code.splitlines()
    lines = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    _, start, end, first, last = next(step for step in lines if step[0] != "equal")
    change = "\n".join([*(f"    - {line}" for line in old[start:end]), *(f"    + {line}" for line in new[first:last])])
    name = file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    return Mutant(file, name, node.code, start + 1, change)


def forked(work: Callable[[], int]) -> int:
    """Start work in a process of its own that prints nothing; return its id."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(MOST_SECONDS)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = work()
    finally:
        os._exit(code)


def run_tests(paths: Sequence[str], watch: Watch) -> int:
    """Run some tests until one fails; return 0 if none does."""
    # hypothesis was imported before forking, of which pytest warns
    warning = "ignore::pytest.PytestAssertRewriteWarning"
    plugins = ["-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "--hypothesis-profile", "mutants"]
    return int(pytest.main(["-x", "-q", "-m", "", *plugins, "-W", warning, *paths], plugins=[watch]))


def tests_of(room: str) -> list[str]:
    """Return where the tests of a room stand."""
    return [f"tests/{room}", f"reconcile/{room}"]


def tests_of_module(room: str, file: Path) -> list[str]:
    """Return where the tests of one module stand: its own file of tests, if it has one, and its docstrings."""
    files = (ROOT / "tests" / room / f"test_{file.stem}.py", file)
    return [path.relative_to(ROOT).as_posix() for path in files if path.exists()]


def usual_seconds(room: str) -> dict[str, float]:
    """Run the tests on the unchanged code; return the CPU seconds of each."""
    reading, writing = os.pipe()

    def measure() -> int:
        code = run_tests(tests_of(room), watch := Watch({}))
        os.write(writing, json.dumps(watch.seconds).encode())
        return code

    process = forked(measure)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    if os.waitpid(process, 0)[1]:
        raise SystemExit(f"the tests of {room} fail on the unchanged code: run pytest tests/{room} reconcile/{room}")
    seconds: dict[str, float] = json.loads(text)
    return seconds


def try_mutant(paths: Sequence[str], mutant: Mutant, usual: dict[str, float]) -> int:
    """Run some tests on a mutant, in this process."""
    allow(START_SECONDS)
    sys.meta_path.insert(0, Changed(mutant))
    return run_tests(paths, Watch(usual))


def outcomes(room: str, mutants: Sequence[Mutant], usual: dict[str, float], processes: int) -> list[str]:
    """Try mutants, first with the tests of their module, then with all of the room; return what became of each."""
    own = [tests_of_module(room, mutant.file) for mutant in mutants]
    results = tried(mutants, own, usual, processes)
    alive = [place for place, result in enumerate(results) if result == SURVIVED]
    again = tried([mutants[place] for place in alive], [tests_of(room)] * len(alive), usual, processes)
    for place, result in zip(alive, again, strict=True):
        results[place] = result
    return results


def tried(
    mutants: Sequence[Mutant], paths: Sequence[Sequence[str]], usual: dict[str, float], processes: int
) -> list[str]:
    """Try mutants with tests of their own, some at a time."""
    results, running = [""] * len(mutants), dict[int, int]()

    def wait_for_one() -> None:
        process, status = os.wait()
        results[running.pop(process)] = outcome(status)

    for place, (mutant, tests) in enumerate(zip(mutants, paths, strict=True)):
        running[forked(partial(try_mutant, tests, mutant, usual))] = place
        if len(running) == processes:
            wait_for_one()
    while running:
        wait_for_one()
    return results


def outcome(status: int) -> str:
    """Return what the end of a process says of its mutant."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL):
        return TIMEOUT
    # no test at all (5) is none that fails
    return SURVIVED if os.waitstatus_to_exitcode(status) in (0, 5) else KILLED


def print_survivors(mutants: Sequence[Mutant], results: Sequence[str]) -> None:
    """Print every mutant that no test notices, in the order of the code."""
    alive = [mutant for mutant, result in zip(mutants, results, strict=True) if result == SURVIVED]
    for mutant in sorted(alive, key=lambda mutant: (mutant.file, mutant.line)):
        print(f"{mutant.file.relative_to(ROOT)}:{mutant.line}\n{mutant.change}")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", default=ROOMS)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants a room")
    parser.add_argument("--seed", type=int, default=SEED, help="another sample shows whether tests fit the first alone")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="mutants tried at a time")
    return parser.parse_args()


def main() -> None:
    """Print the survivors of every room, then a table."""
    options = arguments()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for package in HEAVY:
        importlib.import_module(package)
    rows = []
    for room in options.rooms:
        started = time.monotonic()
        every, mutants = mutants_of(room, options.sample, options.seed)
        results = outcomes(room, mutants, usual_seconds(room), options.processes)
        print_survivors(mutants, results)
        count = Counter(results)
        noticed = count[KILLED] + count[TIMEOUT]
        minutes = (time.monotonic() - started) / 60
        rows.append(
            f"| `{room}` | {every:,} | {len(mutants)} | {count[KILLED]} | {count[TIMEOUT]} | {count[SURVIVED]} "
            f"| {noticed / max(len(mutants), 1):.0%} | {minutes:.1f} |"
        )
    print("| room | mutants | sampled | killed | timeouts | survived | noticed | minutes |\n|---|" + "---:|" * 7)
    print("\n".join(rows))


if __name__ == "__main__":
    main()
