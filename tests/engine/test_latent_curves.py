"""Curves in a run: where they answer, what the gates say, and what odd claims come out as."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.engine import estimates_table
from reconcile.engine.latent import curve_gates
from reconcile.engine.whole_ends import ENDS
from reconcile.pool.verdicts import ASSUMED, MOST_CURVE_MOVES, OFF_POOL

VOICES = ("Ministry", "United Nations", "Red Cross", "Monitor")
SOURCES = pd.DataFrame({"source": VOICES, "grade": "B"})


def counts(number: int = 16, voices: int = 4, days: int = 240, **changes: object) -> pd.DataFrame:
    """Counts of one growing total by several voices in turn, none of them exact."""
    rng = np.random.default_rng(3)
    day = np.linspace(0, days, number).astype(int)
    said = (1000 + 40 * day) * np.exp(rng.normal(0, 0.05, number))
    table = pd.DataFrame({
        "measure": "killed", "source": [VOICES[place % voices] for place in range(number)], "best": said.round(),
        "temporal": "cumulative", "published": (pd.Timestamp("2024-03-01") + pd.to_timedelta(day, "D")).astype(str),
    })  # fmt: skip
    return table.assign(**{"count_date": table["published"], **changes})


def run(claims: pd.DataFrame, sources: pd.DataFrame = SOURCES, **options: object) -> rc.Reconciliation:
    given = {"method": "curve", "at": "month-end", **options}
    return rc.reconcile(claims, sources, options=rc.Options(**given))  # type: ignore[arg-type]


def test_a_curve_answers_where_enough_is_said() -> None:
    told = run(counts()).estimates
    # in the first month the curve is off the pool by over a quarter of the pool's interval
    assert told["method"].tolist() == ["linear"] + ["curve"] * (len(told) - 1)
    assert told["publish_reason"].iloc[0] == OFF_POOL
    assert (told["publish"].iloc[-3:] == "interval").all()
    ends = told[list(ENDS)].to_numpy()
    assert (np.diff(ends, axis=1) >= 0).all()
    assert (np.diff(ends, axis=0) >= 0).all()
    assert told["best"].iloc[-1] == pytest.approx(1000 + 40 * 240, rel=0.15)


def test_printed_is_half_the_curve_and_half_the_pool() -> None:
    mixed, curve, pool = (
        run(counts(), at="latest", method=method, curve_gate=gate).estimates[list(ENDS)].to_numpy()
        for method, gate in (("curve", True), ("curve", False), ("linear", True))
    )
    assert ((np.minimum(curve, pool) - 1 <= mixed) & (mixed <= np.maximum(curve, pool) + 1)).all()


GATED = {
    "two voices": counts(voices=2),
    "seven counts": counts(7),
    "two months less a day": counts(days=59),
    "days of saying alone": counts(count_date=""),
    "a measure that may fall": counts(temporal="stock"),
}


@pytest.mark.parametrize("case", GATED)
def test_below_a_gate_every_row_is_that_of_the_pool(case: str) -> None:
    gated, pooled = (run(GATED[case], method=method).estimates for method in ("curve", "linear"))
    pd.testing.assert_frame_equal(gated, pooled)


@pytest.mark.long
def test_voices_of_one_side_have_no_curve() -> None:
    sided = SOURCES.assign(stake="Atlantis")
    assert set(run(counts(party="Atlantis"), sided).estimates["method"]) == {"linear"}
    assert set(run(counts(party="Atlantis"), sided, curve_gate=False).estimates["method"]) == {"curve"}
    mixed = SOURCES.assign(stake=["Atlantis", "", "", ""])
    assert "curve" in set(run(counts(party="Atlantis"), mixed).estimates["method"])


@pytest.mark.long
def test_after_the_newest_count_the_numbers_are_those_of_its_day_and_ungated_they_lead_on() -> None:
    later = ["2024-10-27", "2024-11-20", "2025-03-01"]  # the newest count, 24 days later, and 125
    told = run(counts(), at=later, as_of="2025-03-01").estimates
    assert told["method"].tolist() == ["curve"] * 3
    assert len(told[list(ENDS)].drop_duplicates()) == 1
    assert told["publish"].tolist() == ["interval", "interval", "range"]
    assert told["extrapolated_days"].tolist() == [0, 24, 125]
    assert "27 October 2024" in told["wording"].iloc[-1]
    ungated = run(counts(), at=later, as_of="2025-03-01", curve_gate=False).estimates
    assert ungated["method"].tolist() == ["curve"] * 3
    assert np.log(ungated["high"] / ungated["low"]).is_monotonic_increasing
    assert ungated["best"].is_monotonic_increasing


@pytest.mark.parametrize(("cell", "reason"), [("off_pool", OFF_POOL), ("prior_moves", ASSUMED)])
def test_a_curve_that_hangs_on_what_is_assumed_is_a_range(
    cell: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged, facts = estimates_table.verdicts, {}

    def judge(cells: pd.DataFrame) -> object:
        facts.update(cells.iloc[-1])
        return judged(cells.assign(**{cell: MOST_CURVE_MOVES + 0.01}))

    monkeypatch.setattr(estimates_table, "verdicts", judge)
    told = run(counts(), at="latest").estimates
    assert told[["publish", "publish_reason"]].to_numpy().tolist() == [["range", reason]]
    assert 0 < facts[cell] < MOST_CURVE_MOVES


@pytest.mark.long
def test_a_curve_that_a_misdated_count_bends_has_the_numbers_of_the_pool_and_is_a_range() -> None:
    dated = counts()
    dated.loc[3, "count_date"] = "1700-03-02"
    gated, pooled = (run(dated, method=method, at="latest") for method in ("curve", "linear"))
    one, other = gated.estimates.iloc[-1], pooled.estimates.iloc[-1]
    assert (one["publish"], one["publish_reason"], one["method"]) == ("range", OFF_POOL, "linear")
    np.testing.assert_allclose(one[list(ENDS)].astype(float), other[list(ENDS)].astype(float), rtol=1e-9)
    assert gated.diagnostics["off_pool"].iloc[-1] > MOST_CURVE_MOVES
    assert gated.curves["prior_low"].iloc[-1] < one["best"]


@pytest.mark.long
def test_where_the_best_of_a_curve_goes_under_other_assumptions() -> None:
    table = run(counts()).curves
    assert (table["prior_low"] < table["prior_high"]).all()
    assert table["best"].between(0.8 * table["prior_low"], 1.2 * table["prior_high"]).all()
    assert run(counts(), method="linear").curves[["prior_low", "prior_high"]].isna().all(axis=None)
    assert run(counts(), curve_gate=False).curves[["prior_low", "prior_high"]].isna().all(axis=None)


ODD = {
    "a voice with one count": pd.concat([counts(), counts(1, source="Somebody", best=9000.0)]),
    "counts that fall": counts(best=np.linspace(9000, 1000, 16)),
    "two totals on one day": pd.concat([counts(), counts(1, best=1500.0)]),
    "a floor above every total": pd.concat([counts(), counts(1, best=np.nan, phrase="at least 900,000")]),
    "dates in the future": pd.concat([counts(), counts(2, count_date="2999-01-01", published="2999-01-01")]),
    "only floors": counts(best=np.nan, phrase="at least 500"),
    "figures of nothing": counts(best=0.0),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_claims_have_a_result_in_order(case: str) -> None:
    told = run(ODD[case].reset_index(drop=True), curve_gate=False).estimates
    ends = told[list(ENDS)].to_numpy(np.float64)
    assert np.isfinite(ends).all()
    assert (np.diff(ends, axis=1) >= 0).all()
    assert (np.diff(ends[told["method"] == "curve"], axis=0) >= 0).all()
    assert (told["as_of"] < pd.Timestamp("2100-01-01")).all()


def periods(first: str, last: str, said: float) -> pd.DataFrame:
    return pd.DataFrame([{
        "measure": "killed", "source": "Monitor", "best": said, "temporal": "period", "published": "2024-11-01",
        "period_start": first, "period_end": last,
    }])  # fmt: skip


@pytest.mark.long
def test_a_period_moves_the_curve_unless_it_is_longer_than_the_totals_reach() -> None:
    alone, within, longer = (
        run(pd.concat([counts(8), more], ignore_index=True), curve_gate=False, at="latest").estimates
        for more in (counts(0), periods("2024-06-01", "2024-06-30", 4000.0), periods("2020-01-01", "2024-10-01", 9e6))
    )
    best = [told.loc[told["temporal"] == "cumulative", "best"].to_numpy() for told in (alone, within, longer)]
    assert np.abs(np.log(best[1] / best[0])).max() > 0.02
    assert best[2] == pytest.approx(best[0], rel=1e-9)


def test_periods_alone_have_no_curve() -> None:
    told = run(periods("2024-06-01", "2024-06-30", 400.0), curve_gate=False).estimates
    assert told["method"].tolist() == ["linear"]


@pytest.mark.long
def test_another_order_and_a_quantity_that_shares_no_voice_change_nothing() -> None:
    other = counts(source="Elsewhere", measure="wounded")
    whole, mixed = counts(), pd.concat([other, counts()]).sample(frac=1, random_state=1)
    told = [run(claims.reset_index(drop=True), curve_gate=False).estimates for claims in (whole, mixed)]
    ends = [table.loc[table["measure"] == "killed", list(ENDS)].to_numpy() for table in told]
    assert ends[0].tobytes() == ends[1].tobytes()


def test_constants() -> None:
    assert (curve_gates.LEAST_VOICES, curve_gates.LEAST_COUNTS, curve_gates.LEAST_SPAN) == (3, 8, 60)
    assert MOST_CURVE_MOVES == 0.25
    ratios = [(round(other.voice_sd / 0.25, 9), other.flow_sd) for other in curve_gates.OTHER_PRIORS]
    assert ratios == [(0.67, 1), (1.67, 1), (1, 0.5), (1, 1.5)]
