"""One figure of one voice that stands for two definitions of a thing."""

from __future__ import annotations

import pandas as pd

import reconcile as rc

ROW = {"measure": "killed", "source": "Ministry", "best": 250, "count_date": "2025-06-12", "temporal": "cumulative",
       "party": "Aland", "family": "war"}  # fmt: skip


CASES: list[tuple[dict[str, object], bool]] = [
    ({"measure": "killed_or_missing"}, True),
    ({"scope": "with Kursk"}, True),
    ({"measure": "wounded"}, False),
    ({"scope": "second wave"}, False),
    ({"measure": "killed_or_missing", "source": "Monitor"}, False),
    ({"measure": "killed_or_missing", "best": 260}, False),
    ({"measure": "killed_or_missing", "count_date": "2025-06-13"}, False),
    ({"measure": "killed_or_missing", "party": "Bland"}, False),
]


def test_what_is_one_statement_of_two_things() -> None:
    """Every case is set at a place of its own, in a family of its own."""
    claims = pd.DataFrame([
        {**ROW, **other, "claim_id": f"{name}{number}", "place": f"Town {number}", "family": f"war {number}"}
        for number, (second, _) in enumerate(CASES) for name, other in (("A", {}), ("B", second))
    ])  # fmt: skip
    for table in (claims, claims.iloc[::-1]):
        found = rc.reconcile(table).findings
        ids = found.loc[found["rule"] == "two-definitions", "claim_id"].tolist()
        assert sorted(sorted(one.split(", ")) for one in ids) == [
            [f"A{number}", f"B{number}"] for number, (_, told) in enumerate(CASES) if told
        ]


def test_two_things_of_one_name_each_are_no_two_definitions() -> None:
    claims = pd.DataFrame([{**ROW, "claim_id": name, "quantity": name} for name in "AB"])
    assert "two-definitions" not in set(rc.reconcile(claims).findings["rule"])
