"""The report as a reader meets it: opened in a browser that can reach nothing."""

from __future__ import annotations

import base64
import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.columns import CLAIMS, ESTIMATES
from reconcile.report.pages.html.page import render_page, render_pages
from tests.browser.conftest import Browser
from tests.browser.test_charts import OVERLAPPING
from tests.report.claims_for_tests import claim, estimate, frame, numbers, report_tables

# milliseconds in which a page has to be there
OPEN_WITHIN = 500

# inches of a sheet of A4
A4 = (8.27, 11.69)


# widths of a desk and of a phone, and the heights of their screens
DESK, PHONE = (1440, 900), (390, 844)

WIDTHS = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


def pages_of(reports: Path) -> dict[str, Path]:
    """The pages that every project has, and its families."""
    return {
        path.stem: path for path in (*(reports / f"{name}.html" for name in ("report", "index", "appendix")),
                                     *sorted((reports / "families").glob("*.html")))
    }  # fmt: skip


def opened(browser: Browser, path: Path, screen: tuple[int, int] = DESK, **media: str) -> Browser:
    width, height = screen
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.driver.get("about:blank")
    browser.open(path)
    browser.media(**media)
    return browser


@pytest.fixture
def page(browser: Browser, shipped: Path) -> Browser:
    return opened(browser, shipped)


@pytest.fixture
def index(browser: Browser, shipped: Path) -> Browser:
    return opened(browser, shipped.parent / "index.html")


@pytest.fixture
def family(browser: Browser, shipped: Path) -> Browser:
    return opened(browser, shipped.parent / "families/nk-casualties.html")


def shown_rows(page: Browser) -> list[str]:
    return page.run(
        "return [...document.querySelectorAll('#overview-table tbody tr')].filter(row => !row.hidden)"
        ".map(row => row.cells[0].querySelector('a').textContent)"
    )


def column(page: Browser, number: int) -> list[str]:
    return page.run(
        "return [...document.querySelectorAll('#overview-table tbody tr')].filter(row => !row.hidden)"
        ".map(row => row.cells[arguments[0]].dataset.sort ?? row.cells[arguments[0]].textContent.trim())",
        number,
    )


def press(page: Browser, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    chain = ActionChains(page.driver)
    for key in keys:
        chain.send_keys(key)
    chain.perform()


def write(page: Browser, text: str, box: str = "filter") -> None:
    page.run(
        "const box = document.getElementById(arguments[1]); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))",
        text, box,
    )  # fmt: skip


def test_no_page_asks_for_anything_or_complains(browser: Browser, shipped: Path) -> None:
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        browser.run("window.scrollTo(0, document.body.scrollHeight)")
        assert browser.complaints() == [], path.name
        assert [url for url in browser.requests() if url != "about:blank"] == [path.as_uri()]


def test_every_page_opens_in_half_a_second(browser: Browser, shipped: Path) -> None:
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        assert browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd") < OPEN_WITHIN, path.name


def test_nothing_can_be_loaded_even_if_asked_for(page: Browser) -> None:
    page.run(
        "const image = document.createElement('img'); image.src = 'https://example.org/a.png';"
        "const code = document.createElement('script'); code.textContent = 'window.ran = true';"
        "document.body.append(image, code)"
    )
    assert page.run("return window.ran === undefined")
    failed = [one["params"].get("blockedReason") for one in page.network() if one["method"] == "Network.loadingFailed"]
    assert failed == ["csp"], "refused by the page's own policy, before anything is sent"
    assert len([one for one in page.complaints() if "Content Security Policy" in one]) == 2


@WIDTHS
def test_the_first_screen_says_what_to_print_of_the_first_family(
    browser: Browser, shipped: Path, screen: tuple[int, int]
) -> None:
    opened(browser, shipped, screen)
    first = "document.querySelector('.story.first .sentence')"
    bottom, said = browser.run(f"return [{first}.getBoundingClientRect().bottom, {first}.textContent]")
    assert bottom <= screen[1]
    printed = pd.read_csv(shipped.parent / "tables/printed.csv", dtype=str, keep_default_na=False)
    leading = printed[(printed["family"] == "nk_casualties") & (printed["rank"] == "1")]["sentence"].item()
    assert said == leading
    assert "North Korean" in said


@WIDTHS
def test_the_first_sentence_has_its_chart_beside_it(browser: Browser, shipped: Path, screen: tuple[int, int]) -> None:
    opened(browser, shipped, screen)
    sentence, chart = browser.run(
        "return ['.story.first .sentence', 'figure.beside svg'].map(one =>"
        "document.querySelector(one).getBoundingClientRect().toJSON())"
    )
    assert 0 < chart["left"] < chart["right"] <= screen[0]
    assert chart["width"] > 300
    if screen == DESK:
        assert chart["left"] >= sentence["right"]
        assert chart["bottom"] <= DESK[1]
    else:
        assert chart["top"] > sentence["bottom"]
    browser.run("document.querySelector('figure.beside svg').focus({focusVisible: true})")
    assert "UK MoD" in browser.run("return document.getElementById('tip').textContent")


# the reader's clock stands at noon of a day
NOON = """
const Clock = Date;
window.Date = class extends Clock { constructor(...given) { super(...(given.length ? given : [NOON])); } };
"""


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025, 5, 14, 12", None), ("2025, 5, 15, 12", None), ("2025, 5, 16, 0, 5", "one day ago"),
     ("2026, 5, 15, 23, 55", "365 days ago"), ("2028, 5, 15", "1,096 days ago")],
)  # fmt: skip
def test_a_page_says_how_old_it_is_by_the_readers_clock(
    browser: Browser, shipped: Path, day: str, said: str | None
) -> None:
    clock = browser.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": NOON.replace("NOON", day)}
    )
    try:
        for path in pages_of(shipped.parent).values():
            opened(browser, path)
            shown, text = browser.run(
                "const one = document.querySelector('.age'); return [one.checkVisibility(), one.textContent]"
            )
            assert shown == (said is not None), path.name
            assert said is None or text == f"This page stands at 15 June 2025, {said}: it has nothing newer."
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", clock)


def test_every_page_leads_to_the_feeds(browser: Browser, shipped: Path) -> None:
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        found = browser.run(
            "return [...document.querySelectorAll('link[rel=alternate]')].map(one => [one.type, one.href])"
        )
        assert found == [
            ["application/feed+json", (shipped.parent / "feed.json").as_uri()],
            ["application/atom+xml", (shipped.parent / "feed.atom").as_uri()],
        ]
    assert all((shipped.parent / f"feed.{kind}").is_file() for kind in ("json", "atom"))


# a button is pressed, and what the clipboard holds then
COPY = """
const [number, done] = arguments;
window.focus();
document.querySelectorAll('button.copy')[number].click();
setTimeout(() => navigator.clipboard.readText().then(done, (error) => done(String(error))), 30);
"""


def test_what_is_copied_is_what_the_table_has(browser: Browser, shipped: Path) -> None:
    printed = pd.read_csv(shipped.parent / "tables/printed.csv", dtype=str, keep_default_na=False)
    printable = printed[~printed["kind"].isin(["list", "withheld"])]
    for path, expected in (
        (shipped, printable["sentence"]),
        (shipped.parent / "families/nk-casualties.html", printable[printable["family"] == "nk_casualties"]["sentence"]),
    ):
        opened(browser, path)
        browser.driver.execute_cdp_cmd(
            "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
        )
        browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
        count = browser.run("return document.querySelectorAll('button.copy').length")
        copied = [browser.driver.execute_async_script(COPY, number) for number in range(count)]
        assert sorted(copied) == sorted(expected)


def test_the_index_finds_by_words_that_stand_nowhere_in_a_row(index: Browser) -> None:
    everything = shown_rows(index)
    for asked, told in (
        ("nk casualties", "North Korean"),
        ("DPRK dead", "North Korean"),
        ("drones shot", "rones shot"),
    ):
        write(index, asked)
        found = shown_rows(index)
        assert 0 < len(found) < len(everything), asked
        assert all(told in title for title in found)
        assert index.run("return document.getElementById('shown').textContent").startswith(f"{len(found)} of ")
    write(index, "nk casualties")
    assert shown_rows(index)[:2] == [
        "North Korean soldiers killed or wounded in Kursk",
        "Share of North Korean soldiers deployed killed or wounded in Kursk",
    ]
    write(index, "Zelensky")
    said = shown_rows(index)
    assert len(said) < 40
    assert all("North Korean" in title for title in said[:3]), "what he said before what is said of his country"
    write(index, "no such words")
    assert shown_rows(index) == []
    assert index.run("return document.getElementById('shown').textContent").startswith("None of ")
    write(index, "")
    index.run(
        "const box = document.getElementById('filter-verdict'); box.value = 'range';"
        "box.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert set(column(index, 2)) == {"range"}
    assert index.run("return location.hash") == "#verdict=range"


@pytest.mark.parametrize("address", ["#q=nk+casualties", "?q=nk%20casualties", "#q=nk+casualties&verdict=interval"])
def test_a_search_that_is_sent_is_found_again(browser: Browser, shipped: Path, address: str) -> None:
    opened(browser, shipped.parent / "index.html")
    everything = len(shown_rows(browser))
    browser.driver.get("about:blank")
    browser.driver.get((shipped.parent / "index.html").as_uri() + address)
    assert browser.run("return document.getElementById('filter').value") == "nk casualties"
    assert 0 < len(shown_rows(browser)) < everything


def test_the_lead_page_shows_the_families_that_are_asked_for_and_leads_to_the_index(page: Browser) -> None:
    shown = (
        "return [...document.querySelectorAll('.stories > .story')].filter(one => !one.hidden)"
        ".map(one => one.querySelector('h3').textContent)"
    )
    everything = page.run(shown)
    write(page, "nk casualties", "find")
    assert page.run(shown) == ["North Korean casualties in Kursk"]
    assert page.run("return location.hash") == "#q=nk+casualties"
    page.run("document.getElementById('find').form.requestSubmit()")
    assert page.driver.current_url.endswith("index.html#q=nk+casualties")
    page.driver.back()
    write(page, "", "find")
    assert page.run(shown) == everything
    assert page.run("return location.hash") == ""


def test_without_scripts_the_index_is_a_plain_list(browser: Browser, shipped: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened(browser, shipped.parent / "index.html")
        text = browser.driver.find_element("css selector", "main").text
        assert not browser.driver.find_elements("css selector", ".filters:not([hidden])")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert "North Korean soldiers killed or wounded in Kursk" in text


def test_the_index_sorts_by_every_column_and_back(index: Browser) -> None:
    heads = index.run("return document.querySelectorAll('#overview-table thead th').length")
    for number in range(heads):
        button = f"document.querySelectorAll('#overview-table button.sort')[{number}]"
        index.run(f"{button}.click()")
        first = [key for key in column(index, number) if key not in ("", "–")]
        assert index.run(f"return {button}.closest('th').getAttribute('aria-sort')") == "ascending"
        index.run(f"{button}.click()")
        assert [key for key in column(index, number) if key not in ("", "–")][::1] != first or len(set(first)) < 2
        assert index.run(f"return {button}.closest('th').getAttribute('aria-sort')") == "descending"
        assert index.run("return document.querySelectorAll('[aria-sort]').length") == 1


def test_figures_sort_as_numbers_and_dates_as_dates_empty_ones_last(index: Browser) -> None:
    buttons = "document.querySelectorAll('#overview-table button.sort')"
    index.run(f"{buttons}[3].click()")
    values = column(index, 3)
    filled = [float(value) for value in values if value]
    assert filled == sorted(filled)
    assert "" not in values[: len(filled)]
    index.run(f"{buttons}[1].click()")
    days = [day for day in column(index, 1) if day]
    assert days == sorted(days)


def test_sorting_works_by_keyboard(index: Browser) -> None:
    index.run("document.getElementById('filter-agreement').focus()")
    press(index, "\ue004", "\ue004", "\ue007")  # tab, tab, enter: the second column
    assert index.run("return document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
    assert index.run("return document.activeElement.textContent") == "count date"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, shipped: Path) -> None:
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        press(browser, "\ue004")
        assert browser.run("return document.activeElement.getAttribute('href')") == "#content"


# stops of the keyboard before the first family is reached, and before a page of a family begins to speak
MOST_STOPS = 60

STOPS_BEFORE = """
const seen = (one) => one.checkVisibility() && one.tabIndex >= 0;
const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')].filter(seen);
const content = document.querySelector(arguments[0]);
return stops.filter((one) => content.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).length;
"""


def test_the_keyboard_is_soon_at_the_content(browser: Browser, shipped: Path) -> None:
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        content = {"report": ".stories h3 a", "index": "#overview-table tbody a", "appendix": "#method"}
        assert browser.run(STOPS_BEFORE, content.get(path.stem, ".family .sentence")) <= MOST_STOPS, path.name


def test_every_link_between_pages_has_its_place_once(browser: Browser, shipped: Path) -> None:
    pages = pages_of(shipped.parent)
    found = {}
    for path in pages.values():
        opened(browser, path)
        found[path.as_uri()] = browser.run(
            "return [[...document.querySelectorAll('[id]')].map(one => one.id),"
            "[...document.links].map(link => link.href).filter(href => href.startsWith('file:'))]"
        )
    for ids, links in found.values():
        assert len(ids) == len(set(ids))
        for link in links:
            page, _, place = link.partition("#")
            assert page in found
            assert not place or place in found[page][0], link


# pixels by which the top of a link's place may miss the line where places belong
NEAR = 40

# seconds after which it must have landed, whatever moves
LANDED = 3.0

# a link is followed and its place is looked for
FOLLOW = """
const [name, wait, done] = arguments;
document.querySelector(`a[href="${name}"]`).click();
setTimeout(() => {
  const root = document.documentElement;
  const line = parseFloat(getComputedStyle(root).scrollPaddingTop);
  done([
    document.getElementById(name.slice(1)).getBoundingClientRect().top - line,
    root.scrollHeight - window.innerHeight - window.scrollY,
  ]);
}, wait * 1000);
"""


def missed(page: Browser, link: str, wait: float = 0.05) -> float:
    """Return the pixels by which a followed link misses its place; a place near the end cannot come up to the top."""
    off, left_below = page.driver.execute_async_script(FOLLOW, link, wait)
    return 0.0 if left_below < 4 and off > 0 else abs(off)


@WIDTHS
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_every_link_lands_on_its_place(
    browser: Browser, shipped: Path, screen: tuple[int, int], motion: str
) -> None:  # fmt: skip
    followed = 0
    for path in pages_of(shipped.parent).values():
        opened(browser, path, screen, prefers_reduced_motion=motion)
        links = browser.run(
            "return [...new Set([...document.querySelectorAll('a[href^=\"#\"]:not(.skip)')].map(link => link.hash))]"
        )
        # from the top each time: what lies between was never looked at
        for link in links:
            browser.run("window.scrollTo(0, 0)")
            assert missed(browser, link) <= NEAR, (path.name, link)
        if links:
            assert missed(browser, links[-1], LANDED) <= NEAR, path.name
        followed += len(links)
    assert followed > 40


@WIDTHS
def test_a_link_from_the_index_opens_a_family_at_its_quantity(
    browser: Browser, shipped: Path, screen: tuple[int, int]
) -> None:
    opened(browser, shipped.parent / "index.html", screen)
    links = browser.run("return [...document.querySelectorAll('#overview-table tbody a')].map(link => link.href)")
    assert len(links) > 40
    for link in links[::6]:
        browser.driver.get("about:blank")
        browser.driver.get(link)
        off, left_below = browser.driver.execute_async_script(
            "const [name, done] = arguments; setTimeout(() => done(["
            "document.getElementById(name).getBoundingClientRect().top - 16,"
            "document.documentElement.scrollHeight - innerHeight - scrollY]), 300)",
            link.partition("#")[2],
        )
        assert abs(off) <= NEAR or (left_below < 4 and off > 0), link


def test_every_figure_has_its_words_and_its_table(browser: Browser, shipped: Path) -> None:
    found = []
    for path in pages_of(shipped.parent).values():
        opened(browser, path)
        found += browser.run(
            """return [...document.querySelectorAll('svg')].map(figure => {
            const table = document.getElementById(figure.getAttribute('aria-details'));
            const named = figure.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id));
            const rows = table && table.tBodies[0].rows.length;
            return [figure.id, figure.getAttribute('role'), table && table.tagName, rows,
                    named.map(one => one && one.tagName + ':' + one.textContent.length)];
        })"""
        )
    assert len(found) > 60
    for name, role, kind, rows, (title, description) in found:
        assert (role, kind) == ("img", "TABLE"), name
        assert rows > 0, name
        assert title.startswith("title:")
        assert not title.endswith(":0")
        assert description.startswith("desc:")
        assert not description.endswith(":0")


def test_a_figure_tells_of_each_row_under_the_pointer_and_by_arrow_keys(family: Browser) -> None:
    # a pointer that is moved meets what the window shows, whatever width a page is told
    family.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    # the words of a row leave the picture once they are told
    weighed = "[...document.querySelectorAll('svg.desk[id*=rows]')].find(one => one.textContent.includes('Weight')).id"
    first = f"document.getElementById('{family.run(f'return {weighed}')}')"
    family.run(f"{first}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
    family.run(f"{first}.focus({{focusVisible: true}})")
    told = family.run("return document.getElementById('tip').textContent")
    assert told, "the synthesis stands first"
    press(family, "\ue015")  # arrow down
    claim = family.run("return document.getElementById('tip').textContent")
    assert "Weight" in claim
    assert "Read as" in claim
    press(family, "\ue00c")  # escape
    assert family.run("return document.getElementById('tip').hidden")
    row = family.run(f"return {first}.querySelector('.row .hit')")
    from selenium.webdriver import ActionChains

    ActionChains(family.driver).move_to_element(row).perform()
    assert not family.run("return document.getElementById('tip').hidden")
    assert family.run("return document.getElementById('tip').textContent") in (told, claim)


def axe() -> str:
    package = importlib.util.find_spec("axe_core_python")
    if package is None or not package.submodule_search_locations:
        pytest.skip("needs axe-core-python")
    return (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Browser) -> list[Any]:
    """Return what axe finds: rule, impact, and the first three places."""
    page.run(axe())
    found: list[Any] = page.driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document, {resultTypes: ['violations']}).then("
        "result => done(result.violations.map("
        "one => [one.id, one.impact, one.nodes.slice(0, 3).map(node => node.html.slice(0, 300))])))"
    )
    return found


LOOKS = pytest.mark.parametrize("scheme", ["light", "dark"])


@LOOKS
@WIDTHS
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, shipped: Path, scheme: str, screen: tuple[int, int]
) -> None:
    browser.driver.set_script_timeout(240)
    pages = pages_of(shipped.parent)
    for path in (
        pages[name]
        for name in ("report", "index", "appendix", "nk-casualties", "ru-area-gains", "drone-raid-2025-02-07")
    ):
        opened(browser, path, screen, prefers_color_scheme=scheme)
        browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), path.name
        # what is wider than the screen scrolls within a box that says so and takes the keyboard
        assert browser.run(
            "return [...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1"
            " && getComputedStyle(one).overflowX === 'auto' && one.tabIndex < 0).length"
        ) == 0, path.name  # fmt: skip
        assert violations(browser) == [], path.name


def printed_pages(browser: Browser) -> list[tuple[float, float]]:
    """Return the size of every page of the print, in points."""
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    boxes = [tuple(float(one) for one in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)]
    (count,) = {int(number) for number in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", pdf)[:1]} or {len(boxes)}
    assert count
    return [(across, down) for *_, across, down in boxes] * (count if len(boxes) == 1 else 1)


@pytest.mark.parametrize(
    ("name", "most"), [("report", 4), ("index", 5), ("nk-casualties", 14), ("sumy-attack-2025-02-06", 3)]
)
def test_a_page_prints_alone_on_a_few_sheets(browser: Browser, shipped: Path, name: str, most: int) -> None:
    opened(browser, pages_of(shipped.parent)[name])
    sizes = printed_pages(browser)
    assert len(sizes) <= most
    assert {size for size in sizes if size != pytest.approx((72 * A4[0], 72 * A4[1]), abs=1.5)} == set()


def test_on_paper_there_is_what_is_read_on_the_screen(page: Browser) -> None:
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        seen = page.run(
            "return ['.story.first .sentence', '.stories summary', '.copy', 'nav', '.find'].map(one =>"
            "document.querySelector(one).checkVisibility())"
        )
        assert seen == [True, True, False, False, False], "a fold that is closed says what is in it"
        write(page, "nk casualties", "find")
        assert page.run("return document.querySelectorAll('.stories > .story:not([hidden])').length") == 1
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_ticked_families_are_printed_alone_with_all_their_sentences(page: Browser) -> None:
    page.run(
        "document.querySelectorAll('.choose input')[2].click(); document.querySelectorAll('.choose input')[3].click()"
    )
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        page.run("window.dispatchEvent(new Event('beforeprint'))")
        seen = page.run(
            "return [...document.querySelectorAll('.stories > .story')].filter(one => one.checkVisibility()).map(one =>"
            "[one.querySelector('h3').textContent,"
            "[...one.querySelectorAll('.sentence')].every(said => said.getClientRects().length)])"
        )
        assert seen == [["North Korean soldiers captured in Kursk", True], ["Russian area gains by month", True]]
        page.run("window.dispatchEvent(new Event('afterprint'))")
        assert page.run("return document.querySelectorAll('details[open]').length") == 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert 1 <= len(printed_pages(page)) <= 4


HOSTILE = (
    "<script>window.pwned = 1; alert(1)</script>",
    '"><img src=x onerror="window.pwned=2">',
    "</title></desc></svg><script>window.pwned=3</script>",
    "</script><script>window.pwned=4</script>",
    "' onmouseover='window.pwned=5' x='",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:window.pwned=6",
    "<svg/onload=window.pwned=7>",
    "\u202egnihton\x00\x07",
    "<!-- --!> <style>body{display:none}</style>",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which every field of text is an attack."""
    texts = ("voice", "source", "phrase", "weight_reason", "left_out_reason", "quote", "note", "claim_id")
    claims, estimates = [], []
    for number, attack in enumerate(HOSTILE):
        key = f"q{number} {attack}"
        for used in (True, False):
            row = claim(f"C{number}{used}", key, "A", 100.0 + number, count_date="2025-01-31", published="2025-02-01")
            row |= {name: attack + str(used) for name in texts} | {"url": "javascript:window.pwned=8", "used": used}
            claims.append(row)
        more: dict[str, Any] = {"family": attack, "measure": attack, "party": attack, "place": attack, "scope": attack}
        more |= {"unit": attack, "publish_reason": attack, "wording": attack, "top_claim": attack}
        values = numbers(100.0, 90.0, 120.0, 95.0, 110.0)
        days = ("2024-12-31", "2025-01-31")
        estimates += [estimate(key, "interval", **more, **values, count_date=day) for day in days]
    tables = replace(
        report_tables(frame(estimates, ESTIMATES), frame(claims, CLAIMS)),
        settings={"title": HOSTILE[0], "method": HOSTILE[1]}, families={HOSTILE[2]: HOSTILE[3]},
        sources=pd.DataFrame({"source": HOSTILE, "name": HOSTILE, "kind": HOSTILE, "stake": HOSTILE, "grade": HOSTILE,
                              "url": "javascript:window.pwned=9"}),
    )  # fmt: skip
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    path.write_text(render_page(tables), encoding="utf-8")
    return path


def test_a_hostile_report_does_nothing(browser: Browser, hostile: Path) -> None:
    browser.open(hostile)
    browser.run("document.querySelectorAll('svg').forEach(figure => figure.focus())")
    browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert browser.complaints() == []
    assert browser.requests() == [hostile.as_uri()]
    assert browser.run("return window.pwned === undefined")
    assert browser.run("return document.querySelectorAll('script, style').length") == 2
    assert (
        browser.run(
            "return document.querySelectorAll('img, iframe, object, [onerror], [onload], [onmouseover]').length"
        )
        == 0
    )
    assert browser.run("return [...document.links].filter(link => !/^(file|https?):/.test(link.protocol)).length") == 0
    assert HOSTILE[0] in browser.run("return document.querySelector('h1').textContent")


def test_a_report_of_nothing_opens(browser: Browser, tmp_path: Path) -> None:
    result = rc.reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]}))
    page = tmp_path / "report.html"
    page.write_text(result.to_html(), encoding="utf-8")
    browser.open(page)
    assert browser.complaints() == []
    assert browser.run("return document.querySelectorAll('#overview-table tbody tr').length") == 1
    assert (
        browser.run("return document.querySelector('.story .sentence').textContent")
        == result.printed["sentence"].item()
    )


# names and values that no page may break on: markup, right to left, endless, a whole sentence; from 0 to 1e9; no date
HARD = ("<b>Minister & Söhne</b>", "وزارة الدفاع", "N" * 300, "the ministry said on Friday that it had no figures.")


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a report of hard names and values, one family of 30 quantities among them."""
    rows = [
        {"quantity": f"loss {number}", "family": HARD[number % 4] if number < 12 else "many", "measure": "killed",
         "source": source, "best": value, "place": HARD[(number + 1) % 4],
         "count_date": "2025-01-31" if number % 2 else None}
        for number in range(42) for source, value in zip(HARD, (0, 7, 1000, 1e9), strict=True)
    ]  # fmt: skip
    rows.append({"quantity": "nothing", "measure": "killed", "source": HARD[3], "best": 3, "weight": 0})
    reports = tmp_path_factory.mktemp("hard")
    (reports / "families").mkdir()
    result = rc.reconcile(pd.DataFrame(rows))
    for name, text in {**render_pages(result.tables()), "families/all-in-one.html": result.to_html()}.items():
        (reports / name).write_text(text, encoding="utf-8")
    return reports


# texts that are cut off without a mark: of elements that hide what is wider than they are
CUT = """
return [...document.querySelectorAll('main *')].filter(one => one.clientWidth > 0
  && one.scrollWidth > one.clientWidth + 1 && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX)
  && !(one instanceof SVGElement)).map(one => one.outerHTML.slice(0, 200));
"""


@pytest.mark.parametrize(("screen", "scheme"), [(DESK, "dark"), (PHONE, "light")], ids=["desk", "phone"])
def test_pages_of_hard_names_are_whole(browser: Browser, hard: Path, screen: tuple[int, int], scheme: str) -> None:
    browser.driver.set_script_timeout(240)
    pages = pages_of(hard)
    assert len([name for name in pages if name.startswith("many") or name.endswith("--2")]) == 2
    for path in pages.values():
        opened(browser, path, screen, prefers_color_scheme=scheme)
        assert browser.run(OVERLAPPING) == [], path.name
        browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert browser.complaints() == [], path.name
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), path.name
        assert browser.run("return document.querySelectorAll('b > b, main script').length") == 0
        assert browser.run(CUT) == [], path.name
        assert violations(browser) == [], path.name
