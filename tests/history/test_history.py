from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.columns import CHANGES, names
from reconcile.errors import ConfigError, InputError, OutputError
from reconcile.folder.file_records import file_records
from reconcile.history import record_run
from reconcile.history.database import connect
from reconcile.history.estimate_partners import partners
from reconcile.history.kept_inputs import WHOLE_EVERY, restore_file, store_files
from reconcile.history.past_estimates import estimates_over_time
from reconcile.history.project_history import list_runs, read_changes
from reconcile.history.prune import days_to_keep, prune
from reconcile.history.recorded_runs import previous_run, recorded_runs
from reconcile.history.run_list import record_again
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "claim_id,quantity,source,phrase,published,count_date,temporal\n"
FLOOD = [
    "A1,dead,Ministry,about 300,2025-01-01,,",
    "A2,dead,Hospitals,280 to 340,2025-01-02,,",
    "B1,homeless,Red Cross,at least 900,2025-01-02,,",
]
LATER = "A3,dead,Aid group,around 400,2025-01-05,,"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return begin(tmp_path)


@pytest.fixture(scope="session")
def first_run(made_once: MadeOnce) -> Path:
    return made_once("history", lambda folder: run_project(begin(folder)))


@pytest.fixture
def finished(first_run: Path, tmp_path: Path) -> Path:
    """The same project after its first run."""
    return copy_of(first_run, tmp_path)


def begin(folder: Path) -> Path:
    (folder / "data/raw").mkdir(parents=True)
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)
    write(folder, *FLOOD)
    return folder


def write(home: Path, *rows: str) -> None:
    (home / "data/raw/claims.csv").write_text(HEADER + "\n".join(rows) + "\n")


def history(home: Path) -> Path:
    return home / "data/processed/history.sqlite"


def _foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name)")
        other.commit()


def _torn(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 12] = b"\xff" * 4096 * 10
    file.write_bytes(bytes(content))


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(history(home))) as connection:
        return connection.execute(query).fetchall()


def counts(home: Path) -> dict[str, int]:
    tables = ("runs", "estimates", "estimate_spans", "claims", "claim_spans", "documents", "files")
    return {table: ask(home, f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608


def estimate(home: Path, quantity: str) -> pd.Series:
    table = pd.read_csv(home / "data/processed/estimates.csv").set_index("quantity")
    return table.loc[quantity]


def outputs(home: Path) -> dict[str, bytes]:
    """Every table and the report, but for the line of the run's id, which is a hash of the inputs."""
    made = [*(home / "data/processed").glob("*.csv"), *(home / "reports").rglob("*.md")]
    return {file.name: re.sub(rb"\| run \| \w+ \|", b"", file.read_bytes()) for file in made}


def test_an_unchanged_run_adds_a_row_and_no_copy(finished: Path) -> None:
    before = counts(finished)
    assert run_project(finished).unchanged
    assert counts(finished) == before | {"runs": 2}
    run_project(finished, force=True)
    assert counts(finished) == before | {"runs": 3}


@pytest.mark.long
def test_a_new_claim_adds_what_it_touches(finished: Path) -> None:
    before = counts(finished)
    write(finished, *FLOOD, LATER)
    run_project(finished)
    assert counts(finished) == before | {
        "runs": 2, "estimates": before["estimates"] + 1, "estimate_spans": before["estimate_spans"] + 1,
        "claims": 4, "claim_spans": 4, "documents": before["documents"] + 1, "files": 2,
    }  # fmt: skip


@pytest.mark.long
def test_a_claim_that_comes_back_is_the_row_that_it_was(home: Path) -> None:
    for rows in (FLOOD, FLOOD[:1] + FLOOD[2:], FLOOD):
        write(home, *rows)
        run_project(home)
    spans = "SELECT first, last FROM claim_spans JOIN claims USING (claim) WHERE claim_id = ? ORDER BY first"
    with closing(sqlite3.connect(history(home))) as connection:
        assert connection.execute(spans, ("A1",)).fetchall() == [(1, None)]
        assert connection.execute(spans, ("A2",)).fetchall() == [(1, 1), (3, None)]
    assert counts(home)["claims"] == len(FLOOD)


@pytest.mark.long
def test_a_claim_that_is_used_no_more_has_a_span_of_each(home: Path) -> None:
    first = "A1,dead,Ministry,about 300,2025-01-01,2025-01-01,stock"
    write(home, first)
    run_project(home)
    write(home, first, "A2,dead,Ministry,about 310,2025-01-03,2025-01-03,stock")
    run_project(home)
    spans = "SELECT used, first, last FROM claim_spans JOIN claims USING (claim) WHERE claim_id = 'A1' ORDER BY first"
    assert ask(home, spans) == [(1, 1, 1), (0, 2, None)]


def test_a_history_of_the_first_tables_goes_on(finished: Path) -> None:
    """Histories used to hold hashes under a constraint, and an index of claims by their ids."""
    with closing(sqlite3.connect(history(finished))) as connection:
        connection.executescript(
            "CREATE INDEX claims_by_id ON claims (claim_id); CREATE UNIQUE INDEX one ON claims (hash);"
            "CREATE UNIQUE INDEX two ON estimates (hash);"
        )
    write(finished, *FLOOD, LATER)
    run_project(finished)
    assert counts(finished)["claims"] == len(FLOOD) + 1
    assert len(read_changes(finished)) == 1


def test_without_an_earlier_date_nothing_is_compared(finished: Path) -> None:
    assert read_changes(finished).empty
    assert list(read_changes(finished).columns) == names(CHANGES)
    run_project(finished, force=True)
    assert pd.isna(estimate(finished, "dead")["previous_best"])


def test_a_new_claim_moves_the_estimate_and_is_named(finished: Path) -> None:
    old = estimate(finished, "dead")["best"]
    write(finished, *FLOOD, LATER)
    summary = run_project(finished, fail_on=["change=1%"])
    row = estimate(finished, "dead")
    assert row["previous_best"] == old
    assert row["change"] == pytest.approx(row["best"] / old - 1, rel=1e-4)
    assert estimate(finished, "homeless")["change"] == 0
    (change,) = read_changes(finished).to_dict("records")
    assert [change[name] for name in ("quantity", "what", "cause", "cause_claim", "cause_source", "cause_phrase")] == [
        "dead", "moved", "new claim", "A3", "Aid group", "around 400",
    ]  # fmt: skip
    assert change["by_new_claim"] == pytest.approx(row["best"] - old)
    assert (change["by_ageing"], change["by_method"], change["by_correction"]) == (0, 0, 0)
    assert summary.crossed == ("1 quantity changed by more than 0.01: dead",)
    assert run_project(finished, fail_on=["change=1%"]).crossed == summary.crossed
    assert run_project(finished, fail_on=["change=90%"]).crossed == ()


@pytest.mark.long
def test_every_part_has_its_share_and_they_add_up(finished: Path) -> None:
    write(finished, FLOOD[0].replace("about 300", "about 350"), *FLOOD[1:], LATER)
    run_project(finished, method="log", level=0.8)
    (change,) = read_changes(finished).query("quantity == 'dead'").to_dict("records")
    parts = [change[f"by_{part}"] for part in ("ageing", "method", "correction", "new_claim")]
    assert all(parts[1:])
    assert sum(parts) == pytest.approx(change["best"] - change["previous_best"], abs=1e-9)


@pytest.mark.long
@pytest.mark.parametrize(
    ("rows", "claim"),
    [
        ([FLOOD[0].replace("300", "400"), *FLOOD[1:]], "A1"),
        (FLOOD[1:], "A1"),
    ],
    ids=["revised", "taken back"],
)
def test_a_claim_that_was_changed_or_taken_back_is_a_correction(finished: Path, rows: list[str], claim: str) -> None:
    write(finished, *rows, "C1,rain,Station,about 5,2025-01-09,,")
    run_project(finished)
    change = read_changes(finished).set_index("quantity").loc["dead"]
    assert change[["cause", "cause_claim"]].tolist() == ["correction", claim]
    assert change["by_correction"] == pytest.approx(change["best"] - change["previous_best"])


def test_another_method_is_told_apart_from_evidence(finished: Path) -> None:
    (finished / "reconcile.toml").write_text('method = "log"\n[report]\nfigures = false\n')
    run_project(finished, as_of="2025-01-03")
    change = read_changes(finished).set_index("quantity").loc["dead"]
    assert change["cause"] == "method"
    assert pd.isna(change["cause_claim"])
    assert change["by_method"] == pytest.approx(change["best"] - change["previous_best"])


def test_time_alone_is_ageing(home: Path) -> None:
    (home / "reconcile.toml").write_text('at = ["2025-01-02", "2025-02-20"]\n[report]\nfigures = false\n')
    write(home, "A1,lost,Army,about 100,2025-01-01,2025-01-01,cumulative",
          "A2,lost,Army,about 150,2025-01-15,2025-01-15,cumulative")  # fmt: skip
    run_project(home)
    run_project(home, as_of="2025-03-01")
    told = read_changes(home)
    assert set(told["cause"]) == {"ageing"}


@pytest.mark.long
def test_nothing_changed_is_told_apart_from_nothing_to_compare_with(home: Path) -> None:
    (home / "reconcile.toml").write_text("[report]\nfigures = false\n")
    write(home, "A1,lost,Army,about 100,2025-01-01,2025-01-01,")
    for day, told in (
        ("2025-01-01", "No run of an earlier date of knowledge is recorded."),
        ("2025-01-02", "Nothing since the last run of an earlier date of knowledge."),
    ):
        run_project(home, as_of=day)
        for ending in ("md", "html"):
            assert told in (home / f"reports/report.{ending}").read_text()


@pytest.mark.long
def test_quantities_that_come_and_go(finished: Path) -> None:
    write(finished, *FLOOD[:2], "C1,rain,Station,about 5,2025-01-09,,")
    run_project(finished)
    told = read_changes(finished).set_index("quantity")
    assert told["what"].to_dict() == {"homeless": "disappeared", "rain": "appeared"}
    assert told["cause_claim"].to_dict() == {"homeless": "B1", "rain": "C1"}
    assert told.loc["homeless", "cause"] == "correction"


@pytest.mark.long
def test_agreement_that_changes_alone_is_told(finished: Path) -> None:
    write(finished, *FLOOD, "B2,homeless,Mayor,at least 900,2025-01-09,,")
    run_project(finished)
    told = read_changes(finished).set_index("quantity").loc["homeless"]
    assert told["cause_claim"] == "B2"


@pytest.mark.long
def test_claims_of_after_the_date_touch_no_output(finished: Path, tmp_path: Path) -> None:
    """From files that hold what came later: an id that is taken later, a definition, a slip, a duplicate, a fault."""
    then = outputs(finished)
    write(
        finished, *FLOOD, LATER, "A1,dead,Late,about 9,2025-01-05,,", "A9,dead,Ministry,none at all,2025-01-05,,",
        "A7,dead,Ministry,about 3000,2025-01-06,,", "A8,dead,Hospitals,about 10,2025-01-01,2025-01-09,cumulative",
    )  # fmt: skip
    history(finished).unlink()
    summary = run_project(finished, as_of="2025-01-02")
    assert outputs(finished) == then
    assert summary.later == 5


@pytest.mark.long
def test_a_day_that_was_printed_is_printed_again_byte_for_byte(home: Path) -> None:
    """Six days on which claims come late, are revised in place and are taken back."""
    days = [f"2025-02-{day:02}" for day in range(1, 7)]
    stands = list(FLOOD)
    shown = {}
    for number, day in enumerate(days):
        stands.append(f"D{number},dead,Paper {number % 4},about {300 + 7 * number},{day},,")
        if number % 3 == 2:
            stands.append(f"L{number},homeless,Late {number % 2},some {900 + number},{days[number - 2]},,")
        if number % 4 == 3:
            stands[number // 2] = stands[number // 2].replace("about ", "about 1")
        if number % 5 == 4:
            del stands[1]
        write(home, *stands)
        run_project(home, as_of=day)
        shown[day] = outputs(home)
    for day in [*days[::-1], days[0]]:
        run_project(home, as_of=day)
        assert outputs(home) == shown[day], day
    assert history(home).stat().st_size < 1_000_000


@pytest.mark.long
def test_force_takes_the_claims_of_today(home: Path) -> None:
    run_project(home, as_of="2025-01-02")
    write(home, FLOOD[0].replace("300", "350"), *FLOOD[1:], LATER)
    run_project(home)
    again = run_project(home, as_of="2025-01-02")
    assert any("what was printed" in note for note in again.notes)
    printed = estimate(home, "dead")["best"]
    assert run_project(home, as_of="2025-01-02", force=True).notes == ()
    assert estimate(home, "dead")["best"] > printed


@pytest.mark.long
def test_the_newest_date_is_always_of_today(home: Path) -> None:
    run_project(home, as_of="2025-01-09")
    first = estimate(home, "dead")["best"]
    write(home, *FLOOD, LATER)
    assert run_project(home, as_of="2025-01-09").notes == ()
    assert estimate(home, "dead")["best"] > first


@pytest.mark.long
def test_looking_back_is_not_what_the_next_day_is_compared_with(home: Path) -> None:
    run_project(home, as_of="2025-01-03")
    write(home, *FLOOD, LATER)
    run_project(home, as_of="2025-01-05")
    run_project(home, as_of="2025-01-04")
    previous = previous_run(history(home), "2025-01-09")
    assert previous is not None
    assert previous.as_of == "2025-01-05"
    assert recorded_runs(history(home))["looks_back"].tolist() == [True, False, False]


def test_a_run_that_was_not_recorded_is_recorded_by_the_next(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(record_run, "add_row", fails)
        with pytest.raises(OutputError, match="database or disk is full"):
            run_project(home)
    assert (home / "reports/report.md").exists()
    assert counts(home)["claims"] == 0
    before = outputs(home)
    assert not run_project(home).unchanged
    assert outputs(home) == before
    assert counts(home)["runs"] == 1


@pytest.mark.long
def test_a_process_that_dies_in_the_middle_leaves_the_history_as_it_was(finished: Path) -> None:
    before = ask(finished, "SELECT * FROM run_claims")
    write(finished, *FLOOD, LATER)
    code = (
        "import os, signal, sys\n"
        "from reconcile.history import record_run\n"
        "from reconcile.run.pipeline import run_project\n"
        "record_run.add_row = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "run_project(sys.argv[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(finished)], check=False, capture_output=True)
    assert done.returncode != 0
    assert ask(finished, "SELECT * FROM run_claims") == before
    assert ask(finished, "PRAGMA integrity_check") == [("ok",)]
    run_project(finished)
    assert counts(finished)["runs"] == 2
    assert len(read_changes(finished)) == 1


def _changed(*statements: str) -> Callable[[Path], object]:
    """Return what changes a history as only damage or another hand can."""

    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return change


@pytest.mark.parametrize(
    "damage",
    [lambda file: file.write_text("no database at all" * 99), _foreign, _torn,
     _changed("DROP TABLE claim_spans"), _changed("DROP TABLE runs"), _changed("DROP VIEW run_claims"),
     _changed("DROP VIEW run_estimates", "ALTER TABLE estimates DROP COLUMN wording"),
     _changed("UPDATE runs SET snapshot = 'many'"), _changed("UPDATE estimates SET hash = 'ab'"),
     lambda file: file.write_bytes(file.read_bytes()[:60]), lambda file: file.write_bytes(file.read_bytes()[:9000])],
    ids=["text", "another program's", "torn", "no spans", "no runs", "no view", "no column", "words for numbers",
         "rows twice", "cut in its header", "cut short"],
)  # fmt: skip
def test_a_file_that_is_no_history_is_kept_and_a_new_one_begins(
    finished: Path, damage: Callable[[Path], object]
) -> None:
    damage(history(finished))
    content = history(finished).read_bytes()
    summary = run_project(finished, force=True)
    assert "it is kept as history.damaged-1.sqlite" in summary.notes[0]
    assert (finished / "data/processed/history.damaged-1.sqlite").read_bytes() == content
    assert counts(finished)["runs"] == 1


def test_a_history_that_lost_a_table_is_told_once_and_goes_on(finished: Path) -> None:
    _changed("DROP TABLE claim_spans")(history(finished))
    with pytest.raises(InputError, match=r"history\.sqlite: cannot be read: .*claim_spans"):
        list_runs(finished)
    told = run_project(finished).notes
    assert len(told) == 1
    assert "the table claim_spans is missing" in told[0]
    assert run_project(finished).notes == ()
    write(finished, *FLOOD, LATER)
    assert run_project(finished).notes == ()
    assert len(list_runs(finished)) == 3
    assert len(read_changes(finished)) == 1, "the new history is compared with"


@pytest.mark.long
@pytest.mark.parametrize(
    "statement",
    ["UPDATE documents SET body = 'no JSON'", "UPDATE files SET body = x'00ff'", "UPDATE estimates SET best = 'many'",
     "UPDATE claims SET body = '['", "DELETE FROM documents", "UPDATE runs SET as_of = '0000'",
     "UPDATE runs SET as_of = 'long ago'", "DELETE FROM estimate_spans", "UPDATE estimates SET count_date = 'May'"],
)  # fmt: skip
def test_content_that_is_not_what_was_written_is_compared_with_nothing(finished: Path, statement: str) -> None:
    write(finished, *FLOOD, LATER)
    _changed(statement)(history(finished))
    run_project(finished, as_of="2025-01-31")
    run_project(finished, force=True)
    assert (finished / "reports/report.md").exists()


def test_a_newer_history_is_refused_before_anything_is_written(finished: Path) -> None:
    with closing(sqlite3.connect(history(finished))) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = outputs(finished)
    write(finished, *FLOOD, LATER)
    with pytest.raises(OutputError, match="newer version of reconcile"):
        run_project(finished)
    assert outputs(finished) == before


def test_a_link_is_not_followed(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "history.sqlite"
    elsewhere.write_bytes(b"")
    history(home).parent.mkdir(parents=True)
    history(home).symlink_to(elsewhere)
    with pytest.raises(OutputError, match="is a symbolic link"):
        run_project(home)
    assert elsewhere.read_bytes() == b""


def test_a_folder_in_its_place_is_told(home: Path) -> None:
    history(home).mkdir(parents=True)
    with pytest.raises(OutputError, match="not recorded"):
        run_project(home)
    assert (home / "reports/report.md").exists()


@pytest.mark.long
def test_words_that_mean_something_elsewhere_are_kept_as_they_are(home: Path) -> None:
    odd = "Robert'); DROP TABLE runs;--"
    write(home, *FLOOD)
    run_project(home)
    write(home, *FLOOD, f'Z1,"{odd}","=HYPERLINK(1)|x","about 5 <b>*",2025-01-07,,')
    run_project(home)
    told = read_changes(home).set_index("quantity").loc[odd]
    assert told["what"] == "appeared"
    assert told["cause_phrase"] == "about 5 <b>*"
    assert counts(home)["runs"] == 2


@pytest.mark.long
def test_pruning_keeps_what_the_next_run_needs(home: Path) -> None:
    for number in range(4):
        write(home, *FLOOD, f"N{number},dead,Paper,about {300 + number},2025-02-0{number + 1},,")
        run_project(home)
    with closing(sqlite3.connect(history(home))) as connection:
        connection.execute("UPDATE runs SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE run < 4")
        connection.commit()
    assert prune(history(home), 90) == 2
    assert recorded_runs(history(home))["run"].tolist() == [4, 3]
    assert ask(home, "SELECT claim_id FROM claims ORDER BY 1") == [("A1",), ("A2",), ("B1",), ("N2",), ("N3",)]
    (newest,) = ask(home, "SELECT inputs FROM runs WHERE run = 4")[0]
    with closing(connect(history(home))) as connection:
        digest = connection.execute(
            "SELECT json_extract(body, '$[0].sha256') FROM documents WHERE hash = ?", (newest,)
        ).fetchone()[0]
        assert restore_file(connection, digest) == (home / "data/raw/claims.csv").read_bytes()
    write(home, *FLOOD, "N9,dead,Paper,about 390,2025-02-09,,")
    run_project(home)
    assert read_changes(home).loc[0, "cause_claim"] == "N9"


@pytest.mark.parametrize("text", ["", "90", "d", "-1d", "1.5d", "99999y", "90 d d", "٣d"])
def test_an_age_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is not an age"):
        days_to_keep(text)


def test_estimates_over_time_have_one_row_a_printed_date(home: Path) -> None:
    run_project(home, as_of="2025-01-02")
    run_project(home, as_of="2025-01-02", force=True)
    write(home, *FLOOD, LATER)
    run_project(home)
    told = estimates_over_time(history(home)).query("quantity == 'dead'")
    assert told["as_of"].tolist() == ["2025-01-02", "2025-01-05"]
    assert told["best"].is_monotonic_increasing


def test_a_run_that_is_not_the_newest_is_not_recorded_again(finished: Path) -> None:
    assert not record_again(history(finished), "another")
    assert counts(finished)["runs"] == 1


def test_the_newest_rows_of_a_quantity_belong_together() -> None:
    def table(*rows: tuple[str, str | None]) -> pd.DataFrame:
        return pd.DataFrame(
            {"quantity": [row[0] for row in rows], "count_date": pd.to_datetime([row[1] for row in rows])}
        )

    then = table(("a", "2025-01-31"), ("a", "2025-02-10"), ("b", None), ("c", "2025-01-01"))
    now = table(("a", "2025-01-31"), ("a", "2025-02-20"), ("b", None), ("d", "2025-01-01"))
    assert partners(now, then).tolist() == [0, 1, 2, -1]
    month = table(("a", "2025-01-31"), ("a", "2025-02-10"), ("a", "2025-02-28"))
    assert partners(month, then).tolist() == [0, 1, -1]


LINES = st.lists(st.sampled_from([b"a\n", b"bb\n", b"c,\xff\n", b"\n", b"d"]), max_size=30).map(b"".join)


@given(versions=st.lists(LINES, min_size=1, max_size=6))
def test_every_version_of_a_file_comes_back(tmp_path_factory: pytest.TempPathFactory, versions: list[bytes]) -> None:
    root = tmp_path_factory.mktemp("files")
    with closing(connect(Path(":memory:"))) as connection:
        for number in range(WHOLE_EVERY + 3):
            (root / "claims.csv").write_bytes(versions[number % len(versions)] + b"%d" % (number // 2))
            records = file_records(root, [root / "claims.csv"])
            store_files(connection, root, records)
            assert restore_file(connection, records[0]["sha256"]) == (root / "claims.csv").read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("style", ["plain", "ap", "guardian"])
def test_a_later_day_on_which_nothing_changed_keeps_no_second_copy(home: Path, style: str) -> None:
    (home / "reconcile.toml").write_text(f'[report]\nfigures = false\nstyle = "{style}"\n')
    run_project(home, as_of="2025-01-09")
    before = counts(home)["estimates"]
    run_project(home, as_of="2025-01-10")
    assert counts(home)["estimates"] == before
