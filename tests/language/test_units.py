"""Units on their own, as a column `unit` has them."""

from __future__ import annotations

import pint
import pytest

from reconcile.language import units
from reconcile.language.units import COUNTED, PHYSICAL, is_unit_word, read_unit


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("sq km", "km2", 1), ("km²", "km2", 1), ("Square Kilometres", "km2", 1), ("sq mi", "km2", 2.589988),
        ("square miles", "km2", 2.589988), ("ha", "km2", 0.01), ("acres", "km2", 0.00404687), ("m²", "km2", 1e-6),
        ("persons", "persons", 1), ("troops", "persons", 1), ("%", "percent", 1), ("drones", "drones", 1),
        ("persons/day", "persons/day", 1), ("soldiers a week", "persons/day", 1 / 7),
        ("km2 per month", "km2/day", 1 / 30.436875),
    ],
)  # fmt: skip
def test_units(text: str, name: str, factor: float) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert unit.name == name
    assert unit.factor == pytest.approx(factor, rel=1e-5)


@pytest.mark.parametrize("text", ["bananas", "km3", "/day", "", "x" * 10_000])
def test_unknown_units(text: str) -> None:
    assert read_unit(text) is None


def test_what_the_unit_of_a_rate_is_divided_by() -> None:
    assert units.DAYS_A_WEEK == 7.0
    assert pytest.approx(146_097 / 400 / 12) == units.DAYS_A_MONTH


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("Sq. Km.", "km2", 1), ("SQ  KM", "km2", 1), ("mi²", "km2", 2.589988), ("m", "km", 0.001),
        ("miles", "km", 1.609344),
        ("км", "km", 1), ("кв. км", "km2", 1), ("prisoners of war", "persons", 1), ("armoured vehicles", "vehicles", 1),
        ("per cent", "percent", 1), ("percentage points", "percent", 1), ("rockets", "missiles", 1),
        ("towns", "settlements", 1), ("strikes", "events", 1), ("pieces", "items", 1),
        ("drones each month", "drones/day", 1 / 30.436875), ("km daily", "km/day", 1),
        ("tanks weekly", "vehicles/day", 1 / 7),
        ("ha every day", "km2/day", 0.01), ("men / week", "persons/day", 1 / 7),
        ("men monthly", "persons/day", 1 / 30.436875),
    ],
)  # fmt: skip
def test_spellings_of_units(text: str, name: str, factor: float) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert (unit.name, unit.factor) == (name, pytest.approx(factor, rel=1e-6))


@pytest.mark.parametrize("text", ["menss", "day", "per day", "km per year", "week", "s", "sq", "men per fortnight"])
def test_no_units(text: str) -> None:
    assert read_unit(text) is None


def test_the_longest_unit_has_a_hundred_characters() -> None:
    assert units.LONGEST_UNIT == 100
    assert read_unit("men".rjust(100)) is not None
    assert read_unit("men".rjust(101)) is None


def test_hostile_spellings_are_not_kept_for_ever() -> None:
    assert units.MOST_REMEMBERED == 4096


def test_every_word_of_every_unit_is_a_unit_word() -> None:
    for words in COUNTED.values():
        assert all(is_unit_word(word) for spelling in words for word in spelling.split())
    assert is_unit_word("hectares")
    assert not is_unit_word("hectaress")
    assert not is_unit_word("s")


def test_a_spelling_counts_in_one_unit_alone() -> None:
    spelled = [word for name, words in COUNTED.items() for word in {name, *words}]
    assert len(spelled) == len(set(spelled))


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry()


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in PHYSICAL.items() for word in words])
def test_factors_are_those_of_pint(registry: pint.UnitRegistry[float], name: str, word: str) -> None:
    factor, spellings = PHYSICAL[name][word]
    assert factor == registry.Quantity(1.0, word).to({"km2": "kilometer**2", "km": "kilometer"}[name]).magnitude
    assert {read_unit(spelling) for spelling in spellings} == {(name, factor)}
