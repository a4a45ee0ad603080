"""The notebook executes, the index has every page, python.md every name; `test_snippets.py` runs what pages show."""

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

# seconds after which the notebook hangs; it takes a few on an idle machine
PATIENCE = 1200


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([^)#:]+)\)", index))
    pages = {str(page.relative_to(DOCS)) for page in [*DOCS.glob("*.md"), *DOCS.glob("how-to/*.md")]}
    assert sorted(pages - linked - {"README.md"}) == []
    assert "tutorial.ipynb" in linked
    assert "docs/README.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def public_attributes() -> set[str]:
    fields = {name for name in Reconciliation.__dataclass_fields__ if not name.startswith("_")}
    made = {name for name, value in vars(Reconciliation).items() if inspect.isfunction(value) or hasattr(value, "func")}
    return fields | {name for name in made if not name.startswith("_")}


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


@pytest.mark.long
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
    assert "Russia took 203 sq km in Ukraine in March 2025, the Institute for the Study of War said." in text
    assert text.count('"image/png"') == 3
    assert '"output_type": "error"' not in text
    assert '"stderr"' not in text
