from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.web.guard import HEADERS, MOST_BYTES, MOST_OF_ARTICLE
from reconcile.web.sessions import MOST_SESSIONS, MOST_TRIES, TRIES_WITHIN, Sessions
from tests.web.conftest import HOST, Desk


@pytest.mark.parametrize("host", ["evil.test:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8000.evil.test", ""])
def test_other_names_lead_to_nothing(desk: Desk, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 400
    assert desk.get("/health", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.test"},
        {"origin": "http://evil.test", "sec-fetch-site": "same-origin"},
        {"origin": "http://127.0.0.1:8001"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/claims/E1/accept", "/articles", "/undo", "/approve", "/run", "/preview", "/me"])
def test_only_pages_of_the_desk_write(desk: Desk, path: str, headers: dict[str, str]) -> None:
    before = desk.claims_file()
    for name in ("origin", "sec-fetch-site"):
        del desk.client.headers[name]
    assert desk.client.post(path, data={"article": "marn"}, headers=headers).status_code == 403
    assert desk.claims_file() == before


@pytest.mark.parametrize("headers", [{"origin": f"http://{HOST}"}, {"sec-fetch-site": "same-origin", "origin": "null"}])
def test_its_own_pages_may_write(desk: Desk, headers: dict[str, str]) -> None:
    for name in ("origin", "sec-fetch-site"):
        del desk.client.headers[name]
    assert desk.client.post("/me", data={"who": "B."}, headers=headers).status_code == 303


def test_the_token_works_once(home: Path) -> None:
    desk = Desk(home)
    assert desk.get("/?token=guess").status_code == 403
    first = desk.get(f"/?token={desk.sessions.token}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
    assert desk.get("/").status_code == 200
    assert desk.get(f"/?token={desk.sessions.token}").status_code == 403


@pytest.mark.parametrize("path", ["/", "/article/marn", "/article/marn.json", "/q/killed", "/changes", "/sources"])
def test_nobody_reads_without_a_session(home: Path, path: str) -> None:
    stranger = Desk(home)
    assert stranger.get(path).status_code == 403
    stranger.client.cookies.set("reconcile-desk", "guess")
    assert stranger.get(path).status_code == 403
    assert stranger.post("/undo").status_code == 403


def test_every_answer_has_the_headers(desk: Desk) -> None:
    for path in ("/", "/health", "/static/desk.js", "/nowhere", "/article/none"):
        answer = desk.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "access-control-allow-origin" not in answer.headers
    assert desk.get("/", headers={"host": "evil.test"}).headers["x-frame-options"] == "DENY"


@pytest.mark.long
def test_pages_have_no_code_and_no_style_of_their_own(desk: Desk) -> None:
    desk.decide("accept", 0)
    for path in ("/", "/article", "/article/marn", "/changes", "/sources"):
        page = desk.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page
        assert page.count("<script") == page.count('<script src="/static/')
        assert "http://" not in page.replace(f"http://{HOST}", "")


def test_a_body_has_a_length_and_a_limit(desk: Desk) -> None:
    assert desk.client.post("/articles", content=iter([b"x"])).status_code == 411
    answer = desk.client.post("/articles", content=b"x" * (MOST_BYTES + 1))
    assert answer.status_code == 413
    assert MOST_OF_ARTICLE == 2 * 1024 * 1024
    assert f'data-most="{MOST_OF_ARTICLE}"' in desk.get("/article").text
    assert "reconcile extract" in answer.text


def test_get_never_writes(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
    for path in (
        "/",
        "/article",
        "/article/marn",
        "/article/marn.json",
        "/changes",
        "/sources",
        "/sources/suspect",
        "/q/none",
        "/claims/bulk",
        "/undo",
    ):
        desk.get(path)
    assert {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["..%2F..%2Freconcile", "..%2Fmarn", "marn.csv", "marn%00"])
def test_names_are_never_paths(desk: Desk, name: str) -> None:
    assert desk.get(f"/article/{name}").status_code == 404
    assert desk.post("/claims/E1/accept", {"article": name}).status_code == 422


def test_a_password_is_tried_five_times_a_minute() -> None:
    now = 0.0
    sessions = Sessions(password="marn", clock=lambda: now)  # noqa: S106
    assert not sessions.token
    assert sessions.enter("marn")
    for _ in range(MOST_TRIES):
        assert not sessions.enter("guess")
    assert not sessions.enter("marn")
    now = TRIES_WITHIN
    assert sessions.enter("marn")
    assert (MOST_TRIES, TRIES_WITHIN) == (5, 60.0)


def test_sessions_fill_no_memory() -> None:
    sessions = Sessions(password="marn")  # noqa: S106
    names = [sessions.enter("marn") for _ in range(MOST_SESSIONS + 1)]
    assert sessions.session(names[0]) is None
    assert sessions.session(names[1]) is not None
    assert MOST_SESSIONS == 200
