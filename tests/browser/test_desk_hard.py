"""The desk where it is hard: several at once, too much, no script, a small screen; nothing is lost and all is told."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from filelock import FileLock

from reconcile.cli.group import reconcile
from tests.browser.conftest import Browser
from tests.browser.test_report import DESK, PHONE

pytest.importorskip("starlette", reason="needs the extra desk")

from tests.browser.test_desk import PATIENCE, Editor, Served, entered, served
from tests.web.conftest import ARTICLE, make_project

KEY = "killed/place=Lower Marn/cumulative"

# pixels between where a link lands and the heading that it names
NEAR = 40

# bytes of an article that no page takes, and the command line does
TOO_LARGE = 10 * 1024 * 1024


@pytest.fixture
def marn(tmp_path: Path) -> Iterator[Served]:
    make_project(tmp_path)
    with served(tmp_path) as desk:
        yield desk


@pytest.fixture
def editor(browser: Browser) -> Callable[..., Editor]:
    return partial(entered, browser)


class Terminal:
    """A review in a terminal of its own."""

    def __init__(self, home: Path) -> None:
        self.own, theirs = pty.openpty()
        command = [sys.executable, "-m", "reconcile", "review", "--project", str(home)]
        told = {**os.environ, "RECONCILE_EDITOR": "C. Reader", "TERM": "dumb"}
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=told)
        os.close(theirs)
        self.shown = ""

    def wait(self, words: str) -> None:
        """Wait until words stand on the screen that were not waited for before."""
        until = time.monotonic() + PATIENCE
        while words not in self.shown and time.monotonic() < until:
            if select.select([self.own], [], [], 0.2)[0]:
                self.shown += os.read(self.own, 65536).decode("utf-8", "replace")
        assert words in self.shown, self.shown
        self.shown = self.shown.partition(words)[2]

    def press(self, key: str) -> None:
        """Press a key once the review waits for it: what is typed before is dropped."""
        self.wait("[q]uit")
        until = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.own)[3] & termios.ICANON and time.monotonic() < until:
            time.sleep(0.01)
        os.write(self.own, key.encode())

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        os.close(self.own)


@pytest.fixture
def terminal(marn: Served) -> Iterator[Terminal]:
    running = Terminal(marn.home)
    try:
        yield running
    finally:
        running.end()


def statuses(desk: Served) -> list[str]:
    return [str(status) for status in desk.rows()["status"]]


def test_two_tabs_and_a_terminal_lose_nothing(marn: Served, terminal: Terminal, editor: Callable[..., Editor]) -> None:
    at = editor(marn, "/article/marn")
    driver = at.browser.driver
    first = driver.current_window_handle
    at.claim(1)
    terminal.wait("1 of 4")
    driver.switch_to.new_window("tab")
    driver.get(f"{marn.base}/article/marn")
    try:
        second = driver.current_window_handle
        at.claim(1)
        at.press("a")
        at.claim(2)
        # the other tab still shows the first claim: its decision comes too late, and is shown what stands
        driver.switch_to.window(first)
        at.press("x")
        told = at.wait("return document.querySelector('#card .changed')?.innerText")
        assert "Somebody else has set it" in told
        assert "accepted" in told
        assert statuses(marn)[0] == "accepted"
        # so does that of the terminal, which is led to the next claim
        terminal.press("r")
        terminal.wait("was changed by somebody else")
        terminal.wait("2 of 4")
        terminal.press("r")
        terminal.wait("3 of 4")
        assert statuses(marn)[:2] == ["accepted", "rejected"]
        driver.switch_to.window(second)
        at.press("a")
        at.wait("return document.querySelector('#card .changed')?.innerText.includes('rejected')")
        # while a run is at work, a decision says so, and can be made again
        driver.get(f"{marn.base}/article/marn")
        at.claim(3)
        with FileLock(marn.home / ".reconcile/lock"):
            at.press("a")
            assert "another run is under way" in at.wait("return document.querySelector('#card .problem')?.innerText")
            assert statuses(marn)[2] == "proposed"
        at.press("a")
        at.claim(4)
    finally:
        driver.switch_to.window(second)
        driver.close()
        driver.switch_to.window(first)
    assert statuses(marn) == ["accepted", "rejected", "accepted", "proposed"]
    journal = (marn.home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
    made = [(line["number"], line["who"]) for line in map(json.loads, journal)]
    assert made == [(1, "A. Editor"), (2, "C. Reader"), (3, "A. Editor")]


@pytest.mark.parametrize(
    ("screen", "motion"), [(DESK, "no-preference"), (PHONE, "reduce")], ids=["desk-moving", "phone-still"]
)
def test_every_permalink_lands_on_its_heading(
    marn: Served, editor: Callable[..., Editor], screen: tuple[int, int], motion: str
) -> None:  # fmt: skip
    at = editor(marn, "/article/marn", screen)
    for number in (1, 2):
        at.claim(number)
        at.press("a")
    at.claim(3)
    at.browser.media(prefers_reduced_motion=motion)
    last = at.browser.run("return [...document.querySelectorAll('a.figure')].at(-1).id")
    pages = {"/": 4, "/changes": 3, "/sources": 2, f"/q/{quote(KEY)}": 2}
    links = [(f"/article/marn?claim={last.removeprefix('m-')}", "[aria-current=true].figure")]
    for path, least in pages.items():
        at.browser.driver.get(marn.base + path)
        ids = at.browser.run("return [...document.querySelectorAll('h2[id]')].map(one => one.id)")
        assert len([one for one in ids if one != "keys-title"]) >= least, path
        links += [(f"{path}#{one}", f"#{one}") for one in ids if one != "keys-title"]
    for place, (link, choice) in enumerate(links):
        at.browser.driver.get("about:blank")
        at.browser.driver.get(marn.base + link)
        off, below = at.browser.driver.execute_async_script(
            "const [choice, wait, done] = arguments; setTimeout(() => done(["
            "document.querySelector(choice).getBoundingClientRect().top,"
            "document.documentElement.scrollHeight - window.scrollY - window.innerHeight]), wait);", choice,
            3000 if place < 2 else 300,
        )  # fmt: skip
        # what stands near the end of a page is in view, and cannot come to its top
        in_view = 0 <= off < screen[1] and (below <= 1 or "?claim=" in link)
        assert abs(off) <= NEAR or in_view, link
        assert at.browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), link


def test_the_newest_value_is_in_view_on_a_phone(marn: Served, editor: Callable[..., Editor]) -> None:
    at = editor(marn, "/article/marn", PHONE)
    for number in (1, 2):
        at.claim(number)
        at.press("a")
    at.claim(3)
    at.browser.driver.get(f"{marn.base}/q/{quote(KEY)}")
    charts = at.browser.run(
        "return [...document.querySelectorAll('figure svg')].filter(one => one.getClientRects().length).map(svg => {"
        "  const marks = [...svg.querySelectorAll('text, circle, path, rect')].map(one => one.getBoundingClientRect());"
        "  return [Math.max(...marks.map(one => one.right)), svg.closest('.scroll')?.getBoundingClientRect().right"
        "    ?? window.innerWidth];});"
    )
    assert charts
    assert all(right <= edge + 1 for right, edge in charts)


def test_an_article_of_ten_megabytes_is_refused_with_words_and_read_by_the_command(
    marn: Served, editor: Callable[..., Editor], tmp_path: Path
) -> None:  # fmt: skip
    large = tmp_path / "large.txt"
    large.write_text(f"{ARTICLE}\n\n{'words ' * (TOO_LARGE // 6)}")
    at = editor(marn, "/article")
    at.browser.driver.find_element("id", "file").send_keys(str(large))
    at.browser.run("document.getElementById('source').value = 'Vell Courier'")
    at.browser.run("document.getElementById('read').requestSubmit()")
    told = at.wait("return document.getElementById('too-large').innerText || null")
    assert "reconcile extract" in told
    assert at.browser.run("return document.getElementById('source').value") == "Vell Courier"
    # nor is it taken where no script looks at it before
    at.browser.run("document.getElementById('read').submit()")
    told = at.wait("return document.body.innerText.includes('more than 2 MiB') && document.body.innerText")
    assert "reconcile extract" in told
    assert statuses(marn) == ["proposed"] * 4
    done = CliRunner().invoke(reconcile, ["extract", str(large), "--project", str(marn.home)])
    assert (done.exit_code, "4 claims found" in done.output) == (0, True), done.output


def read(driver: Any, choice: str, words: str) -> None:
    """Wait until words stand somewhere: without a script nothing of a page can be asked."""
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    waiting = WebDriverWait(driver, PATIENCE, 0.05, ignored_exceptions=[StaleElementReferenceException])
    assert waiting.until(lambda page: words in page.find_element("css selector", choice).text)


def test_without_a_script_all_can_be_read_and_decided(marn: Served, editor: Callable[..., Editor]) -> None:
    at = editor(marn)
    driver = at.browser.driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(f"{marn.base}/article/marn")
        read(driver, "main", "Without JavaScript")
        driver.find_element("css selector", "[data-action=accept]").click()
        read(driver, "#card", "Claim 2 of 4")
        assert statuses(marn)[0] == "accepted"
        driver.find_element("css selector", "[data-action=undo]").click()
        read(driver, "main", "Taken back")
        assert statuses(marn) == ["proposed"] * 4
        for path in ("/", "/changes", "/sources", "/article"):
            driver.get(marn.base + path)
            read(driver, "h1", "")
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
