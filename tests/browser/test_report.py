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
from reconcile.report.pages.html.page import render_page
from tests.browser.conftest import Browser
from tests.report.claims_for_tests import claim, estimate, frame, numbers, report_tables

# milliseconds in which the page has to be there
OPEN_WITHIN = 1000

# inches of a sheet of A4
A4 = (8.27, 11.69)


@pytest.fixture
def page(browser: Browser, shipped: Path) -> Browser:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.open(shipped)
    return browser


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


def write(page: Browser, text: str) -> None:
    page.run(
        "const box = document.getElementById('filter'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))",
        text,
    )


def test_the_page_asks_for_nothing_and_complains_of_nothing(page: Browser, shipped: Path) -> None:
    page.run("window.scrollTo(0, document.body.scrollHeight)")
    assert page.complaints() == []
    assert page.requests() == [shipped.as_uri()]


def test_the_page_opens_in_under_a_second(page: Browser) -> None:
    assert page.run("return performance.getEntriesByType('navigation')[0].loadEventEnd") < OPEN_WITHIN


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


def test_the_overview_filters_by_words_and_by_badges(page: Browser) -> None:
    everything = shown_rows(page)
    write(page, "drones shot")
    assert 0 < len(shown_rows(page)) < len(everything)
    assert all("drones" in title.lower() for title in shown_rows(page))
    assert page.run("return document.getElementById('shown').textContent").startswith(f"{len(shown_rows(page))} of ")
    write(page, "no such words")
    assert shown_rows(page) == []
    write(page, "")
    page.run(
        "const box = document.getElementById('filter-verdict'); box.value = 'range';"
        "box.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert set(column(page, 2)) == {"range"}


def test_the_overview_sorts_by_every_column_and_back(page: Browser) -> None:
    heads = page.run("return document.querySelectorAll('#overview-table thead th').length")
    for number in range(heads):
        button = f"document.querySelectorAll('#overview-table button.sort')[{number}]"
        page.run(f"{button}.click()")
        first = [key for key in column(page, number) if key not in ("", "–")]
        assert page.run(f"return {button}.closest('th').getAttribute('aria-sort')") == "ascending"
        page.run(f"{button}.click()")
        assert [key for key in column(page, number) if key not in ("", "–")][::1] != first or len(set(first)) < 2
        assert page.run(f"return {button}.closest('th').getAttribute('aria-sort')") == "descending"
        assert page.run("return document.querySelectorAll('[aria-sort]').length") == 1


def test_figures_sort_as_numbers_and_dates_as_dates_empty_ones_last(page: Browser) -> None:
    buttons = "document.querySelectorAll('#overview-table button.sort')"
    page.run(f"{buttons}[3].click()")
    values = column(page, 3)
    filled = [float(value) for value in values if value]
    assert filled == sorted(filled)
    assert "" not in values[: len(filled)]
    page.run(f"{buttons}[1].click()")
    days = [day for day in column(page, 1) if day]
    assert days == sorted(days)


def test_sorting_works_by_keyboard(page: Browser) -> None:
    page.run("document.getElementById('filter-agreement').focus()")
    press(page, "\ue004", "\ue004", "\ue007")  # tab, tab, enter: the second column
    assert page.run("return document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
    assert page.run("return document.activeElement.textContent") == "count date"


def test_the_first_stop_of_the_keyboard_skips_to_the_overview(page: Browser) -> None:
    press(page, "\ue004")
    assert page.run("return document.activeElement.getAttribute('href')") == "#overview"


def test_every_link_of_the_page_has_its_place_once(page: Browser) -> None:
    assert (
        page.run(
            "return [...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash.slice(1))"
            ".filter(name => !document.getElementById(name))"
        )
        == []
    )
    ids = page.run("return [...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


# pixels by which the top of a link's place may miss the line where places belong: a border, and parts of pixels
NEAR = 4

# a link is followed, two frames are drawn (what comes into view is laid out then), and its place is looked for
FOLLOW = """
const [name, done] = arguments;
document.querySelector(`a[href="${name}"]`).click();
requestAnimationFrame(() => requestAnimationFrame(() => {
  const root = document.documentElement;
  const line = parseFloat(getComputedStyle(root).scrollPaddingTop);
  done([
    document.getElementById(name.slice(1)).getBoundingClientRect().top - line,
    root.scrollHeight - window.innerHeight - window.scrollY,
  ]);
}));
"""


def missed(page: Browser, link: str) -> float:
    """Return the pixels by which a followed link misses its place; a place near the end cannot come up to the top."""
    off, left_below = page.driver.execute_async_script(FOLLOW, link)
    return 0.0 if left_below < NEAR and off > 0 else abs(off)


@pytest.mark.parametrize("width", [1440, 390], ids=["desk", "phone"])
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_every_link_lands_on_its_place(browser: Browser, shipped: Path, width: int, motion: str) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open(shipped)
    browser.media(prefers_reduced_motion=motion)
    links = browser.run("return [...new Set([...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash))]")
    assert len(links) > 40
    # first in the order of the page, then from its top each time: what lies between was laid out, or never was
    far = {link: off for link in links if (off := missed(browser, link)) > NEAR}
    assert not far
    for link in reversed(links):
        browser.run("window.scrollTo(0, 0)")
        assert missed(browser, link) <= NEAR, link


def test_an_address_with_a_section_opens_at_it(browser: Browser, shipped: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.open(shipped)
    last = browser.run("return [...document.querySelectorAll('article.quantity h3')].at(-2).id")
    browser.driver.get("about:blank")
    browser.driver.get(f"{shipped.as_uri()}#{last}")
    assert (
        abs(browser.run("return document.getElementById(arguments[0]).getBoundingClientRect().top", last) - 16) <= NEAR
    )


def test_every_figure_has_its_words_and_its_table(page: Browser) -> None:
    found = page.run(
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


def test_a_figure_tells_of_each_row_under_the_pointer_and_by_arrow_keys(page: Browser) -> None:
    first = "document.querySelector('svg[id^=f-]')"
    page.run(f"{first}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
    page.run(f"{first}.focus({{focusVisible: true}})")
    told = page.run("return document.getElementById('tip').textContent")
    assert "Weight" in told
    assert "Read as" in told
    press(page, "\ue015")  # arrow down
    assert page.run("return document.getElementById('tip').textContent") != told
    press(page, "\ue00c")  # escape
    assert page.run("return document.getElementById('tip').hidden")
    row = page.run(f"return {first}.querySelector('.row .hit')")
    from selenium.webdriver import ActionChains

    ActionChains(page.driver).move_to_element(row).perform()
    assert not page.run("return document.getElementById('tip').hidden")
    assert page.run("return document.getElementById('tip').textContent") == told


def axe() -> str:
    package = importlib.util.find_spec("axe_core_python")
    if package is None or not package.submodule_search_locations:
        pytest.skip("needs axe-core-python")
    return (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(browser: Browser, shipped: Path, scheme: str, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open(shipped)
    browser.media(prefers_color_scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
    browser.run(axe())
    browser.driver.set_script_timeout(240)
    found = browser.driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document, {resultTypes: ['violations']}).then("
        "result => done(result.violations.map("
        "one => [one.id, one.impact, one.nodes.slice(0, 3).map(node => node.html.slice(0, 300))])))"
    )
    assert [one for one in found if one[1] in ("serious", "critical")] == []
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), (
        "the page does not scroll sideways"
    )


def test_it_prints_on_a4_with_everything_open(page: Browser) -> None:
    page.run(
        "window.addEventListener('beforeprint', () => {"
        "window.closed_ones = document.querySelectorAll('details:not([open])').length})"
    )
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    boxes = {tuple(float(one) for one in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
    for *_, across, down in boxes:
        assert (across / 72, down / 72) == pytest.approx(A4, abs=0.02)
    assert boxes
    assert page.run("return window.closed_ones") == 0
    assert page.run("return document.querySelectorAll('details[open]').length") == 0, "closed again after printing"


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
