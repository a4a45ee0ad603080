"""What must hold of `reconcile` whatever the claims are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from tests.examples import examples

NUMBERS = ["best", "low50", "high50", "low", "high"]

# relative; the working scale is a logarithm and its grid is laid anew for other units
ROUNDING = 1e-6

# a reconciliation takes as long for a few quantities as for one
few = examples(3)

figures = st.floats(1, 1e6).map(lambda value: float(f"{value:.3g}"))


@st.composite
def claims(draw: st.DrawFn, *, most: int = 6) -> pd.DataFrame:
    """Some sources' ranges, single figures and one-sided figures for one quantity."""
    rows = []
    for number in range(draw(st.integers(1, most))):
        best, shape = draw(figures), draw(st.sampled_from(["best", "range", "low", "high", "phrase"]))
        row: dict[str, object] = {
            "quantity": "q",
            "source": f"S{number}",
            "grade": draw(st.sampled_from(["", "A1", "C3"])),
        }
        if shape == "range":
            row |= {"low": best * 0.9, "best": best, "high": best * 1.3}
        elif shape == "phrase":
            hedge = draw(st.sampled_from(["about", "at least", "up to", "more than", "nearly", "at most"]))
            row |= {"phrase": f"{hedge} {best:,.0f}"}
        else:
            row |= {shape: best}
        rows.append(row)
    return pd.DataFrame(rows).reindex(columns=["quantity", "source", "grade", "phrase", "low", "best", "high"])


several = st.lists(claims(), min_size=5, max_size=5)


def together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables as claims on a quantity each, by sources of its own."""
    named = [
        table.assign(quantity=f"q{place}", source=f"Q{place} " + table["source"]) for place, table in enumerate(tables)
    ]
    return pd.concat(named, ignore_index=True)


def numbers(table: pd.DataFrame) -> np.ndarray:
    """Return a row of numbers a quantity, in the order of their names."""
    return rc.reconcile(table).estimates.sort_values("quantity")[NUMBERS].to_numpy()


@given(several)
@few
def test_finite_input_gives_finite_rising_numbers(tables: list[pd.DataFrame]) -> None:
    result = rc.reconcile(together(tables))
    rising = result.estimates[["low", "low50", "best", "high50", "high"]].to_numpy(float)
    assert len(rising) == len(tables)
    assert np.isfinite(rising).all()
    assert (np.diff(rising, axis=1) >= 0).all()
    assert (result.claims["weight"] >= 0).all()


@given(several, st.randoms())
@few
def test_row_order_never_matters(tables: list[pd.DataFrame], random: object) -> None:
    table = together(tables)
    table = table.assign(claim_id=[f"C{number}" for number in range(len(table))])
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, shuffled = rc.reconcile(table), rc.reconcile(table.iloc[order])
    pd.testing.assert_frame_equal(straight.estimates, shuffled.estimates)
    pd.testing.assert_frame_equal(
        straight.claims.sort_values("claim_id", ignore_index=True).drop(columns="row"),
        shuffled.claims.sort_values("claim_id", ignore_index=True).drop(columns="row"),
    )


@given(several, st.sampled_from([1e-3, 0.1, 7.0, 1000.0]))
@few
def test_scaling_all_values_scales_the_result(tables: list[pd.DataFrame], factor: float) -> None:
    table = together(tables)
    table = table[table["phrase"].isna()].drop(columns="phrase")
    ranges = table.assign(low=table["low"].fillna(table["best"]).fillna(table["high"]) * 0.9)
    ranges["best"] = ranges["low"] * 1.1
    ranges["high"] = ranges["low"] * 1.4
    if ranges.empty:
        return
    scaled = ranges.assign(**{name: ranges[name] * factor for name in ("low", "best", "high")})
    assert numbers(scaled) == pytest.approx(numbers(ranges) * factor, rel=ROUNDING)


def relays(told: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """Return what ten others say after the claims of a table."""
    return pd.concat(
        [told.assign(source=f"Relay {number} " + told["source"], origin=told["source"]) for number in range(10)]
    ).assign(**columns)


@given(several, st.integers(0, 5), st.sampled_from(["", "stock", "cumulative", "period"]))
@few
def test_ten_relays_of_one_origin_move_nothing(tables: list[pd.DataFrame], which: int, temporal: str) -> None:
    table = together(tables).assign(temporal=temporal, published="2025-01-10", origin="", count_date="2025-01-09")
    told = table.groupby("quantity").nth(which % min(map(len, tables)))
    both = pd.concat([table, relays(told, published="2025-01-20")], ignore_index=True)
    alone, relayed = (rc.reconcile(rows).estimates.sort_values("quantity") for rows in (table, both))
    assert relayed[NUMBERS].to_numpy() == pytest.approx(alone[NUMBERS].to_numpy(), rel=ROUNDING)
    assert relayed["voices"].tolist() == pytest.approx(alone["voices"].tolist())


def test_ten_relays_of_any_kind_of_claim_move_nothing() -> None:
    phrases = ["at least 280", "at most 320", "at least 900", "more than 200", "about 300"]
    cases = [(phrase, others) for phrase in phrases for others in ([], [300.0], [300.0, 350.0])]
    own = pd.DataFrame({"source": "S0", "phrase": [phrase for phrase, _ in cases]})
    beside = [pd.DataFrame({"source": f"S{n + 1}", "best": best}, index=[place])
              for place, (_, others) in enumerate(cases) for n, best in enumerate(others)]  # fmt: skip
    # a quantity a case, by sources of its own
    table = pd.concat([own, *beside])
    table = table.assign(quantity=[f"case {place:02}" for place in table.index])
    table["source"] = table["quantity"] + " " + table["source"]
    alone, relayed = numbers(table), numbers(pd.concat([table, relays(table[table["phrase"].notna()])]))
    moved = {case: (one, other) for case, one, other in zip(map(str, cases), alone, relayed, strict=True)
             if other != pytest.approx(one, rel=ROUNDING)}  # fmt: skip
    assert moved == {}


@given(several, st.sampled_from(["measure", "party", "place", "scope", "population"]), figures)
@few
def test_a_claim_of_another_definition_moves_nothing(tables: list[pd.DataFrame], column: str, value: float) -> None:
    this, that = ("killed", "wounded") if column == "measure" else ("this", "that")
    table = together(tables).assign(**{column: this})
    other = table.drop_duplicates("quantity")[["quantity"]].assign(source="X", best=value, **{column: that})
    result = rc.reconcile(pd.concat([table, other], ignore_index=True)).estimates
    mine = result[result[column] == this].sort_values("quantity")
    assert mine[NUMBERS].to_numpy() == pytest.approx(numbers(table), rel=ROUNDING)
    assert len(result) == 2 * len(tables)


@given(st.lists(st.tuples(st.lists(st.floats(200, 400), min_size=2, max_size=5), st.floats(1000, 1e9)), min_size=5,
                max_size=5))  # fmt: skip
@few
def test_a_false_floor_cannot_drag_best_out_of_the_others_hull(cases: list[tuple[list[float], float]]) -> None:
    tables = []
    for bests, floor in cases:
        table = pd.DataFrame({"source": [f"S{n}" for n in range(len(bests))], "best": bests})
        table = table.assign(low=0.9 * table["best"], high=1.1 * table["best"])
        false = pd.DataFrame([{"source": "X", "grade": "A1", "phrase": f"at least {floor:,.0f}"}])
        tables.append(pd.concat([table, false], ignore_index=True))
    result = rc.reconcile(together(tables)).estimates.sort_values("quantity")
    for table, best in zip(tables, result["best"], strict=True):
        assert table["low"].min() <= best <= table["high"].max()
    assert result["agreement"].isin(["tension", "conflict"]).all()


def test_nothing_disappears() -> None:
    table = pd.DataFrame({"quantity": "q", "source": ["A", "B", "", "D"], "best": [1.0, np.nan, 3.0, 4.0],
                          "status": ["accepted", "accepted", "accepted", "proposed"]})  # fmt: skip
    result = rc.reconcile(table)
    assert set(result.rejected["row"]) == {2, 3}
    assert result.claims["row"].tolist() == [1, 4]
    assert result.claims["used"].tolist() == [True, False]
    assert result.claims["left_out_reason"].tolist() == ["", "not yet reviewed"]


def test_the_argument_is_not_changed() -> None:
    table = pd.DataFrame({"quantity": "q", "source": ["A", "B"], "phrase": ["about 300", "over 700"]})
    before = table.copy()
    rc.reconcile(table)
    pd.testing.assert_frame_equal(table, before)


# what claims may say beside their figure; ids name others, or nobody
ODD = {
    "temporal": ["", "cumulative", "stock", "period", "increment"], "count_date": ["", "2024-03-01", "2024-03-05"],
    "published": ["", "2024-03-02", "2024-03-05", "2024-03-09"], "role": ["", "part", "earlier", "denied", "increment"],
    "part_of": ["", "C0", "C9"], "revises": ["", "C0", "C1", "C9"],
    "revision": ["", "correction", "growth", "definition", "withdrawn"],
    "denied_by": ["", "S0", "Army"], "status": ["", "rejected", "superseded"], "parent": ["", "C0", "C9"],
    "origin": ["", "S0", "s0", "S1"], "measure": ["killed", "deaths", "wounded", "oddity"], "rows": ["", "events"],
    "family": ["", "f"], "basis": ["", "named"], "period_start": ["", "2024-03-01"], "period_end": ["", "2024-03-05"],
    "unit": ["", "persons", "furlong"], "source": ["S0", "S1", "s0", "S 2", ""],
}  # fmt: skip


@st.composite
def odd_claims(draw: st.DrawFn) -> pd.DataFrame:
    """Claims of every kind, most of them in few quantities, so that they speak of one another."""
    rows = []
    for number in range(draw(st.integers(2, 16))):
        chosen = draw(st.lists(st.sampled_from(sorted(ODD)), max_size=5, unique=True))
        row = {
            "claim_id": f"C{number}",
            "measure": "killed",
            "source": "S0",
            "best": draw(st.sampled_from([3, 7, 40, 41])),
        }
        rows.append(row | {name: draw(st.sampled_from(ODD[name])) for name in chosen})
    return pd.DataFrame(rows).astype(object).fillna("")


@given(odd_claims(), st.randoms(use_true_random=False))
@examples(8)
def test_the_order_of_rows_changes_nothing_but_row_numbers(table: pd.DataFrame, random: object) -> None:
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    tables = []
    for rows in (table, table.iloc[order]):
        try:
            tables.append(rc.reconcile(rows))
        except rc.ReconcileError as error:
            tables.append(str(error))
    straight, shuffled = tables
    if isinstance(straight, str):
        assert isinstance(shuffled, str)
        return
    pd.testing.assert_frame_equal(straight.estimates, shuffled.estimates)
    pd.testing.assert_frame_equal(straight.findings.drop(columns="row"), shuffled.findings.drop(columns="row"))
    claims, others = (
        result.claims.drop(columns="row").sort_values("claim_id", ignore_index=True) for result in (straight, shuffled)
    )
    pd.testing.assert_frame_equal(claims, others)
    assert sorted(straight.rejected["rule"]) == sorted(shuffled.rejected["rule"])
