"""The desk as it is served: how soon an interval moves, how long an article takes, what 200 kills leave.

Times are of the shipped project with an article of some 40 claims on it, over HTTP, with a pause before each key as an
editor makes one who reads. In a browser: an article becomes an approved, copied sentence; every screen is looked at in
both schemes at both widths; the desk is killed after keys. Needs the extra `desk`; without Chromium, times alone.

    python benchmarks/desk.py 20 200
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

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

# seconds before a key: none at all, and what the sentence of a claim takes to read
PAUSES = (0.0, 3.0)

# claims that are accepted and kills, where nothing else is asked for
ROUNDS, KILLS = 20, 200


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
    """A desk that is asked over HTTP, and the seconds that it takes."""

    def __init__(self, address: str) -> None:
        at = urlsplit(address)
        self.connection = HTTPConnection(str(at.hostname), at.port)
        self.head = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
        self.connection.request("GET", f"/?{at.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.head["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]

    def get(self, path: str) -> Any:
        """Return what a page says."""
        self.connection.request("GET", path, headers=self.head)
        return json.loads(self.connection.getresponse().read())

    def post(self, path: str, **fields: str) -> tuple[float, Any]:
        """Return the seconds of an answer, and the answer."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        self.connection.request("POST", path, urlencode(fields), {**self.head, **kind})
        told = json.loads(self.connection.getresponse().read())
        return time.perf_counter() - began, told


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
            yield Asked(desk.address)


def decisions(rounds: int, pause: float) -> None:
    """Print the medians of deciding: the answer to a key, which has the interval that moved, and the next preview."""
    accepted, previewed, bulk = [], [], 0.0
    with shipped(rounds + 13) as asked:
        claims = [claim["claim_id"] for claim in asked.get("/article/kursk.json")["claims"]]
        asked.post("/preview", article="kursk", claim=claims[0])
        for claim, following in pairwise(claims[: rounds + 1]):
            time.sleep(pause)
            accepted.append(asked.post(f"/claims/{claim}/accept", article="kursk")[0])
            seconds, told = asked.post("/preview", article="kursk", claim=following)
            assert told["problem"] == "", told
            previewed.append(seconds)
        bulk = asked.post(f"/claims/{claims[rounds]}/cells", article="kursk", place="Kursk", rest="all")[0]
        quantity = told["quantity"]
        used = [claim["claim_id"] for claim in asked.get(f"/q/{quantity.replace(' ', '%20')}.json")["claims"]]
        ticked = [asked.post("/preview", quantity=quantity, without=claim)[0] for claim in used[: max(rounds // 2, 1)]]
    both = [one + other for one, other in zip(accepted, previewed, strict=True)]
    print(f"pause {pause:.0f} s: accepted {median(accepted):.3f} s, next preview {median(previewed):.3f} s, "
          f"both {median(both):.3f} s, ticked off {median(ticked):.3f} s, place of 13 set {bulk:.3f} s")  # fmt: skip


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
        decisions(rounds, pause)
    if reason := missing():
        print(f"no browser: {reason}")
        return
    in_browser(kills)


if __name__ == "__main__":
    main()
