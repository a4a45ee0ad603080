from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reconcile.folder import hashed_files
from reconcile.folder.exchange import exchange
from reconcile.folder.file_records import output_records
from reconcile.folder.hashed_files import HashedFile, HashedWriter, folder_for_large


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(hashed_files, "IN_MEMORY", 4)
    return tmp_path


def written(folder: Path | None, *parts: bytes) -> bytes | HashedFile:
    file = HashedWriter(folder, "0")
    for part in parts:
        file.write(part)
    return file.content()


def test_long_content_goes_to_the_disk_and_short_content_does_not(folder: Path) -> None:
    assert written(folder, b"ab", b"cd") == b"abcd"
    assert not list(folder.iterdir())
    assert written(None, b"ab", b"cde") == b"abcde"
    held = written(folder, b"ab", b"cd", b"ef", b"g")
    assert held == HashedFile(folder / "0", hashlib.sha256(b"abcdefg").hexdigest(), 7)
    assert (folder / "0").read_bytes() == b"abcdefg"


def test_it_is_recorded_and_exchanged_as_bytes_are(folder: Path) -> None:
    home = (folder / "home").resolve()
    home.mkdir()
    for content, inode_kept in ((b"abcdefg", False), (b"abcdefg", True), (b"abcdefh", False)):
        with folder_for_large(home / "state") as large:
            held = written(large, content)
            assert output_records({"out/a": held}) == output_records({"out/a": content})
            before = (home / "out/a").stat().st_ino if (home / "out/a").exists() else -1
            exchange(home, home / "state", ["out"], {"out/a": held})
        assert (home / "out/a").read_bytes() == content
        assert ((home / "out/a").stat().st_ino == before) == inode_kept
    assert not list((home / "state").rglob("*"))


def test_what_a_killed_run_left_is_removed(folder: Path) -> None:
    (folder / "written").mkdir()
    (folder / "written/9").write_bytes(b"left")
    with folder_for_large(folder) as large:
        assert large is not None
        assert not list(large.iterdir())
