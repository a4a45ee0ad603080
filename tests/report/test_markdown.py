"""The report as GitHub Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.records import findings
from reconcile.report.pages.content import MOST_CLAIMS, MOST_RECORDS
from reconcile.report.pages.markdown import render_markdown
from reconcile.report.sections import ReportTables, anchor, families_of
from tests.examples import examples
from tests.report.claims_for_tests import FAMILY, claim, estimate, frame, left_out, numbers, report_tables

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def report(tables: ReportTables) -> str:
    return render_markdown(tables, {key: f"figures/{anchor(key)}.svg" for key in tables.estimates["quantity"]})


def section(report: str, heading: str) -> str:
    return report.split(f"### {heading}\n")[1].split("\n### ", maxsplit=1)[0].split("\n## ", maxsplit=1)[0]


def cells_per_row(markdown: str) -> list[tuple[int, int]]:
    """Columns of every table row, beside the columns that its table has."""
    counts: list[tuple[int, int]] = []
    columns = cells = 0
    for token in READER.parse(markdown):
        columns = 0 if token.type == "thead_open" else columns + (token.type == "th_open")
        cells = 0 if token.type == "tr_open" else cells + (token.type == "td_open")
        if token.type == "tr_close" and cells:
            counts.append((cells, columns))
    return counts


def inline(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or []]


def test_an_overview_stands_on_top(report: str) -> None:
    overview = report.split("## Overview")[1].split("\n## ", maxsplit=1)[0]
    assert report.startswith("# Counts of a war\n")
    assert "| **North Korean soldiers in Kursk** | | | | | | |" in overview
    assert "| by 30 April 2025 | interval | 4,700 – 5,000 people | 4 | agree | – |" in overview
    assert "| withheld | – | 0 | – | – |" in overview


def test_every_link_of_the_report_has_its_place(report: str) -> None:
    links = {str(token.attrGet("href")) for token in inline(report) if token.type == "link_open"}
    places = set(re.findall(r'<a id="([^"]+)"></a>', report))
    assert {link[1:] for link in links if link.startswith("#")} <= places
    assert len(places) == report.count('<a id="')


def test_every_quantity_has_a_section_with_sentence_and_figure(report: str, tables: ReportTables) -> None:
    for quantity in tables.estimates["quantity"]:
        assert f'<a id="{anchor(quantity)}"></a>' in report
        assert f"](figures/{anchor(quantity)}.svg)" in report
    assert len(re.findall(r"^### (?!\[)", report, flags=re.MULTILINE)) == tables.estimates["quantity"].nunique()


def test_tables_have_as_many_cells_as_headings(report: str) -> None:
    counts = cells_per_row(report)
    assert len(counts) > 40
    assert all(cells == columns for cells, columns in counts)


def test_a_curve_is_one_section_with_a_table_of_its_dates(report: str) -> None:
    text = section(report, "North Korean soldiers killed or wounded in Kursk")
    assert "| 31 December 2024 | range | 1,100 – 3,000 people | – | – | 2 | tension |" in text
    assert "| 30 April 2025 | interval | 4,700 – 5,000 people | – | – | 4 | agree |" in text


def test_claims_stand_with_voice_outlet_phrase_reading_weight_and_influence(report: str) -> None:
    text = section(report, "North Korean soldiers killed or wounded in Kursk")
    assert (
        "| UK MoD | Yonhap | “over 5,000” | 5,000 – 5,200 – 5,600 and above | 31 March 2025 | 40%: grade B2 | +2% |"
        in text
    )


def test_left_out_claims_stand_with_their_reason(report: str) -> None:
    text = section(report, "North Korean soldiers killed in Kursk")
    assert "- computed from C0056: C0057 (Yonhap: “approximately a third”)" in text
    assert "- rejected by the desk: the relay says killed" in text


def test_definitions_beside_are_linked(report: str) -> None:
    text = section(report, "North Korean soldiers killed in Kursk")
    assert "Counted differently: [North Korean soldiers killed or wounded in Kursk](#" in text


def test_months_of_a_family_stand_in_the_order_of_time(report: str) -> None:
    months = re.findall(r"### Ground taken by Russia in Ukraine(?: \(with Kursk\))? in (\w+ \d+)", report)
    assert months == ["November 2024", "December 2024", "December 2024", "January 2025"]


def test_a_family_begins_with_its_sentences_and_lists_what_it_counts(report: str) -> None:
    family = report.split("\n## Russian area gains by month\n")[1]
    assert family.lstrip().startswith("> ")
    assert family.index("\nSaid by: ") < family.index("\nBy definition:") < family.index("\n### ")


def test_quantities_without_a_family_come_last(report: str) -> None:
    headings = re.findall(r"\n## (.+)", report)
    assert headings.index("Quantities that stand alone") == headings.index("Identities") - 1


def test_identities_method_settings_sources_and_findings_end_the_report(report: str) -> None:
    assert "| drones | Ukrainian Air Force | 31 January 2025 | 81 + 31 = 112 | holds | C0102, C0103, C0101 |" in report
    assert "| level | 0.9 |" in report
    assert "| title |" not in report
    assert "[UK Ministry of Defence](https://www.gov.uk/) | government | Ukraine | B |" in report
    assert "Nobody at all" not in report
    assert "javascript" not in report
    assert "| figures of this family differ in measure |" in report
    assert "| – | 7 | best | -3 | negative-count | – |" in report


def test_one_person_is_not_one_people() -> None:
    row = estimate("q", "attributed", measure="captured", unit="persons", **numbers(1, 1, 1, 1, 1))
    text = render_markdown(report_tables(frame([row], ESTIMATES), frame([claim("C1", "q", "A", 1.0)], CLAIMS)), {})
    assert "| attributed | 1 person |" in text


def test_no_figure_is_no_image(tables: ReportTables) -> None:
    assert "![" not in render_markdown(tables, {})


def test_the_report_is_the_same_every_time_and_in_any_order(tables: ReportTables, report: str) -> None:
    shuffled = replace(
        tables,
        estimates=tables.estimates.sample(frac=1.0, random_state=1),
        claims=tables.claims.sample(frac=1.0, random_state=2),
    )
    figures = {key: f"figures/{anchor(key)}.svg" for key in tables.estimates["quantity"]}
    assert render_markdown(shuffled, figures) == report


def test_a_report_of_nothing_is_a_report(tables: ReportTables) -> None:
    empty = replace(
        tables, estimates=tables.estimates.iloc[:0], claims=tables.claims.iloc[:0], findings=tables.findings.iloc[:0],
        rejected=tables.rejected.iloc[:0], identities=tables.identities.iloc[:0], sources=tables.sources.iloc[:0],
    )  # fmt: skip
    text = render_markdown(empty, {})
    assert "## Overview" in text
    assert "None." in text


def test_sections_beyond_the_most_are_announced(tables: ReportTables) -> None:
    text = render_markdown(tables, {}, most_sections=3)
    assert len(re.findall(r"^### (?!\[)", text, flags=re.MULTILINE)) == 3
    assert "8 more quantities have no section here; they are in `estimates.csv`." in text


def test_long_lists_are_cut_and_announced() -> None:
    row = estimate("q", "interval", measure="killed", unit="persons", **numbers(5, 4, 6, 5, 5))
    used = [claim(f"C{i}", "q", f"Voice {i}", 5.0) for i in range(MOST_CLAIMS + 7)]
    out = [claim(f"X{i}", "q", "A", 5.0, **left_out("too old")) for i in range(15)]
    asked = [f"finding {i}" for i in range(MOST_RECORDS + 1)]
    many_findings = findings("x", asked, hint=asked)
    tables = replace(report_tables(frame([row], ESTIMATES), frame([*used, *out], CLAIMS)), findings=many_findings)
    text = render_markdown(tables, {})
    assert "7 more claims are in `claims.csv`." in text
    assert "and 3 more" in text
    assert f"The first {MOST_RECORDS} of {MOST_RECORDS + 1}" in text


def test_wording_that_is_there_already_is_printed(tables: ReportTables) -> None:
    worded = tables.estimates.assign(wording="A sentence of the desk's own.")
    text = render_markdown(replace(tables, estimates=worded), {})
    assert text.count("> A sentence of the desk's own.") == 11


TEXT = st.text(max_size=60)


# ten texts at once, each in a kind of field of its own
@examples(6)
@given(st.lists(TEXT, min_size=9, max_size=9), st.text(min_size=1, max_size=60))
def test_no_field_breaks_the_report(texts: list[str], name: str) -> None:
    phrase, source, url, why, claim_id, measure, place, reason, title = texts
    said = claim("C1", "q", name, 5.0, phrase=phrase, source=source or "s", url=url, weight_reason=why)
    out = claim(claim_id, "q", name, 5.0, **left_out(reason or "out"))
    row = estimate("q", "interval", measure=measure, place=place, family=name, publish_reason=reason, top_claim=name,
                   **numbers(5, 4, 6, 5, 5))  # fmt: skip
    tables = replace(
        report_tables(frame([row], ESTIMATES), frame([said, out], CLAIMS)), settings={"title": title, name: phrase},
        findings=findings("x", [phrase], hint=why, value=title),
    )  # fmt: skip
    text = render_markdown(tables, {"q": "figures/q.svg"})
    assert all(cells == columns for cells, columns in cells_per_row(text))
    kinds = [token.type for token in READER.parse(text)]
    assert kinds.count("heading_open") == 13
    assert "code_block" not in kinds
    assert "fence" not in kinds
    tags = {token.content for token in inline(text) if token.type == "html_inline"}
    assert all(re.fullmatch(r'<a id="[a-z0-9-]+">|</a>', tag) for tag in tags)


def test_html_and_images_in_fields_are_text() -> None:
    hostile = "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) [y](javascript:alert(1))"
    row = estimate("q", "interval", measure="killed", unit="persons", place=hostile, **numbers(5, 4, 6, 5, 5))
    text = render_markdown(report_tables(frame([row], ESTIMATES), frame([claim("C1", "q", hostile, 5.0)], CLAIMS)), {})
    assert "<img" not in text
    assert [token for token in inline(text) if token.type == "image"] == []
    assert {str(token.attrGet("href"))[0] for token in inline(text) if token.type == "link_open"} == {"#"}


def test_anchors_of_different_quantities_differ() -> None:
    keys = ["a/b", "a-b", "a b", "é", "ё", "x" * 500, "x" * 501]
    assert len({anchor(key) for key in keys}) == len(keys)


def test_families_keep_their_titles(tables: ReportTables) -> None:
    assert [family.title for family in families_of(tables)][1] == "North Korean soldiers in Kursk"
    assert FAMILY in set(tables.estimates["family"])


def test_a_curve_keeps_its_claims_together(tables: ReportTables) -> None:
    sections = [section for family in families_of(tables) for section in family.sections]
    curve = next(section for section in sections if section.quantity == "north_korean/casualties")
    assert len(curve.estimates) == 4
    assert curve.estimates["count_date"].is_monotonic_increasing
    assert isinstance(curve.claims, pd.DataFrame)
    assert set(curve.claims["quantity"]) == {"north_korean/casualties"}
