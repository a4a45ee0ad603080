from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reconcile.desk.approve_estimate import approve
from reconcile.errors import ConfigError
from reconcile.history.prune import prune
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "claim_id,measure,party,source,best,published,temporal,count_date\n"
FIRST = "A1,killed,Aland,Ministry,300,2025-01-01,cumulative,2025-01-01\n"
SECOND = "A2,killed,Aland,Ministry,410,2025-02-01,cumulative,2025-02-01\n"


def feeds(home: Path) -> list[bytes]:
    return [(home / "reports" / name).read_bytes() for name in ("feed.json", "feed.atom")]


def items(home: Path) -> list[dict[str, Any]]:
    return list(json.loads((home / "reports/feed.json").read_bytes())["items"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "reconcile.toml").write_text(WITHOUT_FIGURES)
    (tmp_path / "data/raw/claims.csv").write_text(HEADER + FIRST)
    run_project(tmp_path)
    return tmp_path


@pytest.mark.long
def test_a_run_of_a_later_date_tells_what_changed_and_a_look_back_what_was_told_then(home: Path) -> None:
    (first,) = items(home)
    then = feeds(home)
    claims = home / "data/raw/claims.csv"
    claims.write_text(HEADER + FIRST + SECOND)
    run_project(home)
    changed, kept = items(home)
    assert kept == first
    assert changed["_reconcile"]["kind"] == "changed"
    assert "300" in changed["_reconcile"]["previous"]
    assert "410" in changed["_reconcile"]["sentence"]
    assert "410 (Ministry)" in changed["_reconcile"]["why"]
    assert changed["date_modified"] == "2025-02-01T00:00:00Z"
    now = feeds(home)
    run_project(home, force=True)
    assert feeds(home) == now
    run_project(home, as_of="2025-01-01")
    assert feeds(home) == then
    # what a pruned history still needs is kept
    run_project(home)
    history = home / "data/processed/history.sqlite"
    # runs of one second have one age: all but the last are made old
    with closing(sqlite3.connect(history)) as runs, runs:
        runs.execute(
            "UPDATE runs SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE run < (SELECT max(run) FROM runs)"
        )
    assert prune(history, 90) > 0
    run_project(home, force=True)
    assert feeds(home) == now


def test_feeds_are_outputs_and_can_be_left_out(home: Path) -> None:
    manifest = json.loads((home / "reports/run.json").read_text())
    assert {"feed.json", "feed.atom"} <= set(manifest["files"])
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES + "feeds = false\n")
    run_project(home)
    assert not list((home / "reports").glob("feed.*"))


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "https://a b/", 'https://a/"'])
def test_an_address_that_is_none_is_refused(home: Path, url: str) -> None:
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES + f"url = {json.dumps(url)}\n")
    with pytest.raises(ConfigError, match="address"):
        run_project(home)


@pytest.mark.long
def test_an_approved_sentence_that_no_longer_holds_is_a_correction(home: Path) -> None:
    approve(home, "killed*", editor="A. Editor")
    run_project(home, force=True)
    assert [item["_reconcile"]["kind"] for item in items(home)] == ["new"]
    (home / "data/raw/claims.csv").write_text(
        HEADER + FIRST.replace("300", "350").replace("2025-01-01,c", "2025-01-09,c")
    )
    run_project(home)
    told = items(home)
    assert [item["_reconcile"]["kind"] for item in told] == ["correction", "changed", "new"]
    assert told[0]["_reconcile"]["why"].startswith("Correction: an earlier version said")
    assert "300" in told[0]["_reconcile"]["previous"]
    assert "350" in told[0]["_reconcile"]["sentence"]


def test_items_link_to_the_pages_of_their_families(home: Path) -> None:
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES + 'url = "https://example.org/desk"\n')
    rows = FIRST.replace("A1,", "losses,A1,") + FIRST.replace("A1,killed", ",A2,wounded")
    (home / "data/raw/claims.csv").write_text("family," + HEADER + rows)
    run_project(home)
    links = [item["url"].removeprefix("https://example.org/desk/") for item in items(home)]
    assert sorted(links) == ["families/losses.html", "report.html"]
    assert all((home / "reports" / link).is_file() for link in links)
    text = (home / "reports/feed.atom").read_text()
    assert "https://example.org/desk/feed.atom" in text
