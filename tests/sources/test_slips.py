"""Lost digits and dips in growing totals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.sources.slips import (
    CLOSE_TOLERANCE,
    DIP,
    LEAST_COUNTS,
    OTHERS_DIGITS,
    OWN_DIGITS,
    OWN_TOLERANCE,
    find_slips,
)
from tests.examples import examples


def slips(*counts: tuple[object, ...], bound: str = "", temporal: str = "cumulative") -> dict[str, str]:
    """Rules of the slips among (voice, day, figure), by position."""
    rows = [
        {"claim_id": str(place), "quantity_code": 0, "voice_code": voice, "day": day, "bound": bound,
         "temporal": temporal, "figure_low": figure, "figure_high": figure}
        for place, (voice, day, figure) in enumerate(counts)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    reason, found = find_slips(table, np.ones(len(table), dtype=bool))
    assert set(table["claim_id"][reason != ""]) == set(found["claim_id"])
    return dict(zip(found["claim_id"], found["rule"], strict=True))


def test_a_digit_is_lost_between_two_counts_of_the_voice() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0), (0, 3, 131200.0)) == {"1": "digit-lost"}


def test_a_digit_is_lost_in_the_newest_count() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0)) == {"1": "digit-lost"}


def test_a_lost_digit_may_stand_beside_the_right_figure_of_the_day() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0), (0, 2, 130590.0)) == {"1": "digit-lost"}


def test_of_several_figures_on_the_first_day_none_is_a_slip() -> None:
    assert slips((0, 1, 97.0), (0, 1, 12.0)) == {}
    assert slips((0, 1, 97.0), (0, 1, 12.0), (0, 2, 99.0)) == {}


@pytest.mark.parametrize("figure", [10590.0, 13059.0, 13090.0, 13050.0])
def test_it_may_be_any_digit_but_the_first(figure: float) -> None:
    assert slips((0, 1, 130100.0), (0, 2, figure), (0, 3, 131200.0)) == {"1": "digit-lost"}


def test_all_relays_of_a_lost_digit_are_left_out() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0), (0, 2, 13050.0)) == {"1": "digit-lost", "2": "digit-lost"}


def test_the_only_count_of_another_voice_loses_a_digit_where_ten_times_it_fits_closely() -> None:
    assert slips((0, 1, 130100.0), (1, 2, 13050.0), (0, 3, 131200.0)) == {"1": "digit-lost"}
    assert slips((0, 1, 130100.0), (1, 2, 11900.0), (0, 3, 131200.0)) == {}


def test_voices_that_stand_ten_to_one_again_and_again_disagree() -> None:
    assert slips((0, 1, 130100.0), (1, 2, 13050.0), (0, 3, 131200.0), (1, 4, 13110.0)) == {}


def test_two_voices_that_give_the_low_count_disagree_with_the_third() -> None:
    assert slips((0, 1, 130100.0), (1, 2, 13050.0), (2, 2, 13060.0), (0, 3, 131200.0)) == {}


def test_a_low_count_that_the_next_confirms_is_a_correction() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0), (0, 3, 13100.0)) == {}


def test_a_first_count_may_have_grown_tenfold() -> None:
    assert slips((0, 1, 13050.0), (0, 3, 131200.0)) == {}


def test_few_digits_may_be_a_correction() -> None:
    assert slips((0, 1, 1000.0), (0, 2, 100.0)) == {}


def test_two_digits_are_enough_beside_the_voices_own_counts() -> None:
    assert slips((0, 1, 35386.0), (0, 2, 3500.0)) == {"1": "digit-lost"}
    assert slips((0, 1, 35386.0), (1, 2, 3500.0), (0, 3, 35562.0)) == {}


def test_a_stock_loses_a_digit_where_it_comes_back_or_ten_times_it_fits_closely() -> None:
    assert slips((0, 1, 111500.0), (0, 2, 12000.0), (0, 3, 111600.0), temporal="stock") == {"1": "digit-lost"}
    assert slips((0, 1, 116800.0), (0, 2, 11720.0), temporal="stock") == {"1": "digit-lost"}


def test_a_stock_may_fall() -> None:
    assert slips((0, 1, 1300.0), (0, 2, 120.0), temporal="stock") == {}
    assert slips((0, 1, 27400.0), (0, 2, 30.0), (0, 3, 27700.0), temporal="stock") == {}


def test_bounds_are_no_slips() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 13050.0), bound="floor") == {}


def test_a_lone_dip_is_a_figure_of_another_kind() -> None:
    assert slips((0, 1, 27400.0), (0, 2, 30.0), (0, 3, 27700.0)) == {"1": "total-dips"}


def test_what_does_not_come_back_to_the_level_was_corrected() -> None:
    assert slips((0, 1, 27400.0), (0, 2, 3000.0), (0, 3, 16000.0)) == {}
    assert slips((0, 1, 27400.0), (0, 2, 25000.0), (0, 3, 27500.0)) == {}


def test_nothing_grows_nothing_slips() -> None:
    table = pd.DataFrame(
        {"claim_id": ["A", "B"], "quantity_code": 0, "voice_code": 0, "day": [1, 2], "bound": "",
         "temporal": "period", "figure_low": [130100.0, 13050.0], "figure_high": [130100.0, 13050.0]}
    )  # fmt: skip
    assert find_slips(table, np.zeros(2, dtype=bool))[0].tolist() == ["", ""]
    assert find_slips(table.iloc[:0], np.zeros(0, dtype=bool))[1].empty


def told(*counts: tuple[object, ...]) -> tuple[str, str, str, str]:
    """Reason, value, message and hint of the only slip."""
    rows = [
        {"claim_id": f"C{place}", "quantity_code": 0, "voice_code": voice, "day": day, "bound": "",
         "temporal": "cumulative", "figure_low": figure, "figure_high": figure}
        for place, (voice, day, figure) in enumerate(counts)
    ]  # fmt: skip
    reason, found = find_slips(pd.DataFrame(rows), np.ones(len(rows), dtype=bool))
    (why,) = reason[reason != ""]
    (value, message, hint) = found[["value", "message", "hint"]].values.tolist()[0]
    return why, value, message, hint


def test_what_is_said_of_a_slip() -> None:
    lost = "a digit is missing: ten times the figure fits C0 (130,100)"
    hint = "read it at the source and correct it; until then it is left out"
    assert told((0, 1, 130100.0), (0, 2, 13050.0), (0, 3, 131200.0)) == (lost, "13,050", lost, hint)
    assert told((0, 1, 130100.0), (1, 2, 13050.0), (0, 3, 131200.0)) == (lost, "13,050", lost, hint)
    dip = "far below the counts of its voice before and after it: C0 (27,400)"
    assert told((0, 1, 27400.0), (0, 2, 30.0), (0, 3, 27700.0)) == (dip, "30", dip, hint)


@pytest.mark.parametrize(("figure", "lost"), [(1251.0, False), (1249.0, True), (801.0, True), (799.0, False)])
def test_ten_times_a_figure_may_lie_a_quarter_off_the_voices_own_counts(figure: float, lost: bool) -> None:
    assert OWN_TOLERANCE == 1.25
    assert slips((0, 1, 10000.0), (0, 2, figure)) == ({"1": "digit-lost"} if lost else {})
    between = slips((0, 1, 10000.0), (0, 2, figure), (0, 3, 10000.0))
    assert between == {"1": "digit-lost" if lost else "total-dips"}


@pytest.mark.parametrize(("figure", "lost"), [(1021.0, False), (1019.0, True), (981.0, True), (979.0, False)])
def test_it_must_fit_closely_beside_other_voices_and_in_the_newest_stock(figure: float, lost: bool) -> None:
    assert CLOSE_TOLERANCE == 1.02
    assert slips((0, 1, 10000.0), (1, 2, figure), (0, 3, 10000.0)) == ({"1": "digit-lost"} if lost else {})
    assert slips((0, 1, 10000.0), (0, 2, figure), temporal="stock") == ({"1": "digit-lost"} if lost else {})


@pytest.mark.parametrize(("figure", "left_out"), [(1999.0, True), (2000.0, False), (2001.0, False)])
def test_a_lone_low_total_is_left_out_below_a_fifth_of_its_neighbours(figure: float, left_out: bool) -> None:
    assert DIP == 0.2
    assert slips((0, 1, 10000.0), (0, 2, figure), (0, 3, 10000.0)) == ({"1": "total-dips"} if left_out else {})


def test_a_low_total_is_measured_against_both_neighbours() -> None:
    assert slips((0, 1, 10000.0), (0, 2, 1900.0), (0, 3, 9000.0)) == {}
    assert slips((0, 1, 9000.0), (0, 2, 1900.0), (0, 3, 10000.0)) == {}


@pytest.mark.parametrize(("after", "left_out"), [(8000.0, True), (7999.0, False)])
def test_the_next_total_must_be_back_at_the_level(after: float, left_out: bool) -> None:
    assert slips((0, 1, 10000.0), (0, 2, 30.0), (0, 3, after)) == ({"1": "total-dips"} if left_out else {})


def test_which_of_three_totals_is_left_out() -> None:
    assert slips((0, 1, 20.0), (0, 2, 10000.0), (0, 3, 10100.0)) == {}
    assert slips((0, 1, 10000.0), (0, 2, 10100.0), (0, 3, 20.0)) == {}
    assert slips((0, 3, 10100.0), (0, 1, 10000.0), (0, 2, 20.0)) == {"2": "total-dips"}


@pytest.mark.parametrize(
    ("after", "slip"), [(12500.0, "digit-lost"), (12501.0, "total-dips"), (8000.0, "digit-lost"), (7999.0, None)]
)
def test_the_counts_around_a_lost_digit_are_of_one_level(after: float, slip: str | None) -> None:
    assert slips((0, 1, 10000.0), (0, 2, 990.0), (0, 3, after)).get("1") == slip


@pytest.mark.parametrize(("figure", "lost"), [(350.0, True), (300.0, False)])
def test_two_digits_are_needed_beside_the_voices_own_counts(figure: float, lost: bool) -> None:
    assert OWN_DIGITS == 2
    assert slips((0, 1, 10 * figure), (0, 2, figure)) == ({"1": "digit-lost"} if lost else {})


@pytest.mark.parametrize(("figure", "lost"), [(351.0, True), (350.0, False)])
def test_three_digits_are_needed_beside_other_voices(figure: float, lost: bool) -> None:
    assert OTHERS_DIGITS == 3
    counts = (0, 1, 10 * figure), (1, 2, figure), (0, 3, 10 * figure)
    assert slips(*counts) == ({"1": "digit-lost"} if lost else {})


def test_ranges_and_undated_figures_are_no_slips() -> None:
    table = pd.DataFrame(
        {"claim_id": ["A", "B", "C"], "quantity_code": 0, "voice_code": 0, "day": [1, 2, 3], "bound": "",
         "temporal": "cumulative", "figure_low": [130100.0, 13050.0, 131200.0],
         "figure_high": [130100.0, 13060.0, 131200.0]}
    )  # fmt: skip
    everything = np.ones(3, dtype=bool)
    assert find_slips(table, everything)[1].empty
    single = table.assign(figure_high=table["figure_low"])
    assert find_slips(single, everything)[1]["claim_id"].tolist() == ["B"]
    assert find_slips(single, np.array([True, False, True]))[1].empty
    assert find_slips(single, np.array([False, True, True]))[1].empty


def test_another_quantity_tells_nothing() -> None:
    table = pd.DataFrame(
        {"claim_id": ["A", "B", "C"], "quantity_code": [0, 1, 0], "voice_code": [0, 0, 0], "day": [1, 2, 3],
         "bound": "", "temporal": "cumulative", "figure_low": [130100.0, 13050.0, 131200.0],
         "figure_high": [130100.0, 13050.0, 131200.0]}
    )  # fmt: skip
    assert find_slips(table, np.ones(3, dtype=bool))[1].empty


def test_zero_is_no_slip() -> None:
    assert slips((0, 1, 130100.0), (0, 2, 0.0), (0, 3, 131200.0)) == {}


@given(st.lists(st.integers(10_000, 20_000), min_size=1, max_size=12))
@examples(60)
def test_totals_that_grow_have_no_slips(figures: list[int]) -> None:
    assert slips(*[(0, day, float(figure)) for day, figure in enumerate(sorted(figures))]) == {}


LONG = [(0, day, 100.0 + 3 * day) for day in range(1, LEAST_COUNTS)]


@pytest.mark.parametrize(("more", "found"), [
    ([(0, 20, 0.0)], {7: "total-dips"}), ([(0, 20, 24.0)], {7: "total-dips"}), ([(0, 20, 25.0)], {}),
    ([(0, 20, 1210.0)], {7: "total-jumps"}), ([(0, 20, 1209.0)], {}), ([(0, 20, 12_100_000.0)], {7: "total-jumps"}),
    # the next count bears it out
    ([(0, 20, 24.0), (0, 21, 24.0)], {}), ([(0, 20, 1210.0), (0, 21, 1230.0)], {}),
    # two figures of one day are asked about; another voice has no history
    ([(0, 20, 1210.0), (0, 20, 300.0)], {}), ([(1, 20, 1260.0)], {}),
])  # fmt: skip
def test_the_newest_count_of_a_long_series_waits_for_the_next(
    more: list[tuple[int, int, float]], found: dict[int, str]
) -> None:
    assert slips(*LONG, *more) == {str(place): rule for place, rule in found.items()}


def test_a_short_series_may_grow_tenfold_and_a_stock_may_move() -> None:
    assert slips(*LONG[1:], (0, 20, 1260.0)) == {}
    assert slips(*LONG, (0, 20, 1260.0), temporal="stock") == {}
