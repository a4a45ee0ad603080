"""Editions of a list: what a later one has supersedes, what it covers and does not have leaves the sums."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.edition_order import edition_order

HEADER = "id,day,country,dead\n"
INPUT = """
[[inputs]]
path = "{path}"
rows = "events"
list = "Register"
edition = "{edition}"
columns = {{ id = "claim_id", day = "count_date", dead = "best" }}
constants = {{ measure = "killed" }}
"""


def run(folder: Path, files: Mapping[str, str], sums: str = "") -> rc.Reconciliation:
    """Return what a project of one list makes of its files, by edition."""
    config = ""
    for number, (edition, rows) in enumerate(files.items()):
        (folder / f"list-{number}.csv").write_text(HEADER + rows, encoding="utf-8")
        config += INPUT.format(path=f"list-{number}.csv", edition=edition.rstrip("'"))
    (folder / "reconcile.toml").write_text(config + (sums or "[[sums]]\n"), encoding="utf-8")
    return rc.open_project(folder)


def recorded(result: rc.Reconciliation) -> dict[str, float]:
    rows = result.estimates.set_index("quantity")["sum_best"]
    return {str(key).removeprefix("Register/killed/"): total for key, total in rows.items()}


EARLY = "1,2024-01-03,Aland,4\n2,2024-01-20,Aland,6\n3,2024-01-09,Borduria,1\n4,2024-04-01,Aland,8\n"
LATER = "1,2024-01-03,Aland,5\n9,2024-02-02,Aland,2\n"


def test_editions_that_only_the_alphabet_orders_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(rc.ReconcileError, match=r"list-1.csv: edition 'autumn' and edition 'spring' of list-0.csv"):
        run(tmp_path, {"spring": EARLY, "autumn": LATER})
    assert recorded(run(tmp_path, {"2024-05 spring": EARLY, "2024-10 autumn": LATER})) == {"all": 16}


def test_a_later_edition_supersedes_drops_and_leaves_what_it_does_not_cover(tmp_path: Path) -> None:
    result = run(tmp_path, {"23.1": EARLY, "24.1": LATER})
    # 1 is revised, 2 is gone, 3 is in another country, 4 after the later edition's last month, 9 is new
    assert recorded(result) == {"all": 5 + 1 + 8 + 2}
    reasons = result.claims.set_index("claim_id")["left_out_reason"].to_dict()
    assert reasons["1@23.1"] == "superseded: its later edition is 1"
    assert reasons["2"] == "left the list: edition 24.1 covers its time and place and no longer has it"
    assert [name for name, reason in reasons.items() if not reason] == ["3", "4", "1", "9"]
    found = result.findings.set_index("rule")["message"]
    assert found["events-left-the-list"].startswith("1 event of Register with a figure of 6 in all")
    assert "Register (editions 23.1, 24.1) recorded 16 people killed" in result.estimates["wording"].iloc[0]


def test_what_a_later_edition_added_late_and_changed_is_told_by_month(tmp_path: Path) -> None:
    more = LATER + "2,2024-01-20,Aland,6\n4,2024-04-01,Aland,7\n10,2024-03-01,Aland,5\n11,2024-05-01,Aland,90\n"
    found = run(tmp_path, {"23.1": EARLY, "24.1": more}).findings.set_index("rule")["message"]
    # 11 is of a month that the earlier edition does not cover: it is no late one
    assert found["events-came-late"] == (
        "2 events of Register (10, 9) came late, with edition 24.1: killed +5 in 2024-03 and +2 in 2024-02, which an "
        "earlier edition covers without them"
    )
    assert found["events-revised"] == (
        "2 events of Register (1, 4) have another figure in edition 24.1: killed +1 in 2024-01 and -1 in 2024-04"
    )


def test_an_edition_that_numbers_all_events_anew_has_no_late_ones(tmp_path: Path) -> None:
    anew = EARLY.replace("\n", "\nx")[:-1]
    assert "events-came-late" not in set(run(tmp_path, {"23.1": EARLY, "24.1": f"x{anew}"}).findings["rule"])


@pytest.mark.long
def test_a_yearly_edition_replaces_the_candidate_files_of_its_months(tmp_path: Path) -> None:
    candidates = {"24.0.9": "c1,2024-01-03,Aland,4\n", "24.0.10": "c2,2024-12-05,Aland,9\n"}
    yearly = {"25.1": "y1,2024-01-04,Aland,3\ny2,2024-12-06,Aland,5\n"}
    assert recorded(run(tmp_path, candidates)) == {"all": 13}
    assert recorded(run(tmp_path, {**candidates, **yearly})) == {"all": 8}


MAY = "".join(f"m{day},2024-05-{day:02},Aland,2\nb{day},2024-05-{day:02},Borduria,2\n" for day in range(1, 29))
JUNE = "".join(f"j{day},2024-06-{day:02},Aland,3\n" for day in range(1, 29))


@pytest.mark.parametrize("strays", ["s,2024-05-31,Aland,5\n", "s,2024-06-02,Borduria,5\n", "s,2024-01-09,Aland,5\n"])
def test_what_a_later_file_hardly_has_it_does_not_cover(tmp_path: Path, strays: str) -> None:
    """The candidate file of June has one event from the end of May, from over the border, from January."""
    result = run(tmp_path, {"24.0.1": "e,2024-01-02,Aland,1\nf,2024-01-09,Aland,1\ng,2024-01-09,Aland,1\n",
                            "24.0.5": MAY, "24.0.6": JUNE + strays})  # fmt: skip
    assert recorded(result) == {"all": 3 + 28 * 4 + 28 * 3 + 5}
    assert "events-left-the-list" not in result.findings["rule"].tolist()


def test_an_event_that_stood_in_many_editions_stood_there_once(tmp_path: Path) -> None:
    editions = {str(year): MAY for year in (21, 22, 23)}
    result = run(tmp_path, {**editions, "24": MAY.replace("m3,2024-05-03,Aland,2\n", "")})
    assert recorded(result) == {"all": 28 * 4 - 2}


@pytest.mark.long
def test_ids_are_those_of_their_list_and_of_what_is_counted(tmp_path: Path) -> None:
    """Two registers that number their events alike, one of them in two editions, and the wounded of each event."""
    config = ""
    for name, edition, dead in (("Register", "1", 4), ("Register", "2", 5), ("ACLED", "7", 3)):
        (tmp_path / f"{name}-{edition}.csv").write_text(f"id,day,country,dead,hurt\n1,2024-01-03,Aland,{dead},9\n")
        config += INPUT.format(path=f"{name}-{edition}.csv", edition=edition).replace("Register", name).replace(
            ', dead = "best"', "").replace('constants = { measure = "killed" }',
            'values = [{ best = "dead", measure = "killed" }, { best = "hurt", measure = "wounded" }]')  # fmt: skip
    (tmp_path / "reconcile.toml").write_text(config.replace("Register-", "Register-") + "[[sums]]\n", encoding="utf-8")
    result = rc.open_project(tmp_path)
    assert result.rejected.empty
    totals = result.estimates.set_index("quantity")["sum_best"].to_dict()
    assert totals == {
        "ACLED/killed/all": 3,
        "ACLED/wounded/all": 9,
        "Register/killed/all": 5,
        "Register/wounded/all": 9,
    }
    table = pd.DataFrame({"claim_id": ["1", "1", "1", "1"], "source": ["B", "A", "A", "Town hall"], "best": 3,
                          "measure": ["killed", "killed", "wounded", "killed"], "rows": ["events"] * 3 + [""],
                          "quantity": ["", "", "", "q"]})  # fmt: skip
    claims = rc.reconcile(table).claims
    assert sorted(claims["claim_id"]) == ["1", "A:1", "A:1:wounded", "B:1"]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    result = run(tmp_path, {"24.1": LATER, "23.1": EARLY})
    assert recorded(result) == {"all": 16}


def test_two_files_of_one_edition_are_told_and_an_id_of_one_edition_twice_is_rejected(tmp_path: Path) -> None:
    result = run(tmp_path, {"24.1": EARLY, "24.1'": LATER})
    assert "edition-twice" in result.findings["rule"].tolist()
    assert result.rejected["rule"].tolist() == ["duplicate-id"]
    assert recorded(result) == {"all": 21}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("24.0.9", "24.0.10"), ("24.0.12", "24.1"), ("2021", "2023"), ("v9", "v10"), ("2024-02", "2024-11")],
)
def test_editions_are_ordered_by_their_numbers(earlier: str, later: str) -> None:
    assert edition_order(earlier) < edition_order(later)


@pytest.mark.long
def test_the_interval_is_learned_from_the_editions_that_the_desk_has(tmp_path: Path) -> None:
    """A list whose later edition doubles every month: what comes next is expected to double, not what is usual."""
    day = (np.datetime64("2020-01-01") + np.arange(30) * 31).astype(str)
    months = [(month, event) for month in range(30) for event in range(20)]
    old = "".join(f"{month}-{event},{day[month]},Aland,5\n" for month, event in months)
    new = "".join(f"{month}-{event},{day[month]},Aland,10\n" for month, event in months)
    new += "".join(f"n{event},2023-06-01,Aland,5\n" for event in range(20))
    by_month = '[[sums]]\nby = ["month"]\n'
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone = run(tmp_path / "one", {"2": new}, by_month).estimates.set_index("quantity")
    learned = run(tmp_path / "two", {"1": old, "2": new}, by_month).estimates.set_index("quantity")
    key = "Register/killed/2023-06"
    assert alone.loc[key, "low"] < 100
    assert (learned.loc[key, "sum_best"], learned.loc[key, "high"]) == (100, pytest.approx(200, abs=1))


def test_before_a_later_edition_the_earlier_one_stands_in_a_notebook() -> None:
    table = pd.DataFrame({
        "claim_id": ["E1", "E1"], "measure": "killed", "source": "Register", "rows": "events", "best": [3, 9],
        "count_date": "2024-01-01", "published": ["2024-02-20", "2025-06-01"],
    })  # fmt: skip
    options = rc.Options(sums=[rc.Sum()])
    assert rc.reconcile(table, options=options).estimates["sum_best"].tolist() == [9]
    early = rc.Options(sums=[rc.Sum()], as_of="2025-05-31")
    assert rc.reconcile(table, options=early).estimates["sum_best"].tolist() == [3]


@pytest.mark.long
def test_vintages_of_a_total_are_what_each_edition_made_of_it() -> None:
    table = pd.DataFrame({
        "claim_id": ["E1", "E2", "E1", "E3", "E1"], "measure": "killed", "source": "Register", "rows": "events",
        "best": [3, 5, 9, 2, 7], "count_date": "2024-01-01", "edition": ["1", "1", "2", "2", "3"],
        "published": ["2024-02-20", "2024-02-20", "2025-06-01", "2025-06-01", "2025-09-01"],
    })  # fmt: skip
    result = rc.reconcile(table, options=rc.Options(sums=[rc.Sum()]))
    told = result.vintages("Register/killed/all")[["as_of", "best"]].astype(str).values.tolist()
    # 2 is gone from the second edition, 3 from the third one
    assert told == [["2024-02-20", "8.0"], ["2025-06-01", "11.0"], ["2025-09-01", "7.0"]]
