"""Random rows through every door: nothing comes out that is not documented. `benchmarks/fuzz.py` sends ten thousand."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import pytest

from tests.examples import long_ones
from tests.fuzz.doors import BATCH, DOORS

# doors of each kind: a file, a table, an article, a phrase, a command
QUICK = ("json", "frame", "config", "articles", "phrases", "arguments")


@pytest.mark.parametrize("door", [*QUICK, *long_ones(door for door in DOORS if door not in QUICK)])
def test_random_rows_give_nothing_that_is_not_documented(door: str, tmp_path: Path) -> None:
    # one batch, the same every time; a second one costs as much again
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        DOORS[door](random.Random(f"{door} 0"), BATCH, tmp_path)  # noqa: S311  no secret
