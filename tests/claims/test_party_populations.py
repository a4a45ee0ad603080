"""A party that is nothing but a population counts it, whichever cell says so."""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.checked import check_claims

USUAL = {"measure": "killed", "temporal": "cumulative", "count_date": "2024-03-05"}


@pytest.mark.parametrize(
    ("party", "population", "settled"),
    [
        ("children", "", ("", "children")),
        ("Minors", "", ("", "children")),
        ("kids", "children", ("", "children")),
        ("Children", "Minors", ("", "children")),
        ("women and children", "", ("", "children and women")),
        ("civilians", "civilian", ("", "civilian")),
        ("troops", "", ("", "military")),
        ("children", "civilian", ("children", "civilian")),
        ("miners", "", ("miners", "")),
        ("Policemen", "", ("police", "")),
        ("Police", "", ("Police", "")),
        ("militiamen", "", ("militia", "")),
        ("rebels", "military", ("rebels", "military")),
        ("army", "", ("army", "")),
        ("Chad", "children", ("Chad", "children")),
        ("Chadian children", "", ("Chadian children", "")),
        ("", "", ("", "")),
    ],
)
def test_where_a_party_is_a_population(party: str, population: str, settled: tuple[str, str]) -> None:
    row = {**USUAL, "source": "Union", "best": "12", "party": party, "population": population}
    checked = check_claims(pd.DataFrame([row])).claims
    assert tuple(checked[["party", "population"]].iloc[0]) == settled


def test_they_are_one_quantity() -> None:
    rows = [
        {**USUAL, "source": "Union", "best": "12", "party": "children"},
        {**USUAL, "source": "Clinic", "best": "14", "population": "children"},
        {**USUAL, "source": "Harbour Post", "best": "13", "party": "minors", "population": "children"},
        {**USUAL, "source": "Guild", "best": "40"},
    ]
    estimates = rc.reconcile(pd.DataFrame(rows).fillna("")).estimates
    assert dict(zip(estimates["population"], estimates["claims"], strict=True)) == {"children": 3, "": 1}
