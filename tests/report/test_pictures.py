"""Figures: what is drawn follows what may be printed, and the bytes are the same every time."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from xml.dom.minidom import parseString

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.report.pictures import draw as draw_module
from reconcile.report.pictures.canvas import svg_text
from reconcile.report.pictures.draw import draw_each, draw_titled_forest, new_axes
from reconcile.report.pictures.drawings import drawings
from reconcile.report.pictures.forest_rows import MOST_ROWS, forest_rows
from reconcile.report.pictures.glyphs import Line, fit_label, text_elements
from reconcile.report.sections import ReportTables
from tests.report.claims_for_tests import GAIN, claim, estimate, frame, left_out, numbers, report_tables


@pytest.fixture(scope="module")
def drawn(tables: ReportTables) -> dict[str, str]:
    return draw(tables)


def draw(tables: ReportTables, most: int | None = None) -> dict[str, str]:
    return draw_each(drawings(tables, most))


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def plotted(estimates: pd.DataFrame, claims: pd.DataFrame, quantity: str) -> Axes:
    axes = new_axes()
    row = estimates[estimates["quantity"] == quantity].iloc[-1]
    draw_titled_forest(axes, row, claims[claims["quantity"] == quantity])
    return axes


def test_every_quantity_with_claims_is_drawn(drawn: dict[str, str], tables: ReportTables) -> None:
    assert set(drawn) == set(tables.claims["quantity"])


def test_figures_are_the_same_bytes_every_time(drawn: dict[str, str], tables: ReportTables) -> None:
    assert draw(tables) == drawn


def test_figures_do_not_depend_on_the_settings_of_the_machine(drawn: dict[str, str], tables: ReportTables) -> None:
    with mpl.rc_context(
        {"font.family": "serif", "axes.facecolor": "red", "lines.linewidth": 9.0, "svg.fonttype": "none"}
    ):
        assert draw(tables) == drawn


def test_figures_are_well_formed_and_hold_no_date_and_no_version(drawn: dict[str, str]) -> None:
    for text in drawn.values():
        assert parseString(text.encode()).documentElement.tagName == "svg"  # noqa: S318  our own bytes
        assert mpl.__version__ not in text
        assert "<dc:date>" not in text
        assert "<text" not in text


def test_figures_have_a_title_for_readers_who_cannot_see_them(drawn: dict[str, str]) -> None:
    assert "<title>Russian drones shot down in Ukraine from 30 to 31 January 2025</title>" in drawn["drones_shot_down"]


def test_elements_are_used_only_where_they_are_defined(drawn: dict[str, str]) -> None:
    for text in drawn.values():
        assert set(re.findall(r'xlink:href="#([^"]+)"', text)) <= set(re.findall(r' id="([^"]+)"', text))


def test_no_claims_are_no_figures(tables: ReportTables) -> None:
    assert draw(replace(tables, claims=tables.claims.iloc[:0])) == {}


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


def test_a_curve_names_its_months_and_how_often_its_band_holds(
    tables: ReportTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Figure] = []
    monkeypatch.setattr(draw_module, "svg_text", lambda figure, **_: made.append(figure) or svg_text(figure))
    (wanted,) = (one for one in drawings(tables) if one.section.quantity == "north_korean/casualties")
    assert draw_each([wanted])["north_korean/casualties"]
    written = [text for axes in made[0].axes for text in texts(axes)]
    assert "January 2025" in written
    assert "1,000" in written
    assert any("built to hold nine times in ten" in text for text in written)


def test_a_stock_of_several_dates_gets_a_curve_above_its_forest(drawn: dict[str, str]) -> None:
    heights = {key: float(re.search(r'height="([\d.]+)pt"', text)[1]) for key, text in drawn.items()}  # type: ignore[index]
    assert heights["north_korean/casualties"] > 2 * heights["named_dead"]


def test_arguments_are_left_as_they_were(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    before = estimates.copy(), claims.copy()
    draw(report_tables(estimates, claims))
    pd.testing.assert_frame_equal(estimates, before[0])
    pd.testing.assert_frame_equal(claims, before[1])


@settings(deadline=None, max_examples=15)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_field_breaks_a_figure(name: str, phrase: str) -> None:
    row = estimate("q", "interval", measure=phrase, place=name, unit=name, **numbers(5, 4, 6, 5, 5))
    said = claim("C1", "q", name, 5.0, phrase=phrase, source=phrase)
    text = draw(report_tables(frame([row], ESTIMATES), frame([said], CLAIMS)))["q"]
    parseString(text.encode())  # noqa: S318  our own bytes


def test_dollar_signs_are_no_mathematics() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", place="$\\frac{1}{2}$", **numbers(5, 4, 6, 5, 5))
    axes = new_axes()
    draw_titled_forest(axes, frame([row], ESTIMATES).iloc[0], frame([claim("C1", "q", "$x^2$", 5.0)], CLAIMS))
    axes.figure.draw_without_rendering()
    assert "$x^2$" in texts(axes)


@pytest.mark.parametrize(
    "figures", [(0.0, 0.0, 0.0), (0.0, 5.0, 1e9), (-5.0, 0.0, 5.0), (1e-9, 1.0, 1e12), (7.0, 7.0, 7.0)]
)
def test_odd_numbers_can_be_drawn(figures: tuple[float, float, float]) -> None:
    low, best, high = figures
    row = estimate("q", "interval", count_date="2025-01-31", **numbers(best, low, high, low, high))
    ranges = {"range_low": low, "range_best": best, "range_high": high}
    said = [claim(f"C{kind}", "q", kind, best, kind, **ranges) for kind in ("exact", "lower", "upper", "floor")]
    rows = frame([row, row | {"count_date": "2025-02-28"}], ESTIMATES)
    assert draw(report_tables(rows, frame(said, CLAIMS)))["q"].endswith("</svg>\n")


def test_a_quantity_without_dates_can_be_drawn() -> None:
    row = estimate("q", "interval", as_of=None, **numbers(5, 4, 6, 5, 5))
    assert draw(report_tables(frame([row], ESTIMATES), frame([claim("C1", "q", "A", 5.0)], CLAIMS)))["q"]


def test_numbers_that_are_missing_can_be_drawn() -> None:
    gone = dict.fromkeys(("range_low", "range_best", "range_high"), np.nan)
    row = estimate("q", "withheld")
    assert draw(report_tables(frame([row], ESTIMATES), frame([claim("C1", "q", "A", 5.0, **gone)], CLAIMS)))["q"]


def test_signs_that_the_font_lacks_become_boxes() -> None:
    assert fit_label("約700 평방", 200.0) == "□700 □□"


@given(st.text(max_size=200), st.floats(20.0, 300.0))
def test_labels_fit_their_room(text: str, room: float) -> None:
    label = fit_label(text, room)
    outline = text_elements(
        [Line(text=label, x=room, y=0.0, across="right", up="baseline", size=8.0, bold=False, colour="#000000")]
    )
    left = float(re.search(r"translate\((-?[\d.]+)", outline)[1])  # type: ignore[index]
    assert left >= -0.01


def test_each_glyph_is_defined_once() -> None:
    line = Line(text="aaab", x=0.0, y=0.0, across="left", up="top", size=8.0, bold=True, colour="#000000")
    outline = text_elements([line, line])
    assert outline.count("<path") == 2
    assert outline.count("<use") == 8


def test_seventy_figures_take_less_than_three_seconds(tables: ReportTables) -> None:
    copies = [(tables.estimates.assign(quantity=tables.estimates["quantity"] + f"/{n}"),
               tables.claims.assign(quantity=tables.claims["quantity"] + f"/{n}")) for n in range(7)]  # fmt: skip
    many = replace(
        tables, estimates=pd.concat([one for one, _ in copies]), claims=pd.concat([said for _, said in copies])
    )
    start = time.process_time()
    assert len(draw(many, most=70)) == 70
    assert time.process_time() - start < 3.0
