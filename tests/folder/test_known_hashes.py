"""A hash that is known is that of what the file holds now, whatever was done to the file."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.folder import known_hashes
from reconcile.folder.exchange import exchange
from reconcile.folder.file_records import file_records, learn_outputs
from reconcile.folder.hashed_files import HashedFile
from reconcile.folder.known_hashes import NOTHING_KNOWN, KnownHashes, Mark, mark_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="times of change tell nothing there")

OLD, NEW = b"old\n", b"new\n"
LATER = 10**9


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(known_hashes, "KNOWN_FROM", len(OLD))
    (tmp_path / "state").mkdir()
    (tmp_path / "claims.csv").write_bytes(OLD)
    return tmp_path.resolve()


def after(file: Path) -> Mark:
    """A mark that is set a second after a file was changed."""
    device, time = mark_of(file)
    return Mark(device, time + LATER)


def learned(home: Path, mark: Mark | None = None) -> KnownHashes:
    """What is known after the claims were hashed once."""
    known = KnownHashes(home / "state", mark or after(home / "claims.csv"))
    file_records(home, [home / "claims.csv"], known)
    known.keep()
    return KnownHashes(home / "state")


def in_place(file: Path) -> None:
    file.write_bytes(NEW)


def with_its_times(file: Path) -> None:
    status = file.stat()
    file.write_bytes(NEW)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def by_another(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(NEW)
    shutil.copystat(file, other)
    os.replace(other, file)


def by_a_link(file: Path) -> None:
    by_another(file)
    file.rename(file.with_name("target"))
    file.symlink_to(file.with_name("target"))


@pytest.mark.parametrize("change", [in_place, with_its_times, by_another, by_a_link])
def test_a_file_that_changed_is_hashed_anew(home: Path, change: Callable[[Path], None]) -> None:
    known, file = learned(home), home / "claims.csv"
    assert known.hash_of(file) == hashlib.sha256(OLD).hexdigest()
    change(file)
    assert known.hash_of(file) is None
    assert file_records(home, [file], known)[0]["sha256"] == hashlib.sha256(NEW).hexdigest()


def test_a_known_hash_is_not_taken_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = learned(home)
    monkeypatch.setattr(Path, "open", None)
    assert file_records(home, [home / "claims.csv"], known)[0]["bytes"] == len(OLD)


@pytest.mark.parametrize("at", [0, -1])
def test_what_changed_when_the_mark_was_set_or_later_is_not_learned(home: Path, at: int) -> None:
    device, time = mark_of(home / "claims.csv")
    assert learned(home, Mark(device, time + at)).hash_of(home / "claims.csv") is None


def test_a_file_of_another_file_system_is_not_learned(home: Path) -> None:
    device, time = after(home / "claims.csv")
    assert learned(home, Mark(device + 1, time)).hash_of(home / "claims.csv") is None


def test_short_files_are_hashed_each_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_hashes, "KNOWN_FROM", len(OLD) + 1)
    assert learned(home).hash_of(home / "claims.csv") is None


@pytest.mark.parametrize("text", ["", "[]", "[[[", '{"x": 1}', '{"claims.csv": ["ab", 3]}', '{"claims.csv": [1, [2]]}'])
def test_a_record_that_was_spoilt_knows_nothing(home: Path, text: str) -> None:
    (home / "state/hashes.json").write_text(text.replace("claims.csv", str(home / "claims.csv")))
    assert KnownHashes(home / "state").hash_of(home / "claims.csv") is None


def test_files_that_are_gone_are_forgotten(home: Path) -> None:
    learned(home)
    (home / "claims.csv").rename(home / "more.csv")
    known = KnownHashes(home / "state", after(home / "more.csv"))
    file_records(home, [home / "more.csv"], known)
    known.keep()
    assert "claims.csv" not in (home / "state/hashes.json").read_text()


def test_nothing_is_kept_without_a_folder_for_it(home: Path) -> None:
    file_records(home, [home / "claims.csv"], NOTHING_KNOWN)
    NOTHING_KNOWN.keep()
    assert NOTHING_KNOWN.hash_of(home / "claims.csv") is None


def exchanged(home: Path, content: bytes) -> KnownHashes:
    """What is known after an output was exchanged."""
    written, digest = home / "state/written", hashlib.sha256(content).hexdigest()
    written.write_bytes(content)
    files = {"out/claims.csv": HashedFile(written, digest, len(content))}
    known = KnownHashes(home / "state")
    learn_outputs(known, home, files, after_of(exchange(home, home / "state", ["out"], files)))
    return known


def after_of(mark: Mark) -> Mark:
    """The mark of an exchange, a tick of the clock later: a test is quicker than most clocks."""
    return Mark(mark.device, mark.time + 1)


def test_an_output_is_known_once_it_stands_and_no_longer_when_it_changes(home: Path) -> None:
    known, file = exchanged(home, OLD), home / "out/claims.csv"
    assert known.hash_of(file) == hashlib.sha256(OLD).hexdigest()
    file.write_bytes(NEW)
    assert known.hash_of(file) is None
