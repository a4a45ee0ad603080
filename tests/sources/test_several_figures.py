"""One source, several figures at one time: none is dropped unasked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.sources.several_figures import LISTED

DAY = {"measure": "killed", "place": "Karsk", "temporal": "period", "period_start": "2024-05-01",
       "period_end": "2024-05-01"}  # fmt: skip
TOTAL = {"measure": "killed", "place": "Karsk", "temporal": "cumulative"}


def reconciled(*rows: dict[str, Any], usual: dict[str, str] = DAY, **how: Any) -> rc.Reconciliation:
    claims = [{"claim_id": f"c{number}", **usual, **row} for number, row in enumerate(rows)]
    return rc.reconcile(pd.DataFrame(claims).astype(object).fillna(""), **how)


def asked(result: rc.Reconciliation) -> list[str]:
    return result.findings.loc[result.findings["rule"] == "several-figures", "message"].tolist()


def test_events_of_a_day_are_asked_for_and_nothing_is_printed() -> None:
    result = reconciled(*({"source": "Register of events", "best": best} for best in (4, 4, 9)))
    assert result.estimates["publish"].tolist() == ["withheld"]
    assert result.claims["used"].tolist() == [False] * 3
    assert asked(result) == [
        "Register of events gives 4, 4, 9 for one quantity and time, and nothing says which holds: none is used"
    ]
    hint = result.findings.loc[result.findings["rule"] == "several-figures", "hint"].iloc[0]
    assert all(word in hint for word in ('rows = "events"', "published", "role", "part_of"))


def test_whom_the_events_are_from_makes_no_voices_of_them() -> None:
    result = reconciled(
        *({"source": "Register of events", "origin": told, "best": best} for told, best in (("Radio", 24), ("Wire", 18),
                                                                                          ("Radio", 2)))
    )  # fmt: skip
    assert result.estimates["publish"].tolist() == ["withheld"]
    assert result.claims["used"].sum() == 0


SAID = {"source": "Ministry", "published": "2024-05-02"}


@pytest.mark.parametrize(("phrase", "best"), [("about 40", 40), ("about 150", 152), ("some 2,800", 2823)])
def test_one_figure_said_twice_is_no_question(phrase: str, best: float) -> None:
    result = reconciled({**SAID, "phrase": phrase}, {**SAID, "best": best})
    assert asked(result) == []
    assert result.estimates["publish"].tolist() == ["attributed"]


@pytest.mark.parametrize(("phrase", "best"), [("20", 21), ("at least 139", 150), ("about 40", 52)])
def test_figures_that_nothing_rounds_are_two(phrase: str, best: float) -> None:
    assert len(asked(reconciled({**SAID, "phrase": phrase}, {**SAID, "best": best}))) == 1


@pytest.mark.long
def test_rows_of_one_period_that_were_never_published_may_be_events_even_if_they_are_equal() -> None:
    rows = [{"source": "Register", "best": 4}, {"source": "Register", "best": 4}]
    assert reconciled(*rows).estimates["publish"].tolist() == ["withheld"]
    told_by = [{**rows[0], "origin": "Radio"}, {**rows[1], "origin": "Wire", "best": 9}]
    assert reconciled(*told_by).estimates["publish"].tolist() == ["withheld"]
    assert asked(reconciled(*told_by))[0].startswith("Register gives 4, 9 for one quantity and time")
    # whoever publishes an article on a day may well pass on what two sides say
    published = [{**row, "published": "2024-05-02"} for row in told_by]
    assert asked(reconciled(*published)) == []


def test_a_newer_version_supersedes() -> None:
    result = reconciled(
        {"source": "Ministry", "best": 40, "published": "2024-05-02"},
        {"source": "Ministry", "best": 44, "published": "2024-05-03"},
    )
    assert asked(result) == []
    assert result.claims["used"].tolist() == [False, True]


@pytest.mark.parametrize("other", [{"source": "Wire"}, {"place": "Orsk"}, {"period_end": "2024-05-02"}])
def test_another_source_quantity_or_time_is_no_question(other: dict[str, str]) -> None:
    result = reconciled({"source": "Ministry", "best": 40}, {"source": "Ministry", "best": 44, **other})
    assert asked(result) == []
    assert result.claims["used"].all()


def test_a_part_beside_its_whole_is_no_question() -> None:
    result = reconciled(
        {"source": "Ministry", "best": 40}, {"source": "Ministry", "best": 12, "population": "children"}
    )
    assert asked(result) == []


@pytest.mark.parametrize("temporal", ["", "period"])
def test_where_figures_have_no_dates_the_quantity_is_withheld(temporal: str) -> None:
    usual = {"measure": "killed", "place": "Karsk", "temporal": temporal}
    rows = ({"source": "Ministry", "best": 40}, {"source": "Ministry", "best": 70}, {"source": "Wire", "best": 55})
    result = reconciled(*rows, usual=usual)
    assert result.estimates["publish"].tolist() == ["withheld"]
    assert result.claims["left_out_reason"].astype(str).str.contains("several figures").all()


def test_versions_without_a_temporal_share_their_voice_beside_others() -> None:
    usual = {"measure": "killed", "place": "Karsk"}
    versions = [
        {"source": "Ministry", "best": 40, "published": "2024-05-02"},
        {"source": "Ministry", "best": 70, "published": "2024-05-03"},
    ]
    result = reconciled(*versions, {"source": "Wire", "best": 60}, usual=usual)
    assert asked(result) == []
    assert result.claims["share_factor"].tolist() == [0.5, 0.5, 1]


@pytest.mark.parametrize(("first", "second"), [(40, 70), (6453, 2600)])
def test_versions_of_the_only_voice_are_no_range_that_it_gave(first: float, second: float) -> None:
    usual = {"measure": "missing", "place": "Karsk", "source": "Ministry"}
    rows = ({"best": first, "published": "2024-05-02"}, {"best": second, "published": "2024-06-03"})
    result = reconciled(*rows, usual=usual)
    assert result.claims["left_out_reason"].astype(str).tolist() == [
        "superseded: its voice, the only one, later gives c1", ""
    ]  # fmt: skip
    assert result.estimates["claims_low"].tolist() == [second]


def test_a_figure_that_is_only_said_again_stays() -> None:
    usual = {"measure": "missing", "place": "Karsk", "source": "Ministry"}
    rows = ({"phrase": "about 40", "published": "2024-05-02"}, {"phrase": "at least 40", "published": "2024-06-03"})
    assert reconciled(*rows, usual=usual).claims["used"].tolist() == [True, True]


def series(*counts: tuple[str, str, float]) -> rc.Reconciliation:
    rows = ({"source": source, "count_date": day, "published": day, "best": best} for source, day, best in counts)
    return reconciled(*rows, usual=TOTAL, at="month-end")


def test_in_a_dated_series_they_enter_as_one_span() -> None:
    result = series(
        ("Ministry", "2024-01-31", 100), ("Ministry", "2024-02-29", 141), ("Ministry", "2024-02-29", 179),
        ("Wire", "2024-01-31", 105), ("Wire", "2024-02-29", 150),
    )  # fmt: skip
    (said,) = asked(result)
    assert said.startswith("Ministry gives 141, 179 for one quantity and time, and nothing says which holds: ")
    assert said.endswith("they enter as one span beside other voices")
    claims = result.claims.set_index("claim_id")
    assert claims["used"].tolist() == [True, True, False, True, True]
    assert claims.loc["c1", ["range_low", "range_high"]].tolist() == [141, 179]
    assert claims.loc["c2", "left_out_reason"] == "in the span of c1: its source gives several figures for this time"
    assert "withheld" not in result.estimates["publish"].tolist()
    assert result.estimates["claims_high"].tolist() == [105, 179]


def test_in_a_dated_series_of_one_voice_that_date_is_withheld_and_the_others_stand() -> None:
    result = series(("Ministry", "2024-01-31", 100), ("Ministry", "2024-02-29", 140), ("Ministry", "2024-02-29", 180))
    assert result.estimates["publish"].tolist() == ["attributed", "withheld"]
    assert result.claims["used"].tolist() == [True, False, False]


def test_counts_without_any_date_are_withheld() -> None:
    rows = ({"source": "Ministry", "best": best} for best in (40, 70))
    assert reconciled(*rows, usual=TOTAL).estimates["publish"].tolist() == ["withheld"]


def test_a_long_list_is_cut() -> None:
    rows = ({"source": "Register", "best": best} for best in range(1, LISTED + 4))
    said = asked(reconciled(*rows))[0]
    assert said.startswith("Register gives 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more for one quantity")


@pytest.mark.long
def test_the_order_of_rows_changes_nothing_of_the_question() -> None:
    rows = [{"claim_id": f"e{number}", **DAY, "source": "Register", "best": best} for number, best in enumerate((7, 3))]
    straight, turned = (rc.reconcile(pd.DataFrame(order)) for order in (rows, rows[::-1]))
    assert asked(straight) == asked(turned)
    assert straight.estimates["wording"].tolist() == turned.estimates["wording"].tolist()


def test_a_withheld_date_counts_only_what_is_left_out() -> None:
    rows = [("A", 12, "2024-05-02"), ("A", 17, "2024-05-02"), ("A", 20, "2024-05-05"), ("B", 19, "2024-05-05")]
    given = ({"source": source, "best": best, "count_date": day} for source, best, day in rows)
    result = reconciled(*given, usual=TOTAL, at=["2024-05-02", "2024-05-05"])
    assert result.estimates["publish"].tolist()[0] == "withheld"
    assert "The two figures that are known are left out" in result.estimates["wording"][0]
