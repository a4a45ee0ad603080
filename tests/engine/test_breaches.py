"""Figures that cannot both hold are found, whatever the measure."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.measures import OUT_OF, WIDER


def found(*rows: dict[str, Any]) -> list[str]:
    said = [{"source": f"S{number}", "count_date": "2025-01-12", **row} for number, row in enumerate(rows)]
    findings = rc.reconcile(pd.DataFrame(said)).findings
    return findings.loc[findings["rule"] == "definition-breach", "message"].tolist()


def figures(narrow: str, low: float, wide: str, high: float, **more: Any) -> list[dict[str, Any]]:
    return [
        {"measure": narrow, "best": low, "party": "Ostra"},
        {"measure": wide, "best": high, "party": "Ostra"} | more,
    ]


@pytest.mark.long
def test_every_part_above_its_whole_is_found() -> None:
    """All pairs of measures in one table, each of a party of its own."""
    pairs = [*WIDER, *OUT_OF]
    sides = {f"Ostra {place}": pair for place, pair in enumerate(pairs)}
    above = [row | {"party": side} for side, (part, whole) in sides.items() for row in figures(part, 5100, whole, 1050)]
    below = [row | {"party": side} for side, (part, whole) in sides.items() for row in figures(part, 1050, whole, 5100)]
    told = sorted(message[: message.index("),") + 1] for message in found(*above))
    assert told == sorted(f"{part} (5,100) comes out above {whole} (1,050)" for part, whole in pairs)
    assert found(*below) == []


def test_all_that_are_lost_are_out_of_those_under_arms() -> None:
    lost = {
        "killed",
        "wounded",
        "casualties",
        "losses",
        "missing",
        "captured",
        "killed_or_missing",
        "missing_or_wounded",
    }
    assert {(part, "strength") for part in lost} == set(OUT_OF)
    assert ("missing_or_wounded", "losses") in WIDER


@pytest.mark.long
def test_a_total_stands_beside_a_stock_of_about_its_time() -> None:
    pair = figures("captured", 5100, "strength", 1050, temporal="stock", count_date="2025-03-01")
    pair[0]["temporal"] = "cumulative"
    assert len(found(*pair)) == 1
    pair[1]["count_date"] = "2025-03-20"
    assert found(*pair) == []


def test_another_party_has_another_strength() -> None:
    assert found(*figures("captured", 5100, "strength", 1050, party="Vell")) == []
