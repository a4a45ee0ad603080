"""Whatever is decided of claims that have to do with one another, the desk shows what a run writes then."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.desk.seal import seals_of
from reconcile.desk.stored_outputs import stored_tables
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of
from reconcile.run.open_project import open_project
from reconcile.run.pipeline import run_project
from tests.examples import long_ones
from tests.projects import MadeOnce, copy_of
from tests.web.conftest import Desk
from tests.web.rich_project import (
    CLAIMS,
    EDITS,
    Decision,
    accepted_as_run,
    decided,
    make_rich_project,
    preview,
    run_words,
    ticked_off_as_run,
    undone,
)

# a claim of every kind, and one edit of each way in which a cell may matter to others
SOME_CLAIMS, FIRST_EDIT, MORE_EDITS = (0, 2, 3, 5, 8), 5, (10, 12, 21)


@pytest.fixture
def rich(made_once: MadeOnce, tmp_path: Path) -> Desk:
    return Desk(copy_of(made_once("rich", make_rich_project), tmp_path)).enter()


@pytest.mark.long
def test_claims_that_are_accepted_one_after_another(rich: Desk) -> None:
    result = open_project(rich.home)
    for number in SOME_CLAIMS:
        before, result = result, accepted_as_run(rich, number, result)
    # what figures do not add up is said of all claims at once
    assert "do not add up" in preview(rich, 3)["then"][-1]["note"]
    for number in (0, 3):
        quantity = preview(rich, number)["quantity"]
        ticked_off_as_run(rich, number, quantity)
    undone(rich)
    told = preview(rich, SOME_CLAIMS[-2])
    assert told["then"] == run_words(before, told["quantity"])


@pytest.mark.parametrize(
    "edit",
    [EDITS[FIRST_EDIT], *long_ones(EDITS[number] for number in MORE_EDITS)],
    ids=lambda edit: "-".join(edit.cells),
)
def test_a_claim_that_was_edited(rich: Desk, edit: Decision) -> None:
    before = open_project(rich.home)
    decided(rich, edit)
    accepted_as_run(rich, edit.number, before)


@pytest.mark.long
def test_claims_that_are_accepted_together_are_in_what_is_written(rich: Desk) -> None:
    sure = rich.article()["sure"]
    assert 0 < sure < len(CLAIMS)
    assert rich.post("/claims/bulk", {"article": "marn"}).status_code == 200
    run_project(rich.home)
    config = load_config(rich.home)
    with options_of(config).spoken():
        written = stored_tables(config.processed)[0]
        seals = dict(zip(written["quantity"], seals_of(written), strict=True))
    accepted = [number for number, claim in enumerate(rich.article()["claims"]) if claim["status"] == "accepted"]
    for number in accepted[:3]:
        told = preview(rich, number)
        assert told["then"][-1]["seal"] == seals[told["quantity"]]


def test_a_claim_that_cannot_be_used_says_why(rich: Desk) -> None:
    decided(rich, Decision("cells", 0, {"column": "unit", "value": ""}))
    table = (rich.home / "data/raw/extracted/marn.csv").read_text().replace(",44 people,", ",44 tents,", 1)
    (rich.home / "data/raw/extracted/marn.csv").write_text(table)
    told = preview(rich, 0)
    assert told["problem"]
    assert told["then"] == []
