"""The desk behind a proxy that signs people in: as docs/how-to/desk-for-several.md has it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from reconcile.web.application import application
from reconcile.web.guard import MOST_BYTES
from reconcile.web.sessions import Sessions
from tests.web.conftest import Desk

NAME, HEADER, PASSWORD = "desk.example.org", "X-Forwarded-User", "a long password"
RECIPES = Path(__file__).parents[2] / "docs/how-to/recipes"


class Proxied(Desk):
    """The desk as browsers of two people reach it through a proxy."""

    def __init__(self, home: Path) -> None:
        self.home, self.sessions = home, Sessions(password=PASSWORD)
        self.app = application(home, hosts=[NAME], sessions=self.sessions, user_header=HEADER)
        self.client = self.browser("A. Editor")

    def browser(self, who: str) -> TestClient:
        own = {"sec-fetch-site": "same-origin", "origin": f"https://{NAME}", HEADER: who}
        return TestClient(self.app, base_url=f"https://{NAME}", headers=own, follow_redirects=False)

    def enter(self) -> Proxied:
        assert self.client.post("/login", data={"password": PASSWORD}).status_code == 303
        return self


@pytest.fixture
def proxied(home: Path) -> Proxied:
    return Proxied(home).enter()


def journal(home: Path) -> list[dict[str, Any]]:
    lines = (home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.long
def test_each_decides_under_their_own_name_and_takes_back_their_own(proxied: Proxied) -> None:
    assert proxied.decide("accept", 0).status_code == 200
    other = Proxied(proxied.home)
    other.client = other.browser("B. Editor")
    other.enter()
    assert other.decide("reject", 3).status_code == 200
    assert [line["who"] for line in journal(proxied.home)] == ["A. Editor", "B. Editor"]
    assert other.post("/undo", {"article": "marn"}).status_code == 200
    assert [claim["status"] for claim in proxied.article()["claims"]][::3] == ["accepted", "proposed"]


@pytest.mark.long
def test_nobody_types_another_name(proxied: Proxied) -> None:
    proxied.post("/me", {"who": "B. Editor"})
    for number in (0, 1):
        assert proxied.decide("accept", number).status_code == 200
    key = "killed/place=Lower Marn/cumulative"
    estimate = proxied.get(f"/q/{key}.json").json()["estimates"][-1]
    given = {"quantity": key, "count_date": "2025-05-07", "seal": estimate["seal"], "editor": "B. Editor"}
    assert "A. Editor, as the proxy says" in proxied.get("/").text
    assert " readonly>" in proxied.get(f"/q/{key}").text
    assert proxied.post("/approve", given).status_code == 200
    assert pd.read_csv(proxied.home / "approvals.csv")["editor"].tolist() == ["A. Editor"]
    assert {line["who"] for line in journal(proxied.home)} == {"A. Editor"}


@pytest.mark.parametrize("names", [[], [""], ["A. Editor", "B. Editor"]], ids=["none", "empty", "two"])
def test_who_is_not_named_once_is_refused(proxied: Proxied, names: list[str]) -> None:
    del proxied.client.headers[HEADER]
    assert proxied.client.get("/", headers=[(HEADER, name) for name in names]).status_code == 403


def test_the_proxy_alone_lets_nobody_in(home: Path) -> None:
    desk = Proxied(home)
    assert desk.get("/").headers["location"] == "/login"
    assert desk.post("/claims/E1/accept", {"article": "marn"}).status_code == 403


def test_the_recipe_of_the_proxy_says_what_the_desk_needs() -> None:
    told = (RECIPES / "desk.nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"proxy_set_header (\S+) (\S+);", told) == [
        ("Host", "$host"), (HEADER, "$remote_user"), ("Authorization", '""')
    ]  # fmt: skip
    (most,) = re.findall(r"client_max_body_size (\d+)m;", told)
    assert int(most) * 1024 * 1024 >= MOST_BYTES
    unit = (RECIPES / "reconcile-desk.service").read_text(encoding="utf-8")
    (port,) = re.findall(r"--port (\d+)", unit)
    assert f"proxy_pass http://127.0.0.1:{port};" in told
    assert f"--allow-host {NAME} --user-header {HEADER}" in unit
