"""The page of sources: who speaks, and a suspicion that is confirmed with one click."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.run.pipeline import run_project
from tests.web.conftest import Desk, make_suspects

# the same claims are reconciled once, however often pages ask
pytestmark = pytest.mark.usefixtures("remembered")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_suspects(tmp_path)
    return tmp_path


def table(home: Path) -> str:
    return (home / "data/raw/sources.csv").read_text(encoding="utf-8")


def suspects(desk: Desk) -> list[tuple[str, str, str]]:
    told = desk.get("/sources.json").json()["suspects"]
    return [(pair["source"], pair["origin"], pair["told"]) for pair in told]


def test_the_page_shows_who_speaks(desk: Desk) -> None:
    page = desk.get("/sources").text
    rows = {row["source"]: row for row in desk.get("/sources.json").json()["sources"]}
    assert (rows["Relief"]["grade"], rows["Relief"]["stake"], rows["Relief"]["used"]) == ("B2", "Ålen", 8)
    assert rows["Herald"]["aliases"] == ""
    assert 'data-source="Relief"' in page
    assert "VR; &lt;b&gt;Valley&lt;/b&gt;" in page
    assert '<b dir="auto">Herald</b> may have its figures from' in page
    assert page.count('data-action="suspect"') == 1


def test_one_click_writes_the_line_of_the_command(desk: Desk, home: Path) -> None:
    before = table(home)
    assert suspects(desk) == [("Herald", "Wire", "copy")]
    answer = desk.post("/sources/suspect", {"source": "Herald", "origin": "Wire"})
    assert answer.status_code == 200
    assert answer.json()["line"] == "Herald,Wire,suspected"
    assert answer.json()["suspects"] == []
    by_page = table(home)
    run_project(home)
    claims = pd.read_csv(home / "data/processed/claims.csv", dtype=str, keep_default_na=False)
    assert set(claims.query("source == 'Herald'")["left_out_reason"]) == {"may only repeat Wire"}
    (line,) = (home / "data/raw/extracted/journal.jsonl").read_text().splitlines()
    assert json.loads(line)["who"] == "A. Editor"
    assert desk.post("/undo").json() == {"undone": 1}
    assert table(home) == before
    told = CliRunner().invoke(reconcile, ["sources", "--confirm", "Herald", "Wire", "--project", str(home)])
    assert (told.exit_code, told.stderr) == (0, "Written into sources.csv: Herald,Wire,suspected\n")
    assert table(home) == by_page


@pytest.mark.long
def test_the_click_works_without_a_script(desk: Desk, home: Path) -> None:
    form = {"source": "Herald", "origin": "Wire"}
    answer = desk.client.post("/sources/suspect", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sources")
    page = desk.get("/sources").text
    assert "Written into sources.csv: Herald,Wire,suspected." in page
    assert "No pair is suspected." in page
    assert "Herald: line" in desk.get("/changes").text
    assert desk.client.post("/undo", data={"": ""}).headers["location"] == "/sources"
    assert "Taken back: what was written into sources.csv" in desk.get("/sources").text
    assert suspects(desk) == [("Herald", "Wire", "copy")]


@pytest.mark.parametrize(("source", "origin"), [("Wire", "Herald"), ("Relief", "Wire"), ("", ""), ("Herald", "=x")])
def test_only_suspects_are_confirmed(desk: Desk, home: Path, source: str, origin: str) -> None:
    before = table(home)
    answer = desk.post("/sources/suspect", {"source": source, "origin": origin})
    assert answer.status_code == 422
    assert "is not suspected" in answer.json()["problem"]
    told = CliRunner().invoke(reconcile, ["sources", "--confirm", source, origin, "--project", str(home)])
    assert told.exit_code == 2
    assert table(home) == before


@pytest.mark.parametrize("headers", [{"origin": "http://evil.test"}, {"sec-fetch-site": "cross-site"}, {}], ids=str)
def test_only_the_page_confirms(desk: Desk, home: Path, headers: dict[str, str]) -> None:
    before: Any = table(home)
    for name in ("origin", "sec-fetch-site"):
        del desk.client.headers[name]
    form = {"source": "Herald", "origin": "Wire"}
    assert desk.client.post("/sources/suspect", data=form, headers=headers).status_code == 403
    assert table(home) == before


def test_a_project_without_a_claim_has_no_sources(tmp_path: Path) -> None:
    desk = Desk(tmp_path).enter()
    page = desk.get("/sources")
    assert page.status_code == 200
    assert "Nobody has said anything yet." in page.text
    assert desk.get("/sources.json").status_code == 422


def test_names_that_may_be_one_are_asked(desk: Desk, home: Path) -> None:
    file = home / "data/raw/claims.csv"
    file.write_text(
        file.read_text() + "wounded,Town 9,MoD,5,2024-05-01\nwounded,Town 9,Ministry of Defence,6,2024-05-01\n"
    )
    names = desk.get("/sources.json").json()["names"]
    assert any("MoD" in row["message"] for row in names)
    assert "Names that may be one" in desk.get("/sources").text
