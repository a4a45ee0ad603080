"""No row is lost without a word: rows in are used, superseded, left out, rejected or set aside."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.embargo import Free
from reconcile.claims.ledger import Ledger, figures_lost
from reconcile.cli.screen import summary_lines
from reconcile.columns import EXTRACTED, names
from reconcile.errors import InternalError, NothingUsableError
from reconcile.run.inspect import check_project
from tests.examples import examples

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "claim_id,quantity,measure,source,phrase,best,count_date,published,status,embargo_until"
ROWS = [
    "C1,,killed,Post,,30,2025-01-05,2025-01-06,,",
    "C2,,killed,Post,,35,2025-01-08,2025-01-09,,",
    "C3,,killed,Mail,about 33,,2025-01-08,2025-01-09,,",
    "C4,,killed,Mail,,900,2025-01-32,2025-01-09,,",
    "C5,,killed,Mail,,630,2025-01-32,2025-01-09,,",
    "C6,,killed,Wire,,31,2025-01-08,2025-01-09,proposed,",
    "C7,,killed,Wire,,29,2025-01-08,2025-01-09,rejected,",
    "C8,,wounded,Wire,,70,2025-03-01,2025-03-02,,",
    "C9,,killed,Wire,,99,2025-01-08,2025-01-09,,2099-01-01",
    "C10,,killed,Wire,,99,2025-01-08,2025-01-09,,soon",
    "C11,,wounded,Post,,7,2025-01-08",
    "",
    ",,wounded,Quay,,12,2025-01-08,2025-01-09,,",
    ",,wounded,Quay,,12,2025-01-08,2025-01-09,,",
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    extracted = tmp_path / "data/raw/extracted"
    extracted.mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n")
    told = [("E1", "34", "accepted", "01"), ("E2", "36", "proposed", "01"), ("E3", "38", "rejected", "01"),
            ("E4", "38", "proposed", "03")]  # fmt: skip
    article = [
        {"claim_id": name, "phrase": phrase, "status": status, "count_date": f"2025-{month}-08", "measure": "killed",
         "source": "Echo"}
        for name, phrase, status, month in told
    ]  # fmt: skip
    table = pd.DataFrame(article).reindex(columns=names(EXTRACTED), fill_value="")
    table.to_csv(extracted / "raid.csv", index=False)
    return tmp_path


@pytest.mark.long
def test_every_row_of_a_project_has_its_place(home: Path) -> None:
    summary = rc.run_project(home, as_of="2025-02-01")
    assert summary.rows == {
        "read": 17, "made": 0, "rejected": 5, "later": 2, "embargoed": 1, "proposed": 1, "refused": 1,
        "used": summary.used, "superseded": 0, "left_out": 7 - summary.used,
    }  # fmt: skip
    assert summary.claims == 7
    assert summary.lost == {"killed": 1530.0}
    lines = "\n".join(summary_lines(summary))
    assert "Rejected 5 rows with 1,530 killed: not-a-date (2), " in lines
    assert "Set aside: 2 claims from after that date, 1 claim under embargo, 1 claim rejected by the desk" in lines
    log = (home / ".reconcile/log").read_text()
    assert "17 rows read (rejected 5, later 2, embargoed 1, proposed 1, refused 1, used" in log
    assert json.loads(json.dumps(summary.to_dict()))["rows"]["read"] == 17


@pytest.mark.long
def test_a_run_that_finds_nothing_changed_tells_the_same(home: Path) -> None:
    first = rc.run_project(home)
    again = rc.run_project(home)
    assert again.unchanged
    assert (again.rows, again.lost) == (first.rows, first.lost)


def test_a_check_counts_what_can_be_used(home: Path) -> None:
    rows = check_project(home).rows
    assert sum(rows.values()) == 2 * rows["read"], "all but one of its numbers add up to that one"


@pytest.mark.long
def test_the_whole_of_a_ratio_is_made_and_counted(home: Path) -> None:
    (home / "data/raw/extracted/raid.csv").write_text(
        "claim_id,measure,phrase,n1,n2,kind,source,status\n"
        "E1,drones_shot_down,81 of 112 drones,81,112,ratio,Echo,accepted\n"
    )
    rows = rc.run_project(home).rows
    assert rows["made"] in (0, 1)
    assert rows["read"] == 14


def test_a_notebook_has_the_ledger(home: Path) -> None:
    ledger = rc.open_project(home).ledger
    assert ledger is not None
    assert ledger.read == 17
    table = pd.DataFrame(
        {"quantity": "q", "source": ["A", "B", ""], "best": [3, 4, 5], "embargo_until": ["", "2099-01-01", ""]}
    )
    mine = rc.reconcile(table.assign(published="2025-01-01")).ledger
    assert mine == Ledger(read=3, used=1, embargoed=1, rejected=1, lost={})


def test_a_row_that_nobody_accounts_for_is_an_error() -> None:
    claims = pd.DataFrame({"used": [True], "left_out_reason": [""]})
    with pytest.raises(InternalError, match=r"2 rows were read and 1 accounted for: used 1 \(this is a fault"):
        Ledger(read=2).settled(claims)
    with pytest.raises(InternalError, match="1 rows were read and 2 accounted for: rejected 1, used 1"):
        Ledger(read=1, rejected=1).settled(claims)


def test_a_row_that_is_dropped_on_the_way_ends_the_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(table: pd.DataFrame, *_: object, **__: object) -> Free:
        return Free(table.iloc[1:].reset_index(drop=True), table.iloc[:0])

    monkeypatch.setattr("reconcile.inputs.prepared.free_claims", careless)
    with pytest.raises(InternalError):
        rc.run_project(home)
    assert not (home / "data/processed/claims.csv").exists()


def test_figures_of_rejected_rows_add_up_by_measure() -> None:
    rows = pd.DataFrame({
        "measure": ["killed", "killed", "wounded", "area_held", "", "killed"],
        "best": [900.0, np.nan, 5.0, 7.0, 8.0, 1.0],
        "said_best": [np.nan, 630.0, np.nan, np.nan, np.nan, np.nan],
        "unit": ["persons", "persons", "persons", "km2", "persons", "persons"],
    })  # fmt: skip
    rejected = np.array([True, True, True, True, True, False])
    assert figures_lost(rows, rejected) == {"killed": 1530.0, "wounded": 5.0}


def test_an_older_count_of_one_voice_is_superseded() -> None:
    rows = {"measure": "killed", "source": ["A", "A", "B"], "best": [30, 35, 33], "temporal": "cumulative"}
    ledger = rc.reconcile(pd.DataFrame(rows | {"count_date": ["2025-01-05", "2025-01-08", "2025-01-08"]})).ledger
    assert ledger == Ledger(read=3, used=2, superseded=1)


def test_a_repeated_row_is_no_lost_figure() -> None:
    table = pd.DataFrame({"measure": "killed", "source": ["A", "A", "B"], "best": [30, 30, 31]})
    ledger = rc.reconcile(table).ledger
    assert ledger is not None
    assert (ledger.rejected, ledger.lost) == (1, {})


CELLS = {
    "claim_id": st.sampled_from(["", "C1", "C2", "C3"]), "quantity": st.sampled_from(["", "q", "r", "Q "]),
    "measure": st.sampled_from(["", "killed", "wounded", "area_held", "nonsense"]),
    "source": st.sampled_from(["", "A", "B", "a", "A; B", "123"]), "origin": st.sampled_from(["", "A", "B"]),
    "best": st.sampled_from(["", "5", "-3", "7.5", "x", "1e30", "600"]), "low": st.sampled_from(["", "4", "9"]),
    "phrase": st.sampled_from(["", "about 40", "dozens", "not 500", "another 20", "5 of 12", "-7"]),
    "count_date": st.sampled_from(["", "2025-01-05", "2025-02-30", "2025-06-01", "1025-01-01"]),
    "published": st.sampled_from(["", "2025-01-06", "2025-07-01", "2199-01-01"]),
    "role": st.sampled_from(["", "part", "increment", "denied", "earlier", "odd"]),
    "status": st.sampled_from(["", "proposed", "rejected", "superseded", "odd"]),
    "revises": st.sampled_from(["", "C1", "C2", "C9"]),
    "temporal": st.sampled_from(["", "cumulative", "period", "odd"]),
    "embargo_until": st.sampled_from(["", "2025-01-01", "2099-01-01", "soon"]),
}  # fmt: skip


A_ROW = st.fixed_dictionaries(CELLS)


# rows cost little, a call much: few tables of many rows
@given(
    st.lists(A_ROW, min_size=1, max_size=4) | st.lists(A_ROW, min_size=20, max_size=30),
    st.sampled_from([None, "2025-03-01", "2026-01-01"]),
)
@examples(20)
def test_rows_are_conserved(rows: list[dict[str, str]], as_of: str | None) -> None:
    table = pd.DataFrame(rows)
    try:
        result = rc.reconcile(table, as_of=as_of)
    except NothingUsableError:
        return
    ledger = result.ledger
    assert ledger is not None
    counts = ledger.counts()
    assert counts["read"] == len(rows) == sum(counts.values()) - counts["read"]
    assert counts["used"] == result.claims["used"].sum()
    assert counts["rejected"] == result.rejected["row"].nunique()
    assert len(result.claims) == counts["used"] + counts["superseded"] + counts["left_out"]
    assert (result.claims["used"] | (result.claims["left_out_reason"] != "")).all()
