"""What values that became known teach, and what the record then does to estimates."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

import reconcile as rc
from reconcile.cli.group import reconcile
from reconcile.columns import TRACK_RECORD, names
from reconcile.errors import ConfigError, InputError, OutputError
from reconcile.run import learn_track_record as learning
from reconcile.run.inspect import check_project
from reconcile.run.learn_track_record import learn_project
from tests.examples import long_ones

pytestmark = pytest.mark.usefixtures("remembered")

PLACES = 6
ENDS = ["low", "low50", "best", "high50", "high"]


def said(places: int = PLACES) -> pd.DataFrame:
    """A counts half of what is there, B is right."""
    return pd.DataFrame([
        {"measure": "killed", "place": f"Town {at}", "source": source, "low": best * 0.9, "best": best,
         "high": best * 1.1, "published": "2024-05-02"}
        for at in range(places) for source, best in (("A", 100 + 10 * at), ("B", 200 + 20 * at))
    ])  # fmt: skip


def known(places: int = PLACES, **more: Any) -> pd.DataFrame:
    return pd.DataFrame([
        {"quantity": f"killed/place=Town {at}", "value": 200 + 20 * at, "source": "Inquiry", "published": "2025-01-31"}
        for at in range(places)
    ]).assign(**more)  # fmt: skip


@cache
def plain() -> rc.Reconciliation:
    return rc.reconcile(said())


def record(**changes: Any) -> pd.DataFrame:
    row = {"source": "A", "measure": "killed", "n": 8, "bias": -0.3, "error_sd": 0.3, "usual_sd": 0.3} | changes
    return pd.DataFrame([row])


def project(folder: Path, truth: pd.DataFrame, toml: str = "") -> Path:
    (folder / "data/raw").mkdir(parents=True)
    said().to_csv(folder / "data/raw/claims.csv", index=False)
    (folder / "reconcile.toml").write_text(toml, encoding="utf-8")
    truth.to_csv(folder / "truth.csv", index=False)
    return folder / "truth.csv"


@pytest.mark.long
def test_what_is_learned_is_what_is_taken() -> None:
    learned = rc.learn_track_record(plain(), known())
    assert list(learned.columns) == names(TRACK_RECORD)
    assert learned[["source", "n"]].values.tolist() == [["A", 6], ["B", 6]]
    assert learned["bias"].tolist() == pytest.approx([-6 * math.log(2) / 11, 0.0], abs=1e-12)
    before, after = plain(), rc.reconcile(said(), track_record=learned)
    assert (after.estimates["best"] > before.estimates["best"]).all(), "B has been right and weighs more"
    words = dict(zip(after.claims["source"], after.claims["weight_reason"], strict=True))
    assert "6 known values, taken to be off by a factor of 1.9, 31% too low" in words["A"]
    assert "neither too high nor too low" in words["B"]


@pytest.mark.long
def test_a_bias_never_moves_best_unless_the_config_says_so() -> None:
    plain = rc.reconcile(said(), track_record=record(bias=0.0)).estimates
    biased = rc.reconcile(said(), track_record=record(bias=-0.6)).estimates
    pd.testing.assert_frame_equal(plain[ENDS], biased[ENDS])
    shifted = rc.reconcile(
        said(), options=rc.Options(track_record=record(bias=-0.6), track_record_shifts=True)
    ).estimates  # fmt: skip
    assert (shifted["best"] > biased["best"]).all()


@pytest.mark.parametrize(("count", "narrower"), [(4, False), (5, True)])
def test_below_five_values_a_record_only_widens(count: int, narrower: bool) -> None:
    alone = said()[lambda table: table["source"] == "A"]

    def width(**changes: Any) -> float:
        of = rc.reconcile(alone, track_record=record(n=count, **changes)).estimates
        return float((of["high"] / of["low"]).iloc[0])

    usual = rc.reconcile(alone).estimates
    before = float((usual["high"] / usual["low"]).iloc[0])
    assert (width(error_sd=0.05) < before) == narrower
    assert (width(error_sd=0.05) == before) == (not narrower)
    assert width(error_sd=0.9) > before


@pytest.mark.long
def test_a_record_of_another_scale_gives_no_width() -> None:
    alone = said()[lambda table: table["source"] == "A"]
    plain, other = rc.reconcile(alone), rc.reconcile(alone, track_record=record(scale="proportion", error_sd=2.0))
    pd.testing.assert_frame_equal(plain.estimates[ENDS], other.estimates[ENDS])


@pytest.mark.long
@pytest.mark.parametrize("method", ["log", *long_ones(["median", "random_effects"])])
def test_every_method_takes_it_in_any_order_of_rows(method: str) -> None:
    learned = rc.learn_track_record(plain(), known())
    options = rc.Options(method=method, track_record=learned)
    there = rc.reconcile(said(), options=options).estimates
    back = rc.reconcile(said()[::-1], options=rc.Options(method=method, track_record=learned[::-1])).estimates
    pd.testing.assert_frame_equal(there[ENDS], back[ENDS], rtol=1e-12)
    assert there[ENDS].notna().all(axis=None)
    assert (there[ENDS].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)


@pytest.mark.long
def test_a_file_is_read_and_replayed_dates_do_not_know_later_values(tmp_path: Path) -> None:
    learned = rc.learn_track_record(plain(), known())
    learned.to_csv(tmp_path / "past.csv", index=False)
    read = rc.reconcile(said(), track_record=tmp_path / "past.csv")
    pd.testing.assert_frame_equal(read.estimates[ENDS], rc.reconcile(said(), track_record=learned).estimates[ENDS])
    early = rc.reconcile(said(), as_of="2024-06-30", track_record=learned)
    assert early.findings["rule"].tolist().count("record-later") == 2
    pd.testing.assert_frame_equal(early.estimates[ENDS], rc.reconcile(said(), as_of="2024-06-30").estimates[ENDS])


@pytest.mark.parametrize(
    ("more", "rule", "column"),
    [
        ({"source": ""}, "truth-unsourced", "source"),
        ({"published": ""}, "truth-undated", "published"),
        ({"published": "last year"}, "truth-undated", "published"),
        ({"population": "civilian"}, "truth-defined-otherwise", "quantity"),
    ],
)
def test_rows_of_truth_that_may_judge_nobody_are_told(more: dict[str, str], rule: str, column: str) -> None:
    learned = rc.learn_track_record(plain(), known(**more))
    told = learned.attrs["rejected"]
    assert learned.empty
    assert told[["row", "column", "rule"]].values.tolist() == [[at + 1, column, rule] for at in range(PLACES)]
    assert (told["hint"] != "").all()


def test_the_same_definition_in_words_is_no_other(tmp_path: Path) -> None:
    assert len(rc.learn_track_record(plain(), known(measure="Killed"))) == 2
    assert rc.learn_track_record(plain(), known(source="B"))["source"].tolist() == ["A"]


@pytest.mark.long
def test_the_command_writes_only_when_asked_and_a_run_reads_only_when_told(tmp_path: Path) -> None:
    truth = project(tmp_path, known())
    file = tmp_path / "data/raw/track_record.csv"
    rc.run_project(tmp_path)
    plain = rc.open_project(tmp_path).estimates
    asked = ["score", str(truth), "--project", str(tmp_path)]
    assert CliRunner().invoke(reconcile, asked).exit_code == 0
    assert not file.exists()
    done = CliRunner().invoke(reconcile, [*asked, "--learn"])
    assert (done.exit_code, file.exists()) == (0, True)
    assert "  A, killed: 6 known values, 50% too low on average; taken for off by" in done.stderr
    pd.testing.assert_frame_equal(rc.open_project(tmp_path).estimates[ENDS], plain[ENDS])
    (tmp_path / "reconcile.toml").write_text("[weights]\ntrack_record = true\n", encoding="utf-8")
    assert (rc.open_project(tmp_path).estimates["best"] > plain["best"]).all()
    # what is learned does not rest on what was learned before
    first = file.read_bytes()
    learn_project(truth, tmp_path)
    assert file.read_bytes() == first


def test_a_record_that_is_asked_for_and_missing_is_an_error_that_learning_mends(tmp_path: Path) -> None:
    truth = project(tmp_path, known(), "[weights]\ntrack_record = true\n")
    with pytest.raises(InputError, match="there is no track record") as raised:
        rc.open_project(tmp_path)
    assert "--learn" in raised.value.hint
    learn_project(truth, tmp_path)
    assert len(rc.open_project(tmp_path).estimates) == PLACES


def test_faults_of_the_file_are_findings_of_the_run(tmp_path: Path) -> None:
    project(tmp_path, known(), "[weights]\ntrack_record = true\n")
    file = tmp_path / "data/raw/track_record.csv"
    file.write_text("source,measure,n,error_sd,usual_sd\nA,killed,7,-1,0.3\nC,killed,7,0.2,0.3\n", encoding="utf-8")
    found = rc.open_project(tmp_path).findings.query("rule.str.startswith('record')")
    assert found[["rule", "file", "row", "column", "value"]].values.tolist() == [
        ["record-number", "track_record.csv", 1, "error_sd", "-1"],
        ["record-unknown", "track_record.csv", 2, "source", "C"],
    ]


def test_a_check_finds_faults_of_the_file_too(tmp_path: Path) -> None:
    project(tmp_path, known(), "[weights]\ntrack_record = true\n")
    file = tmp_path / "data/raw/track_record.csv"
    file.write_text("source,measure,n,error_sd,usual_sd\nA,killed,7,-1,0.3\nC,killed,7,0.2,0.3\n", encoding="utf-8")
    found = check_project(tmp_path).findings["rule"].tolist()
    assert [rule for rule in found if rule.startswith("record")] == ["record-number", "record-unknown"]


@pytest.mark.long
def test_the_last_vintage_is_what_is_printed() -> None:
    learned = rc.learn_track_record(plain(), known())
    result = rc.reconcile(said(), track_record=learned)
    last = result.vintages("killed/place=Town 0").iloc[-1]
    assert last["best"] == pytest.approx(result.estimates["best"].iloc[0])


@pytest.mark.long
def test_what_a_record_moves_is_a_change_of_method(tmp_path: Path) -> None:
    truth = project(tmp_path, known())
    rc.run_project(tmp_path)
    learn_project(truth, tmp_path)
    (tmp_path / "reconcile.toml").write_text("[weights]\ntrack_record = true\n", encoding="utf-8")
    added = said().iloc[:1].assign(place="Elsewhere", published="2024-06-01")
    added.to_csv(tmp_path / "data/raw/claims2.csv", index=False)
    rc.run_project(tmp_path)
    changes = pd.read_csv(tmp_path / "data/processed/changes.csv")
    moved = changes[changes["quantity"].str.contains("Town")]
    assert len(moved) == PLACES
    assert moved["cause"].tolist() == ["method"] * PLACES


def test_a_shift_without_a_record_is_refused(tmp_path: Path) -> None:
    project(tmp_path, known(), "[weights]\ntrack_record_shifts = true\n")
    with pytest.raises(ConfigError, match="needs track_record = true"):
        rc.open_project(tmp_path)


def test_a_record_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = project(tmp_path, known())
    file = tmp_path / "data/raw/track_record.csv"
    learn_project(truth, tmp_path)
    before = file.read_bytes()
    known(3).to_csv(truth, index=False)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reconcile.folder.whole_files.os.replace", full)
    with pytest.raises(OutputError):
        learning.learn_project(truth, tmp_path)
    assert file.read_bytes() == before
    assert [item.name for item in file.parent.iterdir() if item.name.endswith(".part")] == []
