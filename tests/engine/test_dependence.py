"""Pairs of sources whose figures follow one another: what is compared, scored and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr, stdtr

import reconcile as rc
from reconcile.columns import DEPENDENCE
from reconcile.engine.dependence import common_figures, copy_score, spread_of_others, suspects
from reconcile.engine.dependence.copy_score import COPIED, PairedFigures, copy_scores
from tests.test_frames import faults

# figures of eight towns as two sources count them that have nothing to do with one another, and what a third one has
TOWNS = ("Alton", "Birch", "Cole", "Dunmore", "Elm", "Fenton", "Garth", "Holm")
COUNTED = np.array([712.0, 1384, 566, 2051, 93, 318, 1477, 839])
THIRD = np.array([1033.0, 902, 410, 3400, 61, 505, 1190, 1260])

COPIES = {
    "relay": COUNTED,
    "rounded": np.array([710.0, 1400, 570, 2100, 93, 320, 1500, 840]),
    "recomputed": np.array([722.0, 1361, 571, 2089, 94, 313, 1502, 825]),
    "share": np.array([480.0, 930, 380, 1380, 63, 210, 990, 560]),
}


def told(*figures: Sequence[float], places: Sequence[str] = TOWNS, **columns: Any) -> pd.DataFrame:
    """Return the pairs of sources A, B, C … that give these figures of places, B a day after A."""
    return rc.reconcile(claims_of(*figures, places=places, **columns)).dependence


def claims_of(*figures: Sequence[float], places: Sequence[str] = TOWNS, **columns: Any) -> pd.DataFrame:
    rows = [
        {"measure": "wounded", "place": place, "source": source, "best": best, "published": f"2024-05-{day:02d}"}
        for day, (source, numbers) in enumerate(zip("ABCDEF", figures, strict=False), start=1)
        for place, best in zip(places, numbers, strict=False)
    ]
    return pd.DataFrame(rows).assign(**columns)


def of_pair(table: pd.DataFrame, first: str = "A", second: str = "B") -> pd.Series:
    rows = table[(table["source_a"] == first) & (table["source_b"] == second)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize("kind", COPIES)
def test_every_kind_of_copy_is_told(kind: str) -> None:
    table = told(COUNTED, COPIES[kind], THIRD)
    pair = of_pair(table)
    assert faults(table, DEPENDENCE) == []
    assert (pair["kind"], pair["told"], pair["figures"], pair["published_after"]) == (kind, "copy", 8, 8)
    assert pair["equal"] == (COPIES[kind] == COUNTED).sum()
    assert set(table["told"]) == {"copy", ""}
    assert table["score"].is_monotonic_decreasing


def test_two_who_count_for_themselves_are_no_suspects() -> None:
    table = told(COUNTED, THIRD, COUNTED * 1.3 + 7)
    assert of_pair(table)["score"] < -1
    assert of_pair(table)["told"] == ""


def test_who_has_half_of_its_figures_from_another_is_told() -> None:
    half = np.where(np.arange(8) % 2, THIRD * 0.8, COUNTED)
    assert of_pair(told(COUNTED, half, THIRD))["told"] == "copy"


@pytest.mark.parametrize(
    ("others", "word"),
    [((), "both_exact"), ((COUNTED * 1.01,), "abstained"), ((THIRD[:2],), "both_exact"), ((THIRD[:3],), "copy")],
)
def test_without_scatter_of_third_sources_nobody_is_called_a_copy(others: tuple[np.ndarray, ...], word: str) -> None:
    result = rc.reconcile(claims_of(COUNTED, COPIES["rounded"], *others))
    assert of_pair(result.dependence)["told"] == word
    assert ("origin-suspected" in set(result.findings["rule"])) == (word == "copy")


def test_pairs_are_listed_from_three_common_figures() -> None:
    assert told(COUNTED[:2], COUNTED[:2], THIRD).empty
    assert of_pair(told(COUNTED[:3], COUNTED[:3], THIRD))["figures"] == 3


def test_order_of_rows_and_spelling_of_sources_change_nothing() -> None:
    claims = claims_of(COUNTED, COPIES["rounded"], THIRD, THIRD * 1.2 + 5)
    expected = rc.reconcile(claims)
    shuffled = rc.reconcile(claims.sample(frac=1, random_state=4).reset_index(drop=True))
    pd.testing.assert_frame_equal(shuffled.dependence, expected.dependence)
    found = [set(result.findings["message"]) for result in (shuffled, expected)]
    assert found[0] == found[1]
    renamed = rc.reconcile(claims.assign(source=claims["source"].map({"A": "Z", "B": "Y", "C": "X", "D": "W"})))
    columns = ["figures", "score", "kind", "equal", "told", "published_after", "spread"]
    pd.testing.assert_series_equal(
        of_pair(renamed.dependence, "Z", "Y")[columns], of_pair(expected.dependence)[columns], check_names=False
    )


@pytest.mark.parametrize(
    ("published", "first"),
    [(("2024-05-01", "2024-05-02"), "A"), (("2024-05-02", "2024-05-01"), "B"), (("2024-05-01", "2024-05-01"), "A")],
)
def test_who_publishes_later_or_rounds_has_it_from_the_other(published: tuple[str, str], first: str) -> None:
    claims = claims_of(COUNTED, COPIES["rounded"], THIRD)
    day = claims["source"].map({"A": published[0], "B": published[1], "C": "2024-05-03"})
    pair = rc.reconcile(claims.assign(published=day)).dependence.iloc[0]
    assert {pair["source_a"], pair["source_b"]} == {"A", "B"}
    assert pair["source_a"] == first
    assert pair["published_after"] == (0 if published[0] == published[1] else 8)


def totals(*figures: Sequence[float], temporal: str = "cumulative") -> pd.DataFrame:
    rows = [
        {"measure": "wounded", "place": "Alton", "temporal": temporal, "source": source, "best": best,
         "count_date": f"2024-{month:02d}-01"}
        for source, numbers in zip("ABC", figures, strict=False)
        for month, best in enumerate(numbers, start=1)
    ]  # fmt: skip
    return rc.reconcile(pd.DataFrame(rows), at="month-end").dependence


def test_totals_are_compared_by_what_they_rise_by() -> None:
    """Two totals that rise together are alike, whoever counts."""
    first = np.cumsum([900.0, 510, 640, 480, 700, 530, 610, 890])
    other = np.cumsum([930.0, 660, 500, 610, 520, 690, 470, 720])
    assert np.corrcoef(first, other)[0, 1] > 0.99
    apart, copied = of_pair(totals(first, other)), of_pair(totals(first, first))
    assert (apart["told"], copied["told"]) == ("", "both_exact")
    assert apart["score"] < 0
    assert (copied["figures"], copied["equal"], copied["kind"]) == (8, 8, "relay")


def test_a_copied_level_with_rises_of_its_own_is_no_copy() -> None:
    first = np.cumsum([90_000.0, 510, 640, 480, 700, 530])
    other = np.cumsum([90_000.0, 660, 500, 610, 520, 690])
    assert totals(first, other)[["equal", "told"]].to_numpy().tolist() == [[1, ""]]


@pytest.mark.long
def test_figures_that_both_stand_as_they_stood_say_nothing() -> None:
    still = np.array([500.0, 500, 500, 640, 700])
    assert of_pair(totals(still, still))["figures"] == 3
    assert of_pair(totals(still, still, temporal="stock"))["figures"] == 3
    assert told(np.zeros(8), np.zeros(8)).empty


def test_a_break_begins_anew() -> None:
    """What a source counts after a break is not compared with what it counted before."""
    first = [500.0, 640, 700, 90, 130, 160]
    claims = pd.DataFrame({
        "measure": "wounded", "place": "Alton", "temporal": "stock", "source": ["A"] * 6 + ["B"] * 6,
        "best": [*first, 500.0, 640, 710, 90, 130, 160], "count_date": [f"2024-{m:02d}-01" for m in range(1, 7)] * 2,
    })  # fmt: skip
    equal = [
        rc.reconcile(claims, options=rc.Options(at="month-end", breaks=breaks)).dependence["equal"].item()
        for breaks in ([rc.Break("A", "wounded", "2024-04-01")], [])
    ]
    # 700 and 710 differ, and so does what either of them fell by to 90
    assert equal == [5, 4]


def test_figures_that_differ_in_sign_or_one_of_which_is_zero_are_no_copies() -> None:
    signed = pd.DataFrame({"quantity": [f"q{n}" for n in range(6)] * 2, "source": ["A"] * 6 + ["B"] * 6,
                           "best": [-71.0, 133, -56, 205, 94, 0, -71, 133, -56, 205, -94, 3]})  # fmt: skip
    pair = rc.reconcile(signed).dependence.iloc[0]
    assert (pair["figures"], pair["equal"], pair["told"]) == (6, 4, "both_exact")
    assert pair["score"] < rc.reconcile(signed[signed.index % 6 < 4]).dependence.iloc[0]["score"]


@pytest.mark.long
def test_events_relays_bounds_and_computed_claims_are_not_compared() -> None:
    assert told(COUNTED, COUNTED, THIRD, rows="events").empty
    by_word = claims_of(COUNTED, COUNTED, THIRD)
    by_word.loc[by_word["source"] == "B", "origin"] = "A"
    assert not ({"A", "B"} <= set(rc.reconcile(by_word).dependence[["source_a", "source_b"]].to_numpy().ravel()))
    floors = claims_of(COUNTED, COUNTED, THIRD)
    floors["phrase"] = [f"at least {best:.0f}" if source == "B" else "" for source, best in
                        zip(floors["source"], floors["best"], strict=True)]  # fmt: skip
    floors.loc[floors["source"] == "B", "best"] = np.nan
    assert "B" not in set(rc.reconcile(floors).dependence["source_b"])


@pytest.mark.long
def test_the_finding_says_what_would_follow_and_changes_nothing() -> None:
    claims = claims_of(COUNTED, COUNTED, THIRD)
    result = rc.reconcile(claims)
    found = result.findings[result.findings["rule"] == "origin-suspected"]
    assert found["message"].item() == (
        "B may have its figures from A; were the one taken from the other, there would be 2.0 voices, not 3, and fewer "
        "for 7 other estimates: 8 of 8 common figures are equal, they look taken over (score 18.1, limit 2.0); both "
        "stay voices of their own"
    )
    assert found["quantity"].item() == "wounded/place=Holm"
    assert "there would be 2.0 voices, not 3, and fewer for 7 other estimates" in result.to_markdown()
    assert found["hint"].iloc[0].endswith("in sources.csv (source,origin,origin_basis): B,A,suspected")
    assert result.estimates["voices"].round(9).unique().tolist() == [3.0]


def test_the_line_that_is_pasted_does_what_the_finding_says() -> None:
    sources = pd.DataFrame({"source": ["B"], "origin": ["A"], "origin_basis": ["suspected"]})
    result = rc.reconcile(claims_of(COUNTED, COUNTED, THIRD), sources)
    assert result.estimates["voices"].round(9).unique().tolist() == [2.0]
    relayed = result.claims[result.claims["source"] == "B"]
    assert set(relayed["left_out_reason"]) == {"may only repeat A"}
    assert set(result.dependence["told"]) == {""}
    passed_on = claims_of(COUNTED, COUNTED, THIRD)
    passed_on.loc[passed_on["source"] == "C", "origin"] = "B"
    of_c = rc.reconcile(passed_on, sources).claims.query("source == 'C'")
    assert set(of_c["left_out_reason"]) == {"may only repeat A"}


@pytest.mark.long
def test_many_sources_are_bounded_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = claims_of(COUNTED, COPIES["rounded"], THIRD, THIRD[:4] * 2)
    monkeypatch.setattr(common_figures, "MOST_SOURCES", 2)
    result = rc.reconcile(claims)
    assert result.dependence[["source_a", "source_b"]].to_numpy().tolist() == [["A", "B"]]
    assert result.dependence["others"].tolist() == [12]
    assert "sources-not-compared" in set(result.findings["rule"])
    monkeypatch.setattr(common_figures, "MOST_FIGURES", 5)
    assert rc.reconcile(claims).dependence["figures"].tolist() == [5]
    # one pair a town
    monkeypatch.setattr(common_figures, "MOST_COMPARED", 4)
    assert rc.reconcile(claims).dependence["figures"].tolist() == [4]


def scored(earlier: np.ndarray, later: np.ndarray, step: np.ndarray, spread: float) -> float:
    none = np.zeros(len(earlier), dtype=np.int64)
    return float(copy_scores(PairedFigures(
        pair=none, earlier=earlier, later=later, step=step, later_step=step, spread=np.full(len(earlier), spread),
        apart=none.astype(bool),
    )).score[0])  # fmt: skip


@pytest.mark.parametrize("kind", [*COPIES, "apart"])
def test_scores_are_those_of_the_formula(kind: str) -> None:
    """The likelihoods of one pair, written out as docs/methods/dependence.md has them."""
    later = THIRD if kind == "apart" else COPIES[kind]
    step, spread = np.full(8, 10.0), 0.25
    low, high = np.log((later - 5) / COUNTED), np.log((later + 5) / COUNTED)
    wide = stdtr(4, high / (spread * 2**0.5)) - stdtr(4, low / (spread * 2**0.5))
    alone = np.maximum(0.96 * wide + 0.04 * (ndtr(high / 0.01) - ndtr(low / 0.01)), 1e-12)

    def near(sd: float, share: float = 0.0) -> np.ndarray:
        return np.maximum(ndtr((high - share) / sd) - ndtr((low - share) / sd), 1e-12)

    def evidence(taken: np.ndarray) -> float:
        return float(np.mean([np.prod(c * taken / alone + 1 - c) for c in COPIED]))

    grid = abs(later - COUNTED) <= 5
    kinds = [
        evidence(0.75 * (later == COUNTED) + 0.15 * grid + 0.1 * near(0.012)),
        evidence(0.9 * grid + 0.1 * near(0.024)),
        evidence(near(0.024)),
        np.mean([evidence(near(0.024, share)) for share in np.linspace(-1.6, 1.6, 321)]),
    ]
    expected = np.log10(max(kinds[:3] if kind == "apart" else kinds) / 4)
    assert scored(COUNTED, later, step, spread) == pytest.approx(expected, abs=1e-9)


@pytest.mark.long
def test_scores_do_not_depend_on_the_pairs_beside() -> None:
    """Shares are tried in blocks that never cut a pair in two."""
    random = np.random.default_rng(7)
    earlier = random.uniform(50, 5000, (300, 100)).round()
    later = (earlier * random.uniform(0.3, 2, (300, 1))).round()
    flat = {"earlier": earlier.ravel(), "later": later.ravel(), "step": np.ones(30_000), "later_step": np.ones(30_000),
            "spread": np.full(30_000, 0.3), "apart": np.zeros(30_000, dtype=bool)}  # fmt: skip
    scores = copy_scores(PairedFigures(pair=np.repeat(np.arange(300), 100), **flat)).score
    assert scores[[0, 211, 299]].tolist() == [
        pytest.approx(scored(earlier[row], later[row], np.ones(100), 0.3)) for row in (0, 211, 299)
    ]


def test_limits_rise_with_figures_and_with_pairs() -> None:
    assert suspects.score_limits(np.array([3, 8, 12]), 3).tolist() == [2.0, 2.0, 3.0]
    # 45 pairs of 10 sources: 4.5 a source
    assert suspects.score_limits(np.full(45, 3), 10)[0] == pytest.approx(2 + np.log10(4.5))


def test_constants_are_those_of_the_docs() -> None:
    assert (copy_score.CLOSE, copy_score.RECOMPUTED, copy_score.COPIED) == (0.012, 0.024, (0.95, 0.55))
    assert (copy_score.RELAYED, copy_score.ROUNDED) == ((0.75, 0.15, 0.1), (0.9, 0.1))
    assert (copy_score.COINCIDENCE, copy_score.WITHIN, copy_score.LEAST_OF_SHARE) == (0.04, 0.01, 3)
    assert (len(copy_score.SHARES), copy_score.SHARES[0], copy_score.SHARES[-1]) == (321, -1.6, 1.6)
    assert (suspects.LEAST_SCORE, suspects.FIGURE_SCORE, suspects.NARROW) == (2.0, 0.25, 4.0)
    assert (common_figures.LEAST_FIGURES, spread_of_others.LEAST_OTHERS) == (3, 3)
    assert (common_figures.MOST_SOURCES, common_figures.MOST_FIGURES, common_figures.MOST_COMPARED) == (
        100,
        100,
        2_000_000,
    )
