"""Rows that are declared events are added up: never voices, never pooled."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc

LIST = """id,day,last_day,town,dead,told_by
1,2024-05-01,2024-05-01,Karsk,24,Radio
2,2024-05-01,2024-05-01,Karsk,18,Wire
3,2024-05-01,2024-05-01,Karsk,2,Radio
4,2024-05-02,2024-05-02,Karsk,6,Radio
"""

CONFIG = """
[[inputs]]
path = "events.csv"
columns = { id = "claim_id", day = "period_start", last_day = "period_end", town = "place", dead = "best", told_by = "origin" }
constants = { measure = "killed", temporal = "period", source = "Register of events" }
"""  # noqa: E501  a table of TOML stands in one line


def run(folder: Path, declared: str, claims: str = "") -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    (folder / "events.csv").write_text(LIST, encoding="utf-8")
    (folder / "reconcile.toml").write_text(CONFIG + declared, encoding="utf-8")
    if claims:
        (folder / "data" / "raw").mkdir(parents=True)
        (folder / "data" / "raw" / "claims.csv").write_text(claims, encoding="utf-8")
    rc.run_project(folder)
    tables = (folder / "data" / "processed" / f"{name}.csv" for name in ("estimates", "claims", "findings"))
    return tuple(pd.read_csv(table, keep_default_na=False) for table in tables)  # type: ignore[return-value]


def test_declared_events_are_added_up(tmp_path: Path) -> None:
    estimates, claims, findings = run(tmp_path, 'rows = "events"\n[[sums]]\nby = ["town"]\n')
    assert estimates[["quantity", "sum_best", "event_count"]].values.tolist() == [
        ["Register of events/killed/place=karsk/all", 50, 4]
    ]
    assert claims["used"].tolist() == [True] * 4
    assert findings.empty
    wording = estimates["wording"].iloc[0]
    assert wording.startswith(
        "Register of events recorded 50 people killed in Karsk from 1 to 2 May 2024, in 4 events."
    )
    assert "Radio" not in wording


@pytest.mark.long
def test_undeclared_events_are_asked_for(tmp_path: Path) -> None:
    estimates, claims, findings = run(tmp_path, "")
    by_day = dict(zip(estimates["period_end"], estimates["publish"], strict=True))
    assert by_day == {"2024-05-01": "withheld", "2024-05-02": "attributed"}
    assert claims["used"].tolist() == [False, False, False, True]
    assert findings["rule"].tolist().count("several-figures") == 1


@pytest.mark.long
def test_estimates_beside_events_stand_alone(tmp_path: Path) -> None:
    beside = "measure,temporal,place,period_start,period_end,source,best\n"
    beside += "killed,period,Karsk,2024-05-01,2024-05-01,Town hall,45\n"
    estimates, claims, _ = run(tmp_path, 'rows = "events"\n', beside)
    first = estimates[estimates["period_end"] == "2024-05-01"].iloc[0]
    assert (first["publish"], first["claims"], first["wording"].count("Radio")) == ("attributed", 1, 0)
    assert estimates["method"].tolist() == ["sum", "sum", "linear"]
    assert claims["used"].sum() == 5


@pytest.mark.long
def test_a_series_is_pooled_as_estimates_are(tmp_path: Path) -> None:
    assert run(tmp_path, 'rows = "series"\n')[1]["used"].sum() == 1


def test_another_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(rc.ConfigError, match=r"inputs\.rows"):
        run(tmp_path, 'rows = "accidents"\n')


@pytest.mark.long
def test_a_notebook_says_so_in_a_column() -> None:
    table = pd.DataFrame({"measure": "killed", "source": "Register", "best": [4, 9], "rows": ["events", "Events"]})
    result = rc.reconcile(table)
    assert result.estimates["sum_best"].tolist() == [13, 13]
    assert rc.reconcile(table.assign(rows=["", "accident"])).rejected["rule"].tolist() == ["unknown-word"]


def test_a_column_of_that_name_in_a_file_is_the_desks_own(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("measure,source,best,rows\nkilled,A,4,17\n", encoding="utf-8")
    claims = rc.read_claims(tmp_path / "claims.csv")
    assert (claims["rows"].tolist(), claims["given_rows"].tolist()) == ([""], ["17"])


@pytest.mark.long
def test_a_file_that_looks_like_a_list_is_not_pooled_even_where_each_event_has_a_teller_of_its_own() -> None:
    tellers, figures = ["Radio"] * 6 + ["Radio", "Wire"], [24, 18, 2, 4, 6, 9, 30, 33]
    table = pd.DataFrame({
        "claim_id": [f"E{number}" for number in range(8)], "measure": "killed", "source": "Register", "origin": tellers,
        "place": ["Karsk", "Karsk", "Obrin", "Obrin", "Varda", "Varda", "Tell", "Tell"], "best": figures,
        "count_date": "2024-05-01",
    })  # fmt: skip
    result = rc.reconcile(table)
    assert set(result.estimates["publish"]) == {"withheld"}
    assert result.findings["rule"].tolist().count("looks-like-events") == 1
    # two versions of one statement are no list
    few = rc.reconcile(table.iloc[[0, 1, 6, 7]])
    assert "looks-like-events" not in few.findings["rule"].tolist()
    assert few.estimates.set_index("place").loc["Tell", "claims"] == 2


def test_sources_that_told_of_events_are_no_lists_of_their_own(tmp_path: Path) -> None:
    config = CONFIG.replace('told_by = "origin"', 'told_by = "source"').replace(', source = "Register of events"', "")
    (tmp_path / "events.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "reconcile.toml").write_text(config + 'rows = "events"\n[[sums]]\n', encoding="utf-8")
    result = rc.open_project(tmp_path)
    assert result.estimates[["quantity", "sum_best"]].values.tolist() == [["events/killed/all", 50]]
    assert "list-unnamed" in result.findings["rule"].tolist()
    (tmp_path / "reconcile.toml").write_text(
        config + 'rows = "events"\nlist = "Register"\n[[sums]]\n', encoding="utf-8"
    )
    named = rc.open_project(tmp_path)
    assert named.estimates["quantity"].tolist() == ["Register/killed/all"]
    assert "list-unnamed" not in named.findings["rule"].tolist()
