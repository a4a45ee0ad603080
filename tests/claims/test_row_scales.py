from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.measures import Measure
from reconcile.claims.settings import ClaimSettings


def rejected(scales: list[str], **row: object) -> list[int]:
    table = pd.DataFrame({"quantity": "q", "source": [f"S{n}" for n in range(len(scales))], "scale": scales,
                          "best": range(10, 10 + len(scales)), **row})  # fmt: skip
    faults = check_claims(table, ClaimSettings(measures={"wells": Measure("wells", "wells", "wells", scale="linear")}))
    assert set(faults.rejected["rule"]) <= {"scale-differs"}
    return list(faults.rejected["row"])


@pytest.mark.parametrize(
    ("measure", "scales", "rows"),
    [
        ("killed", ["", "proportion"], [2]), ("killed", ["linear", "linear"], [1, 2]), ("killed", ["log", ""], []),
        ("share", ["proportion", "log"], [2]), ("wells", ["linear", "log"], [2]),
    ],
)  # fmt: skip
def test_a_measure_has_its_scale(measure: str, scales: list[str], rows: list[int]) -> None:
    assert rejected(scales, measure=measure) == rows


@pytest.mark.parametrize(
    ("scales", "rows"),
    [
        (["linear"], []), (["linear", "linear"], []), (["linear", "linear", ""], []), (["linear", ""], [1]),
        (["", "", "proportion"], [3]), (["linear", "proportion"], [1, 2]), (["linear", "linear", "log"], [3]),
    ],
)  # fmt: skip
def test_without_a_measure_most_rows_decide(scales: list[str], rows: list[int]) -> None:
    assert rejected(scales) == rows


def test_quantities_decide_apart_and_rejected_rows_have_no_say() -> None:
    assert rejected(["linear", ""], place=["A", "B"]) == []
    table = pd.DataFrame(
        {"quantity": "q", "source": ["A", "", ""], "scale": ["", "linear", "linear"], "best": [1, 2, 3]}
    )
    assert check_claims(table).claims["scale"].tolist() == [""]
