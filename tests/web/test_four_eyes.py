"""Whoever accepted a claim at the desk does not approve its sentence there, where four eyes are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from reconcile.desk.approvals_list import list_approvals
from reconcile.folder.config import load_config
from tests.web.conftest import Desk

KEY = "killed/place=Lower Marn/cumulative"


@pytest.fixture
def decided(desk: Desk) -> Desk:
    config = desk.home / "reconcile.toml"
    config.write_text(config.read_text() + "\n[approvals]\nfour_eyes = true\n")
    assert load_config(desk.home).keys.approvals.four_eyes
    for number in range(3):
        desk.decide("accept", number)
    return desk


def approved(desk: Desk, editor: str, **headers: str) -> Any:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    newest = desk.get(f"/q/{quote(KEY)}.json", headers=told).json()["newest"]
    given = {"quantity": KEY, "count_date": newest["count_date"], "seal": newest["seal"], "editor": editor}
    return desk.post("/approve", given, **headers)


@pytest.mark.long
def test_another_approves(decided: Desk, another: Callable[..., Desk]) -> None:
    refused = approved(decided, "A. Editor")
    assert refused.status_code == 422
    assert "'A. Editor' has accepted" in refused.json()["problem"]
    assert list_approvals(decided.home).empty
    answer = approved(another(decided.home, "B. Editor"), "B. Editor")
    assert answer.status_code == 200
    assert list_approvals(decided.home)["editor"].tolist() == ["B. Editor"]


def test_a_name_in_letters_of_another_script_is_nobody_else(decided: Desk, another: Callable[..., Desk]) -> None:
    assert approved(another(decided.home, "\N{CYRILLIC CAPITAL LETTER A}. Editor"), "").status_code == 422


def test_the_page_says_who_accepted(decided: Desk) -> None:
    assert "Accepted by A. Editor; somebody else approves." in decided.get(f"/q/{quote(KEY)}").text
    own = {"hx_request": "true", "accept": "text/html"}
    assert "Accepted by A. Editor" in approved(decided, "A. Editor", **own).text


def test_nobody_is_named_where_one_person_may_do_both(desk: Desk) -> None:
    desk.decide("accept", 0)
    assert "Accepted by" not in desk.get(f"/q/{quote(KEY)}").text


@pytest.mark.long
@pytest.mark.usefixtures("decided")
def test_a_form_cannot_name_another_than_the_proxy_does(home: Path) -> None:
    desk = Desk(home, user_header="X-Forwarded-User").enter()
    assert approved(desk, "B. Editor", x_forwarded_user="A. Editor").status_code == 422
    assert list_approvals(home).empty
    assert approved(desk, "A. Editor", x_forwarded_user="B. Editor").status_code == 200
    assert list_approvals(home)["editor"].tolist() == ["B. Editor"]
    desk.post("/me", {"who": "C. Editor"}, x_forwarded_user="B. Editor")
    assert list(desk.sessions._sessions.values())[-1].who == "B. Editor"
