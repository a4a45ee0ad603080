"""A figure is drawn only when what it shows has changed, and a kept one is the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import reconcile as rc
from reconcile.folder.example import copy_example
from reconcile.report.pictures import draw as figures
from reconcile.report.pictures.drawings import drawings, fingerprints
from reconcile.report.sections import ReportTables
from reconcile.run import picture_cache as kept_figures
from reconcile.run.picture_cache import KEPT, pictures_of
from tests.projects import copy_of
from tests.report.claims_for_tests import report_tables

MOST = 200


@pytest.fixture(scope="module")
def tables() -> ReportTables:
    return report_tables()


@pytest.fixture(scope="module")
def kept_once(tables: ReportTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    pictures_of(tables, MOST, folder)
    return folder


@pytest.fixture
def state(kept_once: Path, tmp_path: Path) -> Path:
    """A folder of its own in which all pictures are kept."""
    return copy_of(kept_once, tmp_path / "state")


@pytest.fixture
def first(tables: ReportTables, state: Path) -> dict[str, str]:
    """The pictures that are kept."""
    return pictures_of(tables, MOST, state)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The quantities that are drawn from here on."""
    seen: list[str] = []
    draw = figures.draw_each

    def watched(wanted: list[figures.Drawing]) -> dict[str, str]:
        seen.extend(one.section.quantity for one in wanted)
        return draw(wanted)

    monkeypatch.setattr(figures, "draw_each", watched)
    return seen


def kept(state: Path) -> list[Path]:
    return sorted((state / KEPT).glob("*.svg"))


def test_a_second_time_nothing_is_drawn_and_the_bytes_are_the_same(
    tables: ReportTables, tmp_path: Path, drawn: list[str]
) -> None:
    first = pictures_of(tables, MOST, tmp_path)
    assert sorted(drawn) == sorted(first)
    drawn.clear()
    assert pictures_of(tables, MOST, tmp_path) == first
    assert drawn == []
    assert pictures_of(tables, MOST, None) == first


def test_only_what_changed_is_drawn(tables: ReportTables, state: Path, first: dict[str, str], drawn: list[str]) -> None:
    claims = tables.claims.copy()
    claims.loc[claims["claim_id"] == "C0101", "range_best"] = 115.0
    second = pictures_of(replace(tables, claims=claims), MOST, state)
    assert drawn == ["drones_launched"]
    assert {key for key in first if first[key] != second[key]} == {"drones_launched"}


@pytest.mark.parametrize("column", ["weight_reason", "note", "influence", "tail_p", "file"])
def test_what_is_not_shown_does_not_matter(tables: ReportTables, state: Path, drawn: list[str], column: str) -> None:
    other = 0.5 if tables.claims[column].dtype.kind == "f" else "other"
    pictures_of(replace(tables, claims=tables.claims.assign(**{column: other})), MOST, state)
    assert drawn == []


@pytest.mark.parametrize("column", ["voice", "phrase", "weight", "range_low", "open_high", "bound", "published"])
def test_what_is_shown_matters(tables: ReportTables, column: str) -> None:
    values = {"voice": "Z", "phrase": "z", "weight": 0.123, "range_low": 1.5, "open_high": True, "bound": "floor",
              "published": tables.claims["published"].max()}  # fmt: skip
    before = set(fingerprints(drawings(tables)))
    changed = tables.claims.assign(**{column: values[column]})
    assert set(fingerprints(drawings(replace(tables, claims=changed)))) != before


@pytest.mark.parametrize("damage", [b"", b"<svg>evil</svg>", b"\xff\xfe", b"0" * 64 + b"\n<svg/>"])
def test_a_damaged_file_is_never_used(
    tables: ReportTables, state: Path, first: dict[str, str], drawn: list[str], damage: bytes
) -> None:
    for path in kept(state):
        path.write_bytes(damage)
    assert pictures_of(tables, MOST, state) == first
    assert sorted(drawn) == sorted(first)
    drawn.clear()
    pictures_of(tables, MOST, state)
    assert drawn == [], "what was damaged is kept anew"


def test_one_flipped_letter_is_noticed(
    tables: ReportTables, state: Path, first: dict[str, str], drawn: list[str]
) -> None:
    path = kept(state)[0]
    path.write_bytes(path.read_bytes().replace(b"#0072B2", b"#0072B3", 1).replace(b"#6f6f6f", b"#6f6f6e", 1))
    assert pictures_of(tables, MOST, state) == first
    assert len(drawn) == 1


def test_a_file_or_a_link_in_place_of_the_folder_is_no_fault(tables: ReportTables, tmp_path: Path) -> None:
    first = pictures_of(tables, MOST, None)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / KEPT).write_text("not a folder", encoding="utf-8")
    assert pictures_of(tables, MOST, tmp_path / "state") == first
    (tmp_path / "linked").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked" / KEPT).symlink_to(tmp_path / "elsewhere")
    assert pictures_of(tables, MOST, tmp_path / "linked") == first
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_kept_is_bounded(
    tables: ReportTables, state: Path, first: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(first)
    (state / KEPT / "old.part").write_bytes(b"left behind")
    monkeypatch.setattr(kept_figures, "MOST_KEPT", count)
    pictures_of(replace(tables, settings={}), MOST, state)
    assert len(kept(state)) == count
    assert not (state / KEPT / "old.part").exists()


def test_a_forced_run_writes_the_same_bytes_from_kept_figures(tmp_path: Path, drawn: list[str]) -> None:
    copy_example(tmp_path)
    rc.run_project(tmp_path)
    reports = {path: path.read_bytes() for path in (tmp_path / "reports").rglob("*") if path.is_file()}
    assert drawn
    drawn.clear()
    rc.run_project(tmp_path, force=True)
    assert drawn == []
    assert reports == {path: path.read_bytes() for path in (tmp_path / "reports").rglob("*") if path.is_file()}


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    copy_example(tmp_path)
    rc.run_project(tmp_path, dry_run=True)
    assert not (tmp_path / ".reconcile").exists()
