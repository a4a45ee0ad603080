"""The page of rooms is drawn from the source: arrows from imports, words from docstrings of packages.

RECONCILE_UPDATE_GOLDEN=1 writes it anew, and the table of CONTRIBUTING with it. Shares of lines are rounded, and those
that stand on the page are good while they are near enough, so that the page does not age with every commit.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house import (
    FACE,
    HALL,
    HOUSE,
    MAIN,
    ROOMS,
    STEPS,
    STEPS_WITHIN,
    Graph,
    House,
    arrows_back,
    circle_in,
    docstring,
    not_implied,
)

ROOT = HOUSE.parent
PAGE = ROOT / "docs" / "rooms.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"

# shares on the page are rounded to these percent
ROUNDED_TO = 5

# percent by which a share on the page may be off before it has to be written anew
NEAR_ENOUGH = 4

# what stands for modules that are in no room, in words and as the node of a diagram
NOT_ROOMS = {HALL: "hall", FACE: "reconcile", MAIN: "python -m reconcile"}

HEAD = """# Rooms

The code is a house: each folder of `reconcile/` is a room, and data walks through them from the first to the last. A
room imports only rooms that come before it, so that what happens in one can be understood without those after it.
This page is made from the source: what a room is for from its docstring, the arrows from its imports (also those within
functions and for type checkers only). `tests/test_house.py` holds the plan.
"""

PICTURE = """
An arrow leads from a room to one that it imports. Where a longer way leads to the same room, the arrow is left out here
and stands in the table below. `hall` is what lies directly in `reconcile/`; `reconcile` is the public face, what
`import reconcile as rc` gives.
"""

# width of a line of the order
WIDTH = 100


def step_as_text(step: Iterable[str]) -> str:
    names = [NOT_ROOMS.get(name, name) for name in step]
    return names[0] if len(names) == 1 else f"{{{', '.join(names)}}}"


def order(steps: Iterable[Iterable[str]]) -> str:
    line = " -> ".join(map(step_as_text, steps))
    return "```text\n" + textwrap.fill(line, WIDTH, break_on_hyphens=False) + "\n```\n"


def diagram(graph: Graph, names: list[str]) -> str:
    """Return a graph as Mermaid draws it: what comes first at the top."""
    arrows = not_implied(graph)
    number = {name: f"n{position}" for position, name in enumerate(names)}
    lines = [f'    {number[name]}["{NOT_ROOMS.get(name, name)}"]' for name in names]
    lines += [
        f"    {number[name]} --> {number[target]}" for name in names for target in names if target in arrows[name]
    ]
    return "```mermaid\nflowchart BT\n" + "\n".join(lines) + "\n```\n"


def purpose(file: Path) -> str:
    """Return what a module is for: the first paragraph of its docstring, on one line."""
    return " ".join(docstring(file).split("\n\n")[0].split())


def purpose_of(folder: str) -> str:
    return purpose(HOUSE / folder / "__init__.py")


def named(steps: Iterable[Iterable[str]]) -> list[str]:
    return [name for step in steps for name in step]


def rounded(percent: float) -> int:
    return round(percent / ROUNDED_TO) * ROUNDED_TO


def shares(house: House, page: str) -> dict[str, int]:
    """Return the share of lines of every room: as the page has it where that is near enough, else rounded anew."""
    written = {
        room: int(number) - ROUNDED_TO * (word == "under")
        for room, word, number in re.findall(r"^\| `(\w+)` \|.*\| (about|under) (\d+)% \|$", page, re.MULTILINE)
    }
    lines = house.lines_of_rooms()
    real = {room: 100 * lines[room] / lines.total() for room in ROOMS}
    return {
        room: written[room] if abs(written.get(room, -100) - percent) <= NEAR_ENOUGH else rounded(percent)
        for room, percent in real.items()
    }


def share_as_text(percent: int) -> str:
    return f"about {percent}%" if percent else f"under {ROUNDED_TO}%"


def row_of_room(house: House, room: str, share: int) -> str:
    before = [name for name in named(STEPS) if name in house.between_rooms[room]]
    imported = ", ".join(f"`{NOT_ROOMS.get(name, name)}`" for name in before)
    return f"| `{room}` | {purpose_of(room)} | {imported} | {share_as_text(share)} |"


def verdicts(house: House) -> str:
    """Return what the checks of the house find, as a list."""
    circles = [circle_in(house.arrows), *(circle_in(house.within(folder)) for folder in house.folders)]
    within = [arrow for room, steps in STEPS_WITHIN.items() for arrow in arrows_back(house.within(room), steps)]
    back = [*arrows_back(house.between_rooms, STEPS), *within]
    found = {
        "Circles between modules, or between folders": [" -> ".join(circle) for circle in circles if circle],
        "Arrows back, or to a room at the side": [" -> ".join(arrow) for arrow in back],
        "Rooms of over a quarter of the lines": house.large_rooms(),
        "Names that more than one module has": sorted(house.shared_names()),
    }
    return (
        "\n".join(f"- {what}: {', '.join(map('`{}`'.format, names)) or 'none'}." for what, names in found.items())
        + "\n"
    )


def table(head: str, rows: Iterable[str]) -> str:
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows]) + "\n"


def table_of_rooms(house: House, page: str) -> str:
    share = shares(house, page)
    rows = [row_of_room(house, room, share[room]) for room in ROOMS]
    return table("| room | what happens there | imports | lines |", rows)


def table_within(house: House) -> str:
    rows = [f"| `{folder}` | {purpose_of(folder)} |" for folder in house.folders if "/" in folder]
    return table("| folder within a room | what happens there |", rows)


def table_of_hall(house: House) -> str:
    modules = [module for module in house.files if house.room_of(module) == HALL]
    rows = [f"| `{module}` | {purpose(house.files[module])} |" for module in modules]
    return table("| module of the hall | what it is for |", rows)


def sections_within(house: House, room: str) -> list[str]:
    steps = STEPS_WITHIN[room][1:]
    return [f"## Within {room}", order(steps), diagram(house.within(room), named(steps))]


def page_of_rooms(house: House, page: str) -> str:
    sections = [
        HEAD, "## The order", order(STEPS), "Rooms in braces stand side by side and do not import each other.\n",
        "## The arrows", diagram(house.between_rooms, named(STEPS)) + PICTURE, verdicts(house),
        "## The rooms", table_of_rooms(house, page), table_within(house), table_of_hall(house),
        *(part for room in STEPS_WITHIN for part in sections_within(house, room)),
    ]  # fmt: skip
    return "\n".join(f"{section}\n" if section.startswith("##") else section for section in sections)


def table_of_contributing() -> str:
    rows = [f"| `{room}` | {purpose_of(room)} |" for room in ROOMS]
    return table("| room | what happens there |", rows)


def with_table(text: str, table: str) -> str:
    return re.sub(r"^\| room \|.*?\n(?=\n)", lambda _: table, text, count=1, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def house() -> House:
    return House(HOUSE)


def is_as_made(file: Path, made: str) -> bool:
    if os.environ.get("RECONCILE_UPDATE_GOLDEN") == "1":
        file.write_text(made, encoding="utf-8")
    return file.read_text(encoding="utf-8") == made


def test_the_page_of_rooms_is_the_source(house: House) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert is_as_made(PAGE, page_of_rooms(house, page)), "RECONCILE_UPDATE_GOLDEN=1 pytest writes it anew"


def test_the_table_of_contributing_is_the_source() -> None:
    made = with_table(CONTRIBUTING.read_text(encoding="utf-8"), table_of_contributing())
    assert table_of_contributing() in made
    assert is_as_made(CONTRIBUTING, made), "RECONCILE_UPDATE_GOLDEN=1 pytest writes it anew"


def test_a_share_stands_until_it_is_far_off(house: House) -> None:
    real = shares(house, "")
    row = "| `report` | … | … | about {}% |\n"
    assert shares(house, row.format(real["report"]))["report"] == real["report"]
    assert shares(house, row.format(real["report"] + 2 * ROUNDED_TO))["report"] == real["report"]
    assert shares(house, "| `ranges` | … | … | under 5% |\n")["ranges"] == 0
