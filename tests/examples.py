"""What is tried by `make test`, and what by `make test-long`: examples of a property, and cases of a test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

__all__ = ["EXAMPLES", "QUICK_EXAMPLES", "examples", "long_ones"]

# examples of a property that says nothing of them: elsewhere than where a change is judged every run tries others, so
# that they add up
EXAMPLES = 40

# the same where the suite is to be quick: a quarter
QUICK_EXAMPLES = 10

# the fewest that a quick run tries of a property: the first is the simplest that there is, and says little
LEAST = 3


def examples(thorough: int, **more: Any) -> settings:
    """Return settings of a property that is tried on so many examples, and on a quarter of them in a quick run."""
    quick = settings.default.max_examples == QUICK_EXAMPLES
    tried = max(LEAST, thorough * QUICK_EXAMPLES // EXAMPLES) if quick else thorough
    return settings(max_examples=min(thorough, tried), **more)


def long_ones(cases: Iterable[Any]) -> list[Any]:
    """Return cases of a test that `make test-long` tries alone; a plain tuple is the arguments of a case."""
    return [pytest.param(*(case if type(case) is tuple else (case,)), marks=pytest.mark.long) for case in cases]
