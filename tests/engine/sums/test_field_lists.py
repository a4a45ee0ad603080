"""Lists of events as analysts have them: small cases with the right values, and real files added up to the unit."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc

ENDS = ["sum_low", "sum_best", "sum_high"]

SUMS_BY_MONTH_AND_REGION = """
[[inputs]]
path = "events.csv"
rows = "events"
list = "Register"
columns = { id = "claim_id", day = "count_date", town = "place", killed_low = "low", killed = "best", killed_high = "high" }
constants = { measure = "killed" }

[[sums]]
by = ["month"]
[[sums]]
by = ["region"]
[[sums]]
"""  # noqa: E501


def test_sums_of_a_small_list(shared: Path, tmp_path: Path) -> None:
    shutil.copy(shared / "cases/field/03-sums-of-events/events.csv", tmp_path)
    (tmp_path / "reconcile.toml").write_text(SUMS_BY_MONTH_AND_REGION, encoding="utf-8")
    result = rc.open_project(tmp_path)
    rows = result.estimates.assign(key=result.estimates["quantity"].str.removeprefix("Register/killed/"))
    assert dict(zip(rows["key"], rows[ENDS].values.tolist(), strict=True)) == {
        "2024-05": [13, 16, 47], "2024-06": [10, 12, 12], "region=north/all": [8, 11, 16],
        "region=south/all": [15, 17, 43], "all": [23, 28, 59],
    }  # fmt: skip
    facts = rows.set_index("key").loc["2024-05", ["event_count", "border_events", "largest_event", "zero_best_events"]]
    assert facts.tolist() == [4, 0, 10, 1]
    assert (result.rejected.empty, result.findings["rule"].tolist()) == (True, ["ends-repaired"])
    assert ((rows["low"] <= rows["best"]) & (rows["best"] < rows["high"])).all()


@pytest.mark.long
def test_a_later_edition_of_the_same_event(shared: Path, tmp_path: Path) -> None:
    shutil.copytree(shared / "cases/field/17-later-edition-of-the-same-event", tmp_path, dirs_exist_ok=True)
    result = rc.open_project(tmp_path)
    assert result.rejected.empty
    assert result.estimates["claims_high"].tolist() == [9]
    key = result.estimates["quantity"].iloc[0]
    told = result.vintages(key)[["as_of", "high"]].astype(str).values.tolist()
    assert told == [["2024-02-20", "3.0"], ["2025-06-01", "9.0"]]


LISTS = {
    "ucdp_hdx_ukraine_vintage2021_hxl.csv.gz": "ucdp-ged", "ucdp_hdx_ukraine_vintage2023_hxl.csv.gz": "ucdp-ged",
    "ucdp_ged231_sample1000.csv.gz": "ucdp-ged",
}  # fmt: skip


@pytest.mark.parametrize(("file", "layout"), LISTS.items())
def test_real_lists_add_up_to_the_unit(shared: Path, tmp_path: Path, file: str, layout: str) -> None:
    shutil.copy(shared / "reference/conflict" / file, tmp_path / file)
    (tmp_path / "reconcile.toml").write_text(
        f'[[inputs]]\npath = "{file}"\nlayout = "{layout}"\nlist = "GED"\n'
        '[[sums]]\n[[sums]]\nby = ["month", "place"]\n', encoding="utf-8",
    )  # fmt: skip
    estimates = rc.open_project(tmp_path).estimates
    table = pd.read_csv(tmp_path / file, dtype=str)
    ends = table[["low", "best", "high"]].apply(pd.to_numeric, errors="coerce")
    ends = ends[pd.to_numeric(table["id"], errors="coerce").notna()].replace(-1, np.nan)
    best = ends["best"]
    wanted = [ends.min(axis=1).sum(), best.sum(), ends.max(axis=1).sum()]
    whole = estimates["quantity"].str.endswith("/all")
    assert estimates.loc[whole, ENDS].values.tolist() == [wanted]
    assert estimates.loc[~whole, ENDS].sum().tolist() == wanted
    assert estimates.loc[~whole, "event_count"].sum() == len(ends)


@pytest.mark.long
def test_two_real_editions(shared: Path, tmp_path: Path) -> None:
    """Of 993 events of 2021 86 are gone in 2023, and 58 have another best figure."""
    config = "[[sums]]\n"
    for year in (2021, 2023):
        file = f"ucdp_hdx_ukraine_vintage{year}_hxl.csv.gz"
        shutil.copy(shared / "reference/conflict" / file, tmp_path / file)
        config += f'[[inputs]]\npath = "{file}"\nlayout = "ucdp-ged"\nlist = "GED"\nedition = "{year}"\n'
    (tmp_path / "reconcile.toml").write_text(config, encoding="utf-8")
    result = rc.open_project(tmp_path)
    assert result.estimates["sum_best"].tolist() == [7882]
    found = result.findings.set_index("rule")["message"]
    assert found["events-left-the-list"].startswith("86 events of GED with a figure of 1,387 in all left the list")
    claims = result.claims
    older = claims[claims["claim_id"].str.endswith("@2021")].assign(event=lambda rows: rows["claim_id"].str[:-5])
    both = older.merge(claims[claims["used"]], left_on="event", right_on="claim_id")
    assert (len(both), int((both["best_x"] != both["best_y"]).sum())) == (907, 58)
