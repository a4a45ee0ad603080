"""The plan of the house: rooms, names, docstrings. Read from the source, without importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "reconcile"
ROOMS = (
    "language", "claims", "articles", "ranges", "sources", "pool", "engine", "report", "notebook", "folder", "inputs",
    "desk", "history", "run", "cli",
)  # fmt: skip
HALL = ("arrays", "columns", "cores", "days", "errors", "plurals", "records", "version")
MODULES = sorted(HOUSE.rglob("*.py"))


def name_of(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    """Every module of the house that a file imports, anywhere in it, as a dotted name within the house."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.removeprefix("reconcile.") for name in names if name.startswith("reconcile."))


def room_of(file: Path) -> str:
    parts = file.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


@pytest.mark.parametrize("file", [file for file in MODULES if room_of(file)], ids=name_of)
def test_imports_go_one_way(file: Path) -> None:
    own = ROOMS.index(room_of(file))
    reached = {name.split(".")[0] for name in imports(file)} & set(ROOMS)
    assert {room for room in reached if ROOMS.index(room) > own} == set()


@pytest.mark.parametrize("file", [HOUSE / f"{name}.py" for name in HALL], ids=name_of)
def test_the_hall_imports_from_no_room(file: Path) -> None:
    assert {name.split(".")[0] for name in imports(file)} <= set(HALL)


@pytest.mark.parametrize("file", sorted((HOUSE / "cli").glob("*.py")), ids=name_of)
def test_the_command_line_calls_only_rooms_that_know_a_folder(file: Path) -> None:
    allowed = {"cli", "folder", "inputs", "desk", "history", "run", *HALL}
    assert {name.split(".")[0] for name in imports(file)} <= allowed


@pytest.mark.parametrize("file", sorted((HOUSE / "report").rglob("*.py")), ids=name_of)
def test_the_report_never_pools(file: Path) -> None:
    """It may take a documented constant from the pool, so that both mean the same by it."""
    assert not [name for name in imports(file) if name.startswith("pool") and not name.split(".")[-1].isupper()]


def test_every_room_is_known() -> None:
    assert {folder.parent.name for folder in HOUSE.glob("*/__init__.py")} == set(ROOMS)


def test_nothing_is_called_utils() -> None:
    banned = {"utils", "util", "helpers", "common_utils", "misc"}
    assert not [file for file in MODULES if banned & {part.removesuffix(".py") for part in file.parts}]


def test_the_package_is_typed() -> None:
    assert (HOUSE / "py.typed").exists()


@pytest.mark.parametrize("file", [file for file in MODULES if room_of(file) not in ("cli", "")], ids=name_of)
def test_the_library_never_prints_and_never_exits(file: Path) -> None:
    calls = {
        node.func.id
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"print", "exit", "quit"}
    assert "SystemExit" not in {node.id for node in ast.walk(tree_of(file)) if isinstance(node, ast.Name)}


def public_functions(file: Path) -> Iterator[ast.FunctionDef]:
    tree = tree_of(file)
    public = {
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets)
        for name in ast.literal_eval(node.value)
    }
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in public)
    # a command is documented by its help
    yield from (node for node in functions if not any("click." in ast.unparse(by) for by in node.decorator_list))


# Functions between rooms that take whole tables of the room before: an example would be longer than the function, and
# the tests of the room show them. No new one: this list only ever gets shorter.
SHOWN_BY_TESTS = {
    "claims/row_corrections.py": {"read_corrections"},
    "claims/formats/xlsx.py": {"read"},
    "claims/formats/parquet.py": {"read"},
    "claims/claim_files.py": {"read_files", "read_table"},
    "pool/bounds.py": {"place_bounds"},
    "pool/calibration.py": {"spread_variance", "typical_spread"},
    "pool/cells.py": {"growth_rates", "pair_claims", "running_maximum"},
    "pool/estimate.py": {"pool_run"},
    "pool/grid.py": {"kernel_cdf", "leaks", "mixture_cdf", "read_at"},
    "pool/mixture.py": {"blocks"},
    "engine/claims_table.py": {"claims_table"},
    "engine/estimates_table.py": {"estimates_table"},
    "notebook/reconciliation.py": {"reconcile_checked"},
    "engine/hear.py": {"hear"},
    "engine/pooled.py": {"pool"},
    "records.py": {"join_records"},
    "report/pictures/curve.py": {"draw_curve"},
    "report/sentences/display.py": {"shown_estimates"},
    "report/sentences/display_claims.py": {"shown_claims"},
    "report/pages/explanation.py": {"explain"},
    "report/pictures/draw.py": {"curve", "draw", "forest"},
    "report/pictures/forest.py": {"draw_forest"},
    "report/sentences/listed_figures.py": {"listed"},
    "report/sentences/clauses_extra.py": {"computed_items", "reasons_withheld", "voices_named"},
    "report/pictures/forest_rows.py": {"rows_of"},
    "engine/claims_behind.py": {"claims_behind"},
    "report/sentences/wording.py": {"sentences"},
    "sources/accounts.py": {"choose_accounts"},
    "sources/identities.py": {"check_identities"},
    "sources/registry.py": {"lookup", "read_sources"},
    "sources/weights.py": {"weigh"},
}


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_every_public_function_has_an_example(file: Path) -> None:
    docs = {function.name: ast.get_docstring(function) or "" for function in public_functions(file)}
    assert [name for name, text in docs.items() if not text] == []
    without = {name for name, text in docs.items() if "Examples\n" not in text}
    assert without - SHOWN_BY_TESTS.get(name_of(file), set()) == set()


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(tree_of(file))
