"""The clock: what is dated later than today is rejected or found, and moves nothing; nothing else reads the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile import clock
from reconcile.clock import TIME_ZONE_DAYS, today
from reconcile.run.pipeline import run_project
from tests.examples import long_ones

NOW = "2025-03-10"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_now", lambda: datetime(2025, 3, 10, 23, 59, tzinfo=UTC))


def counts(**columns: object) -> pd.DataFrame:
    table = pd.DataFrame({
        "claim_id": ["C1", "C2", "C3"], "quantity": "toll", "measure": "killed", "source": ["A", "B", "C"],
        "best": [30, 31, 32], "count_date": "2025-01-12", "published": "2025-01-13",
    })  # fmt: skip
    return table.assign(**columns)


def with_one(column: str, day: object) -> pd.DataFrame:
    table = counts(**{column: pd.Series(["", "", ""], dtype=object)} if column not in counts() else {})
    table[column] = table[column].astype(object)
    table.loc[2, column] = day
    return table if column == "published" else table.assign(published=["2025-01-13", "2025-01-13", ""])


def test_today_is_a_day_by_universal_time() -> None:
    assert today() == pd.Timestamp(NOW)
    assert TIME_ZONE_DAYS == 1


DATED = ["published", "count_date", "period_start", "period_end", "denied_on"]


@pytest.mark.parametrize("column", DATED)
@pytest.mark.parametrize(
    "day", ["2025-03-12", *long_ones(["2052-01-13", "2099", date(2052, 1, 13), pd.Timestamp("2026-01-13")])]
)
def test_a_day_to_come_is_rejected(column: str, day: object) -> None:
    result = rc.reconcile(with_one(column, day))
    assert result.rejected[["row", "column", "rule"]].values.tolist() == [[3, column, "date-to-come"]]
    assert (result.estimates["as_of"] == pd.Timestamp("2025-01-13")).all()
    # no output names the day of the clock
    assert NOW not in result.rejected["hint"].iloc[0]


@pytest.mark.parametrize("column", DATED)
@pytest.mark.parametrize(("day", "found"), [("2025-03-11", True), (NOW, False)])
def test_tomorrow_is_found_and_moves_no_date_of_knowledge(column: str, day: str, found: bool) -> None:
    result = rc.reconcile(with_one(column, day))
    assert result.rejected.empty
    assert ("date-to-come" in set(result.findings["rule"])) == found
    assert (result.estimates["as_of"] <= pd.Timestamp(NOW)).all()


def embargoed(until: str, day: str) -> pd.DataFrame:
    return counts(embargo_until=["", "", until], published=["2025-01-13", day, "2025-01-13"])


@pytest.mark.parametrize("day", ["2052-01-13", "2025-03-12", "2025-03-11"])
def test_a_date_to_come_ends_no_embargo(day: str) -> None:
    result = rc.reconcile(embargoed("2025-03-11", day))
    assert "C3" not in set(result.claims["claim_id"])
    assert "C" not in set(result.claims["source"])


@pytest.mark.parametrize("column", ["count_date", "period_end"])
def test_nor_does_a_count_or_a_period_to_come(column: str) -> None:
    table = embargoed("2025-03-01", "2025-01-13")
    table = table.assign(**{column: ["2052-01-12", "2025-01-12", "2025-01-12"]})
    assert "C3" not in set(rc.reconcile(table).claims["claim_id"])
    table["published"] = ""
    assert "C3" not in set(rc.reconcile(table).claims["claim_id"])


def test_a_year_that_was_not_over_when_it_was_told_ends_no_embargo() -> None:
    table = embargoed("2024-12-01", "2024-08-01").assign(
        count_date="", published="2024-08-01", period_start="2024", period_end="2024", temporal="period"
    )
    assert "C3" not in set(rc.reconcile(table).claims["claim_id"])


@pytest.mark.parametrize("as_of", ["2025-03-12", "2099-01-01"])
def test_nothing_is_known_as_of_a_day_to_come(as_of: str) -> None:
    with pytest.raises(rc.ConfigError, match="nothing is known yet"):
        rc.reconcile(counts(), as_of=as_of)


def test_as_of_tomorrow_ends_no_embargo_of_tomorrow() -> None:
    result = rc.reconcile(embargoed("2025-03-11", "2025-01-13"), as_of="2025-03-11")
    assert "C3" not in set(result.claims["claim_id"])


@pytest.mark.long
def test_a_mistyped_year_shows_nothing_of_an_embargoed_claim_in_a_run(tmp_path: Path) -> None:
    raw = tmp_path / "data/raw"
    raw.mkdir(parents=True)
    table = embargoed("2025-06-01", "2052-01-13").assign(source=["A", "B", "Quiet Source"], best=[30, 31, 9876])
    table.to_csv(raw / "claims.csv", index=False)
    summary = run_project(tmp_path)
    assert (summary.as_of, summary.rejected_rows) == ("2025-01-13", 1)
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "raw" not in path.parts]
    text = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    assert "Quiet Source" not in text
    assert "9,876" not in text
    assert "2052" not in (tmp_path / "data/processed/estimates.csv").read_text()


AROUND = st.dates(date(2024, 12, 1), date(2025, 12, 31))


@given(st.lists(st.tuples(AROUND, AROUND), min_size=1, max_size=6))
def test_no_date_of_knowledge_is_later_than_today(days: list[tuple[date, date]]) -> None:
    table = pd.DataFrame(days, columns=["published", "embargo_until"]).astype(str)
    table = table.assign(quantity="q", source=[f"S{row}" for row in table.index], best=3)
    try:
        result = rc.reconcile(table)
    except rc.NothingUsableError:
        return
    assert (result.estimates["as_of"] <= today()).all()
    assert (result.claims["embargo_until"] <= today()).all()
    assert (result.claims["published"] <= today() + pd.Timedelta(TIME_ZONE_DAYS, "D")).all()


# what reads the time of day beside `clock`: records of when something was done, the age of copies, waiting
RECORDS_OF_TIME = {
    "clock.py", "desk/approve_estimate.py", "desk/decision_journal.py", "folder/lock.py", "history/prune.py",
    "history/run_list.py", "inputs/fetch/copies.py", "inputs/refresh.py", "run/pipeline.py", "run/run_log.py",
}  # fmt: skip


def test_nothing_else_reads_the_clock() -> None:
    home = Path(rc.__file__).parent
    code = {path.relative_to(home).as_posix(): path.read_text(encoding="utf-8") for path in home.rglob("*.py")}
    reads = re.compile(r"\.(?:now|utcnow|today)\(|\btime\.time\(|Timestamp\(\"(?:now|today)")
    without_doctests = {name: re.sub(r"(?m)^ *(?:>>>|\.\.\.).*$", "", text) for name, text in code.items()}
    assert {name for name, text in without_doctests.items() if reads.search(text)} == RECORDS_OF_TIME
