"""Files as desks get them, from the file to the sentence that would be printed and to what is said of the rest."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import reconcile as rc
from reconcile.errors import InputError

LIST = '[[inputs]]\npath = "list.csv"\n'
COUNTS = 'constants = { measure = "killed", source = "Post", place = "Weir" }\n'
YEARBOOK = 'constants = { measure = "killed", source = "Yearbook" }\n'


MARKS = {"A": "NA", "B": "–", "C": "n.a.", "D": "..", "E": "null", "F": "45"}


class Case(NamedTuple):
    """A file, how it is declared, and what comes of it: how sentences begin, rejected rows, findings."""

    file: str
    content: str
    config: str
    sentences: list[str]
    rejected: Sequence[tuple[int, str]] = ()
    findings: frozenset[str] = frozenset()


CASES = {
    "tags in the second row, and constants": Case(
        "list.csv", "when,where,dead\n#date,#loc,#affected+killed\n2021-05-03,Weir,4\n",
        LIST + 'columns = { when = "count_date", where = "place", dead = "best" }\n'
        'constants = { measure = "killed", source = "Post" }\n',
        ["Four people were killed in Weir as of 3 May 2021, Post said."], [], frozenset({"tag-row"}),
    ),
    "a range that a spreadsheet took for a date": Case(
        "data/raw/claims.csv", "measure,place,source,phrase\nkilled,Weir,Post,20-Sep\nkilled,Ford,Post,20-30\n", "",
        ["Post said 20 to 30 people were killed in Ford"], [(1, "range-eaten")],
    ),
    "a row that is a total": Case(
        "data/raw/claims.csv",
        "measure,place,source,best\nkilled,Weir,Post,2\nkilled,Ford,Post,3\nkilled,Total,Post,5\n", "",
        ["Three people were killed in Ford", "Two people were killed in Weir"], [(3, "total-row")],
    ),
    "marks of what is missing": Case(
        "data/raw/claims.csv",
        "measure,place,source,low,best,high\n"
        + "".join(f"killed,Weir,{mark},40,{cell},50\n" for mark, cell in MARKS.items()),
        "", ["A said 40 to 50 people were killed in Weir."], [], frozenset({"missing-marks"}),
    ),
    "years of two digits, days without signs, a serial number": Case(
        "list.csv", "place,day,dead\nWeir,3-Feb-21,5\nFord,2/23/19,2\nHolm,20230704,3\nAlby,44000,4\n",
        "[numbers]\ndayfirst = false\n" + LIST + 'columns = { place = "place", day = "count_date", dead = "best" }\n'
        + YEARBOOK,
        [
            "Two people were killed in Ford as of 23 February 2019, Yearbook said.",
            "Three people were killed in Holm as of 4 July 2023, Yearbook said.",
            "Five people were killed in Weir as of 3 February 2021, Yearbook said.",
        ],
        [(4, "not-a-date")],
    ),
    "ends out of order, rejected": Case(
        "list.csv", "place,low,best,high\nWeir,9,9,6\nFord,1,2,3\n", LIST + 'columns = { place = "place", low = "low", '
        'best = "best", high = "high" }\n' + YEARBOOK,
        ["Yearbook said 1 to 3 people were killed in Ford"], [(1, "low-above-high"), (1, "best-outside")],
    ),
    "ends out of order, repaired": Case(
        "list.csv", "place,low,best,high\nWeir,9,9,6\nFord,1,2,3\n", LIST + 'order = "repair"\ncolumns = '
        '{ place = "place", low = "low", best = "best", high = "high" }\n' + YEARBOOK,
        ["Yearbook said 1 to 3 people were killed in Ford", "Yearbook said 6 to 9 people were killed in Weir"], [],
        frozenset({"ends-repaired"}),
    ),
    "a year as the first day": Case(
        "list.csv", "land,year,dead\nAland,2011,70\n",
        LIST + 'columns = { land = "place", year = "period_start", dead = "best" }\n'
        'constants = { measure = "killed", temporal = "period", source = "Yearbook" }\n',
        ["No figure is given for people killed in Aland since 1 January 2011. The only one, of Yearbook"], [],
        frozenset({"increment-undated"}),
    ),
    "a year as a period": Case(
        "list.csv", "land,year,dead\nAland,2011,70\nAland,2012-03,8\nAland,2013Q3,9\nAland,2014-W02,5\nBork,,3\n",
        LIST + 'columns = { land = "place", year = "period", dead = "best" }\n' + YEARBOOK,
        [
            "Yearbook said 70 people were killed in Aland in 2011", "Eight people were killed in Aland in March 2012",
            "Nine people were killed in Aland from 1 July to 30 September 2013",
            "Five people were killed in Aland from 6 to 12 January 2014",
            "No figure is given for people killed in Bork. The only one, of Yearbook",
        ],
        [], frozenset({"increment-undated"}),
    ),
    "an envelope and keys within keys": Case(
        "answer.json",
        json.dumps({"ok": 1, "rows": [{"by": "Post", "on": "2021-05-03", "confirmed": {"dead": 4}}]}),
        '[[inputs]]\npath = "answer.json"\ncolumns = { by = "source", on = "count_date", "confirmed.dead" = "best" }\n'
        'constants = { measure = "killed", place = "Weir" }\n',
        ["Four people were killed in Weir as of 3 May 2021, Post said."],
    ),
    "a title above, a note below": Case(
        "list.csv", '"Losses, as of May",\n,\nsource,dead\nPost,4\n"* without the missing",\n',
        LIST + 'header = 3\ncolumns = { source = "source", dead = "best" }\n'
        'constants = { measure = "killed", place = "Weir" }\n',
        ["Four people were killed in Weir"], [], frozenset({"footnote-rows"}),
    ),
}  # fmt: skip


def project(folder: Path, config: str, **files: str | bytes) -> rc.Reconciliation:
    (folder / "reconcile.toml").write_text(config, encoding="utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return rc.open_project(folder)


@pytest.mark.parametrize("name", CASES)
def test_what_would_be_printed_and_what_is_said_of_the_rest(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    result = project(tmp_path, case.config, **{case.file: case.content})
    printed = sorted(result.estimates["wording"])
    begins = [wording[: len(said)] for wording, said in zip(printed, sorted(case.sentences), strict=True)]
    assert begins == sorted(case.sentences)
    assert list(result.rejected[["row", "rule"]].itertuples(index=False, name=None)) == [*case.rejected]
    assert {*result.findings["rule"]} - {"source-unknown"} == case.findings


def test_what_to_do_about_a_year_that_is_no_first_day(tmp_path: Path) -> None:
    case = CASES["a year as the first day"]
    found = project(tmp_path, case.config, **{case.file: case.content}).findings
    assert 'Year = "period"' in found.set_index("rule").loc["increment-undated", "hint"]


EVENTS = """id,day,town,low,dead,high,region
1,2023-05-01,Weir,3,3,3,East
2,2023-05-31,Ford,0,0,4,West
3,2023-06-02,Weir,6,6,1,East
4,2023-06-08,Ford,2,5,11,West
"""
SUMS = """
rows = "events"
columns = { id = "claim_id", day = "period", town = "place", low = "low", dead = "best", high = "high" }
constants = { measure = "killed", source = "Register" }
[[sums]]
measure = "killed"
by = ["month"]
[[sums]]
measure = "killed"
by = ["region"]
"""


def test_sums_of_events_are_those_that_their_makers_make(tmp_path: Path) -> None:
    result = project(tmp_path, LIST + SUMS, **{"list.csv": EVENTS})
    sums = result.estimates.set_index("quantity")[["sum_low", "sum_best", "sum_high"]]
    assert {key.removeprefix("Register/killed/"): row for key, row in sums.T.to_dict("list").items()} == {
        "2023-05": [3, 3, 7], "2023-06": [3, 11, 17], "region=east/all": [4, 9, 9], "region=west/all": [2, 5, 15],
    }  # fmt: skip
    assert (result.estimates["low"] <= result.estimates["sum_best"]).all()
    assert "ends-repaired" in {*result.findings["rule"]}


def test_the_header_of_a_table_with_a_title_is_looked_for(tmp_path: Path) -> None:
    case = CASES["a title above, a note below"]
    with pytest.raises(InputError, match="the names of columns stand in row 3: header = 3"):
        project(tmp_path, case.config.replace("header = 3\n", ""), **{case.file: case.content})


def packed(content: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("claims.csv", content)
        archive.writestr("README.txt", "how these were counted")
    return held.getvalue()


def test_files_in_the_raw_folder_may_be_packed_and_written_in_capitals(tmp_path: Path) -> None:
    row = "source,measure,place,best\n{},killed,Weir,{}\n"
    result = project(
        tmp_path, "",
        **{
            "data/raw/claims-1.csv.gz": gzip.compress(row.format("A", 40).encode()),
            "data/raw/claims-2.zip": packed(row.format("B", 41)), "data/raw/claims-3.CSV": row.format("C", 42),
            "data/raw/notes.csv": "nothing of ours",
        },
    )  # fmt: skip
    assert sorted(result.claims["source"]) == ["A", "B", "C"]


IDS = "id,day,town,dead\n{}\n"
GED = '[[inputs]]\npath = "{}.csv"\nrows = "events"\nlist = "GED"\n{}columns = {{ id = "claim_id", day = "period", '
GED += 'town = "place", dead = "best" }}\nconstants = {{ measure = "killed" }}\n'


@pytest.mark.long
def test_two_files_of_a_list_with_other_figures_need_the_names_of_their_editions(tmp_path: Path) -> None:
    files = {
        "a.csv": IDS.format("7.0,2023-05-01,Weir,3\n8.0,2023-05-01,Weir,4"),
        "b.csv": IDS.format("7,2023-05-01,Weir,5"),
    }
    with pytest.raises(InputError, match=r"b.csv, row 1, column claim_id: 1 of its events stands in a.csv"):
        project(tmp_path, GED.format("a", "") + GED.format("b", ""), **files)
    named = GED.format("a", 'edition = "22.1"\n') + GED.format("b", 'edition = "23.1"\n')
    result = project(tmp_path, named + "[[sums]]\n", **files)
    assert result.estimates["sum_best"].tolist() == [5]
    same = project(tmp_path, GED.format("a", "") + GED.format("b", ""), **{**files, "b.csv": files["a.csv"]})
    assert same.rejected["rule"].tolist() == ["duplicate-id", "duplicate-id"]
