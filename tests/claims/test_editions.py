"""A repeated id of one source with a later day of publication is a later edition, from the file to the history."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.checked import Checked, check_claims

EVENT = {"claim_id": "E7", "measure": "killed", "place": "Karsk", "temporal": "period", "period_start": "2024-01-01",
         "period_end": "2024-01-01", "source": "Register of events"}  # fmt: skip
EARLY = {**EVENT, "published": "2024-02-20", "best": "4"}
FINAL = {**EVENT, "published": "2025-06-01", "best": "11"}


def checked(*rows: dict[str, str]) -> Checked:
    return check_claims(pd.DataFrame(list(rows)))


def reconciled(*rows: dict[str, str], as_of: str | None = None) -> rc.Reconciliation:
    return rc.reconcile(pd.DataFrame(list(rows)), as_of=as_of)


@pytest.mark.parametrize("rows", [(EARLY, FINAL), (FINAL, EARLY)])
def test_the_later_edition_supersedes_and_both_stay(rows: tuple[dict[str, str], ...]) -> None:
    claims = reconciled(*rows).claims.set_index("claim_id")
    assert claims["used"].to_dict() == {"E7": True, "E7@2024-02-20": False}
    assert claims.loc["E7@2024-02-20", "left_out_reason"] == "superseded: its later edition is E7"
    assert reconciled(*rows).estimates["claims_high"].tolist() == [11]


def test_before_the_later_edition_the_early_figure_is_printed() -> None:
    before = reconciled(EARLY, FINAL, as_of="2025-05-31")
    assert before.estimates["claims_high"].tolist() == [4]
    assert before.claims["claim_id"].tolist() == ["E7"]


@pytest.mark.long
def test_what_was_printed_on_earlier_days_is_told_from_the_editions() -> None:
    vintages = reconciled(EARLY, FINAL).vintages(reconciled(EARLY, FINAL).estimates["quantity"].iloc[0])
    assert vintages[["low", "high"]].values.tolist() == [[4, 4], [11, 11]]


@pytest.mark.long
def test_of_many_editions_in_any_order_the_newest_speaks() -> None:
    between = {**EVENT, "published": "2024-09-01", "best": "6"}
    orders = [*permutations([EARLY, between, FINAL])]
    # every order of the three is an event of its own
    rows = [{**row, "claim_id": f"E{number}", "place": f"Karsk {number}"}
            for number, order in enumerate(orders) for row in order]  # fmt: skip
    claims = reconciled(*rows).claims.set_index("claim_id")["used"]
    assert claims.to_dict() == {
        f"E{number}{edition}": edition == ""
        for number in range(len(orders)) for edition in ("", "@2024-02-20", "@2024-09-01")
    }  # fmt: skip
    assert reconciled(*rows, as_of="2024-12-31").estimates["claims_high"].tolist() == [6] * len(orders)


@pytest.mark.parametrize(
    "other",
    [
        {"published": "2024-02-20"},
        {"published": ""},
        {"source": "Wire"},
    ],
)
def test_every_other_repeated_id_is_rejected(other: dict[str, str]) -> None:
    result = checked(EARLY, {**FINAL, **other})
    assert result.rejected[["row", "rule"]].values.tolist() == [[2, "duplicate-id"]]
    assert result.claims["claim_id"].tolist() == ["E7"]


def test_an_edition_without_a_day_leaves_the_later_one_out() -> None:
    result = checked({**EARLY, "published": ""}, FINAL)
    assert result.rejected[["row", "rule"]].values.tolist() == [[2, "duplicate-id"]]


def test_the_source_of_editions_is_compared_as_names_are() -> None:
    result = checked(EARLY, {**FINAL, "source": "Register of  EVENTS"})
    assert result.rejected.empty


def test_a_name_that_is_taken_is_not_given_twice() -> None:
    taken = {**EARLY, "claim_id": "E7@2024-02-20", "place": "Orsk"}
    result = checked(EARLY, FINAL, taken)
    assert result.rejected[["row", "rule"]].values.tolist() == [[1, "duplicate-id"]]
    assert result.claims["claim_id"].tolist() == ["E7", "E7@2024-02-20"]


def test_checking_again_changes_nothing() -> None:
    once = checked(EARLY, FINAL).claims
    pd.testing.assert_frame_equal(check_claims(once).claims, once)


def test_an_edition_that_the_desk_rejected_does_not_supersede() -> None:
    result = reconciled({**EARLY, "status": ""}, {**FINAL, "status": "rejected"})
    assert result.estimates["claims_high"].tolist() == [4]


@pytest.mark.long
def test_the_history_of_a_project_keeps_both(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (tmp_path / "reconcile.toml").write_text("", encoding="utf-8")
    pd.DataFrame([EARLY]).to_csv(raw / "claims-a.csv", index=False)
    rc.run_project(tmp_path)
    pd.DataFrame([FINAL]).to_csv(raw / "claims-b.csv", index=False)
    rc.run_project(tmp_path)
    changes = pd.read_csv(tmp_path / "data" / "processed" / "changes.csv")
    assert changes[["previous_best", "best", "cause", "cause_claim"]].round(6).values.tolist()[0][2:] == [
        "correction", "E7"
    ]  # fmt: skip
    estimates = pd.read_csv(tmp_path / "data" / "processed" / "estimates.csv")
    assert estimates["claims_high"].tolist() == [11]
