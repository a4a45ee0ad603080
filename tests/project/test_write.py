from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import ConfigError, OutputError
from reconcile.project import write
from reconcile.project.write import exchange, recover

OLD = {"out/a.csv": b"old a", "out/b.csv": b"old b", "told/figures/gone.svg": b"old figure"}
NEW = {"out/a.csv": b"new a", "out/b.csv": b"new b", "told/report.md": b"new report"}
STALE = ["told/figures/gone.svg", "told/never-there.svg"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path.resolve()
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def outputs(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith("state/")}


def test_all_outputs_are_exchanged_and_stale_ones_removed(home: Path) -> None:
    exchange(home, home / "state", NEW, STALE)
    assert outputs(home) == NEW
    assert not list((home / "state").rglob("*"))


def test_an_exchange_twice_is_an_exchange_once(home: Path) -> None:
    exchange(home, home / "state", NEW, STALE)
    exchange(home, home / "state", NEW, STALE)
    assert outputs(home) == NEW


class Failing:
    """Calls a function, but fails at one call; counts the calls."""

    def __init__(self, function: Callable[..., Any], at: int, error: BaseException) -> None:
        self.function, self.at, self.error, self.calls = function, at, error, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        return self.function(*arguments, **named)


STEPS = [(os, "fsync"), (os, "replace"), (Path, "unlink"), (Path, "read_bytes"), (Path, "mkdir"), (write, "_sync")]


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_failure_at_any_step_leaves_the_last_good_outputs(
    home: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, at: int
) -> None:
    failing = Failing(getattr(owner, name), at, OSError(28, "No space left on device"))
    with monkeypatch.context() as patch:
        # a plain function, so that it is bound as a method where the original was
        patch.setattr(owner, name, lambda *arguments, **named: failing(*arguments, **named))  # noqa: PLW0108
        told = failure(home)
    failed = failing.calls >= at
    assert ("No space left on device" in told) == failed
    assert outputs(home) == (OLD if failed else NEW)


def failure(home: Path) -> str:
    try:
        exchange(home, home / "state", NEW, STALE)
    except OutputError as error:
        return str(error)
    return ""


def interrupted(home: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, undone: bool) -> None:
    """Interrupt an exchange at a rename; a killed process does not even undo what it did."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", Failing(os.replace, at, KeyboardInterrupt()))
        if not undone:
            patch.setattr(write, "_undo", lambda root, staging: None)
        with pytest.raises(KeyboardInterrupt):
            exchange(home, home / "state", NEW, STALE)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_an_interrupt_leaves_the_last_good_outputs(home: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    interrupted(home, monkeypatch, at, undone=True)
    assert outputs(home) == OLD


@pytest.mark.parametrize("at", [2, 3, 4])
def test_the_next_run_puts_back_what_a_killed_one_left(home: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    interrupted(home, monkeypatch, at, undone=False)
    assert recover(home, home / "state")
    assert outputs(home) == OLD
    assert not recover(home, home / "state")


def test_recovery_that_is_cut_short_can_be_done_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(home, monkeypatch, 4, undone=False)
    with monkeypatch.context() as patch:
        patch.setattr(write, "_put_back", Failing(write._put_back, 2, OSError(5, "Input/output error")))
        with pytest.raises(OutputError, match="cannot be put back"):
            recover(home, home / "state")
    assert recover(home, home / "state")
    assert outputs(home) == OLD


def test_leftovers_without_a_journal_are_dropped(home: Path) -> None:
    leftover = home / "state/staging/new/out/a.csv"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half")
    assert not recover(home, home / "state")
    assert outputs(home) == OLD
    assert not leftover.exists()


def test_the_journal_names_every_file_before_any_is_touched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def looked_at(new: Path, targets: Any, leaving: Any) -> None:
        seen.append(json.loads((home / "state/staging/journal.json").read_text()))
        assert outputs(home) == OLD

    monkeypatch.setattr(write, "_move", looked_at)
    exchange(home, home / "state", NEW, STALE)
    assert seen == [{"out/a.csv": True, "out/b.csv": True, "told/report.md": False, STALE[0]: True, STALE[1]: False}]


def test_a_folder_in_the_place_of_an_output_fails_cleanly(home: Path) -> None:
    (home / "told/report.md").mkdir()
    with pytest.raises(OutputError):
        exchange(home, home / "state", NEW, STALE)
    assert outputs(home) == OLD


def test_a_file_in_the_place_of_a_folder_fails_cleanly(home: Path) -> None:
    with pytest.raises(OutputError):
        exchange(home, home / "state", {"out/a.csv": b"new", "out/b.csv/c.csv": b"c"})
    assert outputs(home) == OLD


def test_outputs_never_leave_the_project(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (home / "away").symlink_to(elsewhere)
    for name in ("../a.csv", "away/a.csv", "/tmp/a.csv"):  # noqa: S108  a name to refuse
        with pytest.raises(ConfigError, match="leads out of the project"):
            exchange(home, home / "state", {name: b"x"})
    assert not list(elsewhere.iterdir())


def test_an_output_that_is_a_link_is_replaced_not_followed(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    precious = tmp_path_factory.mktemp("elsewhere") / "precious.csv"
    precious.write_bytes(b"precious")
    (home / "out/a.csv").unlink()
    (home / "out/a.csv").symlink_to(precious)
    exchange(home, home / "state", NEW, STALE)
    assert precious.read_bytes() == b"precious"
    assert (home / "out/a.csv").read_bytes() == b"new a"
