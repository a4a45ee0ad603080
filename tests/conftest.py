"""Where the reference data lies, for the tests that compare with it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that read it are skipped without it."""
    if not (SHARED / "reference").is_dir():
        pytest.skip("the reference data is not beside this checkout")
    return SHARED
