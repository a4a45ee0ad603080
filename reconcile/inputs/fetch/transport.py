"""One request to the network: redirects followed with care, credentials added, the body read up to its limit.

It stands below the cache. The cache sees the masked address, and an answer without the headers that may hold a
credential or a cookie, so that nothing secret is ever stored.
"""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore2
import httpx2

from reconcile.errors import FetchError
from reconcile.inputs.fetch.answer_headers import kept_headers
from reconcile.inputs.fetch.body import read_body
from reconcile.inputs.fetch.connection import CheckedNetwork
from reconcile.inputs.fetch.credentials import Credentials
from reconcile.version import __version__

__all__ = ["Limits", "NetworkTransport"]

# redirects that are followed: http to https, to www and to a new path are three; browsers take twenty
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_DONE, _NOT_MODIFIED = 200, 304
# answers after which another try may succeed: time-outs, too many requests, faults of the server
_PASSING = (408, 425, 429, 500, 502, 503, 504)
_PORTS = {"http": 80, "https": 443}
# headers by which a cache asks whether its copy still holds, and all that it may send
_VALIDATORS = ("if-none-match", "if-modified-since")
_CONDITIONS = (*_VALIDATORS, "cache-control")
_LAST_PORT = 65_535


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits of a request: seconds without a byte, seconds in all, bytes of an answer."""

    timeout: float
    whole: float
    most: int


class NetworkTransport(httpx2.BaseTransport):
    """Asks for one address, whatever address the cache above asks for.

    Parameters
    ----------
    asked : Credentials
        The address with its credentials.
    limits : Limits
    allow_private : bool
        Whether the host of the address may be private; hosts that it redirects to never may be.
    posted : bytes
        What is sent to the address, which then may not redirect: it would go to somebody whom the desk did not
        name. Empty: nothing is sent, and the address is read.
    posted_as : str
        Content type of what is sent.
    """

    def __init__(
        self, asked: Credentials, limits: Limits, *, allow_private: bool = False, posted: bytes = b"",
        posted_as: str = "application/json",
    ) -> None:  # fmt: skip
        self._asked, self._limits, self._posted, self._posted_as = asked, limits, posted, posted_as
        self._home = _address(asked.url)
        self._allow_private = allow_private

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, follow redirects, and return an answer with status 200 or 304; all others are faults."""
        conditions = {name: request.headers[name] for name in _CONDITIONS if name in request.headers}
        network = CheckedNetwork(self._limits.whole, self._may_be_private)
        with (
            _as_fetch_errors(),
            httpcore2.ConnectionPool(
                ssl_context=httpx2.create_ssl_context(), network_backend=network, http2=False
            ) as pool,
        ):
            return self._followed(pool, conditions)

    def _followed(self, pool: httpcore2.ConnectionPool, conditions: Mapping[str, str]) -> httpx2.Response:
        url = self._home
        for _ in range(_MOST_REDIRECTS + 1):
            asked = self._request(url, conditions)
            answer = self._answered(pool, asked)
            if isinstance(answer, httpx2.Response):
                return answer
            url = _redirected(url, answer)
        raise FetchError("it was redirected too often")

    def _request(self, url: httpx2.URL, conditions: Mapping[str, str]) -> httpx2.Request:
        headers = self._headers(url, conditions)
        if not self._posted:
            return httpx2.Request("GET", url, headers=headers)
        return httpx2.Request("POST", url, headers={**headers, "content-type": self._posted_as}, content=self._posted)

    def _answered(self, pool: httpcore2.ConnectionPool, asked: httpx2.Request) -> httpx2.Response | str:
        """Return the answer, or the address that it redirects to."""
        target = httpcore2.URL(
            scheme=asked.url.raw_scheme, host=asked.url.raw_host, port=asked.url.port, target=asked.url.raw_path
        )
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self._limits.timeout)
        with pool.stream(
            asked.method, target, headers=asked.headers.raw, content=self._posted or None,
            extensions={"timeout": timeouts},
        ) as given:  # fmt: skip
            headers = httpx2.Headers(given.headers)
            if given.status in _REDIRECTS and "location" in headers and not self._posted:
                return str(headers["location"])
            if given.status not in (_DONE, _NOT_MODIFIED):
                passing = given.status in _PASSING
                raise FetchError(
                    f"the address answered {given.status}", passing=passing, wait=_wait(headers), status=given.status
                )
            if given.status == _NOT_MODIFIED and not asked.headers.keys() & set(_VALIDATORS):
                raise FetchError("the address answered 304 without being asked whether it changed")
            return self._taken(given, headers)

    def _taken(self, given: httpcore2.Response, headers: httpx2.Headers) -> httpx2.Response:
        if given.status == _NOT_MODIFIED:
            return httpx2.Response(_NOT_MODIFIED, headers=kept_headers(headers))
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limits.most:
            raise FetchError(f"the answer has more than {self._limits.most:,} bytes")
        content = read_body(given.iter_stream(), headers.get("content-encoding", ""), self._limits.most)
        if self._asked.repeated_in(content):
            raise FetchError("the answer repeats a credential, so it was not kept")
        return httpx2.Response(_DONE, headers=kept_headers(headers), content=content)

    def _headers(self, url: httpx2.URL, conditions: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of a request; credentials go only to the host that they are for."""
        headers = {
            "user-agent": f"reconcile-estimates/{__version__}", "accept": "*/*", "accept-encoding": "gzip",
            **conditions,
        }  # fmt: skip
        if not self._is_home(url):
            return headers
        if self._asked.user or self._asked.password:
            pair = b64encode(f"{self._asked.user}:{self._asked.password}".encode()).decode()
            headers["authorization"] = f"Basic {pair}"
        return {**headers, **self._asked.headers}

    def _is_home(self, url: httpx2.URL) -> bool:
        """Return True where an address is on the input's own server, perhaps by https where the config says http."""
        same = url.host == self._home.host
        return same and (_port(url) == _port(self._home) or (url.scheme == "https" and _port(url) == _PORTS["https"]))

    def _may_be_private(self, host: str, port: int) -> bool:
        own = self._home.raw_host.decode("ascii").strip("[]")
        return self._allow_private and host.strip("[]") == own and port in (_port(self._home), _PORTS["https"])


def _address(url: str) -> httpx2.URL:
    try:
        address = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        raise FetchError("its url is not an address") from None
    if address.scheme not in _PORTS or not address.host or address.userinfo:
        raise FetchError("its url is not an address")
    return address


def _port(url: httpx2.URL) -> int:
    return url.port or _PORTS[url.scheme]


def _redirected(url: httpx2.URL, location: str) -> httpx2.URL:
    """Return where a redirect leads; raise for other schemes, a way out of encryption and user names."""
    try:
        target = url.join(location)
        userinfo, host = target.userinfo, target.host
    except (httpx2.InvalidURL, ValueError):
        raise FetchError("it was redirected to something that is not an address") from None
    if (target.port or 0) > _LAST_PORT:
        raise FetchError("it was redirected to something that is not an address")
    if target.scheme not in _PORTS or not host:
        raise FetchError("it was redirected to a scheme other than http and https")
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError("it was redirected from https to http")
    if userinfo:
        raise FetchError("it was redirected to an address with a user in it")
    return target.copy_with(fragment=None)


def _wait(headers: httpx2.Headers) -> float:
    """Return the seconds that the server asks to wait; 0 for a date, where the usual pause will do."""
    asked = headers.get("retry-after", "").strip()
    return float(asked) if asked.isdigit() and len(asked) <= len("999999") else 0.0


@contextmanager
def _as_fetch_errors() -> Iterator[None]:
    """Raise what goes wrong as a `FetchError`; the cause is not passed on, as it may hold an address."""
    try:
        yield
    except httpcore2.TimeoutException:
        raise FetchError("the address did not answer in time", passing=True) from None
    except httpcore2.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError):
            raise FetchError("its certificate is not valid") from None
        raise FetchError("no connection could be made", passing=True) from None
    except httpcore2.RemoteProtocolError:
        raise FetchError("the answer was cut short, or is not HTTP", passing=True) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError):
        raise FetchError("the connection broke", passing=True) from None
    except (httpx2.HTTPError, ValueError, OverflowError):
        raise FetchError("the answer could not be understood") from None
