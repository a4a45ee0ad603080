from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reconcile.claims.claim_files import read_files
from reconcile.claims.row_corrections import apply_corrections, read_corrections
from reconcile.sources.registry import read_sources, registry_of

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return pd.read_csv(RAW / "claims.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def estimates() -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "processed" / "estimates.csv")


def test_at_least_150_accepted_claims(claims: pd.DataFrame) -> None:
    assert claims["status"].isin(["", "accepted"]).sum() >= 150
    assert claims["claim_id"].is_unique
    assert not claims.drop(columns="claim_id").duplicated().any()


def test_every_name_has_a_row_in_the_table_of_sources(claims: pd.DataFrame) -> None:
    registry = registry_of(read_sources(RAW / "sources.csv"))
    named = registry.canonical(pd.concat([claims["source"], claims["origin"]]))
    assert sorted(set(named) - set(registry.table.index) - {""}) == []
    assert registry.findings.empty


def test_every_parent_is_a_claim(claims: pd.DataFrame) -> None:
    parents = claims.loc[claims["parent"] != "", "parent"]
    assert len(parents) >= 4
    assert parents.isin(claims["claim_id"]).all()


def test_every_correction_finds_what_it_expects() -> None:
    read = read_files([RAW / "claims.csv"], root=ROOT)
    _, _, found = apply_corrections(read.table, read_corrections(RAW / "corrections.csv"))
    assert found.empty


def test_the_ten_figures_of_the_article_are_there(claims: pd.DataFrame) -> None:
    article = claims[claims["source"].str.startswith("Unnamed outlet") & (claims["status"] != "rejected")]
    numbers = sorted(float(next(filter(None, row))) for row in article[["best", "low", "high"]].values.tolist())
    assert numbers == [3, 31, 81, 112, 320, 400, 700, 4000, 4000, 11000]


def test_published_mistakes_stay_as_published_and_are_corrected(claims: pd.DataFrame) -> None:
    corrections = read_corrections(RAW / "corrections.csv")
    marked = claims[claims["note"].str.contains("DEFINITION ERROR|DOUBLE COUNT|GARBLED")]
    assert len(marked) >= 6
    assert marked["claim_id"].isin(corrections["locator"]).all()


NK = "{}/North Korea/place=Kursk/population=military/cumulative"
AREA = "area_gained/Russia/place=Ukraine/{}"


def rows_of(estimates: pd.DataFrame, quantity: str) -> pd.DataFrame:
    rows = estimates[estimates["quantity"] == quantity]
    assert len(rows)
    return rows


def test_north_korean_casualties_are_a_curve_that_never_falls(estimates: pd.DataFrame) -> None:
    rows = rows_of(estimates, NK.format("casualties"))
    assert rows["count_date"].iloc[0] == "2024-12-31"
    assert rows["count_date"].str.slice(0, 7).is_unique
    for name in ("low", "low50", "best", "high50", "high"):
        assert rows[name].is_monotonic_increasing, name


def test_killed_never_exceed_casualties(estimates: pd.DataFrame) -> None:
    killed, casualties = (
        rows_of(estimates, NK.format(name)).set_index("count_date") for name in ("killed", "casualties")
    )
    shared = killed.index.intersection(casualties.index)
    assert len(shared) >= 5
    for name in ("low", "best", "high"):
        assert (killed.loc[shared, name] <= casualties.loc[shared, name]).all(), name


def test_killed_at_the_end_of_april_names_both_accounts(estimates: pd.DataFrame) -> None:
    rows = rows_of(estimates, NK.format("killed"))
    row = rows[rows["count_date"] == "2025-04-30"].iloc[0]
    assert row["publish"] != "interval"
    assert row["wording"].startswith("About 600 ")
    assert "a third” of “over 5,000”" in row["note"]
    assert "UK Ministry of Defence" in row["wording"]


def test_december_does_not_pool_what_counts_kursk(estimates: pd.DataFrame) -> None:
    alone, kursk = (
        rows_of(estimates, AREA.format("2024-12")),
        rows_of(estimates, AREA.format("scope=with Kursk/2024-12")),
    )
    assert alone[["claims_low", "claims_high"]].values.tolist() == [[400, 400]]
    assert kursk[["claims_low", "claims_high"]].values.tolist() == [[593, 593]]


def test_january_names_both_counts(estimates: pd.DataFrame) -> None:
    wording = rows_of(estimates, AREA.format("2025-01"))["wording"].iloc[0]
    assert wording == (
        "Russia took 427 sq km in Ukraine in January 2025, the Institute for the Study of War said. DeepState put the "
        "figure at 325 sq km."
    )


def test_reports_that_go_back_to_western_officials_are_one_voice() -> None:
    claims = pd.read_csv(ROOT / "data" / "processed" / "claims.csv", dtype=str, keep_default_na=False)
    relays = claims[(claims["origin"] == "BBC") | (claims["source"] == "BBC")]
    assert {"BBC", "KBS", "UNN", "dsnews.ua", "ORF"} <= set(relays["source"])
    assert set(relays["voice"]) == {"Western officials"}
    used = relays[relays["used"] == "true"]
    assert not used.duplicated(["quantity", "voice"]).any()


def test_the_drones_add_up() -> None:
    report = (ROOT / "reports" / "appendix.md").read_text(encoding="utf-8")
    assert "81 + 31 = 112" in report
    row = next(line for line in report.splitlines() if "81 + 31 = 112" in line and line.startswith("|"))
    assert "holds" in row
