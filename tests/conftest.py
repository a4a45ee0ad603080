"""What tests of several rooms begin with: the reference data, and projects that are made once."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from tests.examples import EXAMPLES, QUICK_EXAMPLES
from tests.projects import MadeOnce, finished_example

# where a change is judged, the same examples are tried every time; elsewhere new ones are looked for. No example has a
# deadline, nor has the making of examples: other work on the machine is no fault of theirs
settings.register_profile(
    "thorough", max_examples=EXAMPLES, derandomize=bool(os.environ.get("CI")), deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.register_profile("quick", settings.get_profile("thorough"), max_examples=QUICK_EXAMPLES)
settings.load_profile("quick")

# what type checkers read, and nothing runs
collect_ignore = ["typing"]

# text is held by Python, which is quicker for the small tables of tests, or, where the environment says so and in
# processes that tests start, by Arrow, as it is for everybody; .ci/run tries both
pd.set_option("mode.string_storage", os.environ.get("RECONCILE_TEST_STRINGS", "python"))

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that read it are skipped without it."""
    if not (SHARED / "reference").is_dir():
        pytest.skip("the reference data is not beside this checkout")
    return SHARED


# objects made until the garbage collector looks at new ones; Python's 700 suit programs that hold little
MADE_BEFORE_A_LOOK = 50_000


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what libraries and collection have made: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BEFORE_A_LOOK, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _disk_is_not_waited_for() -> Iterator[None]:
    """What a process wrote every other one sees at once; only a loss of power would show that the disk has it late."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what lies around runs: the same claims are reconciled and written up once."""
    # tests of a room that knows no folder do not load what runs one
    from tests.remembered import remember_runs

    remember_runs(monkeypatch)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    return MadeOnce(tmp_path_factory)


@pytest.fixture(scope="session")
def example(made_once: MadeOnce) -> Path:
    """The example of `reconcile init` after its first run. Copy it."""
    return made_once("example", finished_example)
