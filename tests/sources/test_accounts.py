from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.claims.ids import id_ranks
from reconcile.days import NO_DAY
from reconcile.sources.accounts import NEVER, Accounts, choose_accounts

DEFAULTS = {
    "quantity_code": 0, "voice_code": 0, "temporal": "period", "hops": 0, "published_day": 100, "day": 100,
    "day_stated": True, "open_high": False, "bound": "",
}  # fmt: skip


def choose(*claims: dict[str, object]) -> Accounts:
    """Choose among claims given by what differs from the defaults; `best` stands for a range of 5% on both sides."""
    rows = []
    for number, claim in enumerate(claims):
        best = float(claim.pop("best", 100.0))  # type: ignore[arg-type]
        rows.append(
            {"claim_id": f"C{number}", "range_low": 0.95 * best, "range_best": best, "range_high": 1.05 * best,
             "figure_low": best, "figure_high": best, **DEFAULTS, **claim}
        )  # fmt: skip
    table = pd.DataFrame(rows)
    return choose_accounts(table.assign(id_rank=id_ranks(table["claim_id"])))


def test_the_newest_published_account_supersedes() -> None:
    told = choose({"best": 143, "published_day": 95}, {"best": 150, "published_day": 128})
    assert told.reason.tolist() == ["superseded: its voice is heard through C1", ""]


def test_the_nearest_account_goes_before_a_newer_relay() -> None:
    told = choose({"hops": 1}, {"hops": 2, "published_day": 101, "best": 120})
    assert told.reason[0] == ""
    assert told.findings["rule"].tolist() == ["relay-differs"]


def test_the_lowest_claim_id_decides_last() -> None:
    told = choose({"claim_id": "C9"}, {"claim_id": "C2"})
    assert told.reason.tolist() == ["superseded: its voice is heard through C2", ""]


def test_a_relay_that_agrees_is_no_finding() -> None:
    assert choose({"hops": 1}, {"hops": 2, "best": 101}).findings.empty


def test_another_voice_supersedes_nothing() -> None:
    told = choose({"voice_code": 0}, {"voice_code": 1, "published_day": 200})
    assert told.reason.tolist() == ["", ""]


def test_undated_claims_of_one_voice_share_its_weight() -> None:
    told = choose({"temporal": ""}, {"temporal": ""}, {"temporal": "", "voice_code": 1})
    assert told.share.tolist() == [0.5, 0.5, 1.0]
    assert told.reason.tolist() == ["", "", ""]


def test_counts_follow_one_another() -> None:
    told = choose({"temporal": "cumulative", "day": 10}, {"temporal": "cumulative", "day": 40, "best": 300})
    assert told.first.tolist() == [10, 40]
    assert told.last.tolist() == [39, NEVER]


def test_an_undated_count_speaks_until_the_first_dated_one() -> None:
    told = choose({"temporal": "cumulative", "day": NO_DAY}, {"temporal": "cumulative", "day": 40, "best": 300})
    assert told.first.tolist() == [NO_DAY, 40]
    assert told.last[0] == 39


def test_other_voices_counts_stay() -> None:
    told = choose({"temporal": "cumulative", "day": 10}, {"temporal": "cumulative", "day": 40, "voice_code": 1})
    assert told.last.tolist() == [NEVER, NEVER]


def test_a_lower_later_count_is_a_correction() -> None:
    told = choose(
        {"temporal": "cumulative", "day": 10, "best": 1000}, {"temporal": "cumulative", "day": 40, "best": 300}
    )
    assert told.reason.tolist() == ["corrected: a later, lower count of the same voice replaces it", ""]
    assert told.findings["rule"].tolist() == ["total-falls"]


def test_a_later_open_range_corrects_nothing() -> None:
    later = {"temporal": "cumulative", "day": 40, "best": 300, "open_high": True}
    assert choose({"temporal": "cumulative", "day": 10, "best": 1000}, later).reason.tolist() == ["", ""]


def test_a_stock_may_fall() -> None:
    told = choose({"temporal": "stock", "day": 10, "best": 1000}, {"temporal": "stock", "day": 40, "best": 300})
    assert told.reason.tolist() == ["", ""]


def test_a_relay_without_a_count_date_is_no_newer_count() -> None:
    relay = {"temporal": "cumulative", "hops": 2, "day": 60, "day_stated": False, "best": 900}
    told = choose({"temporal": "cumulative", "hops": 1, "day": 40}, relay)
    assert told.reason[1].startswith("relay:")


a_count = st.tuples(
    st.integers(0, 2), st.integers(0, 5), st.integers(0, 2), st.sampled_from([100.0, 150.0, 400.0])
)  # fmt: skip


@given(st.lists(a_count, min_size=1, max_size=10), st.randoms())
@settings(max_examples=80, deadline=None)
def test_row_order_never_matters(claims: list[tuple[int, int, int, float]], random: object) -> None:
    rows = [
        {"claim_id": f"C{number:02d}", "voice_code": voice, "day": day, "published_day": day, "hops": hops,
         "temporal": "cumulative", "best": best}
        for number, (voice, day, hops, best) in enumerate(claims)
    ]  # fmt: skip
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = choose(*[dict(row) for row in rows])
    shuffled = choose(*[dict(rows[place]) for place in order])
    assert straight.reason[order].tolist() == shuffled.reason.tolist()
    assert np.array_equal(straight.last[order], shuffled.last)


def test_no_claims_no_accounts() -> None:
    ranges = dict.fromkeys(("range_low", "range_best", "range_high", "figure_low", "figure_high"), 1.0)
    none = pd.DataFrame([{"claim_id": "C1", "id_rank": 0, **ranges, **DEFAULTS}]).iloc[:0]
    assert len(choose_accounts(none).reason) == 0
