"""What claims take back that name the claim they replace, through the whole engine."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc


def reconciled(*rows: dict[str, Any], **how: Any) -> rc.Reconciliation:
    """Reconcile counts of the dead of one place; each row says what is special about it."""
    usual = {"measure": "killed", "place": "Karsk", "temporal": "cumulative", "count_date": "2024-03-01"}
    claims = [{"claim_id": f"c{number}", **usual, **row} for number, row in enumerate(rows)]
    for claim in claims:
        claim.setdefault("published", claim["count_date"])
    return rc.reconcile(pd.DataFrame(claims).fillna(""), **how)


def reasons(result: rc.Reconciliation) -> list[str]:
    return result.claims["left_out_reason"].astype(str).tolist()


def rules(result: rc.Reconciliation) -> list[str]:
    return [rule for rule in result.findings["rule"] if rule != "source-unknown"]


def test_a_correction_takes_the_figure_back_and_its_relay_with_it() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512", "count_date": "2024-03-02"},
        {"source": "Wire", "phrase": "512 confirmed", "count_date": "2024-03-04"},
        {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01", "revises": "c0", "revision": "correction"},
    )
    assert reasons(result) == [
        "taken back: corrected by c2", "repeats a figure that was revised, c0, which c2 takes back", "",
    ]  # fmt: skip
    assert rules(result) == ["relay-of-revised"]
    assert (result.estimates["claims_low"].iloc[0], result.estimates["claims_high"].iloc[0]) == (468, 468)


def test_a_correction_upward_takes_back_as_well() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "530", "count_date": "2024-06-01", "revises": "c0", "revision": "correction"},
        at="month-end",
    )
    assert reasons(result) == ["taken back: corrected by c1", ""]
    assert set(result.estimates["claims_low"].dropna()) == {530}


@pytest.mark.long
def test_growth_leaves_the_older_count_true_of_its_day() -> None:
    rows = (
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "530", "count_date": "2024-06-01", "revises": "c0", "revision": "growth"},
    )
    assert reasons(reconciled(*rows)) == ["superseded: its voice gives a newer count", ""]
    assert reconciled(*rows, at=["2024-04-01"]).estimates["claims_high"].tolist() == [512]


def test_growth_of_one_day_supersedes() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "530"},
        {"source": "Town hall", "phrase": "512", "revises": "c0", "revision": "growth"},
    )
    assert reasons(result) == ["superseded: its source gives a newer count, c1", ""]


def test_after_another_definition_nothing_is_compared() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Wire", "phrase": "512"},
        {"source": "Town hall", "phrase": "300", "count_date": "2024-06-01", "revises": "c0", "revision": "definition"},
    )
    assert reasons(result) == ["superseded: its source counts otherwise since c2", "", ""]
    assert rules(result) == []


def test_another_definition_may_be_another_quantity() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "300", "scope": "identified", "revises": "c0", "revision": "definition"},
    )
    assert result.claims["used"].tolist() == [True, True]
    assert rules(result) == []


def test_what_is_withdrawn_falls_everywhere() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Wire", "origin": "Town hall", "phrase": "about 510", "count_date": "2024-03-03"},
        {"source": "Town hall", "phrase": "40", "count_date": "2024-03-09", "revises": "c0", "revision": "withdrawn"},
    )
    assert reasons(result)[0] == "taken back: withdrawn by c2"
    assert reasons(result)[1].startswith("repeats a figure that was revised")


def test_a_figure_that_is_withdrawn_by_nothing_is_left_out_and_asked_for() -> None:
    result = reconciled({"source": "Town hall", "phrase": "512", "revision": "withdrawn"})
    assert reasons(result) == ["withdrawn, and it names no claim that it withdraws"]
    assert rules(result) == ["revision-of-nothing"]
    assert result.estimates["publish"].tolist() == ["withheld"]


@pytest.mark.parametrize("count_date", ["2024-06-01", "2024-05-20"])
def test_a_relay_cannot_have_known_better_up_to_the_day_of_the_revision(count_date: str) -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01", "revises": "c0", "revision": "correction"},
        {"source": "Wire", "phrase": "512", "count_date": count_date},
    )
    assert result.claims["used"].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("phrase", "count_date"), [("512", "2024-06-02"), ("about 490", "2024-05-01"), ("470", "2024-05-01")]
)
def test_no_relay_is_who_counts_later_or_gives_another_figure(phrase: str, count_date: str) -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01", "revises": "c0", "revision": "correction"},
        {"source": "Wire", "phrase": phrase, "count_date": count_date},
    )
    assert result.claims["used"].tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("phrase", "falls"),
    [
        ("more than 2,800", True), ("at least 2,820", True), ("2,800", False), ("nearly 2,800", False),
        ("nearly 2,900", True), ("up to 2,900", True),
    ],
)  # fmt: skip
def test_a_rounded_copy_is_told_by_the_way_in_which_it_was_rounded(phrase: str, falls: bool) -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "2,823"},
        {"source": "Wire", "phrase": phrase},
        {"source": "Town hall", "phrase": "2,752", "count_date": "2024-06-01"},
    )
    assert result.claims["used"].tolist() == [False, not falls, True]


def test_a_publisher_takes_back_what_it_published_from_others() -> None:
    result = reconciled(
        {"source": "Agency", "origin": "Clinic", "phrase": "11,300"},
        {"source": "Agency", "origin": "Register", "phrase": "3,958", "count_date": "2024-03-02", "revises": "c0",
         "revision": "correction"},
    )  # fmt: skip
    assert reasons(result) == ["taken back: corrected by c1", ""]


def test_a_chain_of_revisions_takes_back_every_link() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "480", "count_date": "2024-04-01", "revises": "c0", "revision": "correction"},
        {"source": "Town hall", "phrase": "470", "count_date": "2024-05-01", "revises": "c1", "revision": "correction"},
    )
    assert reasons(result) == ["taken back: corrected by c1", "taken back: corrected by c2", ""]


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({}, {"revises": "elsewhere"}, "revised-missing"),
        ({}, {"revises": "c1"}, "revises-itself"),
        ({"revises": "c1"}, {"revises": "c0"}, "revision-circle"),
        ({}, {"revises": "c0", "source": "Wire"}, "revision-of-another-voice"),
        ({}, {"revises": "c0", "place": "Orsk"}, "revision-of-another-quantity"),
        ({"published": "2024-09-01"}, {"revises": "c0"}, "revision-backwards"),
    ],
)
def test_a_revision_that_cannot_hold_is_found_and_changes_nothing(
    first: dict[str, str], second: dict[str, str], rule: str
) -> None:
    usual = {"source": "Town hall", "phrase": "512", "revision": "correction", "count_date": "2024-03-05"}
    older = {**usual, "count_date": "2024-03-01", **first}
    if "revises" not in first:
        older["revision"] = ""
    result = reconciled(older, {**usual, **second})
    assert set(rules(result)) == {rule}
    assert not any(reason.startswith("taken back") for reason in reasons(result))


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_revisions_the_first_that_takes_back_is_told(turned: bool) -> None:
    usual = {"source": "Town hall", "revises": "c0"}
    later = [
        {**usual, "claim_id": "n1", "phrase": "530", "revision": "growth", "count_date": "2024-03-20"},
        {**usual, "claim_id": "n2", "phrase": "468", "revision": "correction", "count_date": "2024-05-01"},
        {**usual, "claim_id": "n3", "phrase": "460", "revision": "correction", "count_date": "2024-04-01"},
    ]
    result = reconciled({"source": "Town hall", "phrase": "512"}, *(later[::-1] if turned else later))
    assert reasons(result)[0] == "taken back: corrected by n3"


def test_a_revision_that_leads_into_a_circle_holds() -> None:
    usual = {"source": "Town hall", "revision": "correction"}
    result = reconciled(
        {**usual, "phrase": "512", "revises": "c1"},
        {**usual, "phrase": "500", "revises": "c0", "count_date": "2024-03-02"},
        {**usual, "phrase": "490", "revises": "c1", "count_date": "2024-03-03"},
    )
    assert rules(result).count("revision-circle") == 2
    assert reasons(result)[1] == "taken back: corrected by c2"


def test_who_is_set_aside_takes_nothing_back() -> None:
    result = reconciled(
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01", "revises": "c0", "revision": "correction",
         "status": "proposed"},
    )  # fmt: skip
    assert result.claims["used"].tolist() == [True, False]


def test_before_the_revision_was_known_the_figure_stands() -> None:
    rows = (
        {"source": "Town hall", "phrase": "512"},
        {"source": "Town hall", "phrase": "468", "count_date": "2024-06-01", "revises": "c0", "revision": "correction"},
    )
    before = reconciled(*rows, as_of="2024-05-31")
    assert before.claims["left_out_reason"].astype(str).tolist() == [""]


@pytest.mark.long
def test_a_revision_without_a_reason_is_a_correction_where_what_only_grows_fell() -> None:
    fell = reconciled(
        {"source": "Town hall", "phrase": "512", "temporal": ""},
        {"source": "Town hall", "phrase": "468", "temporal": "", "count_date": "2024-06-01", "revises": "c0"},
    )
    rose = reconciled(
        {"source": "Town hall", "phrase": "468", "temporal": ""},
        {"source": "Town hall", "phrase": "512", "temporal": "", "count_date": "2024-06-01", "revises": "c0"},
    )
    assert reasons(fell)[0] == "taken back: corrected by c1"
    assert reasons(rose)[0] == "superseded: its source gives a newer count, c1"
