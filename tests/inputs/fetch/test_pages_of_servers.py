"""Lists as the servers of ACLED and UCDP give them, and servers that only seem to."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reconcile.inputs.fetch.transport import NetworkTransport
from reconcile.run.pipeline import run_project

from .desk_server import Answer, DeskServer, Handler, in_turn, plain, redirect, serving, status
from .test_pages import LIST, failures_of, number_of, read, recorded, total_of
from .test_run import configure

pytestmark = pytest.mark.usefixtures("remembered")

# events as ACLED writes them, three pages of them
EVENTS = [{"event_id_cnty": f"SDN{number}", "event_date": f"2024-05-{number:02d}", "fatalities": str(number)}
          for number in range(1, 6)]  # fmt: skip
SIZE = 2
ACLED = {**LIST, "records": "data",
         "columns": {"event_id_cnty": "claim_id", "event_date": "count_date", "fatalities": "best"}}  # fmt: skip
UCDP = {**ACLED, "records": "Result"}
TOTAL = sum(range(1, 6))
SECRETS = ("first-token-of-the-desk", "second-token-of-the-desk", "renews-the-token", "correct horse battery")


def given(handler: Handler, content: object, **headers: str) -> None:
    handler.give(200, json.dumps(content).encode(), content_type="application/json", **headers)


def acled(events: list[dict[str, str]] = EVENTS, **more: Any) -> Answer:
    """An envelope with the rows of the page as `count`, pages from 1, the last one empty."""

    def answer(handler: Handler) -> None:
        start = SIZE * (number_of(handler) - 1)
        rows = events[start : start + SIZE]
        given(handler, {"status": 200, "success": True, "messages": [], "count": len(rows), "data": rows, **more})

    return answer


def ucdp(total: Callable[[int], int] = lambda page: len(EVENTS)) -> Answer:
    """An envelope with totals and the next page, pages from 0."""

    def answer(handler: Handler) -> None:
        page = number_of(handler)
        rows, last = EVENTS[SIZE * page : SIZE * (page + 1)], page == len(EVENTS) // SIZE
        given(handler, {
            "TotalCount": total(page), "TotalPages": 3, "PreviousPageUrl": "before" if page else "",
            "NextPageUrl": "" if last else "next", "Result": rows,
        })  # fmt: skip

    return answer


def failures(home: Path) -> str:
    found = pd.read_csv(home / "data/processed/findings.csv", keep_default_na=False)
    return " ".join(found.loc[found["rule"] == "input-failed", "message"])


def everything(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


@pytest.mark.parametrize(("answer", "query", "keys"), [
    (acled(), "?limit=2&page=1", ACLED), (acled(), "?limit=2", {**ACLED, "records": ""}),
    (acled(total_count=5), "?limit=2", ACLED), (ucdp(), "?pagesize=2&page=0", UCDP),
])  # fmt: skip
def test_lists_are_whole(home: Path, server: DeskServer, answer: Answer, query: str, keys: dict[str, Any]) -> None:
    server.answers["/list"] = answer
    assert total_of(read(home, url=server.url("/list" + query), **{**keys, "pages": "page"})) == TOTAL


def other_envelope(handler: Handler) -> None:
    """The first page whatever is asked for, under an envelope of its own."""
    given(handler, {"page": number_of(handler), "data": EVENTS[:SIZE]})


def circular(handler: Handler) -> None:
    """The first page again after the second."""
    acled()(handler) if number_of(handler) < 3 else given(handler, {"data": EVENTS[:SIZE]})


def shifted(handler: Handler) -> None:
    """Rows counted where pages are asked for."""
    given(handler, {"data": EVENTS[number_of(handler) - 1 :][:3]})


def for_ever(handler: Handler) -> None:
    page = number_of(handler)
    given(handler, {"data": [{**EVENTS[0], "event_id_cnty": f"SDN{page}"}]})


def growing(handler: Handler) -> None:
    """A list whose total is another one on every page."""
    acled(total_count=10 + number_of(handler))(handler)


NOT_WHOLE: list[tuple[Answer, str]] = [
    (other_envelope, "all alike"), (circular, "its page 3 is its page 1 again"), (shifted, "overlap"),
    (for_ever, "more than 20 pages"), (growing, "changed while"),
    (acled(total_count=9), "it has 9 rows as it says, and its pages have 5"),
    (acled([]), "its first page has no rows"), (acled(success=False), "says that it failed"),
    (in_turn(acled(), acled([], success=False)), "says that it failed"),
    (in_turn(acled(), acled([], status=403)), "says that it failed"),
    (in_turn(acled(), acled([], error=[{"message": "quota"}])), "says that it failed"),
    (in_turn(acled(), status(500)), "answered 500"), (in_turn(acled(), status(429)), "answered 429"),
    (in_turn(acled(), plain(b"[" * 100_000, content_type="application/json")), "not JSON"),
    (in_turn(acled(), plain(b"<!doctype html><p>Log in", content_type="application/json")), "not JSON"),
    (in_turn(acled(), plain(b'{"data": {"a": 1}}', content_type="application/json")), "no list of records"),
]  # fmt: skip


@pytest.mark.long
def test_of_a_list_that_is_not_whole_nothing_is_used(home: Path, server: DeskServer, subtests: pytest.Subtests) -> None:
    """A good list, and behind it every bad one."""
    server.answers["/list"] = acled(EVENTS[:2])
    keys = {**ACLED, "pages": "page", "most_pages": 20}
    assert recorded(home, server, url=server.url("/list"), **keys) == 3
    for answer, message in NOT_WHOLE:
        with subtests.test(message):
            server.answers["/list"] = answer
            left = read(home, url=server.url("/list"), **keys)
            assert total_of(left) == 3
            assert message in failures_of(left)
            assert len([*(home / "data/raw/fetched/register").glob("*.json")]) == 2


@pytest.mark.long
def test_a_list_that_begins_at_0_is_not_read_from_1(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = ucdp()
    (home / "data/raw/claims.csv").write_text("measure,source,best\nwounded,A,4\n", encoding="utf-8")
    configure(home, {**UCDP, "url": server.url("/list?pagesize=2"), "pages": "page"})
    run_project(home)
    assert "the url has to say which, as in page=0" in failures(home)


@pytest.mark.long
def test_a_total_that_changes_midway_has_the_list_asked_for_again(home: Path, server: DeskServer) -> None:
    totals = iter([4, 5, 5, 5, 5, 5])
    server.answers["/list"] = ucdp(lambda page: next(totals))
    assert recorded(home, server, url=server.url("/list?page=0"), **{**UCDP, "pages": "page"}) == TOTAL
    assert [path for path, _ in server.asked] == [f"/list?page={page}" for page in (0, 1, 2, 0, 1, 2)]


@pytest.mark.long
def test_pages_of_the_cache_are_not_joined_with_new_ones(home: Path, server: DeskServer) -> None:
    """The first page may be kept for an hour, the others not: all are asked for again."""

    def kept(handler: Handler) -> None:
        rows = events[SIZE * (number_of(handler) - 1) :][:SIZE]
        headers = {"cache_control": "max-age=3600"} if number_of(handler) == 1 else {}
        given(handler, {"data": rows}, **headers)

    server.answers["/list"] = kept
    events = EVENTS[:]
    keys = {**ACLED, "pages": "page", "url": server.url("/list")}
    assert recorded(home, server, **keys) == TOTAL
    # one event goes: in old and new pages together, another one is lost with it
    events = EVENTS[1:]
    assert recorded(home, server, **keys) == TOTAL - 1


@pytest.mark.long
def test_too_many_requests_are_waited_for(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = in_turn(acled(), status(429, retry_after="0"), acled())
    keys = {**ACLED, "pages": "page", "retries": 1}
    assert recorded(home, server, url=server.url("/list"), **keys) == TOTAL


@pytest.mark.long
@pytest.mark.parametrize("gone", [
    plain(b"deleted_timestamp,event_id_cnty\n1714,SDN2\n1714,SDN99\n"),
    plain(b'{"status": 200, "success": true, "messages": [], "count": 1, "data": [{"deleted_timestamp": 1, '
          b'"event_id_cnty": "SDN2"}]}', content_type="application/json"),
])  # fmt: skip
def test_ids_are_found_by_the_name_of_their_column(home: Path, server: DeskServer, gone: Answer) -> None:
    """An id that is in no edition changes nothing."""
    server.answers["/list"], server.answers["/gone"] = acled(), gone
    keys = {**ACLED, "url": server.url("/list?page=1"), "deleted_url": server.url("/gone")}
    configure(home, keys)
    run_project(home)
    claims = pd.read_csv(home / "data/processed/claims.csv", keep_default_na=False).set_index("claim_id")
    assert claims["used"].to_dict() == {"SDN1": True, "SDN2": False}


def test_deleted_ids_leave_every_column_of_figures(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = plain(b"id,day,dead,hurt\nE1,2024-05-01,3,30\nE2,2024-05-02,4,40\n")
    server.answers["/gone"] = plain(b"id\nE2\n")
    configure(home, {
        "name": "register", "rows": "events", "list": "Register", "url": server.url("/list"),
        "deleted_url": server.url("/gone"), "columns": {"id": "claim_id", "day": "count_date"},
    })  # fmt: skip
    with (home / "reconcile.toml").open("a", encoding="utf-8") as file:
        file.write('values = [{ best = "dead", measure = "killed" }, { best = "hurt", measure = "wounded" }]\n')
    run_project(home)
    sums = pd.read_csv(home / "data/processed/estimates.csv").set_index("quantity")["sum_best"]
    assert sums[["Register/killed/all", "Register/wounded/all"]].tolist() == [3, 30]


@pytest.mark.parametrize(("gone", "message"), [
    (plain(b"<!doctype html><p>Log in"), "the answer is a web page"), (status(500), "answered 500"),
    (plain(b"when,which\n1,SDN2\n"), "no column of the list of deleted rows has their ids"),
    (plain(b'{"success": false, "data": []}', content_type="application/json"), "says that it failed"),
])  # fmt: skip
def test_without_its_deleted_ids_a_list_is_not_used(home: Path, server: DeskServer, gone: Answer, message: str) -> None:
    """The earlier copies of both stand: else what was deleted would count again."""
    server.answers["/list"] = acled(EVENTS[:2])
    empty = plain(b'{"success": true, "count": 0, "data": []}', content_type="application/json")
    server.answers["/gone"] = in_turn(plain(b'{"data": [{"event_id_cnty": "SDN2"}]}', content_type="application/json"),
                                      empty, gone)  # fmt: skip
    keys = {**ACLED, "url": server.url("/list?page=1"), "deleted_url": server.url("/gone"), "format": ""}
    assert [total_of(read(home, **keys)) for _ in range(2)] == [1, 3]
    server.answers["/list"] = acled(EVENTS[1:3])
    left = read(home, **keys)
    assert total_of(left) == 3
    assert "its list of deleted rows: " in failures_of(left)
    assert message in failures_of(left)


class Tokens:
    """A server that gives two tokens, and takes those in `valid`."""

    def __init__(self, server: DeskServer, monkeypatch: pytest.MonkeyPatch, *, valid: str = "first") -> None:
        self.asked, self.valid = 0, valid
        monkeypatch.setenv("DESK_WORD", SECRETS[3])
        server.answers["/token"], server.answers["/list"] = self.token, self.list
        self.keys = {
            **ACLED, "pages": "page", "token_env": {"password": "DESK_WORD"}, "token_fields": {"client_id": "acled"},
            "url": server.url("/list"), "token_url": server.url("/token"),
        }  # fmt: skip

    def token(self, handler: Handler) -> None:
        self.asked += 1
        given(handler, {"token_type": "Bearer", "expires_in": 86400, "access_token": SECRETS[min(self.asked, 2) - 1],
                        "refresh_token": SECRETS[2]})  # fmt: skip

    def list(self, handler: Handler) -> None:
        if number_of(handler) == 2 and self.valid == "first":
            self.valid = "second"
        sent = handler.headers.get("authorization", "")
        acled()(handler) if sent == f"Bearer {self.valid}-token-of-the-desk" else handler.give(401)


def test_a_token_that_runs_out_midway_is_renewed_once(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tokens = Tokens(server, monkeypatch)
    assert recorded(home, server, **tokens.keys) == TOTAL
    assert [body.partition(b"&")[0] for body in server.posted] == [b"grant_type=password", b"client_id=acled"]
    assert b"grant_type=refresh_token&refresh_token=renews" in server.posted[1]
    told = everything(home) + "".join(record.getMessage() for record in caplog.records).encode()
    assert [secret for secret in SECRETS if secret.encode() in told] == []


@pytest.mark.long
def test_a_new_token_that_is_not_taken_either_ends_it(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = Tokens(server, monkeypatch, valid="third")
    (home / "data/raw/claims.csv").write_text("measure,source,best\nwounded,A,4\n", encoding="utf-8")
    configure(home, tokens.keys)
    run_project(home)
    assert "answered 401" in failures(home)
    assert (len(server.posted), len(server.asked)) == (2, 4)
    assert [secret for secret in SECRETS if secret.encode() in everything(home)] == []


@pytest.mark.parametrize(("answer", "message"), [
    (plain(b'{"access_token": null}'), "cannot be sent"), (plain(b'{"access_token": "a\\r\\nX-Evil: 1"}'), "cannot"),
    (plain(b"[" * 90_000), "gives no access_token"), (plain(b"<p>Log in"), "gives no access_token"),
    (plain(b'["access_token"]'), "gives no access_token"), (plain(b"x" * 200_000), "more than 100,000 bytes"),
    (status(401), "it gives no token: the address answered 401"), (redirect("/other"), "no token: the address"),
])  # fmt: skip
def test_without_a_token_the_list_is_not_asked_for(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch, answer: Answer, message: str
) -> None:
    tokens = Tokens(server, monkeypatch)
    server.answers["/token"] = answer
    (home / "data/raw/claims.csv").write_text("measure,source,best\nwounded,A,4\n", encoding="utf-8")
    assert message in failures_of(read(home, **tokens.keys))
    assert [path for path, _ in server.asked] == ["/token"]


@pytest.mark.long
@pytest.mark.parametrize("secret", [SECRETS[0], SECRETS[2], SECRETS[3]])
def test_a_page_that_repeats_what_was_sent_for_the_token_is_not_kept(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    tokens = Tokens(server, monkeypatch)
    server.answers["/list"] = acled(query={"sent": secret})
    (home / "data/raw/claims.csv").write_text("measure,source,best\nwounded,A,4\n", encoding="utf-8")
    configure(home, tokens.keys)
    run_project(home)
    assert "repeats a credential" in failures(home)
    assert secret.encode() not in everything(home)


def test_a_token_does_not_follow_to_another_server(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # two servers on loopback stand for two hosts, which would both be refused else
    monkeypatch.setattr(NetworkTransport, "_may_be_private", lambda *args: True)
    tokens = Tokens(server, monkeypatch)
    with serving() as other:
        other.answers["/list"] = acled()
        server.answers["/list"] = lambda handler: handler.give(302, location=other.url(handler.path))
        assert recorded(home, server, **tokens.keys) == TOTAL
        assert not any("authorization" in headers for _, headers in other.asked)
    assert all("authorization" in headers for path, headers in server.asked if path != "/token")


@pytest.mark.long
def test_pages_of_a_workbook_are_not_joined(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = plain(b"PK")
    (home / "data/raw/claims.csv").write_text("measure,source,best\nwounded,A,4\n", encoding="utf-8")
    configure(home, {**LIST, "url": server.url("/list"), "pages": "page", "format": "xlsx"})
    run_project(home)
    assert "pages of xlsx cannot be joined" in failures(home)
    assert len(server.asked) == 1


@pytest.mark.long
def test_all_rows_of_a_header_are_left_out_of_later_pages(home: Path, server: DeskServer) -> None:
    def titled(handler: Handler) -> None:
        rows = {1: b"E1,3\n", 2: b"E2,4\n"}.get(number_of(handler), b"")
        handler.give(200, b"Register,\nid,dead\n" + rows, content_type="text/csv")

    server.answers["/list"] = titled
    configure(home, {**LIST, "url": server.url("/list"), "pages": "page", "header": [2],
                     "columns": {"id": "claim_id", "dead": "best"}})  # fmt: skip
    run_project(home)
    (copy,) = (home / "data/raw/fetched/register").glob("*.csv")
    assert copy.read_bytes() == b"Register,\nid,dead\nE1,3\nE2,4\n"
