from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.errors import ConfigError
from reconcile.run.thresholds import Thresholds, crossed_thresholds, measure_outputs, thresholds_of

ESTIMATES = pd.DataFrame(
    {
        "quantity": ["dead", "area", "area", "gain"],
        "agreement": ["conflict", "agree", "conflict", ""],
        "change": [np.nan, 0.1, -0.3, np.nan],
    }
)
NONE = pd.DataFrame({"rule": []})
ONE = pd.DataFrame({"file": ["a.csv"], "row": [1], "rule": ["some-rule"]})


def crossed(thresholds: Thresholds, *tables: pd.DataFrame) -> tuple[str, ...]:
    return crossed_thresholds(thresholds, measure_outputs(*tables))


def test_nothing_is_crossed_when_nothing_was_asked() -> None:
    assert crossed(thresholds_of([]), ESTIMATES, ONE, ONE) == ()


def test_conflict_names_each_quantity_once() -> None:
    assert crossed(thresholds_of(["conflict"]), ESTIMATES, ONE, ONE) == ("2 quantities in conflict: dead, area",)


def test_change_counts_in_both_directions_and_missing_crosses_nothing() -> None:
    assert crossed(thresholds_of(["change=20%"]), ESTIMATES, NONE, NONE) == (
        "1 quantity changed by more than 0.2: area",
    )
    assert crossed(thresholds_of(["change=0.3"]), ESTIMATES, NONE, NONE) == ()


def test_change_of_stored_tables_comes_as_text() -> None:
    stored = ESTIMATES.assign(change=["", "0.1", "-0.3", ""])
    assert len(crossed(thresholds_of(["change=5%"]), stored, NONE, NONE)) == 1


def test_the_strictest_change_counts() -> None:
    assert thresholds_of(["change=20%", "change=5%"]).change == 0.05


def test_rejected_and_strict() -> None:
    assert crossed(thresholds_of(["rejected"]), ESTIMATES, ONE, ONE) == ("1 row rejected",)
    assert crossed(thresholds_of([], strict=True), ESTIMATES, ONE, ONE) == ("1 row rejected", "1 finding")
    assert crossed(Thresholds(strict=True), ESTIMATES, NONE, NONE) == ()


@pytest.mark.parametrize(
    "word", ["", "konflict", "change", "change=", "change=x", "change=-1%", "change=nan", "change=inf"]
)
def test_what_is_not_understood_is_refused(word: str) -> None:
    with pytest.raises(ConfigError, match="is not understood"):
        thresholds_of([word])
