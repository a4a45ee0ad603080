"""The exchange of folders: all new, or all as before; what is not an output is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import ConfigError, OutputError
from reconcile.folder import exchange as write
from reconcile.folder.exchange import exchange, is_cut_short, recover

FOLDERS = ["out", "told"]
OLD = {"out/a.csv": b"old a", "out/b.csv": b"old b", "told/figures/gone.svg": b"old figure"}
NEW = {"out/a.csv": b"new a", "out/b.csv": b"new b", "told/report.md": b"new report"}
# a desk's own files in the folders of outputs
KEPT = {"out/history.sqlite": b"history", "told/figures/note.txt": b"a note"}
OWN = [*OLD, "told/never-there.svg"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path.resolve()
    for name, content in {**OLD, **KEPT}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def outputs(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith("state/")}


def exchanged(home: Path) -> None:
    exchange(home, home / "state", FOLDERS, NEW, OWN)


def test_all_outputs_are_exchanged_and_the_desks_own_files_kept(home: Path) -> None:
    note = (home / "told/figures/note.txt").stat().st_ino
    exchanged(home)
    assert outputs(home) == {**NEW, **KEPT}
    assert (home / "told/figures/note.txt").stat().st_ino == note
    assert not list((home / "state").rglob("*"))


def test_an_exchange_twice_is_an_exchange_once_and_rewrites_nothing(home: Path) -> None:
    exchanged(home)
    times = {name: (home / name).stat().st_mtime_ns for name in NEW}
    exchange(home, home / "state", FOLDERS, NEW, NEW)
    assert outputs(home) == {**NEW, **KEPT}
    assert {name: (home / name).stat().st_mtime_ns for name in NEW} == times


def test_folders_that_are_not_there_yet_are_made(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    exchange(root, root / "state", ["a/deep/out", "told"], {"a/deep/out/x.csv": b"x"})
    assert outputs(root) == {"a/deep/out/x.csv": b"x"}
    assert (root / "told").is_dir()


class Failing:
    """Calls a function, but fails at one call; counts the calls."""

    def __init__(self, function: Callable[..., Any], at: int, error: BaseException) -> None:
        self.function, self.at, self.error, self.calls = function, at, error, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        return self.function(*arguments, **named)


STEPS = [
    (os, "fsync"),
    (os, "replace"),
    (os, "rename"),
    (Path, "mkdir"),
    (write, "sync_folder"),
    (write, "write_synced"),
]


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_failure_at_any_step_leaves_one_whole_set_of_outputs(
    home: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, at: int
) -> None:
    failing = Failing(getattr(owner, name), at, OSError(28, "No space left on device"))
    with monkeypatch.context() as patch:
        # a plain function, so that it is bound as a method where the original was
        patch.setattr(owner, name, lambda *arguments, **named: failing(*arguments, **named))  # noqa: PLW0108
        told = failure(home)
    failed = failing.calls >= at
    assert ("No space left on device" in told) == failed
    assert outputs(home) in ({**OLD, **KEPT}, {**NEW, **KEPT})
    recover(home, home / "state")
    assert not is_cut_short(home / "state")
    assert outputs(home) in ({**OLD, **KEPT}, {**NEW, **KEPT})
    exchanged(home)
    assert outputs(home) == {**NEW, **KEPT}


def failure(home: Path) -> str:
    try:
        exchanged(home)
    except OutputError as error:
        return str(error)
    return ""


def interrupted(home: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, undone: bool) -> None:
    """Interrupt an exchange at a rename of a folder; a killed process does not even undo what it did."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", Failing(os.rename, at, KeyboardInterrupt()))
        if not undone:
            patch.setattr(write, "_undo", lambda staging, targets: None)
        with pytest.raises(KeyboardInterrupt):
            exchanged(home)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_an_interrupt_leaves_the_last_good_outputs(home: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    interrupted(home, monkeypatch, at, undone=True)
    assert outputs(home) == {**OLD, **KEPT}
    assert not is_cut_short(home / "state")


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_the_next_run_completes_what_a_killed_one_began(home: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    interrupted(home, monkeypatch, at, undone=False)
    assert is_cut_short(home / "state")
    assert recover(home, home / "state")
    assert outputs(home) == {**NEW, **KEPT}
    assert not recover(home, home / "state")


def test_completing_that_is_cut_short_can_be_done_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(home, monkeypatch, 2, undone=False)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", Failing(os.rename, 2, OSError(5, "Input/output error")))
        with pytest.raises(OutputError, match="cannot be completed"):
            recover(home, home / "state")
    assert recover(home, home / "state")
    assert outputs(home) == {**NEW, **KEPT}


def test_leftovers_without_a_journal_are_dropped(home: Path) -> None:
    leftover = home / "state/exchange/new/0/a.csv"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half")
    assert not recover(home, home / "state")
    assert outputs(home) == {**OLD, **KEPT}
    assert not leftover.exists()


def test_the_journal_stands_before_any_folder_is_touched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def looked_at(staging: Path, targets: Any) -> None:
        seen.append(json.loads((staging / "journal.json").read_text()))
        assert outputs(home) == {**OLD, **KEPT}

    monkeypatch.setattr(write, "_swap", looked_at)
    exchanged(home)
    assert seen == [{"folders": [str(home / "out"), str(home / "told")]}]


def test_a_folder_in_the_place_of_an_output_fails_cleanly(home: Path) -> None:
    (home / "told/report.md").mkdir()
    with pytest.raises(OutputError):
        exchanged(home)
    assert outputs(home) == {**OLD, **KEPT}


def test_a_file_in_the_place_of_a_folder_fails_cleanly(home: Path) -> None:
    with pytest.raises(OutputError):
        exchange(home, home / "state", FOLDERS, {"out/history.sqlite/c.csv": b"c"}, OWN)
    assert outputs(home) == {**OLD, **KEPT}


def test_outputs_never_leave_the_project(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (home / "away").symlink_to(elsewhere)
    for folder, name in (("..", "../a.csv"), ("away", "away/a.csv"), ("/tmp", "/tmp/a.csv")):  # noqa: S108
        with pytest.raises(ConfigError, match="leads out of the project"):
            exchange(home, home / "state", [folder], {name: b"x"})
    with pytest.raises(ConfigError, match="leads out of the project"):
        exchange(home, home / "state", ["out"], {"out/../../a.csv": b"x"})
    assert not list(elsewhere.iterdir())


def test_an_output_that_is_a_link_is_replaced_not_followed(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    precious = tmp_path_factory.mktemp("elsewhere") / "precious.csv"
    precious.write_bytes(b"new a")
    (home / "out/a.csv").unlink()
    (home / "out/a.csv").symlink_to(precious)
    exchange(home, home / "state", FOLDERS, {**NEW, "out/a.csv": b"newer"}, OWN)
    assert precious.read_bytes() == b"new a"
    assert (home / "out/a.csv").read_bytes() == b"newer"
    assert not (home / "out/a.csv").is_symlink()


def test_links_and_folders_of_the_desk_are_kept_as_they_are(home: Path, tmp_path: Path) -> None:
    (home / "told/archive").mkdir()
    (home / "told/latest").symlink_to("archive")
    (home / "told/broken").symlink_to("nowhere")
    exchanged(home)
    assert (home / "told/archive").is_dir()
    assert (home / "told/latest").readlink() == Path("archive")
    assert (home / "told/broken").readlink() == Path("nowhere")


def test_a_folder_that_is_a_link_within_the_project_is_exchanged_where_it_is(home: Path) -> None:
    (home / "told").rename(home / "elsewhere")
    (home / "told").symlink_to("elsewhere")
    exchanged(home)
    assert (home / "told").is_symlink()
    assert (home / "elsewhere/report.md").read_bytes() == b"new report"
    assert (home / "elsewhere/figures/note.txt").read_bytes() == b"a note"


def test_files_are_copied_where_they_cannot_be_linked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    exchanged(home)
    assert outputs(home) == {**NEW, **KEPT}
