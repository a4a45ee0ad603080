"""What articles can yield stands in the list of measures: by the tables, by the rules, in all texts of the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest

from reconcile import columns
from reconcile.articles.extraction import extract_claims
from reconcile.articles.figures.mentions import mentions_of
from reconcile.articles.measure.made_measures import OTHER
from reconcile.articles.measure.share_wholes import measure_of_share
from reconcile.claims.cues import CUE_WORDS, LOSSES, VAGUE, measure_for, twin_of
from reconcile.claims.measures import EVENTS, MEASURES
from reconcile.language.tokens import tokens_of

ROOM = Path(__file__).parents[3] / "reconcile" / "articles"
THINGS = sorted({cue.split(" ")[1] for own in MEASURES.values() for cue in own.cues} | {"", OTHER, "events"})
SHARED_OF = ("territory", "forces", "tanks", "drones", "casualties", "goats")


def test_events_and_things_make_measures_of_the_list_or_none() -> None:
    events = [frozenset(some) for size in (1, 2) for some in combinations(EVENTS, size)]
    sums = [frozenset(some) for size in range(3, len(LOSSES) + 1) for some in combinations(sorted(LOSSES), size)]
    made = {measure_for(some, thing) for some, thing in product([*events, *sums], THINGS)}
    assert made - set(MEASURES) == {""}
    by_rule = {"share", "equipment_share_lost", "advance_rate"}
    read_from_tables = {
        "excess_deaths",
        "casualty_rate",
        "killed_share",
    }
    assert set(MEASURES) - made == by_rule | read_from_tables


def test_shares_are_of_the_list() -> None:
    for what, measure in product(SHARED_OF, ["", *MEASURES]):
        tokens = tokens_of(text := f"A third of the {what} were gone.")
        assert measure_of_share(tokens, mentions_of(text, tokens)[0], measure) in ("", *MEASURES)


@pytest.mark.parametrize(
    ("measure", "thing", "twin"),
    [("drones_launched", "missiles", "missiles_launched"), ("missiles_hit", "drones", "drones_hit"),
     ("drones_lost", "missiles", "missiles_lost"), ("drones_airborne", "missiles", "missiles_airborne"),
     ("interception_rate", "drones", "drones_shot_down"), ("area_gained", "settlements", "settlements_taken"),
     ("settlements_held", "area", "area_held"), ("area_lost", "settlements", ""), ("share", "drones", "")],
)  # fmt: skip
def test_twins(measure: str, thing: str, twin: str) -> None:
    assert twin_of(measure, thing) == twin


def test_vague_events_and_words_come_from_the_list() -> None:
    assert VAGUE == {"lose": 8, "toll": 6, "imprison": 8, "muster": 4, "inhabit": 7, "attend": 4}
    assert {"shot", "down", "toll"} <= CUE_WORDS


def constants(file: Path) -> Iterator[str]:
    """The strings of a module that look like the name of a measure of two words or more."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[a-z]+(_[a-z]+)+", node.value)
        ):
            yield node.value


@pytest.mark.parametrize("file", sorted(ROOM.rglob("*.py")), ids=lambda file: file.name)
def test_no_module_of_the_room_names_a_measure_that_is_not_in_the_list(file: Path) -> None:
    tables = [table for table in vars(columns).values() if isinstance(table, tuple)]
    known = {column.name for table in tables for column in table if isinstance(column, columns.Column)}
    tree = ast.parse(file.read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    # a word of `includes`, as that column says
    known |= {word for word in ("so_far",) if any(word in column.meaning for column in columns.RAW_CLAIMS)}
    assert set(constants(file)) - set(MEASURES) - known - defined == set()


def texts_of_tests() -> list[str]:
    strings = {
        node.value
        for file in Path(__file__).parents[1].rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    }
    return sorted(strings)


@pytest.mark.long
def test_all_texts_of_this_room_yield_measures_of_the_list() -> None:
    found = {measure for text in texts_of_tests() for measure in extract_claims(text)["measure"]}
    assert found - set(MEASURES) == {""}
    assert len(found) > 30


def test_real_articles_yield_measures_of_the_list(shared: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((shared / "reference" / "articles").glob("*.txt"))]
    assert texts
    assert {measure for text in texts for measure in extract_claims(text)["measure"]} - set(MEASURES) <= {""}
