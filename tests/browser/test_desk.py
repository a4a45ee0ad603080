"""The desk as an editor meets it: in a browser, by keys, with the process killed under it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.browser.conftest import Browser
from tests.browser.test_report import DESK, PHONE, violations
from tests.projects import WITHOUT_FIGURES

pytest.importorskip("starlette", reason="needs the extra desk")

from tests.web.conftest import ARTICLE, make_project, make_suspects

# key presses and seconds in which a pasted article becomes an approved, copied sentence
MOST_KEYS, WITHIN = 25, 60.0

# seconds that a page is waited for: other work on the machine is no fault of it
PATIENCE = 60.0

# how often the desk is killed here; benchmarks/desk.py does it 200 times
KILLS = 10

SCREENS = pytest.mark.parametrize(
    ("screen", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"]
)


class Served:
    """A desk in a process of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process = self.start()

    def start(self, port: int = 0) -> Any:
        command = [sys.executable, "-m", "reconcile", "desk", "--no-browser", "--quiet", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--project", str(self.home)], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "RECONCILE_EDITOR": "A. Editor"},
        )  # fmt: skip
        assert process.stdout is not None
        self.address = process.stdout.readline().strip()
        self.base = self.address.partition("/?")[0]
        return process

    def kill(self) -> None:
        self.process.kill()
        # waits for its end, and closes what it wrote to
        self.process.communicate()

    def rows(self) -> pd.DataFrame:
        (file,) = (self.home / "data/raw/extracted").glob("*.csv")
        return pd.read_csv(file, dtype=str, keep_default_na=False)


class Editor:
    """Somebody who types, and whose key presses are counted."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.pressed = browser, 0

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.keys import Keys

        for keyed in keys:
            chain = ActionChains(self.browser.driver)
            held, _, key = keyed.rpartition("+")
            if held:
                chain.key_down(getattr(Keys, held)).send_keys(getattr(Keys, key, key)).key_up(getattr(Keys, held))
            else:
                chain.send_keys(getattr(Keys, key, key))
            chain.perform()
            self.pressed += 1

    def paste(self, text: str) -> None:
        self.browser.driver.execute_cdp_cmd("Input.insertText", {"text": text})
        self.pressed += 1

    def wait(self, script: str, *arguments: Any) -> Any:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if (found := self.browser.run(script, *arguments)) is not None and found is not False:
                return found
            time.sleep(0.05)
        raise AssertionError(
            f"not within {PATIENCE:.0f} s: {script}\n{self.browser.run('return document.body.innerText')}"
        )

    def claim(self, number: int) -> None:
        """Wait for a card, and for what its claim would join."""
        self.wait(
            "return document.querySelector('.card-title')?.textContent.startsWith(arguments[0])", f"Claim {number} "
        )
        self.wait("return document.querySelector('#joins .moves, #joins .muted:not(:empty)') !== null"
                  " && document.querySelector('#joins').ariaBusy === null")  # fmt: skip


@contextmanager
def served(home: Path) -> Iterator[Served]:
    desk = Served(home)
    try:
        yield desk
    finally:
        desk.kill()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "reconcile.toml").write_text(WITHOUT_FIGURES)
    with served(tmp_path) as desk:
        yield desk


@pytest.fixture
def marn(tmp_path: Path) -> Iterator[Served]:
    make_project(tmp_path)
    with served(tmp_path) as desk:
        yield desk


def entered(
    browser: Browser, desk: Served, path: str = "/", screen: tuple[int, int] = DESK, scheme: str = "light"
) -> Editor:
    """Open the printed address, and then a page."""
    width, height = screen
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": desk.base}
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", allowed)
    browser.media(prefers_color_scheme=scheme)
    browser.driver.get("about:blank")
    for log in ("browser", "performance"):
        browser.driver.get_log(log)
    browser.driver.get(desk.address)
    if path != "/":
        browser.driver.get(desk.base + path)
    return Editor(browser)


@pytest.fixture
def editor(browser: Browser) -> Callable[..., Editor]:
    """Somebody who opens the printed address, and then a page."""
    return partial(entered, browser)


def test_an_article_becomes_an_approved_copied_sentence(empty: Served, editor: Callable[..., Editor]) -> None:
    at = editor(empty)
    began = time.monotonic()
    at.press("g", "n")
    at.wait("return document.activeElement?.id === 'text'")
    at.paste(ARTICLE)
    at.press("TAB")
    at.paste("Vell Courier")
    at.press("TAB")
    at.paste("2025-05-08")
    at.press("CONTROL+ENTER")
    at.claim(1)
    at.press("a")
    at.claim(2)
    at.press("a")
    at.claim(3)
    at.press("s")
    at.claim(4)
    at.press("d", "ENTER")
    at.wait(
        "return [...document.querySelectorAll('#chip-set-date .value')].some(one => one.textContent.includes('2025'))"
    )
    at.press("a")
    at.claim(3)
    at.press("a")
    at.wait("return document.querySelector('.card-title')?.textContent.startsWith('All 4')")
    at.press("v")
    sentence = at.wait("return document.getElementById('the-sentence')?.textContent")
    assert at.browser.run("return document.querySelector('#sentence [data-interval]').dataset.interval")
    at.press("y", "ENTER")
    at.wait("return document.querySelector('#sentence [data-status=approved]') !== null")
    at.press("c")
    at.wait("return document.getElementById('said').textContent === 'Copied'")
    copied = at.browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    rows = pd.read_csv(empty.home / "data/processed/estimates.csv", keep_default_na=False)
    assert copied == sentence
    assert copied in rows["wording"].tolist()
    assert pd.read_csv(empty.home / "approvals.csv")["editor"].tolist() == ["A. Editor"]
    assert at.pressed <= MOST_KEYS
    print(f"{at.pressed} key presses, {time.monotonic() - began:.1f} s")


def test_the_place_of_all_is_set_and_taken_back_in_one_step(marn: Served, editor: Callable[..., Editor]) -> None:
    before = (marn.home / "data/raw/extracted/marn.csv").read_bytes()
    at = editor(marn, "/article/marn")
    at.claim(1)
    at.press("p")
    at.paste("Vell")
    at.browser.run("document.querySelector('#chip-set-place [name=rest][value=all]').checked = true")
    at.press("ENTER")
    at.wait("return document.querySelector('#chip-set-place .value')?.textContent === 'Vell'")
    assert marn.rows()["place"].tolist() == ["Vell"] * 4
    at.press("u")
    at.wait("return document.querySelector('#chip-set-place .value')?.textContent === 'Lower Marn'")
    assert (marn.home / "data/raw/extracted/marn.csv").read_bytes() == before


def test_who_says_so_is_set_by_a_click_on_the_name(marn: Served, editor: Callable[..., Editor]) -> None:
    at = editor(marn, "/article/marn")
    at.claim(1)
    at.press("o")
    place = at.browser.run(
        "const walk = document.createTreeWalker(document.getElementById('article-text'), NodeFilter.SHOW_TEXT);"
        "const range = document.createRange();"
        "for (let node = walk.nextNode(); node; node = walk.nextNode()) {"
        "  const at = node.data.indexOf('Hospital Network');"
        "  if (at >= 0) { range.setStart(node, at + 2); range.setEnd(node, at + 4); }"
        "}"
        "const box = range.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2];"
    )
    for kind in ("mousePressed", "mouseReleased"):
        at.browser.driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent", {"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1}
        )
    at.wait("return document.getElementById('f-origin').value === 'Hospital Network'")
    at.press("ENTER")
    at.wait("return document.querySelector('#chip-set-origin .value')?.textContent === 'Hospital Network'")
    assert marn.rows()["origin"].tolist()[0] == "Hospital Network"


def test_the_focus_stays_and_the_interval_is_told_once(marn: Served, editor: Callable[..., Editor]) -> None:
    at = editor(marn, "/article/marn")
    at.claim(1)
    at.browser.run(
        "window.told = []; new MutationObserver(() => window.told.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true, characterData: true, subtree: true})"
    )
    at.press("a")
    at.claim(2)
    assert at.browser.run("return document.getElementById('card').contains(document.activeElement)")
    told = at.wait("return window.told.length ? window.told : null")
    assert len(told) == 1
    assert "persons" in told[0]


@SCREENS
def test_no_screen_has_a_fault(
    marn: Served, editor: Callable[..., Editor], screen: tuple[int, int], scheme: str
) -> None:  # fmt: skip
    at = editor(marn, "/article/marn", screen, scheme)
    for number in (1, 2):
        at.claim(number)
        at.press("a")
    at.claim(3)
    at.press("d")
    key = "/q/killed/place%3DLower%20Marn/cumulative"
    for path in ("", "/", "/article", "/changes", "/sources", key, "/q/none", "?"):
        if path == "?":
            at.press("?")
        elif path:
            at.browser.driver.get(marn.base + path)
        assert violations(at.browser) == [], path
        assert at.browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), path
        complaints = [one for one in at.browser.complaints() if "404" not in one]
        assert complaints == [], path
    assert all(url.startswith((marn.base, "data:", "about:")) for url in at.browser.requests())


@SCREENS
def test_a_suspect_is_confirmed_by_keys(
    tmp_path: Path, editor: Callable[..., Editor], screen: tuple[int, int], scheme: str
) -> None:  # fmt: skip
    make_suspects(tmp_path)
    with served(tmp_path) as desk:
        at = editor(desk, "/", screen, scheme)
        at.press("g", "s")
        at.wait("return document.querySelector('[data-suspect=Herald]') !== null")
        assert violations(at.browser) == []
        assert at.browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
        at.browser.run("document.querySelector('[data-action=suspect]').focus()")
        at.press("ENTER")
        at.wait("return document.querySelector('.notice')?.textContent.includes('Herald,Wire,suspected')")
        assert at.browser.run("return document.querySelector('[data-suspect]') === null")
        assert (tmp_path / "data/raw/sources.csv").read_text(encoding="utf-8").count("Wire,suspected") == 1
        at.press("u")
        at.wait("return document.querySelector('[data-suspect=Herald]') !== null")
        assert "suspected" not in (tmp_path / "data/raw/sources.csv").read_text(encoding="utf-8")
        assert violations(at.browser) == []
        assert at.browser.complaints() == []


def test_a_hostile_article_is_only_text(marn: Served, editor: Callable[..., Editor]) -> None:
    at = editor(marn, "/article")
    at.wait("return document.activeElement?.id === 'text'")
    at.paste(
        "Marn. <script>window.ran = 1</script> Officials said 31 drones were shot down. "
        "<img src=x onerror='window.ran = 1'> \u202eOfficials\u202c said 9 people were killed in Marn."
    )
    at.press("CONTROL+ENTER")
    at.claim(1)
    assert at.browser.run("return window.ran === undefined && document.querySelector('#article-text img') === null")
    assert at.browser.complaints() == []
    assert all(url.startswith(marn.base) for url in at.browser.requests() if not url.startswith("about:"))


def test_kills_lose_nothing_that_was_confirmed(marn: Served, editor: Callable[..., Editor]) -> None:
    for number in range(KILLS):
        key, word = (("a", "accepted"), ("u", "proposed"))[number % 2]
        at = editor(marn, "/article/marn")
        # the first that waits
        at.claim(1 + number % 2)
        at.press(key)
        at.wait("return document.querySelector('a.figure')?.dataset.status === arguments[0]", word)
        marn.kill()
        assert marn.rows()["status"].tolist()[0] == word
        journal = (marn.home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["number"] for line in journal] == list(range(1, number + 2))
        marn.process = marn.start()
