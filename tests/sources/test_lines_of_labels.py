"""Series that could be one counter: what is left out in one pass is what no pair of labels could make."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.sources import lines_of_labels
from reconcile.sources.lines_of_labels import may_be_one

COUNTS = st.lists(st.tuples(*(st.integers(0, most) for most in (1, 2, 9, 6))), max_size=30)


def one_line(counts: pd.DataFrame) -> bool:
    ordered = counts.sort_values(["day", "figure"])
    return bool(ordered["figure"].is_monotonic_increasing) and not (
        ordered.drop_duplicates(["day", "label"]).duplicated("day").any()
    )


def plainly(counts: pd.DataFrame) -> list[int]:
    kept: list[int] = []
    for _, series in counts.groupby("series"):
        rising = {label: rows for label, rows in series.groupby("label") if one_line(rows)}
        pairs = combinations((rows for rows in rising.values() if len(set(rows["day"])) > 1), 2)
        if series["day"].nunique() > 2 and any(one_line(pd.concat(pair)) for pair in pairs):
            kept += [row for rows in rising.values() for row in rows.index]
    return sorted(kept)


@pytest.mark.parametrize("at_once", [1, 500_000])
@given(drawn=COUNTS)
def test_what_is_left_is_what_pairs_of_labels_make(at_once: int, drawn: list[tuple[int, int, int, int]]) -> None:
    counts = pd.DataFrame(drawn, columns=["series", "label", "day", "figure"]).astype({"figure": np.float64})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_of_labels, "MOST_AT_ONCE", at_once)
        assert may_be_one(counts, 3, 2).index.tolist() == plainly(counts)


def test_the_pairs_of_a_block() -> None:
    assert lines_of_labels.MOST_AT_ONCE == 500_000
