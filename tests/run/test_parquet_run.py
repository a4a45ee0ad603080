"""A folder of Parquet parts in, a folder of Parquet parts out; whatever fails leaves the outputs of before."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

import reconcile as rc
from reconcile.engine.parts import engines
from reconcile.folder.lock import locked
from reconcile.run import parquet_outputs, parquet_run

ROWS = pd.DataFrame({
    "claim_id": [f"C{number}" for number in range(6)], "quantity": ["dead", "dead", "hurt", "hurt", "lost", "lost"],
    "source": ["A", "B"] * 3, "best": [300, 320, 9, 8, 5, 7], "published": pd.Timestamp("2024-01-05"),
})  # fmt: skip


def written(folder: Path, *parts: pd.DataFrame) -> Path:
    source = folder / "claims.parquet"
    source.mkdir()
    for number, part in enumerate(parts):
        part.to_parquet(source / f"part-{number}.parquet")
    return source


def held(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.mark.long
def test_tables_are_those_of_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_outputs, "ROWS_OF_PART", 2)
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", 3)
    # of other columns and types than the first, and without a row
    other = ROWS[3:].assign(note="late", best=ROWS["best"][3:].astype(float))
    source = written(tmp_path, ROWS[:3], ROWS[:0], other)
    (source / ".part-9.parquet.part").write_bytes(b"half")
    summary = rc.reconcile_parquet(source, tmp_path / "out", engine="processes", workers=1)
    assert (summary.engine, summary.claims, summary.estimates, summary.parts) == ("processes", 6, 3, (4, 2))
    table = pd.read_parquet(tmp_path / "out" / "estimates.parquet")
    alone = rc.reconcile(ROWS).estimates
    for name in ("quantity", "publish", "agreement", "top_claim"):
        assert table[name].tolist() == alone[name].tolist()
    assert table[["low", "best", "high"]].to_numpy().tolist() == alone[["low", "best", "high"]].to_numpy().tolist()
    assert pd.read_parquet(tmp_path / "out" / "claims.parquet")["note"].fillna("").tolist() == [""] * 3 + ["late"] * 3
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    parts = {part["path"]: part for part in manifest["parts"]}
    assert [parts[f"claims.parquet/part-0000{n}.parquet"]["rows"] for n in range(2)] == [4, 2]
    for path, part in parts.items():
        assert sha256((tmp_path / "out" / path).read_bytes()).hexdigest() == part["sha256"]


@pytest.mark.long
def test_the_same_claims_give_the_same_bytes_in_place_of_the_last(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS)
    rc.reconcile_parquet(source, tmp_path / "out")
    first = held(tmp_path / "out")
    rc.reconcile_parquet(source, tmp_path / "out")
    assert held(tmp_path / "out") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "claims.parquet", "out"]


def lost(*_: Any) -> Any:
    raise rc.EngineError("a process that reconciled a part was lost")


def full(*_: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("module", "name", "fault", "error"),
    [
        (parquet_run, "reconcile_parts", lost, rc.EngineError),
        (parquet_outputs, "write_synced", full, rc.OutputError),
        (parquet_outputs, "sync_folder", full, rc.OutputError),
    ],
)
def test_a_run_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, fault: Callable[..., Any],
    error: type[Exception],
) -> None:  # fmt: skip
    source = written(tmp_path, ROWS)
    rc.reconcile_parquet(source, tmp_path / "out")
    first = held(tmp_path / "out")
    monkeypatch.setattr(module, name, fault)
    with pytest.raises(error):
        rc.reconcile_parquet(source, tmp_path / "out")
    assert held(tmp_path / "out") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [".reconcile", "claims.parquet", "out"]


def test_a_run_that_was_killed_between_two_names_is_put_back(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS)
    rc.reconcile_parquet(source, tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.before")
    (source / "part-0.parquet").write_bytes(b"no parquet")
    with pytest.raises(rc.InputError, match=r"part-0\.parquet: is not a readable Parquet file"):
        rc.reconcile_parquet(source, tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_two_runs_at_once(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS)
    with locked(tmp_path.resolve()), pytest.raises(rc.LockedError):
        rc.reconcile_parquet(source, tmp_path / "out")


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    with pytest.raises(rc.InputError, match="holds no Parquet file"):
        rc.reconcile_parquet(tmp_path / "notes", tmp_path / "out")
    with pytest.raises(rc.InputError, match=r"^gone: there is no such folder"):
        rc.reconcile_parquet(tmp_path / "gone", tmp_path / "out")
    (tmp_path / "notes" / "diary.txt").write_text("keep", encoding="utf-8")
    source = written(tmp_path, ROWS)
    with pytest.raises(rc.ConfigError, match="unknown engine"):
        rc.reconcile_parquet(source, tmp_path / "out", engine="spark")
    for path in ("a\0b", "x" * 300):
        with pytest.raises(rc.ConfigError, match="this is not a path"):
            rc.reconcile_parquet(source, tmp_path / path)
    with pytest.raises(rc.OutputError, match="out cannot be written"):
        rc.reconcile_parquet(source, tmp_path / "notes" / "diary.txt" / "out")
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("own", ["diary.txt", "manifest.json", "estimates.parquet/diary.txt"])
def test_a_folder_with_a_file_that_no_run_wrote_is_not_touched(tmp_path: Path, own: str) -> None:
    source, target = written(tmp_path, ROWS), tmp_path / "out"
    rc.reconcile_parquet(source, target)
    # that of another program is called manifest.json, too
    (target / own).write_text('{"name": "dbt"}', encoding="utf-8")
    before = held(target)
    with pytest.raises(rc.OutputError, match="out holds other files, such as"):
        rc.reconcile_parquet(source, target)
    assert held(target) == before


@pytest.mark.parametrize(("source", "target"), [("a", "."), ("a", "a"), ("a", "a/b"), ("out/claims.parquet", "out")])
def test_outputs_never_take_the_place_of_claims(tmp_path: Path, source: str, target: str) -> None:
    rc.reconcile_parquet(written(tmp_path, ROWS), tmp_path / "out")
    (tmp_path / "a").mkdir()
    ROWS.to_parquet(tmp_path / "a" / "p.parquet")
    before = held(tmp_path)
    with pytest.raises(rc.ConfigError, match="lie within one another"):
        rc.reconcile_parquet(tmp_path / source, tmp_path / target)
    assert held(tmp_path) == before


def test_a_link_to_the_folder_of_outputs_is_followed(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS)
    (tmp_path / "link").symlink_to(tmp_path / "out")
    for _ in range(2):
        rc.reconcile_parquet(source, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_what_lies_in_a_folder_of_claims(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS)
    for note in ("_metadata.parquet", "._part-0.parquet"):
        (source / note).write_bytes(b"of another program")
    assert rc.reconcile_parquet(source, tmp_path / "out").claims == len(ROWS)
    ROWS.to_parquet(source / "part-1.PARQUET")
    assert rc.reconcile_parquet(source, tmp_path / "out").rejected == len(ROWS)
    for name in ("part-2", "part-2.csv"):
        other = source / name
        other.touch()
        with pytest.raises(rc.InputError, match="which is no Parquet file"):
            rc.reconcile_parquet(source, tmp_path / "out")
        other.unlink()
    os.mkfifo(source / "part-2.parquet")
    with pytest.raises(rc.InputError, match=r"^part-2\.parquet: is a pipe or a device, not a file"):
        rc.reconcile_parquet(source, tmp_path / "out")


def test_one_file_is_called_by_its_name(tmp_path: Path) -> None:
    source = written(tmp_path, ROWS.assign(source=["", *ROWS["source"][1:]]))
    rc.reconcile_parquet(source / "part-0.parquet", tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out" / "rejected.parquet")["file"].tolist() == ["part-0.parquet"]


def test_a_day_beyond_those_of_python_is_rejected_with_its_row(tmp_path: Path) -> None:
    days = pa.array([10_227_000, -719_893, 19_727], pa.date32())
    (tmp_path / "claims.parquet").mkdir()
    table = pa.table({"quantity": ["dead"] * 3, "source": ["A", "B", "C"], "best": [1, 2, 3], "published": days})
    parquet.write_table(table, tmp_path / "claims.parquet" / "part-0.parquet")
    rc.reconcile_parquet(tmp_path / "claims.parquet", tmp_path / "out")
    rejected, claims = (pd.read_parquet(tmp_path / "out" / f"{name}.parquet") for name in ("rejected", "claims"))
    assert list(zip(rejected["row"], rejected["rule"], strict=True)) == [(1, "not-a-date"), (2, "not-a-date")]
    assert claims["published"].tolist() == [pd.Timestamp("2024-01-05")]


def test_an_embargoed_claim_is_in_no_part(tmp_path: Path) -> None:
    rows = ROWS.assign(embargo_until=["", "", "", "", "", "2099-01-01"], best=[3, 3, 3, 3, 3, 77777])
    source = written(tmp_path, rows)
    rc.reconcile_parquet(source, tmp_path / "out")
    assert "C5" not in pd.read_parquet(tmp_path / "out" / "claims.parquet")["claim_id"].tolist()
    assert pd.read_parquet(tmp_path / "out" / "estimates.parquet")["high"].max() < 100


@pytest.mark.long
def test_a_part_that_holds_most_claims_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "CLAIMS_OF_PART", 1)
    source = written(tmp_path, ROWS.assign(family=["f", "f", "f", "f", "", ""]))
    rc.reconcile_parquet(source, tmp_path / "out", engine="local")
    assert "part-large" not in pd.read_parquet(tmp_path / "out" / "findings.parquet")["rule"].tolist()
    rc.reconcile_parquet(source, tmp_path / "out", engine="processes", workers=1)
    told = pd.read_parquet(tmp_path / "out" / "findings.parquet").set_index("rule")["message"]
    assert told["part-large"] == "4 of 6 claims have to do with one another, and stand in one part"
