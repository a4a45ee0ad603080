"""The forest plot of a notebook: what is drawn follows what may be printed."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.report.pictures.draw import draw_titled_forest, new_axes
from reconcile.report.pictures.forest_rows import MOST_ROWS, forest_rows
from reconcile.report.pictures.glyphs import fit_label
from tests.report.claims_for_tests import GAIN, claim, estimate, frame, left_out, numbers


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def plotted(estimates: pd.DataFrame, claims: pd.DataFrame, quantity: str) -> Axes:
    axes = new_axes()
    row = estimates[estimates["quantity"] == quantity].iloc[-1]
    draw_titled_forest(axes, row, claims[claims["quantity"] == quantity])
    return axes


def test_the_synthesis_is_drawn_only_where_it_may_be_printed(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    assert "Our synthesis" in texts(plotted(estimates, claims, f"{GAIN}/2024-11"))
    for quantity in (f"{GAIN}/2025-01", "drones_launched", "named_dead", "north_korean/killed", "daily_rate"):
        assert "Our synthesis" not in texts(plotted(estimates, claims, quantity))


def test_a_range_says_that_no_single_one_is_supported(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    assert "No single range is supported" in texts(plotted(estimates, claims, f"{GAIN}/2025-01"))


def test_a_forest_says_who_what_and_when(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    labels = texts(plotted(estimates, claims, f"{GAIN}/2025-01"))
    assert {"ISW", "UK MoD", "↳ another count", "“427sq km”", "5 April 2025", "published", "as said"} <= set(labels)
    assert "in January 2025 · known by 30 April 2025 · sq km" in labels
    assert "Ground taken by Russia in Ukraine in January 2025" in labels


def test_names_phrases_and_dates_do_not_touch(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    wide = claims[claims["quantity"] == f"{GAIN}/2025-01"].assign(voice="W" * 90, source="M" * 90, phrase="W" * 400)
    axes = new_axes()
    draw_titled_forest(axes, estimates[estimates["quantity"] == f"{GAIN}/2025-01"].iloc[-1], wide)
    boxes = [text.get_window_extent() for text in axes.texts]
    for place, one in enumerate(boxes):
        assert one.x0 >= -1.0
        assert one.x1 <= axes.figure.bbox.width + 1.0
        assert not any(one.overlaps(other) for other in boxes[place + 1 :])


def test_rows_stand_by_voice_newest_first_relays_below_their_voice() -> None:
    said = frame(
        [
            claim("C1", "q", "Old", 5.0, count_date="2024-01-01"),
            claim("C2", "q", "New", 5.0, count_date="2025-01-01"),
            claim("C3", "q", "New", 5.0, count_date="2025-02-01", source="Relay", **left_out("relay")),
            claim("C4", "q", "Silent", 5.0, count_date="2026-01-01", **left_out("suspected")),
        ],
        CLAIMS,
    )
    rows = forest_rows(said)
    assert rows.claims["claim_id"].tolist() == ["C2", "C3", "C1", "C4"]
    assert rows.active.tolist() == [True, False, True, False]


def test_rows_beyond_the_most_are_left_out_last_the_weightiest() -> None:
    said = frame([claim(f"C{i:03d}", "q", f"V{i}", 5.0, weight=i / 100) for i in range(40)], CLAIMS)
    rows = forest_rows(said)
    assert len(rows.claims) == MOST_ROWS
    assert rows.not_drawn == 15
    assert rows.claims["weight"].min() == 0.15


def test_claims_that_are_not_drawn_are_announced() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", **numbers(5, 4, 6, 5, 5))
    said = frame([claim(f"C{i:03d}", "q", f"V{i}", 5.0) for i in range(40)], CLAIMS)
    axes = new_axes(MOST_ROWS)
    draw_titled_forest(axes, frame([row], ESTIMATES).iloc[0], said)
    assert "15 more claims are not drawn" in texts(axes)


def test_dollar_signs_are_no_mathematics() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", place="$\\frac{1}{2}$", **numbers(5, 4, 6, 5, 5))
    axes = new_axes()
    draw_titled_forest(axes, frame([row], ESTIMATES).iloc[0], frame([claim("C1", "q", "$x^2$", 5.0)], CLAIMS))
    axes.figure.draw_without_rendering()
    assert "$x^2$" in texts(axes)


def test_signs_that_the_font_lacks_become_boxes() -> None:
    assert fit_label("約700 평방", 200.0) == "□700 □□"
