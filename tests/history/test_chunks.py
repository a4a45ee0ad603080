"""Large runs are stored in chunks; what can be asked of the history is what it is of rows."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reconcile import arrays
from reconcile.arrays import mostly_different
from reconcile.claims.checked import check_claims
from reconcile.cli.group import reconcile
from reconcile.errors import InputError, OutputError, ReconcileError
from reconcile.folder.file_records import file_records
from reconcile.history import chunk_rows, database, file_blocks, kept_inputs, record_run, snapshot
from reconcile.history.chunk_rows import MOST_PARTS, PART, number_of_parts, parted
from reconcile.history.chunks import read_chunk
from reconcile.history.database import connect, has_chunks
from reconcile.history.export_run import exported_claims, exported_estimates
from reconcile.history.file_blocks import blocks_of
from reconcile.history.history_tables import CHUNK_TABLES
from reconcile.history.kept_inputs import restore_file, store_files
from reconcile.history.packed import pack, unpack
from reconcile.history.parted_tables import claims_in_parts
from reconcile.history.prune import prune
from reconcile.history.recorded_runs import recorded_runs
from reconcile.history.row_hashes import as_digits, row_halves, text_halves
from reconcile.history.stored_rows import claim_body, claim_halves
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = "claim_id,quantity,source,phrase,published,note\n"
A1, A2 = "A1,dead,Ministry,about 300,2025-01-01,", "A2,dead,Hospitals,280 to 340,2025-01-02,"
A3 = "A3,dead,Aid,around 400,2025-01-05,"
B1, C1 = "B1,lost,Mayor,some 90,2025-01-02,", "C1,hurt,Mayor,at least 20,2025-01-02,"
C2, D1 = "C2,hurt,Ministry,about 25,2025-01-02,seen", "D1,rain,Station,about 5,2025-01-09,=1"
# a claim comes in; then one is revised, one taken back, and another comes in
DAYS = [[A1, A2, B1, C1, C2], [A1, A2, B1, C1, C2, A3], [A1.replace("300", "350"), B1, C1, C2, A3, D1]]


@pytest.fixture
def chunked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run is a large one, of several parts, and every file is stored in blocks."""
    monkeypatch.setattr(snapshot, "IN_PARTS_FROM", 1)
    monkeypatch.setattr(chunk_rows, "PART", 1)
    monkeypatch.setattr(kept_inputs, "IN_BLOCKS_FROM", 1)
    monkeypatch.setattr(file_blocks, "LINES", 2)


def begin(home: Path, days: int = 1) -> Path:
    (home / "data/raw").mkdir(parents=True)
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    for rows in DAYS[:days]:
        run_on(home, rows)
    return home


def run_on(home: Path, rows: list[str], **options: Any) -> Any:
    (home / "data/raw/claims.csv").write_text(HEADER + "\n".join(rows) + "\n")
    return run_project(home, **options)


def history(home: Path) -> Path:
    return home / "data/processed/history.sqlite"


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(history(home))) as connection:
        return connection.execute(query).fetchall()


def outputs(home: Path) -> dict[str, bytes]:
    made = [*(home / "data/processed").glob("*.csv"), home / "reports/report.md"]
    return {file.name: file.read_bytes() for file in made}


def change(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(history(home))) as connection:
        connection.executescript(";".join(statements))


def bodies(table: pd.DataFrame) -> pd.DataFrame:
    """Claims with what is filled in their bodies, as which empty columns stand there depends on the other claims."""
    parsed = [{k: v for k, v in json.loads(body).items() if v not in ("", None)} for body in table["body"]]
    return table.assign(body=parsed)


def orphans(home: Path) -> list[tuple[Any, ...]]:
    query = (
        "SELECT hash FROM chunks WHERE hash NOT IN (SELECT hash FROM chunk_spans UNION SELECT hash FROM file_chunks)"
    )
    return ask(home, query)


@pytest.mark.long
def test_what_is_printed_and_what_is_asked_for_is_the_same_of_rows_and_of_parts(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    as_rows, in_parts = begin(tmp_path / "rows"), tmp_path / "parts"
    shown = [outputs(as_rows), *(run_on(as_rows, rows) and outputs(as_rows) for rows in DAYS[1:])]
    request.getfixturevalue("chunked")
    begin(in_parts)
    assert outputs(in_parts) == shown[0]
    for rows, expected in zip(DAYS[1:], shown[1:], strict=True):
        run_on(in_parts, rows)
        assert outputs(in_parts) == expected
    assert ask(in_parts, "SELECT count(*) FROM claims") == [(0,)]
    assert len(pd.read_csv(in_parts / "data/processed/changes.csv")) == 2
    for run in range(1, len(DAYS) + 1):
        claims, rows = (exported_claims(history(home), run) for home in (in_parts, as_rows))
        pd.testing.assert_frame_equal(bodies(claims), bodies(rows), check_dtype=False)
        query = "SELECT claim_id, quantity, used, hash FROM run_claims WHERE run = ? ORDER BY quantity, claim_id"
        with closing(sqlite3.connect(history(as_rows))) as connection:
            view = connection.execute(query, (run,)).fetchall()
        assert claims[["claim_id", "quantity", "used", "hash"]].values.tolist() == [list(row) for row in view]
        estimates = [exported_estimates(history(home), run) for home in (in_parts, as_rows)]
        other = [table.drop(columns=["hash", "recorded_at"]) for table in estimates]
        pd.testing.assert_frame_equal(*other, check_dtype=False)


@pytest.mark.long
@pytest.mark.parametrize("first_in_parts", [True, False])
def test_a_project_that_grows_large_or_small_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, first_in_parts: bool
) -> None:
    plain = begin(tmp_path / "plain", 3)
    home = tmp_path / "project"
    (home / "data/raw").mkdir(parents=True)
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    for number, rows in enumerate(DAYS):
        monkeypatch.setattr(snapshot, "IN_PARTS_FROM", 1 if (number % 2 == 0) == first_in_parts else 10**9)
        run_on(home, rows)
    assert outputs(home) == outputs(plain)
    for run in (1, 2, 3):
        expected, got = (bodies(exported_claims(history(folder), run)) for folder in (plain, home))
        pd.testing.assert_frame_equal(got, expected, check_dtype=False)
    assert ask(home, "SELECT count(*) FROM runs") == [(3,)]


@pytest.mark.long
@pytest.mark.usefixtures("chunked")
def test_one_claim_more_writes_the_parts_and_blocks_in_which_it_lies(tmp_path: Path) -> None:
    home = begin(tmp_path)
    parts, before = ask(home, "SELECT count(*) FROM run_chunks"), ask(home, "SELECT hash FROM chunks")
    run_on(home, DAYS[1])
    written = set(ask(home, "SELECT hash FROM chunks")) - set(before)
    blocks = {hash_ for (hash_,) in ask(home, "SELECT hash FROM file_chunks WHERE file = 2")}
    assert len(written - {(block,) for block in blocks}) == 2, "a part of the claims, and one of the words"
    assert ask(home, "SELECT count(*) FROM run_chunks WHERE run = 1") == parts
    assert orphans(home) == []
    run_on(home, DAYS[1], force=True)
    assert ask(home, "SELECT DISTINCT snapshot FROM runs WHERE run > 1") == [(2,)], "nothing differs: one snapshot"


@pytest.mark.long
@pytest.mark.usefixtures("chunked")
def test_days_are_printed_again_from_blocks_byte_for_byte(tmp_path: Path) -> None:
    home = begin(tmp_path)
    days, shown = ["2025-02-01", "2025-02-02", "2025-02-03"], {}
    for day, rows in zip(days, DAYS, strict=True):
        run_on(home, rows, as_of=day)
        shown[day] = outputs(home)
    assert ask(home, "SELECT count(*) FROM files WHERE length(body) > 0") == [(0,)]
    for day in days[::-1]:
        run_project(home, as_of=day)
        assert outputs(home) == shown[day], day


@pytest.mark.long
@pytest.mark.usefixtures("chunked")
def test_pruning_leaves_no_chunk_that_nobody_needs(tmp_path: Path) -> None:
    home = begin(tmp_path, 3)
    kept = [exported_claims(history(home), run) for run in (2, 3)]
    before = ask(home, "SELECT count(*) FROM chunks")[0][0]
    change(home, "UPDATE runs SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE run < 3")
    assert prune(history(home), 90) == 1
    assert orphans(home) == []
    assert ask(home, "SELECT count(*) FROM chunks")[0][0] < before
    missing = "SELECT hash FROM chunk_spans UNION SELECT hash FROM file_chunks EXCEPT SELECT hash FROM chunks"
    assert ask(home, missing) == []
    assert ask(home, "SELECT count(*) FROM file_chunks WHERE file NOT IN (SELECT file FROM files)") == [(0,)]
    for run, expected in zip((2, 3), kept, strict=True):
        pd.testing.assert_frame_equal(exported_claims(history(home), run), expected)
    with pytest.raises(InputError, match="there is no run 1"):
        exported_claims(history(home), 1)


def as_an_earlier_program_left_it(home: Path, *, tables: int = 0) -> None:
    """Take from a history what its first version lacked, all but some of the new tables."""
    names = ["chunks", "chunk_spans", "file_chunks"]
    change(home, "DROP VIEW run_chunks", *(f"DROP TABLE {name}" for name in names[tables:]), "PRAGMA user_version = 1")
    with closing(sqlite3.connect(history(home))) as connection:
        for table, key in (("files", "file"), ("printed", "snapshot")):
            there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            for number, body in connection.execute(f"SELECT {key}, body FROM {table}").fetchall() if there else ():  # noqa: S608
                old = zlib.compress(unpack(body), 3)
                connection.execute(f"UPDATE {table} SET body = ? WHERE {key} = ?", (old, number))  # noqa: S608
        connection.commit()


@pytest.mark.long
@pytest.mark.parametrize(("tables", "large"), [(0, False), (0, True), (2, True)])
def test_a_history_of_the_earlier_layout_is_read_and_goes_on(
    tmp_path: Path, request: pytest.FixtureRequest, *, tables: int, large: bool
) -> None:
    plain, home = begin(tmp_path / "plain", 3), begin(tmp_path / "old", 2)
    first, claims = outputs(home), exported_claims(history(home), 1)
    as_an_earlier_program_left_it(home, tables=tables)
    pd.testing.assert_frame_equal(exported_claims(history(home), 1), claims)
    assert ask(home, "PRAGMA user_version") == [(1,)], "reading changes nothing"
    if large:
        request.getfixturevalue("chunked")
    assert run_on(home, DAYS[2]).notes == ()
    assert outputs(home) == outputs(plain)
    assert ask(home, "PRAGMA user_version") == [(2,)]
    pd.testing.assert_frame_equal(exported_claims(history(home), 1), claims)
    run_project(home, as_of="2025-01-05")
    assert outputs(home)["estimates.csv"] == first["estimates.csv"], "from files that zlib packed"


def test_an_earlier_program_refuses_the_present_layout(tmp_path: Path) -> None:
    home = begin(tmp_path)
    with closing(connect(history(home))) as connection:
        assert has_chunks(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert [word for statement in CHUNK_TABLES for word in ("IF NOT EXISTS",) if word not in statement] == []


@pytest.mark.long
@pytest.mark.usefixtures("chunked")
@pytest.mark.parametrize(
    "damage",
    ["UPDATE chunks SET body = substr(body, 1, length(body) - 9) WHERE hash IN (SELECT hash FROM chunk_spans)",
     "UPDATE chunks SET body = (SELECT body FROM chunks WHERE hash IN (SELECT hash FROM file_chunks) LIMIT 1)",
     "DELETE FROM chunks", "UPDATE chunks SET body = zeroblob(40)"],
    ids=["cut", "exchanged", "missing", "zeros"],
)  # fmt: skip
def test_a_broken_chunk_is_told_and_a_new_history_begins(tmp_path: Path, damage: str) -> None:
    home = begin(tmp_path)
    change(home, damage)
    with pytest.raises(InputError, match=r"history\.sqlite: cannot be read: the chunk \w{12} is (damaged|missing)"):
        exported_claims(history(home), 1)
    summary = run_on(home, DAYS[1])
    assert "its claims of run 1 cannot be read: the chunk" in summary.notes[0]
    assert "it is kept as history.damaged-1.sqlite" in summary.notes[0]
    assert pd.read_csv(home / "data/processed/changes.csv").empty
    assert run_on(home, DAYS[2]).notes == ()
    assert len(pd.read_csv(home / "data/processed/changes.csv")) > 0, "the new history is compared with"


@pytest.mark.usefixtures("chunked")
def test_claims_that_are_not_all_there_are_not_exported(tmp_path: Path) -> None:
    home = begin(tmp_path)
    change(home, "DELETE FROM chunk_spans WHERE part = (SELECT min(part) FROM chunk_spans WHERE kind = 'claims')")
    with pytest.raises(InputError, match=r"of 5 claims of run 1, \d are there"):
        exported_claims(history(home), 1)
    # nor compared with: those that are missing would be new claims, and one of them the cause of what moved
    (note,) = run_on(home, DAYS[1]).notes
    assert re.search(r"run 1 cannot be read: of 5 claims, \d are there\); it is kept as history.damaged-1.sqlite", note)
    assert pd.read_csv(home / "data/processed/changes.csv").empty


def test_a_history_that_another_program_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.0)
    home = begin(tmp_path)
    before = outputs(home)
    with closing(sqlite3.connect(history(home))) as other:
        other.execute("BEGIN EXCLUSIVE")
        for read in (lambda: run_on(home, DAYS[1]), lambda: recorded_runs(history(home))):
            with pytest.raises(ReconcileError, match=r"is locked \(another program holds it: wait until"):
                read()
        assert outputs(home) == before, "without it all sentences would be new"
    assert run_on(home, DAYS[1]).notes == ()


@pytest.mark.long
@pytest.mark.usefixtures("chunked")
@pytest.mark.parametrize("pages", [1, 8])
def test_a_disk_that_is_full_while_chunks_are_written_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    home = begin(tmp_path)
    change(home, "VACUUM")
    before = history(home).read_bytes()

    def with_little_space(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        (held,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {held + pages}")
        return connection

    noise = np.random.default_rng(7).random(400)
    more = [f"E{row},thing {row},Mayor,{row + 9},2025-01-07,{value}" for row, value in enumerate(noise)]
    with monkeypatch.context() as patch:
        patch.setattr(record_run, "connect", with_little_space)
        with pytest.raises(OutputError, match=r"not recorded in history\.sqlite: database or disk is full"):
            run_on(home, [*DAYS[1], *more])
    assert history(home).read_bytes() == before
    assert run_on(home, DAYS[2]).notes == ()
    assert ask(home, "SELECT count(*) FROM runs") == [(2,)]
    assert orphans(home) == []


@pytest.mark.usefixtures("chunked")
def test_a_file_that_changed_since_it_was_read_leaves_no_block(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"a\nb\n" * 99)
    records = file_records(tmp_path, [tmp_path / "claims.csv"])
    (tmp_path / "claims.csv").write_bytes(b"a\nc\n" * 99)
    with closing(connect(Path(":memory:"))) as connection:
        store_files(connection, tmp_path, records)
        assert restore_file(connection, records[0]["sha256"]) is None
        assert connection.execute("SELECT (SELECT count(*) FROM chunks) + (SELECT count(*) FROM files)").fetchone() == (
            0,
        )


def test_a_file_may_become_large_and_small_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_inputs, "IN_BLOCKS_FROM", 100)
    file, versions = tmp_path / "claims.csv", [b"a\n", b"a\nb\n" * 99, b"a\nb\n", b"c\n" + b"a\nb\n" * 99, b"a\nc\n"]
    with closing(connect(Path(":memory:"))) as connection:
        for version in versions:
            file.write_bytes(version)
            store_files(connection, tmp_path, file_records(tmp_path, [file]))
        for version in versions:
            file.write_bytes(version)
            assert restore_file(connection, file_records(tmp_path, [file])[0]["sha256"]) == version


@given(lines=st.lists(st.binary(max_size=30), max_size=60), seed=st.integers(0, 9))
def test_blocks_are_the_whole_content_in_order(lines: list[bytes], seed: int) -> None:
    content = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_blocks, "LINES", 3)
        patch.setattr(file_blocks, "MOST", 50 + seed)
        patch.setattr(file_blocks, "_READ", 40 + 17 * seed)
        blocks = list(blocks_of(io.BytesIO(content)))
    assert b"".join(blocks) == content
    assert max(map(len, blocks), default=0) <= 50 + seed
    assert b"" not in blocks


@pytest.mark.parametrize("where", [0, 30_000, 59_999])
@pytest.mark.parametrize("what", ["in", "out", "changed"])
def test_a_line_that_differs_changes_a_block_or_two(where: int, what: str) -> None:
    lines = [b"claim %d,%d\n" % (number, number * 7919 % 1000) for number in range(60_000)]
    other = list(lines)
    other[where : where + (what != "in")] = [] if what == "out" else [b"one more line\n"]
    before, after = (list(blocks_of(io.BytesIO(b"".join(text)))) for text in (lines, other))
    assert len(before) > 5
    assert 1 <= len(set(after) - set(before)) <= 2


@pytest.mark.parametrize("body", [b"Z", b"", "text", b"Z" + b"\xff" * 40])
def test_a_body_that_was_never_packed_is_a_damaged_chunk(body: Any) -> None:
    with closing(connect(Path(":memory:"))) as connection:
        connection.execute("INSERT INTO chunks VALUES ('ab', ?)", (body,))
        with pytest.raises(sqlite3.DatabaseError, match="the chunk ab is damaged"):
            read_chunk(connection, "ab")


@given(content=st.binary(max_size=500))
def test_what_is_packed_comes_back(content: bytes) -> None:
    assert unpack(pack(content)) == content == unpack(zlib.compress(content))


@given(content=st.binary(min_size=1, max_size=200), cut=st.integers(1, 40))
def test_what_is_packed_and_cut_short_is_an_error(content: bytes, cut: int) -> None:
    with pytest.raises((ValueError, zlib.error)):
        unpack(pack(content)[:-cut])


def checked_rows(rows: int = 30) -> pd.DataFrame:
    table = pd.DataFrame({
        "claim_id": [f"K{row}" for row in range(rows)],
        "quantity": [f"thing {row % 7}" for row in range(rows)],
        "family": [f"area {row % 3}" if row % 2 else "" for row in range(rows)], "source": "Köln Anzeiger",
        "phrase": ["about 1,200" if row % 5 else "" for row in range(rows)],
        "best": [row + 0.25 for row in range(rows)],
        "published": ["2025-01-31" if row % 4 else "" for row in range(rows)],
    })  # fmt: skip
    return check_claims(table).claims


def parts_of(checked: pd.DataFrame) -> tuple[tuple[str, ...], list[bytes]]:
    body = claim_body(checked)
    heard = pd.DataFrame({"quantity": checked["quantity"].astype(str), "used": checked["best"] > 3})
    rows = claims_in_parts(body, claim_halves(body), heard)
    return rows.contents, list(rows.bodies(range(len(rows.contents))))


def test_hashes_are_the_same_on_every_python_and_in_every_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk_rows, "PART", 8)
    checked = checked_rows()
    contents, streams = parts_of(checked)
    # made once by CPython 3.11; a history keeps such hashes for years
    assert [content[:16] for content in contents] == PINNED
    assert as_digits(claim_halves(claim_body(checked)))[0] == PINNED_CLAIM
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(checked))
        assert parts_of(checked.iloc[order].reset_index(drop=True)) == (contents, streams)


PINNED = ["ce300ec91a30b1d2", "583fc78f3da2533e", "19f14e86a2185066", "34862d0d91254659"]
PINNED_CLAIM = "1fedaca50f33661c9073d8a5dbdc66e0"


@pytest.mark.parametrize("kind", ["object", "category", "string[python]", "string[pyarrow]"])
def test_hashes_are_the_same_however_text_is_held(kind: Any) -> None:
    table = pd.DataFrame({"a": ["x", "", None, "ü", "x"], "b": ["q"] * 5, "c": [1.0, 2.0, np.nan, 0.5, 1.0]})
    held = table.astype({"a": kind, "b": kind})
    assert (row_halves(held) == row_halves(table)).all()
    filled = table.assign(a=pd.Categorical(table["a"].fillna("")), b=pd.Categorical(table["b"]))
    expected = [pd.util.hash_pandas_object(filled, index=False, hash_key=f"reconcile-hist-{half}") for half in (1, 2)]
    assert (row_halves(held) == np.column_stack(expected)).all(), "those of histories of earlier programs"


@pytest.mark.parametrize("kind", ["object", "string[python]", "string[pyarrow]"])
def test_texts_that_hardly_repeat_have_the_hashes_of_those_that_do(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pd.Series(["x", "ü", None, "y", "", "x"]).astype(kind)
    usual = text_halves(texts)
    monkeypatch.setattr(arrays, "SAMPLE", 4)
    assert mostly_different(texts)
    assert (text_halves(texts) == usual).all()


@given(rows=st.integers(0, 3_000_000))
def test_parts_are_a_power_of_two_of_about_one_size(rows: int) -> None:
    parts = number_of_parts(rows)
    assert parts in {2**power for power in range(11)}
    assert parts == MOST_PARTS or rows <= parts * PART
    assert parts == 1 or rows > parts * PART / 2


def test_a_family_lies_in_one_part() -> None:
    names = pd.Series([f"q{row % 40}" for row in range(400)])
    family = pd.Series([f"f{row % 40 % 9}" for row in range(400)])
    table = pd.DataFrame({"quantity": names, "family": family, "row": range(400)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunk_rows, "PART", 20)
        rows = parted(table, family, names, row_halves(table))
    place = np.repeat(np.arange(len(rows.contents)), np.diff(rows.starts))
    by_family = pd.Series(place).groupby(family.iloc[rows.order].to_numpy()).nunique()
    assert len(rows.contents) > 9
    assert by_family.max() == 1


def of_sqlite(file: Path) -> pd.DataFrame:
    with closing(sqlite3.connect(file)) as connection:
        return pd.read_sql("SELECT * FROM claims", connection)


@pytest.mark.usefixtures("chunked")
@pytest.mark.parametrize(
    ("ending", "read"), [(".csv", pd.read_csv), (".parquet", pd.read_parquet), (".sqlite", of_sqlite)]
)
def test_a_run_is_exported_to_files(tmp_path: Path, ending: str, read: Callable[[Path], pd.DataFrame]) -> None:
    home, file = begin(tmp_path / "p", 2), tmp_path / f"claims{ending}"
    call = CliRunner().invoke
    done = call(reconcile, ["history", "export", "2", "--project", str(home), "--output", str(file)])
    assert (done.exit_code, done.stderr) == (0, f"6 rows of run 2 in {file}\n")
    assert read(file)["claim_id"].tolist() == exported_claims(history(home), 2)["claim_id"].tolist()
    again = call(reconcile, ["history", "export", "2", "--project", str(home), "--output", str(file)])
    assert again.exit_code == 2
    assert "is there already" in again.stderr


@pytest.mark.usefixtures("chunked")
def test_a_run_is_printed_as_csv_and_as_json(tmp_path: Path) -> None:
    home, call = begin(tmp_path), CliRunner().invoke
    command = ["history", "export", "1", "--project", str(home)]
    claims = pd.read_csv(io.StringIO(call(reconcile, command).stdout))
    assert claims["claim_id"].tolist() == ["A1", "A2", "C1", "C2", "B1"]
    words = json.loads(call(reconcile, [*command, "--table", "estimates", "--json"]).stdout)
    printed = pd.read_csv(home / "data/processed/estimates.csv").set_index("quantity")
    assert [row["quantity"] for row in words] == ["dead", "hurt", "lost"]
    assert all(printed.loc[row["quantity"], "wording"].startswith(row["wording"].rstrip(".")) for row in words)
    for wrong in (["export"], ["export", "x"], ["export", "0"], ["--table", "claims"], ["prune", "3", "--keep", "9d"]):
        assert call(reconcile, ["history", *wrong, "--project", str(home)]).exit_code == 2
    missing = call(reconcile, ["history", "export", "7", "--project", str(home)])
    assert (missing.exit_code, "there is no run 7" in missing.stderr) == (2, True)
