from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.language.hedges import FEW, KIND_OF_RULE, kind_of, place_value, ranges_of


@given(st.sampled_from(sorted(KIND_OF_RULE)), st.floats(0, 1e12), st.floats(1, 3))
def test_ranges_are_ordered_and_probabilities_lie_inside(rule: str, number: float, factor: float) -> None:
    row = ranges_of(np.array([rule], dtype=object), np.array([number]), np.array([number * factor])).iloc[0]
    assert row["low"] <= row["best"] <= row["high"]
    assert 0 < row["p_low"] < 0.5 < row["p_high"] < 1


@given(st.sampled_from(sorted(KIND_OF_RULE)), st.integers(1, 10**6), st.sampled_from([10, 1000]))
def test_a_larger_unit_of_the_same_digits_scales_the_range(rule: str, number: int, factor: int) -> None:
    if rule in ("bare", "few"):
        return  # roundness starts at a hundred, and below 5 means 4 at most
    small, large = (ranges_of(np.array([rule], dtype=object), np.array([n]), np.array([2 * n])).iloc[0]
                    for n in (float(number), float(number * factor)))  # fmt: skip
    assert large["high"] == pytest.approx(small["high"] * factor)
    assert large["low"] == pytest.approx(small["low"] * factor)


@pytest.mark.parametrize(
    ("rule", "number", "low", "high"),
    [("more_than", 700, 700, 750), ("more_than", 4000, 4000, 4500), ("up_to", 4000, 2600, 4000),
     ("floor", 100, 100, 135),
     ("approx", 4000, 3600, 4400), ("approx", 320, 304, 336), ("exact", 81, 81, 81), ("bare", 11_000, 10_500, 11_500)],
)  # fmt: skip
def test_widths_of_the_hedge_table(rule: str, number: float, low: float, high: float) -> None:
    row = ranges_of(np.array([rule], dtype=object), np.array([float(number)]), np.array([np.nan])).iloc[0]
    assert row["low"] == pytest.approx(low, rel=0.03)
    assert row["high"] == pytest.approx(high, rel=0.03)


def test_fewer_than_a_few_is_any_whole_number_below() -> None:
    table = ranges_of(np.array(["few", "few"], dtype=object), np.array([5.0, 1.0]), np.full(2, np.nan))
    assert table[["low", "best", "high"]].values.tolist() == [[0, 2, 4], [0, 0, 0]]
    assert FEW == 20.0


def test_small_and_unround_bare_numbers_are_exact() -> None:
    kinds = ranges_of(np.full(4, "bare", dtype=object), np.array([3.0, 20.0, 594.0, 600.0]), np.full(4, np.nan))["kind"]
    assert kinds.tolist() == ["exact", "exact", "exact", "approx"]


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        ranges_of(np.array(["roughly speaking"], dtype=object), np.array([1.0]), np.array([1.0]))


@given(st.integers(1, 999), st.integers(0, 9))
def test_place_value_finds_the_last_digit(digits: int, zeros: int) -> None:
    if digits % 10:
        assert place_value(np.array([float(digits * 10**zeros)]))[0] == 10.0**zeros


def ends(rule: str, number: float, second: float = float("nan")) -> tuple[float, float, float]:
    row = ranges_of(np.array([rule], dtype=object), np.array([number]), np.array([second])).iloc[0]
    return row["low"], row["best"], row["high"]


@pytest.mark.parametrize(
    ("rule", "number", "low", "best", "high"),
    [
        # half a unit, from 1% to 5% of the number
        ("bare", 4100, 4050, 4100, 4150), ("bare", 1000, 950, 1000, 1050), ("bare", 98_760, 97_772.4, 98_760, 99_747.6),
        ("bare", 100, 95, 100, 105), ("bare", 110, 105, 110, 115), ("bare", 90, 90, 90, 90),
        ("bare", 101, 101, 101, 101),
        ("bare", -4100, -4150, -4100, -4050),
        # half a unit, up to 5% of the number
        ("bare_share", 18, 17.5, 18, 18.5), ("bare_share", 5, 4.75, 5, 5.25),
        ("bare_share", 33.25, 33.245, 33.25, 33.255),
        # half a unit, from 3% to 10% of the number
        ("approx", 4000, 3600, 4000, 4400), ("approx", 7000, 6500, 7000, 7500),
        ("approx", 98_760, 95_797.2, 98_760, 101_722.8),
        ("ratio_approx", 7000, 6500, 7000, 7500),
        # as wide below, its centre a good third of that away
        ("approx_below", 7000, 6500, 6825, 7000), ("ratio_below", 4000, 3600, 3860, 4000),
        # half a unit, from 5% to 20% of the number
        ("more_than", 700, 700, 715, 750), ("more_than", 100, 100, 106, 120),
        ("more_than", 4321, 4321, 4385.815, 4537.05),
        ("just_over", 700, 700, 703.75, 712.5), ("just_over", 100, 100, 101.5, 105),
        ("floor", 100, 100, 110, 135), ("up_to", 4000, 2600, 3520, 4000),
        # a unit, from 5% to 15% of the number
        ("ceiling", 100, 85, 94.75, 100), ("ceiling", 4321, 4104.95, 4245.3825, 4321), ("below", 900, 800, 865, 900),
        ("ceiling", 1200, 1100, 1165, 1200),
        ("fraction", 50, 45, 50, 55), ("exact", 594, 594, 594, 594), ("ratio", 28, 28, 28, 28),
        ("magnitude_dozens", 12, 24, 40, 99), ("magnitude_scores", 20, 40, 60, 120),
        ("magnitude_hundreds", 100, 200, 350, 900), ("magnitude_several_hundred", 100, 300, 450, 900),
    ],
)  # fmt: skip
def test_every_width(rule: str, number: float, low: float, best: float, high: float) -> None:
    assert ends(rule, float(number)) == pytest.approx((low, best, high))


def test_two_numbers_have_their_middle() -> None:
    assert ends("between", 10.0, 30.0) == ends("plus_minus", 10.0, 30.0) == (10.0, 20.0, 30.0)


@pytest.mark.parametrize(
    ("rule", "p_low", "p_high", "open_low", "open_high", "bound"),
    [
        ("approx", 0.05, 0.95, False, False, ""), ("bare", 0.05, 0.95, False, False, ""),
        ("between", 0.05, 0.95, False, False, ""),
        ("fraction", 0.05, 0.95, False, False, ""), ("approx_below", 0.05, 0.97, False, False, ""),
        ("ratio_below", 0.05, 0.97, False, False, ""), ("more_than", 0.02, 0.92, False, True, ""),
        ("just_over", 0.02, 0.92, False, True, ""), ("floor", 0.02, 0.90, False, True, "floor"),
        ("up_to", 0.05, 0.92, True, False, ""), ("ceiling", 0.05, 0.98, True, False, "ceiling"),
        ("below", 0.05, 0.98, True, False, "ceiling"), ("few", 0.05, 0.98, True, False, "ceiling"),
        ("magnitude_dozens", 0.05, 0.95, False, True, ""),
    ],
)  # fmt: skip
def test_every_tail(rule: str, p_low: float, p_high: float, open_low: bool, open_high: bool, bound: str) -> None:
    row = ranges_of(np.array([rule], dtype=object), np.array([600.0]), np.array([700.0])).iloc[0]
    assert row[["p_low", "p_high"]].tolist() == [p_low, p_high]
    assert row[["open_low", "open_high", "bound"]].tolist() == [open_low, open_high, bound]


def test_kinds_of_rules() -> None:
    coarse = {"exact": "exact", "bare": "approx", "bare_share": "approx", "approx": "approx",
     "approx_below": "approx_below",
              "more_than": "lower", "just_over": "lower", "floor": "lower", "up_to": "upper", "ceiling": "upper",
              "below": "upper", "few": "upper", "between": "interval", "plus_minus": "interval", "fraction": "fraction",
              "ratio": "ratio",
              "ratio_approx": "ratio", "ratio_below": "ratio", "magnitude_dozens": "magnitude",
              "magnitude_scores": "magnitude",
              "magnitude_hundreds": "magnitude", "magnitude_several_hundred": "magnitude"}  # fmt: skip
    assert coarse == KIND_OF_RULE


@pytest.mark.parametrize("number", [0.0, 3.0, 90.0, 99.0, 100.0, 101.0, 110.0, 4000.0, -100.0, -7.0])
def test_the_kind_of_one_number_is_that_of_many(number: float) -> None:
    many = ranges_of(np.array(["bare"], dtype=object), np.array([number]), np.array([np.nan]))["kind"].iloc[0]
    assert kind_of("bare", number) == many
    assert kind_of("more_than", number) == "lower"


@pytest.mark.parametrize(
    ("number", "value"),
    [(0.0, 1.0), (7.0, 1.0), (33.1, 0.1), (0.000001, 1e-6), (1 / 3, 1.0), (-4000.0, 1000.0), (1e15, 1e15), (2e16, 1e15),
     (0.3, 0.1), (1234.5, 0.1), (100.0, 100.0)],
)  # fmt: skip
def test_place_values(number: float, value: float) -> None:
    assert place_value(np.array([number]))[0] == pytest.approx(value)


def test_rows_are_read_each_by_its_own_rule() -> None:
    rules = np.array(["floor", "exact", "floor"], dtype=object)
    table = ranges_of(rules, np.array([100.0, 5.0, 200.0]), np.full(3, np.nan))
    assert table["high"].tolist() == [135.0, 5.0, 270.0]
    assert table["kind"].tolist() == ["lower", "exact", "lower"]
    assert table.columns.tolist() == [
        "kind", "low", "best", "high", "p_low", "p_high", "open_low", "open_high", "bound",
    ]  # fmt: skip
    assert [str(table[name].dtype) for name in ("low", "p_low", "open_low")] == ["float64", "float64", "bool"]
