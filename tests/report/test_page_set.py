"""The pages of a report together: their names, the ways between them, and nothing lost on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, join, normpath

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.report.pages.both_sides import MOST_IN_CELL
from reconcile.report.pages.content import MOST_SECTIONS
from reconcile.report.pages.html.page import render_pages
from reconcile.report.pages.lead import MOST_CONFLICTS
from reconcile.report.pages.markdown import MOST_FURTHER, render_markdown_pages
from reconcile.report.pages.places import MOST_ON_PAGE, family_page
from reconcile.report.sections import ReportTables
from tests.examples import examples
from tests.report.claims_for_tests import FAMILY, report_tables
from tests.report.test_page import Reader

# bytes of a lead page at most, at 200 quantities: what a phone on the road loads in a second
MOST_BYTES = 300_000

HOSTILE = ["<script>alert(1)</script>", "../../etc/passwd", "مدينة حلب", "N" * 300, "a/b", "a-b", "a b", "A B", "con",
           "index", "flood--2", "flood", " ", ".", "🌊", "nul", "quantities--alone"]  # fmt: skip


def made(quantities: int, families: list[str], **more: object) -> ReportTables:
    """Everything that a report of some quantities shows, the families in turn."""
    rows = pd.DataFrame([
        {"quantity": f"loss {number}", "family": families[number % len(families)], "measure": "killed",
         "source": source, "best": 100 + number + 50 * place, "url": f"https://example.org/{number}/{place}",
         "count_date": "2025-01-31", **more}
        for number in range(quantities) for place, source in enumerate(("A", "B"))
    ])  # fmt: skip
    return rc.reconcile(rows).tables()


def resolved(page: str, link: str) -> tuple[str, str]:
    file, _, place = link.partition("#")
    return normpath(join(dirname(page), file)) if file else page, place


def ways(pages: dict[str, str]) -> list[tuple[str, str, str]]:
    """Every link between pages: the page that has it, the page and the place that it leads to."""
    found = []
    for name, text in pages.items():
        links = [str(attributes["href"]) for tag, attributes in Reader(text).elements if tag == "a"]
        inside = [link for link in links if not re.match(r"[a-z]+:", link)]
        found += [(name, *resolved(name, link)) for link in inside]
    return found


def test_names_of_pages_are_safe_stable_and_no_two_families_share_one() -> None:
    names = [family_page(family) for family in HOSTILE]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"families/[a-z0-9-]{5,80}", name) for name in names)
    assert family_page("nk_casualties") == "families/nk-casualties"
    assert family_page("flood", 2) not in names


@examples(200)
@given(st.lists(st.text(max_size=80), min_size=2, max_size=6, unique=True), st.integers(1, 30))
def test_any_two_pages_have_two_names(families: list[str], number: int) -> None:
    names = [family_page(family, page) for family in families for page in (1, number)]
    assert len(set(names)) == len(families) * len({1, number})
    assert all(re.fullmatch(r"families/[a-z0-9-]+", name) for name in names)


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    return render_pages(made(2 * len(HOSTILE), HOSTILE), pictures=False)


def test_every_way_between_pages_leads_to_a_place(hostile: dict[str, str]) -> None:
    ids = {name: {str(attributes["id"]) for _, attributes in Reader(text).elements if "id" in attributes}
           for name, text in hostile.items()}  # fmt: skip
    found = ways(hostile)
    assert {page for _, page, _ in found} == set(hostile)
    assert [way for way in found if way[2] and way[2] not in ids[way[1]]] == []


def test_hostile_names_are_shown_and_do_nothing(hostile: dict[str, str]) -> None:
    for text in hostile.values():
        reader = Reader(text)
        assert reader.open == []
        assert [tag for tag, _ in reader.elements].count("script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in hostile["report.html"]
    assert '<p class="sentence" dir="auto">' in hostile["report.html"]


@pytest.mark.long
def test_a_family_of_500_quantities_is_paged_and_whole() -> None:
    tables = made(500, ["flood"])
    pages = render_pages(tables, pictures=False)
    leaves = [name for name in pages if name.startswith("families/")]
    assert leaves == [f"{family_page('flood', number)}.html" for number in range(1, 500 // MOST_ON_PAGE + 1)]
    places = [place for name in leaves for place in re.findall(r'<article class="quantity" aria-labelledby="([^"]+)"', pages[name])]  # fmt: skip  # noqa: E501
    assert len(places) == len(set(places)) == 500
    assert {page for name, page, _ in ways(pages) if name == leaves[0]} >= set(leaves)
    assert "more quantities have no section here" not in pages["report.html"]
    assert pages["report.html"].count('class="sentence"') == 500
    markdown = render_markdown_pages(tables, {})
    assert [name for name in markdown if name.startswith("families/")] == [name[:-4] + "md" for name in leaves]
    assert f"the first {MOST_FURTHER} of them; all are on the page of the family" in markdown["report.md"]


@pytest.mark.long
def test_what_has_no_page_stands_in_the_index() -> None:
    tables = made(30, ["flood", "fire"])
    pages = render_pages(tables, pictures=False, most_sections=10)
    assert "20 more quantities have no section here" in pages["report.html"]
    assert pages["index.html"].count("data-verdict=") == 30
    assert MOST_SECTIONS == 600


@pytest.mark.long
def test_the_lead_page_is_light_at_200_quantities() -> None:
    pages = render_pages(made(200, [f"Family {number}" for number in range(20)]), pictures=False)
    assert len(pages["report.html"].encode()) <= MOST_BYTES


@pytest.mark.long
def test_families_stand_in_the_order_of_the_config_then_by_claims() -> None:
    tables = made(5, ["few", "many", "many"])
    page = render_pages(tables, pictures=False)["report.html"]
    titles = re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', page)
    assert titles == ["many", "few"]
    turned = render_pages(replace(tables, families={"few": "The few"}), pictures=False)["report.html"]
    assert re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', turned) == ["The few", "many"]


def test_every_sentence_has_the_articles_behind_it() -> None:
    pages = render_pages(made(1, ["flood"]), pictures=False)
    story = pages[f"{family_page('flood')}.html"].split('<article class="story')[1].split("</article>")[0]
    assert set(re.findall(r'href="(https://[^"]+)"', story)) == {"https://example.org/0/0", "https://example.org/0/1"}


@pytest.mark.long
def test_both_sides_stand_beside_each_other() -> None:
    rows = pd.DataFrame({
        "measure": "killed", "party": "Russia", "count_date": "2025-01-31",
        "source": ["Kyiv", "Moscow", "Institute", "Names", *(f"Ally {number}" for number in range(MOST_IN_CELL))],
        "best": [900, 300, 600, 250, *([800] * MOST_IN_CELL)], "basis": ["", "", "", "named", *([""] * MOST_IN_CELL)],
    })  # fmt: skip
    allies = [f"Ally {number}" for number in range(MOST_IN_CELL)]
    sources = pd.DataFrame({"source": ["Kyiv", "Moscow", *allies], "stake": ["Ukraine", "Russia", *["Ukraine"] * 3]})
    options = rc.Options(sides={"a": ["Ukraine"], "b": ["Russia"]})
    result = rc.reconcile(rows, sources, options=options)
    text = render_markdown_pages(result.tables(), {})[f"{family_page('')}.md"]
    row = next(line for line in text.splitlines() if "300 (Moscow" in line)
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert cells[1] == "300 (Moscow, 31 January 2025)"
    assert cells[2].endswith("<br>1 more")
    assert (cells[3], cells[4]) == ("600 (Institute, 31 January 2025)", "250 (Names, 31 January 2025)")


@pytest.mark.long
def test_of_many_conflicts_the_worst_are_named_and_the_others_counted() -> None:
    tables = made(MOST_CONFLICTS + 3, ["flood"])
    tables = replace(tables, estimates=tables.estimates.assign(agreement="conflict"))
    page = render_pages(tables, pictures=False)["report.html"]
    listed = page.split('id="conflicts"')[1].split("</section>")[0]
    assert listed.count("<li>") == MOST_CONFLICTS
    assert "3 more quantities differ" in listed


def test_a_report_of_which_nothing_can_be_printed_says_so() -> None:
    rows = pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300], "grade": "F6", "weight": 0})
    pages = render_pages(rc.reconcile(rows).tables(), pictures=False)
    assert "Nothing: of every quantity the figures are withheld" in pages["report.html"]
    assert "1 more with nothing to print yet" in pages["report.html"]
    assert "Nothing can be printed of this yet." in pages[f"{family_page('')}.html"]


@pytest.mark.long
def test_pages_are_the_same_in_any_order_of_rows() -> None:
    tables = report_tables()
    turned = replace(tables, claims=tables.claims.iloc[::-1], estimates=tables.estimates.iloc[::-1])
    assert render_pages(turned) == render_pages(tables)
    assert render_markdown_pages(turned, {}) == render_markdown_pages(tables, {})
    assert f"{family_page(FAMILY)}.html" in render_pages(tables, pictures=False)
