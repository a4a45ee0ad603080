from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.engine.whole_ends import ENDS, in_whole_numbers
from tests.examples import examples

PHRASES = ["about {}", "at least {}", "{}", "up to {}", "<{}", "more than {}", "nearly {}", "fewer than {}", "{} or so"]


def estimates(*rows: dict[str, object], **options: object) -> pd.DataFrame:
    table = pd.DataFrame([{"measure": "killed", "source": f"S{number}", **row} for number, row in enumerate(rows)])
    return rc.reconcile(table, **options).estimates


said = st.builds(lambda form, number: {"phrase": form.format(number)}, st.sampled_from(PHRASES), st.integers(1, 5000))
# a figure below one is no count, and rejected
counts = st.floats(1, 5000) | st.just(0.0)
given_numbers = counts.map(lambda number: {"best": round(number, 2), "basis": "modelled"})


some = st.lists(said | given_numbers, min_size=1, max_size=4)


@pytest.mark.parametrize("method", ["linear", "vincent", "median"])
@given(st.lists(some, min_size=8, max_size=8))
@examples(2)
def test_no_estimate_of_people_is_below_none_or_in_parts(method: str, places: list[list[dict[str, object]]]) -> None:
    rows = [{**row, "place": f"Town {place}"} for place, said in enumerate(places) for row in said]
    result = estimates(*rows, method=method)
    ends = result[list(ENDS)].to_numpy(np.float64)
    ends = ends[~np.isnan(ends)]
    assert (ends >= 0).all()
    assert (ends == np.round(ends)).all()


def test_a_hidden_count_ends_below_its_number() -> None:
    phrases = ["<6", "fewer than 6", "under 6", "below six", "less than 6 people", "< 6", "&lt;6"]
    rows = estimates(*({"phrase": phrase, "quantity": f"q{number}"} for number, phrase in enumerate(phrases)))
    for number, (phrase, row) in enumerate(zip(phrases, rows.to_dict("records"), strict=True)):
        assert (row["low"], row["high"]) == (0, 5), phrase
        assert 0 <= row["best"] <= 5, phrase
        assert row["publish"] == "attributed", phrase
        assert row["publish_reason"] == "one voice alone, and it gives only a lower or an upper limit", phrase
        assert row["wording"].startswith(f"At most 5 people were killed, S{number} said."), phrase


def test_below_one_is_nobody() -> None:
    assert estimates({"phrase": "<1"})[list(ENDS)].to_numpy().tolist() == [[0] * 5]


def test_several_hidden_counts_end_below_the_highest() -> None:
    assert estimates({"phrase": "<6"}, {"phrase": "<11"})["high"].item() <= 10
    assert estimates({"phrase": "<6"}, {"phrase": "about 40"})["high"].item() > 10


def test_what_is_measured_is_no_hidden_count() -> None:
    row = estimates({"measure": "area_held", "phrase": "<6", "unit": "km2"}).iloc[0]
    assert row["low"] > 2


def test_nobody_is_counted_who_is_not_alive() -> None:
    row = estimates({"phrase": "about 3,000"}, {"low": 0, "high": 8.1e9}, {"phrase": "as many as 4,000"}).iloc[0]
    assert row["high"] <= 8.2e9
    assert row["publish"] == "range"


def test_a_floor_is_not_rounded_away() -> None:
    units, floor = np.array(["persons"] * 3, dtype=object), np.array([12.5, 12.0, np.nan])
    assert in_whole_numbers(np.array([12.5, 12.2, 12.5]), units, floor).tolist() == [13, 12, 12]
    assert np.isnan(in_whole_numbers(np.array([np.nan]), units[:1], floor[:1])).all()


def test_a_figure_of_a_model_is_printed_whole() -> None:
    row = estimates({"best": 645.285, "basis": "modelled"}).iloc[0]
    assert row["best"] == 645
    assert row["wording"] == "S0 estimated that 645 people were killed."
