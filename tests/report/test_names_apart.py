"""Names that print would cut to the same words."""

from __future__ import annotations

import pandas as pd

import reconcile as rc
from reconcile.report.sentences.names_apart import names_apart

OFFICE = "Joint Office of Records and Statistics of the {} Provinces"


def test_two_offices_that_begin_alike_are_told_apart_in_print() -> None:
    sources = [OFFICE.format(side) for side in ("Northern", "Southern")]
    table = pd.DataFrame({"measure": "killed", "place": "Orva", "source": sources, "best": [40, 900]})
    said = rc.reconcile(table).estimates["wording"].iloc[0]
    assert "Northern" in said
    assert "Southern" in said


def test_what_is_short_or_alone_keeps_its_name() -> None:
    assert names_apart([OFFICE.format("Northern"), "Joint Office", ""]) == {}


def test_names_with_the_same_ends_are_left_as_they_are() -> None:
    assert names_apart([f"{OFFICE.format(side)} in Orva" for side in ("Northern", "Southern")]) == {}
