"""A server of claims on loopback that can be told to misbehave, and remembers what it was asked.

No test depends on how fast it answers: a client that is to get an answer waits `PATIENCE`, one that is to give up waits
`BRIEF` for a server that misbehaves for `PATIENCE`.
"""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLAIMS = b"quantity,source,phrase,published\ndead,Ministry,about 40,2025-01-02\ndead,Hospital,45,2025-01-03\n"
NEWER = CLAIMS + b"dead,Red Cross,between 40 and 50,2025-01-04\n"

# seconds that no answer on loopback takes, however busy the machine is; and seconds after which a silent server is left
PATIENCE, BRIEF = 60.0, 0.1

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Gives every request to the answer of its path."""

    protocol_version = "HTTP/1.1"
    server: DeskServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            self.server.answers[self.path.partition("?")[0]](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self) -> None:
        self.server.posted.append(self.rfile.read(int(self.headers["content-length"])))
        self.do_GET()

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        fields = {"content_length": str(len(body)), **headers}
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class DeskServer(ThreadingHTTPServer):
    """Answers by path; `asked` has path and headers of every request, `posted` the bodies of those that had one."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        self.stopped = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is tested."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[DeskServer]:
    server = DeskServer()
    if context is not None:
        # the handshake belongs to the thread of a request: here it would stop the server
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def plain(body: bytes, **headers: str) -> Answer:
    """200 with a body."""
    return lambda handler: handler.give(200, body, **{"content_type": "text/csv", **headers})


def tagged(body: bytes, tag: str, **headers: str) -> Answer:
    """200 with an ETag, 304 to those who have it."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("if-none-match") == tag:
            handler.give(304, etag=tag)
        else:
            handler.give(200, body, content_type="text/csv", etag=tag, **headers)

    return answer


def status(code: int, body: bytes = b"no such page", **headers: str) -> Answer:
    return lambda handler: handler.give(code, body, **headers)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last one stays."""
    left = list(answers)

    def answer(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


def silent(handler: Handler) -> None:
    """No byte until the test is over; a client that waited would be answered in the end."""
    handler.server.stopped.wait(PATIENCE)
    handler.give(200, CLAIMS)


def last(server: DeskServer, requests: int, then: Answer) -> Answer:
    """An answer that comes when the server has been asked so many times."""

    def answer(handler: Handler) -> None:
        while len(server.asked) < requests and not server.stopped.wait(0.01):
            pass
        then(handler)

    return answer


def misbehaving(handler: Handler, pause: float = 0.0) -> Iterator[None]:
    """Turns, with a pause before each, until the test is over or a client has waited too long."""
    until = time.monotonic() + PATIENCE
    while not handler.server.stopped.wait(pause) and time.monotonic() < until:
        yield


def dripping(handler: Handler) -> None:
    """A byte now and then, never so late that a read times out."""
    handler.send_response(200)
    handler.send_header("content-length", "100000")
    handler.end_headers()
    for _ in misbehaving(handler, pause=BRIEF / 5):
        handler.wfile.write(b"x")


def dripping_headers(handler: Handler) -> None:
    """The same within a header."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
    for _ in misbehaving(handler, pause=BRIEF / 5):
        handler.wfile.write(b"x")


def endless(handler: Handler) -> None:
    """Chunks without an end, and no length said before."""
    handler.send_response(200)
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()
    for _ in misbehaving(handler):
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def flood(handler: Handler) -> None:
    """Announcements without an end; the client is never kept waiting for a byte."""
    for _ in misbehaving(handler):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def raw(answer: bytes) -> Answer:
    """Bytes as they are."""

    def send(handler: Handler) -> None:
        handler.wfile.write(answer)
        handler.close_connection = True

    return send


def cut_short(handler: Handler) -> None:
    """Half of what the length says."""
    handler.send_response(200)
    handler.send_header("content-length", str(2 * len(CLAIMS)))
    handler.end_headers()
    handler.wfile.write(CLAIMS)
    handler.close_connection = True


def bomb(handler: Handler) -> None:
    """Three hundred kilobytes that unpack to three hundred megabytes."""
    packed = gzip.compress(bytes(10_000_000), 9, mtime=0) * 30
    handler.give(200, packed, content_encoding="gzip", content_type="text/csv")


def redirect(to: str, code: int = 302) -> Answer:
    return lambda handler: handler.give(code, location=to)
