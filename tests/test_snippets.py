"""Every block of README, CONTRIBUTING and docs is run, or has a reason why it is not.

Shell is followed from the top of a page to its end; a block of `text` behind one is what was seen, line by line. Python
runs in a project. Settings are loaded, tables have columns that exist.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile.columns import CORRECTIONS, RAW_CLAIMS, SOURCES, names
from reconcile.folder.config import load_config
from reconcile.folder.example import copy_example
from tests.examples import long_ones
from tests.projects import copy_of
from tests.snippets import PAGES, ROOT, Block, Reader, all_blocks, blocks_of

# where a block begins so, on that page, it is not run here; "" is every block of the page
NOT_RUN = {
    ("README.md", "make run"): "what .ci/run does in a fresh clone",
    ("README.md", "python3 -m venv"): "the same by hand",
    ("CONTRIBUTING.md", "RECONCILE_UPDATE_GOLDEN=1"): "would write the expected outputs of this checkout anew",
    ("docs/desk.md", "pip install"): "installs, and serves until it is ended: tests/browser/test_desk.py starts it",
    ("docs/desk.md", "RECONCILE_DESK_PASSWORD"): "serves until it is ended",
    ("docs/desk-tutorial.md", ""): "pages in a browser: tests/browser/test_desk_tutorial.py walks through them",
    ("docs/how-to/desk-for-several.md", ""): "recipes: tests/web/test_proxy.py compares the page with them",
    ("docs/how-to/network-inputs.md", "pip install"): "installs; the extra is looked up below",
    ("docs/how-to/schedule.md", ""): "recipes: tests/test_recipes.py runs them, and compares the page with them",
    ("docs/rooms.md", ""): "drawn from the source: tests/test_rooms_page.py",
}

# kinds of blocks, and the test that takes them
RUN_BY = {
    "sh": "test_the_commands_of_a_page_run",
    "text": "test_the_commands_of_a_page_run",
    "python": "test_the_python_of_a_page_runs",
    "toml": "test_settings_are_taken",
    "csv": "test_tables_have_columns_that_exist",
}

# pages that begin in a project that has run
IN_A_PROJECT = {"docs/history.md"}

# a page whose commands are processes of a real shell; those of the others run in this process
IN_A_SHELL = {"docs/how-to/score.md"}


def reason(block: Block) -> str | None:
    """Return why a block is not run; none where it is."""
    for (page, begins), why in NOT_RUN.items():
        if block.page == page and block.text.startswith(begins):
            return why
    return None


def run_blocks(*kinds: str) -> list[Block]:
    return [block for block in all_blocks() if block.kind in kinds and reason(block) is None]


def pages_with(kind: str) -> list[Path]:
    return [ROOT / page for page in dict.fromkeys(block.page for block in run_blocks(kind))]


def one_quick(pages: list[Path]) -> list[Path]:
    """Return pages of which the first alone, README, is followed by `make test`."""
    readme, *others = pages
    return [readme, *long_ones(others)]


def place(block: Block) -> str:
    return block.place


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("block", all_blocks(), ids=place)
def test_a_block_is_run_or_has_a_reason(block: Block) -> None:
    assert reason(block) or RUN_BY[block.kind] in globals()


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_no_fence_is_missed(page: Path) -> None:
    fences = re.findall(r"^\s*(?:```|~~~)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(blocks_of(page))


@pytest.mark.parametrize("block", run_blocks("text"), ids=place)
def test_what_is_seen_stands_behind_what_is_typed(block: Block) -> None:
    on_the_page = blocks_of(ROOT / block.page)
    assert on_the_page[on_the_page.index(block) - 1] in run_blocks("sh")


@pytest.mark.parametrize(("page", "begins"), NOT_RUN)
def test_every_reason_has_a_block(page: str, begins: str) -> None:
    assert [block for block in blocks_of(ROOT / page) if block.text.startswith(begins)]


def end_of_the_tutorial(folder: Path) -> None:
    report = (folder / "dam" / "reports" / "report.md").read_text(encoding="utf-8")
    assert "Vell Relief group had named at least 37 people killed in Lower Marn by 7 May 2025." in report
    assert report.count("approved by A. Editor, ") == 1
    assert (folder / "dam" / "reports" / "tables" / "range-plot.csv").exists()


def end_of_the_readme(folder: Path) -> None:
    assert (folder / "flood" / "reports" / "report.html").exists()
    assert "Morning Herald" in (folder / "flood" / "data" / "raw" / "extracted" / "article.csv").read_text()


# what a page has promised when it was followed to its end
ENDS = {"docs/tutorial.md": end_of_the_tutorial, "README.md": end_of_the_readme}


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("page", one_quick(pages_with("sh")), ids=page_name)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path, example: Path) -> None:
    name = page_name(page)
    reader = Reader(tmp_path, processes=name in IN_A_SHELL)
    if name in IN_A_PROJECT:
        copy_of(example, tmp_path)
    for block in blocks_of(page):
        if block.kind == "sh" and reason(block) is None:
            reader.run(block.text)
        elif block.kind == "text" and reason(block) is None:
            assert [line for line in block.text.splitlines() if line not in reader.seen] == [], reader.seen
    if name in ENDS:
        ENDS[name](tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """The project of this repository, and within it that of `init`, named as on the pages."""
    shutil.copy(ROOT / "reconcile.toml", tmp_path)
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    copy_example(tmp_path / "flood")
    return tmp_path


@pytest.mark.parametrize("page", one_quick(pages_with("python")), ids=page_name)
def test_the_python_of_a_page_runs(page: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    known: dict[str, object] = {}
    for block in blocks_of(page):
        if block.kind == "python":
            exec(compile(block.text, block.place, "exec"), known)  # noqa: S102  our own text
    if page_name(page) == "README.md":
        assert "3 of 3 claims used" in repr(known["result"])
    promised = re.findall(r'savefig\("(.+?)"\)', page.read_text(encoding="utf-8"))
    assert [name for name in promised if not (project / name).is_file()] == []


@pytest.mark.parametrize("block", run_blocks("toml"), ids=place)
def test_settings_are_taken(block: Block, tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text(block.text, encoding="utf-8")
    assert load_config(tmp_path).keys is not None


# columns of what a project is scored against, which is no table of a project
TRUTH = {"quantity", "count_date", "value", "source", "origin", "published"}


@pytest.mark.parametrize("block", run_blocks("csv"), ids=place)
def test_tables_have_columns_that_exist(block: Block) -> None:
    known = [{*names(RAW_CLAIMS)}, {*names(SOURCES)}, {*names(CORRECTIONS)}, TRUTH]
    header, *rows = csv.reader(io.StringIO(block.text))
    assert any(set(header) <= table for table in known), header
    assert {len(row) for row in rows} == {len(header)}


def text_of(page: str, begins: str) -> str:
    (text,) = (block.text for block in blocks_of(ROOT / page) if block.text.startswith(begins))
    return text


def test_what_is_not_run_names_what_is_there() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    by_hand = text_of("README.md", "python3 -m venv")
    assert set(re.findall(r"^make (\w+)", text_of("README.md", "make run"), re.MULTILINE)) <= targets
    assert set(re.findall(r"\[(\w+)\]", by_hand + text_of("docs/how-to/network-inputs.md", "pip install"))) <= {*extras}
    assert all((ROOT / name).is_file() for name in re.findall(r"--constraint (\S+)", by_hand))
    anew = text_of("CONTRIBUTING.md", "RECONCILE_UPDATE_GOLDEN=1")
    assert all((ROOT / name).exists() for name in re.findall(r"(?:tests|docs)/\S+", anew))
