"""The tutorial is followed as by a reader, the notebook executes, the index has every page, python.md every name.

A block of `sh` is run in a shell, with a process for every command; a block of `text` right after it is what its output
must contain, line by line. `tests/test_snippets.py` runs what stands on all other pages, within this process.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reconcile as rc
from reconcile.notebook.reconciliation import Reconciliation

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PRELUDE = f'reconcile() {{ "{sys.executable}" -m reconcile "$@"; }}\nset -e\n'

# seconds after which the commands of one guide hang; they take a few on an idle machine
PATIENCE = 1200


def blocks(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def shell(text: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    done = subprocess.run(
        ["sh", "-c", PRELUDE + text], cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def follow(page: Path, folder: Path) -> None:
    """Run the commands of a page one after the other; each says what the page says that it says."""
    said = ""
    for kind, text in blocks(page):
        if kind == "sh":
            said = shell(text, folder)
        elif kind == "text":
            assert [line for line in text.splitlines() if line not in said] == [], said


def test_the_tutorial_ends_with_the_sentence_it_promised(tmp_path: Path) -> None:
    follow(DOCS / "tutorial.md", tmp_path)
    report = (tmp_path / "dam" / "reports" / "report.md").read_text(encoding="utf-8")
    assert "Between about 34 and 56 people had been killed in Lower Marn by 7 May 2025" in report
    assert report.count("approved by A. Editor, ") == 1
    assert (tmp_path / "dam" / "reports" / "tables" / "range-plot.csv").exists()


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([^)#:]+)\)", index))
    pages = {str(page.relative_to(DOCS)) for page in [*DOCS.glob("*.md"), *DOCS.glob("how-to/*.md")]}
    assert sorted(pages - linked - {"README.md"}) == []
    assert "tutorial.ipynb" in linked
    assert "docs/README.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def public_attributes() -> set[str]:
    fields = {name for name in Reconciliation.__dataclass_fields__ if not name.startswith("_")}
    methods = {name for name, _ in inspect.getmembers(Reconciliation, inspect.isfunction) if not name.startswith("_")}
    return fields | methods


def test_every_public_name_is_documented() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    assert [name for name in rc.__all__ if f"`rc.{name}`" not in page] == []
    assert sorted(name for name in public_attributes() if not re.search(rf"`{name}[`(]", page)) == []


def test_every_documented_attribute_exists() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    rows = page.partition("## A `Reconciliation`")[2]
    told = {name for line in re.findall(r"^\| (`.+?) \|", rows, re.MULTILINE) for name in re.findall(r"`(\w+)", line)}
    assert told == public_attributes()


@pytest.fixture(scope="module")
def notebook() -> dict[str, object]:
    told: dict[str, object] = json.loads((DOCS / "tutorial.ipynb").read_text(encoding="utf-8"))
    return told


def cells(notebook: dict[str, object], kind: str) -> list[dict[str, object]]:
    found = notebook["cells"]
    assert isinstance(found, list)
    return [cell for cell in found if cell["cell_type"] == kind]


def test_the_notebook_is_kept_without_outputs(notebook: dict[str, object]) -> None:
    """Outputs change with every library; the test below makes them."""
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(notebook, "code"))


EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=1200, kernel_name="python3", resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(notebook, sys.argv[3])
"""


def test_the_notebook_executes_on_the_shipped_claims(tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    done = tmp_path / "done.ipynb"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_PLATFORM_DIRS": "1", "IPYTHONDIR": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", EXECUTE, str(DOCS / "tutorial.ipynb"), str(DOCS), str(done)], env=environment,
        check=True, timeout=PATIENCE, capture_output=True,
    )  # fmt: skip
    told = json.loads(done.read_text(encoding="utf-8"))
    assert all(cell["execution_count"] for cell in cells(told, "code"))
    text = json.dumps(told, ensure_ascii=False)
    assert "Between about 120 and 250 sq km were taken by Russia in Ukraine in March 2025" in text
    assert text.count('"image/png"') == 3
    assert '"output_type": "error"' not in text
    assert '"stderr"' not in text
