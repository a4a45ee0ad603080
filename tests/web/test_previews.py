"""What a preview says is what a run writes, however it was made: at once, ahead, or taken over from another."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.engine.known_to_all import facts_of, known_to_all
from reconcile.errors import InputError
from reconcile.folder.config import load_config
from reconcile.inputs.input_files import input_files
from reconcile.notebook.options import Options
from reconcile.run.open_project import open_project
from reconcile.sources.registry import registry_of
from reconcile.web import claim_previews, kept_growth, project_now
from reconcile.web.claim_previews import ClaimPreviews
from reconcile.web.claim_states import StateKeys
from reconcile.web.kept_growth import KeptGrowth
from reconcile.web.kept_results import KeptResults
from reconcile.web.project_now import ProjectNow
from reconcile.web.work_ahead import WorkAhead
from tests.examples import long_ones
from tests.web.conftest import Desk

ROOT = Path(__file__).parents[2]


def previewed(desk: Desk, number: int) -> dict[str, Any]:
    claim = desk.article()["claims"][number]["claim_id"]
    told: dict[str, Any] = desk.post("/preview", {"article": "marn", "claim": claim}).json()
    return told


def as_run(home: Path, quantity: str) -> tuple[Any, ...]:
    estimates = open_project(home).estimates
    row = estimates[estimates["quantity"] == quantity].iloc[-1]
    return row["low"], row["best"], row["high"], row["wording"], row["note"]


def as_told(told: list[dict[str, Any]]) -> tuple[Any, ...]:
    newest = told[-1]
    return newest["low"], newest["best"], newest["high"], newest["sentence"], newest["note"]


@pytest.mark.parametrize("ahead", [None, *long_ones([WorkAhead(rest=0.0)])], ids=["asked", "ahead"])
def test_a_preview_is_what_a_run_writes(home: Path, ahead: WorkAhead | None) -> None:
    desk, before = Desk(home, ahead=ahead).enter(), None
    for number in range(3):
        told = previewed(desk, number)
        if ahead is not None:
            ahead.wait()
        assert told["problem"] == ""
        assert (as_told(told["now"]) if told["now"] else None) == before
        answer = desk.post(
            f"/claims/{desk.article()['claims'][number]['claim_id']}/accept", {"article": "marn"},
            hx_request="true", accept="*/*",
        )  # fmt: skip
        before = as_run(home, told["quantity"])
        assert as_told(told["then"]) == before
        # the card that follows already has the interval that moved
        assert f'<b data-interval="{told["then"][-1]["interval"]}">' in answer.text
    assert told["now"][-1]["interval"] != told["then"][-1]["interval"]


@pytest.mark.long
@pytest.mark.parametrize("change", [
    {"action": "reject"}, {"action": "cells", "place": "Vell"}, {"action": "cells", "phrase": "about 90 people"},
], ids=["reject", "place", "phrase"])  # fmt: skip
def test_a_preview_follows_what_is_decided_of_others(desk: Desk, change: dict[str, str]) -> None:
    desk.decide("accept", 0)
    previewed(desk, 2)
    desk.decide(number=1, **change)
    if change["action"] == "cells":
        desk.decide("accept", 1)
    told = previewed(desk, 2)
    assert as_told(told["now"]) == as_run(desk.home, told["quantity"])
    desk.decide("accept", 2)
    assert as_told(told["then"]) == as_run(desk.home, told["quantity"])


def test_what_is_taken_back_is_as_before(desk: Desk) -> None:
    desk.decide("accept", 0)
    before = previewed(desk, 1)
    desk.decide("accept", 1)
    desk.post("/undo", {"article": "marn"})
    assert previewed(desk, 1) == before


def test_what_was_looked_at_is_shown_as_it_was_when_what_was_set_of_all_is_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide("accept", 0)
    before, claim = previewed(desk, 2), desk.article()["claims"][2]["claim_id"]
    for place in ("Vell", "Orva", "Upper Marn"):
        desk.decide("cells", 2, place=place, rest="all")
        assert previewed(desk, 2) != before
    for _ in range(3):
        shown = desk.post("/undo", {"article": "marn", "claim": claim}).json()["claim"]["claim_id"]
        assert shown == claim

    def made(*_: object, **__: object) -> None:
        raise AssertionError("the preview is made anew")

    monkeypatch.setattr(claim_previews, "prepare", made)
    assert previewed(desk, 2) == before


@pytest.mark.long
def test_what_a_card_would_join_is_begun_with_its_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = WorkAhead(rest=0.0)
    desk = Desk(home, ahead=ahead).enter()
    desk.decide("accept", 0)
    first = desk.article()["claims"][1]["claim_id"]
    desk.get("/article/marn")
    ahead.wait()

    def made(*_: object, **__: object) -> None:
        raise InputError("the preview is made anew")

    monkeypatch.setattr(claim_previews, "prepare", made)
    told = desk.post("/preview", {"article": "marn", "claim": first}).json()
    assert (told["problem"], len(told["then"])) == ("", 1)
    # what is still worked at is not to meet what a later test puts in its place
    ahead.wait()


@pytest.mark.long
def test_growth_elsewhere_is_kept_while_it_depends_on_the_same() -> None:
    rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 300], "temporal": "cumulative",
                         "count_date": ["2025-01-10", "2025-01-20"]})  # fmt: skip
    tables: KeptResults[pd.DataFrame] = KeptResults(9)
    registry, options = registry_of(None), Options()

    def rise(rows: pd.DataFrame, settings: str = "") -> float:
        claims = check_claims(rows).claims
        known = known_to_all([facts_of(claims)], registry)
        return float(KeptGrowth(settings, tables)(claims, registry, options, known)["rise"].iloc[0])

    with pytest.MonkeyPatch.context() as patch:
        assert rise(rows) == 200.0
        patch.setattr(kept_growth, "growth_elsewhere", lambda *_: pd.DataFrame({"rise": [-1.0]}))
        assert rise(rows) == 200.0
        changed = [rows.assign(best=[100, 310]), rows.assign(source=["A", "B"]), rows.assign(count_date="2025-01-21")]
        assert [rise(other) for other in changed] == [-1.0, -1.0, -1.0]
        assert rise(rows, "another config") == -1.0


@pytest.mark.long
def test_a_decision_does_not_wait_for_the_whole_project(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.get("/article/marn")

    def whole(*_: object) -> None:
        raise AssertionError("the whole project is made")

    monkeypatch.setattr(project_now, "project_result", whole)
    for number in range(3):
        previewed(desk, number)
        assert desk.decide("accept", number).status_code == 200


def test_what_is_no_claim_or_article_joins_nothing(desk: Desk) -> None:
    assert desk.post("/preview", {"article": "marn", "claim": "E0"}).json()["problem"] == "there is no such claim"
    assert desk.post("/preview", {"article": "vell", "claim": "E0"}).json()["problem"] == "there is no such claim"
    assert desk.post("/preview", {"article": "marn", "claim": ""}).json()["joined"] == []


@pytest.mark.long
def test_a_state_is_known_by_the_claims_in_use(desk: Desk) -> None:
    config, keys = load_config(desk.home), StateKeys()

    def key() -> str:
        return keys.key(config, input_files(config)).key

    first = key()
    desk.decide("reject", 3)
    desk.decide("cells", 2, place="Vell")
    assert key() == first
    desk.decide("accept", 0)
    accepted = key()
    assert accepted != first
    desk.decide("cells", 0, place="Vell")
    assert key() not in (first, accepted)
    (desk.home / "data/raw/sources.csv").write_text("source,origin\nA,B\n")
    assert key() not in (first, accepted)


def test_the_interval_of_an_article_is_not_made_for_a_card(desk: Desk) -> None:
    config, previews = load_config(desk.home), ClaimPreviews()
    desk.decide("accept", 0)
    file = "data/raw/extracted/marn.csv"
    assert previews.joined(config, file, made=False) is None
    made = previews.joined(config, file, made=True)
    assert made is not None
    assert len(made) == 1
    assert previews.joined(config, file, made=False) == made


def test_work_that_was_not_begun_is_dropped() -> None:
    ahead, done = WorkAhead(rest=60.0), []
    ahead.put([lambda: done.append("first")], [lambda: done.append("never")])
    ahead.put([lambda: done.append("second")])
    ahead.wait()
    assert done in (["first", "second"], ["second"])


def test_what_went_wrong_ahead_ends_no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead, done = WorkAhead(rest=0.0), []
    monkeypatch.setattr(threading, "excepthook", lambda *_: done.append("told"))
    ahead.put([lambda: 1 // 0])
    ahead.wait()
    ahead.put([lambda: done.append("done")])
    ahead.wait()
    assert done == ["told", "done"]


@pytest.mark.long
def test_a_claim_of_a_large_project_moves_it_as_a_run_does(tmp_path: Path) -> None:
    from reconcile.desk.article_files import Article
    from reconcile.desk.extract_articles import extract_article

    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    shutil.copy(ROOT / "reconcile.toml", tmp_path)
    text = b"About 4,700 North Korean soldiers had been killed or wounded in Kursk by 30 April 2025, Seoul said."
    extract_article(Article("kursk.txt", text, "kursk.txt"), load_config(tmp_path), source="Vell Courier",
                    published="2025-05-08")  # fmt: skip
    desk = Desk(tmp_path).enter()
    (claim,) = desk.article("kursk")["claims"]
    told = desk.post("/preview", {"article": "kursk", "claim": claim["claim_id"]}).json()
    assert desk.post(f"/claims/{claim['claim_id']}/accept", {"article": "kursk"}).status_code == 200
    assert as_told(told["then"]) == as_run(tmp_path, told["quantity"])


@pytest.mark.long
def test_a_preview_of_a_large_project_is_that_of_a_run() -> None:
    """Every third quantity of the shipped project, from its part alone: the same numbers and sentences."""
    standing, previews = ProjectNow(ROOT).standing(), ClaimPreviews()
    assert standing.result is not None
    shown = ["low50", "best", "high50", "low", "high", "publish", "publish_reason", "voices", "wording", "note"]
    for quantity in dict.fromkeys(standing.result.tables.claims["quantity"].tolist()[::3]):
        preview = previews.without(standing, quantity, [])
        pd.testing.assert_frame_equal(preview.now[shown], preview.then[shown])
