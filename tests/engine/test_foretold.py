"""What voices will say: by the pool and by curves."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.columns import ASKED, FORETOLD, LITERAL_FIGURES, PAST_FIGURES
from reconcile.engine.foretold import said_by_pool, voice_bias
from reconcile.engine.foretold.asked_claims import asked_claims
from reconcile.engine.foretold.literal_figures import past_figures
from reconcile.engine.hear import hear
from reconcile.engine.whole_ends import ENDS
from reconcile.sources.registry import registry_of
from tests.test_frames import faults

VOICES = ("Ministry", "United Nations", "Red Cross")
SOURCES = pd.DataFrame({"source": VOICES, "grade": "B"})
DAYS = pd.date_range("2024-03-01", periods=24, freq="7D")


def said(*, seed: int = 3) -> pd.DataFrame:
    """Weekly counts of a growing total, each voice a fifth above or below the others, and a stock of three figures."""
    rng = np.random.default_rng(seed)
    source = np.array(VOICES, dtype=object)[np.arange(24) % 3]
    bias = np.array([0.2, 0.0, -0.2])[np.arange(24) % 3]
    total = 1000 + 40 * np.arange(24) * 7
    killed = pd.DataFrame({
        "measure": "killed", "source": source, "temporal": "cumulative", "count_date": DAYS.astype(str),
        "best": (total * np.exp(bias + rng.normal(0, 0.03, 24))).round(),
    })  # fmt: skip
    area = {"measure": "area_held", "temporal": "stock", "count_date": "2024-05-01", "best": [500.0, 520.0, 540.0]}
    return pd.concat([killed, pd.DataFrame(area).assign(source=list(VOICES))], ignore_index=True)


@cache
def plain(method: str) -> rc.Reconciliation:
    return result(method, said())


def result(method: str, claims: pd.DataFrame | None = None) -> rc.Reconciliation:
    options = rc.Options(method=method, as_of="2024-09-30")
    return plain(method) if claims is None else rc.reconcile(claims, SOURCES, options=options)


def asked(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"measure": "killed", "temporal": "cumulative", "count_date": "2024-08-20", **columns})


@pytest.mark.long
@pytest.mark.parametrize("method", ["linear", "median", "curve"])
def test_a_voice_is_foretold_with_its_own_bias(method: str) -> None:
    told = result(method).predict(asked(source=[*VOICES, "Somebody"]).set_index(pd.Index([5, 3, 8, 1])))
    assert told.index.tolist() == [5, 3, 8, 1]
    assert told.columns.tolist() == list(ENDS)
    assert (np.diff(told.to_numpy(), axis=1) > 0).all()
    best, width = told["best"].to_numpy(), np.log(told["high"] / told["low"]).to_numpy()
    assert best[0] > best[1] > best[2]
    assert width[3] > width[:3].max()


@pytest.mark.parametrize("method", ["linear", "curve"])
def test_a_total_that_grew_is_foretold_to_grow_on_and_wider(method: str) -> None:
    days = pd.DataFrame({"count_date": ["2024-08-10", "2024-08-30", "2024-09-20"]})
    told = result(method).predict(days.assign(measure="killed", temporal="cumulative", source="Ministry"))
    assert told["best"].is_monotonic_increasing
    # 40 a day for 203 days, a fifth above the others
    assert told["best"].iloc[-1] == pytest.approx(1.2 * (1000 + 40 * 203), rel=0.25)
    width = np.log(told["high"] / told["low"])
    assert width.is_monotonic_increasing


@pytest.mark.long
@pytest.mark.parametrize("method", ["linear", "curve"])
def test_figures_asked_about_are_not_looked_at_and_rows_keep_their_places(method: str) -> None:
    run = result(method)
    plain = run.predict(asked(source=[*VOICES]))
    other = run.predict(asked(source=[*VOICES], best=[9e9, 2.0, None], phrase=["", "", "about 7"]))
    pd.testing.assert_frame_equal(plain, other)
    mixed = asked(source=["Ministry", "", "Red Cross"], measure=["area_held", "killed", "houses"], temporal="stock")
    told = run.predict(mixed)
    assert told["best"].isna().tolist() == [False, True, True]
    assert 450 < told["best"].iloc[0] < 560


@pytest.mark.long
def test_what_is_asked_about_is_no_sum_of_other_rows() -> None:
    claims = pd.DataFrame({"place": ["North", "Total area"] * 2, "measure": "area_held", "source": ["A", "A", "B", "B"],
                           "best": [5, 7, 5, 8], "quantity": ""})  # fmt: skip
    labels = pd.DataFrame({"quantity": ["total"] * 2, "source": ["A", "B"], "best": [300, 310]})
    asked_about = pd.concat([claims.head(2), labels.head(1)], ignore_index=True)
    for one in (claims, labels.assign(place="", measure="")):
        told = rc.reconcile(one).predict(asked_about)
        assert told["best"].notna().sum() == one["place"].nunique()


@pytest.mark.long
def test_what_comes_next_is_mostly_where_it_was_foretold() -> None:
    """Of the last third, from the first two: nine in ten of figures, no wider than a factor of three."""
    inside, widths = [], []
    for seed, method in ((0, "linear"), (0, "curve"), (1, "curve")):
        claims = said(seed=seed)[:24]
        told = result(method, claims[:16]).predict(claims[16:].drop(columns="best"))
        inside += ((told["low"] <= claims["best"][16:]) & (claims["best"][16:] <= told["high"])).tolist()
        widths += np.log(told["high"] / told["low"]).tolist()
    assert np.mean(inside) >= 0.85
    assert np.median(widths) < np.log(3)


@pytest.mark.long
def test_a_period_is_foretold_from_the_total_in_which_it_nests() -> None:
    month = {"measure": "killed", "temporal": "period", "period_start": "2024-06-01", "period_end": "2024-06-30"}
    claims = pd.concat([said(), pd.DataFrame([{**month, "source": "Ministry", "best": 1300.0}])], ignore_index=True)
    told = result("curve", claims).predict(pd.DataFrame([{**month, "source": source} for source in VOICES]))
    assert told["best"].between(800, 1900).all()
    assert told["best"].is_monotonic_decreasing


def test_frames_of_what_is_asked_and_was_said() -> None:
    checked = check_claims(said()).claims
    heard = hear(checked, registry_of(SOURCES), {}, {}, None)
    assert faults(asked_claims(heard, checked, registry_of(SOURCES)), ASKED) == []
    past = past_figures(heard)
    assert faults(past, LITERAL_FIGURES) == []
    off = past.drop(columns=["figure", "shift"]).assign(off=0.0)
    assert faults(off, PAST_FIGURES) == []
    assert faults(result("curve").predict(asked(source=[*VOICES])), FORETOLD) == []


def test_nothing_is_asked_and_nothing_is_said() -> None:
    run = result("curve")
    assert run.predict(asked(source=[])).empty
    with pytest.raises(TypeError):
        run.predict("Ministry")  # type: ignore[arg-type]


KEYS = {"quantity_code": 0, "voice_code": 0, "era": 0}


def test_a_bias_is_what_one_plain_solution_gives() -> None:
    """As many groups as sizes, with and without figures, in any order of rows: each is solved as if it were alone."""
    rng = np.random.default_rng(5)
    sizes = [1, 2, 3, 5, 9, 70]
    past = pd.concat([
        pd.DataFrame({**KEYS, "quantity_code": code, "day": rng.permutation(200)[:size], "off": rng.normal(size=size)})
        for code, size in enumerate(sizes)
    ], ignore_index=True)  # fmt: skip
    asked = pd.DataFrame({**KEYS, "quantity_code": [*range(7), 5], "day": [90, 210, 50, 300, 12, 220, 7, 5]})
    found = np.array(voice_bias.voice_bias(past, asked, np.full(8, 0.3)))
    for row in range(len(asked)):
        of_quantity = past[past["quantity_code"] == asked["quantity_code"][row]]
        alone = voice_bias.voice_bias(of_quantity, asked.iloc[[row]].reset_index(drop=True), np.array([0.3]))
        assert found[:, row] == pytest.approx(np.array(alone)[:, 0], abs=1e-12)
    order = rng.permutation(len(past))
    assert np.array(voice_bias.voice_bias(past.iloc[order], asked, np.full(8, 0.3))) == pytest.approx(found, abs=1e-12)
    assert (found[0, 6], found[1, 6]) == (0.0, 1.0)


def test_newer_figures_say_more_and_one_slip_little() -> None:
    past = pd.DataFrame({**KEYS, "day": [0, 10, 100, 110], "off": [-0.6, -0.6, 0.6, 0.6]})
    asked = pd.DataFrame({**KEYS, "day": [112]})
    bias, unknown, _ = voice_bias.voice_bias(past, asked, np.array([0.3]))
    assert bias[0] == pytest.approx(0.6, abs=0.05)
    assert unknown[0] < 0.1
    slip = pd.DataFrame({**KEYS, "day": np.arange(12) * 5, "off": np.where(np.arange(12) == 7, -6.0, 0.3)})
    assert voice_bias.voice_bias(slip, asked.assign(day=57), np.array([0.3]))[0][0] == pytest.approx(0.3, abs=0.1)


def test_a_quantity_without_a_course_over_time_is_foretold_from_all_that_was_said_of_it() -> None:
    said_once = pd.DataFrame({"quantity": "dead", "source": ["A", "A", "B"], "best": [400, 410, 300],
                              "published": ["2020-01-01", "2020-01-05", "2020-01-02"]})  # fmt: skip
    told = rc.reconcile(said_once).predict(pd.DataFrame({"quantity": "dead", "source": ["A", "B"]}))
    assert told["best"].iloc[0] > 370
    assert told["best"].iloc[1] < 330


def test_constants() -> None:
    assert (voice_bias.BIAS_SPREAD, voice_bias.BIAS_DAYS, voice_bias.OWN_SCATTER) == (3, 28, 0.5)
    assert (voice_bias.MOST_FIGURES, voice_bias.TAILS, voice_bias.ROUNDS) == (64, 4, 4)
    assert (said_by_pool.GRID_DAYS, said_by_pool.MOST_DAYS, said_by_pool.FOLLOWED_AFTER_DAYS) == (7, 60, 14)
