"""What lies where files are expected: pipes, folders, links, odd names, endless devices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import reconcile as rc
from reconcile.errors import ConfigError, InputError, ReconcileError
from reconcile.folder.config import load_config
from reconcile.folder.example import copy_example
from reconcile.run.score_estimates import score_project


@pytest.fixture
def home(tmp_path: Path) -> Path:
    raw = tmp_path / "data/raw"
    raw.mkdir(parents=True)
    (raw / "claims.csv").write_text("quantity,source,best\nafloat,Harbour,12\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["claims-b.csv", "claims.parquet", "sources.csv", "corrections.csv", "extracted/a.csv"]
)
@pytest.mark.parametrize("what", ["a pipe or a device", "a folder", "a link that leads nowhere"])
def test_what_is_no_file_is_named_and_not_left_out(home: Path, name: str, what: str) -> None:
    place = home / "data/raw" / name
    place.parent.mkdir(exist_ok=True)
    if what == "a folder":
        place.mkdir()
    elif what == "a pipe or a device":
        os.mkfifo(place)
    else:
        place.symlink_to(home / "gone.csv")
    with pytest.raises(InputError) as caught:
        rc.run_project(home)
    assert caught.value.file == f"data/raw/{name}"
    # a folder of that name is a table in parts
    parts = name.endswith(".parquet") and what == "a folder"
    assert caught.value.message == ("holds no Parquet file" if parts else f"is {what}, not a file")


def test_a_declared_pipe_is_named(home: Path) -> None:
    os.mkfifo(home / "more.csv")
    (home / "reconcile.toml").write_text('inputs = [{ path = "more.csv" }]')
    with pytest.raises(InputError, match=r"more\.csv: is a pipe or a device, not a file"):
        rc.run_project(home)


def test_a_config_that_is_a_pipe_is_an_error(home: Path) -> None:
    os.mkfifo(home / "reconcile.toml")
    with pytest.raises(ConfigError, match="no regular file"):
        load_config(home)


@pytest.mark.long
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/stdin", "/dev", "x" * 5000, "a\0b"])
def test_files_that_never_end_or_have_no_name_are_errors(home: Path, name: str) -> None:
    with pytest.raises(InputError):
        rc.read_claims(name)
    rc.run_project(home)
    with pytest.raises(InputError):
        score_project(name, home)


@pytest.mark.parametrize("name", [b"claims-\xe9.csv", b"claims-\xff\xfe.csv", b"claims-\x1b[2J.csv", b"claims-\n.csv"])
def test_a_name_that_cannot_be_printed_is_refused_in_words(home: Path, name: bytes) -> None:
    Path(os.fsdecode(bytes(home / "data/raw") + b"/" + name)).write_text("quantity,source,best\nafloat,Pilot,13\n")
    with pytest.raises(InputError, match="has a name that is not UTF-8, or cannot be printed") as caught:
        rc.run_project(home)
    assert str(caught.value).isprintable()
    assert str(caught.value).encode()


def test_a_long_name_and_one_of_many_scripts_are_read(home: Path) -> None:
    for name in (f"claims-{'x' * 230}.csv", "claims-Сумы-数.csv"):
        (home / "data/raw" / name).write_text(f"quantity,source,best\nafloat,{name[7:9]},13\n")
    assert len(rc.open_project(home).claims) == 3


@pytest.mark.parametrize("root", ["x/" * 3000, "x" * 300, "a\0b", "\udce9"])
def test_a_project_path_that_cannot_be_is_an_error_in_words(root: str) -> None:
    for call in (rc.run_project, rc.open_project, load_config):
        with pytest.raises(ConfigError, match="there is no such project folder") as caught:
            call(root)
        assert len(str(caught.value)) < 300
        assert str(caught.value).encode()
    with pytest.raises(ReconcileError):
        copy_example("/proc/" + root)


def test_links_that_lead_in_a_circle_are_no_project(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ConfigError, match="there is no such project folder"):
        load_config(tmp_path / "a")
