"""Every string that picks a column of a frame is a column of `columns.py`: read from the code, without importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from reconcile import columns
from reconcile.columns import Column, names

HOUSE = Path(__file__).parents[1] / "reconcile"

# rooms through which frames walk; language works on text, and folder and inputs on files
ROOMS = ("claims", "ranges", "sources", "pool", "engine", "report", "notebook", "desk", "history", "run", "cli")

# calls that give a mapping, whose keys are no columns
MAPPING_CALLS = {"words", "dict", "loads", "tables_of", "of_measure", "asdict", "_asdict", "read_manifest"}

# names of mappings that a reader of one module knows for such: rows and records as dictionaries, parts of a clause
MAPPING_NAMES = {
    "claims/amounts.py": {"FAULTS"},
    "claims/sense.py": {"UNITS"},
    "cli/group.py": {"params"},
    "cli/review_walk.py": {"counts"},
    "desk/approve_estimate.py": {"package", "item", "record"},
    "engine/parts/claim_links.py": {"found", "rows", "some", "links", "days", "twice"},
    "engine/parts/linked_groups.py": {"rows", "links", "table", "pairs", "chosen"},
    "history/as_printed.py": {"record"},
    "history/kept_inputs.py": {"record"},
    "history/recorded_runs.py": {"row"},
    "report/pages/feed_files.py": {"item"},
    "report/pages/feed_items.py": {"item"},
    "report/pages/html/html_multiples.py": {"table", "multiples", "phrases"},
    "report/pages/html/chart_figures.py": {"phrases"},
    "report/pages/html/html_pictures.py": {"shown", "section"},
    "report/pages/html/html_shares.py": {"table"},
    "report/pages/html/lead_chart.py": {"family", "first"},
    "report/pages/content.py": {"index"},
    "report/pages/html/page.py": {"parts", "family"},
    "report/pages/index_rows.py": {"family", "section"},
    "report/pages/lead.py": {"family", "section", "row", "places"},
    "report/pages/markdown.py": {"claim", "context", "family", "one", "parts", "place"},
    "report/pages/places.py": {"section"},
    "report/charts/report_charts.py": {"parts"},
    "report/pictures/draw.py": {"parts"},
    "report/sentences/clauses.py": {"parts", "phrases"},
    "report/sentences/lead_sentences.py": {"parts"},
    "report/sentences/notes.py": {"tail"},
    "report/sentences/comparisons.py": {"parts"},
    "report/sentences/display.py": {"parts"},
    "report/sentences/headings.py": {"parts"},
    "report/sentences/phrasebook.py": {"own"},
    "report/sentences/told_figures.py": {"parts"},
    "run/folders/dealt_parts.py": {"several"},
    "run/parquet_outputs.py": {"part"},
}

DECLARED = {
    column.name
    for table in vars(columns).values()
    if isinstance(table, tuple) and table and isinstance(table[0], Column)
    for column in table
}

# methods of frames whose first argument names columns
BY_COLUMN = {"groupby", "sort_values", "drop_duplicates", "duplicated", "set_index", "dropna"}


def strings_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from strings_in(element)


def last_name(node: ast.expr) -> str:
    """Return the name by which an expression is read: of `a.b.c` and `c(…)` it is c."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


class Keys(ast.NodeVisitor):
    """The strings that pick columns, with the mappings of the scope left out."""

    def __init__(self, mappings: set[str]) -> None:
        self.mappings = mappings
        self.found: set[str] = set()

    def is_mapping(self, node: ast.expr | None) -> bool:
        match node:
            case ast.Dict() | ast.DictComp():
                return True
            case ast.Call():
                return last_name(node) in MAPPING_CALLS
            case ast.BinOp(left=first, right=second) | ast.IfExp(body=first, orelse=second):
                return self.is_mapping(first) or self.is_mapping(second)
            case ast.Attribute(attr=name, value=inner):
                return name in self.mappings or self.is_mapping(inner)
            case ast.Subscript(value=inner):
                return self.is_mapping(inner)
        return isinstance(node, ast.Name) and (node.id in self.mappings or node.id == "Literal")

    def note(self, scope: ast.AST) -> None:
        """Take the names of a scope that are annotated or assigned as mappings."""
        for node in ast.walk(scope):
            if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
                if ast.unparse(node.annotation).startswith(("dict", "Mapping", "Any")):
                    self.mappings.add(node.arg if isinstance(node, ast.arg) else last_name(node.target))
            elif isinstance(node, ast.Assign) and self.is_mapping(node.value):
                self.mappings.update(last_name(target) for target in node.targets)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.mappings = self.mappings, set(self.mappings)
        self.note(node)
        self.generic_visit(node)
        self.mappings = outer

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not self.is_mapping(node.value):
            self.found.update(strings_in(node.slice))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = last_name(node)
        if name in BY_COLUMN and node.args:
            self.found.update(strings_in(node.args[0]))
        if name == "assign":
            self.found.update(keyword.arg for keyword in node.keywords if keyword.arg)
        if name == "merge":
            on = [keyword.value for keyword in node.keywords if keyword.arg in ("on", "left_on", "right_on")]
            self.found.update(text for value in on for text in strings_in(value))
        tables = [node.args[0]] if name == "DataFrame" and node.args else []
        tables += [keyword.value for keyword in node.keywords if name == "assign" and not keyword.arg]
        keys = [key for table in tables if isinstance(table, ast.Dict) for key in table.keys if key is not None]
        self.found.update(text for key in keys for text in strings_in(key))
        self.generic_visit(node)


def keys_of(source: str, mappings: set[str]) -> set[str]:
    tree, reader = ast.parse(source), Keys(set(mappings))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            reader.note(node)
    reader.visit(tree)
    return reader.found


def all_keys() -> dict[str, set[str]]:
    files = [file for room in ROOMS for file in sorted((HOUSE / room).rglob("*.py"))]
    named = {file.relative_to(HOUSE).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {name: keys_of(text, MAPPING_NAMES.get(name, set())) for name, text in named.items()}


def test_every_key_of_a_frame_is_declared() -> None:
    undeclared = {name: sorted(keys - DECLARED) for name, keys in all_keys().items()}
    assert {name: keys for name, keys in undeclared.items() if keys} == {}


def test_every_step_is_a_key_somewhere() -> None:
    used = set().union(*all_keys().values())
    assert sorted(set(names(columns.STEPS)) - used) == []


def test_the_reader_of_keys_finds_an_undeclared_one() -> None:
    source = """
def f(frame, words: dict[str, str]):
    told = {"no": 1}
    kept = frame.assign(one=1, **{"two": 2})[["three"]].groupby("four")["five"].sum()
    return frame.merge(kept, on=["six"]), words["no"], told["no"], pd.DataFrame({"seven": frame.loc[:, "eight"]})
"""
    assert keys_of(source, set()) == {"one", "two", "three", "four", "five", "six", "seven", "eight"}
