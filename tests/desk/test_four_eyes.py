"""`[approvals] four_eyes`: who may stand by what somebody else accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.desk.approvals_list import list_approvals
from reconcile.desk.approve_estimate import approve
from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import extract_article
from reconcile.desk.review_claims import Change, decide
from reconcile.desk.undo_decision import undo_decision
from reconcile.desk.waiting_claims import waiting_claims
from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.run.pipeline import run_project
from tests.examples import long_ones
from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of

TEXT = (
    "About 40 people had been killed in Lower Marn by 7 May 2025, the Interior Ministry said.\n\n"
    "Between 40 and 48 people had been killed in Lower Marn by 7 May 2025, according to the Hospital Network.\n"
)


def make_project(folder: Path) -> None:
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES + "\n[approvals]\nfour_eyes = true\n")
    extract_article(Article("marn.txt", TEXT.encode()), load_config(folder), source="Courier", published="2025-05-08")


@pytest.fixture
def home(made_once: MadeOnce, tmp_path: Path) -> Path:
    return copy_of(made_once("four-eyes", make_project), tmp_path)


def accept(home: Path, who: str, *numbers: int, status: str = "accepted") -> list[str]:
    ids = [str(claim) for claim in waiting_claims(home).claims["claim_id"]]
    chosen = [ids[number] for number in numbers]
    decide(home, [Change(claim, "status", status) for claim in chosen], who=who)
    return chosen


@pytest.mark.parametrize("editor", ["a.  reader", *long_ones(["A. Reader", "B. Editor; A. Reader"])])
def test_who_accepted_does_not_approve(home: Path, editor: str) -> None:
    (claim,) = accept(home, "A. Reader", 0)
    run_project(home)
    with pytest.raises(ConfigError, match=f"has accepted {claim}"):
        approve(home, "killed*", editor=editor)
    assert not (home / "approvals.csv").exists()
    assert approve(home, "killed*", editor="B. Editor")["editor"].tolist() == ["B. Editor"]
    assert list_approvals(home)["status"].tolist() == ["approved"]


@pytest.mark.long
def test_two_who_accepted_a_part_each_need_a_third(home: Path) -> None:
    accept(home, "A. Reader", 0)
    accept(home, "B. Reader", 0)
    run_project(home)
    for editor in ("A. Reader", "B. Reader"):
        with pytest.raises(ConfigError, match=f"'{editor}' has accepted"):
            approve(home, "killed*", editor=editor)
    assert len(approve(home, "killed*", editor="C. Editor")) == 1


@pytest.mark.long
def test_who_sets_a_cell_of_an_accepted_claim_has_made_it_what_it_is(home: Path) -> None:
    (claim,) = accept(home, "A. Reader", 0)
    decide(home, [Change(claim, "phrase", "about 90")], who="B. Editor")
    run_project(home)
    with pytest.raises(ConfigError, match=f"'B. Editor' has accepted {claim}"):
        approve(home, "killed*", editor="B. Editor")
    undo_decision(home, who="B. Editor")
    run_project(home)
    assert len(approve(home, "killed*", editor="B. Editor")) == 1


@pytest.mark.long
def test_the_last_who_accepted_counts(home: Path) -> None:
    (claim,) = accept(home, "A. Reader", 0)
    decide(home, [Change(claim, "status", "proposed")], who="B. Reader")
    accept(home, "B. Reader", 0)
    run_project(home)
    with pytest.raises(ConfigError, match=r"'B\. Reader' has accepted"):
        approve(home, "killed*", editor="B. Reader")
    assert len(approve(home, "killed*", editor="A. Reader")) == 1


@pytest.mark.long
def test_what_was_taken_back_is_as_before_it(home: Path) -> None:
    (claim,) = accept(home, "A. Reader", 0)
    decide(home, [Change(claim, "status", "rejected")], who="B. Editor")
    undo_decision(home, who="B. Editor")
    run_project(home)
    with pytest.raises(ConfigError, match=r"'A\. Reader' has accepted"):
        approve(home, "killed*", editor="A. Reader")
    assert len(approve(home, "killed*", editor="B. Editor")) == 1


@pytest.mark.long
@pytest.mark.parametrize("by_hand", [True, False])
def test_what_nobody_is_known_to_have_accepted_is_not_approved(home: Path, *, by_hand: bool) -> None:
    if by_hand:
        file = home / "data/raw/extracted/marn.csv"
        file.write_bytes(re.sub(rb"\bproposed\b", b"accepted", file.read_bytes(), count=1))
    else:
        accept(home, "", 0)
    run_project(home)
    with pytest.raises(ConfigError, match=r"nobody knows who accepted .*status=proposed"):
        approve(home, "killed*", editor="B. Editor")


def test_proposed_claims_that_are_used_unseen_are_not_approved(home: Path) -> None:
    config = home / "reconcile.toml"
    config.write_text('articles = "auto"\n' + config.read_text())
    run_project(home)
    with pytest.raises(ConfigError, match="nobody knows who accepted"):
        approve(home, "killed*", editor="B. Editor")


@pytest.mark.long
def test_claims_of_files_need_nobody(home: Path) -> None:
    (home / "data/raw/claims.csv").write_text(
        "quantity,source,phrase,published\nlost,Ministry,40,2025-01-31\nlost,Hospitals,44,2025-01-31\n"
    )
    accept(home, "A. Reader", 0)
    run_project(home)
    assert len(approve(home, "lost", editor="A. Reader")) == 1


@pytest.mark.long
def test_without_the_key_one_person_may_do_both(home: Path) -> None:
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    accept(home, "A. Reader", 0)
    run_project(home)
    assert len(approve(home, "killed*", editor="A. Reader")) == 1


@pytest.mark.long
def test_who_may_approve_asks_for_no_other_run(home: Path) -> None:
    accept(home, "A. Reader", 0)
    run_project(home)
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    assert run_project(home).unchanged


def test_the_command_says_who_may_not(home: Path) -> None:
    accept(home, "A. Reader", 0)
    run_project(home)
    told = CliRunner().invoke(reconcile, ["approve", "killed*", "--editor", "A. Reader", "--project", str(home)])
    assert told.exit_code == 2
    assert "four_eyes asks for another to approve" in told.stderr
