from __future__ import annotations

import gzip
import logging
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reconcile.errors import FetchError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch import client
from reconcile.inputs.fetch.client import Answer, ask

from .desk_server import (
    BRIEF,
    CLAIMS,
    NEWER,
    PATIENCE,
    DeskServer,
    bomb,
    cut_short,
    dripping,
    dripping_headers,
    endless,
    flood,
    in_turn,
    plain,
    raw,
    redirect,
    serving,
    silent,
    status,
    tagged,
)

# no time in it: names of tests are made of it
PACKED = gzip.compress(CLAIMS, mtime=0)


class Asking:
    """Asks the server for a path, as an input of its own."""

    def __init__(self, server: DeskServer, cache: Path) -> None:
        self.server, self.cache = server, cache

    def __call__(self, path: str = "/claims.csv", *, check: bool = False, **keys: Any) -> Answer:
        given = {"timeout": PATIENCE, "retries": 0, "allow_private": True, **keys}
        url = given.pop("url", self.server.url(path))
        return ask(Input(name="wires", url=url, **given), self.cache, check=check)

    def fault(self, path: str = "/claims.csv", **keys: Any) -> str:
        with pytest.raises(FetchError) as caught:
            self(path, **keys)
        return caught.value.message


@pytest.fixture
def asking(server: DeskServer, tmp_path: Path) -> Asking:
    return Asking(server, tmp_path / "http-cache/wires.sqlite")


def test_what_the_server_sends_comes_unchanged(asking: Asking) -> None:
    body = b"\xef\xbb\xbfa;b\r\n\x00\xff" * 50_000
    asking.server.answers["/claims.csv"] = plain(body)
    answer = asking()
    assert answer.content == body
    assert answer.asked


def test_a_second_request_is_conditional_and_304_gives_the_same_bytes(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    first, second = asking(), asking()
    assert first.content == second.content == CLAIMS
    assert second.asked
    assert ["if-none-match" in headers for _, headers in asking.server.asked] == [False, True]
    asking.server.answers["/claims.csv"] = tagged(NEWER, '"two"')
    assert asking().content == NEWER
    assert asking().content == NEWER
    assert asking.server.asked[-1][1]["if-none-match"] == '"two"'


def test_a_date_of_change_is_asked_for_too_and_no_lifetime_is_guessed_from_it(asking: Asking) -> None:
    day = "Wed, 01 Jan 2020 00:00:00 GMT"
    asking.server.answers["/claims.csv"] = in_turn(plain(CLAIMS, last_modified=day), status(304))
    assert asking().content == asking().content == CLAIMS
    assert asking.server.asked[1][1]["if-modified-since"] == day


def test_an_answer_that_is_fresh_by_the_servers_word_is_not_asked_for_again(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = tagged(CLAIMS, '"one"', cache_control="max-age=600")
    asking()
    again = asking()
    assert again.content == CLAIMS
    assert not again.asked
    assert len(asking.server.asked) == 1
    forced = asking(check=True)
    assert forced.asked
    assert asking.server.asked[1][1]["if-none-match"] == '"one"'


def test_what_may_not_be_stored_is_not_stored(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = plain(CLAIMS, cache_control="no-store", etag='"one"')
    asking()
    asking()
    assert all("if-none-match" not in headers for _, headers in asking.server.asked)
    assert CLAIMS[:30] not in asking.cache.read_bytes()


def test_the_cache_does_not_grow_with_every_change(asking: Asking) -> None:
    sizes = []
    for number in range(6):
        asking.server.answers["/claims.csv"] = tagged(CLAIMS + bytes(500_000), f'"{number}"')
        asking()
        with sqlite3.connect(asking.cache) as base:
            sizes.append(base.execute("SELECT count(*) FROM entries WHERE expires_at IS NULL").fetchone()[0])
        base.close()
    assert sizes == [1] * 6


@pytest.mark.parametrize("broken", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_cache_costs_nothing_but_a_request(
    asking: Asking, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    asking.server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    asking.cache.parent.mkdir(parents=True)
    asking.cache.write_bytes(broken)
    assert asking().content == CLAIMS


def test_the_cache_does_not_speak_to_the_terminal() -> None:
    client.require_client()
    assert logging.getLogger("hishel").handlers


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 206, 204])
def test_a_lasting_fault_is_told_and_not_tried_again(asking: Asking, code: int) -> None:
    asking.server.answers["/claims.csv"] = status(code)
    assert asking.fault(retries=3) == f"the address answered {code}"
    assert len(asking.server.asked) == 1


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_passing_fault_is_tried_again(asking: Asking, code: int) -> None:
    asking.server.answers["/claims.csv"] = in_turn(status(code), status(code), plain(CLAIMS))
    assert asking(retries=2).content == CLAIMS
    assert len(asking.server.asked) == 3


def test_tries_come_to_an_end(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = status(500)
    assert asking.fault(retries=2) == "the address answered 500"
    assert len(asking.server.asked) == 3


def test_the_server_says_how_long_to_wait(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=pauses.append))
    asking.server.answers["/claims.csv"] = in_turn(status(503, retry_after="1"), plain(CLAIMS))
    assert asking(retries=1).content == CLAIMS
    assert pauses == [1]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = status(503, retry_after="3600")
    assert asking.fault(retries=5) == "the address answered 503"
    assert len(asking.server.asked) == 1


def test_pauses_grow_and_are_never_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from tenacity import RetryCallState, Retrying

    monkeypatch.setattr(client, "FIRST_PAUSE", 1.0)
    state = RetryCallState(Retrying(), None, (), {})
    longest = []
    for tries in (1, 2, 3, 4):
        state.attempt_number = tries
        pauses = [client._pause(state) for _ in range(200)]
        assert min(pauses) >= 0.5
        longest.append(max(pauses))
    assert longest == sorted(longest)
    assert longest[0] <= 1.5
    assert longest[-1] > 4


def test_a_silent_server_is_given_up(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = silent
    assert asking.fault(timeout=BRIEF) == "the address did not answer in time"


@pytest.mark.parametrize("answer", [dripping, dripping_headers, flood], ids=["body", "headers", "flood"])
def test_a_byte_now_and_then_does_not_last_for_ever(asking: Asking, answer: Any) -> None:
    asking.server.answers["/claims.csv"] = answer
    assert asking.fault(timeout=BRIEF) == "the address did not answer in time"


def test_nobody_listens(asking: Asking) -> None:
    with serving() as gone:
        url = gone.url("/claims.csv")
    assert asking.fault(url=url) == "no connection could be made"


def test_what_is_not_http_is_refused(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n") and None
    assert asking.fault() == "the answer was cut short, or is not HTTP"


LENGTH = f"HTTP/1.1 200 OK\r\ncontent-length: {len(CLAIMS)}\r\n".encode()


@pytest.mark.parametrize(
    "headers",
    [
        b'etag: "\xe9\xff"\r\n',
        b'etag: "\x01"\r\n',
        b'etag: "' + b"a" * 5000 + b'"\r\n',
        b"content-type: \xf0\x9f\x98\x80\r\n",
        b"date: Fri, 99 Foo 99999\r\nlast-modified: yesterday\r\nexpires: -1\r\nage: -99999999999999999999\r\n",
        b'cache-control: max-age="x", =, "\r\netag: "1"\r\n',
        b"cache-control: max-age=" + b"9" * 40 + b"\r\nvary: *\r\n",
        b"retry-after: " + b"9" * 40 + b"\r\n",
        b"set-cookie: a=b\r\n" * 50,
    ],
)
def test_odd_headers_do_not_matter(asking: Asking, headers: bytes) -> None:
    asking.server.answers["/claims.csv"] = raw(LENGTH + headers + b"\r\n" + CLAIMS)
    for _ in range(2):
        assert asking().content == CLAIMS


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 5, 7\r\n\r\nabcdefg",
        b"HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nabcdefg",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc",
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 50_000 + b"\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: http://1.1.1.1:99999/\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: \x01\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1\\@evil.example/\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: http://a..b/\r\ncontent-length: 0\r\n\r\n",
        CLAIMS,
        b"",
    ],
)
def test_answers_that_are_none_are_faults_and_nothing_worse(asking: Asking, answer: bytes) -> None:
    asking.server.answers["/claims.csv"] = raw(answer)
    assert asking.fault()


def test_half_an_answer_is_none(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = cut_short
    assert asking.fault() == "the answer was cut short, or is not HTTP"
    # nor is it in the cache
    asking.server.answers["/claims.csv"] = plain(CLAIMS)
    assert asking().content == CLAIMS
    assert "if-none-match" not in asking.server.asked[-1][1]


def test_half_an_answer_is_tried_again(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = in_turn(cut_short, plain(CLAIMS))
    assert asking(retries=1).content == CLAIMS


def test_a_large_answer_is_refused_by_its_length_before_it_is_read(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = plain(bytes(200_000))
    assert asking.fault(max_bytes=100_000) == "the answer has more than 100,000 bytes"


def test_the_limit_is_exact(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = plain(bytes(1000))
    assert len(asking(max_bytes=1000).content) == 1000
    assert "more than 999" in asking.fault(max_bytes=999, check=True)


def test_an_endless_answer_is_cut_off(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = endless
    assert asking.fault(max_bytes=1_000_000) == "the answer has more than 1,000,000 bytes"


def test_a_packed_answer_is_unpacked(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = plain(PACKED, content_encoding="gzip", etag='"g"')
    assert asking().content == CLAIMS
    asking.server.answers["/claims.csv"] = status(304)
    assert asking().content == CLAIMS


def test_a_bomb_is_not_unpacked(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = bomb
    assert asking.fault(max_bytes=20_000_000) == "the answer has more than 20,000,000 bytes"


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        (
            {"content_encoding": "gzip, gzip"},
            gzip.compress(gzip.compress(CLAIMS, mtime=0), mtime=0),
            "was not asked for",
        ),
        ({"content_encoding": "br"}, CLAIMS, "was not asked for"),
        ({"content_encoding": "gzip"}, CLAIMS, "not packed as it says"),
        ({"content_encoding": "gzip"}, PACKED[:-12], "cut short"),
    ],
)
def test_other_packings_are_refused(asking: Asking, headers: dict[str, str], body: bytes, told: str) -> None:
    asking.server.answers["/claims.csv"] = plain(body, **headers)
    assert told in asking.fault()


def test_a_redirect_on_the_same_server_is_followed(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = redirect("/moved.csv", 301)
    asking.server.answers["/moved.csv"] = tagged(CLAIMS, '"one"')
    assert asking().content == CLAIMS
    assert asking().content == CLAIMS
    assert asking.server.asked[-1][1]["if-none-match"] == '"one"'


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("ftp://example.org/claims.csv", "a scheme other"),
        ("file:///etc/passwd", "a scheme other"),
        ("gopher://127.0.0.1:70/", "a scheme other"),
        ("data:text/csv,source", "a scheme other"),
        ("http://[::1", "not an address"),
        ("http://10.0.0.7/claims.csv", "a private address"),
        ("http://[::ffff:10.0.0.7]/", "a private address"),
        ("http://[::1]/claims.csv", "a private address"),
        ("http://192.168.1.1/", "a private address"),
        ("http://2130706433/", "a private address"),
        ("http://0x7f.1/", "a private address"),
        ("http://localhost:1/claims.csv", "a private address"),
        ("http://127.0.0.1:1/claims.csv", "a private address"),
        ("http://169.254.169.254/latest/meta-data/", "an address that no source has"),
        ("http://[fd00:ec2::254]/", "an address that no source has"),
        ("http://0.0.0.0/", "an address that no source has"),
        ("http://user:word@127.0.0.1/", "a user in it"),
    ],
)
def test_redirects_elsewhere_are_refused(asking: Asking, to: str, told: str) -> None:
    """Although the input's own host may be private: what it redirects to may not."""
    asking.server.answers["/claims.csv"] = redirect(to)
    assert told in asking.fault(retries=0)
    assert len(asking.server.asked) == 1


def test_redirects_in_a_circle_come_to_an_end(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = redirect("/other.csv")
    asking.server.answers["/other.csv"] = redirect("/claims.csv")
    assert asking.fault() == "it was redirected too often"
    assert len(asking.server.asked) == 6


def test_a_private_address_is_refused_unless_it_is_allowed(asking: Asking) -> None:
    asking.server.answers["/claims.csv"] = plain(CLAIMS)
    assert asking.fault(allow_private=False) == "its host has a private address"
    port = asking.server.port
    for host in ("localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "[::1]"):
        told = asking.fault(url=f"http://{host}:{port}/claims.csv", allow_private=False)
        assert told == "its host has a private address"
    assert asking.server.asked == []


def test_a_name_that_points_elsewhere_at_the_second_look_gains_nothing(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is connected to is the number that was checked: the name is looked up once."""
    import socket

    asking.server.answers["/claims.csv"] = plain(CLAIMS)
    looks: list[str] = []

    def first_public_then_private(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        looks.append(host)
        number = "192.0.0.9" if len(looks) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    made: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> None:
        made.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", first_public_then_private)
    monkeypatch.setattr(socket, "create_connection", connect)
    told = asking.fault(url=f"http://claims.example:{asking.server.port}/claims.csv", allow_private=False)
    assert told == "no connection could be made"
    assert made == [("192.0.0.9", asking.server.port)]
    assert looks == ["claims.example"]


def test_a_name_with_one_private_address_is_refused(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    numbers = ("93.184.216.34", "10.0.0.7")
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: entries)
    assert asking.fault(url="http://claims.example/", allow_private=False) == "its host has a private address"


def test_proxies_of_the_environment_are_not_used(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect for us, unchecked."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    asking.server.answers["/claims.csv"] = plain(CLAIMS)
    assert asking().content == CLAIMS
