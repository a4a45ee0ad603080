"""The house as its source has it: modules, what they import, rooms, and the order of the rooms. Nothing is imported.

A *module* is named within the house ("pool.grid"; "" is the package itself, its public face). An *arrow* leads from a
module, or a folder of them, to one that it imports. A *step* holds rooms side by side, which do not import each other.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

Graph = dict[str, set[str]]

HOUSE = Path(__file__).parents[1] / "reconcile"

# modules directly in the package that every room may import
HALL = "hall"

# the package itself, whose public names come from many rooms, and the module behind `python -m reconcile`
FACE, MAIN = "", "__main__"

# the order in which data walks through the house
STEPS = (
    (HALL,), ("language",), ("claims",), ("articles", "ranges", "sources"), ("pool",), ("engine",), ("report",),
    ("notebook",), ("folder",), ("inputs",), ("desk", "history"), ("run",), ("web",), (FACE,), ("cli",), (MAIN,),
)  # fmt: skip
ROOMS = tuple(name for step in STEPS for name in step if name not in (HALL, FACE, MAIN))

# the order within the rooms that have rooms of their own; modules that put those together come last
STEPS_WITHIN = {
    "articles": (
        ("__init__",), ("words", "printed"), ("grammar", "origin"), ("figures",), ("measure", "place"),
        ("party", "date"), ("facts",), ("role",), ("article_sentences", "confidence", "contradictions"),
        ("figures_said", "figure_rows", "article_findings"), ("extraction",), ("second_reading",),
    ),
    "report": (
        ("__init__",), ("sentences",), ("sections",), ("printed_sentences",), ("pictures",), ("charts",), ("pages",),
    ),
}  # fmt: skip

# share of all lines that one room may hold: a room of a third of them was five rooms that nobody kept apart
LARGEST_SHARE = 0.25


@cache
def tree_of(file: Path) -> ast.Module:
    """Parse a file; each is parsed once for all tests."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def docstring(file: Path) -> str:
    return ast.get_docstring(tree_of(file)) or ""


def names_imported(file: Path) -> Iterator[str]:
    """Every dotted name that a file imports, anywhere in it: in functions and for type checkers, too."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strings(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@dataclass(frozen=True)
class House:
    """The modules below one folder, and the arrows between them."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every module's file, by its name within the house."""
        return {self._name_of(file): file for file in sorted(self.folder.rglob("*.py"))}

    def _name_of(self, file: Path) -> str:
        parts = file.relative_to(self.folder).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def arrows(self) -> Graph:
        """The modules that each module imports, or loads by its name."""
        return {module: self._imported_by(file) - {module} for module, file in self.files.items()}

    def _imported_by(self, file: Path) -> set[str]:
        package = self.folder.name
        inside = (name.partition(".")[2] for name in names_imported(file) if name.split(".")[0] == package)
        by_name = {name.removeprefix(f"{package}.") for name in strings(file) if name.startswith(f"{package}.")}
        return {self._module_of(name) for name in inside} | {name for name in by_name if self._is_module(name)}

    def _module_of(self, name: str) -> str:
        """Return the module that a dotted name leads to: "pool.grid.read_at" is in "pool.grid"."""
        while name not in self.files:
            name = name.rpartition(".")[0]
        return name

    def _is_module(self, name: str) -> bool:
        return name in self.files and self.files[name].name != "__init__.py"

    @cached_property
    def folders(self) -> list[str]:
        """Every folder with modules, by its path within the house: "", "pool", "pool/methods"."""
        return sorted({self._folder_of(module) for module in self.files})

    def _folder_of(self, module: str) -> str:
        path = self.files[module].parent.relative_to(self.folder).as_posix()
        return "" if path == "." else path

    def room_of(self, module: str) -> str:
        """Return the room of a module: for those directly in the package, the hall, the face, or themselves."""
        if folder := self._folder_of(module):
            return folder.split("/")[0]
        return module if module in (FACE, MAIN) else HALL

    @cached_property
    def between_rooms(self) -> Graph:
        return contracted(self.arrows, self.room_of)

    def within(self, folder: str) -> Graph:
        """Return the arrows between the direct children of a folder, each sub-folder as one node."""
        path = Path(folder)

        def child_of(module: str) -> str:
            below = self.files[module].relative_to(self.folder / path).parts
            return below[0].removesuffix(".py")

        there = {module for module, file in self.files.items() if file.is_relative_to(self.folder / path)}
        return contracted({module: self.arrows[module] & there for module in there}, child_of)

    def lines_of_rooms(self) -> Counter[str]:
        lines: Counter[str] = Counter()
        for module, file in self.files.items():
            lines[self.room_of(module)] += len(file.read_text(encoding="utf-8").splitlines())
        return lines

    def large_rooms(self) -> list[str]:
        lines = self.lines_of_rooms()
        return [room for room, count in lines.items() if count > LARGEST_SHARE * lines.total()]

    def shared_names(self) -> dict[str, list[str]]:
        """Return the file names that more than one module has, but for `__init__`, with those modules."""
        by_name: dict[str, list[str]] = {}
        for module, file in self.files.items():
            by_name.setdefault(file.stem, []).append(module)
        return {name: modules for name, modules in by_name.items() if name != "__init__" and len(modules) > 1}


def contracted(graph: Mapping[str, Collection[str]], node_of: Callable[[str], str]) -> Graph:
    """Return a graph of groups of nodes: an arrow where any member has one to a member of the other."""
    grouped: Graph = {node_of(node): set() for node in graph}
    for node, targets in graph.items():
        grouped[node_of(node)] |= {node_of(target) for target in targets} - {node_of(node)}
    return grouped


def circle_in(graph: Mapping[str, Collection[str]]) -> list[str]:
    """Return the nodes of one circle, first and last alike; none where there is no circle."""
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        return circle
    return []


def arrows_back(graph: Mapping[str, Collection[str]], steps: Collection[Collection[str]]) -> list[tuple[str, str]]:
    """Return the arrows that do not lead to an earlier step: to a later one, or to a room at its side."""
    step_of = {name: number for number, step in enumerate(steps) for name in step}
    arrows = [(node, target) for node, targets in graph.items() for target in targets]
    return sorted((node, target) for node, target in arrows if step_of[target] >= step_of[node])


def not_implied(graph: Graph) -> Graph:
    """Return a graph less every arrow that a longer way implies: what can be drawn. With a circle, it stays whole."""
    if circle_in(graph):
        return graph

    @cache
    def reached(node: str) -> frozenset[str]:
        return frozenset(graph[node]).union(*map(reached, graph[node]))

    return {
        node: {target for target in targets if not any(target in reached(other) for other in targets)}
        for node, targets in graph.items()
    }
