"""Figures checked against what was foretold, own revisions, and what curves say of voices and claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.columns import CHECKED_FIGURES, OWN_REVISIONS, PULLS, VOICES, names
from reconcile.engine.foretold import checked_figures
from reconcile.engine.latent import curved_cells
from tests.engine.test_latent_curves import SOURCES, counts, run
from tests.engine.test_latent_curves import VOICES as SPEAKERS
from tests.test_frames import faults


@pytest.mark.parametrize("method", ["linear", "curve"])
def test_the_newest_third_is_foretold_without_a_look_at_it(method: str) -> None:
    """A newest figure of ten times as much is outside, and changes nothing in what is foretold of the others."""
    claims = counts(18)
    wild = claims.assign(best=np.where(claims.index == 17, 10 * claims["best"], claims["best"]))
    told, other = (run(table, method=method).check() for table in (claims, wild))
    assert faults(told, CHECKED_FIGURES) == []
    assert told["figure"].tolist() == claims["best"].iloc[12:].tolist()
    assert told["inside"].mean() >= 0.8
    assert other["inside"].tolist() == [*told["inside"].iloc[:-1], False]
    pd.testing.assert_frame_equal(told[["low", "best", "high"]], other[["low", "best", "high"]], rtol=1e-9)


def test_few_figures_and_other_quantities_are_not_checked() -> None:
    result = run(pd.concat([counts(5), counts(18, measure="wounded")], ignore_index=True), method="linear")
    assert result.check()["quantity"].unique().tolist() == ["wounded/cumulative"]
    assert result.check(["killed/cumulative"]).empty
    assert names(CHECKED_FIGURES) == result.check([]).columns.tolist()
    assert (checked_figures.HIDDEN_SHARE, checked_figures.LEAST_FIGURES) == (1 / 3, 6)


def test_revisions_are_those_of_a_voice_for_one_day() -> None:
    rows = [
        ("Ministry", "2024-01-05", "2024-01-05", 1400), ("Ministry", "2024-01-05", "2024-02-01", 1200),
        ("Ministry", "2024-01-05", "2024-03-01", 1139), ("Ministry", "2024-06-05", "2024-06-05", 2000),
        ("Monitor", "2024-01-05", "2024-01-05", 900), ("Monitor", "2024-02-05", "2024-02-05", 800),
    ]  # fmt: skip
    claims = pd.DataFrame(rows, columns=["source", "count_date", "published", "best"]).assign(measure="killed")
    told = rc.reconcile(claims, SOURCES).revisions()
    assert faults(told, OWN_REVISIONS) == []
    assert told[["voice", "figures", "revisions"]].to_numpy().tolist() == [["Ministry", 4, 2], ["Monitor", 2, 0]]
    assert told["largest"].iloc[0] == pytest.approx(1400 / 1200 - 1)
    assert told["typical"].isna().tolist() == [False, True]


def test_a_biased_voice_and_a_wild_figure_show_in_the_tables_of_curves() -> None:
    claims = counts(24)
    high = claims["source"] == SPEAKERS[1]
    claims["best"] = np.where(high, 2 * claims["best"], claims["best"])
    claims.loc[23, "best"] *= 1.4
    result = run(claims.assign(claim_id=[f"C{place:02}" for place in range(24)]))
    assert faults(result.voices, VOICES) == faults(result.pulls, PULLS) == []
    voices = result.voices.set_index("voice")
    assert voices["bias"].idxmax() == SPEAKERS[1]
    assert ((voices["bias_low"] < voices["bias"]) & (voices["bias"] < voices["bias_high"])).all()
    assert voices["counts"].sum() == 24
    assert result.diagnostics["figures_inside"].unique().tolist() == [pytest.approx(result.pulls["inside"].mean())]
    pulls = result.pulls.set_index("claim_id")
    assert pulls["residual_z"].abs().idxmax() == "C23"
    assert pulls["pull_best"].abs().max() < 0.2
    assert pulls["inside"].mean() > 0.8


def test_no_other_method_has_tables_of_curves() -> None:
    result = run(counts(), method="linear")
    assert result.voices.empty
    assert result.pulls.empty
    assert result.diagnostics[["off_pool", "prior_moves", "figures_inside"]].isna().all(axis=None)
    assert result.pulls.columns.tolist() == names(PULLS)
    assert curved_cells.NO_CURVES.groups == []
