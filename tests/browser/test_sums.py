"""A report of sums of events as a reader meets it: on a desk and on a phone, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from tests.browser.conftest import Browser
from tests.browser.test_report import NEAR, missed, violations

MONTHS = pd.date_range("2021-01-10", periods=30, freq="MS").strftime("%Y-%m-%d")
PLACES = ["Karsk", "<img src=x onerror=alert(1)>", "مدينة", "N" * 300, ""]


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of sums alone, with names of places that are hard to print."""
    events = pd.DataFrame([
        {"place": place, "count_date": month, "best": number % 7, "high": number % 7 + 2}
        for number, (month, place) in enumerate((month, place) for month in MONTHS for place in PLACES)
    ]).assign(measure="killed", source="Register", rows="events", edition="24.1")  # fmt: skip
    sums = [rc.Sum(), rc.Sum(by=("month", "place")), rc.Sum(by=("month",), running=True)]
    page = tmp_path_factory.mktemp("sums") / "report.html"
    page.write_text(rc.reconcile(events, options=rc.Options(sums=sums)).to_html(), encoding="utf-8")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (390, "dark")])
def test_sums_are_found_read_and_do_not_scroll_sideways(browser: Browser, sums: Path, width: int, scheme: str) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open(sums)
    browser.media(prefers_color_scheme=scheme)
    assert browser.run("return [...document.querySelectorAll('nav a')].map(link => link.hash)") == [
        "#sums", "#method", "#findings",
    ]  # fmt: skip
    for link in ("#sums", "#sums-1", "#sums-2", "#sums-3"):
        assert missed(browser, link) <= NEAR
    browser.run("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
    wide = "return [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert browser.run(wide) == 0
    assert violations(browser) == []
    assert browser.complaints() == []


def test_every_place_has_a_picture_with_words_and_a_table(browser: Browser, sums: Path) -> None:
    browser.open(sums)
    found = browser.run(
        "return [...document.querySelectorAll('.multiples svg')].map(picture => [picture.getAttribute('role'),"
        "document.getElementById(picture.getAttribute('aria-details')).tagName,"
        "picture.getBoundingClientRect().width > 120])"
    )
    assert found == [["img", "TABLE", True]] * len(PLACES)
