from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.pool.cells import Cells, carried_high, growth_rates, lay_cells, pair_claims, recency, running_maximum


def day(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]").astype(np.int64)


def dates(cells: Cells) -> list[str]:
    return cells.day.astype("datetime64[D]").astype(str).tolist()


def test_latest_is_one_cell_a_quantity_at_its_newest_count() -> None:
    first, newest = day("2024-12-17", "2024-01-01"), day("2025-01-13", "2024-02-01")
    cells = lay_cells(2, np.array([True, False]), first, newest, "latest", int(day("2025-06-01")[0]))
    assert cells.quantity.tolist() == [0, 1]
    assert dates(cells) == ["2025-01-13", "2024-02-01"]


def test_month_ends_run_from_the_first_count_to_the_newest() -> None:
    cells = lay_cells(1, np.array([True]), day("2024-12-17"), day("2025-02-03"), "month-end", int(day("2025-06-01")[0]))
    assert dates(cells) == ["2024-12-31", "2025-01-31", "2025-02-28"]


def test_the_last_month_end_is_capped_at_the_day_of_knowledge() -> None:
    cells = lay_cells(1, np.array([True]), day("2025-02-01"), day("2025-02-03"), "month-end", int(day("2025-02-10")[0]))
    assert dates(cells) == ["2025-02-10"]


def test_given_dates_outside_the_counts_fall_back_to_the_newest() -> None:
    asked = day("2024-01-01", "2025-01-31", "2030-01-01")
    cells = lay_cells(1, np.array([True]), day("2024-12-17"), day("2025-01-13"), asked, int(day("2025-06-01")[0]))
    assert dates(cells) == ["2025-01-31"]
    none = lay_cells(
        1, np.array([True]), day("2024-12-17"), day("2025-01-13"), day("2020-01-01"), int(day("2025-06-01")[0])
    )
    assert dates(none) == ["2025-01-13"]


def test_pairs_are_all_cells_in_which_a_claim_speaks() -> None:
    cells = Cells(np.array([0, 0, 0, 1]), np.array([10, 20, 30, 20]))
    cell, claim = pair_claims(cells, np.array([0, 0, 1]), np.array([10, 15, -(10**7)]), np.array([14, 10**7, 10**7]))
    assert list(zip(cell.tolist(), claim.tolist(), strict=True)) == [(0, 0), (1, 1), (2, 1), (3, 2)]


def counts(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["quantity_code", "voice_code", "day", "range_best"])


def test_growth_is_linear_and_relative_to_the_level() -> None:
    rate = growth_rates(
        counts((0, 0, 0, 100.0), (0, 0, 10, 300.0)), Cells(np.array([0]), np.array([10])), np.array([0])
    )
    assert rate[0] == pytest.approx(200 / (200 * 10))


def test_growth_looks_no_further_than_its_date() -> None:
    cells = Cells(np.array([0, 0]), np.array([10, 20]))
    rates = growth_rates(counts((0, 0, 0, 100.0), (0, 0, 10, 100.0), (0, 0, 20, 300.0)), cells, np.array([0]))
    assert rates[0] == 0.0
    assert rates[1] > 0.0


def test_growth_of_the_measure_stands_in_where_no_voice_has_two_counts() -> None:
    rows = counts((0, 0, 0, 100.0), (0, 0, 10, 300.0), (1, 1, 5, 50.0), (2, 1, 5, 50.0))
    rates = growth_rates(rows, Cells(np.array([0, 1, 2]), np.array([10, 10, 10])), np.array([7, 7, 8]))
    assert rates[1] == pytest.approx(rates[0])
    assert rates[2] == 0.0


def test_falling_counts_do_not_make_growth_negative() -> None:
    rate = growth_rates(
        counts((0, 0, 0, 300.0), (0, 0, 10, 100.0)), Cells(np.array([0]), np.array([10])), np.array([0])
    )
    assert rate[0] == 0.0


def test_changing_the_unit_does_not_change_the_rate() -> None:
    cells, measure = Cells(np.array([0]), np.array([10])), np.array([0])
    small = growth_rates(counts((0, 0, 0, 1.0), (0, 0, 10, 3.0)), cells, measure)
    large = growth_rates(counts((0, 0, 0, 1e6), (0, 0, 10, 3e6)), cells, measure)
    assert small == pytest.approx(large)


def test_only_the_upper_end_is_carried_and_doubled_at_most() -> None:
    assert carried_high(np.array([300.0]), np.array([0.0]), np.array([0.5]))[0] == 300.0
    assert carried_high(np.array([300.0]), np.array([50.0]), np.array([0.01]))[0] == 450.0
    assert carried_high(np.array([300.0]), np.array([5000.0]), np.array([0.01]))[0] == 600.0


def test_an_old_count_loses_half_its_weight_in_two_months() -> None:
    assert recency(np.array([0.0, 60.0, 120.0])).tolist() == [1.0, 0.5, 0.25]


def test_the_running_maximum_raises_only_what_grows() -> None:
    cells = Cells(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    quantiles = np.array([[5.0], [3.0], [5.0], [3.0]])
    raised = running_maximum(quantiles, cells, np.array([True, True, False, False]))
    assert raised[:, 0].tolist() == [5.0, 5.0, 5.0, 3.0]
