"""The desk as it is served: how soon an interval moves, how long an article takes, what 200 kills leave.

Times are of the shipped project with an article of some 40 claims on it, over HTTP, with a pause before each key as an
editor makes one who reads. In a browser: an article becomes an approved, copied sentence; every screen is looked at in
both schemes at both widths; the desk is killed after keys. Needs the extra `desk`; without Chromium, times alone.

    python benchmarks/desk.py 5 200
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import extract_article
from reconcile.folder.config import load_config
from tests.browser import test_desk as browsed
from tests.browser.conftest import missing, started_browser
from tests.browser.test_report import DESK, PHONE
from tests.projects import WITHOUT_FIGURES
from tests.web.conftest import make_project

ROOT = Path(__file__).parents[1]

# seconds before a key: none at all, and less than the sentence of a claim takes to read
PAUSES = (2.0, 0.0)

# rounds of decisions and kills, where nothing else is asked for
ROUNDS, KILLS = 5, 200

# claims of a quantity that are ticked off, one by one
TICKED = 9

# what each chip sets, by its key; another value each time
CHIPS = {
    "m": {"measure": "wounded"},
    "w": {"party": "Russia"},
    "p": {"place": "Kursk {}"},
    "d": {"temporal": "cumulative", "count_date": "2025-03-{:02}"},
    "o": {"origin": "NIS {}"},
    "r": {"role": "earlier"},
}


def article(claims: int) -> bytes:
    """Return an article of claims on quantities that the shipped project has."""
    told = (
        "North Korean soldiers had been killed or wounded in Kursk",
        "North Korean soldiers had been killed in Kursk",
    )
    said = [
        f"About {4000 + 50 * row:,} {told[row % 2]} by {1 + row % 28} March 2025, Seoul said." for row in range(claims)
    ]
    return "\n\n".join(["Losses in Kursk", *said]).encode()


class Asked:
    """A desk that is asked over HTTP, the seconds that it takes, and those that its processor is at work."""

    def __init__(self, address: str, process: int) -> None:
        at = urlsplit(address)
        self.process = process
        self.connection = HTTPConnection(str(at.hostname), at.port)
        self.head = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
        self.connection.request("GET", f"/?{at.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.head["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]

    def get(self, path: str) -> Any:
        """Return what a page says."""
        self.connection.request("GET", quote(path), headers=self.head)
        return json.loads(self.connection.getresponse().read())

    def opened(self, path: str) -> None:
        """Open a page."""
        self.connection.request("GET", quote(path), headers={**self.head, "Accept": "text/html"})
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == HTTPStatus.OK, (path, answer.status)

    def post(self, path: str, **fields: str) -> Any:
        """Return an answer."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", quote(path), urlencode(fields), {**self.head, **kind})
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == HTTPStatus.OK, (path, fields, told)
        return told

    def worked(self) -> float:
        """Return the seconds that the desk has computed so far, also ahead of any question."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def shipped(claims: int) -> Iterator[Asked]:
    """Give a desk of the shipped project, with one article more."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(ROOT / "data/raw", home / "data/raw")
        shutil.copy(ROOT / "reconcile.toml", home)
        read = Article("kursk.txt", article(claims), "kursk.txt")
        extract_article(read, load_config(home), source="Vell Courier", published="2025-05-08")
        with browsed.served(home) as desk:
            yield Asked(desk.address, desk.process.pid)


class Paths:
    """The ways on which an editor waits for a desk, each gone several times."""

    def __init__(self, asked: Asked, pause: float) -> None:
        self.asked, self.pause = asked, pause
        self.seconds: dict[str, list[float]] = {}
        self.work: dict[str, list[float]] = {}
        self.ids = [claim["claim_id"] for claim in asked.get("/article/kursk.json")["claims"]]
        self.at = 0

    def timed(self, name: str, *works: Callable[[], Any]) -> Any:
        """Do what follows a key, after the pause, and return the last answer."""
        time.sleep(self.pause)
        began, worked, told = time.perf_counter(), self.asked.worked(), None
        for work in works:
            told = work()
        self.seconds.setdefault(name, []).append(time.perf_counter() - began)
        self.work.setdefault(name, []).append(self.asked.worked() - worked)
        return told

    def claim(self) -> str:
        """Return the id of the claim at hand."""
        return self.ids[self.at]

    def preview(self) -> Any:
        """Ask for what the claim at hand would join."""
        told = self.asked.post("/preview", article="kursk", claim=self.claim())
        assert told["problem"] == "", told
        return told

    def decided(self, action: str, **cells: str) -> Any:
        """Decide on the claim at hand."""
        return self.asked.post(f"/claims/{self.claim()}/{action}", article="kursk", **cells)

    def onward(self, action: str) -> Any:
        """Decide, and go on to the next claim."""
        return self.shown(self.decided(action))

    def undone(self) -> Any:
        """Take the last decision back."""
        return self.shown(self.asked.post("/undo", article="kursk", claim=self.claim()))

    def all_sure(self) -> Any:
        """Accept all that are sure."""
        return self.shown(self.asked.post("/claims/bulk", article="kursk"))

    def shown(self, told: Any) -> Any:
        """Look at the claim whose card the desk shows after a decision, at the last one where none waits."""
        self.at = self.ids.index(told["claim"]["claim_id"]) if told["claim"] else len(self.ids) - 1
        return told

    def of_claims(self, round_: int) -> None:
        """Look at a claim that nobody expected, accept it and the next, reject one, set every chip."""
        self.at = round_ * 4
        # what was made of another claim is of no use
        self.timed("first card of a page", lambda: self.asked.opened("/article/kursk"), self.preview)
        for action in ("accept", "accept", "reject"):
            self.timed(f"{action}, next card", lambda action=action: self.onward(action), self.preview)
        for key, cells in CHIPS.items():
            value = {name: cell.format(round_ + 1) for name, cell in cells.items()}
            self.timed(f"set {key}", lambda value=value: self.decided("cells", rest="this", **value), self.preview)

    def of_many(self, round_: int) -> None:
        """Set place, date and origin of all that wait, take one back; accept all that are sure, and take it back."""
        self.at = len(self.ids) - 1
        for key in ("p", "d", "o"):
            value = {name: cell.format(round_ + 1) for name, cell in CHIPS[key].items()}
            self.timed(
                "set p, d or o of all", lambda value=value: self.decided("cells", rest="all", **value), self.preview
            )
        self.timed("undo", self.undone, self.preview)
        self.timed("accept all sure", self.all_sure, self.preview)
        self.timed("undo of all sure", self.undone, self.preview)

    def of_pages(self) -> None:
        """Open every page after a decision and again, and tick claims of a quantity off."""
        quantity = self.preview()["quantity"]
        pages = {"Today": "/", "Read": "/article", "Review": "/article/kursk", "Quantity": f"/q/{quantity}",
                 "Changes": "/changes", "Sources": "/sources"}  # fmt: skip
        for name, path in pages.items():
            self.onward("accept")
            for when in ("after a decision", "again"):
                self.timed(f"{name}, {when}", lambda path=path: self.asked.opened(path))
        for claim in self.asked.get(f"/q/{quantity}.json")["claims"][:TICKED]:
            ticked = {"quantity": quantity, "without": claim["claim_id"]}
            self.timed("tick a claim off", lambda ticked=ticked: self.asked.post("/preview", **ticked))

    def table(self) -> str:
        """Return medians and longest times, as Markdown."""
        rows = [
            f"| {name} | {len(spent)} | {1000 * median(spent):.0f} | {1000 * max(spent):.0f} "
            f"| {1000 * median(self.work[name]):.0f} |"
            for name, spent in self.seconds.items()
        ]
        return "\n".join(
            ["| path | times | median, ms | longest, ms | processor, ms |", "|---|--:|--:|--:|--:|", *rows]
        )


def paths(rounds: int, pause: float) -> None:
    """Print how long each path takes."""
    with shipped(4 * rounds + 10) as asked:
        gone = Paths(asked, pause)
        asked.opened("/article/kursk")
        for round_ in range(rounds):
            gone.of_claims(round_)
            gone.of_many(round_)
        gone.at = 4 * rounds
        gone.of_pages()
    print(f"\n{pause:.1f} s before each key\n\n{gone.table()}\n")


@contextmanager
def project(make: Callable[[Path], object]) -> Iterator[browsed.Served]:
    """Give a desk of a small project."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        with browsed.served(Path(folder)) as desk:
            yield desk


def in_browser(kills: int) -> None:
    """Print what the browser finds: an article of a minute, every screen four times, kills."""
    with tempfile.TemporaryDirectory() as profile, started_browser(profile) as browser:
        editor = partial(browsed.entered, browser)
        with project(lambda home: (home / "reconcile.toml").write_text(WITHOUT_FIGURES)) as desk:
            browsed.test_an_article_becomes_an_approved_copied_sentence(desk, editor)
        for screen in (DESK, PHONE):
            for scheme in ("light", "dark"):
                with project(make_project) as desk:
                    browsed.test_no_screen_has_a_fault(desk, editor, screen, scheme)
                print(f"{screen[0]} {scheme}: no fault")
        browsed.KILLS = kills
        with project(make_project) as desk:
            browsed.test_kills_lose_nothing_that_was_confirmed(desk, editor)
        print(f"{kills} kills: nothing lost")


def main() -> None:
    """Print all of it."""
    given = [int(word) for word in sys.argv[1:]]
    rounds, kills = (*given, *(ROUNDS, KILLS)[len(given) :])[:2]
    for pause in PAUSES:
        paths(rounds, pause)
    if reason := missing():
        print(f"no browser: {reason}")
        return
    in_browser(kills)


if __name__ == "__main__":
    main()
