from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reconcile.errors import InputError
from reconcile.sources.identities import Identity, check_identities
from reconcile.sources.origins import find_voices
from reconcile.sources.registry import read_sources, registry_of
from reconcile.sources.weights import Weights, weigh

SIDES = {"Ukraine": ["Ukraine"], "Russia": ["Russia"]}
EMPTY = dict.fromkeys(
    ("family", "origin", "origin_basis", "parent", "grade", "measure", "party", "counterparty", "file"), ""
)


def weights(*claims: dict[str, object], sources: list[dict[str, str]] | None = None) -> Weights:
    rows = [{**EMPTY, "claim_id": f"C{n}", "row": n, "weight": np.nan, **claim} for n, claim in enumerate(claims)]
    table = pd.DataFrame(rows)
    registry = registry_of(pd.DataFrame(sources) if sources else None)
    return weigh(table, find_voices(table, np.zeros(len(table), dtype=int), registry), registry, SIDES)


def test_the_weight_is_the_product_of_its_columns() -> None:
    told = weights({"source": "A", "grade": "2", "weight": 0.5}, sources=[{"source": "A", "grade": "B", "weight": "2"}])
    row = told.table.iloc[0]
    assert (row["source_factor"], row["item_factor"], row["desk_factor"]) == (0.75, 0.75, 1.0)
    assert row["weight"] == 0.75 * 0.75
    assert row["reason_of_weight"] == "grade B2"


def test_nobody_judged_is_said() -> None:
    assert weights({"source": "A"}).table["reason_of_weight"].tolist() == ["grade F6 (not judged)"]


def test_the_grade_is_that_of_the_voice_not_of_the_outlet() -> None:
    sources = [{"source": "Ministry", "grade": "A1"}, {"source": "Blog", "grade": "E5"}]
    told = weights({"source": "Blog", "origin": "Ministry"}, sources=sources)
    assert told.table["weight"].tolist() == [1.0]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"parent": "C0"}, "computed from C0"),
        ({"origin": "B", "origin_basis": "suspected"}, "suspected to rest on B"),
        ({"grade": "E1"}, "source graded E, unreliable"),
        ({"grade": "A5"}, "item graded 5, improbable"),
        ({"weight": 0.0}, "weight set to 0 by the desk"),
    ],
)
def test_why_a_claim_weighs_nothing(claim: dict[str, object], reason: str) -> None:
    row = weights({"source": "A", **claim}).table.iloc[0]
    assert (row["weight"], row["zero_reason"]) == (0.0, reason)


def test_a_stated_origin_is_no_reason_to_weigh_nothing() -> None:
    assert weights({"source": "A", "origin": "B", "origin_basis": "stated"}).table["weight"].iloc[0] > 0


def test_the_stake_of_the_voice_decides_the_side() -> None:
    claim = {"source": "KBS", "origin": "Kyiv", "measure": "killed", "party": "Russia"}
    told = weights(claim, sources=[{"source": "Kyiv", "stake": "Ukraine"}, {"source": "KBS", "stake": "Russia"}])
    assert told.table["stake_side"].tolist() == ["low"]


def test_sources_without_a_row_and_missing_parents_are_findings() -> None:
    found = weights({"source": "A", "origin": "B"}, {"source": "A", "parent": "C99"}).findings
    assert found["rule"].tolist() == ["source-unknown", "source-unknown", "parent-missing"]
    assert found["value"].tolist() == ["A", "B", "C99"]


def test_a_table_of_sources_is_read_with_its_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    file.write_text("source,grade\nA,B\n", encoding="utf-8-sig")
    assert read_sources(file)["source"].tolist() == ["A"]


@pytest.mark.parametrize("content", [b"", b"name,grade\nA,B\n", b"source,grade\n\xff\xfe\xff,B\n", b'source\n"A\n'])
def test_a_table_of_sources_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "sources.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"sources\.csv"):
        read_sources(file)
    with pytest.raises(InputError, match="no such file"):
        read_sources(tmp_path / "absent.csv")


def counts(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"claim_id": f"C{n}", "voice": voice, "measure": measure, "family": "raid", "party": "Russia", "place": "",
             "scope": "", "population": "", "temporal": "period", "period_start": pd.Timestamp("2025-02-01"),
             "period_end": pd.Timestamp("2025-02-01"), "count_date": pd.NaT, "range_low": value, "range_best": value,
             "range_high": value, "figure_low": value}
            for n, (voice, measure, value) in enumerate(rows)
        ]
    )  # fmt: skip


DRONES = [Identity("drones", "drones_launched", ("drones_shot_down", "drones_lost"))]


def test_an_identity_that_holds() -> None:
    told = check_identities(
        counts(("UA", "drones_launched", 112), ("UA", "drones_shot_down", 81), ("UA", "drones_lost", 31)), DRONES
    )
    assert told["equation"].tolist() == ["81 + 31 = 112"]
    assert told["holds"].tolist() == [True]
    assert told["claim_ids"].tolist() == ["C1, C2, C0"]


def test_an_identity_that_does_not_hold() -> None:
    told = check_identities(
        counts(("UA", "drones_launched", 112), ("UA", "drones_shot_down", 81), ("UA", "drones_lost", 30)), DRONES
    )
    assert told["holds"].tolist() == [False]
    assert told["difference"].tolist() == [-1.0]


def test_parts_of_another_voice_are_not_mixed_in() -> None:
    told = check_identities(
        counts(("UA", "drones_launched", 112), ("UA", "drones_shot_down", 81), ("RU", "drones_lost", 31)), DRONES
    )
    assert told.empty


def test_ranges_that_touch_hold() -> None:
    table = counts(("UA", "drones_launched", 110), ("UA", "drones_shot_down", 81), ("UA", "drones_lost", 31))
    table.loc[0, ["range_low", "range_high"]] = [105, 115]
    assert check_identities(table, DRONES)["holds"].tolist() == [True]


def test_no_identities_no_checks() -> None:
    assert check_identities(counts(("UA", "drones_launched", 112)), []).empty
