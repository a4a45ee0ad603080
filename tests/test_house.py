"""The plan of the house: rooms, names, docstrings. Read from the source, without importing it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import (
    FACE,
    HALL,
    HOUSE,
    ROOMS,
    STEPS,
    STEPS_WITHIN,
    House,
    arrows_back,
    circle_in,
    docstring,
    names_imported,
    not_implied,
    tree_of,
)

house = House(HOUSE)
MODULES = sorted(house.files.values())

# file names that more than one module may have: neighbouring projects have none to twelve
MOST_SHARED_NAMES = 8


def name_of(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def circles_within_folders(house: House) -> list[list[str]]:
    circles = (circle_in(house.within(folder)) for folder in house.folders)
    return [circle for circle in circles if circle]


def names_shared_too_often(house: House) -> list[str]:
    shared = sorted(house.shared_names())
    return shared if len(shared) > MOST_SHARED_NAMES else []


# each finds what is wrong with a house
CHECKS: dict[str, Callable[[House], object]] = {
    "no circle of modules": lambda house: circle_in(house.arrows),
    "no circle within a folder": circles_within_folders,
    "no arrow back between rooms": lambda house: arrows_back(house.between_rooms, STEPS),
    "no arrow back within a room": lambda house: [
        arrow for room, steps in STEPS_WITHIN.items() for arrow in arrows_back(house.within(room), steps)
    ],
    "no room of over a quarter of the lines": House.large_rooms,
    "few shared names": names_shared_too_often,
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_house_is_built_as_planned(check: str) -> None:
    assert CHECKS[check](house) == []


# houses with one fault each: the check that finds it, and the source of every module
FAULTS = {
    "three modules in a circle": (
        "no circle of modules",
        {
            "pool/a": "import reconcile.pool.b",
            "pool/b": "from reconcile.pool import c",
            "pool/c": "from reconcile.pool.a import x",
        },
    ),
    "a circle of which one module is loaded by its name": (
        "no circle of modules",
        {"pool/a": "from reconcile.pool.b import x", "pool/b": "load('reconcile.pool.a')"},
    ),
    "a circle for type checkers, and within a function": (
        "no circle of modules",
        {
            "pool/a": "if TYPE_CHECKING:\n    from reconcile.pool.b import x",
            "pool/b": "def f():\n    from reconcile.pool.a import x",
        },
    ),
    "a module between two of a folder beside it": (
        "no circle within a folder",
        {
            "pool/methods/a": "from reconcile.pool.grid import x",
            "pool/grid": "from reconcile.pool.methods.b import x",
            "pool/methods/b": "",
        },
    ),
    "a module between two of a folder in a folder": (
        "no circle within a folder",
        {
            "report/pages/html/a": "from reconcile.report.pages.content import x",
            "report/pages/content": "from reconcile.report.pages.html.b import x",
            "report/pages/html/b": "",
        },
    ),
    "an early room that imports a later one": (
        "no arrow back between rooms",
        {"claims/a": "from reconcile.pool.b import x", "pool/b": ""},
    ),
    "a module of the hall that imports a room": (
        "no arrow back between rooms",
        {"days": "from reconcile.claims.a import x", "claims/a": ""},
    ),
    "a room that imports the public face": ("no arrow back between rooms", {"run/a": "import reconcile as rc"}),
    "a room that imports the one beside it": (
        "no arrow back between rooms",
        {"articles/a": "from reconcile.ranges.b import x", "ranges/b": ""},
    ),
    "a sentence that needs a picture": (
        "no arrow back within a room",
        {"report/sentences/a": "from reconcile.report.pictures.b import x", "report/pictures/b": ""},
    ),
    "a clause that needs to know what it counts": (
        "no arrow back within a room",
        {"articles/grammar/a": "from reconcile.articles.measure.b import x", "articles/measure/b": ""},
    ),
    "a room of over a quarter": (
        "no room of over a quarter of the lines",
        {"pool/a": "x\n" * 26, "claims/a": "x\n" * 74},
    ),
    "nine shared names": (
        "few shared names",
        {f"{room}/{name}": "" for room in ("run", "cli") for name in "abcdefghi"},
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path) -> None:
    check, sources = FAULTS[fault]
    for name, source in {"__init__": "", **sources}.items():
        file = tmp_path / "reconcile" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    assert CHECKS[check](House(tmp_path / "reconcile"))


def test_arrows_that_others_imply_are_left_out_of_the_picture() -> None:
    everything = {"a": set(), "b": {"a"}, "c": {"a", "b"}, "d": {"a", "b", "c"}, "e": {"a"}}
    assert not_implied(everything) == {"a": set(), "b": {"a"}, "c": {"b"}, "d": {"c"}, "e": {"a"}}
    circle = {"a": {"b"}, "b": {"a"}}
    assert not_implied(circle) == circle


@pytest.mark.parametrize("module", [module for module in house.files if house.room_of(module) == "cli"])
def test_the_command_line_calls_only_rooms_that_know_a_folder(module: str) -> None:
    allowed = {"cli", "folder", "inputs", "desk", "history", "run", "web", HALL, FACE}
    assert {house.room_of(target) for target in house.arrows[module]} <= allowed


# A test of all files looks at them in one go and names those at fault: a test for each would cost more than its check.
def at_fault(check: Callable[[Path], object], files: Iterable[Path] = MODULES) -> dict[str, object]:
    """Return what is wrong with each file, for those with which something is."""
    return {name_of(file): wrong for file in files if (wrong := check(file))}


def test_the_report_never_pools() -> None:
    """It may take a documented constant from the pool, so that both mean the same by it."""

    def taken(file: Path) -> list[str]:
        from_pool = [name for name in names_imported(file) if name.startswith("reconcile.pool")]
        return [name for name in from_pool if not name.split(".")[-1].isupper()]

    assert at_fault(taken, (HOUSE / "report").rglob("*.py")) == {}


def test_every_room_is_known() -> None:
    assert {folder.parent.name for folder in HOUSE.glob("*/__init__.py")} == set(ROOMS)


def test_nothing_is_called_utils() -> None:
    banned = {"utils", "util", "helpers", "common_utils", "misc"}
    assert not [file for file in MODULES if banned & {part.removesuffix(".py") for part in file.parts}]


def test_the_package_is_typed() -> None:
    assert (HOUSE / "py.typed").exists()


def prints_or_exits(file: Path) -> set[str]:
    nodes = list(ast.walk(tree_of(file)))
    calls = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return calls & {"print", "exit", "quit"} | names & {"SystemExit"}


def test_the_library_never_prints_and_never_exits() -> None:
    library = [file for name, file in house.files.items() if house.room_of(name) in {*ROOMS} - {"cli"}]
    assert library
    assert at_fault(prints_or_exits, library) == {}


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
    "engine/claims_table.py": {"claims_table"},
    "engine/estimates_table.py": {"estimates_table"},
    "notebook/reconciliation.py": {"reconcile_checked"},
    "engine/hear.py": {"hear"},
    "engine/pooled.py": {"pool"},
    "report/sentences/clauses_extra.py": {"computed_items"},
    "engine/claims_behind.py": {"claims_behind"},
    "engine/parts/on_dask.py": {"on_dask"},
}


def without_text(file: Path) -> list[str]:
    return [function.name for function in public_functions(file) if not ast.get_docstring(function)]


def without_example(file: Path) -> set[str]:
    docs = {function.name: ast.get_docstring(function) or "" for function in public_functions(file)}
    without = {name for name, text in docs.items() if "Examples\n" not in text}
    return without - SHOWN_BY_TESTS.get(name_of(file), set())


def test_every_public_function_has_an_example() -> None:
    assert at_fault(without_text) == {}
    assert at_fault(without_example) == {}


def test_every_module_says_what_it_is_for() -> None:
    assert at_fault(lambda file: not docstring(file)) == {}


# positions that a reader can keep apart at a call; what takes more takes names
MOST_POSITIONS = 7


def long_constructors(tree: ast.Module) -> list[str]:
    """Return the classes that are made with more positions than a reader can keep apart."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > MOST_POSITIONS]
    names = [ast.unparse(node.func).rsplit(".", 1)[-1] for node in calls]
    return [name for name in names if name[:1].isupper()]


def test_constructors_take_names() -> None:
    assert at_fault(lambda file: long_constructors(tree_of(file))) == {}


def test_a_long_constructor_is_found() -> None:
    assert long_constructors(ast.parse("Task(1, 2, 3, 4, 5, 6, 7, 8); Task(1, b=2); f(1, 2, 3, 4, 5, 6, 7, 8)")) == [
        "Task"
    ]
