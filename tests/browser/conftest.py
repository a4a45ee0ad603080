"""Debian's Chromium, with every host blocked; tests are skipped with a reason where it is missing."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import reconcile as rc

ROOT = Path(__file__).parents[2]

# nothing but the page itself may be asked for: no host but this machine has an address, and the browser asks for
# nothing of its own
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1280,1000",
)  # fmt: skip


class Browser:
    """A page in a browser, and what it asked for and complained of."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path) -> None:
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.media()
        self.driver.get(page.as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def network(self) -> list[dict[str, Any]]:
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [one for one in messages if one["method"].startswith("Network.")]

    def requests(self) -> list[str]:
        sent = (one["params"] for one in self.network() if one["method"] == "Network.requestWillBeSent")
        return [one["request"]["url"] for one in sent]

    def media(self, **features: str) -> None:
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told})


def missing() -> str:
    """Say what is missing for a browser, "" if nothing is."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "needs Debian's chromium and chromium-driver"
    return "" if importlib.util.find_spec("selenium") else "needs selenium"


@contextmanager
def started_browser(profile: str | Path) -> Iterator[Browser]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if reason := missing():
        pytest.skip(reason)
    with started_browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the shipped project, made anew."""
    project = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "data" / "raw", project / "data" / "raw")
    shutil.copy(ROOT / "reconcile.toml", project)
    rc.run_project(project)
    return project / "reports" / "report.html"
