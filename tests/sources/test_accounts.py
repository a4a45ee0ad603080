from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.ids import id_ranks
from reconcile.days import NO_DAY
from reconcile.sources.accounts import NEVER, RELAY_TOLERANCE, Accounts, choose_accounts
from tests.examples import examples

DEFAULTS = {
    "quantity_code": 0, "voice_code": 0, "temporal": "period", "hops": 0, "published_day": 100, "day": 100,
    "day_stated": True, "open_low": False, "open_high": False, "bound": "", "era": 0, "kind": "exact",
    "only_grows": False, "hedged": False, "p_low": 0.05, "p_high": 0.95, "read_why": "",
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
        # a voice speaks through itself, or through one outlet as far from it
        rows[-1].setdefault("source", f"S{rows[-1]['voice_code']}, {rows[-1]['hops']} hops")
    table = pd.DataFrame(rows)
    return choose_accounts(table.assign(id_rank=id_ranks(table["claim_id"])))


def test_the_newest_published_account_supersedes() -> None:
    told = choose({"best": 143, "published_day": 95}, {"best": 150, "published_day": 128})
    assert told.reason.tolist() == ["superseded: the same voice is counted with C1", ""]


def test_the_nearest_account_goes_before_a_newer_relay() -> None:
    told = choose({"hops": 1}, {"hops": 2, "published_day": 101, "best": 120})
    assert told.reason[0] == ""
    assert told.findings["rule"].tolist() == ["relay-differs"]


def test_the_lowest_claim_id_decides_last() -> None:
    told = choose({"claim_id": "C9"}, {"claim_id": "C2"})
    assert told.reason.tolist() == ["superseded: the same voice is counted with C2", ""]


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
    assert told.reason.tolist() == ["taken back: lowered by C1", ""]
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
    assert told.reason[1].startswith("a retelling")


@pytest.mark.parametrize(("relayed", "reported"), [(104.9, False), (95.1, False), (105.1, True), (94.9, True)])
def test_a_relay_is_reported_from_a_twentieth_off(relayed: float, reported: bool) -> None:
    assert RELAY_TOLERANCE == 0.05
    assert len(choose({"best": 100}, {"hops": 1, "best": relayed}).findings) == reported


def test_what_is_said_of_a_relay_that_differs() -> None:
    found = choose({"best": 100, "claim_id": "near"}, {"hops": 1, "best": 1234567.8, "claim_id": "far"}).findings
    assert found[["rule", "claim_id", "value", "message", "hint"]].values.tolist() == [
        ["relay-differs", "far", "1,234,568", "gives another figure than near, an account of the same voice",
         "read both at the origin; the nearer account is used"]
    ]  # fmt: skip


def test_an_older_account_that_differs_is_an_older_figure_and_no_relay() -> None:
    assert choose({"best": 150, "published_day": 128}, {"best": 100, "published_day": 95}).findings.empty


def test_two_accounts_of_one_day_that_differ_are_reported() -> None:
    found = choose({"best": 150, "source": "A"}, {"best": 100, "source": "B"}).findings
    assert found[["rule", "claim_id"]].values.tolist() == [["relay-differs", "C1"]]


def test_a_relay_differs_from_a_zero_by_any_figure() -> None:
    assert choose({"best": 0}, {"hops": 1, "best": 3}).findings["claim_id"].tolist() == ["C1"]
    assert choose({"best": 0}, {"hops": 1, "best": 0}).findings.empty


def test_a_claim_that_is_heard_is_never_reported_as_a_relay() -> None:
    both = {"temporal": "", "hops": 0, "best": 100}, {"temporal": "", "hops": 1, "best": 900}
    accounts = choose(*both)
    assert accounts.findings.empty
    assert accounts.reason.tolist() == ["", ""]


def test_one_quantity_does_not_supersede_another() -> None:
    assert choose({"quantity_code": 0}, {"quantity_code": 1, "published_day": 200}).reason.tolist() == ["", ""]


def test_counts_of_one_day_are_one_slot_and_those_of_two_days_are_two() -> None:
    same = choose({"temporal": "stock", "published_day": 90}, {"temporal": "stock", "published_day": 95})
    assert same.reason.tolist() == ["superseded: the same voice is counted with C1", ""]
    other = choose({"temporal": "stock", "day": 99}, {"temporal": "stock", "day": 100})
    assert other.reason.tolist() == ["", ""]


def test_a_period_is_one_slot_whatever_its_day() -> None:
    accounts = choose({"day": 99, "published_day": 101}, {"day": 100})
    assert accounts.reason.tolist() == ["", "superseded: the same voice is counted with C0"]
    assert (accounts.first.tolist(), accounts.last.tolist()) == ([NO_DAY] * 2, [NEVER] * 2)


def test_a_relay_of_a_period_needs_no_count_date() -> None:
    accounts = choose({"hops": 1}, {"hops": 2, "day_stated": False})
    assert accounts.reason[1] == "superseded: the same voice is counted with C0"


def test_why_a_relay_without_a_count_date_is_not_heard() -> None:
    near = {"temporal": "cumulative", "hops": 1, "day": 40}
    relay = {"temporal": "cumulative", "hops": 2, "day": 60, "day_stated": False}
    why = "a retelling without a date of its own; a nearer account of the same voice is used"
    assert choose(near, relay).reason.tolist() == ["", why]
    assert choose(near, {**relay, "voice_code": 1}).reason.tolist() == ["", ""]
    assert choose(near, {**relay, "quantity_code": 1}).reason.tolist() == ["", ""]
    assert choose(near, {**relay, "hops": 1}).reason.tolist() == ["", ""]
    assert choose(near, {**relay, "day_stated": True, "best": 120}).reason.tolist() == ["", ""]


def test_a_total_is_not_taken_back_by_the_same_one_rounded() -> None:
    def reasons(first: float, later: float, kind: str = "exact") -> list[str]:
        counts = [{"temporal": "cumulative", "day": day, "best": best} for day, best in ((10, first), (40, later))]
        return choose(*[{**count, "kind": kind} for count in counts]).reason.tolist()

    assert reasons(2823, 2800, "approx") == ["", ""]
    assert reasons(2823, 2822)[0] == reasons(1400, 1200, "approx")[0] == "taken back: lowered by C1"


def test_a_total_is_compared_with_every_later_count_of_its_voice_and_no_other() -> None:
    def fallen(*counts: dict[str, object]) -> list[bool]:
        return [bool(why) for why in choose(*[{"temporal": "cumulative", **count} for count in counts]).reason]

    last_low = ({"day": 10, "best": 1000}, {"day": 20, "best": 1100}, {"day": 40, "best": 700})
    assert fallen(*last_low) == [True, True, False]
    assert fallen(*last_low[:2], {**last_low[2], "voice_code": 1}) == [False, False, False]
    assert fallen(*last_low[:2], {**last_low[2], "quantity_code": 1}) == [False, False, False]
    assert fallen({"day": 10, "best": 700}, {"day": 20, "best": 1000}) == [False, False]


def test_what_is_said_of_a_total_that_falls() -> None:
    found = choose(
        {"temporal": "cumulative", "day": 10, "best": 1000}, {"temporal": "cumulative", "day": 40, "best": 700}
    ).findings
    assert found[["rule", "claim_id", "value", "message", "hint"]].values.tolist() == [
        ["total-falls", "C0", "1,000", "C1, a later count of the same voice, lies below this one; a total never falls",
         "check both for a lost digit or another definition; the later one is used"]
    ]  # fmt: skip


def test_a_corrected_count_speaks_no_more_and_the_one_before_it_speaks_on() -> None:
    accounts = choose(
        {"temporal": "cumulative", "day": 10, "best": 300}, {"temporal": "cumulative", "day": 20, "best": 1000},
        {"temporal": "cumulative", "day": 40, "best": 400},
    )  # fmt: skip
    assert [bool(why) for why in accounts.reason] == [False, True, False]
    assert accounts.last[[0, 2]].tolist() == [39, NEVER]


def test_weight_is_shared_by_undated_claims_of_one_voice_and_one_quantity_alone() -> None:
    accounts = choose(
        {"temporal": "", "quantity_code": 0, "voice_code": 1}, {"temporal": "", "quantity_code": 1, "voice_code": 0},
        {"temporal": "", "quantity_code": 1, "voice_code": 0}, {"quantity_code": 1, "voice_code": 0},
    )  # fmt: skip
    assert accounts.share.tolist() == [1.0, 0.5, 0.5, 1.0]


def test_a_slip_is_left_out_before_a_voice_is_heard() -> None:
    counts = [{"temporal": "cumulative", "day": day, "best": best} for day, best in
              ((1, 130100), (2, 13050), (3, 131200))]  # fmt: skip
    accounts = choose(*counts)
    assert accounts.reason.tolist() == ["", "a digit is missing: ten times the figure fits C0 (130,100)", ""]
    assert accounts.last.tolist()[0] == 2
    undated = choose(*[{**count, "day": NO_DAY if count["day"] == 2 else count["day"]} for count in counts])
    assert "digit-lost" not in undated.findings["rule"].tolist()


def test_the_end_of_time_lies_as_far_off_as_no_day() -> None:
    assert NEVER == 10_000_000


a_count = st.tuples(
    st.integers(0, 2), st.integers(0, 5), st.integers(0, 2), st.sampled_from([100.0, 150.0, 400.0])
)  # fmt: skip
some_counts = st.lists(a_count, min_size=1, max_size=10)


@given(st.lists(some_counts, min_size=8, max_size=8), st.randoms())
@examples(10)
def test_row_order_never_matters(quantities: list[list[tuple[int, int, int, float]]], random: object) -> None:
    claims = [(code, *count) for code, counts in enumerate(quantities) for count in counts]
    rows = [
        {"claim_id": f"C{number:02d}", "quantity_code": code, "voice_code": voice, "day": day, "published_day": day,
         "hops": hops, "temporal": "cumulative", "best": best}
        for number, (code, voice, day, hops, best) in enumerate(claims)
    ]  # fmt: skip
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = choose(*[dict(row) for row in rows])
    shuffled = choose(*[dict(rows[place]) for place in order])
    assert straight.reason[order].tolist() == shuffled.reason.tolist()
    assert np.array_equal(straight.last[order], shuffled.last)


def test_no_claims_no_accounts() -> None:
    ranges = dict.fromkeys(("range_low", "range_best", "range_high", "figure_low", "figure_high"), 1.0)
    none = pd.DataFrame([{"claim_id": "C1", "id_rank": 0, "source": "A", **ranges, **DEFAULTS}]).iloc[:0]
    assert len(choose_accounts(none).reason) == 0
