"""Lists of names: their share of what others estimate, over time; no list is a toll, nor compared with itself."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.pages.html.html_shares import with_share_pictures
from reconcile.report.pages.name_shares import name_shares, name_tables

COUNT = {"measure": "killed", "party": "Borduria", "temporal": "cumulative", "place": "Karsk"}
TOTALS = pd.DataFrame([
    {**COUNT, "source": source, "best": best, "count_date": day, "basis": basis}
    for day, named in (("2024-01-31", 300), ("2024-02-29", 400))
    for source, best, basis in (("Names project", named, "named"), ("A", named + 90, ""), ("B", named + 80, ""),
                                ("C", named + 100, "modelled"))
])  # fmt: skip


def weeks(counts: dict[str, tuple[int, float | None]]) -> pd.DataFrame:
    """Return a list of names beside one estimate, week by week."""
    rows = []
    for first, (named, estimate) in counts.items():
        week = {"period_start": first, "period_end": str(pd.Timestamp(first) + pd.Timedelta(days=6))[:10]}
        common = {**COUNT, **week, "temporal": "period"}
        rows.append({**common, "source": "Names project", "best": named, "basis": "named"})
        if estimate is not None:
            ends = {"low": estimate - 10, "best": estimate, "high": estimate + 10}
            rows.append({**common, **ends, "source": "Model", "basis": "modelled"})
    return pd.DataFrame(rows)


WEEKS = weeks({"2024-01-01": (75, 100), "2024-01-08": (60, 100), "2024-01-15": (120, 100), "2024-01-22": (9, None)})


@pytest.mark.parametrize("at", ["latest", "month-end", ["2024-01-31", "2024-02-10", "2024-03-05"]])
def test_a_total_of_names_is_a_share_of_the_estimates_of_its_time(at: str | list[str]) -> None:
    (table,) = name_tables(name_shares(*_told(rc.reconcile(TOTALS, at=at))))
    # round figures are read with their rounding
    assert [row[1:] for row in table["rows"]] == [
        ["300", "390 (375–420)", "A; B; C", "77% (71%–80%)"], ["400", "490 (475–525)", "A; B; C", "82% (76%–84%)"],
    ]  # fmt: skip


def _told(result: rc.Reconciliation) -> tuple[pd.DataFrame, pd.DataFrame]:
    return result.estimates, result.claims


def test_weeks_are_one_series_and_more_named_than_estimated_is_no_gap() -> None:
    shares = name_shares(*_told(rc.reconcile(WEEKS)))
    assert len(set(shares["series"])) == 1
    assert shares["share"].tolist() == [75.0, 60.0, 120.0]
    (table,) = with_share_pictures(name_tables(shares), drawn=True)
    assert "3 shares from 7 January 2024 to 21 January 2024: from 75% to 120% of the estimate." in table["picture"]


@pytest.mark.long
def test_what_is_no_estimate_is_laid_beside_no_list() -> None:
    old = TOTALS.assign(count_date=TOTALS["count_date"].where(TOTALS["basis"] == "named", "2023-06-01"))
    bounds = TOTALS.assign(phrase="more than 900", best=None).where(TOTALS["basis"] != "named", TOTALS)
    bodies = TOTALS.assign(basis=TOTALS["basis"].where(TOTALS["basis"] == "named", "bodies"))
    for claims in (old, bounds, bodies, TOTALS[TOTALS["basis"] == "named"], TOTALS[TOTALS["count_date"] < "2024-02"]):
        assert name_shares(*_told(rc.reconcile(claims))).empty


@pytest.mark.long
def test_a_list_of_names_alone_is_at_least_so_many() -> None:
    result = rc.reconcile(WEEKS)
    row = result.estimates.iloc[-1]
    assert row["publish"] == "attributed"
    assert (
        row["wording"] == "Names project had named 9 people from Borduria killed in Karsk from 22 to 28 January 2024."
    )
    assert "The number may be higher: names are found late." in row["note"]
    assert "at least 9 people" in result.to_markdown()


def test_no_rise_or_fall_is_read_out_of_names() -> None:
    result = rc.reconcile(WEEKS[WEEKS["basis"] == "named"])
    text = " ".join(result.series_sentences()["sentence"])
    assert "count names, which are found late" in text
    assert "is lower" not in text


@pytest.mark.long
def test_the_figures_of_the_picture_are_a_file(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    WEEKS.to_csv(tmp_path / "data/raw/claims.csv", index=False)
    (tmp_path / "reconcile.toml").write_text("[report]\nfigures = false\n", encoding="utf-8")
    rc.run_project(tmp_path)
    table = pd.read_csv(tmp_path / "reports/tables/name-shares.csv")
    assert table[["named", "estimate", "share"]].to_numpy().tolist() == [[75, 100, 75], [60, 100, 60], [120, 100, 120]]
    assert "# Named so far" in (tmp_path / "reports/sums.md").read_text(encoding="utf-8")
