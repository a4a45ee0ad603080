"""Files that are too large are refused in a moment, with a reason, and the last outputs stand."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.claims.formats import any_file, free_memory, text_weight, unpacked
from reconcile.claims.formats.free_memory import check_memory
from reconcile.claims.formats.text_weight import LONGEST_LINE, check_text
from reconcile.claims.settings import ClaimSettings, TableAt
from reconcile.cli.group import reconcile as commands
from reconcile.defaults import MOST_FILE_BYTES
from reconcile.errors import InputError

ROWS = b"measure,source,best\nkilled,A,3\n"
PLENTY = "MemTotal: 9 kB\nMemAvailable: 90000000 kB\n"


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """What the system says of memory, in files of the test; all files are large."""
    files = {name: tmp_path / f"{name.lower()}.txt" for name in ("STATE", "LIMIT", "TAKEN", "PARTS")}
    for name, file in files.items():
        monkeypatch.setattr(free_memory, name, file)
    for module in (free_memory, text_weight, unpacked):
        monkeypatch.setattr(module, "LARGE", 10)
    return files


@pytest.mark.parametrize(("state", "container", "fits"), [
    (PLENTY, {}, True), ("MemAvailable: 1 kB", {}, True), ("MemAvailable: 0 kB", {}, False), ("Mem: ?", {}, True),
    ("", {"LIMIT": "2000", "TAKEN": "1500"}, False), ("", {"LIMIT": "3000", "TAKEN": "1500"}, True),
    (PLENTY, {"LIMIT": "max", "TAKEN": "1500"}, True), (PLENTY, {"LIMIT": "1000", "TAKEN": "1500"}, False),
    (PLENTY, {"LIMIT": "2000", "TAKEN": "1900", "PARTS": "anon 5\ninactive_file 1000\n"}, True),
])  # fmt: skip
def test_memory_is_that_of_the_machine_and_of_the_container(
    memory: dict[str, Path], state: str, container: dict[str, str], fits: bool
) -> None:
    for name, content in {"STATE": state, **container}.items():
        memory[name].write_text(content, encoding="ascii")
    if fits:
        check_memory(1_000, "claims.csv")
    else:
        with pytest.raises(InputError, match=r"would take 0\.0 GB of memory or more, and 0\.0 GB are free"):
            check_memory(1_000, "claims.csv")


@pytest.mark.parametrize(("text", "ending", "needed"), [
    (b"a,b\n1,2\n", ".csv", 8 * 3 + 4 * 90 + 2 * 1200), (b"a;b;c\r1;2;3\r", ".txt", 12 * 3 + 6 * 90 + 2 * 1200),
    (b'[{"a": [1, 2]}, {"a": 3}]', ".json", 25 * 3 + 2 * 1200 + 2 * 90 + 2 * 70),
])  # fmt: skip
def test_the_memory_of_a_text_is_counted_by_its_rows_and_cells(
    memory: dict[str, Path], monkeypatch: pytest.MonkeyPatch, text: bytes, ending: str, needed: int
) -> None:
    """In whatever pieces it is looked at."""
    asked: list[int] = []
    monkeypatch.setattr(text_weight, "LARGE", 1)
    monkeypatch.setattr(text_weight, "check_memory", lambda size, name: asked.append(size))
    monkeypatch.setattr(text_weight, "_CHUNK", 5)
    check_text(BytesIO(text), ending, len(text), "claims")
    assert asked == [3 * len(text), needed]


@pytest.mark.parametrize(("text", "line"), [
    (b"a,b\n" + b"x" * 31, "line 2"), (b"a,b\r" + b"x" * 31 + b"\r1,2", "line 2"), (b"x" * 40, "line 1"),
    (b"1\n2\n3\n4\n" + b"y" * 29 + b"zz\n1\n", "line 5"), (b"a,b\n" + (b"x" * 25 + b"\n") * 9, ""),
])  # fmt: skip
def test_a_line_that_is_no_row_is_named(
    memory: dict[str, Path], monkeypatch: pytest.MonkeyPatch, text: bytes, line: str
) -> None:
    monkeypatch.setattr(text_weight, "LONGEST_LINE", 30)
    monkeypatch.setattr(text_weight, "_CHUNK", 7)
    if line:
        with pytest.raises(InputError, match=f"{line} has more than 30 bytes"):
            check_text(BytesIO(text), ".csv", len(text), "claims.csv")
    check_text(BytesIO(text if not line else b"[" + text), ".json", len(text), "one line of JSON is usual")


def sparse(path: Path) -> None:
    """Four gigabytes that take no place."""
    with path.open("wb") as file:
        file.write(ROWS)
        file.truncate(2 * MOST_FILE_BYTES)


def zipped(path: Path) -> None:
    """A few kilobytes that say that they unpack to three gigabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("claims.csv", ROWS * 1000)
    size = (len(ROWS) * 1000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (3_000_000_000).to_bytes(4, "little")))


def one_line(path: Path) -> None:
    path.write_bytes(ROWS + b"x" * (LONGEST_LINE + 1))


@pytest.mark.long
@pytest.mark.parametrize(("name", "made", "message"), [
    ("big.csv", sparse, "has more than 2,000,000,000 bytes"),
    ("big.csv.zip", zipped, "unpacks to more than 2,000,000,000 bytes"),
    ("big.csv", one_line, "line 3 has more than 100,000,000 bytes"),
])  # fmt: skip
def test_the_last_outputs_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, made: object,
                                message: str) -> None:  # fmt: skip
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_bytes(ROWS)
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n", encoding="utf-8")
    assert CliRunner().invoke(commands, ["run", "--project", str(tmp_path)]).exit_code == 0
    before = (tmp_path / "data/processed/estimates.csv").read_bytes()
    made(tmp_path / name)  # type: ignore[operator]
    (tmp_path / "reconcile.toml").write_text(f'[[inputs]]\npath = "{name}"\n', encoding="utf-8")
    for command in ("run", "check"):
        told = CliRunner().invoke(commands, [command, "--project", str(tmp_path)])
        assert (told.exit_code, message in told.output) == (2, True)
    assert (tmp_path / "data/processed/estimates.csv").read_bytes() == before


def test_what_a_packed_file_holds_is_counted_before_it_is_kept(
    tmp_path: Path, memory: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten megabytes in ten kilobytes, of which no more than a piece is held."""
    packed = gzip.compress(bytes(1_000_000), 9, mtime=0) * 10
    (tmp_path / "claims.csv.gz").write_bytes(packed)
    monkeypatch.setattr(unpacked, "BytesIO", None)
    with pytest.raises(InputError, match="unpacks to more than 5,000,000 bytes"):
        any_file.read_table(tmp_path / "claims.csv.gz", "claims.csv.gz", ClaimSettings(max_file_bytes=5_000_000))


def test_a_reader_without_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "claims.csv").write_bytes(ROWS)

    def full(*given: object, **keys: object) -> None:
        raise MemoryError

    monkeypatch.setattr(any_file.delimited, "read", full)
    with pytest.raises(InputError, match="takes more memory than there is"):
        any_file.read_table(tmp_path / "claims.csv", "claims.csv", ClaimSettings())


def test_a_name_that_an_archive_holds_twice_names_no_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "claims.zip", "w") as archive:
        archive.writestr("a.csv", ROWS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", ROWS.replace(b"3", b"4"))
    settings = ClaimSettings(at=TableAt(member="a.csv"))
    with pytest.raises(InputError, match=r"holds several files 'a\.csv'"):
        any_file.read_table(tmp_path / "claims.zip", "claims.zip", settings)
