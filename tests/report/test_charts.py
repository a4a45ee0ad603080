"""Charts: what is drawn follows what may be printed, no label on another, nothing cut without a mark."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.dom.minidom import parseString

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from reconcile.columns import CLAIMS, CURVES, ESTIMATES
from reconcile.report.charts.chart import NARROW, WIDE, Chart
from reconcile.report.charts.chart_style import DARK, LIGHT, file_style, page_style
from reconcile.report.charts.report_charts import ReportCharts, report_charts
from reconcile.report.charts.svg_charts import svg_file, svgs_inline
from reconcile.report.sections import ReportTables, families_of
from tests.examples import examples
from tests.report.chart_boxes import outside, overlapping, texts_of
from tests.report.claims_for_tests import GAIN, claim, estimate, frame, left_out, numbers, report_tables

HURT = "north_korean/casualties"


def charts_of(tables: ReportTables) -> ReportCharts:
    return report_charts(families_of(tables), tables)


@pytest.fixture(scope="module")
def told(tables: ReportTables) -> ReportTables:
    """The tables of the report, our ranges of casualties as wide as what was said."""
    estimates, newest = tables.estimates.copy(), pd.Timestamp("2025-04-30")
    hurt = (estimates["quantity"] == HURT) & (estimates["publish"] == "interval")
    names = ["low", "low50", "best", "high50", "high"]
    estimates.loc[hurt, names] = [3000.0, 3900.0, 4200.0, 4400.0, 5300.0]
    estimates.loc[hurt & (estimates["count_date"] == newest), names] = [4050.0, 4400.0, 4700.0, 5000.0, 5500.0]
    return replace(tables, estimates=estimates)


@pytest.fixture(scope="module")
def charts(told: ReportTables) -> ReportCharts:
    return charts_of(told)


def drawn(chart: Chart, width: float = WIDE, *, log: bool = False) -> str:
    return f"<svg>{chart.drawn(width, log=log)[0]}</svg>"


def said(chart: Chart, width: float = WIDE) -> list[str]:
    return [element.text or "" for element in texts_of(drawn(chart, width))]


def test_one_number_has_no_chart_and_what_is_withheld_has_none(charts: ReportCharts) -> None:
    shown = {quantity for quantity, own in charts.of_quantity.items() if own}
    assert shown == {HURT, f"{GAIN}/2024-11", f"{GAIN}/2025-01"}


def test_a_total_over_time_says_how_far_it_has_risen_and_who_says_so(charts: ReportCharts) -> None:
    over_time, rows = charts.of_quantity[HURT]
    assert over_time.title.startswith("North Korean soldiers killed or wounded in Kursk: ")
    assert over_time.title.endswith("4,700 (South Korea NIS)")
    assert over_time.subtitle == "people · by 30 April 2025 · known by 30 April 2025"
    assert rows.title == "North Korean soldiers killed or wounded in Kursk: 4,000 – 5,500 people, our synthesis"


def test_every_voice_is_named_at_its_newest_count_with_its_figure(charts: ReportCharts) -> None:
    for width in (WIDE, NARROW):
        labels = said(charts.of_quantity[HURT][0], width)
        for label in ("UK MoD more than 5,000", "South Korea NIS 4,700", "Zelensky 4,000", "South Korea JCS 4,000"):
            assert label in labels


def test_our_synthesis_comes_first_and_only_where_it_may_be_printed(charts: ReportCharts) -> None:
    rows = charts.of_quantity[HURT][1]
    names = [text for text in said(rows) if text in ("Our synthesis", "UK MoD", "South Korea NIS")]
    assert names[0] == "Our synthesis"
    assert rows.data["source"][0] == "Our synthesis"
    (apart,) = charts.of_quantity[f"{GAIN}/2025-01"]
    assert "Our synthesis" not in said(apart)
    assert apart.title.endswith("in January 2025: figures run from 326 to 427 sq km")


def test_our_band_stands_only_while_somebody_counts(told: ReportTables) -> None:
    over_time = charts_of(told).of_quantity[HURT][0]
    ours = [place for place, name in enumerate(over_time.data["source"]) if name == "Our synthesis"]
    assert [over_time.data["date"][place] for place in ours] == ["2025-03-31", "2025-04-30"]
    later = told.estimates[told.estimates["quantity"] == HURT].tail(1).assign(count_date=pd.Timestamp("2025-12-31"))
    longer = replace(told, estimates=pd.concat([told.estimates, later], ignore_index=True))
    dates = charts_of(longer).of_quantity[HURT][0].data["date"]
    assert max(dates) == "2025-04-30"


def test_a_band_wider_than_all_that_was_said_is_not_drawn() -> None:
    row = estimate("q", "interval", count_date="2025-02-01", unit="persons", temporal="cumulative",
                   **numbers(500, 1, 90000, 480, 520))  # fmt: skip
    said_ones = [claim(f"C{n}", "q", f"V{n}", 480.0 + 10 * n, count_date="2025-01-01", temporal="cumulative",
                       unit="persons") for n in range(4)]  # fmt: skip
    tables = report_tables(frame([row], ESTIMATES), frame(said_ones, CLAIMS))
    for chart in charts_of(tables).all():
        assert "Our synthesis" not in chart.data["source"]
        assert "90,000" not in drawn(chart)


def test_where_the_sentences_have_no_range_of_ours_the_charts_have_none(told: ReportTables) -> None:
    worded = told.estimates.assign(wording="Said.", range_wording="Ours.")
    with_ranges, without = (
        charts_of(replace(told, estimates=worded.assign(range_wording=text))) for text in ("Ours.", "")
    )
    assert any("Our synthesis" in chart.data["source"] for chart in with_ranges.all())
    assert not any("Our synthesis" in chart.data["source"] for chart in without.all())


def test_a_projection_is_dashed_named_and_begins_at_the_newest_count(told: ReportTables) -> None:
    ahead = frame(
        [{"quantity": HURT, "count_date": day, "projection_low": low, "projection_best": low + 700,
          "projection_high": low + 1900} for day, low in (("2025-05-30", 4200.0), ("2025-06-15", 4300.0))], CURVES,
    )  # fmt: skip
    over_time = charts_of(replace(told, curves=ahead)).of_quantity[HURT][0]
    assert drawn(over_time).count('class="ahead"') == 3
    assert "projection" in said(over_time)
    assert "Nobody has said it" in over_time.note
    assert over_time.data["source"].count("Our synthesis, projection") == 2


def test_a_relay_is_no_count_of_its_voice(charts: ReportCharts) -> None:
    assert "Western officials" not in " ".join(said(charts.of_quantity[HURT][0]))


def months(count: int, voices: tuple[str, ...]) -> ReportTables:
    rows, claims = [], []
    for month in range(1, count + 1):
        period = {"period_start": f"2024-{month:02d}-01", "period_end": f"2024-{month:02d}-28", "temporal": "period"}
        more = {"measure": "area_gained", "party": "Russia", "place": "Ukraine", "unit": "km2", "family": "Gains"}
        row = estimate(f"g/2024-{month:02d}", "range", **more, **period, claims_low=1.0, claims_high=2.0)
        rows.append(row)
        claims += [claim(f"C{month}-{n}", row["quantity"], voice, 100.0 * month + n, **more, **period)
                   for n, voice in enumerate(voices)]  # fmt: skip
    return ReportTables(estimates=frame(rows, ESTIMATES), claims=frame(claims, CLAIMS))


def test_a_series_of_months_has_a_panel_for_every_voice() -> None:
    ((chart,),) = (own for own in charts_of(months(6, ("A", "B", "C"))).of_family.values() if own)
    assert [text for text in said(chart) if text in "ABC"] == ["A", "B", "C"]
    assert chart.title == "Ground taken by Russia in Ukraine: most from 1 to 28 June 2024, 600 to 602 sq km"
    assert chart.scales == (False,), "periods stand on a linear axis"


def test_a_logarithmic_scale_is_offered_where_figures_range_widely_and_says_so() -> None:
    claims = [claim(f"C{n}", "q", f"V{n}", 10.0**n, unit="persons") for n in range(1, 5)]
    tables = report_tables(frame([estimate("q", "range", unit="persons")], ESTIMATES), frame(claims, CLAIMS))
    (chart,) = charts_of(tables).of_quantity["q"]
    assert chart.scales == (True, False)
    assert "logarithmic" in drawn(chart, log=True)
    assert "logarithmic" not in drawn(chart, log=False)
    inline = svgs_inline(chart, "table")
    assert (inline.count("<svg"), inline.count(" hidden>")) == (4, 2)


def test_figures_that_carry_no_weight_have_no_row() -> None:
    claims = [claim(f"C{n}", "q", f"V{n}", 10.0) for n in range(3)]
    claims.append(claim("C9", "q", "Relay", 99.0, **left_out("relay")))
    tables = report_tables(frame([estimate("q", "range")], ESTIMATES), frame(claims, CLAIMS))
    assert "Relay" not in said(charts_of(tables).of_quantity["q"][0])


def test_files_are_the_same_bytes_every_time_with_words_and_colours_of_their_own(tables: ReportTables) -> None:
    first, second = ([svg_file(chart) for chart in charts_of(tables).all()] for _ in range(2))
    assert first == second
    for text in first:
        parseString(text.encode())  # noqa: S318  our own bytes
        assert "<script" not in text
        assert "href" not in text
        assert "var(" not in text
        assert 'class="paper"' in text
        assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}


def test_the_order_of_rows_changes_nothing(tables: ReportTables) -> None:
    turned = replace(tables, claims=tables.claims.iloc[::-1].reset_index(drop=True))
    one, other = ([svg_file(chart) for chart in charts_of(each).all()] for each in (tables, turned))
    assert one == other


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "synthesis", "blue", "green", "purple"])
def test_text_is_legible_on_paper_and_on_our_band(colours: dict[str, str], name: str) -> None:
    for paper in ("paper", "wide"):
        pair = sorted([luminance(colours[name]), luminance(colours[paper])])
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= (4.5 if paper == "paper" else 4.0)


def test_styles_have_every_colour_filled_in() -> None:
    assert "var(" not in file_style()
    assert set(re.findall(r"var\(--(\w+)\)", page_style())) <= set(LIGHT)


NAMES = st.one_of(
    st.sampled_from(["UK MoD", "ISW", "W" * 300, "<b>bold</b>", "وزارة الدفاع " * 9, "משרד הביטחון", "평방킬로미터" * 9,
                     "A source that is a sentence, as some are.", "Щукинский " * 30, "👩‍🚀" * 9]),
    st.text(min_size=1, max_size=60),
)  # fmt: skip
VALUES = st.one_of(st.sampled_from([0.0, 1.0, 7.0, 7.0, 999.0, 1e6, 1e9]), st.floats(0.001, 1e9))


@st.composite
def reports(draw: st.DrawFn) -> ReportTables:
    """Quantities with one to sixty voices, of every shape, whatever their names and figures are."""
    count = draw(st.sampled_from([1, 2, 3, 5, 12, 30, 60]))
    few = count <= 5
    names = [f"{draw(NAMES)}{n}" if few else f"{'Voice ' * (n % 9)}{n}" for n in range(count)]
    temporal = draw(st.sampled_from(["cumulative", "period", "unspecified"]))
    equal, first = draw(st.booleans()), draw(VALUES)
    more = {"temporal": temporal, "unit": "persons", "measure": "killed", "place": draw(NAMES)}
    claims, rows = [], []
    for period in range(draw(st.integers(1, 4)) if temporal == "period" else 1):
        key, low_and_high = f"q/{period}", sorted([first, draw(VALUES)])
        when = {"period_start": f"2024-0{period + 1}-01", "period_end": f"2024-0{period + 1}-28"}
        shared = more | (when if temporal == "period" else {})
        ends = numbers(sum(low_and_high) / 2, *low_and_high, *low_and_high)
        verdict = draw(st.sampled_from(["interval", "range"]))
        dates = ["2024-01-31", "2024-05-31"][: 2 if temporal == "cumulative" else 1]
        rows += [estimate(key, verdict, **shared, count_date=day, **ends) for day in dates]
        for n, again in ((n, again) for n in range(count) for again in range(draw(st.integers(1, 3)) if few else 1)):
            value = first if equal else draw(VALUES) if few else first * (n + 1) / count
            day = f"2024-{1 + (n + 3 * again) % 9:02d}-{1 + n % 28:02d}"
            dated = {"count_date": day} if temporal == "cumulative" else {}
            kind = ("exact", "lower", "upper", "approx", "floor")[n % 5]
            claims.append(claim(f"C{period}-{n}-{again}", key, names[n], value, kind, **shared, **dated, published=day,
                                phrase=""))  # fmt: skip
    return ReportTables(estimates=frame(rows, ESTIMATES), claims=frame(claims, CLAIMS))


# an example holds up to sixty voices: shrinking one would take minutes
@examples(
    25, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(reports())
def test_no_label_lies_on_another_whatever_is_drawn(tables: ReportTables) -> None:
    for chart in charts_of(tables).all():
        parseString(svg_file(chart).encode())  # noqa: S318  our own bytes
        for width, log in ((width, log) for width in (WIDE, NARROW) for log in chart.scales):
            svg = drawn(chart, width, log=log)
            assert overlapping(svg) == []
            assert outside(svg, width) == []
            assert "nan" not in re.sub(r"<text.*?</text>|<title>.*?</title>", "", svg)
            for element in texts_of(svg):
                # names in a heading are cut before they come here
                cut = "…" in (element.text or "") and (element.text or "") not in chart.title
                assert not cut or any(child.tag == "title" for child in element)


def test_no_claims_are_no_charts(tables: ReportTables) -> None:
    charts = charts_of(replace(tables, claims=tables.claims.iloc[:0]))
    assert list(charts.all()) == []


def test_tables_are_left_as_they_were(tables: ReportTables) -> None:
    before = tables.estimates.copy(), tables.claims.copy()
    for chart in charts_of(tables).all():
        svg_file(chart)
    pd.testing.assert_frame_equal(tables.estimates, before[0])
    pd.testing.assert_frame_equal(tables.claims, before[1])


def test_the_table_beside_a_chart_has_all_that_is_drawn(charts: ReportCharts) -> None:
    for chart in charts.all():
        lengths = {len(values) for values in chart.data.values()}
        assert len(lengths) == 1
        assert np.isfinite(chart.data["value"]).all()
