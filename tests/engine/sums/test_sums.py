"""Sums of events: the makers' own arithmetic, exact, in every cell; no two events are voices of one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc

# columns of every total
ENDS = ["sum_low", "sum_best", "sum_high"]

EVENTS = pd.DataFrame(
    [
        ("1", "2024-05-01", "Karsk", 2, 2, 2, "North"),
        ("2", "2024-05-03", "Karsk", 1, 4, 9, "North"),
        ("3", "2024-05-30", "Obrin", 0, 0, 6, "South"),
        ("4", "2024-06-02", "Karsk", 5, 5, 5, "North"),
        ("5", "2024-06-09", "Obrin", 7, 7, 5, "South"),
        ("6", "2024-05-28", "Obrin", 10, 10, 30, "South"),
    ],
    columns=["claim_id", "count_date", "place", "low", "best", "high", "region"],
).assign(measure="killed", source="Register", rows="events")


def added(table: pd.DataFrame, *sums: rc.Sum) -> rc.Reconciliation:
    return rc.reconcile(table, options=rc.Options(sums=sums))


def totals(result: rc.Reconciliation, columns: Sequence[str] = ENDS) -> dict[str, list[Any]]:
    """Return totals by the end of their keys."""
    rows = result.estimates.set_index("quantity")[list(columns)]
    return {
        str(key).removeprefix("Register/killed/"): values
        for key, values in zip(rows.index, rows.values.tolist(), strict=True)
    }


def test_ends_are_added_up_by_month_region_and_as_a_whole() -> None:
    result = added(EVENTS, rc.Sum(by=("month",)), rc.Sum(by=("region",)), rc.Sum())
    assert totals(result) == {
        "2024-05": [13, 16, 47], "2024-06": [10, 12, 12], "all": [23, 28, 59],
        "region=north/all": [8, 11, 16], "region=south/all": [15, 17, 43],
    }  # fmt: skip
    assert result.rejected.empty
    assert result.findings[["rule", "claim_id"]].values.tolist() == [["ends-repaired", "5"]]
    counts = totals(result, ["event_count", "zero_best_events", "border_events", "largest_event", "unassigned_events"])
    assert counts["2024-05"] == [4, 1, 0, 10, 0]
    assert result.claims["used"].all()


def test_without_a_declared_sum_the_whole_and_its_months_are_added_up() -> None:
    assert sorted(totals(added(EVENTS))) == ["2024-05", "2024-06", "all"]


def test_a_total_names_its_list_and_is_nobodys_agreement() -> None:
    table = EVENTS.assign(origin=["Wire", "Wire;Wire", "Radio"] * 2, event_list="Register of clashes", edition="24.1")
    rows = added(table, rc.Sum()).estimates
    row = rows.iloc[0]
    assert row["wording"].startswith("Register of clashes (edition 24.1) recorded 28 people killed")
    assert (row["publish"], row["method"], row["sources"], row["voices"]) == ("attributed", "sum", 1, 1)
    assert not any(name in row["wording"] for name in ("Wire", "Radio", "agree", "synthesis", "between"))


SPANS = pd.DataFrame(
    [
        ("A", "2024-05-30", "2024-06-02", "Karsk", 8),
        ("B", "2024-05-01", "2024-05-31", "Karsk", 5),
        ("C", "2024-01-01", "2024-12-31", "Karsk", 30),
        ("D", "2024-05-09", "2024-05-09", "", 2),
        ("E", "", "", "Karsk", 1),
    ],
    columns=["claim_id", "period_start", "period_end", "place", "best"],
).assign(measure="killed", source="Register", rows="events")


def test_events_too_coarse_for_a_cell_stand_apart_and_rows_add_up() -> None:
    result = added(SPANS, rc.Sum(by=("month", "place")), rc.Sum())
    assert {key: best for key, (_, best, _) in totals(result).items()} == {
        "all": 46, "place=karsk/2024-05": 13, "place=karsk/not assignable": 31, "place=not assignable/2024-05": 2,
    }  # fmt: skip
    assert totals(result, ["unassigned_events", "border_events"])["place=karsk/2024-05"] == [3, 1]
    words = result.estimates.set_index("quantity")["wording"]
    assert "in not" not in " ".join(words)
    assert words["Register/killed/place=karsk/not assignable"] == (
        "Register recorded 31 people killed in Karsk, in 2 events that it dates too coarsely for the table, or not at "
        "all."
    )
    assert words["Register/killed/place=not assignable/2024-05"] == (
        "Register recorded 2 people killed in May 2024, in one event that it puts in no part of the table."
    )


@pytest.mark.parametrize("other", [{}, {"by": ("place", "month")}, {"measure": "killed"}])
def test_totals_cannot_be_both_split_and_whole(other: dict[str, Any]) -> None:
    both = [rc.Sum(by=("month", "place")), rc.Sum(**{"by": ("month", "place"), "border": "days", **other})]
    with pytest.raises(rc.ConfigError, match="two sums by month, place differ only in it"):
        added(SPANS, *both)


@pytest.mark.long
def test_of_equally_large_events_the_first_by_id_is_named_whatever_the_order_of_rows() -> None:
    table = EVENTS.assign(best=10, low=10, high=10)
    sums = (rc.Sum(by=("month",)), rc.Sum(by=("month",), running=True))
    straight, turned = (added(rows, *sums).estimates["top_claim"].tolist() for rows in (table, table.iloc[::-1]))
    assert straight == turned == ["1", "4", "1", "1"]


def test_an_event_over_a_border_is_split_by_days_on_request() -> None:
    result = added(SPANS.iloc[:1], rc.Sum(by=("month",), border="days"))
    assert totals(result) == {"2024-05": [4, 4, 4], "2024-06": [4, 4, 4]}
    assert totals(added(SPANS.iloc[:1], rc.Sum(by=("month",)))) == {"2024-05": [8, 8, 8]}


def test_split_events_are_counted_once_in_totals_that_run_on_and_where_they_fit_no_cell() -> None:
    unplaced = SPANS.iloc[:1].assign(claim_id="F", place="")
    split = {"by": ("month", "place"), "border": "days"}
    result = added(pd.concat([SPANS.iloc[[0, 1]], unplaced]), rc.Sum(**split), rc.Sum(running=True, **split))
    rows = result.estimates[result.estimates["place"] == "Karsk"]
    by_month, running = (rows[(rows["temporal"] == "cumulative") == on] for on in (False, True))
    counts = ["event_count", "border_events", "begun_events", "unassigned_events"]
    assert by_month[counts].to_numpy().tolist() == [[2, 1, 2, 1], [1, 1, 0, 1]]
    assert running[counts].to_numpy().tolist() == [[2, 1, 2, 1], [2, 1, 2, 1]]
    assert running["wording"].iloc[-1].startswith("Register recorded 13 people killed in Karsk by 30 June 2024, in 2 e")


@pytest.mark.long
def test_a_total_is_called_as_most_of_its_events_spell_it_and_its_key_by_no_spelling() -> None:
    table = pd.concat([EVENTS, EVENTS.assign(claim_id="b" + EVENTS["claim_id"])]).iloc[::-1]
    table["place"] = [{"b6": "KARSK", "b1": "Karsk"}.get(claim_id, "karsk") for claim_id in table["claim_id"]]
    for rows in (table, table.iloc[::-1]):
        row = added(rows, rc.Sum(by=("place",))).estimates.iloc[0]
        assert (row["quantity"], row["place"], row["event_count"]) == ("Register/killed/place=karsk/all", "karsk", 12)


def test_a_period_takes_the_events_that_begin_in_it() -> None:
    day = (np.datetime64("2024-05-28") - np.datetime64("1970-01-01")).astype(int)
    result = added(EVENTS, rc.Sum(first=day, last=day + 5))
    assert totals(result) == {"2024-05-28..2024-06-02/all": [15, 15, 41]}
    assert result.claims["left_out_reason"].str.startswith("no declared sum").sum() == 3


def test_running_totals_go_on_within_each_place() -> None:
    result = added(EVENTS, rc.Sum(by=("month", "region"), running=True))
    rows = result.estimates
    assert rows[["place", "count_date", "sum_best", "event_count", "largest_event"]].astype(str).values.tolist() == [
        ["North", "2024-05-31", "6.0", "2", "4.0"], ["North", "2024-06-30", "11.0", "3", "5.0"],
        ["South", "2024-05-31", "10.0", "2", "10.0"], ["South", "2024-06-30", "17.0", "3", "10.0"],
    ]  # fmt: skip


def test_events_without_a_month_are_no_part_of_running_totals_and_stand_beside_them() -> None:
    rows = added(SPANS, rc.Sum(by=("month",), running=True)).estimates
    assert rows[["quantity", "temporal", "sum_best"]].values.tolist() == [
        ["Register/killed/not assignable", "period", 31], ["Register/killed/running", "cumulative", 15],
    ]  # fmt: skip


def test_lists_and_measures_are_never_added_together() -> None:
    other = EVENTS.assign(source="Other list", claim_id="o" + EVENTS["claim_id"])
    hurt = EVENTS.assign(measure="wounded", claim_id="w" + EVENTS["claim_id"])
    rows = added(pd.concat([EVENTS, other, hurt]), rc.Sum()).estimates
    assert rows["quantity"].tolist() == ["Other list/killed/all", "Register/killed/all", "Register/wounded/all"]
    assert (rows["sum_best"] == 28).all()


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(rc.ConfigError, match=r"no column 'regoin' .*'region'"):
        added(EVENTS, rc.Sum(by=("regoin",)))


def test_events_without_ids_that_are_alike_have_happened_apart() -> None:
    table = pd.concat([EVENTS.iloc[:1]] * 3).drop(columns="claim_id")
    assert totals(added(table, rc.Sum())) == {"all": [6, 6, 6]}


def test_an_event_as_large_as_those_within_it_is_told() -> None:
    table = pd.concat([EVENTS[["claim_id", "count_date", "place", "best"]], SPANS[SPANS["claim_id"] == "B"]])
    table = table.assign(measure="killed", source="Register", rows="events")
    found = added(table.assign(best=table["best"].mask(table["claim_id"] == "B", 6)), rc.Sum()).findings
    assert found.loc[found["rule"] == "event-of-events", "claim_id"].tolist() == ["B"]
    assert "event-of-events" not in added(table, rc.Sum()).findings["rule"].tolist()


def random_list(random: np.random.Generator) -> pd.DataFrame:
    """Return a list of events such as lists are: ends out of order, cells that are empty, spans, one place often."""
    size = int(random.integers(1, 40))
    first = np.datetime64("2023-11-01") + random.integers(0, 200, size)
    last = first + np.where(random.random(size) < 0.2, random.integers(0, 60, size), 0)
    figures = random.integers(0, 400, (size, 3)).astype(float)
    figures[random.random((size, 3)) < 0.2] = np.nan
    figures[np.isnan(figures).all(axis=1), 1] = 1.0
    return pd.DataFrame({
        "period_start": first.astype(str), "period_end": last.astype(str), "low": figures[:, 0], "best": figures[:, 1],
        "high": figures[:, 2], "place": random.choice(["Karsk", "karsk", "Obrin", ""], size),
        "region": random.choice(["North", "South", ""], size),
        "origin": random.choice(["Wire", "Wire;Radio", ""], size),
        "claim_id": [f"E{number}" for number in range(size)], "measure": "killed", "source": "Register",
        "rows": "events", "temporal": "period",
    })  # fmt: skip


def by_hand(table: pd.DataFrame) -> list[float]:
    ends = table[["low", "best", "high"]]
    best = table["best"].fillna((table["low"] + table["high"]) / 2).fillna(table["low"]).fillna(table["high"])
    whole = ends.assign(best=best)
    return [whole.min(axis=1).sum(), best.sum(), whole.max(axis=1).sum()]


@pytest.mark.long
def test_a_thousand_random_lists_add_up_exactly_and_no_two_events_are_voices() -> None:
    """One list of a thousand batches, each of which is added up as if it stood alone; and beside them an estimate."""
    random = np.random.default_rng(7)
    batches = [random_list(random).assign(batch=f"B{number:03}") for number in range(1000)]
    table = pd.concat([one.assign(claim_id=one["batch"] + one["claim_id"]) for one in batches], ignore_index=True)
    beside = pd.DataFrame({"measure": "killed", "place": "Karsk", "source": ["Town hall", "Army"], "best": [300, 320]})
    whole, cells = rc.Sum(by=("batch",)), rc.Sum(by=("batch", "month", "region"))
    result = added(pd.concat([table, beside.assign(claim_id=["T", "A"], batch="")]), whole, cells)
    rows = result.estimates[result.estimates["method"] == "sum"]
    batch = rows["scope"].str.extract(r"batch (B\d+)", expand=False)
    expected = [by_hand(one) for one in batches]
    of_whole = rows["quantity"].str.endswith("/all")
    assert rows[of_whole].groupby(batch)[ENDS].sum().values.tolist() == expected
    assert rows[~of_whole].groupby(batch)[ENDS].sum().values.tolist() == expected
    pooled = result.estimates[result.estimates["method"] != "sum"]
    assert pooled[["claims", "sources"]].values.tolist() == [[2, 2]]
    assert (rows["voices"] == 1).all()
    assert ((rows["low"] <= rows["best"]) & (rows["best"] <= rows["high"])).all()


DIFFERS = "Register gives {} itself; the events of its list add up to 1,684"


@pytest.mark.parametrize(("published", "message"), [
    ({"best": 1684}, []), ({"best": 1683}, [DIFFERS.format("1,683")]), ({"best": 1680}, [DIFFERS.format("1,680")]),
    ({"phrase": "about 1,680"}, []), ({"best": 1700}, []), ({"best": 1800}, [DIFFERS.format("1,800")]),
    ({"low": 1600, "high": 1750}, []), ({"best": 9, "scope": "clashes only"}, []), ({"best": 9, "place": "Karsk"}, []),
])  # fmt: skip
def test_a_total_that_the_makers_publish_is_compared(published: dict[str, Any], message: list[str]) -> None:
    own = {"claim_id": "T", "measure": "killed", "source": "register", "temporal": "period",
           "period_start": "2024-05-01", "period_end": "2024-05-31", **published}  # fmt: skip
    other = {**own, "claim_id": "O", "source": "Town hall", "best": 99}
    events = EVENTS.assign(best=EVENTS["best"] + 417, low=None, high=None)
    result = added(pd.concat([events, pd.DataFrame([own, other])]), rc.Sum(by=("month",)))
    found = result.findings
    assert found.loc[found["rule"] == "sum-differs", "message"].tolist() == message


@pytest.mark.long
def test_a_sum_is_explained_and_drawn_and_has_vintages_only_where_its_editions_are_dated() -> None:
    result = added(EVENTS, rc.Sum(by=("month",)), rc.Sum())
    assert "in 4 events" in result.explain("Register/killed/2024-05")
    assert len(result.plot("Register/killed/2024-05").get_children())
    with pytest.raises(rc.ConfigError, match="does not say when its editions were published"):
        result.vintages("Register/killed/all")


def test_events_without_a_best_figure_are_told() -> None:
    table = EVENTS.iloc[:3].assign(claim_id=["b", "a", "c"], low=[2, 4, 1], best=[None, None, 5], high=[6, None, 9])
    result = added(table, rc.Sum())
    (found,) = result.findings.loc[result.findings["rule"] == "best-not-given", ["message", "claim_id"]].values.tolist()
    assert found[1] == "a"
    assert found[0].startswith("2 events of Register without a best figure:")
    assert found[0].endswith("8 in all")
    assert totals(result)["all"] == [7, 13, 19]


def test_a_sum_that_takes_no_event_is_told() -> None:
    found = added(EVENTS, rc.Sum(), rc.Sum(event_list="Regster", by=("month",)), rc.Sum(first=40000)).findings
    assert found.loc[found["rule"] == "sum-of-nothing", "message"].tolist() == [
        "sum 2 of [[sums]], of list Regster, by month, takes no event; there are Register: killed",
        "sum 3 of [[sums]], takes no event; there are Register: killed",
    ]
