"""Breaks: from a day on, a source counts something else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of

SOURCES = pd.DataFrame({"source": ["Field Office"], "aliases": ["FO"]})


def counts(*figures: tuple[str, float], source: str = "Field Office") -> pd.DataFrame:
    days, best = zip(*figures, strict=True)
    return pd.DataFrame(
        {"quantity": "dead", "measure": "killed", "temporal": "cumulative", "source": source, "count_date": days,
         "best": best}
    )  # fmt: skip


def broken(source: str = "Field Office", measure: str = "killed", date: str = "2024-05-08") -> rc.Options:
    return rc.Options(breaks=[rc.Break(source, measure, date, "identified dead alone")], at="month-end")


FALLING = counts(("2024-04-30", 34000), ("2024-05-31", 24000))


@pytest.mark.long
def test_a_lower_count_after_the_break_takes_nothing_back() -> None:
    kept, taken = (
        rc.reconcile(FALLING, SOURCES, options=options) for options in (broken(), rc.Options(at="month-end"))
    )
    assert kept.claims["left_out_reason"].tolist() == ["", ""]
    assert "total-falls" not in set(kept.findings["rule"])
    assert "total-falls" in set(taken.findings["rule"])


def test_nothing_before_the_break_holds_up_what_comes_after_it() -> None:
    best = rc.reconcile(FALLING, SOURCES, options=broken()).estimates["best"]
    assert best.round(-2).tolist() == [34000, 24000]


@pytest.mark.parametrize(
    ("source", "measure", "date"),
    [
        ("FO", "deaths", "2024-05-08"),
        ("field  office", "", "2024-05-31"),
        ("Fie\u00adld Office", "Killed", "2024-05-01"),
    ],
)
def test_a_break_names_its_source_and_measure_by_any_of_their_words(source: str, measure: str, date: str) -> None:
    kept = rc.reconcile(FALLING, SOURCES, options=broken(source, measure, date))
    assert kept.claims["left_out_reason"].tolist() == ["", ""]
    assert "break-unused" not in set(kept.findings["rule"])


@pytest.mark.parametrize(("source", "measure"), [("Feild Office", "killed"), ("Field Office", "wounded")])
def test_a_break_that_concerns_no_claim_is_found(source: str, measure: str) -> None:
    found = rc.reconcile(FALLING, SOURCES, options=broken(source, measure)).findings
    assert found.loc[found["rule"] == "break-unused", "value"].tolist() == [source]


@pytest.mark.parametrize(("date", "crossed"), [("2024-05-31", True), ("2024-06-01", False), ("2024-04-30", False)])
def test_the_new_count_begins_on_the_day_of_the_break(date: str, crossed: bool) -> None:
    found = rc.reconcile(FALLING, SOURCES, options=broken(date=date)).findings
    assert ("total-falls" not in set(found["rule"])) == crossed


def test_no_pace_leads_across_a_break() -> None:
    rising = counts(("2024-04-01", 100), ("2024-04-30", 1000))
    still = rc.reconcile(pd.concat([rising, counts(("2024-04-30", 1000), source="B")]), SOURCES,
                         options=rc.Options(breaks=broken(date="2024-04-20").breaks, at=["2024-04-30"]))  # fmt: skip
    assert still.estimates["best"].round().tolist() == [1000]


def test_the_config_declares_breaks(tmp_path: Path) -> None:
    text = '[[breaks]]\nsource = "FO"\nmeasure = "killed"\ndate = 2024-05-08\nnote = "identified"\n'
    (tmp_path / "reconcile.toml").write_text(text, encoding="utf-8")
    read = options_of(load_config(tmp_path)).breaks[0]
    assert (read.source, read.measure, str(read.date), read.note) == ("FO", "killed", "2024-05-08", "identified")


@pytest.mark.parametrize("line", ['date = "2024-13-01"', ""])
def test_a_break_without_a_day_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "reconcile.toml").write_text(f'[[breaks]]\nsource = "FO"\n{line}\n', encoding="utf-8")
    with pytest.raises(rc.ConfigError, match=r"breaks.date"):
        load_config(tmp_path)
