from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.settings import ClaimSettings

MODEL = "basis = modelled or estimated for a model's figure"
WRITE = f"what is counted one by one is whole: write {{}} if that is meant, or {MODEL}"


def check(best: object, known: ClaimSettings | None = None, **row: object) -> Checked:
    return check_claims(pd.DataFrame([{"measure": "killed", "source": "A", "best": best, **row}]), known)


@pytest.mark.parametrize("best", ["52.318", 52.318])
def test_three_decimals_are_thousands(best: object) -> None:
    rejected = check(best).rejected
    assert rejected[["value", "rule", "hint"]].values.tolist() == [
        ["52.318", "fractional-count", WRITE.format("52,318")]
    ]


def test_thousands_of_a_text_may_look_whole() -> None:
    assert check("12.000").rejected["rule"].tolist() == ["fractional-count"]
    assert check(12.0).rejected.empty


def test_declared_signs_decide() -> None:
    commas = ClaimSettings(decimal=",", thousands=".")
    assert check("52.318", commas).claims["best"].tolist() == [52_318]
    assert check("52,318", commas).rejected["rule"].tolist() == ["fractional-count"]
    assert check("52,318", ClaimSettings(thousands=",")).claims["best"].tolist() == [52_318]


@pytest.mark.parametrize("basis", ["modelled", "estimated"])
@pytest.mark.parametrize("best", ["645.127", 645.127])
def test_a_model_has_decimals(best: object, basis: str) -> None:
    checked = check(best, basis=basis)
    assert checked.claims["best"].tolist() == [645.127]
    assert checked.findings["rule"].tolist() == ["count-with-decimals"]
    assert check(best, basis="named").rejected["rule"].tolist() == ["fractional-count"]


@pytest.mark.parametrize("best", [645.3, "645.3", 645.31, "645.1275"])
def test_other_decimals_are_read(best: object) -> None:
    checked = check(best)
    assert checked.claims["best"].tolist() == [float(str(best))]
    assert checked.findings["rule"].tolist() == ["count-with-decimals"]


def test_decimals_are_told_once_a_file() -> None:
    table = pd.DataFrame(
        {"measure": "killed", "source": ["A", "B", "C"], "best": [1.5, 2.5, 3.5], "file": ["a", "a", "b"]}
    )
    assert check_claims(table).findings[["rule", "file", "row"]].values.tolist() == [
        ["count-with-decimals", "a", 1], ["count-with-decimals", "b", 3],
    ]  # fmt: skip


def test_what_is_measured_has_decimals() -> None:
    assert check("52.318", measure="area_held").claims["best"].tolist() == [52.318]
    assert check("52.318", measure="killed", unit="persons/day", temporal="rate").rejected.empty
    assert check("52.318", measure="drones_lost").rejected["rule"].tolist() == ["fractional-count"]


@pytest.mark.parametrize(
    ("best", "rejected"), [("0.4", True), ("0.5", True), ("0.6", False), ("0", False), ("1.5", False)]
)
def test_less_than_one_is_not_printed_as_none(best: str, rejected: bool) -> None:
    assert check(best, basis="modelled").rejected["rule"].tolist() == ["fractional-count"] * rejected


def test_a_low_end_below_one_is_an_end() -> None:
    assert check("2", basis="modelled", low="0.3", high="5").rejected.empty
