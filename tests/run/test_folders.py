"""A folder reconciled in parts on the disk gives the tables of one process, whatever crosses its files and parts."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import fields
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.engine.parts import engines
from reconcile.errors import EngineError
from reconcile.run import parquet_run
from reconcile.run.folders import pieces, reconciled_folder
from reconcile.run.folders.compared_parts import newest_common
from reconcile.run.folders.pieces import saying_what_failed
from tests.engine.parts.test_reconciled_parts import OPTIONS, RECORD, REGISTRY, SHARED, plain
from tests.examples import long_ones
from tests.workers import lost

TABLES = (
    "estimates", "sums", "claims", "rejected", "findings", "identities", "diagnostics", "dependence", "curves",
)  # fmt: skip

# what one file owes to another before anything is heard
OF_FILES = {
    "names in several spellings": plain(
        quantity=["Bridge toll", "bridge  toll", "Bridge toll"], source=["Herald", "herald", "Post"], best=[4, 6, 5],
    ),
    "labels in letters of two scripts": plain(quantity=["AB dead", "АВ dead"], source="UN", best=[11, 12]),
    "rows without an id that are there twice": plain(
        quantity=["twice", "twice", "twice"], source=["UN", "UN", "Wire"], best=[8, 8, 9],
    ),
    "editions": plain(
        claim_id=["E1", "E1", "E1", "E2"], quantity=["listed", "listed", "listed", "names it"], source="List",
        best=[30, 33, 35, 2], published=["2024-02-20", "2024-03-20", "2024-04-20", "2024-04-21"],
        revises=["", "", "", "E1@2024-02-20"],
    ),
    "a part whose whole stands elsewhere": plain(
        claim_id=["W1", "W2"], measure="killed", place="Elm", source="Ministry", part_of=["", "W1"],
        phrase=["97", "including 12 children"], published="2024-02-01",
    ),
    "a scale that most rows do not have": plain(
        measure="gizmos", place="Fen", source=["A1", "B1", "C1"], best=[5, 6, 7], scale=["linear", "", ""],
    ),
    "rows that are no claims": plain(
        measure=["killed", "killed", "", "gizmos"], place="Gap", source=["UN", "", "Wire", "Wire"],
        best=["many", "5", "6", "7.25"], published=["2024-01-02", "", "", "n/a"],
    ),
    "counts with decimals": plain(quantity=["part", "part"], measure="killed", source=["M1", "M2"], best=[7.5, 8.25]),
}  # fmt: skip

SETTINGS = rc.Options(**{item.name: getattr(OPTIONS, item.name) for item in fields(OPTIONS)})


def files() -> Iterator[pd.DataFrame]:
    """Give the rows in five files of different columns, in an order in which nothing stands beside what it owes."""
    rows = pd.DataFrame([row for case in (SHARED | OF_FILES).values() for row in case]).drop(columns="file")
    rows = rows.assign(best=rows["best"].astype("str").replace("nan", ""))
    order = np.random.default_rng(18).permutation(len(rows))
    for number in range(5):
        yield rows.take(order[number::5]).dropna(axis=1, how="all").reset_index(drop=True)
    yield pd.DataFrame({
        "measure": "killed", "place": ["North", "South", "Total"], "source": "Office", "best": ["10", "15", "25"],
        "period_start": "2024-01-01", "period_end": "2024-01-31", "temporal": "period",
    })  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("folder")
    (home / "claims.parquet").mkdir()
    for number, rows in enumerate(files()):
        rows.to_parquet(home / "claims.parquet" / f"part-{number}.parquet")
    rc.reconcile_parquet(home / "claims.parquet", home / "one", REGISTRY.table, engine="local", options=SETTINGS)
    return home


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let parts be reconciled in the process of the test."""
    monkeypatch.setattr(parquet_run, "working", lambda _: nullcontext(map))


def table(folder: Path, name: str) -> pd.DataFrame:
    cells = pd.read_parquet(folder / f"{name}.parquet")
    return cells.sort_values([*cells.columns], ignore_index=True, key=lambda column: column.astype(str))


@pytest.mark.parametrize("most", [90, *long_ones([1000, 20])])
def test_tables_are_those_of_one_process(
    folder: Path, here: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int
) -> None:
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", most)
    done = rc.reconcile_parquet(
        folder / "claims.parquet", tmp_path / "out", REGISTRY.table, engine="processes", options=SETTINGS
    )
    assert {1000: 1, 90: 2, 20: 7}[most] <= len(done.parts)
    for name in TABLES:
        one, parts = (table(home, name) for home in (folder / "one", tmp_path / "out"))
        if name == "findings":
            parts = parts[parts["rule"] != "part-large"].reset_index(drop=True)
        pd.testing.assert_frame_equal(parts, one, rtol=1e-12, atol=0, obj=name)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "out"]


def test_the_cases_are_there(folder: Path) -> None:
    """Each case leaves its trace: a folder in which nothing crosses its files would be equal in any parts."""
    found, rejected = (set(table(folder / "one", name)["rule"]) for name in ("findings", "rejected"))
    assert {"spelling-folded", "names-alike", "unknown-measure", "count-with-decimals", "missing-marks"} <= found
    assert {"duplicate-row", "duplicate-id", "scale-differs", "total-row", "not-a-number", "no-source"} <= rejected
    assert "E1@2024-03-20" in set(table(folder / "one", "claims")["claim_id"])
    assert not RECORD.empty


def small(home: Path, *parts: pd.DataFrame) -> Path:
    (home / "claims.parquet").mkdir()
    for number, part in enumerate(parts):
        part.to_parquet(home / "claims.parquet" / f"part-{number}.parquet")
    return home / "claims.parquet"


ROWS = pd.DataFrame({"quantity": ["dead", "hurt", "dead"], "source": ["A", "A", "B"], "best": [300, 9, 320]})

in_parts = partial(rc.reconcile_parquet, engine="processes")


def held(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("part-*")}


@pytest.mark.long
@pytest.mark.parametrize("content", [b"no parquet", b"PAR1half of a file"])
def test_a_part_that_is_no_parquet_leaves_the_last_outputs(here: None, tmp_path: Path, content: bytes) -> None:
    source = small(tmp_path, ROWS[:2], ROWS[2:])
    in_parts(source, tmp_path / "out")
    before = held(tmp_path / "out")
    (source / "part-1.parquet").write_bytes(content)
    with pytest.raises(rc.InputError, match=r"part-1\.parquet: is not a readable Parquet file"):
        in_parts(source, tmp_path / "out")
    assert held(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "claims.parquet", "out"]


@pytest.mark.long
@pytest.mark.parametrize(("module", "name"), [(pieces.pickle, "dump"), (np, "save")])
def test_no_room_to_lay_claims_aside(
    here: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    source = small(tmp_path, ROWS)
    in_parts(source, tmp_path / "out")
    before = held(tmp_path / "out")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, name, full)
    with pytest.raises(rc.OutputError, match="a part cannot be written: No space left on device"):
        in_parts(source, tmp_path / "out")
    assert held(tmp_path / "out") == before
    assert not (tmp_path / ".out.parts").exists()


@pytest.mark.long
def test_a_worker_that_is_killed_leaves_the_last_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = small(tmp_path, ROWS)
    rc.reconcile_parquet(source, tmp_path / "out")
    before = held(tmp_path / "out")
    monkeypatch.setattr(reconciled_folder, "write_tables", lost)
    with pytest.raises(EngineError, match="a process that reconciled a part was lost"):
        in_parts(source, tmp_path / "out", workers=1)
    assert held(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "claims.parquet", "out"]


@pytest.mark.long
def test_what_a_killed_run_left_is_deleted_by_the_next(here: None, tmp_path: Path) -> None:
    source = small(tmp_path, ROWS)
    for left in (".out.parts", ".out.unfinished"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "000000.rows").write_bytes(b"half")
    in_parts(source, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "claims.parquet", "out"]


@pytest.mark.long
@pytest.mark.skipif(find_spec("distributed") is None, reason="dask is not installed")
def test_dask_writes_the_tables_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", 1)
    source = small(tmp_path, ROWS[:2], ROWS[2:])
    rc.reconcile_parquet(source, tmp_path / "one", engine="local")
    done = rc.reconcile_parquet(source, tmp_path / "out", engine="dask", workers=2, memory="1GB")
    assert sorted(done.parts) == [1, 2]
    for name in TABLES:
        pd.testing.assert_frame_equal(table(tmp_path / "out", name), table(tmp_path / "one", name), obj=name)


def test_a_worker_that_does_not_see_the_folder(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="a worker does not see part-0"):
        saying_what_failed(pieces.kept)(tmp_path / "part-0")


@pytest.mark.long
def test_claims_that_were_not_known_yet(here: None, tmp_path: Path) -> None:
    rows = ROWS.assign(published=["2024-01-01", "2024-01-01", "2024-02-01"])
    done = in_parts(small(tmp_path, rows[:2], rows[2:]), tmp_path / "out", options=rc.Options(as_of="2024-01-15"))
    assert (done.claims, done.rejected) == (2, 0)
    with pytest.raises(rc.NothingUsableError, match="later than the as-of date"):
        in_parts(tmp_path / "claims.parquet", tmp_path / "out", options=rc.Options(as_of="2023-01-15"))


@pytest.mark.long
def test_an_embargo_that_ends_with_a_day_of_another_file(here: None, tmp_path: Path) -> None:
    rows = ROWS.assign(embargo_until=["2024-01-31", "", ""], published=["", "", "2024-02-01"])
    source = small(tmp_path, rows[:2], rows[2:])
    assert in_parts(source, tmp_path / "out").claims == 3
    assert in_parts(source, tmp_path / "out", options=rc.Options(as_of="2024-01-15")).claims == 1


def test_tables_have_the_types_that_are_declared(here: None, tmp_path: Path) -> None:
    in_parts(small(tmp_path, ROWS), tmp_path / "out")
    types = pd.read_parquet(tmp_path / "out" / "sums.parquet").dtypes
    assert (types["best"], types["claims"], types["count_date"].kind) == ("float64", "int64", "M")
    assert pd.read_parquet(tmp_path / "out" / "rejected.parquet").dtypes["row"] == "int64"


def test_the_newest_figures_are_compared_whichever_part_has_them() -> None:
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({
        "quantity": rng.integers(0, 9, 200).astype("str"), "voice": rng.choice([*"ABC"], 200),
        "day": rng.integers(0, 4, 200), "follows": True,
    }).drop_duplicates(["quantity", "voice", "day"])  # fmt: skip
    whole = newest_common(rows, {"A", "B"}, 12)
    # a quantity stands in one part
    part = rows["quantity"].isin([*"0358"])
    first = newest_common(rows[part], {"A", "B"}, 12)
    again = newest_common(pd.concat([first, rows[~part]]), {"A", "B"}, 12)
    key = ["quantity", "day", "voice"]
    assert again.sort_values(key).to_numpy().tolist() == whole.sort_values(key).to_numpy().tolist()
    assert 0 < len(whole) < len(rows)
