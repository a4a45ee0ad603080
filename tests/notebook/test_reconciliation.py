from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.columns import CLAIMS, ESTIMATES, FINDINGS, REJECTED, names
from reconcile.errors import ConfigError, NothingUsableError
from reconcile.notebook.brief_table import MOST_ROWS
from reconcile.notebook.options import Options
from reconcile.pool.methods import METHODS
from reconcile.sources.accounting_rules import Identity

SIDES = {"Northland": ["Northland"], "Southland": ["Southland"]}


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"quantity": "q", "claim_id": f"C{number}", **row} for number, row in enumerate(rows)])


def row_of(*rows: dict[str, object], **how: object) -> pd.Series:
    return rc.reconcile(claims(*rows), **how).estimates.iloc[0]  # type: ignore[arg-type]


def test_tables_have_the_columns_of_the_contract() -> None:
    result = rc.reconcile(claims({"source": "A", "phrase": "about 5", "desk": "x"}))
    assert set(names(ESTIMATES)) <= set(result.estimates.columns)
    assert list(result.claims.columns) == [*names(CLAIMS), "desk"]
    assert list(result.rejected.columns) == names(REJECTED)
    assert list(result.findings.columns) == names(FINDINGS)


@pytest.mark.long
def test_representations(tmp_path: Path) -> None:
    result = rc.reconcile(claims({"source": "A", "phrase": "about 5"}, {"source": "<b>", "phrase": "over 4"}))
    assert "\n" not in repr(result)
    assert repr(result).startswith("Reconciliation(1 quantity, 2 of 2 claims used, 0 rejections, 2 findings)")
    shown = result._repr_html_()
    assert "<table" in shown
    assert result.estimates["wording"].iloc[0].replace("<", "&lt;").replace(">", "&gt;") in shown
    assert "<b>" not in result._repr_html_()
    assert "weight 50%" in result.explain("q")
    assert result.found("Q").tolist() == [True]
    assert result.explain("Q") == result.explain("q")
    told = result.explain("q").splitlines()
    printed = result.estimates.iloc[0]
    assert [line.strip() for line in told[3:5]] == [printed["wording"], printed["range_wording"] or printed["note"]]
    assert result.to_markdown().startswith("# ")
    result.plot("q").figure.savefig(tmp_path / "q.png")
    for look in (result.explain, result.plot):
        with pytest.raises(KeyError, match="no quantity 'nowhere'"):
            look("nowhere")


def test_a_notebook_shows_rounded_figures_and_how_many_more_there_are() -> None:
    rows = [{"quantity": f"q{i:02}", "source": source, "best": best + i}
            for i in range(MOST_ROWS + 2) for source, best in (("A", 35000.4833), ("B", 36000.111))]  # fmt: skip
    shown = rc.reconcile(pd.DataFrame(rows))._repr_html_()
    assert "35.4833" not in shown
    assert "4833" not in shown
    assert shown.count("<td>interval</td>") == MOST_ROWS
    assert "2 more quantities in" in shown
    assert "more quantit" not in rc.reconcile(pd.DataFrame(rows[:2]))._repr_html_()


def test_one_voice_is_attributed_and_two_make_an_interval() -> None:
    assert row_of({"source": "A", "phrase": "about 300"})["publish"] == "attributed"
    assert row_of({"source": "A", "phrase": "about 300"}, {"source": "B", "best": 310})["publish"] == "interval"


def test_two_far_voices_are_a_range_and_their_figures_stand_in_the_row() -> None:
    row = row_of({"source": "A", "best": 600}, {"source": "B", "best": 5000})
    assert row["publish"] == "range"
    assert (row["claims_low"], row["claims_high"]) == (600, 5000)
    assert (row["low_claim"], row["high_claim"]) == ("C0", "C1")
    assert "600" in row["wording"]
    assert "5,000" in row["wording"]


def test_floors_alone_are_a_floor_where_one_was_counted() -> None:
    row = row_of({"source": "A", "phrase": "at least 97"}, {"source": "B", "phrase": "no fewer than 90"})
    assert row["publish"] == "range"
    counted = {"source": "A", "phrase": "at least 97", "measure": "killed", "basis": "named"}
    row = row_of(counted, {"source": "B", "phrase": "no fewer than 90", "measure": "killed"})
    assert (row["publish"], row["floor"], row["floor_by"]) == ("floor", 97, "A")


@pytest.mark.long
def test_a_computed_claim_weighs_nothing_and_forbids_an_interval_where_it_lies_far_off() -> None:
    near = ({"source": "A", "best": 600}, {"source": "B", "best": 640})
    computed = {"source": "C", "best": 1700, "parent": "C0"}
    result = rc.reconcile(claims(*near, computed))
    assert result.claims["weight"].tolist()[2] == 0
    assert result.claims["left_out_reason"].tolist()[2] == "computed from C0"
    assert result.estimates["publish"].tolist() == ["range"]
    assert "by our arithmetic, what C said would mean about 1,700" in result.estimates["wording"].iloc[0]
    assert "Computed, not said" in result.estimates["note"].iloc[0]
    assert row_of(*near, {**computed, "best": 700})["publish"] == "interval"
    assert row_of(*near, {**computed, "source": "A"})["publish"] == "interval"  # its voice has a claim of its own


def test_only_computed_claims_are_withheld_and_keep_their_row() -> None:
    row = row_of({"source": "A", "best": 600, "parent": "X"})
    assert row["publish"] == "withheld"
    assert np.isnan(row["best"])
    assert row["agreement"] == ""


def test_a_suspected_origin_adds_no_voice() -> None:
    own = {"source": "A", "best": 600}
    row = row_of(own, {"source": "B", "best": 660, "origin": "A", "origin_basis": "suspected"})
    assert row[["claims", "voices", "publish"]].tolist() == [1, 1.0, "attributed"]


def test_what_is_not_accepted_is_left_out_with_its_reason_and_what_is_not_yet_known_is_nowhere() -> None:
    rows = [{"source": name, "best": 5, "published": "2025-01-01"} for name in "ABCDE"]
    for row, status in zip(rows, ("accepted", "proposed", "rejected", "superseded"), strict=False):
        row["status"] = status
    rows[4]["published"] = "2025-03-01"
    told = rc.reconcile(claims(*rows), as_of="2025-02-01").claims
    assert told["used"].tolist() == [True, False, False, False]
    assert told["left_out_reason"].tolist() == [
        "", "not yet reviewed", "rejected by the desk", "superseded by the desk",
    ]  # fmt: skip


def test_the_day_of_knowledge_defaults_to_the_newest_date() -> None:
    row = row_of(
        {"source": "A", "best": 5, "published": "2025-01-01"}, {"source": "B", "best": 6, "published": "2025-02-03"}
    )
    assert row["as_of"] == pd.Timestamp("2025-02-03")


def test_grades_decide_between_two_voices() -> None:
    low = row_of({"source": "A", "best": 100, "grade": "A1"}, {"source": "B", "best": 130, "grade": "D4"})["best"]
    high = row_of({"source": "A", "best": 100, "grade": "D4"}, {"source": "B", "best": 130, "grade": "A1"})["best"]
    assert low < 110
    assert high > 120


def test_a_stake_widens_one_side_and_is_said_where_it_matters() -> None:
    rows = [
        {"source": "North army", "measure": "killed", "party": "Southland", "best": 1000},
        {"source": "Monitor", "measure": "killed", "party": "Southland", "best": 1000},
    ]
    sources = pd.DataFrame({"source": ["North army", "Monitor"], "stake": ["Northland", ""], "grade": ["C", "C"]})
    plain = rc.reconcile(claims(*rows), sources).estimates.iloc[0]
    staked = rc.reconcile(claims(*rows), sources, options=Options(sides=SIDES)).estimates.iloc[0]
    assert staked["low"] < plain["low"]
    assert staked["high"] == pytest.approx(plain["high"], rel=0.05)


CURVE = [
    {"source": "A", "best": 100, "count_date": "2024-12-10"},
    {"source": "B", "best": 150, "count_date": "2024-12-20"},
    {"source": "A", "best": 300, "count_date": "2025-01-15"},
    {"source": "B", "best": 320, "count_date": "2025-02-10"},
]


def curve(**how: object) -> pd.DataFrame:
    rows = [{**row, "temporal": "cumulative", "measure": "killed"} for row in CURVE]
    return rc.reconcile(claims(*rows), **how).estimates  # type: ignore[arg-type]


def test_a_curve_is_estimated_at_month_ends_and_never_falls() -> None:
    table = curve(at="month-end")
    assert table["count_date"].dt.strftime("%Y-%m-%d").tolist() == ["2024-12-31", "2025-01-31", "2025-02-10"]
    for name in ("low", "low50", "best", "high50", "high"):
        assert table[name].is_monotonic_increasing
    assert table["claims"].tolist() == [2, 2, 2]


def test_a_curve_at_given_dates_uses_only_counts_up_to_them() -> None:
    table = curve(at=["2024-12-15", "2025-01-20"])
    assert table["claims"].tolist() == [1, 2]
    assert table["claims_high"].tolist() == [100, 300]


@pytest.mark.long
def test_the_latest_date_is_one_row_and_older_counts_say_why_they_are_left_out() -> None:
    assert curve()["count_date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-02-10"]
    rows = [{**row, "temporal": "cumulative"} for row in CURVE]
    told = rc.reconcile(claims(*rows)).claims
    assert told["used"].tolist() == [False, False, True, True]
    assert told["left_out_reason"].tolist()[:2] == ["superseded: its voice gives a newer count"] * 2
    assert told["carried_days"].tolist()[2:] == [26, 0]


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({"measure": "killed_or_missing", "source": "B"}, "list"),
        ({"measure": "killed_or_missing", "source": "A"}, "attributed"),
        ({"scope": "with Kursk", "source": "B"}, "list"),
        ({"scope": "second wave", "source": "B"}, "attributed"),
        ({"measure": "wounded", "source": "B"}, "attributed"),
        ({"place": "Alton", "source": "B"}, "attributed"),
        ({"measure": "killed_or_missing", "source": "B", "count_date": "2025-04-30"}, "attributed"),
    ],
)
def test_only_definitions_of_one_thing_that_nobody_gives_both_of_are_a_list(
    other: dict[str, str], verdict: str
) -> None:
    row = {"quantity": "", "family": "f", "party": "p", "measure": "killed", "source": "A", "best": 300,
           "temporal": "cumulative", "count_date": "2025-01-31"}  # fmt: skip
    table = rc.reconcile(claims(row, {**row, "best": 400, **other})).estimates
    assert table["publish"].tolist() == [verdict] * 2


def test_a_narrower_measure_above_a_wider_one_is_a_finding() -> None:
    rows = [{"quantity": "", "measure": measure, "source": source, "best": best, "temporal": "cumulative",
             "count_date": "2025-01-31"}
            for measure, source, best in (("killed", "A", 500), ("casualties", "B", 400))]  # fmt: skip
    found = rc.reconcile(claims(*rows)).findings
    assert "definition-breach" in found["rule"].tolist()


def test_a_broken_identity_is_a_finding() -> None:
    rows = [{"quantity": "", "measure": measure, "source": "A", "best": best, "published": "2025-01-31"}
            for measure, best in (("killed", 100), ("wounded", 200), ("casualties", 400))]  # fmt: skip
    options = Options(identities=[Identity("casualties", "casualties", ("killed", "wounded"), complete=True)])
    result = rc.reconcile(claims(*rows), options=options)
    assert result.identities["equation"].tolist() == ["100 + 200 = 300, not 400"]
    assert "identity-broken" in result.findings["rule"].tolist()


def test_shares_stay_between_0_and_100_and_signed_figures_may_be_negative() -> None:
    share = row_of({"source": "A", "best": 1, "measure": "share"}, {"source": "B", "best": 99, "measure": "share"})
    assert 0 <= share["low"] < share["high"] <= 100
    change = row_of({"source": "A", "best": -4, "measure": "change"}, {"source": "B", "best": 2, "measure": "change"})
    assert change["low"] < 0 < change["high"]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_can_be_chosen(method: str) -> None:
    row = row_of({"source": "A", "best": 300}, {"source": "B", "phrase": "over 280"}, method=method)
    assert row["method"] == method
    assert 200 < row["low"] <= row["best"] <= row["high"] < 500


def test_a_wider_level_gives_a_wider_interval() -> None:
    rows = ({"source": "A", "best": 300}, {"source": "B", "best": 320})
    narrow, wide = row_of(*rows, level=0.6), row_of(*rows, level=0.98)
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]
    assert narrow["low50"] == pytest.approx(wide["low50"])


@pytest.mark.parametrize(
    "how",
    [{"level": 1.0}, {"level": 0.3}, {"method": "magic"}, {"at": "weekly"}, {"at": ["soon"]}, {"as_of": "one day"}],
)
def test_settings_that_cannot_be_used(how: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        row_of({"source": "A", "best": 5, "published": "2025-01-01", "temporal": "stock"}, **how)


def test_it_raises_only_if_no_row_can_be_read() -> None:
    with pytest.raises(NothingUsableError):
        rc.reconcile(claims({"source": "", "best": 5}))
    assert len(rc.reconcile(claims({"source": "", "best": 5}, {"source": "A", "best": 5})).rejected) == 1


def test_a_table_of_sources_may_be_a_path(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source,grade\nA,A1\n", encoding="utf-8")
    result = rc.reconcile(claims({"source": "A", "best": 5}), tmp_path / "sources.csv")
    assert result.claims["source_factor"].tolist() == [1.0]
    assert result.findings.empty


@pytest.mark.parametrize("day", [20250131, 20250131.0, "soon"])
def test_a_number_is_no_date(day: object) -> None:
    dated = claims({"source": "A", "best": 5, "temporal": "stock", "count_date": "2025-01-01"})
    with pytest.raises(ConfigError, match="is not a date"):
        rc.reconcile(dated, at=[day])


def test_text_of_the_result_is_plain_text() -> None:
    result = rc.reconcile(claims({"source": "A", "phrase": "about 5"}, {"source": "B", "phrase": "over 4"}))
    assert not (result.claims.dtypes == "category").any()
    assert not (result.estimates.dtypes == "category").any()
