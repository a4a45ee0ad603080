"""Series declared as such: one voice over time; one that republishes another is no second voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc

DAYS = 12


def series(source: str, figures: list[float], published_after: int, temporal: str = "cumulative") -> pd.DataFrame:
    day = np.datetime64("2024-03-01") + np.arange(len(figures))
    table = pd.DataFrame({
        "measure": "killed", "place": "Karsk", "source": source, "rows": "series", "best": figures,
        "temporal": temporal, "published": (day + published_after).astype(str),
        "count_date": day.astype(str), "claim_id": [f"{source}{number}" for number in range(len(figures))],
    })  # fmt: skip
    dates = {"period_start": table["count_date"], "period_end": table["count_date"]}
    return table.assign(**dates, count_date="") if temporal == "period" else table


FIGURES = [100.0 + 7 * day for day in range(DAYS)]


@pytest.mark.parametrize("temporal", ["cumulative", "stock", "period"])
def test_a_portal_that_republishes_the_ministry_is_no_second_voice(temporal: str) -> None:
    table = pd.concat([series("Portal", FIGURES, 1, temporal), series("Ministry", FIGURES, 0, temporal)])
    result = rc.reconcile(table)
    assert set(result.claims["voice"]) == {"Ministry"}
    assert result.estimates["publish"].eq("attributed").all()
    found = result.findings.loc[result.findings["rule"] == "series-republished", "message"]
    assert found.tolist() == ["Portal gives the figures of Ministry on 12 of 12 dates; they are read as one voice"]


@pytest.mark.parametrize(("other", "voices"), [
    ([figure + 3 for figure in FIGURES], 2), ([*FIGURES[:-1], 1.0], 1), ([*FIGURES[:-2], 1.0, 2.0], 2),
    (FIGURES[:7], 2),
])  # fmt: skip
def test_nine_tenths_of_eight_dates_or_more_are_equal(other: list[float], voices: int) -> None:
    table = pd.concat([series("Portal", other, 1), series("Ministry", FIGURES, 0)])
    assert rc.reconcile(table).claims["voice"].nunique() == voices


def test_equal_figures_that_never_move_say_nothing() -> None:
    table = pd.concat([series("Portal", [5.0] * DAYS, 1, "stock"), series("Ministry", [5.0] * DAYS, 0, "stock")])
    assert rc.reconcile(table).claims["voice"].nunique() == 2


def test_the_desk_says_otherwise() -> None:
    table = pd.concat([series("Portal", FIGURES, 1), series("Ministry", FIGURES, 0)])
    sources = pd.DataFrame({"source": ["Portal"], "origin": ["Portal"]})
    assert rc.reconcile(table, sources).claims["voice"].nunique() == 2


@pytest.mark.parametrize(("published", "voice", "other"), [
    ({}, "Board", "Wire"), ({"Wire": "2024-05-01"}, "Wire", "Board"),
    ({"Wire": "2024-05-01", "Board": "2024-05-01"}, "Board", "Wire"),
])  # fmt: skip
def test_who_gave_them_first_is_not_made_up(published: dict[str, str], voice: str, other: str) -> None:
    """Days that are missing or equal leave it open: a dated series goes before others, then the alphabet decides."""
    table = pd.concat([series("Wire", FIGURES, 0), series("Board", FIGURES, 0)])
    table["published"] = table["source"].map({"Wire": "", "Board": "", **published})
    result = rc.reconcile(table)
    assert set(result.claims["voice"]) == {voice}
    (told,) = result.findings.loc[result.findings["rule"] == "series-republished", "message"]
    assert told == (f"{voice} and {other} give the same figures on 12 of 12 dates, and nothing says who gave them "
                    f"first; they are read as one voice, that of {voice}")  # fmt: skip


def test_a_weekly_series_that_repeats_a_daily_one_is_no_second_voice() -> None:
    daily = series("Ministry", [100.0 + 7 * day for day in range(70)], 0)
    weekly = daily.iloc[::7].assign(source="Portal", published="2024-06-01")
    weekly["claim_id"] = [f"W{number}" for number in range(len(weekly))]
    result = rc.reconcile(pd.concat([daily, weekly]))
    assert set(result.claims["voice"]) == {"Ministry"}
    assert "on 10 of 10 dates" in " ".join(result.findings["message"])


def test_estimates_that_are_no_series_are_not_looked_at() -> None:
    table = pd.concat([series("Portal", FIGURES, 1), series("Ministry", FIGURES, 0)]).drop(columns="rows")
    assert "series-republished" not in rc.reconcile(table).findings["rule"].tolist()
