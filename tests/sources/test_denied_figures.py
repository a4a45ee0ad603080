"""What a denial takes back, through the whole engine."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc


def reconciled(*rows: dict[str, Any], sources: pd.DataFrame | None = None, **how: Any) -> rc.Reconciliation:
    usual = {"measure": "killed", "place": "Karsk", "temporal": "cumulative", "count_date": "2024-03-01"}
    claims = [{"claim_id": f"c{number}", **usual, **row} for number, row in enumerate(rows)]
    for claim in claims:
        claim.setdefault("published", claim["count_date"])
    return rc.reconcile(pd.DataFrame(claims).fillna(""), sources, **how)


def reasons(result: rc.Reconciliation) -> list[str]:
    return result.claims["left_out_reason"].astype(str).tolist()


@pytest.mark.parametrize(
    ("row", "taken_back"),
    [
        ({"source": "Aid group", "denied_by": "Aid group"}, True),
        ({"source": "Agency", "origin": "Aid group", "denied_by": "Aid group"}, True),
        ({"source": "Agency", "origin": "Aid group", "denied_by": "AID  group"}, True),
        ({"source": "Agency", "origin": "Aid group", "denied_by": "Army; Aid group"}, True),
        ({"source": "Agency", "origin": "Aid group", "denied_by": "Agency"}, True),
        ({"source": "Agency", "origin": "Aid group", "denied_by": "Army"}, False),
        ({"source": "Rebels", "denied_by": "Army"}, False),
    ],
)
def test_a_denial_takes_back_what_is_the_deniers(row: dict[str, str], taken_back: bool) -> None:
    result = reconciled({**row, "phrase": "12", "denied_on": "2024-03-02"})
    assert result.claims["used"].tolist() == [not taken_back]
    assert reasons(result)[0].startswith("taken back: denied by ") == taken_back


def test_the_denier_is_known_by_another_name() -> None:
    sources = pd.DataFrame({"source": ["Aid group"], "aliases": ["AG; The group"]})
    row = {"source": "Agency", "origin": "Aid group", "phrase": "12", "denied_by": "The group"}
    assert reasons(reconciled(row, sources=sources)) == ["taken back: denied by Aid group"]


def test_a_denial_is_told_with_its_day() -> None:
    result = reconciled({"source": "Aid group", "phrase": "12", "denied_by": "Aid group", "denied_on": "2024-03-02"})
    assert reasons(result) == ["taken back: denied by Aid group on 2024-03-02"]
    assert result.estimates["publish"].tolist() == ["withheld"]


def test_a_denial_that_was_not_spoken_yet_is_not_known() -> None:
    row = {"source": "Aid group", "phrase": "12", "denied_by": "Aid group", "denied_on": "2024-03-02"}
    before, after = (reconciled(row, as_of=day) for day in ("2024-03-01", "2024-03-02"))
    assert (before.claims["used"].tolist(), after.claims["used"].tolist()) == ([True], [False])
    assert before.claims["denied_by"].astype(str).tolist() == [""]


def test_other_accounts_of_the_denied_figure_fall_and_nobody_elses() -> None:
    result = reconciled(
        {"source": "Agency", "origin": "Aid group", "phrase": "12", "denied_by": "Aid group"},
        {"source": "Wire", "origin": "Aid group", "phrase": "12", "count_date": "2024-02-28"},
        {"source": "Town hall", "phrase": "12"},
        {"source": "Aid group", "phrase": "5", "count_date": "2024-03-03"},
    )
    assert result.claims["used"].tolist() == [False, False, True, True]


def test_a_figure_may_be_denied_and_corrected() -> None:
    result = reconciled(
        {"source": "Agency", "origin": "Aid group", "phrase": "900", "denied_by": "Aid group",
         "denied_on": "2024-03-02"},
        {"source": "Agency", "origin": "Register", "phrase": "310", "count_date": "2024-03-02", "revises": "c0",
         "revision": "correction"},
    )  # fmt: skip
    assert reasons(result) == ["taken back: denied by Aid group on 2024-03-02, and corrected by c1", ""]


def test_a_denied_report_has_no_effect_on_equal_figures() -> None:
    result = reconciled({"source": "Agency", "phrase": "12", "role": "denied"}, {"source": "Town hall", "phrase": "12"})
    assert result.claims["used"].tolist() == [False, True]
    assert reasons(result)[0].startswith("denied:")


def test_that_nobody_was_killed_is_a_claim_of_nought() -> None:
    result = reconciled({"source": "Army", "best": "0"}, {"source": "Rebels", "best": "12"})
    assert result.claims["range_best"].tolist() == [0, 12]
    assert result.claims["used"].tolist() == [True, True]


@pytest.mark.long
def test_what_was_taken_back_breaks_no_identity_and_gives_no_computed_figure() -> None:
    parts = [{"source": "Aid group", "measure": "killed", "best": "5"},
             {"source": "Aid group", "measure": "wounded", "best": "10"},
             {"source": "Aid group", "measure": "casualties", "best": "90"}]  # fmt: skip
    rule = rc.Options(identities=[rc.Identity("sum", "casualties", ("killed", "wounded"), complete=True)])
    assert "identity-broken" in set(reconciled(*parts, options=rule).findings["rule"])
    denied = reconciled(*parts[:2], {**parts[2], "denied_by": "Aid group"}, options=rule)
    assert "identity-broken" not in set(denied.findings["rule"])


def test_the_day_of_a_denial_is_known_by_then() -> None:
    told = {"source": "Wire", "best": "300", "published": "2024-03-01", "denied_by": "Army", "denied_on": "2024-03-04"}
    estimate = reconciled(told).estimates.iloc[0]
    assert estimate["wording"].endswith("Army denied it on 4 March 2024.")
    assert estimate["note"].endswith("Known by 4 March 2024.")
