"""Growth supersedes, a correction replaces, a slip is left out: the whole walk, on constructed counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.notebook.reconciliation import Reconciliation


def counts(*rows: tuple[str, str, object]) -> pd.DataFrame:
    """Claims of one total: source, count date, figure as said; published on the day."""
    told = [
        {"claim_id": f"C{place}", "measure": "casualties", "temporal": "cumulative", "source": source,
         "count_date": day, "published": day, "phrase": str(said)}
        for place, (source, day, said) in enumerate(rows)
    ]  # fmt: skip
    return pd.DataFrame(told)


def best_of(result: Reconciliation) -> list[float]:
    best: list[float] = result.estimates["best"].tolist()
    return best


DAYS = ["2025-01-01", "2025-01-11", "2025-01-21"]


def test_growth_supersedes_the_voices_older_count() -> None:
    result = rc.reconcile(counts(("A", DAYS[0], "1,000"), ("A", DAYS[2], "1,500")))
    assert result.claims["left_out_reason"].tolist() == ["superseded: its voice gives a newer count", ""]
    assert best_of(result)[0] == pytest.approx(1500, rel=0.01)
    assert result.findings.query("rule != 'source-unknown'").empty


def test_growth_of_one_voice_leaves_the_others_older_count_in_the_pool() -> None:
    result = rc.reconcile(counts(("A", DAYS[0], "1,000"), ("B", DAYS[0], "1,010"), ("A", DAYS[2], "1,100")))
    assert result.claims["used"].tolist() == [False, True, True]


def test_a_correction_downward_replaces_what_the_voice_said() -> None:
    claims = counts(("A", DAYS[0], "1,000"), ("A", DAYS[1], "700"), ("A", DAYS[2], "750"))
    result = rc.reconcile(claims, at=DAYS)
    assert result.findings["rule"].tolist().count("total-falls") == 1
    assert result.claims["left_out_reason"].iloc[0].startswith("taken back:")
    # the curve is drawn from what stands: no date keeps the figure taken back
    assert best_of(result) == pytest.approx([700, 750], rel=0.02)


def test_a_small_correction_that_growth_makes_up_is_no_slip() -> None:
    result = rc.reconcile(counts(("A", DAYS[0], "34,844"), ("A", DAYS[1], "34,735"), ("A", DAYS[2], "34,904")), at=DAYS)
    assert result.findings["rule"].tolist() == ["source-unknown", "total-falls"]
    assert best_of(result)[0] == pytest.approx(34735, rel=0.001)


@pytest.mark.long
@pytest.mark.parametrize("voice", ["A", "B"])
@pytest.mark.parametrize("until", [2, 3])
def test_a_lost_digit_neither_drags_the_curve_down_nor_disappears(voice: str, until: int) -> None:
    claims = counts(("A", DAYS[0], "130,100"), (voice, DAYS[1], "13,050"), ("A", DAYS[2], "131,200")).iloc[:until]
    result = rc.reconcile(claims, at=DAYS)
    assert min(best_of(result)) > 125_000
    assert min(result.estimates["low"]) > 50_000
    (found,) = result.findings.query("rule == 'digit-lost'").to_dict("records")
    assert (found["claim_id"], found["value"]) == ("C1", "13,050")
    told = result.claims.set_index("claim_id").loc["C1"]
    assert not told["used"]
    assert told["weight"] == 0
    assert told["left_out_reason"] == "a digit is missing: ten times the figure fits C0 (130,100)"
    assert "C1" in result.to_markdown()


def test_a_dip_leaves_the_history_before_it() -> None:
    claims = counts(("A", DAYS[0], "27,400"), ("A", DAYS[1], "30"), ("A", DAYS[2], "27,700"))
    result = rc.reconcile(claims, at=DAYS)
    assert best_of(result)[:2] == pytest.approx([27_400, 27_400], rel=0.01)
    assert result.claims["used"].tolist()[1] is False
    assert "total-dips" in set(result.findings["rule"])


def test_a_corrected_lost_digit_is_heard_again() -> None:
    claims = counts(("A", DAYS[0], "130,100"), ("A", DAYS[1], "130,590"))
    result = rc.reconcile(claims)
    assert result.claims["left_out_reason"].tolist()[1] == ""


def test_the_curve_never_falls() -> None:
    random = np.random.default_rng(7)
    level = np.cumsum(random.integers(10, 400, 30)) + 1000
    days = pd.date_range("2025-01-01", periods=30, freq="5D").strftime("%Y-%m-%d")
    rows = [
        (source, day, f"about {round(total * random.uniform(0.9, 1.1), -2):,.0f}")
        for day, total in zip(days, level, strict=True)
        for source in random.choice(list("ABCD"), 2, replace=False)
    ]
    curve = rc.reconcile(counts(*rows), at=list(days)).estimates
    assert len(curve) == 30
    for name in ("low", "best", "high"):
        assert (curve[name].diff().dropna() >= 0).all()
