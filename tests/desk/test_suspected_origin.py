"""A suspicion that the desk confirms: one line of `sources.csv`, and one of the journal, taken back in one step."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.desk import suspected_origin
from reconcile.desk.sources_text import lines_of, with_origin
from reconcile.desk.suspected_origin import suspect_origin
from reconcile.desk.undo_decision import undo_decision
from reconcile.errors import ChangedError, ConfigError, InputError, OutputError
from reconcile.sources.registry import read_sources

PAIRS = pd.DataFrame({"source_a": ["A", "A", "C"], "source_b": ["B", "D", "D"], "told": ["copy", "both_exact", ""]})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    return tmp_path


def write(home: Path, text: str) -> Path:
    file = home / "data/raw/sources.csv"
    file.write_bytes(text.encode())
    return file


def journal(home: Path) -> list[dict[str, object]]:
    lines = (home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


HEADER = "source,origin,origin_basis"

TABLES = {
    "other sources": (f"{HEADER},grade\nA,,,B2\n", f"{HEADER},grade\nA,,,B2\nB,A,suspected,\n"),
    "a row of its own": (f"{HEADER},grade\nB,,,C3\nA,,,\n", f"{HEADER},grade\nB,A,suspected,C3\nA,,,\n"),
    "columns are missing": ("source,grade\nB,C3\nA,\n", "source,grade,origin,origin_basis\nB,C3,A,suspected\nA,,,\n"),
    "only one is missing": ("origin,source\n,B\n", "origin,source,origin_basis\nA,B,suspected\n"),
    "no end of line": (f"{HEADER}\nA,,", f"{HEADER}\nA,,\nB,A,suspected\n"),
    "lines of Windows": (
        "source;origin;origin_basis\r\nA;;\r\n", "source;origin;origin_basis\r\nA;;\r\nB;A;suspected\r\n"
    ),
    "a mark and blanks": (f"\ufeff{HEADER}\n B ,,\n", f"\ufeff{HEADER}\nB ,A,suspected\n"),
    "quotes": (f'{HEADER},note\nB,,,"a, ""b""\nc"\n', f'{HEADER},note\nB,A,suspected,"a, ""b""\nc"\n'),
    "blank lines": (f"\n{HEADER}\n\nA,,\n\n", f"\n{HEADER}\n\nA,,\n\nB,A,suspected\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TABLES.values(), ids=TABLES)
def test_one_line_is_set_and_all_others_stay(home: Path, before: str, after: str) -> None:
    file = write(home, before)
    assert suspect_origin(home, PAIRS, "B", "A", who="A. Editor") == "B,A,suspected"
    assert file.read_bytes().decode() == after
    row = read_sources(file).query("source.str.strip() == 'B'").iloc[0]
    assert (row["origin"], row["origin_basis"]) == ("A", "suspected")
    undo_decision(home, who="A. Editor")
    assert file.read_bytes().decode() == before
    assert [(line["who"], line["undoes"]) for line in journal(home)] == [("A. Editor", 0), ("A. Editor", 1)]


def test_without_a_table_one_is_made_and_taken_back(home: Path) -> None:
    suspect_origin(home, PAIRS, "B", "A")
    file = home / "data/raw/sources.csv"
    assert file.read_text() == "source,origin,origin_basis\nB,A,suspected\n"
    undo_decision(home)
    assert not file.exists()


@pytest.mark.parametrize(("source", "origin"), [("A", "B"), ("D", "A"), ("D", "C"), ("X", "A")])
def test_only_what_looks_like_a_copy_is_confirmed(home: Path, source: str, origin: str) -> None:
    with pytest.raises(ConfigError, match="is not suspected to have its figures from"):
        suspect_origin(home, PAIRS, source, origin)
    assert not list((home / "data/raw").iterdir())


@pytest.mark.parametrize("basis", ["", "stated", "suspected"])
def test_an_origin_that_stands_there_stays(home: Path, basis: str) -> None:
    text = f"source,origin,origin_basis\nB,C,{basis}\n"
    file = write(home, text)
    with pytest.raises(ConfigError, match=r"sources.csv says already that 'B' has its figures from 'C'"):
        suspect_origin(home, PAIRS, "B", "A")
    assert file.read_text() == text


@pytest.mark.parametrize("name", ["=1+1", "@here", "-B", "+B"])
def test_no_formula_is_written(home: Path, name: str) -> None:
    pairs = pd.DataFrame({"source_a": ["A"], "source_b": [name], "told": ["copy"]})
    with pytest.raises(ConfigError, match="for a formula"):
        suspect_origin(home, pairs, name, "A")
    assert not (home / "data/raw/sources.csv").exists()


@pytest.mark.parametrize(
    "content", [b"source\n\xff\n", b"name\nB\n", b'source,origin\n"B,\n', b"source,origin\nB,,,\n"]
)
def test_a_table_that_cannot_be_read_is_left_alone(home: Path, content: bytes) -> None:
    file = home / "data/raw/sources.csv"
    file.write_bytes(content)
    with pytest.raises(InputError):
        suspect_origin(home, PAIRS, "B", "A")
    assert file.read_bytes() == content


def test_what_was_changed_since_is_not_taken_back(home: Path) -> None:
    suspect_origin(home, PAIRS, "B", "A")
    file = write(home, "source,origin,origin_basis\nB,A,stated\n")
    with pytest.raises(ChangedError, match="has changed since"):
        undo_decision(home)
    assert file.read_text().endswith("stated\n")
    file.write_text("source,origin,origin_basis\nB,A,suspected\nC,,\n")
    undo_decision(home)
    assert file.read_text() == "C,,\n"


def test_a_full_disk_leaves_table_and_journal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(home, "source\nA\n")
    real = suspected_origin.replace_file

    def full(root: Path, name: str, content: bytes) -> None:
        if name.endswith("sources.csv"):
            raise OutputError("sources.csv cannot be written: no space")
        real(root, name, content)

    monkeypatch.setattr(suspected_origin, "replace_file", full)
    with pytest.raises(OutputError, match="no space"):
        suspect_origin(home, PAIRS, "B", "A")
    assert file.read_text() == "source\nA\n"
    assert not (home / "data/raw/extracted/journal.jsonl").exists()


def test_what_was_cut_short_is_taken_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(home, "source,grade\nA,B2\n")
    real = suspected_origin.replace_file

    def killed(root: Path, name: str, content: bytes) -> None:
        if name.endswith("sources.csv"):
            raise KeyboardInterrupt
        real(root, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(suspected_origin, "replace_file", killed)
        with pytest.raises(KeyboardInterrupt):
            suspect_origin(home, PAIRS, "B", "A")
    undo_decision(home)
    assert file.read_text() == "source,grade\nA,B2\n"
    assert [line["undoes"] for line in journal(home)] == [0, 1]


CELL = st.text(st.sampled_from("aB ,;\"\n'="), max_size=5)


@given(rows=st.lists(st.tuples(CELL, CELL), max_size=4), end=st.sampled_from(["\n", "\r\n"]))
def test_lines_are_the_text(rows: list[tuple[str, str]], end: str) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = end.join(["source,note", *(",".join(map(quoted, row)) for row in rows), ""])
    assert "".join(line.text for line in lines_of(text)) == text
    assert len(lines_of(text)) == len(rows) + 1
    pairs = with_origin(text, "New source", "A", "suspected")
    assert "".join(before for before, _ in pairs) == text
    assert pairs[-1] == ("", f"New source,,A,suspected{end}")
