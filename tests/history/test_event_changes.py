"""A changed total of events is split into new, revised and dropped events; estimates beside it are as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.cli.group import reconcile as commands
from reconcile.folder.example import copy_example
from reconcile.history.event_changes import EVENT_PARTS, with_event_parts

CONFIG = """
[report]
figures = false

[[sums]]
by = ["month"]

[[inputs]]
path = "{path}"
rows = "events"
list = "Register"
edition = "{edition}"
columns = {{ id = "claim_id", day = "count_date", dead = "best", said = "published" }}
constants = {{ measure = "killed", place = "Karsk" }}
"""
EARLY = "id,day,dead,said\n1,2024-01-03,4,2024-02-01\n2,2024-01-20,6,2024-02-01\n3,2024-01-28,2,2024-02-01\n"
LATER = "id,day,dead,said\n1,2024-01-03,7,2024-03-01\n3,2024-01-28,2,2024-03-01\n9,2024-01-30,20,2024-03-01\n"
BESIDE = "measure,place,source,best,published\nkilled,Karsk,Town hall,9,2024-02-01\n"


@pytest.mark.long
def test_the_next_edition_says_what_changed_in_a_total(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text(BESIDE, encoding="utf-8")
    (tmp_path / "early.csv").write_text(EARLY, encoding="utf-8")
    early = CONFIG.format(path="early.csv", edition="1")
    (tmp_path / "reconcile.toml").write_text(early, encoding="utf-8")
    rc.run_project(tmp_path)
    (tmp_path / "later.csv").write_text(LATER, encoding="utf-8")
    second = "[[inputs]]" + CONFIG.format(path="later.csv", edition="2").partition("[[inputs]]")[2]
    (tmp_path / "reconcile.toml").write_text(early + second, encoding="utf-8")
    rc.run_project(tmp_path)
    changes = pd.read_csv(tmp_path / "data/processed/changes.csv").set_index("quantity")
    row = changes.loc["Register/killed/2024-01"]
    assert (row["previous_best"], row["best"]) == (12, 29)
    assert row[["by_new_events", "by_revised_events", "by_dropped_events"]].tolist() == [20, 3, -6]
    assert list(changes.index) == ["Register/killed/2024-01"]
    shown = CliRunner().invoke(commands, ["diff", "--project", str(tmp_path)]).output
    assert "new events +20, revised events +3, dropped events -6" in shown


@pytest.mark.long
def test_the_example_shows_what_its_later_edition_changed(tmp_path: Path) -> None:
    copy_example(tmp_path, "events")
    rc.run_project(tmp_path, as_of="2023-12-31")
    rc.run_project(tmp_path)
    report = (tmp_path / "reports/report.md").read_text(encoding="utf-8")
    assert (
        "R8) came late, with edition 2024: killed +4 in 2023-02, which an earlier edition covers without it" in report
    )
    assert "R2) has another figure in edition 2024: killed +3 in 2023-01" in report
    late = (
        "South in February 2023](sums.md#sums-3) | – | moved | 0 | 4 | new events, foremost R8 (Register of Aland: 4)"
    )
    assert late in report
    # totals that no event changed are no change, whatever a later edition lets expect of the next one
    assert "North in February 2023](sums.md#" not in report
    shown = CliRunner().invoke(commands, ["diff", "--project", str(tmp_path)]).output
    assert "foremost R8 (Register of Aland: 4)" in shown


REGIONS = """
[report]
figures = false
[[sums]]
by = ["year", "adm_1"]
"""
REGISTER = """
[[inputs]]
path = "{path}"
rows = "events"
list = "Register"
edition = "{edition}"
columns = {{ id = "claim_id", day = "count_date", dead = "best" }}
constants = {{ measure = "killed" }}
"""


@pytest.mark.long
def test_totals_by_a_column_of_the_list_are_split_though_the_next_edition_spells_it_anew(tmp_path: Path) -> None:
    (tmp_path / "early.csv").write_text("id,day,dead,adm_1\n1,2024-01-03,4,North Coast\n2,2024-01-05,6,North Coast\n")
    (tmp_path / "later.csv").write_text("id,day,dead,adm_1\n1,2024-01-03,4,North coast\n3,2024-02-05,9,North coast\n")
    config = REGIONS + REGISTER.format(path="early.csv", edition="1")
    (tmp_path / "reconcile.toml").write_text(config, encoding="utf-8")
    rc.run_project(tmp_path)
    config += REGISTER.format(path="later.csv", edition="2")
    (tmp_path / "reconcile.toml").write_text(config, encoding="utf-8")
    rc.run_project(tmp_path)
    changes = pd.read_csv(tmp_path / "data/processed/changes.csv")
    shown = changes[["quantity", "previous_best", "best", *EVENT_PARTS]].values.tolist()
    assert shown == [["Register/killed/adm_1=north coast/2024", 10, 13, 9, 0, -6]]


def changed(then: Sequence[tuple[str, str, int]], now: Sequence[tuple[str, str, int]]) -> dict[str, list[float]]:
    """Return the parts of running totals by month, as ids, days and figures of two runs make them."""
    before, after = (
        check_claims(pd.DataFrame(events, columns=["claim_id", "count_date", "best"]).assign(
            measure="killed", source="List", rows="events")).claims
        for events in (then, now)
    )  # fmt: skip
    months = pd.to_datetime(["2024-01-31", "2024-02-29", "2024-03-31"])
    rows = pd.DataFrame({"quantity": "List/killed/running", "count_date": months})
    table = with_event_parts(rows, before, after, [rc.Sum(by=("month",), running=True)])
    return dict(zip(["January", "February", "March"], table[list(EVENT_PARTS)].values.tolist(), strict=True))


def test_running_totals_are_split_up_to_their_day() -> None:
    then = [("1", "2024-01-03", 4), ("2", "2024-02-03", 6), ("3", "2024-01-09", 5)]
    now = [("1", "2024-01-03", 7), ("3", "2024-03-09", 5), ("9", "2024-02-09", 20)]
    # new, revised, dropped: 3 moves from January to March and is missing in between, 2 is gone
    assert changed(then, now) == {"January": [0, 3, -5], "February": [20, 3, -11], "March": [20, 3, -6]}


def test_an_event_that_moves_to_an_earlier_month_is_new_up_to_its_old_one() -> None:
    moved = changed([("1", "2024-03-03", 4)], [("1", "2024-01-03", 9)])
    assert moved == {"January": [9, 0, 0], "February": [9, 0, 0], "March": [0, 5, 0]}


def test_a_second_list_with_the_same_ids_changes_no_event_of_the_first() -> None:
    events = pd.DataFrame({"claim_id": ["1"], "best": [4], "measure": "killed", "source": "List", "rows": "events"})
    before = check_claims(events).claims
    after = check_claims(pd.concat([events, events.assign(source="Another")])).claims
    assert after["claim_id"].tolist() == ["List:1", "1"]
    rows = pd.DataFrame({"quantity": ["List/killed/all"]})
    assert with_event_parts(rows, before, after, [rc.Sum()])[list(EVENT_PARTS)].values.tolist() == [[0, 0, 0]]


def test_a_check_finds_what_a_run_finds_of_events(tmp_path: Path) -> None:
    (tmp_path / "twice.csv").write_text(EARLY.replace("\n2,2024-01-20", "\n2,2024-01-03"), encoding="utf-8")
    (tmp_path / "reconcile.toml").write_text(CONFIG.format(path="twice.csv", edition="1"), encoding="utf-8")
    shown = CliRunner().invoke(commands, ["check", "--project", str(tmp_path)])
    assert "several-figures" not in shown.output
    assert shown.exit_code == 0
