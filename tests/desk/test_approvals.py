"""Approvals: what they are of, what voids them, and the corrections that follow."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from reconcile.cli.group import reconcile
from reconcile.columns import APPROVALS, DEFINING, TEXTS, names
from reconcile.desk.approvals_table import read_approvals, status_of_approvals
from reconcile.desk.approve_estimate import approve
from reconcile.desk.public_corrections import changed_approvals
from reconcile.desk.seal import seals_of, seals_of_wording
from reconcile.errors import ConfigError, InputError, OutputError
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of

pytestmark = pytest.mark.usefixtures("remembered")

CLAIMS = (
    "quantity,source,phrase,published,note\n"
    "dead,Ministry,about 300,2025-01-30,\ndead,Hospitals,around 310,2025-01-31,\nlost,Ministry,40,2025-01-31,\n"
)
WHEN = "2025-02-01T12:00:00+00:00"


def first_run(folder: Path) -> None:
    (folder / "data/raw").mkdir(parents=True)
    (folder / "data/raw/claims.csv").write_text(CLAIMS)
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)
    run_project(folder)


@pytest.fixture
def home(made_once: MadeOnce, tmp_path: Path) -> Path:
    return copy_of(made_once("approvals", first_run), tmp_path)


def said(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(reconcile, [*arguments, "--project", str(home)])


def report(home: Path) -> str:
    run_project(home)
    return (home / "reports/report.md").read_text()


def sealed(home: Path, quantity: str = "dead") -> None:
    approve(home, quantity, editor="A. Editor", time=WHEN)


def test_an_approval_is_a_row_that_stands_alone(home: Path) -> None:
    sealed(home)
    table = pd.read_csv(home / "approvals.csv", dtype=str, keep_default_na=False)
    assert table.columns.tolist() == names(APPROVALS)
    row = table.iloc[0]
    assert (row["quantity"], row["editor"], row["time"], row["publish"]) == ("dead", "A. Editor", WHEN, "interval")
    assert row["sentence"].startswith(
        "The figure for “dead” as of 31 January 2025 is about 310, Hospitals said. Ministry"
    )
    assert "Known by" not in row["sentence"]
    assert row["voices"] == "Hospitals; Ministry"


@pytest.mark.long
def test_the_report_marks_what_is_approved_and_all_else_as_draft(home: Path) -> None:
    assert "- 2 sentences that nobody has approved: `reconcile approve`" in report(home)
    sealed(home)
    text = report(home)
    assert text.count("approved by A. Editor, 1 February 2025") == 1
    assert "- 1 sentence that nobody has approved: `reconcile approve`" in text
    assert "now wrong" not in text


@pytest.mark.long
def test_what_was_printed_and_is_wrong_now_comes_first(home: Path) -> None:
    run_project(home)
    sealed(home)
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("about 300", "about 500"))
    text = report(home)
    row = changed_approvals(home).iloc[0]
    lines = text.split("\n")
    first = lines.index("## Printed, and now wrong")
    assert first == min(number for number, line in enumerate(lines) if line.startswith("## "))
    assert lines[first + 4] == f"> {row['line']}"
    assert f"- Approved by A. Editor, 1 February 2025: {row['old']}" in lines
    page = (home / "reports/report.html").read_text()
    assert page.index('id="wrong"') < page.index('id="print"')
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("dead,", "other,"))
    assert "There is no such figure any more." in report(home)


def test_approving_twice_adds_one_row(home: Path) -> None:
    sealed(home)
    sealed(home)
    assert len(read_approvals(home)) == 1
    assert said(home, "approve", "dead", "--editor", "B").stdout == "Approved already\n"


def test_a_pattern_approves_several(home: Path) -> None:
    assert len(approve(home, "*", editor="A", time=WHEN)) == 2


def test_a_changed_sentence_voids_the_approval(home: Path) -> None:
    sealed(home)
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("about 300", "about 500"))
    text = report(home)
    assert "DRAFT (approved by A. Editor, 1 February 2025, and changed since)" in text
    assert said(home, "approve", "--list").stdout == "void  2025-02-01  A. Editor  dead  2025-01-31\n"
    sealed(home)
    assert said(home, "approve", "--list").stdout == "approved  2025-02-01  A. Editor  dead  2025-01-31\n"
    assert len(read_approvals(home)) == 2


@pytest.mark.long
def test_a_later_day_that_changes_nothing_voids_nothing(home: Path) -> None:
    sealed(home)
    (home / "data/raw/claims.csv").write_text(CLAIMS + "lost,Ministry,41,2025-03-01,\n")
    assert "approved by A. Editor" in report(home)
    assert changed_approvals(home).empty


def test_an_approval_of_an_earlier_version_stays_valid_as_long_as_its_sentences_do() -> None:
    row = dict.fromkeys(("quantity", "publish", "unit", *TEXTS, *DEFINING), "a") | {"count_date": "2025-01-31"}
    then = pd.DataFrame([row | {"range_wording": "", "note": ""}])
    old = pd.DataFrame({"quantity": ["a"], "count_date": ["2025-01-31"], "hash": seals_of_wording(then), "editor": "A",
                        "time": WHEN})  # fmt: skip
    now = pd.DataFrame([row, row | {"wording": "b"}])
    assert [status_of_approvals(now.iloc[[place]], old)["status"].iloc[0] for place in (0, 1)] == ["approved", "void"]
    new = old.assign(hash=seals_of(now.iloc[[0]]))
    changed = pd.DataFrame([row | {"note": "b"}])
    assert status_of_approvals(changed, new)["status"].tolist() == ["void"]


@pytest.mark.parametrize("name", ["publish", "unit", *DEFINING, *TEXTS])
def test_everything_that_a_reader_sees_is_in_the_hash(name: str) -> None:
    row = dict.fromkeys(("quantity", "count_date", "publish", "unit", *TEXTS, *DEFINING), "a")
    assert seals_of(pd.DataFrame([row, row | {name: "b"}])).nunique() == 2


@given(st.lists(st.text(max_size=8), min_size=6, max_size=6), st.lists(st.text(max_size=8), min_size=6, max_size=6))
def test_no_two_estimates_share_a_hash(one: list[str], other: list[str]) -> None:
    base = dict.fromkeys(("quantity", "count_date", "publish", "unit", *TEXTS, *DEFINING), "")
    rows = [base | dict(zip(("measure", "party", "place", "scope", "population", "unit"), cells, strict=True)) for cells in (one, other)]  # fmt: skip  # noqa: E501
    plain = [[cell.strip().removeprefix("'") for cell in cells] for cells in (one, other)]
    if plain[0] != plain[1]:
        assert seals_of(pd.DataFrame(rows)).nunique() == 2


@pytest.mark.long
def test_outputs_of_other_files_are_not_approved(home: Path) -> None:
    (home / "data/raw/claims.csv").write_text(CLAIMS + "lost,Press,50,2025-02-02,\n")
    with pytest.raises(ConfigError, match=r"data/raw/claims.csv has changed since the last run"):
        sealed(home)
    run_project(home)
    sealed(home)
    (home / "reports/report.md").write_text("ours")
    with pytest.raises(ConfigError, match="not what the run wrote"):
        sealed(home, "lost")


def test_two_approvals_need_no_run_between_them(home: Path) -> None:
    sealed(home)
    sealed(home, "lost")
    assert len(read_approvals(home)) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing", "--editor", "A"], "no quantity matches"),
        (["dead"], "nobody approves"),
        (["dead", "--editor", "  "], "nobody approves"),
        (["dead", "--editor", "  \u200b "], "nobody approves"),
        (["dead", "--editor", "\u3164\u2800\u00ad\ufeff"], "nobody approves"),
        (["dead", "--editor", "\u0301\ufe0f"], "nobody approves"),
        (["dead", "--editor", "..."], "nobody approves"),
        (["dead", "--editor", "A", "--time", "noon"], "is not a time"),
        (["dead", "--editor", "A", "--count-date", "1999-01-01"], "no estimate for 1999-01-01"),
        ([], "name a quantity"),
    ],
)
def test_what_cannot_be_approved_is_said_and_nothing_written(home: Path, arguments: list[str], says: str) -> None:
    result = said(home, "approve", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (home / "approvals.csv").exists()


@pytest.mark.long
def test_a_withheld_figure_is_not_approved(home: Path) -> None:
    (home / "data/raw/claims.csv").write_text(CLAIMS + "hurt,Ministry,dozens,2025-01-30,\n")
    (home / "data/raw/corrections.csv").write_text("locator,action,reason\nclaims:4,drop,garbled\n")
    run_project(home)
    with pytest.raises(ConfigError, match="withheld"):
        sealed(home, "hurt")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("quantity,hash\nq,1\n", "has no column 'editor'"),
        ("quantity,hash,editor,time\nq,1,,2025\n", "row 1, column editor: the cell is empty"),
        ("quantity,hash,editor,time\nq,1\n", "does not fit the header"),
        ("", "empty"),
        ("\x00\x01", "NUL"),
    ],
)
def test_a_table_that_a_hand_broke_is_named(home: Path, text: str, says: str) -> None:
    before = (home / "reports/report.md").read_bytes()
    (home / "approvals.csv").write_text(text)
    with pytest.raises((InputError, ConfigError), match=says):
        run_project(home)
    with pytest.raises((InputError, ConfigError)):
        sealed(home)
    assert (home / "reports/report.md").read_bytes() == before


@pytest.mark.long
def test_formulas_and_markup_in_names_are_harmless(home: Path) -> None:
    approve(home, "dead", editor='=HYPERLINK("x") <script>alert(1)</script> | a', time=WHEN)
    assert "\"'=HYPERLINK" in (home / "approvals.csv").read_text()
    assert "<script>" not in report(home)


def test_a_disk_that_is_full_leaves_the_approvals(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(home)
    before = (home / "approvals.csv").read_bytes()

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OutputError, match="it is unchanged"):
            sealed(home, "lost")
    assert (home / "approvals.csv").read_bytes() == before
    assert not list(home.glob(".approvals*"))


@pytest.mark.long
def test_new_evidence_and_another_method_are_announced_apart(home: Path) -> None:
    sealed(home)
    run_project(home, method="median")
    by_method = changed_approvals(home).iloc[0]
    assert (by_method["evidence_changed"], by_method["method_changed"]) == ("", "yes")
    assert "from linear to median; this is no news of what happened" in by_method["line"]
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("about 300", "about 500"))
    run_project(home)
    by_evidence = changed_approvals(home).iloc[0]
    assert (by_evidence["evidence_changed"], by_evidence["method_changed"]) == ("yes", "")
    assert "What sources say has changed" in by_evidence["line"]
    assert by_evidence["old"] != by_evidence["new"]


@pytest.mark.long
def test_a_sentence_that_is_gone_is_withdrawn(home: Path) -> None:
    sealed(home, "lost")
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("lost,Ministry,40,2025-01-31,\n", ""))
    run_project(home)
    row = changed_approvals(home).iloc[0]
    assert row["new"] == ""
    assert "withdrawn" in row["line"]


def test_the_command_prints_old_and_new_and_ends_with_1(home: Path) -> None:
    assert said(home, "corrections").stdout == "No approved sentence has changed\n"
    sealed(home)
    assert said(home, "corrections").exit_code == 0
    (home / "data/raw/claims.csv").write_text(CLAIMS.replace("about 300", "about 500"))
    run_project(home)
    result = said(home, "corrections")
    assert result.exit_code == 1
    assert "## dead" in result.stdout
    assert "| approved | now |" in result.stdout
    assert "> Correction: an earlier version said:" in result.stdout
    assert json.loads(said(home, "corrections", "--json").stdout)[0]["evidence_changed"] == "yes"


def test_approvals_without_outputs_cannot_be_compared(home: Path) -> None:
    sealed(home)
    (home / "data/processed/estimates.csv").unlink()
    with pytest.raises(ConfigError, match="no outputs to compare"):
        changed_approvals(home)
