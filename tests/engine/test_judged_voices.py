"""Sources judged by values that became known, and the record that comes of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.days import NO_DAY, as_day
from reconcile.engine.judged_voices import judged_voices
from reconcile.engine.learned_record import PER_MEAN_ERROR, PRIOR_QUANTITIES, learned_record
from reconcile.engine.options import EngineOptions
from reconcile.engine.resolved_errors import MOST_DAYS, MOST_ERROR
from reconcile.pool.calibration import COMMON_SPREAD
from reconcile.sources.past_of_claims import SURE
from reconcile.sources.registry import registry_of

SAID = {"measure": "killed", "place": "Town", "source": "A", "best": 30, "published": "2024-05-02"}
KNOWN = {"quantity": "killed/place=Town", "value": 60.0, "day": NO_DAY, "published_day": as_day("2025-01-31"),
         "source": "Inquiry", "origin": ""}  # fmt: skip
HALF = -math.log(2)


def judged(
    *said: dict[str, Any],
    known: list[dict[str, Any]] | None = None,
    sources: pd.DataFrame | None = None,
    **options: Any,
) -> pd.DataFrame:
    claims = check_claims(pd.DataFrame([SAID | row for row in said]))
    truths = pd.DataFrame([KNOWN | row for row in known or [{}]])
    return judged_voices(claims, registry_of(sources), EngineOptions(**options), truths)


def biases(table: pd.DataFrame) -> dict[str, float]:
    """The mean error behind each shrunk bias."""
    return {
        source: round(bias * (n + PRIOR_QUANTITIES) / n, 4)
        for source, bias, n in zip(table["source"], table["bias"], table["n"], strict=True)
    }


def test_the_record_by_hand() -> None:
    """Two places: A is off by half in one and right in the other, B is twice too high in one."""
    table = judged(
        {}, {"place": "Hill", "best": 60}, {"source": "B", "best": 120},
        known=[{}, {"quantity": "killed/place=Hill"}],
    )  # fmt: skip
    # per place the mean absolute error is ln 2 and 0; the usual error counts a common spread of .3 for five
    usual = (PER_MEAN_ERROR * math.log(2) + 5 * 0.3) / 7
    assert table["source"].tolist() == ["A", "B"]
    assert table["n"].tolist() == [2, 1]
    assert table["bias"].tolist() == pytest.approx([HALF / 7, -HALF / 6])
    assert table["usual_sd"].tolist() == pytest.approx([usual, usual])
    assert table["error_sd"].tolist() == pytest.approx(
        [(PER_MEAN_ERROR * math.log(2) + 5 * usual) / 7, (PER_MEAN_ERROR * math.log(2) + 5 * usual) / 6]
    )
    assert table["rests_on"].tolist() == ["killed/place=Hill | killed/place=Town", "killed/place=Town"]
    assert table["known_from"].tolist() == ["Inquiry", "Inquiry"]


def test_constants_are_those_of_the_page() -> None:
    assert (PRIOR_QUANTITIES, SURE, MOST_ERROR, MOST_DAYS, COMMON_SPREAD) == (5.0, 5, 3.0, 7, 0.3)
    assert pytest.approx(math.sqrt(math.pi / 2)) == PER_MEAN_ERROR


@pytest.mark.long
def test_nobody_is_judged_by_its_own_figure_or_that_of_its_origin() -> None:
    said = [{}, {"source": "B", "best": 60}, {"source": "Paper", "origin": "Ministry", "best": 50}]
    assert biases(judged(*said, known=[{"source": "B"}])).keys() == {"A", "Ministry"}
    # the value is the ministry's, whoever published it
    assert biases(judged(*said, known=[{"source": "UN", "origin": "ministry"}])).keys() == {"A", "B"}
    listed = pd.DataFrame({"source": ["UN", "Ministry"], "origin": ["Ministry", ""], "aliases": ["", "MoD"]})
    assert biases(judged(*said, known=[{"source": "UN"}], sources=listed)).keys() == {"A", "B"}
    assert biases(judged(*said, known=[{"source": "MoD"}], sources=listed)).keys() == {"A", "B"}
    # the paper has its figures from the ministry: its value is the ministry's
    assert biases(judged(*said, known=[{"source": "Paper"}])).keys() == {"A", "B"}


def test_a_correction_counts_once_and_what_came_after_the_value_does_not() -> None:
    first, corrected, late = {}, {"best": 60, "published": "2024-06-01"}, {"best": 61, "published": "2025-02-01"}
    assert biases(judged(first, corrected)) == {"A": 0.0}
    assert biases(judged(first, late)) == {"A": round(HALF, 4)}
    assert judged(late).empty
    # on the very day nobody can tell which was first
    assert judged({"published": "2025-01-31"}).empty


@pytest.mark.parametrize(
    "said",
    [
        {"phrase": "at least 30", "best": None},
        {"published": None},
        {"measure": "", "quantity": "killed/place=Town", "place": ""},
    ],
    ids=["a floor", "no day", "no measure"],
)
def test_what_judges_nobody(said: dict[str, Any]) -> None:
    assert judged(said).empty


@pytest.mark.long
def test_an_old_total_is_not_wrong_for_its_age() -> None:
    total = {"temporal": "cumulative", "count_date": "2024-05-02"}
    known = {"quantity": "killed/place=Town/cumulative", "day": as_day("2024-05-02")}
    assert biases(judged(total, known=[known])) == {"A": round(HALF, 4)}
    assert biases(judged(total, known=[known | {"day": as_day("2024-05-09")}])) == {"A": round(HALF, 4)}
    assert judged(total, known=[known | {"day": as_day("2024-05-10")}]).empty


def test_dates_of_one_quantity_are_one_observation() -> None:
    totals = [{"temporal": "cumulative", "count_date": day, "published": day, "best": best}
              for day, best in (("2024-05-02", 30), ("2024-05-20", 120))]  # fmt: skip
    known = [{"quantity": "killed/place=Town/cumulative", "day": as_day(day)} for day in ("2024-05-02", "2024-05-20")]
    table = judged(*totals, known=known)
    assert table["n"].tolist() == [1]
    assert biases(table) == {"A": 0.0}
    assert table["error_sd"].iloc[0] > table["usual_sd"].iloc[0]


def test_whose_losses_it_counts_are_apart() -> None:
    listed = pd.DataFrame({"source": ["A"], "stake": ["North"]})
    said = [{"party": party, "counterparty": other} for party, other in (("North", "South"), ("South", "North"))]
    known = [{"quantity": f"killed/{party}/place=Town"} for party in ("North", "South")]
    table = judged(*said, known=known, sources=listed, sides={"n": ["North"], "s": ["South"]})
    assert table["losses"].tolist() == ["enemy", "own"]


def test_another_definition_judges_nobody_and_errors_are_capped() -> None:
    assert judged({}, known=[{"quantity": "wounded/place=Town"}]).empty
    assert biases(judged({"best": 60_000_0})) == {"A": MOST_ERROR}
    assert judged({}, known=[{"value": 0.0}]).empty


def test_a_linear_quantity_has_no_unit_of_its_own() -> None:
    said = {"measure": "change", "best": -30, "place": "Town"}
    assert judged(said, known=[{"quantity": "change/place=Town", "value": -60.0}]).empty


def test_the_order_of_claims_and_truths_changes_nothing() -> None:
    said = [{"place": f"Town {at}", "source": name, "best": 30 + 7 * at + len(name)}
            for at in range(4) for name in ("A", "BB", "CCC")]  # fmt: skip
    known = [{"quantity": f"killed/place=Town {at}", "value": 40.0 + at} for at in range(4)]
    there, back = judged(*said, known=known), judged(*said[::-1], known=known[::-1])
    pd.testing.assert_frame_equal(there, back)


def test_of_two_scales_the_one_with_more_quantities_stays() -> None:
    errors = pd.DataFrame({
        "voice": "A", "measure": "share", "losses": "neutral", "scale": ["log", "proportion", "proportion"],
        "quantity": ["a", "b", "c"], "error": 0.1, "known_by": "UN", "published_day": 1,
    })  # fmt: skip
    assert learned_record(errors)[["scale", "n"]].values.tolist() == [["proportion", 2]]
    assert learned_record(errors.iloc[:2])[["scale", "n"]].values.tolist() == [["log", 1]]
