"""Where the reference data lies, for the tests that compare with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# where a change is judged, the same examples are tried every time; elsewhere new ones are looked for
settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judged")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that read it are skipped without it."""
    if not (SHARED / "reference").is_dir():
        pytest.skip("the reference data is not beside this checkout")
    return SHARED
