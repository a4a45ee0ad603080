"""What tests remember of runs is given again to equal questions, and to no other ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.folder.config import load_config
from reconcile.folder.example import copy_example
from reconcile.run.outputs import outputs_of
from tests.remembered import of_any_run, remembered

CLAIMS = pd.DataFrame({"source": ["A", "B"], "best": [1.0, np.nan], "kind": pd.Categorical(["x", "y"])})
OPTIONS = rc.Options(level=0.8)


def counted(**named: Any) -> Any:
    """Return a function that answers how many different questions it was asked."""
    asked: list[Any] = []

    def count(*question: Any) -> int:
        asked.append(question)
        return len(asked)

    return remembered(count, **named)


def test_equal_questions_have_one_answer() -> None:
    answer = counted()
    assert [answer(CLAIMS, OPTIONS), answer(CLAIMS.copy(), rc.Options(level=0.8))] == [1, 1]


@pytest.mark.parametrize(
    "other",
    [
        (CLAIMS.assign(best=[1.0, 2.0]), OPTIONS), (CLAIMS.assign(best=CLAIMS["best"].astype(object)), OPTIONS),
        (CLAIMS.rename(columns={"best": "low"}), OPTIONS), (CLAIMS.iloc[::-1], OPTIONS), (CLAIMS, rc.Options()),
        (CLAIMS.assign(kind=pd.Categorical(["x", "y"], categories=["y", "x"])), OPTIONS),
        (CLAIMS, OPTIONS, np.arange(9)), (CLAIMS, rc.Options(level=0.8, sides={"a": ["b"]})), (CLAIMS, len),
    ],
)  # fmt: skip
def test_another_question_has_another_answer(other: tuple[Any, ...]) -> None:
    answer = counted()
    assert [answer(CLAIMS, OPTIONS), answer(*other), answer(CLAIMS, OPTIONS)] == [1, 2, 1]


def test_what_cannot_be_kept_is_made_anew() -> None:
    answer = counted(kept=lambda count: count > 1)
    assert [answer(), answer(), answer()] == [1, 2, 2]


def test_outputs_of_another_run_are_made_once_and_have_its_id(tmp_path: Path) -> None:
    copy_example(tmp_path)
    result, config = rc.open_project(tmp_path), load_config(tmp_path)
    made: list[Any] = []

    def make(*asked: Any) -> Any:
        made.append(asked)
        return outputs_of(*asked)

    answer = of_any_run(remembered(make))
    for digit in "ab":
        asked = (result, config, "", {"title": "Flood", "run": digit * 64})
        told = answer(*asked)
        assert told == outputs_of(*asked)
        assert any((digit * 64).encode() in content for content in told.files.values())
    assert len(made) == 1
