"""Keys of quantities: what is pooled together, and what it is called."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.quantities import Quantities, quantity_keys


def quantities(*rows: dict[str, object], **same: object) -> Quantities:
    """Quantities of claims with a source and a figure of their own."""
    table = pd.DataFrame([{"source": f"S{place}", "best": place + 1, **same, **row} for place, row in enumerate(rows)])
    checked = check_claims(table)
    assert checked.rejected.empty, checked.rejected
    return quantity_keys(checked.claims)


def keys(*rows: dict[str, object], **same: object) -> list[str]:
    """The key of every claim."""
    found = quantities(*rows, **same)
    return found.table["quantity"].iloc[found.code].tolist()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        # two years are not called by their first
        ("2024-01-01", "2025-12-31", "2024-01-01..2025-12-31"),
        ("2024-01-02", "2024-12-31", "2024-01-02..2024-12-31"), ("2024-01-01", "2024-12-30", "2024-01-01..2024-12-30"),
        ("2024-12-01", "2024-12-31", "2024-12"), ("2024-02-01", "2024-02-29", "2024-02"),
        ("2025-02-01", "2025-02-28", "2025-02"), ("2024-02-01", "2024-02-28", "2024-02-01..2024-02-28"),
        ("2024-02-02", "2024-02-29", "2024-02-02..2024-02-29"), ("2024-01-01", "2024-02-29", "2024-01-01..2024-02-29"),
        ("2024-01-01", "2025-01-31", "2024-01-01..2025-01-31"), ("2024-05-01", "2024-05-01", "2024-05-01..2024-05-01"),
        ("2024-05-01", "", "from 2024-05-01"), ("", "2024-05-31", "to 2024-05-31"),
    ],
)  # fmt: skip
def test_periods_are_written_as_people_do(start: str, end: str, words: str) -> None:
    row = {"measure": "killed", "temporal": "period", "period_start": start, "period_end": end}
    assert keys(row) == [f"killed/{words}"]


def test_a_key_names_what_does_not_speak_for_itself() -> None:
    row = {"measure": "killed", "party": "Russia", "place": "Kursk", "scope": "in combat", "population": "men",
           "temporal": "stock"}  # fmt: skip
    assert keys(row) == ["killed/Russia/place=Kursk/scope=in combat/population=men/stock"]
    assert keys({"measure": "killed", "temporal": "period"}) == ["killed"]


def test_signs_of_the_key_are_escaped_in_what_the_desk_wrote() -> None:
    assert keys({"quantity": "50% a/b=c"}) == ["50%25 a%2Fb%3Dc"]
    assert keys({"measure": "killed", "party": "a/b", "place": "c=d"}) == ["killed/a%2Fb/place=c%3Dd"]


def test_a_label_is_longer_only_by_what_differs_under_it() -> None:
    rows = {"scope": "a"}, {"scope": "b"}, {"scope": "b"}
    assert keys(*rows, quantity="q", measure="killed", party="Russia") == ["q/scope=a", "q/scope=b", "q/scope=b"]
    assert keys({"place": "x"}, {"place": ""}, quantity="q") == ["q/place=x", "q"]
    assert keys({"quantity": "q"}, {"quantity": "r", "scope": "b"}) == ["q", "r"]


def test_a_label_of_two_units_is_two_quantities() -> None:
    assert keys({"unit": "persons"}, {"unit": "percent"}, quantity="q") == ["q/unit=persons", "q/unit=percent"]
    assert keys({"unit": "persons"}, {"unit": ""}, quantity="q") == ["q", "q"]
    assert keys({"unit": ""}, {"unit": "persons"}, {"unit": "persons"}, quantity="q") == ["q", "q", "q"]
    mixed = keys({"unit": "percent"}, {"unit": ""}, {"unit": "persons"}, quantity="q")
    assert mixed == ["q/unit=percent", "q", "q/unit=persons"]


def test_periods_do_not_define_a_count_at_a_moment() -> None:
    assert keys({"period_start": "2024"}, {"period_start": ""}, quantity="q", temporal="stock") == ["q", "q"]
    ends = {"period_end": "2024-05"}, {"period_end": "2024-06"}
    assert keys(*ends, quantity="q", temporal="cumulative") == ["q", "q"]
    assert keys(*ends, quantity="q", temporal="rate") == ["q/to 2024-05-31", "q/to 2024-06-30"]
    assert keys(*ends, quantity="q") == ["q/to 2024-05-31", "q/to 2024-06-30"]
    starts = {"period_start": "2022-02-24"}, {"period_start": "2024"}
    assert keys(*starts, quantity="q", temporal="cumulative") == ["q/from 2022-02-24", "q/from 2024-01-01"]


def test_a_period_is_said_where_others_do_not_say_how_they_stand_in_time() -> None:
    rows = {"temporal": "period"}, {"temporal": ""}
    assert keys(*rows, quantity="q") == ["q/period", "q"]
    assert keys({"temporal": "cumulative"}, {"temporal": "period"}, quantity="q") == ["q/cumulative", "q"]


def test_a_label_that_is_the_word_of_a_measure() -> None:
    assert keys({"quantity": "killed"}, {"quantity": "", "measure": "killed"}) == ["killed", "measure=killed"]


def test_quantities_stand_by_key_and_know_their_definition() -> None:
    found = quantities({"quantity": "z"}, {"quantity": "a", "measure": "killed", "family": "f"}, {"quantity": "z"})
    assert found.code.tolist() == [1, 0, 1]
    assert found.table[["quantity", "label", "family", "measure"]].values.tolist() == [
        ["a", "a", "f", "killed"], ["z", "z", "", ""],
    ]  # fmt: skip
    assert "unit" not in found.table.columns
    assert found.findings.empty


def test_the_family_of_a_quantity_is_the_first_that_is_named() -> None:
    rows = {"family": ""}, {"family": "west"}, {"family": "east"}
    assert quantities(*rows, quantity="q").table["family"].tolist() == ["east"]
    assert quantities(*rows[::-1], quantity="q").table["family"].tolist() == ["east"]


def test_what_is_said_of_a_label_that_is_split() -> None:
    found = quantities({"scope": "a"}, {"scope": "b", "place": "x"}, {"quantity": "r"}, quantity="q").findings
    assert found[["rule", "quantity", "message", "hint"]].values.tolist() == [
        ["label-split", "q", "the label covers 2 quantities that differ in place, scope: q/place=x/scope=b; q/scope=a",
         "they are estimated apart; give each a label of its own if that is not meant"],
    ]  # fmt: skip


def test_what_is_said_of_a_family_that_is_mixed() -> None:
    rows = {"measure": "killed", "scope": "a"}, {"measure": "wounded"}, {"measure": "killed", "period_start": "2024"}
    found = quantities(*rows, family="f").findings
    assert found[["rule", "family", "message", "hint"]].values.tolist() == [
        ["family-mixed", "f", "figures of this family count different things: they differ in measure, scope",
         "nothing: each is a quantity of its own"],
    ]  # fmt: skip
    periods = {"period_start": "2023", "period_end": "2023"}, {"period_start": "2024", "period_end": "2024"}
    assert quantities(*periods, family="f", measure="killed").findings.empty
    assert quantities({"measure": "killed"}, {"measure": "wounded"}).findings.empty


def test_no_claims_no_quantities() -> None:
    claims = check_claims(pd.DataFrame({"source": ["A"], "quantity": ["q"], "best": [1]})).claims
    found = quantity_keys(claims.iloc[:0])
    assert (len(found.code), len(found.table), len(found.findings)) == (0, 0, 0)
