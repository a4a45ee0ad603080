"""Where the reference data lies, for the tests that compare with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# where a change is judged, the same examples are tried every time; elsewhere new ones are looked for. No example has a
# deadline, nor has the making of examples: other work on the machine is no fault of theirs
settings.register_profile("looking", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("judged", settings.get_profile("looking"), derandomize=True)
settings.load_profile("judged" if os.environ.get("CI") else "looking")

# what type checkers read, and nothing runs
collect_ignore = ["typing"]

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that read it are skipped without it."""
    if not (SHARED / "reference").is_dir():
        pytest.skip("the reference data is not beside this checkout")
    return SHARED
