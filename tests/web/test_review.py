from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from reconcile.desk import review_claims
from reconcile.desk.review_claims import Change, decide
from reconcile.errors import InputError
from reconcile.folder.config import load_config
from reconcile.inputs.extracted_rows import csv_of
from reconcile.run.open_project import open_project
from reconcile.web import pages_decided
from tests.web.conftest import Desk

# the same claims are reconciled once, however often pages ask
pytestmark = pytest.mark.usefixtures("remembered")


def journal(home: Path) -> list[dict[str, object]]:
    lines = (home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def statuses(desk: Desk) -> list[str]:
    return [claim["status"] for claim in desk.article()["claims"]]


def test_the_text_is_shown_with_its_figures_marked(desk: Desk) -> None:
    page = desk.get("/article/marn").text
    assert page.count('class="figure proposed') == 4
    assert 'data-status="proposed">About 40 people<' in page.replace(' aria-current="true"', "")
    assert "Claim 1 of 4" in page


def test_accepting_writes_the_claim_and_a_line_of_the_journal(desk: Desk) -> None:
    answer = desk.decide("accept", 0)
    assert answer.status_code == 200
    assert statuses(desk) == ["accepted", "proposed", "proposed", "proposed"]
    assert answer.json()["claim"]["claim_id"] == desk.article()["claims"][1]["claim_id"]
    (line,) = journal(desk.home)
    assert (line["number"], line["who"], line["undoes"]) == (1, "A. Editor", 0)
    assert line["cells"] == [
        ["data/raw/extracted/marn.csv", desk.article()["claims"][0]["claim_id"], "status", "proposed", "accepted"]
    ]


def test_what_is_taken_back_is_byte_for_byte_as_before(desk: Desk) -> None:
    before = desk.claims_file()
    desk.decide("cells", 3, place="Vell", rest="all")
    desk.decide("accept", 1)
    assert desk.claims_file() != before
    for _ in range(2):
        assert desk.post("/undo", {"article": "marn"}).status_code == 200
    assert desk.claims_file() == before
    assert [line["undoes"] for line in journal(desk.home)] == [0, 0, 2, 1]
    assert "no decision to take back" in desk.post("/undo", {"article": "marn"}).json()["problem"]


@pytest.mark.parametrize("rest", ["this", "open", "all"])
@pytest.mark.parametrize(("column", "value"), [("status", "accepted"), ("colour", "red"), ("claim_id", "E9")])
def test_a_form_sets_no_status_and_no_column_that_is_none(desk: Desk, column: str, value: str, rest: str) -> None:
    before = desk.claims_file()
    answer = desk.decide("cells", 0, column=column, value=value, rest=rest)
    assert (answer.status_code, desk.claims_file()) == (422, before)
    assert f"'{column}' cannot be set here" in answer.json()["problem"]


@pytest.mark.parametrize(("accept", "begins"), [("application/json", '{"problem"'), ("text/html", "<!DOCTYPE html>")])
def test_what_is_not_there_is_told_in_the_form_that_was_asked_for(desk: Desk, accept: str, begins: str) -> None:
    answer = desk.post("/claims/E1/skip", {"article": "none"}, accept=accept)
    assert (answer.status_code, answer.text[: len(begins)]) == (422, begins)
    assert "there is no article" in answer.text


@pytest.mark.parametrize(("rest", "set_of"), [("this", [3]), ("open", [3]), ("all", [0, 1, 2, 3])])
def test_a_place_is_set_here_and_for_the_rest(desk: Desk, rest: str, set_of: list[int]) -> None:
    desk.decide("cells", 3, place="Vell", rest=rest)
    places = [claim["cells"]["place"] for claim in desk.article()["claims"]]
    assert [number for number, place in enumerate(places) if place == "Vell"] == set_of
    assert len(journal(desk.home)) == 1


def test_a_date_goes_to_those_that_have_none(desk: Desk) -> None:
    desk.decide("cells", 0, count_date="2025-05-06", temporal="stock", rest="open")
    days = [claim["cells"]["count_date"] for claim in desk.article()["claims"]]
    assert days == ["2025-05-06", "2025-05-07", "2025-05-07", "2025-05-06"]


@pytest.mark.long
def test_the_second_of_two_writers_is_shown_both_versions(desk: Desk, another: Callable[..., Desk]) -> None:
    other = another(desk.home, "B. Editor")
    claim = other.article()["claims"][0]
    desk.decide("cells", 0, place="Vell")
    before = desk.claims_file()
    answer = other.post(f"/claims/{claim['claim_id']}/accept", {"article": "marn"}, if_match=claim["seal"])
    assert answer.status_code == 409
    assert answer.json()["now"]["place"] == "Vell"
    page = other.post(
        f"/claims/{claim['claim_id']}/accept",
        {"article": "marn", "seal": claim["seal"]},
        hx_request="true",
        accept="*/*",
    )
    assert "Somebody else has set it meanwhile" in page.text
    assert "<dd>Vell</dd>" in page.text
    assert desk.claims_file() == before


@pytest.mark.long
def test_each_takes_back_only_their_own(desk: Desk, another: Callable[..., Desk]) -> None:
    other = another(desk.home, "B. Editor")
    desk.decide("accept", 0)
    other.decide("reject", 1)
    desk.post("/undo", {"article": "marn"})
    assert statuses(desk)[:2] == ["proposed", "rejected"]


@pytest.mark.long
def test_what_somebody_changed_since_is_not_taken_back(desk: Desk) -> None:
    desk.decide("accept", 0)
    claim = desk.article()["claims"][0]["claim_id"]
    decide(desk.home, [Change(claim, "status", "rejected")], who="the terminal")
    assert desk.post("/undo", {"article": "marn"}).status_code == 409
    assert statuses(desk)[0] == "rejected"


@pytest.mark.long
def test_the_terminal_writes_the_same_journal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from reconcile.cli.group import reconcile

    monkeypatch.setenv("RECONCILE_EDITOR", "A. Editor")
    claim = desk.article()["claims"][0]["claim_id"]
    done = CliRunner().invoke(reconcile, ["review", "--accept", claim, "--project", str(desk.home)])
    assert done.exit_code == 0
    assert journal(desk.home)[0]["who"] == "A. Editor"
    desk.post("/undo", {"article": "marn"})
    assert statuses(desk)[0] == "proposed"


@pytest.mark.long
def test_a_claim_that_cannot_be_used_is_not_accepted(desk: Desk) -> None:
    assert "it has no measure" in desk.decide("cells", 0, measure="").json()["problem"]
    table = desk.claims_file().replace(b",killed,", b",,", 1)
    (desk.home / "data/raw/extracted/marn.csv").write_bytes(table)
    answer = desk.decide("accept", 0)
    assert answer.status_code == 422
    assert "it has no measure" in answer.json()["problem"]
    assert statuses(desk)[0] == "proposed"


@pytest.mark.parametrize(
    "cells", [{"count_date": "soon"}, {"column": "claim_id", "value": "E1"}, {"column": "x", "value": "1"}]
)
def test_what_no_column_takes_is_refused(desk: Desk, cells: dict[str, str]) -> None:
    before = desk.claims_file()
    assert desk.decide("cells", 0, **cells).status_code == 422
    assert desk.claims_file() == before


def test_another_run_at_work_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_decided, "WAIT", 0.0)
    before = desk.claims_file()
    with FileLock(desk.home / ".reconcile/lock"):
        answer = desk.decide("accept", 0)
    assert (answer.status_code, "another run is under way" in answer.json()["problem"]) == (423, True)
    assert desk.claims_file() == before


@pytest.mark.long
def test_a_full_disk_is_told_and_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.claims_file()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        answer = desk.decide("accept", 0)
    assert (answer.status_code, "No space left" in answer.json()["problem"]) == (507, True)
    assert desk.claims_file() == before
    assert desk.decide("accept", 0).status_code == 200


@pytest.mark.long
def test_only_sure_claims_are_accepted_together(desk: Desk) -> None:
    unsure = desk.claims_file().replace(b",high\n", b",medium\n")
    (desk.home / "data/raw/extracted/marn.csv").write_bytes(unsure)
    answer = desk.post("/claims/bulk", {"article": "marn"})
    assert answer.status_code == 422
    claim = desk.article()["claims"][0]
    assert claim["alone"] == "it was not read with high confidence"
    table = desk.claims_file().replace(b",medium", b",high").replace(b",low\n", b",high\n")
    (desk.home / "data/raw/extracted/marn.csv").write_bytes(table)
    desk.decide("cells", 1, column="denied_by", value="Kyiv")
    sure = desk.article()["sure"]
    assert 0 < sure < 4
    assert desk.post("/claims/bulk", {"article": "marn"}).status_code == 200
    assert statuses(desk).count("accepted") == sure
    assert statuses(desk)[1] == "proposed"


@pytest.mark.long
def test_a_quantity_without_a_claim_is_what_a_run_without_it_writes(desk: Desk) -> None:
    for number in range(3):
        desk.decide("accept", number)
    quantity = open_project(desk.home).estimates["quantity"].iloc[0]
    claim = desk.article()["claims"][1]["claim_id"]
    before = desk.claims_file()
    told = desk.post("/preview", {"quantity": quantity, "without": claim}).json()
    assert desk.claims_file() == before
    desk.decide("reject", 1)
    row = open_project(desk.home).estimates.iloc[0]
    assert (told["then"][0]["low"], told["then"][0]["sentence"]) == (row["low"], row["wording"])


def test_an_article_without_a_kept_text_shows_its_sentences(desk: Desk) -> None:
    (desk.home / "data/raw/extracted/marn.txt").unlink()
    page = desk.get("/article/marn").text
    assert "was not kept" in page
    assert page.count('class="figure proposed') == 4


def test_a_project_that_cannot_be_written_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    assert desk.get("/article/marn").status_code == 200
    answer = desk.decide("accept", 0)
    assert (answer.status_code, "Read-only" in answer.json()["problem"]) == (507, True)


@pytest.mark.long
def test_all_decided_leads_to_the_quantities(desk: Desk) -> None:
    for number in range(4):
        last = desk.decide("accept" if number < 3 else "reject", number)
    assert last.json()["claim"] is None
    page = desk.get("/article/marn").text
    assert "All 4 are decided" in page
    assert 'data-key="v"' in page


def test_the_journal_is_read_whole(home: Path) -> None:
    from reconcile.desk.decision_journal import read_journal

    (home / "data/raw/extracted/journal.jsonl").write_text('{"number": 1}\n')
    with pytest.raises(InputError, match="row 1: the line is no decision"):
        read_journal(load_config(home))


@pytest.mark.long
def test_many_claims_are_refused_together_as_one_by_one(desk: Desk) -> None:
    claims = desk.article()["claims"]
    desk.decide("cells", 2, phrase="about 90 people")
    (desk.home / "data/raw/extracted/marn.csv").write_bytes(desk.claims_file().replace(b",killed,", b",,", 1))
    before = desk.claims_file()
    every = [Change(claim["claim_id"], "status", "accepted") for claim in claims]
    with pytest.raises(InputError, match=f"{claims[0]['claim_id']} cannot be accepted: it has no measure"):
        decide(desk.home, every)
    assert desk.claims_file() == before
    decide(desk.home, every[1:])
    assert statuses(desk) == ["proposed", "accepted", "accepted", "accepted"]


def test_a_file_is_written_once_however_many_of_its_claims_are_set(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    monkeypatch.setattr(review_claims, "csv_of", lambda table: written.append(len(table)) or csv_of(table))
    desk.decide("cells", 3, place="Vell", rest="all")
    assert written == [4]


@pytest.mark.long
def test_findings_on_many_claims_are_those_on_each(desk: Desk) -> None:
    claims = desk.article()["claims"]
    every = [Change(claim["claim_id"], "measure", "killings at sea") for claim in claims]
    alone = [message for one in every for message in decide(desk.home, [one], who="A. Editor")["message"]]
    assert len(alone) >= len(every)
    for _ in every:
        desk.post("/undo", {"article": "marn"})
    assert decide(desk.home, every)["message"].tolist() == alone
