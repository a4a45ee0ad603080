"""Claims that are odd, not wrong: each has the result that docs/methods/odd-claims.md tells, under every method.

Warnings are errors in the whole suite (pyproject.toml), so that none of them can reach a desk's screen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.errors import NothingUsableError
from reconcile.pool.methods import METHODS, VARIANTS
from tests.examples import long_ones

EVERY_METHOD = [*METHODS, *VARIANTS]
NUMBERS = ["low", "low50", "best", "high50", "high"]


def bests(values: list[float], **columns: object) -> pd.DataFrame:
    sources = [f"S{place}" for place in range(len(values))]
    return pd.DataFrame({"quantity": "q", "source": sources, "best": values, **columns})


def phrases(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"quantity": "q", "source": [f"S{place}" for place in range(len(texts))], "phrase": texts})


def exact(values: list[float], **columns: object) -> pd.DataFrame:
    return bests(values, low=values, high=values, **columns)


def centuries_apart() -> pd.DataFrame:
    return bests([1000, 1200], temporal="cumulative", count_date=["1618-11-11", "2024-01-01"])


ODD: dict[str, Callable[[], pd.DataFrame]] = {
    "one claim": lambda: bests([300]),
    "all claims equal": lambda: bests([300] * 5),
    "all claims equal and exact": lambda: exact([300] * 5),
    "no width": lambda: exact([100, 120, 150]),
    "no width, signed": lambda: exact([-4, -4.5, 3], scale="linear"),
    "one source out of reach": lambda: exact([*range(250, 550), 1e12]),
    "floors alone": lambda: phrases(["at least 97", "at least 150", "no fewer than 120"]),
    "ceilings alone": lambda: phrases(["at most 300", "at most 500"]),
    "bounds alone that fit": lambda: phrases(["at least 97", "at least 150", "at most 500"]),
    "bounds alone that cross": lambda: phrases(["at least 500", "at most 300"]),
    "bounds that cross beside a claim": lambda: phrases(["about 400", "at least 500", "at most 300"]),
    "weights too small to square": lambda: bests([300, 320, 400], weight=[1e-300, 1e-300, 1e-200]),
    "zeros and positives": lambda: exact([0, 0, 12, 300]),
    "zeros": lambda: exact([0, 0, 0]),
    "shares at both ends": lambda: bests([0, 100], unit="percent"),
    "shares beyond the whole": lambda: bests([150, 250, 260], unit="percent"),
    "ten thousand claims": lambda: bests(np.random.default_rng(3).lognormal(6, 0.3, 10_000).round().tolist()),
    "a billion to one": lambda: exact([1, 1e9]),
    "a range of a billion to one": lambda: bests([50], low=[1e-3], high=[1e6]),
    "counts of four centuries": centuries_apart,
    "the smallest numbers": lambda: exact([1e-300, 2e-300]),
    "the largest numbers": lambda: exact([1e18, 9e17]),
}  # fmt: skip


# claims of a set that are heard by methods other than the default: enough to overflow and to underflow by
MOST = 1000


def together(method: str) -> pd.DataFrame:
    """Return all odd claims, each set as a quantity of its own: none of them touches another one."""
    sets = [make().assign(quantity=name) for name, make in ODD.items()]
    return pd.concat([claims if method == "linear" else claims.head(MOST) for claims in sets], ignore_index=True)


@cache
def reconciled(method: str) -> rc.Reconciliation:
    return rc.reconcile(together(method), method=method)


@pytest.mark.parametrize("method", [*EVERY_METHOD[:2], *long_ones(EVERY_METHOD[2:])])
def test_odd_claims_have_a_result_under_every_method(method: str) -> None:
    claims, result = together(method), reconciled(method)
    table = result.estimates.set_index("quantity")
    numbers = table[NUMBERS].to_numpy(float)
    assert set(table.index) == set(ODD)
    assert len(result.claims) == len(claims)
    assert np.isfinite(numbers).all()
    assert (np.diff(numbers, axis=1) >= -1e-9 * np.abs(numbers[:, 1:])).all()
    assert not table["wording"].str.contains(r"\bnan\b|\binf\b", regex=True).any()
    assert table.loc["ten thousand claims", "claims"] == (10_000 if method == "linear" else MOST)
    ends = result.claims[["quantity"]].join(table[["low", "high", "agreement", "publish"]], on="quantity")
    slack = 1e-9 * np.maximum(ends["low"].abs(), ends["high"].abs())
    touching = result.claims["range_low"] <= ends["high"] + slack
    touching &= result.claims["range_high"] >= ends["low"] - slack
    missed = table[~touching.groupby(ends["quantity"]).any()]
    assert (missed["agreement"] == "conflict").all()
    assert (missed["publish"] != "interval").all()


def estimate(odd: str, method: str = "linear") -> pd.Series:
    return reconciled(method).estimates.set_index("quantity").loc[odd]


def test_each_set_comes_out_beside_the_others_as_alone() -> None:
    alone = rc.reconcile(ODD["floors alone"]()).estimates.iloc[0]
    assert alone[NUMBERS].tolist() == pytest.approx(estimate("floors alone")[NUMBERS].tolist(), rel=1e-9)
    assert alone["publish_reason"] == estimate("floors alone")["publish_reason"]


@pytest.mark.parametrize(
    ("odd", "publish", "agreement"),
    [
        ("one claim", "attributed", "single"),
        ("all claims equal", "interval", "agree"),
        ("no width", "interval", "agree"),
        ("floors alone", "range", "tension"),
        ("ceilings alone", "range", "agree"),
        ("bounds alone that fit", "range", "tension"),
        ("bounds alone that cross", "range", "conflict"),
        ("zeros", "interval", "agree"),
        ("shares beyond the whole", "interval", "agree"),
        ("a billion to one", "range", "conflict"),
        ("a range of a billion to one", "attributed", "single"),
    ],
)
def test_what_odd_claims_come_out_as(odd: str, publish: str, agreement: str) -> None:
    row = estimate(odd)
    assert (row["publish"], row["agreement"]) == (publish, agreement)


def test_one_source_out_of_reach_moves_little() -> None:
    row = estimate("one source out of reach")
    assert 350 < row["best"] < 450
    assert row["high"] < 700


def test_floors_alone_put_best_above_the_highest() -> None:
    assert estimate("floors alone")["best"] >= 150


def test_shares_stay_shares_and_what_is_more_than_all_is_no_share() -> None:
    ends, beyond = estimate("shares at both ends"), estimate("shares beyond the whole")
    assert 0 <= ends["low"] <= ends["high"] <= 100
    assert 150 < beyond["best"] < 260


def test_ten_thousand_honest_counts_do_not_contradict_one_another() -> None:
    assert estimate("ten thousand claims")["agreement"] in ("agree", "tension")


def test_weights_of_nothing_leave_nothing() -> None:
    row = rc.reconcile(bests([300, 320], weight=0)).estimates.iloc[0]
    assert row["publish"] == "withheld"
    assert row[NUMBERS].isna().all()
    assert "are left out (" in row["wording"]


@pytest.mark.parametrize("level", [1e-20, 0.05, 1.0, -1.0])
def test_a_range_that_holds_next_to_nothing_is_rejected(level: float) -> None:
    with pytest.raises(NothingUsableError) as error:
        rc.reconcile(bests([11], low=[10], high=[12], range_level=[level]))
    assert error.value.rejected["rule"].tolist() == ["level-outside"]


def test_an_interval_that_touches_no_claim_is_a_conflict_and_no_interval() -> None:
    row = estimate("no width", "vincent")
    assert (row["publish"], row["agreement"]) == ("range", "conflict")
    assert "touches none" in row["publish_reason"]


@pytest.mark.long
def test_only_the_default_is_said_to_be_built_to_hold() -> None:
    # counts that reach farther than the interval: one wider than all that was said is no range of ours
    claims = bests([250, 400, 440, 470, 500, 530, 560, 600, 640, 900])
    assert "to contain the true figure nine times in ten" in rc.reconcile(claims).estimates["range_wording"][0]
    told = rc.reconcile(claims, method="random_effects").estimates["range_wording"][0]
    assert "to contain" not in told
    assert "held 83% of the values that became known in tests on expert judgement, 84% on polls" in told
    assert "not known how often" in rc.reconcile(claims, method="random_effects:pm+t+pi").estimates["range_wording"][0]


def test_people_and_drones_under_one_label_are_two_quantities() -> None:
    result = rc.reconcile(phrases(["300 people", "320 drones a day", "310 people"]))
    assert result.estimates[["quantity", "unit", "claims"]].values.tolist() == [
        ["q/unit=drones%2Fday", "drones/day", 1], ["q/unit=persons", "persons", 2],
    ]  # fmt: skip
    found = result.findings.set_index("rule").loc["label-split"]
    assert "differ in unit" in found["message"]


def test_claims_of_one_unit_and_of_none_are_one_quantity() -> None:
    assert rc.reconcile(phrases(["300 people", "about 310"])).estimates["claims"].tolist() == [2]


def test_a_total_held_up_by_an_earlier_one_is_no_interval() -> None:
    early = {"quantity": "q", "source": "A", "best": 1000, "count_date": "2024-01-10"}
    late = [{"quantity": "q", "source": name, "best": 100, "count_date": "2024-03-14"} for name in "BCDEF"]
    claims = pd.DataFrame([early, *late]).assign(temporal="cumulative")
    newest = rc.reconcile(claims, at="month-end").estimates.iloc[-1]
    assert newest["publish"] == "range"
    assert "cannot fall" in newest["publish_reason"]


def frame(rows: list[tuple[object, ...]], *columns: str, **everywhere: object) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).assign(**everywhere)


@pytest.mark.parametrize(
    "claims",
    [
        frame([("A", "", 3), ("B", "period", 4)], "source", "temporal", "best", quantity="dead"),
        frame([("A", "", 3), ("B", "increment", 4)], "source", "temporal", "best", quantity="dead"),
        frame([("A", "killed", 3), ("B", "", 4)], "source", "quantity", "best", measure="killed"),
    ],
)
def test_two_quantities_never_share_a_key(claims: pd.DataFrame) -> None:
    keys = rc.reconcile(claims).estimates["quantity"]
    assert len(keys) == 2
    assert keys.is_unique
    assert set(keys) == set(rc.reconcile(claims[::-1]).estimates["quantity"])


def test_a_computed_claim_whose_parent_is_not_there_is_told() -> None:
    rows = [("c1", "A", 300, ""), ("c2", "B", 320, ""), ("c3", "C", 900, "zz")]
    claims = frame(rows, "claim_id", "source", "best", "parent", quantity="dead", measure="killed")
    assert rc.reconcile(claims).estimates["claims"].tolist() == [2]


def test_where_growth_has_left_every_count_behind_nothing_is_compared() -> None:
    rows = [("A", "2024-01-01", "about 100"), ("B", "2024-06-01", "at least 95")]
    claims = frame(rows, "source", "count_date", "phrase", quantity="q", measure="killed", temporal="cumulative")
    row = rc.reconcile(claims).estimates.iloc[0]
    assert 70 < row["low"] < row["high"] < 190


def test_the_unit_does_not_hang_on_the_order_of_rows() -> None:
    rows = [("A", "", 300), ("B", "persons", 320)]
    for some in (rows, rows[::-1]):
        assert rc.reconcile(frame(some, "source", "unit", "best", quantity="dead")).estimates["unit"][0] == "persons"


BOUNDED = phrases(["about 300", "about 350", "at least 1000", "at least 200"])


@cache
def side_by_side() -> pd.DataFrame:
    return rc.reconcile(BOUNDED).sensitivity().set_index("method")


@pytest.mark.parametrize("method", METHODS)
def test_methods_side_by_side_are_what_each_run_gives(method: str) -> None:
    row = rc.reconcile(BOUNDED, method=method).estimates.iloc[0]
    beside = side_by_side().loc[method]
    assert beside[["low", "best", "high"]].tolist() == pytest.approx(row[["low", "best", "high"]].tolist(), rel=1e-12)


def test_a_rejected_claim_does_not_choose_the_scale() -> None:
    claims = phrases(["about 40 percent", "about 45 percent", "about 150 percent"])
    assert rc.reconcile(claims.assign(status=["", "", "rejected"])).diagnostics["scale"][0] == "proportion"
    assert rc.reconcile(claims).diagnostics["scale"][0] == "log"


def test_bounds_alone_have_no_influence_and_the_tightest_weighs() -> None:
    result = rc.reconcile(phrases(["at least 100", "at least 200", "at most 500", "at most 900"]))
    assert result.claims[["influence", "influence_width"]].isna().all(axis=None)
    assert result.claims["weight"].tolist() == [0.0, 0.5, 0.5, 0.0]
    assert result.estimates["top_claim"][0] in result.claims["claim_id"].tolist()[1:3]


def test_the_log_pool_does_not_see_a_floor_either() -> None:
    free, bounded = phrases(["about 300", "about 350"]), phrases(["about 300", "about 350", "at least 5 billion"])
    one, other = (rc.reconcile(claims, method="log").estimates["best"][0] for claims in (free, bounded))
    assert other == pytest.approx(one, rel=1e-9)


def test_a_coverage_is_told_of_the_level_it_was_measured_at() -> None:
    claims = bests([250, 400, 440, 470, 500, 530, 560, 600, 640, 900])
    wide = rc.reconcile(claims, method="log", level=0.99).estimates["range_wording"][0]
    assert "not known how often it holds at this level" in wide


def test_a_floor_and_a_ceiling_at_one_figure_are_two_statements() -> None:
    told = rc.reconcile(phrases(["at least 100", "at most 100"])).estimates.iloc[0]
    assert told["wording"].endswith(" is at least 100, S0 said. S1 gave at most 100.")
    assert "say only where the number does not lie" in told["note"]


def test_why_there_is_no_single_range_is_told() -> None:
    assert "where none of them stands" in estimate("no width", "vincent")["note"]


def test_claims_replayed_are_plain_text() -> None:
    claims = bests([300, 320], published=["2025-01-01", "2025-02-01"])
    result = rc.reconcile(claims)
    known = result.replayed(result.claims["claim_id"].tolist(), "2025-01-15")
    assert len(known.claims) == 1
    assert not (known.claims.dtypes == "category").any()
