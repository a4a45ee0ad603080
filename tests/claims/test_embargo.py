# ruff: noqa: E501  a table is read by its lines
"""Claims under embargo stay out of every output until their day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.embargo import free_claims
from reconcile.errors import ConfigError, ReconcileError
from reconcile.run.pipeline import run_project

SECRETS = ("Zyxwv Institute", "76543", "76,543", "hidden sentence", "HIDDEN-1", "secret place")


def rows(*until: str, published: str = "2025-01-31") -> pd.DataFrame:
    return pd.DataFrame({
        "claim_id": [f"C{number}" for number in range(len(until))], "quantity": "dead",
        "source": [f"S{number}" for number in range(len(until))], "best": 300.0, "published": published,
        "embargo_until": list(until),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("until", "as_of", "free"),
    [
        ("2025-02-01", "2025-01-31", False), ("2025-02-01", "2025-02-01", True), ("2025-02-01", "2025-02-02", True),
        ("2025-02", "2025-02-27", False), ("2025-02", "2025-02-28", True), ("", "2020-01-01", True),
    ],
)  # fmt: skip
def test_a_claim_is_free_from_its_day_on(until: str, as_of: str, free: bool) -> None:
    assert len(free_claims(rows(until), as_of).table) == free


def test_an_embargoed_claim_does_not_move_the_date_of_knowledge() -> None:
    late = rows("", "2025-06-01")
    late.loc[1, "published"] = "2025-06-30"
    assert free_claims(late).table["claim_id"].tolist() == ["C0"]
    late.loc[0, "published"] = "2025-06-01"
    assert free_claims(late).table["claim_id"].tolist() == ["C0", "C1"]


@given(st.lists(st.tuples(st.sampled_from(["", "2025-01-05", "2025-01-10", "2025-01-20"]),
                          st.sampled_from(["2025-01-01", "2025-01-05", "2025-01-12", "2025-01-25"])), min_size=1, max_size=6))  # fmt: skip
def test_what_is_free_is_free_by_the_newest_date_of_what_is_free(drawn: list[tuple[str, str]]) -> None:
    table = rows(*[until for until, _ in drawn]).assign(published=[day for _, day in drawn])
    free = free_claims(table).table
    known = free["published"].max() if len(free) else ""
    assert (free["embargo_until"] <= known).all()
    held = table[~table["claim_id"].isin(free["claim_id"])]
    assert (held["embargo_until"] > known).all() if known else True


@pytest.mark.parametrize("until", ["soon", "31/02/2025", "2025-13-01", "=1+1"])
def test_an_embargo_that_cannot_be_read_holds_and_tells_nothing(until: str) -> None:
    table = rows("", until).assign(note=["", "hidden sentence"])
    result = rc.reconcile(table)
    assert result.claims["claim_id"].tolist() == ["C0"]
    assert result.rejected[["column", "value", "rule"]].values.tolist() == [["embargo_until", "", "embargo-unread"]]


def test_a_table_without_embargoes_is_left_alone() -> None:
    table = rows("", "")
    assert free_claims(table).table is table


def project(home: Path, until: str) -> None:
    raw = home / "data/raw"
    raw.mkdir(parents=True)
    (home / "reconcile.toml").write_text("[report]\ntitle = 'Dead'\n")
    (raw / "claims.csv").write_text(
        "claim_id,quantity,source,phrase,published,quote,place,embargo_until\n"
        "C1,dead,A,about 300,2025-01-31,,,\nC2,dead,B,at least 280,2025-01-30,,,\n"
        f"HIDDEN-1,dead,Zyxwv Institute,exactly 76543,2025-03-01,hidden sentence,secret place,{until}\n"
        f"HIDDEN-2,dead,Zyxwv Institute,76543 soon,2025-03-01,hidden sentence,secret place,{until}\n"
        "C3,dead,Zyxwv Institute,76543\n"
    )
    (raw / "corrections.csv").write_text(
        "locator,column,expected,value,reason\nHIDDEN-1,phrase,exactly 700,76543,seen\n"
    )


def written(home: Path) -> str:
    files = [path for path in home.rglob("*") if path.is_file() and "raw" not in path.parts]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.mark.parametrize("until", ["2025-04-01", "next week"])
def test_nothing_of_an_embargoed_claim_is_in_any_written_byte(tmp_path: Path, until: str) -> None:
    project(tmp_path, until)
    summary = run_project(tmp_path)
    assert (summary.claims, summary.as_of) == (2, "2025-01-31")
    text = written(tmp_path)
    assert [secret for secret in SECRETS if secret in text.replace("sha256", "")] == []


@pytest.mark.long
def test_the_record_of_runs_keeps_no_file_with_an_embargoed_claim(tmp_path: Path) -> None:
    project(tmp_path, "2025-04-01")
    run_project(tmp_path)
    with closing(sqlite3.connect(tmp_path / "data/processed/history.sqlite")) as history:
        assert history.execute("SELECT count(*) FROM files").fetchone() == (0,)
    run_project(tmp_path, as_of="2025-04-02")
    with closing(sqlite3.connect(tmp_path / "data/processed/history.sqlite")) as history:
        rows = history.execute("SELECT count(*) FROM runs").fetchone()
    assert rows == (2,)


@pytest.mark.long
def test_the_claim_is_there_once_it_is_free(tmp_path: Path) -> None:
    project(tmp_path, "2025-04-01")
    summary = run_project(tmp_path, as_of="2025-04-01")
    assert summary.claims == 4
    assert "Zyxwv Institute" in written(tmp_path)


def test_only_embargoed_claims_leave_nothing_to_use(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError, match="no claim can be used"):
        rc.reconcile(rows("2030-01-01"))


@pytest.mark.long
def test_a_row_that_does_not_fit_tells_nothing_whatever_the_embargo_is_called(tmp_path: Path) -> None:
    project(tmp_path, "2025-04-01")
    file = tmp_path / "data/raw/claims.csv"
    file.write_text(file.read_text().replace("embargo_until", "hold", 1))
    with (tmp_path / "reconcile.toml").open("a") as config:
        config.write('[columns]\nhold = "embargo_until"\n')
    run_project(tmp_path)
    assert "4 cells for 8 columns" in (tmp_path / "data/processed/rejected.csv").read_text()
    assert [secret for secret in SECRETS if secret in written(tmp_path)] == []


@pytest.mark.parametrize("as_of", ["some day", 20250131])
def test_a_day_of_knowledge_that_is_no_date_is_told(as_of: object) -> None:
    with pytest.raises(ConfigError, match="is not a date"):
        free_claims(rows("2025-02-01"), as_of)
