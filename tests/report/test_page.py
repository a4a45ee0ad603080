"""The report as one HTML page: whole, safe whatever fields say, and the same facts as the Markdown."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from xml.dom.minidom import parseString

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.report.charts.period_series import PeriodSeries, period_series
from reconcile.report.pages.content import content_of, front_of
from reconcile.report.pages.html.page import render_page
from reconcile.report.pages.markdown import render_markdown
from reconcile.report.sections import Family, ReportTables, families_of
from tests.examples import examples
from tests.report.claims_for_tests import GAIN, claim, estimate, frame, numbers, report_tables

VOID = {"meta", "input", "br", "hr", "img", "link"}

KNOWN = pd.to_datetime(["2025-02-01", "2025-03-01", "2025-05-01"])


class Reader(HTMLParser):
    """Every element with its attributes, and whether what opens also closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(tables: ReportTables) -> str:
    return render_page(tables)


def test_what_a_page_begins_with_is_that_of_the_whole_report(tables: ReportTables) -> None:
    families = families_of(tables)
    whole, front = content_of(tables, families), front_of(tables, families)
    assert front["lead"]["stories"]
    for family in whole["lead"]["stories"]:
        del family["find"]
    assert {name: whole[name] for name in front} == front


def figures_of(page: str) -> list[str]:
    return re.findall(r"<svg .*?</svg>", page, flags=re.DOTALL)


def test_what_opens_closes_and_every_id_is_there_once(page: str) -> None:
    reader = Reader(page)
    assert reader.open == []
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] or "" for tag, attributes in reader.elements if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_nothing_on_the_page_asks_for_anything(page: str) -> None:
    reader = Reader(page)
    assert not {tag for tag, _ in reader.elements} & {
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "image",
        "use",
    }
    asking = {"src", "srcset", "style", "background", "poster", "action", "formaction", "xlink:href", "data"}
    assert not [pair for pair in reader.elements if asking & set(pair[1])]
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_names_the_style_and_the_script_of_the_page(page: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        assert "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_links_out_send_nothing_along(page: str) -> None:
    out = [attributes for tag, attributes in Reader(page).elements if tag == "a" and "://" in str(attributes["href"])]
    assert out
    assert {attributes["rel"] for attributes in out} == {"noopener noreferrer nofollow"}
    assert "javascript:" not in page


def test_every_figure_is_well_formed_and_says_what_it_shows(page: str) -> None:
    figures = figures_of(page)
    assert len(figures) >= 8
    for text in figures:
        figure = parseString(text.encode()).documentElement  # noqa: S318  our own bytes
        assert figure.getAttribute("role") == "img"
        assert [part.tagName for part in figure.childNodes[:2]] == ["title", "desc"]
        assert f'<table id="{figure.getAttribute("aria-details")}"' in page


def test_a_row_of_a_figure_tells_voice_figure_reading_weight_and_why(page: str) -> None:
    assert "South Korea NIS, reported by KBS: “about 3,000”" in page
    assert "Weight 50%: grade B2" in page


def test_the_page_says_what_the_markdown_says(tables: ReportTables, page: str) -> None:
    text = unescape(re.sub(r"<[^>]+>", "", page))
    markdown = render_markdown(tables, {})
    for line in re.findall(r"^> (?!.* · verdict: )(.+)$", markdown, flags=re.MULTILINE):
        assert re.sub(r"\\(.)", r"\1", unescape(line)) in text
    for section in (section for family in families_of(tables) for section in family.sections):
        assert f'<h3 id="{section.anchor}">' in page
    assert "DRAFT" not in text, "what nobody has approved is told in one line"
    assert "sentences that nobody has approved" in text


@pytest.mark.long
def test_the_page_is_the_same_every_time_and_in_any_order(tables: ReportTables, page: str) -> None:
    turned = replace(tables, claims=tables.claims.iloc[::-1], estimates=tables.estimates.iloc[::-1])
    assert render_page(tables) == page
    assert render_page(turned) == page


def test_without_figures_there_are_none(tables: ReportTables) -> None:
    assert figures_of(render_page(tables, pictures=False)) == []


def test_sections_beyond_the_most_are_announced(tables: ReportTables) -> None:
    assert "more quantities have no section here" in render_page(tables, most_sections=2)


def series_of(family: Family) -> list[PeriodSeries]:
    return period_series(family.sections, pd.concat([section.estimates.tail(1) for section in family.sections]))


def test_months_are_one_series_and_scopes_its_lines(tables: ReportTables) -> None:
    (family,) = (one for one in families_of(tables) if any(GAIN in section.quantity for section in one.sections))
    (series,) = series_of(family)
    assert series.names == ("", "with Kursk")
    starts = [section.estimates["period_start"].iloc[-1] for section in series.sections]
    assert starts == sorted(starts)


def test_years_are_no_points_of_a_line_of_months(tables: ReportTables) -> None:
    rows = tables.estimates[tables.estimates["quantity"].str.startswith(GAIN)].copy()
    year = rows.iloc[[0]].assign(
        quantity="year", period_start=pd.Timestamp("2024-01-01"), period_end=pd.Timestamp("2024-12-31")
    )
    more_tables = replace(tables, estimates=pd.concat([rows, year], ignore_index=True))
    (series,) = [one for family in families_of(more_tables) for one in series_of(family)]
    assert "year" not in {section.quantity for section in series.sections}


def history(quantity: str, count: int) -> pd.DataFrame:
    values = {"low": [3000.0, 3100.0, 3970.0], "best": [3600.0, 4200.0, 4650.0], "high": [4300.0, 5300.0, 5610.0]}
    return pd.DataFrame({"quantity": quantity, "as_of": KNOWN, **values}).iloc[:count]


def test_a_history_is_a_band_with_its_table_from_two_vintages_on(tables: ReportTables, page: str) -> None:
    key = "north_korean/casualties"
    text_of_page = render_page(replace(tables, history=history(key, 3)))
    figure = next(text for text in figures_of(text_of_page) if "-history-desk" in text)
    assert figure.count('class="wide"') == 1
    assert "4,000 – 5,600 people as known by 1 May 2025" in figure
    assert "1 March 2025" in text_of_page
    assert "-history-desk" not in render_page(replace(tables, history=history(key, 1)))
    assert "-history-desk" not in page


def test_vintages_without_an_estimate_break_the_band(tables: ReportTables) -> None:
    rows = history("north_korean/casualties", 3)
    rows.loc[1, ["low", "best", "high"]] = float("nan")
    page = render_page(replace(tables, history=rows))
    figure = next(text for text in figures_of(page) if "-history-desk" in text)
    assert figure.count('class="lone"') == 2
    assert "nan" not in figure


TEXT = st.text(max_size=40) | st.sampled_from(
    ['"><img src=x onerror=alert(1)>', "</script><script>", "]]>", "{{ 1 }}", "&amp;", "a\x00b\x0bc", "'onload='x"]
)


OF_CLAIMS = ("voice", "source", "phrase", "quote", "url", "left_out_reason")
OF_ESTIMATES = ("place", "party", "family", "wording", "publish_reason")


# every field has a text of its own
@examples(10)
@given(st.fixed_dictionaries(dict.fromkeys(OF_CLAIMS, TEXT)), st.fixed_dictionaries(dict.fromkeys(OF_ESTIMATES, TEXT)))
def test_no_field_breaks_the_page(texts: dict[str, str], more: dict[str, str]) -> None:
    row = claim("C1", "q", "A", 100.0, count_date="2025-01-31", published="2025-02-01") | texts
    values = numbers(100.0, 90.0, 120.0, 95.0, 110.0)
    newest = estimate("q", "interval", count_date="2025-01-31", **more, **values)
    page = render_page(report_tables(frame([newest], ESTIMATES), frame([row], CLAIMS)))
    reader = Reader(page)
    assert reader.open == []
    assert [tag for tag, _ in reader.elements].count("script") == 1
    assert not [key for _, attributes in reader.elements for key in attributes if key.startswith("on")]
    links = [str(attributes.get("href", "")) for tag, attributes in reader.elements if tag == "a"]
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    for text in figures_of(page):
        parseString(text.encode())  # noqa: S318  our own bytes


def test_extreme_numbers_are_drawn_inside_the_figure() -> None:
    rows = [claim(f"C{place}", "q", f"A{place}", value) for place, value in enumerate((0.0, 1e-120, 5.0, 1e300))]
    newest = estimate("q", "interval", count_date="2025-01-31", **numbers(5.0, 0.0, 1e300, 1.0, 1e200))
    page = render_page(report_tables(frame([newest], ESTIMATES), frame(rows, CLAIMS)))
    places = [float(value) for text in figures_of(page) for value in re.findall(r' cx="([^"]+)"', text)]
    assert places
    assert all(0 <= place <= 860 for place in places)


def test_a_notebook_gets_the_same_page() -> None:
    claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "phrase": ["about 300", "as many as 320"]})
    page = rc.reconcile(claims).to_html()
    assert Reader(page).open == []
    assert len(figures_of(page)) == 2, "a wide one and a narrow one"
    assert "Sensitivity to the method" in page
