"""Charts in a browser: labels as they are seen, scales, what is taken away, with nothing asked for."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.dom.minidom import parseString

import pytest

from tests.browser.conftest import Browser

DESK, PHONE = (1440, 900), (390, 844)

# every pair of texts of the charts that are shown whose boxes overlap, as the browser draws them
OVERLAPPING = """
const found = [];
for (const svg of document.querySelectorAll('svg.chart')) {
  if (!svg.getClientRects().length) continue;
  const boxes = [...svg.querySelectorAll('text')].map(text => [text.firstChild.data, text.getBBox()]);
  boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    // boxes of lines of text are higher than its letters
    if (across > 0.5 && down > 4) found.push([svg.id, one, other]);
  }));
  const [, , wide] = svg.getAttribute('viewBox').split(' ').map(Number);
  for (const [text, box] of boxes) {
    // a J hangs over to the left
    if (box.x < -3 || box.x + box.width > wide + 1) found.push([svg.id, text, 'outside']);
  }
}
return found;
"""

SHOWN = """
return [...document.querySelectorAll(`svg.${arguments[0]}`)].filter(one => one.getClientRects().length).length
"""

# what a click on a button saves: blobs and their names are caught instead of written to a disk
CATCH = """
window.saved = [];
window.blobs = new Map();
URL.createObjectURL = blob => { const name = `blob:${window.blobs.size}`; window.blobs.set(name, blob); return name; };
HTMLAnchorElement.prototype.click = function () { window.saved.push([this.download, window.blobs.get(this.href)]); };
Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {
  writeText: text => { window.copied = text; return Promise.resolve(); }}});
"""


def opened(browser: Browser, path: Path, screen: tuple[int, int] = DESK, **media: str) -> Browser:
    width, height = screen
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.driver.get("about:blank")
    browser.open(path)
    browser.media(**media)
    return browser


def families(shipped: Path) -> list[Path]:
    return sorted((shipped.parent / "families").glob("*.html"))


@pytest.fixture
def casualties(browser: Browser, shipped: Path) -> Browser:
    page = opened(browser, shipped.parent / "families" / "nk-casualties.html")
    page.run(CATCH)
    page.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
    return page


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_no_label_lies_on_another_and_none_is_cut_off(browser: Browser, shipped: Path, screen: tuple[int, int]) -> None:
    assert opened(browser, shipped, screen).run(OVERLAPPING) == []
    for path in families(shipped):
        page = opened(browser, path, screen)
        assert page.run(OVERLAPPING) == [], path.name
        kind, other = ("desk", "phone") if screen == DESK else ("phone", "desk")
        assert page.run(SHOWN, other) == 0
        assert page.run(SHOWN, kind) == page.run("return document.querySelectorAll('figure.chart').length")


def test_a_phone_sees_the_newest_value_without_scrolling_sideways(browser: Browser, shipped: Path) -> None:
    page = opened(browser, shipped.parent / "families" / "nk-casualties.html", PHONE)
    label = (
        "[...document.querySelectorAll('svg.phone text')].find(text => text.textContent === 'UK MoD more than 6,000')"
    )
    left, right, size = page.run(
        f"const box = {label}.getBoundingClientRect(); return [box.left, box.right, box.height]"
    )
    assert 0 <= left < right <= PHONE[0]
    assert size > 10, "letters of a phone are legible"


def caught(page: Browser, action: str, where: str = "figure.chart") -> Any:
    return page.driver.execute_async_script(
        """
        const [action, where, done] = arguments;
        document.querySelector(`${where} button[data-chart=${action}]`).click();
        const wait = () => {
          if (!window.saved.length) { setTimeout(wait, 20); return; }
          const [name, blob] = window.saved.pop();
          const reader = new FileReader();
          reader.onload = () => done([name, blob.type, reader.result]);
          if (blob.type === 'image/png') reader.readAsDataURL(blob); else reader.readAsText(blob);
        };
        wait();
        """,
        action,
        where,
    )


def test_the_csv_of_a_chart_is_its_table(casualties: Browser) -> None:
    name, kind, text = caught(casualties, "csv")
    assert name.endswith(".csv")
    assert kind == "text/csv"
    heads, *rows = list(csv.reader(io.StringIO(text)))
    assert heads == ["source", "date", "low", "value", "high", "said"]
    cells = casualties.run("return [...document.querySelectorAll('figure.chart table')][0].tBodies[0].rows.length")
    assert len(rows) == cells
    assert ["UK MoD", "2025-06-15", "6000", "6150", "6500", "more than 6,000"] in rows


def test_the_csv_of_every_chart_is_the_file_of_its_name(browser: Browser, shipped: Path) -> None:
    files = {}
    for path in families(shipped):
        opened(browser, path).run(CATCH)
        for number in browser.run("return [...document.querySelectorAll('figure.chart')].map(one => one.id)"):
            name, _, text = caught(browser, "csv", f"[id='{number}']")
            files[name] = text.encode()
    assert files == {path.name: path.read_bytes() for path in (shipped.parent / "charts").iterdir()}


def test_the_svg_of_a_chart_stands_alone(casualties: Browser) -> None:
    name, kind, text = caught(casualties, "svg")
    assert (name.rsplit(".")[-1], kind) == ("svg", "image/svg+xml")
    root = parseString(text.encode()).documentElement  # noqa: S318  our own bytes
    assert root.getAttribute("viewBox").startswith("-20 -20 900 ")
    assert "<script" not in text
    assert "var(" not in text
    assert "UK MoD, reported by" in text, "what is known of each row goes with it"


@pytest.mark.parametrize(("action", "paper"), [("png", [255, 255, 255]), ("png_dark", [21, 23, 26])])
def test_the_png_of_a_chart_is_made_in_the_browser(casualties: Browser, action: str, paper: list[int]) -> None:
    casualties.network()
    name, kind, address = caught(casualties, action)
    assert name.endswith(".png")
    assert kind == "image/png"
    width, corner, colours = casualties.driver.execute_async_script(
        """
        const [address, done] = arguments;
        const image = new Image();
        image.onload = () => {
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [image.width, image.height];
          const pen = canvas.getContext('2d');
          pen.drawImage(image, 0, 0);
          const all = pen.getImageData(0, 0, image.width, image.height).data;
          const colours = new Set();
          for (let place = 0; place < all.length; place += 4) colours.add(all.slice(place, place + 3).join());
          done([image.width, [...all.slice(0, 3)], colours.size]);
        };
        image.src = address;
        """,
        address,
    )
    assert (width, corner) == (1800, paper)
    assert colours > 20, "lines, band and letters are drawn"
    assert [url for url in casualties.requests() if not url.startswith("data:")] == []


def test_the_embed_code_needs_nothing_and_says_what_it_shows(casualties: Browser) -> None:
    casualties.run("document.querySelector('figure.chart button[data-chart=embed]').click()")
    code = casualties.run("return window.copied")
    assert code.startswith('<figure><img src="data:image/svg+xml;base64,')
    assert 'alt="North Korean soldiers killed or wounded in Kursk: ' in code
    assert "http" not in code.split("base64,")[0]
    loaded = casualties.driver.execute_async_script(
        "const [code, done] = arguments; const box = document.createElement('div'); box.innerHTML = code;"
        "const image = box.querySelector('img'); image.onload = () => done(image.naturalWidth);"
        "image.onerror = () => done(0); document.body.append(box)",
        code,
    )
    assert loaded == 900


def test_the_scale_is_switched_and_says_which_it_is(casualties: Browser) -> None:
    shown = (
        "return document.querySelector('figure.chart svg.desk:not([hidden])').textContent.includes('logarithmic scale')"
    )
    button = "document.querySelector('figure.chart button[data-chart=scale]')"
    assert casualties.run(shown) is False
    casualties.run(f"{button}.click()")
    assert casualties.run(shown) is True
    assert casualties.run(f"return {button}.textContent") == "Linear scale"
    assert casualties.run(OVERLAPPING) == []
    casualties.run(f"{button}.click()")
    assert casualties.run(shown) is False


def test_charts_print_wide_in_light_colours_without_their_buttons(browser: Browser, shipped: Path) -> None:
    page = opened(browser, shipped.parent / "families" / "nk-casualties.html", PHONE, prefers_color_scheme="dark")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        kinds = page.run(
            "return [...document.querySelectorAll('svg.chart')].filter(one => one.getClientRects().length)"
            ".map(one => [one.classList.contains('desk'), getComputedStyle(one).fill])"
        )
        assert {tuple(kind) for kind in kinds} == {(True, "rgb(29, 29, 27)")}
        assert page.run("return document.querySelector('.chart-tools').getClientRects().length") == 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
